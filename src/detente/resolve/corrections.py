"""What people rejected and corrected in single findings, laid over them. What is stored stays as it was found."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from msgspec import structs

from detente.lexicon import toml
from detente.lexicon.gazetteer import Entry, candidates, claims
from detente.model import Span
from detente.model.found import MoveType, PlaceUse, Polarity, Status, TimeUse
from detente.model.judged import (
    Analysis,
    Figure,
    FindingKind,
    Judgement,
    Move,
    Party,
    Place,
    Source,
    Statement,
    Time,
    When,
)
from detente.resolve.calendar import calendar_days, day_of, interval
from detente.resolve.findings import address, id_of, is_finding

Now = Callable[[str], str]
"""Who an actor is after all merges."""

StandingOf = Callable[[str, Analysis], tuple[str | None, str | None] | None]
"""Country code and sector of an actor on the day of a report; null if nothing is known."""

CORRECTABLE: Mapping[FindingKind, tuple[str, ...]] = {
    "statement": ("source", "act", "to", "polarity"),
    "move": ("type", "mode", "status", "polarity", "source", "target", "when", "due"),
    "mention": ("actor",),
    "time": ("value", "use"),
    "place": ("reading", "use"),
    "figure": ("low", "high", "unit", "holder"),
}
"""What a person can correct in each kind of finding. Its words stay as they are printed."""

OF_ACTORS = frozenset({"source", "target", "to", "holder", "actor"})
"""Fields that hold actors."""

CLOCK = re.compile(r"T\d\d(?::\d\d){0,2}(?:Z|[+-]\d\d:?\d\d)?\Z")
LONGEST = 64
"""Characters of a value of time: two moments with their zones are shorter."""

READING = re.compile(r"(?P<name>.+?)(?:, (?P<country>[A-Z]{3}))?(?:, (?P<id>\d{1,9}))?\Z")


class Rulings:
    """The judgements in force that reject or correct findings, by report."""

    def __init__(self, judgements: Iterable[Judgement], now: Now):
        self.now = now
        self.rejected: dict[str, set[str]] = defaultdict(set)
        self.corrected: dict[str, dict[str, list[Judgement]]] = defaultdict(lambda: defaultdict(list))
        for judgement in judgements:
            if judgement.kind == "reject" and is_finding(judgement.what):
                for ground in judgement.grounds:
                    self.rejected[ground.report].add(judgement.datum or "")
            elif judgement.kind == "correct" and judgement.field is not None:
                for ground in judgement.grounds:
                    id = ground.item or judgement.datum or ""
                    if not is_finding(judgement.what) and ground.item is None:
                        id = address("figure", ground.report, Span(ground.start, ground.end))
                    self.corrected[ground.report][id].append(judgement)

    def __bool__(self) -> bool:
        return bool(self.rejected or self.corrected)

    def laid_over(self, analysis: Analysis, standing: StandingOf) -> Analysis:
        """The analysis with what was rejected gone and what was corrected right; the very same if nothing is."""
        rejected, corrected = self.rejected.get(analysis.id, set()), self.corrected.get(analysis.id, {})
        if not rejected and not corrected:
            return analysis
        return Ruled(analysis, rejected, corrected, self.now, standing).analysis()


class Dated(NamedTuple):
    """A time as it was found and as it is; null where it is rejected."""

    was: Time
    now: Time | None


class Ruled:
    """One report with its rejections and corrections. What follows from a finding within the report follows them: dates of
    moves and figures their time, tellers and parties the speaker of their statement, the rest its place in the lists."""

    def __init__(
        self,
        found: Analysis,
        rejected: set[str],
        corrected: Mapping[str, Sequence[Judgement]],
        now: Now,
        standing: StandingOf,
    ):
        self.found, self.corrected, self.now, self.standing = found, corrected, now, standing
        self.rejected = with_twins(found, rejected)
        self.sentences = sorted(found.sentences)
        self.times = [Dated(t, self.one("time", t)) for t in found.times]
        self.dated = [d for d in self.times if d.now != d.was]
        self.nobody = [m for m in found.mentions if id_of("mention", found.id, m) in self.rejected]
        self.outer = {s.id: s.inside for s in found.statements if s.id in self.rejected}
        self.spoken = {s.id: (s, self.statement(s)) for s in found.statements}

    def analysis(self) -> Analysis:
        """The analysis as people see it."""
        places = [self.one("place", p) for p in self.found.places]
        figures = [self.figure(f) for f in self.found.figures]
        moves = (self.move(m, numbers(places), numbers(figures)) for m in self.found.moves)
        return structs.replace(
            self.found,
            mentions=tuple(m for m in self.found.mentions if m not in self.nobody),
            times=tuple(d.now for d in self.times if d.now),
            places=tuple(p for p in places if p),
            figures=tuple(f for f in figures if f),
            statements=tuple(new for _, new in self.spoken.values() if new),
            moves=tuple(m for m in moves if m),
        )

    def one(self, what: FindingKind, record: Any) -> Any:
        """A finding with its corrections; null where it is rejected."""
        id = id_of(what, self.found.id, record)
        if id in self.rejected:
            return None
        return self.put_right(record, id)

    def put_right(self, record: Any, id: str) -> Any:
        """A finding with its corrections, the last of each field."""
        for judgement in self.corrected.get(id, ()):
            record = self.with_field(record, judgement)
        return record

    def with_field(self, record: Any, judgement: Judgement) -> Any:
        """A finding with one field as somebody says it is."""
        field, value = judgement.field, judgement.value
        actors = tuple(dict.fromkeys(self.now(a) for a in judgement.actors))
        match record, field:
            case Move(), "source" | "target":
                known = {p.actor: p for p in getattr(record, field)}
                parties = tuple(known.get(a) or self.party(a) for a in actors)
                return structs.replace(record, **{field: parties})
            case Statement(), "source":
                return structs.replace(record, source=source_of(record, actors))
            case Statement(), "to":
                return structs.replace(record, to=actors)
            case Figure(), "holder":
                return structs.replace(record, holder=next(iter(actors), None))
            case _:
                return with_value(record, field or "", value)

    def party(self, actor: str) -> Party:
        """An actor whom a person names as a party: no words of the report stand for him."""
        code, sector = self.standing(actor, self.found) or (None, None)
        return Party(actor=actor, code=code, sector=sector)

    # --- what follows -----------------------------------------------------------------------------

    def statement(self, s: Statement) -> Statement | None:
        """A statement without speakers and addressees whose words stand for nobody, and with its corrections."""
        if s.id in self.rejected:
            return None
        if s.inside in self.outer:
            s = structs.replace(s, inside=self.around(s.inside))
        if self.nobody:
            to = tuple(a for a in s.to if not self.is_gone(a, s.cue or s.span))
            s = structs.replace(s, source=self.known_source(s.source), to=to)
        told: Statement = self.put_right(s, s.id)
        return told

    def around(self, id: str | None) -> str | None:
        """The statement around one that is rejected, which is not rejected itself."""
        while id in self.outer:
            id = self.outer[id]
        return id

    def known_source(self, source: Source | None) -> Source | None:
        """The words for who says it, without those who they do not stand for."""
        if source is None:
            return None
        gone = {m.actor for m in self.nobody if m.span.overlaps(source.span)}
        return structs.replace(source, actors=tuple(a for a in source.actors if a not in gone))

    def figure(self, f: Figure) -> Figure | None:
        """A figure with its teller, its time and its corrections."""
        if id_of("figure", self.found.id, f) in self.rejected:
            return None
        if f.statement in self.spoken:
            f = structs.replace(f, by=self.told_by(f.statement, f.by), statement=self.around(f.statement))
        if f.time is not None and (dated := self.follows(f.span, lambda t: t.value == f.time)):
            f = structs.replace(f, time=dated.now.value if dated.now else None)
        if f.holder and self.is_gone(f.holder, f.span):
            f = structs.replace(f, holder=None)
        counted: Figure = self.put_right(f, id_of("figure", self.found.id, f))
        return counted

    def move(self, m: Move, places: Sequence[int | None], figures: Sequence[int | None]) -> Move | None:
        """A move with its teller, its parties, its dates and its corrections."""
        if m.id in self.rejected:
            return None
        evidence = Span(*m.evidence)
        new = structs.replace(
            m,
            by=self.told_by(m.statement, m.by),
            statement=self.around(m.statement),
            source=self.parties(m.source, m),
            target=self.parties(m.target, m),
            when=self.redated(m.when, evidence),
            due=self.redated(m.due, evidence),
            place=at(m.place, places),
            figure=at(m.figure, figures),
        )
        told: Move = self.put_right(new, m.id)
        return told

    def told_by(self, statement: str | None, by: tuple[str, ...]) -> tuple[str, ...]:
        """Who tells: the speaker as corrected. Of a statement that is rejected, its teller stays: what somebody was
        thought to say is not told by the report itself."""
        was, now = self.spoken.get(statement or "", (None, None))
        speakers = was.source.actors if was and was.source else ()
        if now is None or by != speakers:
            return by
        return now.source.actors if now.source else ()

    def parties(self, parties: Iterable[Party], m: Move) -> tuple[Party, ...]:
        """The parties of a move; those who are its speaker follow his correction."""
        was, now = self.spoken.get(m.statement or "", (None, None))
        once: dict[object, Party] = {}
        for n, party in enumerate(parties):
            words = None if party.start is None or party.end is None else Span(party.start, party.end)
            found: Sequence[Party] = (party,)
            if words and any(x.actor == party.actor and x.span.overlaps(words) for x in self.nobody):
                found = (Party(actor=None, start=party.start, end=party.end),)
            elif words and (speakers := other_speakers(was, now, party, words)):
                found = [structs.replace(self.party(a), start=words.start, end=words.end) for a in speakers]
            for each in found:
                once.setdefault(each.actor or n, each)
        return tuple(once.values())

    def redated(self, when: When | None, words: Span) -> When | None:
        """A date that was read from a time which is another now, or is none."""
        if when is None or not self.dated:
            return when
        dated = self.follows(words, lambda t: (t.earliest, t.latest, t.value) == structs.astuple(when))
        if dated is None:
            return when
        new = dated.now
        return When(earliest=new.earliest, latest=new.latest, value=new.value) if new else None

    def follows(self, words: Span, read_from: Callable[[Time], bool]) -> Dated | None:
        """The changed time, in the sentences of some words, that their date was read from."""
        if not self.dated:
            return None
        first, last = self.sentence(words.start), self.sentence(max(words.start, words.end - 1))
        reach = Span(min(first.start, words.start), max(last.end, words.end))
        near = [d for d in self.times if d.was.span.within(reach) and read_from(d.was)]
        return near[0] if near and all(d.now != d.was for d in near) else None

    def sentence(self, at: int) -> Span:
        """The sentence around a place; the place alone where there is none."""
        n = bisect_right(self.sentences, (at, 1 << 60)) - 1
        if n >= 0 and self.sentences[n][0] <= at < self.sentences[n][1]:
            return Span(*self.sentences[n])
        return Span(at, at)

    def is_gone(self, actor: str, words: Span) -> bool:
        """Whether the only words for an actor in the sentence of some words stand for nobody."""
        if not any(m.actor == actor for m in self.nobody):
            return False
        around = self.sentence(words.start)
        near = [m for m in self.found.mentions if m.actor == actor and m.span.within(around)]
        return bool(near) and all(m in self.nobody for m in near)


def with_twins(found: Analysis, rejected: set[str]) -> set[str]:
    """What is rejected, with what the same words are read as: a statement and the move that its cue makes tell one thing
    ("demanded"). A statement goes when every such move goes."""
    said = [s for s in found.statements if s.cue is not None]
    if not rejected or not said:
        return rejected
    gone = set(rejected)
    for s in said:
        twins = [m.id for m in found.moves if s.cue and s.cue.overlaps(Span(*m.trigger))]
        if s.id in rejected:
            gone.update(twins)
        elif twins and all(m in rejected for m in twins):
            gone.add(s.id)
    return gone


def other_speakers(
    was: Statement | None, now: Statement | None, party: Party, words: Span
) -> tuple[str, ...]:
    """Who speaks now, where a party is the speaker of a statement whose source was corrected; else nobody."""
    if was is None or now is None or was.source is None or now.source is None:
        return ()
    spoke = party.actor in was.source.actors and words.overlaps(was.source.span)
    return now.source.actors if spoke and now.source.actors != was.source.actors else ()


def source_of(s: Statement, actors: tuple[str, ...]) -> Source | None:
    """Who says it, in the words there are for him; where there are none, in those of the cue. Nobody: the outlet speaks."""
    if not actors:
        return None
    words = s.source.span if s.source else s.cue or s.span
    return Source(start=words.start, end=words.end, actors=actors)


def with_value(record: Any, field: str, value: str | None) -> Any:
    """A finding with a value as somebody says it is; the same where the value is none that the field can have."""
    match record, field:
        case Move(), "type" if value in get_args(MoveType):
            mode = record.mode if record.mode in modes(value) else None
            return structs.replace(record, type=value, mode=mode)
        case Move(), "mode" if value is None or value in modes(record.type):
            return structs.replace(record, mode=value)
        case Move(), "status" if value in get_args(Status):
            return structs.replace(record, status=value)
        case Move() | Statement(), "polarity" if value in get_args(Polarity):
            return structs.replace(record, polarity=value)
        case Move(), "when" | "due" if value is None or is_time(value):
            return structs.replace(record, **{field: when_of(value)})
        case Statement(), "act" if value:
            return structs.replace(record, act=value)
        case Time(), "value" if value and is_time(value):
            earliest, latest = interval(value)
            kind = "TIME" if "T" in value else "DATE"
            return structs.replace(
                record, type=kind, value=value, earliest=earliest, latest=latest, mod=None, anchor=None
            )
        case Time(), "use" if value in get_args(TimeUse):
            return structs.replace(record, use=value)
        case Place(), "use" if value in get_args(PlaceUse):
            return structs.replace(record, use=value)
        case Place(), "reading":
            return placed(record, value)
        case Figure(), "low" | "high" if value is None or is_number(value):
            return structs.replace(record, **{field: None if value is None else float(value)})
        case Figure(), "unit":
            return structs.replace(record, unit=value)
    return record


def modes(kind: str | None) -> tuple[str, ...]:
    """The modes that a type of move can have."""
    return tuple(toml("plover")["type"].get(kind or "", {}).get("modes", ()))


def is_time(value: str) -> bool:
    """Whether a value is a date, a moment or an interval of dates, and the calendar has it.

    >>> [is_time(v) for v in ("2022-01-25", "2022-W04", "2022-01-20/2022-01-24", "2022-01-21T10:00Z", "2022-02-30", "soon")]
    [True, True, True, True, False, False]
    """
    if len(value) > LONGEST or not value.isascii():
        return False
    first, slash, last = value.partition("/")
    if slash:
        days = (interval(first)[0], interval(last)[1]) if is_time(first) and is_time(last) else (None, None)
        return bool(days[0] and days[1] and days[0] <= days[1])
    day, clock, _ = value.partition("T")
    if clock:
        return day_of(day) is not None and bool(CLOCK.match(value[len(day) :])) and len(day) == 10
    try:
        return calendar_days(day)[0] is not None
    except ValueError:
        return False


def is_number(value: str) -> bool:
    """Whether a value is a number, and none beyond all bounds."""
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def when_of(value: str | None) -> When | None:
    """An interval of time by its value."""
    if value is None or not is_time(value):
        return None
    earliest, latest = interval(value)
    return When(earliest=earliest, latest=latest, value=value)


def placed(place: Place, reading: str | None) -> Place:
    """A place as the gazetteer has it; nowhere, if it is on no map."""
    if reading is None:
        return Place(start=place.start, end=place.end, name=place.name, use=place.use, sure=1.0)
    if len(found := readings(reading)) != 1:
        return place
    entry = found[0]
    return Place(
        start=place.start, end=place.end, name=entry.name, lat=entry.lat, lon=entry.lon, geonameid=entry.geonameid,
        country=entry.country, use=place.use, sure=1.0, disputed=claims(entry),
    )  # fmt: skip


def readings(words: str) -> list[Entry]:
    """The places that words can mean, the most populous first: `Geneva`, `Geneva, CHE`, `Geneva, CHE, 2660646`."""
    asked = READING.match(words.strip())
    if asked is None:
        return []
    found = {
        (e.name, e.country, e.geonameid): e
        for e in candidates(asked["name"])
        if asked["country"] in (None, e.country) and asked["id"] in (None, str(e.geonameid))
    }
    return sorted(found.values(), key=lambda e: (-e.population, e.alias, e.name, e.geonameid or 0))


def reading_of(entry: Entry) -> str:
    """A place in words that mean no other: name, country, number in GeoNames."""
    return ", ".join(str(x) for x in (entry.name, entry.country, entry.geonameid) if x)


def numbers(found: Sequence[object | None]) -> list[int | None]:
    """The new place in its list of each finding; null for one that is gone."""
    kept = -1
    new: list[int | None] = []
    for one in found:
        kept += one is not None
        new.append(kept if one is not None else None)
    return new


def at(index: int | None, new: Sequence[int | None]) -> int | None:
    """Where a finding stands now."""
    return new[index] if index is not None and index < len(new) else None
