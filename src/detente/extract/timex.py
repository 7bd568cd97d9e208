"""The grammar of time expressions: words → symbols, with no calendar and no parse.

Symbols are `head:argument;key=value`. Heads: `is` (a TIMEX3 value that needs no date), `weekday:3`, `monthday:06-16`,
`month:1`, `quarter:3`, `half:1`, `season:SU`, `<unit>:+1` (relative to the document: `day week weekend month quarter
year decade century`), `ago:5:year`, `ahead:2:week`, `earlier:1:year`, `later:2:day` (relative to the date told
before), `that:day`, `past:P2M`, `next:P2Y` (a length that ends or begins at the document time), `clock`.
Keys: `dir` (-1 last, 0 this, 1 next), `at` (`T10:00Z`, `TMO`), `weekday`, `month`, `quarter`, `half`, `season`, `year`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from detente.extract.numbers import GAP, NUMBER, ORDINAL, any_of, number
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
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "nighttime": "TNI", "noon": "T12:00",
         "midnight": "T24:00", "midday": "TMI", "dawn": "TMO", "dusk": "TEV", "lunchtime": "TMI"}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DIRECTION = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this": 0, "current": 0, "present": 0, "same": 0,
             "next": 1, "coming": 1, "following": 1, "upcoming": 1}  # fmt: skip
EDGES = {"early": "START", "start": "START", "beginning": "START", "mid": "MID", "middle": "MID", "midway": "MID",
         "late": "END", "end": "END", "close": "END"}  # fmt: skip

MONTH = rf"(?:{any_of(MONTHS)}\b|{any_of(SHORT_MONTHS)}\b\.?)"
WEEKDAY = rf"{any_of(DAYS)}\b"
UNIT = r"(?:seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)\b"
YEAR = r"(?:1[5-9]|20)\d\d\b(?![,.]\d|%|-(?!(?:19|20|\d\d\b)))"
ORD = rf"(?:{any_of(w for w in ORDINAL if w != 'last')}|\d{{1,2}}(?:st|nd|rd|th))"
EDGE = (
    rf"(?:(?:the{GAP})?(?:very{GAP})?(?P<edge>early|earlier|late|later|mid)(?:-|{GAP}(?:in{GAP}|on{GAP})?)"
    rf"|the{GAP}(?:very{GAP})?(?P<edge2>end|start|beginning|middle|close){GAP}of{GAP})?"
)
MODS: dict[str, str] = {word: row["mod"] for row in toml("times")["mod"] for word in row["words"]}
MOD = rf"(?:(?P<mod>{any_of(MODS)}){GAP})?"
DAYPART = rf"(?:{GAP}(?P<part>morning|afternoon|evening|night|midnight|noon|dawn)\b)?"
TEENS = any_of(
    [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ]
)
TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
NINETEEN = rf"(?:nineteen|eighteen){GAP}(?:{TEENS}|{TENS})\b"
SPELLED_YEAR = (
    rf"(?:{NINETEEN}|twenty{GAP}(?:{TEENS}|{TENS})\b|two{GAP}thousand(?:{GAP}and{GAP}\w{{3,9}})?\b)"
)
THE = rf"(?:the{GAP})?"

Reader = Callable[[re.Match[str]], Iterable[Expression]]


class Rule(NamedTuple):
    """A pattern, the words without which it need not be tried, and what a match means."""

    triggers: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader


RULES: list[Rule] = []


def rule(triggers: Iterable[str], pattern: str) -> Callable[[Reader], Reader]:
    """Put a reader into the table under its pattern and trigger words."""

    def put(read: Reader) -> Reader:
        RULES.append(
            Rule(frozenset(triggers), re.compile(rf"(?<![\w$€£#])(?:{pattern})", re.IGNORECASE), read)
        )
        return read

    return put


WORDS = re.compile(r"[a-z]+|\d+")


def expressions(text: str) -> list[Expression]:
    """Every time expression of the text, longest first where two compete, then in text order."""
    found: list[Expression] = []
    triggers = set(WORDS.findall(text.lower()))
    if any(len(w) == 4 and w.isdigit() for w in triggers):
        triggers.add("#year")
    if any(w[0].isdigit() for w in triggers):
        triggers.add("#digit")
    for a_rule in RULES:
        if a_rule.triggers & triggers:
            for match in a_rule.pattern.finditer(text):
                found.extend(a_rule.read(match))
    return joined(text, apart(found))


def apart(found: Iterable[Expression]) -> list[Expression]:
    """Without overlaps: the longest wins, the earlier rule among equals; then in text order."""
    kept: list[Expression] = []
    taken: set[int] = set()
    for one in sorted(found, key=lambda e: e.start - e.end):
        if taken.isdisjoint((one.start, one.end - 1)):
            kept.append(one)
            taken.update(range(one.start, one.end))
    return sorted(kept)


BETWEEN_CLOCK_AND_DAY = re.compile(rf"(?:,?{GAP}|,?{GAP}on{GAP}|,)\Z", re.IGNORECASE)
DAY_HEADS = ("weekday", "monthday", "day", "that")
PART_OF = re.compile(
    rf"(?:the{GAP})?(?:early{GAP}|late{GAP})?(morning|afternoon|evening|night|dawn){GAP}of{GAP}\Z",
    re.IGNORECASE,
)


def joined(text: str, apart: list[Expression]) -> list[Expression]:
    """Clock times joined with the day beside them: "9 p.m. EST, Nov. 6", "noon on Saturday"."""
    out: list[Expression] = []
    for one in apart:
        if out and names_day(one):
            before = out[-1]
            between = text[before.end : one.start]
            if before.symbols.startswith("clock;") and BETWEEN_CLOCK_AND_DAY.fullmatch(between):
                at = before.symbols.partition(";")[2]
                out[-1] = Expression(before.start, one.end, "TIME", f"{one.symbols};{at}", before.mod)
                continue
        if names_day(one) and (part := PART_OF.search(text[max(0, one.start - 32) : one.start])):
            at = PARTS[part[1].lower()]
            one = Expression(one.start - len(part[0]), one.end, "TIME", f"{one.symbols};at={at}", one.mod)
            if out and out[-1].end > one.start:
                out.pop()
        out.append(one)
    return out


def names_day(one: Expression) -> bool:
    """Whether it is a calendar day without a time of day."""
    if "at=" in one.symbols:
        return False
    head, _, argument = one.symbols.partition(":")
    return head in DAY_HEADS or (head == "is" and len(argument) == 10 and argument[4] == "-" == argument[7])


# --- helpers of the readers


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


# --- full dates

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
    rf"{MOD}{EDGE}(?:{WEEKDAY},?{GAP})?(?P<month>{MONTH}){GAP}?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d|,\d\d\d)"
    rf"(?:(?P<to>{GAP}?(?:-|–|to|and|or|/){GAP}?)(?P<last>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d|,\d\d\d|{GAP}(?:{UNIT}|people|percent)))?"
    rf"(?:(?:,|{GAP}|,{GAP})(?P<year>{YEAR}))?{DAYPART}",
)
def month_day(match: re.Match[str]) -> Iterable[Expression]:
    """`Jan. 21`, `Saturday, April 25`, `June 16, 2021`, `March 3-5`."""
    return days_of_month(match)


@rule(
    MONTH_WORDS,
    rf"{MOD}(?:{WEEKDAY},?{GAP})?{THE}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?P<to>-|–|{GAP}(?:to|and|or){GAP}))?"
    rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?{GAP}(?:of{GAP})?(?P<month>{MONTH})(?:,?{GAP}(?P<year>{YEAR}))?{DAYPART}",
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
    rf"{MOD}{EDGE}(?P<dir>(?:last|next|this|this{GAP}past|this{GAP}coming|the{GAP}previous|the{GAP}following){GAP})?(?P<month>{MONTH})"
    rf"(?:(?:,|{GAP}of|,{GAP}of)?{GAP}(?P<year>{YEAR}|'\d\d\b|{SPELLED_YEAR}|(?P<rel>last|next|this|the{GAP}same|that){GAP}year))?(?![\w'’]|{GAP}\d{{1,2}}\b)",
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
    rf"\b(?:in|of|by|since|until|till|to|from|through|during|between|for|before|after|and|or|on|ended|ending|late|early|mid|around|'s|’s)(?:{GAP}|-)\Z",
    re.IGNORECASE,
)


def is_month(match: re.Match[str]) -> bool:
    """Whether "may", "march", "august" or a short form is the month: capital and a word that wants a time before."""
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


# --- weekdays and days


@rule(
    [*DAYS, *[d + "s" for d in DAYS]],
    rf"{MOD}{EDGE}(?P<dir>(?:last|next|this|this{GAP}past|this{GAP}coming|the{GAP}(?:previous|following|next|same)|that|coming){GAP})?"
    rf"(?P<day>{any_of(DAYS)})(?:{GAP}(?P<rel>last|next|this){GAP}week\b|(?P<many>s)\b|\b){DAYPART}",
)
def weekday(match: re.Match[str]) -> Iterable[Expression]:
    """`Friday`, `last Tuesday night`, `Monday of next week`; `Fridays` is a SET."""
    number_of = DAYS.index(match["day"].lower()) + 1
    before = match.string[max(0, match.start() - 8) : match.start()].split(" ")
    if len(before) > 1 and before[-2] in NAMED_DAYS and not match["dir"]:
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
    rf"(?P<edge>early{GAP}|earlier{GAP}|late{GAP}|later{GAP})?(?P<two>the{GAP}day{GAP}(?:before|after){GAP})?(?P<day>today|yesterday|tomorrow|tonight|overnight)\b(?!['’]s{GAP}world)"
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
    rf"(?P<edge>early{GAP}|late{GAP}|earlier{GAP}|later{GAP})?(?P<which>this|last|that|the{GAP}(?:next|following|previous|same)|the){GAP}(?P<part>morning|afternoon|evening|night)\b(?!{GAP}of\b)",
)
def part_of_day(match: re.Match[str]) -> Iterable[Expression]:
    """`this morning`, `last night`, `the next morning`, `that evening`."""
    which, at = match["which"].lower().split()[-1], PARTS[match["part"].lower()]
    if which == "last":
        return whole(match, "TIME", f"day:-1;at={at}") if match["part"].lower() == "night" else []
    head = {"this": "day:+0", "that": "that:day", "same": "that:day", "next": "later:1:day",
            "following": "later:1:day", "previous": "earlier:1:day"}.get(which, "that:day")  # fmt: skip
    return whole(match, "TIME", f"{head};at={at}")


# --- weeks, months, quarters, years as seen from the document


SPANNING = re.compile(rf"\b(?:over|within){GAP}\Z", re.IGNORECASE)
"""Before "the last decade" these make it a length up to now, not the decade before this one."""


@rule(
    [
        "last",
        "next",
        "this",
        "past",
        "previous",
        "current",
        "coming",
        "following",
        "same",
        "that",
        "preceding",
        "upcoming",
        "latest",
    ],
    rf"{EDGE}(?P<which>last|next|this(?:{GAP}(?:past|coming))?|(?:the|its|their){GAP}(?:last|next|previous|current|coming|following|same|preceding|upcoming|latest|past|present)|that(?:{GAP}same)?|(?:current|coming|previous|upcoming)){GAP}"
    rf"(?:fiscal{GAP}|financial{GAP}|calendar{GAP}|full{GAP})?(?P<unit>day|weekend|week|month|quarter|year|decade|century|spring|summer|autumn|fall|winter|season)\b"
    rf"(?:['’]s{GAP}(?:fiscal{GAP})?(?P<ord>first|second|third|fourth|final){GAP}(?P<sub>quarter|half)\b)?(?![-\w])",
)
def relative(match: re.Match[str]) -> Iterable[Expression]:
    """`last week`, `early next month`, `the current quarter`, `that year`, `this year's third quarter`."""
    words, unit = match["which"].lower().split(), match["unit"].lower()
    which, fixed = words[-1], words[0] in {"the", "its", "their"}
    if unit in SEASONS or unit == "season":
        return season_seen(match, which, unit)
    if unit == "day":
        return day_seen(match, which)
    spanned = which == "last" and SPANNING.search(match.string[max(0, match.start() - 8) : match.start()])
    if fixed and (which in {"past", "coming"} or spanned) and unit != "weekend":
        return whole(match, "DURATION", f"{'next' if which == 'coming' else 'past'}:{length(1, unit)}")
    if which in {"that", "same"}:
        symbols = f"that:{unit}"
    elif fixed and which in {"following", "next", "previous", "preceding"}:
        symbols = f"{'later' if which in {'following', 'next'} else 'earlier'}:1:{unit}"
    elif which == "latest":
        symbols = f"that:{unit}"
    else:
        symbols = f"{unit}:{direction(which) or 0:+d}"
    if match["sub"]:
        place = ORDINAL.get(match["ord"].lower(), 4)
        symbols += f";{match['sub'].lower()}={place}"
    return whole(match, "DATE", symbols)


def season_seen(match: re.Match[str], which: str, unit: str) -> Iterable[Expression]:
    """`last summer`, `this fall`."""
    turn = direction(which)
    if unit == "season":
        return []
    return whole(match, "DATE", f"season:{SEASONS[unit]}" + (f";dir={turn}" if turn is not None else ""))


def day_seen(match: re.Match[str], which: str) -> Iterable[Expression]:
    """`the next day`, `that day`, `the previous day`."""
    heads = {"next": "later:1:day", "following": "later:1:day", "previous": "earlier:1:day", "preceding": "earlier:1:day",
             "that": "that:day", "same": "that:day"}  # fmt: skip
    return whole(match, "DATE", heads[which]) if which in heads else []


@rule(
    ["earlier", "later"],
    rf"(?P<edge>earlier|later){GAP}(?P<which>this|that){GAP}(?P<unit>day|week|month|year)\b",
)
def earlier_this(match: re.Match[str]) -> Iterable[Expression]:
    """`earlier this week`, `later that day`: the whole unit, for that is what the words allow."""
    unit = match["unit"].lower()
    return whole(match, "DATE", f"{unit}:+0" if match["which"].lower() == "this" else f"that:{unit}")


PART_OF_YEAR = re.compile(
    rf"\b(?:rest|half|months?|quarters?|part|course|remainder|time|weeks?|days?|much|most|all){GAP}of{GAP}\Z",
    re.IGNORECASE,
)
"""Before "the year"; without them "of the year" is a title ("the word of the year")."""
BEFORE_THE_DAY = re.compile(
    rf"\b(?:for|in|of|end|ended|ending|started|on|during|throughout|later|late|earlier|early){GAP}\Z",
    re.IGNORECASE,
)
"""Before "the day" and "the week" that are dates and no subjects or objects."""


@rule(
    ["day", "week", "weekend", "month", "quarter", "year", "period"],
    rf"{EDGE}the{GAP}(?P<full>full{GAP}|fiscal{GAP}|financial{GAP}|entire{GAP}|whole{GAP})?(?P<ago>(?:comparable{GAP}|corresponding{GAP})?year[- ](?:ago|earlier){GAP})?(?:(?P<ord>first|second|third|fourth){GAP})?(?P<unit>day|weekend|week|month|quarter|year|period)\b(?!['’-]|{GAP}(?:of{GAP}(?!\$)|before|after|ended|ending|{YEAR}))",
)
def the_unit(match: re.Match[str]) -> Iterable[Expression]:
    """`the weekend`, `the end of the month`, `the year-ago quarter`, and "the day", "the year" told of before."""
    unit = match["unit"].lower()
    if match["ago"]:
        return whole(
            match,
            "DATE",
            f"yearago:{unit}"
            + (f";quarter={ORDINAL[match['ord'].lower()]}" if match["ord"] and unit == "quarter" else ""),
        )
    if match["ord"] or unit == "period":
        return []
    if unit == "weekend":
        return whole(match, "DATE", "weekend:near")
    if match["edge"] or match["edge2"] or match["full"]:
        return whole(match, "DATE", f"{unit}:+0")
    before = match.string[max(0, match.start() - 24) : match.start()]
    if unit == "year" and before[-3:] == "of " and not PART_OF_YEAR.search(before):
        return []
    if unit in {"quarter", "year"}:
        return whole(match, "DATE", f"that:{unit}")
    if unit in {"day", "week"} and BEFORE_THE_DAY.search(before):
        return whole(match, "DATE", f"that:{unit}")
    return []


@rule(
    ["quarter", "quarters", "half"],
    rf"(?P<edge>early{GAP}(?:in{GAP})?|late{GAP}(?:in{GAP})?)?{THE}(?:fiscal{GAP}|its{GAP}|their{GAP})?(?P<ord>first|second|third|fourth|final|last|1st|2nd|3rd|4th)(?:-|{GAP})(?:fiscal{GAP})?(?P<sub>quarter|half)\b"
    rf"(?:{GAP}(?:of|in){GAP}(?:fiscal{GAP}|(?:the{GAP})?year{GAP})?(?:(?P<year>{YEAR})|(?P<rel>last|next|this|the{GAP}(?:current|same)|that){GAP}year\b)|{GAP}(?P<year2>{YEAR}))?",
)
def quarter(match: re.Match[str]) -> Iterable[Expression]:
    """`the third quarter`, `the first half of 2022`, `the first quarter of last year`."""
    word, unit = match["ord"].lower(), match["sub"].lower()
    if word == "last" and unit == "quarter" and not (match["year"] or match["rel"]):
        return []
    top = 4 if unit == "quarter" else 2
    which = int(word[0]) if word[0].isdigit() else ORDINAL.get(word, top)
    which = top if which < 0 else which
    if which > top or (unit == "half" and not (match["year"] or match["year2"] or match["rel"])):
        return []
    letter = "Q" if unit == "quarter" else "H"
    if year := match["year"] or match["year2"]:
        return whole(match, "DATE", f"is:{year}-{letter}{which}")
    if match["rel"]:
        turn = direction(match["rel"].split()[-1])
        head = f"year:{turn:+d}" if turn is not None and "same" not in match["rel"] else "that:year"
        return whole(match, "DATE", f"{head};{unit}={which}")
    return whole(match, "DATE", f"{unit}:{which}")


@rule(
    ["#digit"], rf"Q(?P<q>[1-4])(?:,?{GAP}|-|/)(?:FY)?(?P<year>{YEAR})|(?P<q2>[1-4])Q{GAP}?(?P<year2>{YEAR})"
)
def short_quarter(match: re.Match[str]) -> Iterable[Expression]:
    """`Q3 2021`."""
    return whole(match, "DATE", f"is:{match['year'] or match['year2']}-Q{match['q'] or match['q2']}")


@rule(
    SEASONS,
    rf"{EDGE}(?P<the>the{GAP})?(?P<season>spring|summer|autumn|fall|winter)\b(?:(?:{GAP}of)?{GAP}(?P<year>{YEAR}|{SPELLED_YEAR}))?(?!{GAP}(?:of|from|in|to|back|short|apart|games|olympics|camp|break|into)\b|-)",
)
def season(match: re.Match[str]) -> Iterable[Expression]:
    """`the summer`, `winter 2014`, `early autumn`; "fall" and "spring" only where they can be no verb."""
    name = match["season"].lower()
    if match["year"]:
        year = year_of(match["year"])
        return whole(match, "DATE", f"is:{year}-{SEASONS[name]}") if year else []
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    after_preposition = before.rstrip().endswith((" in", " by", " until", " since", " during"))
    sure = match["edge"] or match["edge2"] or after_preposition
    if name in {"fall", "spring"} and not (
        sure and (match["the"] or match["edge"] or match["edge2"] or name == "spring")
    ):
        return []
    if not (sure or match["the"]) or (match["season"][0].isupper() and not sure):
        return []
    return whole(match, "DATE", f"season:{SEASONS[name]}")


# --- years, decades, centuries

YEAR_BEFORE = re.compile(
    rf"\b(?:in|since|of|by|until|till|from|to|through|during|before|after|late|early|mid|year|around|about|between|and|fiscal|the|pre|post|until|back{GAP}to)(?:{GAP}|-)\Z",
    re.IGNORECASE,
)
NO_YEAR_BEFORE = re.compile(
    rf"(?:[$€£#¥]|\b(?:no\.?|nos\.?|resolution|flight|number|room|article|section|page|route|highway|room|some|about{GAP}a|than|nearly|almost|least|roughly|approximately|over|only){GAP}?|\d[.,:/-])\Z",
    re.IGNORECASE,
)
NO_YEAR_AFTER = re.compile(
    rf"{GAP}(?:people|men|women|soldiers|troops|tons?|tonnes|miles|km|kilomet(?:er|re)s|met(?:er|re)s|feet|dollars|euros|percent|per{GAP}cent|points|cases|deaths|hours|gmt|utc|hrs|square|barrels|workers|jobs|homes|civilians|seats|shares|votes|children|members|refugees|years?|days?|million|billion|mb|mhz)\b|%|['’]s?\b(?={GAP}?x)",
    re.IGNORECASE,
)


@rule(
    ["#year"],
    rf"{MOD}{EDGE}(?P<fiscal>(?:the{GAP})?(?:fiscal|calendar|financial)?{GAP}?(?:the{GAP})?(?:year{GAP})?)(?P<year>{YEAR})(?:(?P<to>-|–|/)(?P<last>\d\d(?:\d\d)?)\b)?(?!\w)",
)
def year(match: re.Match[str]) -> Iterable[Expression]:
    """`2014`, `early 2012`, `fiscal 1989`, `the year 2000`; `1990-91` gives two."""
    here = match.string
    value = int(match["year"])
    before, after = (
        here[max(0, match.start("year") - 16) : match.start("year")],
        here[match.end() : match.end() + 16],
    )
    if NO_YEAR_BEFORE.search(before) or NO_YEAR_AFTER.match(after):
        return []
    if value < 1900 and not YEAR_BEFORE.search(before) and not match["fiscal"]:
        return []
    start = match.start()
    words = match["fiscal"].split()
    if words == ["the"] or (words and words[0].lower() == "the" and len(words) == 1):
        start = match.start("year") if not (match["edge"] or match["edge2"]) else start
    if match["last"]:
        end_year = int(match["last"]) if len(match["last"]) == 4 else value // 100 * 100 + int(match["last"])
        if not value < end_year <= value + 60:
            return []
        return [
            Expression(start, match.start("to"), "DATE", f"is:{value}", mod_of(match)),
            Expression(match.start("last"), match.end(), "DATE", f"is:{end_year}"),
        ]
    return [Expression(start, match.end(), "DATE", f"is:{value}", mod_of(match))]


@rule(["year", "nineteen", "eighteen"], rf"the{GAP}year{GAP}(?P<a>{SPELLED_YEAR})|(?P<b>{NINETEEN})")
def spelled_year(match: re.Match[str]) -> Iterable[Expression]:
    """`nineteen seventy-nine`, `the year two thousand`."""
    value = year_of(match["a"] or match["b"])
    return whole(match, "DATE", f"is:{value}") if value else []


@rule(
    ["s", "#digit"],
    rf"(?P<the>the{GAP})?(?P<edge>early|late|mid)?(?:-|{GAP})?(?P<decade>(?:1[5-9]|20)\d0|['’]\d0)['’]?s\b",
)
def decade(match: re.Match[str]) -> Iterable[Expression]:
    """`the 1990s`, `the mid-1960s`, `the '80s`: TIMEX3 writes the first three digits."""
    value = year_of(match["decade"])
    if not value:
        return []
    start = match.start()
    return [Expression(start, match.end(), "DATE", f"is:{value // 10}", mod_of(match))]


DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}


@rule(DECADES, rf"the{GAP}(?:(?P<edge>early|late|mid)(?:-|{GAP}))?(?P<name>{any_of(DECADES)})\b")
def named_decade(match: re.Match[str]) -> Iterable[Expression]:
    """`the late sixties`, of the last century where nothing else is said."""
    return whole(match, "DATE", f"is:19{DECADES[match['name'].lower()]}")


@rule(["century"], rf"{EDGE}{THE}(?P<ord>{ORD})(?:-|{GAP})century\b")
def century(match: re.Match[str]) -> Iterable[Expression]:
    """`the 19th century` → 18."""
    word = match["ord"].lower()
    which = int(re.sub(r"\D", "", word)) if word[0].isdigit() else ORDINAL[word]
    return whole(match, "DATE", f"is:{which - 1:02d}") if 1 <= which <= 21 else []


# --- lengths of time, and points a length away

VAGUE_COUNT = {
    "hundreds": "X",
    "thousands": "X",
    "tens": "X",
    "dozens": "X",
    "scores": "X",
    "few": "X",
    "several": "X",
    "many": "X",
    "handful": "X",
    "some": "X",
    "couple": "2",
    "numerous": "X",
}
COUNT = rf"(?:(?:hundreds|thousands|tens|dozens|scores){GAP}of|single|a{GAP}(?:good{GAP})?(?:couple|few|handful)(?:{GAP}of)?(?:{GAP}(?:more|dozen|hundred|thousand))?|(?:a{GAP})?couple{GAP}of|several(?:{GAP}(?:dozen|hundred|thousand))?|many|few|some|half{GAP}an?|an?|{NUMBER}(?:{GAP}and{GAP}a{GAP}(?:half|quarter))?)"
AFTER_LENGTH = rf"(?:(?:{GAP}(?:and{GAP}a{GAP}half|or{GAP}(?:so|two|more)))?(?:{GAP}(?P<after>ago|earlier|before(?={GAP}?(?:[,.;:!?)\"”]|\Z))|later|from{GAP}now|hence|afterwards?|ahead)\b(?!{GAP}than\b))?)"


@rule(
    [
        "second",
        "seconds",
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "night",
        "nights",
        "weekend",
        "weekends",
        "week",
        "weeks",
        "fortnight",
        "fortnights",
        "month",
        "months",
        "quarter",
        "quarters",
        "year",
        "years",
        "decade",
        "decades",
        "century",
        "centuries",
    ],
    rf"{MOD}(?P<frame>(?:at{GAP}least{GAP})?(?:the|these|those|its|their|his|her){GAP}(?P<which>past|last|next|first|coming|following|previous|final|preceding|recent|early|latest|other)?{GAP}?|(?:the{GAP})?(?P<which2>past|last|next|first|coming|following|previous|final|recent|preceding){GAP})?"
    rf"(?:(?P<count>{COUNT})(?P<adj>{GAP}(?:more|additional|further|full|whole|long|short|consecutive|straight|successive|trading|business|working|calendar|entire|extra|crucial|tense))?(?P<hyphen>-|{GAP}))?(?P<unit>{UNIT})(?P<own>['’](?!s))?(?P<old>[- ]old(?:er|s)?\b)?(?P<long>-long\b)?"
    rf"{AFTER_LENGTH}",
)
def length_of_time(match: re.Match[str]) -> Iterable[Expression]:
    """`two hours`, `less than 20 minutes`, `a handful of hours`, `five years ago`, `the past three months`."""
    unit = singular(match["unit"])
    if match["old"]:
        return []
    which = (match["which"] or match["which2"] or "").lower()
    count = how_many(match["count"], plural=match["unit"].lower() != unit, tail=match[0])
    if count is None or unclear(match, which, unit):
        return []
    span_mod = mod_of(match)
    start = match.start()
    if match["frame"] and match["mod"] and match["mod"].lower() in PREPOSITIONS:
        start, span_mod = match.start("frame"), None
    if which == "last" and match["which2"] and VERB_LAST.search(match.string[max(0, start - 12) : start]):
        which, start = "", match.start("count") if match["count"] else start
    after = match["after"].lower().split()[0] if match["after"] else None
    if after and not (match["count"] is None and after in {"before", "earlier", "later", "ahead", "hence"}):
        return [Expression(start, match.end(), "DATE", away(after, count, unit, match), span_mod)]
    value = length(count, unit)
    end = match.start("after") if after else match.end()
    end = start + len(match.string[start:end].rstrip())
    head = {
        "past": "past",
        "last": "past",
        "previous": "past",
        "preceding": "past",
        "recent": "past",
        "next": "next",
        "coming": "next",
    }.get(which)
    if which in {"recent"} and match["count"] is None and unit in {"minute", "second"}:
        return []
    return [Expression(start, end, "DURATION", f"{head or 'is'}:{value}", span_mod)]


def unclear(match: re.Match[str], which: str, unit: str) -> bool:
    """Words that only look like a length: "a second round", "may", "the quarter", "a day when", "minute details"."""
    count, plural = match["count"], match["unit"].lower() != unit
    if count is None:
        if not plural:
            return not (match["long"])
        return unit in {"quarter", "second", "night"} and not which
    word = count.lower().split()[0]
    if (unit == "quarter" and plural and match["hyphen"] == "-") or (
        word == "single" and match["hyphen"] != "-"
    ):
        return True
    if (unit in {"second", "quarter"} and not plural and word in {"a", "an"}) or (
        unit == "quarter" and not plural
    ):
        return True
    if word in {"a", "an"} and len(count.split()) == 1:
        if unit == "night" and not plural:
            return True
        before = match.string[max(0, match.start() - 24) : match.start()]
        if not match["after"] and not match["mod"] and PER.search(before):
            return True  # `rate` reads it
    if word == "one" and unit == "day" and not match["mod"] and not match["after"]:
        return False
    if word in {"some", "many", "few"} and not plural:
        return True
    return (
        count[:1].isdigit()
        and not plural
        and match["hyphen"] != "-"
        and number(count) not in (1.0, None)
        and unit in {"second", "quarter", "night"}
    )


PREPOSITIONS = frozenset({"over", "under", "around", "about", "toward", "towards"})
"""Before an article these are prepositions: "over the next few weeks" is not more than those weeks."""
VERB_LAST = re.compile(
    rf"\b(?:to|will|would|should|could|may|might|can|must|not|only|did|does|n't|n’t|'ll|’ll){GAP}\Z",
    re.IGNORECASE,
)
"""Before these, "last" is a verb: "the talks should only last two hours".

