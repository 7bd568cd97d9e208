"""An act: a move in the making, on tokens, before its words are cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.extract.clause import RELATIVE, is_verb
from detente.extract.frames import nouns, words
from detente.model.found import MoveType, Polarity, Status
from detente.parse.parsed import Token


@dataclass(slots=True)
class Act:
    """A move in the making, on tokens."""

    type: MoveType
    trigger: Token
    sure: float
    mode: str | None = None
    status: Status = "occurred"
    polarity: Polarity = "affirmed"
    source: list[Token] = field(default_factory=list)
    target: list[Token] = field(default_factory=list)
    particle: Token | None = None
    content: Token | None = None
    content_type: MoveType | None = None
    condition: Token | None = None
    object: Token | None = None
    alone: bool = False
    """Whether the frame's slots are not to be searched for another side."""


def inside(content: Token) -> Iterator[Token]:
    """The content, but for what the writer adds on his own account.

    That is a demand which is only answered in it ("a reply to the Danish demands"), a relative clause with another
    subject ("of wanting war, which the palace denies"), a past clause joined to a planned one by the parser.
    """
    waiting = [content]
    while waiting:
        token = waiting.pop()
        if standing_request(token):
            waiting.extend(c for c in token.children if c.dep not in ("amod", "poss"))
            continue
        yield token
        waiting.extend(c for c in token.children if not writers_own(c) and c.lower not in ("despite", "amid"))


def writers_own(clause: Token) -> bool:
    """Whether a clause inside some content is told by the writer."""
    own = clause.child("nsubj", "nsubjpass")
    if own is None or not is_verb(clause):
        return False
    if clause.dep == "relcl":
        present = clause.tag in ("VBZ", "VBP")
        return own.lower not in RELATIVE and (present or (own.pos != "PRON" and clause.tag == "VBD"))
    planned_above = any(c.dep == "aux" and c.lower in ("will", "would") for c in clause.head.children)
    return clause.dep == "conj" and clause.tag == "VBD" and planned_above and clause.child("mark") is None


def standing_request(noun: Token) -> bool:
    """Whether a noun names a demand that already stands, as what an answer is given to."""
    frame = nouns().get(noun.lemma.lower())
    if (
        frame is None
        or frame.type != "REQUEST"
        or noun.head.lower != "to"
        or noun.head.dep not in ("prep", "dative")
    ):
        return False
    above = noun.head.head
    return above.lemma in words("class", "answer") or any(
        c.lemma in words("class", "answer") for c in above.children if c.dep == "dobj"
    )
