"""Demands with a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.extract.moves import moves
from detente.extract.times import times
from detente.parse import Parsed

Parse = Callable[[str], Parsed]


@pytest.mark.parametrize(
    ("text", "by", "to", "what", "due"),
    [
        ("The bloc gave Niger one week to free the president.", "bloc", "Niger", "free the president", "one week"),
        ("Peru set Chile a deadline of Friday to free the sailors.", "Peru", "Chile", "free the sailors", "Friday"),
        ("Peru gave Chile until Friday to free the sailors.", "Peru", "Chile", "free the sailors", "Friday"),
        ("Oslo handed Lima an ultimatum: leave within two days.", "Oslo", "Lima", "leave within two days", "two days"),
        ("Baku issued an ultimatum to Yerevan to withdraw its troops by 1 May.", "Baku", "Yerevan",
         "withdraw its troops by 1 May", "1 May"),
        ("Chad was given 48 hours to withdraw.", None, "Chad", "withdraw", "48 hours"),
        ("Peru gave the Chilean ambassador 48 hours to leave.", "Peru", "the Chilean ambassador", "leave", "48 hours"),
        ("Peru ordered the Chilean ambassador to leave within a week.", "Peru", "the Chilean ambassador",
         "leave within a week", "a week"),
        ("Togo told two Danish diplomats to leave by Friday.", "Togo", "two Danish diplomats", "leave by Friday", "Friday"),
        ("The Danish envoy was ordered to leave the country within 72 hours.", None, "The Danish envoy",
         "within 72 hours", "72 hours"),
    ],
)  # fmt: skip
def test_a_time_that_is_set_makes_a_demand(
    text: str, by: str | None, to: str, what: str, due: str, parse: Parse
) -> None:
    parsed = parse(text)
    kind = "THREATEN" if "ultimatum" in text else "REQUEST"
    (found,) = [m for m in moves(parsed, (), times(parsed), ()) if m.type == kind]
    cut = [text[a:b] for a, b in found.source]
    assert (cut == []) if by is None else (by in cut[0])
    assert [text[a:b] for a, b in found.target] == [to]
    assert found.content is not None and text[slice(*found.content)].endswith(what)
    assert found.due is not None and due in text[slice(*found.due)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru gave Chile 500 tonnes of wheat to feed the displaced.",
        "The journey gave them a week to think.",
        "Norway set a target of ten ships.",
        "Peru did not give Chile a deadline.",
    ],
)
def test_what_is_given_otherwise_is_no_demand(text: str, parse: Parse) -> None:
    parsed = parse(text)
    assert not [m for m in moves(parsed, (), times(parsed), ()) if m.type == "REQUEST"]
