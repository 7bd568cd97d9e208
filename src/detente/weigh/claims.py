"""Acts of all reports → claims: one thing reported, however often, counted by origin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec import structs

from detente.model.derived import Claim, Evidence, Link
from detente.model.judged import When
from detente.model.record import Record, key
from detente.weigh.acts import Act, Sides, days_between, is_person
from detente.weigh.clauses import keeps_from
from detente.weigh.likely import proposed
from detente.weigh.matter import AKIN, SAME, likeness, points_back
from detente.weigh.sameness import FAR as FAR
from detente.weigh.sameness import Sameness, fit
from detente.weigh.sameness import apart as apart
from detente.weigh.sameness import days_of as days_of

NEIGHBOURS = 24
"""Acts that share a word and a side are compared with this many that follow them in time. It keeps the work
linear in the reports; what lies further apart is one claim only through those between."""

REPRESENTATIVES = 6
"""Wordings of a claim with which another must agree to be joined to it."""

ANSWERED_WITHIN = 5
"""Days by which a charge may be later than the denial that is of it: a repeated charge was denied before."""

COMMON = 400
"""A word that more acts than this share says too little to compare by."""

CLOCK = re.compile(r"T(\d{2}):?(\d{2})?")
"""The clock time of a TIMEX3 value."""

OTHER_HOUR = 180
"""Minutes between two clock times from which two meetings of one day are told apart: more than what a time zone left
out, or a long meeting, would explain; a morning and an afternoon session are two."""

Count = Callable[[Sequence[Evidence]], tuple[int, int]]
"""Evidence → independent origins, at least and at most."""


class Join(Record, frozen=True, kw_only=True):
    """Two acts that were found to tell one thing, and how."""

    score: float
    """Above 1: by a passage or headline (`REPEATED`, `COPIED`, `REWORDED`); else the likeness of their matters."""
    a: str
    b: str


REPEATED, COPIED, REWORDED = 3.0, 2.0, 1.5
"""Scores of acts that are one since display text repeats the running text, since a passage was copied, reworded."""


class Cluster(Record, frozen=True, kw_only=True):
    """The acts of one claim, best evidence first, and how they were found to be one."""

    acts: tuple[Act, ...]
    joins: tuple[Join, ...] = ()

    @property
    def best(self) -> Act:
        """The act that shows the claim best."""
        return best_of(self.acts)


def best_of(acts: Sequence[Act]) -> Act:
    """Of acts that tell one thing, sorted by `best_first`: among those that show it as well as the first, one in the
    words that most use."""
    told = Counter(act.text for act in acts)
    first = acts[0]
    alike = (a for a in acts if best_first(a)[:3] == best_first(first)[:3] and a.type == first.type)
    return max(alike, key=lambda a: told[a.text])


def minutes(act: Act) -> int | None:
    """The clock time of an act, in minutes of its day."""
    seen = CLOCK.search(act.when.value or "") if act.when else None
    return int(seen[1]) * 60 + int(seen[2] or 0) if seen else None


def hours_apart(a: Collection[int], b: Collection[int]) -> bool:
    """Whether clock times lie so far apart that they are of two meetings."""
    return bool(a and b) and min(abs(x - y) for x in a for y in b) >= OTHER_HOUR


class Group:
    """A claim while it grows: what it may not be merged with."""

    def __init__(self, act: Act, sides: Sides):
        self.acts = [act]
        self.shown_by = [act]
        self.persons = persons_by_side(act.actors, sides)
        self.target_persons = persons_by_side(act.targets, sides)
        self.joint = act.type != "CONSULT" and len(sides.all_of(act.actors)) > 1
        self.alone = act.type != "CONSULT" and len(sides.all_of(act.actors)) == 1
        self.first, self.last = days_of(act)
        self.clocks = {m for m in (minutes(act),) if m is not None and act.type == "CONSULT"}
        self.sentences = {(act.report, act.sentence)} if not act.shown and act.kind != "figure" else set()

    def agrees(self, other: Group, same: Sameness, least: float) -> bool:
        """Whether any two acts of both could be one thing, with so much likeness at least: a chain of likenesses makes
        no claim."""
        return all(same.agree(a, b, least) for a in self.shown_by for b in other.shown_by)

    def fits(self, other: Group, same: Sameness) -> bool:
        """Whether no two acts of both name other things, wherever they were copied from."""
        return all(not same.differ(a, b) for a in self.shown_by for b in other.shown_by)

    def may_join(self, other: Group, copied: bool) -> bool:
        """Whether nothing speaks against one claim: other persons of one side, another day, two sides against one
        ("agreed to talk" is no "offered talks")."""
        if self.sentences & other.sentences:
            # No sentence tells one thing twice.
            return False
        if copied:
            return True
        if hours_apart(self.clocks, other.clocks):
            return False
        if (self.joint and other.alone) or (self.alone and other.joint):
            return False
        if not (
            no_strangers(self.persons, other.persons)
            and no_strangers(self.target_persons, other.target_persons)
        ):
            return False
        if self.first and other.first and self.last and other.last:
            return max(self.first, other.first) <= min(self.last, other.last)
        return True

    def join(self, other: Group) -> None:
        """Take in another group's acts."""
        self.acts += other.acts
        self.shown_by = different((*self.shown_by, *other.shown_by))
        self.joint, self.alone = self.joint or other.joint, self.alone or other.alone
        self.sentences |= other.sentences
        self.clocks |= other.clocks
        for mine, theirs in (
            (self.persons, other.persons),
            (self.target_persons, other.target_persons),
        ):
            for side, people in theirs.items():
                mine.setdefault(side, set()).update(people)
        # The narrower interval holds for both; two that do not touch were copied with another date.
        if other.first and other.last:
            if not (self.first and self.last):
                self.first, self.last = other.first, other.last
            elif max(self.first, other.first) <= min(self.last, other.last):
                self.first, self.last = max(self.first, other.first), min(self.last, other.last)


