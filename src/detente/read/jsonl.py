"""JSON Lines: a report a line, in the fields of `analyze`. A bad line is rejected; the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from detente.errors import InputError
from detente.model.given import Raw, Reject
from detente.read.dates import parse_published, understood
from detente.read.encodings import MARKS, any_charset, check_text, decoded, storable, without_mark

TEXT_FIELDS = ("text", "body", "content")
"""Where the text may stand, in this order."""

FIELDS = 'Each line is an object like {"id": "1", "text": "…", "published": "2022-01-21"}.'


def read(data: bytes, name: str, *, encoding: str | None = None) -> Iterator[Raw | Reject]:
    """A report for each line; also for each element of one JSON array, or one object over many lines.

    The text stays as the line gives it, whatever its line ends, so that offsets count in it.
    """
    found = False
    for number, line in lines(data, name, encoding):
        if not line.strip():
            continue
        opening, found = not found, True
        place = f"line {number}"
        try:
            value = parsed(line, name, place)
        except InputError:
            if opening and (whole := whole_document(data, name, encoding)) is not None:
                yield from elements(whole, name)
                return
            yield Reject(name=name, place=place, reason="is no JSON.", remedy=FIELDS)
            continue
        if isinstance(value, list):
            yield from elements(value, name)
        else:
            yield report_or_reject(value, name, number, place)
    if not found:
        raise InputError("has no text.", name=name, remedy=FIELDS)


def lines(data: bytes, name: str, encoding: str | None) -> Iterator[tuple[int, str]]:
    """The lines with their numbers from 1. Each is decoded for itself, so that one in a wrong charset spoils no other."""
    if encoding or without_mark(data) or any(data.startswith(mark) for mark, _ in MARKS):
        yield from enumerate(decoded(data, name, encoding=encoding).split("\n"), 1)
        return
    check_text(data, name)
    for number, line in enumerate(data.replace(b"\r\n", b"\n").split(b"\n"), 1):
        yield number, any_charset(line)


def parsed(line: str, name: str, place: str) -> Any:
    """The JSON value of a line. Raises `InputError` if it is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError("is no JSON.", name=name, place=place, remedy=FIELDS) from error


def whole_document(data: bytes, name: str, encoding: str | None) -> list[Any] | None:
    """The reports of a file that is one JSON array or object over many lines, or None."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"[", b"{"):
        return None
    try:
        value = parsed(decoded(data, name, encoding=encoding), name, "line 1")
    except InputError:
        return None
    return value if isinstance(value, list) else [value]


def elements(values: list[Any], name: str) -> Iterator[Raw | Reject]:
    """The reports of a JSON array."""
    for number, value in enumerate(values, 1):
        yield report_or_reject(value, name, number, f"element {number}")


def report_or_reject(value: Any, name: str, number: int, place: str) -> Raw | Reject:
    """The report that a JSON value holds, or why it holds none."""
    try:
        return record(value, name, number, place)
    except InputError as error:
        return Reject(id=named(value), name=name, place=place, reason=error.reason, remedy=error.remedy)


def record(value: Any, name: str, number: int, place: str) -> Raw:
    """The report that a JSON object holds. Raises `InputError` if it lacks a text or a field is no text."""
    if not isinstance(value, dict):
        raise InputError("is no JSON object.", name=name, place=place, remedy=FIELDS)
    text = first(value, TEXT_FIELDS, name, place)
    if not text or not text.strip():
        raise InputError("has no text.", name=name, place=place, remedy='Put the text into the field "text".')
    return Raw(
        name=f"{name}#{number}",
        content=text,
        id=named(value),
        published=date_field(value, name, place),
        title=first(value, ("title",), name, place) or None,
        url=first(value, ("url",), name, place) or None,
        outlet=first(value, ("outlet",), name, place) or None,
        language=first(value, ("language",), name, place) or None,
    )


def named(value: Any) -> str | None:
    """The caller's name for an object, as text; a number will do."""
    ident = value.get("id") if isinstance(value, dict) else None
    return storable(str(ident)) if isinstance(ident, str | int) and ident != "" else None


def date_field(value: dict[str, Any], name: str, place: str) -> str | None:
    """The date of `published`, which must be one; else what an archive calls `date`, as it is.

    Raises `InputError` for a `published` that is no date: whoever wrote it would miss it.
    """
    stated = first(value, ("published",), name, place)
    if stated:
        return understood(stated) or parse_published(stated, name=name)
    return first(value, ("date",), name, place) or None


def first(value: dict[str, Any], fields: tuple[str, ...], name: str, place: str) -> str | None:
    """The first of the fields that is there."""
    found = next((field for field in fields if value.get(field) is not None), None)
    return as_text(value[found], found, name, place) if found else None


def as_text(value: Any, field: str, name: str, place: str) -> str | None:
    """The value if it is text or null. Raises `InputError` for anything else."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(
            f"field “{field}” is no text.", name=name, place=place, remedy="Write it in quotation marks."
        )
    return storable(value)
