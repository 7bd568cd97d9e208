"""Reports about one happening."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.given import Report
from detente.model.judged import Analysis
from detente.weigh.reuse import links
from detente.weigh.stories import stories

from .fixtures import Page
from .wire import OWN, WIRE, a_report

TALKS = {
    "t1": "Chile and Bolivia open railway talks in Montevideo",
    "t2": "Montevideo: Bolivia and Chile talk about coastal railway",
    "t3": "No deal on coastal railway as Chile-Bolivia talks end in Montevideo",
}
QUAKE = {
    "q1": "Strong earthquake shakes villages near Izmir",
    "q2": "Izmir earthquake: villages search for missing",
    "q3": "Earthquake near Izmir leaves villages without power",
}
HEADLINES = {**TALKS, **QUAKE}

ACCOUNTS = [
    "Chile and Bolivia failed on Tuesday to settle their quarrel over the coastal railway. Ministers Rojas and "
    "Quispe talked for three hours in Montevideo while freight stood still at the northern pass.",
    "In Montevideo the Bolivian minister Quispe left the table without a signature. The railway to the coast stays "
    "shut, her Chilean colleague Rojas said, until customs officers return to the northern pass.",
    "Freight traffic through the northern pass has stopped. Bolivia announced the step minutes before minister Quispe "
    "met Rojas of Chile in Montevideo about the disputed railway.",
]


def grouped(found: list[Report]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in stories(found, links(found))}


def test_headlines_alone_will_do() -> None:
    found = [a_report(name, title, title=title) for name, title in HEADLINES.items()]
    assert grouped(found) == {frozenset(TALKS), frozenset(QUAKE)}


def test_three_accounts_of_one_meeting_are_a_story_and_other_matters_are_not() -> None:
    found = [a_report(f"a{n}", text) for n, text in enumerate(ACCOUNTS)]
    found += [a_report(name, text) for name, text in OWN.items()]
    assert frozenset({"a0", "a1", "a2"}) in grouped(found)
    assert len(grouped(found)) == 1 + len(OWN)


RUIZ, KRAL = "person:ana-ruiz", "person:ivo-kral"


def told(name: str, sentence: str, *met: str) -> tuple[Report, Analysis]:
    page = Page(name).says(sentence)
    return (page.move("CONSULT", sentence, met[:1], met[1:], when="2031-05-10") if met else page).made()


def test_who_tells_of_one_meeting_is_of_one_story_and_a_meeting_nobody_else_tells_of_parts_none() -> None:
    canal = (
        "Ruiz and Kral spoke about dredging the northern canal and about tolls for barges at the Ardal locks."
    )
    pair = [
        told("a", canal, RUIZ, KRAL),
        told("b", "An hour by the lake, then the minister flew home without a word.", KRAL, RUIZ),
    ]
    apart = [told("a", canal), told("b", "An hour by the lake, then the minister flew home without a word.")]
    others = [told(f"o{n}", text) for n, text in enumerate(OWN.values())]
    assert len(among([*pair, *others], "a", "b")) == 1 < len(among([*apart, *others], "a", "b"))
    alone = [told("a", canal, RUIZ, KRAL), told("b", canal.replace("tolls", "fees"))]
    assert len(among([*alone, *others], "a", "b")) == 1


def among(read: list[tuple[Report, Analysis]], *names: str) -> set[str]:
    """The stories that these reports are of."""
    found = stories([report for report, _ in read], (), [analysis for _, analysis in read])
    return {story.id for story in found if set(names) & set(story.reports)}


def test_copies_are_of_one_story_whatever_else_they_print() -> None:
    found = [a_report("a", *WIRE), a_report("b", *WIRE[:4], OWN["salt"]), a_report("c", OWN["salt"])]
    assert frozenset({"a", "b"}) in {story & {"a", "b"} for story in grouped(found)}


def test_a_story_is_named_by_words_as_they_are_printed() -> None:
    found = [a_report(name, title, title=title) for name, title in QUAKE.items()]
    (story,) = stories(found)
    assert {"Izmir", "villages"} <= set(story.terms)


def test_the_same_words_years_later_are_another_story() -> None:
    old = a_report("old", ACCOUNTS[0], published="2013-05-02")
    new = a_report("new", ACCOUNTS[1], published="2023-05-02")
    assert len(grouped([old, new])) == 2
    assert len(grouped([old, a_report("new", ACCOUNTS[1], published="2013-05-03")])) == 1


def test_nothing_gives_no_story() -> None:
    assert stories([]) == ()


@given(
    st.lists(st.sampled_from([*HEADLINES.values(), *ACCOUNTS, *OWN.values(), ""]), max_size=9),
    st.sampled_from([None, "2023-05-02"]),
    st.randoms(use_true_random=False),
)
@settings(deadline=None, max_examples=50)
def test_every_report_is_in_one_story_whatever_the_order(
    texts: list[str], day: str | None, chance: random.Random
) -> None:
    found = [a_report(f"r{n}", text, published=day if n % 2 else None) for n, text in enumerate(texts)]
    made = stories(found)
    assert sorted(report for story in made for report in story.reports) == sorted(r.id for r in found)
    shuffled = [*found]
    chance.shuffle(shuffled)
    assert stories(shuffled) == made
