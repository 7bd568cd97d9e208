"""Numbers in digits and in words: `12,500`, `2.5 million`, `twenty-four`, `half a million`, `two dozen`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALE = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12,
}  # fmt: skip
FRACTION = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}
ORDINAL = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30, "last": -1,
}  # fmt: skip

GAP = r"(?:[ \t\u00a0\u202f]{1,3}|[ \t]{0,3}\n[ \t]{0,8})"
"""Between two words: spaces, or one line break of wrapped text. Bounded, so that nothing backtracks far."""


ALIKE = re.compile("[ıİſ\u212a]|(?![0-9])\\d")
"""Letters that a pattern which ignores case takes for i, s or k, though no lower case makes them so (`FRİDAY` in Turkish
capitals), and digits of other scripts."""
LETTERS_ALIKE = {"ı": "i", "İ": "I", "ſ": "s", "\u212a": "K"}


def folded(text: str) -> str:
    """The text as patterns read it, code point for code point, so that no offset moves.

    >>> folded("FRİDAY, ٢١ January")
    'FRIDAY, 21 January'
    """
    if text.isascii():
        return text
    return ALIKE.sub(lambda m: LETTERS_ALIKE.get(m[0]) or str(unicodedata.decimal(m[0])), text)


Tree = dict[str, "Tree"]
"""Words by their letters; an empty key ends a word."""


def any_of(words: Iterable[object]) -> str:
    """The words as one pattern, a tree of their letters; of two that begin alike the longer one is tried first.

    A plain list would be tried word by word at every place of a text: half of what the time tagger took.

    >>> any_of(["eight", "eighteen", "nine"])
    '(?:(?:eight(?:een)?|nine))'
    """
    root: Tree = {}
    for word in sorted(map(str, words)):
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{branches(root)})"


def branches(node: Tree) -> str:
    """The pattern of what may follow."""
    found = [
        (GAP if letter == " " else re.escape(letter)) + branches(below)
        for letter, below in node.items()
        if letter
    ]
    if not found:
        return ""
    if "" in node:
        return f"(?:{'|'.join(found)})?"
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,4})?|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d)"
    r"|\d{1,12}(?:\.\d{1,4})?)"
)
"""`12`, `12,500`, `12 500`, `2.5`. Four digits without a mark between may be a year: callers decide."""
WORD = any_of(SMALL)
BIG = any_of([w for w in SCALE if len(w) > 3])
LETTER = r"(?:[ \u00a0]?(?:mn|mln|bn|bln|tn)|k|m)"
IN_WORDS = (
    rf"(?:(?:{WORD}|an?{GAP}{BIG})(?:(?:-|{GAP}(?:and{GAP})?)(?:{WORD}|{BIG}|mln|bln|bn)\b){{0,9}}"
    rf"|{BIG}s?\b)"
)
"""Number words in a row, `and` between them allowed; a scale word alone (`thousand`) too."""
MIXED = rf"{DIGITS}(?:[ -][1-3]/[2-8]\b)?(?:(?:-|{GAP}){BIG}\b|{LETTER}\b)?"
HALF_A = (
    rf"(?:half{GAP}an?|an?{GAP}half|an?{GAP}(?:quarter|third){GAP}of{GAP}an?"
    rf"|(?:two{GAP}thirds|three{GAP}quarters){GAP}of{GAP}an?){GAP}{BIG}"
)
NUMBER = rf"(?:{HALF_A}|{MIXED}|\b{IN_WORDS}\b)"
"""Source of a pattern for one number, without groups, to be built into others (ignore case)."""

_PIECE = re.compile(r"\d/\d|\d+(?=[ -]\d/)|\d[\d,.\u00a0\u202f ]*\d|\d|[a-z]+")


@cache
def number(words: str) -> float | None:
    """What a number says, as a float; None if these words are no number.

    >>> number("2.5 million"), number("Twenty-four"), number("half a million"), number("two dozen")
    (2500000.0, 24.0, 500000.0, 24.0)
    >>> number("two hundred and fifty thousand"), number("12 500"), number("a few") is None
    (250000.0, 12500.0, True)
    """
    total, group, seen = 0.0, 0.0, False
    for piece in _PIECE.findall(words.lower()):
        word = piece.rstrip("s") if piece not in SMALL else piece
        if "/" in piece:
            group, seen = group + int(piece[0]) / int(piece[2]), True
        elif piece[0].isdigit():
            group, seen = group + float(re.sub(r"[,\u00a0\u202f ]", "", piece).rstrip(".")), True
        elif piece in SMALL:
            group, seen = group + SMALL[piece], True
        elif word in FRACTION:
            parts = piece != word and group >= 1  # "three quarters", but "two and a half"
            group, seen = group * FRACTION[word] if parts else group + FRACTION[word], True
        elif word in SCALE or piece in SCALE:
            factor = SCALE.get(piece) or SCALE[word]
            if factor <= 100:
                group = (group or 1) * factor
            else:
                total, group = total + (group or 1) * factor, 0.0
            seen = True
        elif piece not in {"a", "an", "and", "of", "couple"}:
            return None
        elif piece == "couple":
            group, seen = 2.0, True
    return total + group if seen else None
