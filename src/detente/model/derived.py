"""What follows from all reports together. May be dropped and computed again at any time.

Nothing here depends on the order in which reports arrived.
"""

from __future__ import annotations

from typing import Literal

from detente.model.found import MoveType, Polarity, Precision, Status
from detente.model.given import Published
from detente.model.judged import Judgement, When
from detente.model.record import Record, Span


class Evidence(Record, frozen=True, kw_only=True):
    """The words behind a datum: report, start, end. `sentence` is the sentence to show around them."""

    report: str
    start: int
    end: int
    sentence: Span | None = None
    item: str | None = None
    """Id of the statement or move it was read from, if any."""


class Reason(Record, frozen=True, kw_only=True):
    """One thing that spoke for or against, in words for people."""

    what: str
    weight: float = 1.0
    seen: tuple[Evidence, ...] = ()


class Link(Record, frozen=True, kw_only=True):
    """A passage that two reports share. `a` is the earlier one if that is known (else by id)."""

    id: str
    a: str
    a_start: int
    a_end: int
    b: str
    b_start: int
    b_end: int
    kind: Literal["copied", "reworded", "quotation", "formula"]
    """`quotation`: only a direct quotation is shared, so both may have heard it; `formula`: only what their publisher
    writes whenever it tells of such things: neither proves copying."""
    words: int
    likeness: float
    """Share of the longer side's words that agree, 0..1."""
    directed: bool = False
    """Whether a is known to be the earlier one."""


class Edit(Record, frozen=True, kw_only=True):
    """Words of a shared passage: the same on both sides, or not. A side that has none is an empty span."""

    kind: Literal["same", "deleted", "inserted", "replaced"]
    a: Span
    b: Span


class Piece(Record, frozen=True, kw_only=True):
    """A stretch of two reports laid side by side."""

    kind: Literal["copied", "quotation", "formula", "reworded", "only_a", "only_b", "litter"]
    """`quotation`: both may have heard it. `formula`: what their publisher writes of all such things. `litter`: what sites print
    under everything."""
    a: Span | None = None
    b: Span | None = None
    likeness: float | None = None
    """Share of the longer side's words that agree, 0..1."""
    moved: bool = False
    """Whether it stands in another order in b."""
    edits: tuple[Edit, ...] = ()
    """Of copied and quoted passages: what is the same and what is not, in order."""


class Comparison(Record, frozen=True, kw_only=True):
    """Two reports laid side by side, in the order of the second."""

    a: str
    b: str
    a_words: int
    """Words of a, litter left out …"""
    b_words: int
    a_shared: int
    """… and how many of them stand in b as well, word for word."""
    b_shared: int
    pieces: tuple[Piece, ...] = ()


class Placed(Record, frozen=True, kw_only=True):
    """Where a report belongs among those that are stored. It need not be stored itself."""

    report: str
    stored: bool = False
    same: tuple[str, ...] = ()
    """Reports with the very same words …"""
    copies: tuple[str, ...] = ()
    """… and those of which nine words in ten stand in it, and it in them."""
    links: tuple[Link, ...] = ()
    """Every passage it shares with another, whenever that came out."""
    story: str | None = None
    """The story it tells of, by the text it shares, of those known when all reports were weighed last."""
    reasons: tuple[Reason, ...] = ()


class Litter(Record, frozen=True, kw_only=True):
    """Words that sites print and nobody reports: that two reports share them proves no copying."""

    id: str
    words: str
    """As one of its carriers prints them."""
    where: Literal["end", "start", "anywhere"]
    """Where in a report they are litter. Of words that may stand anywhere, runs of eight are litter too."""
    outlet: str | None = None
    """The only outlet in whose reports they are; null: in anybody's."""
    kind: Literal["notice", "formula"] = "notice"
    """`notice`: what a site prints under everything. `formula`: words that one publisher has in reports about other things:
    they are said, but that its reports share them proves no copying."""
    by: Literal["learnt", "person"] = "learnt"
    reports: int = 0
    """Distinct reports that carried them when they were learnt …"""
    outlets: int = 0
    """… and from how many outlets; reports without one count for themselves."""
    seen: tuple[str, ...] = ()
    """Some of these reports that have nothing else in common."""


