"""A web page → its article: text and metadata.

trafilatura has crashed under threads (SIGSEGV), and one hostile page can take much time and memory: it runs in a
child with limits, and where the child fails, the page's text is taken without its tags.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import msgspec

from detente.clean.lines import RUNNING_WORDS, ends_sentence
from detente.confined import Failed, confined
from detente.read.dates import understood
from detente.read.encodings import storable

DOCUMENT = re.compile(r"<(?:!doctype|html|body|head)\b", re.IGNORECASE)
HEAD = 4096

ENOUGH = 60
"""Words of an extracted article that we take without a second look."""
LACKING = 3
"""The page's paragraphs must have so many times the words of a shorter extract before we take them instead."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip
"""Elements that begin a new line."""
HIDDEN = frozenset({
    "canvas", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title",
})  # fmt: skip
"""Elements whose content nobody reads."""

TAG_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
SPACES = re.compile(r"[^\S\n]+")
SITE = re.compile(
    r"\s+[-–—|·•]\s+(?P<name>[^\W\d_a-z][\w.&'’-]*(?: (?:[^\W\d_a-z][\w.&'’-]*|of|and|the|&)){0,5})"
)
"""The site's name behind a headline: one to six words with capitals."""

BLANK_LINES = re.compile(r"\n[ \n]*\n")

META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(property|name|itemprop|content)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE
)
TIME_TAG = re.compile(r"""<time\b[^<>]{0,500}\bdatetime\s*=\s*["']([^"'<>]{8,40})["']""", re.IGNORECASE)
JSON_DATE = re.compile(r""""datePublished"\s*:\s*"([^"<>]{8,40})\"""")
PUBLISHED_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publishdate", "publish-date", "date",
    "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
"""Names under which pages say when they were published, the most reliable first."""


class Page(NamedTuple):
    """An article and what its page says of it. The date is ISO 8601."""

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


def page(html: str, *, url: str | None = None, title: str | None = None) -> Page:
    """The article of a page. A fragment without head or body (a feed's entry) is all article.

    The title (the caller's, else the page's) is the first line of the text. Where trafilatura finds nothing (20,000 nested elements) or far too
    little, the text is the page without its tags, and `roles` tells article from menu.
    """
    if not DOCUMENT.search(html[:HEAD]):
        return Page(text=headed(stripped(html), title), title=title)
    found = extracted(html, url)
    text = found.text.strip()
    if len(text.split()) < ENOUGH:
        everything = stripped(html)
        if not text or paragraph_words(everything) > LACKING * len(text.split()):
            text = everything
    name = title or found.title
    return found._replace(text=headed(text, name), title=name, published=stated_date(html))


def headed(text: str, title: str | None) -> str:
    """The text with its title before it, unless it says it already or is empty."""
    text = text.strip()
    return f"{title}\n\n{text}" if title and text and letters(title) not in letters(text) else text


def extracted(html: str, url: str | None) -> Page:
    """What trafilatura takes for the article; an empty text where it finds none, or fails. Never uses the network."""
    try:
        answer = confined(f"{__name__}:article")(
            msgspec.msgpack.encode((storable(html), url and storable(url)))
        )
    except Failed:
        return Page(text="", title=title_of(html))
    return msgspec.msgpack.decode(answer, type=Page)


