"""What follows from all reports together. May be dropped and computed again at any time.

Nothing here depends on the order in which reports arrived.
"""

from __future__ import annotations

from typing import Literal

from detente.model.found import MoveType, Polarity, Status
from detente.model.judged import When
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
    kind: Literal["copied", "reworded", "quotation"]
    """`quotation`: only a direct quotation is shared, so both may have heard it: proves no copying."""
    words: int
    likeness: float
    """Share of the longer side's words that agree, 0..1."""
    directed: bool = False
    """Whether a is known to be the earlier one."""


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


class Story(Record, frozen=True, kw_only=True):
    """Reports about one happening."""

    id: str
    reports: tuple[str, ...]
    terms: tuple[str, ...] = ()


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


LineKind = Literal["demand", "offer", "promise", "threat", "refusal", "answer"]
LineState = Literal["open", "accepted", "refused", "kept", "broken", "overdue", "withdrawn"]


class Answer(Record, frozen=True, kw_only=True):
    """What another side (or the same, later) said to a line of the ledger."""

    verdict: Literal["accepted", "refused", "promised", "denounced", "noted", "kept", "broken", "withdrawn"]
    by: tuple[str, ...]
    when: When | None = None
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...] = ()


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
    """Lines of the same side that may say the same in wider or narrower words."""
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
    when: When | None = None
    evidence: tuple[Evidence, ...]
    value: str | None = None


class Contradiction(Record, frozen=True, kw_only=True):
    """The same matter at the same time, told in two ways."""

    id: str
    kind: Literal["time", "figure", "stance", "denial"]
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
    """One day of a pair of states: the sum of PLOVER scores, each act once however many reports tell of it."""

    day: str
    score: float
    moves: int
    evidence: tuple[Evidence, ...] = ()


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
    due: tuple[Due, ...] = ()
    as_of: str | None = None
    """The day for which states were worked out; null where no report has a date."""
