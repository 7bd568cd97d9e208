"""`detente actors` and `detente who` as their users meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.show.conftest import Run

TALK = """Envoys meet in Oslo

Norwegian Foreign Minister Espen Eide met Marta Quiroz of Colombia in Oslo on Tuesday. \
Eide said that the talks were “open and useful”. Quiroz demanded the release of two fishermen. \
She said that Bogota would wait.
"""


@pytest.fixture
def store(detente: Run, tmp_path: Path) -> Run:
    """The same with one report in the store."""
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    assert detente("add", "talk.txt", "--published", "2024-03-05").code == 0
    return detente


QUIROZ, EIDE = "person:marta-quiroz", "person:espen-barth-eide"


def test_actors_are_listed_with_office_state_and_counts(store: Run) -> None:
    done = store("actors")
    assert done.code == 0
    assert "Marta Quiroz" in done.out
    assert "not in the tables" in done.out
    by_id = {row["id"]: row for row in store("actors", "--json").rows}
    assert by_id[EIDE]["office"] == "foreign minister (Norway)"
    assert (by_id[EIDE]["code"], by_id[EIDE]["known"], by_id[EIDE]["reports"]) == ("NOR", True, 1)
    assert by_id[QUIROZ]["mentions"] >= 2
    counts = [row["mentions"] for row in by_id.values()]
    assert counts == sorted(counts, reverse=True)


def test_unknown_lists_only_those_the_tables_do_not_have(store: Run) -> None:
    rows = store("actors", "--unknown", "--json").rows
    assert [row["id"] for row in rows] == [QUIROZ]
    assert not rows[0]["known"]


def test_a_merge_is_told_logged_and_taken_back(store: Run) -> None:
    before = [store(question, "--json").out for question in ("actors", "ledger", "claims", "timeline")]
    done = store("actors", "merge", QUIROZ, EIDE, "--reason", "a trial", "--author", "Ana Lind")
    assert (done.code, done.err) == (0, "")
    assert "Marta Quiroz (person:marta-quiroz) is Espen Barth Eide" in done.out
    assert "a trial" in done.out
    assert "Ana Lind" in done.out
    assert QUIROZ not in [row["id"] for row in store("actors", "--json").rows]
    demand = store("ledger", "--kind", "demand", "--json").rows
    assert all(QUIROZ not in row["by"] for row in demand)
    (logged,) = store("judgements", "--json").rows
    assert (logged["kind"], logged["author"], logged["reason"]) == ("merge", "Ana Lind", "a trial")
    assert store("undo", logged["id"][:6]).code == 0
    assert "taken back" in store("judgements").out
    assert [
        store(question, "--json").out for question in ("actors", "ledger", "claims", "timeline")
    ] == before


def test_a_split_and_a_correction_name_their_report_as_sources_does(store: Run) -> None:
    (split,) = store("actors", "split", QUIROZ, "--report", "1", "--json").rows
    assert split["actors"] == [QUIROZ, f"{QUIROZ}-2"]
    assert split["author"] == "mira"
    done = store("actors", "correct", EIDE, "--report", "talk.txt", "--name", "quiroz", "--json")
    (corrected,) = done.rows
    assert (corrected["words"], corrected["report"]) == ("quiroz", split["report"])
    at = TALK.index("Quiroz demanded")
    (by_place,) = store(
        "actors", "correct", "NOR", "--report", split["report"][:5], "--start", at, "--end", at + 6, "--json"
    ).rows
    assert by_place["span"] == [at, at + 6]
    assert len(store("judgements", "--json").rows) == 3


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("merge", "person:marta-quirog", EIDE), QUIROZ),
        (("merge", QUIROZ, QUIROZ), "with itself"),
        (("split", QUIROZ), "--report or --name"),
        (("split", QUIROZ, "--report", "7"), "no single report"),
        (("correct", EIDE, "--report", "1", "--name", "the moon"), "no mention"),
    ],
)
def test_a_wrong_judgement_is_refused_in_one_sentence(store: Run, args: tuple[str, ...], words: str) -> None:
    done = store("actors", *args)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 1


def test_what_nobody_decided_cannot_be_taken_back(store: Run) -> None:
    done = store("undo", "zz")
    assert (done.code, done.out) == (2, "")
    assert "detente judgements" in done.err
    assert len(done.err.splitlines()) == 1


def test_an_empty_log_and_a_missing_store_are_said(store: Run) -> None:
    assert store("judgements").out == "nothing found\n"
    missing = store("--store", "none.detente", "actors", "merge", "RUS", "USA")
    assert missing.code == 1
    assert "no store" in missing.err


def test_who_answers_with_reasons_and_needs_no_store(detente: Run, tmp_path: Path) -> None:
    done = detente("who", "the head of Russian diplomacy", "--on", "2022-01-21")
    assert done.code == 0
    assert done.out.startswith("Sergei Lavrov")
    assert "names the office: foreign minister (Russia)" in done.out
    assert "Igor Ivanov: ended before" in " ".join(done.out.split())
    (row,) = detente("who", "German", "chancellor", "--on", "2021-12-08", "--json").rows
    assert (row["words"], row["readings"][0]["actor"]) == ("German chancellor", "person:olaf-scholz")
    assert list(tmp_path.iterdir()) == []


def test_who_says_calmly_that_nothing_is_known(detente: Run) -> None:
    done = detente("who", "Zaphod Quux", "--on", "2022-01-21")
    assert (done.code, done.err) == (1, "")
    assert "nothing is known of “Zaphod Quux”" in done.out
    asked = detente("who", "Zaphod Quux", "--json")
    assert (asked.code, asked.rows[0]["readings"]) == (1, [])


def test_a_day_that_is_none_is_wrong_usage(detente: Run) -> None:
    done = detente("who", "NATO", "--on", "tomorrow")
    assert done.code == 2
    assert "is no date" in done.err
