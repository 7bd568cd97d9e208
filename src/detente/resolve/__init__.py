"""Findings of one report + knowledge → the report's analysis: actors, dates, places, speakers."""

from __future__ import annotations

from collections.abc import Iterable

from detente.model import judged
from detente.model.found import Findings
from detente.model.given import Passage, Report

__all__ = ["resolve"]


def resolve(report: Report, read: Iterable[tuple[Passage, Findings]]) -> judged.Analysis:
    """Read the findings of a report's passages in the light of the whole report."""
    # Here: who only looks at analyses needs none of them.
    from detente.resolve.actors import cast_of
    from detente.resolve.dates import bounded, dated
    from detente.resolve.figures import counted
    from detente.resolve.moves import resolved_moves
    from detente.resolve.placing import in_report
    from detente.resolve.statements import resolved_statements
    from detente.resolve.toponyms import located

    found = in_report(read)
    cast = cast_of(report, found)
    published = bounded(report, found, cast)
    times = dated(report, found.times, published)
    places = located(report, found, cast)
    statements = resolved_statements(report, found, cast)
    figures = counted(report, found, cast, times, statements, published)
    return judged.Analysis(
        id=report.id,
        language=report.language,
        published=published,
        passages=report.passages,
        sentences=found.sentences,
        mentions=cast.mentions,
        times=times,
        places=places,
        figures=figures,
        statements=statements,
        moves=resolved_moves(report, found, cast, times, places, figures, statements),
    )
