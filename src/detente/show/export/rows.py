"""Records as flat rows, one column a field, for tables of every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from detente.model import Record
from detente.model.derived import Evidence

Value = str | int | float | bool | None
Row = dict[str, Value]
Words = Callable[[Evidence], str]
"""The words of some evidence, cut from the stored text."""

More = Callable[[Record], Row]
"""Columns besides those of a record: what people say of it."""

JOINT = "; "
"""Between the values of a list."""


def rows(records: Iterable[Record], words: Words | None = None, more: More | None = None) -> Iterator[Row]:
    """Each record as a row. Records inside it become columns with a dot (`when.earliest`), lists one cell; evidence is
    `report:start-end` (code points), and `quote` is what the first of it says."""
    for record in records:
        row = dict(cells("", msgspec.to_builtins(record)))
        evidence = getattr(record, "evidence", None)
        first = evidence[0] if isinstance(evidence, tuple) and evidence else evidence
        if words and isinstance(first, Evidence):
            row["quote"] = words(first)
        if more:
            row |= more(record)
        yield row


def cells(name: str, value: Any) -> Iterator[tuple[str, Value]]:
    """The columns of a field."""
    if isinstance(value, Mapping):
        if is_evidence(value):
            yield name, place(value)
            return
        for key, inner in value.items():
            yield from cells(f"{name}.{key}" if name else key, inner)
    elif isinstance(value, list | tuple):
        yield name, JOINT.join(map(cell, value))
    else:
        yield name, value


def cell(value: Any) -> str:
    """A value of a list in one cell."""
    if isinstance(value, Mapping):
        if is_evidence(value):
            return place(value)
        inner = (f"{k}={cell(v)}" for k, v in value.items() if v not in (None, [], ()))
        return ", ".join(inner)
    if isinstance(value, list | tuple):
        return " ".join(map(cell, value))
    return str(value)


def is_evidence(value: Mapping[str, Any]) -> bool:
    """Whether some fields are a place in a report."""
    return {"report", "start", "end"} <= value.keys()


def place(value: Mapping[str, Any]) -> str:
    """A place in a report as one word."""
    return f"{value['report']}:{value['start']}-{value['end']}"


def columns(found: Sequence[Row]) -> list[str]:
    """Every column, in the order in which it is met first; none for a record that only stands there as null."""
    names = dict.fromkeys(name for row in found for name in row)
    records = {name.rpartition(".")[0] for name in names}
    return [name for name in names if name not in records]
