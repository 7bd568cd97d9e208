"""The pages of actors, of pairs of sides, and of the network between them."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter

from detente import ask
from detente.ask.names import office_name
from detente.lexicon.knowledge import knowledge
from detente.show.export.graphml import Edge, Node
from detente.show.export.graphml import render as graphml
from detente.show.lists import line_of
from detente.show.web.charts import curve
from detente.show.web.desk import Desk, View
from detente.show.web.face import page
from detente.show.web.pages import PageNumber, counted, framed
from detente.show.web.paging import Pages
from detente.show.web.pairs import pairs, side

KINDS = {
    "person": "people",
    "state": "states",
    "org": "organisations",
    "group": "groups",
    "gov": "governments",
    "office": "offices",
}
"""Kinds of actors, and what they are called together."""

PAIRS = 24
"""Pairs of sides that the network page lists."""

LINES = 8
"""Lines of each kind on the page of an actor."""


@get("/actors", sync_to_thread=True)
def actors(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    kind: FromQuery[str | None] = None,
    unknown: FromQuery[bool] = False,
    number: PageNumber = 1,
) -> Response[str]:
    """Everybody who is mentioned."""
    every = [a for a in view.actors if not (unknown and a.known)]
    found = [a for a in every if kind in (None, a.id.partition(":")[0])]
    kinds = [(k, KINDS.get(k, k), n) for k, _, n in counted(a.id.partition(":")[0] for a in every)]
    return page(
        request,
        "actors.html",
        view,
        room="actors",
        pages=Pages(found, number),
        facets=[
            ("Kind", "kind", kinds),
            ("Tables", "unknown", [("true", "not in our tables", sum(not a.known for a in view.actors))]),
        ],
        pairs=pairs(view)[:PAIRS],
        **framed(view),
    )


@get("/actors/{id:str}", sync_to_thread=True)
def actor(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    view: NamedDependency[View],
    id: FromPath[str],
) -> Response[str]:
    """One actor: offices over time, what he demands and promises, what he said, with whom he deals."""
    found = view.actor_of.get(id)
    if found is None:
        raise NotFoundException(f"nobody called “{id[:60]}” occurs in these reports.")
    code = id.removeprefix("state:")
    weighed = view.about(code)
    parts = {
        "Ledger": ask.ledger(weighed, by=code) or ask.ledger(weighed, to=code),
        "What happened": ask.timeline(weighed, actor=code)[::-1],
        "Claims": [c for c in ask.claims(weighed, actor=code) if c.kind == "statement" and c.speech],
        "Positions that moved": [c for c in weighed.changes if c.actor in (id, code)],
    }
    return page(
        request,
        "actor.html",
        view,
        room="actors",
        actor=found,
        offices=offices(id),
        kind=id.partition(":")[0],
        parts=[
            (title, len(some), [line_of(view.writer, x) for x in some[:LINES]])
            for title, some in parts.items()
            if some
        ],
        pairs=[p for p in pairs(view) if code in (p.a, p.b)][:LINES],
        judgements=[j for j in desk.store.judgements() if id in j.actors],
        **framed(view),
    )


def offices(id: str) -> list[tuple[str, str]]:
    """The offices of a person by our tables, newest first: title, and from when to when."""
    terms = sorted((t for t in knowledge().terms if t.person == id), key=lambda t: t.since, reverse=True)
    return [(office_name(t.office), f"{t.since or '?'} – {t.until or 'today'}") for t in terms]


@get("/dyads/{a:str}/{b:str}", sync_to_thread=True)
def dyad(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    a: FromPath[str],
    b: FromPath[str],
) -> Response[str]:
    """Two sides: how tense it is, day by day, and what they did to each other."""
    days = view.tension(a, b)
    both = [
        h
        for h in view.about(a).happenings
        if {a, b} <= {*h.codes, *(t.removeprefix("state:") for t in h.targets)}
    ]
    lines = [*ask.ledger(view.about(a), by=a, to=b), *ask.ledger(view.about(a), by=b, to=a)]
    view.foresee([*both, *lines, *(view.data[c] for d in days for c in d.claims if c in view.data)])
    return page(
        request,
        "dyad.html",
        view,
        room="actors",
        a=a,
        b=b,
        name=f"{side(a)} and {side(b)}",
        days=days,
        moves={c: line_of(view.writer, view.data[c]).text for d in days for c in d.claims if c in view.data},
        chart=curve(days),
        happenings=[line_of(view.writer, h) for h in reversed(both)],
        ledger=[line_of(view.writer, x) for x in lines],
        **framed(view),
    )


@get("/api/network", sync_to_thread=True)
def network(
    view: NamedDependency[View],
    form: Annotated[str, QueryParameter(name="format", pattern="^(json|graphml)$")] = "json",
) -> Response[Any]:
    """Who deals with whom: sides, and the moves between them, as JSON or GraphML."""
    moves = {code: 0 for tie in view.ties for code in (tie.source, tie.target)}
    for tie in view.ties:
        moves[tie.source] += tie.moves
    nodes = [
        Node(id=c, name=side(c), kind=c.partition(":")[0] if ":" in c else "state", moves=n)
        for c, n in moves.items()
    ]
    edges = [Edge(source=t.source, target=t.target, moves=t.moves, score=t.score) for t in view.ties]
    if form == "graphml":
        return Response(
            graphml(nodes, edges),
            media_type="application/graphml+xml",
            headers={"content-disposition": 'attachment; filename="network.graphml"'},
        )
    return Response({"nodes": nodes, "edges": edges})
