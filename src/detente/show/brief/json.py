"""The brief as JSON: the record itself, indented."""

from __future__ import annotations

import msgspec

from detente.model.derived import Brief


def render(brief: Brief, *, codes: bool = False) -> str:
    """The brief as one JSON object. Codes are always in it."""
    return msgspec.json.format(msgspec.json.encode(brief), indent=2).decode() + "\n"
