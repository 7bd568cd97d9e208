"""The grammar of time expressions: words → symbols, with no calendar and no parse.

Symbols are `head:argument;key=value`. Heads: `is` (a TIMEX3 value that needs no date), `era:1947/1991`, `weekday:3`,
`monthday:06-16`, `dayofmonth:25`, `month:1`, `quarter:3`, `half:1`, `season:SU`, `<unit>:+1` (relative to
the document: day, week, weekend, month … century), `ago:5:year`, `ahead:2:week`, `earlier:1:year`,
`later:2:day` (relative to the date told before), `that:day`, `yearago:period`, `past:P2M`, `next:P2Y` (a
length that ends or begins at the document time), `after:the talks`, `clock`. Keys: `dir` (-1 last, 0 this,
1 next), `at` (`T10:00Z`, `TMO`), `weekday`, `month`, `quarter`, `half`, `year`, `in` (the week that a day lies in).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente import config
from detente.extract.numbers import GAP, folded
from detente.extract.timex import named  # noqa: F401 - fills the table, first because the lexicon knows best

# isort: split
from detente.extract.timex import clock, days, lengths, units  # noqa: F401 - each fills the table
from detente.extract.timex.eras import era_rule
from detente.extract.timex.table import PARTS, RULES, WORDS, Expression

__all__ = ["Expression", "context_free", "expressions"]


def expressions(text: str) -> list[Expression]:
    """Every time expression of the text, longest first where two compete, then in text order."""
    text = folded(text)
    found: list[Expression] = []
    triggers = set(WORDS.findall(text.lower()))
    if any(len(w) == 4 and w.isdigit() for w in triggers):
        triggers.add("#year")
    if any(w[0].isdigit() for w in triggers):
        triggers.add("#digit")
    for a_rule in (era_rule(config.knowledge_path()), *RULES):
        if a_rule.triggers & triggers:
            for match in a_rule.matches(text):
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
    rf"(?:the{GAP})?(?:early{GAP}|late{GAP}|small{GAP})?(morning|afternoon|evening|night|dawn|hours)"
    rf"{GAP}of{GAP}\Z",
    re.IGNORECASE,
)


WEEK_OF = re.compile(rf"\bthe{GAP}week{GAP}of{GAP}\Z", re.IGNORECASE)


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
            at = PARTS.get(part[1].lower(), "TMO")
            one = Expression(one.start - len(part[0]), one.end, "TIME", f"{one.symbols};at={at}", one.mod)
            if out and out[-1].end > one.start:
                out.pop()
        elif names_day(one) and (week := WEEK_OF.search(text[max(0, one.start - 20) : one.start])):
            one = Expression(one.start - len(week[0]), one.end, "DATE", f"{one.symbols};in=week", one.mod)
        out.append(one)
    return out


def names_day(one: Expression) -> bool:
    """Whether it is a calendar day without a time of day."""
    if "at=" in one.symbols:
        return False
    head, _, argument = one.symbols.partition(":")
    return head in DAY_HEADS or (head == "is" and len(argument) == 10 and argument[4] == "-" == argument[7])


def context_free(symbols: str) -> str | None:
    """The TIMEX3 value, where the words alone give it."""
    head, _, argument = symbols.partition(":")
    return argument.partition(";")[0] if head in {"is", "past", "next"} else None