(`last` in "the last two hours" follows an article.)
"""
PER = re.compile(
    r"(?:\d|\b(?:times|times|once|twice|million|billion|share|barrels?|people|dollars))\s{1,3}\Z",
    re.IGNORECASE,
)


def singular(unit: str) -> str:
    """`centuries` → `century`."""
    unit = unit.lower()
    return "century" if unit.startswith("centur") else unit.rstrip("s")


def how_many(words: str | None, *, plural: bool, tail: str = "") -> float | str | None:
    """The count of a length: a number, `X` where it is vague, None where it is none."""
    if words is None:
        return "X" if plural or "-long" in tail else 1.0
    low = words.lower()
    if low in {"a", "an", "single"}:
        counted: float | str | None = 1.0
    elif low.startswith("half"):
        counted = 0.5 if len(low.split()) == 2 and low.split()[1] in {"a", "an"} else number(low)
    else:
        vague = next((VAGUE_COUNT[w] for w in low.split() if w in VAGUE_COUNT), None)
        counted = ("X" if vague == "X" else 2.0) if vague else number(low)
    if counted in (None, 0.0):
        return None
    if isinstance(counted, float) and " and a half" in " ".join(tail.lower().split()) and "half" not in low:
        counted += 0.5
    return counted


def length(count: float | str, unit: str) -> str:
    """TIMEX3 for so many units.

    >>> length(20, "minute"), length("X", "hour"), length(2, "decade"), length(0.5, "hour")
    ('PT20M', 'PTXH', 'P20Y', 'PT30M')
    """
    letter = UNITS[unit]
    if unit == "weekend":
        return f"P{plain(count)}WE"
    if unit == "night":
        return (
            f"P{plain(count)}D"
            if count == "X"
            else f"P{plain(count)}TNI"
            if count == 1
            else f"P{plain(count)}D"
        )
    time = letter[0] == "T"
    letter = letter[1:] if time else letter
    factor = int(letter[1:] or 1)
    if count == "X":
        return f"P{'T' if time else ''}X{ {10: 'DE', 100: 'C'}.get(factor, letter[0]) }".replace(
            "P XDE", "PXDE"
        )
    amount = float(count) * factor
    if time and letter == "H" and amount % 1:
        return f"PT{plain(amount * 60)}M"
    return f"P{'T' if time else ''}{plain(amount)}{letter[0]}"


def plain(count: float | str) -> str:
    """`2`, `2.5`, `X`."""
    return count if isinstance(count, str) else f"{count:g}" if count < 1e6 else str(int(count))


def away(after: str, count: float | str, unit: str, match: re.Match[str]) -> str:
    """Symbols for a point that lies a length away from now or from the time told of."""
    head = {"ago": "ago", "earlier": "earlier", "before": "earlier", "later": "later", "from": "ahead", "hence": "ahead",
            "ahead": "ahead", "afterward": "later", "afterwards": "later"}[after]  # fmt: skip
    return f"{head}:{plain(count)}:{unit}"


@rule(
    ["day", "week", "month", "year", "hour"],
    rf"(?:an?|per){GAP}(?P<unit>hour|day|week|month|year)\b(?!{GAP}(?:ago|earlier|later|before|after|in|old|or)\b|-)",
)
def rate(match: re.Match[str]) -> Iterable[Expression]:
    """`$2 billion a year`, `40 trucks a day`: how often, not how long."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if not RATE.search(before):
        return []
    return whole(match, "SET", f"is:{length(1, match['unit'].lower())}")


