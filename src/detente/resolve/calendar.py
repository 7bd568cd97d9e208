"""Arithmetic on TIMEX3 values: intervals, units away, the year that fits. Knows no text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from math import ceil

YEARS = re.compile(r"(\d{4})(?:-(Q[1-4]|H[12]|SP|SU|FA|WI|\d\d)(?:-(\d\d))?)?\Z")
WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?\Z")
MONTHS_OF = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14),
}  # fmt: skip
"""First and last month; winter begins in December and ends in the next year."""


def interval(value: str | None) -> tuple[str | None, str | None]:
    """First and last day (or the moment) that a value covers; nulls where it names none.

    >>> interval("2022-W04"), interval("2014"), interval("198"), interval("PAST_REF")
    (('2022-01-24', '2022-01-30'), ('2014-01-01', '2014-12-31'), ('1980-01-01', '1989-12-31'), (None, None))
    """
    if not value or "X" in value or "REF" in value or value[0] in "PT":
        return None, None
    if "/" in value:
        first, _, last = value.partition("/")
        return interval(first)[0], interval(last)[1]
    day, _, time = value.partition("T")
    if time and time[0].isdigit():
        at = at_midnight(day, time) if time.startswith("24") else value
        return at, at
    try:
        return calendar_days(day)
    except ValueError:
        return None, None


def at_midnight(day: str, time: str) -> str | None:
    """The moment at which a day ends (`T24:00`), as ISO 8601 writes it: the next day at `T00:00`."""
    try:
        return f"{date.fromisoformat(day) + timedelta(days=1)}T00{time[2:]}"
    except (ValueError, OverflowError):
        return None


def calendar_days(value: str) -> tuple[str | None, str | None]:
    """The days of a value without a time of day. Raises ValueError where there is no such day."""
    if found := WEEK.match(value):
        year, week, day = int(found[1]), int(found[2]), found[3]
        first = 6 if day == "WE" else int(day or 1)
        last = 7 if day == "WE" else int(day or 7)
        return str(date.fromisocalendar(year, week, first)), str(date.fromisocalendar(year, week, last))
    if found := YEARS.match(value):
        year, part, day = int(found[1]), found[2], found[3]
        if day:
            return str(date(year, int(part), int(day))), str(date(year, int(part), int(day)))
        first, last = (
            (1, 12) if part is None else MONTHS_OF[part] if part in MONTHS_OF else (int(part), int(part))
        )
        end_year, last = (year + 1, last - 12) if last > 12 else (year, last)
        return str(date(year, first, 1)), str(date(end_year, last, monthrange(end_year, last)[1]))
    if re.fullmatch(r"\d{3}", value):
        return f"{value}0-01-01", f"{value}9-12-31"
    if re.fullmatch(r"\d\d", value):
        return f"{value}00-01-01", f"{value}99-12-31"
    return None, None


def months_away(day: date, months: int) -> date:
    """The same day so many months away, or the last of that month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def unit_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the unit that a day lies in.

    >>> unit_value(date(2022, 1, 21), "week"), unit_value(date(2022, 1, 21), "quarter")
    ('2022-W03', '2022-Q1')
    """
    year, week, _ = day.isocalendar()
    return {
        "day": str(day),
        "weekend": f"{year}-W{week:02d}-WE",
        "week": f"{year}-W{week:02d}",
        "month": f"{day.year}-{day.month:02d}",
        "quarter": f"{day.year}-Q{quarter_of(day)}",
        "year": f"{day.year:04d}",
        "decade": f"{day.year // 10:03d}",
        "century": f"{day.year // 100:02d}",
    }[unit]


def shifted(day: date, count: float, unit: str) -> date:
    """A day so many units away. Raises OverflowError or ValueError beyond the calendar."""
    match unit:
        case "day" | "night":
            return day + timedelta(days=int(count))
        case "week" | "weekend":
            return day + timedelta(days=int(count * 7))
        case "fortnight":
            return day + timedelta(days=int(count * 14))
        case "month":
            return months_away(day, int(count))
        case "quarter":
            return months_away(day, int(count * 3))
        case "year":
            return months_away(day, int(count * 12))
        case "decade":
            return months_away(day, int(count * 120))
        case "century":
            return months_away(day, int(count * 1200))
        case _:
            raise ValueError(unit)


LENGTH = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z]{1,2})\Z")
PER_DAY = {"H": 24, "M": 1440, "S": 86400}
UNIT_OF = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "WE": "weekend"}


def reach(day: date, length: str, sign: int) -> date | None:
    """Where a length leads from a day; None for vague ones. Hours count as days begun."""
    found = LENGTH.match(length)
    if not found:
        return None
    try:
        if found[1]:
            return day + timedelta(days=sign * ceil(float(found[2]) / PER_DAY[found[3]]))
        return shifted(day, sign * float(found[2]), UNIT_OF[found[3]])
    except (ValueError, OverflowError, KeyError):
        return None


def moment(iso: str) -> datetime | None:
    """A date-time without its zone, if the text is ISO 8601 with a time."""
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=None) if "T" in iso else None
    except ValueError:
        return None


def day_of(iso: str | None) -> date | None:
    """The calendar day of an ISO date or date-time."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
