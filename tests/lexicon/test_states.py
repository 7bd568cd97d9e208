"""The table of states holds together."""

from __future__ import annotations

import re

import pytest

from detente.lexicon import tsv
from detente.lexicon.knowledge import knowledge

STATES = {row["id"]: row for row in tsv("states")}
STATUSES = {"un-member", "observer", "disputed", "de-facto", "territory", "historical"}


def several(row: dict[str, str], column: str) -> list[str]:
    return [part for part in row[column].split("|") if part]


def test_every_id_stands_once_and_has_three_letters() -> None:
    assert len(STATES) == len(tsv("states"))
    assert all(re.fullmatch("[A-Z]{3}", id) for id in STATES)


def test_all_members_of_the_united_nations_are_there() -> None:
    assert sum(row["status"] == "un-member" for row in STATES.values()) == 193


def test_every_row_is_complete() -> None:
    for row in STATES.values():
        assert row["name"] and row["capital"] and row["continent"], row
        assert row["status"] in STATUSES, row
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row
        assert row["geonameid"] == "" or int(row["geonameid"]) > 0, row


def test_neighbours_know_each_other() -> None:
    for id, row in STATES.items():
        for other in several(row, "neighbours"):
            assert id in several(STATES[other], "neighbours"), (id, other)
            assert id != other


def test_a_parent_is_a_member_of_the_united_nations() -> None:
    for row in STATES.values():
        assert not row["parent"] or STATES[row["parent"]]["status"] == "un-member", row


def test_former_states_have_begun_and_ended() -> None:
    for row in STATES.values():
        if row["status"] == "historical":
            assert row["since"] < row["until"], row
        for column in ("since", "until"):
            assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row[column]), row


def test_no_cell_holds_stray_space_or_an_empty_part() -> None:
    for row in STATES.values():
        for column, cell in row.items():
            assert cell == cell.strip() and "||" not in cell and not cell.startswith("|"), (row["id"], column)


@pytest.mark.parametrize(
    ("id", "spelling"),
    [
        ("UKR", "Kiev"),
        ("MMR", "Burma"),
        ("CZE", "Czechia"),
        ("TUR", "Turkey"),
        ("PRK", "DPRK"),
        ("USA", "U.S."),
    ],
)
def test_spellings_of_the_news_are_known(id: str, spelling: str) -> None:
    row = STATES[id]
    assert spelling in [*several(row, "names"), *several(row, "capital_names")]


@pytest.mark.parametrize(
    "place",
    ["South America", "Latin America", "Gulf of Mexico", "Sea of Japan", "Northern Ireland", "New Mexico", "Jordan Valley",
     "South China Sea", "Lake Chad", "Indian Ocean", "Korean War"],
)  # fmt: skip
def test_a_place_that_bears_a_states_name_is_not_that_state(place: str) -> None:
    (found,) = knowledge().matches(f"the people of {place} said")
    assert [(entry.kind, entry.id) for entry in found.entries] == [("metonym", "-")]


@pytest.mark.parametrize(
    ("name", "actor"),
    [("Western Sahara", "state:ESH"), ("South Korea", "state:KOR"), ("Kremlin", "state:RUS"), ("Papua New Guinea", "state:PNG")],
)  # fmt: skip
def test_a_state_whose_name_holds_a_places_stays_one(name: str, actor: str) -> None:
    (found,) = knowledge().matches(f"the people of {name} said")
    assert actor in [entry.id for entry in found.entries]
