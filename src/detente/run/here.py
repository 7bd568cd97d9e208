"""In this process, one report after the other. What one report cannot be read for stops no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from detente import clean
from detente.errors import InputError
from detente.model.given import Raw, Reject, Report
from detente.model.judged import Analysis
from detente.pipeline import AHEAD, Memory, analyses

Done = tuple[Report, Analysis]


def run(
    raws: Iterable[Raw | Reject],
    memory: Memory,
    *,
    published: str | None = None,
    known: frozenset[str] = frozenset(),
) -> Iterator[list[Done | Reject | Report]]:
    """Batches of what became of each raw report: its analysis, a reject, or the report if it is known."""
    waiting = iter(raws)
    while batch := list(islice(waiting, AHEAD)):
        cleaned = [cleaned_or_rejected(raw, published) for raw in batch]
        fresh = {r.id: r for r in cleaned if isinstance(r, Report) and r.id not in known}
        read = {report.id: (report, analysis) for report, analysis in analyses(fresh.values(), memory)}
        known |= fresh.keys()
        yield [read.pop(item.id, item) if isinstance(item, Report) else item for item in cleaned]


def cleaned_or_rejected(raw: Raw | Reject, published: str | None) -> Report | Reject:
    """The report of a raw text. The one place where `InputError` is caught: it becomes a reject."""
    if isinstance(raw, Reject):
        return raw
    try:
        return clean.report(raw, published=published)
    except InputError as error:
        return Reject(name=error.name, place=error.place, reason=error.reason, remedy=error.remedy)
