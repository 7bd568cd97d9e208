"""REST under /api: the records and words of the Python door and the command line, as JSON, CSV or Parquet.

Lists come in pages (`next` is the address of the rest); what cannot be answered is a problem document (RFC 9457).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import quote, urlencode

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException, NotFoundException
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

import detente
from detente import ask
from detente.ask import Actor, Who
from detente.errors import DetenteError, UsageError
from detente.model import derived
from detente.model.derived import Cite, Evidence, LineKind, LineState
from detente.model.found import Status
from detente.model.given import Report
from detente.model.judged import Analysis
from detente.show.export import atom, csv, parquet
from detente.show.lists import line_of
from detente.show.web.desk import Coming, Desk, View
from detente.show.web.facets import Chosen, Hit, cited, hits_of, narrowed
from detente.show.web.jobs import Jobs
from detente.show.web.matters import matters

T = TypeVar("T", bound=msgspec.Struct)

Form = Literal["json", "csv", "parquet", "atom"]
"""The form of a list. CSV and Parquet have all that was found, JSON comes in pages, Atom has the newest."""

Day = Annotated[date | None, QueryParameter(description="An ISO 8601 date.")]
AsOf = Annotated[date | None, QueryParameter(description="Only what was published by that day.")]
Side = Annotated[
    str | None,
    QueryParameter(description="A state's code (ISO 3166 alpha-3) or an actor's id.", max_length=200),
]
Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="Records of a page.")]
Cursor = Annotated[str | None, QueryParameter(max_length=64, description="From `next` of the page before.")]

ENTRIES = 500
"""Entries of a feed: whoever follows it has the others."""

UNKNOWN = "1970-01-01T00:00:00Z"
"""When something became known that no report tells."""

MEDIA = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


class Found(msgspec.Struct, Generic[T], kw_only=True):
    """A page of an answer."""

    items: Sequence[T]
    total: int
    next: str | None = None
    """The address of the next page; null on the last."""


class DayCount(msgspec.Struct, kw_only=True):
    """The events of a day, by how far they have happened."""

    day: str
    happened: int = 0
    planned: int = 0
    imagined: int = 0
    """Conditional or hypothetical."""


class Text(msgspec.Struct, kw_only=True):
    """A report to analyse, as in the contract of `analyze`."""

    text: Annotated[str, msgspec.Meta(max_length=500_000)]
    published: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None


class Problem(msgspec.Struct, kw_only=True):
    """What went wrong (RFC 9457)."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


class Question:
    """How a list is asked for: the day, the page, the form."""

    def __init__(
        self,
        request: Request[Any, Any, Any],
        desk: NamedDependency[Desk],
        seen: NamedDependency[View],
        limit: Limit = 100,
        cursor: Cursor = None,
        form: Annotated[Form, QueryParameter(name="format")] = "json",
    ):
        self.request, self.desk = request, desk
        self.view = seen
        self.stamp = self.view.stamp
        self.limit, self.cursor, self.form = limit, cursor, form

    def answer(
        self, found: Sequence[Any], shown: Callable[[Sequence[Any]], Sequence[Any]] = list
    ) -> Response[Any]:
        """What was found, in the form and the page asked for; unchanged since the caller's ETag, nothing.

        `shown` makes records of what was found, of a page no more than it shows.
        """
        tag = f'"{self.digest()}"'
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        if self.request.headers.get("if-none-match") == tag:
            return Response(None, status_code=304, headers=headers)
        if self.form == "atom":
            return Response(self.feed(shown(found)), media_type="application/atom+xml", headers=headers)
        if self.form != "json":
            render = csv.render if self.form == "csv" else parquet.render
            name = plain_name(self.request.url.path.rpartition("/")[2])
            headers["content-disposition"] = f'attachment; filename="{name}.{self.form}"'
            body = render(shown(found), words_in(self.view), said_of(self.view))
            return Response(body, media_type=MEDIA[self.form], headers=headers)
        start = self.start()
        end = start + self.limit
        more = self.address(f"{self.mark()}-{end}") if end < len(found) else None
        return Response(Found(items=shown(found[start:end]), total=len(found), next=more), headers=headers)

    def feed(self, found: Sequence[Any]) -> bytes:
        """The newest of what was found as a feed: each when the first report that tells it arrived here.

        Raises `UsageError` for what has no words and evidence of its own.
        """
        if not all(isinstance(record, ask.Datum | derived.Due | Cite) for record in found):
            raise UsageError(
                "only events, lines, claims, contradictions, changes, what is due and passages come as a feed."
            )
        reports = {n: reports_of(record) for n, record in enumerate(found)}
        arrived = self.desk.store.arrivals(list(set().union(*reports.values())))
        times = {
            n: min((arrived[r] for r in told if r in arrived), default=UNKNOWN) for n, told in reports.items()
        }
        newest = sorted(times, key=lambda n: times[n], reverse=True)[:ENTRIES]
        self.view.foresee([found[n] for n in newest if not isinstance(found[n], Cite)])
        entries = [self.entry(found[n], times[n]) for n in sorted(newest)]
        return atom.render(
            f"Détente: {self.request.url.path.rpartition('/')[2]}", str(self.request.url), entries
        )

    def entry(self, record: Any, updated: str) -> atom.Entry:
        """One thing found as an entry of a feed."""
        home = f"{self.request.url.scheme}://{self.request.url.netloc}"
        if isinstance(record, Cite):
            source = self.view.sources.numbered[record.source - 1]
            at = f"{record.evidence.start}-{record.evidence.end}"
            return atom.Entry(
                id=f"{source.report}-{at}",
                title=source.title or source.name,
                updated=updated,
                link=f"{home}/reports/{source.report}?at={at}#at",
                summary=" ".join(record.words.split()),
            )
        line = line_of(self.view.writer, record)
        about = " · ".join(x for x in (line.when, line.state, *line.notes, line.counts) if x)
        return atom.Entry(
            id=line.id, title=line.text, updated=updated, link=f"{home}/datum/{line.id}", summary=about
        )

    def start(self) -> int:
        """Where the page begins.

        Raises 409 where the list changed since the page before: going on would skip or repeat.
        """
        if self.cursor is None:
            return 0
        mark, _, number = self.cursor.partition("-")
        if not number.isdecimal() or len(number) > 9:
            raise UsageError("that is no cursor; take it from `next` of the page before.")
        if mark != self.mark():
            raise HTTPException("the list has changed since that page; begin anew.", status_code=409)
        return int(number)

    def mark(self) -> str:
        """What tells one state of the list from another."""
        return sha256(self.stamp.encode()).hexdigest()[:12]

    def digest(self) -> str:
        """What tells one answer from another."""
        of = f"{detente.__version__} {self.stamp} {self.request.url}"
        return sha256(of.encode()).hexdigest()[:24]

    def address(self, cursor: str) -> str:
        """This question's address, at another page."""
        asked = {k: v for k, v in self.request.query_params.items() if k != "cursor"}
        return f"{self.request.url.path}?{urlencode({**asked, 'cursor': cursor})}"


