"""The brief: a crisis on a page or two, every line in words and with its evidence. Faces only print it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from msgspec import structs

from detente.ask.clauses import around
from detente.ask.dates import of_day, of_when, period, short_day
from detente.ask.evidence import Known, Sources, counts
from detente.ask.names import (
    Names,
    as_printed,
    capital,
    in_sentence,
    known_name,
    listed,
    name_of,
    office_title,
    titled,
)
from detente.ask.quoting import content, form_of, shortened
from detente.ask.wording import Told, Wording, inside, optional
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
    Reason,
    Side,
    Update,
    Weighed,
)
from detente.model.given import Published
from detente.model.judged import Analysis, Move, Statement, When
from detente.weigh.origins import Independence
from detente.weigh.timeline import VERBAL

LIMIT = 12
"""Lines of a section; the rest is counted in `more`."""

TIMELINE = 18
"""Entries of the timeline."""

OF_THE_REPORTS = 5
"""A meeting of which at least every fifth report tells is what the reports are about."""

SIDES = 3
"""Sides that a title names."""

UNITS_OF_TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})

SAID_FIRST = 16
"""Words before a clock time that say of what it is the time."""


def brief(
    reports: Iterable[Known], weighed: Weighed, *, as_of: str | None = None, names: Names = name_of
) -> Brief:
    """The brief of some reports and of what follows from them.

    `names` gives the name of an actor id. `as_of` (ISO date) is the day the brief speaks of; by default the one
    that `weighed` was worked out for.
    """
    return writer(Sources(reports), weighed, as_of, names).brief()


def writer(sources: Sources, weighed: Weighed, as_of: str | None = None, names: Names = name_of) -> Writer:
    """What writes the brief as of a day, and single lines as it does."""
    day = as_of or weighed.as_of
    return Writer(sources, weighed, day, names, year=day[:4] if day else None)


class Writer:
    """Writes the lines and sections of one brief. `year` is the year that its dates need not name."""

    def __init__(
        self,
        reports: Iterable[Known] | Sources,
        weighed: Weighed,
        as_of: str | None,
        names: Names,
        year: str | None = None,
    ):
        self.sources = reports if isinstance(reports, Sources) else Sources(reports)
        self.weighed, self.as_of = weighed, as_of
        self.names = as_printed(names, self.sources.printed)
        self.year = year
        self.claims = {c.id: c for c in weighed.claims}
        self.lines = {x.id: x for x in weighed.lines}
        self.happenings = {h.id: h for h in weighed.happenings}
        self.wording = Wording(self.sources, self.names)

    @cached_property
    def independence(self) -> Independence:
        """What counts the origins behind evidence."""
        return Independence(self.weighed.origins, self.weighed.links)

    def brief(self) -> Brief:
        """The whole brief."""
        lines = self.all_lines()
        points = tuple(self.points(lines))
        rows = [(row, lines[row["name"]]) for row in toml("brief")["section"]]
        sections = [self.section(row, found) for row, found in rows if found or "empty" in row]
        return Brief(
            title=self.title(),
            summary=" ".join(points),
            points=points,
            as_of=self.as_of,
            when=of_day(self.as_of) if self.as_of else None,
            sections=tuple(sections) if self.sources.numbered else (),
            sources=self.sources.numbered,
        )

    def all_lines(self) -> dict[str, list[BriefLine]]:
        """The lines of every section, the weightiest first. What stands in the ledger or the timeline is not said
        again among the statements."""
        weighed = self.weighed
        shown = [h for h in weighed.happenings if dated(h)]
        lines = {
            "timeline": [self.happening(h) for h in shown],
            "people": self.people(),
            "parties": self.parties(),
            "statements": [self.said(c) for c in self.only_said(shown)],
            "figures": [self.figure(c) for c in main(c for c in weighed.claims if is_figure(c))],
            "claims": [self.behind(c) for c in main(c for c in weighed.claims if is_corroborated(c))],
            "contradictions": [self.contradiction(c) for c in weighed.contradictions],
            "changes": [self.change(c) for c in weighed.changes],
            "due": [self.due(d) for d in sorted(weighed.due, key=soonest) if not self.is_past(d)],
        }
        for kind, section in LEDGER.items():
            # Lines of nobody we know come last, for they say least.
            known = sorted((x for x in weighed.lines if x.kind == kind), key=lambda x: not x.by)
            lines[section] = [self.line(x) for x in foremost(known)]
        told = AlreadyTold(x.text for name in ("timeline", *LEDGER.values()) for x in lines[name])
        lines["statements"] = [x for x in lines["statements"] if not told.says(x.text)]
        return {name: once(found) for name, found in lines.items()}

    def section(self, row: dict[str, str], lines: Sequence[BriefLine]) -> BriefSection:
        """One section: the most weighty lines, in the order of days where they have one."""
        kept = list(lines[:LIMIT]) if row["name"] != "timeline" else newest(lines)
        if row["name"] in ("statements", "timeline"):
            kept.sort(key=in_time)
        return BriefSection(
            name=row["name"],
            title=row["title"],
            lines=tuple(kept),
            more=len(lines) - len(kept),
            empty=row.get("empty", ""),
        )

    # --- what it is about -------------------------------------------------------------------------

    def title(self) -> str:
        """The sides that act most, where they met, and the days that the reports cover."""
        about = listed(self.side(c) for c in self.main_sides())
        where = ", ".join(x for x in (self.meeting_place(), self.covered()) if x)
        return ": ".join(x for x in (about, where) if x) or "Nothing to tell yet"

    def main_sides(self) -> list[str]:
        """The sides that act and that reports name most often; a third one only if it does so a quarter as often."""
        acting = Counter(c for h in self.weighed.happenings for c in h.codes if not c.startswith("person:"))
        acting.update(c for x in self.weighed.lines for c in {*x.codes, *x.target_codes} if ":" not in c)
        for analysis in self.sources.analyses.values():
            acting.update(c for c in sides_named(analysis) if c in acting)
        first = sorted(acting, key=lambda c: (-acting[c], c))[:SIDES]
        return [c for n, c in enumerate(first) if n < 2 or acting[c] * 4 >= acting[first[0]]]

    def meeting_place(self) -> str | None:
        """Where the meeting took place that most reports tell of, if it is what they are about."""
        met = [h for h in self.weighed.happenings if h.type == "CONSULT" and h.place and not h.historical]
        met.sort(key=lambda h: (-h.reports, h.id))
        best = met[0] if met and (len(met) == 1 or met[0].reports > met[1].reports) else None
        if best and best.reports * OF_THE_REPORTS < len(self.sources.numbered):
            best = None  # one of many meetings
        known = {self.side(c) for c in (best.codes if best else ())}
        return best.place if best and best.place not in known else None

    def covered(self) -> str | None:
        """The days from the first report to the last; nothing where most of them are not known to the day."""
        days = [d for s in self.sources.numbered if (d := exact(s.published))]
        return period(min(days), max(days)) if 2 * len(days) >= len(self.sources.numbered) > 0 else None

    def side(self, code: str) -> str:
        """The name of a side."""
        return self.names(code if ":" in code else f"state:{code}")

    def points(self, lines: dict[str, list[BriefLine]]) -> Iterator[str]:
        """The latest turn, what is disputed, what is due; then how many reports there are and how far they copy."""
        if not self.sources.numbered:
            yield "No report has been read."
            return
        turns = [*(x for name in TURNS for x in lines[name]), *self.bound()]
        latest, due = self.latest(turns), self.next_due(lines["due"])
        if latest and due.endswith(latest.partition(": ")[2]):
            # The turn is the promise itself: told once, with both its days.
            latest, due = "", f"{latest.partition(': ')[0]}; {due[:1].lower()}{due[1:]}"
        yield from filter(None, (latest, *self.disputed(lines), due, self.counted()))

    def bound(self) -> Iterator[BriefLine]:
        """The dated demands, offers and promises as sentences."""
        for x in self.weighed.lines:
            if x.made and x.kind in ("demand", "offer", "promise"):
                yield structs.replace(self.line(x), text=self.wording.sentence(self.told_line(x)))

    def latest(self, lines: Sequence[BriefLine]) -> str:
        """What the newest days bring: of today and yesterday what most reports tell, of the main sides, done rather than only
        said, the latest. What is only planned or lasts longer than a day is no turn."""
        until = (self.as_of or "9999")[:10]
        done = [
            x for x in lines if x.date and is_of_a_day(x) and x.state not in NO_TURN and x.date[:10] <= until
        ]
        if not done:
            return ""
        last = max(x.date[:10] for x in done if x.date)
        fresh = [x for x in done if x.date and (x.date[:10] == last or x.date[:10] == yesterday(last))]
        sides = {f"state:{c}" for c in self.main_sides()} | set(self.main_sides())
        best = max(
            fresh,
            key=lambda x: (
                is_between_known(x.codes),
                min(2, len({c.source for c in x.cites})),
                len(sides & {*x.codes}) + (len({*x.who, *x.to}) > 1),
                x.id in self.happenings,
                x.date or "",
                x.id,
            ),
        )
        told = "" if (best.when or "")[:3] in WEEKDAYS else "reported "
        return f"Latest, {told}{short_day((best.date or last)[:10], self.year)}: {inside(best.text)}."

    def disputed(self, lines: dict[str, list[BriefLine]]) -> Iterator[str]:
        """The first of the contradictions, and how many more there are."""
        found = lines["contradictions"]
        moved = lines["changes"]
        if moved:
            more = f" {len(moved)} positions moved in all." if len(moved) > 1 else ""
            yield f"{moved[0].text}.{more}"
        if found:
            may = "" if any((x.sure or 0) >= 0.5 for x in found) else "may "
            yield f"Reports {may}disagree on {number_of(len(found), 'point')}."

    def next_due(self, due: Sequence[BriefLine]) -> str:
        """What is due soonest, and how much is late."""
        late = sum(x.state == "overdue" for x in due)
        coming = next((x for x in due if x.state != "overdue"), None)
        parts = [f"{capital(number_of(late, 'promise'))} overdue."] if late else []
        if coming and coming.when:
            parts.append(f"Due next, {coming.when}: {inside(coming.text)}.")
        return " ".join(parts)

    def counted(self) -> str:
        """How many reports there are, and how many independent origins."""
        number = len(self.sources.numbered)
        shared = [o.reports for o in self.weighed.origins if len(o.reports) > 1]
        copying = len({r for reports in shared for r in reports})
        told = number_of(number, "report")
        if copying:
            of = f"{copying:,}" if copying < number else "both" if number == 2 else "all"
            told += f", {of} of which share text with another"
            told += f"; {number_of(groups(self.sources.reports, shared), 'independent origin')}"
        elif number > 1:
            told += ", which share no text"
        undated = sum(exact(s.published) is None for s in self.sources.numbered)
        if undated:
            of = "none with a date" if undated == number > 1 else f"{undated} without a date"
            own = "their own" if 1 < undated < number else "its own"
            told += f"; {of} of {own}" if number > 1 else ", without a date of its own"
        return f"{told}."

    def people(self) -> list[BriefLine]:
        """Persons by how many reports name them and how often, with office and state; those without an office last."""
        reports = Counter(
            a for x in self.sources.analyses.values() for a in {m.actor for m in x.mentions if m.actor}
        )
        found = [
            self.person(a, offices, seen) for a, offices, seen in self.named() if a.startswith("person:")
        ]
        return sorted(found, key=lambda line: (not line.notes, -reports[line.id]))

    def parties(self) -> list[BriefLine]:
        """States and bodies in one line."""
        found = [
            (a, seen) for a, _, seen in self.named() if a.startswith(("state:", "org:", "group:")) and seen
        ]
        if not found:
            return []
        kept, names = found[:LIMIT], [in_sentence(a, self.names(a)) for a, _ in found]
        shown = list(dict.fromkeys(names))
        text = (
            listed(shown)
            if len(shown) <= LIMIT
            else f"{', '.join(shown[:LIMIT])} and {len(shown) - LIMIT} more"
        )
        return [
            BriefLine(
                id="parties",
                text=capital(text),
                who=tuple(dict.fromkeys(self.names(a) for a, _ in found)),
                cites=self.sources.cites([seen for _, seen in kept]),
                codes=tuple(a for a, _ in kept),
            )
        ]

    def named(self) -> list[tuple[str, Counter[str], Evidence | None]]:
        """Actors by how often they are named, with the offices they are named with and a place that names them."""
        named: Counter[str] = Counter()
        offices: dict[str, Counter[str]] = defaultdict(Counter)
        first: dict[str, Evidence] = {}
        for report, analysis in self.sources.analyses.items():
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
        return [(a, offices[a], first.get(a)) for a in sorted(named, key=lambda a: (-named[a], a))]

    def person(self, actor: str, offices: Counter[str], seen: Evidence | None) -> BriefLine:
        """One person: name, office, state."""
        office = self.office_of(actor, offices)
        body = office.removeprefix("office:").partition("/")[0] if office else ""
        of = self.names(f"org:{body}") if known_name(f"org:{body}") else self.side(body) if body else None
        return BriefLine(
            id=actor,
            text=self.names(actor),
            who=(self.names(actor),),
            notes=(titled(office_title(office)), of) if office and of else (),
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
        told = self.claims.get(h.claims[0]) if h.claims else None
        day = (h.when.earliest or h.when.latest) if h.when else None
        as_told = Told(
            evidence=self.best_for(h),
            text=told.text if told else h.text,
            type=h.type,
            actors=h.actors,
            targets=h.targets,
            act=told.act if told else None,
            mode=told.mode if told else None,
            negated=bool(told and told.polarity == "negated"),
            planned=h.status == "planned",
            told_by=told.told_by if told else (),
            place=h.place,
            day=day,
        )
        return BriefLine(
            id=h.id,
            text=self.wording.sentence(as_told),
            who=self.all(h.actors),
            to=self.all(h.targets),
            quote=shortened(h.text),
            when=of_when(h.when, self.year),
            date=day or h.reported,
            place=h.place,
            state=h.status if h.status not in ("occurred", "ongoing") else None,
            notes=self.report_day(h.when, h.reported),
            counts=counts(h.reports, h.origins_low, h.origins_high),
            cites=self.sources.cites(h.evidence),
            codes=(h.type, *h.actors, *h.targets),
        )

    def best_for(self, h: Happening) -> tuple[Evidence, ...]:
        """The evidence of an event, that with its words first."""
        known = [e for e in h.evidence if e.report in self.sources.reports]
        return tuple(sorted(known, key=lambda e: " ".join(self.sources.cite(e).words.split()) != h.text))

    def report_day(self, when: When | None, reported: str | None) -> tuple[str, ...]:
        """When something without a day of its own was reported."""
        return () if when or not reported else (f"reported {short_day(reported, self.year)}",)

    def said(self, c: Claim) -> BriefLine:
        """A statement: who said what to whom."""
        reported = self.reported(c.evidence)
        return BriefLine(
            id=c.id,
            text=self.wording.sentence(self.as_told(c)),
            who=self.all(c.actors),
            to=self.all(c.targets),
            quote=shortened(c.text),
            when=of_when(c.when, self.year),
            date=(c.when.earliest or c.when.latest) if c.when else reported,
            notes=(*self.doubts(c), *self.report_day(c.when, reported)),
            counts=counts(c.reports, c.origins_low, c.origins_high),
            cites=self.sources.cites(c.evidence),
            codes=(c.type, *c.actors, *c.targets),
        )

    def as_told(self, c: Claim) -> Told:
        """What the sentence of a claim is made of."""
        return Told(
            evidence=tuple(e for e in c.evidence if e.report in self.sources.reports),
            text=c.text,
            type=c.type,
            actors=c.actors,
            targets=c.targets,
            act=c.act,
            mode=c.mode,
            negated=c.polarity == "negated",
            planned=c.status == "planned",
            told_by=c.told_by,
            day=(c.when.earliest or c.when.latest) if c.when else None,
        )

    def only_said(self, shown: Sequence[Happening]) -> list[Claim]:
        """Statements that neither the ledger nor the timeline gives."""
        taken = {x.claim for x in self.weighed.lines} | {c for h in shown for c in h.claims}
        told = [e for x in self.weighed.lines for e in x.evidence]
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for e in told:
            spans[e.report].append(self.said_where(e))
        return main(
            c
            for c in self.weighed.claims
            if is_said(c)
            and self.speaks_for_a_side(c)
            and c.id not in taken
            and not any(self.is_told(e, spans) for e in c.evidence[:1])
        )

    def speaks_for_a_side(self, c: Claim) -> bool:
        """Whether somebody with an office says it, or a state or a body: no reporter to another."""
        return any(not a.startswith("person:") or a in self.officials for a in c.actors)

    @cached_property
    def officials(self) -> set[str]:
        """Everybody whom a report names with an office."""
        return {m.actor for x in self.sources.analyses.values() for m in x.mentions if m.actor and m.office}

    def said_where(self, e: Evidence) -> tuple[int, int]:
        """Where the content of evidence stands."""
        item = self.wording.item(e)
        inner = getattr(item, "content", None) if item else None
        return (inner[0], inner[1]) if inner else (e.start, e.end)

    def is_told(self, e: Evidence, spans: dict[str, list[tuple[int, int]]]) -> bool:
        """Whether most of what evidence says stands in one of some spans of its report, or the other way round."""
        start, end = self.said_where(e)
        return any(
            2 * (min(end, b) - max(start, a)) > min(end - start, b - a) for a, b in spans.get(e.report, ())
        )

    def claim(self, c: Claim) -> BriefLine:
        """A claim with how many stand behind it."""
        return self.figure(c) if c.kind == "figure" else self.said(c)

    def behind(self, c: Claim) -> BriefLine:
        """A claim that several reports tell, short: what, and how many."""
        return structs.replace(self.claim(c), when=None, notes=self.doubts(c))

    def doubts(self, c: Claim) -> tuple[str, ...]:
        """Who says otherwise."""
        against = [self.claims[x] for x in c.disputed_by if x in self.claims]
        if not c.disputed_by:
            return ()
        # Of a figure the actors hold what is counted; who gives another is on whose word it is.
        tellers = (x.told_by if x.kind == "figure" else x.actors for x in against)
        by = self.wording.who(dict.fromkeys(a for some in tellers for a in some))
        return (f"disputed by {by}" if by else "disputed",)

    def reported(self, evidence: Sequence[Evidence]) -> str | None:
        """The first day on which one of the reports behind evidence came out."""
        known = [
            self.sources.analyses[e.report].published for e in evidence if e.report in self.sources.analyses
        ]
        return min((d for p in known if (d := exact(p))), default=None)

    def figure(self, c: Claim) -> BriefLine:
        """A figure with its precision in words, and whose it is; without a holder, the sentence that gives it."""
        who = self.all(c.actors)
        text = capital(figure_in_words(c))
        sentence = (
            "" if who or not c.evidence else self.sources.cite(c.evidence[0]).sentence.strip().rstrip(".")
        )
        return BriefLine(
            id=c.id,
            text=f"{text} ({listed(who)})" if who else text,
            who=who,
            quote=c.text,
            when=of_when(c.when, self.year),
            date=(c.when.earliest or c.when.latest) if c.when else None,
            notes=(content(sentence),) if sentence and sentence != c.text else (),
            counts=counts(c.reports, c.origins_low, c.origins_high),
            cites=self.sources.cites(c.evidence),
            codes=(c.type, *c.actors),
        )

    # --- the ledger -------------------------------------------------------------------------------

    def line(self, x: Line) -> BriefLine:
        """A line of the ledger with its answers."""
        reported, text = self.reported(x.evidence), self.ledger_words(x)
        return BriefLine(
            id=x.id,
            text=text,
            who=self.all(x.by),
            to=self.all(x.to),
            quote=shortened(x.text),
            when=of_when(x.made, self.year),
            date=(x.made.earliest or x.made.latest) if x.made else reported,
            state=x.state,
            notes=(*self.remarks(x, text), *self.report_day(x.made, reported)),
            counts=counts(x.reports, x.origins_low, x.origins_high),
            parts=tuple(self.answer(a) for a in x.answers),
            cites=self.sources.cites(x.evidence),
            codes=(x.kind, *x.by, *x.to),
        )

    def ledger_words(self, x: Line) -> str:
        """A demand, an offer or a promise as "who → whom: what", if it is no clause with a subject of its own; a
        threat or a refusal as a sentence, for without its verb nobody can tell it from its contrary."""
        told = self.told_line(x)
        by, to = listed(self.all(x.by)), listed(self.all(x.to))
        words = self.wording.content(told)
        plain = x.kind == "demand" or form_of(x.text, self.wording.before(told)) in (
            "noun",
            "infinitive",
            "gerund",
        )
        if x.kind in ("demand", "offer", "promise") and by and plain:
            return f"{by}{f' → {to}' if to else ''}: {words}"
        return self.wording.sentence(told)

    def told_line(self, x: Line) -> Told:
        """What the sentence of a line is made of."""
        claim = self.claims.get(x.claim or "")
        fits = claim is not None and set(claim.actors) <= set(x.by)
        return Told(
            evidence=x.evidence,
            text=x.text,
            type=claim.type if claim and fits else x.kind,
            actors=x.by,
            targets=x.to,
            act=claim.act if claim and fits else None,
            mode=claim.mode if claim else None,
            told_by=x.told_by,
            day=(x.made.earliest or x.made.latest) if x.made else None,
        )

    def remarks(self, x: Line, text: str) -> Iterator[str]:
        """A due date, a condition, on whose word, a doubt."""
        if due := of_when(x.due, self.year):
            yield f"due {due}"
        if x.condition and content(x.condition)[1:-1] not in text:
            yield f"condition: {content(x.condition)}"
        if x.told_by and not text.startswith("According"):
            yield f"according to {self.wording.who(x.told_by)}"
        if x.disputed:
            yield "disputed"

    def answer(self, a: Answer) -> BriefLine:
        """An answer to a line. Why it is taken for one is told by `why`."""
        return BriefLine(
            id=a.id,
            text=optional(toml("brief")["verdict"][a.verdict], who=self.wording.who(a.by)),
            who=self.all(a.by),
            when=of_when(a.when, self.year),
            date=(a.when.earliest or a.when.latest) if a.when else None,
            notes=(f"decided by {a.author}",) if a.author else (),
            cites=self.sources.cites(a.evidence),
            codes=(a.verdict, *a.by),
        )

    # --- doubts and what is to come ---------------------------------------------------------------

    def contradiction(self, c: Contradiction) -> BriefLine:
        """A contradiction with its sides and reasons."""
        words = {
            "time": self.two_times,
            "figure": self.two_values,
            "stance": self.two_stances,
            "denial": self.denied,
            "account": self.two_stances,
        }
        return BriefLine(
            id=c.id,
            text=words[c.kind](c),
            notes=tuple(self.reasons(c.reasons)),
            date=next((s.when.earliest for s in c.sides if s.when and s.when.earliest), None),
            parts=tuple(self.one_side(s) for s in c.sides),
            cites=self.sources.cites([e for s in c.sides for e in s.evidence]),
            codes=(c.kind, *dict.fromkeys(a for s in c.sides for a in s.by)),
            sure=c.sure,
        )

    def reasons(self, reasons: Sequence[Reason]) -> Iterator[str]:
        """Reasons that say more than the line."""
        known = toml("brief")["plain"]["reasons"]
        yield from (r.what for r in reasons if r.what not in known)

    def two_times(self, c: Contradiction) -> str:
        """Clock times that differ, with what they are the time of."""
        of = self.up_to(c.sides[0].evidence)
        may = "Reports may give two times" if c.sure < 0.5 or not self.zoned(c) else "Reports give two times"
        day = of_when(day_alone(c.sides[0].when), self.year)
        values = " or ".join(f"{s.value or content(s.text)} ({self.in_reports(s)})" for s in c.sides)
        told = self.zoned(c) or any("zone" in r.what for r in c.reasons)
        zone = "" if told else "; no time zone is given"
        return f"{may}{f' for {of}' if of else ''}{f' on {day}' if day else ''}: {values}{zone}"

    def zoned(self, c: Contradiction) -> bool:
        """Whether every side names its time zone."""
        return all(ZONED.search((s.when.value if s.when else None) or "") for s in c.sides)

    def up_to(self, evidence: Sequence[Evidence]) -> str:
        """What stands before a time in its sentence, if that is short enough to say what happened then."""
        for e in evidence:
            if e.report in self.sources.reports:
                cite = self.sources.cite(e)
                words = cite.sentence[: cite.at.start].strip()
                if 2 < len(words.split()) <= SAID_FIRST:
                    return content(words)
        return ""

    def two_values(self, c: Contradiction) -> str:
        """Figures that differ."""
        said = [f"{s.value or s.text} ({self.in_reports(s)})" for s in c.sides]
        may = "; they may count different things" if c.sure < 0.5 else ""
        return capital(" against ".join(x[:1].lower() + x[1:] for x in said)) + may

    def two_stances(self, c: Contradiction) -> str:
        """Positions that stand against each other."""
        first, *others = (self.side_told(s) for s in c.sides)
        return "; ".join([first, *map(inside, others)])

    def denied(self, c: Contradiction) -> str:
        """An accusation and its denial."""
        first, *others = c.sides
        by = self.wording.who(dict.fromkeys(a for s in others for a in s.by))
        told = self.side_told(first, tuple(dict.fromkeys(a for s in others for a in s.by)), "ACCUSE")
        many = len({a for s in others for a in s.by}) > 1
        return f"{told}; {by} {'deny' if many else 'denies'} it" if by else f"{told}; this is denied"

    def side_told(self, s: Side, targets: tuple[str, ...] = (), type: str = "COMMENT") -> str:
        """One side as a sentence."""
        known = tuple(e for e in s.evidence if e.report in self.sources.reports)
        actors = s.actors or s.by
        told = tuple(a for a in s.by if a not in s.actors) if s.actors else ()
        item = self.wording.item(known[0]) if known else None
        return self.wording.sentence(
            Told(
                evidence=known,
                text=self.shorn(s),
                type=item.type if isinstance(item, Move) else type,
                actors=actors,
                targets=targets,
                act=item.act if isinstance(item, Statement) else None,
                told_by=told,
            )
        )

    def shorn(self, s: Side) -> str:
        """What a side says, without who says it and of whom: "Ruiz said that *she would stay*", "accused Oslo of *a plot*"."""
        e = next((e for e in s.evidence if self.is_printed_at(s.text, e)), None)
        if e is None:
            return s.text
        report, analysis = self.sources.reports[e.report], self.sources.analyses[e.report]
        item = self.wording.item(e)
        if isinstance(item, Move) and item.statement:
            said = self.wording.items_of(analysis).by_id.get(item.statement)
            if isinstance(said, Statement) and e.start < said.start < e.end:
                return " ".join(report.quote((said.start, min(said.end, e.end))).split())
        at = report.text.find(s.text, e.start, e.end)
        if "accus" in report.text[e.start : max(e.start, at)].lower():
            whom = next((m for m in analysis.mentions if m.start == at), None)
            if whom is not None and report.text.startswith(" of ", whom.end):
                return s.text[whom.end + len(" of ") - at :]
        return s.text

    def is_printed_at(self, text: str, e: Evidence) -> bool:
        """Whether the words are those of a piece of evidence, white space aside."""
        known = self.sources.reports.get(e.report)
        return known is not None and text in " ".join(known.quote((e.start, e.end)).split())

    def in_reports(self, s: Side) -> str:
        """How many reports stand behind a side."""
        return number_of(len({e.report for e in s.evidence}), "report")

    def one_side(self, s: Side) -> BriefLine:
        """One side of a contradiction: whose it is, who says so if another does, and how many stand behind it."""
        who = self.all(s.actors or s.by)
        told = tuple(a for a in s.by if a not in s.actors) if s.actors else ()
        low, high = self.independence.count(s.evidence)
        reports = len({e.report for e in s.evidence})
        notes = (f"according to {self.wording.who(told)}",) if told else ()
        return BriefLine(
            id=s.evidence[0].item or "" if s.evidence else "",
            text=(f"{listed(who)}: " if who else "") + content(self.shorn(s)),
            who=who,
            quote=s.text,
            when=of_when(s.when, self.year),
            date=(s.when.earliest or s.when.latest) if s.when else None,
            notes=notes,
            counts=counts(reports, min(low, reports), min(high, reports)),
            cites=self.sources.cites(s.evidence),
            codes=tuple(dict.fromkeys((*s.actors, *s.by))),
        )

    def change(self, c: Change) -> BriefLine:
        """A position that moved, or may have."""
        actor = self.names(c.actor)
        moved = "may have moved" if c.disputed else "moved"
        moves = f"{self.stance(c.first, self.tellers(c.first))}; {self.stance(c.then, self.tellers(c.then))}"
        return BriefLine(
            id=c.id,
            text=f"{capital(in_sentence(c.actor, actor))} {moved}: {moves}",
            who=(actor,),
            when=of_when(c.then.when, self.year),
            date=(c.then.when.earliest or c.then.when.latest) if c.then.when else None,
            notes=tuple(self.reasons(c.reasons)),
            state="disputed" if c.disputed else None,
            cites=self.sources.cites((*c.first.evidence, *c.then.evidence)),
            codes=(c.actor,),
        )

    def tellers(self, s: Side) -> tuple[str, ...]:
        """Who tells of a stance, where that is not the one who holds it."""
        return tuple(a for a in s.by if s.actors and a not in s.actors)

    def stance(self, s: Side, told: Sequence[str] = ()) -> str:
        """A stance, its day, and on whose word: "on Fri 21 Jan, according to …, “…”"."""
        day = of_when(s.when, self.year)
        on = f"{'on ' if day[:3] in WEEKDAYS else ''}{day}" if day else ""
        by = f"according to {self.wording.who(told)}" if told else ""
        if by:
            return f"{', '.join(x for x in (on, by) if x)}, {content(self.shorn(s))}"
        return f"{on} {content(self.shorn(s))}".strip()

    def update(self, u: Update) -> BriefLine:
        """A figure that a later report brought up to date."""
        first, then = (content(s.value or s.text) for s in (u.first, u.then))
        return BriefLine(
            id=u.id,
            text=f"{capital(first)}, then {then}",
            who=self.all((*u.first.actors, *u.then.actors)),
            when=of_when(u.then.when, self.year),
            date=(u.then.when.earliest or u.then.when.latest) if u.then.when else None,
            notes=tuple(self.reasons(u.reasons)),
            state="brought up to date",
            cites=self.sources.cites((*u.first.evidence, *u.then.evidence)),
            codes=(u.kind,),
        )

    def due(self, d: Due) -> BriefLine:
        """What is to come, or late."""
        line = self.lines.get(d.line or "")
        planned = self.happenings.get(d.happening or "")
        text = self.happening(planned).text if planned else self.due_words(d, line)
        return BriefLine(
            id=d.line or d.happening or "",
            text=text,
            who=self.all(d.actors),
            quote=shortened(d.text),
            when=of_when(d.when, self.year),
            date=d.when.latest or d.when.earliest,
            state="overdue" if d.overdue else "due",
            notes=(f"according to {self.wording.who(line.told_by)}",) if line and line.told_by else (),
            cites=self.sources.cites(d.evidence),
            codes=d.actors,
        )

    def is_past(self, d: Due) -> bool:
        """Whether its day has gone by, though nobody is late: what was only expected is not due any more."""
        last = d.when.latest or d.when.earliest or ""
        return not d.overdue and bool(self.as_of) and last[:10] < (self.as_of or "")[:10]

    def due_words(self, d: Due, line: Line | None) -> str:
        """Who is to do what; what is said of others, as who said it."""
        told = (
            self.told_line(line) if line else Told(evidence=d.evidence, text=d.text, type="", actors=d.actors)
        )
        said, form = self.wording.bare_content(told)
        who, words = self.wording.who(d.actors), content(said)
        if not d.actors:
            return words
        if form == "infinitive":
            return capital(f"{who} {'are' if len(d.actors) > 1 else 'is'} to {words}")
        if form == "noun":
            to = f" to {self.wording.who(line.to)}" if line and line.to else ""
            return f"{words}, from {who}{to}"
        return self.ledger_words(line) if line else self.wording.sentence(told)

    def all(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The names of actors, each once."""
        return tuple(dict.fromkeys(self.names(a) for a in actors))


