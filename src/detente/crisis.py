"""The Python door: one crisis in one file, opened, fed and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import msgspec
from msgspec import structs

from detente import ask
from detente.config import knowledge_digest, likeness
from detente.errors import MissingPart, UsageError
from detente.model import Record, derived
from detente.model.given import Raw, Reject, Report
from detente.model.judged import Analysis, Judgement, JudgementKind
from detente.model.record import Span, key
from detente.pipeline import is_readable, passage_key
from detente.plugins import part
from detente.resolve.judgements import Standing, in_force, judged_by

if TYPE_CHECKING:
    from detente.ask.checking import Checker
    from detente.ask.deciding import Desk
    from detente.ask.decisions import Decisions, Known
    from detente.ask.judging import Bench
    from detente.ask.subjects import Subjects
    from detente.store.passages import Settled
    from detente.store.sqlite import Recalled, Store

R = TypeVar("R", bound=Record)
Source = str | Path
Progress = Callable[[int], None]
"""Told how many reports were dealt with since the last call."""


READ, SETTLED, WEIGHED, TOLD = 3, 5, 86, 5
"""Hundredths of the work that it takes to read all reports, to find what they share, to weigh them, and to tell the brief, as measured with
20,000; to keep what was found takes the rest."""


class Added(Record, frozen=True, kw_only=True):
    """What became of the reports that were added."""

    new: int
    known: int
    rejected: tuple[Reject, ...] = ()
    unread: tuple[Reject, ...] = ()
    """Stored for search and origins, but not read, and why."""


def open_crisis(path: Source, *, write: bool = True) -> Crisis:
    """The crisis stored in that file; the file is made if it is not there and `write` is true.

    Raises `StoreError` if it cannot be opened.
    """
    return Crisis(part("store", "sqlite")(path, write=write))


class Crisis:
    """Reports about a crisis and what follows from them. Use it in a `with`, or close it."""

    def __init__(self, store: Store):
        self.store = store

    def __enter__(self) -> Crisis:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self.store.close()

    # --- feeding ----------------------------------------------------------------------------------

    def add(
        self,
        *sources: Source | Iterable[Source],
        published: str | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Read files, folders, feeds (`-`: standard input). Known reports add nothing.

        `published` (ISO 8601) is taken as the date of every report, whatever it says itself.
        """
        from detente.read import read

        return self.add_raw(read(flat(sources)), published=published, progress=progress)

    def add_raw(
        self, raws: Iterable[Raw | Reject], *, published: str | None = None, progress: Progress | None = None
    ) -> Added:
        """Add what a reader gave. Each batch is stored in one transaction."""
        from detente.store.sqlite import Readings

        memory = Readings(self.store)
        known = self.store.ids()
        new = old = 0
        rejected: list[Reject] = []
        unread: list[Reject] = []
        named = (named_by_content(raw) for raw in raws)
        for batch in part("executor", "here")(named, memory, published=published, known=known):
            rejects = [item for item in batch if isinstance(item, Reject)]
            stored = self.store.add((item for item in batch if isinstance(item, tuple)), memory)
            self.store.reject(rejects)
            new, old = new + stored, old + len(batch) - len(rejects) - stored
            rejected += rejects
            unread += [
                not_read(item[0]) for item in batch if isinstance(item, tuple) and not is_readable(item[0])
            ]
            if progress:
                progress(len(batch))
        self._forget()
        return Added(new=new, known=old, rejected=tuple(rejected), unread=tuple(unread))

    def remove(self, report: str) -> derived.NumberedSource:
        """Remove a report for good, by its number among the sources, its id, or its name; what copied it stays.

        Raises `UsageError` for a report there is not.
        """
        id = self._bench().report(report)
        known = ask.Sources(self._read)
        self.store.remove(
            id,
            [passage_key(report, p) for report in self.reports() if report.id == id for p in report.passages],
        )
        self._forget()
        return known.numbered[known.number[id] - 1]

    def reindex(self) -> int:
        """Make the index of passages anew from the reports; gives how many there are."""
        self.store.passages.reindex()
        self._forget()
        self._settled()
        return len(self._found)

    # --- what is there ----------------------------------------------------------------------------

    @cached_property
    def _found(self) -> list[tuple[Report, Analysis]]:
        """The reports as they were read, before any judgement."""
        return self.store.read()

    @cached_property
    def _read(self) -> list[tuple[Report, Analysis]]:
        """The reports in the light of the judgements."""
        judged = judged_by(self._found, self.store.judgements())
        return [(report, analysis) for (report, _), analysis in zip(self._found, judged, strict=True)]

    def _forget(self) -> None:
        """Read the store anew at the next question."""
        for read in ("_found", "_read"):
            self.__dict__.pop(read, None)

    def reports(self) -> list[Report]:
        """Every report, by publication time."""
        return [report for report, _ in self._read]

    def analyses(self) -> list[Analysis]:
        """What every report says, in the order of `reports`, in the light of the judgements."""
        return [analysis for _, analysis in self._read]

    def rejects(self) -> list[Reject]:
        """What could not be read, and why."""
        return self.store.rejects()

    def weighed(self, as_of: str | None = None) -> derived.Weighed:
        """What follows from all reports published up to `as_of` (ISO date; default: all).

        Derived once, then read from the store until reports or judgements are added.
        """
        return self._derived(as_of, derived.Weighed)

    def overview(self, as_of: str | None = None) -> ask.Overview:
        """What is told of all reports together, as of a day: derived and kept with what was weighed."""
        return self._derived(as_of, ask.Overview)

    def derive(self, as_of: str | None = None, progress: Progress | None = None) -> str:
        """Have the store keep what follows as of a day, if it does not yet; gives the name it is kept under. `progress` is told
        how many hundredths of the work were done since the last call."""
        return self.kept_as(as_of) or self._derive(checked_day(as_of), progress)[0]

    def kept_as(self, as_of: str | None = None) -> str | None:
        """The name under which the store keeps what follows as of a day; none if that must be worked out."""
        day = checked_day(as_of)
        name = self._name_of_state(day)
        return name if self.store.kept_under(day or "") == name else None

    def kept(
        self, name: str, as_of: str | None = None, known: Recalled | None = None
    ) -> tuple[derived.Weighed, ask.Overview] | None:
        """What the store keeps as of a day under that name; none if it keeps it no longer. `known`: what another view was read
        as, so that what is the same in both is there once."""
        day = checked_day(as_of) or ""
        weighed = self.store.kept(name, derived.Weighed, day, known)
        overview = self.store.kept(name, ask.Overview, day, known)
        return (weighed, overview) if weighed and overview else None

    def shelf(self, overview: ask.Overview) -> ask.Shelf:
        """The sources of an overview. Their reports are read when they are asked for, in the light of the judgements."""
        judgements = self.store.judgements()
        standing = Standing(Every(self.store))

        def take(ids: Sequence[str]) -> list[tuple[Report, Analysis]]:
            found = self.store.read(ids)
            judged = judged_by(found, judgements, standing)
            return [(report, analysis) for (report, _), analysis in zip(found, judged, strict=True)]

        return ask.Shelf(overview, take)

    def _derived(self, as_of: str | None, record: type[R]) -> R:
        day = checked_day(as_of)
        if (kept := self.store.kept(self._name_of_state(day), record, day or "")) is not None:
            return kept
        _, found = self._derive(day)
        return next(one for one in found if isinstance(one, record))

    def _derive(
        self, day: str | None, progress: Progress | None = None
    ) -> tuple[str, tuple[derived.Weighed, ask.Overview]]:
        from detente.weigh import weigh
        from detente.weigh.landmarks import landmarks

        done = progress or (lambda _: None)
        name = self._read_whole(day)
        done(READ)
        links, litter = self._settled()
        done(SETTLED)
        judgements = in_force(self.store.judgements())
        weighed = weigh(self._read, as_of=day, judgements=judgements, links=links, litter=litter)
        done(WEIGHED)
        found = weighed, ask.overview(self.known_by(day), weighed, day)
        known = () if day else (landmarks(self.reports(), weighed.stories, litter),)
        done(TOLD)
        self.store.keep((*found, *known), name, day or "")
        return name, found

    def _read_whole(self, day: str | None) -> str:
        """Read everything anew, and name what was read: while others write, until nothing came in between."""
        while True:
            before = self.store.stamp()
            self._forget()
            name = self._name_of_state(day)
            if self._read is not None and self.store.stamp() == before:
                return name

    def _name_of_state(self, day: str | None) -> str:
        """What tells one state of reports, judgements and ourselves from another."""
        from detente.ask.overview import VERSION as WORDING
        from detente.weigh import VERSION

        by = f"{VERSION} {WORDING} {knowledge_digest()}"
        return f"{by} {self.store.contents()} {day}{self._judged_as()}{likeness() or ''}"

    def _settled(self) -> Settled:
        """What all reports share, and what is litter, up to date."""
        return self.store.passages.settle(self.reports(), self.store.judgements())

    # --- asking -----------------------------------------------------------------------------------

    def brief(self, *, as_of: str | None = None) -> Written:
        """The crisis on a page or two, as of a day."""
        return Written(self.overview(as_of).whole_brief)

    def ledger(
        self,
        *,
        kind: str | None = None,
        by: str | None = None,
        to: str | None = None,
        state: str | None = None,
        as_of: str | None = None,
    ) -> Answers[derived.Line]:
        """Demands, offers, promises, threats and refusals. `by`, `to`: a state's code or an actor's id.

        Raises `UsageError` for a kind or state that there is not.
        """
        one_of(kind, get_args(derived.LineKind), "kind of line")
        one_of(state, get_args(derived.LineState), "state of a line")
        return Answers(ask.ledger(self.weighed(as_of), kind=kind, by=by, to=to, state=state))

    def timeline(
        self, *, since: str | None = None, until: str | None = None, actor: str | None = None
    ) -> Answers[derived.Happening]:
        """What happened, by the date of the event; both days included."""
        first, last = checked_day(since), checked_day(until)
        return Answers(ask.timeline(self.weighed(), since=first, until=last, actor=actor))

    def stories(self, id: str | None = None, *, as_of: str | None = None) -> Answers[derived.Story]:
        """Reports grouped by happening, stories of most reports first; `id`: one, by any id it ever had."""
        return Answers(ask.stories(self.weighed(as_of), id))

    def claims(
        self, *, disputed: bool | None = None, actor: str | None = None, standing: str | None = None
    ) -> Answers[derived.Claim]:
        """What is claimed, with reports and origins counted. `disputed`: only what another denies.

        `standing`: single origin, corroborated, disputed or superseded. Raises `UsageError` for another.
        """
        one_of(standing, get_args(derived.Standing), "standing of a claim")
        return Answers(ask.claims(self.weighed(), disputed=disputed, actor=actor, standing=standing))

    def changes(self, *, since: str | None = None) -> Answers[derived.Change]:
        """Positions that moved, the later stance on or after a day."""
        return Answers(ask.changes(self.weighed(), since=checked_day(since)))

    def contradictions(self) -> Answers[derived.Contradiction]:
        """What reports tell in two ways."""
        return Answers(ask.contradictions(self.weighed()))

    def updates(self) -> Answers[derived.Update]:
        """Figures that a later report brought up to date: no contradictions."""
        return Answers(ask.updates(self.weighed()))

    def due(self, *, within: int | None = None, as_of: str | None = None) -> Answers[derived.Due]:
        """What is to come `within` so many days (default: at all), and what is late, as of a day."""
        return Answers(ask.due(self.weighed(as_of), within))

    def origins(self) -> Answers[derived.Origin]:
        """Texts, and the reports that carry them."""
        return Answers(ask.origins(self.weighed()))

    def sources(self) -> Answers[derived.NumberedSource]:
        """The reports, numbered by publication."""
        return Answers(ask.sources(self._read))

    def why(self, id: str) -> derived.Why:
        """Every sentence, report and origin behind a datum; the first letters of its id are enough.

        Raises `UsageError` if no datum, or more than one, has such an id.
        """
        if (found := self.behind(id)) is None:
            raise UsageError(f"no single datum has an id that begins with “{id}”; `--codes` shows ids.")
        return found

    def behind(self, id: str, as_of: str | None = None) -> derived.Why | None:
        """The same as of a day; null for an id that no datum has, or more than one."""
        from detente.ask.findings import cited_in, why

        weighed = self.weighed(as_of)
        return why(id, self.subjects(weighed), ask.Sources(self.known_by(as_of)), cited_in(weighed))

    def compare(self, a: str, b: str) -> derived.Comparison:
        """Two reports side by side; each by its number among the sources, its id, or its name.

        Raises `UsageError` for a report there is not, and where both are one.
        """
        bench = self._bench()
        one, other = bench.report(a), bench.report(b)
        if one == other:
            raise UsageError("a report is compared with another; these are the same.")
        texts = {report.id: report for report in self.reports() if report.id in (one, other)}
        return compared(texts[one], texts[other], self.weighed().links, self.litter())

    def place(
        self,
        text: str,
        *,
        published: str | None = None,
        title: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
    ) -> derived.Placed:
        """What a report shares with those that are stored, and which it copies. It is not stored by this.

        Takes milliseconds however many are stored. Raises `InputError` for a text that cannot be read.
        """
        from detente import clean

        raw = Raw(name="text", content=text, published=published, title=title, url=url, outlet=outlet)
        return self.store.passages.place(clean.report(raw, published=published))

    def search(self, words: str, *, limit: int = 20) -> Answers[derived.Cite]:
        """Passages with all of the words, newest report first."""
        found = self.store.search(words, limit=limit)
        sources = ask.Sources(self._read)
        evidence = (derived.Evidence(report=r, start=s.start, end=s.end) for r, s in found)
        return Answers(sources.cite(e) for e in evidence)

    def tension(self, a: str, b: str, *, as_of: str | None = None) -> Answers[derived.Tension]:
        """Day by day, how tense two sides (ISO alpha-3 or actor ids) are; below 0 is hostile (docs/method.md)."""
        from detente.weigh.tension import tension

        return Answers(tension(self.weighed(as_of), a, b))

    def writer(self) -> ask.Writer:
        """What puts single records into words, as the brief does."""
        return ask.Writer(self._read, self.weighed(), None, ask.name_of)

    # --- who is who -------------------------------------------------------------------------------

    def actors(self, *, unknown: bool = False) -> Answers[ask.Actor]:
        """Everybody who is mentioned, those of most mentions first. `unknown`: only those our tables do not have."""
        return Answers(ask.actors(self._read, unknown=unknown))

    def who(self, words: str, *, on: str | None = None) -> ask.Who:
        """Who words mean on a day (ISO date; default: today), by our tables: every reading with its reasons.

        Raises `UsageError` for a day that is none.
        """
        return ask.who(words, on)

    def judgements(self) -> Answers[Judgement]:
        """What people decided, in order; what was taken back too."""
        return Answers(self.store.judgements())

    def decisions(
        self, words: str | None = None, *, kind: str | None = None, about: str | None = None
    ) -> Answers[derived.Decided]:
        """The same with how each stands: those with all of the words (in what is decided, of whom, by whom, why), of a
        kind (`merge`, `reject`, `note` …), about what has an id.

        Raises `UsageError` for a kind that there is not.
        """
        from detente.ask.decisions import Reach, chosen, reports_of
        from detente.weigh.ledger import names_of

        one_of(kind, get_args(JudgementKind), "kind of judgement")
        decisions = self._decisions()
        occurring = cache(self._occurring)
        lines = cache(lambda: {name for line in self.weighed().lines for name in names_of(line)})
        found = {report.id: found for report, found in self.store.read(reports_of(decisions.every))}
        reach = Reach(found, occurring, lines)
        return Answers(decisions.decided(chosen(decisions.every, words, kind, about), reach))

    def merge(self, a: str, b: str, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Decide that `a` is `b`: what is said of `a` counts as said of `b`.

        Raises `UsageError` for an actor there is not, and where they are one already.
        """
        return self._judge(self._bench().merge(a, b), author, reason)

    def split(
        self,
        actor: str,
        *,
        report: str | None = None,
        name: str | None = None,
        reason: str | None = None,
        author: str | None = None,
    ) -> Judgement:
        """Decide that in that report, or where printed so, `actor` is somebody else: the second actor of the judgement.

        Without report and name a merged actor is parted again. Raises `UsageError` where there is nothing to split.
        """
        return self._judge(self._bench().split(actor, report=report, name=name), author, reason)

    def correct(
        self,
        actor: str,
        *,
        report: str,
        start: int | None = None,
        end: int | None = None,
        name: str | None = None,
        reason: str | None = None,
        author: str | None = None,
    ) -> Judgement:
        """Decide that the mention at `start` to `end` (code points), or each printed so, stands for `actor`.

        Raises `UsageError` where that report has no such mention.
        """
        if (start is None) != (end is None):
            raise UsageError("a place needs both its start and its end.")
        span = Span(start, end) if start is not None and end is not None else None
        made = self._bench().correct(actor, report=report, span=span, name=name)
        return self._judge(made, author, reason)

    def litter(self) -> Answers[derived.Litter]:
        """What sites print under everything, as learnt from all reports and as people decided."""
        return Answers(self._settled().litter)

    def call_litter(self, words: str, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Decide that words are what sites print under everything: that reports share them proves nothing.

        Raises `UsageError` for fewer than three words, and for words that no report has.
        """
        return self._judge(self._bench().litter(words), author, reason)

    def call_news(self, words: str, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Decide that words, or those of a litter's id, are no litter; nor is what holds them, or what they hold.

        Raises `UsageError` where nothing of the kind is litter.
        """
        return self._judge(self._bench().news(words, self.litter()), author, reason)

    def undo(self, id: str, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Take a judgement back, as one more judgement. An undo may be undone too.

        Raises `UsageError` if no single judgement that still holds has an id that begins so.
        """
        from detente.ask.judging import undone

        return self._judge(undone(id, self.store.judgements()), author, reason)

    # --- stories and answers by people ------------------------------------------------------------

    def merge_stories(self, *stories: str, reason: str | None = None, author: str | None = None) -> Judgement:
        """Decide that those stories (ids) are one. Raises `UsageError` where they are already, or are none."""
        return self._judge(self._desk().together(stories), author, reason)

    def split_story(
        self, story: str, reports: Iterable[str], *, reason: str | None = None, author: str | None = None
    ) -> Judgement:
        """Decide that those reports of a story are a story of their own.

        Raises `UsageError` for reports that are not in it, and where none would be left.
        """
        return self._judge(self._desk().apart(story, list(reports)), author, reason)

    def answer(
        self,
        line: str,
        verdict: str,
        *,
        by: str | None = None,
        report: str | None = None,
        quote: str | None = None,
        reason: str | None = None,
        author: str | None = None,
    ) -> Judgement:
        """Decide that a line of the ledger was answered so (`kept`, `refused` …), by whom and in which words of a report.

        Raises `UsageError` for a line, an answer, a report or words that there are not.
        """
        made = self._desk().answered(line, verdict, by=by, report=report, quote=quote)
        return self._judge(made, author, reason)

    # --- what is right ----------------------------------------------------------------------------

    def accept(self, id: str, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Say that you have checked a datum. Everything counts as before, and who checked it is told with it.

        Raises `UsageError` for an id that no datum has, and for what is accepted or rejected already.
        """
        return self._judge(self._checker().accept(id), author, reason)

    def reject(self, id: str, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Decide that a datum counts nowhere: what was read from a report, a claim with all that it was read from, a
        contradiction or change that is none, an answer in the ledger that is none. It can still be seen, as rejected.

        Raises `UsageError` for an id that no datum has, for what is rejected already, and for an answer that a person gave.
        """
        return self._judge(self._checker().reject(id), author, reason)

    def correct_datum(
        self, id: str, field: str, value: str, *, reason: str | None = None, author: str | None = None
    ) -> Judgement:
        """Decide that a field of what was read from a report is `value` (`-`: unknown): the type of a move, the source of a
        statement, the bounds of a figure … `why(id).fields` tells which there are. What follows from it follows.

        Raises `UsageError` for a datum without such a field, and for a value that it cannot have.
        """
        (made,) = self.correct_fields(id, {field: value}, reason=reason, author=author)
        return made

    def correct_fields(
        self, id: str, values: Mapping[str, str], *, reason: str | None = None, author: str | None = None
    ) -> Answers[Judgement]:
        """The same of several fields: all of them, or none."""
        made = self._checker().correct(id, values)
        return Answers(self._judge(judgement, author, reason) for judgement in made)

    def note(self, id: str, words: str, *, reason: str | None = None, author: str | None = None) -> Judgement:
        """Note something on a datum, a report, an actor or a story.

        Raises `UsageError` for an id that nothing has, and for no words.
        """
        return self._judge(self._checker().note(id, words), author, reason)

    def _decisions(self) -> Decisions:
        from detente.ask.decisions import Decisions

        return Decisions(self.store.judgements())

    def _checker(self) -> Checker:
        from detente.ask.actors import Roll
        from detente.ask.checking import Checker

        weighed = self.weighed()
        acting = {a for c in weighed.claims for a in (*c.actors, *c.targets, *c.told_by)}
        return Checker(self.subjects(weighed), lambda: Roll.of({*self._occurring(), *acting}))

    def subjects(self, weighed: derived.Weighed, behind: ask.Behind | None = None) -> Subjects:
        """Everything that can be judged, by its id."""
        from detente.ask.subjects import Subjects

        return Subjects(
            behind or ask.Behind(weighed), self._decisions(), self.store.holders, self.known, self._occurring
        )

    def known(self, reports: Sequence[str]) -> dict[str, Known]:
        """Reports with what was found in them, before and after any judgement."""
        from detente.ask.decisions import Known

        found = self.store.read(list(dict.fromkeys(reports)))
        judged = judged_by(found, self.store.judgements())
        return {r.id: Known(r, before, after) for (r, before), after in zip(found, judged, strict=True)}

    def _occurring(self) -> frozenset[str]:
        """Everybody who occurs in the reports."""
        return frozenset(actor.id for actor in self.overview().actors)

    def _desk(self) -> Desk:
        from detente.ask.deciding import Desk

        return Desk(self.weighed(), self._bench())

    def _bench(self) -> Bench:
        from detente.ask.judging import Bench

        return Bench(self._found, self._read, self.store.judgements())

    def _judge(self, judgement: Judgement, author: str | None, reason: str | None) -> Judgement:
        from detente.ask.judging import signed

        made = signed(judgement, author=author, reason=reason)
        self.store.judge(made)
        self._forget()
        return made

    def _judged_as(self) -> str:
        """What tells one state of the judgements from another; empty where none that changes anything is in force."""
        ids = [j.id for j in in_force(self.store.judgements()) if j.kind not in ("accept", "note")]
        return f" {key(*ids)}" if ids else ""

    def known_by(self, as_of: str | None) -> list[tuple[Report, Analysis]]:
        """The reports that were out by a day (ISO date; null: all), with what each says, by publication."""
        if as_of is None:
            return self._read
        from detente.weigh import in_order

        return in_order(self._read, checked_day(as_of))


class Every(Sequence[tuple[Report, Analysis]]):
    """All reports of a store, read when somebody goes through them, and not before."""

    def __init__(self, store: Store):
        self.store = store

    def __iter__(self) -> Iterator[tuple[Report, Analysis]]:
        return iter(self.store.read())

    def __len__(self) -> int:
        return len(self.store.ids())

    def __getitem__(self, n: Any) -> Any:
        return self.store.read()[n]


class Answers(tuple[R, ...]):
    """Records, with the ways out that people ask for."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Plain dictionaries, as in JSON."""
        return [msgspec.to_builtins(record) for record in self]

    def to_json(self) -> str:
        """JSON Lines."""
        return "".join(msgspec.json.encode(record).decode() + "\n" for record in self)

    def to_pandas(self) -> Any:
        """A data frame, one record a row.

        Raises `MissingPart` if pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise MissingPart("to_pandas() needs one more part: pip install pandas") from error
        return pandas.json_normalize(self.to_dicts())


class Written:
    """A brief and its forms."""

    def __init__(self, record: derived.Brief):
        self.record = record

    def to_text(self, *, codes: bool = False) -> str:
        """For a terminal."""
        return self.to("text", codes=codes)

    def to_markdown(self, *, codes: bool = False) -> str:
        """For a page or a mail."""
        return self.to("markdown", codes=codes)

    def to_html(self, *, codes: bool = False) -> str:
        """One file for a browser."""
        return self.to("html", codes=codes)

    def to_json(self) -> str:
        """The record."""
        return self.to("json")

    def to(self, form: str, *, codes: bool = False) -> str:
        """Any form there is (`plugins`, kind `format`).

        Raises `MissingPart` for one that there is not.
        """
        written: str = part("format", form)(self.record, codes=codes)
        return written


def compared(
    a: Report, b: Report, links: Iterable[derived.Link], litter: Sequence[derived.Litter]
) -> derived.Comparison:
    """Two reports side by side; of `links`, those of other words that were found between all reports."""
    from detente.weigh.boilerplate import Look
    from detente.weigh.comparing import compare
    from detente.weigh.reuse import directly

    look = Look(litter)
    one, other = look.at(a), look.at(b)
    return compare(one, other, [*directly(one, other), *(k for k in links if k.kind == "reworded")])


def one_of(value: str | None, allowed: Iterable[str], what: str) -> None:
    """Refuse a word that is not among those allowed.

    Raises `UsageError`.
    """
    if value is not None and value not in allowed:
        raise UsageError(f"“{value}” is no {what}; there are: {', '.join(allowed)}.")


def named_by_content(raw: Raw | Reject) -> Raw | Reject:
    """A raw report without its caller's id: in a store, a report's name is made from what it says."""
    return structs.replace(raw, id=None) if isinstance(raw, Raw) and raw.id else raw


def not_read(report: Report) -> Reject:
    """Why a report is kept but says nothing."""
    return Reject(
        name=report.name,
        reason=f"is not in English ({report.language}), so it is kept and searched, but not read.",
        remedy="Add a translation.",
    )


def flat(sources: Iterable[Source | Iterable[Source]]) -> Iterable[Source]:
    """Sources given one by one, or as a list."""
    for source in sources:
        if isinstance(source, str | Path):
            yield source
        else:
            yield from source


def checked_day(day: str | None) -> str | None:
    """The day, if it is one.

    Raises `UsageError` otherwise.
    """
    if day is None:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise UsageError(f"“{day}” is no date; write it as 2022-01-21.") from None
