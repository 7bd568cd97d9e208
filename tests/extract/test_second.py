"""The second coder: shares, the curve of `sure`, and whose its weights are."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.extract.moves import acts
from detente.extract.second import TYPES, agreement, curve, features, shares, sure, tables
from detente.model.found import MoveType
from detente.parse import Parsed

Parse = Callable[[str], Parsed]
SHARES = st.floats(0, 1, allow_nan=False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway imposed sanctions on Peru.", "COERCE"),
        ("Norway urged Chile to free the crew.", "REQUEST"),
        ("Kenya held talks with Uganda in Oslo.", "CONSULT"),
        ("Syrian rebels attacked a village on Monday.", "ASSAULT"),
        ("Students marched in Lima against the tax.", "PROTEST"),
        ("Peru rejected the Chilean offer.", "REJECT"),
    ],
)
def test_two_coders_agree_on_a_plain_sentence(text: str, kind: MoveType, parse: Parse) -> None:
    (act,) = acts(parse(text).sentences[0])
    assert act.type == kind
    assert agreement(act.trigger, kind) > 0.5


def test_the_share_of_a_wrong_type_is_small(parse: Parse) -> None:
    (act,) = acts(parse("Norway imposed sanctions on Peru.").sentences[0])
    assert agreement(act.trigger, "AID") < 0.1


@given(st.lists(st.sampled_from(sorted(tables()[0]))))
def test_shares_add_up_to_one(seen: list[str]) -> None:
    found = shares(seen, tables())
    assert set(found) == set(TYPES)
    assert sum(found.values()) == pytest.approx(1)


def test_without_anything_known_all_types_are_alike() -> None:
    assert list(shares(["nothing like it"], tables()).values()) == pytest.approx(
        [1 / len(TYPES)] * len(TYPES)
    )


@given(SHARES, SHARES, SHARES)
def test_sure_rises_with_the_rule_and_with_the_second_coder(rule: float, low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert 0 < sure(rule, low) <= sure(rule, high) < 1
    assert sure(low, rule) <= sure(high, rule)


def test_the_rule_weighs_more_than_the_second_coder() -> None:
    _, of_rule, of_second = curve()
    assert of_rule > of_second > 0


@pytest.mark.parametrize("text", ["", "of of of", "and " * 300, "To to to.", "🕊", "said said said"])
def test_odd_words_are_read_and_in_bounds(text: str, parse: Parse) -> None:
    for token in parse(text).tokens:
        seen = features(token)
        assert len(seen) == len(set(seen)) < 400


def test_names_are_seen_by_their_kind_only(parse: Parse) -> None:
    def read(text: str) -> list[str]:
        (act,) = acts(parse(text).sentences[0])
        return features(act.trigger)

    assert read("Norway attacked Chile.") == read("Kenya attacked Peru.")


def test_the_tables_are_small_and_say_whose_they_are() -> None:
    lexicon = files("detente.lexicon")
    sizes = [
        len(lexicon.joinpath(f"{name}.tsv").read_bytes()) for name in ("second_coder", "second_coder_gsr")
    ]
    assert sum(sizes) < 1_000_000
    head = lexicon.joinpath("second_coder_gsr.tsv").read_text("utf-8").split("feature\t")[0]
    assert "openeventdata/PLOVER" in head and "CC BY-SA 4.0" in head
    notice = (Path(__file__).resolve().parents[2] / "NOTICE").read_text("utf-8")
    assert "second_coder_gsr.tsv" in notice and "openeventdata/PLOVER" in notice
