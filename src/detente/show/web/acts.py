"""What a person does in the page: add reports, decide who is who, take it back. Answers lead back to a page."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect
from msgspec import Struct

from detente.crisis import Crisis, checked_day
from detente.errors import UsageError
from detente.show.web.desk import Desk
from detente.show.web.face import page
from detente.show.web.jobs import Jobs, Sent

SEE_OTHER: Literal[303] = 303
FILES = 200
"""Files of one sending."""


class Decision(Struct):
    """A form about who is who."""

    actor: str = ""
    other: str = ""
    report: str = ""
    name: str = ""
    reason: str = ""
    author: str = ""
    judgement: str = ""
    line: str = ""
    verdict: str = ""
    by: str = ""


@get("/add", sync_to_thread=True)
def add_page(request: Request[Any, Any, Any]) -> Response[str]:
    """Where reports are added."""
    return page(request, "add.html", room="add")


@post("/add", status_code=SEE_OTHER)
async def add(request: Request[Any, Any, Any], jobs: NamedDependency[Jobs]) -> Redirect:
    """Take text or files, and lead to where their progress can be seen."""
    form = await request.form()
    published = checked_day(str(form.get("published") or "") or None)
    sent: list[Sent] = []
    if text := str(form.get("text") or "").strip():
        sent.append(Sent("pasted text", text.encode("utf-8", "replace")))
    files = [f for f in form.getall("files", []) if isinstance(f, UploadFile) and f.filename]
    if len(files) > FILES:
        raise UsageError(f"send at most {FILES} files at a time, or use `detente add` for a folder.")
    sent += [Sent(f.filename, await f.read()) for f in files]
    if not sent:
        raise UsageError("paste a text or choose files first.")
    return Redirect(f"/add/{jobs.add(sent, published).id}", status_code=SEE_OTHER)


@get("/add/{id:str}", sync_to_thread=True)
def progress(
    request: Request[Any, Any, Any], jobs: NamedDependency[Jobs], id: FromPath[str]
) -> Response[str]:
    """How far it is; the page asks again until it is over."""
    job = jobs.get(id)
    if job is None:
        raise NotFoundException("that is not remembered any more; see Reports.")
    return page(request, "progress.html", room="add", job=job)


@post("/judge/merge", status_code=SEE_OTHER, sync_to_thread=True)
def merge(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Decide that two actors are one."""
    Crisis(desk.store).merge(data.actor, data.other, reason=data.reason or None, author=data.author or None)
    desk.forget()
    return Redirect("/actors", status_code=SEE_OTHER)


@post("/judge/split", status_code=SEE_OTHER, sync_to_thread=True)
def split(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Decide that an actor is somebody else in a report, or where printed so."""
    Crisis(desk.store).split(
        data.actor,
        report=data.report or None,
        name=data.name or None,
        reason=data.reason or None,
        author=data.author or None,
    )
    desk.forget()
    return Redirect("/actors", status_code=SEE_OTHER)


@post("/judge/undo", status_code=SEE_OTHER, sync_to_thread=True)
def undo(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Take a decision back."""
    Crisis(desk.store).undo(data.judgement, reason=data.reason or None, author=data.author or None)
    desk.forget()
    return Redirect("/actors", status_code=SEE_OTHER)


@post("/judge/answer", status_code=SEE_OTHER, sync_to_thread=True)
def answer(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Decide that a line of the ledger was answered so."""
    Crisis(desk.store).answer(
        data.line,
        data.verdict,
        by=data.by or None,
        reason=data.reason or None,
        author=data.author or None,
    )
    desk.forget()
    return Redirect(f"/datum/{quote(data.line, safe='')}", status_code=SEE_OTHER)
