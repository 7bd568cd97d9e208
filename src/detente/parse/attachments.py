"""Attachments that a parser often gets wrong in news prose, and that grammar alone decides."""

from __future__ import annotations

from collections.abc import Sequence

from detente.parse.parsed import Token

PRESENT = frozenset({"VBZ", "VBP", "VB", "MD"})
"""Tags of a verb that stands in the present, or bare: as after a modal, or in "demanded that he leave"."""

HELPERS = ("aux", "auxpass")
COMPLEMENT = "ccomp"


def mend(tokens: Sequence[Token]) -> None:
    """Move what grammar says is attached too low, in place."""
    for token in tokens:
        if token.dep == "conj" and token.tag == "VBD":
            regain(token)


def regain(verb: Token) -> None:
    """Give a past verb after "and" back to the verb of saying, where the clause between the two is in the present.

    "She *demanded* that it leave and *threatened* to end the talks": verbs that are coordinated share their tense, and
    "it leave and threatened" does not.
    """
    lower = verb.head
    while lower.dep == "conj" and lower.head is not lower:
        lower = lower.head
    upper = lower.head
    if lower.dep != COMPLEMENT or upper.tag != "VBD" or upper.start > lower.start:
        return
    if not is_present(lower) or any(
        c.dep.startswith(("nsubj", "expl")) or c.dep in HELPERS for c in verb.children
    ):
        return
    move(verb, upper)
    for mark in [c for c in lower.children if c.dep in ("cc", "punct") and lower.i < c.i < verb.i]:
        if mark.dep == "cc":
            move(mark, upper)


def is_present(verb: Token) -> bool:
    """Whether the finite verb of a clause is in the present, or bare."""
    finite = next((c for c in verb.children if c.dep in HELPERS and c.i < verb.i), verb)
    return finite.tag in PRESENT and finite.lower not in ("would", "could", "might", "should")


def move(token: Token, head: Token) -> None:
    """Hang a token under another head."""
    token.head.children.remove(token)
    token.head = head
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)
