"""Which reports share a run of words, looked up without comparing all with all.

The postings (hash of a run, number of the report, word it begins at) lie in sorted parts: small new ones are merged into
larger ones, so that a report is added and looked up in time that hardly grows with what is there. A part may be arrays
in memory or a file mapped into it; who keeps them does not matter here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import inf
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.model.given import Report
from detente.weigh.moments import moment
from detente.weigh.prints import Prints
from detente.weigh.words import Hashes

MANY = 50
"""Publishers that share a run before only the earliest reports with it are compared with the rest: an agency's text that
300 outlets print makes 3 × 300 comparisons, not 45,000. None is dropped: a text that many print is what we look for."""

CROWD = 200
"""… and reports, whoever published them: an outlet that prints one notice under everything."""

HUBS = 3
"""… and how many of the earliest."""

CANDIDATES = 20
"""Reports that a report is compared with: those that share most runs with it, and beyond them whoever is among the
HUBS best for some run, so that no passage goes without a source."""

Numbers32 = npt.NDArray[np.uint32]
Seconds = npt.NDArray[np.float64]
Seeds = dict[int, list[tuple[int, int]]]
"""Numbers of reports → where they share a run: the word there, the word here."""


class Standing(NamedTuple):
    """What orders reports: first and last second of publication, and the id. The undated come last."""

    first: float
    last: float
    id: str


def standing(report: Report) -> Standing:
    """The place of a report in the order that arrival has no part in."""
    return Standing(*(moment(report) or (inf, inf)), report.id)


class Postings(NamedTuple):
    """One sorted part: by hash, and for one hash in any order."""

    hashes: Hashes
    reports: Numbers32
    places: Numbers32

    def __len__(self) -> int:
        return len(self.hashes)

    def find(self, wanted: Hashes) -> tuple[npt.NDArray[np.int64], Numbers32, Numbers32]:
        """Every posting of the wanted hashes: which of them, the report, the word."""
        low = np.searchsorted(self.hashes, wanted)
        inside = np.flatnonzero(low < len(self.hashes))
        hit = inside[self.hashes[low[inside]] == wanted[inside]]
        counts = np.searchsorted(self.hashes, wanted[hit], "right") - low[hit]
        which = np.repeat(hit, counts)
        within = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
        at = np.repeat(low[hit], counts) + within
        return which, self.reports[at], self.places[at]


def postings(found: Iterable[tuple[int, Prints]]) -> Postings:
    """The prints of numbered reports as one part."""
    parts = [
        Postings(
            hashes=hashes,
            reports=np.full(len(hashes), number, np.uint32),
            places=places.astype(np.uint32),
        )
        for number, (hashes, places) in found
    ]
    return merged(parts)


def merged(parts: Sequence[Postings]) -> Postings:
    """Several parts as one. Sorting finds the sorted stretches, so that this is a merge."""
    hashes = np.concatenate([np.empty(0, np.uint64), *(part.hashes for part in parts)])
    order = np.argsort(hashes, kind="stable")
    reports = np.concatenate([np.empty(0, np.uint32), *(part.reports for part in parts)])
    places = np.concatenate([np.empty(0, np.uint32), *(part.places for part in parts)])
    return Postings(hashes[order], reports[order], places[order])


class Register:
    """The numbered reports of an index: when each came out, and who published it. A removed one is not known."""

    def __init__(self) -> None:
        self.by_id: dict[str, int] = {}
        self._ids: list[str | None] = []
        self._first: Seconds = np.empty(0, np.float64)
        self._publisher: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._last: list[float] = []
        self._codes: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.by_id)

    def add(self, number: int, standing: Standing, publisher: str | None) -> None:
        """Take in a report. Numbers may have gaps, and are never given twice."""
        if number >= len(self._first):
            room = max(1024, 2 * number)
            self._first = np.concatenate([self._first, np.full(room - len(self._first), np.nan)])
            self._publisher = np.concatenate(
                [self._publisher, np.zeros(room - len(self._publisher), np.int32)]
            )
            self._ids += [None] * (room - len(self._ids))
            self._last += [inf] * (room - len(self._last))
        self._first[number] = standing.first
        self._last[number] = standing.last
        self._ids[number] = standing.id
        code = self._codes.setdefault(publisher, len(self._codes) + 1) if publisher else -number - 1
        self._publisher[number] = code
        self.by_id[standing.id] = number

    def remove(self, id: str) -> None:
        """Forget a report; what postings say of its number counts no more."""
        number = self.by_id.pop(id)
        self._first[number] = np.nan
        self._ids[number] = None

    def id(self, number: int) -> str:
        """The id of a known report."""
        found = self._ids[number]
        assert found is not None
        return found

    def standing(self, number: int) -> Standing:
        """The place of a known report in the order of publication."""
        return Standing(float(self._first[number]), self._last[number], self.id(number))

    def known(self, numbers: Numbers32) -> npt.NDArray[np.bool_]:
        """Which numbers are those of known reports."""
        inside = numbers < len(self._first)
        return inside & ~np.isnan(self._first[np.where(inside, numbers, 0)]) if len(self._first) else inside

    def before(self, numbers: Numbers32, one: Standing) -> npt.NDArray[np.bool_]:
        """Which of the known reports stand before one; the same report does not."""
        first = self._first[numbers]
        found: npt.NDArray[np.bool_] = first < one.first
        tied = first == one.first
        for number in set(numbers[tied].tolist()):
            if self.standing(number) < one:
                found |= numbers == number
        return found

    def first(self, numbers: Numbers32, count: int) -> list[int]:
        """So many of the known reports that came first, in order."""
        numbers = np.unique(numbers)
        first = self._first[numbers]
        if len(numbers) > count:
            numbers = numbers[first <= np.partition(first, count - 1)[count - 1]]
        return sorted(numbers.tolist(), key=self.standing)[:count]

    def publishers(self, numbers: Numbers32) -> int:
        """How many publishers stand behind some reports; each report without one counts for itself."""
        return len(np.unique(self._publisher[numbers]))


class Index:
    """Postings and register together. Reports may be added and removed in any order: what is found depends on which
    there are, and on nothing else."""

    def __init__(self, parts: Iterable[Postings] = ()) -> None:
        self.register = Register()
        self.fixed = list(parts)
        """Parts that are never merged with what comes new."""
        self._recent: list[Postings] = []

    def add(self, number: int, one: Standing, publisher: str | None, found: Prints) -> None:
        """Take in a report."""
        self.register.add(number, one, publisher)
        self.put(postings([(number, found)]))

    def put(self, part: Postings) -> None:
        """Take in the postings of reports that the register knows."""
        self._recent.append(part)
        while len(self._recent) > 1 and len(self._recent[-2]) < 2 * len(self._recent[-1]):
            self._recent[-2:] = [merged(self._recent[-2:])]

    def sharing(self, found: Prints) -> Seeds:
        """All known reports that share a run with the prints, whenever they came out, crowds thinned out."""
        return self._seeds(found, *self._known(found[0]))

    def earlier(self, one: Standing, found: Prints) -> Seeds:
        """The reports before this one that share a run with it, as `sharing` gives them."""
        which, reports, places = self._known(found[0])
        before = self.register.before(reports, one)
        return self._seeds(found, which[before], reports[before], places[before])

    def later(self, one: Standing, found: Prints) -> list[int]:
        """The reports after this one that share a run with it: what is found for them depends on it."""
        numbers = np.unique(self._known(found[0])[1])
        after = ~self.register.before(numbers, one)
        return [n for n in numbers[after].tolist() if self.register.id(n) != one.id]

    def groups(self, least: int) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
        """Reports and places of every run that at least so many postings share, in order of report and place."""
        whole = merged([*self.fixed, *self._recent])
        if not len(whole):
            return []
        edges = np.concatenate([[0], np.flatnonzero(np.diff(whole.hashes)) + 1, [len(whole)]])
        found = []
        for at in np.flatnonzero(np.diff(edges) >= least).tolist():
            reports = whole.reports[edges[at] : edges[at + 1]].astype(np.int64)
            places = whole.places[edges[at] : edges[at + 1]].astype(np.int64)
            order = np.lexsort((places, reports))
            found.append((reports[order], places[order]))
        return found

    def _known(self, wanted: Hashes) -> tuple[npt.NDArray[np.int64], Numbers32, Numbers32]:
        """The postings of all parts, those of removed reports left out."""
        parts = [part.find(wanted) for part in (*self.fixed, *self._recent)]
        if not parts:
            return np.empty(0, np.int64), np.empty(0, np.uint32), np.empty(0, np.uint32)
        which, reports, places = (np.concatenate(each) for each in zip(*parts, strict=True))
        known = self.register.known(reports)
        return which[known], reports[known], places[known]

    def _seeds(
        self, found: Prints, which: npt.NDArray[np.int64], reports: Numbers32, places: Numbers32
    ) -> Seeds:
        """Seeds by report, of crowds only the earliest, of many reports the best."""
        counts = np.bincount(which, minlength=len(found[0]))
        kept = np.ones(len(which), np.bool_)
        for at in np.flatnonzero(counts > MANY).tolist():
            here = np.flatnonzero(which == at)
            if len(here) > CROWD or self.register.publishers(reports[here]) > MANY:
                kept[here] = np.isin(reports[here], self.register.first(reports[here], HUBS))
        seeds: Seeds = defaultdict(list)
        here_at = found[1][which[kept]].tolist()
        for report, there, here_ in zip(reports[kept].tolist(), places[kept].tolist(), here_at, strict=True):
            seeds[report].append((there, here_))
        return self._best(seeds)

    def _best(self, seeds: Seeds) -> Seeds:
        """The CANDIDATES that share most runs, and whoever else is among the HUBS best for some run."""
        if len(seeds) <= CANDIDATES:
            return seeds
        shared = {number: {here for _, here in places} for number, places in seeds.items()}
        ranked = sorted(shared, key=lambda n: (-len(shared[n]), self.register.standing(n)))
        met: dict[int, int] = defaultdict(int)
        chosen = []
        for rank, number in enumerate(ranked):
            if rank < CANDIDATES or any(met[here] < HUBS for here in shared[number]):
                chosen.append(number)
                for here in shared[number]:
                    met[here] += 1
        return {number: seeds[number] for number in chosen}
