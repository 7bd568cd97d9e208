"""Pairs of sides, named."""

from __future__ import annotations

from typing import NamedTuple

from detente.ask.names import name_of
from detente.ask.network import dyads
from detente.show.web.desk import View


class Pair(NamedTuple):
    """Two sides and how many moves there are between them."""

    a: str
    b: str
    name: str
    moves: int
    spark: str = ""
    zero: float = 0.0
    """Where zero lies in the spark."""
    last: float | None = None
    """The tension of the last day, where there is a line."""


def pairs(view: View) -> list[Pair]:
    """The pairs of sides, those of most moves first."""
    return view.remember(
        "pairs",
        lambda: [
            Pair(a, b, f"{side(a)} – {side(b)}", n)
            for a, b, n in dyads(view.ties)
            if not a.startswith("person:")
        ],
    )


def side(code: str) -> str:
    """The name of a side."""
    return name_of(code if ":" in code else f"state:{code}")
