"""Datelines, bylines and credits: where copy comes from, in the forms that agencies and pages print it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from detente.clean.litter import agencies, agency
from detente.model.given import Report
from detente.read.dates import MONTH, day, month, printed

LONGEST = 110
"""Code points of the longest dateline ("ABOARD THE …, off the coast of …, Jan. 21 (Agency) -")."""

DASH = re.compile(r"(?:(?<=[\s)/])|(?<=\w)(?=—))(?:-{1,2}|–|—)(?=\s|(?<=—)\S)|(?<=/)\.?(?=\s)|(?<=\)):(?=\s)")
"""What parts a dateline from its sentence: " - ", " – ", "—", " -- ", "/." """

DATE = rf"(?:(?P<month>{MONTH})\.? (?P<day>\d{{1,2}})(?:,? (?P<year>\d{{4}}))?|(?P<day2>\d{{1,2}}) (?P<month2>{MONTH})\b\.?(?:,? (?P<year2>\d{{4}}))?)"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
PLACE = r"[^\W\d_][^\d()\n:;“”\"]{1,60}?"
SHAPE = re.compile(
    rf"(?P<place>{PLACE})?(?:(?:^|[,.]? ){WEEKDAY}{DATE})?[,.]?\s?(?P<agency>\([^()\n]{{2,40}}\)|/[^/\n]{{2,40}}/)?[:.]?\s*\Z",
    re.IGNORECASE,
)

LABELLED = re.compile(
    r"\W{0,3}(?P<label>first published|published|posted|updated|last updated|last modified|modified|date|published on|publication date)\b[^\n]{0,12}?(?:\s|:)",
    re.IGNORECASE,
)
REST = re.compile(
    rf"\b(?:{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|at|on|am|pm|a\.m|p\.m|[a-z]{{1,4}}t|utc|st|nd|rd|th|first|last|published|posted|update|updated|modified|date|publication|print|by|min|read)\b|[\W\d_]",
    re.IGNORECASE,
)
"""Whatever may stand in a line that is nothing but a date: weekday, month, time, zone, label."""

BYLINE = re.compile(
    r"(?:(?:By|by|BY|Written by|Text by|Report by|Reported by|Story by|Edited [Bb]y|Author|Authors|From our correspondents?)\b:?\s?(?=[^\W\d_]|$)"
    r"|\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled|Written) by\b)"
)
NO_NAME = re.compile(
    r"by:? (?:the|a|an|and|then|this|that|these|those|all|no|now|contrast|comparison|far|law|mid|late|early|next|last|\w+day\b|\w+ing\b)\b",
    re.IGNORECASE,
)
BYLINE_WORDS = 30


NAME = re.compile(r"[^\W\d_a-z][\w.&'’-]*(?: (?:of |and |the |for |de |du |& )?[^\W\d_a-z][\w.&'’-]*){0,4}")
"""One to five words with capitals."""
NO_PLACE = frozenset({
    "NOTE", "UPDATE", "EXCLUSIVE", "CORRECTED", "CORRECTION", "BREAKING", "ANALYSIS", "OPINION", "LIVE", "WATCH",
    "QUESTION", "ANSWER", "FACTBOX", "URGENT",
})  # fmt: skip
"""Words in capitals before a dash that are labels."""
NO_AGENCY = frozenset({
    "photo", "video", "file", "update", "opinion", "analysis", "exclusive", "live", "watch", "corrected", "adds", "more",
})  # fmt: skip
SOURCE_LINE = re.compile(rf"(?:[Ss]ources?|SOURCE|[Aa]gency|[Vv]ia)\s?:\s*(?P<name>{NAME.pattern})\W*\Z")


MARKS = (" -", ")-", "–", "—", "/ ", "/.", "):")
"""A line without one of these has no dateline: looked for first, for it is quick."""


class Dateline(NamedTuple):
    """A dateline: where it ends in its line, the agency it names, the day it prints."""

    end: int
    agency: str | None
    month: int | None
    day: int | None
    year: int | None


def dateline(line: str, *, opening: bool = True) -> Dateline | None:
    """The dateline that a line begins with, or None.

    A place in capitals and a dash are enough where the report opens; elsewhere it must name a date or an agency.

    >>> dateline("GENEVA, Jan 21 (Reuters) - The envoys met.")
    Dateline(end=26, agency='Reuters', month=1, day=21, year=None)
    """
    head = line[:LONGEST]
    if not (head[:1].isupper() or head[:1] in "(/") or not any(mark in head for mark in MARKS):
        return None
    for dash in DASH.finditer(line, 0, LONGEST):
        head = line[: dash.start()].rstrip()
        found = SHAPE.match(head)
        if found and right(found, opening):
            named = agency_in(found["agency"] or "")
            when = found["month"] or found["month2"]
            return Dateline(
                end=dash.end(),
                agency=named,
                month=month(when) if when else None,
                day=int(found["day"] or found["day2"]) if when else None,
                year=int(found["year"] or found["year2"]) if found["year"] or found["year2"] else None,
            )
    return None


class HeadDay(NamedTuple):
    """A day that the head of a report prints without its year."""

    words: str
    weekday: int | None
    """From 1 for Monday; null where none is printed."""
    month: int
    day: int


HEAD_DAY = re.compile(
    rf"(?:\A|{PLACE}[,.]? )(?:(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day),? )?{DATE}(?!,? \d)[^\w\n]*"
    rf"(?:\([^()\n]{{2,40}}\)|/[^/\n]{{2,40}}/)?[^\w\n]*\Z",
    re.IGNORECASE,
)
"""A line, or what stands before its dash, that ends in a day: "LIMA, Thursday, 17 February (Agency)"."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

