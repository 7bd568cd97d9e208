"""Cut a text into paragraphs: spans of it, at line breaks or, in hard-wrapped text, at blank lines."""

from __future__ import annotations

import re
from itertools import pairwise

from detente.model import Span

BREAK = re.compile(r"(?:[\n\r\x85\u2028\u2029]|_x000[AD]_)+")
"""What ends a line. Spreadsheets write the codes of line breaks out (`_x000D_`)."""
WRAP_AT = range(45, 101)
"""Widths at which people and agencies wrap lines by hand."""
WRAPPED_SHARE = 0.6
"""Share of line ends that must look like a wrap before we join lines."""
SMALL_SHARE = 0.4
"""Share of the lines after them that must not begin with a capital: a list of headlines does."""

LONGEST = 10_000
"""Code points of a passage. Whole articles without a line break are shorter; what is longer (a book, a dump) is cut at
sentence ends, so that no later stage looks at more at a time."""
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of the text in order, without white space at either end.

    A paragraph is a line. Where most lines run to a common width and the next begins in mid-sentence, the text was
    wrapped by hand (wire services of the 1990s did so), and a paragraph ends at a blank or an indented line.
    """
    edges = [0, *(edge for mark in BREAK.finditer(text) for edge in mark.span()), len(text)]
    lines = [s for a, b in zip(edges[::2], edges[1::2], strict=True) if (s := trimmed(text, a, b))]
    if not wrapped(text, lines):
        return lines
    joined: list[Span] = []
    for line in lines:
        if joined and joins(text, joined[-1], line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space (and NUL) at its edges; None if nothing is left."""
    while start < end and (text[start].isspace() or text[start] == "\0"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\0"):
        end -= 1
    return Span(start, end) if start < end else None


def wrapped(text: str, lines: list[Span]) -> bool:
    """Whether the text was wrapped by hand."""
    if len(lines) < 3:
        return False
    ends = [(a, b) for a, b in pairwise(lines) if text.count("\n", a.end, b.start) <= 1]
    if len(ends) < 2:
        return False
    looks = [b for a, b in ends if (a.end - a.start) in WRAP_AT and text[a.end - 1] not in '.!?:"”']
    small = sum(not text[b.start].isupper() for b in looks)
    return len(looks) >= WRAPPED_SHARE * len(ends) and small >= SMALL_SHARE * len(looks)


def joins(text: str, before: Span, line: Span) -> bool:
    """Whether a line of a wrapped text goes on with the paragraph before it."""
    gap = text[before.end : line.start].replace("\r\n", "\n")
    return gap.count("\n") <= 1 and not gap.endswith(("\t", "   "))


def cut(text: str, span: Span) -> list[Span]:
    """The span in pieces of at most `LONGEST` code points, at sentence ends where there are any, else at a space."""
    pieces, start = [], span.start
    while span.end - start > LONGEST:
        ends = [m.end() for m in SENTENCE_END.finditer(text, start + LONGEST // 2, start + LONGEST)]
        end = ends[-1] if ends else text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
        pieces.append(trimmed(text, start, end))
        start = end
    pieces.append(trimmed(text, start, span.end))
    return [piece for piece in pieces if piece]
