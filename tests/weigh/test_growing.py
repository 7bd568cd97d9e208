"""Stories while they grow: floors, names that are never lost, what people decide, and work that stays in proportion."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.derived import Story
from detente.model.judged import Analysis, Judgement, Move, Party, When
from detente.model.record import Span
from detente.weigh.growing import DAY, JOIN, MERGE, SILENCE_COSTS, Growing, floor, grown, likeness, vectors
from detente.weigh.reuse import links
from detente.weigh.stories import meetings, name_of, stories, story_named
from tests.growth import assert_in_proportion

from .test_stories import ACCOUNTS, HEADLINES, QUAKE, TALKS
from .wire import OWN, a_report


def decided(kind: str, *reports: str) -> Judgement:
    return Judgement(id=kind, kind=kind, reports=reports, author="a test", made="2031-05-10T10:00:00Z")


def holding(found: tuple[Story, ...], report: str) -> Story:
    (story,) = [s for s in found if report in s.reports]
    return story


def test_floors_run_in_proportion_between_their_steps() -> None:
    for ladder in (JOIN, MERGE):
        assert floor(ladder, 0) == ladder[0][1]
        assert floor(ladder, 10_000) == ladder[-1][1]
        values = [floor(ladder, n) for n in range(80)]
        assert max(abs(a - b) for a, b in itertools.pairwise(values)) < 0.02


def test_any_report_of_a_story_names_it() -> None:
    found = stories([a_report(name, title, title=title) for name, title in HEADLINES.items()])
    for story in found:
        assert story.id == name_of(story.reports[0])
        for report in story.reports:
            assert story_named(name_of(report), found) == story


def test_a_name_once_given_leads_to_the_story_after_an_earlier_report_came() -> None:
    before = [a_report(name, title, title=title, published="2023-05-02") for name, title in TALKS.items()]
    old = holding(stories(before), "t1")
    earlier = a_report("t0", "Bolivia and Chile: talks on railway in Montevideo", published="2023-05-01")
    now = stories([*before, earlier])
    assert holding(now, "t0").id != old.id
    assert story_named(old.id, now) == holding(now, "t0") == holding(now, "t1")


def test_an_unknown_name_or_an_ambiguous_one_is_no_story() -> None:
    found = stories([a_report(name, title, title=title) for name, title in HEADLINES.items()])
    assert story_named("", found) is None
    assert story_named("no such story", found) is None


def test_people_put_stories_together_and_take_them_apart() -> None:
    found = [a_report(name, title, title=title) for name, title in HEADLINES.items()]
    one = stories(found, (), (), (decided("together", "t1", "q1"),))
    assert set(holding(one, "t2").reports) == set(HEADLINES)
    two = stories(found, (), (), (decided("together", "t1", "q1"), decided("apart", "q2")))
    assert holding(two, "q2").reports == ("q2",)
    assert set(holding(two, "q1").reports) == set(HEADLINES) - {"q2"}


def test_what_people_decided_on_reports_that_are_gone_changes_nothing() -> None:
    found = [a_report(name, title, title=title) for name, title in QUAKE.items()]
    assert stories(found, (), (), (decided("together", "x", "y"), decided("apart", "z"))) == stories(found)


def test_silence_makes_short_news_less_alike_and_whole_articles_not() -> None:
    def at(day: float, length: float) -> Growing:
        return Growing([0], {"pass": 1.0}, 1.0, day * DAY, day * DAY, length)

    def alike(days: float, length: float) -> float:
        return likeness({"pass": 1.0}, at(0, length), at(days, length), SILENCE_COSTS)

    assert alike(0, 20) == 1.0 > alike(1, 20) > alike(7, 20)
    assert alike(7, 200) == 1.0 > alike(400, 200)


def test_who_met_whom_on_which_day_is_told_by_sides() -> None:
    move = Move(
        id="m", type="CONSULT", status="occurred", source=(Party(actor="state:PER", code="PER"), Party(actor="state:CHL", code="CHL")),
        trigger=Span(0, 1), evidence=Span(0, 1), when=When(earliest="2023-05-02", latest="2023-05-02"),
    )  # fmt: skip
    report = a_report("r", "Talks.")
    assert list(meetings(Analysis(id="r", moves=(move,)), report)) == ["met CHL+PER 2023-05-02"]


def test_days_and_origins_of_a_story_are_those_of_its_reports() -> None:
    wire = "A long agency text about the salt harvest in the northern valley that two papers print word for word today."
    found = [
        a_report("a", wire, OWN["salt"], published="2023-05-02"),
        a_report("b", wire, OWN["salt"], published="2023-05-03"),
    ]
    (story,) = stories(found, links(found))
    assert (story.first, story.last) == ("2023-05-02", "2023-05-03")
    assert (story.origins_low, story.origins_high) == (1, 1)


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_order_of_arrival_is_nothing_to_what_people_decided(chance: random.Random) -> None:
    found = [a_report(f"r{n}", text) for n, text in enumerate([*HEADLINES.values(), *ACCOUNTS])]
    judgements = (decided("together", "r0", "r7"), decided("apart", "r1", "r2"))
    made = stories(found, (), (), judgements)
    chance.shuffle(found)
    assert stories(found, (), (), judgements) == made


def test_growing_takes_work_in_proportion_to_the_reports() -> None:
    """Every report names the crisis, things that many name, and its own matter, which four others share."""

    def report(chance: random.Random, n: int, size: int) -> dict[str, float]:
        common = {f"w{chance.randrange(size // 4)}": 1.0 for _ in range(6)}
        return {
            "war": 3.0,
            "strait": 4.0,
            **common,
            **{f"m{n // 5} {chance.randrange(14)}": 2.0 for _ in range(10)},
        }

    def work(size: int) -> None:
        chance = random.Random(size)
        counts = [report(chance, n, size) for n in range(size)]
        seeds = [
            Growing([n], dict(v), 1.0, n * 3600.0, n * 3600.0, 22.0) for n, v in enumerate(vectors(counts))
        ]
        grown(seeds)

    assert_in_proportion(work, 200)
