"""The map, drawn by the server: coasts without borders, disputed territories dashed, one ring for each place."""

from __future__ import annotations

import json
import lzma
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import cos, radians, sqrt
from typing import Any, NamedTuple

from detente.ask.spots import Spot

WIDTH = 960.0
LOWEST, HIGHEST = 360.0, 640.0
"""Bounds of the height."""

MARGIN = 0.18
"""Room around the outermost places, as a share of what they cover."""

NARROWEST = 9.0
"""Degrees of longitude that the map covers at least."""

NEARER = 0.6
"""Units of the drawing below which two points of a coast are one."""

LABELLED = 14
"""Places that are named on the map, those of most events first; the table names all."""


class Ring(NamedTuple):
    """A place with its events."""

    x: float
    y: float
    size: float
    name: str
    spots: tuple[Spot, ...]
    labelled: bool


class Dashed(NamedTuple):
    """A disputed territory that the map shows: outline, name, who holds or claims it."""

    path: str
    name: str
    parties: tuple[str, ...]


class Sketch(NamedTuple):
    """A drawing of the map."""

    width: float
    height: float
    land: str
    disputed: list[Dashed]
    rings: list[Ring]


class Frame:
    """The part of the world that is drawn: equirectangular, true to scale in the middle."""

    def __init__(self, spots: Sequence[Spot]):
        west, east = min(s.lon for s in spots), max(s.lon for s in spots)
        south, north = min(s.lat for s in spots), max(s.lat for s in spots)
        self.middle = (west + east) / 2, (south + north) / 2
        squeeze = max(0.2, cos(radians(self.middle[1])))
        span = max(NARROWEST, (east - west) * (1 + 2 * MARGIN))
        tall = (north - south) * (1 + 2 * MARGIN) / squeeze
        self.scale = min(WIDTH / span, HIGHEST / tall if tall else WIDTH)
        self.height = min(HIGHEST, max(LOWEST, tall * self.scale))
        self.tall = self.scale / squeeze

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place is drawn."""
        x = (lon - self.middle[0]) * self.scale + WIDTH / 2
        y = (self.middle[1] - lat) * self.tall + self.height / 2
        return round(x, 1), round(y, 1)

    def path(self, ring: Iterable[Sequence[float]]) -> str:
        """A ring as an SVG path, drawn twice where it crosses the date line; empty if nothing of it is in the frame."""
        whole = unwrapped(ring)
        return "".join(
            self.piece([(lon + turn, lat) for lon, lat in whole])
            for turn in (0.0, -360.0, 360.0)
            if not turn or max(abs(lon) for lon, _ in whole) > 180
        )

    def piece(self, ring: Sequence[tuple[float, float]]) -> str:
        """One drawing of a ring."""
        points = [self.point(lon, lat) for lon, lat in ring]
        if (
            max(x for x, _ in points) < 0 or min(x for x, _ in points) > WIDTH
            or max(y for _, y in points) < 0 or min(y for _, y in points) > self.height
        ):  # fmt: skip
            return ""
        kept = points[:1]
        for x, y in points[1:]:
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= NEARER:
                kept.append((x, y))
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def unwrapped(ring: Iterable[Sequence[float]]) -> list[tuple[float, float]]:
    """A ring without jumps from one end of the world to the other: it runs on beyond 180 degrees.

    >>> unwrapped([(179.0, 1.0), (-179.0, 1.0)])
    [(179.0, 1.0), (181.0, 1.0)]
    """
    found: list[tuple[float, float]] = []
    turn = 0.0
    for lon, lat in ring:
        if found and abs(lon + turn - found[-1][0]) > 180:
            turn += 360.0 if lon + turn < found[-1][0] else -360.0
        found.append((lon + turn, lat))
    return found


def sketch(spots: Sequence[Spot]) -> Sketch | None:
    """The map of some events; none where there are none."""
    if not spots:
        return None
    frame = Frame(spots)
    shown = (Dashed(frame.path(t["outline"]), t["name"], tuple(t["parties"])) for t in territories())
    return Sketch(
        width=WIDTH,
        height=frame.height,
        land="".join(frame.path([(x / 100, y / 100) for x, y in ring]) for ring in land()),
        disputed=[d for d in shown if d.path],
        rings=rings(spots, frame),
    )


def rings(spots: Sequence[Spot], frame: Frame) -> list[Ring]:
    """A ring for each place, the largest first so that small ones lie above."""
    at: dict[tuple[float, float, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        at[(*frame.point(spot.lon, spot.lat), spot.place)].append(spot)
    found = sorted(at.items(), key=lambda x: (-len(x[1]), x[0]))
    return [
        Ring(x, y, round(4 + 3 * sqrt(len(here)), 1), name, tuple(here), n < LABELLED)
        for n, ((x, y, name), here) in enumerate(found)
    ]


@cache
def land() -> list[list[tuple[int, int]]]:
    """The coasts: rings of longitude and latitude in hundredths of a degree (Natural Earth, 1:50 million)."""
    packed = files(__package__).joinpath("land.json.xz").read_bytes()
    found: list[list[tuple[int, int]]] = json.loads(lzma.decompress(packed))
    return found


@cache
def territories() -> list[dict[str, Any]]:
    """Disputed territories, with outlines of our own."""
    found: list[dict[str, Any]] = tomllib.loads(
        files(__package__).joinpath("disputed.toml").read_text(encoding="utf-8")
    )["territory"]
    return found
