"""Claims that cannot both be: other clock times, another stance, a denial, another account.

A later report that completes an earlier one ("is to last" … "lasted") contradicts nothing, nor do two
roundings of one figure (`values`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from detente.lexicon import tsv
from detente.model.derived import Change, Claim, Contradiction, Evidence, Link, Reason, Side
from detente.model.judged import When
from detente.model.record import Record, Span, key
from detente.weigh.acts import Act, Reading, Words, trimmed
from detente.weigh.claims import COMMON, Cluster, evidence_of
from detente.weigh.gainsaid import Quarrel
from detente.weigh.positions import Turn
from detente.weigh.tellings import Telling

CLOCK = re.compile(r"T(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?")
"""The clock time of a TIMEX3 value: hours, minutes, zone."""

LEEWAY_MINUTES = {"exact": 0, "about": 15}
"""Minutes that a clock time may be off and still be the same: "around ten" allows a quarter of an hour."""

SAME_SENTENCE = 0.5
"""Share of content words that two sentences on one clocked happening must have in common …"""

SAME_SENTENCE_OTHER_SIDES = 0.75
"""… and if each names a side that the other does not."""


class Clocked(Record, frozen=True, kw_only=True):
    """A clock time with the happening it belongs to."""

    report: str
    span: Span
    sentence: Span | None
    day: str
    minutes: int
    """Since midnight, in the zone named."""
    zone: str | None
    about: bool
    planned: bool
    words: frozenset[str]
    codes: frozenset[str]
    country: str | None
    text: str
    value: str

    @property
    def evidence(self) -> Evidence:
        """The words behind it."""
        return Evidence(report=self.report, start=self.span.start, end=self.span.end, sentence=self.sentence)

    @property
    def side(self) -> Side:
        """It as one side of a contradiction."""
        return Side(
            text=self.text,
            when=When(earliest=self.day, latest=self.day, value=self.value),
            evidence=(self.evidence,),
            value=clock(self.minutes) + (f" {'GMT' if self.zone == 'Z' else self.zone}" if self.zone else ""),
        )


def clock(minutes: int) -> str:
    """Minutes since midnight as a clock shows them."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def clocked(reading: Reading) -> list[Clocked]:
    """The clock times of a report that a date stands behind, outside display text."""
    found = []
    for t in reading.times:
        seen = CLOCK.search(t.value or "")
        if t.type != "TIME" or not seen or not t.value or len(t.value) < 13 or t.use == "litter":
            continue
        span = Span(t.start, t.end)
        sentence = reading.sentence_of(span)
        if sentence is None or reading.is_display(reading.passage_of(span)):
            continue
        about = reading.matter_of([sentence])
        found.append(
            Clocked(
                report=reading.report.id,
                span=span,
                sentence=sentence,
                day=t.value[:10],
                minutes=int(seen[1]) * 60 + int(seen[2] or 0),
                zone=seen[3],
                about=t.mod == "APPROX",
                planned=t.use in ("planned", "hypothetical", "deadline"),
                words=about.words,
                codes=frozenset(about.actors),
                country=reading.country_of(sentence),
                text=reading.report.quote(span),
                value=t.value,
            )
        )
    return found


def of_times(times: Sequence[Clocked], links: Sequence[Link]) -> list[Contradiction]:
    """Clock times of one happening that cannot both be, or may not."""
    ordered = sorted(times, key=lambda c: (c.day, c.report, c.span))
    by_day: dict[tuple[str, str], list[Clocked]] = defaultdict(list)
    for c in ordered:
        for word in sorted(c.words):
            by_day[c.day, word].append(c)
    copied = copied_times(ordered, links)
    pairs: dict[tuple[tuple[str, Span], tuple[str, Span]], tuple[Clocked, Clocked]] = {}
    for _, near in sorted(by_day.items()):
        for at, a in enumerate(near[:COMMON]):
            for b in near[at + 1 : at + 25]:
                pairs.setdefault(((a.report, a.span), (b.report, b.span)), (a, b))
    told = {(c.report, c.sentence, c.minutes) for c in ordered}
    found = []
    for names, (a, b) in pairs.items():
        one = names in copied or told_of_one(a, b)
        both = {(a.report, a.sentence, b.minutes), (b.report, b.sentence, a.minutes)}
        if a.minutes != b.minutes and both & told:
            # A sentence with both times tells of two happenings.
            continue
        if one and a.report != b.report and a.planned == b.planned and (sure := differ(a, b)):
            found.append(disagreement(a, b, sure, names in copied))
    return merged(found)


