"""Origins, reports, search, map, the brief for print, method."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NamedTuple

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from detente import ask
from detente.ask.brief import exact
from detente.ask.spots import Spot
from detente.model.derived import Origin
from detente.model.found import Status
from detente.show.brief.html import policy as brief_policy
from detente.show.brief.html import render as brief_page
from detente.show.export.geojson import render as geojson
from detente.show.web.api import Day, Side, iso
from detente.show.web.desk import Desk, View
from detente.show.web.face import page
from detente.show.web.facets import HITS, Chosen, Facet, Hit, cited, facets, hits_of, narrowed
from detente.show.web.pages import PageNumber, counted, framed, sides
from detente.show.web.paging import Pages
from detente.show.web.records import carried
from detente.show.web.sketch import Sketch, sketch
from detente.show.web.visits import new_since

PLACES = 60
"""Places of the map's table on one page."""

PASSAGE = 420
"""Letters of a passage that a list of hits shows."""


@get("/origins", sync_to_thread=True)
def origins(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    number: PageNumber = 1,
) -> Response[str]:
    """Who copied whom: texts that several reports carry, those of most reports first."""
    shared, alone = carried_by_several(view)
    pages = Pages(shared, number)
    view.sources.foresee([e.report for o in pages.items for e in o.passages[:3]])
    return page(
        request,
        "origins.html",
        view,
        room="origins",
        pages=pages,
        found=[carried(view, o) for o in pages.items],
        alone=alone,
        **framed(view),
    )


def carried_by_several(view: View) -> tuple[list[Origin], int]:
    """The texts that several reports carry, those of most reports first, and how many reports carry none of them."""

    def made() -> tuple[list[Origin], int]:
        many = (o for o in view.weighed.origins if len(o.reports) > 1)
        shared = sorted(many, key=lambda o: (-len(o.reports), o.id))
        copied = {r for o in shared for r in o.reports}
        return shared, sum(s.report not in copied for s in view.overview.sources)

    return view.remember("origins", made)


@get("/reports", sync_to_thread=True)
def reports(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    view: NamedDependency[View],
    chosen: NamedDependency[Chosen],
    new: FromQuery[bool] = False,
    number: PageNumber = 1,
) -> Response[str]:
    """The reports, newest first, and what could not be read."""
    fresh, _ = new_since(request, desk) if new else (frozenset(), None)
    hits, offered = found_reports(view, chosen, fresh if new else None)
    pages = Pages(hits, number)
    sources = view.sources
    return page(
        request,
        "reports.html",
        view,
        room="reports",
        pages=pages,
        found=[sources.numbered[sources.number[hit.report] - 1] for hit in pages.items],
        facets=offered,
        new=new,
        rejects=desk.store.rejects(),
        **framed(view),
    )


def found_reports(
    view: View, chosen: Chosen, fresh: frozenset[str] | None = None
) -> tuple[list[Hit], list[Facet]]:
    """The reports, newest first and those without a day of their own last, and what they can be narrowed by. `fresh`:
    only these."""

    def made() -> tuple[list[Hit], list[Facet]]:
        sources = [s for s in reversed(view.overview.sources) if fresh is None or s.report in fresh]
        every = [Hit(s.report) for s in sorted(sources, key=lambda s: exact(s.published) is None)]
        return narrowed(view, every, chosen), facets(view, every, chosen)

    return view.remember(("reports", fresh, *sorted(chosen.given.items())), made)


@get("/search", sync_to_thread=True)
def search(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    view: NamedDependency[View],
    chosen: NamedDependency[Chosen],
    q: Annotated[str, QueryParameter(max_length=400)] = "",
    number: PageNumber = 1,
) -> Response[str]:
    """Passages with all of the words, newest first."""
    every = hits_of(desk, view, q)
    found = narrowed(view, every, chosen)
    pages = Pages(found, number)
    known = view.sources
    known.foresee([hit.report for hit in pages.items])
    return page(
        request,
        "search.html",
        view,
        room="search",
        q=q,
        pages=pages,
        facets=facets(view, every, chosen),
        found=[(c, marked(c.words, q)) for hit in pages.items for c in (cited(known, hit),)],
        full=len(every) == HITS,
        **framed(view),
    )


