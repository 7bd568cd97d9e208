"""What the scorers of the measuring data leave out: false events, status, and what the `sure` of a move is worth."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

BINS = (0.0, 0.75, 0.85, 0.92, 1.01)
"""Bounds of the rows of the table. Few moves are less sure than .65: too few for a row of their own."""


class Told(NamedTuple):
    """A move that we told: how sure, and whether people gave its text that type."""

    sure: float
    right: bool


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def is_event(move: Mapping[str, Any]) -> bool:
    """Whether a move is one that the scorers count."""
    return (
        move["type"] != "COMMENT"
        and move.get("polarity") in (None, "affirmed")
        and move.get("status") != "hypothetical"
    )


def told(analysis: Path, gold: Path, unlike: Path | None = None) -> list[Told]:
    """Our moves in single-sentence texts. `unlike`: texts that stand there too are left out (the coder learnt them)."""
    known = {row["id"] for row in rows(unlike)} if unlike else set()
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in rows(gold):
        if row["id"] not in known:
            kinds[row["id"]] |= {row["event"]} - {None}
    merged = any("YIELD" in of for of in kinds.values())  # plv has one name for two types
    return [
        Told(
            move["sure"],
            ("YIELD" if merged and move["type"] in ("CONCEDE", "RETREAT") else move["type"]) in of,
        )
        for answer in rows(analysis)
        if (of := kinds.get(answer["id"])) is not None
        for move in answer.get("moves", ())
        if is_event(move)
    ]


def told_in_seeds(analysis: Path, gold: Path) -> list[Told]:
    """Our moves in the sample reports, each against the types of its sentence."""
    return [
        Told(move["sure"], move["type"] in {row["event"] for row in sentence})
        for move, sentence in in_sentences(analysis, gold)
        if is_event(move)
    ]


def in_sentences(analysis: Path, gold: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Every move of the sample reports with the gold rows of the sentence that its trigger stands in."""
    answers = {answer["id"]: answer for answer in rows(analysis)}
    sentences: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(gold):
        sentences[row["id"]].append(row)
    for sentence in sentences.values():
        first = sentence[0]
        for move in answers[first["file"]].get("moves", ()):
            if first["start"] <= move["trigger"][0] < first["end"]:
                yield move, sentence


def status(analysis: Path, gold: Path) -> dict[str, float]:
    """Of the acts in the sample reports, the share told with the right status; one not told at all is not right."""
    left = [row for row in rows(gold) if row["event"]]
    total, right = len(left), 0
    for move, sentence in in_sentences(analysis, gold):
        ours = [row for row in left if row in sentence and row["event"] == move["type"]]
        if ours:
            hit = next((row for row in ours if row["status"] == move["status"]), ours[0])
            left.remove(hit)
            right += hit["status"] == move["status"]
    return {"right": right / total, "of": float(total)}


def false_events(predicted: Path, gold: Path) -> dict[str, float]:
    """Of the texts that tell no event, how many get one."""
    empty: Set[str] = {row["id"] for row in rows(gold) if row["event"] is None}
    return {
        "texts": float(sum(bool(row["events"]) for row in rows(predicted) if row["id"] in empty)),
        "of": float(len(empty)),
    }


def table(found: Sequence[Told]) -> Iterator[tuple[float, float, int, float]]:
    """Lower and upper bound of `sure`, how many moves are as sure as that, and the share of them that is right."""
    for low, high in pairwise(BINS):
        here = [one.right for one in found if low <= one.sure < high]
        if here:
            yield low, min(high, 1.0), len(here), sum(here) / len(here)