def told_of_one(a: Clocked, b: Clocked) -> bool:
    """Whether two sentences tell of one happening: the same sides and most of the same words."""
    if a.codes and b.codes and not a.codes & b.codes:
        return False
    # Each may name who tells it; sides that neither holds all of must share more words.
    share = SAME_SENTENCE if a.codes <= b.codes or b.codes <= a.codes else SAME_SENTENCE_OTHER_SIDES
    return len(a.words & b.words) >= max(2, share * min(len(a.words), len(b.words)))


def copied_times(
    times: Sequence[Clocked], links: Sequence[Link]
) -> set[tuple[tuple[str, Span], tuple[str, Span]]]:
    """Pairs of times that stand at the same place of one copied passage."""
    by_report: dict[str, list[Clocked]] = defaultdict(list)
    for c in times:
        by_report[c.report].append(c)
    found = set()
    for link in links:
        if link.kind == "formula":
            continue
        for a in by_report.get(link.a, ()):
            for b in by_report.get(link.b, ()):
                inside = (
                    link.a_start <= a.span.start < link.a_end and link.b_start <= b.span.start < link.b_end
                )
                if inside and abs((a.span.start - link.a_start) - (b.span.start - link.b_start)) < 40:
                    found |= {
                        ((a.report, a.span), (b.report, b.span)),
                        ((b.report, b.span), (a.report, a.span)),
                    }
    return found


def differ(a: Clocked, b: Clocked) -> float:
    """How sure it is that two clock times are not the same, 0 if they can be."""
    leeway = LEEWAY_MINUTES["about" if a.about or b.about else "exact"]
    first, second = universal(a), universal(b)
    if (a.zone is None) == (b.zone is None):
        if a.zone is not None:
            return 0.8 if first is not None and second is not None and abs(first - second) > leeway else 0.0
        return 0.6 if abs(a.minutes - b.minutes) > leeway else 0.0
    # One names a zone, the other none: it may mean local time, or the same zone left out.
    bare, zoned = (a, b) if a.zone is None else (b, a)
    local = offset(bare.country or zoned.country, bare.day)
    if local is None:
        return 0.0 if (bare.minutes - zoned.minutes) % 60 <= leeway and bare.minutes != zoned.minutes else 0.3
    there = universal(zoned)
    if there is None or abs(bare.minutes - local - there) <= leeway:
        return 0.0
    return 0.4


def universal(c: Clocked) -> int | None:
    """Minutes since midnight UTC, where the zone is named."""
    if c.zone is None:
        return None
    if c.zone == "Z":
        return c.minutes
    hours, minutes = int(c.zone[1:3]), int(c.zone[-2:])
    shift = hours * 60 + minutes
    return c.minutes - (shift if c.zone[0] == "+" else -shift)


