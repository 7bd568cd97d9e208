"""The table of places finds what it should, and quickly."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.lexicon import tsv
from detente.lexicon.gazetteer import by_hand, candidates, folded, line_key, lines

STATES = {row["id"] for row in tsv("states")}


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kiev", "UKR", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("Peking", "CHN", "capital"),
        ("Rangoon", "MMR", "town"),
        ("The Hague", "NLD", "capital"),
        ("Burma", "MMR", "state"),
        ("U.S.", "USA", "state"),
        ("Côte d’Ivoire", "CIV", "state"),
        ("Lake Geneva", "CHE", "water"),
        ("Donbass", "UKR", "region"),
        ("Strait of Hormuz", None, "water"),
        ("Kherson", "UKR", "admin1"),
        ("Ont.", "CAN", "admin1"),
        ("Suffolk", "GBR", "admin2"),
    ],
)
def test_a_name_leads_to_its_place(name: str, country: str | None, kind: str) -> None:
    assert (country, kind) in {(e.country, e.kind) for e in candidates(name)}


def test_a_name_of_many_towns_gives_them_all() -> None:
    assert len({e.country for e in candidates("Tripoli")}) > 1


def test_an_unknown_name_gives_nothing() -> None:
    assert candidates("Qwxzzt") == candidates("") == candidates("  ") == ()


def test_oceans_belong_to_no_state() -> None:
    for ocean in ("Atlantic", "Pacific Ocean", "Arctic", "Mediterranean"):
        assert candidates(ocean)[0].country is None


def test_the_packed_table_is_sorted_and_small_and_names_its_source() -> None:
    keys = [line_key(line) for line in lines()]
    assert keys == sorted(keys)
    packed = files("detente.lexicon").joinpath("gazetteer.tsv.xz").read_bytes()
    assert len(packed) < 2_000_000
    import lzma

    assert b"GeoNames" in lzma.decompress(packed)[:300] and b"CC BY 4.0" in lzma.decompress(packed)[:300]


def test_every_other_name_leads_somewhere() -> None:
    others = [line.split("\t") for line in lines() if "\t=" in line][::97]
    for other, id, _ in others:
        assert any(e.geonameid == int(id[1:]) for e in candidates(other)), other


def test_countries_of_features_and_provinces_are_states() -> None:
    for table in ("features", "provinces"):
        for row in tsv(table):
            assert row["country"] in STATES | {""}, row
            assert row["name"] and -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row


def test_features_stand_once() -> None:
    names = [row["name"] for row in tsv("features")]
    assert len(names) == len(set(names)) >= 250


@given(st.text(max_size=40))
def test_any_words_can_be_looked_up(words: str) -> None:
    assert isinstance(candidates(words), tuple)
    assert folded(folded(words)) == folded(folded(folded(words)))


def test_names_by_hand_are_folded() -> None:
    assert all(key == folded(key) for key in by_hand() if key not in ("st", ""))
