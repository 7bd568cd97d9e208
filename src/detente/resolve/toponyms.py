"""Where: place names on the map, one sense a report.

Every name has its candidates (`lexicon.gazetteer`); each is scored by its size and rank, by the wider place printed
beside it, by what the other names of the report have settled, and by nearness to those. The best one is taken for
the whole report. A name that no table knows gets no point: null, never a guess.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from msgspec import structs

from detente.extract.places import LARGE, LOCAL, adjectives, words
from detente.lexicon import tsv
from detente.lexicon.gazetteer import Entry, candidates, claims, folded
from detente.model import Span, judged
from detente.model.found import Findings, Place
from detente.model.given import Report
from detente.resolve.actors import Cast

RANK = {
    "state": 8.5, "capital": 8.0, "water": 7.0, "region": 7.0, "admin1": 6.5, "feature": 5.5, "admin2": 4.5, "town": 0.0,
}  # fmt: skip
"""What a sense weighs by its kind, in tenfolds of people: a town of a million weighs 6."""

ALIAS = -0.3
BESIDE = 6.0
"""What the wider place printed beside a name weighs: more than any difference in size."""

COMPANY = 3.0
"""What it weighs if all other names of the report lie in the same state; once more for the same province."""

HOME = 1.0
"""What it weighs if a sense lies where the outlet is at home. (guess) None of our measured texts names its outlet."""

NEAR = 1.0
"""What a clear town within `NEAR_KM` weighs."""
NEAR_KM = 400.0
EARTH_KM = 6371.0
CLEAR = 0.7
"""From how sure on a name's sense bears on the others."""


class Settled(NamedTuple):
    """What a name means in this report, and how clear that is (0..1)."""

    entry: Entry | None
    sure: float
    runner_up: Entry | None = None


def located(report: Report, found: Findings, cast: Cast) -> tuple[judged.Place, ...]:
    """The place names of the report that are places or stand for one, in text order."""
    people = surnames(report, found, cast)
    ends = {m.end: m.start for m in cast.mentions if is_person(m)}
    names = [p for p in found.places if not (p.end in ends and ends[p.end] <= p.start)]
    called = first_names(found)
    names = [p for p in names if folded(p.name) not in people or p.preposition in IN or p.use == "other"]
    names = [
        p for p in names if folded(p.name) not in called or p.preposition in IN or stands_for_many(p.name)
    ]
    senses = settled(names, home_of(report))
    known = [placed(p, own_sense(report.quote(p.span), p.name) or senses[folded(p.name)]) for p in names]
    everywhere = [*known, *again(report, found, known, people)]
    home = scene(known)
    return tuple(at_home(p, home) for p in sorted(everywhere, key=lambda p: p.start))


def again(
    report: Report, found: Findings, known: Sequence[judged.Place], people: frozenset[str]
) -> Iterator[judged.Place]:
    """The same names where grammar showed no place: in the names of bodies, in headlines.

    One name has one sense in a report. Its use there is not known, so it is no place ("other").
    """
    by_words = {report.quote(p.span): p for p in known if p.lat is not None and p.use != "other"}
    by_words = {
        w: p for w, p in by_words.items() if len(w) > 3 and folded(w) not in people | words("also_names")
    }
    if not by_words:
        return
    taken = sorted([*(p.span for p in known), *(m.span for m in found.mentions if m.label == "person")])
    starts = [span.start for span in taken]
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, by_words), key=len, reverse=True)) + r")(?!\w)"
    )
    for passage in report.passages:
        if passage.role == "litter":
            continue
        for match in pattern.finditer(report.text, passage.start, passage.end):
            span = Span(*match.span())
            near = taken[max(0, bisect_right(starts, span.start) - 3) : bisect_right(starts, span.end)]
            if not any(span.overlaps(other) for other in near):
                before = report.text[max(0, span.start - 20) : span.start]
                if not NAME_BEFORE.search(before):
                    yield structs.replace(
                        by_words[match.group()], start=span.start, end=span.end, use="other", sure=0.4
                    )


