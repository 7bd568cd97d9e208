"""Demands, offers, promises, threats and refusals, their answers and how they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from detente import clean
from detente.lexicon import toml
from detente.model.derived import Line, Weighed
from detente.model.given import Raw
from detente.model.judged import When
from detente.parse import Parsed
from detente.pipeline import analyses
from detente.weigh import derive, weigh
from detente.weigh.lines import cue
from tests.weigh.fixtures import Page, by_report, of

RUIZ, KRAL, CSC, FRD, NRV = "person:ana-ruiz", "person:ivo-kral", "state:CSC", "state:FRD", "state:NRV"


def line(told: Weighed, kind: str, words: str = "") -> Line:
    (found,) = [x for x in told.lines if x.kind == kind and words in x.text]
    return found


def demand(name: str = "a", published: str = "2031-05-10") -> Page:
    sentence = "Freedonia demands the removal of all tolls on the canal."
    return (
        Page(name, published)
        .says(sentence)
        .move(
            "REQUEST",
            sentence,
            (FRD,),
            (CSC,),
            content="the removal of all tolls on the canal",
            status="ongoing",
        )
    )


def promise(name: str = "a", published: str = "2031-05-10", **more: object) -> Page:
    sentence = "Cascadia promised a written reply on the tolls by Friday."
    return Page(name, published).says(sentence).move(
        "AGREE", sentence, (CSC,), (FRD,), content="a written reply on the tolls", status="planned",
        due=When(earliest="2031-05-16", latest="2031-05-16"), **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["offer", "agreed", "kept", "meeting", "broken", "withdrawn", "threatens", "prepares", "deed"]
)
def test_every_seen_sentence_holds_its_word(kind: str) -> None:
    for row in toml("ledger")[kind]:
        assert cue(kind).search(row["seen"]), row


def test_these_demands_are_refused() -> None:
    page = demand().says("Cascadia has already dismissed these demands as absurd.")
    page.move("REJECT", "Cascadia has already dismissed these demands as absurd", (CSC,), (FRD,),
              content="these demands as absurd")  # fmt: skip
    told = of(page)
    assert line(told, "demand").state == "refused"
    assert line(told, "demand").answers[0].by == (CSC,)


def test_a_third_side_does_not_answer_for_the_one_addressed() -> None:
    other = Page("b").says("Norvia refused the removal of all tolls on the canal.")
    other.move("REJECT", "Norvia refused the removal of all tolls on the canal", (NRV,),
               content="the removal of all tolls on the canal")  # fmt: skip
    assert line(of(demand(), other), "demand").state == "open"


def test_a_granted_demand_is_accepted() -> None:
    later = Page("b", "2031-05-12").says("Cascadia agreed to the removal of all tolls on the canal.")
    later.move("CONCEDE", "Cascadia agreed to the removal of all tolls on the canal", (CSC,), (FRD,),
               content="the removal of all tolls on the canal")  # fmt: skip
    assert line(of(demand(), later), "demand").state == "accepted"


def test_a_promise_is_overdue_after_its_day_and_not_on_it() -> None:
    assert line(of(promise(), as_of="2031-05-15"), "promise").state == "open"
    assert line(of(promise(), as_of="2031-05-16"), "promise").state == "due"
    assert line(of(promise(), as_of="2031-05-17"), "promise").state == "overdue"
    assert [d.overdue for d in of(promise(), as_of="2031-05-17").due] == [True]


def test_a_promise_is_kept_by_the_deed() -> None:
    later = Page("b", "2031-05-15").says("Cascadia handed over its written reply on the tolls.")
    later.move("COOPERATE", "Cascadia handed over its written reply on the tolls", (CSC,), (FRD,),
               content="its written reply on the tolls", when="2031-05-15")  # fmt: skip
    assert line(of(promise(), later, as_of="2031-06-01"), "promise").state == "kept"


def test_the_deed_of_another_side_keeps_nothing() -> None:
    later = Page("b", "2031-05-15").says("Norvia handed over its written reply on the tolls.")
    later.move("COOPERATE", "Norvia handed over its written reply on the tolls", (NRV,), (FRD,),
               content="its written reply on the tolls", when="2031-05-15")  # fmt: skip
    assert line(of(promise(), later, as_of="2031-06-01"), "promise").state == "overdue"


def test_a_withdrawn_offer_says_so() -> None:
    first = Page("a", "2031-05-01").says("Cascadia offered to reopen the northern canal.")
    first.move("AGREE", "Cascadia offered to reopen the northern canal", (CSC,), (FRD,),
               content="to reopen the northern canal", status="planned")  # fmt: skip
    later = Page("b", "2031-05-09").says("Cascadia withdrew its offer to reopen the northern canal.")
    later.move("REJECT", "Cascadia withdrew its offer to reopen the northern canal", (CSC,), (FRD,),
               content="its offer to reopen the northern canal")  # fmt: skip
    assert line(of(first, later), "offer").state == "withdrawn"
    assert line(of(first, later, as_of="2031-05-05"), "offer").state == "open"


def test_a_denounced_threat_keeps_standing() -> None:
    page = (
        Page("a")
        .says("Ruiz threatened a blockade of the port.")
        .says("Freedonia denounced the “reckless” remarks.")
    )
    page.move("THREATEN", "Ruiz threatened a blockade of the port", (RUIZ,), (FRD,), content="a blockade of the port",
              status="conditional")  # fmt: skip
    page.move("ACCUSE", "Freedonia denounced the “reckless” remarks", (FRD,), (RUIZ,),
              content="the “reckless” remarks", mode="disapprove")  # fmt: skip
    found = line(of(page), "threat")
    assert [a.verdict for a in found.answers] == ["denounced"]
    assert found.state == "open"


def test_a_promise_told_by_the_other_side_and_refused_by_its_own_is_disputed() -> None:
    page = promise(told_by=(KRAL,)).says("Ruiz said she would give no written reply on the tolls.")
    page.move("REJECT", "Ruiz said she would give no written reply on the tolls", (RUIZ,), (FRD,),
              content="written reply on the tolls", when="2031-05-08")  # fmt: skip
    found = line(of(page), "promise")
    assert found.disputed
    assert found.told_by == (KRAL,)


def test_both_demands_are_refused_and_the_refusal_names_them() -> None:
    page = demand().says("It also insists on the return of the ferry.")
    page.move("REQUEST", "It also insists on the return of the ferry", (FRD,), (CSC,),
              content="the return of the ferry", status="ongoing")  # fmt: skip
    page.says("Cascadia has rejected both demands.")
    page.move("REJECT", "Cascadia has rejected both demands", (CSC,), content="both demands")
    told = of(page)
    asked = [x for x in told.lines if x.kind == "demand"]
    assert [(x.state, len(x.answers)) for x in asked] == [("refused", 1), ("refused", 1)]
    refusal = line(told, "refusal")
    assert refusal.text == "the removal of all tolls on the canal; the return of the ferry"
    assert refusal.to == (FRD,)
    assert set(refusal.related) == {x.id for x in asked}


def test_a_promise_of_one_side_and_in_the_other_ones_mouth_is_one_line() -> None:
    week = When(earliest="2031-05-12", latest="2031-05-18")
    page = Page("a").says("Kral said that Cascadia had promised a written reply next week.")
    page.move("AGREE", "Cascadia had promised a written reply next week", (CSC,), (FRD,),
              content="a written reply", status="planned", due=week, told_by=(KRAL,))  # fmt: skip
    page.says("Ruiz promised to share her concerns in writing next week.")
    page.move("AGREE", "Ruiz promised to share her concerns in writing next week", (RUIZ,), (),
              content="to share her concerns in writing next week", status="planned", due=week)  # fmt: skip
    told = of(page)
    found = line(told, "promise")
    assert found.told_by == ()
    assert len(found.evidence) == 2
    assert len(told.due) == 1


def test_two_promises_for_other_weeks_are_two_lines() -> None:
    page = promise(told_by=(KRAL,)).says("Cascadia promised a written list of tolls by June.")
    page.move("AGREE", "Cascadia promised a written list of tolls by June", (CSC,), (FRD,),
              content="a written list of tolls", status="planned",
              due=When(earliest="2031-05-31", latest="2031-05-31"))  # fmt: skip
    assert len([x for x in of(page).lines if x.kind == "promise"]) == 2


def test_a_promise_names_the_refusal_it_stands_against() -> None:
    page = promise().says("On Thursday Ruiz had refused a written reply on the tolls.")
    page.move("REJECT", "Ruiz had refused a written reply on the tolls", (RUIZ,), (FRD,),
              content="a written reply on the tolls", when="2031-05-08")  # fmt: skip
    told = of(page)
    assert line(told, "promise").related == (line(told, "refusal").id,)


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("the talks were useful", False),
        ("a truce is necessary", True),
        ("the ferry will sail again", True),
    ],
)
def test_an_agreement_is_a_promise_only_if_something_is_to_be_done(words: str, listed: bool) -> None:
    sentence = f"Ruiz and Kral agreed that {words}."
    page = Page("a").says(sentence)
    page.move("AGREE", sentence, (RUIZ, KRAL), content=f"that {words}")
    assert [x.kind for x in of(page).lines] == ["promise"] * listed


def test_a_warning_that_no_move_was_read_from_is_no_threat() -> None:
    page = Page("a").says("Ruiz warned that Freedonia could attack.")
    page.statement("that Freedonia could attack", "warn", (RUIZ,), "warned")
    assert not of(page).lines


def test_a_demand_in_wider_words_stays_apart_and_is_named() -> None:
    page = Page("a").says("Freedonia wants the withdrawal of the brigade from Ardal and Fenby.")
    page.says("It insists on withdrawal from the whole northern coast.")
    page.move("REQUEST", "Freedonia wants the withdrawal of the brigade from Ardal and Fenby", (FRD,), (CSC,),
              content="the withdrawal of the brigade from Ardal and Fenby")  # fmt: skip
    page.move("REQUEST", "It insists on withdrawal from the whole northern coast", (FRD,), (CSC,),
              content="withdrawal from the whole northern coast")  # fmt: skip
    first, second = of(page).lines
    assert first.related == (second.id,)
    assert second.related == (first.id,)


@pytest.fixture
def samples(shared: Path) -> Weighed:
    from detente.weigh.reuse import links
    from tests.weigh.by_hand import seeds

    known = seeds(shared)
    return derive(known, links([r for r, _ in known]), by_report, "2022-01-21")


def test_the_promised_answer_of_the_samples(samples: Weighed) -> None:
    found = line(samples, "promise", "written response")
    assert found.due == When(earliest="2022-01-24", latest="2022-01-30")
    assert found.told_by == ("person:sergei-lavrov",)
    assert found.disputed
    assert found.state == "open"


def test_the_ledger_of_the_samples(samples: Weighed) -> None:
    states = {
        words: line(samples, kind, words).state
        for kind, words in (
            ("demand", "foreign troops"),
            ("demand", "a treaty"),
            ("demand", "written guarantees"),
            ("demand", "Eastern European"),
            ("demand", "very detailed requests"),
            ("demand", "peaceful path"),
            ("offer", "Russian fears"),
            ("offer", "Intermediate-Range"),
            ("offer", "summit"),
            ("promise", "diplomatic solution"),
            ("promise", "reasonable dialogue"),
        )
    }
    assert {w for w, s in states.items() if s != "open"} == {"written guarantees"}
    assert states["written guarantees"] == "refused"
    assert line(samples, "demand", "very detailed requests").disputed
    assert [a.verdict for a in line(samples, "demand", "Eastern European").answers] == ["promised"]
    biden = next(x for x in samples.lines if x.kind == "threat" and x.by == ("person:joe-biden",))
    assert [a.verdict for a in biden.answers] == ["denounced"]
    assert "event of military aggression" in (line(samples, "threat", "considerable").condition or "")


def test_the_promise_of_the_samples_is_overdue_in_february(shared: Path) -> None:
    from tests.weigh.by_hand import seeds

    told = derive(seeds(shared), (), by_report, "2022-01-31")
    assert line(told, "promise", "written response").state == "overdue"


def offer_to_meet() -> Page:
    sentence = "Freedonia offers Cascadia talks on the canal."
    return (
        Page("a")
        .says(sentence)
        .move("AGREE", sentence, (FRD,), (CSC,), content="talks on the canal", status="conditional")
    )


def meeting(*parties: str, published: str = "2031-05-12") -> Page:
    sentence = "They met for talks on the canal on Monday."
    return (
        Page("b", published)
        .says(sentence)
        .move("CONSULT", sentence, parties[:1], parties[1:], content="talks on the canal")
    )


@pytest.mark.parametrize(
    ("parties", "published", "answered"),
    [
        ((FRD, CSC), "2031-05-12", True),
        ((CSC, FRD), "2031-05-12", True),
        ((NRV, CSC), "2031-05-12", False),
        ((CSC,), "2031-05-12", False),
        ((CSC, FRD), "2031-05-08", False),
    ],
)
def test_only_a_later_meeting_of_those_who_were_to_meet_answers(
    parties: tuple[str, ...], published: str, answered: bool
) -> None:
    told = of(offer_to_meet(), meeting(*parties, published=published))
    given = [a for x in told.lines if "talks on the canal" in x.text for a in x.answers]
    assert bool(given) == answered


def appointment() -> Page:
    sentence = "Ana Ruiz of Cascadia will meet Ivo Kral of Freedonia on Friday, a spokesman said."
    return Page("a", "2031-05-14").says(sentence).move(
        "AGREE", sentence, (CSC, RUIZ), (FRD, KRAL), content="will meet Ivo Kral of Freedonia on Friday", status="planned",
        due=When(earliest="2031-05-16", latest="2031-05-16"),
    )  # fmt: skip


def held(name: str, published: str, parties: tuple[tuple[str, ...], tuple[str, ...]], **more: object) -> Page:
    sentence = "The two sides sat down for a long conversation."
    return Page(name, published).says(sentence).move("CONSULT", sentence, *parties, **more)


@pytest.mark.parametrize(
    ("parties", "published", "when", "state"),
    [
        (((CSC, RUIZ), (FRD, KRAL)), "2031-05-17", None, "kept"),
        (((FRD,), (CSC,)), "2031-05-17", None, "kept"),
        (((CSC, RUIZ), (FRD, KRAL)), "2031-05-20", "2031-05-16", "kept"),
        (((CSC, RUIZ), (FRD, KRAL)), "2031-05-28", None, "overdue"),
        (((CSC, "person:jo-lind"), (FRD, "person:al-berg")), "2031-05-17", None, "overdue"),
        (((CSC, RUIZ), (NRV,)), "2031-05-17", None, "overdue"),
    ],
)
def test_a_meeting_that_was_to_be_is_held_by_those_who_were_to_meet_on_its_day(
    parties: tuple[tuple[str, ...], tuple[str, ...]], published: str, when: str | None, state: str
) -> None:
    told = of(
        appointment(), held("b", published, parties, when=when), Page("c", "2031-05-30").says("It rained.")
    )
    assert line(told, "promise").state == state


FELL = "person:cy-fell"


def told_by_one(
    type: str, sentence: str, by: tuple[str, ...], to: tuple[str, ...] = (), **more: object
) -> Page:
    return Page("a").says(sentence).move(type, sentence, by, to, **more)  # type: ignore[arg-type]  # a test fills what fields it needs


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("threat", told_by_one("THREATEN", "Floods threatening the harvest.", ())),
        ("threat", told_by_one("THREATEN", "Freedonia is preparing to invade the delta.", (FRD,), (CSC,), status="planned", trigger="invade")),
        ("threat", told_by_one("THREATEN", "The ministry will impose a curfew.", (CSC,), status="planned", trigger="impose")),
        ("threat", told_by_one("THREATEN", "Freedonia closes the lock, Norvia expects.", (FRD,), (CSC,), status="planned", trigger="closes", told_by=(NRV,))),
        ("demand", told_by_one("REQUEST", "Freedonia pressed Ardal.", (FRD,), (CSC,), content="Ardal")),
        ("demand", told_by_one("REQUEST", "Ruiz asked why the lock is shut.", (CSC,), (FRD,), content="why the lock is shut")),
        ("demand", told_by_one("REQUEST", "Cascadia must plant more trees, Ruiz said.", (RUIZ,), (CSC,), content="must plant more trees")),
        ("demand", told_by_one("REQUEST", "Ruiz ordered her ships to sail.", (CSC,), content="her ships to sail", trigger="ordered")),
        ("offer", told_by_one("AGREE", "Nine in ten of the boats of Freedonia are ready to go.", (FRD,), content="to go", status="planned")),
        ("promise", told_by_one("AGREE", "Freedonia hopes to hold talks with Cascadia.", (FRD,), (CSC,), status="planned", trigger="hold")),
        ("offer", told_by_one("AGREE", "Freedonia is willing to seize the ferries.", (FRD,), content="to seize the ferries", status="planned")),
        ("refusal", told_by_one("REJECT", "Freedonia dismissed two pilots.", (FRD,), content="two pilots")),
        ("refusal", told_by_one("REJECT", "Freedonia failed to reach the pass.", (FRD,), content="to reach the pass", trigger="failed")),
        ("demand", told_by_one("REQUEST", "Freedonia needs rain.", (FRD,), content="rain", trigger="needs")),
        ("promise", told_by_one("AGREE", "Freedonia seems determined to stay.", (FRD,), content="to stay", status="planned", trigger="determined")),
        ("promise", told_by_one("AGREE", "Freedonia undertook a new raid and an unjust invasion.", (FRD,), content="an unjust invasion", trigger="undertook")),
        ("refusal", told_by_one("REJECT", "The islanders of Cascadia resisted the siege.", (CSC,), (FRD,), content="the siege", trigger="resisted")),
    ],
)  # fmt: skip
def test_what_is_no_utterance_of_a_party_makes_no_line(kind: str, page: Page) -> None:
    assert [x for x in of(page).lines if x.kind == kind] == []


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("threat", told_by_one("THREATEN", "Freedonia threatened to close the lock.", (FRD,), (CSC,), status="planned", trigger="threatened")),
        ("threat", told_by_one("THREATEN", "Freedonia will impose tolls on Cascadia.", (FRD,), (CSC,), status="planned", trigger="impose")),
        ("demand", told_by_one("REQUEST", "Freedonia asked Cascadia for a loan.", (FRD,), (CSC,), content="for a loan")),
        ("refusal", told_by_one("REJECT", "Freedonia turned the truce down.", (FRD,), (CSC,), content="the truce")),
    ],
)  # fmt: skip
def test_what_a_party_says_it_wants_or_will_do_makes_a_line(kind: str, page: Page) -> None:
    assert [x.kind for x in of(page).lines] == [kind]


def test_a_private_person_makes_no_line() -> None:
    report, analysis = told_by_one(
        "REQUEST", "Cy Fell asks Cascadia for asylum.", (FELL,), (CSC,), content="for asylum"
    ).made()
    (move,) = analysis.moves
    private = structs.replace(move, source=tuple(structs.replace(p, sector="CVL") for p in move.source))
    assert derive([(report, structs.replace(analysis, moves=(private,)))], (), by_report, None).lines == ()


def test_talks_on_another_matter_answer_nothing() -> None:
    crowd = [
        Page(f"z{n}", f"2031-04-{n % 28 + 1:02d}").says("Norvia spoke of sanctions.").move(
            "CONSULT", "Norvia spoke of sanctions", (NRV,), content="sanctions"
        )
        for n in range(40)
    ]  # fmt: skip
    asked = told_by_one(
        "REQUEST",
        "Freedonia asked the council to lift sanctions on tin.",
        (FRD,),
        content="to lift sanctions on tin",
    )
    other = Page("b", "2031-05-12").says("Cascadia agreed to sanctions against smugglers.").move(
        "AGREE", "Cascadia agreed to sanctions against smugglers", (CSC,), content="to sanctions against smugglers", status="planned"
    )  # fmt: skip
    assert line(of(*crowd, asked, other), "demand").answers == ()


def test_what_one_told_the_other_in_the_call_shows_that_they_spoke() -> None:
    sentence = "Ruiz told Kral in a call on Friday that the lock stays shut."
    page = (
        Page("b", "2031-05-17")
        .says(sentence)
        .statement("that the lock stays shut", "claim", (CSC, RUIZ), "told", to=(FRD, KRAL))
    )
    told = of(appointment(), page, Page("c", "2031-05-30").says("It rained."))
    assert line(told, "promise").state == "kept"


def test_what_is_announced_for_the_day_itself_is_never_overdue() -> None:
    day = When(earliest="2031-05-10", latest="2031-05-10")
    page = told_by_one(
        "AGREE",
        "Cascadia will sign the loan today.",
        (CSC,),
        (FRD,),
        content="will sign the loan today",
        status="planned",
        due=day,
    )
    assert line(of(page, Page("c", "2031-05-30").says("It rained.")), "promise").state == "open"


def test_no_single_deed_keeps_a_promise_to_go_on() -> None:
    page = told_by_one(
        "AGREE",
        "Cascadia will continue its support for Freedonia.",
        (CSC,),
        (FRD,),
        content="its support for Freedonia",
        status="planned",
    )
    later = Page("b", "2031-05-20").says("Cascadia gave support to Freedonia.").move(
        "AID", "Cascadia gave support to Freedonia", (CSC,), (FRD,), content="support to Freedonia"
    )  # fmt: skip
    assert line(of(page, later), "promise").state == "open"


def test_a_promise_told_by_another_is_in_his_words_and_a_demand_only_named_takes_none(
    parse: Callable[[str], Parsed],
) -> None:
    text = (
        "A senior Kenyan official said on Saturday that the written answers would be sent to Norway. "
        "Norway said that Kenya had promised to send written answers to the Norwegian demands next week."
    )
    report = clean.report(
        Raw(name="r", id="r", content=text, published="2023-05-13"), published="2023-05-13", level="none"
    )
    told = weigh(list(analyses([report], {})))
    promises = {line.text for line in told.lines if line.kind == "promise"}
    assert promises and promises <= {
        "that the written answers would be sent to Norway",
        "to send written answers to the Norwegian demands next week",
    }
    assert not [line for line in told.lines if line.kind == "demand"]


def read_lines(text: str, published: str = "2023-05-13") -> list[Line]:
    raw = Raw(name="r", id="r", content=text, published=published)
    return list(weigh(list(analyses([clean.report(raw, published=published, level="none")], {}))).lines)


@pytest.mark.parametrize(
    "text",
    [
        "Irish fishermen vow to disrupt the naval drills of Norway.",
        "The Danes who refuse to leave Kenya spoke of their homes.",
        "The Kenyan president did not offer any way out of the crisis.",
        "A reporter looks ahead of the Danish premier's call with the Kenyan president to discuss the dam.",
        "For years it has been clear that the Kenyan president is ready to use any means.",
    ],
)
def test_what_no_side_has_said_makes_no_line(text: str) -> None:
    assert read_lines(text) == []


def test_to_agree_on_sanctions_against_another_threatens_him() -> None:
    (found,) = read_lines("Denmark and Norway agree to impose sanctions on Kenya if it attacks Togo.")
    assert (found.kind, set(found.by), found.to) == ("threat", {"state:DNK", "state:NOR"}, ("state:KEN",))
    assert found.condition == "if it attacks Togo"


def test_a_threat_that_is_only_told_keeps_the_condition_inside_it() -> None:
    found = read_lines(
        "The Danish premier says Denmark will seek new powers to impose sanctions if Kenya attacks Togo."
    )
    assert [line.condition for line in found if line.kind == "threat"] == ["if Kenya attacks Togo"]


def test_nobody_refuses_his_own_side() -> None:
    (found,) = read_lines("The Danish premier rules out pulling back Danish troops.")
    assert (found.kind, found.to) == ("refusal", ())


def test_a_refusal_is_told_to_whom_whose_demand_it_is() -> None:
    (found,) = read_lines("Harbour crisis: Norway rejects Kenyan demand to bar Togo from the league")
    assert (found.kind, found.by, found.to) == ("refusal", ("state:NOR",), ("state:KEN",))


def test_an_envoy_given_a_day_to_leave_is_a_demand_that_is_due() -> None:
    found = read_lines("Peru gave the Chilean ambassador 48 hours to leave.")
    (demanded,) = [line for line in found if line.kind == "demand"]
    assert demanded.by == ("state:PER",) and demanded.due is not None and demanded.due.latest == "2023-05-15"
