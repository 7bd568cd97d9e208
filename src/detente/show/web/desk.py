"""The crisis as the page sees it: asked by many threads, made anew behind their backs when reports arrive."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from functools import cached_property
from threading import Lock, Thread
from typing import Any

from litestar.di import NamedDependency
from litestar.params import FromQuery

from detente import ask
from detente.ask import Actor, Writer
from detente.ask.network import Tie, ties
from detente.crisis import Crisis, checked_day
from detente.model.derived import Brief, Link, Tension, Weighed
from detente.model.given import Report
from detente.model.judged import Analysis
from detente.store.sqlite import Store

DAYS_KEPT = 4
"""Days for which what was known then is held ready; moving the slider back and forth asks for few."""


class View:
    """What was known on a day (none: today), from one state of the store."""

    def __init__(self, crisis: Crisis, as_of: str | None, stamp: str):
        self.crisis, self.as_of, self.stamp = crisis, as_of, stamp
        self.weighed: Weighed = crisis.weighed(as_of)

    @cached_property
    def writer(self) -> Writer:
        """What puts records into words."""
        day = self.as_of or self.weighed.as_of
        known = self.crisis.known_by(self.as_of)
        return Writer(known, self.weighed, day, ask.name_of, year=day[:4] if day else None)

    @cached_property
    def data(self) -> dict[str, Any]:
        """Every datum by its id."""
        return {datum.id: datum for _, found in ask.data(self.weighed) for datum in found}

    def report(self, id: str) -> tuple[Report, Analysis] | None:
        """A report with what it says."""
        sources = self.writer.sources
        return (sources.reports[id], sources.analyses[id]) if id in sources.reports else None

    def find(self, id: str) -> Any:
        """The datum of that id, or of the only id that begins so; none else."""
        if id in self.data or not id:
            return self.data.get(id)
        found = [x for x in self.data if x.startswith(id)]
        return self.data[found[0]] if len(found) == 1 else None

    @cached_property
    def brief(self) -> Brief:
        """The crisis on a page."""
        return self.writer.brief()

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody who is mentioned, those of most mentions first."""
        return ask.actors(self.crisis.known_by(self.as_of))

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Who deals with whom."""
        return ties(self.weighed.claims)

    def tension(self, a: str, b: str) -> tuple[Tension, ...]:
        """How tense it is between two sides, day by day."""
        from detente.weigh.tension import tension

        return tuple(tension(self.weighed, a, b))

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """The passages that each report shares with others."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.weighed.links:
            found[link.a].append(link)
            found[link.b].append(link)
        return found

    @cached_property
    def _cited(self) -> dict[str, list[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for id, datum in self.data.items():
            for e in ask.evidence_of(datum):
                found[e.report].append((e.start, e.end, id))
        return found

    def cited_in(self, report: str) -> list[tuple[int, int, str]]:
        """Where a report is evidence, and of what: start, end, id of the datum."""
        return self._cited.get(report, [])


class Desk:
    """Views of one store. A view is given as it is while its successor is being made."""

    def __init__(self, store: Store):
        self.store = store
        self._views: OrderedDict[str | None, View] = OrderedDict()
        self._lock = Lock()
        self._making: set[str | None] = set()
        self._forgotten = 0

    def view(self, as_of: str | None = None) -> View:
        """What was known on that day. Only the first asked waits for it to be worked out."""
        with self._lock:
            view = self._views.get(as_of)
            if view is not None:
                self._views.move_to_end(as_of)
        if view is None:
            return self._make(as_of)
        if view.stamp != self.store.stamp():
            self._renew(as_of)
        return view

    def is_stale(self, view: View) -> bool:
        """Whether reports came, or judgements were made, that the view does not show yet."""
        return view.stamp != self.store.stamp()

    def forget(self) -> None:
        """Let the next question wait for what has just been decided here."""
        with self._lock:
            self._views.clear()
            self._forgotten += 1

    def _make(self, as_of: str | None) -> View:
        before = self._forgotten
        view = View(Crisis(self.store), as_of, self.store.stamp())
        with self._lock:
            if before != self._forgotten:
                return view  # something was decided meanwhile: the next question makes its own
            self._views[as_of] = view
            self._views.move_to_end(as_of)
            while len(self._views) > DAYS_KEPT:
                self._views.popitem(last=False)
        return view

    def _renew(self, as_of: str | None) -> None:
        """Make the view's successor, in one thread and never two."""
        with self._lock:
            if as_of in self._making:
                return
            self._making.add(as_of)

        def work() -> None:
            try:
                self._make(as_of)
            finally:
                self._making.discard(as_of)

        Thread(target=work, daemon=True, name="renew").start()


def view(desk: NamedDependency[Desk], as_of: FromQuery[str | None] = None) -> View:
    """What a page asks for: what was known on the day in its address (none: today).

    Raises `UsageError` for a day that is none.
    """
    return desk.view(checked_day(as_of))
