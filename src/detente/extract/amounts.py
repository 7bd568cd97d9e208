"""The grammar of quantities: words → bounds and precision, with no parse."""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.extract.numbers import GAP, NUMBER, SCALE, any_of, folded, number
from detente.lexicon import toml
from detente.model.found import Precision


class Amount(NamedTuple):
    """A number or vague count as the grammar sees it, counted in the passage, without the counted noun."""

    start: int
    end: int
    low: float | None
    high: float | None
    precision: Precision
    unit: str | None
    """Known from the number itself: a currency, `percent`, `share`."""
    bare: bool
    """Whether nothing stands before the number: no approximator, no currency."""


BEFORE: dict[str, Precision] = {
    w: r["precision"] for r in toml("figures")["approximator"] for w in r["words"]
}
BEHIND: dict[str, Precision] = {w: r["precision"] for r in toml("figures")["behind"] for w in r["words"]}
SIGNS: dict[str, str] = {sign: row["unit"] for row in toml("figures")["currency"] for sign in row["signs"]}
MONEY: dict[str, str] = {
    word: row.get("unit", word) for row in toml("figures")["currency"] for word in row["words"]
}
"""A row without a unit is one of several that go by their own names."""
SIGN = (
    "(?:"
    + "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True))
    + r")(?:(?<=[A-Z])[ \u00a0])?"
)
MEASURES: dict[str, str] = {w: r["unit"] for r in toml("figures")["measure"] for w in r["words"]}
SHORT: dict[str, str] = {w.lower(): r["unit"] for r in toml("figures")["measure"] for w in r.get("short", ())}
START = r"(?<![\w.,:/+#&-])(?<!\w[–—])"
STOP = r"(?![\w/:]|[.,]\d|-\d)"
ABOUT = rf"(?:(?P<about>{any_of(BEFORE)}){GAP})?(?:(?P<about2>{any_of(BEFORE)}){GAP})?"
PERCENT = rf"(?:{GAP}?%|(?:-|{GAP})(?:pct|percent(?:age{GAP}points?)?|per{GAP}cent)\b)"
TAIL = rf"(?:(?P<percent>{PERCENT})|(?:-|{GAP})(?P<money>(?:US{GAP})?{any_of(MONEY)})\b)?"