def different(acts: Iterable[Act]) -> list[Act]:
    """Acts that show how far a claim goes: one for each wording, the first to be told and the last."""
    found: dict[object, Act] = {}
    ordered = sorted(acts, key=lambda a: a.place_in_text)
    for act in (ordered[0], ordered[-1], *ordered):
        if len(found) < REPRESENTATIVES:
            found.setdefault((act.matter, act.codes, act.target_codes, act.place, act.when), act)
    return list({a.id: a for a in (ordered[0], ordered[-1], *found.values())}.values())


def persons_by_side(actors: Iterable[str], sides: Sides) -> dict[str, set[str]]:
    """The persons among actors, by their side."""
    found: dict[str, set[str]] = {}
    for actor in actors:
        if is_person(actor):
            found.setdefault(sides.of(actor), set()).add(actor)
    return found


def no_strangers(a: Mapping[str, set[str]], b: Mapping[str, set[str]]) -> bool:
    """Whether no side is spoken for by two different persons."""
    return all(not (people and b.get(side)) or people & b[side] for side, people in a.items())


def clusters(
    acts: Sequence[Act], links: Sequence[Link], sides: Sides, same: Sameness | None = None
) -> list[Cluster]:
    """Acts that tell one thing, together. The order of `acts` changes nothing."""
    ordered = sorted(acts, key=lambda a: a.place_in_text)
    same = same or Sameness(ordered)
    groups = {a.id: Group(a, sides) for a in ordered}
    into = {a.id: a.id for a in ordered}

    def root(name: str) -> str:
        while into[name] != name:
            into[name] = into[into[name]]
            name = into[name]
        return name

    offered = proposed(ordered, fit, SAME)
    # What another part proposed for other words need not be alike in words.
    least = {(a, b): 0.0 for _, a, b in offered}
    told = [*copies(ordered, links, same), *alike(ordered, same), *offered]
    pairs = sorted(told, key=lambda p: (-p[0], p[1], p[2]))
    joins: dict[str, list[Join]] = defaultdict(list)
    for score, a, b in pairs:
        first, second = sorted((root(a), root(b)))
        if first == second:
            continue
        one, other = groups[first], groups[second]
        copied = score > 1
        agree = one.fits(other, same) if copied else one.agrees(other, same, least.get((a, b), AKIN))
        if agree and one.may_join(other, copied):
            groups[first].join(groups[second])
            into[second] = first
            joins[first] += [*joins.pop(second, ()), Join(score=score, a=a, b=b)]
    found = [
        Cluster(acts=tuple(sorted(groups[n].acts, key=best_first)), joins=tuple(joins.get(n, ())))
        for n in groups
        if root(n) == n
    ]
    return sorted(found, key=lambda c: min(a.place_in_text for a in c.acts))


