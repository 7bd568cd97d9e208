"""The tables, made from the records, so that no record stands twice.

Scalars are columns; a span is two columns (`cue_start`, `cue_end`: a quarter of the room that JSON takes);
lists and records inside records are JSON. Offsets are code points, times ISO 8601.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from detente.model import Record, Span, judged
from detente.model import derived as records
from detente.model.given import Passage

R = TypeVar("R", bound=Record)

metadata = MetaData()

report = Table(
    "report",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column(
        "digest", Text, nullable=False, comment="SHA-256 of the text: SQLite itself has no page checksums"
    ),
    Column("title", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("credit", Text),
    Column("language", Text),
    Column("published", Text, comment="JSON: as told by caller, page or dateline"),
    Column("judged", Text, comment="JSON: the same, narrowed by what the text allows"),
    Column("published_earliest", Text, index=True),
    Column("sentences", Text, nullable=False, comment="JSON: [[start, end], …]"),
    Column("known_at", Text, nullable=False, comment="when it was added, UTC"),
    Index("report_arrival", "known_at", "id"),
)
"""One row a report. `n` counts in order of arrival; nothing derived depends on it."""

reading = Table(
    "reading",
    metadata,
    Column("key", Text, primary_key=True),
    Column("findings", LargeBinary, nullable=False, comment="msgpack"),
)
"""What was found in a passage, by its words and the extractor's version."""

reject = Table(
    "reject",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text),
    Column("name", Text, nullable=False),
    Column("place", Text),
    Column("reason", Text, nullable=False),
    Column("remedy", Text),
    Column("known_at", Text, nullable=False),
    Index("reject_once", "name", "place", "reason", unique=True),
)
"""What could not be read, and why."""

