"""Passages that two reports share, to the letter: what was copied, and what both only heard."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from detente.model.derived import Link
from detente.model.given import Report
from detente.model.record import key
from detente.weigh import align
from detente.weigh.align import Block, blocks, joined
from detente.weigh.boilerplate import Compared, compared
from detente.weigh.moments import before
from detente.weigh.prints import Index
from detente.weigh.quoted import Quoted
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


def links(reports: Sequence[Report]) -> tuple[Link, ...]:
    """Every passage two reports share, in order of reports and places. Order of arrival is nothing.

    `copied` where the passage proves that the two have it from one text, `quotation` where all but a few words are a
    direct quotation on both sides. Where two reports share more narration than quotation, the quotations came with it
    and are `copied` too. Of a passage that more than `prints.MANY` reports print, the earliest are linked
    with all others, and not all with all.
    """
    view = compared(reports)
    index = Index()
    for number, found in enumerate(view.prints):
        index.add(number, found)
    quoted = Quoted(view)
    result: list[Link] = []
    for number, found in enumerate(view.prints):
        for other, seeds in sorted(index.lookup(number, found).items()):
            result += _between(view, other, number, seeds, quoted)
    return tuple(sorted(result, key=lambda link: (link.a, link.b, link.a_start, link.b_start, link.id)))


def _between(view: Compared, a: int, b: int, seeds: Sequence[tuple[int, int]], quoted: Quoted) -> list[Link]:
    """The passages that two reports share."""
    ids = view.ids[a], view.ids[b]
    if not any(_proves(view.words[a], view.words[b], k) for k in joined(blocks(*ids, seeds))):
        return []
    closely = [*seeds, *align.seeds(*ids)]
    whole = joined(blocks(*ids, closely))
    proofs = [k for k in whole if _proves(view.words[a], view.words[b], k)]
    heard = [k for k in proofs if quoted.only(a, b, (k.a, k.a_end), (k.b, k.b_end), NARRATED)]
    told = [k for k in proofs if k not in heard]
    apart = heard if sum(k.equal for k in told) < sum(k.equal for k in heard) else []
    taken = [k for k in proofs if k not in apart]
    if taken:
        taken += _further(view, a, b, [k for k in whole if k not in proofs], proofs)
    made = [_link(view, a, b, k, "copied") for k in joined(taken)]
    return made + [_link(view, a, b, k, "quotation") for k in apart]


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


def _further(view: Compared, a: int, b: int, rest: Iterable[Block], proofs: Sequence[Block]) -> list[Block]:
    """Shorter passages, once copying is proved: whole sentences, wherever the copy put them."""
    found = [k for k in rest if k.equal >= MORE and _whole(view.words[a], view.words[b], k)]
    taken = [*proofs, *found]
    free_a = _free(len(view.words[a]), [(k.a, k.a_end) for k in taken])
    free_b = _free(len(view.words[b]), [(k.b, k.b_end) for k in taken])
    sentences: dict[bytes, list[tuple[int, int]]] = defaultdict(list)
    for first, last in view.words[a].bounds():
        if last - first >= SHORT and free_a[first:last].all():
            sentences[view.ids[a][first:last].tobytes()].append((first, last))
    for first, last in view.words[b].bounds():
        if last - first >= SHORT and free_b[first:last].all():
            same = sentences.get(view.ids[b][first:last].tobytes())
            if same:
                there = same.pop(0)
                found.append(Block(*there, first, last, last - first))
    return found


def _whole(a: Words, b: Words, block: Block) -> bool:
    """Whether a passage is at least one whole sentence on one side."""
    return bool(_sentences(a, block.a, block.a_end) or _sentences(b, block.b, block.b_end))


def _free(length: int, taken: Iterable[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Which words no passage covers."""
    free = np.ones(length, np.bool_)
    for start, end in taken:
        free[start:end] = False
    return free


def _link(view: Compared, a: int, b: int, block: Block, kind: str) -> Link:
    """A shared passage as a record: the earlier report first, else the one with the lesser id."""
    ends = [
        (view.reports[a], view.words[a], block.a, block.a_end),
        (view.reports[b], view.words[b], block.b, block.b_end),
    ]
    known = before(ends[0][0], ends[1][0])
    if not known and ends[1][0].id < ends[0][0].id:
        ends.reverse()
    (first, first_words, i, i_end), (second, second_words, j, j_end) = ends
    places = (
        int(first_words.starts[i]),
        int(first_words.ends[i_end - 1]),
        int(second_words.starts[j]),
        int(second_words.ends[j_end - 1]),
    )
    return Link(
        id=key("link", kind, first.id, second.id, *places),
        a=first.id,
        a_start=places[0],
        a_end=places[1],
        b=second.id,
        b_start=places[2],
        b_end=places[3],
        kind="quotation" if kind == "quotation" else "copied",
        words=max(block.a_end - block.a, block.b_end - block.b),
        likeness=round(block.likeness, 4),
        directed=known,
    )