FIRST_LINES = 4
"""Lines with words in which the head of a report is looked for."""


def head_day(report: Report) -> HeadDay | None:
    """The day without a year that a dateline or a line of its own prints at the head of a report; None if there is none."""
    lines = (line.strip() for line in report.text[:HEAD].split("\n"))
    for n, line in enumerate(line for line in lines if line):
        if n >= FIRST_LINES:
            return None
        found = dateline(line)
        head = line[: found.end].rstrip(" -–—") if found else line
        if len(head) > LONGEST or not (head[:1].isupper() or head[:1].isdigit()):
            continue
        printed_on = HEAD_DAY.match(head)
        if printed_on is None or (found is None and not stands_alone(printed_on)):
            continue
        when, number = (
            printed_on["month"] or printed_on["month2"],
            int(printed_on["day"] or printed_on["day2"]),
        )
        weekday = WEEKDAYS.index(printed_on["weekday"][:3].lower()) + 1 if printed_on["weekday"] else None
        return HeadDay(head, weekday, month(when), number)
    return None


def stands_alone(line: re.Match[str]) -> bool:
    """Whether a line without a dash is a dateline: a place in capitals, or nothing, before the day."""
    place = line[0][
        : line.start("weekday")
        if line["weekday"]
        else min(line.start(g) for g in ("month", "day2") if line[g])
    ]
    return not place.strip(" ,.") or place.strip(" ,.").isupper()


HEAD = 2000
"""Code points in which the head of a report is looked for."""


def right(found: re.Match[str], opening: bool) -> bool:
    """Whether what looks like a dateline is one: a place in capitals, or a date or an agency beside it."""
    place = (found["place"] or "").strip(" ,")
    source = found["agency"] or ""
    known = bool(source) and (agency_named(source) is not None or (source[0] == "/" and len(source) < 20))
    dated = bool(found["month"] or found["month2"])
    if not place:
        return known or (opening and not dated and agency_in(source) is not None)
    if place[0].islower() or len(place.split()) > 7:
        return False
    capitals = place.split(",")[0].isupper() and len(place) > 2 and place not in NO_PLACE
    if capitals:
        return dated or known or (opening and (not source or agency_in(source) is not None))
    titled = all(word[:1].isupper() or len(word) < 4 for word in place.replace("/", " ").split())
    return titled and (known or (dated and opening))


def agency_in(brackets: str) -> str | None:
    """The agency between a dateline's brackets: by our name for it, else as printed, if it is a name."""
    if known := agency_named(brackets):
        return known
    words = brackets.strip("()/ ")
    return words if NAME.fullmatch(words) and words.lower() not in NO_AGENCY else None


@cache
def agency_pattern() -> re.Pattern[str]:
    """Any agency, as printed."""
    return re.compile(rf"(?<![\w-]){agencies().forms}")


