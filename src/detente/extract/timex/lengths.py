"""Lengths of time, points a length away, and what comes again and again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.extract.numbers import GAP, NUMBER, any_of, number
from detente.extract.timex.table import DAYS, MOD, PARTS, UNIT, UNITS, Expression, mod_of, rule, whole

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
COUNT = (
    rf"(?:(?:hundreds|thousands|tens|dozens|scores){GAP}of|single|a{GAP}(?:good{GAP})?(?:couple|few"
    rf"|handful)(?:{GAP}of)?(?:{GAP}(?:more|dozen|hundred|thousand))?|(?:a{GAP})?couple{GAP}of"
    rf"|several(?:{GAP}(?:dozen|hundred|thousand))?|many|few|some|half{GAP}an?|an?|{NUMBER}(?:"
    rf"{GAP}and{GAP}a{GAP}(?:half|quarter))?)"
)
AFTER_LENGTH = (
    rf"(?:(?:{GAP}(?:and{GAP}a{GAP}half|or{GAP}(?:so|two|more)))?(?:{GAP}(?P<after>ago|earlier"
    rf"|before(?={GAP}?(?:[,.;:!?)\"”]|\Z))|later|from{GAP}now|hence|afterwards?|ahead)\b(?!"
    rf"{GAP}than\b))?)"
)


UNIT_WORDS = [form for unit in UNITS for form in (unit, "centuries" if unit == "century" else f"{unit}s")]


@rule(
    UNIT_WORDS,
    rf"{MOD}(?P<frame>(?:at{GAP}least{GAP})?(?:the|these|those|its|their|his|her){GAP}"
    rf"(?P<which>past|last|next|first|coming|following|previous|final|preceding|recent|early|latest"
    rf"|other)?{GAP}?|(?:the{GAP})?(?P<which2>past|last|next|first|coming|following|previous|final"
    rf"|recent|preceding){GAP})?"
    rf"(?:(?P<count>{COUNT})(?P<adj>{GAP}(?:more|additional|further|full|whole|long|short"
    rf"|consecutive|straight|successive|trading|business|working|calendar|entire|extra|crucial"
    rf"|tense))?(?P<hyphen>-|{GAP}))?(?P<unit>{UNIT})(?P<own>['’](?!s))?(?P<old>[- ]old(?:er"
    rf"|s)?\b)?(?P<long>-long\b)?"
    rf"{AFTER_LENGTH}",
)
def length_of_time(match: re.Match[str]) -> Iterable[Expression]:
    """`two hours`, `less than 20 minutes`, `five years ago`, `the past three months`."""
    unit = singular(match["unit"])
    which = (match["which"] or match["which2"] or "").lower()
    count = how_many(match["count"], plural=match["unit"].lower() != unit, tail=match[0])
    if match["old"] or count is None or unclear(match, which, unit):
        return []
    start, mod, framed = first_word(match, which)
    after = match["after"].lower().split()[0] if match["after"] else None
    if after and not (match["count"] is None and after in {"before", "earlier", "later", "ahead", "hence"}):
        type = "TIME" if unit in {"second", "minute", "hour"} else "DATE"
        return [Expression(start, match.end(), type, away(after, count, unit), mod)]
    end = match.start("after") if after else match.end()
    end = start + len(match.string[start:end].rstrip())
    head = REACHING.get(which, "is") if framed else "is"
    return [Expression(start, end, "DURATION", f"{head}:{length(count, unit)}", mod)]


@rule(
    UNIT_WORDS,
    rf"(?P<frame>(?:between|from){GAP})?(?P<a>{NUMBER})(?P<to>{GAP}?[-–]{GAP}?|{GAP}(?:to|and|or){GAP})(?P<b>{NUMBER})"
    rf"(?:-|{GAP})(?P<unit>{UNIT})(?!{GAP}(?:ago|earlier|later|before|from|old|hence|ahead)\b|-old)",
)
def from_to(match: re.Match[str]) -> Iterable[Expression]:
    """`between 60 and 90 days`, `two to three weeks`: two lengths, each with its own words."""
    low, high = number(match["a"]), number(match["b"])
    if not low or not high or low >= high or ("and" in match["to"].lower() and not match["frame"]):
        return []
    unit = singular(match["unit"])
    return [
        Expression(match.start("a"), match.end("a"), "DURATION", f"is:{length(low, unit)}"),
        Expression(match.start("b"), match.end(), "DURATION", f"is:{length(high, unit)}"),
    ]


REACHING = {
    "past": "past", "last": "past", "previous": "past", "preceding": "past", "recent": "past",
    "next": "next", "coming": "next",
}  # fmt: skip
"""Words that make a length end or begin at the document time."""


def first_word(match: re.Match[str], which: str) -> tuple[int, str | None, bool]:
    """Where a length begins, its modifier, and whether "last", "next" … belong to it."""
    start, mod = match.start(), mod_of(match)
    if match["frame"] and match["mod"] and match["mod"].lower() in PREPOSITIONS:
        start, mod = match.start("frame"), None
    if match["frame"] and match["hyphen"] == "-" and not which:
        start = match.start("count")
    if which == "last" and match["which2"] and VERB_LAST.search(match.string[max(0, start - 12) : start]):
        return (match.start("count") if match["count"] else start), mod, False
    return start, mod, True


def unclear(match: re.Match[str], which: str, unit: str) -> bool:
    """Words that only look like a length: "a second round", "the quarter", "every night"."""
    count, plural = match["count"], match["unit"].lower() != unit
    if count is None:
        if not plural:
            return not (match["long"])
        return unit in {"quarter", "second", "night"} and not which
    word = count.lower().split()[0]
    if word == "many" and match.string[max(0, match.start() - 3) : match.start()].lower() == "as ":
        return True
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


def away(after: str, count: float | str, unit: str) -> str:
    """Symbols for a point that lies a length away from now or from the time told of."""
    head = {"ago": "ago", "earlier": "earlier", "before": "earlier", "from": "ahead", "hence": "ahead",
            "ahead": "ahead"}.get(after, "later")  # fmt: skip
    return f"{head}:{plain(count)}:{unit}"


@rule(
    ["day", "week", "month", "year", "hour"],
    rf"(?:an?|per){GAP}(?P<unit>hour|day|week|month|year)\b(?!{GAP}(?:ago|earlier|later|before"
    rf"|after|in|old|or)\b|-)",
)
def rate(match: re.Match[str]) -> Iterable[Expression]:
    """`$2 billion a year`, `40 trucks a day`: how often, not how long."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    if not RATE.search(before):
        return []
    return whole(match, "SET", f"is:{length(1, match['unit'].lower())}")


