"""The map, drawn by the server: coasts without borders, disputed territories dashed, one ring for each place."""

from __future__ import annotations

import json
import lzma
import tomllib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any, NamedTuple

from detente.ask.names import name_of
from detente.ask.spots import Spot
from detente.lexicon.knowledge import knowledge

WIDTH = 960.0
LOWEST, HIGHEST = 360.0, 640.0
"""Bounds of the height."""

MARGIN = 0.18
"""Room around the outermost places, as a share of what they cover."""

NARROWEST = 9.0
"""Degrees of longitude that the map covers at least."""

NEARER = 0.6
"""Units of the drawing below which two points of a coast are one."""

COARSE = 1.0
"""Units by which the coast of a first look may be off; the finer one is fetched by who comes nearer."""

SEEN = 5.0
"""Width and height together from which an island is drawn at a first look."""

BEYOND = 40.0
"""Units outside the frame from which a coast is not followed any more."""

OUTSIDE = 0.15
"""Share of the events that may lie outside the map, where that lets the others be seen much better …"""

SHRINKS = 0.75
"""… which it does if the map without a place covers less than this part of what it covered."""

LETTERS = 13.0
"""Height of a name on a screen as wide as the drawing."""

TIERS = (2.7, 1.0, 0.5, 0.25, 0.125)
"""How large letters are in the drawing on a telephone, on a screen, and ever nearer: a name is shown from the first on at
which it has room beside those that count more."""

RINGS = (1, 2, 4, 9, 19)
"""Events of a place up to which its ring has the first size, the second …"""

BESIDE = (9.0, 10.5, 12.5, 15.0, 18.0, 22.0)
"""Pixels by which a name stands beside its place, for each size of ring."""


AROUND = 1.4
"""Room around the name of a state, in heights of a letter: a map with every name that fits cannot be read."""


class Ring(NamedTuple):
    """A place with its events."""

    x: float
    y: float
    size: int
    """From 1 to 6, by how many events there are."""
    name: str
    spots: tuple[Spot, ...]
    tier: int | None
    """From which tier on its name is shown; null if it never has room."""

    @property
    def beside(self) -> float:
        """How far beside the place its name begins, in heights of a letter."""
        return round(BESIDE[self.size - 1] / LETTERS, 2)

    @property
    def is_only_planned(self) -> bool:
        """Whether nothing has happened there yet."""
        return all(s.status in ("planned", "conditional", "hypothetical") for s in self.spots)


class Dashed(NamedTuple):
    """A disputed territory that the map shows: outline, name, who holds or claims it."""

    path: str
    name: str
    parties: tuple[str, ...]
    x: float
    y: float
    tier: int | None


class Name(NamedTuple):
    """The name of a state, in the middle of its land."""

    x: float
    y: float
    name: str
    tier: int


class Sketch(NamedTuple):
    """A drawing of the map. `outside`: the places that lie beyond its edges, with their events."""

    width: float
    height: float
    land: str
    """The coasts for a first look, in tenths of a unit …"""
    coast: str
    """… and for who comes nearer."""
    disputed: list[Dashed]
    rings: list[Ring]
    states: list[Name]
    outside: list[Ring]


class Labels:
    """Room for names: each gets the first tier at which it touches none of those that came before."""

    def __init__(self) -> None:
        self.taken: list[list[Box]] = [[] for _ in TIERS]

    def tier(
        self,
        x: float,
        y: float,
        words: str,
        anchor: str = "start",
        *,
        shift: float = 0.0,
        margin: float = 0.1,
    ) -> int | None:
        """The tier of a name at a point; `shift`: how far beside it the name begins, in pixels; `margin`: room that it
        needs around it, in heights of a letter."""
        boxes = [
            # On a telephone there is no room to spare.
            box(
                x,
                y,
                len(words),
                LETTERS * scale,
                anchor,
                shift * scale,
                min(margin, 0.3) if scale > 1 else margin,
            )
            for scale in TIERS
        ]
        found: int | None = None
        for n in reversed(range(len(TIERS))):
            if any(touch(boxes[n], other) for other in self.taken[n]):
                break
            found = n
        for n in range(found if found is not None else len(TIERS), len(TIERS)):
            self.taken[n].append(boxes[n])
        return found


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def box(x: float, y: float, letters: int, size: float, anchor: str, shift: float, margin: float) -> Box:
    """The room of a name of so many letters of a size, with a margin of so many heights of a letter around it."""
    width = size * (0.54 * letters + 0.4)
    left = x + shift if anchor == "start" else x - width / 2
    return (
        left - size * margin,
        y - size * (0.6 + margin),
        left + width + size * margin,
        y + size * (0.6 + margin),
    )