def marked(text: str, q: str) -> list[tuple[str, bool]]:
    """A passage in pieces, those with a word of the query told apart; of a long one the part around the first.

    >>> marked("The talks, talked about, failed.", "talks failed")
    [('The ', False), ('talks', True), (', talked about, ', False), ('failed', True), ('.', False)]
    """
    words = sorted((re.escape(w) for w in re.findall(r"\w+", q)), key=len, reverse=True)
    if not words:
        return [(text, False)]
    told = re.compile(rf"\b({'|'.join(words)})\b", re.IGNORECASE)
    first = told.search(text)
    start = max(0, first.start() - PASSAGE // 2) if first and len(text) > PASSAGE else 0
    start = text.find(" ", start) + 1 if start else 0
    shown = text[start : start + PASSAGE]
    if start + PASSAGE < len(text):
        shown = f"{shown[: shown.rfind(' ')]} …"
    pieces = told.split(f"… {shown}" if start else shown)
    return [(piece, bool(n % 2)) for n, piece in enumerate(pieces) if piece]


class Where:
    """Which events the map shows."""

    def __init__(
        self,
        since: Day = None,
        until: Day = None,
        actor: Side = None,
        status: FromQuery[Status | None] = None,
        country: Annotated[
            str | None, QueryParameter(max_length=3, description="Of the place: ISO 3166 alpha-3.")
        ] = None,
    ):
        self.days = iso(since), iso(until)
        self.actor, self.status, self.country = actor, status, country
        self.chosen = (*self.days, actor, status, country)

    def spots(self, view: View) -> tuple[Spot, ...]:
        """The events at their places, as far as they are asked for."""
        if not any(self.chosen):
            return view.spots
        within = {h.id: h for h in ask.timeline(view.about(self.actor), *self.days, self.actor)}
        return tuple(
            s
            for s in view.spots
            if s.id in within and self.status in (None, s.status) and self.country in (None, s.country)
        )


@get("/map", sync_to_thread=True)
def map_page(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    where: NamedDependency[Where],
    extent: FromQuery[Literal["all"] | None] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """Events on the map, and the same as a table."""
    found = drawn(view, where, whole=extent == "all")
    places = [*found.sketch.rings, *found.sketch.outside] if found.sketch else []
    return page(
        request,
        "map.html",
        view,
        room="map",
        sketch=found.sketch,
        events=found.events,
        facets=found.facets,
        pages=Pages(places, number, PLACES),
        whole=extent == "all",
        **framed(view),
    )


@get("/map/coast", sync_to_thread=True)
def coast(
    view: NamedDependency[View],
    where: NamedDependency[Where],
    extent: FromQuery[Literal["all"] | None] = None,
) -> Response[str]:
    """The coasts of that map as fine as they are known, for who comes nearer: an SVG path."""
    sketch = drawn(view, where, whole=extent == "all").sketch
    return Response(sketch.coast if sketch else "", media_type="text/plain")


class Drawn(NamedTuple):
    """The map of some events, how many they are, and by what they can be narrowed down."""

    sketch: Sketch | None
    events: int
    facets: list[Facet]


def drawn(view: View, where: Where | None = None, *, whole: bool = False) -> Drawn:
    """The drawing of the map."""
    where = where or Where()

    def made() -> Drawn:
        found = where.spots(view)
        codes = {h.id: h.codes for h in view.weighed.happenings}
        offered: list[Facet] = [
            ("Status", "status", counted(s.status or "" for s in found)),
            ("Actor", "actor", sides(view, (codes.get(s.id, ()) for s in found))),
            ("Country of the place", "country", sides(view, ((s.country,) for s in found if s.country))),
        ]
        return Drawn(sketch(found, whole=whole), len(found), offered)

    return view.remember(("map", whole, *where.chosen), made)


@get("/api/map", sync_to_thread=True)
def map_data(
    view: NamedDependency[View],
    where: NamedDependency[Where],
    form: Annotated[str, QueryParameter(name="format")] = "json",
) -> Response[Any]:
    """Events at their places; with `format=geojson` as a feature collection (RFC 7946)."""
    found = where.spots(view)
    if form == "geojson":
        headers = {"content-disposition": 'attachment; filename="map.geojson"'}
        return Response(geojson(found), media_type="application/geo+json", headers=headers)
    return Response(found)


@get("/brief", sync_to_thread=True)
def brief(view: NamedDependency[View]) -> Response[str]:
    """The brief as one page for print, with a policy of its own."""
    headers = {"content-security-policy": f"{brief_policy()}; frame-ancestors 'none'"}
    return Response(brief_page(view.brief), media_type="text/html", headers=headers)


@get("/method", sync_to_thread=True)
def method(request: Request[Any, Any, Any], view: NamedDependency[View]) -> Response[str]:
    """How it is done, and what it cannot do."""
    return page(request, "method.html", view, room="method", **framed(view))
