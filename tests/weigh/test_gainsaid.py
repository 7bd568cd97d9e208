"""Who says no to what others say; what is brought up to date; how claims stand, and why."""

from __future__ import annotations

import pytest

from detente.lexicon import toml
from detente.model.derived import Weighed
from detente.model.found import MoveType
from detente.weigh.gainsaid import contrary_words, is_no, main_clause, pattern
from detente.weigh.matter import matter
from tests.growth import assert_in_proportion
from tests.weigh.fixtures import Page, of

CSC, FRD, NRV, KRAL, RUIZ = "state:CSC", "state:FRD", "state:NRV", "person:ivo-kral", "person:ana-ruiz"


@pytest.mark.parametrize("kind", ["refusing", "false", "said"])
def test_every_seen_sentence_holds_its_word(kind: str) -> None:
    for row in toml("contrary")[kind]:
        assert pattern(kind).search(row["seen"]), row


@pytest.mark.parametrize("row", toml("contrary")["contrary"], ids=lambda row: row["one"].split()[0])
def test_the_seen_sentences_of_a_contrary_have_its_words(row: dict[str, list[str]]) -> None:
    one, other, of_what = contrary_words()[toml("contrary")["contrary"].index(row)]
    first, second = (matter(x).words for x in row["seen"])
    assert first & one and second & other and (first | second) & of_what


@pytest.mark.parametrize(
    ("words", "no"),
    [
        ("that Freedonia has no plan to close the strait", True),
        ("that the ferry has not sailed because the crew is ill", True),
        ("that the ferry sailed because the crew was not ill", False),
        ("that the reports of a raid are baseless", True),
        ("that not only the ferry sailed", False),
        ("that he does not refuse the plan", False),
    ],
)
def test_a_content_is_a_no_by_its_main_clause(words: str, no: bool) -> None:
    assert is_no(words) == no


def test_that_before_a_clause_is_no_part_of_it() -> None:
    assert main_clause("that the ferry sailed") == "the ferry sailed"


def says(name: str, by: str, cue: str, words: str, act: str = "claim", day: str = "2031-05-10") -> Page:
    sentence = f"{by.partition(':')[2].title()} {cue} {words}."
    return Page(name, day).says(sentence).statement(words, act, (by,), cue)


def contrary(told: Weighed) -> list[str]:
    return [c.kind for c in told.contradictions]


PLAN = "that Freedonia mines the eastern fairway of the strait"


def test_what_one_asserts_and_another_denies_is_disputed_with_its_reason() -> None:
    told = of(says("a", RUIZ, "said", PLAN), says("b", KRAL, "denied", PLAN, "deny"))
    assert contrary(told) == ["denial"]
    assert [c.standing for c in told.claims] == ["disputed", "disputed"]
    first, second = told.claims
    assert first.disputed_by == (second.id,)
    assert any(r.seen for r in first.reasons)


def test_a_plain_negation_by_another_is_another_account() -> None:
    no = "that Freedonia does not mine the eastern fairway of the strait"
    assert contrary(of(says("a", RUIZ, "said", PLAN), says("b", KRAL, "said", no))) == ["account"]


def test_one_side_that_says_no_to_itself_disputes_nobody() -> None:
    no = "that Freedonia does not mine the eastern fairway of the strait"
    assert not contrary(of(says("a", KRAL, "said", PLAN), says("b", KRAL, "said", no)))


def test_a_denial_weeks_later_is_of_another_charge() -> None:
    told = of(says("a", RUIZ, "said", PLAN), says("b", KRAL, "denied", PLAN, "deny", day="2031-07-10"))
    assert not contrary(told)


def test_two_matters_of_one_side_contradict_nothing() -> None:
    other = "that the harvest of salt did not fail"
    assert not contrary(of(says("a", RUIZ, "said", PLAN), says("b", KRAL, "said", other)))


def test_contraries_of_one_side_in_the_same_days_are_two_accounts() -> None:
    def troops(name: str, words: str, type: MoveType, **more: object) -> Page:
        return Page(name).says(words).move(type, words, (FRD,), **more)

    leave = troops("a", "Freedonia withdraws soldiers from the northern pass", "RETREAT")
    come = troops("b", "Freedonia sends more soldiers to the northern pass", "MOBILIZE", told_by=(RUIZ,))
    assert contrary(of(leave, come)) == ["account"]


# --- figures -----------------------------------------------------------------------------------------


def dead(name: str, number: int, day: str, by: tuple[str, ...] = ()) -> Page:
    words = f"{number} miners"
    page = Page(name, day).says(f"The fire in the shaft at Fenby killed {words} on the night shift.")
    return page.figure(words, number, number, unit="killed miners", of="killed miners", by=by)


def test_a_toll_that_rises_is_brought_up_to_date_and_disputed_by_nobody() -> None:
    told = of(dead("a", 20, "2031-05-10"), dead("b", 31, "2031-05-11"))
    assert not told.contradictions
    (update,) = told.updates
    assert (update.first.value, update.then.value) == ("20 miners", "31 miners")
    old, new = sorted(told.claims, key=lambda c: c.first_seen or "")
    assert (old.standing, old.superseded_by) == ("superseded", (new.id,))
    assert new.standing == "single origin"


# --- standing ----------------------------------------------------------------------------------------


def test_a_claim_of_several_origins_is_corroborated_and_says_when_and_why() -> None:
    told = of(says("a", RUIZ, "said", PLAN), says("b", RUIZ, "said", PLAN, day="2031-05-11"))
    (claim,) = told.claims
    assert claim.standing == "corroborated"
    assert (claim.first_seen, claim.last_seen) == ("2031-05-10", "2031-05-11")
    (reason,) = claim.reasons
    assert {e.report for e in reason.seen} == {"a", "b"}


def test_what_was_planned_and_has_happened_is_one_claim_and_no_contradiction() -> None:
    def visit(name: str, day: str, words: str, status: str) -> Page:
        page = Page(name, day).says(words)
        return page.move("CONSULT", words, (RUIZ,), (KRAL,), when="2031-05-12", status=status)

    told = of(
        visit("a", "2031-05-10", "Ruiz will visit Kral for talks on the canal", "planned"),
        visit("b", "2031-05-12", "Ruiz visited Kral for talks on the canal", "occurred"),
    )
    assert not told.contradictions
    (claim,) = told.claims
    assert any("planned" in r.what for r in claim.reasons)


def test_weighing_takes_work_in_proportion_to_the_reports() -> None:
    """Every report of a war names the same sides and many of the same things; some deny, some count."""

    def work(size: int) -> None:
        pages = []
        for n in range(size):
            day = f"2031-{1 + n % 12:02}-{1 + n % 28:02}"
            words = f"that Freedonia mines the fairway of strait {n % (5 + size // 8)} with {n} barges"
            page = says(f"r{n}", (RUIZ, KRAL)[n % 2], "said", words, ("claim", "deny")[n % 3 == 0], day)
            pages.append(page.figure(f"{n} barges", n, n, unit="barges", of="barges"))
        of(*pages)

    assert_in_proportion(work, 60)
