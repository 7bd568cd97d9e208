"""Reports taken from the shelf when something in them is to be shown, and put back: never all of them at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Generic, TypeVar

from detente.ask.evidence import Known, Sources
from detente.ask.overview import Overview
from detente.errors import StoreError
from detente.model.given import Report
from detente.model.judged import Analysis

T = TypeVar("T")

AT_HAND = 1_000_000
"""Code points of reports that are kept at hand. With what was found in them they take 27 bytes each: 27 MB."""

Take = Callable[[Sequence[str]], Iterable[Known]]
"""Ids → those reports with what they say, as far as there are any."""


class Shelf(Sources):
    """The sources of an overview, with their reports read when they are asked for. May be shared between threads."""

    def __init__(self, overview: Overview, take: Take, at_hand: int = AT_HAND):
        self.numbered = overview.sources
        self.number = {s.report: s.number for s in self.numbered}
        self.printed = {named.actor: named.name for named in overview.printed}
        self.take, self.at_hand = take, at_hand
        self.reports: Mapping[str, Report] = Part(self, lambda known: known[0])
        self.analyses: Mapping[str, Analysis] = Part(self, lambda known: known[1])
        self._kept: OrderedDict[str, Known] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def foresee(self, ids: Collection[str]) -> None:
        """Have these reports at hand: many at once are read faster than one by one."""
        with self._lock:
            wanted = [id for id in dict.fromkeys(ids) if id in self.number and id not in self._kept]
        if wanted:
            self._keep(self.take(wanted))

    def known(self, id: str) -> Known:
        """A report with what it says. Raises `KeyError` for one that is no source, `StoreError` for one that is gone."""
        with self._lock:
            if (found := self._kept.get(id)) is not None:
                self._kept.move_to_end(id)
                return found
        if id not in self.number:
            raise KeyError(id)
        taken = list(self.take([id]))
        if not taken:
            raise StoreError("a report has been removed since this was worked out; look again in a moment.")
        self._keep(taken)
        return taken[0]

    def _keep(self, taken: Iterable[Known]) -> None:
        with self._lock:
            for known in taken:
                if known[0].id not in self._kept:
                    self._kept[known[0].id] = known
                    self._size += len(known[0].text)
            while self._size > self.at_hand and len(self._kept) > 1:
                _, (report, _) = self._kept.popitem(last=False)
                self._size -= len(report.text)


class Part(Mapping[str, T], Generic[T]):
    """Reports, or what they say, by id, in the order of the sources."""

    def __init__(self, shelf: Shelf, part: Callable[[Known], T]):
        self.shelf, self.part = shelf, part

    def __getitem__(self, id: str) -> T:
        return self.part(self.shelf.known(id))

    def __contains__(self, id: object) -> bool:
        return id in self.shelf.number

    def __iter__(self) -> Iterator[str]:
        return iter(self.shelf.number)

    def __len__(self) -> int:
        return len(self.shelf.number)
