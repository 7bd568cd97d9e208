"""Passages that two reports share, to the letter: what was copied, and what both only heard."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import inf
from typing import Literal

import numpy as np

from detente.model.derived import Link, Litter
from detente.model.given import Report
from detente.model.record import key
from detente.weigh import align
from detente.weigh.align import Block, blocks, joined
from detente.weigh.boilerplate import Comparable, compared
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


def links(reports: Sequence[Report], litter: tuple[Litter, ...] | None = None) -> tuple[Link, ...]:
    """Every passage two reports share, in order of reports and places. Order of arrival is nothing.

    `copied` where the passage proves that the two have it from one text, `quotation` where all but a few words are a
    direct quotation on both sides. Where two reports share more narration than quotation, the quotations came with it
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


def shared(
    a: Comparable, b: Comparable, seeds: Sequence[tuple[int, int]]
) -> list[tuple[Block, Literal["copied", "quotation"]]]:
    """The stretches of words that two reports share, and whether they prove copying."""
    seeds = [(i, j) for i, j in seeds if not a.idle[i : i + ORDER].any()] if a.idle.any() else seeds
    if not any(_proves(a.words, b.words, k) for k in joined(blocks(a.ids, b.ids, seeds))):
        return []
    closely = [*seeds, *align.seeds(a.fine, b.fine)]
    whole = joined(blocks(a.ids, b.ids, closely))
    proofs = [k for k in whole if _proves(a.words, b.words, k)]
    heard = [k for k in proofs if _only_quoted(a, b, k)]
    told = [k for k in proofs if k not in heard]
    apart = heard if sum(k.equal for k in told) < sum(k.equal for k in heard) else []
    taken = [k for k in proofs if k not in apart]
    if taken:
        taken += _further(a, b, [k for k in whole if k not in proofs], proofs)
    return [*((k, "copied") for k in joined(taken)), *((k, "quotation") for k in apart)]


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
    sentences: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    for first, last in _free(a.words, [(k.a, k.a_end) for k in taken]):
        sentences[a.ids[first:last].tobytes()].append((first, last))
    if not sentences:
        return found
    for first, last in _free(b.words, [(k.b, k.b_end) for k in taken]):
        if same := sentences.get(b.ids[first:last].tobytes()):
            there = same.pop(0)
            found.append(Block(*there, first, last, last - first))
    return found


def _whole(a: Words, b: Words, block: Block) -> bool:
    """Whether a passage is at least one whole sentence on one side."""
    return bool(_sentences(a, block.a, block.a_end) or _sentences(b, block.b, block.b_end))


def _free(side: Words, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of SHORT words or more of which no passage covers a word."""
    busy = np.zeros(len(side) + 1, np.int64)
    for start, end in taken:
        busy[start + 1 : end + 1] = 1
    before = np.cumsum(busy).tolist()
    return [(i, j) for i, j in side.bounds() if j - i >= SHORT and before[i] == before[j]]


def _link(a: Comparable, b: Comparable, block: Block, kind: Literal["copied", "quotation"]) -> Link:
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
