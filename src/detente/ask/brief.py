"""The brief: a crisis on a page or two, every line in words and with its evidence. Faces only print it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from detente.ask.dates import of_day, of_when
from detente.ask.evidence import Known, Sources, counts
from detente.ask.names import Names, listed, name_of, office_title
from detente.lexicon import toml
from detente.model.derived import (
    Answer,
    Brief,
    BriefLine,
    BriefSection,
    Change,
    Claim,
    Contradiction,
    Due,
    Evidence,
    Happening,
    Line,
    LineKind,
    Side,
    Weighed,
)
from detente.model.judged import Analysis
from detente.model.record import Span
from detente.weigh.acts import trimmed
from detente.weigh.timeline import VERBAL

LIMIT = 12
"""Lines of a section; the rest is counted in `more`."""

TIMELINE = 18
"""Entries of the timeline."""

ADDRESSED = 40
"""Characters of a content in which an addressee need not be named again ("urged *Jane Roe to* …")."""

WORDS = 40
"""Words of a quotation in a line; the whole sentence stands with its source."""

LEADING = re.compile(r"^(?:that|to|which|who)\s+", re.I)
"""What joins a content to its verb, and says nothing by itself."""

UNITS_OF_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


def brief(
    reports: Iterable[Known], weighed: Weighed, *, as_of: str | None = None, names: Names = name_of
) -> Brief:
    """The brief of some reports and of what follows from them.

    `names` gives the name of an actor id. `as_of` (ISO date) is the day the brief speaks of; by default the one
    that `weighed` was worked out for.
    """
    return Writer(reports, weighed, as_of or weighed.as_of, names).brief()


class Writer:
    """Writes the sections of one brief."""

    def __init__(self, reports: Iterable[Known], weighed: Weighed, as_of: str | None, names: Names):
        self.sources, self.weighed, self.as_of, self.names = Sources(reports), weighed, as_of, names
        self.told = {c.id: c for c in weighed.claims}

    def brief(self) -> Brief:
        """The whole brief."""
        lines: dict[str, list[BriefLine]] = {
            "timeline": [self.happening(h) for h in self.weighed.happenings if dated(h)],
            "people": self.people(),
            "statements": [self.said(c) for c in main(c for c in self.weighed.claims if is_said(c))],
            "figures": [self.figure(c) for c in main(c for c in self.weighed.claims if is_figure(c))],
            "claims": [self.claim(c) for c in main(c for c in self.weighed.claims if is_corroborated(c))],
            "contradictions": [self.contradiction(c) for c in self.weighed.contradictions],
            "changes": [self.change(c) for c in self.weighed.changes],
            "due": [self.due(d) for d in self.weighed.due],
        }
        for kind, section in LEDGER.items():
            lines[section] = [self.line(x) for x in self.weighed.lines if x.kind == kind]
        sections = [self.section(row, lines[row["name"]]) for row in toml("brief")["section"]]
        return Brief(
            title=self.title(),
            summary=self.summary(lines),
            as_of=self.as_of,
            when=of_day(self.as_of) if self.as_of else None,
            sections=tuple(sections),
            sources=self.sources.numbered,
        )

    def section(self, row: dict[str, str], lines: Sequence[BriefLine]) -> BriefSection:
        """One section: the most weighty lines, in the order of days where they have one."""
        kept = list(lines[:LIMIT]) if row["name"] != "timeline" else list(newest(lines))
        if row["name"] in ("statements", "timeline"):
            kept.sort(key=in_time)
        return BriefSection(
            name=row["name"],
            title=row["title"],
            lines=tuple(kept),
            more=len(lines) - len(kept),
            empty=row["empty"],
        )

    # --- what it is about -------------------------------------------------------------------------

    def title(self) -> str:
        """The sides that act most, as a title."""
        acting = Counter(c for h in self.weighed.happenings for c in h.codes)
        first = sorted(acting, key=lambda c: (-acting[c], c))[:2]
        return f"Crisis brief: {listed(self.side(c) for c in first)}" if first else "Crisis brief"

    def side(self, code: str) -> str:
        """The name of a side."""
        return self.names(code if ":" in code else f"state:{code}")

    def summary(self, lines: dict[str, list[BriefLine]]) -> str:
        """One sentence of counts."""
        number = len(self.sources.numbered)
        origins = self.weighed.origins
        copied = len({r for o in origins if len(o.reports) > 1 for r in o.reports})
        parts = [f"{number} report{'s' if number != 1 else ''}"]
        if copied:
            parts.append(f"{copied} of them sharing copied or reworded text")
        standing = sum(x.state == "open" for x in self.weighed.lines)
        if standing:
            parts.append(f"{standing} line{'s' if standing != 1 else ''} of the ledger open")
        if found := len(self.weighed.contradictions):
            parts.append(f"{found} disagreement{'s' if found != 1 else ''}")
        if late := sum(d.overdue for d in self.weighed.due):
            parts.append(f"{late} promise{'s' if late != 1 else ''} overdue")
        return ", ".join(parts) + "."

    def people(self) -> list[BriefLine]:
        """Actors by how often they are named, with office and state."""
        named: Counter[str] = Counter()
        offices: dict[str, Counter[str]] = defaultdict(Counter)
        first: dict[str, Evidence] = {}
        for report, analysis in self.analyses():
            for m in analysis.mentions:
                if m.actor is None or m.actor.startswith("office:"):
                    continue
                named[m.actor] += 1
                if m.office:
                    offices[m.actor][m.office] += 1
                if m.actor not in first and m.kind in ("name", "title", "metonym", "adjective"):
                    first[m.actor] = Evidence(
                        report=report, start=m.start, end=m.end, sentence=around(analysis, m.start)
                    )
        by_kind = sorted(named, key=lambda a: (not a.startswith("person:"), -named[a], a))
        return [self.person(a, named[a], offices[a], first.get(a)) for a in by_kind]

    def analyses(self) -> Iterator[tuple[str, Analysis]]:
        """The analyses by report."""
        yield from self.sources.analyses.items()

    def person(self, actor: str, times: int, offices: Counter[str], seen: Evidence | None) -> BriefLine:
        """One actor."""
        office = self.office_of(actor, offices)
        of = self.side(office.removeprefix("office:").partition("/")[0]) if office else None
        notes = [f"{office_title(office)}, {of}"] if office and of else []
        notes.append(f"named {times} time{'s' if times != 1 else ''}")
        return BriefLine(
            id=actor,
            text=self.names(actor),
            who=(self.names(actor),),
            notes=tuple(notes),
            cites=self.sources.cites([seen]) if seen else (),
            codes=tuple(x for x in (actor, office) if x),
        )

    def office_of(self, actor: str, offices: Counter[str]) -> str | None:
        """The office a person is named with; where reports name several, one that the tables know to be his."""
        from detente.lexicon.knowledge import knowledge

        day = self.as_of or self.reported([Evidence(report=r, start=0, end=0) for r in self.sources.reports])
        held = knowledge().offices_of(actor, day, day) if day else ()
        return (
            min(offices, key=lambda o: (o not in held, -offices[o], o)) if offices else next(iter(held), None)
        )

    # --- what happened and was said ---------------------------------------------------------------

    def happening(self, h: Happening) -> BriefLine:
        """An entry of the timeline."""
        return BriefLine(
            id=h.id,
            text=self.event_in_words(h),
            who=self.all(h.actors),
            to=self.all(h.targets),
            quote=shortened(h.text),
            when=of_when(h.when) or (f"reported {of_day(h.reported, False)}" if h.reported else None),
            date=((h.when.earliest or h.when.latest) if h.when else None) or h.reported,
            place=h.place,
            state=h.status if h.status != "occurred" else None,
            counts=counts(h.reports, h.origins_low, h.origins_high),
            cites=self.sources.cites(h.evidence),
            codes=(h.type, *h.actors, *h.targets),
        )

    def event_in_words(self, h: Happening) -> str:
        """An event as a sentence without date: who met, who threatened whom with what."""
        who, to = listed(self.all(h.actors)), listed(self.all(h.targets))
        if h.type == "CONSULT":
            everybody = listed(self.all((*h.actors, *h.targets)))
            place = f" in {h.place}" if h.place else ""
            if len({*h.actors, *h.targets}) > 1:
                return f"{everybody} {'to meet' if h.status == 'planned' else 'met'}{place}"
        if h.type in DEEDS and who:
            return f"{who}: {content(h.text)}"
        told = self.told.get(h.claims[0]) if h.claims else None
        if told is None or not who:
            return shortened(h.text)
        return self.sentence(told, who, to)

    def sentence(self, c: Claim, who: str, to: str) -> str:
        """Who did or said what to whom, with the words of the claim."""
        if c.type == "CONSULT" and len({*c.actors, *c.targets}) > 1:
            return (
                f"{listed(self.all((*c.actors, *c.targets)))} {'to meet' if c.status == 'planned' else 'met'}"
            )
        if c.type in DEEDS or self.is_whole(c):
            return f"{who}: {content(c.text)}"
        verb, lead = verb_of(c)
        if c.polarity == "negated":
            verb = f"did not: {verb}"
        named = any(self.names(t).split()[-1] in c.text[:ADDRESSED] for t in c.targets)
        whom = f" {lead} {to}".replace("  ", " ") if to and lead != "-" and not named else ""
        return f"{who} {verb}{whom}: {content(c.text)}" if c.text else f"{who} {verb}{whom}"

    def is_whole(self, c: Claim) -> bool:
        """Whether a claim's words are those of the whole act, verb and all."""
        return any(trimmed(self.sources.cite(e).words) == c.text for e in c.evidence[:1] if c.kind == "move")

    def said(self, c: Claim) -> BriefLine:
        """A statement: who said what to whom."""
        who, to = self.all(c.actors), self.all(c.targets)
        return BriefLine(
            id=c.id,
            text=self.sentence(c, listed(who), listed(to)),
            who=who,
            to=to,
            quote=shortened(c.text),
            when=of_when(c.when),
            date=(c.when.earliest or c.when.latest) if c.when else self.reported(c.evidence),
            notes=self.doubts(c),
            counts=counts(c.reports, c.origins_low, c.origins_high),
            cites=self.sources.cites(c.evidence),
            codes=(c.type, *c.actors, *c.targets),
        )

    def claim(self, c: Claim) -> BriefLine:
        """A claim with how many stand behind it."""
        line = self.said(c)
        if not c.actors:
            line = structs.replace(line, text=content(c.text))
        if c.kind == "figure":
            line = structs.replace(line, text=self.figure(c).text)
        return line

    def doubts(self, c: Claim) -> tuple[str, ...]:
        """Who else tells of a claim, and who says otherwise."""
        notes = []
        if told := [a for a in c.told_by if a not in c.actors]:
            notes.append(f"as told by {listed(self.all(told))}")
        if c.disputed_by:
            against = [self.told[x] for x in c.disputed_by if x in self.told]
            notes.append(f"disputed by {listed(self.all([a for x in against for a in x.actors]))}")
        return tuple(notes)

    def reported(self, evidence: Sequence[Evidence]) -> str | None:
        """The first day on which one of the reports behind evidence came out."""
        days = [
            self.sources.analyses[e.report].published for e in evidence if e.report in self.sources.analyses
        ]
        return min((p.earliest[:10] for p in days if p and p.earliest), default=None)

    def figure(self, c: Claim) -> BriefLine:
        """A figure with its precision in words."""
        who = self.all(c.actors)
        return BriefLine(
            id=c.id,
            text=figure_in_words(c) + (f" ({listed(who)})" if who else ""),
            who=who,
            quote=c.text,
            when=of_when(c.when),
            date=(c.when.earliest or c.when.latest) if c.when else None,
            counts=counts(c.reports, c.origins_low, c.origins_high),
            cites=self.sources.cites(c.evidence),
            codes=(c.type, *c.actors),
        )

    # --- the ledger -------------------------------------------------------------------------------

    def line(self, x: Line) -> BriefLine:
        """A line of the ledger with its answers."""
        who, to = self.all(x.by), self.all(x.to)
        whom = f" to {listed(to)}" if to else ""
        return BriefLine(
            id=x.id,
            text=f"{listed(who) or 'Somebody not named'}{whom}: {content(x.text)}",
            who=who,
            to=to,
            quote=shortened(x.text),
            when=of_when(x.made),
            date=(x.made.earliest or x.made.latest) if x.made else self.reported(x.evidence),
            state=x.state,
            notes=tuple(self.remarks(x)),
            counts=counts(x.reports, x.origins_low, x.origins_high),
            parts=tuple(self.answer(a) for a in x.answers),
            cites=self.sources.cites(x.evidence),
            codes=(x.kind, *x.by, *x.to),
        )

    def remarks(self, x: Line) -> Iterator[str]:
        """A due date, a condition, a doubt."""
        if due := of_when(x.due):
            yield f"due {due}"
        if x.condition:
            yield f"condition: {shortened(x.condition)}"
        if x.told_by:
            yield f"as told by {listed(self.all(x.told_by))}"
        if x.disputed:
            yield "disputed"

    def answer(self, a: Answer) -> BriefLine:
        """An answer to a line. Why it is taken for one is told by `why`."""
        who = self.all(a.by)
        return BriefLine(
            id=a.evidence[0].item or "",
            text=f"{listed(who) or 'Somebody not named'} {toml('brief')['verdict'][a.verdict]}",
            who=who,
            when=of_when(a.when),
            date=(a.when.earliest or a.when.latest) if a.when else None,
            cites=self.sources.cites(a.evidence),
            codes=(a.verdict, *a.by),
        )

    # --- doubts and what is to come ---------------------------------------------------------------

    def contradiction(self, c: Contradiction) -> BriefLine:
        """A contradiction with its sides and reasons."""
        kind = toml("brief")["contradiction"][c.kind]
        opening = {
            "time": "Reports disagree on the time" if c.sure >= 0.5 else "Reports may disagree on the time",
            "figure": "Reports disagree on a figure" if c.sure >= 0.5 else "Reports may disagree on a figure",
            "stance": "Two positions stand against each other",
            "denial": "One side accuses, the other denies",
        }[c.kind]
        values = [s.value if c.kind == "time" and s.value else shortened(s.text) for s in c.sides]
        told = " against ".join(content(v) for v in dict.fromkeys(values))
        return BriefLine(
            id=c.id,
            text=f"{opening}: {told}",
            notes=tuple(r.what for r in c.reasons),
            date=next((s.when.earliest for s in c.sides if s.when and s.when.earliest), None),
            parts=tuple(self.one_side(s) for s in c.sides),
            cites=self.sources.cites([e for s in c.sides for e in s.evidence]),
            codes=(c.kind, kind),
            sure=c.sure,
        )

    def one_side(self, s: Side) -> BriefLine:
        """One side of a contradiction or a change: whose it is, and who says so if another does."""
        who = self.all(s.actors or s.by)
        told = self.all(a for a in s.by if a not in s.actors) if s.actors else ()
        return BriefLine(
            id=s.evidence[0].item or "",
            text=(f"{listed(who)}: " if who else "") + content(s.text),
            who=who,
            quote=s.text,
            when=of_when(s.when),
            date=(s.when.earliest or s.when.latest) if s.when else None,
            notes=(f"as told by {listed(told)}",) if told else (),
            cites=self.sources.cites(s.evidence),
            codes=tuple(dict.fromkeys((*s.actors, *s.by))),
        )

    def change(self, c: Change) -> BriefLine:
        """A position that moved, or may have."""
        actor = self.names(c.actor)
        opening = f"{actor} may have moved" if c.disputed else f"{actor} moved"
        return BriefLine(
            id=c.id,
            text=f"{opening}: from {content(c.first.text)} to {content(c.then.text)}",
            who=(actor,),
            when=of_when(c.then.when),
            date=(c.then.when.earliest or c.then.when.latest) if c.then.when else None,
            notes=tuple(r.what for r in c.reasons),
            state="disputed" if c.disputed else None,
            parts=(self.one_side(c.first), self.one_side(c.then)),
            cites=self.sources.cites((*c.first.evidence, *c.then.evidence)),
            codes=(c.actor,),
        )

    def due(self, d: Due) -> BriefLine:
        """What is to come, or late."""
        who = self.all(d.actors)
        return BriefLine(
            id=d.line or d.happening or "",
            text=(f"{listed(who)}: " if who else "") + content(d.text),
            who=who,
            quote=shortened(d.text),
            when=of_when(d.when),
            date=d.when.latest or d.when.earliest,
            state="overdue" if d.overdue else "due",
            cites=self.sources.cites(d.evidence),
            codes=d.actors,
        )

    def all(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The names of actors, each once."""
        return tuple(dict.fromkeys(self.names(a) for a in actors))


DEEDS = frozenset(
    {
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "RETREAT",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    }
)
"""Moves that are no words: what was done is said best by the report's own."""

LEDGER: dict[LineKind, str] = {
    "demand": "demands",
    "offer": "offers",
    "promise": "promises",
    "threat": "threats",
    "refusal": "refusals",
}
"""Kinds of lines and their sections."""


def main(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by weight: many origins first, then many reports, then the latest."""

    def weight(c: Claim) -> tuple[object, ...]:
        when = (c.when.latest or "") if c.when else ""
        return (-c.origins_high, -c.reports, not c.targets, [-ord(x) for x in when[:10]], c.id)

    return sorted(claims, key=weight)


def in_time(line: BriefLine) -> tuple[str, str, int, int]:
    """Sort key: by day, then by the clock, then where it stands in the sources."""
    first = line.cites[0] if line.cites else None
    date = line.date or "9999"
    return (date[:10], date, first.source if first else 0, first.evidence.start if first else 0)


def newest(lines: Sequence[BriefLine]) -> list[BriefLine]:
    """The entries of the timeline that fit: those many reports tell first, then the latest."""
    if len(lines) <= TIMELINE:
        return list(lines)
    by_weight = sorted(lines, key=lambda x: (-len({c.source for c in x.cites}), x.date or "", x.id))
    return by_weight[:TIMELINE]


def dated(h: Happening) -> bool:
    """Whether an entry belongs into a brief. Standing demands and accusations without a day of their own are no
    entries of a timeline; the ledger has them."""
    return bool(h.actors or h.targets) and (h.when is not None or h.type not in VERBAL)


def is_said(c: Claim) -> bool:
    """Whether a claim is something said aloud by somebody named."""
    return c.speech and bool(c.actors) and bool(c.text)


def is_figure(c: Claim) -> bool:
    """Whether a claim is a figure of weight: somebody's, or told by several; not a length of time."""
    unit = (c.unit or "").lower().removesuffix("s").split(" ")[0]
    return (
        c.kind == "figure"
        and unit not in UNITS_OF_TIME
        and bool(c.actors or c.reports > 1 or (c.low or c.high or 0) >= 100)
    )


def is_corroborated(c: Claim) -> bool:
    """Whether more than one report tells it, as a move, a figure or something said aloud."""
    if c.reports < 2 or not c.text:
        return False
    if c.kind == "figure":
        return is_figure(c)
    # Meetings stand in the timeline, with their counts.
    return bool(c.actors) and c.type != "CONSULT" and (c.kind == "move" or c.speech)


def figure_in_words(c: Claim) -> str:
    """A figure with its precision: "about 100,000 soldiers", "between 2 and 4 brigades".

    >>> figure_in_words(Claim(id="", text="", kind="figure", type="", low=1e5, high=1e5, precision="about", unit="soldiers"))
    'about 100,000 soldiers'
    """
    unit = f" {c.unit}" if c.unit else ""
    word = toml("brief")["precision"].get(c.precision or "", "")
    if c.low is not None and c.high is not None and c.low != c.high:
        return f"between {number(c.low)} and {number(c.high)}{unit}"
    value = c.low if c.low is not None else c.high
    if value is None:
        return c.text
    return f"{word} {number(value)}{unit}".strip()


def number(value: float) -> str:
    """A number as one prints it."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def verb_of(c: Claim) -> tuple[str, str]:
    """The verb for what is done, and the word that leads to the addressee. An act of saying counts only where it
    can be the move's: "would not offer" is a refusal, whatever its verb."""
    words = toml("brief")
    fits = c.type not in words["acts"] or c.act in words["acts"][c.type]
    said = words["said"].get(c.act or "") if fits else None
    mode = words["mode"].get(f"{c.type}/{c.mode}")
    verb, lead = mode or said or words["said"].get(c.type) or words["type"].get(c.type) or ("said", "to")
    return str(verb), str(lead)


def content(text: str) -> str:
    """The words of a content in quotation marks, so that it is plain that they are cut and not written."""
    return f"“{bare(shortened(LEADING.sub('', text)))}”" if text else ""


def bare(text: str) -> str:
    """Text ready to stand between our own quotation marks: a pair of marks around all of it goes, others become
    single ones."""
    text = text.strip()
    if (
        len(text) > 1
        and text[0] in OPEN
        and text[-1] in CLOSE
        and not any(c in OPEN + CLOSE for c in text[1:-1])
    ):
        text = text[1:-1]
    return paired(text).translate(SINGLE)


def paired(text: str) -> str:
    """Text without quotation marks whose other half was left out when the words were cut."""
    alone: list[int] = []
    waiting: list[int] = []
    for at, mark in enumerate(text):
        if mark in "“„«":
            waiting.append(at)
        elif mark in "”»":
            if waiting:
                waiting.pop()
            else:
                alone.append(at)
    drop = {*alone, *waiting}
    return "".join(c for at, c in enumerate(text) if at not in drop).strip() if drop else text


OPEN, CLOSE = '“„«"', '”»"“'
SINGLE = str.maketrans({"“": "‘", "„": "‘", "«": "‘", "”": "’", "»": "’", '"': "'"})


def shortened(text: str) -> str:
    """At most so many words; a cut shows."""
    words = text.split()
    return " ".join(words) if len(words) <= WORDS else " ".join(words[:WORDS]) + " …"


def around(analysis: Analysis, at: int) -> Span | None:
    """The sentence around a place."""
    from bisect import bisect_right

    n = bisect_right(analysis.sentences, (at, 1 << 60)) - 1
    return Span(*analysis.sentences[n]) if n >= 0 and analysis.sentences[n][1] > at else None
