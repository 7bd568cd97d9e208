"""Every name that a datum can have had, so that an address kept for long leads to what now stands for the same words.

What follows from all reports is named after the first words that tell it, or after two such names. When an earlier report
arrives, or two data turn out to be one, the name is that of other words; the words that gave the old one are still there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import TypeVar

from detente.ask.behind import Datum, Reply, replies
from detente.model.derived import Change, Claim, Contradiction, Evidence, Happening, Line, Update, Weighed
from detente.model.record import key
from detente.weigh.ledger import name_of_answer
from detente.weigh.ledger import names_of as names_of_line
from detente.weigh.overruled import Words, stretch

T = TypeVar("T")
U = TypeVar("U")

MOST = 24
"""Pieces of evidence, or names, of one side that are tried with those of the other: what two sides are named after is among
the first that told it."""


class Formerly:
    """The data of what was weighed, by every name that they can have had beside the one they have."""

    def __init__(self, weighed: Weighed):
        self.claims: dict[Words, list[Claim]] = defaultdict(list)
        for claim in weighed.claims:
            for e in claim.evidence:
                self.claims[stretch(e)].append(claim)
        every: Iterable[Datum | Reply] = (
            *weighed.claims, *weighed.lines, *weighed.happenings, *weighed.contradictions, *weighed.changes, *weighed.updates,
            *replies(weighed),
        )  # fmt: skip
        ids: list[str] = []
        named: dict[str, int] = {}
        for n, datum in enumerate(every):
            ids.append(datum.id)
            for name in self.names_of(datum):
                named.setdefault(name, n)
        self.names = sorted(named)
        self.ids = [ids[named[name]] for name in self.names]

    def find(self, id: str) -> str | None:
        """The id of what once had that name, or has it; null where nothing had."""
        at = bisect_left(self.names, id)
        return self.ids[at] if at < len(self.names) and self.names[at] == id else None

    def names_of(self, datum: Datum | Reply) -> Iterator[str]:
        """Every name that a datum can have had, its own among them."""
        match datum:
            case Claim():
                yield from names_of_claim(datum)
            case Line():
                yield from names_of_line(datum)
            case Reply() if datum.answer.judgement is None:
                for line, e in few(names_of_line(datum.line), datum.evidence):
                    yield name_of_answer(line, datum.answer.verdict, e)
            case Happening():
                yield from (key("happening", datum.type, *place(e)) for e in datum.evidence)
            case Contradiction():
                yield from self.names_of_contradiction(datum)
            case Change():
                yield from pairs(datum.first.evidence, datum.then.evidence, item, "change", datum.actor)
            case Update():
                yield from pairs(datum.first.evidence, datum.then.evidence, item, "update", "figure")

    def names_of_contradiction(self, c: Contradiction) -> Iterator[str]:
        """The same of a contradiction, by what its kind is named after."""
        one, other = c.sides[0].evidence, c.sides[-1].evidence
        match c.kind:
            case "figure":
                yield from pairs(one, other, item, "contradiction", "figure")
            case "stance":
                for a, b in few(map(item, one), map(item, other)):
                    yield key("contradiction", "stance", key("turn", a, b))
            case "time":
                for first, then in few(one, other):
                    two = sorted((e.report, e.start, e.end) for e in (first, then))
                    yield key("contradiction", "time", *two)
            case "denial" | "account":
                for a, b in few(self.tellings(one), self.tellings(other)):
                    yield key("contradiction", "account", a, b)
                    if c.kind == "denial":
                        yield key("contradiction", "denial", a, b)

    def tellings(self, evidence: Sequence[Evidence]) -> Iterator[str]:
        """What one side of a quarrel can have been named by: its claim by any name, or where its sentence stands."""
        told = {c.id: c for e in evidence for c in self.claims.get(stretch(e), ())}
        yield from dict.fromkeys(name for c in told.values() for name in names_of_claim(c))
        yield from (f"{e.report} {e.start}" for e in evidence)


def names_of_claim(c: Claim) -> Iterator[str]:
    """Every name that a claim can have had: one for each piece of its evidence, as any was the earliest once."""
    return (key("claim", c.kind, c.type, *place(e)) for e in c.evidence)


def place(e: Evidence) -> tuple[str, int, int, str]:
    """What a datum is named by where this is the first that tells it."""
    return (e.report, e.start, e.end, item(e))


def item(e: Evidence) -> str:
    """The id of what was read there: of a statement or a move its own; a figure is named by its place."""
    return e.item or key("figure", e.report, e.start, e.end)


def pairs(
    one: Sequence[Evidence], other: Sequence[Evidence], name: Callable[[Evidence], str], *kind: str
) -> Iterator[str]:
    """The names that two sides give together, whichever was told first."""
    for a, b in few(map(name, one), map(name, other)):
        yield key(*kind, a, b)
        yield key(*kind, b, a)


def few(one: Iterable[T], other: Iterable[U]) -> Iterator[tuple[T, U]]:
    """Each of one with each of another, as far as we go."""
    return product(islice(one, MOST), islice(other, MOST))
