"""What sites print under everything: learnt from the reports themselves, for it proves no copying.

A run of words is litter when reports that have nothing else in common carry it: at the end of four of them, anywhere in
three over more than a week, or anywhere in 30 % of one outlet's reports. "Nothing in common" is measured by their words,
not by links, so that an agency's text is not mistaken for a site's.

A run is a formula when three reports of one publisher carry it that tell of other things: the words in which an office
announces sanctions, or a desk reports a bond. It is no litter, for it says something; but that two reports of those who use
it share it proves no copying. What is learnt is a list of words to look at, which people may add to and strike out; which
words of a report count follows from that list alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import Literal

import numpy as np
import numpy.typing as npt
import xxhash

from detente.model.derived import Litter
from detente.model.given import Report
from detente.model.judged import Judgement
from detente.model.record import key
from detente.resolve.judgements import in_force
from detente.weigh.align import FINE
from detente.weigh.index import Index, Standing, postings, standing
from detente.weigh.moments import in_order, moment
from detente.weigh.prints import ORDER, PRIME, WINDOW, Prints, powers, prints, runs
from detente.weigh.quoted import quoted
from detente.weigh.words import Hashes, Numbers, Words, named_ids, words

RELATED = 0.12
"""Weight of the words two reports share, over that of the one with less. Measured on pairs of articles: of one story
5 % lie below .14, of two stories 5 % above .14; copies with text of their own lie above .2, in collections of
three as in collections of a thousand."""

COPY = 0.3
"""Share of a report that must be left outside the runs it shares with another, or the two are copies."""

UNRELATED = 3
"""Reports with nothing in common that must carry a run before it is boilerplate."""

UNRELATED_EDGE = 4
"""… at either end, whatever the dates: three may be an agency's last paragraph and two reports that took it over."""

UNRELATED_SHORT = 6
"""… and if it is shorter than ORDER words: three words end many reports by chance."""

EDGE = 40
"""Words at either end that are looked at for tails and heads."""

SHORTEST = 3
"""Words of the shortest tail ("Leave a comment")."""

WEEK = 7 * 24 * 3600.0
"""Seconds over which text that is no tail must be seen: news is not repeated for longer than that."""

OUTLET_SHARE = 0.3
"""Share of an outlet's reports that makes a run its template …"""

OUTLET_REPORTS = 5
"""… if it has so many."""

FORMULA = 3
"""Reports of one publisher about other things that must carry a run before it is a formula …"""

OTHER = 0.4
"""… more than WEEK apart; or, where dates do not tell, with less than that of what is around shared runs alike. Of pairs of
statements of one office on one matter that share formulas nine in ten lie below .41; around an update or a correction next
to nothing is left (COPY)."""

SAMPLE = 24
"""Carriers of a run that are looked at, spread evenly: enough to find six strangers among them."""


ALL, DIGITS = 1024, 5
"""Reports up to which each may teach, and binary digits of the number of those that teach among more: at 20,000 litter is
learnt anew with every 1,024th report, in 10 s; with every report, a feed of 3,000 a day would keep a processor busy."""

EDGE_POWERS = powers(EDGE)

