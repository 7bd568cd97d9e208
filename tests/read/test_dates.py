from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.read import dates
from detente.read.dates import parse_published, understood


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-01-21", "2022-01-21"),
        (" 2022-01-21 ", "2022-01-21"),
        ("2022-01-21T10:00", "2022-01-21T10:00:00"),
        ("2022-01-21 10:00:05+01:00", "2022-01-21T10:00:05+01:00"),
        ("2022-01-21T10:00Z", "2022-01-21T10:00:00+00:00"),
    ],
)
def test_a_caller_gives_iso_dates_and_time_and_zone_are_kept(text: str, value: str) -> None:
    assert parse_published(text) == value


def soon(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2022-13-01", "21/01/2022", "1899-12-31", "0001-01-01", "9" * 500, soon(3)]
)
def test_a_callers_date_that_is_none_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_published(text, name="a.txt")
    assert caught.value.remedy and len(str(caught.value)) < 250


def test_tomorrow_may_be_a_morning_paper() -> None:
    assert parse_published(soon(1)) == soon(1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Fri, 21 Jan 2022 10:00:00 GMT", "2022-01-21T10:00:00+00:00"),
        ("21 January 2022", "2022-01-21"),
        ("Jan. 21, 2022", "2022-01-21"),
        ("January 21st, 2022 at noon", "2022-01-21"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26"),
        ("21.1.2022", "2022-01-21"),
        ("2022/01/21 10:00", "2022-01-21"),
        ("20220121T100000Z", "2022-01-21T10:00:00+00:00"),
        ("03/04/2022", None),
        ("unknown", None),
        ("31 February 2022", None),
        ("2999-01-01", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_pages_and_feeds_are_understood_and_nonsense_is_none(
    text: str | None, value: str | None
) -> None:
    assert understood(text) == value


@given(st.text(max_size=100))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = understood(text)
    assert found is None or parse_published(found) == found


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(dates).failed == 0


def test_letters_that_only_look_like_ours_make_no_month() -> None:
    assert understood("5 ſeptember 2021") is None