def reports_of(record: Any) -> set[str]:
    """The reports that tell of something found."""
    if isinstance(record, Cite):
        return {record.evidence.report}
    return {e.report for e in ask.evidence_of(record)}


def plain_name(words: str) -> str:
    """Words as the name of a file that every system takes.

    >>> plain_name("RUS"), plain_name("группа:\\r\\n")
    ('RUS', 'detente')
    """
    return "".join(c for c in words if c.isascii() and (c.isalnum() or c in "-_")) or "detente"


def iso(day: date | None) -> str | None:
    """A day as the records write it."""
    return day.isoformat() if day else None


def words_in(view: View) -> Callable[[Evidence], str]:
    """What cuts the words of evidence from the stored text."""
    return lambda e: view.writer.sources.cite(e).words


def said_of(view: View) -> Callable[[Any], dict[str, str | int | float | bool | None]]:
    """What people say of a datum, as columns: who checked it, and notes on it."""
    decisions = view.decisions()

    def columns(record: Any) -> dict[str, str | int | float | bool | None]:
        if not isinstance(record, ask.Datum):
            return {}
        said = decisions.on_datum(record)
        return {
            "checked_by": "; ".join(j.author for j in said if j.kind == "accept") or None,
            "notes": "; ".join(j.value or "" for j in said if j.kind == "note") or None,
        }

    return columns


# --- lists -------------------------------------------------------------------------------------------


@get("/timeline", sync_to_thread=True)
def timeline(
    question: NamedDependency[Question],
    since: Day = None,
    until: Day = None,
    actor: Side = None,
    status: FromQuery[Status | None] = None,
) -> Response[Found[derived.Happening]]:
    """What happened, by the date of the event; both days included."""
    found = ask.timeline(question.view.about(actor), iso(since), iso(until), actor)
    return question.answer([h for h in found if status in (None, h.status)])