def best_first(act: Act) -> tuple[object, ...]:
    """Sort key: running text before display text, with persons and content before without, then the earliest."""
    return (act.shown, not act.actors, not act.matter, -len(act.targets), *act.place_in_text)


def display_repeats(acts: Sequence[Act]) -> list[Act]:
    """All acts but those of headlines, headings and captions that repeat what the running text of their report
    tells. What does repeat it takes its kind and type, so that it counts as evidence of the same claim."""
    running: dict[str, dict[str, list[Act]]] = defaultdict(lambda: defaultdict(list))
    for act in acts:
        if not act.shown:
            for word in ("", *sorted(act.matter.words)):
                running[act.report][word].append(act)
    kept = []
    for act in acts:
        others = running.get(act.report) if act.shown else None
        if not others:
            kept.append(act)
            continue
        if act.kind == "figure":
            # A number in a headline is no deed, however like its words are.
            continue
        near = {
            o.id: o for word in act.matter.words for o in others.get(word, ())[:COMMON] if o.kind != "figure"
        }
        repeated = max(
            near.values(), key=lambda o: (likeness(o.matter, act.matter), -o.span.start, o.id), default=None
        )
        if repeated is not None and likeness(repeated.matter, act.matter) >= SAME:
            kept.append(as_repeat(act, repeated))
    return kept


def as_repeat(act: Act, of: Act) -> Act:
    """An act of display text, told like the act of the running text that it repeats."""
    return structs.replace(
        act,
        kind=of.kind,
        type=of.type,
        polarity=of.polarity,
        status=of.status,
        codes=of.codes,
        actors=of.actors,
        targets=of.targets,
        target_codes=of.target_codes,
        when=of.when,
        told_by=of.told_by,
        repeats=of.id,
    )


def copies(acts: Sequence[Act], links: Sequence[Link], same: Sameness) -> list[tuple[float, str, str]]:
    """Pairs of acts that one copied passage tells twice."""
    by_report: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        by_report[act.report].append(act)
    for found in by_report.values():
        found.sort(key=lambda a: (a.span, a.id))
    starts = {name: [a.span.start for a in found] for name, found in by_report.items()}

    def inside(report: str, start: int, end: int) -> list[Act]:
        if report not in by_report:
            return []
        at, until = (bisect_left(starts[report], x) for x in (start - 80, end))
        return [a for a in by_report[report][at:until] if covered(a, start, end)]

    pairs = [(REPEATED, act.repeats, act.id) for act in acts if act.repeats]
    for link in links:
        if link.kind in ("quotation", "formula"):
            continue
        theirs = inside(link.b, link.b_start, link.b_end)
        for a in inside(link.a, link.a_start, link.a_end):
            place = (a.span.start - link.a_start) / max(1, link.a_end - link.a_start)
            alike_there = [
                (abs(place - (b.span.start - link.b_start) / max(1, link.b_end - link.b_start)), b.id)
                for b in theirs
                if told_alike(a, b) and same.copied(a, b)
            ]
            if alike_there and min(alike_there)[0] < 0.2:
                pairs.append((COPIED if link.kind == "copied" else REWORDED, a.id, min(alike_there)[1]))
    return pairs


def covered(act: Act, start: int, end: int) -> bool:
    """Whether more than half of an act's words lie in a stretch of its report."""
    shared = min(act.span.end, end) - max(act.span.start, start)
    return shared > (act.span.end - act.span.start) / 2


def told_alike(a: Act, b: Act) -> bool:
    """Whether two acts are of one kind, by sides that fit; two figures of one size, for an editor may have changed one."""
    return (
        a.kind == b.kind
        and a.type == b.type
        and a.polarity == b.polarity
        and (a.kind != "figure" or (a.low, a.high) == (b.low, b.high))
        and (not a.codes or not b.codes or bool(set(a.codes) & set(b.codes)))
    )


