"""Charts drawn by the server, so that they need no script: each has the same figures in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, log10
from typing import NamedTuple

from detente.model.derived import Tension

WIDTH, HEIGHT = 720.0, 230.0
MARGIN = 14.0
"""Room above and below the outermost points."""

SPARK = (120.0, 28.0)
TICKS = 5
"""Days named below the axis at most: so many have room on a telephone."""

LEVELS = 4
"""Values named beside the axis at most, zero among them."""

LONG = 300
"""Days from which the months are named in the place of days."""

MANY = 60
"""Points from which each is drawn small."""


class Point(NamedTuple):
    """A day: its place in the drawing, what it says, and the moves it opens."""

    x: float
    y: float
    label: str
    day: str
    claims: tuple[str, ...]


class Tick(NamedTuple):
    """A mark on an axis."""

    at: float
    label: str


class Curve(NamedTuple):
    """The tension of a pair over time: the index with what it may be, and what it would be if reports were counted."""

    path: str
    band: str
    by_reports: str
    points: list[Point]
    days: list[Tick]
    zero: float
    levels: list[Tick]
    small: bool
    """Whether there are so many points that each must be small."""
    width: float = WIDTH
    height: float = HEIGHT


class Scale:
    """Days to the right, tension upwards; zero is always in the picture."""

    def __init__(self, days: Sequence[Tension], width: float, height: float, margin: float):
        self.first = number(days[0].day)
        self.step = width / max(1, number(days[-1].day) - self.first + 1)
        values = [0.0, *(v for d in days for v in (d.index, d.low, d.high, d.by_reports))]
        self.least, self.most = min(values), max(values)
        self.height, self.margin = height, margin

    def x(self, day: str) -> float:
        """Where a day stands: in the middle of its own width."""
        return round((number(day) - self.first + 0.5) * self.step, 1)

    def y(self, value: float) -> float:
        """How high a value stands."""
        room = self.height - 2 * self.margin
        return round(self.margin + room * (self.most - value) / ((self.most - self.least) or 1.0), 1)

    def path(self, days: Sequence[Tension], name: str) -> str:
        """The line of one of the values."""
        return "M" + "L".join(f"{self.x(d.day):g} {self.y(getattr(d, name)):g}" for d in days)


def curve(days: Sequence[Tension]) -> Curve | None:
    """The days of a pair as a chart; none where there are no days."""
    if not days:
        return None
    scale = Scale(days, WIDTH, HEIGHT, MARGIN)
    back = [f"{scale.x(d.day):g} {scale.y(d.low):g}" for d in reversed(days)]
    return Curve(
        path=scale.path(days, "index"),
        band=f"{scale.path(days, 'high')}L{'L'.join(back)}Z",
        by_reports=scale.path(days, "by_reports"),
        points=[Point(scale.x(d.day), scale.y(d.index), label(d), d.day, d.claims) for d in days if d.moves],
        days=ticks(days, scale),
        zero=scale.y(0.0),
        levels=levels(scale),
        small=sum(d.moves > 0 for d in days) > MANY,
    )


class Spark(NamedTuple):
    """A line as small as a word, and where zero lies in it."""

    path: str
    zero: float


def spark(days: Sequence[Tension]) -> Spark | None:
    """The index as one small line; none where there are too few days."""
    if len(days) < 2:
        return None
    scale = Scale(days, *SPARK, 3.0)
    return Spark(scale.path(days, "index"), scale.y(0.0))


def label(d: Tension) -> str:
    """What a day says."""
    return f"{d.day}: {d.index:+.3g} ({d.low:+.3g} to {d.high:+.3g}), {d.moves} move{'s' if d.moves != 1 else ''}"


def levels(scale: Scale) -> list[Tick]:
    """Round values beside the axis."""
    step = nice((scale.most - scale.least) / (LEVELS - 1))
    first = ceil(scale.least / step)
    return [
        Tick(scale.y(n * step), f"{n * step:+g}".replace("-", "−") if n else "0")
        for n in range(first, floor(scale.most / step) + 1)
    ]


def nice(step: float) -> float:
    """The next round number: 1, 2 or 5 with noughts.

    >>> nice(3.2), nice(0.7), nice(120)
    (5.0, 1.0, 200.0)
    """
    if step <= 0:
        return 1.0
    power = 10.0 ** floor(log10(step))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= step * (1 - 1e-9))


def ticks(days: Sequence[Tension], scale: Scale) -> list[Tick]:
    """Some days named below the axis, evenly spread; of a long time the month and the year."""
    span = number(days[-1].day) - scale.first
    every = max(1, -(-(span + 1) // TICKS))
    return [
        Tick(round((n + 0.5) * scale.step, 1), f"{d:%b %Y}" if span > LONG else f"{d.day} {d:%b}")
        for n in range(every // 2, span + 1, every)
        for d in (date.fromordinal(scale.first + n),)
    ]


def number(day: str) -> int:
    """A day as a number."""
    return date.fromisoformat(day[:10]).toordinal()
