"""The analyses of all reports as one list of acts: who, what, about which matter, when, on whose word.

A statement that a move was read from is not told twice: the move stands for both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Literal

from msgspec import structs

from detente.lexicon import toml, tsv
from detente.model.derived import Evidence
from detente.model.found import Polarity, Precision, Status
from detente.model.given import DISPLAY, Report
from detente.model.judged import Analysis, Mention, Move, Statement, Time, When
from detente.model.record import Record, Span, key
from detente.weigh.matter import Matter, matter, points_back

Words = Callable[[Evidence], str]
"""Cuts the words of evidence from its report."""

Kind = Literal["statement", "move", "figure", "time"]

RELATIVE = frozenset({"which", "that", "this", "it", "what", ""})
"""Contents that name no matter of their own but take that of what stands before."""


VERBAL = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
"""Acts of saying: promised for later or on a condition, they have happened once they are said."""


class Act(Record, frozen=True, kw_only=True):
    """One thing said, done or counted, as one report tells it. Days are ISO dates."""

    id: str
    report: str
    kind: Kind
    type: str
    mode: str | None = None
    act: str | None = None
    span: Span
    sentence: Span | None = None
    passage: int = 0
    shown: bool = False
    """Whether it stands in display text, which repeats what the running text says."""
    repeats: str | None = None
    """Id of the act of the running text that display text repeats."""
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    target_codes: tuple[str, ...] = ()
    text: str = ""
    said: str = ""
    """The words of its content alone, however few."""
    verb: Span | None = None
    """The word that tells a move."""
    deed: str | None = None
    """The type of what is demanded, promised or threatened, where it is known."""
    content: Span | None = None
    matter: Matter = Matter()
    polarity: Polarity = "affirmed"
    status: Status | None = None
    when: When | None = None
    due: When | None = None
    condition: str | None = None
    published: str | None = None
    """The day the report came out; null if not known to the day."""
    place: str | None = None
    country: str | None = None
    low: float | None = None
    high: float | None = None
    precision: Precision | None = None
    unit: str | None = None
    per: str | None = None
    around: frozenset[str] = frozenset()
    """The content words of the sentence around a figure …"""
    beside: frozenset[str] = frozenset()
    """… and the sides that it names."""
    statement: str | None = None
    """Id of the statement that expresses a move."""
    speech: bool = False
    """Whether it is said aloud, by somebody named."""
    private: bool = False
    """Whether a move is by people of a country who act for nobody else: fishermen, residents, companies."""
    sure: float = 1.0

    @property
    def evidence(self) -> Evidence:
        """The words behind it."""
        return Evidence(
            report=self.report,
            start=self.span.start,
            end=self.span.end,
            sentence=self.sentence,
            item=self.id if self.kind in ("statement", "move") else None,
        )

    @property
    def place_in_text(self) -> tuple[str, str, int, int, str]:
        """A key that puts acts in an order that no order of arrival can change."""
        return (self.published or "9999", self.report, self.span.start, self.span.end, self.id)


class Sides:
    """Which side an actor belongs to: a country's code, or the actor itself where no state stands behind it."""

    def __init__(self, analyses: Iterable[Analysis]):
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        every = tuple(analyses)
        for analysis in every:
            for move in analysis.moves:
                for party in (*move.source, *move.target):
                    if party.actor and party.code and len(party.code) == 3 and party.code not in NO_STATE:
                        votes[party.actor][party.code] += 1
            for mention in analysis.mentions:
                if mention.actor and (code := code_in(mention.office or "")):
                    votes[mention.actor][code] += 1
        self.officials = {
            party.actor
            for analysis in every
            for move in analysis.moves
            for party in (*move.source, *move.target)
            if party.actor and party.sector in IN_OFFICE
        } | {m.actor for analysis in every for m in analysis.mentions if m.actor and m.office}
        # The most frequent code, then the alphabet: the same whatever came first.
        self.known = {
            actor: min(found, key=lambda c: (-found[c], c)) for actor, found in votes.items() if found
        }

    def of(self, actor: str) -> str:
        """The side of an actor."""
        return code_in(actor) or self.known.get(actor) or actor

    def is_party(self, actor: str) -> bool:
        """Whether an actor is a side or speaks for one: a state, a body, an armed group, or a person with an office."""
        return not is_person(actor) or actor in self.officials

    def all_of(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The sides of several actors, each once, in the order of the alphabet."""
        return tuple(sorted({self.of(a) for a in actors}))


@cache
def bound_verbs() -> frozenset[str]:
    """Verbs with which a side binds itself by saying that it will do them."""
    return frozenset(w for row in toml("ledger")["bound"] for w in row["words"].split())


@cache
def names_of_states() -> frozenset[str]:
    """Names of countries as printed."""
    return frozenset(name for row in tsv("states") for name in (row["name"], *row["names"].split("|")))


IN_OFFICE = frozenset({"GOV", "MIL", "SPY", "LEG", "JUD", "PTY", "PAR", "REB", "OPP", "UAF", "SEP", "COP"})
"""PLOVER's sectors whose people act for more than themselves."""

PRIVATE = frozenset({"CVL", "BUS", "MED", "REF", "MNC", "EDU", "LAB", "AGR", "HLH"})
"""PLOVER's sectors whose people act for themselves."""

NO_STATE = frozenset({"IGO", "NGO", "IMG", "ISM"})
"""PLOVER's codes for actors without a state; several actors share one, so it tells no side."""


def code_in(actor: str) -> str | None:
    """The country code that an id of a state, government or office holds.

    >>> code_in("office:FRA/president"), code_in("gov:KEN"), code_in("org:NATO")
    ('FRA', 'KEN', None)
    """
    kind, _, rest = actor.partition(":")
    code = rest.split("/", 1)[0]
    return code if kind in ("state", "gov", "office") and len(code) == 3 and code.isupper() else None


def is_person(actor: str) -> bool:
    """Whether the id is that of a person."""
    return actor.startswith("person:")


def day(moment: str | None) -> str | None:
    """The day of an ISO date or date-time."""
    return moment[:10] if moment and len(moment) >= 10 else None


def days_between(a: str, b: str) -> int:
    """Days between two ISO dates; 0 where one cannot be read."""
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
    except ValueError:
        return 0


def day_of(analysis: Analysis, report: Report) -> str | None:
    """The day a report came out, if it is known to the day."""
    published = analysis.published or report.published
    if published is None:
        return None
    first, last = day(published.earliest), day(published.latest)
    return first if first is not None and first == last else None


class Reading:
    """One report, with indices to look up what stands where."""

    def __init__(self, report: Report, analysis: Analysis, sides: Sides):
        self.report, self.analysis, self.sides = report, analysis, sides
        self.day = day_of(analysis, report)
        self.sentences = sorted(analysis.sentences)
        self.passages = analysis.passages or report.passages
        self.passage_starts = [p.start for p in self.passages]
        self.mentions = sorted((m for m in analysis.mentions if m.actor), key=lambda m: (m.start, m.end))
        self.mention_starts = [m.start for m in self.mentions]
        self.times = sorted(analysis.times, key=lambda t: t.start)
        self.time_starts = [t.start for t in self.times]
        self.said = {s.id: s for s in analysis.statements}
        named = names_of_states()
        # A country named as a place is as much a side in a matter as one that acts.
        self.countries = sorted(
            (p.start, p.end, p.country or "") for p in analysis.places if p.country and p.name in named
        )
        self.where = sorted(
            (p.start, p.country or "")
            for p in analysis.places
            if p.country and p.use == "literal" and p.name not in named
        )

    def sentence_of(self, span: tuple[int, int]) -> Span | None:
        """The sentence a span begins in."""
        at = bisect_right(self.sentences, (span[0], 1 << 60)) - 1
        if at >= 0 and self.sentences[at][0] <= span[0] < self.sentences[at][1]:
            return Span(*self.sentences[at])
        return None

    def passage_of(self, span: tuple[int, int]) -> int:
        """The index of the passage a span begins in."""
        return max(0, bisect_right(self.passage_starts, span[0]) - 1)

    def is_display(self, passage: int) -> bool:
        """Whether a passage is a headline, a heading or a caption."""
        return bool(self.passages) and self.passages[passage].role in DISPLAY

    def mentions_in(self, span: tuple[int, int]) -> list[Mention]:
        """Mentions of known actors that lie in a span."""
        at = bisect_right(self.mention_starts, span[0] - 1)
        found = []
        while at < len(self.mentions) and self.mentions[at].start < span[1]:
            if self.mentions[at].end <= span[1]:
                found.append(self.mentions[at])
            at += 1
        return found

    def country_of(self, span: tuple[int, int]) -> str | None:
        """The country of the place named literally in the sentence, else of the last one named before it.

        Names of countries are left out, because most of them are what is spoken of and not where.
        """
        at = bisect_right(self.where, (span[0] - 1, "~"))
        if at < len(self.where) and self.where[at][0] < span[1]:
            return self.where[at][1]
        return self.where[at - 1][1] if at else None

    def times_in(self, span: tuple[int, int]) -> list[Time]:
        """Times that lie in a span."""
        at = bisect_right(self.time_starts, span[0] - 1)
        found = []
        while at < len(self.times) and self.times[at].start < span[1]:
            if self.times[at].end <= span[1]:
                found.append(self.times[at])
            at += 1
        return found

    def matter_of(self, spans: Sequence[tuple[int, int]]) -> Matter:
        """What the words of these spans are about."""
        words: list[str] = []
        named: list[tuple[int, int, str]] = []
        at = 0
        for span in spans:
            # A role noun ("the soldiers") is a word of the matter; a name stands for its side.
            for m in self.mentions_in(span):
                if m.kind not in ("description",) or m.end - m.start < 15:
                    named.append((m.start - span[0] + at, m.end - span[0] + at, self.sides.of(m.actor or "")))
            at_country = bisect_left(self.countries, (span[0], 0, ""))
            while at_country < len(self.countries) and self.countries[at_country][1] <= span[1]:
                start, end, code = self.countries[at_country]
                named.append((start - span[0] + at, end - span[0] + at, code))
                at_country += 1
            piece = self.report.quote(span)
            words.append(piece)
            at += len(piece) + 1
        return matter(" ".join(words), named)

    def acts(self) -> list[Act]:
        """Everything the report tells, in text order, pointing words resolved."""
        read_from = expressed(self.analysis)
        found = [self.move(m, self.said.get(read_from.get(m.id, ""))) for m in self.analysis.moves]
        taken = set(read_from.values()) | announced(self.analysis, self.sides) | self.only_demanded()
        found += [self.statement(s) for s in self.analysis.statements if s.id not in taken]
        found = [a for a in found if not (a.type == "REQUEST" and is_bare(a.matter))]
        found += self.figures()
        found.sort(key=lambda a: (a.span, a.id))
        return with_what_came_before(found)

    def only_demanded(self) -> set[str]:
        """Statements inside what is demanded, refused, threatened or alleged: nobody has made them."""
        asked = sorted(
            m.content
            for m in self.analysis.moves
            if m.content and m.type in ("REQUEST", "REJECT", "THREATEN", "ACCUSE")
        )
        starts = [c[0] for c in asked]
        found = set()
        for s in self.analysis.statements:
            cue = s.cue or s.span
            at = bisect_right(starts, cue[0]) - 1
            if any(c[0] <= cue[0] and cue[1] <= c[1] for c in asked[max(0, at - 2) : at + 1]):
                found.add(s.id)
        return found

    def bound(self, s: Statement) -> str | None:
        """`promise` or `refuse`, where a speaker says what his own side will or will not do."""
        own = {self.sides.of(a) for a in (s.source.actors if s.source else ())}
        start = s.spans[0][0]
        for m in self.mentions_in((start, min(s.end, start + 60))):
            if self.sides.of(m.actor or "") not in own:
                return None
            seen = BINDS.match(self.report.text, m.end)
            if seen and seen["verb"].lower() in bound_verbs():
                return "refuse" if seen["no"] else "promise"
        return None

    def due_in(self, span: tuple[int, int]) -> When | None:
        """The last coming date inside a content."""
        dates = [t for t in self.times_in(span) if t.latest and t.use in ("planned", "deadline")]
        return (
            When(earliest=dates[-1].earliest, latest=dates[-1].latest, value=dates[-1].value)
            if dates
            else None
        )

    def move(self, m: Move, said: Statement | None) -> Act:
        """A move as an act; the statement that expresses it gives what the move leaves open."""
        actors = tuple(dict.fromkeys(p.actor for p in m.source if p.actor))
        targets = tuple(dict.fromkeys(p.actor for p in m.target if p.actor))
        told = [m.content] if m.content else list(said.spans) if said else []
        content = self.clipped(told or self.words_of_teller(m)) or [Span(*m.evidence)]
        passage = self.passage_of(m.evidence)
        sentence = self.sentence_of(m.evidence)
        when = self.believable(m) or self.when_said(sentence, m.trigger, content if m.content or said else [])
        place = (
            self.analysis.places[m.place]
            if m.place is not None and m.place < len(self.analysis.places)
            else None
        )
        return Act(
            id=m.id,
            report=self.report.id,
            kind="move",
            type=m.type,
            mode=m.mode,
            act=said.act if said else None,
            span=m.evidence,
            sentence=sentence,
            passage=passage,
            shown=self.is_display(passage),
            actors=actors or (said.source.actors if said and said.source else ()),
            targets=targets or (said.to if said else ()),
            told_by=tuple(a for a in m.by if a not in actors),
            codes=self.sides.all_of(actors),
            target_codes=self.sides.all_of(targets or (said.to if said else ())),
            text=enough(" ".join(self.report.quote(s) for s in content), self.report.quote(m.evidence)),
            said=" ".join(self.report.quote(s) for s in content) if told else "",
            verb=m.trigger,
            deed=m.content_type,
            content=Span(content[0][0], content[-1][1]),
            matter=self.matter_of(content),
            polarity=m.polarity,
            status="historical" if self.is_background(m, sentence, when) else m.status,
            when=when,
            due=m.due,
            condition=self.report.quote(m.condition) if m.condition else None,
            published=self.day,
            place=place.name if place else None,
            country=place.country if place else None,
            statement=said.id if said else None,
            speech=bool(said and said.kind == "speech" and said.source),
            private=bool(m.source) and all(p.sector in PRIVATE for p in m.source),
            sure=m.sure,
        )

    def words_of_teller(self, m: Move) -> list[Span]:
        """What somebody says who tells of a deed to come: "an official said that *the letter would be sent*"."""
        teller = self.said.get(m.statement or "")
        if (
            teller is None
            or m.type not in VERBAL
            or m.content_type is None
            or not teller.start <= m.trigger[0] < teller.end
        ):
            return []
        return list(teller.spans)

    def believable(self, m: Move) -> When | None:
        """The date of a move, unless it cannot be: what has happened is not dated after its report, and what is
        planned not long before it (that is the date of something it is compared with)."""
        if m.when is None or not self.day:
            return m.when
        first, last = day(m.when.earliest), day(m.when.latest)
        if m.status in ("occurred", "ongoing", "historical"):
            return None if first and first > self.day else m.when
        long_past = last and last < self.day and days_between(last, self.day) > LONG_PAST
        return None if m.status in ("planned", "conditional") and long_past else m.when

    def is_background(self, m: Move, sentence: Span | None, when: When | None) -> bool:
        """Whether an undated deed is told in a sentence all of whose dates are long past ("since 1914, when …"): the
        report tells of it as of history. What is said may be about history."""
        if (
            m.type in VERBAL
            or when is not None
            or sentence is None
            or not self.day
            or m.status not in ("occurred", "ongoing")
        ):
            return False
        last = [
            t.latest[:10]
            for t in self.times_in(sentence)
            if t.type == "DATE" and t.use == "happened" and t.latest
        ]
        return bool(last) and max(last) < self.day and days_between(max(last), self.day) > HISTORY

    def clipped(self, spans: Sequence[tuple[int, int]]) -> list[Span]:
        """Contents without what follows as an aside (", which …"): that is no part of what is said or asked."""
        if len(spans) != 1:
            return [Span(*s) for s in spans]
        start, end = spans[0]
        aside = ASIDE.search(self.report.text, start + 1, end)
        return [Span(start, aside.start() if aside else end)]

    def condition_in(self, said: Span) -> str | None:
        """The condition of a move inside what is said ("we will seek powers to impose sanctions *if Peru invades*")."""
        inside = (
            m.condition
            for m in self.analysis.moves
            if m.condition and Span(*m.condition).within(said) and Span(*m.trigger).within(said)
        )
        return next((self.report.quote(span) for span in inside), None)

    def statement(self, s: Statement) -> Act:
        """A statement that is no move."""
        passage = self.passage_of(s.span)
        sentence = self.sentence_of(s.cue or s.span)
        spans = self.clipped(s.spans)
        actors = s.source.actors if s.source else ()
        bound = self.bound(s) if s.act in TELLS and s.polarity == "affirmed" else None
        outer = self.said.get(s.inside) if s.inside else None
        told_by = outer.source.actors if outer and outer.source else ()
        return Act(
            id=s.id,
            report=self.report.id,
            kind="statement",
            type=bound or s.act,
            act=bound or s.act,
            span=Span(s.start, s.end),
            sentence=sentence,
            passage=passage,
            shown=self.is_display(passage),
            actors=actors,
            targets=s.to,
            told_by=tuple(a for a in told_by if a not in actors),
            codes=self.sides.all_of(actors),
            target_codes=self.sides.all_of(s.to),
            text=trimmed(" ".join(self.report.quote(x) for x in spans)),
            said=" ".join(self.report.quote(x) for x in spans),
            verb=s.cue,
            condition=self.condition_in(s.span),
            content=Span(s.start, s.end),
            matter=self.matter_of(spans),
            polarity=s.polarity,
            when=self.when_said(sentence, s.cue or s.span, s.spans),
            due=self.due_in(s.span) if bound == "promise" else None,
            published=self.day,
            statement=s.id,
            speech=s.kind == "speech" and s.source is not None,
            sure=s.sure,
        )

    def figures(self) -> list[Act]:
        """Figures that count something of somebody's, or people: others are furniture."""
        found = []
        for f in self.analysis.figures:
            if f.unit is None and f.of is None:
                continue
            span = Span(f.start, f.end)
            passage = self.passage_of(span)
            planned = f.modality != "is" or any(
                t.use in ("planned", "hypothetical") for t in self.times_in(span)
            )
            sentence = self.sentence_of(span)
            told = self.matter_of([sentence]) if sentence else Matter()
            found.append(
                Act(
                    id=key("figure", self.report.id, f.start, f.end),
                    report=self.report.id,
                    kind="figure",
                    type=f.unit or f.of or "",
                    span=span,
                    sentence=sentence,
                    passage=passage,
                    shown=self.is_display(passage),
                    actors=(f.holder,) if f.holder else (),
                    told_by=f.by,
                    codes=self.sides.all_of((f.holder,)) if f.holder else (),
                    text=self.report.quote(span),
                    content=span,
                    matter=matter(f"{f.of or ''} {f.unit or ''}"),
                    status="planned" if planned or f.modality != "is" else None,
                    when=interval(f.time),
                    published=self.day,
                    place=f.place,
                    low=f.low,
                    high=f.high,
                    precision=f.precision,
                    unit=f.unit,
                    per=f.per,
                    around=told.words,
                    beside=told.actors,
                )
            )
        return found

    def when_said(
        self, sentence: Span | None, by: tuple[int, int], content: Sequence[tuple[int, int]]
    ) -> When | None:
        """The day that a sentence gives for the saying: at its very beginning, or beside the cue in its clause."""
        if sentence is None:
            return None
        free = [
            t
            for t in self.times_in(sentence)
            if t.earliest
            and t.type in ("DATE", "TIME")
            and t.use == "happened"
            and not any(s[0] <= t.start and t.end <= s[1] for s in content)
            and (t.start - sentence.start <= FRONTED or self.in_one_clause(t, by))
        ]
        dated = [w for t in free if one_day(w := When(earliest=t.earliest, latest=t.latest, value=t.value))]
        return dated[0] if len(dated) == 1 else None

    def in_one_clause(self, t: Time, by: tuple[int, int]) -> bool:
        """Whether no comma or other mark stands between a time and a cue."""
        between = (t.end, by[0]) if t.start < by[0] else (by[1], t.start)
        return not any(mark in self.report.quote(between) for mark in ',;:“”"—–(')


ASIDE = re.compile(
    r",?\s+(?:despite|although|though)\b|,\s+(?:which|who|whose|while|whereas|but|saying|adding)\b", re.I
)
"""Where an aside begins, or a concession."""

TELLS = frozenset({"claim", "say", "announce", "confirm", "assure", "stress", "state"})
"""Acts of saying that commit to nothing by themselves."""

BINDS = re.compile(r"\s+(?:will|would)\s+(?P<no>not\s+|never\s+)?(?P<verb>\w+)", re.I)
"""What one will or would do, right behind its subject."""

LONG_PAST = 31
"""Days before its report from which a date cannot be that of something still planned."""

HISTORY = 183
"""Days before its report from which the dates of a sentence make it background."""

FRONTED = 5
"""Characters before a time that opens its sentence ("On Friday, …")."""


def expressed(analysis: Analysis) -> dict[str, str]:
    """Move id → id of the statement it was read from: the one whose cue is the move's trigger."""
    found: dict[str, str] = {}
    by_cue = sorted(
        ((s.cue, s) for s in analysis.statements if s.cue is not None), key=lambda x: (x[0], x[1].id)
    )
    starts = [cue[0] for cue, _ in by_cue]
    for move in analysis.moves:
        at = max(0, bisect_right(starts, move.trigger[0]) - 3)
        for cue, said in by_cue[at : at + 6]:
            if cue.overlaps(Span(*move.trigger)):
                found[move.id] = said.id
                break
    return found


def announced(analysis: Analysis, sides: Sides) -> set[str]:
    """Statements in which somebody tells of an act of his own ("it let it be known that it wanted …"): the
    move there stands for them."""
    found = set()
    moves = sorted(analysis.moves, key=lambda m: m.evidence)
    starts = [m.evidence[0] for m in moves]
    for s in analysis.statements:
        if s.source is None or not s.source.actors:
            continue
        own = sides.all_of(s.source.actors)
        at = bisect_right(starts, s.start - 1)
        for m in moves[max(0, at - 2) : at + 4]:
            theirs = sides.all_of(p.actor for p in m.source if p.actor) or own
            if s.span.overlaps(Span(*m.evidence)) and own == theirs and m.type in SAID.get(s.act, ()):
                found.add(s.id)
    return found


SAID = {
    "demand": ("REQUEST",),
    "offer": ("AGREE",),
    "propose": ("AGREE",),
    "promise": ("AGREE", "THREATEN", "CONCEDE"),
    "assure": ("AGREE",),
    "agree": ("AGREE",),
    "threaten": ("THREATEN",),
    "warn": ("THREATEN",),
    "urge": ("REQUEST",),
    "accuse": ("ACCUSE",),
    "reject": ("REJECT",),
    "refuse": ("REJECT",),
}
"""Acts of saying, and the moves that are the same act."""


def is_bare(m: Matter) -> bool:
    """Whether a matter only mentions demands ("the islanders' demands") and does not say what is demanded."""
    return points_back(m, "demands") and m.heads == m.words


def enough(content: str, evidence: str) -> str:
    """The words of a content; where they are too few to say what it is, those of the whole act."""
    words, whole = trimmed(content), trimmed(evidence)
    # Behind a participle the content stands alone ("opposing | the bloc's expansion"): it takes the line's own verb.
    bare = whole.split(" ", 1)[0].endswith("ing") and whole.endswith(words)
    return words if len(words.split()) > (1 if bare else 2) else whole


def trimmed(words: str) -> str:
    """The words of a content without the marks that only join it to its sentence."""
    return " ".join(words.split()).lstrip(" ,;:.").rstrip(" ,;:.“„«(")


def interval(value: str | None) -> When | None:
    """A TIMEX3 date or an interval `a/b` as an interval of days; none where it names no day ("now").

    >>> interval("PRESENT_REF") is None
    True
    """
    if not value or "REF" in value:
        return None
    first, _, last = value.partition("/")
    return When(earliest=first or None, latest=last or first or None, value=value)


def with_what_came_before(acts: list[Act]) -> list[Act]:
    """Acts whose content only points ("which …", "also …") take what they point at from the act before."""
    done: list[Act] = []
    for act in acts:
        new = act
        if act.kind in ("move", "statement"):
            if is_bare_denial(act) and (charge := charge_before(act, done)):
                new = structs.replace(new, matter=charge.matter, targets=new.targets or charge.actors)
            elif points_at_clause(act) and (told := told_before(act, done)):
                new = structs.replace(new, matter=told.matter, text=told.text)
            if new.when is None and (last := goes_on(new, done)):
                new = structs.replace(new, when=last.when)
        done.append(new)
    return done


def told_before(act: Act, done: Sequence[Act]) -> Act | None:
    """The nearest act before in the same sentence that says what it is about."""
    near = (b for b in reversed(done[-8:]) if b.kind in ("move", "statement"))
    return next((b for b in near if b.matter and b.sentence == act.sentence), None)


def is_bare_denial(act: Act) -> bool:
    """Whether an act denies "the accusation" and says no more of it."""
    denies = act.act == "deny" or (act.type == "COMMENT" and act.mode == "deny")
    return denies and points_back(act.matter, "remarks") and act.matter.heads == act.matter.words


def charge_before(act: Act, done: Sequence[Act]) -> Act | None:
    """The accusation told last before a denial, by another side."""
    charges = (b for b in reversed(done[-8:]) if b.type == "ACCUSE" or b.act in ("accuse", "suspect"))
    return next((b for b in charges if b.matter and not set(b.codes) & set(act.codes)), None)


def points_at_clause(act: Act) -> bool:
    """Whether the content is nothing but a relative or a demonstrative."""
    return not act.matter or act.text.lower() in RELATIVE


def goes_on(act: Act, done: Sequence[Act]) -> Act | None:
    """The dated act that this one goes on from: the same speaker, one sentence later ("He also …")."""
    last = next((b for b in reversed(done[-8:]) if b.kind in ("move", "statement")), None)
    if (
        last is None
        or not one_day(last.when)
        or act.status in ("planned", "historical")
        or not act.actors
        or set(act.actors) != set(last.actors)
        or last.passage != act.passage
        or last.sentence is None
        or act.sentence is None
    ):
        return None
    return last if act.sentence.start - last.sentence.end < 3 else None


def one_day(when: When | None) -> bool:
    """Whether an interval lies within one day."""
    return when is not None and day(when.earliest) is not None and day(when.earliest) == day(when.latest)
