"""Quotation marks, character by character: what stands between which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.found import Quotation
from detente.model.record import Span

BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
"""Where a paragraph ends inside a passage: a quotation never runs across it."""

DOUBLE = frozenset('“”„‟«»‹›"＂')
SINGLE = frozenset("‘’‚‛'")
TURNED = {"»": "«", "›": "‹"}
"""Marks that German sets the other way round (»so«), with their partners."""

PARTNERS = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"', "＂": "＂", "”": "”",
    "``": "''", "''": "''", "‘": "’", "‚": "‘’", "‛": "’", "'": "'",
}  # fmt: skip
"""Which closer an opener asks for. Another one closes it too, but the quotation is flagged `mismatched`."""

MARK = re.compile("``|''|[" + "".join(sorted(DOUBLE | SINGLE)) + "]")

DEPTH = 8
"""Quotations that may be open at once. Further opening marks are litter and are passed over."""

ELISION = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|round|bout|n|s)\b", re.IGNORECASE)
"""Words that begin with an apostrophe: ’90s, ’em, ’til. Their mark opens nothing."""

Flag = str


@dataclass(slots=True)
class Opened:
    """A quotation whose closing mark has not been seen yet."""

    mark: str
    start: int
    inner: int

    @property
    def single(self) -> bool:
        """Whether it was opened by a single mark, which may be an apostrophe after all."""
        return self.mark in SINGLE


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a passage, in text order. Never raises; oddities are flags.

    `mismatched`: opened by one kind of mark and closed by another. `unclosed`: runs to the end of the
    paragraph. `continued`: unclosed, and the paragraph begins with it, so that the next paragraph may go on.
    A closing mark without an opening one is ignored. Nothing but marks: no quotation.
    """
    found: list[Quotation] = []
    start = 0
    for cut in [*(m.start() for m in BLANK_LINE.finditer(text)), len(text)]:
        found.extend(paragraph(text, start, cut))
        start = cut
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found)


def paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    """The quotations of one paragraph, inner ones before the one that holds them."""
    opened: list[Opened] = []
    for at, mark in marks(text, start, end):
        if opens(text, at, mark, opened, (start, end)):
            if len(opened) < DEPTH:
                opened.append(Opened(mark, at, at + len(mark)))
        elif found := closed(text, at, mark, opened):
            yield from found
    while opened:
        last = opened.pop()
        if not last.single:
            yield from unclosed(text, last, level(opened), (start, end))


def marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Every quotation mark with its place; doubled accents and apostrophes (`` '') are one mark."""
    for found in MARK.finditer(text, start, end):
        yield found.start(), found[0]


def opens(text: str, at: int, mark: str, opened: list[Opened], bounds: tuple[int, int]) -> bool:
    """Whether a mark opens a quotation here, judged by its kind and by its neighbours."""
    before = text[at - 1] if at > bounds[0] else " "
    after = text[at + len(mark)] if at + len(mark) < bounds[1] else " "
    free = not (before.isalnum() or before in ".,;:!?…%)]")
    leads = free and not after.isspace()
    trails = not before.isspace() and not after.isalnum()
    top = opened[-1].mark if opened else ""
    if mark in SINGLE:
        return leads and mark != "’" and not ELISION.match(text, at + 1)
    if mark in ("„", "‟", "``"):
        return True
    if mark == "“":
        return not (top and trails and (top in '„“"' or not free))
    if mark in ("«", "‹"):
        return not (top and (top in TURNED or (trails and not free)))
    if mark in TURNED:
        return leads and after.isalnum() and top != TURNED[mark]
    if mark == "”":
        return not opened and leads and after.isalnum()
    if any(o.mark == mark for o in opened):
        return after.isalnum() and before.isspace()
    return leads or (not opened and before.isspace() and at + len(mark) < bounds[1])


def closed(text: str, at: int, mark: str, opened: list[Opened]) -> list[Quotation]:
    """The quotation that this mark closes, if any; single marks left open inside it were apostrophes."""
    if not opened:
        return []
    if mark in SINGLE:
        after = text[at + 1 : at + 2]
        if not opened[-1].single or after.isalnum() or text[at - 1].isspace():
            return []
    else:
        while opened[-1].single and not all(o.single for o in opened):
            opened.pop()
    last = opened.pop()
    flags = () if mark in PARTNERS[last.mark] else ("mismatched",)
    return made(text, last, at, at + len(mark), level(opened), flags)


def unclosed(text: str, last: Opened, depth: int, bounds: tuple[int, int]) -> list[Quotation]:
    """A quotation whose closing mark is missing: it runs to the end of the paragraph."""
    end = bounds[1]
    while end > last.inner and text[end - 1].isspace():
        end -= 1
    begins = not text[bounds[0] : last.start].strip()
    flags = ("unclosed", "continued") if begins else ("unclosed",)
    return made(text, last, end, end, depth, flags)


def made(
    text: str, last: Opened, inner: int, end: int, depth: int, flags: tuple[Flag, ...]
) -> list[Quotation]:
    """The record, white space inside the marks left out of `inner`; nothing if no word is quoted."""
    words = text[last.inner : inner]
    if not any(c.isalnum() for c in words):
        return []
    start = last.inner + len(words) - len(words.lstrip())
    stop = inner - (len(words) - len(words.rstrip()))
    return [
        Quotation(start=last.start, end=end, inner=Span(start, stop), level=depth, flags=flags)  # type: ignore[arg-type]
    ]


def level(opened: list[Opened]) -> int:
    """How deep a quotation stands: 1, or 2 for every one inside another."""
    return 2 if opened else 1
