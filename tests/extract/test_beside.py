"""Meetings told beside what a sentence is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.extract.moves import moves
from detente.extract.times import times
from detente.model.found import Move
from detente.parse import Parsed

Parse = Callable[[str], Parsed]


def meetings(parse: Parse, text: str) -> list[tuple[Move, Parsed]]:
    parsed = parse(text)
    return [(m, parsed) for m in moves(parsed, (), times(parsed), ()) if m.type == "CONSULT"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru and Chile agreed on a truce, according to a text read out after talks between Ruiz and Lind.", "occurred"),
        ("The pledge came after talks between Ruiz and Lind in Oslo on Thursday.", "occurred"),
        ("After a meeting with Lind, Ruiz told reporters that the border stays shut.", "occurred"),
        ("Before talks with Lind, Ruiz insisted on the old border.", "planned"),
    ],
)  # fmt: skip
def test_who_met_is_told_in_passing(text: str, status: str, parse: Parse) -> None:
    ((found, parsed),) = meetings(parse, text)
    assert found.status == status
    named = {parsed.text[a:b] for a, b in (*found.source, *found.target)}
    assert {"Ruiz", "Lind"} <= named


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz will sign only after talks with Lind.",
        "Ruiz refused to sign after a possible meeting with Lind.",
        "Ruiz spoke after the meeting.",
        "Peru said that no pact could follow without talks between Ruiz and Lind.",
    ],
)
def test_a_meeting_that_is_only_wished_for_or_has_no_sides_is_none(text: str, parse: Parse) -> None:
    assert not [m for m, _ in meetings(parse, text) if m.status == "occurred"]
