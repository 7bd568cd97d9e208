"""A web page: one report, its markup kept. What of it is the article is for `clean` to say."""

from __future__ import annotations

from collections.abc import Iterator

from detente.errors import InputError
from detente.model.given import Raw, Reject
from detente.read.encodings import decoded


def read(data: bytes, name: str, *, encoding: str | None = None) -> Iterator[Raw | Reject]:
    """The page as it came, decoded. Raises `InputError` for what is no text."""
    page = decoded(data, name, encoding=encoding)
    if not page.strip():
        raise InputError("has no text.", name=name, remedy="Save the page again, with its text.")
    yield Raw(name=name, content=page, media="html")
