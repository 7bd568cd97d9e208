"""Two reports side by side: what is the same, put in, left out, reworded, moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
from msgspec import structs

from detente.model.derived import Comparison, Edit, Link, Piece
from detente.model.record import Span
from detente.weigh.boilerplate import Comparable, Mask
from detente.weigh.words import Words

Kind = Literal["only_a", "only_b", "litter"]

EDITS: dict[str, Literal["same", "deleted", "inserted", "replaced"]] = {
    "equal": "same",
    "delete": "deleted",
    "insert": "inserted",
    "replace": "replaced",
}


def compare(a: Comparable, b: Comparable, links: Iterable[Link]) -> Comparison:
    """Two reports laid side by side, given the links between them; links of other reports count nothing."""
    ends = {a.report.id, b.report.id}
    sides = [turned(link, a.report.id) for link in links if {link.a, link.b} == ends]
    shared = moved([aligned(a, b, *side) for side in sides])
    told = [p for p in shared if p.kind in ("copied", "quotation", "formula")]
    own = [
        *alone(a, [p.a for p in shared if p.a], "a"),
        *alone(b, [p.b for p in shared if p.b], "b"),
    ]
    return Comparison(
        a=a.report.id,
        b=b.report.id,
        a_words=int((~a.idle).sum()),
        b_words=int((~b.idle).sum()),
        a_shared=sum(words_in(a.words, e.a) for p in told for e in p.edits if e.kind == "same"),
        b_shared=sum(words_in(b.words, e.b) for p in told for e in p.edits if e.kind == "same"),
        pieces=tuple(in_order(shared, own)),
    )


def turned(link: Link, a: str) -> tuple[Link, Span, Span]:
    """A link with its stretches, that of report `a` first."""
    one, other = Span(link.a_start, link.a_end), Span(link.b_start, link.b_end)
    return (link, one, other) if link.a == a else (link, other, one)


def aligned(a: Comparable, b: Comparable, link: Link, there: Span, here: Span) -> Piece:
    """A linked passage as a piece, compared word by word unless it is reworded."""
    edits = () if link.kind == "reworded" else tuple(edited(a, b, there, here))
    return Piece(kind=link.kind, a=there, b=here, likeness=link.likeness, edits=edits)


def edited(a: Comparable, b: Comparable, there: Span, here: Span) -> Iterator[Edit]:
    """What a shared passage has the same on both sides, and what not."""
    i, i_end = a.words.between(*there)
    j, j_end = b.words.between(*here)
    one, other = a.ids[i:i_end].tolist(), b.ids[j:j_end].tolist()
    for kind, x, x_end, y, y_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield Edit(
            kind=EDITS[kind],
            a=stretch(a.words, i + x, i + x_end, there.start),
            b=stretch(b.words, j + y, j + y_end, here.start),
        )


def stretch(found: Words, first: int, last: int, start: int) -> Span:
    """Where some words stand; of none the place where they would, after the word before or at `start`."""
    if first < last:
        return Span(int(found.starts[first]), int(found.ends[last - 1]))
    at = max(start, int(found.ends[first - 1])) if first else start
    return Span(at, at)


def words_in(found: Words, span: Span) -> int:
    """How many words lie in a stretch."""
    first, last = found.between(*span)
    return last - first


def moved(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in the order of b; those that a has in another order are called moved, as few as can be."""
    ordered = sorted(pieces, key=lambda p: (p.b, p.a))
    starts = [p.a.start if p.a else 0 for p in ordered]
    staying = longest_rising(starts)
    return [p if n in staying else structs.replace(p, moved=True) for n, p in enumerate(ordered)]


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising row among some numbers.

    >>> sorted(longest_rising([5, 1, 2, 9, 3]))
    [1, 2, 4]
    """
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        rank = bisect_left(ends, number)
        ends[rank : rank + 1] = [number]
        at[rank : rank + 1] = [n]
        before.append(at[rank - 1] if rank else -1)
    found: set[int] = set()
    last = at[-1] if at else -1
    while last >= 0:
        found.add(last)
        last = before[last]
    return found


def alone(one: Comparable, taken: Iterable[Span], side: Literal["a", "b"]) -> Iterator[Piece]:
    """What one report has for itself, and its litter, each stretch within a passage."""
    free = np.ones(len(one.words), np.bool_)
    for span in taken:
        free[slice(*one.words.between(*span))] = False
    own: Kind = "only_a" if side == "a" else "only_b"
    litter: Kind = "litter"
    for passage in one.report.passages:
        first, last = one.words.between(passage.start, passage.end)
        if passage.role == "litter":
            yield beside(side, passage.span, "litter")
            continue
        for mask, what in ((free & ~one.idle, own), (free & one.idle, litter)):
            for i, j in stretches(mask, first, last):
                yield beside(side, Span(int(one.words.starts[i]), int(one.words.ends[j - 1])), what)


def beside(side: str, span: Span, kind: Kind) -> Piece:
    """A stretch of one report."""
    return Piece(kind=kind, a=span) if side == "a" else Piece(kind=kind, b=span)


def stretches(mask: Mask, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The unbroken stretches of a mask between two words."""
    padded = np.concatenate([[False], mask[first:last], [False]])
    edges = (np.flatnonzero(padded[1:] != padded[:-1]) + first).tolist()
    yield from zip(edges[::2], edges[1::2], strict=True)


def in_order(shared: Sequence[Piece], own: Iterable[Piece]) -> list[Piece]:
    """All pieces in the order of b; what only a has stands behind that which it follows in a."""
    in_a = sorted((p.a.end, p.b.end) for p in shared if p.a and p.b)
    ends = [end for end, _ in in_a]

    def place(piece: Piece) -> tuple[int, int, int]:
        if piece.b:
            return piece.b.start, 1, 0
        assert piece.a
        at = bisect_left(ends, piece.a.start + 1)
        return (in_a[at - 1][1] if at else -1), 0, piece.a.start

    return sorted([*shared, *own], key=place)
