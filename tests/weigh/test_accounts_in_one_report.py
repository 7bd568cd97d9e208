"""Whole reports in which two tell one thing otherwise, and reports that only look so; all of them ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente import clean
from detente.model.derived import Weighed
from detente.model.given import Raw
from detente.parse import Parsed
from detente.pipeline import analyses
from detente.weigh import weigh
from detente.weigh.clauses import clauses, is_no


def told(*texts: str, on: str = "2023-05-10") -> Weighed:
    reports = [
        clean.report(Raw(name=f"{n}", id=f"{n}", content=text), published=on, level="none")
        for n, text in enumerate(texts)
    ]
    return weigh(list(analyses(reports, {})))


DISPUTED = {
    "a denial answers the charge before it": (
        "Kenya's president said that rebels from Somalia had crossed the border near Moyale at the weekend.",
        "A spokesman for Somalia's government denied that any rebels had crossed the border near Moyale.",
    ),
    "a ministry has no plan of which a newspaper told": (
        "The Sofia daily Vest reported that Bulgaria had decided to buy gas from Azerbaijan without a tender.",
        "A spokesman for Bulgaria's energy ministry said there were no plans to buy gas from Azerbaijan without a tender.",
    ),
    "a denial that only points denies the last charge": (
        "Chad accused Sudan of arming the raiders who burnt the market at Adre.",
        "Sudan's foreign ministry denied the charge.",
    ),
    "a rumour is denied": (
        "Rumours that riots had broken out in Lima sent the sol lower, dealers said.",
        "Peru's interior minister denied that there had been any riots in Lima.",
    ),
    "who abides by a treaty does not breach it": (
        "Turkey accused Greece of breaching the treaty on the islands.",
        "Greece said that it was fully abiding by the treaty on the islands.",
    ),
    "what cannot be seen as a breach is none": (
        "Egypt's water minister said that Ethiopia was breaching the Khartoum accord.",
        "Ethiopia said the filling of the dam could not be seen as a breach of the Khartoum accord.",
    ),
}


@pytest.mark.parametrize("name", DISPUTED)
def test_in_one_report_two_can_tell_it_otherwise(name: str, parse: Callable[[str], Parsed]) -> None:
    found = told("\n\n".join(DISPUTED[name])).contradictions
    assert len(found) == 1
    starts = {e.start for side in found[0].sides for e in side.evidence}
    assert starts & set(range(len(DISPUTED[name][0])))
    assert any(start > len(DISPUTED[name][0]) for start in starts)


UNDISPUTED = {
    "one who speaks twice": (
        "Kenya's president said that rebels had crossed the border near Moyale.",
        "Kenya's president said that no rebels had crossed the border near Mandera.",
    ),
    "a denial of another thing": (
        "Chad accused Sudan of arming the raiders who burnt the market at Adre.",
        "Niger denied that its uranium was sold to Russia.",
    ),
    "a right withheld is no denial": (
        "Peru said it would revoke the fishing licences of Chinese ships.",
        "The measure is aimed at denying China fishing licences off its coast, an official said.",
    ),
    "what is warned against is not told": (
        "Chad's president warned Sudan against attacking the border town of Adre.",
        "Sudan denied that it was attacking the border town of Adre.",
    ),
}


@pytest.mark.parametrize("name", UNDISPUTED)
def test_what_only_looks_so_is_no_dispute(name: str, parse: Callable[[str], Parsed]) -> None:
    assert not told("\n\n".join(UNDISPUTED[name])).contradictions


def test_who_denies_a_hand_in_it_denies_the_charge_whatever_it_is_called(
    parse: Callable[[str], Parsed],
) -> None:
    charge = "Ethiopia accused Eritrea of bombing the depot at Adwa on Tuesday."
    found = told(charge, "Eritrea denied any involvement in the blast.").contradictions
    assert [c.kind for c in found] == ["denial"]
    assert not told(charge, "Djibouti denied any involvement in the blast.").contradictions


@pytest.mark.parametrize(
    ("words", "no"),
    [
        ("Norvia rejected charges by Sudria that it had mined the strait", True),
        ("the island denied having sold the boats", True),
        ("the claims were denied by the harbour master", True),
        ("Norvia denied the trawlers fuel", False),
        ("at no time did she press me to resign: any reports otherwise are false", True),
        ("I don't think there is a plan", True),
        ("the envoy, who has not spoken since, left the hall", False),
    ],
)
def test_a_clause_is_a_no_also_where_it_tells_of_a_denial(words: str, no: bool) -> None:
    assert is_no(words) == no


def test_a_main_clause_goes_on_behind_what_is_told_of_its_subject() -> None:
    (found,) = clauses("the ferry, which had been idle since May, was sunk")
    assert "sink" in found.words


def test_what_cannot_be_is_told_as_a_fact() -> None:
    assert clauses("the delay could not be seen as a breach")[0].real
    assert not clauses("the delay could be seen as a breach")[0].real


def test_two_denials_of_one_charge_are_one_dispute(parse: Callable[[str], Parsed]) -> None:
    (found,) = told(
        "Kenya's president warned that Somalia could attack Moyale at short notice.",
        "Somalia denied on Wednesday that it plans an attack on Moyale.",
        "Any plan to attack Moyale was denied by Somalia's foreign ministry. Somalia denied that it would attack Moyale.",
    ).contradictions
    assert found.kind == "denial"
    assert {e.report for e in found.sides[0].evidence} == {"0"}
    assert {e.report for e in found.sides[1].evidence} >= {"1", "2"}


def test_only_the_accused_denies_a_charge(parse: Callable[[str], Parsed]) -> None:
    charge = "A woman in Lima accused a shopkeeper of an attack on her."
    assert not told(charge, "Sudan denied any attack.").contradictions


def test_whom_charges_are_about_is_not_what_is_charged(parse: Callable[[str], Parsed]) -> None:
    assert not told(
        "Peru's mayor said Tomas Arrey had been given a new post at the port.",
        "The port's owners distanced themselves from the allegations facing Tomas Arrey.",
    ).contradictions


def test_what_another_charged_does_not_stand_behind_ones_own_claim(parse: Callable[[str], Parsed]) -> None:
    found = told(
        "Kenya's president warned that Somalia could attack Moyale at short notice.",
        "Ethiopia accused Somalia of preparing an attack on Moyale.",
        "Somalia denied on Wednesday that it plans an attack on Moyale.",
    ).contradictions
    assert found
    for dispute in found:
        assert len({e.report for e in dispute.sides[0].evidence}) == 1
