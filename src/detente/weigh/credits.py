"""Whose text a report says that it prints: an agency's own, one with its credit, one that quotes it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from detente import lexicon
from detente.model.given import Report

OPENING = 300
"""Code points in which a dateline stands."""

BRACKETS = re.compile(r"\(([^()\n]{2,60})\)\s*(?:--|[–—-])\s")
NAME = r"(?:[^\W\d_a-z][\w’'-]*)(?: (?:of |and |the )?[^\W\d_a-z][\w’'-]*){0,4}"
EDGES = " \t()[]/–—-.:,"

Voice = Literal["own", "credits", "cites"]


class Credit(NamedTuple):
    """The agency that a report names, and how: as its own name, as its source, or in its sentences."""

    agency: str
    voice: Voice


SEVERAL, OUTLETS = 3, 2
"""Reports, and outlets among them, that credit somebody we do not know before it counts as an agency."""


def agencies_by_use(reports: Iterable[Report]) -> frozenset[str]:
    """Those who are in no table and have no agency's name, but whom reports of several outlets credit or name in their
    datelines ("OSLO (Kestrel News) – …"), in lower case. Who prints its own name there is not counted."""
    outlets: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        name = plain_name(report.credit) or plain_name(_in_dateline(report))
        if name and report.outlet and report.outlet.casefold() != name:
            outlets[name].append(report.outlet)
    return frozenset(
        name for name, found in outlets.items() if len(found) >= SEVERAL and len(set(found)) >= OUTLETS
    )


def plain_name(words: str | None) -> str | None:
    """A name that stands alone in a credit line, in lower case; none for a byline, or for a desk of the outlet's own."""
    name = (words or "").strip(EDGES)
    first = name.partition(" ")[0].casefold()
    if not re.fullmatch(NAME, name) or first in _table("bylines") or name.casefold() in _table("nobody"):
        return None
    return name.casefold()


def _in_dateline(report: Report) -> str | None:
    """Who stands in brackets in the dateline of a report."""
    head = BRACKETS.search(report.text, 0, OPENING)
    return head[1] if head else None


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(lexicon.toml("matching")[name]["words"])


@lru_cache(maxsize=1 << 14)
def credit(report: Report, *, throughout: bool = True, by_use: frozenset[str] = frozenset()) -> Credit | None:
    """The agency whose text a report prints, if it names one and no other; `by_use` are those that only reports make known.

    An agency's own report has its name as outlet, or has its credit and no outlet at all. What stands in a dateline or a
    sentence is believed only of a report that prints it `throughout`: in one that takes over a paragraph it may be
    about the rest.
    """
    head = _in_dateline(report) if throughout else None
    named = agency(report.credit, by_use) or agency(head, by_use)
    own = agency(report.outlet, by_use)
    if own and named in (None, own):
        return Credit(own, "own")
    if named:
        return Credit(
            named, "credits" if report.outlet and report.outlet.casefold() != named.casefold() else "own"
        )
    if not throughout:
        return None
    found = (name for m in _cited().finditer(report.text) for name in m.groups() if name)
    cited = {agency(name, by_use) for name in found} - {None}
    return Credit(cited.pop() or "", "cites") if len(cited) == 1 else None


@lru_cache(maxsize=1 << 14)
def agency(credit: str | None, by_use: frozenset[str] = frozenset()) -> str | None:
    """The news agency that a credit line names; None if it names none, or several.

    One that is not in our table is known by a word of its name, or by the use that reports make of it (`by_use`).

    >>> agency("(Reuters)"), agency("Agence France-Presse"), agency("By Ana Ruiz"), agency("(Fjord News Agency)")
    ('Reuters', 'AFP', None, 'Fjord News Agency')
    """
    named = {_spellings()[m.group().casefold()] for m in _printed().finditer(credit or "")}
    if named:
        return named.pop() if len(named) == 1 else None
    words = (credit or "").strip(EDGES)
    known = words.casefold() in by_use or _unlisted().search(words)
    return words if known and re.fullmatch(NAME, words) else None


@cache
def _spellings() -> dict[str, str]:
    """Names of agencies by the way they are printed."""
    return {printed: name for name, ways in lexicon.toml("matching")["agencies"].items() for printed in ways}


@cache
def _printed() -> re.Pattern[str]:
    """Any agency as printed, the longest first."""
    ways = sorted(_spellings(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ways))})\b", re.IGNORECASE)


@cache
def _unlisted() -> re.Pattern[str]:
    """The words by which an agency is known that is not in the table."""
    words = map(re.escape, lexicon.toml("matching")["unlisted"]["words"])
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def _cited() -> re.Pattern[str]:
    """An agency that a sentence names as the one who told it."""
    forms = (
        re.escape(f).replace("NAME", f"(?:the )?({NAME})") for f in lexicon.toml("matching")["cited"]["forms"]
    )
    return re.compile("|".join(rf"\b{form}\b" for form in forms))
