"""Findings of all passages of a report as one, counted in the report's text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from msgspec import structs

from detente.model.found import Findings, Found, Mention, Move, Quotation, Statement
from detente.model.given import Passage
from detente.model.record import Record, Span

R = TypeVar("R", bound=Record)

INDICES: dict[type[Record], tuple[tuple[str, str], ...]] = {
    Mention: (("apposed", "mentions"), ("owner", "mentions"), ("subject", "mentions")),
    Statement: (("inside", "statements"),),
    Move: (("statement", "statements"),),
}
"""Fields that count into a list of the passage, and which list."""


LISTS = tuple(field.name for field in structs.fields(Findings) if field.name != "by")


@cache
def span_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields of a record that hold a span or several."""
    return tuple(field.name for field in structs.fields(record) if "Span" in str(field.type))


def in_report(read: Iterable[tuple[Passage, Findings]]) -> Findings:
    """One `Findings` for the whole report: offsets moved, indices counted on, order kept."""
    lists: dict[str, list[Any]] = {name: [] for name in LISTS}
    by = ""
    known: list[Findings] = []
    for passage, whole in read:
        findings = said_in(passage, whole, doubled=whole in known)
        known.append(whole)
        by = findings.by
        base = {name: len(found) for name, found in lists.items()}
        for name, found in lists.items():
            found.extend(moved(item, passage.start, base) for item in getattr(findings, name))
    return Findings(by=by, **{name: tuple(found) for name, found in lists.items()})


def said_in(passage: Passage, findings: Findings, *, doubled: bool) -> Findings:
    """What of its findings a passage may say. Where and when a report was written, a dateline says; whom it names there, and
    in its byline, is who wrote it."""
    if passage.role == "litter":
        return of_litter(findings, doubled=doubled)
    if passage.role in ("dateline", "byline"):
        return Findings(by=findings.by, times=findings.times, places=findings.places)
    return findings


def of_litter(findings: Findings, *, doubled: bool) -> Findings:
    """What page litter may say. Nobody says or does anything in it, and nothing is counted.

    A line that stands twice on its page (a caption, mostly) still names whom and what it names; of any other only
    times are kept, marked as litter: a teaser may speak of tomorrow.
    """
    if doubled:
        return structs.replace(findings, quotations=(), figures=(), statements=(), moves=())
    times = tuple(structs.replace(t, use="litter") for t in findings.times)
    return Findings(by=findings.by, times=times)


def moved(item: Any, by: int, base: dict[str, int]) -> Any:
    """A finding with every span moved and every index counted on."""
    if isinstance(item, Span):
        return item.moved(by)
    new: dict[str, Any] = {}
    if isinstance(item, Found | Quotation):
        new["start"], new["end"] = item.start + by, item.end + by
    kind: type[Record] = type(item)
    for field in span_fields(kind):
        value = getattr(item, field)
        if isinstance(value, Span):
            new[field] = value.moved(by)
        elif value:
            new[field] = tuple(s.moved(by) for s in value)
    for field, name in INDICES.get(type(item), ()):
        if (index := getattr(item, field)) is not None:
            new[field] = index + base[name]
    return structs.replace(item, **new)
