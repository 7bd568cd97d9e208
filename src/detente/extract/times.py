"""Time expressions of a passage, in TIMEX3 terms, not yet tied to a calendar day."""

from __future__ import annotations

from detente.model.found import Time
from detente.parse import Parsed


def times(parsed: Parsed) -> tuple[Time, ...]:
    """Every time expression of the passage, in text order."""
    return ()
