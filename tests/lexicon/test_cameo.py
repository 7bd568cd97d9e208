"""CAMEO and PLOVER, there and back."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import lexicon
from detente.lexicon import cameo
from detente.lexicon.cameo import from_cameo, to_cameo

TABLE = lexicon.toml("plover")["type"]
KINDS = [(kind, mode) for kind, row in TABLE.items() for mode in (None, *row["modes"])]


@pytest.mark.parametrize(("kind", "mode"), KINDS)
def test_the_type_survives_the_way_to_cameo_and_back(kind: str, mode: str | None) -> None:
    back = from_cameo(to_cameo(kind, mode))
    assert back is not None
    assert back[0] == kind


def test_each_root_of_cameo_is_known() -> None:
    for root in range(1, 21):
        assert from_cameo(f"{root:02d}0") is not None


@pytest.mark.parametrize("row", lexicon.tsv("cameo"), ids=lambda row: row["cameo"])
def test_a_row_names_a_type_and_a_mode_of_it_and_a_code_below_its_own(row: dict[str, str]) -> None:
    assert row["mode"] == "-" or row["mode"] in TABLE[row["type"]]["modes"]
    assert row["export"] == "-" or row["export"].rstrip("0") == row["cameo"].rstrip("0")
    assert row["cameo"].isdigit() and 2 <= len(row["cameo"]) <= 4
    assert row["means"]


def test_every_mode_is_written_as_one_code() -> None:
    pairs = [(row["type"], row["mode"]) for row in lexicon.tsv("cameo") if row["export"] != "-"]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    ("code", "plover"),
    [
        ("042", ("CONSULT", "visit")),
        ("0233", ("REQUEST", "assist")),
        ("1383", ("THREATEN", "violence")),
        ("1382", ("THREATEN", "territory")),
        ("172", ("COERCE", "restrict")),
        ("190", ("ASSAULT", None)),
        ("192", ("COERCE", "seize")),
    ],
)
def test_the_longest_beginning_of_a_code_decides(code: str, plover: tuple[str, str | None]) -> None:
    assert from_cameo(code) == plover


@given(st.text(max_size=6))
def test_odd_codes_are_none_or_a_type(code: str) -> None:
    found = from_cameo(code)
    assert found is None or found[0] in TABLE


def test_the_examples_hold() -> None:
    assert doctest.testmod(cameo).failed == 0
