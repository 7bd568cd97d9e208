"""When: the report's own date, and every time expression on the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import judged
from detente.model.found import Findings, Time
from detente.model.given import Published, Report
from detente.resolve.actors import Cast


def bounded(report: Report, found: Findings, cast: Cast) -> Published | None:
    """The publication date: as given, else bounded by offices held and by explicit past dates."""
    return report.published


def dated(report: Report, times: Sequence[Time], published: Published | None) -> tuple[judged.Time, ...]:
    """Each time expression with its TIMEX3 value and interval, in the order given (one for one)."""
    return ()
