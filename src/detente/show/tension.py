"""The tension of two sides in a terminal: a line of its course, then the days on which something happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from detente.ask.dates import short_day
from detente.model.derived import Tension
from detente.show.brief.terminal import dim
from detente.show.safe import plain

STEPS = "▁▂▃▄▅▆▇█"
"""The lower the line, the more hostile the day."""

WIDTH = 72
"""Columns of the course."""

ROWS = 20
"""Days that are listed, the last ones."""


def tension_rows(pair: str, days: Sequence[Tension], codes: bool) -> Iterator[RenderableType]:
    """Head, course, days with moves, and what counting reports would make of it."""
    last, lowest = days[-1], min(days, key=lambda d: (d.index, d.day))
    yield Text(plain(pair), style="bold")
    yield dim(f"{period(days)}; below 0 is hostile; a move counts half after a week")
    yield Text(course([d.index for d in days]))
    yield dim(f"lowest {number(lowest.index)} on {short_day(lowest.day)}, last {number(last.index)}")
    yield Text()
    told = [d for d in days if d.moves]
    yield table(told[-ROWS:], codes)
    if len(told) > ROWS:
        yield dim(f"… and {len(told) - ROWS} days before; --json has every day")
    yield Text()
    yield dim(
        f"if reports were counted, not origins: {number(last.by_reports)} in the place of {number(last.index)}"
    )


def period(days: Sequence[Tension]) -> str:
    """The days that are covered."""
    first, last = days[0].day, days[-1].day
    return short_day(first) if first == last else f"{short_day(first)} to {short_day(last)}"


def course(values: Sequence[float]) -> str:
    """A line as high as the values, 0 included; of several days in one column the one furthest from 0.

    >>> course([0, -4, -8])
    '█▄▁'
    """
    columns = min(WIDTH, len(values))
    parts = [values[n * len(values) // columns : (n + 1) * len(values) // columns] for n in range(columns)]
    found = [max(part, key=abs) for part in parts]
    low, high = min(0.0, *found), max(0.0, *found)
    steps = len(STEPS) - 1
    return "".join(STEPS[round((v - low) / (high - low) * steps) if high > low else steps] for v in found)


def table(days: Sequence[Tension], codes: bool) -> Table:
    """The days with moves of their own; with codes the ids of these."""
    made = Table.grid(padding=(0, 2, 0, 0))
    for name in ("day", "moves", "score", "index", "between", "by reports"):
        made.add_column(justify="left" if name in ("day", "between") else "right", no_wrap=True)
    made.add_row(*map(dim, ("day", "moves", "score", "index", "between", "by reports")))
    for d in days:
        made.add_row(
            Text(short_day(d.day)),
            str(d.moves),
            number(d.score),
            number(d.index),
            dim(f"{number(d.low)} and {number(d.high)}"),
            dim(number(d.by_reports)),
        )
        if codes:
            made.add_row(dim(" ".join(d.claims)))
    return made


def number(value: float) -> str:
    """A figure with its sign and one decimal.

    >>> number(-3.04), number(0.0), number(2)
    ('−3.0', '0.0', '+2.0')
    """
    shown = f"{abs(value):.1f}"
    if shown == "0.0":
        return shown
    return f"{'−' if value < 0 else '+'}{shown}"
