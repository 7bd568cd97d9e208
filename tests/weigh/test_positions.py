"""A position moved if the same side says the opposite on the same matter, later."""

from __future__ import annotations

from pathlib import Path

from detente.weigh import derive
from tests.weigh.fixtures import Page, by_report, of

CSC, FRD, KRAL, RUIZ = "state:CSC", "state:FRD", "person:ivo-kral", "person:ana-ruiz"


def no(day: str = "2031-05-01", name: str = "a") -> Page:
    return (
        Page(name, day)
        .says("Ruiz ruled out inspections of the dam.")
        .move(
            "REJECT",
            "Ruiz ruled out inspections of the dam",
            (RUIZ,),
            (FRD,),
            content="inspections of the dam",
            when=day,
        )
    )


def yes(day: str = "2031-05-09", name: str = "b", by: str = RUIZ, **more: object) -> Page:
    return Page(name, day).says("Ruiz agreed to inspections of the dam.").move(
        "AGREE", "Ruiz agreed to inspections of the dam", (by,), (FRD,), content="inspections of the dam",
        status="planned", when=day, **more,
    )  # fmt: skip


def test_no_and_then_yes_is_a_change() -> None:
    (change,) = of(no(), yes()).changes
    assert change.actor == RUIZ
    assert change.first.value == "reject"
    assert change.then.value == "agree"
    assert not change.disputed
    assert not of(no(), yes()).contradictions


def test_yes_and_then_no_is_a_change_too() -> None:
    (change,) = of(no("2031-05-20"), yes()).changes
    assert change.then.value == "reject"


def test_a_yes_told_by_the_other_side_is_disputed() -> None:
    (change,) = of(no(), yes(told_by=(KRAL,))).changes
    assert change.disputed
    assert change.then.by == (KRAL,)


def test_a_person_and_her_government_are_one_side() -> None:
    (change,) = of(no(), yes(by=CSC)).changes
    assert change.actor == CSC


def test_another_side_moves_nobody() -> None:
    assert not of(no(), yes(by="state:NRV")).changes


def test_both_on_one_day_is_no_change() -> None:
    told = of(no("2031-05-09"), yes())
    assert not told.changes
    assert [c.kind for c in told.contradictions] == ["stance"]


def test_the_change_of_the_samples(shared: Path) -> None:
    from tests.weigh.by_hand import seeds

    told = derive(seeds(shared), (), by_report, "2022-01-21")
    (change,) = told.changes
    assert change.actor == "state:USA"
    assert change.disputed
    assert change.first.when is not None
    assert change.first.when.earliest == "2022-01-19"
    assert change.then.by == ("person:sergei-lavrov",)
