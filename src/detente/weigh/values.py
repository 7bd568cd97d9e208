"""Figures for one thing that cannot both be: a contradiction, or a later report that brings an earlier one up to date.

Figures are intervals: "some 40,000" allows a tenth more or less, "at least 40,000" has no upper end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from detente.lexicon import toml
from detente.model.derived import Contradiction, Evidence, Reason, Side, Update
from detente.model.record import Record, Span, key
from detente.weigh.acts import Act, Sides, Words, days_between
from detente.weigh.claims import COMMON, FAR, Cluster, apart, evidence_of
from detente.weigh.clauses import phrases
from detente.weigh.matter import SAME, likeness, normal

ROUGHLY = 0.1
"""Share by which "about" and "some" may miss the figure."""

NEIGHBOURS = 24
"""Figures of one thing that one is compared with: those that follow it in time."""

ONE_EVENT = 3
"""Words besides what is counted that two sentences must share, if no side holds both figures, to be of one event …"""

ONE_EVENT_HELD = 2
"""… and if the same side does."""

ALL_OF_IT = 2
"""Words of what is counted that two sentences must share, if they tell of nothing else."""

FEW, SOME, COMMON_WORD = 4.0, 0.4, 0.2
"""As in `gainsaid`: a word counts in full if at most FEW + SOME × √(all figures) stand beside it."""

FEW_FIGURES = 3
"""Figures of a sentence that is not a table of prices or results."""

BESIDE = 3
"""Words before and behind a figure that are looked at."""

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
def fixed() -> frozenset[str]:
    """Words around a figure that cannot have changed since: who was aboard, what one thing holds."""
    return frozenset(normal(w) for w in toml("contrary")["fixed"].split())


@cache
def measures() -> frozenset[str]:
    """Units by themselves: "3 percent" and "8 percent" need not be of one thing."""
    return frozenset(normal(w) for w in toml("contrary")["measures"].split())


def pairs(clusters: Sequence[Cluster], sides: Sides, words: Words, outlets: Mapping[str, str]) -> list[Pair]:
    """Figures, by their numbers among `clusters`, whose intervals do not touch. The order given is by time."""
    by_thing: dict[str, list[int]] = defaultdict(list)
    for n, cluster in enumerate(clusters):
        f = cluster.best
        if f.kind == "figure" and not f.shown and f.matter and f.status != "planned":
            for word in sorted({people_word(w) for w in f.matter.words}):
                by_thing[word].append(n)
    known = Usual(clusters[n].best for n in sorted({n for found in by_thing.values() for n in found}))
    seen: set[tuple[int, int]] = set()
    found = []
    for _, near in sorted(by_thing.items()):
        for at, one in enumerate(near[:COMMON]):
            for other in near[at + 1 : at + 1 + NEIGHBOURS]:
                if (one, other) in seen:
                    continue
                seen.add((one, other))
                a, b = clusters[one].best, clusters[other].best
                if (
                    disjoint(a, b)
                    and not one_voice(a, b, outlets)
                    and counts_the_same(a, b, words, sides, known)
                ):
                    found.append(read(one, other, a, b, sides, words))
    return found


def one_voice(a: Act, b: Act, outlets: Mapping[str, str]) -> bool:
    """Whether one outlet tells both on nobody's word, on one day: then it counts two things."""
    if a.told_by or b.told_by or a.published != b.published:
        return False
    return outlets.get(a.report) is not None and outlets.get(a.report) == outlets.get(b.report)


def counts_the_same(a: Act, b: Act, words: Words, sides: Sides, known: Usual) -> bool:
    """Whether two figures of different reports count the same thing: of one holder, place, time and event."""
    if a.report == b.report or apart(a, b) or a.per != b.per or measured_otherwise(a, b):
        return False
    held = bool(a.codes and b.codes)
    if held and set(a.codes) != set(b.codes):
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if strangers(a, b) and not near_in_time(a, b):
        return False
    if a.published and b.published and days_between(a.published, b.published) > FAR:
        return False
    both_aboard = all(is_fixed(f, words) and f.matter.words & people() for f in (a, b))
    if not both_aboard and not one_kind(a, b):
        return False
    counted = a.matter.words & b.matter.words
    common = (a.around & b.around) - counted
    # One place and one day told of both are as good as words in common.
    event = known.weight(common) + bool(a.place and a.place == b.place) + bool(a.when and a.when == b.when)
    if counted - measures() or held or both_aboard:
        if event >= (ONE_EVENT_HELD if held else ONE_EVENT):
            return True
        if (
            not held
            and event >= ONE_EVENT - 1
            and (opposed(a, b, sides, words) or (a.when and a.when == b.when))
        ):
            return True
    elif near_in_time(a, b) and known.plain(a) and known.plain(b):
        # Barrels a day by themselves are of anything; of what one side puts out, or of one event, they are of one thing.
        alone = known.beside_of(a) == known.beside_of(b) == 1
        of_one = bool(a.beside & b.beside) and (a.beside <= b.beside or b.beside <= a.beside)
        needed = ONE_EVENT_HELD if alone and common & rates() and of_one else ONE_EVENT
        if event >= needed and (alone or a.beside & b.beside):
            return True
    # Two sentences on nothing but the one figure, of one side and the same days.
    return (
        held
        and len(counted) >= ALL_OF_IT
        and counted == a.matter.words | b.matter.words
        and near_in_time(a, b)
    )