NOTICE = 400
"""Words before and after a run inside reports that may belong to the same notice."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Comparable:
    """A report ready for comparing: its words, with those of litter made unlike all others."""

    report: Report
    words: Words
    idle: Mask
    """Which words are litter …"""
    formula: Mask
    """… and which are a formula of its outlet."""

    @cached_property
    def ids(self) -> Hashes:
        """Names of the words; a word of litter has one that no other word has."""
        if not self.idle.any():
            return self.words.ids
        ids = self.words.ids.copy()
        base = np.uint64(xxhash.xxh3_64_intdigest(self.report.id.encode("utf-8", "surrogatepass"), seed=2))
        ids[self.idle] = base ^ (np.flatnonzero(self.idle).astype(np.uint64) + np.uint64(1)) * PRIME
        return ids

    @cached_property
    def standing(self) -> Standing:
        """Its place in the order of publication."""
        return standing(self.report)

    @cached_property
    def printed(self) -> Prints:
        """The prints of the report as they are indexed, whatever is litter in it."""
        return prints(self.words.ids)

    @cached_property
    def fine(self) -> Prints:
        """Where every run of a few words first stands, by hash: what is aligned with another report."""
        hashes, places = np.unique(runs(self.ids, FINE), return_index=True)
        return hashes, places

    @cached_property
    def prints(self) -> Prints:
        """The prints of the report that touch no litter."""
        hashes, places = self.printed
        if not self.idle.any():
            return hashes, places
        touched = np.concatenate([[0], np.cumsum(self.idle)])
        clean = touched[places + min(ORDER, len(self.idle))] == touched[places]
        return hashes[clean], places[clean]

    @cached_property
    def quoted(self) -> Mask:
        """Which words stand between quotation marks."""
        return quoted(self.report, self.words)


@dataclass(frozen=True, eq=False)
class Compared:
    """Reports ready for comparing, in order of publication and id."""

    each: tuple[Comparable, ...]
    litter: tuple[Litter, ...]

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports."""
        return tuple(one.report for one in self.each)

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """Their words."""
        return tuple(one.words for one in self.each)

    @cached_property
    def ids(self) -> tuple[Hashes, ...]:
        """The names of their words, those of litter unlike all others."""
        return tuple(one.ids for one in self.each)

    @cached_property
    def idle(self) -> tuple[Mask, ...]:
        """Which of their words are litter."""
        return tuple(one.idle for one in self.each)


def compared(reports: Iterable[Report], litter: tuple[Litter, ...] | None = None) -> Compared:
    """The reports with their words, litter masked. Order of arrival is nothing.

    Without a list of litter it is learnt from these reports.
    """
    return _compared(tuple(in_order(list(reports))), litter)


@lru_cache(maxsize=2)
def _compared(reports: tuple[Report, ...], litter: tuple[Litter, ...] | None) -> Compared:
    known = learnt(reports) if litter is None else litter
    look = Look(known)
    return Compared(each=tuple(look.at(report) for report in reports), litter=known)


class Look:
    """A list of litter, sorted for finding it in reports."""

    def __init__(self, litter: Iterable[Litter]) -> None:
        self._ends: dict[tuple[int, int], set[str | None]] = defaultdict(set)
        self._starts: dict[tuple[int, int], set[str | None]] = defaultdict(set)
        inside: dict[tuple[int, str | None], list[Hashes]] = defaultdict(list)
        formulas: dict[str | None, list[Hashes]] = defaultdict(list)
        for one in litter:
            ids = named_ids(one.words)
            if one.kind == "formula":
                formulas[one.outlet].append(runs(ids))
            elif one.where == "end":
                self._ends[len(ids), int(_edge(ids[::-1])[-1])].add(one.outlet)
            elif one.where == "start":
                self._starts[len(ids), int(_edge(ids)[-1])].add(one.outlet)
            elif len(ids):
                order = min(ORDER, len(ids))
                inside[order, one.outlet].append(runs(ids, order))
        self._inside = {place: np.unique(np.concatenate(found)) for place, found in inside.items()}
        self._formulas = {place: np.unique(np.concatenate(found)) for place, found in formulas.items()}

    def at(self, report: Report) -> Comparable:
        """A report with its litter marked."""
        found = words(report)
        formula = self._marked(found, ORDER, self._formulas.get(report.outlet))
        return Comparable(report=report, words=found, idle=self.idle(found, report.outlet), formula=formula)

    def _marked(self, found: Words, order: int, hashes: Hashes | None) -> Mask:
        """Which words stand in one of some runs, which are given in order."""
        mask = np.zeros(len(found), np.bool_)
        if hashes is not None and len(hashes) and len(found) >= order:
            here = runs(found.ids, order)
            places = np.flatnonzero(
                hashes[np.minimum(np.searchsorted(hashes, here), len(hashes) - 1)] == here
            )
            for shift in range(order):
                mask[places + shift] = True
        return mask

    def idle(self, found: Words, outlet: str | None) -> Mask:
        """Which words of a report are litter."""
        mask = np.zeros(len(found), np.bool_)
        if not len(found):
            return mask
        tail = _longest(self._ends, found.ids[::-1], outlet)
        if tail and (first := _whole(found, len(found) - tail)) is not None:
            mask[first:] = True
        mask[: _longest(self._starts, found.ids, outlet)] = True
        for (order, where), hashes in self._inside.items():
            if where in (None, outlet):
                mask |= self._marked(found, order, hashes)
        return mask


