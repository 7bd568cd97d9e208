"""Claims → the timeline: one entry for each event, dated by the event and not by the report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from detente.model.derived import Claim, Evidence, Happening
from detente.model.found import Status
from detente.model.judged import When
from detente.model.record import Record, key
from detente.weigh.acts import VERBAL as VERBAL
from detente.weigh.acts import Act, Sides, Words, day, days_between
from detente.weigh.claims import (
    Cluster,
    Count,
    best_first,
    days_of,
    evidence_of,
    hours_apart,
    minutes,
    most,
    narrowest,
    no_strangers,
    origins_behind,
    persons_by_side,
    specific,
)

NEAR = 4
"""Days from a report's date within which an undated meeting of it can be a dated one."""


class Event(Record, frozen=True, kw_only=True):
    """Clusters that tell of one event."""

    acts: tuple[Act, ...]
    claims: tuple[str, ...]
    first: str | None
    last: str | None
    codes: frozenset[str]
    persons: dict[str, set[str]]
    places: frozenset[str]
    historical: bool
    clocks: frozenset[int] = frozenset()
    """When it began, in minutes of the day, where reports say so."""


def happenings(
    made: Sequence[tuple[Cluster, Claim]], words: Words, count: Count, sides: Sides
) -> list[Happening]:
    """The timeline in the order of days; what has no date stands by the day of its report."""
    alone: list[Event] = []
    meetings: list[Event] = []
    for cluster, told in made:
        if happens(cluster.best) and is_told_of(cluster, words, sides):
            new = event(cluster, told, sides)
            (meetings if cluster.best.type == "CONSULT" else alone).append(new)
    once = [(happening(e, words, count, sides), first_told(e.acts)) for e in (*alone, *one_by_one(meetings))]
    return [h for h, _ in sorted(once, key=lambda told: order(*told))]


def first_told(acts: Sequence[Act]) -> str | None:
    """The day of the first report of some acts."""
    return min((a.published for a in acts if a.published), default=None)


def happens(act: Act) -> bool:
    """Whether an act is something that happens: no comment, nothing only said, denied, feared or imagined."""
    if act.kind != "move" or act.type == "COMMENT" or act.polarity != "affirmed":
        return False
    if is_only_said(act):
        return False
    # Words are said even of what may be; an inquiry that may be opened is none.
    said = act.type in VERBAL and act.mode != "investigate"
    return act.status not in ("hypothetical", "conditional") or said


def is_told_of(cluster: Cluster, words: Words, sides: Sides) -> bool:
    """Whether somebody tells that it happens, of a party: a state, a body, somebody with an office. What is of private persons
    only, past history without a date, and what only a phrase names ("*to hit* the port", "*a possible* raid") are no entries."""
    if not any(concerns_a_party(act, sides) for act in cluster.acts):
        return False
    if any(days_of(act)[0] for act in cluster.acts):
        return True
    past = cluster.best.status == "historical" and cluster.best.type != "CONSULT"
    return not past and any(is_asserted(act, words) for act in cluster.acts[:TRIED])


TRIED = 8
"""Acts of a claim in which an assertion is looked for."""


def concerns_a_party(act: Act, sides: Sides) -> bool:
    """Whether a party takes part, or is named where nobody else does. A meeting needs one that takes part."""
    named = [*act.actors, *act.targets]
    if named or act.type == "CONSULT":
        return any(map(sides.is_party, named))
    return bool(act.matter.actors)


def is_asserted(act: Act, words: Words) -> bool:
    """Whether an undated act is told in a clause: no infinitive, no participle at the head, no indefinite noun."""
    told = words(act.evidence).lstrip("“\"‘' ")
    if PHRASE.match(told):
        return False
    verb = words(Evidence(report=act.report, start=act.verb.start, end=act.verb.end)) if act.verb else ""
    return not (told.startswith(verb) and verb.lower().endswith("ing") and len(verb) > len("bring"))


PHRASE = re.compile(
    r"(?:not )?to [a-z]+\b"
    r"|(?:an?|any|another|the (?:threat|risk|prospect|possibility|danger) of an?) (?:[\w’'-]+ ){0,4}?"
    r"(?:invasion|attack|strike|war|assault|offensive|raid|incursion|operation|conflict|escalation)\b"
    r"(?!.*\b(?:is|was|were|are|has|have|had|began|started|killed|hit|struck|left)\b)",
    re.I | re.S,
)
"""What is only named, and not told."""


def is_only_said(act: Act) -> bool:
    """Whether an act is words that change little by being said: a demand, a charge, a refusal, an offer or promise of
    one side, praise. Agreements of two sides, dated threats, and what is opened or signed are events.
    """
    match act.type:
        case "REQUEST" | "REJECT":
            return True
        case "ACCUSE":
            return act.mode != "investigate"
        case "AGREE":
            return len(act.codes) < 2
        case "THREATEN":
            return act.when is None
        case "SUPPORT":
            return act.statement is not None
        case "CONCEDE":
            return act.status in ("planned", "conditional")
        case _:
            return False


def event(cluster: Cluster, told: Claim, sides: Sides) -> Event:
    """The event of one cluster, not yet joined with others."""
    when = narrowest(cluster.acts)
    parties = [*most(cluster.acts, "actors"), *most(cluster.acts, "targets")]
    return Event(
        acts=cluster.acts,
        claims=(told.id,),
        first=day(when.earliest) if when else None,
        last=day(when.latest) if when else None,
        codes=frozenset(sides.of(a) for a in parties),
        persons=persons_by_side(parties, sides),
        places=frozenset(a.place for a in cluster.acts if a.place),
        historical=cluster.best.status == "historical",
        clocks=frozenset(m for a in cluster.acts if (m := minutes(a)) is not None),
    )