AMOUNT = re.compile(
    rf"{START}{ABOUT}(?:(?P<frame>between|from){GAP})?(?P<sign>{SIGN})?(?P<a>{NUMBER})(?P<pa>{PERCENT})?"
    rf"(?:(?P<to>{GAP}?[-–]{GAP}?|{GAP}(?:to|and|or){GAP})(?(pa)(?!{SIGN})|(?:{SIGN})?)(?P<b>{NUMBER}))?"
    rf"(?:{GAP}?(?P<short>{any_of(SHORT)})(?!\w))?{STOP}{TAIL}"
    rf"(?:(?:{GAP})?(?P<behind>{any_of(BEHIND)})\b)?",
    re.IGNORECASE,
)
MANY = r"(?:hundreds|thousands|millions|billions|dozens|scores|tens)"
VAGUE = re.compile(
    rf"{START}{ABOUT}(?P<sign>{SIGN})?(?:(?P<many>(?:many{GAP}|several{GAP})?{MANY}(?:{GAP}of"
    rf"{GAP}{MANY})?|(?:several|a{GAP}few|many|a{GAP}couple(?:{GAP}of)?){GAP}(?:hundreds?|thousands?|millions?"
    rf"|dozens?|scores))"
    rf"|(?P<few>several|a{GAP}(?:small{GAP})?handful(?={GAP}of\b)|a{GAP}few|a{GAP}couple(?="
    rf"{GAP}(?:of{GAP})?(?:dozen|hundred|thousand)?)))\b(?:{GAP}(?P<money>{any_of(MONEY)})\b)?",
    re.IGNORECASE,
)
ROUND = re.compile(r"(?:an? )?(?:hundred|thousand|million|billion|trillion)", re.IGNORECASE)
"""With a hyphen behind it a word for "very many" ("a million-dollar sale")."""
SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1, "fourth": 0.25}
SHARE = re.compile(
    rf"{START}{ABOUT}(?P<n>one|two|three|four|an?|half)(?:(?:-|{GAP})(?P<part>half|third|quarter"
    rf"|fifth|fourth|tenth)s?)?(?={GAP}of{GAP}(?:(?:the|its|their|his|all|our|those|these)\b|(?-i:[A-Z])\w{{2,16}}['’]s\b))",
    re.IGNORECASE,
)
RATIO = re.compile(
    rf"{START}{ABOUT}(?P<n>one|two|three|four|[1-9]){GAP}(?:in(?:{GAP}every)?|out{GAP}of(?:{GAP}every)?){GAP}"
    rf"(?P<whole>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|100|[1-9]\d?){STOP}"
    rf"(?={GAP}[a-z]{{4,16}}s?\b)",
    re.IGNORECASE,
)
"""`one in five houses`: a share."""
HAS_DIGIT = re.compile(r"\d")
HAS_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty"
    r"|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?|trillions?|scores"
    r"|tens|several|few|handful|couple|half|thirds?|quarters?)\b",
    re.IGNORECASE,
)
"""Without one of these a passage has no figure: most short ones stop here."""
HAS_VAGUE = re.compile(
    r"(?:hundred|thousand|million|billion|dozen|score|ten)s|several|few|handful|couple|many", re.IGNORECASE
)
HAS_SHARE = re.compile(rf"(?:half|third|quarter|fifth|tenth|fourth)s?{GAP}of\b", re.IGNORECASE)
HAS_RATIO = re.compile(rf"\b(?:one|two|three|four|[1-9]){GAP}(?:in|out){GAP}", re.IGNORECASE)
"""Likewise for each pattern: looking for these takes a tenth of what the pattern takes."""


def amounts(text: str) -> list[Amount]:
    """Every number and vague count with its bounds, in text order, without overlaps."""
    text = folded(text)
    if not (HAS_DIGIT.search(text) or HAS_NUMBER.search(text)):
        return []
    found: list[Amount] = []
    if HAS_VAGUE.search(text):
        found += [vague(m) for m in VAGUE.finditer(text)]
    if HAS_SHARE.search(text):
        found += [one for m in SHARE.finditer(text) if (one := share(m))]
    if HAS_RATIO.search(text):
        found += [one for m in RATIO.finditer(text) if (one := ratio(m))]
    for match in AMOUNT.finditer(text):
        found += counted(match)
    kept: list[Amount] = []
    for one in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def vague(match: re.Match[str]) -> Amount:
    """`hundreds of`, `a handful of`: bounds unknown."""
    unit = MONEY.get((match["money"] or "").lower()) or SIGNS.get((match["sign"] or "").strip().upper())
    start = (
        match.start("sign") if match["sign"] else match.start("many") if match["many"] else match.start("few")
    )
    if (match["about"] or "").lower() in {
        "some",
        "about",
        "nearly",
        "almost",
        "at least",
        "more than",
        "up to",
    } and match["many"]:
        start = match.start()
    return Amount(start, match.end(), None, None, "vague", unit, not match["about"])


def share(match: re.Match[str]) -> Amount | None:
    """`two-thirds of the`, `half of its`."""
    count = number(match["n"]) if match["n"].lower() not in {"a", "an"} else 1.0
    part = SHARES.get((match["part"] or "").lower())
    if match["n"].lower() == "half" and not match["part"]:
        value: float | None = 0.5
    else:
        value = count * part if count and part else None
    if value is None:
        return None
    return within(match.start(), match.end(), value, value, precision_of(match), "share", bare=False)


