"""The labels made by hand name texts that are there, hold none of their words, and lie in the half that the rule says."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parents[2] / "benchmarks/gold"
HALVES = ("dev", "aside")
LABELS = {"contradict", "update", "complete", "differ"}


def rows(name: str, half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{name}.{half}.jsonl").read_text("utf-8").splitlines()]


def half_of(name: str) -> str:
    return HALVES[sha256(f"detente/{name}".encode()).digest()[0] % 2]


def place(side: dict[str, Any]) -> str:
    return f"{side.get('url') or side['id']}:{side['field']}:{side['start']}"


@pytest.mark.parametrize("half", HALVES)
def test_every_label_is_in_its_half_and_holds_no_text(half: str) -> None:
    for row in rows("stories", half):
        assert set(row) == {"url", "story"}
        assert half_of(row["story"]) == half
        assert re.fullmatch(r"[a-z0-9-]{5,60}", row["story"])
    for row in (*rows("pairs", half), *rows("accounts", half)):
        assert set(row) == {"a", "b", "label"} and row["label"] in LABELS
        assert half_of(f"{place(row['a'])}|{place(row['b'])}") == half
        assert all(
            set(row[s]) in ({"url", "field", "start", "end"}, {"id", "field", "start", "end"}) for s in "ab"
        )


def test_nothing_is_labelled_twice_and_no_kind_of_pair_is_rare() -> None:
    urls = [row["url"] for half in HALVES for row in rows("stories", half)]
    pairs = [
        (place(row["a"]), place(row["b"]), row["label"])
        for half in HALVES
        for row in (*rows("pairs", half), *rows("accounts", half))
    ]
    assert len(urls) == len(set(urls)) >= 150
    assert len({(a, b) for a, b, _ in pairs}) == len(pairs) >= 100
    assert all(sum(label == kind for *_, label in pairs) >= 20 for kind in LABELS)


def test_every_label_points_at_a_sentence_of_the_corpus(shared: Path) -> None:
    from benchmarks.crisis import FEED, NEWS, corpus

    feed, news = corpus(FEED), corpus(NEWS)
    for half in HALVES:
        assert all(row["url"] in feed for row in rows("stories", half))
        for side in (row[s] for row in (*rows("pairs", half), *rows("accounts", half)) for s in "ab"):
            text = (feed[side["url"]] if "url" in side else news[side["id"]])[side["field"]]
            words = text[side["start"] : side["end"]]
            assert words == words.strip() and len(words) == side["end"] - side["start"] > 15
