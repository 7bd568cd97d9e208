"""What cannot both be is told, and what only completes is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.model.derived import Weighed
from detente.weigh import derive
from detente.weigh.gainsaid import COMMON_WORD, Rarity
from tests.weigh.fixtures import Page, by_report, of

CSC, FRD, KRAL, RUIZ = "state:CSC", "state:FRD", "person:ivo-kral", "person:ana-ruiz"


def kinds(told: Weighed) -> list[str]:
    return [c.kind for c in told.contradictions]


def signing(name: str, words: str, value: str, **more: object) -> Page:
    return (
        Page(name)
        .says(f"The two ministers signed the river treaty in Ardal {words}.")
        .place("Ardal", "CHE")
        .time(words, value, **more)
    )


def test_two_clock_times_of_one_signing_disagree() -> None:
    told = of(signing("a", "at 9 a.m.", "2031-05-10T09:00"), signing("b", "at 11 a.m.", "2031-05-10T11:00"))
    (found,) = told.contradictions
    assert found.kind == "time"
    assert found.sure > 0.5


def test_a_time_without_a_zone_only_may_disagree() -> None:
    told = of(
        signing("a", "at 10:00 GMT", "2031-01-10T10:00Z"), signing("b", "at 10 a.m.", "2031-01-10T10:00")
    )
    (found,) = told.contradictions
    assert found.sure < 0.5
    assert any("no time zone" in r.what for r in found.reasons)


def test_local_time_and_its_gmt_agree() -> None:
    pytest.importorskip("zoneinfo")
    told = of(
        signing("a", "at 10:00 GMT", "2031-01-10T10:00Z"), signing("b", "at 11 a.m.", "2031-01-10T11:00")
    )
    assert not told.contradictions


def test_roughly_the_same_time_is_the_same() -> None:
    told = of(
        signing("a", "around 9 a.m.", "2031-05-10T09:00", mod="APPROX"),
        signing("b", "at 9:10 a.m.", "2031-05-10T09:10"),
    )
    assert not told.contradictions


def test_two_things_on_one_day_have_two_times() -> None:
    other = (
        Page("b")
        .says("Kral will brief reporters at the airport at 11 a.m.")
        .time("at 11 a.m.", "2031-05-10T11:00")
    )
    assert not of(signing("a", "at 9 a.m.", "2031-05-10T09:00"), other).contradictions


def troops(name: str, words: str, low: float | None, high: float | None, precision: str) -> Page:
    return (
        Page(name)
        .says(f"Freedonia keeps {words} near the delta.")
        .figure(
            words, low, high, precision=precision, unit="soldiers", of="soldiers near the delta", holder=FRD
        )
    )


@pytest.mark.parametrize(
    ("low", "high", "precision", "disagree"),
    [
        (40000, None, "lower", False),
        (41000, 41000, "about", False),
        (60000, 60000, "exact", True),
        (None, 20000, "upper", True),
    ],
)
def test_figures_disagree_only_if_no_number_could_be_both(
    low: float | None, high: float | None, precision: str, disagree: bool
) -> None:
    told = of(
        troops("a", "some 40,000 soldiers", 40000, 40000, "about"),
        troops("b", "other men", low, high, precision),
    )
    assert kinds(told) == (["figure"] if disagree else [])


def test_a_planned_length_and_the_real_one_disagree_about_nothing() -> None:
    plan = (
        Page("a")
        .says("The meeting is to last three hours.")
        .figure("three hours", 3, 3, unit="hours", of="length")
    )
    plan.time("three hours", "PT3H", type="DURATION", use="planned")
    real = (
        Page("b").says("The meeting lasted five hours.").figure("five hours", 5, 5, unit="hours", of="length")
    )
    assert not of(plan, real).contradictions


def test_a_refusal_and_a_promise_told_by_another_stand_against_each_other() -> None:
    page = (
        Page("a")
        .says("Ruiz would give no written reply.")
        .says("Kral said Cascadia had promised a written reply.")
    )
    page.move(
        "REJECT",
        "Ruiz would give no written reply",
        (RUIZ,),
        (FRD,),
        content="written reply",
        when="2031-05-08",
    )
    page.move("AGREE", "Cascadia had promised a written reply", (CSC,), (FRD,), content="a written reply",
              status="planned", told_by=(KRAL,))  # fmt: skip
    told = of(page)
    assert kinds(told) == ["stance"]
    (change,) = told.changes
    assert change.disputed


def test_refusing_demands_and_being_ready_to_talk_are_two_tracks() -> None:
    page = Page("a").says("Cascadia rejected the tolls.").says("It is ready to talk about fishing.")
    page.move("REJECT", "Cascadia rejected the tolls", (CSC,), (FRD,), content="the tolls")
    page.move("AGREE", "It is ready to talk about fishing", (CSC,), (FRD,), content="to talk about fishing",
              status="planned")  # fmt: skip
    assert not of(page).contradictions
    assert not of(page).changes


def accused(name: str = "a") -> Page:
    page = Page(name).says("Freedonia accused Cascadia of planning a raid on the ferry.")
    return page.move("ACCUSE", "Freedonia accused Cascadia of planning a raid on the ferry", (FRD,), (CSC,),
                     content="planning a raid on the ferry")  # fmt: skip


def test_a_denial_is_told_in_its_own_words_with_both_sides_named() -> None:
    page = accused().says("Cascadia denies that it plans a raid.")
    page.move(
        "COMMENT", "Cascadia denies that it plans a raid", (CSC,), content="that it plans a raid", mode="deny"
    )
    (found,) = of(page).contradictions
    assert [(s.by, s.text) for s in found.sides] == [
        ((FRD,), "planning a raid on the ferry"),
        ((CSC,), "Cascadia denies that it plans a raid"),
    ]


def test_who_denies_the_accusation_denies_what_he_was_accused_of() -> None:
    page = accused().says("Cascadia rejected the accusation as a joke.")
    page.move(
        "COMMENT", "Cascadia rejected the accusation as a joke", (CSC,), content="the accusation", mode="deny"
    )
    (found,) = of(page).contradictions
    assert (found.kind, found.sides[1].text) == ("denial", "Cascadia rejected the accusation as a joke")


def test_an_undated_saying_is_not_of_a_day_after_its_report() -> None:
    first = Page("a", "2031-05-06").says("Ruiz said that the ferry is unsafe.")
    first.statement("that the ferry is unsafe", "claim", (RUIZ,), "said")
    later = Page("b", "2031-05-10").says("Ruiz said on Saturday that the ferry is unsafe.")
    later.statement("that the ferry is unsafe", "claim", (RUIZ,), "said").time(
        "on Saturday", "2031-05-10", type="DATE"
    )
    assert sorted(c.reports for c in of(first, later).claims) == [1, 1]


@pytest.fixture
def samples(shared: Path) -> Weighed:
    from detente.weigh.reuse import links
    from tests.weigh.by_hand import seeds

    known = seeds(shared)
    return derive(known, links([r for r, _ in known]), by_report, "2022-01-21")


def test_the_contradictions_of_the_samples_and_no_others(samples: Weighed) -> None:
    assert sorted(kinds(samples)) == ["denial", "stance", "time"]
    clock = next(c for c in samples.contradictions if c.kind == "time")
    assert clock.sure < 0.5
    assert {s.text for s in clock.sides} == {"around 10:00 GMT", "around 10 a.m."}
    assert {e.report for s in clock.sides for e in s.evidence} == {r for c in [clock] for s in c.sides for r in
                                                                     {e.report for e in s.evidence}}  # fmt: skip


def test_the_written_response_of_the_samples_is_told_both_ways(samples: Weighed) -> None:
    stance = next(c for c in samples.contradictions if c.kind == "stance")
    assert {s.by for s in stance.sides} == {("person:antony-blinken",), ("person:sergei-lavrov",)}


def test_lasted_and_should_last_is_no_contradiction(samples: Weighed) -> None:
    assert not any("two hours" in s.text for c in samples.contradictions for s in c.sides)


def test_a_caption_printed_twice_contradicts_nothing(samples: Weighed) -> None:
    spans = [
        (e.start, e.end)
        for c in samples.contradictions
        for s in c.sides
        for e in s.evidence
        if "001" in e.report
    ]
    assert all(start > 300 for start, _ in spans)


def test_words_weigh_by_how_usual_they_are() -> None:
    # Sums of tenths differ in the last digit by their order, and a set of words has a new order in every process: they are counted.
    rarity = Rarity(())
    rarity.usual = frozenset("abcdefg")
    assert rarity.of({*rarity.usual, "rare", "seldom"}) == 2 + 7 * COMMON_WORD
