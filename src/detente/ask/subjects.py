"""What a judgement can be about: any datum that has an id, a report, an actor, a story."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, get_args

from detente.ask.behind import Behind, Reply, evidence_of
from detente.ask.decisions import Decisions, Known
from detente.ask.names import name_of
from detente.model import Span
from detente.model.derived import Answer, Change, Contradiction, Evidence, Field, Line, Update
from detente.model.found import MoveType, PlaceUse, Polarity, Status, TimeUse
from detente.model.given import Report
from detente.model.judged import Analysis, Ground, JudgedKind, Judgement, Move, Place
from detente.model.record import Record
from detente.resolve.corrections import CORRECTABLE, modes, reading_of, readings
from detente.resolve.findings import Finding, address, findings, is_finding, report_in
from detente.weigh.overruled import TELLINGS, TWO_SIDED, ground
from detente.weigh.stories import story_named

LONGEST = 400
"""Characters of a datum's words that a judgement keeps."""

READINGS = 12
"""Readings of a place's name that are offered."""

CHOICES: dict[str, tuple[str, ...]] = {
    "type": get_args(MoveType),
    "status": get_args(Status),
    "polarity": get_args(Polarity),
}
"""What fields can be, whatever they are a field of."""

OWN_IDS = ("statement", "move")
"""Findings that have an id of their own."""

USES: dict[str, tuple[str, ...]] = {"time": get_args(TimeUse), "place": get_args(PlaceUse)}


class Subject(Record, frozen=True, kw_only=True):
    """Something that can be accepted, rejected, corrected or noted."""

    id: str
    what: JudgedKind
    words: str = ""
    grounds: tuple[Ground, ...] = ()
    reports: tuple[str, ...] = ()
    """The reports of a story."""


def of_datum(what: str, datum: Any, evidence: Sequence[Evidence]) -> Subject:
    """What follows from all reports, as something to judge. `evidence`: all of it."""
    return Subject(
        id=datum.id,
        what=what,  # type: ignore[arg-type]  # the kinds of `ask.data`
        words=shortened(words_of(datum)),
        grounds=tuple(grounds(datum, evidence)),
    )


def words_of(datum: Any) -> str:
    """What a datum says; of a disagreement what both sides say."""
    match datum:
        case Contradiction():
            return " / ".join(side.text for side in datum.sides)
        case Change() | Update():
            return f"{datum.first.text} / {datum.then.text}"
        case _:
            return str(datum.text)


def grounds(datum: Any, evidence: Sequence[Evidence]) -> Iterable[Ground]:
    """The words a datum rests on, by side; of a line those that make it, not its answers; of an answer those of the line and
    its own."""
    match datum:
        case Reply():
            sides: Sequence[Sequence[Evidence]] = [datum.line.evidence, datum.evidence]
        case Contradiction():
            sides = [side.evidence for side in datum.sides]
        case Change() | Update():
            sides = [datum.first.evidence, datum.then.evidence]
        case Line():
            sides = [datum.evidence]
        case _:
            sides = [evidence]
    for n, side in enumerate(sides):
        for e in side:
            yield Ground(report=e.report, start=e.start, end=e.end, item=e.item, side=n)


def of_finding(found: Finding, report: Report) -> Subject:
    """Something read from a report, as something to judge."""
    return Subject(
        id=found.id,
        what=found.what,
        words=shortened(report.quote(found.span)),
        grounds=(ground_of(found, report.id),),
    )


def ground_of(found: Finding, report: str) -> Ground:
    """The words of a finding."""
    item = found.id if found.what in ("statement", "move") else None
    return Ground(report=report, start=found.span.start, end=found.span.end, item=item)


def evidence_for(found: Finding, report: str, sentences: Sequence[Span]) -> Evidence:
    """The same with the sentence to show around them."""
    span = found.span
    around = next((s for s in sentences if s[0] <= span.start < s[1]), None)
    g = ground_of(found, report)
    return Evidence(report=report, start=g.start, end=g.end, item=g.item, sentence=around)


