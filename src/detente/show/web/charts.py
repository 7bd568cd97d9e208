"""Charts drawn by the server, so that they need no script: each has the same figures in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from detente.model.derived import Tension

WIDTH, HEIGHT = 720.0, 200.0
MARGIN = 12.0
"""Room above and below the outermost points."""

SPARK = (120.0, 28.0)
TICKS = 7


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
        levels=[Tick(scale.y(v), f"{v:+.3g}") for v in {scale.least, scale.most} if v],
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


def ticks(days: Sequence[Tension], scale: Scale) -> list[Tick]:
    """Some days named below the axis, evenly spread."""
    span = number(days[-1].day) - scale.first
    every = max(1, -(-span // TICKS))
    return [
        Tick(round((n + 0.5) * scale.step, 1), f"{d.day} {d:%b}")
        for n in range(0, span + 1, every)
        for d in (date.fromordinal(scale.first + n),)
    ]


def number(day: str) -> int:
    """A day as a number."""
    return date.fromisoformat(day[:10]).toordinal()
