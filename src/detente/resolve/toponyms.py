"""Where: place names on the map, one sense a report.

Every name has its candidates (`lexicon.gazetteer`); each is scored by its size and rank, by the wider place printed
beside it, by what the other names of the report have settled, and by nearness to those. The best one is taken for
the whole report. A name that no table knows gets no point: null, never a guess.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from detente.lexicon import tsv
from detente.lexicon.gazetteer import Entry, candidates, folded
from detente.model import judged
from detente.model.found import Findings, Place
from detente.model.given import Report
from detente.resolve.actors import Cast

RANK = {
    "state": 8.0,
    "water": 6.5,
    "region": 6.5,
    "capital": 6.5,
    "admin1": 5.5,
    "feature": 5.0,
    "admin2": 2.5,
    "town": 0.0,
}
"""What a sense weighs by its kind, in tenfolds of people."""

ALIAS = -0.7
BESIDE = 6.0
"""What the wider place printed beside a name weighs: more than any size."""

COMPANY = 3.0
NEAR = 2.0
NEAR_KM = 400.0
EARTH_KM = 6371.0


class Settled(NamedTuple):
    """What a name means in this report, and how clear that is (0..1)."""

    entry: Entry | None
    sure: float


def located(report: Report, found: Findings, cast: Cast) -> tuple[judged.Place, ...]:
    """The place names of the report that are places or stand for one, in text order."""
    people = surnames(found)
    names = [p for p in found.places if folded(p.name) not in people or p.use == "other"]
    senses = settled(names)
    return tuple(placed(p, senses[folded(p.name)]) for p in names)


def surnames(found: Findings) -> frozenset[str]:
    """Last names of the persons whom the report names in full ("Wendy Sherman" → "sherman")."""
    full = {m.name for m in found.mentions if m.label == "person" and m.name and " " in m.name.strip()}
    return frozenset(folded(name.split()[-1]) for name in full)


def settled(names: Sequence[Place]) -> dict[str, Settled]:
    """One sense for every name of the report: first alone, then in the company of the others."""
    boxes: dict[str, list[str]] = defaultdict(list)
    for place in names:
        if place.container:
            boxes[folded(place.name)].append(place.container)
    counts = Counter(folded(p.name) for p in names)
    spelled = {folded(p.name): p.name for p in reversed(names)}
    open_ = {key: senses_of(name) for key, name in spelled.items()}
    inside = {key: frozenset().union(*map(areas, boxes[key])) for key in open_}
    first = {key: best(key, senses, inside[key], Counter(), ()) for key, senses in open_.items()}
    company, anchors = company_of(first, counts)
    return {
        key: best(key, senses, inside[key], without(company, first[key], counts[key]), anchors)
        for key, senses in open_.items()
    }


def senses_of(name: str) -> tuple[Entry, ...]:
    """Candidates, each place once."""
    seen: dict[object, Entry] = {}
    for entry in candidates(name) or candidates(core(name)):
        seen.setdefault(entry.geonameid or (entry.name, entry.lat), entry)
    return tuple(seen.values())


def core(name: str) -> str:
    """The name without what only says where in it or what it is ("northern Syria" → "Syria")."""
    words = name.split()
    while len(words) > 1 and words[0].lower().strip(".") in AROUND:
        words = words[1:]
    while len(words) > 1 and words[-1].lower() in KIND_WORDS:
        words = words[:-1]
    return " ".join(words)


AROUND = frozenset(
    "northern southern eastern western central north south east west northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern greater downtown upper lower mainland rural old the "
    "nearby city town village state province district".split()
)
KIND_WORDS = frozenset(
    "city province governorate region district oblast state town village municipality prefecture area valley suburb "
    "township borough airport".split()
)


def areas(name: str) -> frozenset[str]:
    """States ("USA") and provinces ("USA.TX") that a wider place's name can mean."""
    found: set[str] = set()
    for entry in candidates(STATE_ABBREVIATIONS.get(name.rstrip(".").replace(" ", ""), name)):
        if entry.kind == "state" and entry.country:
            found.add(entry.country)
        elif entry.kind in ("admin1", "region", "capital") and entry.country and entry.admin1:
            found.add(f"{entry.country}.{entry.admin1}")
    return frozenset(found)


def best(
    key: str, senses: Sequence[Entry], inside: frozenset[str], company: Counter[str], anchors: Sequence[Entry]
) -> Settled:
    """The sense with the highest score; how sure follows from its lead over the next."""
    if not senses:
        return Settled(None, 0.0)
    ranked = sorted(((score(e, inside, company, anchors), -i, e) for i, e in enumerate(senses)), reverse=True)
    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 3.0
    return Settled(ranked[0][2], round(1 / (1 + math.exp(-lead)), 3))


def score(entry: Entry, inside: frozenset[str], company: Counter[str], anchors: Sequence[Entry]) -> float:
    """How likely this sense is: size, rank, the wider place, company, nearness."""
    points = RANK[entry.kind] + (
        math.log10(entry.population) if entry.population and entry.kind == "town" else 0.0
    )
    points += ALIAS * entry.alias
    if inside & {entry.country, f"{entry.country}.{entry.admin1}"}:
        points += BESIDE
    total = sum(company.values())
    if total and entry.country:
        own = company[f"{entry.country}.{entry.admin1}"] if entry.admin1 else 0
        points += COMPANY * (company[entry.country] + own) / total
    if anchors and any(kilometres(entry, a) < NEAR_KM for a in anchors if a is not entry):
        points += NEAR
    return points


def company_of(first: dict[str, Settled], counts: Counter[str]) -> tuple[Counter[str], list[Entry]]:
    """How often each state and province is meant by the names that are clear, and those places themselves."""
    company: Counter[str] = Counter()
    anchors: list[Entry] = []
    for key, (entry, sure) in first.items():
        if entry is None or sure < 0.7 or not entry.country:
            continue
        company[entry.country] += counts[key]
        if entry.admin1:
            company[f"{entry.country}.{entry.admin1}"] += counts[key]
        if entry.kind in ("town", "capital", "admin2"):
            anchors.append(entry)
    return company, anchors


def without(company: Counter[str], own: Settled, count: int) -> Counter[str]:
    """The company a name keeps, itself left out."""
    if own.entry is None or own.sure < 0.7:
        return company
    rest = company.copy()
    rest[own.entry.country or ""] -= count
    rest[f"{own.entry.country}.{own.entry.admin1}"] -= count
    return +rest


def kilometres(a: Entry, b: Entry) -> float:
    """Great-circle distance."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    x, y, p, q = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((p - x) / 2) ** 2 + math.cos(x) * math.cos(p) * math.sin((q - y) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def placed(place: Place, sense: Settled) -> judged.Place:
    """The finding with its point on the map, or with null for what is unknown."""
    entry = sense.entry
    if entry is None:
        return judged.Place(start=place.start, end=place.end, name=place.name, use=place.use, sure=place.sure)
    return judged.Place(
        start=place.start, end=place.end, name=entry.name, lat=entry.lat, lon=entry.lon, geonameid=entry.geonameid,
        country=entry.country, use=place.use, sure=round(place.sure * sense.sure, 3),
    )  # fmt: skip


STATE_ABBREVIATIONS: dict[str, str] = {}
