"""Between PLOVER, which we code in, and CAMEO, which older event data are coded in."""

from __future__ import annotations

from functools import cache
from typing import cast

from detente.lexicon import tsv
from detente.model.found import MoveType


def to_cameo(kind: MoveType, mode: str | None = None) -> str:
    """The most general CAMEO code of a PLOVER type and mode; of the type alone, where CAMEO knows no such mode.

    Lossy: `from_cameo` gives the type back, not always the mode.

    >>> to_cameo("CONSULT", "visit"), to_cameo("MOBILIZE", "weapons")
    ('042', '150')
    """
    codes = exported()
    return codes.get((kind, mode)) or codes[kind, None]


def from_cameo(code: str) -> tuple[MoveType, str | None] | None:
    """The PLOVER type and mode of a CAMEO code, by its longest beginning that the table has; null for no such code.

    >>> from_cameo("0841"), from_cameo("0232"), from_cameo("x")
    (('RETREAT', 'release'), ('REQUEST', 'assist'), None)
    """
    table = imported()
    return next((table[code[:n]] for n in range(len(code), 1, -1) if code[:n] in table), None)


@cache
def exported() -> dict[tuple[MoveType, str | None], str]:
    """The code that each type and mode is written as."""
    rows = (row for row in tsv("cameo") if row["export"] != "-")
    return {read(row): row["export"] for row in rows}


@cache
def imported() -> dict[str, tuple[MoveType, str | None]]:
    """The type and mode that each beginning of a code is read as."""
    return {row["cameo"]: read(row) for row in tsv("cameo")}


def read(row: dict[str, str]) -> tuple[MoveType, str | None]:
    """Type and mode of a row."""
    return cast(MoveType, row["type"]), None if row["mode"] == "-" else row["mode"]
