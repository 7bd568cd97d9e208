"""Diplomatic acts of a passage, typed after PLOVER v0.8: who does what to whom, in what mood."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.found import Figure, Move, Statement, Time
from detente.parse import Parsed


def moves(
    parsed: Parsed, said: Sequence[Statement], when: Sequence[Time], counted: Sequence[Figure]
) -> tuple[Move, ...]:
    """Every move of the passage, in text order."""
    return ()
