"""Vague words, named days and happenings: all their words stand in the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.extract.numbers import GAP, any_of
from detente.extract.timex.table import WORDS, YEAR, Expression, Reader, rule, whole
from detente.lexicon import toml


def lexicon_rules() -> None:
    """Rules whose words stand in the lexicon."""
    for row in toml("times")["vague"]:
        words, value = row["words"], row["value"]
        rule({w.split()[0].split("-")[0].lower() for w in words}, rf"(?:{any_of(words)})(?![\w-])")(
            fixed(value, "DATE")
        )
    for row in toml("times")["day"]:
        words = {w for n in row["names"] for w in WORDS.findall(n.lower())}
        rule(words, rf"(?:{any_of(row['names'])})\b(?!-)(?:,?{GAP}(?P<year>{YEAR}))?")(feast(row["date"]))
    nouns = [n for row in toml("times")["happening"] for n in row["nouns"]]
    rule(
        ["following"],
        rf"following{GAP}(?P<event>(?:the|their|his|her|this|these|those){GAP}(?:\w{{2,14}}"
        rf"{GAP})?{any_of(nouns)})\b",
    )(after_event)


def fixed(value: str, type: str) -> Reader:
    """A reader that gives one value."""
    return lambda match: whole(match, type, f"is:{value}")


def feast(date: str) -> Reader:
    """A reader for a named day (`12-25`, or the fourth Thursday of a month: `11-TH4`)."""

    def read(match: re.Match[str]) -> Iterable[Expression]:
        if match["year"] and date[3].isdigit():
            return whole(match, "DATE", f"is:{match['year']}-{date}")
        return whole(match, "DATE", f"monthday:{date}" + (f";year={match['year']}" if match["year"] else ""))

    return read


def after_event(match: re.Match[str]) -> Iterable[Expression]:
    """`following the meeting`: a time that only an event tells."""
    return whole(match, "DATE", f"after:{match['event']}")


lexicon_rules()
