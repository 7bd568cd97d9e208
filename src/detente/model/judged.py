"""Findings read in the light of their report: who is meant, when, where, on whose word.

The records are the answer of `analyze` (design: the contract), version 1. Offsets count in the report's text as
given. Null means unknown, never a guess. A decision carries the rule that made it.
"""

from __future__ import annotations

from typing import Literal

from detente.model.found import (
    Manner,
    MentionKind,
    Modality,
    MoveType,
    PlaceUse,
    Polarity,
    Precision,
    Status,
    TimeUse,
)
from detente.model.given import Passage, Published
from detente.model.record import Record, Span

CONTRACT = "1"
"""Version of the answer's form. It rises when a field changes its meaning or goes."""


class Placed(Record, frozen=True, kw_only=True):
    """Something at a place in the text."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        """The words, as a span of the report."""
        return Span(self.start, self.end)


class Mention(Placed, frozen=True, kw_only=True):
    """Words and the actor they stand for. Words for two actors give two mentions of one span."""

    kind: MentionKind
    actor: str | None
    office: str | None = None
    """The office named or held on the day, where that decided."""
    rule: str | None = None
    """Why this actor: `name`, `apposition`, `office`, `metonym`, `salience` …"""
    flag: str | None = None
    """What does not fit ("printed title differs from the office held"), for people to read."""
    sure: float = 1.0


class Time(Placed, frozen=True, kw_only=True):
    """A time expression: TIMEX3 type, value and mod, and the interval it covers."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    earliest: str | None = None
    latest: str | None = None
    mod: str | None = None
    use: TimeUse = "happened"
    anchor: str | None = None
    """What it is counted from: `published`, `told` (a date told before), the words of an event, or null."""


class Sense(Record, frozen=True, kw_only=True):
    """Another place that a name may mean, and how sure that is."""

    name: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str | None = None
    sure: float = 0.0


class Place(Placed, frozen=True, kw_only=True):
    """A place name on the map. Degrees WGS 84; `country` ISO 3166 alpha-3."""

    name: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str | None = None
    use: PlaceUse = "literal"
    sure: float = 1.0
    disputed: tuple[str, ...] = ()
    """Who holds or claims it, where states disagree (ISO 3166 alpha-3). `country` is then what the United Nations
    say, or null."""
    runner_up: Sense | None = None
    """The next best reading of the name, if there is one."""


class Figure(Placed, frozen=True, kw_only=True):
    """A quantity with its bounds (null = open), what it counts, whose, where and when, and on whose word."""

    low: float | None
    high: float | None
    precision: Precision
    unit: str | None = None
    of: str | None = None
    holder: str | None = None
    """An actor id."""
    per: str | None = None
    """For each of what it holds, as printed: `a barrel`, `on each side`."""
    place: str | None = None
    time: str | None = None
    modality: Modality = "is"
    by: tuple[str, ...] = ()
    """Actors who say so; empty where the report itself does, or nobody known."""
    statement: str | None = None
    """Id of the innermost statement that it stands in."""


class Source(Placed, frozen=True, kw_only=True):
    """The words for who says it, and the actors they stand for."""

    actors: tuple[str, ...] = ()


class Statement(Placed, frozen=True, kw_only=True):
    """An attribution. No source: the outlet speaks, or nobody can be told."""

    id: str
    manner: Manner
    spans: tuple[Span, ...]
    cue: Span | None = None
    act: str
    kind: Literal["speech", "attitude"] = "speech"
    polarity: Polarity = "affirmed"
    source: Source | None = None
    to: tuple[str, ...] = ()
    inside: str | None = None
    sure: float = 1.0


class Party(Record, frozen=True, kw_only=True):
    """One side of a move. `start` and `end` are null where the words stand elsewhere or nowhere."""

    actor: str | None
    code: str | None = None
    """ISO 3166 alpha-3, or IGO, NGO, IMG, ISM; null if unknown."""
    sector: str | None = None
    """PLOVER's sector: GOV, MIL, REB, OPP, CVL …"""
    start: int | None = None
    end: int | None = None


