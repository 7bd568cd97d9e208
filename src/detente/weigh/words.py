"""The words of a report as reports are compared by them: made equal, hashed, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise

import numpy as np
import numpy.typing as npt
import xxhash

from detente import lexicon
from detente.clean.invisible import INVISIBLE, UNSEEN
from detente.model.given import Report

VERSION = "2"
"""Rises with every change that can give a word another name: prints made by another cannot be compared."""

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

BREAK = 9
"""Empty words put where litter was cut out: one more than the gap a passage may bridge, so that none runs across."""

REMEMBERED = 4096
"""Reports whose words are kept for the next stage: all of a crisis, a part of an archive."""

SPELLED = 6
"""Letters a word needs before its ending is made American: "four" and "rise" are no spellings of "for" and "rize"."""

CONTENT, NAME, FIGURE = 1, 2, 4
"""What a word is: it names something, it has a capital, it is a number."""

STEM = 5
"""Letters of a word that make its stem."""

JOINER = f"\u0300-\u036f{UNSEEN}"
"""Combining marks and invisible joiners, which may stand inside a word."""

WORD = re.compile(rf"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[{JOINER}]+[^\W\d_]*)*")
PLAIN_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[A-Za-z]+", re.ASCII)
"""The same for text that is ASCII throughout, a quarter faster."""
END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[<]?[A-Z\d<])|[\n\r\x85\u2028\u2029]+")
LAST = re.compile(r"[\w.]*\w$")
PRINTED, PLACE = re.Match.group, re.Match.span
"""Mapped over matches, which is twice as fast as asking each."""


@dataclass(frozen=True, eq=False)
class Words:
    """The comparable words of a report, in text order, litter left out.

    `ids` are 64-bit hashes of the words made equal, `starts` and `ends` their places in the report's text,
    `sentence` the number of the sentence each stands in, `content` whether it names something, `name` whether it is
    written with a capital, `figure` whether it is a number.
    """

    ids: Hashes
    starts: Numbers
    ends: Numbers
    sentence: Numbers
    content: npt.NDArray[np.bool_]
    name: npt.NDArray[np.bool_]
    figure: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def bounds(self) -> list[tuple[int, int]]:
        """First and one past the last word of every sentence, in order."""
        return self._bounds

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        if not len(self.ids):
            return []
        cuts = [0, *(np.flatnonzero(np.diff(self.sentence)) + 1).tolist(), len(self.ids)]
        return [(a, b) for a, b in pairwise(cuts) if self.ends[b - 1] > self.starts[a]]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie in a stretch of text, as first and one past the last."""
        first = int(np.searchsorted(self.starts, start, "left"))
        return first, max(first, int(np.searchsorted(self.ends, end, "right")))


@lru_cache(maxsize=REMEMBERED)
def words(report: Report) -> Words:
    """The words of a report, passage by passage; where a passage is litter, a break."""
    text = report.text
    word = PLAIN_WORD if text.isascii() else WORD
    known: list[tuple[int, int]] = []
    places: list[tuple[int, int]] = []
    stops: list[int] = []
    for passage in report.passages:
        if passage.role == "litter":
            known += ((name, 0) for name in _break(report.id, passage.start))
            places += [(passage.start, passage.start)] * BREAK
        else:
            found = list(word.finditer(text, passage.start, passage.end))
            known += map(_word, map(PRINTED, found))
            places += map(PLACE, found)
            stops += sentence_ends(text, passage.start, passage.end)
        stops.append(passage.end)
    names, kinds = zip(*known, strict=True) if known else ((), ())
    kind = np.array(kinds, np.uint8)
    spans = np.fromiter(chain.from_iterable(places), np.int64, 2 * len(places)).reshape(-1, 2)
    return Words(
        ids=np.array(names, np.uint64),
        starts=spans[:, 0],
        ends=spans[:, 1],
        sentence=np.searchsorted(np.array(stops, np.int64), spans[:, 0], "right"),
        content=(kind & CONTENT) > 0,
        name=(kind & NAME) > 0,
        figure=(kind & FIGURE) > 0,
    )


def sentence_ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences of a passage end, but for the last. Initials and abbreviations end none.

    Coarser than the parser's: reports that only copy each other are never parsed twice.
    """
    found = []
    for match in END.finditer(text, start, end):
        before = LAST.search(text, max(start, match.start() - 12), match.start())
        if text[match.start()] == "." and before and _abbreviated(before.group()):
            continue
        found.append(match.end())
    return found


def _abbreviated(word: str) -> bool:
    """Whether a full stop after the word is part of it ("U.S", "Gen", a single initial)."""
    return (len(word) == 1 and word.isupper()) or "." in word or word.casefold() in _table("abbreviations")


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(lexicon.toml("matching")[name]["words"])


@cache
def _numerals() -> dict[str, int]:
    table = lexicon.toml("matching")
    both: dict[str, int] = table["numbers"] | table["tens"]
    return both


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """British endings with their American ones, the longest first."""
    rows = [(row["from"], row["to"]) for row in lexicon.toml("matching")["ending"]]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def equal_form(word: str) -> str:
    """A word as it is compared: NFKC, case folded, numerals as digits, American endings.

    >>> [equal_form(word) for word in ("Twenty", "100,000", "neighbour")]
    ['20', '100000', 'neighbor']
    """
    if not word.isascii():
        word = INVISIBLE.sub("", unicodedata.normalize("NFKC", word))
    word = word.casefold()
    if word[:1].isdigit():
        return word.replace(",", "")
    if (value := _numerals().get(word)) is not None:
        return str(value)
    if len(word) >= SPELLED:
        for british, american in _endings():
            if word.endswith(british):
                return word.removesuffix(british) + american
    return word


def stem(word: str) -> str:
    """The beginning of a word made equal, a number whole: "promised" and "promises" say the same.

    >>> stem("Negotiators"), stem("negotiations"), stem("2022")
    ('negot', 'negot', '2022')
    """
    form = _form(word)
    return form if form[:1].isdigit() else form[:STEM]


def named(text: str) -> list[str]:
    """The words of a short text that name something, in order."""
    return [word for word in WORD.findall(text) if _word(word)[1] & CONTENT]


def named_ids(text: str) -> Hashes:
    """The names of the words of a text, as `Words.ids` has them."""
    return np.array([_word(word)[0] for word in WORD.findall(text)], np.uint64)


@lru_cache(maxsize=1 << 18)
def _form(word: str) -> str:
    return equal_form(word)


@lru_cache(maxsize=1 << 18)
def _word(word: str) -> tuple[int, int]:
    """The 64-bit name of a word made equal, and what it is (`CONTENT`, `NAME`, `FIGURE`, added up)."""
    form = _form(word)
    figure = form[:1].isdigit()
    content = form not in _table("function") and (figure or len(form) > 1)
    kind = content * CONTENT + word[0].isupper() * NAME + figure * FIGURE
    return xxhash.xxh3_64_intdigest(form.encode("utf-8", "surrogatepass")), kind


def _break(report: str, start: int) -> list[int]:
    """Words that equal no other word."""
    return [
        xxhash.xxh3_64_intdigest(f"{report}\x1f{start}\x1f{i}".encode("utf-8", "surrogatepass"), seed=1)
        for i in range(BREAK)
    ]
