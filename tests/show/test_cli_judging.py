"""`detente accept, reject, correct, note, judgements, undo` as their users meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.show.conftest import HOSTILE, Run

TALK = """Envoys meet in Oslo

Norwegian Foreign Minister Espen Eide met Marta Quiroz of Colombia in Oslo on Tuesday. \
Eide demanded that Colombia release two fishermen. Quiroz threatened to leave the talks.
"""

QUESTIONS = ("claims", "ledger", "timeline", "changes", "due")


@pytest.fixture
def store(detente: Run, tmp_path: Path) -> Run:
    """The same with one report in the store."""
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    assert detente("add", "talk.txt", "--published", "2024-03-05").code == 0
    return detente


def a_demand(store: Run) -> str:
    """The id of the claim with the demand."""
    return next(str(row["id"]) for row in store("claims", "--json").rows if row["type"] == "REQUEST")


def answers(store: Run) -> list[str]:
    """What every question answers."""
    return [store(question, "--json").out for question in QUESTIONS]


def test_what_is_rejected_is_gone_told_by_why_and_comes_back(store: Run) -> None:
    before, demand = answers(store), a_demand(store)
    done = store("reject", demand[:8], "--reason", "an offer", "--author", "Ana Lind")
    assert (done.code, done.err) == (0, "")
    assert f"claim {demand} is rejected" in " ".join(done.out.split())
    assert store("ledger", "--kind", "demand").out == "nothing found\n"
    why = " ".join(store("why", demand).out.split())
    assert "rejected, counts nowhere" in why
    assert "rejected by Ana Lind" in why
    assert "an offer" in why
    (row,) = store("judgements", "offer", "--json").rows
    assert store("undo", row["id"][:6]).code == 0
    assert answers(store) == before
    assert "taken back" in store("judgements", "--kind", "reject").out


def test_why_names_what_a_claim_was_read_from_and_that_can_be_corrected(store: Run) -> None:
    demand = a_demand(store)
    (cite,) = store("why", demand, "--json").rows[0]["cites"]
    item = cite["evidence"]["item"]
    assert item in store("why", demand).out
    assert "type: REQUEST" in store("why", item).out
    done = store("correct", item, "target", "Peru", "--reason", "a slip")
    assert done.code == 0, done.err
    assert "target of move" in done.out
    assert "Peru (state:PER)" in " ".join(done.out.split())
    (line,) = store("ledger", "--kind", "demand", "--json").rows
    assert line["to"] == ["state:PER"]
    told = " ".join(store("why", item).out.split())
    assert "target: state:PER (read as" in told
    assert "target corrected to Peru" in told


def test_a_check_and_a_note_change_no_answer(store: Run) -> None:
    before, demand = answers(store), a_demand(store)
    assert store("accept", demand, "--author", "Mira").code == 0
    assert store("note", demand, "Ask the embassy").code == 0
    assert store("note", "person:espen-barth-eide", "on leave").code == 0
    assert answers(store) == before
    why = " ".join(store("why", demand).out.split())
    assert "checked by Mira" in why
    assert "Ask the embassy" in why
    assert [row["kind"] for row in store("judgements", "--about", demand, "--json").rows] == [
        "accept",
        "note",
    ]


@pytest.mark.parametrize("words", [w for w in HOSTILE if w.strip()][:12])
def test_words_of_a_note_do_nothing_to_a_terminal(store: Run, words: str) -> None:
    demand = a_demand(store)
    assert store("note", demand, words, "--author", words[:40], "--reason", words).code == 0
    for shown in (store("judgements").out, store("why", demand).out):
        assert not set(shown) & {"\x1b", "\x9b", "\x00", "\b", "\r", "\u202e", "\u2066", "\u200b"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("reject", "zzzz"), "no single datum"),
        (("accept", "person:espen-barth-eide"), "can have notes"),
        (("correct", "person:espen-barth-eide", "name", "x"), "can have notes"),
        (("note", "zzzz", "words"), "no single datum"),
        (("judgements", "--kind", "guess"), "no kind of judgement"),
        (("undo", "zzzz"), "detente judgements"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_one_sentence(
    store: Run, args: tuple[str, ...], words: str
) -> None:
    done = store(*args)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert len(done.err.splitlines()) == 1
