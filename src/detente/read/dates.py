"""Dates as people and machines print them → ISO 8601. What is no sensible date is said to be none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from detente.errors import InputError

EARLIEST_YEAR = 1900
"""Before it there is no report we read; `0001-01-01` and `1111-11-11` are slips or fillers."""

AHEAD = timedelta(days=2)
"""How far in the future a report may be dated: time zones take one day, a morning paper another."""

LONGEST = 80
"""Code points of a printed date; more is no date."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
"""A month's English name, in full or cut short; in lower case, so match without regard to case."""

DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?[ -]({MONTH})\b\.?,?[ -](\d{{4}})\b", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b({MONTH})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", re.IGNORECASE)
NUMBERS = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
GERMAN = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
"""Day first, with dots. `03/04/2022` is left alone: it is March here and April there."""
COMPACT = re.compile(r"\b(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?\b")

REMEDY = "Write it like 2022-01-21 or 2022-01-21T10:00+01:00."


def parse_published(text: str, *, name: str = "the date of publication") -> str:
    """The ISO date or date-time that a caller gave, in its plain form; time and zone are kept.

    Raises `InputError` for what is no ISO date, lies before 1900 or more than two days ahead.

    >>> parse_published("2022-01-21T10:00Z")
    '2022-01-21T10:00:00+00:00'
    """
    moment = iso(text)
    if moment is None:
        raise InputError(f"“{text[:LONGEST].strip()}” is no date.", name=name, remedy=REMEDY)
    if moment.year < EARLIEST_YEAR:
        raise InputError(f"{moment} lies before {EARLIEST_YEAR}.", name=name, remedy=REMEDY)
    if in_future(moment):
        raise InputError(
            f"{moment} lies in the future.", name=name, remedy="Give the day on which it was published."
        )
    return moment.isoformat()


def understood(text: str | None) -> str | None:
    """The ISO date or date-time that a page, feed or archive means; None for nonsense.

    Takes ISO 8601, the dates of mail and feeds, and dates with the month in English words.

    >>> understood("Fri, 21 Jan 2022 10:00:00 +0100"), understood("January 21, 2022"), understood("soon")
    ('2022-01-21T10:00:00+01:00', '2022-01-21', None)
    """
    if not text or len(text) > LONGEST:
        return None
    moment = iso(text) or mailed(text) or printed(text)
    return moment.isoformat() if moment and sensible(moment) else None


def iso(text: str) -> date | None:
    """The date or date-time of an ISO 8601 text, or None."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return None


def mailed(text: str) -> datetime | None:
    """The moment of a date in the form of mail and RSS (RFC 2822), or None."""
    if "," not in text[:10] and ":" not in text:
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def printed(text: str) -> date | None:
    """The first day that the text prints with its year, or None."""
    if found := DAY_FIRST.search(text):
        return day(found[3], month(found[2]), found[1])
    if found := MONTH_FIRST.search(text):
        return day(found[3], month(found[1]), found[2])
    if found := NUMBERS.search(text):
        return day(*found.groups())
    if found := GERMAN.search(text):
        return day(found[3], found[2], found[1])
    if found := COMPACT.search(text):
        return day(*found.groups())
    return None


def month(name: str) -> int:
    """1 to 12 for the English name of a month, in full or cut short; 0, of which no day is, for what only looks like one.

    Patterns that ignore case take ſ for s and ı for i.
    """
    head = name.lower()[:3]
    return next((n for n, full in enumerate(MONTHS, 1) if full.startswith(head)), 0)


def day(year: str | int, number: str | int, of_month: str | int) -> date | None:
    """That day, or None if the calendar has none."""
    try:
        return date(int(year), int(number), int(of_month))
    except (ValueError, OverflowError):
        return None


def sensible(moment: date) -> bool:
    """Whether a report can have been published then."""
    return moment.year >= EARLIEST_YEAR and not in_future(moment)


def in_future(moment: date) -> bool:
    """Whether it is more than two days ahead of today."""
    last = datetime.now(UTC).date() + AHEAD
    return (moment.date() if isinstance(moment, datetime) else moment) > last
