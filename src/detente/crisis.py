"""The Python door: one crisis in one file, opened, fed and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from detente.errors import UsageError
from detente.model import Record, derived
from detente.model.given import Raw, Reject, Report
from detente.model.judged import Analysis
from detente.plugins import part

if TYPE_CHECKING:
    from detente.store.sqlite import Store

Source = str | Path
Progress = Callable[[int], None]
"""Told how many reports were dealt with since the last call."""


class Added(Record, frozen=True, kw_only=True):
    """What became of the reports that were added."""

    new: int
    known: int
    rejected: tuple[Reject, ...] = ()


def open_crisis(path: Source, *, write: bool = True) -> Crisis:
    """The crisis stored in that file; the file is made if it is not there and `write` is true.

    Raises `StoreError` if it cannot be opened.
    """
    return Crisis(part("store", "sqlite")(path, write=write))


class Crisis:
    """Reports about a crisis and what follows from them. Use it in a `with`, or close it."""

    def __init__(self, store: Store):
        self.store = store

    def __enter__(self) -> Crisis:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self.store.close()

    # --- feeding ----------------------------------------------------------------------------------

    def add(
        self,
        *sources: Source | Iterable[Source],
        published: str | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Read files, folders, feeds (`-`: standard input). Known reports add nothing.

        `published` (ISO 8601) is taken as the date of every report, whatever it says itself.
        """
        from detente.read import read

        return self.add_raw(read(flat(sources)), published=published, progress=progress)

    def add_raw(
        self, raws: Iterable[Raw | Reject], *, published: str | None = None, progress: Progress | None = None
    ) -> Added:
        """Add what a reader gave. Each batch is stored in one transaction."""
        from detente.store.sqlite import Readings

        memory = Readings(self.store)
        known = frozenset(r.id for r in self.store.reports())
        new = old = 0
        rejected: list[Reject] = []
        named = (named_by_content(raw) for raw in raws)
        for batch in part("executor", "here")(named, memory, published=published, known=known):
            rejects = [item for item in batch if isinstance(item, Reject)]
            stored = self.store.add((item for item in batch if isinstance(item, tuple)), memory)
            self.store.reject(rejects)
            new, old = new + stored, old + len(batch) - len(rejects) - stored
            rejected += rejects
            if progress:
                progress(len(batch))
        self.__dict__.pop("_read", None)
        return Added(new=new, known=old, rejected=tuple(rejected))

    # --- what is there ----------------------------------------------------------------------------

    @cached_property
    def _read(self) -> list[tuple[Report, Analysis]]:
        return list(zip(self.store.reports(), self.store.analyses(), strict=True))

    def reports(self) -> list[Report]:
        """Every report, by publication time."""
        return [report for report, _ in self._read]

    def analyses(self) -> list[Analysis]:
        """What every report says, in the order of `reports`."""
        return [analysis for _, analysis in self._read]

    def rejects(self) -> list[Reject]:
        """What could not be read, and why."""
        return self.store.rejects()

    def weighed(self, as_of: str | None = None) -> derived.Weighed:
        """What follows from all reports published up to `as_of` (ISO date; default: all).

        Derived once, then read from the store until reports are added.
        """
        from detente.weigh import VERSION, weigh

        made_from = f"{VERSION} {self.store.contents()} {checked_day(as_of)}"
        if (kept := self.store.kept(made_from)) is None:
            kept = weigh(self._read, as_of=as_of)
            self.store.keep(kept, made_from)
        return kept


def named_by_content(raw: Raw | Reject) -> Raw | Reject:
    """A raw report without its caller's id: in a store, a report's name is made from what it says."""
    return structs.replace(raw, id=None) if isinstance(raw, Raw) and raw.id else raw


def flat(sources: Iterable[Source | Iterable[Source]]) -> Iterable[Source]:
    """Sources given one by one, or as a list."""
    for source in sources:
        if isinstance(source, str | Path):
            yield source
        else:
            yield from source


def checked_day(day: str | None) -> str | None:
    """The day, if it is one.

    Raises `UsageError` otherwise.
    """
    from datetime import date

    if day is None:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise UsageError(f"“{day}” is no date; write it as 2022-01-21.") from None
