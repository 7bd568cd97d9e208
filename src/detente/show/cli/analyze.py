"""`detente analyze`: one line of JSON out for one report in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from detente.clean import Level
from detente.model import Record


class Failed(Record, frozen=True, kw_only=True):
    """What stands in the place of an analysis that could not be made."""

    id: str | None
    error: str


def answers(sources: Iterable[str], *, level: Level, published: str | None) -> Iterator[tuple[bytes, bool]]:
    """The lines to print, and whether each is an error."""
    from detente.model.given import Reject
    from detente.plugins import part
    from detente.read import read

    encode = msgspec.json.Encoder().encode
    run = part("executor", "here")
    for batch in run(read(sources), {}, published=published, level=level):
        for item in batch:
            if isinstance(item, Reject):
                yield encode(Failed(id=item.id or item.name, error=reason(item))), True
            else:
                yield encode(item[1]), False


def reason(reject: object) -> str:
    """Why, and what to do, in one line."""
    words = (getattr(reject, name) for name in ("place", "reason", "remedy"))
    return " ".join(w for w in words if w)
