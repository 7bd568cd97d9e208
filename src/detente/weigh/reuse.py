"""Passages that two reports share, to the letter: what was copied, and what both only heard."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from typing import Literal

import numpy as np

from detente.model.derived import Link, Litter
from detente.model.given import Report
from detente.model.record import key
from detente.weigh import align
from detente.weigh.align import Block, blocks, joined
from detente.weigh.boilerplate import Comparable, Mask, compared
from detente.weigh.index import Index, postings
from detente.weigh.prints import ORDER
from detente.weigh.words import Words

PROOF = 15
"""Words two reports must share in a passage before we say that one was copied. At 8, a stock
phrase such as "on the sidelines of the general assembly in New York" passes for copying. On bench/reuse (dev) pairs have P 1.0 R .993 at 15, .970 / .994 at 8, 1.0 / .989 at 20;
from 10 to 15 nothing changes there, but its sources were chosen to share no 10 words, so the longer is the safer."""

SENTENCE = 10
"""… or the content words of one whole sentence that they share; at 6 one pair in 200 is false."""

MORE = 8
"""Words of a further passage, once copying is proved, if it is a whole sentence on either side …"""

SHORT = 3
"""… and words of a further sentence that stands in both, to the letter. Worth .0003 of character recall, and lets a
report that only puts sentences in another order be known as a copy to the last of them."""

NARRATED = 8
"""Words outside quotation marks that a passage needs on both sides: "he told reporters in Oslo on Monday" comes with
a quotation that both reporters heard."""


AGREES = 0.8
"""Share of its names and figures outside formulas that one report must have from the other to be a version of it: a bond's
correction keeps them, the next day's bond has others."""

DAY = 24 * 3600.0
"""Seconds after which it must have them all: the third of the month's announcements is no version of the second."""

ONE_TEXT = ("copied", "reworded")
"""Kinds of links that say, or suggest, that two reports have a passage from one text. What both heard does not, nor what
their publisher always writes."""

Proof = Literal["copied", "quotation", "formula"]


def links(reports: Sequence[Report], litter: tuple[Litter, ...] | None = None) -> tuple[Link, ...]:
    """Every passage two reports share, in order of reports and places. Order of arrival is nothing.

    `copied` where the passage proves that the two have it from one text, `quotation` where all but a few words are a
    direct quotation on both sides, `formula` where all but a few are what their publisher always writes. Where two reports share more narration than quotation, the quotations came with it
    and are `copied` too. Of a passage that very many print, the earliest are linked with all others, and not all with
    all (`index.MANY`). Without a list of litter it is learnt from these reports.
    """
    view = compared(reports, litter)
    index = Index()
    for number, one in enumerate(view.each):
        index.register.add(number, one.standing, one.report.outlet)
    index.put(postings((number, one.printed) for number, one in enumerate(view.each)))
    return in_place(link for one in view.each for link in linked(one, index, view.each.__getitem__))


def in_place(found: Iterable[Link]) -> tuple[Link, ...]:
    """Links in order of reports and places."""
    return tuple(sorted(found, key=lambda link: (link.a, link.b, link.a_start, link.b_start, link.id)))


def linked(
    one: Comparable, index: Index, read: Callable[[int], Comparable], *, earlier: bool = True
) -> list[Link]:
    """The passages that a report shares with those of the index before it; or with all, whenever they came out.

    They depend on which reports there are, and on nothing else. `read` gives a report by its number in the index.
    """
    found = index.earlier(one.standing, one.prints) if earlier else index.sharing(one.prints)
    result: list[Link] = []
    for number in sorted(found, key=index.register.standing):
        result += between(read(number), one, found[number])
    return result


def directly(a: Comparable, b: Comparable) -> list[Link]:
    """The passages that two reports share, looked for in these two alone."""
    _, there, here = np.intersect1d(a.prints[0], b.prints[0], return_indices=True)
    seeds = zip(a.prints[1][there].tolist(), b.prints[1][here].tolist(), strict=True)
    return between(a, b, list(seeds))


def between(a: Comparable, b: Comparable, seeds: Sequence[tuple[int, int]]) -> list[Link]:
    """The passages that two reports share, grown from the words at which they share a run."""
    return [_link(a, b, block, kind) for block, kind in shared(a, b, seeds)]