derived = Table(
    "derived",
    metadata,
    Column("view", Text, primary_key=True, comment="what it was made from, in short"),
    Column("kind", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("body", Text, nullable=False, comment="JSON"),
)
"""What follows from all reports; dropped and made anew when `state` no longer fits."""

state = Table("state", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
"""What the derived rows were made from."""


@cache
def hints(record: type[Record]) -> Mapping[str, Any]:
    """The type of each field of a record class."""
    return typing.get_type_hints(record, include_extras=False)


def bare(hint: Any) -> Any:
    """A type without `| None`."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        rest = [a for a in typing.get_args(hint) if a is not type(None)]
        return rest[0] if len(rest) == 1 else hint
    return hint


def columns(record: type[Record]) -> list[Column[Any]]:
    """The columns of a record class."""
    made: list[Column[Any]] = []
    for field in msgspec.structs.fields(record):
        kind = bare(hints(record)[field.name])
        if kind is Span:
            made += [Column(f"{field.name}_{edge}", Integer) for edge in ("start", "end")]
        else:
            column_type = {int: Integer, bool: Integer, float: Float}.get(kind, Text)
            made.append(Column(field.name, column_type))
    return made


def finding_table(name: str, record: type[Record]) -> Table:
    """The table of a kind of finding: the n-th of its report."""
    owner = Column("report", Integer, ForeignKey("report.n", ondelete="CASCADE"), primary_key=True)
    return Table(name, metadata, owner, Column("position", Integer, primary_key=True), *columns(record))


passage = Table(
    "passage",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("report.n", ondelete="CASCADE"), nullable=False, index=True),
    *columns(Passage),
)
"""Has a number of its own, because the words are searched by passage."""

FINDINGS: Mapping[str, tuple[type[Record], Table]] = {
    "mentions": (judged.Mention, finding_table("mention", judged.Mention)),
    "times": (judged.Time, finding_table("time", judged.Time)),
    "places": (judged.Place, finding_table("place", judged.Place)),
    "figures": (judged.Figure, finding_table("figure", judged.Figure)),
    "statements": (judged.Statement, finding_table("statement", judged.Statement)),
    "moves": (judged.Move, finding_table("move", judged.Move)),
}
"""List of an analysis → its record class and table."""

Index("mention_actor", FINDINGS["mentions"][1].c.actor)
Index("move_type", FINDINGS["moves"][1].c.type)
Index("statement_id", FINDINGS["statements"][1].c.id)
Index("move_id", FINDINGS["moves"][1].c.id)

judgement = Table(
    "judgement",
    metadata,
    Column("n", Integer, primary_key=True),
    *columns(judged.Judgement),
    Index("judgement_once", "id", unique=True),
)
"""What people decided about who is who, in order. Rows are added; triggers refuse to change or drop one."""

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("report.n", ondelete="CASCADE"), nullable=False, unique=True),
    Column("first", Float, comment="first second of publication, Unix time; null: unknown"),
    Column("last", Float, comment="… and the last"),
    Column("words", Text, nullable=False, index=True, comment="digest of all its words, made equal"),
    Column("hashes", LargeBinary, comment="its prints, 64 bits each; null once they lie in a segment"),
    Column("places", LargeBinary, comment="the word each begins at, 32 bits each"),
    Column("masked", Text, comment="which words were litter when it was linked; null before"),
    sqlite_autoincrement=True,
)
"""Every report in the passage index. Numbers are never given twice, so that segments need not forget at once."""

segment = Table(
    "segment",
    metadata,
    Column("name", Text, primary_key=True),
    Column("level", Integer, nullable=False, comment="0: as first written; each merge is one up"),
    Column("postings", Integer, nullable=False),
    Column("digest", Text, nullable=False, comment="XXH3 of the file"),
)
"""The files beside the store that hold older parts of the passage index."""

pending = Table(
    "pending",
    metadata,
    Column("report", Integer, ForeignKey("report.n", ondelete="CASCADE"), primary_key=True),
)
"""Reports to be linked: new ones, and those for which something before them came, went or became litter."""

link = Table(
    "link",
    metadata,
    Column("report", Integer, ForeignKey("report.n", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    *columns(records.Link),
)
"""Passages that two reports share, under the later one."""

litter = Table("litter", metadata, Column("position", Integer, primary_key=True), *columns(records.Litter))
"""What sites print under everything, as learnt from all reports and judged by people."""

SCALARS = (str, int, float, bool)


@cache
def codec(record: type[Record]) -> tuple[Callable[[Any], dict[str, Any]], Callable[[Mapping[str, Any]], Any]]:
    """How a record becomes a row, and a row the record again."""
    spans, plain, flags, nested = [], [], [], {}
    for field in msgspec.structs.fields(record):
        kind = bare(hints(record)[field.name])
        if kind is Span:
            spans.append(field.name)
        elif kind is bool:
            flags.append(field.name)
        elif kind in SCALARS or typing.get_origin(kind) is typing.Literal:
            plain.append(field.name)
        else:
            nested[field.name] = msgspec.json.Decoder(hints(record)[field.name])
    encode = msgspec.json.Encoder().encode

    def to_row(item: Any) -> dict[str, Any]:
        row = {name: getattr(item, name) for name in (*plain, *flags)}
        for name in spans:
            row[f"{name}_start"], row[f"{name}_end"] = getattr(item, name) or (None, None)
        for name in nested:
            row[name] = encode(getattr(item, name)).decode()
        return row

    def from_row(row: Mapping[str, Any]) -> Any:
        values = {name: row[name] for name in plain}
        values |= {name: None if row[name] is None else bool(row[name]) for name in flags}
        for name in spans:
            start = row[f"{name}_start"]
            values[name] = None if start is None else Span(start, row[f"{name}_end"])
        for name, decoder in nested.items():
            values[name] = decoder.decode(row[name])
        return record(**values)

    return to_row, from_row


def row_of(item: Record) -> dict[str, Any]:
    """The row of a record."""
    return codec(type(item))[0](item)


def record_of(record: type[R], row: Mapping[str, Any]) -> R:
    """The record of a row."""
    made: R = codec(record)[1](row)
    return made
