"""Words of reports made safe to print: nothing in them can move a cursor, turn a line round or hide."""

from __future__ import annotations

import re

from detente.model.derived import Cite

HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters (escape sequences of terminals among them), marks that turn the direction of a line,
zero-width characters, lone surrogates."""
BREAKS = re.compile(r"\s+")


def plain(words: str) -> str:
    """The words in one line, without anything that acts instead of being read.

    >>> plain("a\\x1b[31m red\\n flag\\u202e")
    'a[31m red flag'
    """
    return BREAKS.sub(" ", HIDDEN.sub("", words)).strip()


def pieces(cite: Cite) -> tuple[str, str, str]:
    """A cited sentence in three: before, the words that count, after. Cut first, made safe afterwards."""
    start, end = cite.at
    before, words, after = (
        HIDDEN.sub("", s) for s in (cite.sentence[:start], cite.sentence[start:end], cite.sentence[end:])
    )
    return before, words, after
