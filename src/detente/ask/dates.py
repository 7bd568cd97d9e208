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
    """A day in full words, for a title.

    >>> of_day("2022-01-21")
    'Friday 21 January 2022'
    """
    d = day_of(day)
    if d is None:
        return day
    name = f"{DAYS[d.weekday()]} " if weekday else ""
    return f"{name}{d.day} {MONTHS[d.month - 1]} {d.year}"


def short_day(day: str, year: str | None = None, weekday: bool = True) -> str:
    """A day in short words. `year` is the year that goes without saying.

    >>> short_day("2022-01-21", "2022"), short_day("2022-01-21", weekday=False)
    ('Fri 21 Jan', '21 Jan 2022')
    """
    d = day_of(day)
    if d is None:
        return day
    name = f"{DAYS[d.weekday()][:3]} " if weekday else ""
    return f"{name}{d.day} {MONTHS[d.month - 1][:3]}{of_year(d, year)}"


def of_year(d: date, year: str | None) -> str:
    """The year of a day behind a space; nothing where it goes without saying."""
    return "" if year == f"{d.year:04}" else f" {d.year}"


def of_when(when: When | None, year: str | None = None) -> str | None:
    """An interval in short words: a day, days of one month, a month, a year, from … to …

    `year` is the year that goes without saying; without it, every date brings its own.

    >>> of_when(When(earliest="2022-01-24", latest="2022-01-30"), "2022")
    '24–30 Jan'
    """
    if when is None or not (when.earliest or when.latest):
        return None
    first, last = (when.earliest or "")[:10], (when.latest or "")[:10]
    if not first or not last:
        return f"by {of_part(last, year)}" if last else f"from {of_part(first, year)}"
    if len(first) < 10 or len(last) < 10:
        return of_part(first, year) if first == last else f"{of_part(first, year)} to {of_part(last, year)}"
    if first == last:
        return short_day(first, year) + of_clock(when.value or when.earliest or "")
    if whole := whole_period(first, last):
        return whole
    a, b = day_of(first), day_of(last)
    if a is None or b is None:
        return f"{first} to {last}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{short_day(last, year, False)}"
    if a.year == b.year:
        return f"{short_day(first, first[:4], False)} to {short_day(last, year, False)}"
    return f"{short_day(first, year, False)} to {short_day(last, year, False)}"


def period(first: str, last: str) -> str:
    """The days that a brief covers, in full words.

    >>> period("2022-01-19", "2022-01-23")
    '19–23 January 2022'
    """
    a, b = day_of(first), day_of(last)
    if a is None or b is None or a == b:
        return of_day(first, False)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{of_day(last, False)}"
    if a.year == b.year:
        return f"{a.day} {MONTHS[a.month - 1]} to {of_day(last, False)}"
    return f"{of_day(first, False)} to {of_day(last, False)}"


def day_of(value: str) -> date | None:
    """The day that an ISO date begins with; null if it is none."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def of_part(value: str, year: str | None = None) -> str:
    """A date of any precision in words: `2014`, `2014-03`, `2014-03-18`."""
    head, _, rest = value.partition("-")
    if len(rest) == 2 and rest.isdigit() and 1 <= int(rest) <= 12:
        return f"{MONTHS[int(rest) - 1]} {head}"
    return short_day(value, year, False) if len(value) == 10 else value


def whole_period(first: str, last: str) -> str | None:
    """A whole month, several or a year in words."""
    a, b = day_of(first), day_of(last)
    if a is None or b is None:
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
    """The clock time of a value, with a comma before it; nothing if there is none.

    >>> of_clock("2022-01-21T10:00Z"), of_clock("2022-01-21T10:00")
    (', 10:00 UTC', ', 10:00')
    """
    seen = CLOCK.search(value)
    if not seen:
        return ""
    zone = {None: "", "Z": " UTC"}.get(seen[3], f" (UTC{seen[3]})" if seen[3] else "")
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
