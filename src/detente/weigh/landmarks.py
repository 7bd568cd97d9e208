"""Stories as a single report knows them again: by their heaviest words, and by when they were told.

Made when all reports are weighed, and kept with what follows; so where a new report belongs is told without weighing all
anew. Only the heaviest words of a story are kept, so that the likeness found here is at most what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import inf, log
from typing import NamedTuple

import msgspec
import numpy as np

from detente.model.derived import Litter, Story
from detente.model.given import Report
from detente.model.record import Record
from detente.weigh.boilerplate import Comparable, compared
from detente.weigh.growing import (
    JOIN,
    POSTINGS,
    SILENCE_COSTS,
    Growing,
    direction,
    floor,
    heaviest,
    likeness,
    most,
)
from detente.weigh.moments import moment
from detente.weigh.stories import words_of
from detente.weigh.words import named, stem

KEPT = 48
"""Heaviest words of a story that are kept."""

READ = 4000
"""Code points of a report in which its words are looked for again, to be shown as printed."""

COLUMNS = {
    "carriers": "<u4",
    "ends": "<u4",
    "terms": "<u4",
    "weights": "<f4",
    "squares": "<f8",
    "firsts": "<f8",
    "lasts": "<f8",
    "lengths": "<f4",
}
"""What is packed as numbers: how many reports have each word; where the words of each story end, and these words; the square
of the length of its vector, its first and last second (never: minus infinity), the words of a report on average."""


class Landmarks(Record, frozen=True, kw_only=True):
    """All stories, packed: what `Map` is made of."""

    landmarks: bytes


class Likely(NamedTuple):
    """A story, how like a report is to it, and the words they share as the report prints them, the heaviest first."""

    story: str
    likeness: float
    words: tuple[str, ...]


def landmarks(
    reports: Sequence[Report], stories: Iterable[Story], litter: tuple[Litter, ...] | None = None
) -> Landmarks:
    """What is kept of the stories of these reports."""
    view = compared(reports, litter)
    counts = [words_of(one) for one in view.each]
    words = {r.id: each for r, each in zip(view.reports, counts, strict=True)}
    time = {r.id: moment(r) for r in view.reports}
    carriers = Counter(term for each in counts for term in each)
    number = {term: n for n, term in enumerate(carriers)}
    rare = {term: log(1 + len(counts) / n) for term, n in carriers.items()}
    body: dict[str, list[float]] = {name: [] for name in COLUMNS}
    body["carriers"] += carriers.values()
    ids = []
    for first, story in sorted(
        ((_first(time[r] for r in s.reports), s) for s in stories), key=lambda x: (x[0], x[1].id)
    ):
        total: Counter[str] = Counter()
        for report in story.reports:
            total.update(direction(words[report], rare))
        kept = heaviest(total, KEPT)
        ids.append(story.id)
        body["terms"] += (number[term] for term in kept)
        body["weights"] += (total[term] for term in kept)
        body["ends"].append(len(body["terms"]))
        body["squares"].append(sum(w * w for w in total.values()))
        body["firsts"].append(first)
        body["lasts"].append(max((t[1] for r in story.reports if (t := time[r])), default=-inf))
        body["lengths"].append(sum(len(words[r]) for r in story.reports) / len(story.reports))
    packed = {name: np.array(column, COLUMNS[name]).tobytes() for name, column in body.items()}
    return Landmarks(
        landmarks=msgspec.msgpack.encode(
            {"reports": len(view.reports), "words": list(number), "stories": ids, **packed}
        )
    )


def _first(times: Iterable[tuple[float, float] | None]) -> float:
    """The first of some times in seconds; minus infinity if none is known."""
    return min((time[0] for time in times if time), default=-inf)


def _printed(report: Report, terms: Iterable[str]) -> tuple[str, ...]:
    """Words as a report prints them first."""
    text = f"{report.title or ''}\n{report.text[:READ]}"
    surface = {stem(word): word for word in reversed(named(text))}
    return tuple(surface[term] for term in terms if term in surface)


class Map:
    """Landmarks unpacked, for finding the story of a report."""

    def __init__(self, packed: Landmarks) -> None:
        body = msgspec.msgpack.decode(packed.landmarks)
        self.reports: int = body["reports"]
        self.stories: list[str] = body["stories"]
        self._words: list[str] = body["words"]
        self._number = {word: n for n, word in enumerate(self._words)}
        self._of = {name: np.frombuffer(body[name], kind) for name, kind in COLUMNS.items()}
        self._ends = self._of["ends"].astype(np.int64)
        self._starts = np.concatenate([[0], self._ends])[:-1]
        story = np.repeat(np.arange(len(self._ends)), self._ends - self._starts)
        order = np.lexsort((story, self._of["terms"]))
        self._terms, self._named = self._of["terms"][order], story[order]

    def nearest(self, one: Comparable) -> Likely | None:
        """The story that a report would join by its words; none if it is like none."""
        report = self._report(one)
        if not self.stories or not report.total:
            return None
        stories = {n: self._story(n) for n in self._candidates(report)}
        scored = ((likeness(report.total, report, story, SILENCE_COSTS), -n) for n, story in stories.items())
        best, at = max(scored, default=(0.0, 0))
        if best <= floor(JOIN, report.length):
            return None
        shared = {term: w for term, w in report.total.items() if term in stories[-at].total}
        return Likely(self.stories[-at], round(best, 4), _printed(one.report, heaviest(shared)))

    def _report(self, one: Comparable) -> Growing:
        """A report as a story of its own, its words weighted as those of the others are."""
        counts = words_of(one)
        carriers = self._of["carriers"]
        rare = {}
        for term in counts:
            at = self._number.get(term)
            rare[term] = log(1 + self.reports / (1 if at is None else int(carriers[at])))
        total = direction(counts, rare)
        first, last = moment(one.report) or (None, None)
        return Growing([], total, 1.0, first, last, float(len(counts)))

    def _candidates(self, report: Growing) -> list[int]:
        """The stories that share most of the heaviest words, of each word those nearest in time."""
        words = [word for word in heaviest(report.total) if word in self._number]
        numbers = np.array([self._number[word] for word in words], np.uint32)
        lows, highs = (np.searchsorted(self._terms, numbers, side) for side in ("left", "right"))
        near = len(self.stories)
        if report.first is not None:
            near = int(np.searchsorted(self._of["firsts"], report.first, "right"))
        named = []
        for low, high in zip(lows.tolist(), highs.tolist(), strict=True):
            at = low + int(np.searchsorted(self._named[low:high], near))
            named.append(self._named[max(low, at - POSTINGS // 2) : min(high, at + POSTINGS // 2)])
        if not named:
            return []
        weights = np.repeat([report.total[word] ** 2 for word in words], [len(each) for each in named])
        stories, which = np.unique(np.concatenate(named), return_inverse=True)
        return most(stories, np.bincount(which, weights, len(stories)), None)

    def _story(self, number: int) -> Growing:
        """A story as it is known here."""
        stretch = slice(int(self._starts[number]), int(self._ends[number]))
        terms = (self._words[n] for n in self._of["terms"][stretch].tolist())
        total: Mapping[str, float] = dict(zip(terms, self._of["weights"][stretch].tolist(), strict=True))
        square, first, last, length = (
            float(self._of[name][number]) for name in ("squares", "firsts", "lasts", "lengths")
        )
        dated = first > -inf
        return Growing([], dict(total), square, first if dated else None, last if dated else None, length)
