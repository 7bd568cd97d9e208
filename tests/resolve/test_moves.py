"""Moves in the light of their report: who met at "this meeting", whose "these demands" were."""

from __future__ import annotations

import pytest

from detente.model.judged import Analysis, Move
from detente.pipeline import analyze


def codes(move: Move) -> tuple[list[str | None], list[str | None]]:
    return [p.code for p in move.source], [p.code for p in move.target]


def of_type(analysis: Analysis, kind: str) -> list[Move]:
    return [m for m in analysis.moves if m.type == kind]


def test_this_meeting_is_held_by_those_who_met() -> None:
    text = "Norway and Chile held talks in Lima.\n\nThe meeting lasted three hours."
    told, named = of_type(analyze(text, clean_level="none"), "CONSULT")
    assert codes(named) == codes(told) == (["NOR", "CHL"], [])
    assert all(p.start is None and p.end is None for p in named.source)


def test_a_meeting_nobody_is_named_for_stays_without_parties() -> None:
    (named,) = of_type(analyze("The meeting lasted three hours.", clean_level="none"), "CONSULT")
    assert codes(named) == ([], [])


def test_these_demands_are_refused_to_those_who_made_them() -> None:
    text = "Kenya demanded lower tariffs from Norway. Norway rejected these demands as unreasonable."
    (refusal,) = of_type(analyze(text, clean_level="none"), "REJECT")
    assert codes(refusal) == (["NOR"], ["KEN"])


def test_nobody_refuses_his_own_demands() -> None:
    text = "Kenya demanded lower tariffs from Norway. Kenya rejected the proposals."
    (refusal,) = of_type(analyze(text, clean_level="none"), "REJECT")
    assert codes(refusal) == (["KEN"], [])


@pytest.mark.parametrize(
    ("place", "mode"), [("Lima", "third-party"), ("Oslo", "visit"), ("Santiago", "visit")]
)
def test_where_they_meet_tells_the_mode(place: str, mode: str) -> None:
    (met,) = of_type(analyze(f"Norway and Chile held talks in {place}.", clean_level="none"), "CONSULT")
    assert met.mode == mode


def test_an_adjective_alone_is_a_party() -> None:
    (refusal,) = of_type(
        analyze("Chile rejected an Indian proposal for talks.", clean_level="none"), "REJECT"
    )
    assert codes(refusal) == (["CHL"], ["IND"])


def test_words_we_know_nobody_for_stay_without_an_actor() -> None:
    text = "The dockers accused the harbour board of fraud."
    (charge,) = of_type(analyze(text, clean_level="none"), "ACCUSE")
    assert [p.actor for p in (*charge.source, *charge.target)] == [None, None]
    assert [text[p.start : p.end] for p in charge.target] == ["the harbour board"]


def test_both_demands_are_refused_to_those_who_made_them() -> None:
    text = "Kenya demanded lower tariffs and a new treaty from Norway. Norway rejected both demands."
    (refusal,) = of_type(analyze(text, clean_level="none"), "REJECT")
    assert codes(refusal) == (["NOR"], ["KEN"])


def test_who_rejects_an_accusation_denies_it_to_the_accuser() -> None:
    text = "Kenya accused Norway of preparing a raid. Oslo rejected the accusation as nonsense."
    (denial,) = of_type(analyze(text, clean_level="none"), "COMMENT")
    assert denial.mode == "deny"
    assert codes(denial) == (["NOR"], ["KEN"])


def test_a_bare_ministry_is_the_one_named_before() -> None:
    text = "Troops have arrived, the Chilean defence ministry said. The ministry accused Norway of preparing a raid."
    (charge,) = of_type(analyze(text, clean_level="none"), "ACCUSE")
    assert codes(charge) == (["CHL"], ["NOR"])
    assert [text[p.start : p.end] for p in charge.source] == ["The ministry"]


def test_a_ministry_that_nobody_named_stays_unknown() -> None:
    (charge,) = of_type(
        analyze("The ministry accused Norway of preparing a raid.", clean_level="none"), "ACCUSE"
    )
    assert codes(charge) == ([None], ["NOR"])


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Chile and Peru signed the accord on 3 March 2021.", "occurred"),
        ("Chile and Peru signed the accord on 3 March 2011.", "historical"),
        ("Chile and Peru signed the accord in 1998.", "historical"),
    ],
)
def test_a_full_date_makes_history_only_of_what_is_old(words: str, status: str) -> None:
    (move,) = analyze(words, published="2021-03-05").moves
    assert move.status == status


