"""What the grammar around a place name says of its use: a place, the government behind it, or an adjective."""

from __future__ import annotations

from functools import cache, lru_cache

from detente.lexicon import toml
from detente.lexicon.gazetteer import candidates
from detente.model.found import PlaceUse
from detente.parse.parsed import Token

MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})

ROW = 20
"""How far a row of names is followed back to its first."""


def use_of(head: Token, name: str, *, adjective: bool, inside: bool) -> PlaceUse:
    """The use of a name whose head this is. `inside`: it is part of an organisation's or event's name."""
    if adjective:
        return as_adjective(head)
    if is_building(name):
        return "literal"
    if inside:
        return "other"
    if is_land(name):
        return "literal"
    head, acts = first_of(head), governs(name)
    match head.dep:
        case "poss":
            return as_owner(head, acts)
        case "compound" | "nmod" | "amod" | "npadvmod":
            return as_modifier(head)
        case "nsubj" | "csubj":
            return "literal" if head.head.lemma in verbs("subject") else "actor"
        case "nsubjpass" | "dobj" | "dative":
            return "literal" if head.head.lemma in verbs("object") or not acts else "actor"
        case "pobj":
            return after_preposition(head, acts)
        case "agent":
            return "actor"
        case _:
            return "literal"


def as_adjective(head: Token) -> PlaceUse:
    """ "The Russian border" is a place; "the Russian demands" are not."""
    return "literal" if head.head.lemma.lower() in nouns("modifier") and head.dep in MODIFIERS else "other"


def as_modifier(head: Token) -> PlaceUse:
    """A name before a noun: "a Damascus suburb" is a place, "the Damascus government" is not."""
    return "literal" if head.head.lemma.lower() in nouns("modifier") else "other"


def as_owner(head: Token, acts: bool) -> PlaceUse:
    """A name that owns: "Mali's north" is a place, "Mali's foreign policy" a government's."""
    owned = head.head.lemma.lower()
    if owned in nouns("modifier"):
        return "literal"
    return "actor" if acts or owned in nouns("of", "actor") else "literal"


def first_of(head: Token) -> Token:
    """The first of a row of names: "Romania and *Bulgaria*" are used alike."""
    for _ in range(ROW):
        if head.head is head or head.head.pos != "PROPN":
            break
        listed = head.dep in MODIFIERS and head.head.start - head.end > 1
        if head.dep not in ("conj", "appos") and not listed:
            break
        head = head.head
    return head


def after_preposition(head: Token, acts: bool) -> PlaceUse:
    """By preposition, and by what it hangs on."""
    preposition = head.head
    word, above = preposition.lower, preposition.head.lemma.lower()
    match word:
        case "from":
            return "actor" if above in nouns("from", "actor") else "literal"
        case "to":
            return "literal" if above in verbs("to") or not acts else "actor"
        case "of" if above in nouns("of", "actor"):
            return "actor"
        case "of":
            return "literal" if above in nouns("of") or not acts else "actor"
        case "on" if above in nouns("on"):
            return "literal"
        case "between":
            return "literal" if above in nouns("between") else "actor"
        case _ if word in prepositions("actor"):
            return "actor" if acts else "literal"
        case _:
            return "literal"


@lru_cache(maxsize=4096)
def governs(name: str) -> bool:
    """Whether the name is one that stands for a government: a state's, a province's, a capital's, a continent's."""
    return any(e.kind in ("state", "capital", "admin1") or e.name in UNIONS for e in candidates(name))


UNIONS = frozenset(
    {"European Union", "Europe", "Asia", "Africa", "Latin America", "North America", "South America"}
)
"""Regions that act as one in the news."""


@lru_cache(maxsize=4096)
def is_land(name: str) -> bool:
    """Whether the name is a sea's, a river's, a region's: land and water that nobody speaks for."""
    senses = candidates(name)
    return bool(senses) and senses[0].kind in ("water", "region") and senses[0].name not in UNIONS


@lru_cache(maxsize=4096)
def is_building(name: str) -> bool:
    """Whether the name says that it is a building's, a street's, a park's: nobody else is meant by it."""
    words = name.split()
    return len(words) > 1 and words[-1].lower() in toml("place_use")["words"]["built"]


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