RATE = re.compile(
    r"(?:[$€£]\d[\d,.]{0,12}|\d[\d,.]{0,12}|\b(?:million|billion|thousand|hundred|barrels|people|dollars|euros|trucks|flights|tons|tonnes|cds|times))\s{1,3}\Z",
    re.IGNORECASE,
)


@rule(
    ["year", "quarter"],
    rf"the{GAP}(?:fiscal{GAP})?(?P<unit>year|quarter)(?={GAP}(?:that{GAP})?(?:ended|ending)\b)",
)
def ended(match: re.Match[str]) -> Iterable[Expression]:
    """`the year ended March 31`: a length, for the end is told apart."""
    return whole(match, "DURATION", f"is:{length(1, match['unit'].lower())}")


@rule(
    ["time", "times", "moment", "point", "while"],
    rf"(?:some{GAP}time(?!{GAP}(?:ago|in))|(?P<now>this{GAP}(?:\w{{3,12}}{GAP})?moment)|(?P<then>the{GAP}time(?!{GAP}(?:of|when|that|is|has|to|for)\b))|one{GAP}point)\b",
)
def loose(match: re.Match[str]) -> Iterable[Expression]:
    """`this crucial moment`, `at the time`, `at one point`."""
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    if match["now"]:
        return whole(match, "DATE", "is:PRESENT_REF")
    return whole(match, "DATE", "is:PAST_REF") if match["then"] and before.endswith("at ") else []


