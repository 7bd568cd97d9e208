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
    level: clean.Level = "full",
    known: frozenset[str] = frozenset(),
) -> Iterator[list[Done | Reject | Report]]:
    """Batches of what became of each raw report, one for one, in order: its analysis, a reject, or the
    report alone if its id is known.
    """
    waiting = iter(raws)
    while batch := list(islice(waiting, AHEAD)):
        cleaned = [cleaned_or_rejected(raw, published, level) for raw in batch]
        fresh = [r for r in cleaned if isinstance(r, Report) and r.id not in known]
        read = analyses(fresh, memory)
        yield [next(read) if isinstance(item, Report) and item.id not in known else item for item in cleaned]


def cleaned_or_rejected(raw: Raw | Reject, published: str | None, level: clean.Level) -> Report | Reject:
    """The report of a raw text. The one place where `InputError` is caught: it becomes a reject."""
    if isinstance(raw, Reject):
        return raw
    try:
        return clean.report(raw, published=published, level=level)
    except InputError as error:
        return Reject(id=raw.id, name=error.name, place=error.place, reason=error.reason, remedy=error.remedy)