ZONED = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
"""The end of a clock time that names its zone."""

TURNS = ("timeline", "refusals", "threats", "statements")
"""Sections whose lines are sentences that can tell of the latest turn."""

NO_TURN = ("planned", "conditional", "hypothetical", "historical")
"""States of what has not happened now."""


def is_of_a_day(x: BriefLine) -> bool:
    """Whether a line is dated to a day, or has only the day of its report."""
    return x.when is None or x.when[:3] in WEEKDAYS


def yesterday(day: str) -> str:
    """The day before a day (ISO)."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

LEDGER: dict[LineKind, str] = {
    "demand": "demands",
    "offer": "offers",
    "promise": "promises",
    "agreement": "agreements",
    "threat": "threats",
    "refusal": "refusals",
}
"""Kinds of lines and their sections."""


def exact(published: Published | None) -> str | None:
    """The day a report came out; null where it is not known to the day."""
    first = (published.earliest or "")[:10] if published else ""
    return first if published and first and first == (published.latest or "")[:10] else None


def sides_named(analysis: Analysis) -> set[str]:
    """The states and bodies that a report names."""
    return {
        m.actor.removeprefix("state:")
        for m in analysis.mentions
        if m.actor and m.actor[:4] in ("stat", "org:")
    }


def day_alone(when: When | None) -> When | None:
    """An interval without its clock time."""
    return When(earliest=when.earliest, latest=when.latest) if when else None


def groups(reports: Iterable[str], shared: Iterable[Sequence[str]]) -> int:
    """How many groups of reports share no text with one another.

    >>> groups("abcd", [("a", "b")])
    3
    """
    head = {r: r for r in reports}

    def top(r: str) -> str:
        while head[r] != r:
            head[r] = head[head[r]]
            r = head[r]
        return r

    for together in shared:
        known = [top(r) for r in together if r in head]
        for r in known[1:]:
            head[top(r)] = top(known[0])
    return len({top(r) for r in head})


def once(lines: Iterable[BriefLine]) -> list[BriefLine]:
    """Lines without those that say the same words on the same day."""
    return list({(x.text, x.when): x for x in reversed(list(lines))}.values())[::-1]


class AlreadyTold:
    """Sentences that are told, to find out whether another begins with one of them, or is the beginning of one.

    >>> AlreadyTold(["Norvia rejected the plan"]).says("Norvia rejected the plan and left")
    True
    """

    def __init__(self, sentences: Iterable[str]):
        self.sorted = sorted(x for x in sentences if x)
        self.openings = {x.rstrip("”") for x in self.sorted}

    def says(self, text: str) -> bool:
        """Whether a sentence is told already, or a part of it."""
        opening = text.rstrip("”")
        at = bisect_left(self.sorted, opening)
        if at < len(self.sorted) and self.sorted[at].startswith(opening):
            return True
        return any(text[:n] in self.openings for n in range(len(text) + 1))


def number_of(n: int, noun: str) -> str:
    """A number with its noun.

    >>> number_of(1, "report"), number_of(5056, "report")
    ('1 report', '5,056 reports')
    """
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def main(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by weight: many origins first, then many reports, then the latest."""

    def weight(c: Claim) -> tuple[object, ...]:
        when = (c.when.latest if c.when else None) or c.last_seen or ""
        return (-c.origins_high, -c.reports, not when, [-ord(x) for x in when[:10]], not c.targets, c.id)

    return sorted(claims, key=weight)


