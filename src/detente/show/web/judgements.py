"""What people decided: the page that lists it, and the REST acts, which are those of the Python door."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from detente.crisis import Answers, Crisis
from detente.model.derived import Decided
from detente.model.judged import Judgement, JudgementKind
from detente.show.lists import decided
from detente.show.web.acts import UNCOUNTED, where
from detente.show.web.api import Found, Question
from detente.show.web.desk import Desk, View
from detente.show.web.face import page
from detente.show.web.pages import PageNumber, counted, framed
from detente.show.web.paging import Pages

Id = Annotated[
    str, msgspec.Meta(max_length=400, description="An id; of a datum its first letters are enough.")
]
Words = Annotated[str, msgspec.Meta(max_length=4000)]
Reason = Words | None
Author = Annotated[str, msgspec.Meta(max_length=200)] | None


class Judging(msgspec.Struct, kw_only=True):
    """A datum to accept or reject."""

    datum: Id
    reason: Reason = None
    author: Author = None


class Correcting(Judging, kw_only=True):
    """A datum with the fields that are wrong, and what they are (`-`: unknown)."""

    fields: Annotated[dict[str, Words], msgspec.Meta(max_length=20)]


class Noting(Judging, kw_only=True):
    """A datum, a report, an actor or a story, and what is to be known of it."""

    note: Words


class Undoing(msgspec.Struct, kw_only=True):
    """Why a judgement is taken back, and by whom."""

    reason: Reason = None
    author: Author = None


# --- the page ----------------------------------------------------------------------------------------


@get("/judgements", sync_to_thread=True)
def judgements(
    request: Request[Any, Any, Any],
    desk: NamedDependency[Desk],
    view: NamedDependency[View],
    q: FromQuery[str | None] = None,
    kind: FromQuery[str | None] = None,
    about: FromQuery[str | None] = None,
    number: PageNumber = 1,
) -> Response[str]:
    """Every decision, the latest first."""
    every = decisions(desk, (q or "")[:400], None, about)
    found = [d for d in reversed(every) if kind in (None, d.kind)]
    return page(
        request,
        "judgements.html",
        view,
        room="judgements",
        pages=Pages(found, number),
        facets=[("Kind", "kind", counted(d.kind for d in every))],
        told=decided,
        where=where,
        **framed(view),
    )


def decisions(desk: Desk, words: str | None, kind: str | None, about: str | None) -> Answers[Decided]:
    """What people decided, in order, and how each stands: to tell that takes all reports, if anything was decided."""
    if not desk.store.judgements():
        return Answers()
    return desk.ask(Crisis.decisions, words, kind=kind, about=about)


# --- REST --------------------------------------------------------------------------------------------


@get("/judgements", sync_to_thread=True)
def listed(
    question: NamedDependency[Question],
    q: Annotated[str | None, QueryParameter(max_length=400, description="Words that it says.")] = None,
    kind: FromQuery[JudgementKind | None] = None,
    about: Annotated[str | None, QueryParameter(max_length=400, description="An id that it names.")] = None,
) -> Response[Found[Decided]]:
    """What people decided, in order, and how each stands."""
    question.stamp = question.desk.store.stamp()
    return question.answer(decisions(question.desk, q, kind, about))


@post("/judgements/accept", sync_to_thread=True)
def accept(desk: NamedDependency[Desk], data: JSONBody[Judging]) -> Judgement:
    """Say that a datum was checked; it counts as before."""
    return desk.ask(Crisis.accept, data.datum, reason=data.reason, author=data.author)


@post("/judgements/reject", sync_to_thread=True)
def reject(desk: NamedDependency[Desk], data: JSONBody[Judging]) -> Judgement:
    """Decide that a datum counts nowhere."""
    made = desk.ask(Crisis.reject, data.datum, reason=data.reason, author=data.author)
    desk.forget()
    return made


@post("/judgements/correct", sync_to_thread=True)
def correct(desk: NamedDependency[Desk], data: JSONBody[Correcting]) -> list[Judgement]:
    """Decide what fields of what was read from a report are: all of them, or none. `/api/why` lists what there is."""
    made = desk.ask(Crisis.correct_fields, data.datum, data.fields, reason=data.reason, author=data.author)
    desk.forget()
    return list(made)


@post("/judgements/note", sync_to_thread=True)
def note(desk: NamedDependency[Desk], data: JSONBody[Noting]) -> Judgement:
    """Note something on a datum, a report, an actor or a story."""
    return desk.ask(Crisis.note, data.datum, data.note, reason=data.reason, author=data.author)


@post("/judgements/{id:str}/undo", sync_to_thread=True)
def undo(desk: NamedDependency[Desk], id: FromPath[str], data: JSONBody[Undoing]) -> Judgement:
    """Take a judgement back; all is as if it had never been made."""
    made = desk.ask(Crisis.undo, id, reason=data.reason, author=data.author)
    if not any(j.id == made.undoes and j.kind in UNCOUNTED for j in desk.store.judgements()):
        desk.forget()
    return made


HANDLERS = (listed, accept, reject, correct, note, undo)
"""What the REST API has of this."""
