"""The answers of single questions in a terminal: the same lines as in the brief, under no head of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.text import Text

from detente.ask.brief import Writer
from detente.ask.evidence import counts
from detente.model.derived import (
    Brief,
    BriefLine,
    BriefSection,
    Change,
    Cite,
    Claim,
    Contradiction,
    Happening,
    Line,
    NumberedSource,
    Origin,
    Why,
)
from detente.model.given import Reject
from detente.show.brief.citations import Citations, source_words
from detente.show.brief.terminal import lines_block, source_block
from detente.show.safe import plain
from detente.show.terminal import DIM, printed

if TYPE_CHECKING:
    from detente.crisis import Crisis

NOTHING = "nothing found\n"


def listed(crisis: Crisis, records: Sequence[Any], *, codes: bool) -> str:
    """Records as a list for people, with the sentences behind them."""
    if not records:
        return NOTHING
    writer = crisis.writer()
    lines = tuple(line_of(writer, record) for record in records)
    cited_numbers = {c.source for line in every(lines) for c in line.cites}
    sources = tuple(s for s in writer.sources.numbered if s.number in cited_numbers)
    brief = Brief(
        title="", summary="", sections=(BriefSection(name="", title="", lines=lines),), sources=sources
    )
    cited = Citations(brief)
    parts: list[RenderableType] = [lines_block(lines, cited, codes)]
    if sources and not all(isinstance(r, NumberedSource) for r in records):
        parts += [Text(), Text("Sources", style=DIM), *(source_block(s, cited) for s in sources)]
    return printed(Group(*parts))


def every(lines: Sequence[BriefLine]) -> list[BriefLine]:
    """Lines and their parts."""
    return [x for line in lines for x in (line, *line.parts)]


def line_of(writer: Writer, record: Any) -> BriefLine:
    """A record in words."""
    match record:
        case Line():
            return writer.line(record)
        case Happening():
            return writer.happening(record)
        case Claim():
            return writer.claim(record)
        case Contradiction():
            return writer.contradiction(record)
        case Change():
            return writer.change(record)
        case Origin():
            return of_origin(writer, record)
        case NumberedSource():
            return BriefLine(
                id=record.report, text=f"{record.number}  {source_words(record)}", codes=(record.name,)
            )
        case Cite():
            return BriefLine(id="", text=record.words, cites=(record,))
        case Reject():
            where = f"{record.name}, {record.place}" if record.place else record.name
            return BriefLine(id="", text=f"{where}: {record.reason} {record.remedy or ''}".strip())
        case Why():
            return of_why(record)
    raise TypeError(f"no words for {type(record).__name__}")


def of_origin(writer: Writer, origin: Origin) -> BriefLine:
    """An origin: where it started, and who carries it."""
    number = writer.sources.number
    names = {s.report: source_words(s) for s in writer.sources.numbered}
    root = f"from {names[origin.root]}" if origin.root in names else "from one unnamed text"
    carriers = ", ".join(
        f"{number[r]}" for r in sorted(origin.reports, key=lambda r: number[r]) if r != origin.root
    )
    text = f"{root}; carried by {carriers}" if carriers else root
    notes = [f"credit: {origin.credit}"] if origin.credit else []
    notes += [] if origin.sure else ["linked by rewording only: may be two"]
    cites = writer.sources.cites(origin.passages[:3])
    return BriefLine(id=origin.id, text=plain(text), notes=tuple(notes), cites=cites)


def of_why(why: Why) -> BriefLine:
    """What stands behind a datum."""
    notes = (counts(why.reports, why.origins_low, why.origins_high) or "", *(r.what for r in why.reasons))
    return BriefLine(
        id=why.id, text=f"{why.what}: {why.text}", notes=tuple(n for n in notes if n), cites=why.cites
    )