def _edge(ids: Hashes) -> Hashes:
    """The hash of every beginning of some words, of up to EDGE of them."""
    return np.cumsum(ids[:EDGE] * EDGE_POWERS[: len(ids[:EDGE])], dtype=np.uint64)


def _longest(known: dict[tuple[int, int], set[str | None]], ids: Hashes, outlet: str | None) -> int:
    """Words of the longest known beginning that these words have; 0 if they have none."""
    if not known:
        return 0
    edge = _edge(ids).tolist()
    for length in range(len(edge), 0, -1):
        if known.get((length, edge[length - 1]), frozenset()) & {None, outlet}:
            return length
    return 0


def litter(learnt: Iterable[Litter], judgements: Sequence[Judgement]) -> tuple[Litter, ...]:
    """What is litter once people were heard: what they called litter too, and nothing that they called news.

    Later words count: each judgement strikes out, or adds to, what those before it left. To call words news strikes out
    whatever holds them, and whatever they hold.
    """
    known = list(learnt)
    for judgement in in_force(judgements):
        if judgement.kind not in ("litter", "news") or not judgement.words:
            continue
        ids = named_ids(judgement.words)
        if judgement.kind == "news":
            known = [one for one in known if not _within(ids, named_ids(one.words))]
        else:
            known.append(_entry(judgement.words, "anywhere", None, by="person"))
    return tuple(
        sorted({one.id: one for one in known}.values(), key=lambda one: (one.where, one.words, one.id))
    )


def _within(a: Hashes, b: Hashes) -> bool:
    """Whether one of two sequences of words stands in the other."""
    short, long = sorted((a, b), key=len)
    windows = len(long) - len(short) + 1
    return bool(len(short)) and any(
        bool((long[at : at + len(short)] == short).all())
        for at in np.flatnonzero(long[:windows] == short[0]).tolist()
    )


def teaching(reports: Iterable[Report]) -> list[Report]:
    """The reports that litter is learnt from: the first by publication, their number rounded down to DIGITS binary digits.

    So a store of many learns anew when it has grown by a thirty-second to a sixteenth, and not with every report; and what is
    learnt depends on the reports alone.
    """
    known = in_order(list(reports))
    spared = max(0, len(known).bit_length() - DIGITS) if len(known) > ALL else 0
    return known[: len(known) >> spared << spared]


def learnt(reports: Sequence[Report]) -> tuple[Litter, ...]:
    """What is litter in these reports, learnt from distinct texts: a copy teaches nothing new. Order is nothing.

    But for a text that one outlet has under another title again after a week: what it prints of anything, such as a page
    whose own text was not to be had.
    """
    distinct: dict[bytes, list[tuple[Report, Words]]] = defaultdict(list)
    for report in teaching(reports):
        here = words(report)
        same = distinct[xxhash.xxh3_128_digest(here.ids.tobytes())]
        if all(_of_another(report, other) for other, _ in same) and len(same) < FORMULA:
            same.append((report, here))
    taught = [each for same in distinct.values() for each in same]
    known, found = tuple(report for report, _ in taught), [here for _, here in taught]
    printed = [prints(each.ids) for each in found]
    lessons = Lessons(known, found, printed)
    entries = [*lessons.ends(), *lessons.starts(), *lessons.notices(), *lessons.formulas()]
    return tuple(
        sorted({one.id: one for one in entries}.values(), key=lambda one: (one.where, one.words, one.id))
    )


def _of_another(one: Report, other: Report) -> bool:
    """Whether one outlet has a text under two titles, more than a week apart."""
    a, b = moment(one), moment(other)
    named = one.outlet and one.title and other.title
    return bool(
        named and one.outlet == other.outlet and one.title != other.title and a and b and _lasts([a, b])
    )