def shortened(words: str) -> str:
    """Words in one line, cut where they are very long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def finding(analysis: Analysis, id: str) -> Finding | None:
    """What was read from a report, by its id."""
    return next((f for f in findings(analysis) if f.id == id), None)


# --- what can be corrected ---------------------------------------------------------------------------


def fields(now: Finding, was: Finding | None, report: Report) -> tuple[Field, ...]:
    """What can be corrected in something read from a report, as it is now and, where it was corrected, as it was read."""
    named = []
    for name in CORRECTABLE[now.what]:
        value = value_of(now.record, name)
        read = value if was is None else value_of(was.record, name)
        named.append(
            Field(
                name=name,
                value=value,
                was=read if read != value else None,
                corrected=read != value,
                choices=choices(now, name, report),
            )
        )
    return tuple(named)


def value_of(record: Any, field: str) -> str | None:
    """A field in the form in which it is corrected."""
    match record, field:
        case Move(), "source" | "target":
            return listed(p.actor for p in getattr(record, field))
        case Move(), "when" | "due":
            when = getattr(record, field)
            return None if when is None else when.value or when.earliest or when.latest
        case Place(), "reading":
            known = (record.name, record.country, record.geonameid)
            return ", ".join(str(x) for x in known if x) if record.lat is not None else None
    value = getattr(record, field)
    if field == "source":
        return listed(value.actors) if value else None
    if field == "to":
        return listed(value)
    if isinstance(value, float | int):
        return number_words(value)
    return None if value is None else str(value)


def number_words(number: float) -> str:
    """A number without a point where it needs none.

    >>> number_words(8500.0), number_words(2.5)
    ('8500', '2.5')
    """
    return str(int(number)) if number == int(number) else repr(float(number))


def listed(actors: Iterable[str | None]) -> str | None:
    """Actors in one line; null where there is none."""
    return ", ".join(dict.fromkeys(a for a in actors if a)) or None


def choices(found: Finding, field: str, report: Report) -> tuple[str, ...]:
    """What a field can be; nothing where it can be anything of its kind."""
    if field == "use":
        return USES[found.what]
    if field == "mode":
        return modes(getattr(found.record, "type", None))
    if field == "act":
        return acts()
    if field == "reading":
        entries = readings(" ".join(report.quote(found.span).split()))[:READINGS]
        return tuple(dict.fromkeys(reading_of(e) for e in entries))
    return CHOICES.get(field, ())


def acts() -> tuple[str, ...]:
    """What is done by saying something, in the order of the alphabet."""
    from detente.lexicon import toml

    rows = toml("cues")["cue"]
    named = {row["act"] for row in rows} | {a for row in rows for a in row.get("acts", {}).values()}
    return tuple(sorted(named))


# --- what an id means --------------------------------------------------------------------------------


class Subjects:
    """Everything that can be judged, by its id. `holders` gives the reports in which a statement or move of an id, or of one
    that begins so, was found; `known` reads reports; `actors` names everybody who occurs."""

    def __init__(
        self,
        behind: Behind,
        decisions: Decisions,
        holders: Callable[[str], Sequence[str]],
        known: Callable[[Sequence[str]], Mapping[str, Known]],
        actors: Callable[[], Collection[str]],
    ):
        self.behind, self.decisions = behind, decisions
        self.holders, self.known, self.actors = holders, known, actors

    def find(self, id: str) -> Subject | None:
        """What an id, or the beginning of an id of a datum, means; null if nothing, or more than one thing."""
        if not id:
            return None
        return self.derived(id) or self.read(id) or self.rejected(id) or self.other(id) or self.renamed(id)

    def derived(self, id: str) -> Subject | None:
        """A datum that follows from all reports."""
        found = self.behind.find(id)
        return of_datum(*found, evidence_of(found[1])) if found else None

    def given(self, id: str) -> Answer | None:
        """The answer of that id, if a person gave it."""
        found = self.behind.find(id)
        reply = found[1] if found else None
        return reply.answer if isinstance(reply, Reply) and reply.answer.judgement else None

    def read(self, id: str) -> Subject | None:
        """Something read from one report, whether it was rejected or not."""
        found = self.reading(id)
        return of_finding(found[1], found[0].report) if found else None

    def reading(self, id: str) -> tuple[Known, Finding] | None:
        """Something read from one report, as it was found, with the report."""
        report = report_in(id)
        places = [report] if report else self.holders(id)
        named = [
            (known, f)
            for known in self.known(places).values()
            for f in findings(known.found)
            if (f.id == id if report else f.what in OWN_IDS and f.id.startswith(id))
        ]
        exact = [x for x in named if x[1].id == id] or named
        return exact[0] if exact and (report or len(exact) == 1) else None

    def rejected(self, id: str) -> Subject | None:
        """A datum that is not there any more since somebody rejected it, as it was then."""
        named = [j for j in self.decisions.force if j.kind == "reject" and (j.datum or "").startswith(id)]
        exact = [j for j in named if j.datum == id] or named
        return as_judged(exact[0]) if len(exact) == 1 else None

    def renamed(self, id: str) -> Subject | None:
        """What now stands for the words of a datum that had that id."""
        now = self.now(id)
        return self.derived(now) if now else None

    def now(self, id: str) -> str | None:
        """The id of the datum that now stands for the words of one that had that id: by every name that it can have had,
        or by the words it rested on when somebody judged it."""
        if found := self.behind.formerly.find(id):
            return found
        for judgement in self.decisions.by_id.get(id, ()):
            if judgement.what in TELLINGS or judgement.what in TWO_SIDED:
                return self.behind.resting_on(judgement.what, list(map(ground, judgement.grounds)))
        return None

    def other(self, id: str) -> Subject | None:
        """A report, a story or an actor, by the whole id."""
        if id in (known := self.known([id])):
            report = known[id].report
            return Subject(id=id, what="report", words=shortened(report.title or report.name))
        if story := story_named(id, self.behind.weighed.stories):
            words = shortened(story.title or ", ".join(story.terms))
            return Subject(id=story.id, what="story", words=words, reports=story.reports[:1])
        if ":" in id and id in self.actors():
            return Subject(id=id, what="actor", words=name_of(id))
        return None

    def readings(self, subject: Subject) -> list[tuple[Known, Finding]]:
        """What a datum was read from, as it is now: itself, or what the words of a claim were read as."""
        known = self.known([g.report for g in subject.grounds])
        found = []
        for g in subject.grounds:
            if g.report in known:
                id = subject.id if is_finding(subject.what) else id_at(g)
                if (one := finding(known[g.report].judged, id)) is not None:
                    found.append((known[g.report], one))
        return found


def id_at(g: Ground) -> str:
    """The id of what the words of a claim were read as: a statement or a move; without one, a figure."""
    return g.item or address("figure", g.report, Span(g.start, g.end))


def as_judged(judgement: Judgement) -> Subject:
    """What a judgement is about, as it was then."""
    return Subject(
        id=judgement.datum or "",
        what=judgement.what or "claim",
        words=judgement.words or "",
        grounds=judgement.grounds,
        reports=judgement.reports,
    )
