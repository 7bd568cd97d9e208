"""The pages of actors, of pairs of sides, and of the network between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, assert_never

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter

from detente import ask
from detente.ask.names import office_name
from detente.ask.network import Tie, dyads
from detente.lexicon.knowledge import knowledge
from detente.show.export.graphml import Edge, Node
from detente.show.export.graphml import render as graphml
from detente.show.web.charts import curve
from detente.show.web.desk import Desk, View
from detente.show.web.face import page
from detente.show.web.pages import Facet, PageNumber, counted, framed, newest_first, told
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

PAIRS = 8
"""Pairs of sides that stand above the list of actors."""

LEAST = (2, 5, 10, 25, 100)
"""Moves of a pair that the network can be narrowed to."""

SIDES = 12
"""Sides around which the network can be shown, those with most partners first."""

LEDGER = 12
"""Lines of the ledger on the page of a pair; the ledger has the rest."""

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
        "Ledger": newest_first(view, ask.ledger(weighed, by=code) or ask.ledger(weighed, to=code)),
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
        offices=offices(id, view.weighed.as_of),
        code=code,
        kind=id.partition(":")[0],
        parts=[(title, len(some), view.lines(some[:LINES], told)) for title, some in parts.items() if some],
        pairs=[p for p in pairs(view) if code in (p.a, p.b)][:LINES],
        judgements=[j for j in desk.store.judgements() if id in j.actors],
        **framed(view),
    )


class Term(NamedTuple):
    """Somebody in an office: its title, from when to when in words, and where that lies between the first year and the
    last that are drawn, from 0 to 100."""

    title: str
    when: str
    start: float
    width: float


def offices(id: str, today: str | None) -> list[Term]:
    """The offices of a person by our tables, newest first, each with its place in time."""
    terms = sorted(
        (t for t in knowledge().terms if t.person == id), key=lambda t: t.since or "", reverse=True
    )
    if not terms:
        return []
    last = today or max(t.until or t.since or "" for t in terms)
    ends = [(year(t.since or last), year(t.until or max(last, t.since or ""))) for t in terms]
    least, most = min(a for a, _ in ends), max(b for _, b in ends)
    scale = 100 / ((most - least) or 1)
    return [
        Term(
            office_name(t.office),
            f"{t.since or '?'} – {t.until or 'today'}",
            round((a - least) * scale, 1),
            round(max(1.0, (b - a) * scale), 1),
        )
        for t, (a, b) in zip(terms, ends, strict=True)
    ]


def year(day: str) -> float:
    """A day, a month or a year as a number of years.

    >>> year("2022"), year("2022-07"), round(year("2022-01-21"), 2)
    (2022.0, 2022.5, 2022.05)
    """
    parts = [int(x) for x in day[:10].split("-") if x.isdecimal()]
    if len(parts) == 3:
        d = date(parts[0], parts[1], parts[2])
        return d.year + (d.timetuple().tm_yday - 1) / 365.25
    return parts[0] + ((parts[1] - 1) / 12 if len(parts) > 1 else 0.0) if parts else 0.0


@get("/dyads/{a:str}/{b:str}", sync_to_thread=True)
def dyad(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    a: FromPath[str],
    b: FromPath[str],
    number: PageNumber = 1,
) -> Response[str]:
    """Two sides: how tense it is, day by day, and what they did to each other."""
    days = view.tension(a, b)
    both = [
        h
        for h in view.about(a).happenings
        if {a, b} <= {*h.codes, *(t.removeprefix("state:") for t in h.targets)}
    ]
    lines = newest_first(
        view, (*ask.ledger(view.about(a), by=a, to=b), *ask.ledger(view.about(a), by=b, to=a))
    )
    pages = Pages(both[::-1], number)
    moves = [view.data[c] for d in days for c in d.claims if c in view.data]
    return page(
        request,
        "dyad.html",
        view,
        room="actors",
        a=a,
        b=b,
        name=f"{side(a)} and {side(b)}",
        days=days,
        moves={line.id: line.text for line in view.lines(moves)},
        chart=curve(days),
        pages=pages,
        happenings=view.lines(pages.items),
        lines=len(lines),
        ledger=view.lines(lines[:LEDGER]),
        **framed(view),
    )


class Between:
    """Which ties of the network are asked for."""

    def __init__(
        self,
        between: Annotated[
            Literal["states", "bodies", "people"] | None,
            QueryParameter(description="`bodies`: neither end is a person; `people`: at least one is."),
        ] = None,
        least: Annotated[
            int, QueryParameter(ge=1, le=100_000, description="Moves of a pair, both ways.")
        ] = 1,
        side: Annotated[
            str | None,
            QueryParameter(
                max_length=300,
                description="A side's code or id: it, whom it deals with, and what is between these.",
            ),
        ] = None,
    ):
        self.between, self.least, self.side = between, least, side

    def ties(self, view: View) -> list[Tie]:
        """The ties between the pairs that are asked for."""
        moves = {(a, b): n for a, b, n in dyads(view.ties) if n >= self.least and self.is_asked(a, b)}
        if self.side is not None:
            near = {self.side, *(end for ends in moves if self.side in ends for end in ends)}
            moves = {ends: n for ends, n in moves.items() if near.issuperset(ends)}
        return [t for t in view.ties if (min(t.source, t.target), max(t.source, t.target)) in moves]

    def is_asked(self, a: str, b: str) -> bool:
        """Whether a pair is of the kind that is asked for."""
        people = a.startswith("person:") or b.startswith("person:")
        match self.between:
            case None:
                return True
            case "states":
                return ":" not in a and ":" not in b
            case "bodies":
                return not people
            case "people":
                return people
            case never:
                assert_never(never)


class Dealing(NamedTuple):
    """Two sides: what each did towards the other, and on balance."""

    a: str
    b: str
    a_name: str
    b_name: str
    there: int
    back: int
    score: float

    @property
    def moves(self) -> int:
        """Both ways together."""
        return self.there + self.back

    @property
    def tone(self) -> str:
        """How they deal with each other, in a word."""
        return "hostile" if self.score < 0 else "friendly" if self.score > 0 else "even"


def dealings(found: Sequence[Tie]) -> list[Dealing]:
    """Pairs of sides, those of most moves first."""
    tie = {(t.source, t.target): t for t in found}

    def one(a: str, b: str) -> Dealing:
        there, back = tie.get((a, b)), tie.get((b, a))
        score = sum(t.score for t in (there, back) if t)
        return Dealing(a, b, side(a), side(b), there.moves if there else 0, back.moves if back else 0, score)

    return [one(a, b) for a, b, _ in dyads(found)]


@get("/network", sync_to_thread=True)
def network_page(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    asked: NamedDependency[Between],
    number: PageNumber = 1,
) -> Response[str]:
    """Who deals with whom, as a drawing and as a table."""
    found = asked.ties(view)
    pages = Pages(dyads(found), number)
    shown = {end for a, b, _ in pages.items for end in (a, b)}
    return page(
        request,
        "network.html",
        view,
        room="actors",
        pages=pages,
        found=[
            d
            for d in dealings([t for t in found if t.source in shown and t.target in shown])
            if (d.a, d.b) in {(a, b) for a, b, _ in pages.items}
        ],
        sides=len({end for t in found for end in (t.source, t.target)}),
        facets=network_facets(view, asked),
        **framed(view),
    )


def network_facets(view: View, asked: Between) -> list[Facet]:
    """What the network can be narrowed to, with the pairs that it would have."""
    every = dyads(view.ties)
    ends = Counter(end for a, b, n in every if n >= asked.least for end in (a, b))
    kinds = {"states": "states", "bodies": "all but people", "people": "people"}
    return [
        (
            "Between",
            "between",
            [
                (k, label, sum(Between(k).is_asked(a, b) for a, b, n in every if n >= asked.least))  # type: ignore[arg-type]  # the keys are its values
                for k, label in kinds.items()
            ],
        ),
        (
            "Moves at least",
            "least",
            [
                (str(n), str(n), found)
                for n in LEAST
                if (found := sum(m >= n for a, b, m in every if asked.is_asked(a, b)))
            ],
        ),
        (
            "Around",
            "side",
            [(c, side(c), n) for c, n in sorted(ends.items(), key=lambda x: (-x[1], x[0]))[:SIDES]],
        ),
    ]


@get("/api/network", sync_to_thread=True)
def network(
    view: NamedDependency[View],
    asked: NamedDependency[Between],
    form: Annotated[str, QueryParameter(name="format", pattern="^(json|graphml)$")] = "json",
) -> Response[Any]:
    """Who deals with whom: sides, and the moves between them, as JSON or GraphML."""
    found = asked.ties(view)
    moves = {code: 0 for tie in found for code in (tie.source, tie.target)}
    for tie in found:
        moves[tie.source] += tie.moves
    nodes = [
        Node(id=c, name=side(c), kind=c.partition(":")[0] if ":" in c else "state", moves=n)
        for c, n in moves.items()
    ]
    edges = [Edge(source=t.source, target=t.target, moves=t.moves, score=t.score) for t in found]
    if form == "graphml":
        return Response(
            graphml(nodes, edges),
            media_type="application/graphml+xml",
            headers={"content-disposition": 'attachment; filename="network.graphml"'},
        )
    return Response({"nodes": nodes, "edges": edges})
