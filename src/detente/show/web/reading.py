"""A report's text cut into pieces, so that a page can mark what it says without moving a letter.

The server cuts: Python counts code points, browsers count UTF-16 units.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from detente.model.derived import Comparison, Link
from detente.model.given import Report
from detente.model.judged import Analysis
from detente.model.record import Span
from detente.show.web.desk import View
from detente.show.web.readings import Reading, by_passage, readings, struck


class Mark(NamedTuple):
    """A stretch of the text and what it is: a layer, and a note for people."""

    start: int
    end: int
    layer: str
    note: str = ""


class Piece(NamedTuple):
    """Text under one and the same set of marks."""

    text: str
    layers: tuple[str, ...]
    notes: tuple[str, ...]
    start: int
    first: bool = False
    """Whether the sentence that was asked for begins here."""


class Paragraph(NamedTuple):
    """A passage of the report in pieces, with what is read from it."""

    role: str
    pieces: tuple[Piece, ...]
    data: tuple[tuple[str, str], ...]
    """What follows from it, in words, each once: id and words."""
    shared_by: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Which reports have it too: kind of link, direction, their ids."""
    read_as: tuple[Reading, ...] = ()
    """What was read from it."""


class Shared(NamedTuple):
    """A passage that another report has too: which, where, and which of the two has it from the other."""

    report: str
    start: int
    end: int
    there: tuple[int, int]
    kind: str
    direction: str
    """`from`: that report is the earlier one; `to`: this one is; empty if it cannot be told."""


LAYERS = ("statement", "mention", "time", "place", "figure", "shared")


def paragraphs(
    view: View, report: Report, analysis: Analysis, at: tuple[int, int] | None
) -> Iterator[Paragraph]:
    """The passages of a report with everything that is marked in them."""
    known, decisions = view.known([report.id])[report.id], view.decisions()
    marks = sorted(
        {
            *found(analysis),
            *(Mark(s.start, s.end, "shared") for s in shared(view, report.id)),
            *(Mark(s.start, s.end, "rejected", s.why) for s in struck(known, decisions)),
        }
    )
    read = by_passage(readings(known, decisions), (p.span for p in report.passages))
    if at:
        marks.append(Mark(*at, "asked"))
    data = sorted(view.cited_in(report.id))
    copies = shared(view, report.id)
    for passage in report.passages:
        within = [m for m in marks if m.start < passage.end and passage.start < m.end]
        yield Paragraph(
            role=passage.role,
            pieces=tuple(cut(report.text, passage.start, passage.end, within)),
            data=in_words(view, (id for start, _, id in data if passage.start <= start < passage.end)),
            shared_by=grouped(s for s in copies if s.start < passage.end and passage.start < s.end),
            read_as=tuple(read[passage.start]),
        )


