"""What sites print under everything: learnt from the reports themselves, for it proves no copying.

A run of words is boilerplate when reports that have nothing else in common carry it: at the end of four of them,
anywhere in three over more than a week, or anywhere in 30 % of one outlet's reports. "Nothing in
common" is measured by their words, not by links, so that an agency's text is not mistaken for a site's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
import numpy.typing as npt

from detente.model.given import Report
from detente.weigh.moments import in_order, moment
from detente.weigh.prints import ORDER, WINDOW, Index, Prints, powers, prints
from detente.weigh.words import Hashes, Numbers, Words, words

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

SAMPLE = 24
"""Carriers of a run that are looked at, spread evenly: enough to find six strangers among them."""


@dataclass(frozen=True, eq=False)
class Compared:
    """Reports ready for comparing: in order of publication and id, words with boilerplate made unlike."""

    reports: tuple[Report, ...]
    words: tuple[Words, ...]
    ids: tuple[Hashes, ...]
    """Names of the words; a word of boilerplate has one that no other word has."""
    idle: tuple[npt.NDArray[np.bool_], ...]
    """Which words are boilerplate."""
    prints: tuple[Prints, ...]


def compared(reports: Iterable[Report]) -> Compared:
    """The reports with their words, boilerplate learnt and masked. Order of arrival is nothing."""
    return _compared(tuple(in_order(list(reports))))


@lru_cache(maxsize=2)
def _compared(reports: tuple[Report, ...]) -> Compared:
    found = tuple(words(report) for report in reports)
    first = [prints(w.ids) for w in found]
    idle = learnt(reports, found, first)
    ids = tuple(_masked(w.ids, mask, n) for n, (w, mask) in enumerate(zip(found, idle, strict=True)))
    again = tuple(
        prints(name) if mask.any() else kept for name, mask, kept in zip(ids, idle, first, strict=True)
    )
    return Compared(reports=reports, words=found, ids=ids, idle=tuple(idle), prints=again)


def learnt(
    reports: Sequence[Report], found: Sequence[Words], printed: Sequence[Prints]
) -> list[npt.NDArray[np.bool_]]:
    """Which words of each report are boilerplate, learnt from distinct texts: a copy teaches nothing new."""
    same = [w.ids.tobytes() for w in found]
    firsts = {text: number for number, text in reversed(list(enumerate(same)))}
    distinct = sorted(firsts.values())
    masks = boilerplate(
        [reports[n] for n in distinct], [found[n] for n in distinct], [printed[n] for n in distinct]
    )
    by_text = {same[n]: mask for n, mask in zip(distinct, masks, strict=True)}
    return [by_text[text] for text in same]


def boilerplate(
    reports: Sequence[Report], found: Sequence[Words], printed: Sequence[Prints]
) -> list[npt.NDArray[np.bool_]]:
    """Which words of each report are boilerplate."""
    idle = [np.zeros(len(w), np.bool_) for w in found]
    strangers = Strangers(found, printed)
    for group, length in _edges([w.ids[::-1] for w in found], SHORTEST, strangers):
        for number in group:
            if (first := _whole(found[number], len(found[number]) - length)) is not None:
                idle[number][first:] = True
    times = [moment(report) for report in reports]
    outlets = Counter(report.outlet for report in reports if report.outlet)
    for group, length in _edges([w.ids for w in found], ORDER, strangers):
        # A head is where agency copy begins, so that it must last, or be one outlet's, to be a site's.
        if _lasts(times[n] for n in group) or _belongs([reports[n].outlet for n in group], outlets):
            for number in group:
                idle[number][:length] = True
    _templates(reports, found, printed, strangers, idle)
    return idle


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
    """Who has nothing in common with whom, by weighted words; each pair is weighed once.

    Words in runs that the two share do not count: an outlet's long notice makes no story. Reports that are mostly
    such runs are copies and no strangers.
    """

    def __init__(self, found: Sequence[Words], printed: Sequence[Prints]) -> None:
        self._found = found
        self._printed = printed
        self._words = [frozenset(w.ids[w.content].tolist()) for w in found]
        carriers = Counter(word for each in self._words for word in each)
        self._weight = {word: log(1 + len(found) / count) for word, count in carriers.items()}
        self._known: dict[tuple[int, int], bool] = {}

    def among(self, group: Sequence[int], enough: int) -> list[int]:
        """Up to `enough` reports of the group that are strangers to each other."""
        step = max(1, len(group) // SAMPLE)
        picked: list[int] = []
        for number in group[::step]:
            if all(self._strange(number, other) for other in picked):
                picked.append(number)
                if len(picked) == enough:
                    break
        return picked

    def _strange(self, a: int, b: int) -> bool:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = self._weigh(*pair)
        return self._known[pair]

    def _weigh(self, a: int, b: int) -> bool:
        _, there, here = np.intersect1d(self._printed[a][0], self._printed[b][0], return_indices=True)
        first, left = self._rest(a, self._printed[a][1][there])
        second, right = self._rest(b, self._printed[b][1][here])
        if min(left, right) < COPY:
            return False
        shared = sum(self._weight[word] for word in first & second)
        return shared < RELATED * min(sum(self._weight[word] for word in each) for each in (first, second))

    def _rest(self, number: int, places: Numbers) -> tuple[frozenset[int], float]:
        """Content words of a report outside shared runs, and the share of its words that they are cut from."""
        if not len(places):
            return self._words[number], 1.0
        found = self._found[number]
        free = np.ones(len(found), np.bool_)
        for place in places.tolist():
            free[max(0, place - WINDOW) : place + ORDER + WINDOW] = False
        return frozenset(found.ids[found.content & free].tolist()), float(free.mean())


def _edges(sides: Sequence[Hashes], least: int, strangers: Strangers) -> list[tuple[list[int], int]]:
    """Beginnings that strangers share, with their carriers and their length in words, the longest first.

    `sides` are the words of each report read from the edge inwards.
    """
    scale = powers(EDGE)
    edges = [np.cumsum(ids[:EDGE] * scale[: len(ids[:EDGE])], dtype=np.uint64) for ids in sides]
    done: set[int] = set()
    found = []
    for length in range(EDGE, least - 1, -1):
        groups: dict[int, list[int]] = defaultdict(list)
        for number, edge in enumerate(edges):
            if len(edge) >= length and number not in done:
                groups[int(edge[length - 1])].append(number)
        enough = UNRELATED_EDGE if length >= ORDER else UNRELATED_SHORT
        for group in groups.values():
            if len(group) >= enough and len(strangers.among(group, enough)) >= enough:
                found.append((group, length))
                done.update(group)
    return found


def _templates(
    reports: Sequence[Report],
    found: Sequence[Words],
    printed: Sequence[Prints],
    strangers: Strangers,
    idle: list[npt.NDArray[np.bool_]],
) -> None:
    """Mark runs inside reports that strangers share for longer than a week, or that an outlet prints throughout."""
    index = Index()
    for number, print_ in enumerate(printed):
        index.add(number, print_)
    times = [moment(report) for report in reports]
    outlets = Counter(report.outlet for report in reports if report.outlet)
    for numbers, places in index.groups(UNRELATED):
        group = list(dict.fromkeys(numbers.tolist()))
        if not (_lasts(times[n] for n in group) or _belongs([reports[n].outlet for n in group], outlets)):
            continue
        picked = strangers.among(group, UNRELATED)
        if len(picked) < UNRELATED:
            continue
        where = dict(zip(reversed(numbers.tolist()), reversed(places.tolist()), strict=True))
        left, right = _extent([(found[n].ids, where[n]) for n in picked])
        for number, place in zip(numbers.tolist(), places.tolist(), strict=True):
            idle[number][max(0, place - left) : place + ORDER + right] = True


def _lasts(times: Iterable[tuple[float, float] | None]) -> bool:
    """Whether the dates lie more than a week apart; without dates we cannot tell, so no."""
    dated = [time for time in times if time]
    return bool(dated) and max(t[0] for t in dated) - min(t[1] for t in dated) > WEEK


def _belongs(carriers: list[str | None], outlets: Counter[str]) -> bool:
    """Whether one outlet prints it throughout."""
    return any(
        outlets[outlet] >= OUTLET_REPORTS and count >= OUTLET_SHARE * outlets[outlet]
        for outlet, count in Counter(carriers).items()
        if outlet
    )


def _extent(places: list[tuple[Hashes, int]]) -> tuple[int, int]:
    """How many words before and after a shared run all its carriers share as well."""

    def agree(step: Callable[[int], int]) -> int:
        for count in range(EDGE):
            seen = {
                int(ids[at]) if 0 <= (at := place + step(count)) < len(ids) else -1 for ids, place in places
            }
            if len(seen) > 1 or -1 in seen:
                return count
        return EDGE

    return agree(lambda count: -1 - count), agree(lambda count: ORDER + count)


def _masked(ids: Hashes, idle: npt.NDArray[np.bool_], number: int) -> Hashes:
    """The names of the words with those of boilerplate replaced by ones that equal no other."""
    if not idle.any():
        return ids
    masked = ids.copy()
    places = np.flatnonzero(idle).astype(np.uint64)
    masked[idle] = (np.uint64(number) << np.uint64(32)) | places
    return masked
