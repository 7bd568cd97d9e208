"""How much happened in which month: small bars above the timeline that choose it."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import sqrt
from typing import NamedTuple

from detente.model.derived import Happening

MOST = 30
"""Bars shown; of a longer story the latest."""

HEIGHT = 40


class Month(NamedTuple):
    """A bar: its days, its words, how many events it has, how high it is (of 40; by the root, so that a quiet month
    can be seen beside a busy one)."""

    first: str
    last: str
    label: str
    short: str
    events: int
    height: int


def months(found: Sequence[Happening]) -> list[Month]:
    """The months from the first event to the last, empty ones included."""
    days = [h.when.earliest or h.when.latest for h in found if h.when]
    counts = Counter(day[:7] for day in days if day and len(day) >= 7)
    if len(counts) < 2:
        return []
    most = max(counts.values())
    return [month(name, counts[name], most) for name in between(min(counts), max(counts))[-MOST:]]


def between(first: str, last: str) -> list[str]:
    """The months (YYYY-MM) from one to another, both included."""
    year, number = map(int, first.split("-"))
    end = tuple(map(int, last.split("-")))
    found = []
    while (year, number) <= end:
        found.append(f"{year:04}-{number:02}")
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    return found


def month(name: str, count: int, most: int) -> Month:
    """One month."""
    year, number = map(int, name.split("-"))
    first = date(year, number, 1)
    return Month(
        first=f"{name}-01",
        last=f"{name}-{monthrange(year, number)[1]:02}",
        label=f"{first:%B %Y}",
        short=f"{first:%b}" if number > 1 else f"{first:%Y}",
        events=count,
        height=max(2, round(HEIGHT * sqrt(count / most))) if count else 0,
    )
