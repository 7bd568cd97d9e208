"""Weeks to centuries: seen from the document, by number, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.extract.numbers import GAP, ORDINAL, any_of
from detente.extract.timex.lengths import length
from detente.extract.timex.table import (
    EDGE,
    MOD,
    NINETEEN,
    ORD,
    SEASONS,
    SPELLED_YEAR,
    THE,
    YEAR,
    Expression,
    direction,
    mod_of,
    rule,
    whole,
    year_of,
)

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
    rf"{EDGE}(?P<which>last|next|this(?:{GAP}(?:past|coming))?|(?:the|its|their){GAP}(?:last|next"
    rf"|previous|current|coming|following|same|preceding|upcoming|latest|past|present)|that(?:"
    rf"{GAP}same)?|(?:current|coming|previous|upcoming)){GAP}"
    rf"(?:fiscal{GAP}|financial{GAP}|calendar{GAP}|full{GAP})?(?P<unit>day|weekend|week|month"
    rf"|quarter|year|decade|century|spring|summer|autumn|fall|winter|season)\b"
    rf"(?:['’]s{GAP}(?:fiscal{GAP})?(?P<ord>first|second|third|fourth|final){GAP}(?P<sub>quarter"
    rf"|half)\b)?(?![-\w])",
)
def relative(match: re.Match[str]) -> Iterable[Expression]:
    """`last week`, `early next month`, `the current quarter`, `that year`, `this year's third quarter`."""
    if is_title(match):
        return []
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


def is_title(match: re.Match[str]) -> bool:
    """A programme's or paper's name: "on “This Week” she said"."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return before in {'"', "“", "‘", "'"} and match["unit"].istitle() and match["which"].istitle()


def season_seen(match: re.Match[str], which: str, unit: str) -> Iterable[Expression]:
    """`last summer`, `this fall`."""
    turn = direction(which)
    if unit == "season":
        return []
    return whole(match, "DATE", f"season:{SEASONS[unit]}" + (f";dir={turn}" if turn is not None else ""))


def day_seen(match: re.Match[str], which: str) -> Iterable[Expression]:
    """`the next day`, `that day`, `the previous day`."""
    heads = {"next": "later:1:day", "following": "later:1:day", "previous": "earlier:1:day",
             "preceding": "earlier:1:day", "that": "that:day", "same": "that:day"}  # fmt: skip
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
    rf"{EDGE}the{GAP}(?P<full>full{GAP}|fiscal{GAP}|financial{GAP}|entire{GAP}|whole{GAP})?"
    rf"(?P<ago>(?:comparable{GAP}|corresponding{GAP})?year[- ](?:ago|earlier){GAP})?(?:"
    rf"(?P<ord>first|second|third|fourth){GAP})?(?P<unit>day|weekend|week|month|quarter|year"
    rf"|period)\b(?!['’-]|{GAP}(?:of{GAP}(?!\$)|before|after|ended|ending|{YEAR}))",
)
def the_unit(match: re.Match[str]) -> Iterable[Expression]:
    """`the weekend`, `the end of the month`, `the year-ago quarter`; "the day", "the year" told before."""
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
    rf"(?P<edge>early{GAP}(?:in{GAP})?|late{GAP}(?:in{GAP})?)?{THE}(?:fiscal{GAP}|its{GAP}|their"
    rf"{GAP})?(?P<ord>first|second|third|fourth|final|last|1st|2nd|3rd|4th)(?:-|{GAP})(?:fiscal"
    rf"{GAP})?(?P<sub>quarter|half)\b"
    rf"(?:{GAP}(?:of|in){GAP}(?:fiscal{GAP}|(?:the{GAP})?year{GAP})?(?:(?P<year>{YEAR})|"
    rf"(?P<rel>last|next|this|the{GAP}(?:current|same)|that){GAP}year\b)|{GAP}(?P<year2>{YEAR}))?",
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


@rule(["q"], rf"Q(?P<q>[1-4])(?:,?{GAP}|-|/)(?:FY)?(?P<year>{YEAR})|(?P<q2>[1-4])Q{GAP}?(?P<year2>{YEAR})")
def short_quarter(match: re.Match[str]) -> Iterable[Expression]:
    """`Q3 2021`."""
    return whole(match, "DATE", f"is:{match['year'] or match['year2']}-Q{match['q'] or match['q2']}")


@rule(
    SEASONS,
    rf"{EDGE}(?P<the>the{GAP})?(?P<season>spring|summer|autumn|fall|winter)\b(?:(?:{GAP}of)?{GAP}"
    rf"(?P<year>{YEAR}|{SPELLED_YEAR}))?(?!{GAP}(?:of|from|in|to|back|short|apart|games|olympics"
    rf"|camp|break|into)\b|-)",
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


YEAR_BEFORE = re.compile(
    rf"\b(?:in|since|of|by|until|till|from|to|through|during|before|after|late|early|mid|year"
    rf"|around|about|between|and|fiscal|the|pre|post|until|back{GAP}to)(?:{GAP}|-)\Z",
    re.IGNORECASE,
)
NO_YEAR_BEFORE = re.compile(
    rf"(?:[$€£#¥]|\b(?:no\.?|nos\.?|resolution|flight|number|room|article|section|page|route"
    rf"|highway|room|some|about{GAP}a|than|nearly|almost|least|roughly|approximately|over|only)"
    rf"{GAP}?|\d[.,:/-])\Z",
    re.IGNORECASE,
)
NO_YEAR_AFTER = re.compile(
    rf"{GAP}(?:people|men|women|soldiers|troops|tons?|tonnes|miles|km|kilomet(?:er|re)s|met(?:er"
    rf"|re)s|feet|dollars|euros|percent|per{GAP}cent|points|cases|deaths|hours|gmt|utc|hrs|square"
    rf"|barrels|workers|jobs|homes|civilians|seats|shares|votes|children|members|refugees|years?"
    rf"|days?|million|billion|mb|mhz)\b|%|['’]s?\b(?={GAP}?x)",
    re.IGNORECASE,
)


@rule(
    ["#year"],
    rf"{MOD}{EDGE}(?P<fiscal>(?:the{GAP})?(?:(?:fiscal|calendar|financial){GAP})?(?:the{GAP})?(?:year"
    rf"{GAP})?)(?P<year>{YEAR})(?:(?P<to>-|–|/)(?P<last>\d\d(?:\d\d)?)\b)?(?!\w)",
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
    ["#digit"],
    rf"(?P<the>the{GAP})?(?:(?P<edge>early|late|mid)(?:-|{GAP})?)?"
    r"(?P<decade>(?:1[5-9]|20)\d0|['’]\d0|[2-9]0(?=s))['’]?s\b",
)
def decade(match: re.Match[str]) -> Iterable[Expression]:
    """`the 1990s`, `the mid-1960s`, `the '80s`: TIMEX3 writes the first three digits."""
    value = year_of(match["decade"])
    short = match["decade"][0] not in "'’" and len(match["decade"]) == 2
    if not value or (
        short and not OF_DECADES.search(match.string[max(0, match.start() - 12) : match.start("decade")])
    ):
        return []
    start = match.start()
    return [Expression(start, match.end(), "DATE", f"is:{value // 10}", mod_of(match))]


OF_DECADES = re.compile(
    rf"\b(?:the|early|late|mid)(?:{GAP}|-)\Z|\d0['’]?s{GAP}(?:and|or|to){GAP}\Z", re.IGNORECASE
)
"""Before a decade of two digits: "the 70s and 80s", not "women in their 60s"."""

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
