"""Place names of a passage, and whether they are used as places."""

from __future__ import annotations

from detente.model.found import Place
from detente.parse import Parsed


def places(parsed: Parsed) -> tuple[Place, ...]:
    """Every place name of the passage, in text order."""
    return ()
