"""What a statement is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon import toml
from detente.weigh.matter import AKIN, SAME, is_response, likeness, matter, one_matter, points_back

ROWS = [(row["word"], row["seen"]) for row in toml("matters")["same"]]


@pytest.mark.parametrize(("word", "seen"), ROWS, ids=[w for w, _ in ROWS])
def test_two_phrasings_of_one_matter_are_one(word: str, seen: list[str]) -> None:
    first, second = map(matter, seen)
    assert word in first.words | {word}
    assert likeness(first, second) >= SAME


def test_a_shared_adjective_is_no_shared_matter() -> None:
    assert likeness(matter("a written reply"), matter("a written constitution")) == 0


def test_one_demand_in_wider_words_touches_but_is_not_the_same() -> None:
    narrow = matter("the withdrawal of the bloc's armoured brigades from Ardal and Fenby")
    wide = matter("withdrawal from the whole northern coast")
    assert AKIN > likeness(narrow, wide) > 0.2


def test_a_promised_and_a_refused_reply_are_on_one_matter() -> None:
    promised = matter("a written reply “next month” to the islanders' demands on the corridor")
    refused = matter("that she would not give written answers to the long requests of the islanders")
    assert likeness(promised, refused) >= AKIN
    assert is_response(promised) and is_response(refused)


def test_these_demands_point_back() -> None:
    assert points_back(matter("these requests as absurd"), "demands")
    assert points_back(matter("the “reckless” remarks"), "remarks")
    assert not points_back(matter("the customs union"), "demands")


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_bounded(a: str, b: str) -> None:
    first, second = matter(a), matter(b)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1 + 1e-9


@given(st.text(min_size=1))
def test_a_matter_is_like_itself(text: str) -> None:
    m = matter(text)
    assert not m or likeness(m, m) == pytest.approx(1)


def test_what_is_only_named_inside_is_another_matter() -> None:
    assert one_matter(matter("removal of the tolls as part of a pact"), matter("a pact")) == 0
