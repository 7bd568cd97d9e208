"""Questions → records. Pure functions over reports, analyses and what was weighed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from detente.ask.actors import Actor, actors
from detente.ask.behind import Behind, Datum, data, evidence_of
from detente.ask.brief import Writer, brief, writer
from detente.ask.evidence import Known, Sources
from detente.ask.names import name_of
from detente.ask.overview import Overview, overview
from detente.ask.shelf import Shelf
from detente.ask.who import Reading, Who, who
from detente.model.derived import (
    Change,
    Claim,
    Contradiction,
    Due,
    Happening,
    Line,
    NumberedSource,
    Origin,
    Story,
    Update,
    Weighed,
    Why,
)
from detente.model.judged import When
from detente.weigh.stories import story_named

__all__ = [
    "Actor", "Behind", "Datum", "Overview", "Reading", "Shelf", "Sources", "Who", "Writer", "actors", "brief", "changes", "claims", "contradictions",
    "data", "due", "evidence_of", "ledger", "name_of", "origins", "overview", "sources", "stories", "timeline", "updates", "who",
    "why", "writer",
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
    return Behind(weighed).why(id, Sources(reports))


def is_among(asked: str | None, actors: Collection[str], codes: Collection[str]) -> bool:
    """Whether an asked actor or country is among some; nothing asked is always so."""
    return asked is None or asked in actors or asked in codes or asked.removeprefix("state:") in codes


def first(when: When | None) -> str | None:
    """The first day of an interval."""
    return (when.earliest or when.latest or "")[:10] or None if when else None


def last(when: When | None) -> str | None:
    """The last day of an interval."""
    return (when.latest or when.earliest or "")[:10] or None if when else None