class When(Record, frozen=True, kw_only=True):
    """An interval of time with its TIMEX3 value."""

    earliest: str | None = None
    latest: str | None = None
    value: str | None = None


class Move(Record, frozen=True, kw_only=True):
    """A diplomatic act: who did what to whom, in what mood, on whose word."""

    id: str
    type: MoveType
    mode: str | None = None
    status: Status
    polarity: Polarity = "affirmed"
    by: tuple[str, ...] = ()
    """Actors who tell of it; empty where the report itself does."""
    statement: str | None = None
    """Id of the statement that tells of it."""
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
    trigger: Span
    evidence: Span
    content: Span | None = None
    content_type: MoveType | None = None
    condition: Span | None = None
    when: When | None = None
    due: When | None = None
    place: int | None = None
    """Index into the report's places."""
    figure: int | None = None
    """Index into the report's figures."""
    contexts: tuple[str, ...] = ()
    """What it is about: military, diplomatic, territory, economic, cbrn, cyber, peacekeeping, migration."""
    sure: float = 1.0


class Analysis(Record, frozen=True, kw_only=True):
    """Everything one report says, with evidence: the answer of `analyze`."""

    id: str
    version: str = CONTRACT
    language: str | None = None
    published: Published | None = None
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    moves: tuple[Move, ...] = ()


# --- decisions by people -----------------------------------------------------------------------------


class Ground(Record, frozen=True, kw_only=True):
    """Words that a judged datum rests on, so that it is found again when its id has changed with new reports."""

    report: str
    start: int
    end: int
    item: str | None = None
    """Id of the statement or move that was read from them."""
    side: int = 0
    """Which side of a contradiction or a change they are on."""


FindingKind = Literal["statement", "move", "mention", "time", "place", "figure"]
"""What is read from one report."""

JudgedKind = Literal[
    FindingKind,
    "claim",
    "line",
    "answer",
    "happening",
    "contradiction",
    "change",
    "update",
    "report",
    "actor",
    "story",
]
"""What a judgement may be about."""


JudgementKind = Literal[
    "merge", "split", "correct", "litter", "news", "together", "apart", "answer", "accept", "reject", "note", "undo"
]  # fmt: skip


class Judgement(Record, frozen=True, kw_only=True):
    """A decision by a person: who is who, what is litter, what is one story, what was answered, what is right.

    Added, never edited, never dropped; to take one back is one more.

    `merge`: the first actor is the second. `split`: in that report, or where printed in those words, the first is
    somebody else, whose id is the second. `correct`: those words of the report stand for the actor; or, where `field` is
    given, that field of the datum is `value` (of `actors`, where it names some). `litter`: those words are what sites
    print under everything; `news`: they are not. `together`: those reports, and all that is with them, are one story;
    `apart`: they are a story of their own. `answer`: that line of the ledger was answered so. `accept`: somebody has
    checked the datum; it counts as before. `reject`: the datum counts nowhere; of an answer in the ledger: it is none to
    that line. `note`: what is to be known of it. `undo`: that judgement holds no longer.
    """

    id: str
    kind: JudgementKind
    actors: tuple[str, ...] = ()
    report: str | None = None
    words: str | None = None
    """As printed; capitals and a leading article do not count. Of a datum, its words when it was judged."""
    span: Span | None = None
    """The one mention that is meant, in `report`; of an answer, the words that show it."""
    reports: tuple[str, ...] = ()
    """The reports that are one story, or are taken out of one."""
    line: str | None = None
    """Id of the line of the ledger that is answered."""
    verdict: str | None = None
    """How it is answered: `kept`, `broken`, `accepted` …"""
    undoes: str | None = None
    """Id of the judgement taken back."""
    datum: str | None = None
    """Id of what is accepted, rejected, corrected or noted …"""
    what: JudgedKind | None = None
    """… and what it is."""
    grounds: tuple[Ground, ...] = ()
    """The words it rested on when it was judged."""
    field: str | None = None
    """What is corrected in it: `type`, `source`, `value` …"""
    value: str | None = None
    """What the field is in truth; null: unknown. Of a note, its words."""
    author: str
    made: str
    """When, UTC, ISO 8601."""
    reason: str | None = None
