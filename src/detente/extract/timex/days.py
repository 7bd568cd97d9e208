"""Full dates, months, weekdays, days seen from today, parts of a day."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.extract.numbers import GAP, any_of
from detente.extract.timex.table import (
    DAYPART,
    DAYS,
    EDGE,
    EDGES,
    MOD,
    MONTH,
    MONTHS,
    PARTS,
    SHORT_MONTHS,
    SPELLED_YEAR,
    THE,
    UNIT,
    WEEKDAY,
    YEAR,
    Expression,
    direction,
    full_date,
    mod_of,
    month_number,
    rule,
    whole,
    with_part,
    year_of,
)

MONTH_WORDS = [*MONTHS, *SHORT_MONTHS]


@rule(
    ["#digit"],
    r"(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?P<t>T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\b",
)
def iso(match: re.Match[str]) -> Iterable[Expression]:
    """`2013-03-22`, `2013-03-22T10:00Z`."""
    if 1 <= int(match["m"]) <= 12 and (day := full_date(int(match["y"]), int(match["m"]), int(match["d"]))):
        return whole(match, "TIME" if match["t"] else "DATE", f"is:{day}{match['t'] or ''}")
    return []


@rule(["#digit"], r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b(?!/)")
def slashed(match: re.Match[str]) -> Iterable[Expression]:
    """`7/28/2009`; day before month only where the first number can be no month."""
    first, second, year = int(match["a"]), int(match["b"]), year_of(match["y"]) or 0
    month, day = (second, first) if first > 12 else (first, second)
    ok = 1 <= month <= 12 and full_date(year, month, day)
    return whole(match, "DATE", f"is:{ok}") if ok else []


@rule(
    MONTH_WORDS,
    rf"{MOD}{EDGE}(?:{WEEKDAY},?{GAP})?(?P<month>{MONTH}){GAP}?(?P<day>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?\b(?!:\d|,\d\d\d)"
    rf"(?:(?P<to>{GAP}?(?:-|–|to|and|or|/){GAP}?)(?P<last>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d"
    rf"|,\d\d\d|{GAP}(?:{UNIT}|people|percent)))?"
    rf"(?:(?:,|{GAP}|,{GAP})(?P<year>{YEAR}))?{DAYPART}",
)
def month_day(match: re.Match[str]) -> Iterable[Expression]:
    """`Jan. 21`, `Saturday, April 25`, `June 16, 2021`, `March 3-5`."""
    return days_of_month(match)


@rule(
    MONTH_WORDS,
    rf"{MOD}(?:{WEEKDAY},?{GAP})?{THE}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?P<to>-|–|{GAP}(?:to"
    rf"|and|or){GAP}))?"
    rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?{GAP}(?:of{GAP})?(?P<month>{MONTH})(?:,?{GAP}"
    rf"(?P<year>{YEAR}))?{DAYPART}",
)
def day_month(match: re.Match[str]) -> Iterable[Expression]:
    """`21 January`, `the 3rd of May, 2019`, `7 to 9 March`."""
    return days_of_month(match)


def days_of_month(match: re.Match[str]) -> Iterable[Expression]:
    """One expression a day: ranges give two, each with its own words."""
    month = month_number(match["month"])
    days = [g for g in ("day", "last") if match[g]]
    if month is None or not all(1 <= int(match[g]) <= 31 for g in days):
        return []
    if match["month"].islower() and month in (3, 5):
        return []
    found = []
    for group in days:
        if match["year"]:
            date = full_date(int(match["year"]), month, int(match[group]))
            if not date:
                return []
            symbols = f"is:{date}"
        elif not full_date(2000, month, int(match[group])):
            return []
        else:
            symbols = f"monthday:{month:02d}-{int(match[group]):02d}"
        type, symbols = with_part(symbols, match)
        found.append((group, type, symbols))
    if len(found) == 1:
        return whole(match, found[0][1], found[0][2])
    month_first = match.start("month") < match.start("day")
    cut = match.end("day")
    return [
        Expression(match.start(), cut, found[0][1], found[0][2], mod_of(match)),
        Expression(
            match.start("last"),
            match.end() if not month_first or match["year"] else match.end("last"),
            found[1][1],
            found[1][2],
            None,
        ),
    ]


@rule(
    MONTH_WORDS,
    rf"{MOD}{EDGE}(?P<dir>(?:last|next|this|this{GAP}past|this{GAP}coming|the{GAP}previous|the"
    rf"{GAP}following){GAP})?(?P<month>{MONTH})"
    rf"(?:(?:,|{GAP}of|,{GAP}of)?{GAP}(?P<year>{YEAR}|'\d\d\b|{SPELLED_YEAR}|(?P<rel>last|next|this"
    rf"|the{GAP}same|that){GAP}year))?(?![\w'’]|{GAP}\d{{1,2}}\b)",
)
def month_alone(match: re.Match[str]) -> Iterable[Expression]:
    """`January`, `early March`, `last May`, `June 1994`, `October of last year`; not the verb "may"."""
    month = month_number(match["month"])
    if month is None or not is_month(match):
        return []
    if match["rel"]:
        head = f"year:{direction(match['rel']):+d}" if direction(match["rel"]) is not None else "that:year"
        return whole(match, "DATE", f"{head};month={month}")
    if match["year"]:
        year = year_of(match["year"])
        return whole(match, "DATE", f"is:{year}-{month:02d}") if year else []
    turn = direction(match["dir"].split()[-1] if match["dir"] else None)
    return whole(match, "DATE", f"month:{month}" + (f";dir={turn}" if turn is not None else ""))


BEFORE_MONTH = re.compile(
    rf"\b(?:in|of|by|since|until|till|to|from|through|during|between|for|before|after|and|or|on"
    rf"|ended|ending|late|early|mid|around|'s|’s)(?:{GAP}|-)\Z",
    re.IGNORECASE,
)


def is_month(match: re.Match[str]) -> bool:
    """Whether "may", "march", "august" or a short form is the month: a capital, and a fitting word before."""
    word = match["month"].strip(".")
    if len(word) <= 4 and word.lower() not in {"may", "june", "july"}:
        return word[0].isupper() and bool((match["month"].endswith(".") and match["year"]) or match["year"])
    if word.lower() not in {"may", "march", "august"}:
        return True
    if not word[0].isupper():
        return False
    if match["year"] or match["dir"] or match["edge"] or match["edge2"]:
        return True
    return bool(BEFORE_MONTH.search(match.string[max(0, match.start() - 16) : match.start()]))


@rule(
    [*DAYS, *[d + "s" for d in DAYS]],
    rf"{MOD}{EDGE}(?P<dir>(?:last|next|this|this{GAP}past|this{GAP}coming|the{GAP}(?:previous"
    rf"|following|next|same)|that|coming){GAP})?"
    rf"(?P<day>{any_of(DAYS)})(?:{GAP}(?P<rel>last|next|this){GAP}week\b|(?P<many>s)\b|\b){DAYPART}",
)
def weekday(match: re.Match[str]) -> Iterable[Expression]:
    """`Friday`, `last Tuesday night`, `Monday of next week`; `Fridays` is a SET."""
    number_of = DAYS.index(match["day"].lower()) + 1
    before = match.string[max(0, match.start() - 8) : match.start()].split(" ")
    if len(before) > 1 and before[-2].strip("\"“‘'") in NAMED_DAYS and not match["dir"]:
        return []
    if match["many"]:
        return whole(match, "SET", f"is:XXXX-WXX-{number_of}")
    if match["rel"]:
        type, symbols = with_part(f"week:{direction(match['rel']) or 0:+d};weekday={number_of}", match)
        return whole(match, type, symbols)
    words = match["dir"].lower().split() if match["dir"] else []
    if (words and words[0] == "the") or words == ["that"]:
        head = {"previous": "earlier", "following": "later", "next": "later"}.get(words[-1], "that")
        type, symbols = with_part(f"{head}:weekday:{number_of}", match)
        return whole(match, type, symbols)
    turn = direction(words[-1]) if words else None
    type, symbols = with_part(f"weekday:{number_of}" + (f";dir={turn}" if turn is not None else ""), match)
    return whole(match, type, symbols)


NAMED_DAYS = {"Black", "Bloody", "Good", "Ash", "Palm", "Easter", "Super", "Cyber", "Holy", "Maundy"}


@rule(
    ["today", "yesterday", "tomorrow", "tonight", "overnight"],
    rf"(?P<edge>early{GAP}|earlier{GAP}|late{GAP}|later{GAP})?(?P<two>the{GAP}day{GAP}(?:before"
    rf"|after){GAP})?(?P<day>today|yesterday|tomorrow|tonight|overnight)\b(?!['’]s{GAP}world)"
    rf"{DAYPART}",
)
def named_day(match: re.Match[str]) -> Iterable[Expression]:
    """`today`, `late yesterday`, `the day after tomorrow`, `tomorrow night`, `tonight`."""
    word = match["day"].lower()
    if match.string[max(0, match.start() - 4) : match.start()] == "USA ":
        return []
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": -1}[word]
    if match["two"]:
        shift *= 2
    type, symbols = with_part(f"day:{shift:+d}", match)
    if word in {"tonight", "overnight"}:
        type, symbols = "TIME", f"day:{shift:+d};at=TNI"
    edge = match["edge"].strip().lower() if match["edge"] else None
    return whole(match, type, symbols, EDGES.get(edge) if edge else None)


@rule(
    ["morning", "afternoon", "evening", "night"],
    rf"(?:(?P<edge>early{GAP}|late{GAP}|earlier{GAP}|later{GAP})?(?P<which>this|last|that|the"
    rf"{GAP}(?:next|following|previous|same)|the){GAP}|(?P<mid>mid)(?:-|{GAP}))(?P<part>morning|afternoon|evening"
    rf"|night)\b(?!{GAP}of\b)",
)
def part_of_day(match: re.Match[str]) -> Iterable[Expression]:
    """`this morning`, `last night`, `the next morning`, `that evening`, `mid-afternoon`."""
    if match["mid"]:
        return whole(match, "TIME", f"that:day;at={PARTS[match['part'].lower()]}", "MID")
    which, at = match["which"].lower().split()[-1], PARTS[match["part"].lower()]
    if which == "last":
        return whole(match, "TIME", f"day:-1;at={at}") if match["part"].lower() == "night" else []
    head = {"this": "day:+0", "that": "that:day", "same": "that:day", "next": "later:1:day",
            "following": "later:1:day", "previous": "earlier:1:day"}.get(which, "that:day")  # fmt: skip
    return whole(match, "TIME", f"{head};at={at}")


@rule(
    ["st", "nd", "rd", "th"],
    rf"(?:{WEEKDAY},?{GAP})?the{GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th)"
    rf"(?={GAP}?(?:[,.;:!?)]|\Z)|{GAP}of{GAP}this{GAP}month\b)",
)
def day_of_month(match: re.Match[str]) -> Iterable[Expression]:
    """`on the 25th`, `Tuesday the 18th`."""
    before = match.string[max(0, match.start() - 8) : match.start()].lower().split()
    if not 1 <= int(match["day"]) <= 31 or not (
        before and before[-1] in {"on", "by", "until", "since", "from"}
    ):
        return []
    return whole(match, "DATE", f"dayofmonth:{int(match['day'])}")
