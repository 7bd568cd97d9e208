"""Quantities of a passage: bounds, precision, what is counted."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.found import Figure, Time
from detente.parse import Parsed


def figures(parsed: Parsed, when: Sequence[Time]) -> tuple[Figure, ...]:
    """Every quantity of the passage that is no date, clock time, ordinal or name, in text order."""
    return ()