def offset(country: str | None, on: str) -> int | None:
    """Minutes that clocks of a country were ahead of UTC on a day; None for countries with several zones,
    and where this machine has no table of time zones."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = next((row["zone"] for row in tsv("zones") if row["country"] == country), None)
    if name is None:
        return None
    try:
        shift = datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=ZoneInfo(name)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return None
    return int(shift.total_seconds() // 60) if shift is not None else None


def disagreement(a: Clocked, b: Clocked, sure: float, copied: bool) -> Contradiction:
    """The contradiction between two clock times, with what spoke for and against."""
    reasons = []
    if (a.zone is None) != (b.zone is None):
        reasons.append(Reason(what="one of them names no time zone", weight=-0.4))
        local = offset(a.country or b.country, a.day)
        if local is not None:
            reasons.append(
                Reason(
                    what=f"local time was {clock(abs(local))} h {'ahead of' if local >= 0 else 'behind'} GMT"
                )
            )
    if copied:
        reasons.append(Reason(what="both stand in one copied passage", weight=0.3))
    if a.about or b.about:
        reasons.append(Reason(what="the time is only given roughly", weight=-0.1))
    sides = tuple(c.side for c in sorted((a, b), key=lambda c: (c.report, c.span)))
    words = " ".join(sorted(a.words & b.words)[:6])
    return Contradiction(
        id=key("contradiction", "time", *((e.report, e.start, e.end) for s in sides for e in s.evidence)),
        kind="time",
        matter=words,
        sides=sides,
        sure=sure,
        reasons=tuple(reasons),
    )


def merged(found: Sequence[Contradiction]) -> list[Contradiction]:
    """One contradiction for all pairs of reports that give the same two values."""
    by_values: dict[tuple[object, ...], Contradiction] = {}
    for c in sorted(found, key=lambda c: (-c.sure, c.id)):
        day = c.sides[0].when.earliest if c.sides[0].when else None
        name = (c.kind, day, frozenset(s.value for s in c.sides), frozenset(c.matter.split()[:3]))
        if name not in by_values:
            by_values[name] = c
            continue
        first = by_values[name]
        more = {s.value: s for s in c.sides}
        sides = tuple(
            Side(
                text=s.text,
                by=s.by,
                when=s.when,
                value=s.value,
                evidence=tuple(
                    dict.fromkeys((*s.evidence, *(more[s.value].evidence if s.value in more else ())))
                ),
            )
            for s in first.sides
        )
        by_values[name] = Contradiction(
            id=first.id, kind=c.kind, matter=first.matter, sides=sides, sure=first.sure, reasons=first.reasons
        )
    return sorted(by_values.values(), key=lambda c: c.id)


def of_denials(
    made: Sequence[tuple[Cluster, Claim]], denied: Sequence[tuple[int, int, float]], words: Words
) -> list[Contradiction]:
    """Accusations that the accused denies: standing disputes."""
    grouped: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, like in denied:
        grouped[a].append((b, like))
    found = []
    for charges, denials in one_quarrel(made, grouped):
        cluster, told = made[charges[0]]
        acts = [x for b, _ in denials for x in made[b][0].acts]
        denial = made[max(denials, key=lambda d: (d[1], -d[0]))[0]][1]
        sides = (
            Side(
                text=told.text,
                by=told.actors,
                when=told.when,
                evidence=evidence_of(x for a in charges for x in made[a][0].acts),
            ),
            Side(
                text=denied_as(acts, denial, words),
                by=denial.actors,
                when=denial.when,
                evidence=evidence_of(acts),
            ),
        )
        found.append(
            Contradiction(
                id=key("contradiction", "denial", told.id, denial.id),
                kind="denial",
                matter=cluster.best.text,
                sides=sides,
                sure=min(0.95, max(like for _, like in denials)),
                reasons=(Reason(what="the accused denies it"),),
            )
        )
    return found


Denials = list[tuple[int, float]]
"""Indices of denials, each with its likeness to the charge."""


def one_quarrel(
    made: Sequence[tuple[Cluster, Claim]], grouped: Mapping[int, Denials]
) -> list[tuple[list[int], Denials]]:
    """Charges with their denials; charges of one side that the same words deny are one quarrel.

    Of several charges the act comes before its mention in the denial ("denied the Maltese allegation of a plot").
    """
    quarrels: dict[tuple[object, ...], tuple[list[int], Denials]] = {}
    for a, denials in sorted(grouped.items()):
        name = (made[a][1].codes, tuple(d for d, _ in denials)) if made[a][1].codes else (a,)
        quarrels.setdefault(name, ([], denials))[0].append(a)
    for charges, _ in quarrels.values():
        charges.sort(key=lambda a: (made[a][1].kind != "move", a))
    return list(quarrels.values())


SHORT = 160
"""Characters up to which a denial is given with its subject; a longer sentence has other matters in it."""


def denied_as(acts: Sequence[Act], denial: Claim, words: Words) -> str:
    """The denial in its own words ("Malta denies that it plans a raid"), not only what it denies."""
    told = [(trimmed(words(a.evidence)), a.text) for a in acts if not a.shown]
    # A pointing denial ("which it denies") took its text from what stands before it.
    own = [full if len(full) <= SHORT else text for full, text in told if text in full]
    return next((w for w in own if w != denial.text), own[0] if own else denial.text)


def of_quarrels(made: Sequence[tuple[Cluster, Claim]], quarrels: Sequence[Quarrel]) -> list[Contradiction]:
    """What one says and another gainsays, or tells otherwise: what two reports tell twice, once."""
    found = []
    for first, *more in disagreements(quarrels):
        # What others charged in other words is denied as well, but stands behind none but their own claims.
        same = [
            q for q in (first, *more) if not q.denies or name_of(q.first, made) == name_of(first.first, made)
        ]
        grounded = [
            [m for q in some for m in grounds(side_of(q, first, t), made)]
            for t, some in ((first.first, same), (first.then, (first, *more)))
        ]
        both = set(map(sentence_of, grounded[0])) & set(map(sentence_of, grounded[1]))
        # What both claims rest on speaks for neither side.
        sides = tuple(
            teller(t, made, [m for m in some if sentence_of(m) not in both] or [t.evidence])
            for t, some in zip((first.first, first.then), grounded, strict=True)
        )
        if sentence_of(first.first.evidence) == sentence_of(first.then.evidence):
            continue
        found.append(
            Contradiction(
                id=key("contradiction", "account", *(name_of(t, made) for t in (first.first, first.then))),
                kind="denial" if first.denies else "account",
                matter=trimmed(first.first.text),
                sides=sides,
                sure=round(min(0.9, 0.5 + 0.4 * first.like), 2),
                reasons=(Reason(what=first.why, weight=first.like),),
            )
        )
    return found


def sentence_of(evidence: Evidence) -> tuple[str, Span | None]:
    """The sentence that words stand in."""
    return evidence.report, evidence.sentence


def disagreements(quarrels: Sequence[Quarrel]) -> list[list[Quarrel]]:
    """Quarrels of two reports for one reason on one matter, together; so are all denials of one charge by one side, and all
    charges that few words tell of one denial. The likeliest first."""
    groups: dict[object, list[list[Quarrel]]] = defaultdict(list)
    for q in sorted(quarrels, key=lambda q: (q.loosely, -q.like, q.first.order, q.then.order)):
        if q.denies:
            by_charge, by_denial = ("charge", q.first.order, q.then.tellers), ("denial", q.then.order)
            told = (groups.get(by_denial) if q.loosely else None) or groups.get(by_charge) or [[]]
            groups[by_charge] = groups[by_denial] = told
            told[0].append(q)
            continue
        near = groups[frozenset((q.first.evidence.report, q.then.evidence.report)), q.why]
        same = next(
            (g for g in near if q.first.words & q.then.words & g[0].first.words & g[0].then.words), None
        )
        if same is None:
            near.append([q])
        else:
            same.append(q)
    every = {id(group): group for some in groups.values() for group in some}
    return list(every.values())


def side_of(q: Quarrel, group: Quarrel, like: Telling) -> Telling:
    """The telling of a quarrel that stands where another does in the one that stands for its group."""
    if q.denies or q.first.evidence.report == q.then.evidence.report:
        return q.first if like is group.first else q.then
    return q.first if q.first.evidence.report == like.evidence.report else q.then


def beyond(
    quarrels: Iterable[Quarrel], stances: Iterable[Turn], charges: Sequence[tuple[Claim, Cluster]]
) -> list[Quarrel]:
    """Quarrels other than those that a pair of opposite stances tells already, in the same two sentences, and than denials of
    a charge by the same side that is told as one. `charges`: each with the acts that deny it."""
    told = {
        frozenset(((a.report, a.sentence), (b.report, b.sentence)))
        for turn in stances
        for a in turn.first.evidence
        for b in turn.then.evidence
    }
    answered = {(act.report, act.sentence): set[str]() for _, denial in charges for act in denial.acts}
    for charge, denial in charges:
        for act in denial.acts:
            answered[act.report, act.sentence].update(charge.codes)
    return [
        q
        for q in quarrels
        if frozenset((t.evidence.report, t.evidence.sentence) for t in (q.first, q.then)) not in told
        and not (
            q.denies
            and q.first.tellers & answered.get((q.then.evidence.report, q.then.evidence.sentence), set())
        )
    ]


def name_of(t: Telling, made: Sequence[tuple[Cluster, Claim]]) -> str:
    """The claim that a telling makes, else the sentence it stands in."""
    return made[t.cluster][1].id if t.cluster is not None else f"{t.evidence.report} {t.evidence.start}"


def grounds(t: Telling, made: Sequence[tuple[Cluster, Claim]]) -> tuple[Evidence, ...]:
    """The words behind a telling: those of its claim, else its sentence."""
    return evidence_of(made[t.cluster][0].acts) if t.cluster is not None else (t.evidence,)


def teller(t: Telling, made: Sequence[tuple[Cluster, Claim]], evidence: Sequence[Evidence]) -> Side:
    """A telling as one side of a contradiction: its claim, else the sentence alone."""
    seen = tuple(dict.fromkeys(evidence))
    if t.cluster is None:
        return Side(text=trimmed(t.text), by=tuple(sorted(t.tellers)), evidence=seen)
    told = made[t.cluster][1]
    return Side(
        text=trimmed(t.text),
        by=told.told_by or told.actors,
        when=told.when,
        evidence=seen,
        actors=told.actors,
    )


def one_wording(a: Side, b: Side) -> bool:
    """Whether the words of one side are within those of the other ("refused to stop the works", "the works")."""
    return a.text.lower() in b.text.lower() or b.text.lower() in a.text.lower()


def of_stances(turns: Sequence[Turn], changes: Sequence[Change]) -> list[Contradiction]:
    """Opposite stances of one side on one matter that no change explains: another tells it, or the same day."""
    plain = {(c.first.evidence, c.then.evidence) for c in changes if not c.disputed}
    found = []
    for turn in turns:
        if (turn.first.evidence, turn.then.evidence) in plain or one_wording(turn.first, turn.then):
            continue
        reasons = [Reason(what="one says yes, the other no, on the same matter", weight=turn.like)]
        if turn.told_by:
            reasons.append(Reason(what="one of the two is told by another side", weight=0.2))
        found.append(
            Contradiction(
                id=key("contradiction", "stance", turn.id),
                kind="stance",
                matter=turn.matter,
                sides=(turn.first, turn.then),
                sure=0.6 if turn.told_by else 0.5,
                reasons=tuple(reasons),
            )
        )
    return found
