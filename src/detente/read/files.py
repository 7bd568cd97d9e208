"""Files, folders and standard input → bytes → the reader that fits. Here every problem becomes a reject."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import structs

from detente.errors import InputError, UsageError
from detente.model.given import Raw, Reject
from detente.plugins import part
from detente.read.encodings import MARKS, storable, without_mark

FILE_LIMIT = 20_000_000
"""Bytes of one text, page or feed. The longest page of our corpora has 66 kB; a novel has 1 MB."""
ARCHIVE_LIMIT = 1_000_000_000
"""Bytes of one JSON Lines file, which holds many reports."""

READERS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed",
}  # fmt: skip
"""The reader of a suffix. Other suffixes, `.xml` among them, are judged by their bytes."""

FEED = re.compile(rb"<(?:rss|feed|rdf:rdf|channel)[\s>]", re.IGNORECASE)
PAGE = re.compile(
    rb"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--[^<>]{0,500}-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
MARKUP = re.compile(rb"<(?:body|article|div|p|head|meta)[\s>]", re.IGNORECASE)
HEAD = 2048

STANDARD_INPUT = "-"
REGULAR = "Give the name of a file or folder, or - for standard input."


def read(
    sources: Iterable[str | Path] | str | Path, *, published: str | None = None, encoding: str | None = None
) -> Iterator[Raw | Reject]:
    """Every report in the files, folders and feeds named, in order; `-` is standard input.

    Folders are read with all below them, sorted by name, hidden files left out. What cannot be read
    comes as a `Reject` with its reason, and the rest goes on. `published` replaces the date of every
    report; give it to `clean.report` as well if it is to count as the caller's word. Raises `UsageError` for an
    encoding that Python does not know, and nothing else.
    """
    if encoding is not None:
        known(encoding)
    listed = [sources] if isinstance(sources, str | Path) else sources
    return (dated(item, published) for source in listed for item in one(source, encoding))


def known(encoding: str) -> None:
    """Raise `UsageError` for an encoding that Python does not know, or that gives no text."""
    try:
        b"a".decode(encoding)
    except UnicodeError:
        return  # UTF-16 wants two bytes
    except (LookupError, ValueError) as error:
        raise UsageError(f"there is no encoding “{encoding}”; write utf-8, cp1251, latin-1 …") from error


def dated(item: Raw | Reject, published: str | None) -> Raw | Reject:
    """The report with the caller's date, if one is given."""
    return structs.replace(item, published=published) if published and isinstance(item, Raw) else item


def one(source: str | Path, encoding: str | None) -> Iterator[Raw | Reject]:
    """The reports of one source."""
    if str(source) == STANDARD_INPUT:
        yield from reports(None, STANDARD_INPUT, encoding)
        return
    if not str(source):
        yield Reject(name="", reason="a source has no name.", remedy=REGULAR)
        return
    for found in files(Path(source)):
        if isinstance(found, Reject):
            yield found
        else:
            yield from reports(found, shown(found), encoding)


def files(source: Path) -> Iterator[Path | Reject]:
    """The file itself, or the files of a folder and those below it, sorted."""
    try:
        folder = source.is_dir()
    except (OSError, ValueError):  # a name with NUL in it, or one too long
        folder = False
    if folder:
        yield from below(source)
    else:
        yield source


