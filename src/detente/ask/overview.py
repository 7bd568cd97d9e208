"""What pages show of all reports at once, told once, so that nobody who looks at a page has to go through them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from detente.ask.actors import Actor, actors
from detente.ask.brief import writer
from detente.ask.evidence import Known, Sources
from detente.ask.spots import Spot, spots
from detente.model.derived import Brief, NumberedSource, Weighed
from detente.model.record import Record

VERSION = "2"
"""Rises with every change of a brief's words, or of what else is told here: what was kept under another is told anew."""


class Named(Record, frozen=True, kw_only=True):
    """An actor whom no table has, and how most reports print the name."""

    actor: str
    name: str


class Overview(Record, frozen=True, kw_only=True):
    """What is told of all reports together; with what was weighed, all that lists and counts need."""

    brief: Brief
    """Without its sources, which stand beside it."""
    sources: tuple[NumberedSource, ...] = ()
    actors: tuple[Actor, ...] = ()
    spots: tuple[Spot, ...] = ()
    printed: tuple[Named, ...] = ()

    @property
    def whole_brief(self) -> Brief:
        """The brief with its sources."""
        return structs.replace(self.brief, sources=self.sources)


def overview(known: Sequence[Known], weighed: Weighed, as_of: str | None) -> Overview:
    """What is told of some reports and of what follows from them, as of a day (null: the last one known)."""
    writing = writer(Sources(known), weighed, as_of)
    return Overview(
        brief=structs.replace(writing.brief(), sources=()),
        sources=writing.sources.numbered,
        actors=actors(known),
        spots=spots(weighed, writing.sources.analyses),
        printed=tuple(Named(actor=a, name=n) for a, n in sorted(writing.sources.printed.items())),
    )