def touch(a: Box, b: Box) -> bool:
    """Whether two rooms have something in common."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


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

    def pieces(self, ring: Iterable[Sequence[float]]) -> Iterator[list[Point]]:
        """What of a ring lies in the frame, in points of the drawing; a ring that crosses the date line lies there twice."""
        whole = unwrapped(ring)
        for turn in (0.0, -360.0, 360.0):
            if turn and max(abs(lon) for lon, _ in whole) <= 180:
                continue
            points = [self.point(lon + turn, lat) for lon, lat in whole]
            if (
                max(x for x, _ in points) < 0 or min(x for x, _ in points) > WIDTH
                or max(y for _, y in points) < 0 or min(y for _, y in points) > self.height
            ):  # fmt: skip
                continue
            kept = points[:1]
            for x, y in points[1:]:
                if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= NEARER:
                    kept.append((x, y))
            yield self.clipped(kept)

    def clipped(self, points: Sequence[Point]) -> list[Point]:
        """A ring without the points far outside the frame: of a run of them on one side the first and the last stay."""
        sides = [self.beyond(p) for p in points]
        return [
            p
            for n, p in enumerate(points)
            if not sides[n] or sides[n] != sides[n - 1] or sides[n] != sides[(n + 1) % len(points)]
        ]

    def beyond(self, p: Point) -> str:
        """On which side far outside the frame a point lies; empty for one that does not."""
        x, y = p
        if x < -BEYOND or x > WIDTH + BEYOND:
            return "w" if x < 0 else "e"
        if y < -BEYOND or y > self.height + BEYOND:
            return "n" if y < 0 else "s"
        return ""


Point = tuple[float, float]


def drawn(pieces: Iterable[Sequence[Point]]) -> str:
    """Rings as an SVG path in tenths of a unit, each point told from the one before: that is shortest."""
    found = []
    for piece in pieces:
        if len(piece) < 3:
            continue
        tenths = [(round(x * 10), round(y * 10)) for x, y in piece]
        steps = (f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(tenths))
        found.append(f"M{tenths[0][0]} {tenths[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(found)


def coarse(points: Sequence[Point], tolerance: float) -> list[Point]:
    """A ring with as few points as leave none of the others further off than the tolerance (Ramer, Douglas, Peucker).

    >>> coarse([(0, 0), (5, 0.1), (10, 0), (10, 10)], 1.0)
    [(0, 0), (10, 0), (10, 10)]
    """
    if len(points) < 3:
        return list(points)
    keep = {0, len(points) - 1}
    parts = [(0, len(points) - 1)]
    while parts:
        first, last = parts.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        length = hypot(dx, dy)
        worst, at = tolerance, 0
        for n in range(first + 1, last):
            x, y = points[n]
            off = abs((x - ax) * dy - (y - ay) * dx) / length if length else hypot(x - ax, y - ay)
            if off > worst:
                worst, at = off, n
        if at:
            keep.add(at)
            parts += [(first, at), (at, last)]
    return [points[n] for n in sorted(keep)]


def is_seen(points: Sequence[Point]) -> bool:
    """Whether a ring is large enough to be seen before anybody comes nearer."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) - min(xs) + max(ys) - min(ys) >= SEEN


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


