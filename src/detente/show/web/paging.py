"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

SIZE = 40
"""Entries of a page."""


class Pages(Generic[T]):
    """One page of a list, numbered from 1; a number beyond the last gives the last."""

    def __init__(self, found: Sequence[T], number: int, size: int = SIZE):
        self.total, self.size = len(found), size
        self.last = max(1, -(-self.total // size))
        self.number = min(max(1, number), self.last)
        start = (self.number - 1) * size
        self.items = found[start : start + size]
        self.first_item, self.last_item = start + 1 if found else 0, start + len(self.items)
