"""The parser behind our records: offsets stay, and no text is slow for its marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import config
from detente.extract import findings
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


WHITE = st.sampled_from(["\u00a0", "\u2009", "\u202f", "\t", "\n", " ", "\u3000", "\x85", "\u2028"])
WORDS = st.sampled_from(["Peru", "said", "that", "“no", "talks”", ",", "Norway", "will", "lend", "$5", "million", "on", "Friday", ":",
                         "."])  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(WORDS, WHITE), min_size=1, max_size=14))
def test_nothing_found_begins_or_ends_with_white_space(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces).strip()
    [parsed] = load(config.model()).parse([text])
    assert all(t.text == t.text.strip() == text[t.start : t.end] for t in parsed.tokens)
    found = findings(parsed)
    spans = [
        s
        for statement in found.statements
        for s in (statement.span, statement.cue, statement.source, *statement.spans)
    ]
    spans += [
        f.span
        for kind in (found.times, found.places, found.figures, found.mentions, found.moves)
        for f in kind
    ]
    for words in (text[slice(*span)] for span in spans if span):
        assert words and words == words.strip()


def test_words_behind_a_long_row_keep_their_places() -> None:
    text = "=" * 300 + "\nPeru protested."
    [parsed] = load(config.model()).parse([text])
    assert [text[t.start : t.end] for t in parsed.tokens if t.text.isalpha()] == ["Peru", "protested"]


@pytest.mark.parametrize("mark", ["—", "=", "*", "'", '"', "(", "$", "🕊", "…", "= ", "a—"])
def test_a_long_row_of_marks_takes_time_in_proportion(mark: str) -> None:
    tokenizer = load(config.model()).nlp.tokenizer
    assert_in_proportion(lambda size: tokenizer(readable(mark * size)), 1000)
