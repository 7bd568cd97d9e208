"""Dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ask.dates import of_publication, of_when, period
from detente.model.given import Published
from detente.model.judged import When


@pytest.mark.parametrize(
    ("earliest", "latest", "value", "words"),
    [
        ("2031-05-10", "2031-05-10", None, "Sat 10 May 2031"),
        ("2031-05-10", "2031-05-10", "2031-05-10T10:00Z", "Sat 10 May 2031, 10:00 UTC"),
        ("2031-05-10", "2031-05-10", "2031-05-10T10:00+02:00", "Sat 10 May 2031, 10:00 (UTC+02:00)"),
        ("2031-05-12", "2031-05-18", "2031-W20", "12–18 May 2031"),
        ("2031-05-01", "2031-05-31", "2031-05", "May 2031"),
        ("2031-01-01", "2031-12-31", "2031", "2031"),
        ("2031-01-01", "2031-02-28", None, "January to February 2031"),
        ("2031-05-30", "2031-06-02", None, "30 May to 2 Jun 2031"),
        ("2030-12-30", "2031-01-02", None, "30 Dec 2030 to 2 Jan 2031"),
        (None, "2031-05-10", None, "by 10 May 2031"),
        ("2031-05-10", None, None, "from 10 May 2031"),
        ("2014", "2031-05-10", None, "2014 to 10 May 2031"),
        (None, None, None, None),
    ],
)
def test_an_interval_in_words(
    earliest: str | None, latest: str | None, value: str | None, words: str | None
) -> None:
    assert of_when(When(earliest=earliest, latest=latest, value=value)) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2031-05-10", "2031-05-10", "Sat 10 May"),
        ("2031-05-12", "2031-05-18", "12–18 May"),
        ("2031-05-30", "2031-06-02", "30 May to 2 Jun"),
        ("2030-12-30", "2031-01-02", "30 Dec 2030 to 2 Jan"),
        (None, "2031-05-10", "by 10 May"),
        (None, "2030-05-10", "by 10 May 2030"),
    ],
)
def test_the_year_that_goes_without_saying_is_not_said(
    earliest: str | None, latest: str | None, words: str
) -> None:
    assert of_when(When(earliest=earliest, latest=latest), "2031") == words


def test_the_days_of_a_title() -> None:
    assert period("2031-05-10", "2031-05-10") == "10 May 2031"
    assert period("2031-05-30", "2031-06-02") == "30 May to 2 June 2031"
    assert period("2030-12-30", "2031-01-02") == "30 December 2030 to 2 January 2031"


def test_a_report_without_a_date_is_bounded_in_words() -> None:
    bounds = Published(earliest="2031-01-08", latest="2031-09-06", by="offices")
    assert of_publication(bounds) == "between 8 January 2031 and 6 September 2031"
    assert of_publication(None) is None


@given(st.none() | st.text(max_size=12), st.none() | st.text(max_size=12), st.none() | st.text(max_size=20))
def test_nonsense_raises_nothing(earliest: str | None, latest: str | None, value: str | None) -> None:
    of_when(When(earliest=earliest, latest=latest, value=value))
