"""A line of the ledger on a day: a fold over its answers, whatever their order."""

from __future__ import annotations

import random
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.derived import Answer, Evidence, LineKind, LineState, Verdict
from detente.model.judged import Judgement, When
from detente.model.record import Span
from detente.weigh.fold import FALLS_DUE, fold, is_answered, known
from tests.weigh.fixtures import Page, of
from tests.weigh.test_ledger import CSC, FRD, demand, line, promise

DUE = When(earliest="2031-05-12", latest="2031-05-16")
DAYS = st.dates(min_value=date(2031, 5, 1), max_value=date(2031, 5, 30))
KINDS = st.sampled_from(get_args(LineKind))


def answer(verdict: str, day: str | None, due: When | None = None, at: int = 0) -> Answer:
    when = When(earliest=day, latest=day, value=day) if day else None
    seen = (Evidence(report="r", start=at, end=at + 1),)
    return Answer(verdict=verdict, by=(CSC,), when=when, evidence=seen, due=due)


ANSWERS = st.lists(
    st.builds(
        lambda verdict, day, at: answer(verdict, day.isoformat() if day else None, at=at),
        st.sampled_from(get_args(Verdict)), st.none() | DAYS, st.integers(0, 9),
    ),
    max_size=5,
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state"),
    [("2031-05-11", "open"), ("2031-05-12", "due"), ("2031-05-16", "due"), ("2031-05-17", "overdue")],
)
def test_an_unanswered_promise_stands_by_its_days(day: str, state: LineState) -> None:
    assert fold("promise", (), DUE, day) == state
    assert fold("offer", (), DUE, day) == "open"


def test_an_answer_counts_from_its_day_on() -> None:
    given_on = [answer("refused", "2031-05-14")]
    assert fold("promise", given_on, DUE, "2031-05-13") == "due"
    assert fold("promise", given_on, DUE, "2031-05-14") == "refused"


def test_what_is_renewed_is_open_again_until_its_new_day() -> None:
    later = When(earliest="2031-06-01", latest="2031-06-01")
    answers = [answer("broken", "2031-05-17"), answer("renewed", "2031-05-20", later)]
    assert fold("promise", answers, DUE, "2031-05-18") == "broken"
    assert fold("promise", answers, DUE, "2031-05-21") == "open"
    assert fold("promise", answers, DUE, "2031-06-02") == "overdue"


def test_to_repeat_or_denounce_a_line_decides_nothing() -> None:
    for verdict in ("repeated", "denounced", "noted", "promised"):
        assert fold("demand", [answer(verdict, "2031-05-02")], None, "2031-05-03") == "open"


@given(KINDS, ANSWERS, st.none() | st.just(DUE), DAYS, st.randoms(use_true_random=False))
def test_answers_may_come_in_any_order(
    kind: LineKind, answers: list[Answer], due: When | None, day: object, chance: random.Random
) -> None:
    before = fold(kind, answers, due, str(day))
    chance.shuffle(answers)
    assert fold(kind, answers, due, str(day)) == before


@given(KINDS, ANSWERS, DAYS, DAYS)
def test_what_was_known_on_a_day_is_known_on_every_later_one(
    kind: LineKind, answers: list[Answer], one: object, other: object
) -> None:
    first, then = sorted((str(one), str(other)))
    early, late = known(answers, first), known(answers, then)
    assert early == late[: len(early)]
    assert fold(kind, answers, None, first) == fold(kind, early, None, then)


@given(KINDS, ANSWERS, st.none() | st.just(DUE), DAYS)
def test_nothing_is_answered_without_an_answer(
    kind: LineKind, answers: list[Answer], due: When | None, day: object
) -> None:
    state = fold(kind, answers, due, str(day))
    if is_answered(state):
        assert state in {a.verdict for a in known(answers, str(day))}
    if state in ("due", "overdue"):
        assert kind in FALLS_DUE and (due or any(a.due for a in answers))