@rule(["year"], rf"(?:the{GAP})?year-(?:ago|earlier)(?:{GAP}(?:period|quarter))?\b")
def year_ago(match: re.Match[str]) -> Iterable[Expression]:
    """`year-ago`, `the year-earlier period`."""
    return whole(match, "DATE", "yearago:period")


# --- clock times

ZONES: dict[str, str] = {name: row["offset"] for row in toml("times")["zone"] for name in row["names"]}
ZONE = rf"(?:{GAP}?(?P<zone>{any_of(ZONES)}|PST|PDT|CST|CDT|MST|MDT|MSK|IST|JST|local{GAP}time)\b)"


@rule(
    ["m", "am", "pm", "#digit", "noon", "midnight", "clock"],
    rf"{MOD}(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.h])(?P<minute>[0-5]\d))?(?::(?P<sec>[0-5]\d))?(?:{GAP}?(?P<half>a\.m\.|p\.m\.|am\b|pm\b|a\.m\b|p\.m\b)|{GAP}(?P<oclock>o['’]clock))?{ZONE}?(?![\w%:]|\.\d)",
)
def clock(match: re.Match[str]) -> Iterable[Expression]:
    """`around 10:00 GMT`, `10 a.m.`, `6.30pm`, `9 p.m. EST`; bare `10:00` too, bare `10` not."""
    half, minute, zone = match["half"], match["minute"], match["zone"]
    told = half or match["oclock"]
    if not told and (match["sep"] != ":" or minute is None) and not (zone and minute):
        return []
    if (
        not told
        and not zone
        and (
            match["sec"]
            or (len(match["hour"]) == 1 and re.search(r"[\d-]\s?\Z", match.string[: match.start()][-3:]))
        )
    ):
        return []
    hour = int(match["hour"])
    if half and (hour > 12 or hour == 0):
        return []
    if half:
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    offset = ZONES.get(zone.upper(), "") if zone else ""
    return whole(match, "TIME", f"clock;at=T{hour:02d}:{minute or '00'}{offset}")


