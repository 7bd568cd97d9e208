"""The parser behind our records: offsets stay, and no text is slow for its marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import config
from detente.parse.spacy import RUN, load, readable
from tests.growth import assert_in_proportion

MARKS = st.sampled_from(
    ["—", "!", "…", "=", "*", "'", '"', "(", "$", "🕊", "_", "«", "word", " ", "\n", "\u00a0", "1"]
)


@settings(deadline=None)
@given(st.lists(st.tuples(MARKS, st.integers(1, 90)), max_size=6))
def test_a_text_is_read_code_point_for_code_point(pieces: list[tuple[str, int]]) -> None:
    text = "".join(mark * count for mark, count in pieces)
    read = readable(text)
    assert len(read) == len(text)
    assert all(b in (a, " ") for a, b in zip(text, read, strict=True))
    assert [c for c in read if c.isalnum()] == [c for c in text if c.isalnum()]


def test_short_rows_of_marks_are_left_as_they_are() -> None:
    for text in ("Wait... what?!", "-" * RUN, "a — b", "=" * RUN + " x"):
        assert readable(text) == text


def test_words_behind_a_long_row_keep_their_places() -> None:
    text = "=" * 300 + "\nPeru protested."
    [parsed] = load(config.model()).parse([text])
    assert [text[t.start : t.end] for t in parsed.tokens if t.text.isalpha()] == ["Peru", "protested"]


@pytest.mark.parametrize("mark", ["—", "=", "*", "'", '"', "(", "$", "🕊", "…", "= ", "a—"])
def test_a_long_row_of_marks_takes_time_in_proportion(mark: str) -> None:
    tokenizer = load(config.model()).nlp.tokenizer
    assert_in_proportion(lambda size: tokenizer(readable(mark * size)), 1000)
