"""`detente stories`, `due`, `tension` and answers to lines of the ledger, as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.show.conftest import Run

FIRST = """Oslo and Bogota quarrel over fishermen

Colombian Foreign Minister Marta Quiroz accused Norway of holding two fishermen on Monday. Norway promised on Monday to send \
a written answer to Colombia by 12 March 2024.
"""
SECOND = """Norway threatens to close its ports to Colombian boats

Norway threatened on Wednesday to close its ports to boats from Colombia. The harbour of Bergen was quiet.
"""
OTHER = """Storm tears roofs from houses in Fiji

A storm tore roofs from houses in Fiji on Tuesday. Teachers opened schools for families.
"""


@pytest.fixture
def store(detente: Run, tmp_path: Path) -> Run:
    """The same with three reports in the store."""
    rows = [
        {"text": t, "published": d}
        for t, d in ((FIRST, "2024-03-04"), (SECOND, "2024-03-06"), (OTHER, "2024-03-05"))
    ]
    (tmp_path / "three.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert detente("add", "three.jsonl").code == 0
    return detente


def promise(store: Run, *options: str) -> dict[str, object]:
    (found,) = store("ledger", "--kind", "promise", "--json", *options).rows
    return found


def test_stories_are_listed_put_together_taken_apart_and_left_alone_again(store: Run) -> None:
    rows = store("stories", "--json").rows
    assert sorted(len(row["reports"]) for row in rows) in ([1, 1, 1], [1, 2])
    assert "roofs" in store("stories").out
    quarrel = next(r for r in rows if "fishermen" in (r["title"] or "").lower() or "fishermen" in r["terms"])
    storm = next(r for r in rows if "storm" in " ".join([r["title"] or "", *r["terms"]]).lower())
    done = store(
        "stories", "merge", quarrel["id"][:10], storm["id"], "--reason", "a trial", "--author", "Ana Lind"
    )
    assert (done.code, done.err) == (0, "")
    merged = next(r for r in store("stories", "--json").rows if storm["reports"][0] in r["reports"])
    assert quarrel["reports"][0] in merged["reports"]
    parted = store("stories", "split", storm["id"], "--report", storm["reports"][0])
    assert parted.code == 0
    alone = next(r for r in store("stories", "--json").rows if storm["reports"][0] in r["reports"])
    assert alone["reports"] == storm["reports"]
    for row in reversed(store("judgements", "--json").rows):
        assert store("undo", row["id"]).code == 0
    assert store("stories", "--json").rows == rows


def test_a_story_that_is_none_is_said_in_one_sentence(store: Run) -> None:
    assert store("stories", "merge", "nonsense", "more").code == 2
    one = store("stories", "--json").rows[0]
    done = store("stories", "split", one["id"], *(x for r in one["reports"] for x in ("--report", r)))
    assert done.code == 2
    assert "not all" in done.err


def test_what_is_due_is_listed_within_the_days_asked_for(store: Run) -> None:
    assert store("due", "--within", "14d", "--as-of", "2024-03-06", "--json").rows
    assert not store("due", "--within", "2d", "--as-of", "2024-03-06", "--json").rows
    (late,) = store("due", "--within", "2d", "--as-of", "2024-03-20", "--json").rows
    assert late["overdue"]
    assert promise(store, "--as-of", "2024-03-12")["state"] == "due"
    assert promise(store, "--as-of", "2024-03-13")["state"] == "overdue"
    assert store("due", "--within", "soon").code == 2


def test_a_line_is_answered_by_a_person_and_the_answer_taken_back(store: Run) -> None:
    line = str(promise(store)["id"])
    done = store(
        "ledger", "answer", line[:12], "kept", "--report", "3", "--quote", "The harbour of Bergen was quiet",
        "--reason", "the letter is out", "--author", "Ana Lind",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert "kept" in done.out
    found = promise(store)
    assert found["state"] == "kept"
    answers = found["answers"]
    assert isinstance(answers, list)
    assert (answers[-1]["author"], answers[-1]["when"]["latest"]) == ("Ana Lind", "2024-03-06")
    assert "decided by Ana Lind" in " ".join(store("ledger", "--kind", "promise").out.split())
    assert promise(store, "--as-of", "2024-03-05")["state"] == "open"
    assert store("undo", answers[-1]["judgement"]).code == 0
    assert promise(store)["state"] == "open"


@pytest.mark.parametrize(
    "options",
    [
        ("nonsense", "kept"),
        ("LINE", "forgotten"),
        ("LINE", "kept", "--report", "no such report"),
        ("LINE", "kept", "--report", "3", "--quote", "words that stand nowhere"),
        ("LINE", "kept", "--quote", "quiet"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_one_sentence(store: Run, options: tuple[str, ...]) -> None:
    line = str(promise(store)["id"])
    done = store("ledger", "answer", *(line if o == "LINE" else o for o in options))
    assert done.code == 2
    assert done.err.startswith("detente: ")
    assert len(done.err.strip().splitlines()) == 1


def test_tension_shows_its_course_its_days_and_the_moves_of_a_day(store: Run) -> None:
    rows = store("tension", "NOR", "COL", "--json").rows
    assert rows
    assert rows[-1]["low"] <= rows[-1]["index"] <= rows[-1]["high"]
    shown = store("tension", "NOR", "COL").out
    assert "below 0 is hostile" in shown
    assert max(map(len, shown.splitlines())) <= 80
    day = next(r["day"] for r in rows if r["moves"])
    assert store("tension", "NOR", "COL", "--day", day, "--json").rows
    assert "nothing found" in store("tension", "NOR", "FJI").out


def test_claims_say_how_they_stand(store: Run) -> None:
    claims = store("claims", "--json").rows
    assert {c["standing"] for c in claims} <= {"single origin", "corroborated", "disputed", "superseded"}
    assert all(c["first_seen"] for c in claims)
    assert store("claims", "--standing", "corroborated", "--json").rows == []
    assert store("claims", "--standing", "true").code == 2
