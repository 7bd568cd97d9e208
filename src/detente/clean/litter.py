"""Lines that are no part of a report, by what they say: the rules of `lexicon/litter.toml`, line by line."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from detente import lexicon

WHOLE_WORDS, HAS_WORDS = 25, 60
"""The longest line, in words, that a rule holds for if it does not say."""

EDGES = " \t\r\n\xa0\ufeff•·●▪◦*_#>»›→▶►|-–—+"
"""Decoration at the edges of a line, which no rule looks at."""


class Rule(NamedTuple):
    """One kind of litter. Patterns see the line in lower case, `marked` as printed."""

    kind: str
    whole: re.Pattern[str] | None
    start: re.Pattern[str] | None
    marked: re.Pattern[str] | None
    has: tuple[tuple[str, ...], ...]
    words: int
    opens: bool
    ends: bool


class Agency(NamedTuple):
    """The patterns that find agencies, and the name for each printed form."""

    names: dict[str, str]
    forms: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in the order of the table."""
    return tuple(rule(row) for row in lexicon.toml("litter")["litter"])


def rule(row: dict[str, Any]) -> Rule:
    """A row of the table, compiled."""
    return Rule(
        kind=row["kind"],
        whole=either(row.get("whole"), r"(?:%s)\Z"),
        start=either(row.get("start"), r"(?:%s)"),
        marked=either(row.get("marked"), r"(?:%s)"),
        has=tuple(tuple(words) for words in row.get("has", ())),
        words=row.get("words", WHOLE_WORDS),
        opens=row.get("opens", False),
        ends=row.get("ends", False),
    )


def either(patterns: list[str] | None, frame: str) -> re.Pattern[str] | None:
    """One pattern for several."""
    return re.compile(frame % "|".join(f"(?:{p})" for p in patterns)) if patterns else None


@lru_cache(maxsize=8192)
def rule_for(line: str, words: int) -> Rule | None:
    """The first rule that calls the line litter; None for what may be news. `words` is the line's length.

    Remembered, for the lines of menus and forms are the same on every page.
    """
    plain = line.strip(EDGES)
    small = plain.lower()
    if not small:
        return next(r for r in rules() if r.kind == "furniture")
    for found in rules():
        if words <= found.words and (
            (found.whole and found.whole.match(small))
            or (found.start and found.start.match(small))
            or (found.marked and found.marked.match(plain))
        ):
            return found
        if found.has and any(all(word in small for word in words_) for words_ in found.has):
            return found
    return None


@cache
def glued_forms() -> tuple[str, ...]:
    """Litter that scrapers paste to the end of a sentence, in lower case."""
    return tuple(form for row in lexicon.toml("litter")["glued"] for form in row["end"])


def glued_at(line: str) -> int | None:
    """Where litter begins that is pasted to the end of a line's last sentence, or None."""
    small = line[-40:].lower()
    for form in glued_forms():
        if small.endswith(form) and len(line) > len(form):
            start = len(line) - len(form)
            if line[:start].rstrip()[-1:] in (".", "!", "?", "”", '"', "…") and line[start].isupper():
                return start
    return None


@cache
def agencies() -> Agency:
    """Every agency's printed forms, the longest first."""
    names = {form: row["name"] for row in lexicon.toml("litter")["agency"] for form in row["as"]}
    forms = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    upper = {form.upper(): name for form, name in names.items()}
    return Agency(
        names=upper | names, forms=rf"(?:{forms}|REUTERS|XINHUA|ANADOLU|INTERFAX|UKRINFORM|KYODO)(?![\w-])"
    )


def agency(form: str) -> str:
    """The agency's name for a printed form."""
    return agencies().names[form]
