"""What we raise. `InputError` is the report's fault; anything that is no `DetenteError` is ours."""

from __future__ import annotations


class DetenteError(Exception):
    """The root of what Détente raises on purpose. The message is one sentence for people."""


class InputError(DetenteError):
    """A report cannot be read. Caught in one place, kept with reason and place; the rest goes on."""

    def __init__(self, reason: str, *, name: str, place: str | None = None, remedy: str | None = None):
        self.reason, self.name, self.place, self.remedy = reason, name, place, remedy
        where = f"{name}, {place}" if place else name
        super().__init__(f"{where}: {reason}" + (f" {remedy}" if remedy else ""))


class UsageError(DetenteError):
    """The call itself is wrong: a date that is none, an unknown kind of line."""


class StoreError(DetenteError):
    """The store cannot be opened, read or written. The message names file and remedy."""


class MissingPart(DetenteError):
    """A part is not installed, or not known. The message says how to get it."""
