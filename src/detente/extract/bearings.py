"""What the content of a promise, threat or demand is: friendly, yielding or hostile, and its type."""

from __future__ import annotations

from detente.extract.clause import conjuncts, is_verb
from detente.extract.frames import bearing, classes_of, full_lemma, match, meaning, words
from detente.extract.modality import mood_of
from detente.model.found import MoveType
from detente.parse.parsed import Token


def clausal(verb: Token) -> Token | None:
    """The clause that says what: "to leave", "that it leaves", "of leaving"."""
    if (found := verb.child("xcomp", "ccomp")) is not None and (is_verb(found) or found.dep == "xcomp"):
        return found
    for child in verb.children:
        if child.dep != "prep" or child.lower in ASIDE - {"by"}:
            continue
        if (inner := child.child("pcomp")) is not None and is_verb(inner):
            return inner
    return None


ASIDE = frozenset(
    {"by", "according", "after", "since", "before", "during", "following", "despite", "amid", "until"}
)
"""Prepositions of what only stands around an act."""


def bearing_of_content(content: Token) -> tuple[str | None, MoveType | None]:
    """Whether what is promised is friendly, yielding or hostile, and its type; null if we cannot tell."""
    if is_verb(content):
        matched = match(content)
        if matched is None:
            return None, None
        kind: MoveType = matched.frame.type
        if mood_of(content).negated:
            return "friendly", kind
        if matched.frame.reading == "request":
            return "verbal", kind
        return bearing(kind), kind
    head = meaning(content)
    names = set(full_lemma(head))
    if head.lemma in words("class", "answer") and is_harsh(content):
        return "hostile", "THREATEN"
    if names & words("class", "hostile"):
        return "hostile", "THREATEN"
    if classes_of(head) & {"troops"} and not classes_of(head) & {"aid"}:
        return "arming", "MOBILIZE"
    if head.lemma in words("class", "withdrawal"):
        return "yielding", "RETREAT"
    return None, None


def is_harsh(noun: Token) -> bool:
    """Whether an answer is called severe, also by adjectives after it ("a response “swift and severe”")."""
    near = [
        *noun.subtree(),
        *(c for c in noun.head.children if c.dep in ("oprd", "amod", "acomp", "advcl", "dobj")),
    ]
    near += [t for c in noun.head.children if c.dep in ("dobj", "oprd", "xcomp") for t in c.subtree()]
    harsh = words("class", "harsh")
    return any(t.lemma.lower() in harsh or t.lower in harsh for t in near)


def threat_mode(kind: MoveType | None) -> str | None:
    """What is threatened, as a mode."""
    return {"ASSAULT": "violence", "SANCTION": "relations", "COERCE": "restrict"}.get(kind or "")


def asked_mode(kind: MoveType | None) -> str | None:
    """What is asked or refused, as a mode."""
    if kind is None:
        return "change"
    return {"AID": "assist", "RETREAT": "yield", "CONCEDE": "yield", "CONSULT": "meet"}.get(kind, "change")


def echoes(pronoun: Token, speaker: Token) -> bool:
    """Whether the subject of what is said can only be the speaker: "Malta said *it* …", "the nurses said *they* …"."""
    if speaker.pos == "PRON" or pronoun.pos != "PRON":
        return False
    several = len(conjuncts(speaker)) > 1 or speaker.tag in ("NNS", "NNPS")
    match pronoun.lower:
        case "it":
            return not several and speaker.entity != "PERSON"
        case "they":
            return several
        case "he" | "she":
            return not several and (
                speaker.entity == "PERSON" or speaker.lemma in words("class", "officials")
            )
    return False
