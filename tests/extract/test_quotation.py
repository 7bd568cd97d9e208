from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.extract.quotation import DEPTH, quotations
from tests.growth import assert_in_proportion

MARKS = "“”„‟«»‹›\"'‘’‚‛＂`"


def quoted(text: str, level: int = 1) -> list[str]:
    return [text[slice(*q.inner)] for q in quotations(text) if q.level == level]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The pass is shut,” he said.", ["The pass is shut,"]),
        ('"The pass is shut," he said. "Go home."', ["The pass is shut,", "Go home."]),
        ("„Der Pass ist zu“, sagte er.", ["Der Pass ist zu"]),
        ("»Der Pass ist zu«, sagte er, »für immer«.", ["Der Pass ist zu", "für immer"]),
        ("« Le col est fermé », dit-il.", ["Le col est fermé"]),
        ("«Перевал закрыт», сказал он.", ["Перевал закрыт"]),
        ("”Passet är stängt”, sade han.", ["Passet är stängt"]),
        ("``The pass is shut,'' he said.", ["The pass is shut,"]),
        ("''The pass is shut,'' he said.", ["The pass is shut,"]),
        ("‘The pass is shut,’ he said.", ["The pass is shut,"]),
        ("'The pass is shut,' he said.", ["The pass is shut,"]),
        ("‹The pass is shut›, he said.", ["The pass is shut"]),
        ("He had no hope “of a truce» at all.", ["of a truce"]),
        ("He had no hope «of a truce” at all.", ["of a truce"]),
        ('He had no hope “of a truce" at all.', ["of a truce"]),
        ("The pass (“shut”) and the road (“open”).", ["shut", "open"]),
    ],
)
def test_every_house_style_is_read(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "It doesn't matter what Norland's envoys' wives said.",
        "It doesn’t matter what Norland’s envoys’ wives said in the ’90s.",
        "Rock ’n’ roll in the '80s, 'til dawn.",
        "A 5'10\" man crossed the bridge.",
        "A lone closer” stands here, and another» there.",
        '“” and « » and ""',
        "",
    ],
)
def test_apostrophes_inches_and_lone_closers_quote_nothing(text: str) -> None:
    assert quotations(text) == ()


def test_oddities_are_flags() -> None:
    assert quotations("He hoped “for a truce» today.")[0].flags == ("mismatched",)
    assert quotations("He said: “The pass is shut.")[0].flags == ("unclosed",)
    assert quotations("“The pass is shut. Nobody leaves.")[0].flags == ("unclosed", "continued")
    assert quotations("“The pass is shut.”")[0].flags == ()


def test_a_quotation_in_a_quotation_stands_on_the_second_level() -> None:
    text = "“He called it ‘a farce’ to my face,” she said."
    assert quoted(text, 1) == ["He called it ‘a farce’ to my face,"]
    assert quoted(text, 2) == ["a farce"]
    assert quoted("“He called it “a farce” to my face,” she said.", 2) == ["a farce"]


def test_a_quotation_ends_with_its_paragraph() -> None:
    text = "“The pass is shut.\n\nThe road is “open” again."
    first, second = quotations(text)
    assert text[slice(*first.inner)] == "The pass is shut."
    assert first.flags == ("unclosed", "continued")
    assert text[slice(*second.inner)] == "open"


def test_a_line_break_inside_wrapped_text_ends_nothing() -> None:
    assert quoted("He said “the pass\nis shut” today.") == ["the pass\nis shut"]


def test_an_apostrophe_inside_does_not_close() -> None:
    assert quoted("“It’s ours, and the islanders’ too,” he said.") == ["It’s ours, and the islanders’ too,"]


@given(st.text(alphabet=MARKS + "ab .,\n", max_size=60) | st.text(max_size=40))
def test_whatever_the_text_spans_fit_it(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start <= q.inner.start < q.inner.end <= q.end <= len(text)
        assert any(c.isalnum() for c in text[slice(*q.inner)])
        assert text[q.start] in MARKS
        assert q.level in (1, 2)


@given(st.text(alphabet=MARKS + "ab .,\n", max_size=60))
def test_quotations_of_the_first_level_do_not_overlap(text: str) -> None:
    outer = [q for q in quotations(text) if q.level == 1]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
    starts = [q.start for q in quotations(text)]
    assert starts == sorted(starts)


@given(
    st.sampled_from(["“”", "«»", "„“", "»«", '""', "‹›", "“»"]),
    st.from_regex(r"\A[a-z]{1,8}( [a-z]{1,8}){0,4}\Z"),
)
def test_the_kind_of_marks_changes_nothing(marks: str, words: str) -> None:
    text = f"He said {marks[0]}{words}{marks[1]} at noon."
    assert quoted(text) == [words]


@given(st.text(alphabet="abc ,.", max_size=30), st.text(alphabet="abc ,.", max_size=30))
def test_words_around_a_quotation_do_not_matter(before: str, after: str) -> None:
    text = f"{before} “the pass is shut” {after}"
    assert quoted(text) == ["the pass is shut"]


@pytest.mark.parametrize("unit", ["“a", "” a", '"a ', "'a ", "‘a ’", "“‘a", "«a» “", "`` a ''"])
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    assert_in_proportion(lambda times: quotations(unit * times), 2_500)


def test_no_more_than_a_few_quotations_are_open_at_once() -> None:
    assert len(quotations("“a " * 100)) == DEPTH