def ratio(match: re.Match[str]) -> Amount | None:
    """`one in five`."""
    count, whole = number(match["n"]), number(match["whole"])
    if not count or not whole or count >= whole:
        return None
    value = count / whole
    return within(match.start(), match.end(), value, value, precision_of(match), "share", bare=False)


def precision_of(match: re.Match[str]) -> Precision:
    """What the words before and behind make of a number."""
    groups = match.groupdict()
    for group, table in (("behind", BEHIND), ("about", BEFORE), ("about2", BEFORE)):
        if (word := groups.get(group)) and (found := table[" ".join(word.lower().split())]) != "exact":
            return found
    return "exact"


def counted(match: re.Match[str]) -> list[Amount]:
    """The amount of a match; two where "and" or a wrong order says that it is no range."""
    first, second = number(match["a"]), number(match["b"]) if match["b"] else None
    if first is None:
        return []
    unit = unit_of(match)
    precision = precision_of(match)
    start = match.start()
    if not match["frame"] and BEFORE.get(" ".join((match["about"] or "").lower().split())) == "exact":
        start = (
            match.start("about2")
            if match["about2"]
            else match.start("sign")
            if match["sign"]
            else match.start("a")
        )
    bare = not (match["about"] or match["sign"])
    if second is None and ROUND.fullmatch(match["a"]) and match.string.startswith("-", match.end("a")):
        return [Amount(start, match.end(), None, None, "vague", unit, bare)]
    if second is None:
        if match["frame"]:
            start = match.start("sign") if match["sign"] else match.start("a")
        return [
            within(
                start,
                match.end() if not match["b"] else match.end("a"),
                first,
                first,
                precision,
                unit,
                bare=bare,
            )
        ]
    joint = match["to"].strip().lower()
    scale = trailing_scale(match["b"])
    if scale > 1 and first < 1000 and trailing_scale(match["a"]) == 1:
        first *= scale
    if first < second and (joint != "and" or (match["frame"] or "").lower() == "between"):
        low, high = (
            (first, None)
            if precision == "lower"
            else (None, second)
            if precision == "upper"
            else (first, second)
        )
        return [
            Amount(
                start,
                match.end(),
                low,
                high,
                precision if precision in {"lower", "upper"} else "about",
                unit,
                bare,
            )
        ]
    if joint in {"-", "–"}:
        return []
    alone = number(match["a"]) or 0.0
    return [
        within(start, match.end("a"), alone, alone, precision, unit_before(match), bare=bare),
        within(match.start("b"), match.end(), second, second, "exact", unit, bare=True),
    ]


def unit_of(match: re.Match[str]) -> str | None:
    """A currency, a measure or `percent`."""
    if match["short"] and not match["sign"]:
        return SHORT[" ".join(match["short"].lower().split())]
    if match["percent"] or match["pa"]:
        words = (match["percent"] or match["pa"]).lower()
        return "percentage points" if "point" in words else "percent"
    if match["money"]:
        words = " ".join(match["money"].lower().split())
        return MONEY.get(words) or MONEY.get(words.removeprefix("us").strip())  # "USD" and "US dollars"
    return unit_before(match)


def unit_before(match: re.Match[str]) -> str | None:
    """The currency of a sign."""
    if match["pa"]:
        return "percent"
    return SIGNS.get(match["sign"].strip().upper()) if match["sign"] else None


def trailing_scale(words: str) -> float:
    """The factor that a number's last word gives ("2 to 3 million" are both millions)."""
    found = re.search(r"[a-z]+\Z", words.lower())
    return SCALE.get(found[0].rstrip("s") if len(found[0]) > 2 else found[0], 1.0) if found else 1.0


def within(
    start: int, end: int, low: float, high: float, precision: Precision, unit: str | None, *, bare: bool
) -> Amount:
    """An amount with its open side open."""
    return Amount(
        start,
        end,
        None if precision == "upper" else low,
        None if precision == "lower" else high,
        precision,
        unit,
        bare,
    )