class Origin(Record, frozen=True, kw_only=True):
    """Reports, or parts of them, that repeat the same copy."""

    id: str
    reports: tuple[str, ...]
    """Every report that carries text of this origin."""
    root: str | None
    """The report it started from; null where that cannot be told (one unnamed wire)."""
    credit: str | None = None
    """The agency that the copies name, if any."""
    passages: tuple[Evidence, ...] = ()
    sure: bool = True
    """False where only rewording links them, so that they may be two."""
    reasons: tuple[Reason, ...] = ()
    """Why it is said to have started there, or why nobody can tell."""


class Story(Record, frozen=True, kw_only=True):
    """Reports about one happening."""

    id: str
    """Made of its earliest report. Made of any other of its reports, it names the same story."""
    reports: tuple[str, ...]
    """In order of publication."""
    terms: tuple[str, ...] = ()
    title: str | None = None
    """The title of the report that says best what all say."""
    first: str | None = None
    """The first day on which one of its reports can have come out, and the last."""
    last: str | None = None
    origins_low: int = 1
    """Independent origins if all that share a passage, even a reworded one, are one."""
    origins_high: int = 1
    """… and if only those that are mostly one text are."""
    crisis: str | None = None
    """What it is part of: stories of the same sides have the same."""


Standing = Literal["single origin", "corroborated", "disputed", "superseded"]


class Claim(Record, frozen=True, kw_only=True):
    """One thing reported, however often. Counted by origin, not by report."""

    id: str
    text: str
    """The words of its best evidence, for people."""
    kind: Literal["statement", "move", "figure", "time"]
    type: str
    """The move's type or the statement's act."""
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    polarity: Polarity = "affirmed"
    status: Status | None = None
    when: When | None = None
    evidence: tuple[Evidence, ...] = ()
    reports: int = 1
    origins_low: int = 1
    """Independent origins if everything that may be a copy is one."""
    origins_high: int = 1
    """… and if only proved copies are."""
    disputed_by: tuple[str, ...] = ()
    """Ids of claims that say otherwise."""
    mode: str | None = None
    """PLOVER's mode, for a move that has one."""
    told_by: tuple[str, ...] = ()
    """Who tells of it; empty where the reports themselves do."""
    codes: tuple[str, ...] = ()
    """The sides behind `actors`: ISO 3166 alpha-3, or the actor's own id where no state stands behind it."""
    target_codes: tuple[str, ...] = ()
    act: str | None = None
    """What is done by saying it (`promise`, `deny` …), where somebody says it."""
    low: float | None = None
    """A figure's bounds as printed; null is open."""
    high: float | None = None
    precision: Precision | None = None
    unit: str | None = None
    speech: bool = False
    """Whether somebody says it aloud, so that its words can be given as his."""
    standing: Standing = "single origin"
    """How it stands among the reports. `superseded` comes before `disputed`, and that before `corroborated`."""
    first_seen: str | None = None
    """The day of the first report that tells it, and of the last; null where no report has a day."""
    last_seen: str | None = None
    superseded_by: tuple[str, ...] = ()
    """Ids of claims that brought it up to date."""
    reasons: tuple[Reason, ...] = ()
    """Why its evidence is of one claim, why it is disputed, why it is superseded."""


LineKind = Literal["demand", "offer", "promise", "threat", "refusal", "agreement", "answer"]
LineState = Literal["open", "due", "overdue", "accepted", "refused", "kept", "broken", "withdrawn"]
"""`open`: nothing decides it. `due`: its day, or days, have come. `overdue`: they have gone by, and nothing is reported.
The others are answers, each with its evidence."""

Verdict = Literal[
    "accepted",
    "refused",
    "promised",
    "denounced",
    "noted",
    "kept",
    "broken",
    "withdrawn",
    "repeated",
    "renewed",
]


class Answer(Record, frozen=True, kw_only=True):
    """What another side (or the same, later) said to a line of the ledger."""

    id: str = ""
    """Made of the line's and of the first words that give it: the same words may answer several lines."""
    verdict: Verdict
    by: tuple[str, ...]
    when: When | None = None
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...] = ()
    due: When | None = None
    """The new day, where a line is renewed with one."""
    author: str | None = None
    """Who decided that it is an answer; null where the reports tell it."""
    judgement: str | None = None
    """Id of that person's judgement."""