def article(request: bytes) -> bytes:
    """In the child: a page and its address (msgpack) → a `Page` (msgpack)."""
    from trafilatura import bare_extraction

    html, url = msgspec.msgpack.decode(request, type=tuple[str, str | None])
    document: Any = bare_extraction(
        html, url=url, fast=True, include_comments=False, with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    found = Page(text="", title=title_of(html))
    if document is not None:
        found = Page(
            text=document.text or "",
            title=one_line(document.title) or title_of(html),
            author=one_line(document.author),
            outlet=one_line(document.sitename) or site_in(title_of(html), one_line(document.title)),
            url=one_line(document.url),
        )
    return msgspec.msgpack.encode(found)


def one_line(value: str | None) -> str | None:
    """A field of the page without line breaks; None if it is empty."""
    return " ".join(value.split()) or None if value else None


def title_of(html: str) -> str | None:
    """The page's own title."""
    start = html.lower().find("<title", 0, 200_000)
    begin = html.find(">", start) + 1 if start >= 0 else 0
    end = html.find("<", begin)
    return one_line(unescape(html[begin:end][:500])) if begin and end > begin else None


def site_in(printed: str | None, headline: str | None) -> str | None:
    """The site that a page's title names behind its headline; None where nothing, or no name, stands there.

    >>> site_in("Envoys meet in Oslo - The Fjord Post", "Envoys meet in Oslo")
    'The Fjord Post'
    """
    if not printed or not headline or not printed.startswith(headline):
        return None
    found = SITE.fullmatch(printed[len(headline) :])
    return found["name"] if found else None


def letters(text: str) -> str:
    """A text as it is compared: letters and digits alone, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def paragraph_words(text: str) -> int:
    """Words of the lines that are sentences."""
    lines = ((line, line.count(" ") + 1) for line in text.split("\n"))
    return sum(words for line, words in lines if words >= RUNNING_WORDS and ends_sentence(line))


def stripped(html: str) -> str:
    """The text of a page without its tags, a line for each block. Takes any nesting; one pass over the page."""
    text = SPACES.sub(" ", unescape("".join(pieces(html))))
    lines = (line.strip() for line in BLANK_LINES.sub("\n\n", text).split("\n"))
    return "\n".join(lines).strip()


def pieces(html: str) -> Iterator[str]:
    """The text between the tags, with line breaks where blocks begin and end."""
    at, ends = 0, Finder(html)
    while (tag := html.find("<", at)) >= 0:
        yield html[at:tag].replace("\n", " ")
        if html.startswith("<!--", tag):
            at = ends.after("-->", tag + 4)
            continue
        name = TAG_NAME.match(html, tag + 1)
        if not name and html[tag + 1 : tag + 2] not in ("!", "?"):
            yield "<"  # "a < b" is text
            at = tag + 1
            continue
        at = ends.after(">", tag + 1)
        element = name[1].lower() if name else ""
        if element in HIDDEN and html[tag + 1] != "/":
            at = ends.closing(element, at)
        elif element in BLOCKS:
            yield "\n\n" if element == "p" or element[0] == "h" else "\n"
    yield html[at:].replace("\n", " ")


class Finder:
    """Finds what closes a tag; what is nowhere ahead is not looked for twice, so that hostile pages cost one pass."""

    def __init__(self, html: str):
        self.html = html
        self.lower = html.lower() if html.isascii() else "".join(map(lower_one, html))
        self.missing: set[str] = set()

    def after(self, mark: str, start: int) -> int:
        """Where the mark ends that comes next; the end of the page if none does."""
        found = self.html.find(mark, start) if mark not in self.missing else -1
        if found < 0:
            self.missing.add(mark)
            return start if mark == "-->" else len(self.html)
        return found + len(mark)

    def closing(self, element: str, start: int) -> int:
        """Where a hidden element ends; if it never does, nothing of it is hidden."""
        mark = f"</{element}"
        found = self.lower.find(mark, start) if mark not in self.missing else -1
        if found < 0:
            self.missing.add(mark)
            return start
        return self.after(">", found)


def lower_one(character: str) -> str:
    """A character in lower case if that is one character too, so that offsets stay."""
    small = character.lower()
    return small if len(small) == 1 else character


def stated_date(html: str) -> str | None:
    """When the page says it was published: in its metadata or in the data it gives to search engines."""
    named: dict[str, str] = {}
    for tag in META.findall(html[:500_000]):
        values = {key.lower(): a or b for key, a, b in ATTRIBUTE.findall(tag)}
        name = values.get("property") or values.get("name") or values.get("itemprop")
        if name and values.get("content"):
            named.setdefault(name.lower(), unescape(values["content"]).strip())
    for name in PUBLISHED_NAMES:
        if when := understood(named.get(name)):
            return when
    if (found := JSON_DATE.search(html)) and (when := understood(plain_json(found[1]))):
        return when
    # The first <time> of a page with several may be that of another article.
    times = {when for text in TIME_TAG.findall(html) if (when := understood(text))}
    return times.pop() if len(times) == 1 else None


def plain_json(text: str) -> str:
    """A JSON string's content without its escapes."""
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text
