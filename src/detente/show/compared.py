"""Two reports side by side in a terminal: passages in the order of the second, with what was put in and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from detente.ask.evidence import Sources
from detente.model.derived import Comparison, Piece
from detente.model.given import Report
from detente.model.record import Span
from detente.show.brief.terminal import dim, hanging
from detente.show.brief.words import source_words
from detente.show.safe import plain, spaced

LABELS = {
    "copied": "same",
    "quotation": "quoted",
    "formula": "formula",
    "reworded": "reworded",
    "only_a": "only A",
    "only_b": "only B",
    "litter": "litter",
}
WIDTH = 8
"""Columns of the longest label."""

LONG = 600
"""Code points of one report's own text that are shown; the record has all of it."""

CLOSING = re.compile(r"[.,;:!?…\"'”’»)\]]{1,3}(?=\s|$)")

GONE, NEW = "red", "green"


def comparison_rows(sources: Sources, found: Comparison) -> Iterator[RenderableType]:
    """The two reports, how much they share, and the passages."""
    for name, report in (("A", found.a), ("B", found.b)):
        numbered = sources.numbered[sources.number[report] - 1]
        yield hanging(name, Text(f"{numbered.number}  {plain(source_words(numbered))}"))
    yield Text()
    yield Text(in_short(found))
    if any(e.kind != "same" for p in found.pieces for e in p.edits):
        yield dim("[-…-] stands in A only, {+…+} in B only")
    yield Text()
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=WIDTH)
    table.add_column(ratio=1, overflow="fold")
    a, b = sources.reports[found.a], sources.reports[found.b]
    for piece in found.pieces:
        for label, words in lines(a, b, piece):
            table.add_row(dim(label), words)
    yield table


def in_short(found: Comparison) -> str:
    """How much the two share, in a sentence.

    >>> in_short(Comparison(a="a", b="b", a_words=9, b_words=12, a_shared=0, b_shared=0))
    'They share no text: A has 9 words, B 12.'
    """
    if not found.a_shared:
        reworded = sum(p.kind == "reworded" for p in found.pieces)
        also = f" {counted(reworded, 'sentence is', 'sentences are')} reworded." if reworded else ""
        return f"They share no text: A has {found.a_words} words, B {found.b_words}.{also}"
    kinds = [
        counted(sum(p.kind == "copied" for p in found.pieces), "passage", "passages"),
        *(
            counted(number, *forms)
            for number, forms in (
                (sum(p.moved for p in found.pieces), ("of them moved", "of them moved")),
                (sum(p.kind == "quotation" for p in found.pieces), ("quotation", "quotations")),
                (sum(p.kind == "formula" for p in found.pieces), ("formula", "formulas")),
                (
                    sum(p.kind == "reworded" for p in found.pieces),
                    ("reworded sentence", "reworded sentences"),
                ),
            )
            if number
        ),
    ]
    return (
        f"{found.a_shared} of the {found.a_words} words of A stand in B, and make {found.b_shared} of its "
        f"{found.b_words}: {', '.join(kinds)}."
    )


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def lines(a: Report, b: Report, piece: Piece) -> Iterator[tuple[str, Text]]:
    """The rows of a piece: a label and the words."""
    label = "moved" if piece.moved and piece.kind == "copied" else LABELS[piece.kind]
    if piece.edits:
        yield label, edited(a, b, piece)
    elif piece.a and piece.b:
        yield label, Text.assemble(("[-" + cut(a, piece.a) + "-]", GONE))
        yield "", Text.assemble(("{+" + cut(b, piece.b) + "+}", NEW))
    elif piece.a:
        yield label, Text(cut(a, piece.a), style=GONE if piece.kind == "only_a" else "dim")
    elif piece.b:
        yield label, Text(cut(b, piece.b), style=NEW if piece.kind == "only_b" else "dim")


def cut(report: Report, span: Span) -> str:
    """The words of a stretch in one line, the middle of a long one left out."""
    words = plain(report.quote((span.start, closed(report, span.end))))
    if len(words) <= LONG:
        return words
    half = LONG // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"


def closed(report: Report, end: int) -> int:
    """Where a stretch ends with the full stop and the marks that close it."""
    found = CLOSING.match(report.text, end)
    return found.end() if found else end


def edited(a: Report, b: Report, piece: Piece) -> Text:
    """A shared passage in the words of B, with what A has instead.

    What stands between two words goes with the first of them.
    """
    assert piece.a and piece.b
    starts_a = [*(e.a.start for e in piece.edits[1:]), closed(a, piece.a.end)]
    starts_b = [*(e.b.start for e in piece.edits[1:]), closed(b, piece.b.end)]
    found = Text()
    for edit, a_end, b_end in zip(piece.edits, starts_a, starts_b, strict=True):
        gone = (
            spaced(a.quote((edit.a.start, max(edit.a.end, a_end)))).strip()
            if edit.a.end > edit.a.start
            else ""
        )
        new = (
            spaced(b.quote((edit.b.start, max(edit.b.end, b_end)))).strip()
            if edit.b.end > edit.b.start
            else ""
        )
        parts = (
            [(new, "")]
            if edit.kind == "same"
            else [(f"[-{gone}-]" if gone else "", GONE), (f"{{+{new}+}}" if new else "", NEW)]
        )
        for words, style in parts:
            if words:
                found.append(" " if len(found) else "").append(words, style=style)
    return found