class Line(Record, frozen=True, kw_only=True):
    """One line of the ledger: a demand, offer, promise, threat or refusal, and what became of it."""

    id: str
    kind: LineKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    text: str
    """What is demanded, offered … : the words of the content."""
    told_by: tuple[str, ...] = ()
    """Who tells of it, where that is not the one who binds himself."""
    made: When | None = None
    due: When | None = None
    condition: str | None = None
    answers: tuple[Answer, ...] = ()
    state: LineState
    disputed: bool = False
    evidence: tuple[Evidence, ...]
    claim: str | None = None
    codes: tuple[str, ...] = ()
    """The sides behind `by`."""
    target_codes: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Lines of the same side that may say the same in wider or narrower words, or the contrary; for a refusal the
    demands and offers that it refuses."""
    reports: int = 1
    origins_low: int = 1
    origins_high: int = 1


class Happening(Record, frozen=True, kw_only=True):
    """One entry of the timeline, dated by the event and not by the report."""

    id: str
    when: When | None
    status: Status
    type: MoveType
    actors: tuple[str, ...]
    targets: tuple[str, ...] = ()
    text: str
    place: str | None = None
    evidence: tuple[Evidence, ...]
    reports: int = 1
    origins_low: int = 1
    origins_high: int = 1
    codes: tuple[str, ...] = ()
    """The sides that take part or act."""
    claims: tuple[str, ...] = ()
    """The claims that tell of it."""
    reported: str | None = None
    """The day of its earliest report, where `when` is null: it happened no later, if it has happened."""
    historical: bool = False
    """Whether the reports tell of it as of something past."""


class Side(Record, frozen=True, kw_only=True):
    """One side of a contradiction or a change."""

    text: str
    by: tuple[str, ...] = ()
    """On whose word."""
    when: When | None = None
    evidence: tuple[Evidence, ...]
    value: str | None = None
    actors: tuple[str, ...] = ()
    """Whose stance it is, where another may tell of it."""


class Contradiction(Record, frozen=True, kw_only=True):
    """The same matter at the same time, told in two ways."""

    id: str
    kind: Literal["time", "figure", "stance", "denial", "account"]
    """`denial`: one side says no to what the other says; `account`: one tells otherwise, and answers nobody."""
    matter: str
    sides: tuple[Side, ...]
    sure: float
    """Below .5 say that reports *may* disagree."""
    reasons: tuple[Reason, ...] = ()


class Change(Record, frozen=True, kw_only=True):
    """The same actor on the same matter, with another stance later."""

    id: str
    actor: str
    matter: str
    first: Side
    then: Side
    disputed: bool = False
    """Whether the later stance is told by somebody else, so that it may be a dispute."""
    reasons: tuple[Reason, ...] = ()


class Update(Record, frozen=True, kw_only=True):
    """A later report brings an earlier one up to date: no contradiction, and no position that moved."""

    id: str
    kind: Literal["figure", "happened"]
    """`figure`: counted or estimated anew; `happened`: what was planned has taken place."""
    matter: str
    first: Side
    then: Side
    reasons: tuple[Reason, ...] = ()


class Due(Record, frozen=True, kw_only=True):
    """What is to come: a promise with a date, a planned meeting."""

    when: When
    text: str
    actors: tuple[str, ...] = ()
    line: str | None = None
    evidence: tuple[Evidence, ...]
    overdue: bool = False
    happening: str | None = None


class Tension(Record, frozen=True, kw_only=True):
    """One day of a pair of sides. Each move counts once however many reports tell of it; below 0 is hostile."""

    day: str
    score: float
    """Sum of the PLOVER scores of the day's own moves."""
    moves: int
    evidence: tuple[Evidence, ...] = ()
    index: float = 0.0
    """The tension of the day: all moves up to it, weighed by origins and status, fading."""
    low: float = 0.0
    """The index without the friendly moves that rest on a single origin …"""
    high: float = 0.0
    """… and without the hostile ones: between the two it lies, whichever of them are true."""
    by_reports: float = 0.0
    """What the index would be if reports were counted in the place of origins."""
    claims: tuple[str, ...] = ()
    """Ids of the day's moves."""