def other_hour(a: Event, b: Event) -> bool:
    """Whether reports give two meetings clock times so far apart that they are two."""
    return hours_apart(a.clocks, b.clocks)


def one_by_one(meetings: Sequence[Event]) -> list[Event]:
    """Meetings, each once however often it is named: the dated ones first, then those without a date."""
    by_side: dict[str, list[int]] = defaultdict(list)
    done: list[Event] = []
    for new in sorted(
        meetings, key=lambda e: (e.first is None, -len(e.codes), e.first or "", e.acts[0].place_in_text)
    ):
        near = sorted({n for code in new.codes for n in by_side[code][-200:]})
        fits = [n for n in near if one_meeting(done[n], new)]
        if fits:
            at = min(fits, key=lambda n: (gap(done[n], new), len(done[n].codes ^ new.codes), n))
            done[at] = both(done[at], new)
        else:
            at = len(done)
            done.append(new)
        for code in sorted(done[at].codes):
            if at not in by_side[code][-200:]:
                by_side[code].append(at)
    return done


def one_meeting(a: Event, b: Event) -> bool:
    """Whether two meetings are one: the same people or sides, the same day, no other place."""
    if a.historical != b.historical or not no_strangers(a.persons, b.persons) or other_hour(a, b):
        return False
    shared = a.codes & b.codes
    contained = a.codes <= b.codes or b.codes <= a.codes
    if not contained or (len(shared) < 2 and not (one_place(a, b) and a.first and b.first)):
        return False
    if a.first and a.last and b.first and b.last:
        return max(a.first, b.first) <= min(a.last, b.last) and not other_place(a, b)
    return gap(a, b) <= NEAR and not other_place(a, b)


def one_place(a: Event, b: Event) -> bool:
    """Whether both name a place, and one is the same."""
    return bool(a.places & b.places)


def other_place(a: Event, b: Event) -> bool:
    """Whether both name places and none is the same word or inside the other ("Lake Como", "Como")."""
    if not a.places or not b.places:
        return False
    return not any(x in y or y in x for x in a.places for y in b.places)


def gap(a: Event, b: Event) -> int:
    """Days between two events, by their reports where they have no date themselves."""
    first, second = (
        e.first or min((x.published for x in e.acts if x.published), default=None) for e in (a, b)
    )
    return days_between(first, second) if first and second else 0


def both(a: Event, b: Event) -> Event:
    """Two events told as one."""
    persons = {side: set(people) for side, people in a.persons.items()}
    for side, people in b.persons.items():
        persons.setdefault(side, set()).update(people)
    return Event(
        acts=a.acts + b.acts,
        claims=a.claims + b.claims,
        first=a.first or b.first,
        last=a.last or b.last,
        codes=a.codes | b.codes,
        persons=persons,
        places=a.places | b.places,
        historical=a.historical,
        clocks=a.clocks | b.clocks,
    )


def happening(e: Event, words: Words, count: Count, sides: Sides) -> Happening:
    """One entry of the timeline."""
    best = min(e.acts, key=lambda a: (-said_when(a), best_first(a)))
    evidence = evidence_of(e.acts)
    low, high = origins_behind(evidence, count)
    parties_first = most(e.acts, "actors")
    targets = tuple(t for t in most(e.acts, "targets") if t not in parties_first)
    when = narrowest(e.acts)
    first = min(e.acts, key=lambda a: a.place_in_text)
    return Happening(
        id=key("happening", best.type, first.report, first.span.start, first.span.end, first.id),
        when=when,
        status=status(e),
        type=best.type,  # type: ignore[arg-type]
        actors=specific(parties_first, sides),
        targets=specific(targets, sides),
        text=" ".join(words(best.evidence).split()),
        place=next((a.place for a in sorted(e.acts, key=best_first) if a.place), None),
        evidence=evidence,
        reports=len({x.report for x in evidence}),
        origins_low=low,
        origins_high=high,
        codes=tuple(sorted(e.codes)),
        claims=tuple(dict.fromkeys(e.claims)),
        reported=None if when else first_told(e.acts),
        historical=e.historical,
    )


def said_when(act: Act) -> int:
    """How narrowly an act is dated: to the minute, to the day, not at all."""
    if not act.when or not act.when.earliest:
        return 0
    return 2 if act.when.value and "T" in act.when.value else 1


def status(e: Event) -> Status:
    """The status of an event: what has happened is no longer planned; what is said has happened."""
    told = {a.status for a in e.acts if a.status}
    if e.historical:
        return "historical"
    if e.acts[0].type in VERBAL and told & {"planned", "conditional"}:
        return "occurred"
    for found in ("occurred", "ongoing", "planned", "conditional"):
        if found in told:
            return found
    return "occurred"


def order(h: Happening, told: str | None) -> tuple[str, str, str]:
    """By the day of the event, else of the report; then by name. What is dated to a month or a year only stands where it was
    told first, not at the beginning of the year."""
    moment = (h.when.earliest or h.when.latest or "") if h.when else ""
    on = moment
    if h.when and h.when.earliest and h.when.latest and days_between(h.when.earliest, h.when.latest) > WEEK:
        on = max(moment, min(h.when.latest, told or h.when.latest))
    return (on or h.reported or "9999", moment, h.id)


WEEK = 7
"""Days that a date may cover to be the day of something."""


def upcoming(when: When | None, as_of: str | None) -> bool:
    """Whether an interval ends on a day or after it."""
    return bool(when and when.latest and as_of and when.latest[:10] >= as_of[:10])
