"""RSS and Atom: a report an entry. Nothing is ever fetched."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import msgspec

from detente.confined import Failed, confined
from detente.errors import InputError
from detente.model.given import Raw, Reject
from detente.read.dates import understood
from detente.read.encodings import MARKS, check_text, storable, without_mark

HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")
"""What feedparser complains of though it has read everything."""


class Parsed(msgspec.Struct):
    """A feed as the child gives it: each entry a report, or why it is none."""

    entries: Sequence[tuple[Raw | None, Reject | None]]
    broken: str | None = None
    """How the feed is broken, if it is …"""
    place: str | None = None
    """… and where."""


def read(data: bytes, name: str, *, encoding: str | None = None) -> Iterator[Raw | Reject]:
    """The entries of a feed. Of a broken one, those that can be read, and a reject that says so.

    An entry's text is its content, else its summary, else its title. Raises `InputError` if there is no feed in it,
    and for one that its parser cannot digest in a child with limits.
    """
    if not without_mark(data) and not any(data.startswith(mark) for mark, _ in MARKS):
        check_text(data, name)
    if encoding:
        data = data.decode(encoding, "replace").encode("utf-8")
    try:
        answer = confined(f"{__name__}:parse")(msgspec.msgpack.encode((data, name, bool(encoding))))
    except Failed as error:
        raise InputError(f"is a feed that {error}.", name=name, remedy="Save it again in pieces.") from None
    found = msgspec.msgpack.decode(answer, type=Parsed)
    if not found.entries:
        reason = found.broken or "has no entries."
        raise InputError(reason, name=name, remedy="Save the feed again, whole, as RSS or Atom.")
    for raw, reject in found.entries:
        if item := raw or reject:
            yield item
    if found.broken:
        yield Reject(
            name=name,
            place=found.place,
            reason=f"{found.broken} {len(found.entries)} entries could be read.",
            remedy="Save the feed again, whole.",
        )


def parse(request: bytes) -> bytes:
    """In the child: a feed, its name, whether it was recoded to UTF-8 (msgpack) → `Parsed` (msgpack)."""
    import feedparser

    data, name, recoded = msgspec.msgpack.decode(request, type=tuple[bytes, str, bool])
    headers = {"content-type": "application/xml; charset=utf-8"} if recoded else {}
    # As a stream: feedparser takes bytes for a file's name or an address, and would open it.
    parsed = feedparser.parse(
        BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    place, broken = broken_at(parsed) or (None, None)
    found = [report_or_reject(entry, parsed.feed, name, n) for n, entry in enumerate(parsed.entries, 1)]
    entries = [(e, None) if isinstance(e, Raw) else (None, e) for e in found]
    return msgspec.msgpack.encode(Parsed(entries=entries, place=place, broken=broken))


def broken_at(parsed: Any) -> tuple[str | None, str] | None:
    """Where and how the feed is broken; None if it is whole."""
    error = parsed.get("bozo_exception")
    if not parsed.get("bozo") or type(error).__name__ in HARMLESS:
        return None
    line = getattr(error, "getLineNumber", lambda: None)()
    return (f"line {line}" if line else None), "is a broken feed."


def report_or_reject(entry: Any, feed: Any, name: str, number: int) -> Raw | Reject:
    """The report of an entry, or why there is none."""
    text, markup = words(entry)
    if not text.strip():
        return Reject(
            name=name, place=f"entry {number}", reason="has no text.", remedy="Read the page it links to."
        )
    title = plain(entry.get("title"))
    if title and not markup and title not in text:
        text = f"{title}\n\n{text}"  # of HTML the cleaner makes one text with its title
    return Raw(
        name=f"{name}#{number}",
        content=storable(text.replace("\r\n", "\n").replace("\r", "\n")),
        media="html" if markup else "text",
        title=title,
        url=plain(entry.get("link")),
        outlet=plain((entry.get("source") or {}).get("title")) or plain(feed.get("title")),
        published=moment(entry),
        language=plain(feed.get("language")),
    )


def words(entry: Any) -> tuple[str, bool]:
    """The longest text of an entry, and whether it is HTML."""
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    for detail in details:
        if (text := detail.get("value") or "").strip():
            kind = detail.get("type") or ""
            return text, "html" in kind and ("<" in text or "&" in text)
    return "", False


def plain(value: Any) -> str | None:
    """A field as text, or None if it is empty."""
    return storable(value).strip() or None if isinstance(value, str) else None


def moment(entry: Any) -> str | None:
    """When the entry was published, else updated; None if it does not say, or nonsense."""
    for field in ("published", "updated"):
        # Not entry.get: feedparser gives "published" for "updated" where that is missing, and warns of it.
        if day := understood(dict.get(entry, field)):
            return day
        if parts := dict.get(entry, f"{field}_parsed"):
            try:
                return understood(datetime.fromtimestamp(timegm(parts), UTC).isoformat())
            except (ValueError, OverflowError, OSError):
                continue
    return None
