"""Reports that share words and a negation, and are of two matters, two times or one mind; all of them ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente import clean
from detente.model.derived import Weighed
from detente.model.given import Raw
from detente.parse import Parsed
from detente.pipeline import analyses
from detente.weigh import weigh
from detente.weigh.clauses import called_false, clauses, focus, is_no, root


def told(*texts: tuple[str, str]) -> Weighed:
    """What follows from texts, each with its day."""
    reports = [
        clean.report(Raw(name=f"{n}", id=f"{n}", content=text), published=on, level="none")
        for n, (on, text) in enumerate(texts)
    ]
    return weigh(list(analyses(reports, {})))


NOT_AT_ODDS = {
    "another predicate of the same things is negated": (
        ("2023-05-10", "The old bridge at Tana in Kenya was painted red and blue by pupils."),
        ("2023-05-10", "The old bridge at Tana in Kenya was not opened by pupils."),
    ),
    "what ought to be is no fact": (
        (
            "2023-05-10",
            "Sudanese swimmers should be allowed to compete in Nairobi, the poet Amina Wako said.",
        ),
        ("2023-05-10", "Sudanese swimmers will not be allowed to compete in Nairobi."),
    ),
    "who is barred from a thing does not do it": (
        ("2023-05-10", "Sudanese swimmers were barred from competing in Nairobi this summer."),
        ("2023-05-10", "Sudanese swimmers will not compete in Nairobi this summer."),
    ),
    "a question asserts nothing": (
        ("2023-05-10", "Judges asked how Ghana's coal targets would be met by the ministry."),
        ("2023-05-10", "Ghana's coal targets will not be met by the ministry, campaigners said."),
    ),
    "a bidding is no denial": (
        ("2023-05-10", "High copper prices may derail Peru's plan for the railway, a bank warned."),
        ("2023-05-10", "Don't let copper prices derail Peru's plan for the railway, engineers say."),
    ),
    "to play down is not to deny": (
        ("2023-05-10", "Opponents of Ghana's premier prepare a leadership challenge in Accra."),
        ("2023-05-10", "Ghana's finance minister played down a leadership challenge in Accra."),
    ),
    "what a court turns down is no charge": (
        ("2023-05-10", "The trader's bid for a new trial over the Lima cargo was rejected on Monday."),
        ("2023-05-10", "A judge denied the trader's bid for a new trial over the Lima cargo."),
    ),
    "a share and a sum are two measures": (
        ("2023-05-10", "Rising prices pushed Ghana's inflation to a record of 9.1% last month."),
        ("2023-05-11", "Ghana's inflation bill rose 70% to $7.6bn last month, a record."),
    ),
    "what is only compared with another is not told to be": (
        ("2023-05-10", "Sudria says some of its troops are returning to base after the build-up."),
        ("2023-05-10", "The military buildup is drawing comparisons to troop deployments of long ago."),
    ),
    "floods in two countries are two floods": (
        (
            "2023-05-10",
            "Kenya's premier said that floods after heavy rain had driven over 60,000 people out.",
        ),
        (
            "2023-05-12",
            "The death toll from floods and heavy rain in Peru rose to 20 people, officials said.",
        ),
    ),
    "to keep away from charges is not to deny them": (
        ("2023-05-10", "The duke's accuser says that the duke of Arle robbed her in Lima, a court heard."),
        (
            "2023-05-10",
            "The palace has tried to distance itself from the allegations facing the duke of Arle.",
        ),
    ),
    "a figure that rises is brought up to date": (
        ("2023-05-10", "The jackpot of Friday's Accra lottery has risen to $1.1 billion."),
        ("2023-05-11", "One ticket won Friday's Accra lottery jackpot of $1.3 billion."),
    ),
    "to refuse to stop a thing is to go on with it": (
        ("2023-05-10", "The actress Ama Serwaa refused to stop offering photo subscriptions."),
        (
            "2023-05-10",
            "Ama Serwaa, who plays a nurse, refused to stop offering photo subscriptions to fans.",
        ),
    ),
}


@pytest.mark.parametrize("name", NOT_AT_ODDS)
def test_what_only_looks_like_a_contradiction_is_none(name: str, parse: Callable[[str], Parsed]) -> None:
    assert not told(*NOT_AT_ODDS[name]).contradictions


def test_of_a_charge_and_its_background_only_the_charge_is_denied(parse: Callable[[str], Parsed]) -> None:
    found = told(
        ("2023-05-10", "Three Chadian pilots will fly to the base at Faya on Friday."),
        ("2023-05-11", "Chadian pilots wore rebel badges at the base at Faya, herdsmen said."),
        ("2023-05-11", "Chad denied that its pilots wore rebel badges at the base at Faya."),
    ).contradictions
    assert [{e.report for e in c.sides[0].evidence} for c in found] == [{"1"}]


def test_nobody_answers_for_another(parse: Callable[[str], Parsed]) -> None:
    cricket = told(
        ("2023-05-10", "The sailor Kwame Osei denies any allegation of doping."),
        ("2023-05-08", "A Kumasi chess club is at the centre of allegations of doping."),
    )
    assert not cricket.contradictions


@pytest.mark.parametrize(
    ("clause", "negated"),
    [
        ("the ferry will not be allowed to sail on Sunday", {"sail"}),
        ("Norvia has no intention of closing the strait", {"clos", "strait"}),
        ("Norvia will not use force to open the strait", {"forc", "open"}),
        ("not a single Norvian soldier was in the pass", {"soldier", "norvian"}),
        ("the guards were not responsible for the fire", {"fire"}),
        ("the envoy no longer lives in the villa", {"live"}),
        ("No 10 welcomed the vote", set()),
        ("the ferry isn't just late", set()),
        ("the ferry is late", set()),
    ],
)
def test_what_a_clause_negates_is_its_predicate(clause: str, negated: set[str]) -> None:
    assert focus(clause) == negated


@pytest.mark.parametrize(
    ("words", "false"),
    [
        ("the reports are propaganda", True),
        ("talk of a blockade is Norvian propaganda", True),
        ("the charge is a pack of lies", True),
        ("the capital is full of rumours about the vote", False),
        ("boats leave as rumours abound", False),
        ("the platform will remove misinformation", False),
    ],
)
def test_talk_is_called_false_only_where_it_is_said_to_be_no_more(words: str, false: bool) -> None:
    assert bool(called_false().search(words)) is false


def test_a_missing_man_was_not_missed_by_a_rocket() -> None:
    assert root("missing") != root("missed")


def test_a_clause_that_only_joins_another_negation_tells_nothing() -> None:
    assert not any(is_no(c.text) and "support" in c.words for c in clauses("neither has our support"))