def below(folder: Path) -> Iterator[Path | Reject]:
    """The regular files in and below a folder, sorted by path; hidden ones left out, links and the like rejected."""
    waiting: list[Path | os.DirEntry[str]] = [folder]
    empty = True
    while waiting:
        entry = waiting.pop()
        path = Path(entry)
        if isinstance(entry, os.DirEntry) and not entry.is_dir(follow_symlinks=False):
            empty = False
            yield path if entry.is_file(follow_symlinks=False) else irregular(path, entry.is_symlink())
            continue
        try:
            with os.scandir(path) as inside:
                named = sorted((e for e in inside if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            empty = False
            reason, remedy = why(error)
            yield Reject(name=shown(path), reason=reason, remedy=remedy)
            continue
        waiting.extend(reversed(named))
    if empty:
        yield Reject(
            name=shown(folder), reason="is a folder without files.", remedy="Put the reports into it."
        )


def irregular(path: Path, link: bool) -> Reject:
    """A link, pipe, socket or device: never opened, for it may lead out, round in circles, or nowhere."""
    if link:
        return Reject(name=shown(path), reason="is a link.", remedy="Name the file that it leads to.")
    return Reject(name=shown(path), reason="is no regular file.", remedy=REGULAR)


def reports(path: Path | None, name: str, encoding: str | None) -> Iterator[Raw | Reject]:
    """The reports in one file (None: standard input)."""
    return in_data(lambda: content(path, name), path, name, encoding)


def sent(data: bytes, name: str) -> Iterator[Raw | Reject]:
    """The reports in what somebody sent, under a name that is only a name: it is never opened."""
    label = storable(PurePosixPath(name.replace("\\", "/")).name) or "text"
    return in_data(lambda: checked(data, Path(label), label), Path(label), label, None)


def in_data(
    data: Callable[[], bytes], path: Path | None, name: str, encoding: str | None
) -> Iterator[Raw | Reject]:
    """The reports in some bytes. The one place where an `InputError` of a reader is caught."""
    try:
        found = data()
        reader = part("reader", kind_of(path, found))
        yield from reader(found, name, encoding=encoding)
    except InputError as error:
        yield Reject(name=error.name, place=error.place, reason=error.reason, remedy=error.remedy)


def content(path: Path | None, name: str) -> bytes:
    """The bytes of a regular file. Raises `InputError` if there are none, too many, or none to be had."""
    if path is None and sys.stdin is None:
        raise InputError("is closed.", name=name, remedy="Send something to standard input.")
    try:
        data = sys.stdin.buffer.read(ARCHIVE_LIMIT + 1) if path is None else regular(path, name)
    except (OSError, ValueError) as error:
        reason, remedy = why(error)
        raise InputError(reason, name=name, remedy=remedy) from error
    return checked(data, path, name)


def checked(data: bytes, path: Path | None, name: str) -> bytes:
    """The bytes, if there are some and not too many. Raises `InputError` otherwise."""
    limit = ARCHIVE_LIMIT if kind_of(path, data) == "jsonl" else FILE_LIMIT
    if len(data) > limit:
        raise InputError(
            f"is larger than {limit // 1_000_000} MB.", name=name, remedy="Cut it into single reports."
        )
    if not data.strip(b"\0 \t\r\n"):
        raise InputError("is empty.", name=name, remedy="Give a file that has text in it.")
    return data


def kind_of(path: Path | None, data: bytes) -> str:
    """Which reader: by suffix, else by the bytes. A `.txt` that begins as a page does is a page."""
    kind = READERS.get(path.suffix.lower()) if path else None
    return (
        looked_at(data) if kind in (None, "text") and (kind is None or PAGE.match(data)) else kind or "text"
    )


def looked_at(data: bytes) -> str:
    """Which reader the first bytes ask for."""
    head = plain_head(data)
    if PAGE.match(head):
        return "html"
    if FEED.search(head):
        return "feed"
    start = head.lstrip()
    if start.startswith(b"<") and MARKUP.search(head):
        return "html"
    if re.match(rb'\{\s*"|\[\s*\{\s*"', start):
        return "jsonl"
    return "text"


def plain_head(data: bytes) -> bytes:
    """The beginning of the data in UTF-8, whatever its width."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) : HEAD * 4].decode(encoding, "ignore").encode("utf-8", "ignore")[:HEAD]
    if wide := without_mark(data):
        return data[: HEAD * 2].decode(wide, "ignore").encode("utf-8", "ignore")
    return data[:HEAD]


def regular(path: Path, name: str) -> bytes:
    """The bytes of a regular file, one more than the limit at most.

    Opened without waiting: a pipe put in the file's place would make us wait for ever.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise InputError("is no regular file.", name=name, remedy=REGULAR)
        return file.read(ARCHIVE_LIMIT + 1)


def why(error: OSError | ValueError) -> tuple[str, str]:
    """Why the system gave us no bytes, in words, and what to do."""
    match error:
        case FileNotFoundError():
            return "is not there.", "Check the name."
        case PermissionError():
            return "may not be read.", "Ask its owner for the right to read it."
        case OSError(strerror=str(reason)):
            return f"cannot be read: {reason}.", REGULAR
        case _:
            return "has a name that no file can have.", REGULAR


def shown(path: Path) -> str:
    """The path as text that can be printed and stored; bytes of a name that are no text are replaced."""
    return storable(str(path))
