"""Clock times, with a zone only if one is stated."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.extract.numbers import GAP, any_of
from detente.extract.timex.table import MOD, Expression, rule, whole
from detente.lexicon import toml

ZONES: dict[str, str] = {
    name.upper(): row["offset"] for row in toml("times")["zone"] for name in row["names"]
}
OF_A_PLACE = r"(?:local|(?:central|eastern|western|mountain|pacific|atlantic)(?: (?:european|standard|daylight|summer))?|(?-i:[A-Z])[a-z]{2,14})"
ZONE = rf"(?:{GAP}?(?P<zone>{any_of(ZONES)}|CST|ET\b|{OF_A_PLACE}{GAP}time)\b)"
"""Zones whose distance from UTC we know for the whole year, and words for others: "local time", "Kyiv time"."""


@rule(
    ["m", "am", "pm", "#digit", "noon", "midnight", "clock"],
    rf"{MOD}(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.h])(?P<minute>[0-5]\d))?(?::(?P<sec>[0-5]\d))?(?:"
    rf"{GAP}?(?P<half>a\.m\.|p\.m\.|am\b|pm\b|a\.m\b|p\.m\b)|{GAP}"
    rf"(?P<oclock>o['’]clock))?{ZONE}?(?![\w%:]|\.\d)",
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
    if hour == 24 and minute not in (None, "00"):
        return []
    if half and (hour > 12 or hour == 0):
        return []
    if half:
        hour = hour % 12 + (12 if half[0].lower() == "p" else 0)
    offset = ZONES.get(" ".join(zone.upper().split()), "") if zone else ""
    return whole(match, "TIME", f"clock;at=T{hour:02d}:{minute or '00'}{offset}")


@rule(
    ["gmt", "utc", "time", "hours"],
    rf"{MOD}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:{GAP}?(?P<utc>GMT|UTC)|{GAP}(?:hours{GAP})?"
    rf"{OF_A_PLACE}{GAP}time|(?<=0\d\d\d){GAP}hours)\b",
)
def military(match: re.Match[str]) -> Iterable[Expression]:
    """`1430 GMT`, `0900 local time`, `0530 hours`."""
    return whole(match, "TIME", f"clock;at=T{match['hour']}:{match['minute']}{'Z' if match['utc'] else ''}")


@rule(["noon", "midnight", "midday"], rf"{MOD}(?P<word>noon|midnight|midday)(?:{GAP}(?P<zone>GMT|UTC))?\b")
def named_hour(match: re.Match[str]) -> Iterable[Expression]:
    """`noon`, `midnight GMT`."""
    if match.string[max(0, match.start() - 5) : match.start()].lower() == "high ":
        return []
    at = {"noon": "T12:00", "midnight": "T24:00", "midday": "T12:00"}[match["word"].lower()]
    return whole(match, "TIME", f"clock;at={at}{'Z' if match['zone'] else ''}")
