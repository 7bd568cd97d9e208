"""What the benchmark adds to the scorers: false events, status, and what the `sure` of a move is worth."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import moves


def saved(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def move(kind: str, sure: float, at: int = 0, status: str = "occurred") -> dict[str, Any]:
    return {"type": kind, "sure": sure, "trigger": [at, at + 1], "status": status, "polarity": "affirmed"}


def test_moves_are_right_where_people_gave_their_text_the_type(tmp_path: Path) -> None:
    gold = saved(tmp_path / "gold", [{"id": "a", "event": "YIELD"}, {"id": "b", "event": "AID"}])
    learnt = saved(tmp_path / "learnt", [{"id": "b", "event": "AID"}])
    ours = [move("RETREAT", 0.9), move("AID", 0.8), {**move("AID", 0.8), "polarity": "negated"}]
    analysis = saved(
        tmp_path / "analysis", [{"id": "a", "moves": ours}, {"id": "b", "moves": [move("AID", 0.9)]}]
    )
    assert moves.told(analysis, gold, unlike=learnt) == [(0.9, True), (0.8, False)]
    assert len(moves.told(analysis, gold)) == 3


def test_the_table_counts_each_move_once() -> None:
    told = [moves.Told(n / 100, n > 80) for n in range(101)]
    rows = list(moves.table(told))
    assert sum(many for *_, many, _ in rows) == 101
    assert rows[-1][3] == 1.0


def test_only_texts_without_events_count_as_false(tmp_path: Path) -> None:
    gold = saved(
        tmp_path / "gold",
        [{"id": "a", "event": None}, {"id": "b", "event": None}, {"id": "c", "event": "AID"}],
    )
    predicted = saved(
        tmp_path / "predicted",
        [{"id": "a", "events": [1]}, {"id": "b", "events": []}, {"id": "c", "events": [1]}],
    )
    assert moves.false_events(predicted, gold) == {"texts": 1.0, "of": 2.0}


def test_an_act_that_was_not_told_has_no_right_status(tmp_path: Path) -> None:
    def row(kind: str, status: str) -> dict[str, Any]:
        return {"id": "s1", "file": "r", "start": 0, "end": 50, "event": kind, "status": status}

    gold = saved(tmp_path / "gold", [row("AID", "planned"), row("AID", "occurred"), row("AGREE", "planned")])
    analysis = saved(
        tmp_path / "analysis", [{"id": "r", "moves": [move("AID", 0.9), move("AID", 0.9, 9, "ongoing")]}]
    )
    assert moves.status(analysis, gold) == {"right": pytest.approx(1 / 3), "of": 3.0}