def alike(acts: Sequence[Act], same: Sameness) -> list[tuple[float, str, str]]:
    """Pairs of acts that tell one thing in their own words, with the likeness of their matters."""
    by_word: dict[tuple[str, str, str, str], list[Act]] = defaultdict(list)
    for act in acts:
        if not act.matter:
            continue
        type = f"{act.low} {act.high} {act.precision}" if act.kind == "figure" else act.type
        for side in act.codes or ("",):
            for head in act.matter.words:
                by_word[act.kind, type, side, head].append(act)
    pairs: dict[tuple[str, str], float] = {}
    for _, found in sorted(by_word.items()):
        if len(found) > COMMON:
            continue
        for at, a in enumerate(found):
            for b in found[at + 1 : at + 1 + NEIGHBOURS]:
                names = (a.id, b.id) if a.id < b.id else (b.id, a.id)
                if names not in pairs:
                    pairs[names] = same.one_thing(a, b)
    return [(score, a, b) for (a, b), score in pairs.items() if score >= SAME]


def evidence_of(acts: Iterable[Act]) -> tuple[Evidence, ...]:
    """Every stretch of text behind acts, each once, in the order of reports and text."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for act in sorted(acts, key=lambda a: a.place_in_text):
        found.setdefault((act.report, act.span.start, act.span.end), act.evidence)
    return tuple(found.values())


def narrowest(acts: Iterable[Act]) -> When | None:
    """The narrowest interval that one of the acts gives."""
    dated = [a for a in acts if a.when and a.when.earliest]
    if not dated:
        return None
    return min(
        dated, key=lambda a: (len_of(a.when), -len(a.when.value or "") if a.when else 0, a.place_in_text)
    ).when


def len_of(when: When | None) -> int:
    """Days an interval covers."""
    return days_between(when.earliest, when.latest) if when and when.earliest and when.latest else 1 << 20


def most(acts: Sequence[Act], field: str) -> tuple[str, ...]:
    """All actors that acts name in a field, those of the best evidence first, a person before its bare state."""
    found: dict[str, None] = {}
    for act in acts:
        for actor in getattr(act, field):
            found.setdefault(actor)
    return tuple(found)


def told_by(acts: Sequence[Act]) -> tuple[str, ...]:
    """Who tells of acts, where none rests on the reports' own or the actor's word."""
    return most(acts, "told_by") if all(a.told_by for a in acts) else ()


def specific(actors: Sequence[str], sides: Sides) -> tuple[str, ...]:
    """Actors without the states whose own persons stand beside them."""
    named = {sides.of(a) for a in actors if is_person(a)}
    return tuple(a for a in actors if is_person(a) or sides.of(a) not in named)


def claim(cluster: Cluster, count: Count, sides: Sides) -> Claim:
    """The claim that a cluster of acts makes."""
    best, evidence = cluster.best, evidence_of(cluster.acts)
    low, high = origins_behind(evidence, count)
    actors = specific(most(cluster.acts, "actors"), sides)
    targets = tuple(a for a in specific(most(cluster.acts, "targets"), sides) if a not in actors)
    first = min(cluster.acts, key=lambda a: a.place_in_text)
    return Claim(
        id=key("claim", best.kind, best.type, first.report, first.span.start, first.span.end, first.id),
        text=best.text,
        kind=best.kind,
        type=best.type,
        actors=actors,
        targets=targets,
        polarity=best.polarity,
        status=best.status,
        when=narrowest(cluster.acts),
        evidence=evidence,
        reports=len({e.report for e in evidence}),
        origins_low=low,
        origins_high=high,
        mode=best.mode,
        told_by=told_by(cluster.acts),
        codes=sides.all_of(actors),
        target_codes=sides.all_of(targets),
        act=best.act,
        low=best.low,
        high=best.high,
        precision=best.precision,
        unit=best.unit,
        speech=best.speech,
        first_seen=min((a.published for a in cluster.acts if a.published), default=None),
        last_seen=max((a.published for a in cluster.acts if a.published), default=None),
        standing="corroborated" if low > 1 else "single origin",
    )


def origins_behind(evidence: Sequence[Evidence], count: Count) -> tuple[int, int]:
    """Independent origins behind evidence. One report vouches for a thing once, even where part of its text is
    an agency's and part its own."""
    low, high = count(evidence)
    reports = len({e.report for e in evidence})
    return min(low, reports), min(high, reports)


