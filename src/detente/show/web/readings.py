"""What was read from the passages of a report, each in a few words, with what people decided about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec import structs

from detente.ask import Datum
from detente.ask.decisions import Decisions, Known
from detente.ask.names import name_of
from detente.ask.subjects import ground_of, number_words
from detente.model.derived import BriefLine
from detente.model.judged import Figure, Mention, Move, Place, Statement, Time
from detente.resolve.corrections import OF_ACTORS
from detente.resolve.findings import Finding, findings, is_finding
from detente.weigh.overruled import TELLINGS, ground

ORDER = ("statement", "move", "mention", "time", "place", "figure")
"""What is listed first of a passage."""

LONGEST = 60
"""Characters of a finding's words that are shown."""

STANDING = {"reject": "rejected", "accept": "checked", "correct": "corrected", "note": "noted"}
"""Kinds of judgements, as they are told beside what they are about."""


class Reading(NamedTuple):
    """Something that was read from a passage."""

    id: str
    what: str
    words: str
    """As printed."""
    said: str
    """As read."""
    standing: tuple[str, ...]
    """`rejected`, `checked`, `corrected`, `noted`."""
    start: int


class Struck(NamedTuple):
    """Words that count nowhere, since somebody rejected what was read from them."""

    start: int
    end: int
    why: str


def readings(known: Known, decisions: Decisions) -> list[Reading]:
    """What was read from a report, in text order, those that are rejected too."""
    now = {f.id: f for f in findings(known.judged)}
    listed: dict[str, Reading] = {}
    for found in findings(known.found):
        if found.id in listed:
            continue
        judgements = decisions.on(found.id, found.what, [ground(ground_of(found, known.report.id))])
        standing = [STANDING[j.kind] for j in judgements if j.kind in STANDING]
        if found.id not in now and "rejected" not in standing:
            standing.insert(0, "rejected")
        shown = now.get(found.id, found)
        listed[found.id] = Reading(
            id=found.id,
            what=found.what,
            words=shortened(known.report.quote(found.span)),
            said=in_short(shown.record),
            standing=tuple(dict.fromkeys(standing)),
            start=found.span.start,
        )
    return sorted(listed.values(), key=lambda r: (ORDER.index(r.what), r.start, r.id))


def struck(known: Known, decisions: Decisions) -> Iterator[Struck]:
    """The words of a report that count nowhere: those of rejected readings, claims, lines and events."""
    named: dict[str, Finding] = {f.id: f for f in findings(known.found)}
    for j in decisions.rejected_in(known.report.id):
        if not is_finding(j.what) and j.what not in TELLINGS:
            continue
        for g in j.grounds:
            if g.report == known.report.id and (not is_finding(j.what) or j.datum in named):
                yield Struck(
                    g.start, g.end, f"rejected by {j.author}" + (f": {j.reason}" if j.reason else "")
                )


def with_marks(line: BriefLine, record: Any, decisions: Decisions) -> BriefLine:
    """A line with what people say of it: who checked it, and their notes."""
    if not isinstance(record, Datum):
        return line
    said = decisions.on_datum(record)
    checked = [f"checked by {j.author}" for j in said if j.kind == "accept"]
    noted = [f"note by {j.author}: {shortened(j.value or '')}" for j in said if j.kind == "note"]
    return structs.replace(line, notes=(*line.notes, *checked, *noted)) if said else line


def in_short(record: Any) -> str:
    """What some words were read as, in a few words."""
    match record:
        case Move():
            mode = f" ({record.mode})" if record.mode else ""
            parties = [names(p.actor for p in side) for side in (record.source, record.target)]
            return f"{record.type.lower()}{mode}: {' → '.join(x for x in parties if x) or 'nobody named'}"
        case Statement():
            return f"{names(record.source.actors) if record.source else 'nobody named'}: {record.act}"
        case Mention():
            return name_of(record.actor) if record.actor else "nobody known"
        case Time():
            return record.value or "unknown"
        case Place():
            return (
                ", ".join(x for x in (record.name, record.country) if x)
                if record.lat is not None
                else "on no map"
            )
        case Figure():
            bounds = [number_words(x) for x in dict.fromkeys((record.low, record.high)) if x is not None]
            return " ".join(x for x in ("–".join(bounds) or "unknown", record.unit) if x)
    return ""


def names(actors: Iterable[str | None]) -> str:
    """Several actors by name."""
    return ", ".join(name_of(a) for a in dict.fromkeys(actors) if a)


def named(field: str, value: str | None) -> str:
    """The value of a field for people: actors by name."""
    if value is None:
        return "unknown"
    return names(value.split(", ")) if field in OF_ACTORS else value


def shortened(words: str) -> str:
    """Words in one line without marks of quotation around them, cut where they are long."""
    line = " ".join(words.split()).strip('“”„"')
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def by_passage(found: Iterable[Reading], passages: Iterable[tuple[int, int]]) -> dict[int, list[Reading]]:
    """Readings by the start of the passage that they begin in."""
    known = sorted(found, key=lambda r: r.start)
    listed: dict[int, list[Reading]] = defaultdict(list)
    at = 0
    for start, end in sorted(passages):
        while at < len(known) and known[at].start < end:
            if known[at].start >= start:
                listed[start].append(known[at])
            at += 1
        listed[start].sort(key=lambda r: ORDER.index(r.what))
    return listed
