"""The brief in a terminal: 80 columns, a date column, one idea a line; colour only where it is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.model.derived import Brief, BriefLine, BriefSection, NumberedSource
from detente.show.brief.citations import Citations
from detente.show.brief.words import TONES, cells, is_table, sections, short, source_words, year_of
from detente.show.safe import pieces, plain
from detente.show.terminal import DIM, HEAD, printed

DATE_WIDTHS = (15, 20)
"""`Fri 21 Jan 2022` and `reported 19 Jan` fit into the first, `reported 19 Jan 2022` into the second."""

COLOURS = {"good": "green", "bad": "red", "": "none"}


def render(brief: Brief, *, codes: bool = False) -> str:
    """The brief as terminal text, with escape sequences only if standard output is a terminal."""
    return printed(Group(*whole(brief, codes)))


def whole(brief: Brief, codes: bool) -> Iterator[RenderableType]:
    """Title, day, summary, sections, sources."""
    cited = Citations(brief)
    yield Text(plain(brief.title), style="bold")
    if brief.when:
        yield Text(f"As of {plain(brief.when)}", style=DIM)
    yield Text(plain(brief.summary))
    for section in sections(brief):
        yield from (Text(), heading(section.title))
        yield from section_rows(section, cited, year_of(brief.as_of), codes)
    yield from (Text(), heading("Sources"), *(source_block(source, cited) for source in cited.listed()))
    if rest := cited.rest():
        yield Text(rest, style=DIM)


def heading(title: str) -> Text:
    """The head of a section."""
    return Text(plain(title).upper(), style=HEAD)


def section_rows(
    section: BriefSection, cited: Citations, year: str | None, codes: bool
) -> Iterator[RenderableType]:
    """The lines of a section, or that there are none."""
    if not section.lines:
        yield Text(plain(section.empty), style=DIM)
    elif is_table(section):
        yield table_block(section, cited, codes)
    else:
        yield lines_block(section.lines, cited, year, codes)
    if section.more:
        yield Text(f"… and {section.more} more", style=DIM)


def table_block(section: BriefSection, cited: Citations, codes: bool) -> Table:
    """Lines as rows: a name, what is to know of it, its marks."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for line in section.lines:
        notes = cells(section, line, codes)
        while len(table.columns) < len(notes) + 2:
            table.add_column(overflow="fold")
        table.add_row(Text(plain(line.text)), *map(dim, notes), dim(marks(line, cited)))
    return table


def lines_block(lines: Sequence[BriefLine], cited: Citations, year: str | None, codes: bool) -> Table:
    """Lines in two columns: when, and what; in one where none has a date."""
    days = [short(line.when, year) if line.when else "–" for line in lines]
    bodies = [Group(*line_rows(line, cited, year, codes)) for line in lines]
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    if any(line.when for line in lines):
        table.add_column(width=DATE_WIDTHS[max(map(len, days)) > DATE_WIDTHS[0]])
        table.add_column(ratio=1, overflow="fold")
        for day, body in zip(days, bodies, strict=True):
            table.add_row(dim(day), body)
    else:
        table.add_column(ratio=1, overflow="fold")
        for body in bodies:
            table.add_row(body)
    return table


def line_rows(line: BriefLine, cited: Citations, year: str | None, codes: bool) -> Iterator[RenderableType]:
    """A line: its text, below it how it stands and what to know about it, below that its parts."""
    yield Text(plain(line.text))
    if about := status(line, cited, codes):
        yield about
    for part in line.parts:
        yield part_block(part, cited, year, codes)


def status(line: BriefLine, cited: Citations, codes: bool) -> Text:
    """The quiet row: the state first, then remarks and counts, then the labels of the sentences."""
    remarks = (*line.notes, line.counts or "", *((*line.codes, line.id) if codes else ()))
    about, labels = [x for x in map(plain, remarks) if x], marks(line, cited)
    told = [(plain(line.state), COLOURS[TONES.get(line.state, "")])] if line.state else []
    told += [(words, DIM) for words in about]
    row = Text()
    for words, style in told:
        row.append(" · " if row else "", DIM).append(words, style)
    return row.append("  " if row and labels else "").append(labels, DIM)


def part_block(part: BriefLine, cited: Citations, year: str | None, codes: bool) -> RenderableType:
    """A part of a line, and its own parts, each a step to the right."""
    text = Text("– ")
    if part.when:
        text.append(f"{short(part.when, year)}: ", DIM)
    text.append(plain(part.text))
    if about := status(part, cited, codes):
        text.append("  ").append(about)
    return Padding(Group(text, *(part_block(p, cited, year, codes) for p in part.parts)), (0, 0, 0, 2))


def marks(line: BriefLine, cited: Citations) -> str:
    """The labels of a line's sentences in brackets: `[3b 5a]`."""
    labels = " ".join(cited.of(line))
    return f"[{labels}]" if labels else ""


def source_block(source: NumberedSource, cited: Citations) -> RenderableType:
    """A source, and the sentences cited from it with the words that count."""
    rows = [hanging(str(source.number), Text(plain(source_words(source)), style="bold"))]
    for label, cite in cited.under(source.number).items():
        before, words, after = pieces(cite)
        rows.append(hanging(label, Text.assemble((before, DIM), words, (after, DIM)), indent=4))
    return Group(*rows)


def hanging(label: str, text: Text, indent: int = 0) -> RenderableType:
    """A text with a label before all of its rows."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=max(3 if indent else 2, len(label)))
    table.add_column(ratio=1, overflow="fold")
    table.add_row(dim(label), text)
    return Padding(table, (0, 0, 0, indent))


def dim(words: str) -> Text:
    """Quiet words."""
    return Text(plain(words), style=DIM)
