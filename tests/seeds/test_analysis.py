"""What a careful person finds in the two sample reports, and what nobody may find in them."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import msgspec
import pytest

from detente.model.judged import Analysis
from tests.seeds.conftest import Read


def test_every_datum_quotes_what_stands_there(read: Read) -> None:
    for report, analysis in read:
        for start, end in every_span(msgspec.to_builtins(analysis)):
            assert 0 <= start < end <= len(report.text)
            assert report.quote((start, end)).strip()


def every_span(value: Any) -> list[tuple[int, int]]:
    """Every pair of offsets in an answer, however deep."""
    if isinstance(value, dict):
        own = [(value["start"], value["end"])] if value.get("start") is not None else []
        return own + [s for v in value.values() for s in every_span(v)]
    if isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(v, int) for v in value):
            return [(value[0], value[1])]
        return [s for v in value for s in every_span(v)]
    return []


def test_lists_are_in_text_order(read: Read) -> None:
    for _, analysis in read:
        for name in ("passages", "mentions", "times", "places", "figures", "statements", "moves"):
            starts = [
                item.trigger.start if name == "moves" else item.start for item in getattr(analysis, name)
            ]
            assert starts == sorted(starts), name


def test_times(answers: dict[str, Any], scorer: ModuleType) -> None:
    missing: list[str] = []
    assert scorer.times(answers, missing)["right"] >= 22, missing


def test_every_place_name_is_found_in_its_country(answers: dict[str, Any], scorer: ModuleType) -> None:
    missing: list[str] = []
    scores = scorer.places(answers, missing)
    assert scores["found"] == scores["country"] == scores["gold"], missing


def test_every_figure_is_found_with_its_precision(answers: dict[str, Any], scorer: ModuleType) -> None:
    missing: list[str] = []
    scores = scorer.figures(answers, missing)
    assert scores["right"] == scores["gold"], missing


def test_four_in_five_statements_have_the_right_speaker(answers: dict[str, Any], scorer: ModuleType) -> None:
    missing: list[str] = []
    scores = scorer.statements(answers, missing)
    assert scores["right"] >= 0.8 * scores["gold"], missing


def test_moves(answers: dict[str, Any], scorer: ModuleType) -> None:
    assert scorer.moves(answers)["type"]["F1"] >= 0.75


def test_no_trap_closes(answers: dict[str, Any], scorer: ModuleType) -> None:
    assert scorer.traps(answers) == []


LITTER = [("000", 3226), ("000", 3658), ("001", 150), ("001", 2415), ("001", 2432)]
"""Where findings.md §7 finds a teaser, two comment forms, a credit line and a spam notice."""


@pytest.mark.parametrize(("report", "place"), LITTER)
def test_no_litter_becomes_a_datum(read: Read, report: str, place: int) -> None:
    analysis = next(a for r, a in read if r.id.startswith(report))
    assert role_at(analysis, place) == "litter"
    found = [
        *analysis.mentions, *(t for t in analysis.times if t.use != "litter"), *analysis.places, *analysis.figures, *analysis.statements,
        *(m.evidence for m in analysis.moves),
    ]  # fmt: skip
    assert not [i for i in found if i.start <= place < i.end]


def test_the_caption_that_stands_twice_counts_once(read: Read) -> None:
    analysis = next(a for r, a in read if r.id.startswith("001"))
    assert {role_at(analysis, 52), role_at(analysis, 169)} == {"caption", "litter"}


def role_at(analysis: Analysis, place: int) -> str:
    """The role of the passage at that place."""
    return next(p.role for p in analysis.passages if p.start <= place < p.end)
