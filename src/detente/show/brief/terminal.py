"""The brief in a terminal: 80 columns, a date column, one idea a line; colour only where it is wanted."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.model.derived import Brief, BriefLine, BriefSection, NumberedSource
from detente.show.brief.citations import Citations, source_words
from detente.show.safe import pieces, plain
from detente.show.terminal import DIM, HEAD, printed

DATE_WIDTH = 13
"""Room for `24–30 Jan 2022` would be 14; the year is left out where the section has one year."""

STATES = {"overdue": "bold red", "refused": "red", "broken": "bold red", "kept": "green", "accepted": "green"}


def render(brief: Brief, *, codes: bool = False) -> str:
    """The brief as terminal text, with escape sequences only if standard output is a terminal."""
    return printed(whole(brief, codes))


def whole(brief: Brief, codes: bool) -> RenderableType:
    """Title, summary, sections, sources."""
    cited = Citations(brief)
    parts: list[RenderableType] = [Text(plain(brief.title), style="bold"), Text(plain(brief.summary))]
    for section in brief.sections:
        parts += [Text(), section_block(section, cited, codes)]
    parts += [Text(), heading("Sources"), *(source_block(source, cited) for source in brief.sources)]
    return Group(*parts)


def heading(title: str) -> Text:
    """The head of a section."""
    return Text(plain(title).upper(), style=HEAD)


def section_block(section: BriefSection, cited: Citations, codes: bool) -> RenderableType:
    """A section: its head and its lines."""
    if not section.lines:
        return Group(heading(section.title), Text(plain(section.empty), style=DIM))
    more = [Text(f"… and {section.more} more", style=DIM)] if section.more else []
    return Group(heading(section.title), lines_block(section.lines, cited, codes), *more)


def lines_block(lines: tuple[BriefLine, ...], cited: Citations, codes: bool) -> Table:
    """Lines in two columns: when, and what."""
    dated = any(line.when for line in lines)
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    if dated:
        table.add_column(width=DATE_WIDTH, no_wrap=False)
    table.add_column(ratio=1)
    for line in lines:
        body = line_block(line, cited, codes)
        table.add_row(*([Text(plain(line.when or ""), style=DIM)] if dated else []), body)
    return table


def line_block(line: BriefLine, cited: Citations, codes: bool) -> RenderableType:
    """A line: its text with state and marks, below it what to know about it, below that its parts."""
    text = Text(plain(line.text))
    if line.state:
        text.append("  ").append(plain(line.state), style=STATES.get(line.state, "italic"))
    for label, _ in cited.of(line):
        text.append(f" [{label}]", style=DIM)
    below = [*line.notes, *([line.counts] if line.counts else []), *(line.codes if codes else ())]
    if codes:
        below.append(line.id)
    rows: list[RenderableType] = [text]
    if below:
        rows.append(Text(plain(" · ".join(below)), style=DIM))
    for part in line.parts:
        when = f"{plain(part.when)}: " if part.when else ""
        rows.append(Padding(Group(Text(f"– {when}", end="") + body_of(part, cited)), (0, 0, 0, 2)))
    return Group(*rows)


def body_of(part: BriefLine, cited: Citations) -> Text:
    """A part of a line in one piece."""
    text = Text(plain(part.text))
    if part.state:
        text.append(f"  {plain(part.state)}", style=STATES.get(part.state, "italic"))
    if part.notes:
        text.append(f" ({plain('; '.join(part.notes))})", style=DIM)
    for label, _ in cited.of(part):
        text.append(f" [{label}]", style=DIM)
    return text


def source_block(source: NumberedSource, cited: Citations) -> RenderableType:
    """A source, and the sentences cited from it with the words that count."""
    rows: list[RenderableType] = [
        Text(f"{source.number}  ") + Text(plain(source_words(source)), style="bold")
    ]
    for label, cite in cited.under(source.number):
        before, words, after = pieces(cite)
        sentence = Text.assemble((f"{label}  ", DIM), (before, DIM), words, (after, DIM))
        rows.append(Padding(sentence, (0, 0, 0, 3)))
    return Group(*rows)