NAME_BEFORE = re.compile(r"[A-Z][\w.]* $")
"""A word in capitals right before a name: it may be another, longer name ("Air *Berlin*")."""


def scene(known: Sequence[judged.Place]) -> judged.Place | None:
    """Where the report is set: the town that it names as a place again and again, twice as often as any other."""
    towns = [p for p in known if p.use == "literal" and p.geonameid and p.name not in state_names()]
    counts = Counter(p.geonameid for p in towns).most_common(2)
    if not counts:
        return None
    (id, times), next_times = counts[0], counts[1][1] if len(counts) > 1 else 0
    if times < 2 or times < 2 * next_times:
        return None
    return next(p for p in towns if p.geonameid == id)


@cache
def state_names() -> frozenset[str]:
    """Names of states and of the features of our own table."""
    return frozenset(row["name"] for table in ("states", "features") for row in tsv(table))


def at_home(place: judged.Place, home: judged.Place | None) -> judged.Place:
    """A building that no table knows stands in the state where the report is set; its point stays unknown."""
    if place.lat is not None or home is None or place.use != "literal":
        return place
    if place.name.split()[-1].lower() not in words("built") | words("sites"):
        return place
    return structs.replace(place, country=home.country, sure=round(place.sure * 0.7, 3))


def own_sense(words: str, name: str) -> Settled | None:
    """What an adjective belongs to: "Georgian" is of the state, whatever "Georgia" means in the report."""
    if folded(words) not in adjectives() or folded(words) == folded(name):
        return None
    return Settled(candidates(name)[0], 0.95)


def home_of(report: Report) -> frozenset[str]:
    """Where the outlet is at home, by its domain and its name: states ("USA") and provinces ("USA.MA")."""
    found = {state for state in (state_of_domain(report.url),) if state}
    words_of_outlet = CAPITALISED.findall(report.outlet or "")[:OUTLET_WORDS]
    pairs = [" ".join(pair) for pair in pairwise(words_of_outlet)]
    for name in (*pairs, *words_of_outlet):
        sense = best(senses_of(adjectives().get(folded(name), name)), Context())
        if (entry := sense.entry) and entry.country and sense.sure >= CLEAR and may_be_home(entry):
            found |= {entry.country, province(entry) or entry.country}
    return frozenset(found)


CAPITALISED = re.compile(r"\b[A-Z]\w+")
OUTLET_WORDS = 8


def may_be_home(entry: Entry) -> bool:
    """Whether papers are named after it: "Globe" and "Post" are towns, too, but small ones."""
    return entry.kind in ("state", "capital", "admin1") or entry.population >= LARGE


def state_of_domain(url: str | None) -> str | None:
    """The state whose domain an address ends in."""
    host = HOST.match(url or "")
    domain = host[1].rsplit(".", 1)[-1].lower() if host else ""
    return next((row["state"] for row in tsv("domains") if row["domain"] == domain), None)


HOST = re.compile(r"(?:https?:)?//(?:[^/@?#]{0,99}@)?([^/:?#]{1,253})", re.IGNORECASE)


IN = frozenset({"in", "at", "near", "into", "outside"})
"""Prepositions behind which even a name that a person of the report bears is a place."""


def is_person(mention: judged.Mention) -> bool:
    """Whether the words name a person."""
    return mention.kind == "name" and (mention.actor or "").startswith("person:")


def surnames(report: Report, found: Findings, cast: Cast) -> frozenset[str]:
    """Last names of the persons whom the report names in full ("Wendy Sherman" → "sherman")."""
    full = [m.name for m in found.mentions if m.label == "person" and m.name]
    full += [report.quote(m.span) for m in cast.mentions if is_person(m)]
    return frozenset(folded(name.split()[-1]) for name in full if " " in name.strip())


def first_names(found: Findings) -> frozenset[str]:
    """First names of the persons whom the report names in full ("Brittany Lunt" → "brittany")."""
    full = (m.name.split() for m in found.mentions if m.label == "person" and m.name)
    return frozenset(folded(pieces[0]) for pieces in full if len(pieces) > 1)


