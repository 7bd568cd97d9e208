from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from detente.model import Span, key, record

parts = st.lists(
    st.text(alphabet=st.characters(exclude_characters="\x1f"), max_size=5), min_size=1, max_size=4
)


@given(parts, parts)
def test_two_keys_are_equal_only_if_their_parts_are(a: list[str], b: list[str]) -> None:
    assert (key(*a) == key(*b)) == (a == b)


def test_a_key_takes_any_code_point() -> None:
    assert len(key("\udcff", "\0", "🕊")) == 16


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


def test_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(record).failed == 0