def sketch(spots: Sequence[Spot], *, whole: bool = False) -> Sketch | None:
    """The map of some events; none where there are none. `whole`: of all of them, however far apart."""
    if not spots:
        return None
    places: dict[tuple[float, float, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        places[spot.lon, spot.lat, spot.place].append(spot)
    inside = set(places) if whole else kept_together(places)
    frame = Frame([s for place in inside for s in places[place]])
    coast = [c for ring in land() for c in frame.pieces((x / 100, y / 100) for x, y in ring)]
    labels = Labels()
    found = rings({p: here for p, here in places.items() if p in inside}, frame, labels)
    return Sketch(
        width=WIDTH,
        height=frame.height,
        land=drawn(coarse(c, COARSE) for c in coast if is_seen(c)),
        coast=drawn(coast),
        disputed=dashed(frame, labels),
        rings=found,
        states=states(frame, labels, Counter(s.country for s in spots if s.country)),
        outside=rings({p: here for p, here in places.items() if p not in inside}, frame, Labels()),
    )


def kept_together(places: Mapping[tuple[float, float, str], Sequence[Spot]]) -> set[tuple[float, float, str]]:
    """The places that are drawn: all but outlying ones that few events have, if the map gains much by leaving them out."""
    inside = set(places)
    spare = int(OUTSIDE * sum(map(len, places.values())))
    while len(inside) > 2:
        edges = {f(inside, key=lambda p: p[axis]) for axis in (0, 1) for f in (min, max)}
        now = covered(inside)
        smaller = {p: covered(inside - {p}) for p in edges if len(places[p]) <= spare}
        best = min(smaller, key=lambda p: (smaller[p], p), default=None)
        if best is None or smaller[best] >= SHRINKS * now:
            break
        inside.remove(best)
        spare -= len(places[best])
    return inside


def covered(places: Iterable[tuple[float, float, str]]) -> float:
    """Square degrees that a map of some places covers at least."""
    lons, lats = [p[0] for p in places], [p[1] for p in places]
    return max(NARROWEST, max(lons) - min(lons)) * max(NARROWEST / 2, max(lats) - min(lats))


def rings(
    places: Mapping[tuple[float, float, str], Sequence[Spot]], frame: Frame, labels: Labels
) -> list[Ring]:
    """A ring for each place, the largest first so that small ones lie above."""
    found = sorted(places.items(), key=lambda x: (-len(x[1]), x[0]))
    drawn = []
    for (lon, lat, name), here in found:
        x, y = frame.point(lon, lat)
        size = 1 + bisect_left(RINGS, len(here))
        drawn.append(Ring(x, y, size, name, tuple(here), labels.tier(x, y, name, shift=BESIDE[size - 1])))
    return drawn


def dashed(frame: Frame, labels: Labels) -> list[Dashed]:
    """The disputed territories that lie in the frame, numbered by their place in the list."""
    found: list[Dashed] = []
    for t in territories():
        if path := drawn(frame.pieces(t["outline"])):
            lon, lat = (sum(values) / len(t["outline"]) for values in zip(*t["outline"], strict=True))
            x, y = frame.point(lon, lat)
            tier = labels.tier(x, y, str(len(found) + 1), "middle")
            found.append(
                Dashed(path, t["name"], tuple(name_of(f"state:{p}") for p in t["parties"]), x, y, tier)
            )
    return found


def states(frame: Frame, labels: Labels, most: Counter[str]) -> list[Name]:
    """Names of states in the frame, first of those where most happens, then of those with most neighbours: they are
    mostly large. Of disputed and dependent territories the dashed outlines tell, and no name of a state."""
    known = [s for s in knowledge().states.values() if s["status"] == "un-member" and not s["until"]]
    found = []
    for s in sorted(known, key=lambda s: (-most[s["id"]], -s["neighbours"].count("|"), s["id"])):
        x, y = frame.point(float(s["lon"]), float(s["lat"]))
        name = name_of(f"state:{s['id']}")
        half = LETTERS * 0.3 * len(name)  # a name that the edge cuts is none
        if half < x < WIDTH - half and LETTERS < y < frame.height - LETTERS:
            tier = labels.tier(x, y, name, "middle", margin=AROUND)
            found += [Name(x, y, name, tier)] if tier is not None else []
    return found


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