def soonest(d: Due) -> tuple[str, str]:
    """Sort key: what is due first comes first."""
    return ((d.when.latest or d.when.earliest or "9999")[:10], d.line or d.happening or "")


def in_time(line: BriefLine) -> tuple[str, str, int, int]:
    """Sort key: by day, then by the clock, then where it stands in the sources."""
    first = line.cites[0] if line.cites else None
    date = line.date or "9999"
    return (date[:10], date, first.source if first else 0, first.evidence.start if first else 0)


def newest(lines: Sequence[BriefLine]) -> list[BriefLine]:
    """The entries of the timeline that fit: those that many reports tell, and the latest, those with a day of their own
    before others."""
    if len(lines) <= TIMELINE:
        return list(lines)
    by_weight = sorted(
        lines,
        key=lambda x: (
            x.state == "historical",
            not x.date,
            -len({c.source for c in x.cites}),
            [-ord(c) for c in on_its_day(x)],
            not x.when,
            x.id,
        ),
    )
    return by_weight[:TIMELINE]


def on_its_day(x: BriefLine) -> str:
    """The day of a line; without one of its own, two weeks before that of its report: it weighs less."""
    day = (x.date or "")[:10]
    if x.when or len(day) < len("2031-05-10"):
        return day
    return (date.fromisoformat(day) - timedelta(days=14)).isoformat()


