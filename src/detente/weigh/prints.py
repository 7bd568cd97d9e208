"""Fingerprints: a few of a report's runs of words, chosen so that any two equal stretches share one."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt

from detente.weigh.words import Hashes, Numbers

ORDER = 8
"""Words in a run. Measured on constructed copies: with WINDOW 6 every shared stretch of 13 words has a print, and
.997 of the copied pairs are found; at 6 the precision halves (templates), at 10 short copied sentences go."""

WINDOW = 6
"""Runs of which one is chosen (the least hash): about 2 of 7 runs are kept."""

MANY = 50
"""Reports that share a run before only the earliest of them are compared with the rest: an agency's text that 300
outlets print makes 3 × 300 comparisons, not 45,000. None is dropped: a text that many print is what we look for."""

HUBS = 3
"""… and how many of the earliest."""

PRIME = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xBF58476D1CE4E5B9)

Prints = tuple[Hashes, Numbers]
"""Hashes of the chosen runs and the word each begins at, by place."""


def powers(count: int) -> Hashes:
    """The first powers of PRIME, modulo 2⁶⁴."""
    return np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(count - 1, PRIME)]), dtype=np.uint64)


POWERS = powers(ORDER)


def runs(ids: Hashes, order: int = ORDER) -> Hashes:
    """The hash of every run of so many words, at most ORDER."""
    if len(ids) < order:
        return np.empty(0, np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(ids, order)
    mixed: Hashes = (windows * POWERS[:order]).sum(axis=1, dtype=np.uint64)
    mixed ^= mixed >> np.uint64(30)
    mixed *= MIX
    return mixed ^ (mixed >> np.uint64(27))


def prints(ids: Hashes) -> Prints:
    """The winnowed runs: of every WINDOW runs in a row the least, the leftmost of equals."""
    hashes = runs(ids)
    if not len(hashes):
        return hashes, np.empty(0, np.int64)
    width = min(WINDOW, len(hashes))
    least = np.lib.stride_tricks.sliding_window_view(hashes, width).argmin(axis=1)
    places = np.unique(least + np.arange(len(least)))
    return hashes[places], places.astype(np.int64)


class Index:
    """Which reports share a run. Reports are numbered by the caller, in an order that arrival has no part in.

    Postings are one sorted array (hash, report, place: 20 bytes); what was added since is sorted in at the next
    look-up, so add many and then look up. No pair of reports that share nothing is ever touched.
    """

    def __init__(self) -> None:
        self._new: list[tuple[int, Prints]] = []
        self._hashes: Hashes = np.empty(0, np.uint64)
        self._reports: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._places: Numbers = np.empty(0, np.int64)

    def add(self, number: int, found: Prints) -> None:
        """Take in the prints of a report."""
        self._new.append((number, found))

    def lookup(self, number: int, found: Prints) -> dict[int, list[tuple[int, int]]]:
        """Reports with a lower number that share prints, and where: (word there, word here).

        A run that more than MANY reports share counts only for the HUBS first of them.
        """
        self._sort()
        low = np.searchsorted(self._hashes, found[0], "left")
        high = np.searchsorted(self._hashes, found[0], "right")
        seeds: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for at in np.flatnonzero(high - low > 1).tolist():
            first, last = int(low[at]), int(high[at])
            carriers = self._reports[first:last]
            if last - first > MANY:
                last = first + int(np.searchsorted(carriers, _hub(carriers), "right"))
            stop = min(last, first + int(np.searchsorted(carriers, number, "left")))
            here = int(found[1][at])
            for other, there in zip(
                self._reports[first:stop].tolist(), self._places[first:stop].tolist(), strict=True
            ):
                seeds[other].append((there, here))
        return seeds

    def groups(self, least: int) -> list[tuple[Numbers, Numbers]]:
        """Reports and places of every run that at least so many reports share."""
        self._sort()
        if not len(self._hashes):
            return []
        cuts = np.flatnonzero(np.diff(self._hashes)) + 1
        edges = np.concatenate([[0], cuts, [len(self._hashes)]])
        large = np.flatnonzero(np.diff(edges) >= least)
        return [
            (self._reports[edges[i] : edges[i + 1]].astype(np.int64), self._places[edges[i] : edges[i + 1]])
            for i in large.tolist()
        ]

    def _sort(self) -> None:
        """Sort the new postings in: by hash, report, place."""
        if not self._new:
            return
        hashes = np.concatenate([self._hashes, *(found[0] for _, found in self._new)])
        reports = np.concatenate(
            [self._reports, *(np.full(len(found[0]), number, np.int32) for number, found in self._new)]
        )
        places = np.concatenate([self._places, *(found[1] for _, found in self._new)])
        order = np.lexsort((places, reports, hashes))
        self._hashes, self._reports, self._places = hashes[order], reports[order], places[order]
        self._new = []


def _hub(carriers: npt.NDArray[np.int32]) -> int:
    """The number of the last of the HUBS first reports."""
    return int(np.unique(carriers)[:HUBS][-1])
