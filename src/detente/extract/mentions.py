"""Words that stand for an actor: names, titles, metonyms, adjectives, pronouns, descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.found import Mention, Quotation
from detente.parse import Parsed


def mentions(parsed: Parsed, quoted: Sequence[Quotation]) -> tuple[Mention, ...]:
    """Every mention of the passage, in text order; a wider one before one inside it."""
    return ()
