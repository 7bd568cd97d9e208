from __future__ import annotations

from typing import Any

import pytest

from detente import lexicon
from detente.clean.litter import agencies, glued_at, rule_for, rules
from tests.growth import assert_in_proportion

ROWS: list[dict[str, Any]] = lexicon.toml("litter")["litter"]


@pytest.mark.parametrize(("kind", "line"), [(row["kind"], line) for row in ROWS for line in row["seen"]])
def test_every_line_a_rule_was_written_for_is_litter(kind: str, line: str) -> None:
    found = rule_for(line, len(line.split()))
    assert found is not None
    row = next(r for r in rules() if r.kind == kind)
    small = line.strip("•*_#>-– ").lower()
    assert not small or (
        any(p and p.match(small) for p in (row.whole, row.start))
        or (row.marked and row.marked.match(line))
        or any(all(w in small for w in words) for words in row.has)
    )


@pytest.mark.parametrize("line", [line for row in ROWS for line in row["like"]])
def test_news_that_looks_like_litter_is_none(line: str) -> None:
    assert rule_for(line, len(line.split())) is None


@pytest.mark.parametrize(
    "line",
    [
        "“We leave a comment to others,” she said.",
        "The video shows three boats, the coast guard said.",
        "VIDEO evidence was shown to the tribunal on Monday.",
        "Photo opportunities were cut short when the delegations quarrelled over seating.",
        "No.",
        "“No,” he said.",
        "Talks on prisoners",
        "Live ammunition was found on board.",
        "The Reuters office in Minsk was closed, the ministry told AFP.",
        "Cookies, tea and silence: how the two envoys spent the night.",
        "Subscribe to the treaty or leave, the chairman told the holdouts.",
        "Watch: that is all the observers may do, under the new rules of the mission.",
        "Pictures of the border were classified in May 2019.",
    ],
)
def test_sentences_of_reports_are_no_litter(line: str) -> None:
    found = rule_for(line, len(line.split()))
    assert found is None, found.kind if found else None


def test_rows_show_what_they_are_for_and_what_they_are_not() -> None:
    assert all(row["seen"] and row["like"] for row in ROWS)
    glued = lexicon.toml("litter")["glued"]
    assert all(glued_at(line) is not None for row in glued for line in row["seen"])
    assert all(glued_at(line) is None for row in glued for line in row["like"])


def test_every_agency_is_found_by_each_of_its_forms() -> None:
    import re

    pattern = re.compile(agencies().forms)
    for form, name in agencies().names.items():
        found = pattern.match(form)
        if found:
            assert agencies().names[found[0]] == name


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "a ",
        "-",
        "/",
        "a/",
        "© ",
        "share ",
        "#a ",
        "[",
        "![",
        "(",
        "photo: ",
        "|",
        "by ",
        "https://",
        "1 min read",
    ],
)
def test_the_time_of_a_rule_grows_with_the_line_and_no_faster(unit: str) -> None:
    assert_in_proportion(lambda size: rule_for(unit * (size // len(unit)), 1), 12_500)
