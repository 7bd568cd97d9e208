"""The pages with lists: the front page, timeline, ledger, claims, changes, origins, reports, search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, get_args

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from detente import ask
from detente.ask.brief import exact
from detente.ask.evidence import counts
from detente.ask.names import name_of
from detente.crisis import checked_day, one_of
from detente.model import derived
from detente.model.derived import BriefLine
from detente.show.lists import line_of
from detente.show.web.charts import spark
from detente.show.web.desk import Desk, View
from detente.show.web.face import page
from detente.show.web.paging import Pages
from detente.show.web.pairs import Pair, pairs
from detente.show.web.strip import months
from detente.show.web.visits import new_since

Facet = tuple[str, str, list[tuple[str, str, int]]]
"""Title, name in the address, and the choices: value, label, count."""

PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=100_000)]

TABLES = ("csv", "json", "parquet", "atom")
"""Forms in which a list can be taken along."""

ACTORS = 12
"""Actors that a filter offers, those of most entries first."""


@get("/", sync_to_thread=True)
def now(
    request: Request[Any, Any, Any], desk: NamedDependency[Desk], view: NamedDependency[View]
) -> Response[str]:
    """The front page: what changed, what is disputed, what is due, how tense it is."""
    fresh, seen = new_since(request, desk)
    answer = page(
        request,
        "now.html",
        view,
        room="now",
        section={s.name: s for s in view.brief.sections},
        fresh=len(fresh),
        news=news(view, fresh),
        dyads=tense(view),
        **framed(view),
    )
    seen(answer)
    return answer


def tense(view: View, most: int = 4) -> list[Pair]:
    """The pairs of sides between which most happens, with the line of their tension."""
    return [p._replace(spark=spark(view.tension(p.a, p.b))) for p in pairs(view)[:most]]


def news(view: View, fresh: frozenset[str], most: int = 6) -> list[BriefLine]:
    """What only new reports tell, that with most origins first."""
    if not fresh or len(fresh) == len(view.writer.sources.numbered):
        return []
    new = [
        datum
        for datum in view.data.values()
        if (cited := {e.report for e in ask.evidence_of(datum)}) and cited <= fresh
    ]
    kinds = (derived.Contradiction, derived.Change, derived.Line, derived.Happening)
    chosen = sorted(
        (d for d in new if isinstance(d, kinds)),
        key=lambda d: (kinds.index(type(d)), -len(ask.evidence_of(d)), d.id),
    )
    return [line_of(view.writer, datum) for datum in chosen[:most]]


@get("/timeline", sync_to_thread=True)
def timeline(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    actor: FromQuery[str | None] = None,
    status: FromQuery[str | None] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """What happened, by the date of the event."""
    every = ask.timeline(view.weighed, actor=actor)
    within = [h for h in ask.timeline(view.weighed, checked_day(since), checked_day(until), actor)]
    found = [h for h in reversed(within) if status is None or h.status == status]
    return listed(
        request,
        view,
        "timeline",
        "Timeline",
        "What happened, is planned or is only imagined, by the date of the event and not of the report; the latest first.",
        found,
        number,
        exports=TABLES,
        facets=[
            ("Status", "status", counted(h.status for h in within)),
            ("Actor", "actor", sides(view, (h.codes for h in within))),
        ],
        strip=months(every),
    )


@get("/ledger", sync_to_thread=True)
def ledger(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    kind: FromQuery[str | None] = None,
    by: FromQuery[str | None] = None,
    to: FromQuery[str | None] = None,
    state_of_line: Annotated[str | None, QueryParameter(name="state")] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """Demands, offers, promises, threats and refusals, and what became of them."""
    one_of(kind, get_args(derived.LineKind), "kind of line")
    one_of(state_of_line, get_args(derived.LineState), "state of a line")
    every = ask.ledger(view.weighed, by=by, to=to)
    found = ask.ledger(view.weighed, kind=kind, by=by, to=to, state=state_of_line)
    return listed(
        request,
        view,
        "ledger",
        "Ledger",
        "Demands, offers, promises, threats and refusals, with every answer that was found and how they stand.",
        found,
        number,
        exports=TABLES,
        facets=[
            ("Kind", "kind", counted(x.kind for x in every)),
            ("State", "state", counted(x.state for x in every if kind in (None, x.kind))),
            ("By", "by", sides(view, (x.codes for x in found))),
            ("To", "to", sides(view, (x.target_codes for x in found))),
        ],
    )


@get("/due", sync_to_thread=True)
def due(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    number: PageNumber = 1,
) -> Response[str]:
    """What is to come, and what is late."""
    return listed(
        request,
        view,
        "ledger",
        "Due and overdue",
        "Promises, offers, threats and demands with a date, and what is planned; what is late and nobody tells of comes first.",
        sorted(ask.due(view.weighed), key=lambda d: not d.overdue),
        number,
        exports=TABLES,
        facets=[],
        empty="Nothing is due.",
    )


@get("/claims", sync_to_thread=True)
def claims(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    disputed: FromQuery[bool | None] = None,
    kind: FromQuery[str | None] = None,
    actor: FromQuery[str | None] = None,
    standing: FromQuery[str | None] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """Claims, those with most independent origins first."""
    one_of(standing, get_args(derived.Standing), "standing of a claim")
    every = ask.claims(view.weighed, disputed, actor, standing)
    found = sorted(
        (c for c in every if kind is None or c.kind == kind),
        key=lambda c: (-c.origins_high, -c.reports, not c.disputed_by, c.id),
    )
    return listed(
        request,
        view,
        "claims",
        "Claims",
        "What is claimed, and how many independent origins stand behind it. Ten outlets with one agency’s text are one origin.",
        found,
        number,
        exports=TABLES,
        facets=[
            ("Kind", "kind", counted(c.kind for c in every)),
            ("Standing", "standing", counted(c.standing for c in found)),
            ("Actor", "actor", sides(view, (c.codes for c in found))),
        ],
    )


@get("/changes", sync_to_thread=True)
def changes(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    kind: FromQuery[str | None] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """Contradictions between reports, and positions that moved."""
    every: list[Any] = [*view.weighed.contradictions, *view.weighed.changes, *view.weighed.updates]
    return listed(
        request,
        view,
        "changes",
        "Contradictions and changes",
        "The same matter at the same time told in two ways is a contradiction; the same side with another stance later has moved; a later figure brings an earlier one up to date.",
        [x for x in every if kind is None or kind_of(x) == kind],
        number,
        facets=[("Kind", "kind", counted(map(kind_of, every)))],
        empty="Reports contradict each other nowhere, and no position moved.",
    )


@get("/stories", sync_to_thread=True)
def stories(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    number: PageNumber = 1,
) -> Response[str]:
    """Reports grouped by happening."""
    found = sorted(view.weighed.stories, key=lambda s: (-len(s.reports), s.id))
    named = {s.report: s for s in view.writer.sources.numbered}
    return page(
        request,
        "stories.html",
        view,
        room="reports",
        pages=Pages(found, number),
        named=named,
        counts=counts,
        **framed(view),
    )


def kind_of(found: Any) -> str:
    """What kind of disagreement it is."""
    if isinstance(found, derived.Contradiction):
        return found.kind
    return "change" if isinstance(found, derived.Change) else "update"


def listed(
    request: Request[Any, Any, Any],
    view: View,
    room: str,
    title: str,
    lead: str,
    found: Sequence[Any],
    number: int,
    *,
    facets: Sequence[Facet],
    exports: Sequence[str] = (),
    strip: Sequence[Any] = (),
    empty: str = "Nothing is found for these filters.",
) -> Response[str]:
    """A page of a list with its filters. Only what is on the page is put into words."""
    pages = Pages(found, number)
    return page(
        request,
        "list.html",
        view,
        room=room,
        title=title,
        lead=lead,
        found=[line_of(view.writer, record) for record in pages.items],
        pages=pages,
        facets=[f for f in facets if f[2]],
        strip=strip,
        exports=exports,
        empty=empty,
        **framed(view),
    )


def framed(view: View) -> dict[str, Any]:
    """What the frame of a page needs of a view: the days that can be chosen."""
    from detente.ask.dates import of_day

    days = [d for s in view.writer.sources.numbered if (d := exact(s.published))]
    return {
        "span": (min(days), max(days)) if days else None,
        "day_words": of_day(view.as_of) if view.as_of else "",
    }


def counted(values: Iterable[str]) -> list[tuple[str, str, int]]:
    """Choices of a filter with their counts, the most frequent first."""
    return [(v, v, n) for v, n in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0]))]


def sides(view: View, codes: Iterable[Iterable[str]]) -> list[tuple[str, str, int]]:
    """The sides that occur most."""
    found = Counter(c for each in codes for c in set(each))
    most = sorted(found, key=lambda c: (-found[c], c))[:ACTORS]
    return [(c, name_of(c if ":" in c else f"state:{c}"), found[c]) for c in most]
