"""Figures for one thing that cannot both be: a contradiction, or a later report that brings an earlier one up to date.

Figures are intervals: "some 40,000" allows a tenth more or less, "at least 40,000" has no upper end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from detente.lexicon import toml
from detente.model.derived import Contradiction, Reason, Side, Update
from detente.model.record import Record, key
from detente.weigh.acts import Act, Sides, days_between
from detente.weigh.claims import COMMON, FAR, Cluster, apart, evidence_of
from detente.weigh.matter import SAME, likeness, normal

ROUGHLY = 0.1
"""Share by which "about" and "some" may miss the figure."""

NEIGHBOURS = 24
"""Figures of one thing that one is compared with: those that follow it in time."""

ONE_EVENT = 3
"""Words besides what is counted that two sentences must share, if no side holds both figures, to be of one event …"""

ONE_EVENT_HELD = 1
"""… and if the same side does."""

MUCH_LATER = 2
"""Days between two reports from which any figure may be another. Tolls, troops and costs are counted further within hours."""


class Pair(Record, frozen=True, kw_only=True):
    """Two figures for one thing that cannot both be, the earlier report first."""

    first: int
    then: int
    updates: bool
    """Whether the later one brings the earlier one up to date."""
    sure: float
    reasons: tuple[Reason, ...] = ()


@cache
def growing() -> frozenset[str]:
    """What is counted further as days go by."""
    return frozenset(normal(w) for w in toml("contrary")["growing"].split())


@cache
def measures() -> frozenset[str]:
    """Units by themselves: "3 percent" and "8 percent" need not be of one thing."""
    return frozenset(normal(w) for w in toml("contrary")["measures"].split())


def pairs(clusters: Sequence[Cluster], sides: Sides) -> list[Pair]:
    """Figures, by their numbers among `clusters`, whose intervals do not touch. The order given is by time."""
    by_thing: dict[str, list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        f = cluster.best
        if f.kind == "figure" and not f.shown and f.matter and f.status != "planned":
            for word in sorted(f.matter.words):
                by_thing[word].append(n)
    seen: set[tuple[int, int]] = set()
    found = []
    for _, near in sorted(by_thing.items()):
        for at, one in enumerate(near[:COMMON]):
            for other in near[at + 1 : at + 1 + NEIGHBOURS]:
                if (one, other) in seen:
                    continue
                seen.add((one, other))
                a, b = clusters[one].best, clusters[other].best
                if counts_the_same(a, b) and disjoint(a, b):
                    found.append(read(one, other, a, b, sides))
    return found


def counts_the_same(a: Act, b: Act) -> bool:
    """Whether two figures of different reports count the same thing: of one holder, place, time and event."""
    if a.report == b.report or apart(a, b) or a.per != b.per:
        return False
    held = bool(a.codes and b.codes)
    if held and set(a.codes) != set(b.codes):
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if a.published and b.published and days_between(a.published, b.published) > FAR:
        return False
    if likeness(a.matter, b.matter) < SAME:
        return False
    if not held and not (a.matter.words & b.matter.words) - measures():
        return False
    common = (a.around & b.around) - a.matter.words - b.matter.words
    return len(common) >= (ONE_EVENT_HELD if held else ONE_EVENT)


def bounds(f: Act) -> tuple[float, float]:
    """The interval a figure can mean, with its precision."""
    low = f.low if f.low is not None else float("-inf")
    high = f.high if f.high is not None else float("inf")
    if f.precision in ("about", "vague"):
        low, high = low - abs(low) * ROUGHLY, high + abs(high) * ROUGHLY
    return low, high


def disjoint(a: Act, b: Act) -> bool:
    """Whether no figure could be both."""
    if (a.low is None and a.high is None) or (b.low is None and b.high is None):
        return False
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    return low > other_high or other_low > high


def read(one: int, other: int, a: Act, b: Act, sides: Sides) -> Pair:
    """Whether of two figures the later brings the earlier up to date, or they contradict each other."""
    days = days_between(a.published, b.published) if a.published and b.published else 0
    tellers, others = set(sides.all_of(a.told_by)), set(sides.all_of(b.told_by))
    opposed = bool(tellers and others and not tellers & others)
    counted_on = bool((a.matter.words | b.matter.words) & growing())
    reasons = [Reason(what=f"the figures lie {days} days apart", weight=-0.3)] if days else []
    if opposed:
        reasons.append(Reason(what="two sides tell them", weight=0.2))
    if counted_on:
        reasons.append(Reason(what="it is counted further as time goes by", weight=-0.2))
    if tellers & others:
        reasons.append(Reason(what="the same side tells both", weight=-0.2))
    updates = counted_on or days >= MUCH_LATER or bool(days and tellers & others)
    sure = 0.7 + 0.1 * opposed - 0.2 * (days > 0)
    if "vague" in (a.precision, b.precision):
        reasons.append(Reason(what="one figure is vague", weight=-0.2))
        sure -= 0.2
    return Pair(
        first=one, then=other, updates=updates and not opposed, sure=round(sure, 2), reasons=tuple(reasons)
    )


def contradiction(pair: Pair, clusters: Sequence[Cluster]) -> Contradiction:
    """Two figures that cannot both be."""
    a, b = clusters[pair.first], clusters[pair.then]
    return Contradiction(
        id=key("contradiction", "figure", a.best.id, b.best.id),
        kind="figure",
        matter=" ".join(sorted(a.best.matter.words & b.best.matter.words)),
        sides=(side(a), side(b)),
        sure=max(0.1, pair.sure),
        reasons=pair.reasons,
    )


def update(pair: Pair, clusters: Sequence[Cluster]) -> Update:
    """A figure and the later one that takes its place."""
    a, b = clusters[pair.first], clusters[pair.then]
    return Update(
        id=key("update", "figure", a.best.id, b.best.id),
        kind="figure",
        matter=" ".join(sorted(a.best.matter.words & b.best.matter.words)),
        first=side(a),
        then=side(b),
        reasons=pair.reasons,
    )


def side(c: Cluster) -> Side:
    """A figure as one side."""
    return Side(
        text=c.best.text,
        by=c.best.told_by or c.best.actors,
        when=c.best.when,
        evidence=evidence_of(c.acts),
        value=c.best.text,
        actors=c.best.actors,
    )