# --- answers found in reports, and given by people ---------------------------------------------------


def again(day: str) -> Page:
    words = f"On {day} Freedonia demanded the removal of all tolls on the canal."
    return Page(f"d{day}", day).says(words).move(
        "REQUEST", words, (FRD,), (CSC,), content="the removal of all tolls on the canal", when=day
    )  # fmt: skip


def test_a_demand_made_again_on_a_later_day_is_repeated() -> None:
    found = line(of(again("2031-05-02"), again("2031-05-09")), "demand")
    assert [(a.verdict, a.when.earliest if a.when else None) for a in found.answers] == [
        ("repeated", "2031-05-09")
    ]
    assert found.state == "open"


def test_a_second_report_of_one_demand_repeats_nothing() -> None:
    assert not line(of(demand("a", "2031-05-02"), demand("b", "2031-05-09")), "demand").answers


def test_a_demand_made_again_after_a_refusal_is_renewed() -> None:
    words = "Cascadia refused the removal of all tolls on the canal."
    no = Page("n", "2031-05-05").says(words).move(
        "REJECT", words, (CSC,), (FRD,), content="the removal of all tolls on the canal", when="2031-05-05"
    )  # fmt: skip
    found = line(of(again("2031-05-02"), no, again("2031-05-09")), "demand")
    assert [a.verdict for a in found.answers] == ["refused", "renewed"]
    assert found.state == "open"


def decided(line_id: str, verdict: str, **more: object) -> Judgement:
    return Judgement(
        id=f"{verdict} {sorted(more)}", kind="answer", line=line_id, verdict=verdict, author="the desk",
        made="2031-05-20T09:00:00Z", **{"actors": (CSC,), **more},
    )  # fmt: skip


def weighed(*pages: Page, judgements: tuple[Judgement, ...] = (), as_of: str = "2031-06-01") -> object:
    from detente.weigh import derive, in_order
    from tests.weigh.fixtures import by_report

    known_reports = in_order([p.made() for p in pages], as_of)
    return derive(known_reports, (), by_report, as_of, judgements)


def test_a_person_may_say_that_a_promise_was_kept() -> None:
    before = line(weighed(promise()), "promise")
    assert before.state == "overdue"
    made = decided(before.id, "kept", reason="seen at the desk")
    found = line(weighed(promise(), judgements=(made,)), "promise")
    assert found.state == "kept"
    (told,) = found.answers
    assert (told.author, told.judgement, told.reasons[0].what) == ("the desk", made.id, "seen at the desk")
    assert told.when is None


def test_an_answer_that_a_report_shows_counts_from_the_day_of_that_report() -> None:
    later = Page("z", "2031-05-19").says("Cascadia greeted envoys.")
    later.move("CONSULT", "Cascadia greeted envoys", (CSC,))
    old = line(weighed(promise(), later), "promise")
    made = decided(old.id, "kept", report="z", span=Span(0, 8))
    for day, state in (("2031-05-18", "overdue"), ("2031-05-19", "kept")):
        found = line(weighed(promise(), later, judgements=(made,), as_of=day), "promise")
        assert found.state == state
    assert [e.report for e in found.answers[-1].evidence] == ["z"]


def test_a_line_is_found_by_the_name_it_had_before_an_earlier_report_came() -> None:
    old = line(weighed(promise("b", "2031-05-10")), "promise")
    made = decided(old.id, "withdrawn")
    both = weighed(promise("a", "2031-05-09"), promise("b", "2031-05-10"), judgements=(made,))
    now = line(both, "promise")
    assert now.id != old.id
    assert now.state == "withdrawn"


def test_what_is_signed_is_an_agreement_and_no_promise() -> None:
    words = "Cascadia and Freedonia signed an accord on salmon."
    page = Page("a").says(words).move("SUPPORT", words, (CSC, FRD), content="an accord on salmon")
    assert [x.kind for x in of(page).lines] == ["agreement"]