def is_between_known(codes: Iterable[str]) -> bool:
    """Whether everybody whom a line names is in the tables: no radio host, no bystander."""
    return all(known_name(c) is not None for c in codes if ":" in c)


def foremost(lines: Sequence[Line]) -> list[Line]:
    """Lines of the ledger, and where there are too many for a section, in front those that are between known sides, that more
    origins tell, that are not answered, and that are the latest; each part in the order it had."""
    if len(lines) <= LIMIT:
        return list(lines)

    def weight(x: Line) -> tuple[object, ...]:
        day = (x.made.latest or x.made.earliest or "") if x.made else ""
        sides = sum(1 for c in (x.codes, x.target_codes) if any(not a.startswith("person:") for a in c))
        return (
            -sides,
            -x.origins_high,
            x.state not in ("open", "due", "overdue"),
            [-ord(c) for c in day[:10]],
            x.id,
        )

    first = {x.id for x in sorted(lines, key=weight)[:LIMIT]}
    return sorted(lines, key=lambda x: x.id not in first)


def dated(h: Happening) -> bool:
    """Whether an entry belongs into a brief. Standing demands and accusations without a day of their own are no
    entries of a timeline; the ledger has them."""
    return bool(h.actors or h.targets) and (h.when is not None or h.type not in VERBAL)


