"""CSV (RFC 4180, UTF-8) that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from detente.model import Record
from detente.show.export.rows import More, Row, Value, Words, columns, rows

COMMANDS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the head of a formula (OWASP, CSV injection)."""


def render(
    records: Iterable[Record], words: Words | None = None, more: More | None = None, *, raw: bool = False
) -> bytes:
    """The records as a table with a head line. Text that would be a formula gets an apostrophe before it, unless
    `raw`."""
    found = list(rows(records, words, more))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns(found), restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found if raw else map(harmless, found))
    return out.getvalue().encode()


def harmless(row: Row) -> Row:
    """A row without formulas."""
    return {name: harmless_cell(value) for name, value in row.items()}


def harmless_cell(value: Value) -> Value:
    """A cell that is read as text.

    >>> harmless_cell("=1+1"), harmless_cell(-3.5), harmless_cell("– no")
    ("'=1+1", -3.5, '– no')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(COMMANDS) else value
