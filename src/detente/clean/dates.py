"""When a report was published: on the caller's word, the page's, its address's, its dateline's."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from urllib.parse import urlsplit

from detente.clean.dateline import Dateline, dateline, of_year, printed_day
from detente.clean.roles import Layout
from detente.model.given import Published
from detente.read.dates import MONTH, day, in_future, month, parse_published, printed, sensible, understood

__all__ = ["find_published", "in_url", "parse_published"]

URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([-/._])(0?[1-9]|1[0-2])\2([12]\d|3[01]|0?[1-9])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)"
)
URL_NAMED = re.compile(rf"/((?:19|20)\d\d)/({MONTH})/(\d{{1,2}})(?!\d)", re.IGNORECASE)
URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/)")
FIELD_APART = 7
"""Days that a scraper's field may be off the day in the address: reports are updated, addresses are not."""
FIRST_PARAGRAPHS = 3
"""A dateline stands at the head of a report."""
LONGEST_URL = 2000


def find_published(
    caller: str | None, metadata: str | None, url: str | None, found: Layout, *, name: str
) -> Published | None:
    """When the report was published, as narrowly and on as good a word as there is; None if nothing says so.

    Raises `InputError` if the caller's date is none. Nonsense found in the report is passed over.
    """
    if caller is not None:
        return exactly(parse_published(caller, name=name), "caller")
    period = in_url(url or found.fields.get("url"))
    if stated := understood(metadata) or scraped(found.fields.get("published"), period):
        return exactly(stated, "metadata")
    head = report_dateline(found)
    if period and period[0] == period[1]:
        return exactly(period[0], "url")
    if head and (named := dated(head, period)):
        return exactly(named, "dateline")
    if printed_on := in_lines(found):
        return exactly(printed_on, "text")
    return Published(earliest=period[0], latest=period[1], by="url") if period else None


def exactly(moment: str, by: str) -> Published:
    """Published at one known time."""
    return Published(earliest=moment, latest=moment, by=by)


def scraped(field: str | None, period: tuple[str, str] | None) -> str | None:
    """The date that a scraper wrote above the text, unless the day in the address is far from it.

    Scrapers guess, and take the day in a caption of an essay on last year's talks for the essay's own.
    """
    stated = understood(field)
    if stated and period and period[0] == period[1]:
        apart = date.fromisoformat(stated[:10]) - date.fromisoformat(period[0])
        return stated if abs(apart.days) <= FIELD_APART else None
    return stated


def in_url(url: str | None) -> tuple[str, str] | None:
    """The first and last day that an address allows: of one day, or of one month (`/2022/01/`).

    >>> in_url("https://courier.example/2022/01/21/talks")
    ('2022-01-21', '2022-01-21')
    """
    if not url or len(url) > LONGEST_URL:
        return None
    try:
        path = urlsplit(url).path
    except ValueError:  # a bracket that opens no address
        return None
    if named := URL_NAMED.search(path):
        when = day(named[1], month(named[2]), named[3])
    elif numbers := URL_DAY.search(path):
        when = day(numbers[1], numbers[3] or numbers[5], numbers[4] or numbers[6])
    else:
        when = None
    if when and sensible(when):
        return when.isoformat(), when.isoformat()
    if of_month := URL_MONTH.search(path):
        year, number = int(of_month[1]), int(of_month[2])
        first, last = day(year, number, 1), day(year, number, monthrange(year, number)[1])
        if first and last and sensible(first):
            return first.isoformat(), last.isoformat()
    return None


def report_dateline(found: Layout) -> Dateline | None:
    """The dateline at the head of the report."""
    paragraphs = [
        line.text for line, role in zip(found.lines, found.roles, strict=True) if role in ("lede", "body")
    ]
    heads = (dateline(text, opening=n == 0) for n, text in enumerate(paragraphs[:FIRST_PARAGRAPHS]))
    return next((head for head in heads if head), None)


def dated(head: Dateline, period: tuple[str, str] | None) -> str | None:
    """The day of a dateline that prints its year, or whose year the address gives; None otherwise."""
    if head.year:
        when = of_year(head, head.year)
        return understood(when)
    if period and (when := of_year(head, int(period[0][:4]))) and period[0] <= when <= period[1]:
        return when
    return None


def in_lines(found: Layout) -> str | None:
    """The day that a line of its own prints: "Published …" before one without label before "Updated …"."""
    ranked: list[tuple[int, str]] = []
    for line, role in zip(found.lines, found.roles, strict=True):
        if role != "dateline":
            continue
        label = printed_day(line.text, line.words) or (None, True)
        when = printed(line.text) if label[1] else None
        if when is None or not sensible(when) or in_future(when):
            continue
        rank = 2 if (label[0] or "").startswith(("updated", "last", "modified")) else 0 if label[0] else 1
        ranked.append((rank, when.isoformat()))
    return min(ranked, key=lambda item: item[0])[1] if ranked else None
