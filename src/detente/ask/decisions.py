"""What people decided about single data: found again by the datum's id, or by the words it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from detente.ask.behind import Datum, evidence_of
from detente.ask.judging import taken_back
from detente.model.derived import Decided
from detente.model.given import Report
from detente.model.judged import Analysis, Judgement
from detente.resolve.findings import findings, is_finding
from detente.resolve.judgements import in_force
from detente.weigh.overruled import TELLINGS, TWO_SIDED, Words, ground, stretch

MARKS = ("accept", "reject", "correct", "note")
"""Judgements on single data."""


class Known(NamedTuple):
    """A report with what was found in it, and the same in the light of the judgements."""

    report: Report
    found: Analysis
    judged: Analysis


class Decisions:
    """The judgements of a crisis, by what they are about."""

    def __init__(self, judgements: Sequence[Judgement]):
        self.every = tuple(judgements)
        self.undone = taken_back(judgements)
        self.force = tuple(j for j in in_force(judgements) if j.kind in MARKS and j.datum)
        self.order = {j.id: n for n, j in enumerate(judgements)}
        self.by_id: dict[str, list[Judgement]] = defaultdict(list)
        self.by_words: dict[Words, list[Judgement]] = defaultdict(list)
        for judgement in self.force:
            self.by_id[judgement.datum or ""].append(judgement)
            for g in judgement.grounds:
                self.by_words[ground(g)].append(judgement)

    def on(self, id: str, what: str, words: Iterable[Words] = ()) -> tuple[Judgement, ...]:
        """What was decided about a datum, in order: by its id, or as of the same kind and on words it rests on. Of what is
        told, what was decided about single readings of its words too; of a reading, what rejected all that is told by it.
        """
        found = {j.id: j for j in self.by_id.get(id, ())}
        if not self.by_words:
            return tuple(found.values())
        places = set(words)
        for place in places:
            for j in self.by_words.get(place, ()):
                if (j.what == what and is_of_all(j, places)) or bears_on(j, what, place):
                    found[j.id] = j
        return tuple(sorted(found.values(), key=lambda j: self.order[j.id]))

    def on_datum(self, datum: Datum) -> tuple[Judgement, ...]:
        """What was decided about a datum itself, of those that follow from all reports."""
        what = type(datum).__name__.lower()
        if not self.force:
            return ()
        return tuple(j for j in self.on(datum.id, what, map(stretch, evidence_of(datum))) if j.what == what)

    def on_all(self, id: str, reports: Collection[str] = ()) -> tuple[Judgement, ...]:
        """What was noted on a report, an actor or a story; on a story (`reports`: all of its) by any id it ever had."""
        told = [j for j in self.force if j.what == "story" and not set(reports).isdisjoint(j.reports)]
        return tuple(dict.fromkeys((*self.by_id.get(id, ()), *told)))

    def rejected_in(self, report: str) -> list[Judgement]:
        """The rejections that rest on words of a report."""
        return [j for j in self.force if j.kind == "reject" and any(g.report == report for g in j.grounds)]

    def decided(
        self, chosen: Iterable[Judgement], applies: Callable[[Judgement], bool]
    ) -> tuple[Decided, ...]:
        """Judgements with how they stand."""
        return tuple(
            with_standing(
                j, "taken back" if j.id in self.undone else "holds" if applies(j) else "applies to nothing"
            )
            for j in chosen
        )


def is_of_all(judgement: Judgement, places: Collection[Words]) -> bool:
    """Whether a judgement that rests on some of these words is on what they say: one on two sides, only if both are there."""
    if judgement.what not in TWO_SIDED:
        return True
    return len({g.side for g in judgement.grounds if ground(g) in places}) > 1


def bears_on(judgement: Judgement, what: str, place: Words) -> bool:
    """Whether a judgement on other data that rest on the same words (at that place) says something of a datum: of a line, that
    something is no answer to it."""
    if judgement.what == "answer":
        return what == "line" and any(g.side == 0 and ground(g) == place for g in judgement.grounds)
    if is_finding(what):
        return (
            judgement.kind in ("reject", "correct")
            and not is_finding(judgement.what)
            and judgement.what in TELLINGS
        )
    return (
        what in TELLINGS and is_finding(judgement.what) and judgement.what in ("statement", "move", "figure")
    )


def with_standing(judgement: Judgement, standing: str) -> Decided:
    """A judgement with how it stands."""
    return Decided(**structs.asdict(judgement), standing=standing)  # type: ignore[arg-type]  # the fields of a judgement are those of what was decided


def is_rejected(judgements: Iterable[Judgement]) -> bool:
    """Whether one of the judgements on a datum rejects it."""
    return any(j.kind == "reject" for j in judgements)


def is_checked(judgements: Iterable[Judgement]) -> bool:
    """Whether one of the judgements on a datum accepts it."""
    return any(j.kind == "accept" for j in judgements)


def chosen(
    judgements: Iterable[Judgement],
    words: str | None = None,
    kind: str | None = None,
    about: str | None = None,
) -> list[Judgement]:
    """Judgements of a kind, about what has an id (or one that begins so), with all of the words in what they say."""
    wanted = (words or "").casefold().split()
    return [
        j
        for j in judgements
        if (kind is None or j.kind == kind)
        and (not about or any(id.startswith(about) for id in ids_of(j)))
        and all(w in text_of(j) for w in wanted)
    ]


def ids_of(j: Judgement) -> Iterable[str]:
    """Every id that a judgement names."""
    return (x for x in (j.id, j.datum, j.line, j.report, j.undoes, *j.actors, *j.reports) if x)


def text_of(j: Judgement) -> str:
    """What is searched in a judgement, without capitals."""
    said = (j.kind, j.what, j.words, j.field, j.value, j.verdict, j.author, j.reason, j.made[:10], *ids_of(j))
    return " ".join(x for x in said if x).casefold()


def reports_of(judgements: Iterable[Judgement]) -> list[str]:
    """Every report that a judgement on some of its words, or on itself, names; in order, each once."""
    named = {g.report for j in judgements for g in j.grounds}
    for j in judgements:
        named.update(j.reports)
        named.update(x for x in (j.report, j.datum if j.what == "report" else None) if x)
    return sorted(named)


class Reach:
    """Whether a judgement still is about something. What is not there, or was read otherwise since, it does not reach.

    `found`: what was found in the reports of `reports_of` that there are.
    """

    def __init__(
        self,
        found: Mapping[str, Analysis],
        actors: Callable[[], Collection[str]],
        lines: Callable[[], Collection[str]],
    ):
        self.found, self.actors, self.lines = found, actors, lines
        self._ids: dict[str, frozenset[str]] = {}

    def __call__(self, j: Judgement) -> bool:
        """Whether there is something that the judgement is about. Of one that is about words anywhere this is always so."""
        match j.kind:
            case "undo" | "litter" | "news" | "merge":
                return True
            case "answer":
                return j.line in self.lines() and (j.report is None or j.report in self.found)
            case "together" | "apart":
                return any(r in self.found for r in j.reports)
            case _ if j.datum is None:
                return j.report is None or j.report in self.found
        match j.what:
            case "report":
                return j.datum in self.found
            case "actor":
                return j.datum in self.actors()
            case "story":
                return any(r in self.found for r in j.reports)
        return any(g.report in self.found and self.is_there(j, g.report, g.item) for g in j.grounds)

    def is_there(self, j: Judgement, report: str, item: str | None) -> bool:
        """Whether what a judgement rests on in a report is still read there."""
        if item is None and not is_finding(j.what):
            return True
        return (item or j.datum) in self.ids(report)

    def ids(self, report: str) -> frozenset[str]:
        """What was read from a report."""
        if report not in self._ids:
            self._ids[report] = frozenset(f.id for f in findings(self.found[report]))
        return self._ids[report]
