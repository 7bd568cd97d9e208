"""The pages with lists: the front page, timeline, ledger, claims, changes, origins, reports, search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, Literal, get_args

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter
from msgspec import structs

from detente import ask
from detente.ask import Writer
from detente.ask.brief import is_figure
from detente.ask.dates import short_day
from detente.ask.evidence import counts
from detente.ask.names import capital, name_of
from detente.ask.wording import inside
from detente.crisis import checked_day, one_of
from detente.model import derived
from detente.model.derived import BriefLine
from detente.show.lists import line_of
from detente.show.web.charts import spark
from detente.show.web.desk import Desk, View
from detente.show.web.face import page, year_of
from detente.show.web.matters import matters
from detente.show.web.paging import Pages
from detente.show.web.pairs import Pair, pairs
from detente.show.web.readings import with_marks
from detente.show.web.strip import Month, months
from detente.show.web.visits import new_since

Facet = tuple[str, str, list[tuple[str, str, int]]]
"""Title, name in the address, and the choices: value, label, count."""

PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=100_000)]

TABLES = ("csv", "json", "parquet", "atom")
"""Forms in which a list can be taken along."""

MOVED = 3
"""Positions that moved which the front page tells."""

UNDECIDED = ("open", "due", "overdue")
"""States of a line that nothing has decided."""

HANDFUL = 10
"""A figure of nobody's below this says little without its sentence."""

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
        fresh=len(fresh),
        news=news(view, fresh),
        **front(view),
        **framed(view),
    )
    seen(answer)
    return answer


def front(view: View) -> dict[str, Any]:
    """What the front page shows whoever looks."""

    def made() -> dict[str, Any]:
        lead = opening(view.brief)
        return {
            "section": {s.name: s for s in view.brief.sections},
            "lead": lead,
            "points": points(view.brief, lead),
            "moved": [in_words(view, x) for x in view.weighed.changes[:MOVED]],
            "standing": {kind: standing(view, kind) for kind in ("demand", "threat", "promise")},
            "due": to_come(view, late=False),
            "overdue": to_come(view, late=True),
            "dyads": tense(view),
        }

    return view.remember("front", made)


def opening(brief: derived.Brief) -> BriefLine | None:
    """The line among what happened that tells the latest turn, which is the first point of the brief: the page opens
    with it, and so need not tell it twice. None if the latest turn is a line of the ledger."""
    latest = brief.points[0] if brief.points else ""
    happened = next((s.lines for s in brief.sections if s.name == "timeline"), ())
    return next((x for x in happened if latest.endswith(f": {inside(x.text)}.")), None)


def points(brief: derived.Brief, lead: BriefLine | None) -> tuple[str, ...]:
    """The points of the brief but for what the lead tells. A line of the ledger may be a day older than what leads, and is
    not called the latest above it."""
    if not brief.points or lead:
        return brief.points[1:]
    return (capital(brief.points[0].removeprefix("Latest, ")), *brief.points[1:])


def tense(view: View, most: int = 5) -> list[Pair]:
    """The pairs of sides between which most happens, with the line of their tension."""
    return [with_line(p, view.tension(p.a, p.b)) for p in pairs(view)[:most]]


def with_line(pair: Pair, days: Sequence[derived.Tension]) -> Pair:
    """A pair with its tension drawn small: where zero is, and what it is now."""
    drawn = spark(days)
    return pair._replace(spark=drawn.path, zero=drawn.zero, last=days[-1].index) if drawn else pair


def standing(view: View, kind: str) -> tuple[list[BriefLine], int]:
    """The weightiest lines of a kind that nothing has decided, the latest first, and how many there are."""
    found = next((s.lines for s in view.brief.sections if s.name == f"{kind}s"), ())
    still = (x for x in found if x.state in UNDECIDED)
    return sorted(still, key=lambda x: x.date or "", reverse=True), sum(
        x.kind == kind and x.state in UNDECIDED for x in view.weighed.lines
    )


def to_come(view: View, *, late: bool) -> list[BriefLine]:
    """What is due, soonest first; or what is late, what was due last first."""
    found = next((s.lines for s in view.brief.sections if s.name == "due"), ())
    lines = [x for x in found if (x.state == "overdue") == late]
    return lines[::-1] if late else lines


def in_words(view: View, record: Any) -> BriefLine:
    """A record in words, as lists tell it."""
    return view.line(record, told)


def told(writer: Writer, record: Any) -> BriefLine:
    """A record in words; a claim with how it stands, if it is not told once only; what moved or was brought up to date
    with what held before and what holds after."""
    line = line_of(writer, record)
    if isinstance(record, derived.Claim) and record.standing != "single origin":
        return structs.replace(line, state=record.standing)
    if not isinstance(record, derived.Change | derived.Update):
        return line
    sides = tuple(writer.one_side(s) for s in (record.first, record.then))
    head = line.text.partition(": ")[0] if isinstance(record, derived.Change) else line.text
    return structs.replace(line, text=head, parts=sides, cites=())


