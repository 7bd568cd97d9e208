"""The brief as Markdown (CommonMark), to paste into a page or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.model.derived import Brief, BriefLine, BriefSection, NumberedSource
from detente.show.brief.citations import Citations, source_words
from detente.show.safe import plain

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!]|^\s*[-+](?=\s)|^\s*\d+[.)](?=\s)|&(?=\w+;|#))", re.MULTILINE)


def render(brief: Brief, *, codes: bool = False) -> str:
    """The brief as Markdown. Words of reports are escaped: none of them can become markup."""
    cited = Citations(brief)
    blocks = [f"# {escaped(brief.title)}", escaped(brief.summary)]
    for section in brief.sections:
        blocks += section_blocks(section, cited, codes)
    blocks += ["## Sources", *(source_block(source, cited) for source in brief.sources)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def section_blocks(section: BriefSection, cited: Citations, codes: bool) -> Iterator[str]:
    """A section: its title and its lines as one list."""
    yield f"## {escaped(section.title)}"
    if not section.lines:
        yield escaped(section.empty)
        return
    yield "\n".join(row for line in section.lines for row in rows(line, cited, codes, depth=0))
    if section.more:
        yield f"… and {section.more} more."


def rows(line: BriefLine, cited: Citations, codes: bool, depth: int) -> Iterator[str]:
    """A line as a list item, its parts below it."""
    before = f"**{escaped(line.when)}** – " if line.when else ""
    marks = " ".join(f"\\[{label}\\]" for label, _ in cited.of(line))
    rest = [*line.notes, *([line.counts] if line.counts else []), *(line.codes if codes else ())]
    state = f" *({escaped(line.state)})*" if line.state else ""
    after = f" – {escaped('; '.join(rest))}" if rest else ""
    yield f"{'  ' * depth}- {before}{escaped(line.text)}{state}{after} {marks}".rstrip()
    for part in line.parts:
        yield from rows(part, cited, codes, depth + 1)


def source_block(source: NumberedSource, cited: Citations) -> str:
    """A source with the sentences cited from it."""
    head = f"**{source.number}.** {escaped(source_words(source))}"
    told = [f"- \\[{label}\\] {escaped(cite.sentence)}" for label, cite in cited.under(source.number)]
    return head + ("\n\n" + "\n".join(told) if told else "")


def escaped(words: str) -> str:
    """Words that stay words in Markdown."""
    return SPECIAL.sub(lambda m: re.sub(r"(\S)", r"\\\1", m[0], count=1), plain(words))