def disputes(made: Sequence[tuple[Cluster, Claim]]) -> list[tuple[int, int, float]]:
    """Pairs (accusation, denial) by index: another side denies what one is accused of, on the same matter."""
    denials: dict[str, list[int]] = defaultdict(list)
    by_accuser: dict[str, list[int]] = defaultdict(list)
    for n, (cluster, _) in enumerate(made):
        if is_denial(cluster.best):
            for word in sorted(cluster.best.matter.words):
                denials[word].append(n)
            for side in sorted(accusers(cluster.best)):
                by_accuser[side].append(n)
    found: dict[tuple[int, int], float] = {}
    for n, (cluster, told) in enumerate(made):
        if not is_charge(cluster.best):
            continue
        near = {d for word in cluster.best.matter.words for d in around(denials.get(word, ()), n)}
        near.update(d for side in told.codes for d in around(by_accuser.get(side, ()), n))
        for d in sorted(near):
            denial = made[d][1]
            if far_apart(cluster, made[d][0]) or denied_before(cluster, made[d][0]):
                continue
            if (
                not set(denial.codes) & set(told.codes)
                and denies(told, denial)
                and of_one_charge(cluster, made[d][0])
            ):
                like = max(
                    likeness(a.matter, b.matter) for a in cluster.acts[:6] for b in made[d][0].acts[:6]
                )
                named = set(told.codes) & accusers(made[d][0].best) and told.target_codes
                if named:
                    like = max(like, AKIN)
                if like >= AKIN:
                    found[n, d] = like
    return [(a, b, like) for (a, b), like in sorted(found.items())]


def of_one_charge(charge: Cluster, denial: Cluster) -> bool:
    """Whether a denial can be of a charge: by the accused, or in the same report; where nobody is accused or nobody denies, of
    two things that both name."""
    if {a.report for a in charge.acts} & {a.report for a in denial.acts}:
        return True
    accused = {code for a in charge.acts for code in a.target_codes} | charge.best.matter.actors
    deniers = {code for a in denial.acts for code in a.codes}
    if accused and deniers:
        return bool(accused & deniers)
    return len(charge.best.matter.words & denial.best.matter.words) >= 2


def accusers(denial: Act) -> set[str]:
    """The sides whose accusation a denial names ("denied the *Maltese* allegation of a plot")."""
    if not points_back(denial.matter, "remarks"):
        return set()
    return set(denial.matter.actors) - set(denial.codes)


def far_apart(charge: Cluster, denial: Cluster) -> bool:
    """Whether so many days lie between a charge and a denial that it is of another."""
    first, second = (
        min((a.published for a in c.acts if a.published), default=None) for c in (charge, denial)
    )
    return bool(first and second and days_between(first, second) > FAR)


def denied_before(charge: Cluster, denial: Cluster) -> bool:
    """Whether a denial was out so many days before anybody made the charge that it answers another."""
    last = max((a.published for a in denial.acts if a.published), default=None)
    first = min((a.published for a in charge.acts if a.published), default=None)
    return bool(first and last and last < first and days_between(last, first) > ANSWERED_WITHIN)


def around(found: Sequence[int], n: int) -> Sequence[int]:
    """The indices nearest to one, of a rising sequence: claims stand in the order in which they were first told."""
    at = bisect_left(found, n)
    return found[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]


def denies(charge: Claim, denial: Claim) -> bool:
    """Whether the denial is by the accused, or nobody is named as accused."""
    return not charge.target_codes or bool(set(charge.target_codes) & set(denial.codes))


def is_denial(act: Act) -> bool:
    """Whether an act denies something."""
    said_no = act.act == "deny" or (act.type == "COMMENT" and act.mode == "deny")
    if said_no and keeps_from(act.text):
        return False
    return (said_no and act.polarity == "affirmed") or act.polarity == "denied"


def is_charge(act: Act) -> bool:
    """Whether an act accuses or suspects somebody."""
    return act.polarity == "affirmed" and (act.type == "ACCUSE" or act.act in ("accuse", "suspect"))
