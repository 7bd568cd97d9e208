"""Figures of a report: on whose word, since when, how certain."""

from __future__ import annotations

import pytest

import detente

PUBLISHED = "2022-03-04"


def test_a_figure_inside_a_statement_is_on_its_speakers_word() -> None:
    answer = detente.analyze("Norway said that Peru had lost 300 tanks.", published=PUBLISHED)
    [figure] = answer.figures
    assert figure.by == ("state:NOR",)
    assert figure.statement == answer.statements[0].id
    assert figure.holder == "state:PER"


def test_a_figure_told_by_the_report_is_on_nobodys_word() -> None:
    [figure] = detente.analyze("Peru lost 300 tanks.", published=PUBLISHED).figures
    assert (figure.by, figure.statement) == ((), None)


def test_since_reaches_from_then_to_the_report() -> None:
    [figure] = detente.analyze("Shelling has killed 900 villagers since 2014.", published=PUBLISHED).figures
    assert (figure.time, figure.unit) == ("2014/2022-03-04", "villagers killed")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Peru sent 40 boats.", "is"),
        ("Peru will send 40 boats.", "planned"),
        ("Peru plans to send 40 boats.", "planned"),
        ("Norway demands that Peru withdraw 40 boats.", "planned"),
        ("Peru could send 40 boats.", "hypothetical"),
        ("If Peru sent 40 boats, nobody would notice.", "hypothetical"),
        ("Peru would send 40 boats if it were asked.", "hypothetical"),
        ("Peru did not send 40 boats.", "denied"),
        ("The admiral denied that Peru had sent 40 boats.", "denied"),
    ],
)
def test_a_figure_tells_how_certain_it_is(text: str, modality: str) -> None:
    [figure] = detente.analyze(text, published=PUBLISHED).figures
    assert figure.modality == modality


def test_a_figure_tells_for_each_of_what() -> None:
    [figure] = detente.analyze("Gas costs 90 euros per barrel.", published=PUBLISHED).figures
    assert (figure.low, figure.unit, figure.per) == (90.0, "euros", "per barrel")
