"""The lines of a text with what can be seen of each by itself."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from detente.clean.litter import HAS_WORDS, Rule, glued_at, rule_for
from detente.clean.paragraphs import paragraphs, trimmed
from detente.model import Span

UNBROKEN = re.compile(
    r"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    r"\uff00-\uffef\U00020000-\U0003ffff]{1001,}"
)
"""More than a thousand code points without a space, in a script that has spaces: data, not words."""

WIDE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts without spaces: two of their letters count as a word."""

CLOSERS = "\"'”’»›)]}*_  \xa0"
ENDS = frozenset(".!?…:;。！？؟۔।")
RUNNING_WORDS, LONG_WORDS = 8, 22
"""A sentence of eight words, or twenty-two words without an end, is running text and not a label."""
QUESTION_WORDS = 13
"""A shorter question may be a headline or heading."""
BROKEN_AT = 25
"""Code points that a line must have for the next to go on with it."""


FIELD_NAME = re.compile(r"[a-z_]{2,20}:\s")
"""How a line of a scraper's header begins ("date: …")."""


class Line(NamedTuple):
    """A line (or paragraph): where it is, how many words it has, whether it ends as a sentence does."""

    start: int
    end: int
    text: str
    words: int
    ends: bool
    running: bool
    rule: Rule | None
    unbroken: bool = False


def lines(text: str) -> list[Line]:
    """The lines of a text in order, disjoint, none of them empty."""
    spans = continued(text, paragraphs(text))
    return [line for span in spans for line in pieces(text, span)]


def pieces(text: str, span: Span) -> list[Line]:
    """A line, cut where it holds a run without spaces or litter pasted to its end."""
    whole = text[span.start : span.end]
    if len(whole) > 1000 and (runs := list(UNBROKEN.finditer(whole))):
        edges = [0, *(edge for run in runs for edge in run.span()), len(whole)]
        cut = [trimmed(text, span.start + a, span.start + b) for a, b in pairwise(edges)]
        return [line_at(text, part, unbroken=n % 2 == 1) for n, part in enumerate(cut) if part]
    if (at := glued_at(whole)) is not None:
        before, after = trimmed(text, span.start, span.start + at), Span(span.start + at, span.end)
        return [line_at(text, part) for part in (before, after) if part]
    return [line_at(text, span)]


def line_at(text: str, span: Span, unbroken: bool = False) -> Line:
    """What can be seen of a line by itself."""
    words_of = text[span.start : span.end]
    if unbroken:
        return Line(span.start, span.end, words_of, 1, False, False, None, True)
    words = words_of.count(" ") + words_of.count("\n") + 1
    if not words_of.isascii() and WIDE.search(words_of):
        words = max(words, len(WIDE.findall(words_of)) // 2)
    ends = ends_sentence(words_of)
    rule = rule_for(words_of, words) if words <= HAS_WORDS else None
    least = QUESTION_WORDS if words_of.rstrip(CLOSERS)[-1:] in "?？" else RUNNING_WORDS
    running = rule is None and (words >= LONG_WORDS or (ends and words >= least))
    return Line(span.start, span.end, words_of, words, ends, running, rule)


def ends_sentence(line: str) -> bool:
    """Whether it ends as a sentence does; marks that close a quotation are looked through."""
    return line.rstrip(CLOSERS)[-1:] in ENDS


def continued(text: str, spans: list[Span]) -> list[Span]:
    """Lines that a scraper broke at a link are one again: the next line goes on in small letters."""
    joined: list[Span] = []
    for span in spans:
        if joined and goes_on(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def goes_on(text: str, before: Span, after: Span) -> bool:
    """Whether a line is the middle of the sentence that the line before it began."""
    return (
        text[after.start].islower()
        and not FIELD_NAME.match(text, after.start, after.end)
        and before.end - before.start >= BROKEN_AT
        and text.count("\n", before.end, after.start) <= 1
        and text.count("\r", before.end, after.start) <= 1
        and text[before.end - 1] not in ENDS
        and not ends_sentence(text[max(before.start, before.end - 20) : before.end])
    )