def stands_for_many(name: str) -> bool:
    """Whether the name is first of all a state's or a capital's, whoever else bears it."""
    return any(e.kind in ("state", "capital") for e in candidates(name))


def settled(names: Sequence[Place], home: frozenset[str]) -> dict[str, Settled]:
    """One sense for every name of the report: first alone, then in the company of the others."""
    boxes: dict[str, list[str]] = defaultdict(list)
    for place in names:
        if place.container:
            boxes[folded(place.name)].append(place.container)
    counts = Counter(folded(p.name) for p in names)
    spelled = {folded(p.name): p.name for p in reversed(names)}
    open_ = {key: senses_of(name) for key, name in spelled.items()}
    inside = {key: frozenset().union(*map(areas, boxes[key])) for key in open_}
    sense = {key: best(senses, Context(inside[key], home)) for key, senses in open_.items()}
    for _ in range(ROUNDS):
        company, anchors = company_of(sense, counts)
        sense = {
            key: best(
                senses,
                Context(
                    inside[key],
                    home,
                    without(company, sense[key], counts[key]),
                    anchors,
                ),
            )
            for key, senses in open_.items()
        }
    return sense


ROUNDS = 2
"""How often the names are weighed in each other's company."""


def senses_of(name: str) -> tuple[Entry, ...]:
    """Candidates, each place once."""
    entries = candidates(name) or candidates_of_core(name) or candidates_of_owner(name)
    states = [e for e in entries if e.kind == "state"]
    if states and not all(e.alias for e in states):
        # "Mexico" is Mexico City in its own land, and nowhere else.
        entries = tuple(e for e in entries if not e.alias or e.kind == "state")
    elif states and any(not e.alias and e.population >= LARGE for e in entries):
        # "Gold Coast" was a state's name, and is a large town's.
        entries = tuple(e for e in entries if e.kind != "state")
    seen: dict[object, Entry] = {}
    for entry in entries:
        seen.setdefault(entry.geonameid or (entry.name, entry.lat), entry)
    return tuple(seen.values())


def candidates_of_core(name: str) -> tuple[Entry, ...]:
    """What the name means without what only says where in it or what it is; of towns only large ones: "East Bank"
    is no part of a small town Bank."""
    entries = candidates(core(name))
    if name.split()[-1].lower() in words("wide"):
        return tuple(e for e in entries if e.kind != "town")
    return tuple(e for e in entries if e.kind != "town" or e.population >= MIDDLING)


MIDDLING = 50_000
"""People of a town whose parts and surroundings are spoken of ("downtown Leeds")."""


def candidates_of_owner(name: str) -> tuple[Entry, ...]:
    """The place at the head of a building's or body's name ("*Leeds* Bradford Airport", "*Kent County* Fire")."""
    pieces = name.split()
    kinds = words("built") | words("bodies") | {word.lower() for word in LOCAL}
    if not {piece.lower() for piece in pieces[1:]} & kinds:
        return ()
    for count in range(min(3, len(pieces) - 1), 0, -1):
        if pieces[count - 1].endswith(("'s", "’s")):
            return ()  # "St. Michael's Hospital" is a saint's
        entries = [e for e in candidates(" ".join(pieces[:count])) if not e.alias and e.kind in OWNERS]
        if entries:
            return tuple(entries)
    return ()


OWNERS = frozenset({"town", "capital", "admin1", "admin2"})


def core(name: str) -> str:
    """The name without what only says where in it or what it is ("northern Syria" → "Syria")."""
    pieces = [piece for piece in name.split("-") if candidates(piece)] if "-" in name else []
    kept = (pieces[0] if pieces else name).split()
    while len(kept) > 1 and kept[0].lower().strip(".") in words("around"):
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].lower() in words("kinds"):
        kept = kept[:-1]
    return " ".join(kept)


def areas(name: str) -> frozenset[str]:
    """States ("USA") and provinces ("USA.TX") that a wider place's name can mean."""
    found: set[str] = set()
    for entry in candidates(name):
        if entry.kind == "state" and entry.country:
            found.add(entry.country)
        elif entry.kind in ("admin1", "region", "capital") and entry.country and entry.admin1:
            found.add(f"{entry.country}.{entry.admin1}")
    return frozenset(found)


