"""Places of the world by name: towns, provinces, counties (GeoNames, CC BY 4.0), states and hand-made features.

`gazetteer.tsv.xz` is made by `tools/build_gazetteer.py`; its first lines name source and licence. The table is
kept as sorted lines and searched by halving, so that opening it costs its unpacking and nothing else.
"""

from __future__ import annotations

import lzma
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from detente.lexicon import tsv

Kind = Literal["state", "region", "water", "feature", "admin1", "admin2", "capital", "town"]

KINDS: dict[str, Kind] = {"P": "town", "C": "capital", "A": "admin1", "B": "admin2"}
"""Letters of the packed table."""

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a",
     "’": None, "‘": None, "'": None, "ʻ": None, "ʼ": None, "`": None, ".": None, ",": " ", "-": " ",
     "–": " ", "/": " ", "&": " and "}
)  # fmt: skip
"""Letters that Unicode does not take apart, and marks that spellings differ in."""

SAINT = re.compile(r"\b(?:saint|sankt|sainte|ste)\b")
THE = re.compile(r"^the ")


class Entry(NamedTuple):
    """One sense of a name. Degrees WGS 84; `country` ISO 3166 alpha-3; `population` 0 if unknown."""

    name: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    """GeoNames' code of the province (`CA` of California; with the state: "USA.CA")."""
    population: int
    kind: Kind
    alias: bool = False
    """Whether it was found under another name than its own."""


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """What two spellings of one name have in common.

    >>> folded("Saint-Étienne"), folded("St. Etienne"), folded("the Hague")
    ('st etienne', 'st etienne', 'hague')
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS)).translate(LETTERS)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return SAINT.sub("st", THE.sub("", " ".join(plain.split())))


@lru_cache(maxsize=16384)
def candidates(name: str) -> tuple[Entry, ...]:
    """Every sense we know of a name: states, features, provinces, towns; empty for an unknown name."""
    key = folded(name)
    if not key:
        return ()
    return (*by_hand().get(key, ()), *packed(key))


def packed(key: str) -> Iterator[Entry]:
    """The senses in the packed table."""
    for line in lines_of(key):
        cells = line.split("\t")
        if cells[1].startswith("="):
            yield from aliased(cells[1][1:], folded(cells[2]))
        else:
            yield entry(cells)


def aliased(geonameid: str, key: str) -> Iterator[Entry]:
    """The entry that another spelling points to."""
    for line in lines_of(key):
        cells = line.split("\t")
        if cells[1] == geonameid:
            yield entry(cells)._replace(alias=True)


def entry(cells: list[str]) -> Entry:
    """A line of the packed table: name, id, kind, lat, lon, state, province, population."""
    name, id, kind, lat, lon, country, admin1, population = cells
    return Entry(
        name, int(id) if id else None, float(lat), float(lon), country or None, admin1 or None,
        int(population or 0), KINDS[kind],
    )  # fmt: skip


def lines_of(key: str) -> Iterator[str]:
    """Lines of the packed table whose name folds to the key."""
    table = lines()
    at = bisect_left(table, key, key=line_key)
    while at < len(table) and line_key(table[at]) == key:
        yield table[at]
        at += 1


def line_key(line: str) -> str:
    """What a line of the packed table is sorted by."""
    return folded(line[: line.index("\t")])


@cache
def lines() -> tuple[str, ...]:
    """The packed table, unpacked once (about 0.2 s)."""
    data = lzma.decompress(files(__package__).joinpath("gazetteer.tsv.xz").read_bytes())
    return tuple(line for line in data.decode("utf-8").split("\n") if line and not line.startswith("#"))


@cache
def by_hand() -> dict[str, tuple[Entry, ...]]:
    """States, features and the provinces of `provinces.tsv` by every name they have."""
    senses: dict[str, list[Entry]] = {}
    for entry, names in (*states(), *features(), *provinces()):
        for key in dict.fromkeys(map(folded, names)):
            senses.setdefault(key, []).append(entry._replace(alias=key != folded(entry.name)))
    return {key: tuple(entries) for key, entries in senses.items()}


def states() -> Iterator[tuple[Entry, list[str]]]:
    """Every state and territory with its names."""
    for row in tsv("states"):
        lat, lon = float(row["lat"]), float(row["lon"])
        names = [row["name"], *parts(row["names"])]
        id = int(row["geonameid"]) if row["geonameid"] else None
        yield Entry(row["name"], id, lat, lon, row["id"], None, 0, "state"), names


def features() -> Iterator[tuple[Entry, list[str]]]:
    """Seas, straits, lakes, rivers, mountains, regions with their names."""
    for row in tsv("features"):
        kind: Kind = "water" if row["kind"] in WATER else "region" if row["kind"] in REGIONS else "feature"
        lat, lon = (float(row[c]) if row[c] else None for c in ("lat", "lon"))
        id = int(row["geonameid"]) if row["geonameid"] else None
        names = [row["name"], *parts(row["names"])]
        yield Entry(row["name"], id, lat, lon, row["country"] or None, None, 0, kind), names


def provinces() -> Iterator[tuple[Entry, list[str]]]:
    """Provinces with their press abbreviations and a point in the middle of their area."""
    for row in tsv("provinces"):
        lat, lon = float(row["lat"]), float(row["lon"])
        names = [row["name"], *parts(row["names"])]
        id = int(row["geonameid"]) if row["geonameid"] else None
        yield Entry(row["name"], id, lat, lon, row["country"], row["admin1"] or None, 0, "admin1"), names


@cache
def abbreviations() -> frozenset[str]:
    """Folded press abbreviations of provinces ("Ill.", "Ont."): words, too, where no place is meant."""
    names = (name for row in tsv("provinces") for name in parts(row["names"]))
    return frozenset(folded(name) for name in names if name.endswith("."))


def claims(entry: Entry) -> tuple[str, ...]:
    """Who holds or claims the place, where states disagree (`disputed.tsv`); empty where they do not."""
    by_name, by_area = disputed()
    areas = {entry.country, f"{entry.country}.{entry.admin1}"}
    found = next((by_area[area] for area in areas if area in by_area), None)
    if found is None and (row := by_name.get(entry.name)) and entry.country in (None, *row):
        found = row
    return found or ()


@cache
def disputed() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The claims by the territory's name, and by the states and provinces that lie in it."""
    by_name, by_area = {}, {}
    for row in tsv("disputed"):
        by_name[row["name"]] = tuple(parts(row["claims"]))
        for area in (*parts(row["states"]), *parts(row["provinces"])):
            by_area[area] = by_name[row["name"]]
    return by_name, by_area


WATER = frozenset({"ocean", "sea", "lake", "strait", "gulf", "bay", "river", "canal"})
REGIONS = frozenset({"continent", "region", "peninsula", "border", "territory"})


def parts(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [part for part in cell.split("|") if part]
