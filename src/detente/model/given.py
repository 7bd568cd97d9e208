"""Reports as they came: trusted as far as we trust that somebody published these words."""

from __future__ import annotations

from typing import Literal

from detente.model.record import Record, Span

Role = Literal["headline", "lede", "body", "heading", "caption", "byline", "dateline", "litter"]
"""What a passage is on its page. Display text is `headline`, `heading` and `caption`."""

DISPLAY: frozenset[Role] = frozenset({"headline", "heading", "caption"})
"""Roles that repeat what the running text says: they never count as a second statement."""


class Raw(Record, frozen=True, kw_only=True):
    """What a reader found, before any cleaning. Dates are as printed, not yet understood."""

    name: str
    """Where it came from, for people: a path, `feed.xml#3`, `-` for standard input."""
    content: str
    """Decoded text; line ends are `\\n`."""
    media: Literal["text", "html"] = "text"
    id: str | None = None
    """The caller's own name for it, if any."""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


class Published(Record, frozen=True, kw_only=True):
    """When a report was published, as narrowly as we know. ISO 8601 dates or date-times."""

    earliest: str | None = None
    latest: str | None = None
    by: str | None = None
    """How we know: `caller`, `metadata`, `dateline`, `url`, `offices`, `text`; null if unknown."""
    reasons: tuple[str, ...] = ()
    """For bounds worked out from the text: one short sentence each."""


class Passage(Record, frozen=True, kw_only=True):
    """A stretch of a report (a paragraph, mostly) and what it is on the page."""

    start: int
    end: int
    role: Role

    @property
    def span(self) -> Span:
        """The passage as a span of its report."""
        return Span(self.start, self.end)


class Report(Record, frozen=True, kw_only=True):
    """One published text. The text never changes; passages are spans of it, in order."""

    id: str
    name: str
    text: str
    passages: tuple[Passage, ...]
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    credit: str | None = None
    """The agency or author the page names for its copy, as printed ("AFP", "Reuters")."""
    language: str | None = None
    published: Published | None = None

    def quote(self, span: tuple[int, int]) -> str:
        """The words of a span, cut from the stored text."""
        return self.text[span[0] : span[1]]


class Reject(Record, frozen=True, kw_only=True):
    """Something that could not be read, and why. Kept, so that nothing is lost in silence."""

    id: str | None = None
    """The caller's own name for it, if any."""
    name: str
    place: str | None = None
    """Where in it: `line 7`, `entry 3`, `byte 1024`."""
    reason: str
    remedy: str | None = None