@rule(["gmt", "utc"], rf"{MOD}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){GAP}?(?:GMT|UTC)\b")
def military(match: re.Match[str]) -> Iterable[Expression]:
    """`1430 GMT`."""
    return whole(match, "TIME", f"clock;at=T{match['hour']}:{match['minute']}Z")


@rule(["noon", "midnight", "midday"], rf"{MOD}(?P<word>noon|midnight|midday)(?:{GAP}(?P<zone>GMT|UTC))?\b")
def named_hour(match: re.Match[str]) -> Iterable[Expression]:
    """`noon`, `midnight GMT`."""
    at = {"noon": "T12:00", "midnight": "T24:00", "midday": "T12:00"}[match["word"].lower()]
    return whole(match, "TIME", f"clock;at={at}{'Z' if match['zone'] else ''}")


# --- again and again

EVERY = {"day": "P1D", "daily": "P1D", "week": "P1W", "weekly": "P1W", "month": "P1M", "monthly": "P1M", "year": "P1Y",
         "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W"}  # fmt: skip


@rule(
    ["daily", "weekly", "monthly", "yearly", "annually", "hourly", "nightly", "biweekly"],
    r"(?P<word>daily|weekly|monthly|yearly|annually|hourly|nightly|biweekly)\b(?!['’-])(?P<title>(?-i: [A-Z]))?",
)
def adverb_set(match: re.Match[str]) -> Iterable[Expression]:
    """`daily`, `annually`; not a newspaper's name."""
    if match["title"]:
        return []
    if (
        match["word"][0].isupper()
        and not match["word"].isupper()
        and match.start() > 1
        and match.string[match.start() - 2] not in ".!?\n"
    ):
        return []
    return whole(match, "SET", f"is:{EVERY[match['word'].lower()]}")


