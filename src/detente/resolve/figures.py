"""Figures with their holder, place and time."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import judged
from detente.model.found import Findings
from detente.model.given import Report
from detente.resolve.actors import Cast


def counted(
    report: Report, found: Findings, cast: Cast, times: Sequence[judged.Time]
) -> tuple[judged.Figure, ...]:
    """Each figure in the order given (one for one), its holder resolved."""
    return tuple(
        judged.Figure(
            start=f.start,
            end=f.end,
            low=f.low,
            high=f.high,
            precision=f.precision,
            unit=f.unit,
            of=f.of,
            holder=next(iter(cast.who(f.holder)), None) if f.holder else None,
            place=report.quote(f.place) if f.place else None,
            time=value_at(f.time, times),
        )
        for f in found.figures
    )


def value_at(span: tuple[int, int] | None, times: Sequence[judged.Time]) -> str | None:
    """The value of the time expression at that place."""
    return next((t.value for t in times if span and (t.start, t.end) == tuple(span)), None)
