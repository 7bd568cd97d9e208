"""The application: its rooms, its guard, what it says when something goes wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.di import Provide
from litestar.exceptions import HTTPException, NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import FromPath

import detente
from detente.errors import DetenteError, UsageError
from detente.show.web import acts, api, facets, judgements, other, pages, pairs, people, records
from detente.show.web.desk import Coming, Desk, view
from detente.show.web.face import assets_digest, page, static
from detente.show.web.facets import Chosen
from detente.show.web.guard import Guard
from detente.show.web.jobs import Jobs
from detente.show.web.worker import Worker
from detente.store.sqlite import open_store

TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "json": "application/json",
}
FILES_LIMIT = 100_000_000
"""Bytes of one sending; archives are for `detente add`."""
FOR_EVER = "public, max-age=31536000, immutable"


FIRST = (
    pages.front, pages.found_events, pages.found_lines, pages.found_claims, pairs.pairs, other.drawn, other.carried_by_several,
    lambda view: other.found_reports(view, facets.Chosen()),
)  # fmt: skip
"""What takes longest of the pages that everybody opens: made when a view is, and not while somebody waits."""


def app(path: Path, *, hosts: Iterable[str] = (), worker: Worker | None = None) -> Guard:
    """The page over the store in that file; the file is made if it is not there. `hosts`: names it answers for,
    beside those of this computer. `worker`: a child that is ready for what takes long.

    Raises `StoreError` if the file cannot be opened.
    """
    desk = Desk(open_store(path), warm=FIRST, worker=worker)
    jobs = Jobs(path, desk.alone)
    desk.others.append(jobs.worker)
    desk.start()
    reading = Router(
        path="/",
        route_handlers=[
            asset, pages.now, pages.timeline, pages.ledger, pages.due, pages.claims, pages.changes, pages.stories, records.datum,
            records.report, records.compare, people.actors, people.actor, people.dyad, people.network_page, other.origins, other.reports, other.search,
            other.map_page, other.coast, other.brief, other.method, acts.add_page, acts.add, acts.progress, acts.merge, acts.split,
            acts.undo, acts.answer, acts.accept, acts.reject, acts.correct, acts.note,
            judgements.judgements,
        ],
        include_in_schema=False,
    )  # fmt: skip
    inner = Litestar(
        route_handlers=[reading, people.network, other.map_data, api.router(judgements.HANDLERS)],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "jobs": Provide(lambda: jobs, sync_to_thread=False),
            "view": Provide(view),
            "chosen": Provide(Chosen, sync_to_thread=False),
            "asked": Provide(people.Between, sync_to_thread=False),
            "where": Provide(other.Where, sync_to_thread=False),
        },
        request_max_body_size=FILES_LIMIT,
        exception_handlers={HTTPException: failed, DetenteError: refused, Exception: broken},
        on_shutdown=[jobs.close, desk.close],
        openapi_config=OpenAPIConfig(
            title="Détente",
            version=detente.__version__,
            description="A diplomatic crisis as its reports tell it, every datum with the sentence that says so.",
            path="/api/schema",
            render_plugins=[JsonRenderPlugin(path="/")],
        ),
    )
    return Guard(inner, hosts)


@get("/static/{digest:str}/{name:str}", sync_to_thread=False)
def asset(name: FromPath[str], digest: FromPath[str]) -> Response[bytes]:
    """A style, script or picture of the page. The digest of all of them is in the address, so that each may be kept
    for ever, and a script finds its parts beside it.
    """
    found = static(name)
    if found is None:
        raise NotFoundException("there is no such file.")
    media = TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    keep = FOR_EVER if digest == assets_digest() else "no-store"
    return Response(found, media_type=media, headers={"cache-control": keep})


def failed(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """What the reader asked for is not there, or may not be had."""
    if request.scope["path"].startswith("/api/"):
        return api.failed(request, error)
    titles = {404: "Not here", 403: "Not allowed", 400: "That cannot be asked"}
    return page(
        request,
        "error.html",
        status=error.status_code,
        title=titles.get(error.status_code, "That did not work"),
        detail=error.detail,
        room="",
    )


def refused(request: Request[Any, Any, Any], error: DetenteError) -> Response[str]:
    """The question is wrong, or the store cannot answer, or not yet."""
    if isinstance(error, Coming):
        answer = page(
            request,
            "error.html",
            status=503,
            title="This is being worked out",
            detail=str(error),
            room="",
            waiting=True,
            done=error.done,
        )
        # The browser asks again by itself.
        answer.headers |= {"retry-after": str(Coming.AGAIN_SECONDS), "refresh": str(Coming.AGAIN_SECONDS)}
        return answer
    status = 400 if isinstance(error, UsageError) else 503
    title = "That cannot be asked" if status == 400 else "The store does not answer"
    return page(request, "error.html", status=status, title=title, detail=str(error), room="")


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Our fault. The log has the traceback, the page has none."""
    request.logger.exception("an answer failed")
    if request.scope["path"].startswith("/api/"):
        return api.problem(500, "broken", "This is our fault, not yours. Nothing that was stored is lost.")
    return page(
        request,
        "error.html",
        status=500,
        title="Something broke here",
        detail="This is our fault, not yours. Nothing that was stored is lost.",
        room="",
    )