@rule(
    ["every", "each", "per", "a"],
    rf"(?:(?:every|each)(?P<other>{GAP}other)?{GAP}(?:(?P<count>{NUMBER}){GAP})?(?P<unit>{UNIT}|{any_of(DAYS)}\b|morning\b|evening\b|afternoon\b|night\b)"
    rf"|(?:once|twice|(?:\d{{1,2}}|\w{{3,6}}){GAP}times){GAP}(?:a|per|each|every){GAP}(?P<unit2>{UNIT}))",
)
def every(match: re.Match[str]) -> Iterable[Expression]:
    """`every week`, `each Friday`, `every two years`, `twice a month`."""
    unit = (match["unit"] or match["unit2"]).lower()
    if unit in DAYS:
        return whole(match, "SET", f"is:XXXX-WXX-{DAYS.index(unit) + 1}")
    if unit in PARTS:
        return whole(match, "SET", f"is:XXXX-XX-XX{PARTS[unit]}")
    count = 2.0 if match["other"] else number(match["count"]) if match["count"] else 1.0
    return whole(match, "SET", f"is:{length(count or 1.0, singular(unit))}")


# --- vague words, eras, named days


def lexicon_rules() -> None:
    """Rules whose words stand in the lexicon."""
    for row in toml("times")["vague"]:
        words, value = row["words"], row["value"]
        rule({w.split()[0].split("-")[0].lower() for w in words}, rf"(?:{any_of(words)})(?![\w-])")(
            fixed(value, "DATE")
        )
    for row in toml("times")["era"]:
        rule({n.split()[-1].lower() for n in row["names"]}, rf"{EDGE}(?:{any_of(row['names'])})(?![\w-])")(
            fixed(row["value"], "DATE")
        )
    for row in toml("times")["day"]:
        words = {w for n in row["names"] for w in WORDS.findall(n.lower())}
        rule(words, rf"(?:{any_of(row['names'])})\b(?!-)(?:,?{GAP}(?P<year>{YEAR}))?")(feast(row["date"]))
    nouns = [n for row in toml("times")["happening"] for n in row["nouns"]]
    rule(
        ["following"],
        rf"following{GAP}(?P<event>(?:the|their|his|her|this|these|those){GAP}(?:\w{{2,14}}{GAP})?{any_of(nouns)})\b",
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


def context_free(symbols: str) -> str | None:
    """The TIMEX3 value, where the words alone give it."""
    head, _, argument = symbols.partition(":")
    return argument.partition(";")[0] if head in {"is", "past", "next"} else None
