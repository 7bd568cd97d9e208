"""Whose text a report says that it prints: an agency's own, one with its credit, one that quotes it."""

from __future__ import annotations

import re
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


@lru_cache(maxsize=1 << 14)
def credit(report: Report, *, throughout: bool = True) -> Credit | None:
    """The agency whose text a report prints, if it names one and no other.

    An agency's own report has its name as outlet, or has its credit and no outlet at all. What stands in a dateline or a
    sentence is believed only of a report that prints it `throughout`: in one that takes over a paragraph it may be
    about the rest.
    """
    head = BRACKETS.search(report.text, 0, OPENING) if throughout else None
    named = agency(report.credit) or (agency(head[1]) if head else None)
    if report.outlet and agency(report.outlet) and named in (None, agency(report.outlet)):
        return Credit(agency(report.outlet) or "", "own")
    if named:
        return Credit(
            named, "credits" if report.outlet and report.outlet.casefold() != named.casefold() else "own"
        )
    if not throughout:
        return None
    cited = {agency(name) for m in _cited().finditer(report.text) for name in m.groups() if name} - {None}
    return Credit(cited.pop() or "", "cites") if len(cited) == 1 else None


@cache
def agency(credit: str | None) -> str | None:
    """The news agency that a credit line names; None if it names none, or several.

    One that is not in our table is known by a word of its name.

    >>> agency("(Reuters)"), agency("Agence France-Presse"), agency("By Ana Ruiz"), agency("(Fjord News Agency)")
    ('Reuters', 'AFP', None, 'Fjord News Agency')
    """
    named = {_spellings()[m.group().casefold()] for m in _printed().finditer(credit or "")}
    if named:
        return named.pop() if len(named) == 1 else None
    words = (credit or "").strip(EDGES)
    return words if re.fullmatch(NAME, words) and _unlisted().search(words) else None


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
