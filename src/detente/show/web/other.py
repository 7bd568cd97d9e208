"""Origins, reports, search, map, the brief for print, method."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from detente.ask.spots import Spot, spots
from detente.crisis import checked_day
from detente.model.derived import Evidence
from detente.show.brief.html import policy as brief_policy
from detente.show.brief.html import render as brief_page
from detente.show.export.geojson import render as geojson
from detente.show.web.desk import Desk, View
from detente.show.web.face import page
from detente.show.web.pages import PageNumber, framed
from detente.show.web.paging import Pages
from detente.show.web.records import carried
from detente.show.web.sketch import Sketch, sketch
from detente.show.web.visits import new_since

HITS = 1000
"""Passages that a search looks at, newest first."""


@get("/origins", sync_to_thread=True)
def origins(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    number: PageNumber = 1,
) -> Response[str]:
    """Who copied whom: texts that several reports carry, those of most reports first."""
    shared = sorted(
        (o for o in view.weighed.origins if len(o.reports) > 1), key=lambda o: (-len(o.reports), o.id)
    )
    pages = Pages(shared, number)
    copied = {r for o in shared for r in o.reports}
    return page(
        request,
        "origins.html",
        view,
        room="origins",
        pages=pages,
        found=[carried(view, o) for o in pages.items],
        alone=sum(s.report not in copied for s in view.writer.sources.numbered),
        **framed(view),
    )


@get("/reports", sync_to_thread=True)
def reports(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    view: NamedDependency[View],
    new: FromQuery[bool] = False,
    outlet: FromQuery[str | None] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """The reports, newest first, and what could not be read."""
    fresh, _ = new_since(request, desk) if new else (frozenset(), None)
    every = [s for s in reversed(view.writer.sources.numbered) if not new or s.report in fresh]
    found = [s for s in every if outlet in (None, s.outlet)]
    return page(
        request,
        "reports.html",
        view,
        room="reports",
        pages=Pages(found, number),
        outlets=counted_outlets([s.outlet for s in every if s.outlet]),
        rejects=desk.store.rejects(),
        **framed(view),
    )


def counted_outlets(outlets: list[str]) -> list[tuple[str, str, int]]:
    """The outlets with most reports."""
    from detente.show.web.pages import counted

    return counted(outlets)[:20]


@get("/search", sync_to_thread=True)
def search(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    view: NamedDependency[View],
    q: Annotated[str, QueryParameter(max_length=400)] = "",
    outlet: FromQuery[str | None] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """Passages with all of the words, newest first."""
    known = view.writer.sources
    hits = [(r, s) for r, s in desk.store.search(q, limit=HITS) if r in known.reports] if q.strip() else []
    outlets = counted_outlets([o for r, _ in hits if (o := known.reports[r].outlet)])
    hits = [(r, s) for r, s in hits if outlet in (None, known.reports[r].outlet)]
    pages = Pages(hits, number)
    return page(
        request,
        "search.html",
        view,
        room="search",
        q=q,
        pages=pages,
        outlets=outlets,
        found=[known.cite(Evidence(report=r, start=s.start, end=s.end)) for r, s in pages.items],
        full=len(hits) == HITS,
        **framed(view),
    )


@get("/map", sync_to_thread=True)
def map_page(request: Request[Any, Any, Any], view: NamedDependency[View]) -> Response[str]:
    """Events on the map, and the same as a table."""
    found = spots(view.weighed, view.writer.sources.analyses)
    drawn: Sketch | None = sketch(found)
    return page(request, "map.html", view, room="map", spots=found, sketch=drawn, **framed(view))


@get("/api/map", sync_to_thread=True)
def map_data(
    view: NamedDependency[View],
    form: Annotated[str, QueryParameter(name="format")] = "json",
) -> Response[Any]:
    """Events at their places; with `format=geojson` as a feature collection (RFC 7946)."""
    found: tuple[Spot, ...] = spots(view.weighed, view.writer.sources.analyses)
    if form == "geojson":
        headers = {"content-disposition": 'attachment; filename="map.geojson"'}
        return Response(geojson(found), media_type="application/geo+json", headers=headers)
    return Response(found)


@get("/brief", sync_to_thread=True)
def brief(desk: NamedDependency[Desk], as_of: FromQuery[str | None] = None) -> Response[str]:
    """The brief as one page for print, with a policy of its own."""
    headers = {"content-security-policy": f"{brief_policy()}; frame-ancestors 'none'"}
    return Response(brief_page(desk.view(checked_day(as_of)).brief), media_type="text/html", headers=headers)


@get("/method", sync_to_thread=True)
def method(request: Request[Any, Any, Any], desk: NamedDependency[Desk]) -> Response[str]:
    """How it is done, and what it cannot do."""
    view = desk.view()
    return page(request, "method.html", view, room="method", **framed(view))
