"""Characters that nobody sees hide nothing, and every place is one of the untouched text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.clean.invisible import INVISIBLE, Sight, placed, restored
from detente.model.given import Passage, Report
from detente.model.judged import Analysis, Mention, Party
from detente.model.record import Span

HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e"

NOTE = (
    "Portugal's Foreign Minister Paulo Rangel said on Tuesday that “the door is open”.\n\n"
    "Portugal demanded that Venezuela withdraw 2,000 soldiers from Maracaibo by Friday."
)


def report(text: str, *passages: tuple[int, int]) -> Report:
    return Report(
        id="r", name="r", text=text, passages=tuple(Passage(start=a, end=b, role="body") for a, b in passages)
    )


@given(st.text(alphabet="ab .\n" + HIDDEN, max_size=40), st.data())
def test_a_seen_stretch_leads_back_to_the_same_characters(text: str, data: st.DataObject) -> None:
    seen = Sight(report(text, (0, len(text))))
    plain = seen.report.text
    assert INVISIBLE.search(plain) is None
    start = data.draw(st.integers(0, len(plain)))
    end = data.draw(st.integers(start, len(plain)))
    if seen.kept is None:
        assert plain == text
        return
    back = placed(start, end, seen.kept)
    assert 0 <= back.start <= back.end <= len(text)
    assert INVISIBLE.sub("", text[slice(*back)]) == plain[start:end]
    if end > start:
        assert text[back.start] == plain[start] and text[back.end - 1] == plain[end - 1]


def test_passages_are_seen_where_they_stand() -> None:
    text = "\ufeffA\u00adb\u200b\n\nC\u2060d"
    seen = Sight(report(text, (0, 5), (7, 10))).report
    assert [seen.quote(p.span) for p in seen.passages] == ["Ab", "Cd"]


def test_every_place_of_an_analysis_is_given_back() -> None:
    kept = [1, 2, 5, 6, 7]
    mention = Mention(start=0, end=3, kind="name", actor=None)
    analysis = Analysis(id="r", sentences=(Span(1, 4),), mentions=(mention,))
    back = restored(analysis, kept)
    assert back.sentences == (Span(2, 7),) and back.mentions[0].span == Span(1, 6)
    assert restored(Party(actor=None), kept) == Party(actor=None)


def test_a_report_without_them_is_left_alone() -> None:
    given = report("Chad", (0, 4))
    assert Sight(given).report is given


def hidden(text: str, seed: int) -> str:
    """The text with invisible characters inside its words."""
    chance = random.Random(seed)
    return "".join(c + (chance.choice(HIDDEN) if c.isalpha() and chance.random() < 0.3 else "") for c in text)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_read_does_not_depend_on_them(seed: int) -> None:
    plain = detente.analyze(NOTE, published="2024-10-15")
    text = hidden(NOTE, seed)
    read = detente.analyze(text, published="2024-10-15")
    assert len(read.mentions) == len(plain.mentions) > 2
    for a, b in zip(plain.mentions, read.mentions, strict=True):
        assert (a.kind, a.actor, a.office) == (b.kind, b.actor, b.office)
        assert INVISIBLE.sub("", text[slice(*b.span)]) == NOTE[slice(*a.span)]
    assert [m.type for m in read.moves] == [m.type for m in plain.moves] != []
    for x, y in zip(plain.statements, read.statements, strict=True):
        assert [INVISIBLE.sub("", text[slice(*s)]) for s in y.spans] == [NOTE[slice(*s)] for s in x.spans]
    assert [t.value for t in read.times] == [t.value for t in plain.times]
    assert [f.low for f in read.figures] == [2000.0]


@pytest.mark.parametrize("text", ["\u200bChad\u00ad", "Chad\n\n\u200b\u00ad\n\nMali met Chad.", "a\ufeff"])
def test_nothing_is_raised_where_a_passage_is_all_invisible(text: str) -> None:
    read = detente.analyze(text)
    for m in read.mentions:
        assert 0 <= m.start < m.end <= len(text)
