"""Where events happened or are to happen, as points on a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from detente.model.derived import Happening, Weighed
from detente.model.judged import Analysis, Place
from detente.model.record import Record


class Spot(Record, frozen=True, kw_only=True):
    """An event at its place. Degrees WGS 84."""

    id: str
    """Of the happening."""
    text: str
    place: str
    lat: float
    lon: float
    country: str | None = None
    """ISO 3166 alpha-3, as the United Nations say; null where that is open."""
    disputed: tuple[str, ...] = ()
    """Who holds or claims the place, where states disagree (ISO 3166 alpha-3)."""
    day: str | None = None
    status: str | None = None
    reports: int = 1
    origins: int = 1
    """At least so many independent ones."""


def spots(weighed: Weighed, analyses: Mapping[str, Analysis]) -> tuple[Spot, ...]:
    """The events whose place is known to the point, in the order of the timeline."""
    return tuple(
        spot(h, place) for h in weighed.happenings if h.place and (place := where(h, analyses)) is not None
    )


def spot(h: Happening, place: Place) -> Spot:
    """An event at its place."""
    assert place.lat is not None and place.lon is not None
    return Spot(
        id=h.id,
        text=h.text,
        place=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        disputed=place.disputed,
        day=(h.when.earliest or h.when.latest) if h.when else h.reported,
        status=h.status,
        reports=h.reports,
        origins=h.origins_low,
    )


def where(h: Happening, analyses: Mapping[str, Analysis]) -> Place | None:
    """The place of an event as a report that tells of it has it; a whole country is no point."""
    named = (p for p in places(h, analyses) if p.lat is not None and p.lon is not None and p.use != "actor")
    return next((p for p in named if p.name == h.place and p.name not in countries()), None)


@cache
def countries() -> frozenset[str]:
    """The names of all states."""
    from detente.ask.names import name_of
    from detente.lexicon.knowledge import knowledge

    return frozenset(name_of(f"state:{code}") for code in knowledge().states)


def places(h: Happening, analyses: Mapping[str, Analysis]) -> Iterable[Place]:
    """The places that the reports of an event name, in the order of its evidence."""
    for report in dict.fromkeys(e.report for e in h.evidence):
        if report in analyses:
            yield from analyses[report].places
