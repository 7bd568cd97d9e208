"""Our own diplomatic prose, both halves at floors that only rise."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

import pytest

from benchmarks import prose

FLOORS: Mapping[str, Mapping[str, int]] = {
    "dev": {
        "found": 167,
        "speaker_words": 167,
        "actors": 154,
        "acts": 167,
        "polarity": 167,
        "nesting": 167,
        "links": 138,
    },
    "aside": {
        "found": 110,
        "speaker_words": 109,
        "actors": 96,
        "acts": 99,
        "polarity": 110,
        "nesting": 106,
        "links": 89,
    },
}
"""Today's figures of each half. Rules may be mended by what `dev` shows; `aside` is only counted."""

MOST_FALSE = {"dev": 2, "aside": 13}
"""Statements found where there is none, at most; of those put aside, 8 in the first 56 texts and 5 in the 25 added since."""


@cache
def figures(half: str) -> prose.Measured:
    return prose.measured(half)


@pytest.mark.parametrize("half", prose.HALVES)
def test_no_figure_falls(half: str) -> None:
    today = figures(half)._asdict()
    fallen = {name: (today[name], floor) for name, floor in FLOORS[half].items() if today[name] < floor}
    assert not fallen


@pytest.mark.parametrize("half", prose.HALVES)
def test_no_more_is_made_up_than_before(half: str) -> None:
    false = figures(half).false  # the figure alone: a failure must not print the errors of the half put aside
    assert false <= MOST_FALSE[half]


@pytest.mark.parametrize("half", prose.HALVES)
def test_the_words_of_the_gold_stand_exactly_once(half: str) -> None:
    for fixture in prose.fixtures(half):
        words = [w for s in fixture["statements"] for w in [*s["content"], s["cue"], s["by"]] if w]
        words += [link["words"] for link in fixture["links"]]
        for word in words:
            assert prose.place(fixture["text"], word)


def test_the_halves_are_told_apart_by_their_ids_alone() -> None:
    for half, remainder in zip(prose.HALVES, (0, 1), strict=True):
        for fixture in prose.fixtures(half):
            assert hashlib.sha256(f"detente/{fixture['id']}".encode()).digest()[0] % 2 == remainder


def test_at_least_sixty_texts_and_about_half_of_them_put_aside() -> None:
    dev, aside = (len(prose.fixtures(half)) for half in prose.HALVES)
    assert dev + aside >= 60
    assert 0.4 <= aside / (dev + aside) <= 0.6
