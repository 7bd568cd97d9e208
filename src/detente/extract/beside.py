"""Meetings that a sentence tells beside what it is about: "agreed on a truce *after talks between A and B*"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extract.act import Act
from detente.extract.clause import conjuncts, is_verb, prepositional, subject
from detente.extract.frames import classes_of, names_actor
from detente.extract.parties import actors_at
from detente.model.found import Status
from detente.parse.parsed import Sentence, Token

HELD = frozenset({"after", "following", "during", "since"})
"""Prepositions that take for granted that what follows was held."""

AHEAD = frozenset({"before"})

SURE = 0.6


def meetings_beside(sentence: Sentence, found: Sequence[Act]) -> Iterator[Act]:
    """The meetings of named sides in phrases of time, that no act of the sentence tells of already."""
    taken = {act.trigger.i for act in found}
    for noun in sentence.tokens:
        if noun.dep != "pobj" or noun.i in taken or not is_meeting(noun):
            continue
        if (status := status_of(noun)) is None:
            continue
        one, other = sides(noun)
        if one and other and not any(same_meeting(act, one, other) for act in found):
            yield Act("CONSULT", noun, SURE, status=status, source=one, target=other)


def is_meeting(noun: Token) -> bool:
    """Whether a noun names talks, and not their object ("talks on the *conference*")."""
    return noun.pos == "NOUN" and "meeting" in classes_of(noun)


def status_of(noun: Token) -> Status | None:
    """Whether the phrase of time takes the meeting as held or as to come; null for what is only wished or denied."""
    above = next((t for t in noun.ancestors() if is_verb(t)), None)
    if above is None or noun.head.dep != "prep" or not is_beside(noun.head, above):
        return None
    if any(c.lower in ("no", "possible", "further", "more", "any", "new") for c in noun.children):
        return None
    if not is_past(above):
        return None
    return "occurred" if noun.head.lower in HELD else "planned" if noun.head.lower in AHEAD else None


def is_beside(preposition: Token, verb: Token) -> bool:
    """Whether a phrase of time stands beside a verb, also where the parser hung it on its object ("praised the truce
    *following* a meeting")."""
    above = preposition.head
    return above is verb or (
        above.head is verb and above.dep == "dobj" and preposition.lower in ("after", "following")
    )


def is_past(verb: Token) -> bool:
    """Whether a clause is told as past: "agreed", "has agreed", "a text *read out* after the talks"."""
    finite = next((c for c in verb.children if c.dep in ("aux", "auxpass") and c.i < verb.i), verb)
    return (
        finite.tag == "VBD" or finite.lower in ("has", "have") or (finite.tag == "VBN" and verb.dep == "acl")
    )


def sides(noun: Token) -> tuple[list[Token], list[Token]]:
    """Who meets whom: "between A and B"; the subject of the sentence and who stands after "with"."""
    if (pair := next(prepositional(noun, "between"), None)) is not None:
        both = [t for t in conjuncts(pair) if names_actor(t)]
        return both[:1], both[1:]
    with_whom = actors_at(noun, ("with",))
    above = next((t for t in noun.ancestors() if is_verb(t)), None)
    who = subject(above) if above is not None else None
    if who is None or not with_whom:
        return [], []
    return [t for t in conjuncts(who) if names_actor(t)], with_whom


def same_meeting(act: Act, one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether an act is a meeting of one of these already."""
    named = {t.i for t in (*one, *other)}
    return act.type == "CONSULT" and bool(named & {t.i for t in (*act.source, *act.target)})
