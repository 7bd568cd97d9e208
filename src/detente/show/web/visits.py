"""What is new since somebody was here last: a cookie with a time, and nothing else about him."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from litestar import Request, Response

from detente.show.web.desk import Desk

COOKIE = "last-visit"
"""`since|seen`: what is new counts from the first, the visit now going on was last seen at the second."""

PAUSE = timedelta(minutes=30)
"""Absence after which the next look is a new visit."""


def new_since(
    request: Request[Any, Any, Any], desk: Desk
) -> tuple[frozenset[str], Callable[[Response[str]], None]]:
    """The reports added since the last visit, and what to do with the answer so that this visit is remembered."""
    now = datetime.now(UTC)
    since, seen = times(request.cookies.get(COOKIE, ""))
    if seen and now - seen > PAUSE:
        since = seen
    value = f"{(since or now).isoformat(timespec='seconds')}|{now.isoformat(timespec='seconds')}"

    def remember(answer: Response[str]) -> None:
        answer.set_cookie(COOKIE, value, max_age=400 * 24 * 3600, httponly=True, samesite="strict")

    if since is None:
        return frozenset(), remember
    mark = since.isoformat(timespec="seconds").replace("+00:00", "Z")
    return desk.store.added_after(mark), remember


def times(value: str) -> tuple[datetime | None, datetime | None]:
    """The two times of the cookie; none for what is no time."""
    first, _, second = value.partition("|")
    try:
        found = datetime.fromisoformat(first), datetime.fromisoformat(second)
    except ValueError:
        return None, None
    return found if all(t.tzinfo for t in found) else (None, None)