def strangers(a: Act, b: Act) -> bool:
    """Whether the sentences around two figures name states or others, and none in common."""
    return bool(a.beside and b.beside and not a.beside & b.beside)


def measured_otherwise(a: Act, b: Act) -> bool:
    """Whether one is a share or a sum of money, and the other is not, or of other money."""
    return a.unit != b.unit and any(f.unit and normal(f.unit) in measures() for f in (a, b))


class Usual:
    """How much a word tells of one event: 1 if few sentences with figures have it, little if many do."""

    def __init__(self, figures: Iterable[Act]):
        self.beside: Counter[tuple[str, Span | None]] = Counter()
        self.carriers: Counter[str] = Counter()
        for f in figures:
            if not self.beside[f.report, f.sentence]:
                self.carriers.update(f.around)
            self.beside[f.report, f.sentence] += 1
        self.few: float = FEW + SOME * len(self.beside) ** 0.5

    def plain(self, f: Act) -> bool:
        """Whether a figure stands in a sentence of few figures, no table."""
        return self.beside_of(f) <= FEW_FIGURES

    def beside_of(self, f: Act) -> int:
        """How many figures its sentence has."""
        return self.beside[f.report, f.sentence]

    def weight(self, words: Iterable[str]) -> float:
        """The weight of several words."""
        rare = [self.carriers[word] <= self.few for word in words]
        return sum(rare) + COMMON_WORD * (len(rare) - sum(rare))


def opposed(a: Act, b: Act, sides: Sides, words: Words) -> bool:
    """Whether two sides tell the figures: said to tell them, or to put them at so much."""
    first, second = set(sides.all_of(a.told_by)), set(sides.all_of(b.told_by))
    if first and second:
        return not first & second
    for tellers, other in ((first, b), (second, a)):
        if tellers and other.beside - tellers and phrases("figuring").search(sentence_of(other, words)):
            return True
    return False


def sentence_of(f: Act, words: Words) -> str:
    """The words of the sentence around a figure."""
    span = f.sentence or f.span
    return words(Evidence(report=f.report, start=span.start, end=span.end))


@cache
def rates() -> frozenset[str]:
    """Words for what is measured in so much a day, a year, or in money."""
    return frozenset(normal(w) for w in toml("contrary")["rates"].split())


def one_kind(a: Act, b: Act) -> bool:
    """Whether the words for what is counted are of one thing."""
    return likeness(a.matter, b.matter) >= SAME


def near_in_time(a: Act, b: Act) -> bool:
    """Whether two reports came out on one day or the next."""
    return not (a.published and b.published) or days_between(a.published, b.published) < MUCH_LATER


def grows(f: Act, words: Words) -> bool:
    """Whether what is counted is counted further as time goes by. People are, unless they were aboard."""
    counted = f.matter.words & growing()
    return bool(counted - people()) or bool(counted and not is_fixed(f, words))


def moves(f: Act, words: Words) -> bool:
    """Whether a figure is told as one that moves or is reckoned, not as one that was so."""
    return phrases("moving").search(sentence_of(f, words)) is not None and not is_fixed(f, words)


def is_fixed(f: Act, words: Words) -> bool:
    """Whether the words beside a figure say that it was so from the beginning ("carrying about 600 people")."""
    if f.sentence is None:
        return False
    at, end = f.span.start - f.sentence.start, f.span.end - f.sentence.start
    text = sentence_of(f, words)
    beside = [*text[:at].split()[-BESIDE:], *text[at:end].split(), *text[end:].split()[:BESIDE]]
    return any(normal(w.strip(",.;:()")) in fixed() for w in beside)


@cache
def people() -> frozenset[str]:
    """Words that say no more than that people are counted."""
    return frozenset(normal(w) for w in ("people", "person", "passenger"))


def people_word(word: str) -> str:
    """The word itself, or the first of those for people."""
    return min(people()) if word in people() else word


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


def read(one: int, other: int, a: Act, b: Act, sides: Sides, words: Words) -> Pair:
    """Whether of two figures the later brings the earlier up to date, or they contradict each other."""
    days = days_between(a.published, b.published) if a.published and b.published else 0
    tellers, others = set(sides.all_of(a.told_by)), set(sides.all_of(b.told_by))
    against = opposed(a, b, sides, words)
    counted_on = grows(a, words) or grows(b, words) or (days > 0 and any(moves(f, words) for f in (a, b)))
    reasons = [Reason(what=f"the figures lie {days} days apart", weight=-0.3)] if days else []
    if against:
        reasons.append(Reason(what="two sides tell them", weight=0.2))
    if counted_on:
        reasons.append(Reason(what="it is counted further as time goes by", weight=-0.2))
    if tellers & others:
        reasons.append(Reason(what="the same side tells both", weight=-0.2))
    still = is_fixed(a, words) and is_fixed(b, words)
    updates = counted_on or bool(days >= MUCH_LATER and not still) or bool(days and tellers & others)
    sure = 0.7 + 0.1 * against - 0.2 * (days > 0)
    if "vague" in (a.precision, b.precision):
        reasons.append(Reason(what="one figure is vague", weight=-0.2))
        sure -= 0.2
    return Pair(
        first=one, then=other, updates=updates and not against, sure=round(sure, 2), reasons=tuple(reasons)
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