@get("/days", sync_to_thread=True)
def days(
    seen: NamedDependency[View],
    actor: Side = None,
    status: FromQuery[Status | None] = None,
) -> list[DayCount]:
    """How many events each day has; days without any are left out."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for h in ask.timeline(seen.about(actor), actor=actor):
        if status in (None, h.status) and h.when and (day := h.when.earliest or h.when.latest):
            kind = {"planned": "planned", "conditional": "imagined", "hypothetical": "imagined"}.get(
                h.status, "happened"
            )
            found[day[:10]][kind] += 1
    whole = ((day, counts) for day, counts in sorted(found.items()) if len(day) == len("2022-01-21"))
    return [DayCount(day=day, **counts) for day, counts in whole]


@get("/ledger", sync_to_thread=True)
def ledger(
    question: NamedDependency[Question],
    kind: FromQuery[LineKind | None] = None,
    by: Side = None,
    to: Side = None,
    standing: Annotated[LineState | None, QueryParameter(name="state")] = None,
    matter: Annotated[
        str | None, QueryParameter(max_length=60, description="A word of what it is about.")
    ] = None,
) -> Response[Found[derived.Line]]:
    """Demands, offers, promises, threats and refusals, with their answers and how they stand."""
    found = ask.ledger(question.view.about(by or to), kind, by, to, standing)
    return question.answer(matters(question.view).about(found, matter))


@get("/claims", sync_to_thread=True)
def claims(
    question: NamedDependency[Question],
    disputed: FromQuery[bool | None] = None,
    actor: Side = None,
    kind: FromQuery[Literal["statement", "move", "figure", "time"] | None] = None,
    standing: FromQuery[derived.Standing | None] = None,
) -> Response[Found[derived.Claim]]:
    """What is claimed, with reports and independent origins counted, and how it stands."""
    view = question.view

    def asked() -> list[derived.Claim]:
        found = ask.claims(view.about(actor), disputed, actor, standing)
        return [c for c in found if kind in (None, c.kind)]

    return question.answer(view.remember(("api claims", disputed, actor, kind, standing), asked))


@get("/contradictions", sync_to_thread=True)
def contradictions(
    question: NamedDependency[Question],
    kind: FromQuery[Literal["time", "figure", "stance", "denial"] | None] = None,
) -> Response[Found[derived.Contradiction]]:
    """What reports tell in two ways."""
    return question.answer(ask.contradictions(question.view.weighed, kind))


@get("/changes", sync_to_thread=True)
def changes(question: NamedDependency[Question], since: Day = None) -> Response[Found[derived.Change]]:
    """Positions that moved."""
    return question.answer(ask.changes(question.view.weighed, iso(since)))


@get("/updates", sync_to_thread=True)
def updates(question: NamedDependency[Question]) -> Response[Found[derived.Update]]:
    """What a later report brought up to date: no contradictions."""
    return question.answer(ask.updates(question.view.weighed))


@get("/stories", sync_to_thread=True)
def stories(question: NamedDependency[Question]) -> Response[Found[derived.Story]]:
    """Reports grouped by happening, stories of most reports first."""
    view = question.view
    return question.answer(view.remember("api stories", lambda: ask.stories(view.weighed)))


@get("/tension/{a:str}/{b:str}", sync_to_thread=True)
def tension(
    question: NamedDependency[Question], a: FromPath[str], b: FromPath[str]
) -> Response[Found[derived.Tension]]:
    """How tense it is between two sides, day by day: PLOVER scores by origins and status, fading."""
    return question.answer(question.view.tension(a, b))


@get("/due", sync_to_thread=True)
def due(
    question: NamedDependency[Question],
    within: Annotated[int | None, QueryParameter(ge=0, le=3650, description="Days ahead.")] = None,
) -> Response[Found[derived.Due]]:
    """What is to come, and what is late."""
    return question.answer(ask.due(question.view.weighed, within))


@get("/origins", sync_to_thread=True)
def origins(question: NamedDependency[Question]) -> Response[Found[derived.Origin]]:
    """Texts, and the reports that carry them."""
    return question.answer(ask.origins(question.view.weighed))


@get("/actors", sync_to_thread=True)
def actors(
    question: NamedDependency[Question],
    unknown: FromQuery[bool] = False,
    kind: Annotated[
        str | None, QueryParameter(max_length=20, description="Of the id: state, person, org …")
    ] = None,
) -> Response[Found[Actor]]:
    """Everybody who is mentioned; `unknown`: only those the tables do not have."""
    return question.answer(
        [
            a
            for a in question.view.actors
            if not (unknown and a.known) and kind in (None, a.id.partition(":")[0])
        ]
    )


@get("/reports", sync_to_thread=True)
def reports(
    question: NamedDependency[Question], chosen: NamedDependency[Chosen]
) -> Response[Found[derived.NumberedSource]]:
    """The reports, numbered by publication."""
    sources = question.view.writer.sources
    found = narrowed(question.view, (Hit(s.report) for s in sources.numbered), chosen)
    return question.answer([sources.numbered[sources.number[hit.report] - 1] for hit in found])


@get("/search", sync_to_thread=True)
def search(
    question: NamedDependency[Question],
    chosen: NamedDependency[Chosen],
    q: Annotated[str, QueryParameter(min_length=1, max_length=400)],
) -> Response[Found[Cite]]:
    """Passages with all of the words, newest report first; at most 1,000."""
    known = question.view.sources

    def shown(hits: Sequence[Hit]) -> list[Cite]:
        known.foresee([hit.report for hit in hits])
        return [cited(known, hit) for hit in hits]

    return question.answer(narrowed(question.view, hits_of(question.desk, question.view, q), chosen), shown)


# --- single things -----------------------------------------------------------------------------------


@get("/why/{id:str}", sync_to_thread=True)
def why(
    request: Request[Any, Any, Any], seen: NamedDependency[View], id: FromPath[str]
) -> Response[derived.Why]:
    """Every sentence, report and origin behind a datum, and what people decided about it; the first letters of its id are
    enough. Also of what was read from one report, with what can be corrected in it. An id that the datum had once, before
    other reports came, leads to the one it has (302); one that only a judgement remembers is gone (410).
    """
    found = seen.why(id)
    if found is None:
        if (was := seen.judged_as(id)) is not None:
            told = f"nothing says any more what this {was.what} said: “{was.words}”. Search for its words."
            raise HTTPException(told, status_code=410)
        raise NotFoundException(f"no single datum has, or had, an id that begins with “{id[:40]}”.")
    if not found.id.startswith(id):
        query = urlencode(dict(request.query_params.items()))
        moved = f"/api/why/{quote(found.id, safe='')}" + (f"?{query}" if query else "")
        return Response(None, status_code=302, headers={"location": moved})  # type: ignore[arg-type]  # nothing to say but where
    return Response(found)


@get("/reports/{id:str}", sync_to_thread=True)
def report(seen: NamedDependency[View], id: FromPath[str]) -> Report:
    """A report as stored: its text and passages."""
    return known(seen, id)[0]


@get("/reports/{id:str}/analysis", sync_to_thread=True)
def report_analysis(seen: NamedDependency[View], id: FromPath[str]) -> Analysis:
    """What a report says, in the light of the judgements."""
    return known(seen, id)[1]


def known(view: View, id: str) -> tuple[Report, Analysis]:
    """A report with its analysis.

    Raises 404 if there is none.
    """
    if (found := view.report(id)) is None:
        raise NotFoundException(f"there is no report “{id[:40]}”.")
    return found


@get("/brief", sync_to_thread=False)
def brief(seen: NamedDependency[View]) -> derived.Brief:
    """The crisis on a page or two."""
    return seen.brief


@get("/who", sync_to_thread=True)
def who(words: Annotated[str, QueryParameter(min_length=1, max_length=400)], on: Day = None) -> Who:
    """Whom words mean on a day, by the tables: every reading with its reasons."""
    return ask.who(words, iso(on))


@post("/analyze", sync_to_thread=True, status_code=200)
def analyze(data: JSONBody[Text], jobs: NamedDependency[Jobs]) -> Analysis:
    """Everything one text says, each datum with its place in it. Nothing is stored."""
    return jobs.analyzed(data.text, data.published, data.title, data.url, data.outlet)


# --- what goes wrong ---------------------------------------------------------------------------------


def problem(status: int, title: str, detail: str) -> Response[Problem]:
    """A problem document."""
    return Response(
        Problem(title=title, status=status, detail=detail),
        status_code=status,
        media_type="application/problem+json",
    )


def failed(_: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    """The caller asked for what is not there, or not so."""
    extra = getattr(error, "extra", None)
    told = (
        "; ".join(f"{e['key']}: {e['message']}" for e in extra if "key" in e)
        if isinstance(extra, list)
        else ""
    )
    return problem(error.status_code, "not answered", told or error.detail)


def refused(_: Request[Any, Any, Any], error: DetenteError) -> Response[Problem]:
    """The question is wrong, or the store cannot answer."""
    from detente.errors import InputError, MissingPart, StoreError

    status = {StoreError: 503, Coming: 503, MissingPart: 501, InputError: 422}.get(type(error), 400)
    answer = problem(status, "cannot be answered", str(error))
    if isinstance(error, Coming):
        answer.headers["retry-after"] = str(Coming.AGAIN_SECONDS)
    return answer


async def seen(desk: NamedDependency[Desk], as_of: AsOf = None) -> View:
    """What was known on the day that is asked for (none: now). No thread waits for it."""
    return await desk.coming(iso(as_of))


def router(more: Sequence[Any] = ()) -> Router:
    """Everything under /api."""
    from litestar.di import Provide

    return Router(
        path="/api",
        route_handlers=[
            timeline,
            days,
            ledger,
            claims,
            contradictions,
            changes,
            updates,
            stories,
            tension,
            due,
            origins,
            actors,
            reports,
            search,
            why,
            report,
            report_analysis,
            brief,
            who,
            analyze,
            *more,
        ],
        dependencies={"seen": Provide(seen), "question": Provide(Question, sync_to_thread=False)},
        exception_handlers={HTTPException: failed, DetenteError: refused},
        tags=["crisis"],
    )
