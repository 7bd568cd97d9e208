"""A report is of the story whose words it has, however many are known."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.given import Report
from detente.weigh.boilerplate import Look
from detente.weigh.landmarks import Likely, Map, landmarks
from detente.weigh.stories import name_of, stories

from .wire import OWN, a_report

KNOWN = [
    a_report(name, text, title=text.partition(" b")[0], published=f"2023-05-{n + 2:02}T10:00")
    for n, (name, text) in enumerate(OWN.items())
]

APPLES = (
    "Hail has cost growers in the valley most of their apple harvest. The regional council will hear the cooperative "
    "on loans for the nets that were torn."
)


def nearest(one: Report, known: list[Report]) -> Likely | None:
    return Map(landmarks(known, stories(known))).nearest(Look(()).at(one))


def test_news_in_other_words_is_of_the_story_that_has_its_words() -> None:
    found = nearest(a_report("new", APPLES, published="2023-05-04T09:00"), KNOWN)
    assert found
    assert found.story == name_of("harvest")
    assert {"apple", "Hail", "harvest"} <= set(found.words)


def test_what_nobody_has_told_is_of_no_story() -> None:
    text = "A ferry crossed the strait without lights, and the coast guard of Tarifa fined her captain twice."
    assert nearest(a_report("new", text, published="2023-05-04T09:00"), KNOWN) is None
    assert nearest(a_report("new", text), []) is None


def test_a_headline_months_later_is_of_another_story() -> None:
    line = "Growers in the valley expect the smallest apple harvest"
    assert nearest(a_report("new", line, published="2023-05-04T09:00"), KNOWN)
    assert nearest(a_report("new", line, published="2024-05-04T09:00"), KNOWN) is None


@given(st.randoms(use_true_random=False), st.integers(0, len(KNOWN) - 1))
@settings(deadline=None, max_examples=20)
def test_every_report_finds_its_own_story_in_whatever_order_they_came(
    chance: random.Random, which: int
) -> None:
    known = [*KNOWN]
    chance.shuffle(known)
    told = stories(known)
    found = nearest(KNOWN[which], known)
    assert found
    assert KNOWN[which].id in next(story for story in told if story.id == found.story).reports


@given(st.lists(st.text(max_size=60), max_size=4), st.text(max_size=60))
@settings(deadline=None, max_examples=30)
def test_no_text_is_too_odd_to_be_placed(texts: list[str], text: str) -> None:
    nearest(a_report("new", text or "-"), [a_report(str(n), each or "-") for n, each in enumerate(texts)])
