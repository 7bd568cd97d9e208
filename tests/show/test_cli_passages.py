"""`detente compare`, `litter`, `remove` and `reindex`, as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import detente as library
from tests.show.conftest import Run
from tests.weigh.wire import OWN, TAIL, WIRE

FIRST = "\n\n".join([*WIRE[:3], OWN["salt"]])
SECOND = "\n\n".join(
    [
        WIRE[2].replace("suspend freight traffic", "halt all freight"),
        OWN["chess"],
        WIRE[0].replace(" for three hours", ""),
        WIRE[1],
    ]
)


@pytest.fixture
def store(detente: Run, tmp_path: Path) -> Run:
    """The same with two reports that share text, and six of one site, in the store."""
    rows = [{"text": t, "published": d} for t, d in ((FIRST, "2024-03-04"), (SECOND, "2024-03-05"))]
    rows += [{"text": f"{text}\n\n{TAIL}", "published": "2024-03-06"} for text in OWN.values()]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert detente("add", "rows.jsonl").code == 0
    return detente


def test_two_reports_are_laid_side_by_side(store: Run) -> None:
    told = store("compare", "1", "2")
    assert told.code == 0
    assert all(len(line) <= 80 for line in told.out.splitlines())
    words = " ".join(told.out.split())
    assert "would [-suspend-] {+halt all+} freight [-traffic-] through" in words
    assert "[-for three hours-]" in words
    assert "only A Archaeologists near Hallein" in words
    assert "only B A twelve-year-old from Plovdiv" in words
    assert "moved" in words
    (record,) = store("compare", "1", "2", "--json").rows
    texts = {r["report"]: t for r, t in zip(store("sources", "--json").rows, (FIRST, SECOND), strict=False)}
    for piece in record["pieces"]:
        for edit in piece["edits"]:
            one, other = (texts[record[side]][slice(*edit[side])] for side in "ab")
            assert (one == other) is (edit["kind"] == "same") or edit["kind"] == "same"
            assert bool(one) is (edit["kind"] != "inserted") and bool(other) is (edit["kind"] != "deleted")
    assert {piece["kind"] for piece in record["pieces"]} == {"copied", "only_a", "only_b"}
    assert store("compare", "1", "1").code == store("compare", "1", "99").code == 2


def test_litter_is_listed_struck_out_and_put_back(store: Run) -> None:
    (row,) = [r for r in store("litter", "--json").rows if "Subscribe" in r["words"]]
    assert (row["where"], row["by"], row["reports"]) == ("end", "learnt", 6)
    before = len(store("origins", "--json").rows)
    dropped = store("litter", "drop", row["id"][:8], "--reason", "it is their text", "--json").rows[0]
    assert not any("Subscribe" in r["words"] for r in store("litter", "--json").rows)
    assert any(len(o["reports"]) == 6 for o in store("origins", "--json").rows)
    assert store("undo", dropped["id"]).code == 0
    assert len(store("origins", "--json").rows) == before
    assert "at the end" in store("litter").out


def test_words_that_a_person_calls_litter_prove_no_copying(store: Run) -> None:
    assert store("litter", "add", WIRE[2], "--author", "ana").code == 0
    told = store("compare", "1", "2")
    assert "litter    Less than twenty minutes" in told.out
    for wrong in ("two words", "words that no report of these has", ""):
        assert store("litter", "add", wrong).code == 2, wrong
    assert store("litter", "drop", "words that no report of these has").code == 2


def test_a_removed_report_is_gone_and_its_copies_have_another_root(store: Run) -> None:
    first = store("sources", "--json").rows[0]["report"]
    assert any(o["root"] == first for o in store("origins", "--json").rows)
    assert store("remove", "1").code == 0
    assert first not in {s["report"] for s in store("sources", "--json").rows}
    assert first not in {r for o in store("origins", "--json").rows for r in o["reports"]}
    assert store("remove", first).code == 2
    assert store("doctor").code == 0


def test_the_index_is_made_anew_with_the_same_result(store: Run) -> None:
    before = store("origins", "--json").out
    told = store("reindex")
    assert (told.code, told.out) == (0, "indexed 8 reports\n")
    assert store("origins", "--json").out == before


def test_one_report_is_placed_without_being_stored(store: Run, tmp_path: Path) -> None:
    with library.open(tmp_path / "crisis.detente") as crisis:
        first, second = (r.id for r in crisis.reports()[:2])
        count = len(crisis.reports())
        story = next(s.id for s in crisis.weighed().stories if first in s.reports)
        copy = crisis.place(FIRST, outlet="Lund Mail", published="2024-03-07")
        assert first in copy.same and first in copy.copies and copy.story == story
        assert {link.b for link in copy.links} | {link.a for link in copy.links} >= {first, second}
        other = crisis.place("\n\n".join([OWN["bridge"][:150], WIRE[1]]))
        (link,) = [k for k in other.links if first in (k.a, k.b)]
        start, end = (link.a_start, link.a_end) if link.a == first else (link.b_start, link.b_end)
        assert FIRST[start:end] == WIRE[1].rstrip(".")
        assert not other.copies and other.reasons and other.story == story
        told = crisis.place(
            "Chile and Bolivia will talk again about the coastal railway, said Rojas and Quispe in Montevideo."
        )
        assert told.story == story and "Montevideo" in told.reasons[0].what and not told.links
        assert crisis.place("Nothing of this has ever been said by anybody here.").links == ()
        assert len(crisis.reports()) == count
