"""Where: place names on the map, one sense a report."""

from __future__ import annotations

from detente.model import judged
from detente.model.found import Findings
from detente.model.given import Report
from detente.resolve.actors import Cast


def located(report: Report, found: Findings, cast: Cast) -> tuple[judged.Place, ...]:
    """The place names of the report that are places or stand for one, in text order."""
    return ()
