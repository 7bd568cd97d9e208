"""What is read from one report, each with the id by which a person can speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from detente.model import Span
from detente.model.judged import Analysis, FindingKind, Move, Placed, Statement

LISTS: dict[FindingKind, str] = {
    "statement": "statements",
    "move": "moves",
    "mention": "mentions",
    "time": "times",
    "place": "places",
    "figure": "figures",
}
"""Kind of finding → its list in an analysis."""

ADDRESS = re.compile(
    r"(?P<what>mention|time|place|figure)-(?P<report>.+)-(?P<start>\d{1,9})-(?P<end>\d{1,9})\Z"
)


class Finding(NamedTuple):
    """Something read from a report."""

    what: FindingKind
    id: str
    record: Placed | Move

    @property
    def span(self) -> Span:
        """Its words."""
        return span_of(self.record)


def findings(analysis: Analysis) -> Iterator[Finding]:
    """Everything read from a report, kind by kind in the order of its text. Two readings of the same words have one id."""
    for what, name in LISTS.items():
        for record in getattr(analysis, name):
            yield Finding(what, id_of(what, analysis.id, record), record)


def id_of(what: FindingKind, report: str, record: Placed | Move) -> str:
    """The id of a finding: its own, or where it stands.

    Statements and moves are named by report, place and how they were read; what else is found, by report and place:
    reading a report again with the same version gives the same ids.
    """
    if isinstance(record, Statement | Move):
        return record.id
    return address(what, report, span_of(record))


def address(what: str, report: str, span: Span) -> str:
    """The id of a finding that has none of its own.

    >>> address("time", "r1", Span(5, 9))
    'time-r1-5-9'
    """
    return f"{what}-{report}-{span.start}-{span.end}"


def report_in(id: str) -> str | None:
    """The report that an id of a finding names; null for ids of statements and moves, which name none."""
    found = ADDRESS.match(id)
    return found["report"] if found else None


def span_of(record: Placed | Move) -> Span:
    """The words of a finding."""
    return Span(*record.evidence) if isinstance(record, Move) else Span(record.start, record.end)


def is_finding(what: str | None) -> bool:
    """Whether a kind of datum is read from one report."""
    return what in get_args(FindingKind)
