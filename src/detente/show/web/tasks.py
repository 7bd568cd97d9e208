"""What the server has done by a child: reading reports, working out what follows from them, checking what people decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from detente.crisis import Added, Crisis
from detente.model.judged import Analysis
from detente.show.web.worker import Step
from detente.store.sqlite import open_store

T = TypeVar("T")


class Sent(NamedTuple):
    """What somebody sent: its name and its bytes."""

    name: str
    data: bytes


def weigh(step: Step, path: Path, as_of: str | None) -> str:
    """Work out what was known on a day (none: today) and keep it in the store; gives the name it is kept under."""
    with Crisis(open_store(path, write=False)) as crisis:
        return crisis.derive(as_of, step)


def read(step: Step, path: Path, sent: Sequence[Sent], published: str | None) -> Added:
    """Read what was sent, and store it."""
    from detente.read.files import sent as raws

    with Crisis(open_store(path, write=False)) as crisis:
        found = (raw for one in sent for raw in raws(one.data, one.name))
        return crisis.add_raw(found, published=published, progress=step)


def analyze(
    _: Step, text: str, published: str | None, title: str | None, url: str | None, outlet: str | None
) -> Analysis:
    """Everything one text says. Nothing is stored."""
    from detente.pipeline import analyze as analyzed

    return analyzed(text, published=published, title=title, url=url, outlet=outlet)


def ask(_: Step, path: Path, method: Callable[..., T], args: Sequence[Any], options: Mapping[str, Any]) -> T:
    """What a method of the Python door answers."""
    with Crisis(open_store(path, write=False)) as crisis:
        return method(crisis, *args, **options)
