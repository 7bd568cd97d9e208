"""The brief as Markdown (CommonMark), to paste into a page or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.model.derived import Brief, BriefLine, BriefSection, NumberedSource
from detente.show.brief.citations import Citations
from detente.show.brief.words import address, sections, source_words
from detente.show.safe import plain

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~!$@]|&(?=#|\w+;)|:(?=//)|(?<=www)\.|^[-+](?=[\s-]|$)", re.IGNORECASE)
"""What would be markup in CommonMark or its usual extensions (tables, formulas, bare addresses)."""
NUMBERED = re.compile(r"^(\d{1,9})(?=[.)])")
"""A number that would begin a list."""


def render(brief: Brief, *, codes: bool = False) -> str:
    """The brief as Markdown. Words of reports are escaped: none of them can become markup."""
    cited = Citations(brief)
    blocks = [f"# {escaped(brief.title)}"]
    if brief.when:
        blocks.append(f"As of {escaped(brief.when)}")
    blocks.append(escaped(brief.summary))
    for section in sections(brief):
        blocks += section_blocks(section, cited, codes)
    blocks += ["## Sources", *(source_block(source, cited) for source in cited.listed()), cited.rest()]
    return "\n\n".join(block for block in blocks if block) + "\n"


def section_blocks(section: BriefSection, cited: Citations, codes: bool) -> Iterator[str]:
    """A section: its title and its lines as one list."""
    yield f"## {escaped(section.title)}"
    if not section.lines:
        yield escaped(section.empty)
    yield "\n".join(row for line in section.lines for row in rows(line, cited, codes, depth=0))
    if section.more:
        yield f"… and {section.more} more."


def rows(line: BriefLine, cited: Citations, codes: bool, depth: int) -> Iterator[str]:
    """A line as a list item, its parts below it."""
    before = f"**{escaped(line.when)}** – " if line.when else ""
    labels = " ".join(cited.of(line))
    marks = f" \\[{labels}\\]" if labels else ""
    state = f" – **{escaped(line.state)}**" if line.state else ""
    rest = [*line.notes, *([line.counts] if line.counts else []), *((*line.codes, line.id) if codes else ())]
    after = f" – {escaped('; '.join(rest))}" if rest else ""
    yield f"{'  ' * depth}- {before}{escaped(line.text)}{state}{after}{marks}"
    for part in line.parts:
        yield from rows(part, cited, codes, depth + 1)


def source_block(source: NumberedSource, cited: Citations) -> str:
    """A source, where it can be opened, and the sentences cited from it."""
    at = address(source)
    head = f"**{source.number}.** {escaped(source_words(source))}" + (f" <{at}>" if at else "")
    told = [f"- \\[{label}\\] {escaped(cite.sentence)}" for label, cite in cited.under(source.number).items()]
    return head + ("\n\n" + "\n".join(told) if told else "")


def escaped(words: str) -> str:
    r"""Words that stay words in Markdown.

    >>> escaped("1. *Stop* <b>")
    '1\\. \\*Stop\\* \\<b\\>'
    """
    return NUMBERED.sub(r"\1\\", SPECIAL.sub(r"\\\g<0>", plain(words)))