class Weighed(Record, frozen=True, kw_only=True):
    """Everything that was derived, in stable order."""

    links: tuple[Link, ...] = ()
    origins: tuple[Origin, ...] = ()
    stories: tuple[Story, ...] = ()
    claims: tuple[Claim, ...] = ()
    lines: tuple[Line, ...] = ()
    happenings: tuple[Happening, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    changes: tuple[Change, ...] = ()
    updates: tuple[Update, ...] = ()
    due: tuple[Due, ...] = ()
    as_of: str | None = None
    """The day for which states were worked out; null where no report has a date."""


# --- answers for people ------------------------------------------------------------------------------


class NumberedSource(Record, frozen=True, kw_only=True):
    """A report as the brief numbers it, from 1 in the order of publication."""

    number: int
    report: str
    name: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    credit: str | None = None
    date: str | None = None
    """The day in words ("21 January 2022", "between … and …"); null if nothing is known."""
    published: Published | None = None
    language: str | None = None


class Cite(Record, frozen=True, kw_only=True):
    """One piece of evidence, with the number of its source and the words to show."""

    source: int
    evidence: Evidence
    words: str
    sentence: str
    """The sentence around them, in one line."""
    at: Span
    """Where the words stand in that sentence."""


class BriefLine(Record, frozen=True, kw_only=True):
    """One line of the brief. Everything a face needs is in it, in words."""

    id: str
    text: str
    """The line in plain words, without its date, counts and notes."""
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    quote: str | None = None
    """Words cut from a report, where the line gives some."""
    when: str | None = None
    """The date in words."""
    date: str | None = None
    """The day it is sorted by (ISO)."""
    place: str | None = None
    state: str | None = None
    """How it stands, in a word: `open`, `overdue`, `planned` …"""
    notes: tuple[str, ...] = ()
    """Short remarks: a condition, a due date, a doubt, a reason."""
    counts: str | None = None
    """`3 reports, 1 origin`."""
    parts: tuple[BriefLine, ...] = ()
    """Answers to a line of the ledger; the sides of a contradiction or a change."""
    cites: tuple[Cite, ...] = ()
    codes: tuple[str, ...] = ()
    """Actor ids and types, for those who ask for codes."""
    sure: float | None = None


class BriefSection(Record, frozen=True, kw_only=True):
    """A section of the brief. `empty` is what to print where it has no lines."""

    name: str
    title: str
    lines: tuple[BriefLine, ...] = ()
    more: int = 0
    """Lines left out to keep it short."""
    empty: str = ""


class Brief(Record, frozen=True, kw_only=True):
    """A crisis on a page or two: what happened, who said what, how it stands, what is due."""

    title: str
    summary: str
    points: tuple[str, ...] = ()
    """The summary point by point, what counts most first; the last tells how many reports there are."""
    as_of: str | None = None
    when: str | None = None
    """The day of the brief in words."""
    sections: tuple[BriefSection, ...] = ()
    sources: tuple[NumberedSource, ...] = ()


class Decided(Judgement, frozen=True, kw_only=True):
    """A judgement, and how it stands."""

    standing: Literal["holds", "taken back", "applies to nothing"] = "holds"
    """`applies to nothing`: what it is about is not there, or was read otherwise since; it is kept."""


class Field(Record, frozen=True, kw_only=True):
    """Something that a person can correct in what was read from a report."""

    name: str
    value: str | None = None
    """As it is now, in the form in which it is corrected; null: unknown."""
    was: str | None = None
    """As it was read, where somebody corrected it."""
    corrected: bool = False
    choices: tuple[str, ...] = ()
    """All that it can be; empty: anything of its kind."""


class Why(Record, frozen=True, kw_only=True):
    """Every sentence, report and origin behind a datum, and what people decided about it."""

    id: str
    what: str
    """`claim`, `line`, `happening`, `contradiction`, `change` or `update`; of what was read from one report, `statement`,
    `move`, `mention`, `time`, `place` or `figure`."""
    text: str
    cites: tuple[Cite, ...] = ()
    origins: tuple[Origin, ...] = ()
    links: tuple[Link, ...] = ()
    reports: int = 0
    origins_low: int = 0
    origins_high: int = 0
    reasons: tuple[Reason, ...] = ()
    related: tuple[str, ...] = ()
    """Ids of what it touches: claims that dispute it, lines in other words, the claims of a happening."""
    sources: tuple[NumberedSource, ...] = ()
    rejected: bool = False
    """Whether somebody rejected it: it counts nowhere."""
    fields: tuple[Field, ...] = ()
    """What can be corrected in it."""
    judgements: tuple[Decided, ...] = ()
    """What people decided about it, and about what was read from its sentences; those in force, in order."""
