"""Every thing planted in the example reports is found, through the front door."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.crisis import Added, Crisis
from detente.model.derived import Evidence, Side
from detente.model.given import Report
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples" / "geneva-2022"
PLANTED: dict[str, Any] = tomllib.loads((ROOT / "examples" / "geneva-2022.planted.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crisis, Added]]:
    with detente.open(tmp_path_factory.mktemp("examples") / "crisis.detente") as crisis:
        yield crisis, crisis.add(EXAMPLES)


@pytest.fixture(scope="module")
def crisis(opened: tuple[Crisis, Added]) -> Crisis:
    return opened[0]


@pytest.fixture(scope="module")
def named(crisis: Crisis) -> dict[str, Report]:
    """The reports by file."""
    return {Path(r.name).name: r for r in crisis.reports()}


def report(named: dict[str, Report], first_letters: str) -> Report:
    return next(r for name, r in named.items() if name.startswith(first_letters))


def words(crisis: Crisis, evidence: tuple[Evidence, ...]) -> str:
    """The sentences behind a datum."""
    texts = {r.id: r for r in crisis.reports()}
    return " | ".join(texts[e.report].quote(e.sentence or (e.start, e.end)) for e in evidence)


def test_every_report_is_read(opened: tuple[Crisis, Added]) -> None:
    added = opened[1]
    assert added.new == PLANTED["reports"]["count"] == len(opened[0].reports())
    assert len(added.rejected) == PLANTED["reports"]["rejects"]


def test_reading_the_examples_again_adds_nothing(crisis: Crisis) -> None:
    assert crisis.add(EXAMPLES).new == 0


@pytest.mark.parametrize("litter", PLANTED["litter"][0]["words"])
def test_litter_is_nobodys_statement(crisis: Crisis, litter: str) -> None:
    for text, analysis in zip(crisis.reports(), crisis.analyses(), strict=True):
        for start in (i for i in range(len(text.text)) if text.text.startswith(litter, i)):
            role = next((p.role for p in text.passages if p.start <= start < p.end), "litter")
            assert role == "litter", text.name
            assert not [s for s in analysis.statements if s.start <= start < s.end]
            assert not [m for m in analysis.moves if m.evidence.start <= start < m.evidence.end]


@pytest.mark.parametrize("row", PLANTED["copy"])
def test_copies_are_one_origin(crisis: Crisis, named: dict[str, Report], row: dict[str, Any]) -> None:
    copies = {report(named, name).id for name in row["reports"]}
    carried = [o for o in crisis.origins() if copies <= set(o.reports)]
    assert len(carried) == row["origins"]
    agency = [c for c in crisis.claims() if {e.report for e in c.evidence} == copies]
    assert agency
    assert all((c.reports, c.origins_low, c.origins_high) == (len(copies), 1, 1) for c in agency)


@pytest.mark.parametrize("row", PLANTED["reworded"])
def test_what_was_reworded_may_be_one(crisis: Crisis, named: dict[str, Report], row: dict[str, Any]) -> None:
    both = {report(named, name).id for name in row["reports"]}
    linked = [k for k in crisis.weighed().links if {k.a, k.b} & both and k.kind == "reworded"]
    claims = [c for c in crisis.claims() if both <= {e.report for e in c.evidence}]
    assert linked or claims


@pytest.mark.parametrize("row", PLANTED["undated"])
def test_a_report_without_a_date_is_bounded_with_reasons(
    crisis: Crisis, named: dict[str, Report], row: dict[str, Any]
) -> None:
    undated = report(named, row["report"])
    assert undated.published is None
    found = next(a.published for a in crisis.analyses() if a.id == undated.id)
    assert found
    assert (found.earliest, found.latest) == (row["earliest"], row["latest"])
    assert found.by == "offices"
    assert found.reasons


@pytest.mark.parametrize("row", PLANTED["change"])
def test_a_position_that_moved_is_seen(crisis: Crisis, row: dict[str, Any]) -> None:
    assert any(
        c.actor == row["actor"]
        and row["first"] in words(crisis, c.first.evidence)
        and row["then"] in words(crisis, c.then.evidence)
        for c in crisis.changes()
    )


@pytest.mark.parametrize("row", PLANTED["contradiction"], ids=lambda row: row["kind"])
def test_what_disagrees_is_shown(crisis: Crisis, row: dict[str, Any]) -> None:
    def told(sides: tuple[Side, ...]) -> list[str]:
        return [words(crisis, side.evidence) for side in sides]

    found = [told(c.sides) for c in crisis.contradictions() if c.kind == row["kind"]]
    for value in row.get("values", row.get("words")):
        assert any(any(value in side for side in sides) for sides in found), (value, found)


@pytest.mark.parametrize("row", PLANTED["due"])
def test_what_is_promised_is_due(crisis: Crisis, row: dict[str, Any]) -> None:
    assert any(
        (d.when.earliest, d.when.latest) == (row["earliest"], row["latest"])
        and row["words"] in words(crisis, d.evidence)
        for d in crisis.due(as_of="2022-01-23")
    )


@pytest.mark.parametrize("row", PLANTED["due"])
def test_what_was_due_and_not_kept_is_overdue(crisis: Crisis, row: dict[str, Any]) -> None:
    after = "2022-02-15"
    lines = [x for x in crisis.ledger(kind="promise", as_of=after) if x.due and x.due.latest == row["latest"]]
    assert lines
    assert {x.state for x in lines} <= {"overdue", "kept"}


@pytest.mark.parametrize("row", PLANTED["correction"])
def test_a_correction_is_no_contradiction(
    crisis: Crisis, named: dict[str, Report], row: dict[str, Any]
) -> None:
    corrected = report(named, row["report"]).id
    for found in crisis.contradictions():
        here = [side for side in found.sides if {e.report for e in side.evidence} == {corrected}]
        assert not any(row["wrong"] in words(crisis, side.evidence) for side in here)
