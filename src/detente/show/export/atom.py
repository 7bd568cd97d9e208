"""Atom (RFC 4287): a question as a feed, for readers that look again."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as xml

from detente.model import Record
from detente.show.safe import plain

NAMESPACE = "http://www.w3.org/2005/Atom"


class Entry(Record, frozen=True, kw_only=True):
    """One thing found: its id, its words, when it became known (UTC, ISO 8601), where it can be opened."""

    id: str
    title: str
    updated: str
    link: str
    summary: str = ""


def render(title: str, address: str, entries: Iterable[Entry]) -> bytes:
    """The feed, newest first."""
    xml.register_namespace("", NAMESPACE)
    found = sorted(entries, key=lambda e: e.updated, reverse=True)
    root = xml.Element(f"{{{NAMESPACE}}}feed")
    add(root, "id", address)
    add(root, "title", title)
    add(root, "updated", found[0].updated if found else "1970-01-01T00:00:00Z")
    add(root, "link", rel="self", href=address)
    add(add(root, "author"), "name", "Détente")
    for entry in found:
        element = add(root, "entry")
        add(element, "id", f"urn:detente:{entry.id}")
        add(element, "title", entry.title)
        add(element, "updated", entry.updated)
        add(element, "link", rel="alternate", href=entry.link)
        add(element, "summary", entry.summary)
    data: bytes = xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def add(parent: xml.Element, name: str, text: str | None = None, **attributes: str) -> xml.Element:
    """An element below another."""
    element = xml.SubElement(parent, f"{{{NAMESPACE}}}{name}", {k: plain(v) for k, v in attributes.items()})
    element.text = plain(text) if text is not None else None
    return element
