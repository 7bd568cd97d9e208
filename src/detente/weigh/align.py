"""Where two sequences of words agree: seeds grown along their diagonal, neighbours joined over small gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from detente.weigh.prints import ORDER, Prints
from detente.weigh.words import Hashes

GAP = 8
"""Words by which a passage may differ in one place and stay one: "10:00 GMT" or "10 a.m.", a clause put in. On bench/reuse
(dev) characters have R .9926 at 2, .9946 at 8, .9949 at 16, P .993 at all."""

DROP = 6
"""How far the score of a growing stretch (+1 for an equal word, -2 for another) may fall below its best."""


FINE = 5
"""Words of the runs by which two reports are compared once they are known to share a passage."""


class Block(NamedTuple):
    """A stretch of words on either side, ends excluded, and how many of them agree."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int

    @property
    def likeness(self) -> float:
        """Share of the longer side's words that agree."""
        return self.equal / max(1, self.a_end - self.a, self.b_end - self.b)


def seeds(a: Prints, b: Prints) -> list[tuple[int, int]]:
    """Where runs of FINE words first stand in both: enough to follow a passage through edits close together.

    Each side gives every run once, sorted by hash, with its first word.
    """
    if not len(a[0]) or not len(b[0]):
        return []
    at = np.minimum(np.searchsorted(a[0], b[0]), len(a[0]) - 1)
    same = a[0][at] == b[0]
    return list(zip(a[1][at[same]].tolist(), b[1][same].tolist(), strict=True))


def blocks(a: Hashes, b: Hashes, seeds: Iterable[tuple[int, int]]) -> list[Block]:
    """Stretches without insertions that grow from the seeds, none overlapping another on either side."""
    diagonals: dict[int, list[int]] = defaultdict(list)
    for there, here in seeds:
        diagonals[there - here].append(here)
    grown: set[Block] = set()
    for shift, places in sorted(diagonals.items()):
        grown.update(_along(a, b, shift, sorted(places)))
    return _apart(grown)


def _along(a: Hashes, b: Hashes, shift: int, places: list[int]) -> list[Block]:
    """Grow the seeds of one diagonal; `places` are words of b, those of a are `shift` further on."""
    low, high = max(0, -shift), min(len(b), len(a) - shift)
    equal = np.zeros(high - low + 2, np.int8)
    np.equal(a[low + shift : high + shift], b[low:high], out=equal[1:-1].view(np.bool_))
    edges = (equal[1:] != equal[:-1]).nonzero()[0].tolist()
    runs = list(zip(edges[::2], edges[1::2], strict=True))
    found: list[Block] = []
    reached = -1
    at = 0
    for place in places:
        if place - low < reached:
            continue
        while at < len(runs) - 1 and runs[at][1] <= place - low:
            at += 1
        last = _grow(runs, at, 1)
        first = _grow(runs, at, -1)
        start, end = runs[first][0], runs[last][1]
        reached = end
        matched = sum(r[1] - r[0] for r in runs[first : last + 1])
        found.append(Block(start + low + shift, end + low + shift, start + low, end + low, matched))
    return found


def _grow(runs: list[tuple[int, int]], at: int, step: int) -> int:
    """The run up to which growing from run `at` pays."""
    best = at
    score = top = 0
    while 0 <= (to := at + step) < len(runs):
        near, far = (runs[at], runs[to]) if step > 0 else (runs[to], runs[at])
        score -= 2 * (far[0] - near[1])
        if score < top - DROP:
            break
        score += runs[to][1] - runs[to][0]
        at = to
        if score > top:
            best, top = at, score
    return best


def _apart(found: Iterable[Block]) -> list[Block]:
    """Blocks cut so that none overlaps a longer one on either side; what is left of less than ORDER words goes."""
    kept: list[Block] = []
    for block in sorted(found, key=lambda k: (-k.equal, k)):
        rest = block
        for other in kept:
            if (cut := _without(rest, other)) is None:
                break
            rest = cut
        else:
            kept.append(rest)
    return sorted(kept)


def _without(block: Block, other: Block) -> Block | None:
    """The longer end of a block that does not overlap the other; None if that is too short."""
    if (block.a >= other.a_end or other.a >= block.a_end) and (
        block.b >= other.b_end or other.b >= block.b_end
    ):
        return block
    over_a = block.a < other.a_end and other.a < block.a_end
    over_b = block.b < other.b_end and other.b < block.b_end
    head = min([other.a - block.a] * over_a + [other.b - block.b] * over_b)
    tail = min([block.a_end - other.a_end] * over_a + [block.b_end - other.b_end] * over_b)
    size = max(head, tail)
    if size < ORDER:
        return None
    cut = (block.a_end - block.a) - size
    equal = max(0, min(block.equal, size))
    if head >= tail:
        return Block(block.a, block.a_end - cut, block.b, block.b_end - cut, equal)
    return Block(block.a + cut, block.a_end, block.b + cut, block.b_end, equal)


def joined(found: Iterable[Block]) -> list[Block]:
    """Blocks in the same order on both sides with at most GAP words between, made one."""
    whole: list[Block] = []
    for block in sorted(found):
        before = whole[-1] if whole else None
        if before and 0 <= block.a - before.a_end <= GAP and 0 <= block.b - before.b_end <= GAP:
            equal = before.equal + block.equal
            whole[-1] = Block(before.a, block.a_end, before.b, block.b_end, equal)
        else:
            whole.append(block)
    return whole
