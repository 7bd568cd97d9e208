"""What a parser often gets wrong in news prose, and grammar alone decides: where clauses hang, where a sentence ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.parse.parsed import Sentence, Token

PRESENT = frozenset({"VBZ", "VBP", "VB", "MD"})
"""Tags of a verb that stands in the present, or bare: as after a modal, or in "demanded that he leave"."""

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})

HELPERS = ("aux", "auxpass")

SHORTENED = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Gen|Col|Lt|Maj|Capt|Adm|Sgt|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|St|Prof|Amb)\."
)
"""What is written with a point that ends no sentence."""

BESIDE = frozenset({"after", "as", "while", "when"})
"""Conjunctions of a clause that news puts behind what somebody said, to tell when he said it."""

NAMING = frozenset({"compound", "nmod", "amod", "nummod", "poss", "det"})
"""Relations inside a name or title."""


def mended(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with what grammar says is attached or cut wrongly put right, in place."""
    kept = rejoined(sentences)
    for token in tokens:
        if token.dep == "conj" and token.tag == "VBD":
            regain(token)
        elif token.dep == "relcl" and token.head.head.lemma == "give":
            take_back(token)
        elif token.dep == "ccomp":
            part(token)
        elif token.dep == "advcl":
            if token.tag == "VBN" or token.child("agent"):
                give_up_subject(token)
            if token.tag == "VBD":
                lift(token)
    return kept


def rejoined(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, one that ends in the middle of a title put back: "Acting U.S. | Deputy Secretary Ruiz flew"."""
    kept: list[Sentence] = []
    for sentence in sentences:
        if kept and breaks_off(kept[-1]) and sentence.tokens[0].text[:1].isupper():
            before = kept.pop()
            head = sentence.tokens[0]
            while head.dep in NAMING and head.head is not head:
                head = head.head
            before.root.head, before.root.dep = head, "compound"
            head.children.insert(0, before.root)
            sentence = Sentence(len(kept), [*before.tokens, *sentence.tokens], sentence.root)
        sentence.index = len(kept)
        for token in sentence.tokens:
            token.sentence = sentence.index
        kept.append(sentence)
    return kept


def breaks_off(sentence: Sentence) -> bool:
    """Whether what the parser took for a sentence has no verb and ends in an abbreviation."""
    return SHORTENED.fullmatch(sentence.tokens[-1].text) is not None and not any(
        t.tag in FINITE for t in sentence.tokens
    )


def regain(verb: Token) -> None:
    """Give a past verb after "and" back to the verb of saying, where the clause between the two is in the present.

    "She *demanded* that it leave and *threatened* to end the talks": verbs that are coordinated share their tense, and
    "it leave and threatened" does not; nor does "*told* him to leave and *threatened* …".
    """
    lower = verb.head
    while lower.dep == "conj" and lower.head is not lower:
        lower = lower.head
    upper = lower.head
    infinitive = lower.tag == "VB" and any(c.tag == "TO" for c in lower.children)
    while infinitive and upper.head is not upper and upper.tag not in FINITE:
        upper = upper.head
    if (lower.dep != "ccomp" and not infinitive) or upper.tag != "VBD" or upper.start > lower.start:
        return
    if not (infinitive or is_present(lower)) or any(
        c.dep.startswith(("nsubj", "expl")) or c.dep in HELPERS for c in verb.children
    ):
        return
    for mark in [c for c in lower.children if c.dep == "cc" and lower.i < c.i < verb.i]:
        move(mark, upper)
    move(verb, upper)


def is_present(verb: Token) -> bool:
    """Whether the finite verb of a clause is in the present, or bare."""
    finite = next((c for c in verb.children if c.dep in HELPERS and c.i < verb.i), verb)
    return finite.tag in PRESENT and finite.lower not in ("would", "could", "might", "should")


def lift(clause: Token) -> None:
    """Take a clause of time behind a comma out of what somebody said: it tells when he said it.

    "Oslo *denied* that it wanted the port, *after* Lima *had accused* it of that".
    """
    lower = clause.head
    mark = clause.child("mark", "advmod")
    if mark is None or mark.lower not in BESIDE or not follows_comma(mark, lower):
        return
    while lower.dep in ("xcomp", "conj", "advcl") and lower.head is not lower:
        lower = lower.head
    if lower.dep == "ccomp" and lower.head.tag == "VBD" and lower.head.i < lower.i < clause.i:
        move(clause, lower.head)


def follows_comma(mark: Token, verb: Token) -> bool:
    """Whether a comma stands right before a conjunction, or before what it measures ("*, a day after*")."""
    return any(c.text == "," and verb.i < c.i and 0 < mark.i - c.i <= 3 for c in verb.children)


def give_up_subject(clause: Token) -> None:
    """Give the subject of a bare participle before its verb back to the verb: "*Peru and Chile*, both ruled by soldiers, said"."""
    verb, who = clause.head, clause.child("nsubj")
    if (
        who is None
        or not who.i < clause.i < verb.i
        or verb.tag not in FINITE
        or verb.child("nsubj", "nsubjpass")
    ):
        return
    if any(c.dep in HELPERS for c in clause.children):
        return
    move(who, verb)
    move(clause, who)
    clause.dep = "acl"


def take_back(relative: Token) -> None:
    """Give "give" back the time it gives, where the parser hung it on a clause about who gets it.

    "*Gave* the officers who took power *a week to leave and threatened* …": a time with what is to be done in it.
    """
    giver = relative.head.head
    limit = next((c for c in relative.children if c.dep == "npadvmod" and c.i > relative.i), None)
    if limit is None or giver.child("npadvmod", "oprd"):
        return
    deed = next((c for c in relative.children if c.i > limit.i and c.child("aux") and c.tag == "VB"), None)
    if deed is None or limit.child("nummod", "det") is None:
        return
    for child in [c for c in relative.children if c.i >= limit.i]:
        move(child, giver)


def part(clause: Token) -> None:
    """Part two sentences that a semicolon parts: the first is no content of the second."""
    verb = clause.head
    between = (c for c in (*verb.children, *clause.children) if c.text == ";")
    if clause.i < verb.i and any(clause.i < c.i < verb.i for c in between) and clause.tag in FINITE:
        clause.dep = "parataxis"


def move(token: Token, head: Token) -> None:
    """Hang a token under another head."""
    token.head.children.remove(token)
    token.head = head
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)
