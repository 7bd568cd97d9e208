"""The crisis as the page sees it: asked by many threads, worked out anew by a child when reports arrive."""

from __future__ import annotations

from asyncio import Semaphore, shield, wait_for, wrap_future
from collections import OrderedDict, defaultdict
from collections.abc import AsyncGenerator, Callable, Hashable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cached_property, partial
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from litestar.di import NamedDependency
from litestar.params import FromQuery
from msgspec import structs

from detente import ask
from detente.ask import Actor, Behind, Overview, Writer
from detente.ask.brief import exact
from detente.ask.decisions import Decisions, Known
from detente.ask.findings import why as behind
from detente.ask.network import Tie, ties
from detente.ask.subjects import Subjects
from detente.crisis import Crisis, checked_day, compared
from detente.errors import DetenteError
from detente.model.derived import (
    Brief,
    BriefLine,
    Comparison,
    Due,
    Link,
    NumberedSource,
    Tension,
    Weighed,
    Why,
)
from detente.model.given import Report
from detente.model.judged import Analysis, Judgement
from detente.show.lists import line_of
from detente.show.web.keeping import Kept
from detente.show.web.memory import give_back
from detente.show.web.tasks import ask as ask_of
from detente.show.web.tasks import weigh
from detente.show.web.worker import Worker
from detente.store.sqlite import Recalled, Store

if TYPE_CHECKING:
    from detente.ask.spots import Spot

P = ParamSpec("P")
T = TypeVar("T")

DAYS_KEPT = 3
"""Days for which what was known then is held ready; the store keeps more."""

LINES_KEPT = 2500
"""Records in words, and their lines as drawn, that a view keeps: some 4 and 6 kB each."""

ANSWERS_KEPT = 160
"""Answers to the questions of pages that a view remembers. Of 20,000 claims, one takes 160 kB at most, and a tenth mostly."""

WAIT_SECONDS = 5.0
"""How long a question waits for a view that is being made before it is told to come again."""

SOON_SECONDS, MANY = 1.0, 2000
"""How long a question waits for another day that is being worked out, and for how many reports: that takes a minute of 20,000."""

STAMP_SECONDS = 0.2
"""How long the state of the store is taken for what it was when we looked last."""

PAGES_AT_ONCE = 2
"""Pages that are made at a time. One interpreter makes more of them no faster, and what is short (the API, a style sheet)
would wait for each of them."""


class Coming(DetenteError):
    """What was known on that day is being worked out, which takes a while the first time."""

    AGAIN_SECONDS = 3
    """When to ask again."""
    WHY = "what was known then is being worked out; with many reports that takes a minute the first time."

    def __init__(self, why: str, done: int = 0):
        """`done`: hundredths of it."""
        super().__init__(f"{why} {done} % of it is done." if done else why)
        self.done = done


