"""The words of a report as reports are compared by them: made equal, hashed, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

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
END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[<]?[A-Z\d<])|[\n\r\x85\u2028\u2029]+")
LAST = re.compile(r"[\w.]*\w$")
LAST_IN_TABLE = 0xFFFF
"""The last code point whose class is kept in a table; it is no character itself."""

DIGIT, LETTER, SEPARATOR, JOINS = 1, 2, 3, 4
"""Classes of characters; a separator is part of a number where digits stand on both sides."""

WORD_AS_KNOWN = np.dtype([("id", "<u8"), ("kind", "u1")])
"""The name of a word and what it is, in nine bytes."""


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
        starts, ends = self.sentences
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    @cached_property
    def sentences(self) -> tuple[Numbers, Numbers]:
        """The same in two columns."""
        if not len(self.ids):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        cuts = np.flatnonzero(np.diff(self.sentence)) + 1
        starts, ends = np.concatenate([[0], cuts]), np.concatenate([cuts, [len(self.ids)]])
        told = self.ends[ends - 1] > self.starts[starts]
        return starts[told], ends[told]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie in a stretch of text, as first and one past the last."""
        first = int(np.searchsorted(self.starts, start, "left"))
        return first, max(first, int(np.searchsorted(self.ends, end, "right")))


@lru_cache(maxsize=REMEMBERED)
def words(report: Report) -> Words:
    """The words of a report, passage by passage; where a passage is litter, a break."""
    text = report.text
    told = [(p.start, p.end) for p in report.passages if p.role != "litter"]
    starts, ends = cut(text, told)
    known = b"".join(
        map(KNOWN.__getitem__, [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)])
    )
    table = np.frombuffer(known, WORD_AS_KNOWN)
    ids, kind = np.ascontiguousarray(table["id"]), table["kind"]
    if litter := [p.start for p in report.passages if p.role == "litter"]:
        at = np.repeat(np.array(litter, np.int64), BREAK)
        order = np.argsort(np.concatenate([starts, at]), kind="stable")
        ids = np.concatenate(
            [ids, np.array([name for start in litter for name in _break(report.id, start)], np.uint64)]
        )[order]
        kind = np.concatenate([kind, np.zeros(len(at), np.uint8)])[order]
        starts, ends = np.concatenate([starts, at])[order], np.concatenate([ends, at])[order]
    stops = sorted([*sentence_ends(text), *(p.end for p in report.passages)])
    return Words(
        ids=ids,
        starts=starts,
        ends=ends,
        sentence=np.searchsorted(np.array(stops, np.int64), starts, "right"),
        content=(kind & CONTENT) > 0,
        name=(kind & NAME) > 0,
        figure=(kind & FIGURE) > 0,
    )


def cut(text: str, stretches: Sequence[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    """Where the words of some stretches of a text begin and end: what `WORD` finds, all at once.

    The classes of characters are looked up in a table; a text whose words have joiners inside, or letters beyond the first
    65,536 characters, is left to the expression.
    """
    if text.isascii():
        points = np.frombuffer(text.encode("ascii"), np.uint8)
    else:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        if (points > LAST_IN_TABLE).any():
            if any(character.isalnum() for character in set(text) if ord(character) > LAST_IN_TABLE):
                return _matched(text, stretches)
            points = np.minimum(points, LAST_IN_TABLE)
    found = _classes()[points]
    if (found == JOINS).any():
        return _matched(text, stretches)
    within = np.zeros(len(found) + 2, np.uint8)
    edges = np.zeros(len(found) + 1, np.bool_)
    for start, end in stretches:
        within[start + 1 : end + 1] = found[start:end]
        edges[[start, end]] = True
    before, after = within[:-2] == DIGIT, within[2:] == DIGIT
    separators = (within[1:-1] == SEPARATOR) & before & after & ~edges[:-1] & ~edges[1:]
    within[1:-1][separators] = DIGIT
    within[within > LETTER] = 0
    edges |= within[1:] != within[:-1]
    return np.flatnonzero(edges & (within[1:] > 0)), np.flatnonzero(edges & (within[:-1] > 0))


def _matched(text: str, stretches: Sequence[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    """The same, found by the expression."""
    places = [match.span() for start, end in stretches for match in WORD.finditer(text, start, end)]
    spans = np.array(places, np.int64).reshape(-1, 2)
    return spans[:, 0], spans[:, 1]


@cache
def _classes() -> npt.NDArray[np.uint8]:
    """The class of each character by its code point."""
    found = np.zeros(LAST_IN_TABLE + 1, np.uint8)
    for point in range(LAST_IN_TABLE):
        character = chr(point)
        if character.isdecimal():
            found[point] = DIGIT
        elif character.isalnum():
            found[point] = LETTER
    found[[ord(mark) for mark in ".,:"]] = SEPARATOR
    found[[ord(match) for match in re.findall(f"[{JOINER}]", "".join(map(chr, range(LAST_IN_TABLE))))]] = (
        JOINS
    )
    return found


def sentence_ends(text: str) -> list[int]:
    """Where sentences of a text end. Initials and abbreviations end none.

    Coarser than the parser's: reports that only copy each other are never parsed twice.
    """
    found = []
    for match in END.finditer(text):
        before = LAST.search(text, max(0, match.start() - 12), match.start())
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


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """The beginning of a word made equal, a number whole: "promised" and "promises" say the same.

    >>> stem("Negotiators"), stem("negotiations"), stem("2022")
    ('negot', 'negot', '2022')
    """
    form = equal_form(word)
    return form if form[:1].isdigit() else form[:STEM]


def named(text: str) -> list[str]:
    """The words of a short text that name something, in order."""
    return [word for word in WORD.findall(text) if _word(word)[1] & CONTENT]


def named_ids(text: str) -> Hashes:
    """The names of the words of a text, as `Words.ids` has them."""
    return np.array([_word(word)[0] for word in WORD.findall(text)], np.uint64)


@lru_cache(maxsize=1 << 12)
def _word(word: str) -> tuple[int, int]:
    """The 64-bit name of a word made equal, and what it is (`CONTENT`, `NAME`, `FIGURE`, added up)."""
    form = equal_form(word)
    figure = form[:1].isdigit()
    content = form not in _table("function") and (figure or len(form) > 1)
    kind = content * CONTENT + word[0].isupper() * NAME + figure * FIGURE
    return xxhash.xxh3_64_intdigest(form.encode("utf-8", "surrogatepass")), kind


class Known(dict[str, bytes]):
    """Words as they are known (`WORD_AS_KNOWN`), by how they are printed: a report's are looked up in one go."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= 1 << 18:
            self.clear()
        name, kind = _word(word)
        found = self[word] = name.to_bytes(8, "little") + bytes([kind])
        return found


KNOWN = Known()


def _break(report: str, start: int) -> list[int]:
    """Words that equal no other word."""
    return [
        xxhash.xxh3_64_intdigest(f"{report}\x1f{start}\x1f{i}".encode("utf-8", "surrogatepass"), seed=1)
        for i in range(BREAK)
    ]
