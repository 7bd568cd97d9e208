from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.clean.paragraphs import LONGEST, cut, paragraphs


@given(st.text(st.sampled_from("ab. \n“”!"), min_size=1, max_size=60).map(lambda t: t * 700))
@settings(max_examples=20, deadline=None)
def test_a_long_paragraph_is_cut_and_no_letter_lost(text: str) -> None:
    for span in paragraphs(text):
        pieces = cut(text, span)
        assert all(0 < p.end - p.start <= LONGEST for p in pieces)
        assert all(a.end <= b.start for a, b in pairwise(pieces))
        assert "".join(text[slice(*p)] for p in pieces).replace(" ", "") == text[slice(*span)].replace(
            " ", ""
        )
