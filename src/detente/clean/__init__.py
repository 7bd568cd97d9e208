"""Raw → Report: the text, its passages with a role each, date, outlet, credit, language."""

from __future__ import annotations

from typing import Literal

from detente.clean.paragraphs import paragraphs
from detente.model.given import Passage, Published, Raw, Report
from detente.model.record import key

Level = Literal["full", "none"]


def report(raw: Raw, *, published: str | None = None, level: Level = "full") -> Report:
    """The report of a raw text. With level `none` all of the text is body."""
    text = raw.content
    day = published or raw.published
    return Report(
        id=raw.id or key(text),
        name=raw.name,
        text=text,
        passages=tuple(Passage(start=s.start, end=s.end, role="body") for s in paragraphs(text)),
        title=raw.title,
        url=raw.url,
        outlet=raw.outlet,
        language=raw.language or "en",
        published=Published(earliest=day, latest=day, by="caller") if day else None,
    )
