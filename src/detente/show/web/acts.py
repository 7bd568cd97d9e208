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

from detente.ask.checking import UNKNOWN
from detente.crisis import Crisis, checked_day
from detente.errors import UsageError
from detente.model.judged import Judgement
from detente.show.web.desk import Desk
from detente.show.web.face import page
from detente.show.web.jobs import Jobs, Sent

SEE_OTHER: Literal[303] = 303
FILES = 200
"""Files of one sending."""


class Decision(Struct):
    """A form about who is who, how a line was answered, or what is right."""

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
    datum: str = ""
    note: str = ""


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
    desk.ask(Crisis.merge, data.actor, data.other, reason=data.reason or None, author=data.author or None)
    desk.forget()
    return Redirect("/actors", status_code=SEE_OTHER)


@post("/judge/split", status_code=SEE_OTHER, sync_to_thread=True)
def split(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Decide that an actor is somebody else in a report, or where printed so."""
    desk.ask(
        Crisis.split,
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
    made = desk.ask(Crisis.undo, data.judgement, reason=data.reason or None, author=data.author or None)
    taken = next(j for j in desk.store.judgements() if j.id == made.undoes)
    if taken.kind not in UNCOUNTED:
        desk.forget()
    return Redirect(where(taken), status_code=SEE_OTHER)


UNCOUNTED = ("accept", "note")
"""Judgements that change nothing that is counted: nobody has to wait for them."""


def where(judgement: Judgement) -> str:
    """The page of what a judgement is about."""
    datum, line = quote(judgement.datum or "", safe=""), quote(judgement.line or "", safe="")
    match judgement.what:
        case "report":
            return f"/reports/{datum}"
        case "actor":
            return f"/actors/{datum}"
        case "story":
            return "/stories"
        case None:
            return f"/datum/{line}" if line else "/actors"
        case _:
            return f"/datum/{datum}"


@post("/judge/accept", status_code=SEE_OTHER, sync_to_thread=True)
def accept(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Say that a datum was checked."""
    made = desk.ask(Crisis.accept, data.datum, reason=data.reason or None, author=data.author or None)
    return Redirect(where(made), status_code=SEE_OTHER)


@post("/judge/reject", status_code=SEE_OTHER, sync_to_thread=True)
def reject(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Decide that a datum counts nowhere."""
    made = desk.ask(Crisis.reject, data.datum, reason=data.reason or None, author=data.author or None)
    desk.forget()
    return Redirect(where(made), status_code=SEE_OTHER)


@post("/judge/note", status_code=SEE_OTHER, sync_to_thread=True)
def note(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Note something on a datum, a report, an actor or a story."""
    made = desk.ask(
        Crisis.note, data.datum, data.note, reason=data.reason or None, author=data.author or None
    )
    return Redirect(where(made), status_code=SEE_OTHER)


@post("/judge/correct", status_code=SEE_OTHER, sync_to_thread=True)
def correct(desk: NamedDependency[Desk], data: URLEncodedBody[dict[str, str]]) -> Redirect:
    """Decide what the fields of a datum are: those whose value (`is.…`) is not what the form was filled with (`was.…`)."""
    datum = data.get("datum", "")
    changed = {
        name.removeprefix("is."): words.strip() or UNKNOWN
        for name, words in data.items()
        if name.startswith("is.") and words.strip() != data.get(f"was.{name.removeprefix('is.')}", "").strip()
    }
    desk.ask(
        Crisis.correct_fields,
        datum,
        changed,
        reason=data.get("reason") or None,
        author=data.get("author") or None,
    )
    desk.forget()
    return Redirect(f"/datum/{quote(datum, safe='')}", status_code=SEE_OTHER)


@post("/judge/answer", status_code=SEE_OTHER, sync_to_thread=True)
def answer(desk: NamedDependency[Desk], data: URLEncodedBody[Decision]) -> Redirect:
    """Decide that a line of the ledger was answered so."""
    desk.ask(
        Crisis.answer,
        data.line,
        data.verdict,
        by=data.by or None,
        reason=data.reason or None,
        author=data.author or None,
    )
    desk.forget()
    return Redirect(f"/datum/{quote(data.line, safe='')}", status_code=SEE_OTHER)
