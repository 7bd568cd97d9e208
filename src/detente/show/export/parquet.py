"""Parquet, for data frames and DuckDB. Needs pyarrow, which is not installed with us (it has 140 MB)."""

from __future__ import annotations

import io
from collections.abc import Iterable

from detente.errors import MissingPart
from detente.model import Record
from detente.show.export.rows import More, Words, columns, rows


def render(records: Iterable[Record], words: Words | None = None, more: More | None = None) -> bytes:
    """The records as a table.

    Raises `MissingPart` if pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPart("Parquet needs one more part: pip install 'detente[parquet]'") from error
    found = list(rows(records, words, more))
    table = pyarrow.table({name: [row.get(name) for row in found] for name in columns(found)})
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()