def is_said(c: Claim) -> bool:
    """Whether a claim is something said aloud by somebody named."""
    return c.speech and bool(c.actors) and bool(c.text)


def is_figure(c: Claim) -> bool:
    """Whether a claim is a figure of weight: somebody's, or told by several; not a length of time. "Dozens" of nobody
    known in two reports are hardly the same dozens."""
    unit = (c.unit or "").lower().removesuffix("s").split(" ")[0]
    return (
        c.kind == "figure"
        and unit not in UNITS_OF_TIME
        and (c.precision != "vague" or bool(c.actors))
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
    word = bound_as_printed(c) or toml("brief")["precision"].get(c.precision or "", "")
    if c.low is not None and c.high is not None and c.low != c.high:
        return f"between {number(c.low)} and {number(c.high)}{unit}"
    value = c.low if c.low is not None else c.high
    if value is None:
        return c.text
    return f"{word} {number(value)}{unit}".strip()


def bound_as_printed(c: Claim) -> str | None:
    """The words with which a bound is printed: "more than" says more than "at least", "no more than" is not "less than".

    >>> bound_as_printed(Claim(id="", text="No more than 30 trucks", kind="figure", type="", high=30, precision="upper"))
    'no more than'
    """
    said = [
        w for row in toml("figures")["approximator"] if row["precision"] == c.precision for w in row["words"]
    ]
    text = f"{c.text.lower()} "
    found = (
        [word for word in said if text.startswith(f"{word} ")] if c.precision in ("lower", "upper") else []
    )
    return max(found, key=len, default=None)


def number(value: float) -> str:
    """A number as one prints it.

    >>> number(127000), number(74e9), number(1.5)
    ('127,000', '74 billion', '1.5')
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size and value / size * 10 % 1 == 0:
            return f"{value / size:,g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
