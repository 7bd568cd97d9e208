"""The table of rules, and the words and patterns that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from detente.extract.numbers import GAP, ORDINAL, SMALL, any_of, number
from detente.lexicon import toml


class Expression(NamedTuple):
    """A time expression as the grammar sees it, counted in the passage."""

    start: int
    end: int
    type: str
    symbols: str
    mod: str | None = None


MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december"]  # fmt: skip
SHORT_MONTHS = {m[:3]: i for i, m in enumerate(MONTHS, 1)} | {"sept": 9}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "N", "week": "W", "weekend": "WE",
    "fortnight": "W2", "month": "M", "quarter": "Q", "year": "Y", "decade": "Y10", "century": "Y100",
}  # fmt: skip
"""Letter of TIMEX3 for a unit; a number behind it is a factor."""
PARTS = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nighttime": "TNI", "dawn": "TMO",
    "noon": "T12:00", "midnight": "T24:00", "midday": "TMI", "dusk": "TEV", "lunchtime": "TMI",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DIRECTION = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "present": 0, "same": 0,
    "next": 1, "coming": 1, "following": 1, "upcoming": 1,
}  # fmt: skip
EDGES = {
    "early": "START", "start": "START", "beginning": "START", "mid": "MID", "middle": "MID", "midway": "MID",
    "late": "END", "end": "END", "close": "END",
}  # fmt: skip

MONTH = rf"(?:{any_of(MONTHS)}\b|{any_of(SHORT_MONTHS)}\b\.?)"
WEEKDAY = rf"{any_of(DAYS)}\b"
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?"
    r"|years?|decades?|century|centuries)\b"
)
YEAR = r"(?:1[5-9]|20)\d\d\b(?![,.]\d|%|-(?!(?:19|20|\d\d\b)))"
ORD = rf"(?:{any_of(w for w in ORDINAL if w != 'last')}|\d{{1,2}}(?:st|nd|rd|th))"
EDGE = (
    rf"(?:(?:the{GAP})?(?:very{GAP})?(?P<edge>early|earlier|late|later|mid)(?:-|{GAP}(?:in{GAP}|on{GAP})?)"
    rf"|the{GAP}(?:very{GAP})?(?P<edge2>end|start|beginning|middle|close){GAP}of{GAP})?"
)
MODS: dict[str, str] = {word: row["mod"] for row in toml("times")["mod"] for word in row["words"]}
MOD = rf"(?:(?P<mod>{any_of(MODS)}){GAP})?"
DAYPART = rf"(?:{GAP}(?P<part>morning|afternoon|evening|night|midnight|noon|dawn)\b)?"
TEENS = any_of(["ten", "eleven", "twelve", *(w for w in SMALL if w.endswith("teen"))])
TENS = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five"
    r"|six|seven|eight|nine))?"
)
NINETEEN = rf"(?:nineteen|eighteen){GAP}(?:{TEENS}|{TENS})\b"
SPELLED_YEAR = (
    rf"(?:{NINETEEN}|twenty{GAP}(?:{TEENS}|{TENS})\b|two{GAP}thousand(?:{GAP}and{GAP}\w{{3,9}})?\b)"
)
THE = rf"(?:the{GAP})?"

Reader = Callable[[re.Match[str]], Iterable[Expression]]


class Rule(NamedTuple):
    """A pattern, the words without which it need not be tried, and what a match means."""

    triggers: frozenset[str]
    source: str
    read: Reader

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where the pattern stands."""
        return compiled(self.source).finditer(text)


@cache
def compiled(source: str) -> re.Pattern[str]:
    """A pattern, compiled when its trigger is first met: most of the table waits for long."""
    return re.compile(rf"(?<![\w$€£#])(?:{source})", re.IGNORECASE)


WORDS = re.compile(r"[a-z]+|\d+")
"""What triggers are looked for among: words and numbers, lower case."""

RULES: list[Rule] = []


def rule(triggers: Iterable[str], source: str) -> Callable[[Reader], Reader]:
    """Put a reader into the table under its pattern and trigger words."""

    def put(read: Reader) -> Reader:
        RULES.append(Rule(frozenset(triggers), source, read))
        return read

    return put


def month_number(words: str) -> int | None:
    """1 to 12 for a month's name or short form."""
    return SHORT_MONTHS.get(words.strip(". \n\t").lower()[:3])


def mod_of(match: re.Match[str]) -> str | None:
    """The TIMEX3 modifier of a match's `mod`, `edge` or `edge2` group."""
    groups = match.groupdict()
    if edge := groups.get("edge") or groups.get("edge2"):
        return EDGES.get(edge.lower())
    if mod := groups.get("mod"):
        return MODS.get(" ".join(mod.lower().split()))
    return None


def with_part(symbols: str, match: re.Match[str]) -> tuple[str, str]:
    """Type and symbols, with the part of the day if one is named."""
    part = match.groupdict().get("part")
    return ("TIME", f"{symbols};at={PARTS[part.lower()]}") if part else ("DATE", symbols)


def whole(match: re.Match[str], type: str, symbols: str, mod: str | None = None) -> list[Expression]:
    """One expression over the whole match."""
    return [Expression(match.start(), match.end(), type, symbols, mod or mod_of(match))]


def direction(word: str | None) -> int | None:
    """-1 for last, 0 for this, 1 for next; None without such a word."""
    return DIRECTION.get(word.lower()) if word else None


def full_date(year: int, month: int, day: int) -> str | None:
    """ISO form, if there is such a day."""
    longest = (
        29 if month == 2 and year % 4 == 0 else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= longest else None


def year_of(words: str) -> int | None:
    """The year in digits (four or two) or in words (`nineteen ninety-four`)."""
    words = words.strip().lower().lstrip("'’")
    if words.isdigit():
        return int(words) if len(words) == 4 else 1900 + int(words) if int(words) > 30 else 2000 + int(words)
    first, *rest = words.split(None, 1)
    if first in {"nineteen", "eighteen", "twenty"} and rest and (tail := number(rest[0])) is not None:
        return int((number(first) or 0) * 100 + tail)
    whole_number = number(words)
    return int(whole_number) if whole_number and 1500 <= whole_number < 2100 else None
