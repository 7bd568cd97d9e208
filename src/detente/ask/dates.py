"""Dates and intervals in words."""

from __future__ import annotations

import re
from datetime import date

from detente.model.given import Published
from detente.model.judged import When

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CLOCK = re.compile(r"T(\d{2}):?(\d{2})?(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?$")


def of_day(day: str, weekday: bool = True) -> str:
    """A day in words.

    >>> of_day("2022-01-21")
    'Friday 21 January 2022'
    """
    try:
        d = date.fromisoformat(day[:10])
    except ValueError:
        return day
    name = f"{DAYS[d.weekday()]} " if weekday else ""
    return f"{name}{d.day} {MONTHS[d.month - 1]} {d.year}"


def of_when(when: When | None) -> str | None:
    """An interval in words: a day, days of one month, a month, a year, from … to …

    >>> of_when(When(earliest="2022-01-24", latest="2022-01-30"))
    '24–30 January 2022'
    """
    if when is None or not (when.earliest or when.latest):
        return None
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    if not first or not last:
        return f"by {of_day(last, False)}" if last else f"from {of_day(first, False)}"
    if len(first) < 10 or len(last) < 10:
        return of_part(first) if first == last else f"{of_part(first)} to {of_part(last)}"
    if first == last:
        return of_day(first) + of_clock(when.value or when.earliest or "")
    if whole := whole_period(first, last):
        return whole
    try:
        a, b = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return f"{first} to {last}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {MONTHS[a.month - 1]} {a.year}"
    if a.year == b.year:
        return f"{a.day} {MONTHS[a.month - 1]} to {b.day} {MONTHS[b.month - 1]} {a.year}"
    return f"{of_day(first, False)} to {of_day(last, False)}"


def of_part(value: str) -> str:
    """A date of any precision in words: `2014`, `2014-03`, `2014-03-18`."""
    year, _, rest = value.partition("-")
    if len(rest) == 2 and rest.isdigit() and 1 <= int(rest) <= 12:
        return f"{MONTHS[int(rest) - 1]} {year}"
    return of_day(value, False) if len(value) == 10 else value


def whole_period(first: str, last: str) -> str | None:
    """A whole month, several or a year in words."""
    try:
        a, b = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    ends_month = (date.fromordinal(b.toordinal() + 1)).day == 1 if b < date.max else True
    if a.day != 1 or not ends_month:
        return None
    if a.month == 1 and b.month == 12:
        return str(a.year) if a.year == b.year else f"{a.year} to {b.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{MONTHS[a.month - 1]} {a.year}"
    if a.year == b.year:
        return f"{MONTHS[a.month - 1]} to {MONTHS[b.month - 1]} {a.year}"
    return None


def of_clock(value: str) -> str:
    """The clock time of a value, with a comma before it; nothing if there is none."""
    seen = CLOCK.search(value)
    if not seen:
        return ""
    zone = {None: "", "Z": " GMT"}.get(seen[3], f" (UTC{seen[3]})" if seen[3] else "")
    return f", {seen[1]}:{seen[2] or '00'}{zone}"


def of_publication(published: Published | None) -> str | None:
    """When a report came out, in words."""
    if published is None or not (published.earliest or published.latest):
        return None
    first, last = (published.earliest or "")[:10], (published.latest or "")[:10]
    if first and first == last:
        return of_day(first, False)
    if first and last:
        return f"between {of_day(first, False)} and {of_day(last, False)}"
    return f"after {of_day(first, False)}" if first else f"before {of_day(last, False)}"
