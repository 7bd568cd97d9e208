"""What an extractor saw in one passage, before anybody asked who, when and where.

Offsets count from the start of the passage, so that a passage seen in two reports is read once.
Nothing here depends on the report around it: `resolve` reads these into `judged` records.
"""

from __future__ import annotations

from typing import Literal

from detente.model.record import Record, Span

MentionKind = Literal["name", "title", "pronoun", "metonym", "adjective", "description"]
TimeUse = Literal["happened", "planned", "deadline", "hypothetical", "litter"]
PlaceUse = Literal["literal", "actor", "other"]
Precision = Literal["exact", "about", "lower", "upper", "vague"]
Modality = Literal["is", "planned", "hypothetical", "denied"]
"""Whether a quantity is told as a fact, is to come, only might be, or is said not to be."""
Manner = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "negated", "denied"]
Status = Literal["occurred", "ongoing", "planned", "conditional", "hypothetical", "historical"]
Tense = Literal["past", "present", "future"]
MoveType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "COMMENT",
]  # fmt: skip
"""PLOVER v0.8's sixteen types, and COMMENT for CAMEO 01x."""


class Found(Record, frozen=True, kw_only=True):
    """One finding. `by` names the extractor and its version; `sure` is a probability."""

    start: int
    end: int
    by: str
    sure: float

    @property
    def span(self) -> Span:
        """The words, as a span of the passage (of the report, once resolved)."""
        return Span(self.start, self.end)


class Mention(Found, frozen=True, kw_only=True):
    """Words that stand for an actor. Indices point into the mentions of the same passage."""

    kind: MentionKind
    name: str | None = None
    """The proper name alone, without title: `Joe Biden` of "US President Joe Biden"."""
    title: str | None = None
    """The title printed with it or standing for it: `US President`, `the head of Russian diplomacy`."""
    label: Literal["person", "place", "organisation", "people"] | None = None
    """What the parser's name finder took it for; a hint, not a finding."""
    number: Literal["singular", "plural"] | None = None
    gender: Literal["male", "female", "neuter"] | None = None
    role: Literal["subject", "object", "agent", "possessive", "oblique", "apposition"] | None = None
    governor: str | None = None
    """Lemma of the verb or noun that governs it."""
    preposition: str | None = None
    sentence: int = 0
    """Which sentence of the passage, from 0."""
    apposed: int | None = None
    """The mention that this one explains ("the Danish minister, *Jane Roe*")."""
    owner: int | None = None
    """The mention that owns this one (`its` in "its neighbour")."""
    quoted: bool = False
    """Whether it stands inside quotation marks."""
    subject: int | None = None
    """The mention that is the subject, said or understood, of the clause around it (of the clause above, if it is
    the subject itself): `Oslo` for `it` in "Oslo said it would"."""
    depth: int = 0
    """How many clauses deep it stands; 0 in the main clause."""


class Time(Found, frozen=True, kw_only=True):
    """A time expression. `value` only where no document time is needed (`2014`, `PT2H`)."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    expression: str
    """What it says, in symbols that `resolve.dates` understands (`weekday:3`, `week:+1`, `month:1`)."""
    value: str | None = None
    mod: str | None = None
    tense: Tense | None = None
    use: TimeUse = "happened"
    anchor: str | None = None
    """`published`, the words of an event ("the start of the meeting"), or null."""


class Place(Found, frozen=True, kw_only=True):
    """A place name, and what its grammar says of its use."""

    name: str
    use: PlaceUse
    preposition: str | None = None
    container: str | None = None
    """A wider place named beside it ("Paris, *Texas*")."""


class Figure(Found, frozen=True, kw_only=True):
    """A quantity: bounds, precision, what is counted. Null bounds are open."""

    low: float | None
    high: float | None
    precision: Precision
    unit: str | None = None
    of: str | None = None
    holder: Span | None = None
    per: Span | None = None
    """For each of what it holds: `a barrel`, `on each side`."""
    place: Span | None = None
    time: Span | None = None
    modality: Modality = "is"


class Quotation(Record, frozen=True, kw_only=True):
    """Words between quotation marks; `inner` leaves the marks out. Flags name what was odd."""

    start: int
    end: int
    inner: Span
    level: int = 1
    flags: tuple[Literal["mismatched", "unclosed", "continued"], ...] = ()

    @property
    def span(self) -> Span:
        """The quotation with its marks."""
        return Span(self.start, self.end)


class Statement(Found, frozen=True, kw_only=True):
    """An attribution: source, cue, content. `start` and `end` are the hull of the content."""

    manner: Manner
    spans: tuple[Span, ...]
    """The content, in one or more pieces."""
    cue: Span | None = None
    act: str
    """What is done by saying it: claim, deny, demand, promise, offer, threaten, reject … (lexicon/cues.toml)."""
    kind: Literal["speech", "attitude"] = "speech"
    polarity: Polarity = "affirmed"
    source: Span | None = None
    """The words for who says it; null where the passage names nobody."""
    to: tuple[Span, ...] = ()
    inside: int | None = None
    """Index of the statement that this one is told in."""
    carried: bool = False
    """Quotation without a cue: the speaker is the one of the passage before, if anybody."""


class Move(Found, frozen=True, kw_only=True):
    """A diplomatic act, typed after PLOVER v0.8. `start` and `end` are the evidence."""

    type: MoveType
    mode: str | None = None
    status: Status
    polarity: Polarity = "affirmed"
    statement: int | None = None
    """Index of the statement that tells of it; null where the report itself does."""
    source: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    trigger: Span
    content: Span | None = None
    """What is demanded, promised, threatened or refused."""
    content_type: MoveType | None = None
    """The type of the act inside the content (`RETREAT` in a demand to withdraw)."""
    condition: Span | None = None
    when: Span | None = None
    due: Span | None = None
    place: Span | None = None
    figure: Span | None = None
    contexts: tuple[str, ...] = ()
    """What it is about: military, diplomatic, territory, economic, cbrn, cyber, peacekeeping, migration."""


class Findings(Record, frozen=True, kw_only=True):
    """All that was found in one passage, each list in text order."""

    by: str
    """Extractor, its version, and the pipeline that parsed."""
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    moves: tuple[Move, ...] = ()
