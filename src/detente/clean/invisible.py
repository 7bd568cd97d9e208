"""Characters that nobody sees: left out before a report is read, and the way back into its text as given.

Sites put soft hyphens and joiners of no width into words, editors leave marks of writing direction; a name or a cue
that holds one is matched by nothing. So all that is read is read without them, and every place is given back as a
place of the untouched text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TypeVar

import msgspec

from detente.model.given import Report
from detente.model.judged import Analysis
from detente.model.record import Record, Span

UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
"""Soft hyphen, spaces and joiners of no width, byte-order marks, marks of writing direction: ranges of a character class."""

INVISIBLE = re.compile(f"[{UNSEEN}]")

Value = TypeVar("Value")


class Sight:
    """A report as it is seen: `report` without invisible characters, passage for passage."""

    def __init__(self, given: Report):
        self.given = given
        self.kept: list[int] | None = None
        """Where each seen character stands in the text as given, and its end; null if all are seen."""
        self.report = given
        if INVISIBLE.search(given.text) is None:
            return
        text = given.text
        self.kept = [n for n, c in enumerate(text) if not INVISIBLE.match(c)] + [len(text)]
        passages = tuple(
            msgspec.structs.replace(
                p, start=bisect_left(self.kept, p.start), end=bisect_left(self.kept, p.end)
            )
            for p in given.passages
        )
        self.report = msgspec.structs.replace(given, text=INVISIBLE.sub("", text), passages=passages)

    def as_given(self, analysis: Analysis) -> Analysis:
        """An analysis of the report as seen, every place counted in the text as given."""
        if self.kept is None:
            return analysis
        return msgspec.structs.replace(restored(analysis, self.kept), passages=self.given.passages)


def placed(start: int, end: int, kept: list[int]) -> Span:
    """A stretch of the seen text in the text as given: from its first character to its last."""
    return Span(kept[start], kept[end - 1] + 1 if end > start else kept[start])


def restored(value: Value, kept: list[int]) -> Value:
    """A value of a record with all spans in it counted in the text as given."""
    if isinstance(value, Span):
        return placed(value.start, value.end, kept)  # type: ignore[return-value]  # a Span for a Span
    if isinstance(value, tuple):
        return tuple(restored(item, kept) for item in value)  # type: ignore[return-value]  # as it was
    if not isinstance(value, Record):
        return value
    changed = {field: restored(getattr(value, field), kept) for field in value.__struct_fields__}
    if changed.get("start") is not None and changed.get("end") is not None:
        changed["start"], changed["end"] = placed(changed["start"], changed["end"], kept)
    return msgspec.structs.replace(value, **changed)