def test_a_date_between_a_demand_and_its_content_changes_nothing() -> None:
    (move,) = analyze(
        "Norway demanded on 3 March that Peru withdraw its troops.", published="2021-03-05"
    ).moves
    assert (move.type, move.content_type) == ("REQUEST", "RETREAT")


def test_who_only_supports_or_wants_a_thing_tells_nothing_of_it() -> None:
    told = analyze(
        "Togo backs the rebellion in the north of Mali which has killed more than 40 people since 2014.",
        published="2021-03-05",
    ).moves
    assert [m.by for m in told if m.type == "ASSAULT"] == [()]


def test_who_says_a_thing_tells_of_it() -> None:
    told = analyze("Togo said that the rebels had killed 40 people in Mali.", published="2021-03-05").moves
    assert [m.by for m in told if m.type == "ASSAULT"] == [("state:TGO",)]


@pytest.mark.parametrize(
    ("words", "source", "target"),
    [
        ("Chilean gunners shelled a village in western Togo.", ["CHL"], ["TGO"]),
        ("Peruvian rebels shelled the southern town Nakuru.", ["PER"], ["KEN"]),
        ("A camp for Togolese refugees was attacked by Ghanaian militiamen.", ["GHA"], ["TGO"]),
        ("Chile expelled up to 40 Togolese fishermen.", ["CHL"], ["TGO"]),
        ("Chile threatened to resume raids in Togo.", ["CHL"], ["TGO"]),
        ("Chile gave 3 million euros to build schools for those displaced in Kenya.", ["CHL"], ["KEN"]),
        ("Chile threatened to leave the talks on fishing rights if Togo sends its fleet.", ["CHL"], ["TGO"]),
        ("Chile tightened the naval blockade of Togo in the Atlantic.", ["CHL"], ["TGO"]),
        ("Malta demanded a truce with Togo before feeding the port.", ["MLT"], ["TGO"]),
    ],
)
def test_the_other_side_has_the_country_that_its_words_name(
    words: str, source: list[str], target: list[str]
) -> None:
    (move,) = analyze(words, clean_level="none").moves
    assert codes(move) == (source, target)


def test_who_is_against_a_country_is_not_of_it() -> None:
    (move,) = analyze("The police arrested an anti-Chilean editor in Lima.", clean_level="none").moves
    assert "CHL" not in (p.code for p in move.target)


def test_what_lies_in_a_country_is_no_actor() -> None:
    (move,) = analyze("Chilean gunners shelled a village in western Togo.", clean_level="none").moves
    assert [p.actor for p in move.target] == [None]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Students marched in Nairobi against the new law.", ["KEN"]),
        ("The police arrested eleven students in Nairobi.", ["KEN"]),
        ("Nurses went on strike on Monday, the Maltese ministry of health said.", [None]),
        ("Dockers went on hunger strike to make the Maltese premier resign.", ["MLT"]),
        ("Dockers protested against the treaty between Malta and Togo.", [None]),
        ("General Ruiz resigned on Friday to make room for elections in Peru.", ["PER"]),
    ],
)
def test_people_at_home_are_of_the_only_country_that_is_named(words: str, source: list[str | None]) -> None:
    move = analyze(words, clean_level="none").moves[0]
    assert codes(move)[0] == source
    assert all(p.actor is None or p.actor.startswith("person:") for p in move.source)


def test_abroad_nobody_is_taken_for_one_of_the_country_named() -> None:
    (move,) = analyze("The general visited Peru on Friday.", clean_level="none").moves
    assert codes(move)[0] == [None]


@pytest.mark.parametrize(
    "words",
    [
        "Norway and Chile met in Geneva.",
        "Norway and Chile met in a hall in Vienna.",
        "Norwegian and Chilean envoys arrived at the Vienna talks.",
        "Discussions between Norway and Chile, this Friday in Vienna, were long.",
    ],
)
def test_a_meeting_stands_where_its_building_stands(words: str) -> None:
    found = of_type(analyze(words, clean_level="none"), "CONSULT")
    assert [m.mode for m in found] == ["third-party"]


