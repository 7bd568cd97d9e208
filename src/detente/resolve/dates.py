"""When: the report's own date, and every time expression on the calendar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from detente.clean.dateline import head_day
from detente.model import judged
from detente.model.found import Findings, Time
from detente.model.given import Published, Report, Role
from detente.read.dates import day
from detente.resolve.actors import Cast
from detente.resolve.calendar import (
    day_of,
    interval,
    moment,
    months_away,
    quarter_of,
    reach,
    shifted,
    unit_value,
)


def bounded(report: Report, found: Findings, cast: Cast) -> Published | None:
    """The publication date: as given, else bounded by offices held and by explicit past dates. Where the head of the report
    prints its day without the year, and one year alone fits these bounds, it is that day."""
    if report.published is not None and (report.published.earliest or report.published.latest):
        return report.published
    bounds = within(report, found, cast)
    return of_dateline(report, bounds) or bounds


def of_dateline(report: Report, bounds: Published | None) -> Published | None:
    """The day that a dateline prints without its year, if its weekday and the bounds leave one year only.

    Bounds without a first day leave no year out; one without a last ends today.
    """
    head = head_day(report) if bounds is not None and bounds.earliest else None
    if head is None or bounds is None:
        return None
    first, last = day_of(bounds.earliest), day_of(bounds.latest) or datetime.now(UTC).date()
    if first is None:
        return None
    days = [day(year, head.month, head.day) for year in range(first.year, last.year + 1)]
    fits = [d for d in days if d and first <= d <= last and head.weekday in (None, d.isoweekday())]
    if len(fits) != 1:
        return None
    said = (
        f"the head of the report prints “{head.words}”, which of all days in these bounds is {fits[0]} alone"
    )
    return Published(
        earliest=str(fits[0]), latest=str(fits[0]), by="dateline", reasons=(*bounds.reasons, said)
    )


def within(report: Report, found: Findings, cast: Cast) -> Published | None:
    """Between which days the report was published, by offices held and by explicit past dates."""
    earliest, latest, reasons = cast.bounds()
    value = latest_told(report, found.times)
    told = first_of(value)
    if told and (earliest is None or told > earliest):
        if latest and told > latest:
            # A printed date is better evidence than a table of offices ("former Chancellor …").
            latest, reasons = None, ()
        said = f"the text tells of {value} as past"
        by = "offices" if latest else "text"
        return Published(earliest=told, latest=latest, by=by, reasons=(*reasons, said))
    if earliest or latest:
        return Published(earliest=earliest, latest=latest, by="offices", reasons=reasons)
    return None


def latest_told(report: Report, times: Sequence[Time]) -> str | None:
    """The last day or month, with its year, that the text itself puts into the past: told in the past tense or without
    any verb ("key facts, May 2031"), or in a caption, which tells what is seen in the present. What a site prints around
    a text may be of any later day."""
    roles = Roles(report)
    told = [
        t.value[:10]
        for t in times
        if t.value and t.type in TOLD and first_of(t.value) and tells_past(t, roles.at(t.start))
    ]
    return max(told, key=lambda value: (first_of(value) or "", len(value)), default=None)


def first_of(value: str | None) -> str | None:
    """The first day of a value that is a day or a month of a year."""
    found = DAY_OR_MONTH.match(value or "")
    day = day_of(f"{found[1]}-{found[2] or '01'}") if found else None
    return str(day) if day else None


TOLD = frozenset({"DATE", "TIME"})

DAY_OR_MONTH = re.compile(r"(\d{4}-\d\d)(?:$|-(\d\d)(?:$|T))")


class Roles:
    """What the passage around a place of a report is."""

    def __init__(self, report: Report):
        self.passages = report.passages
        self.starts = [p.start for p in self.passages]

    def at(self, start: int) -> Role:
        """The role of the passage there; `body` where there is none."""
        n = bisect_right(self.starts, start) - 1
        return self.passages[n].role if n >= 0 else "body"


def tells_past(time: Time, role: Role) -> bool:
    """Whether a date is told as past in a passage of that role."""
    if time.use != "happened" or role == "litter":
        return False
    return time.tense in ("past", None) or (time.tense == "present" and role == "caption")


def dated(report: Report, times: Sequence[Time], published: Published | None) -> tuple[judged.Time, ...]:
    """Each time expression with its TIMEX3 value and interval, in the order given (one for one).

    If publication is known to the day, that day is the document time. If only bounds are known, an expression
    is resolved where both bounds give it the same value ("this year", for a report of the spring), else it
    stays open.
    """
    earliest, latest = (published.earliest, published.latest) if published else (None, None)
    if (day := day_of(earliest)) and day == day_of(latest):
        return resolved(report, times, day, moment(latest or "") or moment(earliest or ""))
    first, last = day_of(earliest), day_of(latest)
    if first and last and first < last:
        pairs = zip(resolved(report, times, first, None), resolved(report, times, last, None), strict=True)
        unknown = resolved(report, times, None, None)
        return tuple(a if same(a, b) else u for (a, b), u in zip(pairs, unknown, strict=True))
    return resolved(report, times, None, None)


def same(a: judged.Time, b: judged.Time) -> bool:
    """Whether two readings of one expression agree."""
    return (a.value, a.earliest, a.latest) == (b.value, b.earliest, b.latest)


def resolved(
    report: Report, times: Sequence[Time], today: date | None, now: datetime | None
) -> tuple[judged.Time, ...]:
    """Every expression against one document time (or none), each knowing those before it."""
    reading = Reading(report.text, today, now)
    return tuple(reading.read(time) for time in times)


COMPARING = ("ago:", "earlier:", "yearago:")
"""Periods that are only compared with do not become the one spoken of."""

COUNTED_FROM_TOLD = frozenset({"earlier", "later", "that"})
"""Heads of expressions that look back at a date told before ("the next day"), if there is one."""

MEMORY = 400
"""Characters for which a date told in the text stays the one that "the next day" or "10 a.m." counts from."""


class Reading:
    """Reads the expressions of one report in text order."""

    def __init__(self, text: str, today: date | None, now: datetime | None):
        self.text, self.today, self.now = text, today, now
        self.told: str | None = None
        """The last calendar value told, and where it ended."""
        self.told_at = -MEMORY
        self.period: str | None = None
        """The last quarter or month of a year told, for "a year earlier"."""
        self.period_at = -4 * MEMORY
        self.last: Time | None = None
        self.last_value: str | None = None

    def read(self, time: Time) -> judged.Time:
        """One expression, resolved as far as what is known allows."""
        try:
            value = self.value(time)
        except (ValueError, OverflowError, KeyError):
            value = None
        if value and time.expression.endswith(";in=week") and (day := day_of(value)):
            value = unit_value(day, "week")
        earliest, latest = self.extent(time, value)
        anchor = self.anchor(time, value)
        self.remember(time, value)
        return judged.Time(
            start=time.start, end=time.end, type=time.type, value=value, earliest=earliest, latest=latest,
            mod=time.mod, use=time.use, anchor=anchor,
        )  # fmt: skip

    def anchor(self, time: Time, value: str | None) -> str | None:
        """What it was counted from: as found, or `told` where a date told before decided."""
        head = time.expression.partition(":")[0].partition(";")[0]
        if value is None or head not in COUNTED_FROM_TOLD:
            return time.anchor
        return "told" if self.told or self.today is None else "published"

    def remember(self, time: Time, value: str | None) -> None:
        """Keep what later expressions may count from."""
        if value and time.type in {"DATE", "TIME"} and interval(value)[0] and "/" not in value:
            self.told, self.told_at = value, time.end
            if re.match(r"\d{4}-Q", value) and not time.expression.startswith(COMPARING):
                self.period, self.period_at = value, time.end
        self.last, self.last_value = time, value

    def extent(self, time: Time, value: str | None) -> tuple[str | None, str | None]:
        """The days an expression covers."""
        head, _, argument = time.expression.partition(":")
        if head == "era":
            since, _, until = argument.partition(";")[0].partition("/")
            return interval(since)[0], interval(until)[1] if until else None
        if head in {"past", "next"} and self.today:
            other = reach(self.today, argument, -1 if head == "past" else 1)
            if other is None:
                return None, None
            return (str(other), str(self.today)) if head == "past" else (str(self.today), str(other))
        if head == "after" and self.today:
            return (str(self.today), None) if value == "FUTURE_REF" else (None, str(self.today))
        return interval(value)

    # --- values

    def value(self, time: Time) -> str | None:
        """The TIMEX3 value. Raises ValueError where the calendar has no such day."""
        symbols, at = split_time(time.expression)
        keys = dict(part.split("=", 1) for part in symbols.split(";")[1:])
        head, _, argument = symbols.partition(";")[0].partition(":")
        if head in {"is", "past", "next"}:
            return f"{argument}{at}" if at else argument
        if head == "era":
            return self.era_value(*interval(argument))
        if head == "after":
            return "FUTURE_REF" if time.tense == "future" else "PAST_REF"
        if head == "clock":
            return f"{self.day_in_hand(time) or 'XXXX-XX-XX'}{at}"
        value = self.calendar_value(head, argument, keys, time)
        if not at:
            return value
        return f"{value}{at}" if value and (len(value) == 10 or "-WXX-" in value) else value

    def era_value(self, since: str | None, until: str | None) -> str:
        """Whether an era is over, goes on or is to come: TIMEX3 has no value for a stretch of years."""
        today = str(self.today) if self.today else None
        if today and since and since > today:
            return "FUTURE_REF"
        return "PRESENT_REF" if today and (until is None or until >= today) else "PAST_REF"

    def calendar_value(self, head: str, argument: str, keys: dict[str, str], time: Time) -> str | None:
        """The value of everything but clock times and fixed values."""
        turn = int(keys["dir"]) if "dir" in keys else None
        if argument[:1] in {"+", "-"} or argument == "near":
            return self.unit(head, argument, keys, time)
        match head:
            case "weekday":
                return self.weekday(int(argument), turn, time)
            case "monthday":
                return self.monthday(argument, keys, time)
            case "dayofmonth":
                return self.day_of_month(int(argument), time)
            case "month":
                return self.in_year(f"{int(argument):02d}", int(argument), int(argument), turn, time)
            case "quarter" | "half":
                letter, months = ("Q", 3) if head == "quarter" else ("H", 6)
                last = int(argument) * months
                return self.in_year(f"{letter}{argument}", last - months + 1, last, turn, time)
            case "season":
                first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[argument]
                return self.in_year(argument, first, first + (0 if argument == "WI" else 2), turn, time)
            case "ago" if argument == "1:year" and self.period_near(time):
                return self.from_told("earlier", argument)
            case "ago" | "ahead":
                return self.away(self.today, argument, -1 if head == "ago" else 1)
            case "earlier" | "later":
                return self.from_told(head, argument)
            case "that":
                return self.that(argument, time)
            case "yearago":
                return self.year_ago(keys)
            case _:
                return None

    def weekday(self, number: int, turn: int | None, time: Time) -> str | None:
        """That weekday: of publication itself, else the last one, or the coming one for what lies ahead."""
        if beside := self.apposed(number, time):
            return beside
        if not self.today:
            return f"XXXX-WXX-{number}"
        gap = number - self.today.isoweekday()
        if turn == -1:
            gap = gap - 7 if gap >= 0 else gap
        elif turn == 1:
            gap = gap + 7 if gap <= 0 else gap
        elif gap == 0:
            pass
        elif turn == 0:
            gap = gap if gap > 0 or time.tense == "past" else gap + 7
            gap = gap - 7 if gap > 0 and time.tense == "past" else gap
        else:
            gap = gap % 7 if looks_ahead(time) else -(-gap % 7)
        return str(self.today + timedelta(days=gap))

    def apposed(self, number: int, time: Time) -> str | None:
        """ "24 April, a *Sunday*": the day right before, if it is that weekday."""
        if self.last is None or not APPOSED.fullmatch(self.text[self.last.end : time.start][:8].lower()):
            return None
        day = day_of(self.last_value) if len(self.last_value or "") == 10 else None
        return str(day) if day and day.isoweekday() == number else None

    def monthday(self, argument: str, keys: dict[str, str], time: Time) -> str | None:
        """A day of the year: in the year that lies nearest, ahead only for what lies ahead."""
        if year := keys.get("year"):
            return str(day_in(int(year), argument))
        if not self.today:
            return None if "TH" in argument else f"XXXX-{argument}"
        near = [
            day_in(self.today.year + step, argument)
            for step in (-1, 0, 1)
            if exists(self.today.year + step, argument)
        ]
        if not near:
            return None
        today, ahead = self.today, looks_ahead(time)

        def distance(day: date) -> float:
            """Days away; less on the side that the tense points to, least for what lies ahead."""
            days = (day - today).days
            if ahead and days >= 0:
                return days / 20
            return -days / 2 if time.tense == "past" and days <= 0 else abs(days)

        return str(min(near, key=distance))

    def day_of_month(self, number: int, time: Time) -> str | None:
        """ "The 25th": of this month, or of the one before or after as the tense has it."""
        if not self.today:
            return f"XXXX-XX-{number:02d}"
        first = self.today.replace(day=1)
        days = [m + timedelta(days=number - 1) for m in (months_away(first, step) for step in (-1, 0, 1))]
        days = [d for d in days if d.day == number]
        if looks_ahead(time):
            return str(min(d for d in days if d >= self.today))
        return str(max(d for d in days if d <= self.today))

    def in_year(self, part: str, first: int, last: int, turn: int | None, time: Time) -> str | None:
        """A month, quarter or season of the year that fits: begun by now, or still to end if it lies ahead."""
        if not self.today:
            return f"XXXX-{part}"
        year, month = self.today.year, self.today.month
        if turn == 0:
            return f"{year}-{part}"
        if turn == -1:
            return f"{year - (first >= month or last >= month)}-{part}"
        if turn == 1:
            return f"{year + (last <= month)}-{part}"
        if (told := self.coordinated(time)) is not None:
            told_year, told_month = told
            return f"{told_year + (told_month > first)}-{part}"
        if part[0] in "QH":
            return f"{nearest_year(year, month, first, last)}-{part}"
        if looks_ahead(time):
            return f"{year + (last < month)}-{part}"
        return f"{year - (first > month)}-{part}"

    def coordinated(self, time: Time) -> tuple[int, int] | None:
        """Year and month just before it ("in January and February"), so that both go the same way."""
        if not self.last or not self.last_value or not self.last.expression.startswith("month:"):
            return None
        if not re.fullmatch(
            r"\s{0,3}(?:,|,?\s{1,3}and|or|to|through|-|–)?\s{0,3}",
            self.text[self.last.end : time.start].lower(),
        ):
            return None
        found = re.fullmatch(r"(\d{4})-(\d\d)", self.last_value)
        return (int(found[1]), int(found[2])) if found else None

    def away(self, start: date | None, argument: str, sign: int) -> str | None:
        """So many units from a day, as coarse as the unit: "five years ago" is a year."""
        count, _, unit = argument.partition(":")
        if count == "X":
            return "PAST_REF" if sign < 0 else None
        if start is None:
            return None
        if unit in {"second", "minute", "hour"}:
            if not self.now or start != self.today:
                return None
            step = {"second": 1, "minute": 60, "hour": 3600}[unit] * float(count) * sign
            return (self.now + timedelta(seconds=step)).isoformat(timespec="minutes")
        day = shifted(start, sign * float(count), unit)
        if unit == "week" and float(count) == 1:
            return str(day)
        grain = {"decade": "year", "century": "year", "fortnight": "week", "night": "day"}.get(unit, unit)
        if float(count) % 1 and grain == "year":
            grain = "month"
        return unit_value(day, grain)

    def from_told(self, head: str, argument: str) -> str | None:
        """ "The next day", "a year earlier": from the date told before, else from publication."""
        sign = -1 if head == "earlier" else 1
        first, _, unit = argument.partition(":")
        if head == "earlier" and argument == "1:year" and self.period:
            return f"{int(self.period[:4]) - 1}{self.period[4:]}"
        if unit in {"second", "minute", "hour"} and first != "X":
            return self.clock_away(sign * float(first), unit)
        start = self.told_day() or self.today
        if first == "weekday":
            if start is None:
                return f"XXXX-WXX-{unit}"
            gap = (int(unit) - start.isoweekday()) % 7
            gap = gap or 7
            return str(start + timedelta(days=gap if sign > 0 else gap - 7 or -7))
        return self.away(start, argument, sign)

    def clock_away(self, count: float, unit: str) -> str | None:
        """ "Two hours later": from the clock time told before, if there is one."""
        found = re.match(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(.*)", self.told or "")
        told = moment(found[1]) if found else None
        if told is None or found is None:
            return None
        step = timedelta(seconds=count * {"second": 1, "minute": 60, "hour": 3600}[unit])
        return (told + step).isoformat(timespec="minutes") + found[2]

    def told_day(self) -> date | None:
        """The first day of the date told last."""
        return day_of(interval(self.told)[0]) if self.told else None

    def day_in_hand(self, time: Time) -> str | None:
        """The day that a clock time belongs to: one told shortly before, else the day of publication."""
        if self.told and len(self.told) >= 10 and time.start - self.told_at < MEMORY and day_of(self.told):
            return self.told[:10]
        return str(self.today) if self.today else None

    def period_near(self, time: Time) -> bool:
        """Whether a quarter was told shortly before, so that "a year ago" compares with it."""
        return self.period is not None and time.start - self.period_at < 4 * MEMORY

    def that(self, argument: str, time: Time) -> str | None:
        """ "That year", "the day", "the quarter": the one told before, else the one of publication."""
        unit, _, number = argument.partition(":")
        near = self.told if time.start - self.told_at < MEMORY else None
        if unit == "day" and near and len(near) < 10:
            near = None
        start = day_of(interval(near)[0]) or self.today
        if unit == "weekday":
            return self.weekday(int(number), -1, PAST) if self.today else f"XXXX-WXX-{number}"
        if unit == "quarter" and self.period:
            return self.period
        if unit == "period":
            return self.period or self.told
        return unit_value(start, unit) if start else None

    def year_ago(self, keys: dict[str, str]) -> str | None:
        """ "The year-ago quarter": the period told of, a year before."""
        period = self.period
        if period and "quarter" in keys:
            period = f"{period[:4]}-Q{keys['quarter']}"
        if period:
            return f"{int(period[:4]) - 1}{period[4:]}"
        return str(self.today.year - 1) if self.today else None

    def unit(self, unit: str, argument: str, keys: dict[str, str], time: Time) -> str | None:
        """ "Last week", "next year", "this year's third quarter", "the weekend"."""
        if self.today is None:
            return None
        if argument == "near":
            return unit_value(
                self.today
                if looks_ahead(time) or self.today.isoweekday() > 5
                else self.today - timedelta(days=7),
                unit,
            )
        step = int(argument)
        if unit == "quarter":
            first = date(self.today.year, quarter_of(self.today) * 3 - 2, 1)
            return unit_value(months_away(first, 3 * step), unit)
        if unit == "weekend" and step == -1 and self.today.isoweekday() > 5:
            step = -1
        if unit == "century":
            return f"{self.today.year // 100 + step:02d}"
        if unit == "decade":
            return f"{self.today.year // 10 + step:03d}"
        day = (
            months_away(self.today.replace(day=1), step)
            if unit == "month"
            else shifted(self.today, step, unit)
        )
        value = unit_value(day, unit)
        if "weekday" in keys:
            return str(date.fromisocalendar(int(value[:4]), int(value[-2:]), int(keys["weekday"])))
        for key, letter in (("quarter", "Q"), ("half", "H")):
            if key in keys:
                return f"{value}-{letter}{keys[key]}"
        if "month" in keys:
            return f"{value}-{int(keys['month']):02d}"
        return value


APPOSED = re.compile(r"\s{0,2},\s{1,2}an?\s{1,2}|\s{1,2}\(")

PAST = Time(start=0, end=0, by="", sure=1.0, type="DATE", expression="", tense="past")


def nearest_year(year: int, month: int, first: int, last: int) -> int:
    """The year in which a quarter lies nearest: firms speak of the last and the coming one in all tenses."""
    return min(
        (year - 1, year, year + 1),
        key=lambda y: max((y - year) * 12 + first - month, month - last - (y - year) * 12, 0),
    )


def looks_ahead(time: Time) -> bool:
    """Whether a date without a year or week is one to come."""
    return (
        time.tense == "future"
        or time.use == "deadline"
        or (time.use == "hypothetical" and time.tense != "past")
    )


def split_time(symbols: str) -> tuple[str, str]:
    """The symbols without the time of day, and the time of day."""
    kept = [part for part in symbols.split(";") if not part.startswith("at=")]
    at = next((part[3:] for part in symbols.split(";") if part.startswith("at=")), "")
    return ";".join(kept), at


def day_in(year: int, argument: str) -> date:
    """`06-16`, or the fourth Thursday of a month (`11-TH4`). Raises ValueError if there is no such day."""
    month, which = int(argument[:2]), argument[3:]
    if which.startswith("TH"):
        first = date(year, month, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 7 * (int(which[2:]) - 1))
    return date(year, month, int(which))


def exists(year: int, argument: str) -> bool:
    """Whether there is such a day in the year."""
    try:
        day_in(year, argument)
    except ValueError:
        return False
    return True