class View:
    """What was known on a day (none: now), from one state of the store."""

    def __init__(
        self,
        crisis: Crisis,
        as_of: str | None,
        stamp: str,
        found: tuple[Weighed, Overview],
        recalled: Recalled,
    ):
        """`recalled`: as what it was read from the store."""
        self.crisis, self.as_of, self.stamp, self.recalled = crisis, as_of, stamp, recalled
        self.weighed, self.overview = found
        self.stale = False
        """Whether its successor is being made."""
        self._answers, self._lines, self._drawn = Kept(ANSWERS_KEPT), Kept(LINES_KEPT), Kept(LINES_KEPT)
        self._decided = Kept(1)

    @cached_property
    def sources(self) -> ask.Shelf:
        """The reports, numbered, and read when they are asked for."""
        return self.crisis.shelf(self.overview)

    @cached_property
    def writer(self) -> Writer:
        """What puts records into words."""
        return ask.writer(self.sources, self.weighed, self.as_of)

    def foresee(self, data: Iterable[Any]) -> None:
        """Have at hand the reports behind data that are to be put into words."""
        self.sources.foresee([e.report for datum in data for e in ask.evidence_of(datum)])

    def remember(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer to a question, worked out once as long as it is asked now and then."""
        return self._answers.get(question, answer)

    # --- in words ---------------------------------------------------------------------------------

    def lines(
        self, records: Sequence[Any], words: Callable[[Writer, Any], BriefLine] = line_of
    ) -> list[BriefLine]:
        """Records in words, put into them once as long as they are asked for now and then: with that, half as many questions again
        are answered. The reports behind those that are to be put into words are read together."""
        named = [(words, type(record), id_of(record)) for record in records]
        self.foresee(r for r, name in zip(records, named, strict=True) if name not in self._lines)
        return [
            self._lines.get(name, partial(words, self.writer, record))
            for record, name in zip(records, named, strict=True)
        ]

    def line(self, record: Any, words: Callable[[Writer, Any], BriefLine] = line_of) -> BriefLine:
        """The same of one."""
        return self.lines([record], words)[0]

    def drawn(self, macro: Callable[..., str], line: BriefLine, *given: Any) -> str:
        """A line as a template draws it, drawn once as long as it is asked for now and then: a fifth more questions are answered.
        `given`: by what it may be drawn otherwise on another page."""
        # The line is kept with it: no other can have its place in memory meanwhile.
        return self._drawn.get((id(line), *given), lambda: (line, macro()))[1]

    # --- single things ----------------------------------------------------------------------------

    @cached_property
    def behind(self) -> Behind:
        """What looks up what stands behind each datum."""
        return Behind(self.weighed, self.writer.independence)

    @cached_property
    def data(self) -> dict[str, Any]:
        """Every datum by its id."""
        return {datum.id: datum for _, found in ask.data(self.weighed) for datum in found}

    def report(self, id: str) -> tuple[Report, Analysis] | None:
        """A report with what it says."""
        return self.sources.known(id) if id in self.sources.number else None

    def why(self, id: str) -> Why | None:
        """Everything behind whatever has that id, or had it once, with what people decided about it until now; none if nothing
        has it."""
        return behind(id, self.subjects(), self.sources, self.cited_in)

    def subjects(self) -> Subjects:
        """Everything that can be judged, by its id."""
        return Subjects(
            self.behind, self.decisions(), self.crisis.store.holders, self.known, lambda: self.actor_of.keys()
        )

    def known(self, reports: Sequence[str]) -> dict[str, Known]:
        """Reports with what was found in them, before and after any judgement until now."""
        if self.crisis.store.judgements():
            return self.crisis.known(reports)
        self.sources.foresee(reports)
        found = (self.report(id) for id in reports)
        return {known[0].id: Known(known[0], known[1], known[1]) for known in found if known}

    def decisions(self) -> Decisions:
        """What people decided about single data until now."""
        judgements = self.crisis.store.judgements()  # they are only ever added
        return self._decided.get(len(judgements), lambda: Decisions(judgements))

    def judged_as(self, id: str) -> Judgement | None:
        """The last judgement in force on what had that id."""
        return next(reversed(self.decisions().by_id.get(id, ())), None)

    def find(self, id: str) -> Any:
        """The datum of that id, or of the only id that begins so; none else."""
        found = self.behind.find(id)
        return found[1] if found else None

    def compare(self, a: Report, b: Report) -> Comparison:
        """Two reports laid side by side."""
        with self.crisis.store.reading() as connection:
            litter = self.crisis.store.passages.litter(connection)
        return compared(a, b, self.weighed.links, litter)

    # --- all together -----------------------------------------------------------------------------

    @cached_property
    def brief(self) -> Brief:
        """The crisis on a page."""
        return self.overview.whole_brief

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody who is mentioned, those of most mentions first."""
        return self.overview.actors

    @cached_property
    def actor_of(self) -> dict[str, Actor]:
        """The same, by id."""
        return {a.id: a for a in self.actors}

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The events whose place is known to the point."""
        return self.overview.spots

    @cached_property
    def named(self) -> dict[str, NumberedSource]:
        """The numbered sources by their reports."""
        return {s.report: s for s in self.overview.sources}

    @cached_property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day of which a report is known to be."""
        days = [d for s in self.overview.sources if (d := exact(s.published))]
        return (min(days), max(days)) if days else None

    @property
    def span(self) -> tuple[str, str] | None:
        """The first and the last day that can be asked for: whoever looks at a past day can go on to a later one."""
        if self.days is None:
            return None
        return self.days[0], max(self.days[1], self.crisis.store.last_day() or "")

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Who deals with whom."""
        return ties(self.weighed.claims)

    def tension(self, a: str, b: str) -> tuple[Tension, ...]:
        """How tense it is between two sides, day by day."""
        from detente.weigh.tension import tension

        return self.remember(("tension", a, b), lambda: tuple(tension(self.about(a).claims, a, b)))

    def about(self, actor: str | None) -> Weighed:
        """What was weighed without claims, lines and events that have nothing to do with an actor or a side."""
        if actor is None:
            return self.weighed

        def chosen() -> Weighed:
            places: dict[str, set[int]] = {kind: set() for kind in PARTIES}
            for name in {actor, actor.removeprefix("state:"), f"state:{actor}"}:
                for kind, at in self._about.get(name, ()):
                    places[kind].add(at)
            every = ((kind, getattr(self.weighed, kind)) for kind in PARTIES)
            return structs.replace(
                self.weighed, **{kind: tuple(some[at] for at in sorted(places[kind])) for kind, some in every}
            )

        return self.remember(("about", actor), chosen)

    @cached_property
    def _about(self) -> dict[str, list[tuple[str, int]]]:
        """By actor and side: what tells of them, and at which place among its kind."""
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for kind, fields in PARTIES.items():
            for at, record in enumerate(getattr(self.weighed, kind)):
                for name in {name for field in fields for name in getattr(record, field)}:
                    found[name].append((kind, at))
        return found

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

    def warm(self) -> View:
        """Have at hand what every page needs, before anybody looks."""
        for name in ("behind", "data", "days", "ties", "links", "_about", "_cited", "brief", "actor_of"):
            getattr(self, name)
        _ = self.behind.origins, self.behind.links
        return self


def id_of(record: Any) -> str:
    """What tells a record from others of its type."""
    return (record.line or record.happening or record.text) if isinstance(record, Due) else str(record.id)


PARTIES = {
    "claims": ("actors", "codes", "targets", "target_codes"),
    "lines": ("by", "codes", "to", "target_codes"),
    "happenings": ("actors", "targets", "codes"),
}
"""What tells of somebody, and where it names him."""


class Desk:
    """Views of one store. A view is given as it is while its successor is being made."""

    def __init__(
        self, store: Store, warm: Sequence[Callable[[View], object]] = (), worker: Worker | None = None
    ):
        """`warm`: what pages remember of a view, made before anybody asks for it. `worker`: one that is ready."""
        self.store, self.warm = store, warm
        self.worker, self.aside = worker or Worker(), Worker()
        self._views: OrderedDict[str | None, View] = OrderedDict()
        self._lock = Lock()
        self._making: dict[str | None, Future[View]] = {}
        self._done: dict[str | None, int] = {}
        """Hundredths of what the child has to do for a day that are done."""
        self._rested: dict[str | None, float] = {}
        self._seen = 0.0, ""
        self.turn = Semaphore(PAGES_AT_ONCE)
        self.heavy = Lock()
        """Held while reports are read, and while a view's successor is made: a parser and 20,000 reports at a time take 1 GB."""
        self.others: list[Worker] = []
        """Who gives back memory for that."""

    def view(self, as_of: str | None = None) -> View:
        """What was known on that day. Only those who ask first wait for it.

        Raises `Coming` if that takes longer than one waits for a page.
        """
        return self.at_hand(as_of) or self._waited(as_of, self._make(as_of))

    async def coming(self, as_of: str | None = None) -> View:
        """The same, without keeping a thread waiting."""
        if (view := self.at_hand(as_of)) is not None:
            return view
        making = wrap_future(self._make(as_of))
        for seconds in (SOON_SECONDS, WAIT_SECONDS - SOON_SECONDS):
            try:
                return await wait_for(shield(making), seconds)
            except TimeoutError:
                if as_of in self._done and self._reports() > MANY:
                    break
        raise Coming(Coming.WHY, self._done.get(as_of, 0))

    def _reports(self) -> int:
        """How many reports there are, as far as any view knows."""
        with self._lock:
            return max((len(view.overview.sources) for view in self._views.values()), default=0)

    def at_hand(self, as_of: str | None = None) -> View | None:
        """The view, if there is one; a new one is begun if it is stale."""
        with self._lock:
            view = self._views.get(as_of)
            if view is not None:
                self._views.move_to_end(as_of)
        if view is not None:
            view.stale = self.is_stale(view)
            if view.stale and monotonic() > self._rested.get(as_of, 0.0):
                self._make(as_of)
        return view

    def is_stale(self, view: View) -> bool:
        """Whether reports came, or judgements were made, that the view does not show yet."""
        at, stamp = self._seen
        if monotonic() - at > STAMP_SECONDS:
            stamp = self.store.stamp()
            self._seen = monotonic(), stamp
        return view.stamp != stamp

    def forget(self) -> None:
        """Have shown soon what has just been decided here: who decides waits for it, as long as one waits for a page."""
        with self._lock:
            days = list(self._views) or [None]
        for as_of in days:
            try:
                self._waited(as_of, self._make(as_of, since=self.store.stamp()))
            except Coming:
                return

    def ask(self, method: Callable[Concatenate[Crisis, P], T], *args: P.args, **options: P.kwargs) -> T:
        """What a method of the Python door answers, called by a child: to check a decision takes all reports."""
        return self.aside(ask_of, pass_by, self.store.path, method, args, options)

    def start(self) -> None:
        """Begin to make the first view before anybody asks for it."""
        self._make(None)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While reports are read no view's successor is made."""
        with self.heavy:
            self.worker.rest()
            yield

    def close(self) -> None:
        """End the children, and give the store back."""
        self.worker.close()
        self.aside.close()
        self.store.close()

    def _waited(self, as_of: str | None, making: Future[View]) -> View:
        try:
            return making.result(WAIT_SECONDS)
        except TimeoutError:
            raise Coming(Coming.WHY, self._done.get(as_of, 0)) from None

    def _make(self, as_of: str | None, since: str | None = None) -> Future[View]:
        """Make a view, in one thread and never two. `since`: not one that was begun before the store was in that state."""
        with self._lock:
            making = self._making.get(as_of)
            if making is not None and since is None:
                return making
            made: Future[View] = Future()
            self._making[as_of] = made
        Thread(target=self._work, args=(as_of, made, making), daemon=True, name="view").start()
        return made

    def _work(self, as_of: str | None, made: Future[View], before: Future[View] | None) -> None:
        try:
            if before is not None:
                before.exception()  # done, whatever came of it
            with self._alone(as_of):
                begun = monotonic()
                view = self._made(as_of)
            took = monotonic() - begun
            with self._lock:
                self._views[as_of] = view
                self._views.move_to_end(as_of)
                while len(self._views) > DAYS_KEPT:
                    self._views.popitem(last=False)
                # While reports keep coming, half of the time is left to other work.
                self._rested[as_of] = monotonic() + took
            made.set_result(view)
            for page in self.warm:
                page(view)
            give_back()
        except BaseException as error:
            if made.done():
                raise
            made.set_exception(error)
        finally:
            with self._lock:
                if self._making.get(as_of) is made:
                    del self._making[as_of]

    @contextmanager
    def _alone(self, as_of: str | None) -> Iterator[None]:
        """Nobody waits for the successor of a view: it waits till no reports are being read, and gives the parser's memory
        back first."""
        if as_of not in self._views:
            yield
            return
        with self.heavy:
            for worker in self.others:
                worker.rest()
            yield

    def _made(self, as_of: str | None) -> View:
        """The view, worked out by the child where the store does not keep it."""
        while True:
            crisis, stamp = Crisis(self.store), self.store.stamp()
            name = crisis.kept_as(as_of) or self._worked_out(as_of)
            known = self._recalled(as_of)
            if (found := crisis.kept(name, as_of, known)) is not None:
                return View(crisis, as_of, stamp, found, known).warm()

    def _recalled(self, as_of: str | None) -> Recalled:
        """What the view is likest to: the one before it, else that of another day."""
        with self._lock:
            like = self._views.get(as_of) or next(reversed(self._views.values()), None)
        return dict(like.recalled) if like else {}

    def _worked_out(self, as_of: str | None) -> str:
        """Have the child work out what the store does not keep; gives the name that it keeps it under."""
        self._done[as_of] = 0

        def step(hundredths: int) -> None:
            self._done[as_of] += hundredths

        try:
            return self.worker(weigh, step, self.store.path, as_of)
        finally:
            del self._done[as_of]


def pass_by(_: int) -> None:
    """Nobody is told how far it is."""


async def view(
    desk: NamedDependency[Desk], as_of: FromQuery[str | None] = None
) -> AsyncGenerator[View, None]:
    """What a page asks for: what was known on the day in its address (none: now), when it is its turn.

    Raises `UsageError` for a day that is none.
    """
    found = await desk.coming(checked_day(as_of))
    async with desk.turn:
        yield found
