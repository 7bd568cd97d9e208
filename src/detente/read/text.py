"""A plain text: one report."""

from __future__ import annotations

from collections.abc import Iterator

from detente.errors import InputError
from detente.model.given import Raw, Reject
from detente.read.encodings import decoded


def read(data: bytes, name: str, *, encoding: str | None = None) -> Iterator[Raw | Reject]:
    """The text of the bytes, as one report. Raises `InputError` for what is no text."""
    text = decoded(data, name, encoding=encoding)
    if not text.strip():
        raise InputError("has no text.", name=name, remedy="Give a report that has words.")
    yield Raw(name=name, content=text)
