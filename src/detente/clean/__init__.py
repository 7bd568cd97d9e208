"""Raw → Report: the text, its passages with a role each, date, outlet, credit, language."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from detente.clean.dateline import agency_named, credited, dateline, is_agency, source_line
from detente.clean.dates import exactly, find_published, parse_published
from detente.clean.language import language_of
from detente.clean.lines import Line
from detente.clean.page import Page, page
from detente.clean.paragraphs import cut, paragraphs
from detente.clean.roles import Layout, layout, passages
from detente.errors import InputError
from detente.model.given import Passage, Published, Raw, Report
from detente.model.record import key
from detente.read.dates import understood

__all__ = ["Level", "parse_published", "report"]

NEAR = 3
"""Lines below the text in which an agency alone is the credit."""

Level = Literal["full", "none"]

TRACKING = re.compile(r"(?:utm_|at_|fb|gc|ms|yc)\w*=|(?:ref|cmpid|CMP|smid|ocid|src)=")
"""Parameters of an address that say who sent the reader, not what is read."""

SAYING = re.compile(r"[^\W_]")
"""A letter or a digit, of any script."""


def report(raw: Raw, *, published: str | None = None, level: Level = "full") -> Report:
    """The report of a raw text: `published` is the caller's word on its date. With level `none` all of the text is body.

    A plain text stays exactly as given, and passages are spans of it; of a page the article is taken. Reading
    twice gives the same id: the caller's own, else a digest of the text and its address (without what tracks
    the reader), else of text and outlet. So a copy at another address or outlet is a report of its own, and a renamed
    file is not. Raises `InputError` for a text without letters or digits, and for a caller's date that is none.
    """
    if level == "none":
        return untouched(raw, published)
    article = (
        page(raw.content, url=raw.url, title=raw.title) if raw.media == "html" else Page(text=raw.content)
    )
    check_words(article.text, raw)
    title = raw.title or article.title
    found = layout(article.text, title, raw.url or article.url)
    roles = tuple(
        Passage(start=piece.start, end=piece.end, role=p.role)
        for p in passages(found)
        for piece in (cut(article.text, p.span) if p.role != "litter" else [p.span])
    )
    if all(p.role == "litter" for p in roles):
        raise InputError(
            "has no running text, only page furniture.", name=raw.name, remedy="Give the article itself."
        )
    url = raw.url or article.url or found.fields.get("url")
    outlet = raw.outlet or article.outlet or found.fields.get("outlet")
    when = find_published(published, raw.published or article.published, url, found, name=raw.name)
    return Report(
        id=raw.id or report_id(article.text, url, outlet),
        name=raw.name,
        text=article.text,
        passages=roles,
        title=one_line(title or found.fields.get("title") or headline(found)),
        url=url,
        outlet=outlet or host(url),
        credit=credit(found, article),
        language=raw.language or language_of(spoken(found)),
        published=when,
    )


def untouched(raw: Raw, published: str | None) -> Report:
    """The report of a text of which nothing is cleaned away: every paragraph is body."""
    check_words(raw.content, raw)
    when: Published | None = None
    if published is not None:
        when = exactly(parse_published(published, name=raw.name), "caller")
    elif stated := understood(raw.published):
        when = exactly(stated, "metadata")
    return Report(
        id=raw.id or report_id(raw.content, raw.url, raw.outlet),
        name=raw.name,
        text=raw.content,
        passages=tuple(
            Passage(start=piece.start, end=piece.end, role="body")
            for s in paragraphs(raw.content)
            for piece in cut(raw.content, s)
        ),
        title=one_line(raw.title),
        url=raw.url,
        outlet=raw.outlet,
        language=raw.language or language_of(raw.content),
        published=when,
    )


def check_words(text: str, raw: Raw) -> None:
    """Raise `InputError` for a text that says nothing."""
    if not SAYING.search(text):
        raise InputError("has no text.", name=raw.name, remedy="Give a report that has words.")


def report_id(text: str, url: str | None, outlet: str | None) -> str:
    """What a report is named by, if the caller does not name it."""
    return key(text, address(url) or outlet or "")


def address(url: str | None) -> str | None:
    """An address without fragment and without the parameters that track the reader.

    >>> address("https://courier.example/talks?id=7&utm_source=feed#top")
    'https://courier.example/talks?id=7'
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = "&".join(p for p in parts.query.split("&") if not TRACKING.match(p))
    return urlunsplit(parts._replace(query=query, fragment=""))


def host(url: str | None) -> str | None:
    """The site of an address, which is the outlet where nothing else names it."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None


def one_line(title: str | None) -> str | None:
    """A title without the line breaks and runs of spaces of its page; None for an empty one."""
    return " ".join((title or "").split()) or None


def headline(found: Layout) -> str | None:
    """The words of the headline, if there is one."""
    return found.lines[found.headline].text.lstrip("# ") if found.headline is not None else None


def spoken(found: Layout) -> str:
    """The lines that are no litter, by which the language is told; all if every line is."""
    kept = [line.text for line, role in zip(found.lines, found.roles, strict=True) if role != "litter"]
    return "\n".join(kept or [line.text for line in found.lines])


def credit(found: Layout, article: Page) -> str | None:
    """The agency that the report says its copy is from: in the dateline, the byline, a line of credit.

    A photographer's agency, or one that an official spoke to, is none. Several are named in text order.
    """
    body = [i for i, role in enumerate(found.roles) if role in ("lede", "body")]
    names: dict[str, None] = {}
    for i, line in enumerate(found.lines):
        role, name = found.roles[i], None
        if role in ("lede", "body"):
            head = dateline(line.text, opening=i == body[0])
            name = (head.agency if head else None) or credited(line.text, line.words)
        elif role == "byline" or (role == "litter" and outside(i, body, found.headline) and is_credit(line)):
            name = agency_named(line.text)
        elif role == "litter" and outside(i, body, found.headline):
            name = source_line(line.text, line.words)
        if name:
            names[name] = None
    for field in (article.author, found.fields.get("author")):
        if field and (name := agency_named(field)):
            names[name] = None
    return ", ".join(names) or None


def outside(i: int, body: list[int], headline: int | None) -> bool:
    """Whether a line stands right above or below the text; inside it or in a menu, a name alone is a link."""
    return not body or (headline or 0) <= i < body[0] or body[-1] < i <= body[-1] + NEAR


def is_credit(line: Line) -> bool:
    """Whether the line is nothing but agencies, and not a photographer's."""
    kind = line.rule.kind if line.rule else None
    return kind not in ("photo credit", "copyright", "link") and is_agency(line.text, line.words)