def agency_named(words: str) -> str | None:
    """The first agency that the words name, or None."""
    found = agency_pattern().search(words)
    return agency(found[0]) if found else None


@cache
def credited_pattern() -> re.Pattern[str]:
    """Agency copy acknowledged: "Source: X", "with X" on a short line, "(X)" where a paragraph ends."""
    forms = agencies().forms
    return re.compile(
        rf"\b(?:[Ss]ource|SOURCE|[Vv]ia|[Aa]gency)s?:\s?(?P<source>{forms})"
        rf"|\b(?:[Ww]ith|[Ff]rom) (?:material |reporting |files |agencies |inputs |information )?(?:from |by )?(?:the )?(?P<with>{forms})\W*\Z"
        rf"|(?:[(—–-]|(?<=\s)/)\s?(?:with )?(?P<end>{forms})(?: ?[,/&] ?{forms})*[)/]?\.?\Z"
    )


@cache
def alone_pattern() -> re.Pattern[str]:
    """A line that is nothing but one or more agencies."""
    forms = agencies().forms
    return re.compile(
        rf"\W*(?:(?:[Ww]ith|[Aa]nd|[Bb]y|[Ff]rom|[Ss]ource|SOURCE|[Tt]ext) ?:? ?)?{forms}(?:(?:\s?[,/&+|]\s?|\s(?:and|with)\s){forms})*\W*\Z",
    )


def source_line(line: str, words: int) -> str | None:
    """Who a line names that is nothing but "Source: …": by our name for it, else as printed; or None."""
    found = SOURCE_LINE.match(line) if words <= 8 else None
    return (agency_named(found["name"]) or found["name"]) if found else None


def credited(line: str, words: int) -> str | None:
    """The agency whose copy a line acknowledges, or None. A long line is looked at where it ends."""
    tail = line if words <= BYLINE_WORDS else line[-40:]
    found = credited_pattern().search(tail)
    if not found:
        return None
    if found["end"] and words > BYLINE_WORDS and tail[found.start()] not in "(/—–":
        return None
    return agency(found["source"] or found["with"] or found["end"])


def is_agency(line: str, words: int) -> bool:
    """Whether the line is nothing but the name of one or more agencies, in brackets or not."""
    return words <= 8 and alone_pattern().match(line) is not None


def is_byline(line: str, words: int, ends: bool) -> bool:
    """Whether the line says who wrote the report. A sentence that begins with "By …" does not."""
    if words > BYLINE_WORDS:
        return False
    found = BYLINE.match(line)
    if not found:
        return False
    if line.startswith("(") or "ing by" in found[0] or "iled by" in found[0]:
        return True
    rest = line[found.end() : found.end() + 1]
    return not ends and not NO_NAME.match(line) and (not rest or rest.isupper() or found[0].endswith(":"))


def ends_in_day(line: str, words: int) -> bool:
    """Whether the line is a name or place and a date with its year ("Fjord Courier, 21 January 2022")."""
    if words > 12 or len(line) > 90 or not line[-5:].strip(" .)").isdigit():
        return False
    found = NAMED_DAY.match(line)
    return found is not None and printed(line) is not None


NAMED_DAY = re.compile(
    rf"[^\W\d_][^\n]{{1,60}}?\s?[,|–—(-]\s?{WEEKDAY}(?:(?:{MONTH})\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{MONTH})\.?,? \d{{4}})[.)]?\Z",
    re.IGNORECASE,
)


def printed_day(line: str, words: int) -> tuple[str | None, bool] | None:
    """For a line that is nothing but a date: the label before it (in lower case) and whether it prints the year.

    None for any other line.
    """
    if words > 12 or len(line) > 90 or not any(c.isdigit() for c in line[:90]):
        return None
    if REST.sub("", line) or not (printed(line) or DAY_ONLY.search(line)):
        return None
    label = LABELLED.match(line)
    return (label["label"].lower() if label else None), printed(line) is not None


DAY_ONLY = re.compile(rf"\b(?:{MONTH})\b\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{MONTH})\b", re.IGNORECASE)


def of_year(found: Dateline, year: int) -> str | None:
    """The ISO day of a dateline in that year, or None."""
    when = day(year, found.month, found.day) if found.month and found.day else None
    return when.isoformat() if when else None
