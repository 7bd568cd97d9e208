"""Questions → records. Pure functions over reports, analyses and what was weighed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from detente.ask.actors import Actor, actors
from detente.ask.brief import Writer, brief
from detente.ask.evidence import Known, Sources
from detente.ask.independence import independence
from detente.ask.names import name_of
from detente.ask.who import Reading, Who, who
from detente.model.derived import (
    Change,
    Claim,
    Contradiction,
    Due,
    Evidence,
    Happening,
    Line,
    NumberedSource,
    Origin,
    Reason,
    Story,
    Update,
    Weighed,
    Why,
)
from detente.model.judged import When
from detente.weigh.stories import story_named

__all__ = [
    "Actor", "Reading", "Sources", "Who", "Writer", "actors", "brief", "changes", "claims", "contradictions", "due", "ledger", "name_of",
    "origins", "sources", "stories", "timeline", "updates", "who", "why",
]  # fmt: skip


def ledger(
    weighed: Weighed,
    kind: str | None = None,
    by: str | None = None,
    to: str | None = None,
    state: str | None = None,
) -> tuple[Line, ...]:
    """Lines of the ledger. `by`, `to`: a country's code (all its people and bodies), or an actor's id."""
    return tuple(
        line
        for line in weighed.lines
        if (kind is None or line.kind == kind)
        and (state is None or line.state == state)
        and is_among(by, line.by, line.codes)
        and is_among(to, line.to, line.target_codes)
    )


def claims(
    weighed: Weighed, disputed: bool | None = None, actor: str | None = None, standing: str | None = None
) -> tuple[Claim, ...]:
    """Claims; `disputed`: only those that somebody denies (false: only the others)."""
    return tuple(
        c
        for c in weighed.claims
        if (disputed is None or bool(c.disputed_by) == disputed)
        and (standing is None or c.standing == standing)
        and (is_among(actor, c.actors, c.codes) or is_among(actor, c.targets, c.target_codes))
    )


def changes(weighed: Weighed, since: str | None = None) -> tuple[Change, ...]:
    """Positions that moved; `since` (ISO date): whose later stance is of that day or after it."""
    return tuple(c for c in weighed.changes if since is None or (last(c.then.when) or "") >= since[:10])


def contradictions(weighed: Weighed, kind: str | None = None) -> tuple[Contradiction, ...]:
    """What reports tell in two ways."""
    return tuple(c for c in weighed.contradictions if kind is None or c.kind == kind)


def timeline(
    weighed: Weighed, since: str | None = None, until: str | None = None, actor: str | None = None
) -> tuple[Happening, ...]:
    """Events by day, both days included. An event without a date counts by the day of its report."""
    return tuple(
        h
        for h in weighed.happenings
        if (since is None or (last(h.when) or h.reported or "") >= since[:10])
        and (until is None or (first(h.when) or h.reported or "9999") <= until[:10])
        and is_among(actor, (*h.actors, *h.targets), h.codes)
    )


def origins(weighed: Weighed) -> tuple[Origin, ...]:
    """Texts that more than one report carries."""
    return weighed.origins


def due(weighed: Weighed, within: int | None = None) -> tuple[Due, ...]:
    """What is to come, and what is late; `within` so many days of the day asked for."""
    if within is None or weighed.as_of is None:
        return weighed.due
    until = (date.fromisoformat(weighed.as_of[:10]) + timedelta(days=within)).isoformat()
    return tuple(d for d in weighed.due if d.overdue or (first(d.when) or "9999") <= until)


def stories(weighed: Weighed, id: str | None = None) -> tuple[Story, ...]:
    """The stories, those of most reports first; `id`: the one it means, by any name it ever had."""
    if id is not None:
        found = story_named(id, weighed.stories)
        return (found,) if found else ()
    return tuple(sorted(weighed.stories, key=lambda s: (-len(s.reports), s.first or "9999", s.id)))


def updates(weighed: Weighed) -> tuple[Update, ...]:
    """Figures that a later report brought up to date."""
    return weighed.updates


def sources(reports: Iterable[Known]) -> tuple[NumberedSource, ...]:
    """The reports, numbered from 1 in the order of publication."""
    return Sources(reports).numbered


def why(id: str, reports: Iterable[Known], weighed: Weighed) -> Why | None:
    """Every sentence, report and origin behind a claim, line, happening, contradiction or change.

    The first characters of an id are enough if they name one datum only. None if nothing has that id.
    """
    named = [(what, datum) for what, found in data(weighed) for datum in found if datum.id.startswith(id)]
    exact = [x for x in named if x[1].id == id]
    if len(exact or named) != 1 or not id:
        return None
    what, datum = (exact or named)[0]
    known = Sources(reports)
    evidence = evidence_of(datum)
    spans = {(e.report, e.start, e.end) for e in evidence}
    touching = tuple(o for o in weighed.origins if any(overlaps(p, spans) for p in o.passages))
    linked = tuple(
        x
        for x in weighed.links
        if any(r == x.a and s < x.a_end and x.a_start < e for r, s, e in spans)
        and any(r == x.b and s < x.b_end and x.b_start < e for r, s, e in spans)
    )
    low, high = origins_counted(datum, weighed)
    return Why(
        id=datum.id,
        what=what,
        text=text_of(datum),
        cites=known.cites(evidence, most=None),
        origins=touching,
        links=linked,
        reports=len({e.report for e in evidence}),
        origins_low=low,
        origins_high=high,
        reasons=(*reasons_of(datum), *independence(evidence, weighed, known)),
        related=related_to(datum),
        sources=tuple(s for s in known.numbered if s.report in {e.report for e in evidence}),
    )


Datum = Claim | Line | Happening | Contradiction | Change | Update


def data(weighed: Weighed) -> tuple[tuple[str, tuple[Datum, ...]], ...]:
    """All that `why` can be asked of."""
    return (
        ("claim", weighed.claims),
        ("line", weighed.lines),
        ("happening", weighed.happenings),
        ("contradiction", weighed.contradictions),
        ("change", weighed.changes),
        ("update", weighed.updates),
    )


def evidence_of(datum: Datum) -> tuple[Evidence, ...]:
    """All evidence of a datum, of its sides and answers too."""
    match datum:
        case Contradiction():
            return tuple(e for s in datum.sides for e in s.evidence)
        case Change() | Update():
            return (*datum.first.evidence, *datum.then.evidence)
        case Line():
            return (*datum.evidence, *(e for a in datum.answers for e in a.evidence))
        case _:
            return datum.evidence


def text_of(datum: Datum) -> str:
    """What a datum is about."""
    return datum.matter if isinstance(datum, Contradiction | Change | Update) else datum.text


def reasons_of(datum: Datum) -> tuple[Reason, ...]:
    """What spoke for a datum."""
    match datum:
        case Contradiction() | Change() | Update() | Claim():
            return datum.reasons
        case Line():
            return tuple(r for a in datum.answers for r in a.reasons)
        case _:
            return ()


def related_to(datum: Datum) -> tuple[str, ...]:
    """Ids of what a datum touches."""
    match datum:
        case Claim():
            return (*datum.disputed_by, *datum.superseded_by)
        case Line():
            return (*((datum.claim,) if datum.claim else ()), *datum.related)
        case Happening():
            return datum.claims
        case _:
            return ()


def origins_counted(datum: Datum, weighed: Weighed) -> tuple[int, int]:
    """Independent origins of a datum; of a contradiction or a change those of both sides together."""
    if isinstance(datum, Claim | Line | Happening):
        return datum.origins_low, datum.origins_high
    from detente.weigh.origins import count

    evidence = evidence_of(datum)
    low, high = count(evidence, weighed.origins, weighed.links)
    reports = len({e.report for e in evidence})
    return min(low, reports), min(high, reports)


def overlaps(passage: Evidence, spans: set[tuple[str, int, int]]) -> bool:
    """Whether a passage touches one of the spans."""
    return any(r == passage.report and s < passage.end and passage.start < e for r, s, e in spans)


def is_among(asked: str | None, actors: Iterable[str], codes: Iterable[str]) -> bool:
    """Whether an asked actor or country is among some; nothing asked is always so."""
    return (
        asked is None
        or asked in set(actors)
        or asked in set(codes)
        or asked.removeprefix("state:") in set(codes)
    )


def first(when: When | None) -> str | None:
    """The first day of an interval."""
    return (when.earliest or when.latest or "")[:10] or None if when else None


def last(when: When | None) -> str | None:
    """The last day of an interval."""
    return (when.latest or when.earliest or "")[:10] or None if when else None
