"""The pages of single things: a datum with everything behind it, a report, a comparison."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, get_args

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from detente.ask.evidence import counts
from detente.model import Span
from detente.model.derived import BriefLine, Cite, Claim, Contradiction, Origin, Verdict
from detente.resolve.findings import address as id_at
from detente.resolve.judgements import in_force
from detente.show.brief.words import address, source_words
from detente.show.lists import of_origin, value_in
from detente.show.safe import plain
from detente.show.web.desk import Desk, View
from detente.show.web.face import here, page
from detente.show.web.pages import framed
from detente.show.web.reading import Paragraph, paragraphs, rows
from detente.show.web.readings import named

MOVED: Literal[302] = 302
"""Where an id has changed: it may change again."""

AT = re.compile(r"(\d{1,9})-(\d{1,9})")

LAYERS = (
    ("statement", "what is said"),
    ("shared", "shared passages"),
    ("mention", "who"),
    ("time", "when"),
    ("place", "where"),
    ("figure", "figures"),
)
"""What the reader can mark, and its names."""


@get("/datum/{id:str}", sync_to_thread=True)
def datum(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    view: NamedDependency[View],
    id: FromPath[str],
) -> Response[str] | Redirect:
    """Every sentence, report and origin behind a datum. An id that it had once leads to the one it has."""
    why = view.why(id)
    if why is None:
        return nothing(request, desk, view, id)
    if not why.id.startswith(id):
        return Redirect(here(request).to(f"/datum/{why.id}"), status_code=MOVED)
    sources, found = view.writer.sources.numbered, view.find(why.id)
    return page(
        request,
        "why.html",
        view,
        room="",
        why=why,
        line=view.line(found) if found else BriefLine(id=why.id, text=f"“{why.text}”"),
        reading=readings_of(found),
        named=named,
        value=value_in,
        verdicts=get_args(Verdict),
        judgements=in_force([j for j in desk.store.judgements() if j.line == why.id or j.kind == "undo"]),
        counted=counts(why.reports, why.origins_low, why.origins_high),
        sources=sources,
        shared=[carried(view, o) for o in why.origins if len(o.reports) > 1],
        related=view.lines([view.data[r] for r in why.related if r in view.data]),
        **framed(view),
    )


def nothing(request: Request[Any, Any, Any], desk: Desk, view: View, id: str) -> Response[str]:
    """What to say of an id that nothing has: what it was, where somebody judged it, or that another day knows it."""
    was = view.judged_as(id)
    now = desk.at_hand() if view.as_of else None
    today = here(request).to(f"/datum/{id}", as_of=None) if now and now.why(id) else None
    if was is not None:
        said = plain(was.words or "")
        detail = (
            f"Nothing in the reports{words_of_day(view)} says any more what this {was.what} said: “{said}”"
        )
    elif today:
        detail = "No report that was out on that day says so."
    else:
        detail = f"Nothing{words_of_day(view)} has the id “{id[:40]}”, or ever had it. What it named may have been read otherwise since."
    return page(
        request,
        "error.html",
        view,
        status=410 if was is not None else 404,
        title="Not here any more" if was is not None else "Not here",
        detail=detail,
        room="",
        search=" ".join((was.words or "").split()[:SEARCHED]) if was is not None else "",
        today=today,
        **framed(view),
    )


SEARCHED = 8
"""Words of what is gone that are searched for: with more, no other wording is found."""


def words_of_day(view: View) -> str:
    """The day of a view in words; nothing for today."""
    return f" of {view.as_of} and before" if view.as_of else ""


def readings_of(datum: Any) -> Callable[[Cite], str | None]:
    """What gives the id of what a datum was read as in a sentence."""
    kind = (
        datum.kind if isinstance(datum, Claim | Contradiction) and datum.kind in ("figure", "time") else None
    )

    def reading(cite: Cite) -> str | None:
        e = cite.evidence
        return e.item or (id_at(kind, e.report, Span(e.start, e.end)) if kind and datum else None)

    return reading


def carried(view: View, origin: Origin) -> dict[str, Any]:
    """An origin in words, with the reports that carry it."""
    told = of_origin(view.writer, origin)
    number = view.writer.sources.number
    carriers = [
        (r, f"{number[r]} · {source_words(view.named[r])}")
        for r in sorted(origin.reports, key=number.__getitem__)
    ]
    root = origin.root if origin.root in origin.reports else None
    return {
        "text": told.text,
        "head": view.named[root or carriers[0][0]].title,
        "notes": told.notes,
        "carriers": carriers,
        "root": root,
        "first": root or carriers[0][0],
    }


@get("/reports/{id:str}", sync_to_thread=True)
def report(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    id: FromPath[str],
    at: FromQuery[str | None] = None,
) -> Response[str]:
    """A report with what it says; `at` (start-end, code points) is marked."""
    known = view.report(id)
    if known is None:
        raise NotFoundException(
            f"there is no report “{id[:40]}”" + (f" by {view.as_of}." if view.as_of else ".")
        )
    numbers = view.writer.sources.number
    source = view.writer.sources.numbered[numbers[id] - 1]
    asked = AT.fullmatch(at or "")
    found = list(paragraphs(view, *known, (int(asked[1]), int(asked[2])) if asked else None))
    return page(
        request,
        "report.html",
        view,
        room="reports",
        report=known[0],
        source=source,
        address=address(source),
        reasons=source.published.reasons if source.published else (),
        layers=LAYERS,
        paragraphs=found,
        numbers=numbers,
        notes=view.decisions().on_all(id),
        value=value_in,
        titled=bool(found) and found[0].role == "headline" and same_words(found[0], source.title),
        **framed(view),
    )


def same_words(paragraph: Paragraph, title: str | None) -> bool:
    """Whether a paragraph says what the title says."""
    return "".join(p.text for p in paragraph.pieces).split() == (title or "").split()


@get("/compare", sync_to_thread=True)
def compare(
    request: Request[Any, Any, Any],
    view: NamedDependency[View],
    a: FromQuery[str],
    b: FromQuery[str],
) -> Response[str]:
    """Two reports side by side: what one has from the other, and what only one has."""
    one, other = view.report(a), view.report(b)
    if one is None or other is None:
        raise NotFoundException(
            "one of these reports is not here" + (f" by {view.as_of}." if view.as_of else ".")
        )
    found = view.compare(one[0], other[0])
    numbers = view.writer.sources.number
    return page(
        request,
        "compare.html",
        view,
        room="origins",
        sources=[view.writer.sources.numbered[numbers[id] - 1] for id in (a, b)],
        found=found,
        rows=list(rows(found, one[0], other[0])),
        **framed(view),
    )