class Context(NamedTuple):
    """What bears on the sense of a name."""

    inside: frozenset[str] = frozenset()
    """States and provinces printed beside it as the wider place."""
    home: frozenset[str] = frozenset()
    """Where the outlet is at home."""
    company: Mapping[str, int] = MappingProxyType({})
    """How often each state and province is meant in the report."""
    anchors: Sequence[Entry] = ()
    """Clear towns of the report."""


def best(senses: Sequence[Entry], context: Context) -> Settled:
    """The sense with the highest score, and the next; how sure follows from its lead over that."""
    if not senses:
        return Settled(None, 0.0)
    ranked = sorted(((score(e, context), -i, e) for i, e in enumerate(senses)), reverse=True)
    if len(ranked) > 1:
        lead, runner_up = ranked[0][0] - ranked[1][0], ranked[1][2]
    else:
        lead, runner_up = ALONE_BY_ALIAS if ranked[0][2].alias else ALONE, None
    return Settled(ranked[0][2], round(1 / (1 + math.exp(-lead)), 3), runner_up)


ALONE, ALONE_BY_ALIAS = 3.0, 0.8
"""The lead of the only sense we know; under another name than its own it may be somebody else's."""


def score(entry: Entry, context: Context) -> float:
    """How likely this sense is: size, rank, the wider place, company, the outlet's home, nearness."""
    points = RANK[entry.kind] + (
        math.log10(entry.population) if entry.population and entry.kind == "town" else 0.0
    )
    points += (ALIAS if entry.kind != "admin1" else 2 * ALIAS) * entry.alias
    if context.inside & {entry.country, f"{entry.country}.{entry.admin1}"}:
        points += BESIDE
    points += COMPANY * (share(entry.country, context.company) + share(province(entry), context.company))
    if context.home & {entry.country, province(entry)}:
        points += HOME
    if context.anchors and any(kilometres(entry, a) < NEAR_KM for a in context.anchors if a is not entry):
        points += NEAR
    return points


def province(entry: Entry) -> str | None:
    """State and province in one code ("USA.TX")."""
    return f"{entry.country}.{entry.admin1}" if entry.admin1 else None


def share(code: str | None, company: Mapping[str, int]) -> float:
    """Which part of the clear names of this level (states, or provinces) has the code."""
    if code is None or not company.get(code):
        return 0.0
    level = sum(count for other, count in company.items() if ("." in other) == ("." in code))
    return company[code] / (level + 1)


def company_of(first: dict[str, Settled], counts: Counter[str]) -> tuple[Counter[str], list[Entry]]:
    """How often each state and province is meant by the names that are clear, and those places themselves."""
    company: Counter[str] = Counter()
    anchors: list[Entry] = []
    for key, (entry, sure, _) in first.items():
        if entry is None or sure < CLEAR or not entry.country:
            continue
        company[entry.country] += counts[key]
        if entry.admin1:
            company[f"{entry.country}.{entry.admin1}"] += counts[key]
        if entry.kind in ("town", "capital", "admin2"):
            anchors.append(entry)
    return company, anchors[:MOST]


MOST = 64
"""Clear towns that nearness is measured to: enough for any report, and a list of towns stays quick."""


def without(company: Counter[str], own: Settled, count: int) -> Counter[str]:
    """The company a name keeps, itself left out."""
    if own.entry is None or own.sure < CLEAR:
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
        country=entry.country, use=place.use, sure=round(place.sure * sense.sure, 3), disputed=claims(entry),
        runner_up=second(place, sense),
    )  # fmt: skip


def second(place: Place, sense: Settled) -> judged.Sense | None:
    """The next best reading, and how sure that would be."""
    if (entry := sense.runner_up) is None:
        return None
    return judged.Sense(
        name=entry.name, lat=entry.lat, lon=entry.lon, geonameid=entry.geonameid, country=entry.country,
        sure=round(place.sure * (1 - sense.sure), 3),
    )  # fmt: skip