class Lessons:
    """What distinct texts teach about litter."""

    def __init__(self, reports: Sequence[Report], found: Sequence[Words], printed: Sequence[Prints]) -> None:
        self.reports, self.found, self.printed = reports, found, printed
        self.times = [moment(report) for report in reports]
        self.strangers = Strangers(found, printed, self.times)
        self.outlets = Counter(report.outlet for report in reports if report.outlet)

    def ends(self) -> Iterator[Litter]:
        """Tails that strangers share."""
        for group, picked, length in _edges([w.ids[::-1] for w in self.found], SHORTEST, self.strangers):
            last = len(self.found[group[0]])
            yield self.entry(group, picked, (last - length, last), "end", self.whose(group))

    def starts(self) -> Iterator[Litter]:
        """Heads. A head is where agency copy begins, so that it must last, or be one outlet's, to be a site's."""
        for group, picked, length in _edges([w.ids for w in self.found], ORDER, self.strangers):
            if (whose := self.lasting(group)) is not False:
                yield self.entry(group, picked, (0, length), "start", whose)

    def notices(self) -> Iterator[Litter]:
        """Runs inside reports that strangers share for longer than a week, or that an outlet prints throughout."""
        told = [np.zeros(len(w), np.bool_) for w in self.found]
        for numbers, places in self.index.groups(UNRELATED):
            group = list(dict.fromkeys(numbers.tolist()))
            where = dict(zip(reversed(numbers.tolist()), reversed(places.tolist()), strict=True))
            if told[group[0]][where[group[0]] : where[group[0]] + ORDER].all():
                continue
            if (whose := self.lasting(group)) is False:
                continue
            picked = self.strangers.among(group, UNRELATED)
            if len(picked) < UNRELATED:
                continue
            left, right = _extent([(self.found[n].ids, where[n]) for n in picked])
            for number, place in zip(numbers.tolist(), places.tolist(), strict=True):
                told[number][max(0, place - left) : place + ORDER + right] = True
            stretch = where[picked[0]] - left, where[picked[0]] + ORDER + right
            yield self.entry([picked[0], *group], picked, stretch, "anywhere", whose)

    @cached_property
    def index(self) -> Index:
        """The runs of all reports."""
        index = Index()
        index.put(postings(enumerate(self.printed)))
        for number, report in enumerate(self.reports):
            index.register.add(number, standing(report), report.outlet)
        return index

    def formulas(self) -> Iterator[Litter]:
        """Runs that one publisher has in reports about other things."""
        told: dict[str, set[int]] = defaultdict(set)
        for numbers, places in self.index.groups(FORMULA):
            by_outlet: dict[str, dict[int, int]] = defaultdict(dict)
            for number, place in zip(numbers.tolist(), places.tolist(), strict=True):
                if outlet := self.reports[number].outlet:
                    by_outlet[outlet].setdefault(number, place)
            for outlet, where in sorted(by_outlet.items()):
                first, place = next(iter(where.items()))
                if (
                    len(where) < FORMULA
                    or int(runs(self.found[first].ids[place : place + ORDER])[0]) in told[outlet]
                ):
                    continue
                picked = self.strangers.of_other_things(list(where), FORMULA)
                if len(picked) < FORMULA:
                    continue
                left, right = _extent([(self.found[n].ids, where[n]) for n in picked])
                stretch = where[picked[0]] - left, where[picked[0]] + ORDER + right
                told[outlet].update(runs(self.found[picked[0]].ids[slice(*stretch)]).tolist())
                yield self.entry([picked[0], *where], picked, stretch, "anywhere", outlet, "formula")

    def lasting(self, group: Sequence[int]) -> str | Literal[False] | None:
        """Whose litter a run is that lasts (None: anybody's) or that one outlet prints throughout; False if it is none."""
        if _lasts(self.times[n] for n in group):
            return self.whose(group)
        return _belongs([self.reports[n].outlet for n in group], self.outlets) or False

    def whose(self, group: Sequence[int]) -> str | None:
        """The outlet of all these reports, if it is one."""
        outlets = {self.reports[n].outlet for n in group}
        return outlets.pop() if len(outlets) == 1 else None

    def entry(
        self,
        group: Sequence[int],
        picked: Sequence[int],
        stretch: tuple[int, int],
        where: Literal["end", "start", "anywhere"],
        whose: str | None,
        kind: Literal["notice", "formula"] = "notice",
    ) -> Litter:
        """Words of the first report of a group as litter."""
        report, found = self.reports[group[0]], self.found[group[0]]
        text = report.text[int(found.starts[stretch[0]]) : int(found.ends[stretch[1] - 1])]
        carriers = set(group)
        return _entry(
            " ".join(text.split()),
            where,
            whose,
            kind=kind,
            reports=len(carriers),
            outlets=len({self.reports[n].outlet or n for n in carriers}),
            seen=tuple(self.reports[n].id for n in picked),
        )


