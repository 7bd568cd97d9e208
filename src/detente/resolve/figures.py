"""Figures with their holder, place and time, and on whose word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from detente.model import Span, judged
from detente.model.found import Findings
from detente.model.given import Published, Report
from detente.resolve.actors import Cast


def counted(
    report: Report,
    found: Findings,
    cast: Cast,
    times: Sequence[judged.Time],
    statements: Sequence[judged.Statement],
    published: Published | None,
) -> tuple[judged.Figure, ...]:
    """Each figure in the order given (one for one), its holder and its teller resolved."""
    spoken = sorted((s for s in statements if s.kind == "speech"), key=lambda s: s.start)
    resolved = []
    for f in found.figures:
        told = told_in(f.span, spoken)
        resolved.append(
            judged.Figure(
                start=f.start,
                end=f.end,
                low=f.low,
                high=f.high,
                precision=f.precision,
                unit=f.unit,
                of=f.of,
                holder=next(iter(cast.who(f.holder)), None) if f.holder else None,
                per=report.quote(f.per) if f.per else None,
                place=report.quote(f.place) if f.place else None,
                time=period(report, f.time, times, published),
                modality=f.modality,
                by=told.source.actors if told and told.source else (),
                statement=told.id if told else None,
            )
        )
    return tuple(resolved)


REACH = 10_000
"""Code points that a statement may run before a figure in it: it lies in one passage."""


def told_in(words: Span, spoken: Sequence[judged.Statement]) -> judged.Statement | None:
    """The innermost statement that the words stand in, of those sorted by their start: of several the shortest."""
    first = bisect_left(spoken, words.start - REACH, key=lambda s: s.start)
    last = bisect_right(spoken, words.start, key=lambda s: s.start)
    around = [s for s in spoken[first:last] if any(words.within(piece) for piece in s.spans)]
    return min(around, key=lambda s: s.end - s.start, default=None)


SINCE = re.compile(r"\bsince\s{1,3}(?:the\s{1,3})?\Z", re.IGNORECASE)


def period(
    report: Report, span: Span | None, times: Sequence[judged.Time], published: Published | None
) -> str | None:
    """The value of the time expression at that place; with "since" from there to the report (`2014/2022-01-21`)."""
    if span is None:
        return None
    at = bisect_left(times, span.start, key=lambda t: t.start)
    value = times[at].value if at < len(times) and times[at].span == span else None
    day = published.latest[:10] if published and published.latest else None
    if value and day and value < day and SINCE.search(report.text[max(0, span.start - 12) : span.start]):
        return f"{value}/{day}"
    return value