RATE = re.compile(
    r"(?:[$€£]\d[\d,.]{0,12}|\d[\d,.]{0,12}%?|\b(?:million|billion|thousand|hundred|barrels|people"
    r"|percent|cent|dollars|euros|trucks|flights|tons|tonnes|cds|times))\s{1,3}\Z",
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
    rf"(?:some{GAP}time(?!{GAP}(?:ago|in))|(?P<now>this{GAP}(?:\w{{3,12}}{GAP})?moment)|"
    rf"(?P<then>the{GAP}time(?!{GAP}(?:of|when|that|is|has|to|for)\b))|one{GAP}point)\b",
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


EVERY = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H",
    "nightly": "P1D", "biweekly": "P2W",
}  # fmt: skip


@rule(
    ["daily", "weekly", "monthly", "yearly", "annually", "hourly", "nightly", "biweekly"],
    r"(?P<word>daily|weekly|monthly|yearly|annually|hourly|nightly|biweekly)\b(?!['’-])"
    r"(?P<title>(?-i: [A-Z]))?",
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
    ["every", "each", "once", "twice", "times"],
    rf"(?:(?:every|each)(?P<other>{GAP}other)?{GAP}(?:(?P<count>{NUMBER}){GAP})?(?P<unit>{UNIT}"
    rf"|{any_of(DAYS)}\b|morning\b|evening\b|afternoon\b|night\b)"
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