def test_a_meeting_told_again_has_the_mode_it_had() -> None:
    text = "Norway and Chile held talks in Lima.\n\nThe Norwegian and the Chilean envoy shook hands."
    assert [m.mode for m in of_type(analyze(text, clean_level="none"), "CONSULT")] == ["third-party"] * 2


def test_two_modes_of_one_pair_are_not_mixed() -> None:
    text = "Norway and Chile held talks in Lima. Norway and Chile met in Oslo. Norway and Chile met again."
    assert [m.mode for m in of_type(analyze(text, clean_level="none"), "CONSULT")] == [
        "third-party",
        "visit",
        None,
    ]


def test_remarks_are_denounced_to_whoever_made_them() -> None:
    text = "Kenya threatened to close the border with Norway. Oslo denounced the “reckless” remarks."
    (charge,) = of_type(analyze(text, clean_level="none"), "ACCUSE")
    assert codes(charge) == (["NOR"], ["KEN"])


def test_a_demand_that_is_answered_was_put_to_whoever_answers() -> None:
    text = "Peru promised a written reply to the Chilean demands."
    (demand,) = of_type(analyze(text, clean_level="none"), "REQUEST")
    assert codes(demand) == (["CHL"], ["PER"])


@pytest.mark.parametrize(
    ("words", "kind", "source", "target"),
    [
        ("Chilean-backed rebels attacked a Peruvian convoy.", "ASSAULT", [None], ["PER"]),
        ("A Kenyan-led force arrived in Malawi.", "MOBILIZE", ["KEN"], ["MWI"]),
        ("Militants from Togo attacked a Ghanaian army post.", "ASSAULT", ["TGO"], ["GHA"]),
        ("The Maltese police released three policemen from Togo.", "RETREAT", ["MLT"], ["TGO"]),
        ("Togo was asked by the United Nations to join the truce.", "REQUEST", ["IGO"], ["TGO"]),
        (
            "Malta, a member of the European Union, refused to ratify the Togolese bid.",
            "REJECT",
            ["MLT"],
            ["TGO"],
        ),
        (
            "The Kenyan and Ghanaian presidents agreed in Lima to reopen the border.",
            "AGREE",
            ["KEN", "GHA"],
            [],
        ),
        ("Ghana, which had annexed the islet, rejected the Togolese plan.", "REJECT", ["GHA"], ["TGO"]),
        ("Peru asked Chile to sell it submarines.", "REQUEST", ["PER"], ["CHL"]),
        ("Chile's parliament urged Peru's navy to leave.", "REQUEST", ["CHL"], ["PER"]),
    ],
)
def test_each_side_is_known_by_its_grammar(
    words: str, kind: str, source: list[str | None], target: list[str]
) -> None:
    (move,) = of_type(analyze(words, clean_level="none"), kind)
    assert codes(move) == (source, target)


@pytest.mark.parametrize(
    "words",
    [
        "Painter Anna Holm met her friend Bob Ruiz in Lome.",
        "Aleksei Holm had just arrived in the United States.",
        "Ruth Holm visits troops in Togo's north.",
        "Life in rebel-held Togo\n\nOrla Holm talks to people who cross the river for medical treatment.",
        "A film-maker's story\n\nJonas Holm proposed making a film about him.",
    ],
)
def test_private_persons_make_no_moves_between_sides(words: str) -> None:
    assert [m.type for m in analyze(words, clean_level="none").moves] == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("General Holm met Anna Ruiz.", "CONSULT"),
        ("Anna Holm met the president of Togo.", "CONSULT"),
        ("Anna Holm resigned.", "RETREAT"),
        ("Anna Holm led protests against the government.", "PROTEST"),
    ],
)
def test_who_holds_an_office_or_acts_in_public_does(words: str, kind: str) -> None:
    assert kind in {m.type for m in analyze(words, clean_level="none").moves}


def test_those_who_come_from_several_sides_stand_for_each() -> None:
    (move,) = of_type(
        analyze("Representatives from Peru and NATO are meeting in Lome for talks.", clean_level="none"),
        "CONSULT",
    )
    assert [p.code for p in move.source] == ["PER", "IGO"] and not move.target
