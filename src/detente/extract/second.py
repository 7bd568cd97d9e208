"""A second coder: what type of act a clause tells, by a linear model that knows nothing of the frames.

It reads the same parsed clause as the rules (`moves`), but by its words and relations alone: which verb, what stands
as its object, behind which preposition, under which helper verbs. Where two coders that work differently agree, they
are right far more often than either alone, so the share it gives to the rules' type goes into `sure`; it never makes
or drops a move.

The weights come from `tools/second_coder.py`, in two tables that are added: `second_coder.tsv`, learnt on sentences
of our own, and `second_coder_gsr.tsv`, which corrects it by 177 sentences of PLOVER's gold records (CC BY-SA 4.0).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from typing import get_args

from detente import lexicon
from detente.extract.clause import is_passive
from detente.model.found import MoveType
from detente.parse.parsed import Token

TYPES: tuple[MoveType, ...] = get_args(MoveType)
TABLES = ("second_coder", "second_coder_gsr")
"""Tables of weights, each added to those before it."""

DEEP = 3
"""Steps below the predicate that are read."""

WIDE = 40
"""Words of a clause that are read: more belong to other clauses."""

ELSEWHERE = frozenset({"relcl", "parataxis", "punct", "det", "case"})
"""Relations that are not followed down."""


def agreement(predicate: Token, kind: MoveType) -> float:
    """The share (0..1) that the second coder gives to a type for this predicate."""
    return shares(features(predicate), tables())[kind]


def sure(rule: float, share: float) -> float:
    """How likely a move is right in its type, by the surety of its rule and the share of the second coder.

    A logistic curve over the two; its three numbers stand in the head of `second_coder_gsr.tsv`.
    """
    constant, of_rule, of_second = curve()
    return 1 / (1 + math.exp(-(constant + of_rule * odds(rule) + of_second * odds(share))))


def odds(share: float) -> float:
    """Log odds, held within ±5 so that no single coder decides alone."""
    share = min(1 - NEVER, max(NEVER, share))
    return math.log(share / (1 - share))


NEVER = 0.0067
"""e⁻⁵: nothing is taken for less likely than that."""


# ---- what the coder sees ---------------------------------------------------------------------------------------------


def features(predicate: Token) -> list[str]:
    """The clause of a predicate as features, each once: words with their relation, helpers, kinds of names."""
    return list(dict.fromkeys(seen(predicate)))


def seen(predicate: Token) -> Iterator[str]:
    """The features in the order of the clause."""
    name = predicate.lemma.lower()
    yield f"t={name}"
    yield f"pos={predicate.pos}"
    yield f"passive={is_passive(predicate)}"
    if predicate.head is not predicate:
        yield f"up={predicate.dep}:{word(predicate.head)}"
    for child in predicate.children:
        yield from of_child(name, child)
    for token in below(predicate):
        if token.pos in ("NOUN", "VERB", "ADJ"):
            yield f"b={word(token)}"


def of_child(name: str, child: Token) -> Iterator[str]:
    """What one child of the predicate tells."""
    match child.dep:
        case "aux" | "auxpass" | "neg" | "prt" | "mark" | "advmod":
            yield f"{child.dep}={child.lower}"
            yield f"t+{child.dep}={name} {child.lower}"
        case "nsubj" | "nsubjpass" | "agent" | "dative":
            yield f"{child.dep}={kind_of(child)}"
            yield f"{child.dep}.w={word(child)}"
        case "prep":
            yield f"prep={child.lower}"
            yield f"t+prep={name} {child.lower}"
            for inner in child.children:
                if inner.dep in ("pobj", "pcomp"):
                    yield f"pobj={word(inner)}"
                    yield f"t+pobj={name} {child.lower} {word(inner)}"
        case "dobj" | "xcomp" | "ccomp" | "acomp" | "attr" | "oprd" | "advcl" | "conj":
            yield f"{child.dep}={word(child)}"
            yield f"t+{child.dep}={name} {word(child)}"
            if child.dep == "dobj":
                yield f"object={kind_of(child)}"
            for inner in child.children:
                if inner.dep in ("compound", "amod", "neg", "dobj", "aux", "mark"):
                    yield f"{child.dep}.{inner.dep}={word(inner)}"
                elif inner.dep == "prep":
                    for noun in inner.children:
                        yield f"{child.dep}.{inner.lower}={word(noun)}"


def below(predicate: Token) -> Iterator[Token]:
    """The words below a predicate, the nearest first."""
    level, depth, told = list(predicate.children), 1, 0
    while level and depth <= DEEP:
        following: list[Token] = []
        for token in level:
            if token.dep in ELSEWHERE:
                continue
            told += 1
            if told > WIDE:
                return
            yield token
            following += token.children
        level, depth = following, depth + 1


NAMES = frozenset({"PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"})


def word(token: Token) -> str:
    """A word as the coder knows it: names, numbers and days by their kind, others by their lemma."""
    return token.entity if token.entity else "NUM" if token.pos == "NUM" else token.lemma.lower()


def kind_of(token: Token) -> str:
    """What kind of words a party is: a name, a noun with a nation's adjective, a pronoun, a noun."""
    if token.entity in NAMES:
        return token.entity
    if any(c.entity in ("NORP", "GPE") for c in token.children):
        return "OF-STATE"
    return token.pos


# ---- what it makes of it ---------------------------------------------------------------------------------------------

Weights = dict[str, tuple[tuple[int, float], ...]]
"""For each feature the types (by place in `TYPES`) it speaks for or against, with their weight."""


def shares(found: Iterable[str], *tables: Weights | tuple[Weights, ...]) -> dict[MoveType, float]:
    """The share of each type; they add up to 1."""
    score = [0.0] * len(TYPES)
    flat = [t for table in tables for t in (table if isinstance(table, tuple) else (table,))]
    for feature in found:
        for table in flat:
            for at, weight in table.get(feature, ()):
                score[at] += weight
    best = max(score)
    power = [math.exp(s - best) for s in score]
    total = sum(power)
    return {kind: p / total for kind, p in zip(TYPES, power, strict=True)}


@cache
def tables() -> tuple[Weights, ...]:
    """The weights that are shipped."""
    return tuple(read(name) for name in TABLES)


@cache
def read(name: str) -> Weights:
    """The weights of one table: a feature a row, then `TYPE:weight` pairs."""
    places = {kind: at for at, kind in enumerate(TYPES)}
    found: Weights = {}
    for row in lexicon.tsv(name):
        pairs = (pair.rpartition(":") for pair in row["weights"].split())
        found[row["feature"]] = tuple((places[kind], float(weight)) for kind, _, weight in pairs)  # type: ignore[index]  # rows are our own
    return found


@cache
def curve() -> tuple[float, float, float]:
    """The three numbers of `sure`: constant, weight of the rule's odds, weight of the second coder's."""
    constant, of_rule, of_second = lexicon.toml("second_coder")["curve"]
    return constant, of_rule, of_second