def shared(a: Comparable, b: Comparable, seeds: Sequence[tuple[int, int]]) -> list[tuple[Block, Proof]]:
    """The stretches of words that two reports share, and whether they prove copying."""
    seeds = [(i, j) for i, j in seeds if not a.idle[i : i + ORDER].any()] if a.idle.any() else seeds
    if not any(_proves(a.words, b.words, k) for k in joined(blocks(a.ids, b.ids, seeds))):
        return []
    pieces = _pieces(a, b, seeds)
    whole = joined(pieces)
    proofs = [k for k in whole if _proves(a.words, b.words, k)]
    usual = _formulas(a, b, proofs, pieces)
    heard = [k for k in proofs if k not in usual and _only_quoted(a, b, k)]
    taken = [k for k in proofs if k not in usual and k not in heard]
    if sum(k.equal for k in taken) >= sum(k.equal for k in heard):
        taken, heard = [*taken, *heard], []
    if taken:
        taken += _further(a, b, [k for k in whole if k not in proofs], proofs)
    return [
        *((k, "copied") for k in joined(taken)),
        *((k, "quotation") for k in heard),
        *((k, "formula") for k in usual if a.report.outlet == b.report.outlet),
    ]


def _pieces(a: Comparable, b: Comparable, seeds: Sequence[tuple[int, int]]) -> list[Block]:
    """The stretches that two reports share, to the word, once it is known that they share some."""
    if len(a.ids) == len(b.ids) and bool((a.ids == b.ids).all()):
        return [Block(0, len(a.ids), 0, len(b.ids), len(a.ids))]
    return blocks(a.ids, b.ids, [*seeds, *align.seeds(a.fine, b.fine)])


def _formulas(a: Comparable, b: Comparable, proofs: Sequence[Block], pieces: Sequence[Block]) -> list[Block]:
    """Those of some passages, made of pieces, that prove nothing: formulas which both publishers use.

    A formula goes on where it is not known as one, broken by other names and figures; so only words in a row prove more. None
    where the two agree in most names and figures: then one is another version of the other.
    """
    same_publisher = bool(a.report.outlet) and a.report.outlet == b.report.outlet
    known = bool(a.formula.any() and b.formula.any())
    if not (proofs and (known or same_publisher)):
        return []
    inside = {k: [p for p in pieces if k.a <= p.a < k.a_end and k.b <= p.b < k.b_end] for k in proofs}
    own = {p: _own(a, b, p) for found in inside.values() for p in found}
    usual = [
        k
        for k, found in inside.items()
        if max(_longest(own[p]) for p in found) < PROOF
        if sum(int(own[p].sum()) for p in found) < k.equal or (same_publisher and _filled_in(a, b, k, found))
    ]
    return [] if usual and _is_version(a, b, own) else usual


def _is_version(a: Comparable, b: Comparable, own: Mapping[Block, Mask]) -> bool:
    """Whether two reports that share pieces agree in the names and figures outside formulas; days apart in all there are,
    and say something besides: a day like another is told in the same words."""
    if not _days_apart(a, b):
        return _agreeing(a, b, own, [~(each.formula | each.idle) for each in (a, b)]) >= AGREES
    equal = {p: a.ids[p.a : p.a_end] == b.ids[p.b : p.b_end] for p in own}
    besides = sum(int(mask.sum()) for mask in own.values())
    return besides >= PROOF and _agreeing(a, b, equal, [~each.idle for each in (a, b)]) == 1.0


def _days_apart(a: Comparable, b: Comparable) -> bool:
    """Whether more than a day lies between two reports: who corrects or completes a text does it within one."""
    return max(a.standing.first - b.standing.last, b.standing.first - a.standing.last) > DAY


def _agreeing(a: Comparable, b: Comparable, equal: Mapping[Block, Mask], counted: Sequence[Mask]) -> float:
    """Share of the names and figures that one of two reports has from the other, of the words of each that are counted."""
    telling = a.words.name | a.words.figure
    shared = sum(int((mask & telling[p.a : p.a_end]).sum()) for p, mask in equal.items())
    told = min(
        int(((s.words.name | s.words.figure) & mask).sum()) for s, mask in zip((a, b), counted, strict=True)
    )
    return shared / told if told else 0.0


def _filled_in(a: Comparable, b: Comparable, block: Block, pieces: Sequence[Block]) -> bool:
    """Whether both sides of a passage have names or figures that the other has not at that place."""
    there, here = np.ones(block.a_end - block.a, np.bool_), np.ones(block.b_end - block.b, np.bool_)
    for p in pieces:
        other = a.ids[p.a : p.a_end] != b.ids[p.b : p.b_end]
        there[p.a - block.a : p.a_end - block.a] = other
        here[p.b - block.b : p.b_end - block.b] = other
    there &= (a.words.name | a.words.figure)[block.a : block.a_end]
    here &= (b.words.name | b.words.figure)[block.b : block.b_end]
    return bool(there.any() and here.any())


