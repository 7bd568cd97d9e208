"""When a report came out, as an interval: what may be called earlier, and what may not."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime
from functools import lru_cache

from detente.model.given import Report

MINUTE = 60.0
"""Seconds. Two reports of one minute are a tie: clocks of two sites differ by more."""

WHOLE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def moment(report: Report) -> tuple[float, float] | None:
    """First and last second of publication, in seconds of Unix time; None if either end is unknown.

    A date stands for its whole day, a date-time for its minute; without a zone it is read as UTC.
    """
    published = report.published
    if published is None or published.earliest is None:
        return None
    first, last = _bounds(published.earliest), _bounds(published.latest or published.earliest)
    return (first[0], max(first[1], last[1])) if first and last else None


def before(a: Report, b: Report) -> bool:
    """Whether a is known to have come out before b: its last second lies before b's first."""
    first, second = moment(a), moment(b)
    return first is not None and second is not None and first[1] < second[0]


def in_order(reports: tuple[Report, ...] | list[Report]) -> list[Report]:
    """Reports by publication and id, the undated last: an order that arrival has no part in. Each id once."""
    once = {r.id: r for r in sorted(reports, key=lambda r: (r.id, r.text))}
    return sorted(once.values(), key=lambda r: (*(moment(r) or (float("inf"), float("inf"))), r.id))


@lru_cache(maxsize=4096)
def _bounds(printed: str) -> tuple[float, float] | None:
    """First and last second of an ISO date or date-time; None if it is neither."""
    try:
        if whole := WHOLE.match(printed):
            year, month, day = int(whole[1]), int(whole[2] or 0), int(whole[3] or 0)
            end = (month or 12, day or monthrange(year, month or 12)[1])
            first = datetime(year, month or 1, day or 1, tzinfo=UTC).timestamp()
            return first, datetime(year, *end, 23, 59, 59, tzinfo=UTC).timestamp()
        at = datetime.fromisoformat(printed)
        start = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() // MINUTE * MINUTE
    except (ValueError, OverflowError):
        return None
    return start, start + MINUTE - 1
