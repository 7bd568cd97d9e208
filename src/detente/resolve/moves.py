"""Moves with their parties, times, place, figure and teller."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model import Span, judged, key
from detente.model.found import Findings
from detente.model.given import Report
from detente.resolve.actors import Cast


def resolved_moves(
    report: Report,
    found: Findings,
    cast: Cast,
    times: Sequence[judged.Time],
    places: Sequence[judged.Place],
    figures: Sequence[judged.Figure],
    statements: Sequence[judged.Statement],
) -> tuple[judged.Move, ...]:
    """The moves of the report in the order given, read in its light."""
    resolved = []
    for move in found.moves:
        teller = statements[move.statement] if move.statement is not None else None
        resolved.append(
            judged.Move(
                id=key(report.id, move.type, move.trigger, move.start, move.end),
                type=move.type,
                mode=move.mode,
                status=move.status,
                polarity=move.polarity,
                by=teller.source.actors if teller and teller.source else (),
                statement=teller.id if teller else None,
                source=parties(move.source, cast),
                target=parties(move.target, cast),
                trigger=move.trigger,
                evidence=move.span,
                content=move.content,
                content_type=move.content_type,
                condition=move.condition,
                when=interval(move.when, times),
                due=interval(move.due, times),
                place=index_at(move.place, places),
                figure=index_at(move.figure, figures),
                sure=move.sure,
            )
        )
    return tuple(resolved)


def parties(words: Sequence[Span], cast: Cast) -> tuple[judged.Party, ...]:
    """One side of a move: each actor once, in text order."""
    once = {p.actor or (p.start, p.end): p for span in words for p in reversed(cast.parties(span))}
    return tuple(sorted(once.values(), key=lambda p: (p.start is None, p.start or 0)))


def interval(span: Span | None, times: Sequence[judged.Time]) -> judged.When | None:
    """The time at that place, as an interval."""
    for time in times:
        if span is not None and time.span.overlaps(span):
            return judged.When(earliest=time.earliest, latest=time.latest, value=time.value)
    return None


def index_at(span: Span | None, items: Sequence[judged.Placed]) -> int | None:
    """The first item of the list that overlaps the span."""
    if span is None:
        return None
    return next((n for n, item in enumerate(items) if item.span.overlaps(span)), None)