def news(view: View, fresh: frozenset[str], most: int = 6) -> list[BriefLine]:
    """What only new reports tell, that with most origins first."""
    if not fresh or len(fresh) == len(view.writer.sources.numbered):
        return []
    told = dict.fromkeys(id for report in sorted(fresh) for *_, id in view.cited_in(report))
    new = [d for d in map(view.data.__getitem__, told) if {e.report for e in ask.evidence_of(d)} <= fresh]
    kinds = (derived.Contradiction, derived.Change, derived.Line, derived.Happening)
    chosen = sorted(
        (d for d in new if isinstance(d, kinds)),
        key=lambda d: (kinds.index(type(d)), -len(ask.evidence_of(d)), d.id),
    )
    return view.lines(chosen[:most])


@get("/timeline", sync_to_thread=True)
def timeline(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    since: FromQuery[str | None] = None,
    until: FromQuery[str | None] = None,
    actor: FromQuery[str | None] = None,
    status: FromQuery[str | None] = None,
    order: Annotated[Literal["event", "report"], QueryParameter()] = "event",
    number: PageNumber = 1,
) -> Response[str]:
    """What happened, by the date of the event or of its first report, the latest first; what has no date comes last."""
    found, facets, strip, day_of = found_events(view, since, until, actor, status, order)
    pages = Pages(found, number)
    return page(
        request,
        "timeline.html",
        view,
        room="timeline",
        order=order,
        pages=pages,
        groups=by_day(view, pages.items, day_of, order),
        exports=TABLES,
        facets=facets,
        strip=strip,
        **framed(view),
    )


def found_events(
    view: View,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    status: str | None = None,
    order: str = "event",
) -> tuple[list[derived.Happening], list[Facet], list[Month], DayOf]:
    """The events of those days, the latest first; what they can be narrowed by, their months, and what dates them."""
    first, last = checked_day(since), checked_day(until)
    day_of = first_told(view) if order == "report" else event_day

    def made() -> tuple[list[derived.Happening], list[Facet], list[Month]]:
        about = view.about(actor)
        within = ask.timeline(about, first, last, actor)
        found = [h for h in within if status is None or h.status == status]
        facets = [
            ("Status", "status", counted(h.status for h in within)),
            ("Actor", "actor", sides(view, (h.codes for h in within))),
        ]
        ordered = sorted(reversed(found), key=day_of, reverse=True)
        return ordered, facets, months(ask.timeline(about, actor=actor))

    return (*view.remember(("timeline", first, last, actor, status, order), made), day_of)


DayOf = Callable[[derived.Happening], str]
"""The day an event is placed at; empty if it has none."""


def event_day(h: derived.Happening) -> str:
    """The day on which something happened; of several the first."""
    return ((h.when.earliest or h.when.latest) if h.when else None) or ""


def first_told(view: View) -> DayOf:
    """What gives the day of the first report of an event."""
    claims = view.writer.claims

    def day(h: derived.Happening) -> str:
        return min((d for c in h.claims if c in claims and (d := claims[c].first_seen)), default="")

    return day


def by_day(
    view: View, found: Iterable[derived.Happening], day_of: DayOf, order: str
) -> list[tuple[str, list[tuple[str, BriefLine]]]]:
    """Events under the words for their days, each with the shape that tells how far it has happened."""
    days: dict[str, list[tuple[str, BriefLine]]] = {}
    found = list(found)
    decisions = view.decisions()
    for h, line in zip(found, view.lines(found), strict=True):
        line = with_marks(line, h, decisions)
        if order == "report":
            head = (
                f"Reported {short_day(day, year_of(view))}"
                if (day := day_of(h))
                else "In reports without a date"
            )
        else:
            head = line.when or "Without a day of its own"
        days.setdefault(head, []).append((shape_of(h), line))
    return list(days.items())


def shape_of(h: derived.Happening) -> str:
    """How far something has happened, as the shape before it tells."""
    known = {
        "planned": "planned",
        "conditional": "imagined",
        "hypothetical": "imagined",
        "historical": "past",
    }
    return known.get(h.status, "past" if h.historical else "happened")


