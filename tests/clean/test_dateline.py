from __future__ import annotations

import doctest
from importlib import import_module

import pytest

from detente.clean.dateline import credited, dateline, is_agency, is_byline, printed_day


@pytest.mark.parametrize(
    ("line", "rest", "agency", "when"),
    [
        ("OSLO, Jan 21 (Reuters) - The envoys met.", "The envoys met.", "Reuters", (1, 21, None)),
        ("OSLO, Jan. 21 (AP) — The envoys met.", "The envoys met.", "AP", (1, 21, None)),
        ("OSLO (AP) — The envoys met.", "The envoys met.", "AP", (None, None, None)),
        ("BERGEN, Norway (AP) — The envoys met.", "The envoys met.", "AP", (None, None, None)),
        ("Oslo, 21 January 2022 (AFP) – The envoys met.", "The envoys met.", "AFP", (1, 21, 2022)),
        ("OSLO/BERGEN, Jan 21 (Reuters) – The envoys met.", "The envoys met.", "Reuters", (1, 21, None)),
        ("MINSK, January 21. /TASS/. The envoys met.", "The envoys met.", "TASS", (1, 21, None)),
        ("BEIJING, Jan. 21 (Xinhua) -- The envoys met.", "The envoys met.", "Xinhua", (1, 21, None)),
        ("(Reuters) - The envoys met.", "The envoys met.", "Reuters", (None, None, None)),
        ("OSLO, Jan 21 - The envoys met.", "The envoys met.", None, (1, 21, None)),
        ("OSLO, Jan 21 (Fjord Press) - The envoys met.", "The envoys met.", "Fjord Press", (1, 21, None)),
        ("(Fjord Press) - The envoys met.", "The envoys met.", "Fjord Press", (None, None, None)),
        ("OSLO (Fjord Press) - The envoys met.", "The envoys met.", "Fjord Press", (None, None, None)),
        (
            "BERGEN, Norway (Fjord Press) – The envoys met.",
            "The envoys met.",
            "Fjord Press",
            (None, None, None),
        ),
        ("OSLO — The envoys met.", "The envoys met.", None, (None, None, None)),
        ("Oslo (dpa) - The envoys met.", "The envoys met.", "dpa", (None, None, None)),
        (
            "SAN MARINO, Friday, January 21, 2022 (ANSA) - The envoys met.",
            "The envoys met.",
            "ANSA",
            (1, 21, 2022),
        ),
    ],
)
def test_datelines_of_the_agencies_are_parted_from_the_lede(
    line: str, rest: str, agency: str | None, when: tuple[int | None, int | None, int | None]
) -> None:
    found = dateline(line)
    assert found is not None
    assert line[found.end :].strip() == rest
    assert (found.agency, (found.month, found.day, found.year)) == (agency, when)


@pytest.mark.parametrize(
    "line",
    [
        "The envoys – two of them – met in Oslo.",
        "Oslo – a city of ferries – received them.",
        "NATO - which has 30 members - met on Friday.",
        "“OSLO, Jan 21 - we met”, she noted.",
        "On Friday - the envoys met.",
        "The ministry (Reuters) - which is a slip - met.",
        "A well-known envoy came.",
        "Oslo, Bergen and Tromsø were told - again - to wait.",
        "(Photo) - The envoys met.",
        "(by the way) - The envoys met.",
        "",
        "-",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(line: str) -> None:
    assert dateline(line, opening=False) is None


@pytest.mark.parametrize(
    "line", ["By Ada Lindqvist", "BY ADA LINDQVIST", "By Ada Lindqvist and Ole Berg in Oslo", "By: Ada Lindqvist, AFP",
             "(Reporting by Ada Lindqvist; Editing by Ole Berg)", "Written by Ada Lindqvist", "by Ada Lindqvist"]
)  # fmt: skip
def test_bylines_are_told(line: str) -> None:
    assert is_byline(line, len(line.split()), line.endswith("."))


@pytest.mark.parametrize(
    "line", ["By Friday, the talks had failed.", "By the quay", "By no means", "By signing, Oslo gave way", "Byelorussia waits",
             "By Friday", "Goodbye Ada"]
)  # fmt: skip
def test_sentences_and_headings_with_by_are_no_bylines(line: str) -> None:
    assert not is_byline(line, len(line.split()), line.endswith("."))


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Source: Reuters", "Reuters"),
        ("With AFP", "AFP"),
        ("The talks go on. (AFP)", "AFP"),
        ("The talks go on. — AFP", "AFP"),
        ("With reporting by the Associated Press", "AP"),
        ("The minister spoke to Reuters", None),
        ("He told the AP.", None),
        ("The photograph by AFP was banned in three countries.", None),
    ],
)
def test_agency_copy_is_acknowledged_in_these_forms(line: str, agency: str | None) -> None:
    assert credited(line, len(line.split())) == agency


def test_a_line_of_agencies_alone_is_a_credit() -> None:
    assert all(
        is_agency(line, len(line.split()))
        for line in ("AFP", "(Reuters)", "Reuters, AFP", "AP and dpa", "Thomson Reuters")
    )
    assert not any(
        is_agency(line, len(line.split())) for line in ("Reuters said so", "AFPs", "Oslo", "AA meeting")
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published: 21 January 2022", ("published", True)),
        ("Updated Jan 21, 2022 19:12", ("updated", True)),
        ("Friday, 21 January 2022, 10:34 GMT", (None, True)),
        ("Jan 21, 2022 | 9:05 AM", (None, True)),
        ("January 21", (None, False)),
        ("2022-01-21", (None, True)),
        ("On January 21, 2022 the talks began", None),
        ("2022", None),
        ("Room 21", None),
    ],
)
def test_a_line_that_is_nothing_but_a_date(line: str, found: tuple[str | None, bool] | None) -> None:
    assert printed_day(line, len(line.split())) == found


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(import_module("detente.clean.dateline")).failed == 0