def in_words(view: View, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Data in words, those that say the same once."""
    said: dict[str, str] = {}
    for line in view.lines([view.data[id] for id in dict.fromkeys(ids)]):
        said.setdefault(line.text, line.id)
    return tuple((id, text) for text, id in said.items())


def grouped(copies: Iterable[Shared]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Shared passages by kind and direction, with the other reports."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for s in copies:
        found[s.kind, s.direction][s.report] = None
    return tuple((*key, tuple(others)) for key, others in found.items())


def found(analysis: Analysis) -> Iterator[Mark]:
    """What was found in a report."""
    for statement in analysis.statements:
        yield from (Mark(s.start, s.end, "statement") for s in statement.spans)
    yield from (Mark(m.start, m.end, "mention", m.actor or "") for m in analysis.mentions)
    yield from (Mark(t.start, t.end, "time", t.value or "") for t in analysis.times)
    yield from (Mark(p.start, p.end, "place", p.name) for p in analysis.places)
    yield from (Mark(f.start, f.end, "figure") for f in analysis.figures)


def shared(view: View, report: str) -> list[Shared]:
    """The passages that a report shares with others, in text order."""
    return sorted(one_shared(link, report) for link in view.links.get(report, ()))


def one_shared(link: Link, report: str) -> Shared:
    """A link seen from one of its reports."""
    if link.a == report:
        here, other, there = (link.a_start, link.a_end), link.b, (link.b_start, link.b_end)
        direction = "to" if link.directed else ""
    else:
        here, other, there = (link.b_start, link.b_end), link.a, (link.a_start, link.a_end)
        direction = "from" if link.directed else ""
    return Shared(other, *here, there, link.kind, direction)


def cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The pieces of text[start:end]; they join to it again, letter for letter.

    >>> [p.text for p in cut("abcdef", 0, 6, [Mark(1, 4, "x"), Mark(3, 5, "y")])]
    ['a', 'bc', 'd', 'e', 'f']
    """
    opens: dict[int, list[Mark]] = defaultdict(list)
    closes: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opens[max(mark.start, start)].append(mark)
        closes[min(mark.end, end)].append(mark)
    edges = sorted({start, end, *opens, *closes})
    under: list[Mark] = []
    for first, last in itertools.pairwise(edges):
        under = [m for m in under if m not in closes[first]] + [m for m in opens[first] if m.end > first]
        yield Piece(
            text=text[first:last],
            layers=tuple(sorted({m.layer for m in under})),
            notes=notes_of(under),
            start=first,
            first=any(m.layer == "asked" for m in opens[first]),
        )


def notes_of(marks: Iterable[Mark]) -> tuple[str, ...]:
    """What is to be said of a piece, each once."""
    return tuple(dict.fromkeys(m.note for m in marks if m.note))


class Cell(NamedTuple):
    """One side of a row: its words, in stretches that the other side has too (`same`) or not."""

    stretches: tuple[tuple[str, bool], ...]


class Row(NamedTuple):
    """A stretch of two reports laid side by side, at most a paragraph of both; a side that has nothing there is none."""

    kind: str
    moved: bool
    a: Cell | None
    b: Cell | None
    goes_on: bool = False
    """Whether the next row is of the same stretch."""
    is_edited: bool = False
    """Whether some words of the whole stretch are not the same on both sides."""


BREAK = re.compile(r"\s*\n\s*")


def rows(comparison: Comparison, a: Report, b: Report) -> Iterator[Row]:
    """Two reports side by side, in the order of the second, paragraph beside paragraph."""
    for piece in comparison.pieces:
        one = told(a.text, piece.a, [e.a for e in piece.edits])
        other = told(b.text, piece.b, [e.b for e in piece.edits])
        same = [e.kind == "same" for e in piece.edits] or [True]
        cells = list(paired(one, other, same)) if one and other else [(cell(one, same), cell(other, same))]
        for n, (left, right) in enumerate(cells, 1):
            yield Row(piece.kind, piece.moved, left, right, n < len(cells), not all(same))


def told(text: str, span: Span | None, edits: Sequence[Span]) -> list[str]:
    """The words of each edit; what lies between two belongs to the first. They join to the words of the span."""
    if span is None:
        return []
    starts = [
        span.start,
        *(after_space(text, min(max(e.start, span.start), span.end), span.end) for e in edits[1:]),
    ]
    ends = [*starts[1:], span.end]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def after_space(text: str, start: int, end: int) -> int:
    """Where the next word begins: an edit without words on this side stands before the space, not after it."""
    while start < end and text[start].isspace():
        start += 1
    return start


def cell(words: Sequence[str], same: Sequence[bool]) -> Cell | None:
    """One side of a row; none where it has nothing."""
    stretches = tuple((w, s or not w.strip()) for w, s in zip(words, same, strict=False) if w)
    return Cell(stretches) if stretches else None


def paired(
    a: Sequence[str], b: Sequence[str], same: Sequence[bool]
) -> Iterator[tuple[Cell | None, Cell | None]]:
    """A stretch of both reports cut where both begin a new paragraph.

    >>> [(x.stretches, y.stretches) for x, y in paired(["one\\ntwo"], ["one\\n\\ntwo"], [True])]
    [((('one', True),), (('one', True),)), ((('two', True),), (('two', True),))]
    """
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for one, other, is_same in zip(a, b, same, strict=False):
        parts, others = BREAK.split(one), BREAK.split(other)
        if len(parts) != len(others):
            parts, others = [one], [other]
        for n, (words, those) in enumerate(zip(parts, others, strict=True)):
            if n:
                yield cell(*unzipped(left)), cell(*unzipped(right))
                left, right = [], []
            left.append((words, is_same))
            right.append((those, is_same))
    yield cell(*unzipped(left)), cell(*unzipped(right))


def unzipped(stretches: Sequence[tuple[str, bool]]) -> tuple[list[str], list[bool]]:
    """The words of stretches, and whether each is the same on both sides."""
    return [words for words, _ in stretches], [same for _, same in stretches]