@get("/ledger", sync_to_thread=True)
def ledger(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    kind: FromQuery[str | None] = None,
    by: FromQuery[str | None] = None,
    to: FromQuery[str | None] = None,
    state_of_line: Annotated[str | None, QueryParameter(name="state")] = None,
    matter: Annotated[str | None, QueryParameter(max_length=60)] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """Demands, offers, promises, threats and refusals, and what became of them."""
    one_of(kind, get_args(derived.LineKind), "kind of line")
    one_of(state_of_line, get_args(derived.LineState), "state of a line")
    found, facets = found_lines(view, kind, by, to, state_of_line, matter)
    return listed(
        request,
        view,
        "ledger",
        "Ledger",
        "Demands, offers, promises, threats and refusals, with every answer that was found and how they stand, the latest first.",
        found,
        number,
        exports=TABLES,
        facets=facets,
    )


def newest_first(view: View, lines: Iterable[derived.Line]) -> list[derived.Line]:
    """Lines of the ledger, the latest first."""
    return sorted(lines, key=lambda x: day_of_line(view, x), reverse=True)


def day_of_line(view: View, x: derived.Line) -> str:
    """The day a line was made, else that of its first report; empty if neither is known."""
    made = (x.made.earliest or x.made.latest) if x.made else None
    out = (s.published.earliest for e in x.evidence if (s := view.named.get(e.report)) and s.published)
    return made or min((day for day in out if day), default="")


def found_lines(
    view: View,
    kind: str | None = None,
    by: str | None = None,
    to: str | None = None,
    state: str | None = None,
    matter: str | None = None,
) -> tuple[Sequence[derived.Line], list[Facet]]:
    """Lines of the ledger, the latest first, and what they can be narrowed by."""

    def made() -> tuple[Sequence[derived.Line], list[Facet]]:
        about = view.about(by or to)
        known = matters(view)
        every = known.about(ask.ledger(about, by=by, to=to), matter)
        fitting = ask.ledger(about, kind=kind, by=by, to=to, state=state)
        found = newest_first(view, known.about(fitting, matter))
        return found, [
            ("Kind", "kind", counted(x.kind for x in every)),
            ("State", "state", counted(x.state for x in every if kind in (None, x.kind))),
            ("Matter", "matter", known.choices(fitting, matter)),
            ("By", "by", sides(view, (x.codes for x in found))),
            ("To", "to", sides(view, (x.target_codes for x in found))),
        ]

    return view.remember(("ledger", kind, by, to, state, matter), made)


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
    found, facets = found_claims(view, disputed, kind, actor, standing)
    return listed(
        request,
        view,
        "claims",
        "Claims",
        "What is claimed, and how many independent origins stand behind it. Ten outlets with one agency’s text are one origin.",
        found,
        number,
        exports=TABLES,
        facets=facets,
    )


def is_bare(c: derived.Claim) -> bool:
    """Whether a claim is a figure that says little by itself: a length of time, "dozens" or "five things" of nobody known."""
    return c.kind == "figure" and not (is_figure(c) and (c.actors or (c.high or c.low or 0) >= HANDFUL))


def found_claims(
    view: View,
    disputed: bool | None = None,
    kind: str | None = None,
    actor: str | None = None,
    standing: str | None = None,
) -> tuple[Sequence[derived.Claim], list[Facet]]:
    """Claims, those with most independent origins first and bare figures last, and what they can be narrowed by."""

    def made() -> tuple[Sequence[derived.Claim], list[Facet]]:
        every = ask.claims(view.about(actor), disputed, actor, standing)
        found = sorted(
            (c for c in every if kind is None or c.kind == kind),
            key=lambda c: (is_bare(c), -c.origins_high, -c.reports, not c.disputed_by, c.id),
        )
        return found, [
            ("Kind", "kind", counted(c.kind for c in every)),
            ("Standing", "standing", counted(c.standing for c in found)),
            ("Actor", "actor", sides(view, (c.codes for c in found))),
        ]

    return view.remember(("claims", disputed, kind, actor, standing), made)


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
        parts=parts_of_changes(kind),
    )


def parts_of_changes(kind: str | None) -> list[tuple[str, str]]:
    """What of the page can be taken along on its own: its name and its address."""
    if kind in ("change", "update"):
        return [("Positions that moved", "/changes") if kind == "change" else ("Updates", "/updates")]
    if kind:
        return [("Contradictions", f"/contradictions?kind={kind}")]
    return [
        ("Contradictions", "/contradictions"),
        ("Positions that moved", "/changes"),
        ("Updates", "/updates"),
    ]


@get("/stories", sync_to_thread=True)
def stories(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    number: PageNumber = 1,
) -> Response[str]:
    """Reports grouped by happening."""
    found = view.remember(
        "stories", lambda: sorted(view.weighed.stories, key=lambda s: (-len(s.reports), s.id))
    )
    return page(
        request,
        "stories.html",
        view,
        room="reports",
        pages=Pages(found, number),
        named=view.named,
        counts=counts,
        short_day=short_day,
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
    empty: str = "Nothing is found for these filters.",
    parts: Sequence[tuple[str, str]] = (),
) -> Response[str]:
    """A page of a list with its filters. Only what is on the page is put into words."""
    pages = Pages(found, number)
    lines, decisions = view.lines(pages.items, told), view.decisions()
    return page(
        request,
        "list.html",
        view,
        room=room,
        title=title,
        lead=lead,
        found=[with_marks(line, record, decisions) for line, record in zip(lines, pages.items, strict=True)],
        pages=pages,
        facets=[f for f in facets if f[2]],
        exports=exports,
        empty=empty,
        parts=parts,
        **framed(view),
    )


def framed(view: View) -> dict[str, Any]:
    """What the frame of a page needs of a view: the days that can be chosen."""
    from detente.ask.dates import of_day

    return {
        "span": view.span,
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