def _own(a: Comparable, b: Comparable, piece: Block) -> Mask:
    """Which words of a piece are equal on both sides and no formula on both."""
    there, here = slice(piece.a, piece.a_end), slice(piece.b, piece.b_end)
    own: Mask = (a.ids[there] == b.ids[here]) & ~(a.formula[there] & b.formula[here])
    return own


def _longest(mask: Mask) -> int:
    """The most in a row."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _only_quoted(a: Comparable, b: Comparable, block: Block) -> bool:
    """Whether on both sides some words stand in a quotation, and fewer than NARRATED outside it."""
    sides = a.quoted[block.a : block.a_end], b.quoted[block.b : block.b_end]
    return all(bool(side.any()) and int((~side).sum()) < NARRATED for side in sides)


def _proves(a: Words, b: Words, block: Block) -> bool:
    """Whether a shared passage is long enough to be no chance."""
    if block.equal >= PROOF:
        return True
    return any(
        int(side.content[first:last].sum()) >= SENTENCE
        for side, (start, end) in ((a, (block.a, block.a_end)), (b, (block.b, block.b_end)))
        for first, last in _sentences(side, start, end)
    )


def _sentences(side: Words, start: int, end: int) -> list[tuple[int, int]]:
    """The whole sentences between two words."""
    if start >= end:
        return []
    numbers = side.sentence[start:end]
    cuts = [start, *(np.flatnonzero(np.diff(numbers)) + 1 + start).tolist(), end]
    pieces = list(itertools.pairwise(cuts))
    if start and side.sentence[start - 1] == numbers[0]:
        pieces = pieces[1:]
    if pieces and end < len(side) and side.sentence[end] == numbers[-1]:
        pieces = pieces[:-1]
    return pieces


def _further(a: Comparable, b: Comparable, rest: Iterable[Block], proofs: Sequence[Block]) -> list[Block]:
    """Shorter passages, once copying is proved: whole sentences, wherever the copy put them."""
    found = [k for k in rest if k.equal >= MORE and _whole(a.words, b.words, k)]
    taken = [*proofs, *found]
    there = _free(a.words, [(k.a, k.a_end) for k in taken])
    here = _free(b.words, [(k.b, k.b_end) for k in taken]) if there else []
    sentences: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    for first, last in there if here else []:
        sentences[a.ids[first:last].tobytes()].append((first, last))
    for first, last in here:
        if same := sentences.get(b.ids[first:last].tobytes()):
            found.append(Block(*same.pop(0), first, last, last - first))
    return found


def _whole(a: Words, b: Words, block: Block) -> bool:
    """Whether a passage is at least one whole sentence on one side."""
    return bool(_sentences(a, block.a, block.a_end) or _sentences(b, block.b, block.b_end))


def _free(side: Words, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of SHORT words or more of which no passage covers a word."""
    busy = np.zeros(len(side) + 1, np.int64)
    for start, end in taken:
        busy[start + 1 : end + 1] = 1
    before = np.cumsum(busy)
    starts, ends = side.sentences
    free = (ends - starts >= SHORT) & (before[starts] == before[ends])
    return list(zip(starts[free].tolist(), ends[free].tolist(), strict=True))


def _link(a: Comparable, b: Comparable, block: Block, kind: Proof) -> Link:
    """A shared passage as a record: the earlier report first, else the one with the lesser id."""
    ends = [(a, block.a, block.a_end), (b, block.b, block.b_end)]
    if b.standing < a.standing:
        ends.reverse()
    known = ends[0][0].standing.last < ends[1][0].standing.first < inf
    if not known and ends[1][0].report.id < ends[0][0].report.id:
        ends.reverse()
    (first, i, i_end), (second, j, j_end) = ends
    places = (
        int(first.words.starts[i]),
        int(first.words.ends[i_end - 1]),
        int(second.words.starts[j]),
        int(second.words.ends[j_end - 1]),
    )
    return Link(
        id=key("link", kind, first.report.id, second.report.id, *places),
        a=first.report.id,
        a_start=places[0],
        a_end=places[1],
        b=second.report.id,
        b_start=places[2],
        b_end=places[3],
        kind=kind,
        words=max(block.a_end - block.a, block.b_end - block.b),
        likeness=round(block.likeness, 4),
        directed=known,
    )
