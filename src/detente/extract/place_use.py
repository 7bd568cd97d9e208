"""What the grammar around a place name says of its use: a place, the government behind it, or an adjective."""

from __future__ import annotations

from functools import cache

from detente.lexicon import toml
from detente.lexicon.gazetteer import candidates, folded
from detente.model.found import PlaceUse
from detente.parse.parsed import Token


def use_of(head: Token, adjective: bool, in_name: bool) -> PlaceUse:
    """The use of a name whose head this is. `in_name`: it is part of an organisation's or event's name."""
    if in_name:
        return "other"
    if adjective:
        return as_adjective(head)
    head = first_of(head)
    match head.dep:
        case "poss":
            return "literal" if head.head.lemma.lower() in nouns("modifier") else "actor"
        case "compound" | "nmod" | "amod" | "npadvmod":
            return as_modifier(head)
        case "nsubj" | "csubj":
            return as_subject(head)
        case "nsubjpass":
            return "literal" if head.head.lemma in verbs("object") or not governs(head) else "actor"
        case "dobj" | "dative":
            return "literal" if head.head.lemma in verbs("object") or not governs(head) else "actor"
        case "pobj":
            return after_preposition(head)
        case "agent":
            return "actor"
        case _:
            return "literal"


def as_adjective(head: Token) -> PlaceUse:
    """ "The Russian border" is a place; "the Russian demands" are not."""
    return "literal" if head.head.lemma.lower() in nouns("modifier") and head.dep in MODIFIERS else "other"


MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})


def as_modifier(head: Token) -> PlaceUse:
    """A name before a noun: "a Damascus suburb" is a place, "the Damascus government" is not."""
    return "literal" if head.head.lemma.lower() in nouns("modifier") else "other"


def first_of(head: Token) -> Token:
    """The first of a row of names: "Romania and *Bulgaria*" are used alike."""
    seen = 0
    while (
        head.dep in ("conj", "appos")
        and head.head is not head
        and head.head.pos in ("PROPN", "NOUN")
        and seen < 20
    ):
        head, seen = head.head, seen + 1
    return head


def as_subject(head: Token) -> PlaceUse:
    """Who acts is an actor; where something lies or is seen is a place."""
    return "literal" if head.head.lemma in verbs("subject") and not governs_act(head.head) else "actor"


def governs_act(verb: Token) -> bool:
    """Whether "be", "have" are only helpers of what a government does ("is ready to", "has to")."""
    complement = verb.child("acomp", "xcomp")
    return complement is not None and complement.child("xcomp", "ccomp") is not None


def after_preposition(head: Token) -> PlaceUse:
    """By preposition, and by what it hangs on."""
    preposition = head.head
    word, above = preposition.lower, preposition.head.lemma.lower()
    match word:
        case "from":
            return "actor" if above in nouns("from", "actor") else "literal"
        case "to":
            return "literal" if above in verbs("to") or not governs(head) else "actor"
        case "of":
            return "literal" if above in nouns("of") or not governs(head) else "actor"
        case "between" | "among":
            return "literal" if above in nouns("between") else "actor"
        case _ if word in prepositions("literal"):
            return "literal"
        case _ if word in prepositions("actor"):
            return "actor" if governs(head) else "literal"
        case _:
            return "literal"


def governs(head: Token) -> bool:
    """Whether the name is a state's, a union's or a capital's: the names that stand for governments."""
    return folded(head.text) in governments() or any(
        e.kind in ("state", "capital") for e in candidates(name_of(head))
    )


def name_of(head: Token) -> str:
    """The name with the words that belong to it."""
    words = [t for t in head.children if t.dep == "compound" and t.pos == "PROPN"]
    return " ".join(t.text for t in (*words, head))


@cache
def governments() -> frozenset[str]:
    """Names that stand for governments without being a state's."""
    return frozenset({"eu", "european union", "states", "kingdom", "emirates", "union"})


@cache
def verbs(role: str) -> frozenset[str]:
    """Lemmas that make a name in this role a place."""
    return frozenset(w for row in toml("place_use")["verbs"] if row["role"] == role for w in row["lemmas"])


@cache
def nouns(role: str, use: str = "literal") -> frozenset[str]:
    """Nouns that say how a name in this role is used."""
    rows = toml("place_use")["nouns"]
    return frozenset(w for row in rows if row["role"] == role and row["use"] == use for w in row["lemmas"])


@cache
def prepositions(use: str) -> frozenset[str]:
    """Prepositions that say how the name behind them is used."""
    return frozenset(
        w for row in toml("place_use")["prepositions"] if row["use"] == use for w in row["words"]
    )
