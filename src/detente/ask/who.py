"""Who some words mean on a day, as far as our tables tell: every reading, with what speaks for and against it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from msgspec import structs

from detente.ask.dates import MONTHS, of_day
from detente.ask.names import listed, name_of, office_name
from detente.errors import UsageError
from detente.lexicon.knowledge import Entry, Kind, Knowledge, Match, Term, body_of, knowledge
from detente.lexicon.titles import Title, read_title
from detente.model import Record
from detente.model.derived import Reason

ReadingKind = Literal[
    "person", "office", "function", "state", "metonym", "town", "organisation", "group", "treaty", "nobody", "phrase"
]  # fmt: skip

LONGEST_NAME = 5
"""Words of a name that are looked for at the end of a phrase."""

MOST_FORMER = 3
"""Former holders that are told, the latest first."""

NAMES: tuple[Kind, ...] = (
    "state", "adjective", "people", "capital", "organisation", "group", "metonym", "person",
)  # fmt: skip
"""Kinds of phrases that name somebody; a bare title does not."""

ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
PRECISION = {4: "known to the year", 7: "known to the month"}
MEANINGS = {
    "state": "a name of this state", "adjective": "the adjective of this state", "people": "the people of this state",
    "organisation": "a name of this organisation", "group": "a name of this group",
}  # fmt: skip
LOOSE = {
    "minister": "-minister",
    "spokesperson": "-spokesperson",
}
"""Functions that more exact ones fulfil, by the end of their names."""


class Reading(Record, frozen=True, kw_only=True):
    """One way to read the words."""

    actor: str | None
    """Whom they stand for; null where that is nobody who acts, or cannot be told."""
    name: str
    kind: ReadingKind
    fits: bool = True
    """Whether it holds on the day; the others are told with the reason why not."""
    office: str | None = None
    since: str | None = None
    """Term of office, as exact as it is known (day, month or year)."""
    until: str | None = None
    """The day the office passed on; null: not known to have ended."""
    part: bool = False
    """Whether only some of the words are read so, the others being unknown."""
    reasons: tuple[Reason, ...] = ()
    """Weight above 0 speaks for it, below 0 against it; 0 is by the way."""


class Who(Record, frozen=True, kw_only=True):
    """The answer to who some words mean on a day. No readings: nothing is known."""

    words: str
    on: str
    readings: tuple[Reading, ...] = ()


def who(words: str, on: str | None = None) -> Who:
    """Every reading of the words on a day (ISO date; default: today), those that hold first.

    Raises `UsageError` for a day that is none.
    """
    text, day = " ".join(words.split()), checked(on)
    found = list(readings(text, day, knowledge()))
    if all(r.kind == "function" or r.part for r in found):
        found = [*in_a_sentence(text, day, knowledge()), *found]
    once: dict[tuple[str | None, str | None, str], Reading] = {}
    for reading in sorted(found, key=lambda r: not r.fits):
        once.setdefault((reading.actor, reading.office, reading.kind), reading)
    return Who(words=text, on=day, readings=tuple(once.values()))


def checked(on: str | None) -> str:
    """The day to answer for. Raises `UsageError` if it is no date."""
    if on is None:
        return date.today().isoformat()  # noqa: DTZ011 - the user's own day is meant
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        raise UsageError(f"“{on}” is no date; write it as 2022-01-21.") from None


def readings(text: str, day: str, world: Knowledge) -> Iterator[Reading]:
    """The readings as a person, as a title, as a name; where there is none, of the part that is known."""
    matches, title = world.matches(text), read_title(text, world)
    people = named_people(text, matches, world)
    whole = [m for m in matches if is_whole(m, text)]
    if people:
        yield from as_people(people, title, day, world)
    elif title.function is not None or title.counterpart:
        yield from as_title(title, day, world)
    for match in whole:
        yield from as_name(match, day, world)
    if not people and not whole and title.function is None:
        for match in matches:
            for reading in as_name(match, day, world):
                why = against(f"only “{text[match.start : match.end]}” of these words is known")
                yield structs.replace(reading, fits=False, part=True, reasons=(why, *reading.reasons))


def is_whole(match: Match, text: str) -> bool:
    """Whether a phrase is all of the text but an article."""
    article = ARTICLE.match(text)
    return match.start <= (article.end() if article else 0) and match.end == len(text)


# --- people ------------------------------------------------------------------------------------------


def named_people(text: str, matches: Iterable[Match], world: Knowledge) -> tuple[str, ...]:
    """The persons whose name stands at the end of the words: the longest name that anybody has."""
    spelled = text.split(" ")
    known = any(m.of("person") is None for m in matches)
    for size in range(min(LONGEST_NAME, len(spelled)), 0, -1):
        name = " ".join(spelled[-size:])
        if known and not name[:1].isupper():
            continue
        if person := world.named(name):
            return (person,)
        if people := world.surnamed(name):
            return people
    return ()


def as_people(people: Iterable[str], title: Title, day: str, world: Knowledge) -> Iterator[Reading]:
    """Each person of the name, and whether he held the office of the title, or any, on the day."""
    found = [as_person(person, title, day, world) for person in people]
    if title.function is None and len(found) > 1 and any(r.office for r in found):
        # Of several people of one name the report means the one in office.
        found = [
            r if r.office else with_reason(r, against("others of that name were in office then"))
            for r in found
        ]
    yield from found


def as_person(person: str, title: Title, day: str, world: Knowledge) -> Reading:
    """A person on a day, with the office that a title gives him, or else the one he held."""
    terms = sorted(world.by_person.get(person, ()), key=lambda t: t.since)
    wanted = [t for t in terms if title.function is None or serves(t.office, title, world)]
    held = [t for t in wanted if t.meets(day, day)]
    past = [t for t in wanted if t.until is not None and t not in held and t.until[:10] <= day]
    reasons = [speaks(f"{name_of(person)} is in our tables")]
    chosen: Term | None = None
    if title.former:
        chosen = past[-1] if past else None
        reasons += [speaks(f"was {told(t)}") for t in past] or [
            against("held no such office before that day")
        ]
    elif held:
        chosen = held[0]
        reasons += [speaks(f"held on that day: {told(t)}") for t in held]
        reasons += [doubt() for t in held if world.outdated(t.office, day)]
    elif wanted:
        what = against if title.function else aside
        reasons += [what(f"not on that day: {told(t)}") for t in wanted]
    elif title.function is not None:
        reasons += [against("our tables give no such office"), *(aside(told(t)) for t in terms)]
    else:
        reasons.append(aside("our tables give no office"))
    return Reading(
        actor=person,
        name=name_of(person),
        kind="person",
        fits=title.function is None or chosen is not None,
        office=chosen.office if chosen else None,
        since=chosen.since if chosen else None,
        until=chosen.until if chosen else None,
        reasons=tuple(reasons),
    )


def serves(office: str, title: Title, world: Knowledge) -> bool:
    """Whether an office is what the title says."""
    if title.bodies and body_of(office) not in title.bodies:
        return False
    function, wanted = office.rpartition("/")[2], title.function or ""
    if wanted == "leader":
        return world.leads.get(body_of(office)) == office
    return function == wanted or (wanted in LOOSE and function.endswith(LOOSE[wanted]))


# --- titles ------------------------------------------------------------------------------------------


def as_title(title: Title, day: str, world: Knowledge) -> Iterator[Reading]:
    """Who held the office that a title names."""
    if title.counterpart:
        yield unsaid("whose counterpart it is, only a report tells", title)
        return
    offices = title.offices(world)
    if not title.bodies:
        yield unsaid("no state or organisation is named, so only a report tells whose it is", title)
    elif not offices:
        yield unsaid(
            f"our tables have no such office of {listed(name_of(b) for b in bodies(title, world))}", title
        )
    for office in offices:
        meaning = speaks(f"names the office: {office_name(office)}")
        for reading in (former if title.former else on_the_day)(office, day, world):
            yield with_reason(reading, meaning, first=True)


def bodies(title: Title, world: Knowledge) -> list[str]:
    """The states and organisations of a title, as ids."""
    return [f"state:{b}" if b in world.states else f"org:{b}" for b in title.bodies]


def unsaid(why: str, title: Title) -> Reading:
    """A title of which we cannot tell whose it is."""
    name = (title.function or "counterpart").replace("-", " ")
    return Reading(actor=None, name=name, kind="function", fits=False, reasons=(against(why),))


def on_the_day(office: str, day: str, world: Knowledge) -> Iterator[Reading]:
    """The holders on a day; the office itself where there is none, with those before and after."""
    terms = sorted(world.by_office.get(office, ()), key=lambda t: t.since)
    holders = world.holders(office, day, day)
    around = [*neighbours(terms, day)]
    for person in holders:
        term = next(t for t in reversed(terms) if t.person == person and t.meets(day, day))
        reasons = [speaks(f"{name_of(person)} held it on that day: {span_of(term)}")]
        if term.own:
            reasons.append(speaks("your own table says so"))
        if len(holders) > 1:
            shared = world.functions.get(office.rpartition("/")[2], {}).get("shared") == "yes"
            reasons.append(
                aside("several may hold it at once")
                if shared
                else against("so did others, as far as our dates tell")
            )
        if world.outdated(office, day):
            reasons.append(doubt())
        yield Reading(
            actor=person,
            name=name_of(person),
            kind="person",
            office=office,
            since=term.since,
            until=term.until,
            reasons=(*reasons, *around),
        )
    if not holders:
        why = "our tables name nobody who held it on that day" if terms else "our tables name no holder of it"
        yield Reading(
            actor=office,
            name=office_name(office),
            kind="office",
            office=office,
            reasons=(aside(why), *around),
        )


def neighbours(terms: Iterable[Term], day: str) -> Iterator[Reason]:
    """Who held an office last before the day, and who next after it."""
    before = [t for t in terms if t.until is not None and not t.meets(day, day) and t.since <= day]
    after = [t for t in terms if not t.meets(day, day) and t.since > day]
    for t in sorted(before, key=lambda t: t.until or "")[-1:]:
        handed = "passed on that very day" if t.until == day else "ended before"
        yield aside(f"not {name_of(t.person)}: {handed} ({span_of(t)})")
    for t in after[:1]:
        yield aside(f"not {name_of(t.person)}: began later ({span_of(t)})")


def former(office: str, day: str, world: Knowledge) -> Iterator[Reading]:
    """The last holders who had left an office by the day."""
    gone = [t for t in world.by_office.get(office, ()) if t.until is not None and t.until[:10] <= day]
    for t in sorted(gone, key=lambda t: t.until or "", reverse=True)[:MOST_FORMER]:
        yield Reading(
            actor=t.person,
            name=name_of(t.person),
            kind="person",
            office=office,
            since=t.since,
            until=t.until,
            reasons=(speaks(f"{name_of(t.person)} held it {span_of(t)}"),),
        )
    if not gone:
        yield Reading(
            actor=None,
            name=office_name(office),
            kind="function",
            fits=False,
            reasons=(against("our tables name nobody who had left it by that day"),),
        )


# --- names -------------------------------------------------------------------------------------------


def as_name(match: Match, day: str, world: Knowledge) -> Iterator[Reading]:
    """What a known name stands for: a state, its government, a town, a body, a treaty."""
    # A seat comes before the state whose capital it is: Brussels is the union more often than Belgium.
    for entry in sorted(dict.fromkeys(match.entries), key=lambda e: e.kind != "metonym"):
        match entry.kind:
            case "state" | "adjective" | "people" | "organisation" | "group":
                kind: ReadingKind = entry.kind if entry.kind in ("organisation", "group") else "state"
                yield alive(entry.id, kind, speaks(MEANINGS[entry.kind]), day, world)
            case "capital":
                yield from as_capital(entry, match, day, world)
            case "metonym":
                yield as_metonym(entry, world)
            case "context":
                reason = speaks("means it in a report that has named it")
                yield alive(entry.id, "group" if entry.id.startswith("group:") else "organisation", reason, day, world)  # fmt: skip
            case "treaty":
                name = next(
                    (r["name"] for r in world.rows("treaties", "id") if r["id"] == entry.id), entry.form
                )
                reason = speaks("a treaty: it binds those who act, but does not act itself")
                yield Reading(actor=None, name=name, kind="treaty", reasons=(reason,))
            case _:
                pass


def as_capital(entry: Entry, match: Match, day: str, world: Knowledge) -> Iterator[Reading]:
    """A capital: the government, and the town."""
    acts = speaks("its capital: the government, where the words speak or act")
    yield alive(entry.id, "metonym", acts, day, world)
    if any(e.kind == "metonym" for e in match.entries):
        return
    place = aside("the town, where the words only say where or whither (“in”, “from”, “to”)")
    yield Reading(actor=None, name=entry.form, kind="town", reasons=(place,))


def as_metonym(entry: Entry, world: Knowledge) -> Reading:
    """A seat or an organ that stands for whom it serves."""
    if entry.id == "-":
        why = speaks("looks like an actor and is none")
        return Reading(actor=None, name=entry.form, kind="nobody", reasons=(why,))
    organ = world.organs.get(entry.form.lower(), "").replace("-", " ")
    what = f"stands for its {organ}" if organ not in ("", "seat") else "stands for it"
    return Reading(actor=entry.id, name=name_of(entry.id), kind="metonym", reasons=(speaks(what),))


def alive(actor: str, kind: ReadingKind, reason: Reason, day: str, world: Knowledge) -> Reading:
    """A state or body, and whether it existed on the day."""
    row = (world.groups.get(actor) if kind == "group" else world.states.get(actor.partition(":")[2])) or {}
    since, until = row.get("since") or None, row.get("until") or None
    reasons, fits = [reason], True
    if since is not None and day < since[: len(day)]:
        reasons, fits = [*reasons, against(f"it did not begin until {of_date(since)}")], False
    if until is not None and day >= until:
        reasons, fits = [*reasons, against(f"it ended on {of_date(until)}")], False
    return Reading(
        actor=actor,
        name=name_of(actor),
        kind=kind,
        fits=fits,
        since=since,
        until=until,
        reasons=tuple(reasons),
    )


# --- in a sentence -----------------------------------------------------------------------------------


def in_a_sentence(text: str, day: str, world: Knowledge) -> Iterator[Reading]:
    """What the reader of reports makes of the words as a subject: "Lavrov's American counterpart".

    Only asked where the words name somebody, because it loads the parser. Actors that the tables do not have
    would be made of the words themselves, so they are no answer.
    """
    if not (
        any(m.of(*NAMES) for m in world.matches(text))
        or any(world.surnamed(POSSESSIVE.sub("", w)) for w in text.split(" "))
    ):
        return
    from detente.pipeline import analyze
    from detente.resolve.judgements import Standing

    told = analyze(f"{text[:1].upper()}{text[1:]} spoke.", published=day, clean_level="none")
    inside = [m for m in told.mentions if m.end <= len(text) and m.actor and m.rule]
    widest = max((m.end - m.start for m in inside), default=0)
    tables = Standing(())
    for m in inside:
        covers = m.end == len(text) and m.end - m.start == widest
        if covers and m.actor and tables.known(m.actor):
            reason = speaks(f"read as the subject of a sentence of that day, by the rule “{m.rule}”")
            more = (speaks(f"names the office: {office_name(m.office)}"),) if m.office else ()
            yield Reading(
                actor=m.actor,
                name=name_of(m.actor),
                kind="phrase",
                office=m.office,
                reasons=(reason, *more),
            )


# --- reasons -----------------------------------------------------------------------------------------


def speaks(what: str) -> Reason:
    """Something that speaks for a reading."""
    return Reason(what=what, weight=1.0)


def against(what: str) -> Reason:
    """Something that speaks against a reading, or for another."""
    return Reason(what=what, weight=-1.0)


def aside(what: str) -> Reason:
    """Something to know by the way."""
    return Reason(what=what, weight=0.0)


def doubt() -> Reason:
    """That our tables were written before the day."""
    return against("our tables were written before that day, so the office may have passed on")


def with_reason(reading: Reading, reason: Reason, *, first: bool = False) -> Reading:
    """A reading with one more reason; one against it makes it unfit unless it comes first."""
    reasons = (reason, *reading.reasons) if first else (*reading.reasons, reason)
    return structs.replace(reading, reasons=reasons, fits=reading.fits and (first or reason.weight >= 0))


def told(term: Term) -> str:
    """An office with its term."""
    return f"{office_name(term.office)}, {span_of(term)}"


def span_of(term: Term) -> str:
    """A term in words, with its precision where that is less than a day."""
    return span_in_words(term.since, term.until)


def span_in_words(since: str, until: str | None) -> str:
    """The same from its two days.

    >>> span_in_words("2011", "2015-08-10")
    'from 2011 until 10 August 2015 (known to the year)'
    """
    words = f"from {of_date(since)} " + (f"until {of_date(until)}" if until else "with no end known")
    rough = [PRECISION[len(d)] for d in (since, until or "") if len(d) in PRECISION]
    return words + (f" ({', '.join(dict.fromkeys(rough))})" if rough else "")


def of_date(day: str) -> str:
    """A day, month or year in words.

    >>> of_date("2011-03"), of_date("2011")
    ('March 2011', '2011')
    """
    if len(day) == 7:
        return f"{MONTHS[int(day[5:]) - 1]} {day[:4]}"
    return of_day(day, False) if len(day) == 10 else day
