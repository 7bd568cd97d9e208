"""The predicates of `lexicon/frames.toml` and how they match a verb or noun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from detente import lexicon
from detente.extract.clause import (
    NAMES,
    conjuncts,
    direct_object,
    is_passive,
    prepositional,
    subject,
    to_infinitive,
)
from detente.model.found import MoveType
from detente.parse.parsed import Token

Reading = Literal["act", "promise", "request", "refusal", "threat", "charge", "words", "comment"]
Bearing = Literal["friendly", "yielding", "verbal", "hostile", "arming"]

REACHING = frozenset({"on", "in", "at", "to", "for", "into", "through", "under", "of"})
"""Prepositions whose noun may stand in the place of an object ("went *on strike*", "arrived *at the talks*")."""

LIGHT_OBJECTS = frozenset({"part", "place", "role", "end"})
"""Objects that leave the real one to a preposition ("took part in talks", "put an end to the strike")."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the lexicon."""

    type: MoveType
    reading: Reading
    mode: str | None
    object: frozenset[str]
    subject: frozenset[str]
    target: tuple[str, ...]
    sure: float
    clause: bool = False
    named: bool = False
    alert: bool = False
    swap: bool = False
    bare: bool = False
    actor_object: bool = False
    official: bool = False
    recipient: bool = False
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits: the particle that was needed, and the object that decided."""

    frame: Frame
    particle: Token | None = None
    object: Token | None = None


@cache
def words(group: str, name: str) -> frozenset[str]:
    """A list of the lexicon as a set (`words("turn", "speech")`)."""
    return frozenset(lexicon.toml("frames")[group][name])


@cache
def classes() -> dict[str, frozenset[str]]:
    """For each noun ("strike", "hunger strike") the classes it is in."""
    found: dict[str, set[str]] = {}
    for name, members in lexicon.toml("frames")["class"].items():
        for member in members:
            found.setdefault(member, set()).add(name)
    return {member: frozenset(names) for member, names in found.items()}


@cache
def bearing(of: MoveType) -> Bearing:
    """How a type is read when it is promised or planned."""
    return cast(Bearing, lexicon.toml("plover")["type"][of]["bearing"])


def frame(row: dict[str, object]) -> Frame:
    """A row of the table as a frame."""
    return Frame(
        type=cast(MoveType, row["type"]),
        reading=cast(Reading, row.get("reading", "act")),
        mode=cast("str | None", row.get("mode")),
        object=frozenset(cast("list[str]", row.get("object", ()))),
        subject=frozenset(cast("list[str]", row.get("subject", ()))),
        target=tuple(cast("list[str]", row["target"])),
        sure=cast(float, row["sure"]),
        clause=bool(row.get("clause")),
        named=bool(row.get("named")),
        alert=bool(row.get("alert")),
        swap=bool(row.get("swap")),
        bare=bool(row.get("bare")),
        actor_object=bool(row.get("actor_object")),
        official=bool(row.get("official")),
        recipient=bool(row.get("recipient")),
        exercise=bool(row.get("exercise")),
    )


@cache
def verbs() -> dict[str, tuple[tuple[tuple[str, ...], Frame], ...]]:
    """For each verb its frames in file order, with the words that must follow it."""
    table: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for row in lexicon.toml("frames")["frame"]:
        for entry in row.get("verbs", ()):
            first, *rest = entry.split()
            table.setdefault(first, []).append((tuple(rest), frame(row)))
    return {lemma: tuple(rows) for lemma, rows in table.items()}


@cache
def nouns() -> dict[str, Frame]:
    """The nouns that name a move themselves."""
    return {n: frame(row) for row in lexicon.toml("frames")["frame"] for n in row.get("nouns", ())}


def full_lemma(noun: Token) -> Iterator[str]:
    """The names of a noun, narrowest first: with the word before it, then alone."""
    for child in noun.children:
        if child.dep in ("compound", "amod", "nmod") and child.i < noun.i:
            yield f"{child.lemma.lower()} {noun.lemma.lower()}"
            if child.lower != child.lemma.lower():  # "written replies", whose lemma is "write"
                yield f"{child.lower} {noun.lemma.lower()}"
    yield noun.lemma.lower()


def classes_of(noun: Token) -> frozenset[str]:
    """The classes of a noun; those of a two-word name ("hunger strike") alone where there are any."""
    for name in full_lemma(noun):
        if name in classes():
            return classes()[name]
    return frozenset()


def meaning(noun: Token) -> Token:
    """The noun that carries the meaning: `talks` of "a round of talks"."""
    for _ in range(3):
        if noun.lemma.lower() not in words("class", "transparent"):
            break
        of = next((c for c in noun.children if c.dep == "prep" and c.lower == "of"), None)
        inner = of.child("pobj") if of else None
        if inner is None:
            break
        noun = inner
    return noun


def of_class(noun: Token, wanted: frozenset[str]) -> Token | None:
    """The conjunct that is of one of the classes, if any."""
    for one in conjuncts(noun):
        for candidate in (one, meaning(one)):
            if classes_of(candidate) & wanted:
                return candidate
    return None


def object_of_class(verb: Token, particle: Token | None, wanted: frozenset[str]) -> Token | None:
    """The object of one of these classes: the direct one, else one that a preposition reaches."""
    direct = direct_object(verb)
    if direct is not None and (found := of_class(direct, wanted)) is not None:
        return found
    places = [particle] if particle is not None else []
    if direct is None or is_passive(verb) or direct.lemma in LIGHT_OBJECTS:
        places += [c for c in verb.children if c.dep == "prep" and c.i > verb.i and c.lower in REACHING]
    elif verb.lemma in ("put", "reassure", "return"):
        places += [
            c
            for c in (*verb.children, *direct.children)
            if c.dep == "prep" and c.lower in ("under", "of", "for")
        ]
    elif verb.lemma in ("provide", "supply", "equip", "present"):
        places += [c for c in verb.children if c.dep == "prep" and c.lower == "with"]
    if direct is not None and direct.lemma in LIGHT_OBJECTS:
        places += [c for c in direct.children if c.dep == "prep"]
    for place in places:
        inner = place.child("pobj")
        if inner is not None and (found := of_class(inner, wanted)) is not None:
            return found
    return None


def follower(verb: Token, needed: tuple[str, ...]) -> Token | None:
    """The particle, preposition or small word that must follow, if all are there."""
    found: Token | None = None
    above = verb
    for word in needed:
        near = [*above.children, *verb.children]
        hit = next((c for c in near if c.i > verb.i and word in (c.lower, c.lemma) and not dates(c)), None)
        if hit is None:
            return None
        found = above = hit
    return found


def dates(preposition: Token) -> bool:
    """Whether a preposition only says when: "called *on Monday*" is not "called on the king"."""
    inner = preposition.child("pobj")
    return inner is not None and inner.entity in ("DATE", "TIME")


def match(verb: Token) -> Match | None:
    """The frame that fits best: one with an object class first, then one with a particle, then file order."""
    return best_frame(verb, lemma_of(verb))


def lemma_of(verb: Token) -> str:
    """The lemma, mended where the parser errs ("stag" of "staged"); a prefix needs no hyphen ("re-open")."""
    lemma = verb.lemma.lower()
    if "-" in lemma:
        plain = lemma.replace("-", "")
        lemma = next((name for name in (plain, plain.removesuffix("e")) if name in verbs()), lemma)
    return cast(str, lexicon.toml("frames")["alias"].get(lemma, lemma))


def best_frame(verb: Token, lemma: str) -> Match | None:
    """The best of the frames of a lemma for a verb."""
    best: tuple[tuple[bool, bool], Match] | None = None
    rows = verbs().get(lemma, ())
    if rows and is_figurative(verb, lemma):
        return None
    # What is called for is not done: under "call for talks" no row of "call" may reach the talks.
    asking = any(needed and row.type == "REQUEST" and follower(verb, needed) for needed, row in rows)
    for needed, row in rows:
        particle = follower(verb, needed) if needed else None
        if (needed and particle is None) or (asking and not needed and direct_object(verb) is None):
            continue
        if lemma == "call" and needed == ("for",) and phoned(verb):
            continue
        found = object_of_class(verb, particle, row.object) if row.object else None
        if (row.object and found is None) or not fits(verb, row):
            continue
        rank = (bool(row.object) or bool(row.subject), bool(needed))
        if best is None or rank > best[0]:
            best = rank, Match(row, particle, found)
    return best[1] if best else None


def is_figurative(verb: Token, lemma: str) -> bool:
    """Whether a verb is part of a figure of speech ("poured cold *water* on it"), or a camera does it ("captured by
    *photographers*"): nothing is done to anybody.
    """
    what = direct_object(verb)
    if what is not None and f"{lemma} {lemma_of(what)}" in words("turn", "figurative"):
        return True
    seen = (inner for c in verb.children if c.dep in ("agent", "prep") and (inner := c.child("pobj")))
    return lemma in words("turn", "seen") and any(lemma_of(t) in words("turn", "watchers") for t in seen)


def fits(verb: Token, row: Frame) -> bool:
    """Whether the other demands of a frame are met."""
    if row.subject:
        who = direct_object(verb) if is_passive(verb) else subject(verb)
        if who is None or of_class(who, row.subject) is None:
            return False
    clause = verb.child("ccomp", "xcomp")
    if row.clause and clause is None:
        return False
    if row.type == "MOBILIZE" and clause is not None and verb.lemma == "order":
        return False  # "ordered the troops to leave"
    if row.alert and not any(c.lower == "alert" for t in verb.children for c in (t, *t.children)):
        return False
    what = direct_object(verb)
    if row.bare and (what is not None or verb.child("ccomp") is not None):
        return False
    if row.actor_object and (what is None or not names_actor(what)):
        return False
    if row.recipient and (what is None or next(prepositional(verb, "to"), None) is None):
        return False
    if row.official and not is_official(subject(verb)):
        return False
    return phoned(verb) if row.named else True


def phoned(verb: Token) -> bool:
    """Whether somebody called is spoken to by phone: "called *Lima* for talks", not "called Ruiz a liar", "was called".

    Several people are called together, or out, rather than phoned ("called its *members* to the square").
    """
    what = direct_object(verb)
    name = next(
        (c for c in verb.children if c.dep in ("oprd", "ccomp", "acomp", "xcomp") and c is not what), None
    )
    if what is None or is_passive(verb) or (name is not None and not to_infinitive(name)):
        return False
    one = (
        what.entity in ("PERSON", "GPE", "ORG")
        or what.lemma in words("class", "officials")
        or what.tag == "PRP"
    )
    return one and what.tag not in ("NNS", "NNPS") and what.lower not in ("it", "them")


PEOPLE = frozenset(
    {"troops", "prisoners", "envoys", "ambassador", "rebels", "peacekeepers", "refugees", "suspect"}
)
"""Classes whose nouns stand for people."""


def names_actor(noun: Token) -> bool:
    """Whether a noun stands for people, a body or a state."""
    if noun.entity in NAMES or (
        noun.pos == "PRON" and noun.lower not in ("it", "this", "that", "which", "what")
    ):
        return True
    for one in (noun, meaning(noun)):
        if one.entity in NAMES or one.lemma in words("class", "generic") | words("class", "person") | words(
            "class", "officials"
        ):
            return True
        if one.lemma.lower() in people() or (classes_of(one) & PEOPLE and "weapons" not in classes_of(one)):
            return True
        if any(c.entity in ("NORP", "GPE", "ORG") for c in one.children if c.dep in ("amod", "compound")):
            return not classes_of(one) and not one.lemma.endswith(ABSTRACT)
    return False


@cache
def people() -> frozenset[str]:
    """Nouns for people who act for nobody but themselves or their cause: citizens, rebels, police, courts."""
    rows = (row for row in lexicon.tsv("agents") if row["sector"] in ("CVL", "COP", "REB", "OPP", "JUD"))
    return frozenset(noun for row in rows for noun in row["nouns"].split("|"))


ABSTRACT = ("tion", "sion", "ment", "ness", "ism", "ity", "ance", "ence", "ing", "ure", "fear", "effort", "word", "remark", "move",
            "policy", "cy", "right", "law", "view", "step", "role", "aim")  # fmt: skip
"""Ends of nouns that hardly name people: "Kenyan suppression", "Danish remarks"."""


def is_thing(noun: Token) -> bool:
    """Whether a noun is known to be no actor ("the program", "a meeting")."""
    return bool(classes_of(noun)) and not names_actor(noun)


def is_official(who: Token | None) -> bool:
    """Whether somebody travels for a state: a name or a title."""
    if who is None:
        return False
    return any(
        t.entity in NAMES or t.lemma in words("class", "officials") or t.pos == "PRON" for t in conjuncts(who)
    ) and not (classes_of(who) & {"troops", "refugees", "peacekeepers"})
