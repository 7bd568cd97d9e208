"""The coasts on the map, from Natural Earth (public domain) as the npm package world-atlas packs them.

    npm pack world-atlas && python tools/build_land.py package/land-50m.json

Writes src/detente/show/web/land.json.xz: rings of [longitude, latitude] in hundredths of a degree, without borders:
where states disagree about one, no drawing of it is neutral.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "detente" / "show" / "web" / "land.json.xz"
SMALLEST = 12
"""Hundredths of a degree: islands smaller than that are left out."""


def main(source: Path) -> None:
    """Unpack the arcs (TopoJSON: deltas of quantised coordinates) and write the rings."""
    topology = json.loads(source.read_text())
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round((x * scale_x + shift_x) * 100), round((y * scale_y + shift_y) * 100)))
        arcs.append(points)
    rings = [ring(arcs, indices) for polygon in polygons(topology) for indices in polygon]
    kept = [points for points in rings if size(points) >= SMALLEST]
    TARGET.write_bytes(lzma.compress(json.dumps(kept, separators=(",", ":")).encode(), preset=9))


def polygons(
    topology: dict[str, dict[str, dict[str, list[dict[str, list[list[list[int]]]]]]]],
) -> list[list[list[int]]]:
    """The polygons of all land."""
    return [polygon for part in topology["objects"]["land"]["geometries"] for polygon in part["arcs"]]


def ring(arcs: list[list[tuple[int, int]]], indices: list[int]) -> list[tuple[int, int]]:
    """Arcs joined end to end; a negative index is an arc read backwards."""
    points: list[tuple[int, int]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def size(points: list[tuple[int, int]]) -> int:
    """The wider side of a ring's box."""
    return max(max(p[side] for p in points) - min(p[side] for p in points) for side in (0, 1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
