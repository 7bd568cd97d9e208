"""Who says what, by which cue: statements and attitudes of a passage."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.found import Quotation, Statement
from detente.parse import Parsed


def statements(parsed: Parsed, quoted: Sequence[Quotation]) -> tuple[Statement, ...]:
    """Every attribution of the passage, in text order."""
    return ()
