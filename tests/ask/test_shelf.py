"""Reports taken from the shelf: the same as all of them at once, never more than fit, and told when one is gone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ask import Shelf, Sources, overview, writer
from detente.ask.evidence import Known
from detente.errors import StoreError
from detente.model.derived import Claim, Evidence, Line, Weighed
from detente.model.given import Passage, Published, Report
from detente.model.judged import Analysis, Mention
from detente.show.lists import line_of

WORDS = "Lind said the mill would close."


def known(n: int) -> Known:
    """A report of our own with somebody no table has."""
    text = f"{WORDS} Day {n}."
    day = Published(earliest=f"2031-05-{n + 1:02}", latest=f"2031-05-{n + 1:02}", by="caller")
    passages = (Passage(start=0, end=len(text), role="body"),)
    named = Mention(start=0, end=4, kind="name", actor="person:lind", rule="name")
    return (
        Report(id=f"r{n}", name=f"{n}.txt", text=text, passages=passages, published=day),
        Analysis(id=f"r{n}", passages=passages, published=day, mentions=(named,)),
    )


EVERY = [known(n) for n in range(12)]
WEIGHED = Weighed(
    claims=tuple(
        Claim(
            id=f"c{n}",
            text="the mill would close",
            kind="statement",
            type="COMMENT",
            actors=("person:lind",),
            speech=True,
            evidence=(Evidence(report=f"r{n}", start=0, end=len(WORDS)),),
        )
        for n in range(12)
    ),
    lines=(
        Line(
            id="x",
            kind="promise",
            by=("person:lind",),
            to=(),
            text="close",
            state="open",
            evidence=(Evidence(report="r3", start=0, end=len(WORDS)),),
        ),
    ),
    as_of="2031-05-12",
)


class Store:
    """Gives reports, and counts how often it is asked."""

    def __init__(self, known: Sequence[Known] = EVERY):
        self.known = {k[0].id: k for k in known}
        self.asked: list[list[str]] = []

    def take(self, ids: Sequence[str]) -> list[Known]:
        self.asked.append(list(ids))
        return [self.known[id] for id in ids if id in self.known]


def shelf(store: Store, at_hand: int = 10**6) -> Shelf:
    return Shelf(overview(EVERY, WEIGHED, None), store.take, at_hand)


@given(st.lists(st.sampled_from(range(12)), min_size=1), st.sampled_from([1, 40, 200, 10**6]))
def test_a_line_is_the_same_whether_all_reports_are_at_hand_or_few(order: list[int], at_hand: int) -> None:
    whole = writer(Sources(EVERY), WEIGHED)
    few = writer(shelf(Store(), at_hand), WEIGHED)
    for n in order:
        assert line_of(few, WEIGHED.claims[n]) == line_of(whole, WEIGHED.claims[n])
    assert line_of(few, WEIGHED.lines[0]) == line_of(whole, WEIGHED.lines[0])


@given(st.lists(st.sampled_from(range(12))), st.integers(1, 500))
def test_never_more_is_at_hand_than_fits_but_for_the_last(order: list[int], at_hand: int) -> None:
    few = shelf(Store(), at_hand)
    for n in order:
        assert few.reports[f"r{n}"] == EVERY[n][0] and few.analyses[f"r{n}"] == EVERY[n][1]
        size = sum(len(report.text) for report, _ in few._kept.values())
        assert size == few._size and (size <= at_hand or len(few._kept) == 1)


def test_what_is_foreseen_is_read_at_once_and_only_once() -> None:
    store = Store()
    few = shelf(store)
    few.foresee(["r1", "r2", "r1", "nobody"])
    assert store.asked == [["r1", "r2"]]
    assert few.reports["r1"] is EVERY[1][0] and few.analyses["r2"] is EVERY[2][1]
    few.foresee(["r2"])
    assert store.asked == [["r1", "r2"]]


def test_all_are_there_in_the_order_of_the_sources() -> None:
    few = shelf(Store())
    assert list(few.reports) == [s.report for s in few.numbered] and len(few.analyses) == 12
    assert "r5" in few.reports and "nobody" not in few.reports
    with pytest.raises(KeyError):
        few.reports["nobody"]


def test_a_report_that_was_removed_meanwhile_is_told() -> None:
    few = shelf(Store(EVERY[:3]))
    with pytest.raises(StoreError, match="removed"):
        few.reports["r7"]
