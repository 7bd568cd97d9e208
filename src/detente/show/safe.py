"""Words of reports made safe to print: nothing in them can move a cursor, turn a line round or hide."""

from __future__ import annotations

import re

from detente.model.derived import Cite

HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters (escape sequences of terminals among them), marks that turn the direction of a line,
characters without width, lone surrogates, tags. The joiners that emoji and some scripts need stay."""
BREAKS = re.compile(r"\s+")


def plain(words: str) -> str:
    """The words in one line, without anything that acts instead of being read.

    >>> plain("a\\x1b[31m red\\n flag\\u202e")
    'a[31m red flag'
    """
    return spaced(words).strip()


def spaced(words: str) -> str:
    """As `plain`, with a space left where one stood at either end."""
    return BREAKS.sub(" ", HIDDEN.sub("", words))


def pieces(cite: Cite) -> tuple[str, str, str]:
    """A cited sentence in three: before, the words that count, after. Cut first, made safe afterwards."""
    start, end = cite.at
    return (
        spaced(cite.sentence[:start]).lstrip(),
        spaced(cite.sentence[start:end]),
        spaced(cite.sentence[end:]).rstrip(),
    )