def _entry(
    text: str,
    where: Literal["end", "start", "anywhere"],
    outlet: str | None,
    *,
    kind: Literal["notice", "formula"] = "notice",
    by: Literal["learnt", "person"] = "learnt",
    reports: int = 0,
    outlets: int = 0,
    seen: tuple[str, ...] = (),
) -> Litter:
    """Some words as litter, named by what they are and where."""
    marked = () if kind == "notice" else (kind,)
    return Litter(
        id=key("litter", where, outlet or "", *named_ids(text).tolist(), *marked),
        words=text,
        where=where,
        outlet=outlet,
        kind=kind,
        by=by,
        reports=reports,
        outlets=outlets,
        seen=seen,
    )


def _whole(found: Words, first: int) -> int | None:
    """The word at which the first whole sentence of a tail begins: the "said." before it is chance.

    A tail that begins in mid-sentence and ends with it is taken whole if it is long; "he told reporters" is no tail.
    """
    starts = np.flatnonzero(np.diff(found.sentence[first:])) + 1
    if first == 0 or found.sentence[first - 1] != found.sentence[first]:
        return first
    if len(starts) and len(found) - (whole := first + int(starts[0])) >= SHORTEST:
        return whole
    return first if len(found) - first >= ORDER else None


class Strangers:
    """Who has nothing in common with whom, and who tells of other things, by weighted words; each pair is weighed once.

    Words in runs that the two share do not count: an outlet's long notice makes no story. Reports that are mostly
    such runs are copies and no strangers.
    """

    def __init__(
        self, found: Sequence[Words], printed: Sequence[Prints], times: Sequence[tuple[float, float] | None]
    ) -> None:
        self._found = found
        self._printed = printed
        self._times = times
        self._words = [frozenset(w.ids[w.content].tolist()) for w in found]
        carriers = Counter(word for each in self._words for word in each)
        self._weight = {word: log(1 + len(found) / count) for word, count in carriers.items()}
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def among(self, group: Sequence[int], enough: int) -> list[int]:
        """Up to `enough` reports of the group that are strangers to each other."""
        return self._apart(group, enough, self._strange)

    def of_other_things(self, group: Sequence[int], enough: int) -> list[int]:
        """Up to `enough` reports of the group that tell of other things each."""
        return self._apart(group, enough, self._other)

    def _apart(self, group: Sequence[int], enough: int, test: Callable[[int, int], bool]) -> list[int]:
        """Up to `enough` reports of the group of which each two pass a test."""
        step = max(1, len(group) // SAMPLE)
        picked: list[int] = []
        for number in group[::step]:
            if all(test(number, other) for other in picked):
                picked.append(number)
                if len(picked) == enough:
                    break
        return picked

    def _strange(self, a: int, b: int) -> bool:
        likeness, around = self._weighed(a, b)
        return around >= COPY and likeness < RELATED

    def _other(self, a: int, b: int) -> bool:
        first, second = self._times[a], self._times[b]
        if first and second and max(first[0] - second[1], second[0] - first[1]) > WEEK:
            return True
        likeness, around = self._weighed(a, b)
        return around >= COPY and likeness < OTHER

    def _weighed(self, a: int, b: int) -> tuple[float, float]:
        """Weight of the words two reports share outside shared runs, over that of the one with less; and how much is outside."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = self._weigh(*pair)
        return self._known[pair]

    def _weigh(self, a: int, b: int) -> tuple[float, float]:
        _, there, here = np.intersect1d(self._printed[a][0], self._printed[b][0], return_indices=True)
        first, left = self._rest(a, self._printed[a][1][there])
        second, right = self._rest(b, self._printed[b][1][here])
        if min(left, right) < COPY:
            return 1.0, min(left, right)
        shared = sum(self._weight[word] for word in first & second)
        least = min(sum(self._weight[word] for word in each) for each in (first, second))
        return (shared / least if least else 1.0), min(left, right)

    def _rest(self, number: int, places: Numbers) -> tuple[frozenset[int], float]:
        """Content words of a report outside shared runs, and the share of its words that they are cut from."""
        if not len(places):
            return self._words[number], 1.0
        found = self._found[number]
        free = np.ones(len(found), np.bool_)
        for place in places.tolist():
            free[max(0, place - WINDOW) : place + ORDER + WINDOW] = False
        return frozenset(found.ids[found.content & free].tolist()), float(free.mean())


def _edges(
    sides: Sequence[Hashes], least: int, strangers: Strangers
) -> Iterator[tuple[list[int], list[int], int]]:
    """Beginnings that strangers share: their carriers, the strangers, and their length in words, the longest first.

    `sides` are the words of each report read from the edge inwards.
    """
    edges = np.zeros((len(sides), EDGE), np.uint64)
    for number, ids in enumerate(sides):
        edge = _edge(ids)
        edges[number, : len(edge)] = edge
    lengths = np.array([min(EDGE, len(ids)) for ids in sides], np.int64)
    free = np.ones(len(sides), np.bool_)
    for length in range(EDGE, least - 1, -1):
        enough = UNRELATED_EDGE if length >= ORDER else UNRELATED_SHORT
        for group in _alike(edges[:, length - 1], np.flatnonzero(free & (lengths >= length)), enough):
            if len(picked := strangers.among(group, enough)) >= enough:
                free[group] = False
                yield group, picked, length


def _alike(hashes: Hashes, numbers: Numbers, enough: int) -> list[list[int]]:
    """The reports of some numbers that have one hash, where they are enough, in order of the first of each."""
    order = numbers[np.argsort(hashes[numbers], kind="stable")]
    cuts = np.flatnonzero(np.diff(hashes[order])) + 1
    starts, ends = np.concatenate([[0], cuts]), np.concatenate([cuts, [len(order)]])
    many = ends - starts >= enough
    return sorted(
        order[a:b].tolist() for a, b in zip(starts[many].tolist(), ends[many].tolist(), strict=True)
    )


def _lasts(times: Iterable[tuple[float, float] | None]) -> bool:
    """Whether the dates lie more than a week apart; without dates we cannot tell, so no."""
    dated = [time for time in times if time]
    return bool(dated) and max(t[0] for t in dated) - min(t[1] for t in dated) > WEEK


def _belongs(carriers: Sequence[str | None], outlets: Counter[str]) -> str | None:
    """The outlet that prints it throughout; the first by name if there are several."""
    return min(
        (
            outlet
            for outlet, count in Counter(carriers).items()
            if outlet
            if outlets[outlet] >= OUTLET_REPORTS and count >= OUTLET_SHARE * outlets[outlet]
        ),
        default=None,
    )


def _extent(places: list[tuple[Hashes, int]]) -> tuple[int, int]:
    """How many words before and after a shared run all its carriers share as well."""

    def agree(step: Callable[[int], int]) -> int:
        for count in range(NOTICE):
            seen = {
                int(ids[at]) if 0 <= (at := place + step(count)) < len(ids) else -1 for ids, place in places
            }
            if len(seen) > 1 or -1 in seen:
                return count
        return NOTICE

    return agree(lambda count: -1 - count), agree(lambda count: ORDER + count)
