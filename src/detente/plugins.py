"""The one table of parts. Looked up late: naming a part imports nothing."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from detente.errors import MissingPart

BUILT_IN: Mapping[str, Mapping[str, str]] = {
    "reader": {
        "text": "detente.read.text:read",
        "html": "detente.read.html:read",
        "jsonl": "detente.read.jsonl:read",
        "feed": "detente.read.feed:read",
    },
    "parser": {"spacy": "detente.parse.spacy:load"},
    "executor": {"here": "detente.run.here:run"},
    "likeness": {},
    "store": {"sqlite": "detente.store.sqlite:open_store"},
    "format": {
        "text": "detente.show.brief.terminal:render",
        "markdown": "detente.show.brief.markdown:render",
        "html": "detente.show.brief.html:render",
        "json": "detente.show.brief.json:render",
    },
}
"""kind → name → module:function. An installed package adds to it by an entry point in the group
`detente.<kind>`; the built-in wins where names clash."""


def names(kind: str) -> tuple[str, ...]:
    """The names of all parts of a kind, ours first."""
    ours = BUILT_IN[kind]
    theirs = (e.name for e in entry_points(group=f"detente.{kind}") if e.name not in ours)
    return (*ours, *sorted(theirs))


def part(kind: str, name: str) -> Any:
    """The part of that kind and name, imported now.

    Raises `MissingPart` if there is none.
    """
    if target := BUILT_IN[kind].get(name):
        module, _, attribute = target.partition(":")
        return getattr(import_module(module), attribute)
    for entry in entry_points(group=f"detente.{kind}", name=name):
        return entry.load()
    raise MissingPart(f"there is no {kind} “{name}”; there are: {', '.join(names(kind))}.")
