"""Moves: types, status, polarity and parties, on sentences of our own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detente import lexicon
from detente.extract.figures import figures
from detente.extract.frames import bearing, classes, lemma_of
from detente.extract.moves import moves
from detente.extract.times import times
from detente.model import Span
from detente.model.found import Move, MoveType, Statement
from detente.parse import Parsed
from tests.growth import assert_in_proportion

Parse = Callable[[str], Parsed]

FRAMES = lexicon.toml("frames")["frame"]
EVENTS = frozenset(get_args(MoveType)) - {"COMMENT"}


def read(parse: Parse, text: str) -> tuple[Move, ...]:
    parsed = parse(text)
    when = times(parsed)
    return moves(parsed, (), when, figures(parsed, when))


def real(found: tuple[Move, ...]) -> list[Move]:
    """Those that a reader would call events."""
    return [m for m in found if m.type in EVENTS and m.polarity == "affirmed" and m.status != "hypothetical"]


def cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[a:b] for a, b in spans]


# ---- the tables -------------------------------------------------------------------------------------------------------


def test_plover_has_its_sixteen_types_and_ours() -> None:
    table = lexicon.toml("plover")["type"]
    assert set(table) == set(get_args(MoveType))
    for name, row in table.items():
        assert -10 <= row["score"] <= 10, name
        assert bearing(name) in ("friendly", "yielding", "verbal", "hostile", "arming")


def test_accusing_scores_below_zero_though_the_manual_prints_a_plus() -> None:
    row = lexicon.toml("plover")["type"]["ACCUSE"]
    assert row["score"] < 0 < row["printed"]


@pytest.mark.parametrize("row", FRAMES, ids=lambda row: (row.get("verbs") or row.get("nouns"))[0])
def test_a_frame_names_a_type_a_mode_of_it_and_classes_that_exist(row: dict[str, Any]) -> None:
    table = lexicon.toml("plover")["type"]
    assert row["type"] in table
    assert row.get("mode") is None or row["mode"] in table[row["type"]]["modes"]
    known = {name for names in classes().values() for name in names}
    assert set(row.get("object", ())) | set(row.get("subject", ())) <= known
    assert 0 < row["sure"] < 1
    assert row["seen"], "a row shows the sentence that made us add it"


@pytest.mark.parametrize("row", FRAMES, ids=lambda row: row["seen"])
def test_every_sentence_seen_is_read_as_its_row_says(row: dict[str, Any], parse: Parse) -> None:
    named = {words.split()[0] for words in (*row.get("verbs", ()), *row.get("nouns", ()))}
    parsed = parse(row["seen"])
    at = {t.start: lemma_of(t) for t in parsed.tokens}
    assert row["type"] in {m.type for m in moves(parsed, (), (), ()) if at[m.trigger.start] in named}


# ---- types, status, polarity, parties ------------------------------------------------------------------------------------

FIXTURES = [
    # text, type, status, sources, targets
    ("Peru's foreign minister met her Ghanaian counterpart on Monday.", "CONSULT", "occurred", ["Peru's foreign minister"], ["her Ghanaian counterpart"]),
    ("Norway and Chile held talks on fishing.", "CONSULT", "occurred", ["Norway", "Chile"], []),
    ("Talks between Chile and Norway opened in Quito.", "CONSULT", "occurred", ["Chile", "Norway"], []),
    ("Silva and Okafor shook hands before the cameras.", "CONSULT", "occurred", ["Silva", "Okafor"], []),
    ("The chancellor phoned the Kenyan president.", "CONSULT", "occurred", ["The chancellor"], ["the Kenyan president"]),
    ("The Danish premier visited Ghana.", "CONSULT", "occurred", ["The Danish premier"], ["Ghana"]),
    ("Austria is mediating between Peru and Chile.", "CONSULT", "ongoing", ["Austria"], ["Peru", "Chile"]),
    ("The Danish premier will visit Ghana in May.", "AGREE", "planned", ["The Danish premier"], ["Ghana"]),
    ("Brazil will host a summit of African leaders.", "AGREE", "planned", ["Brazil"], None),
    ("Denmark promised Kenya new vaccines by Friday.", "AGREE", "planned", ["Denmark"], ["Kenya"]),
    ("Brazil offered to mediate between Peru and Chile.", "AGREE", "planned", ["Brazil"], ["Peru", "Chile"]),
    ("Ghana is ready to resume talks with Togo.", "AGREE", "planned", ["Ghana"], ["Togo"]),
    ("Ghana said it was willing to send doctors to Togo.", "AGREE", "planned", ["Ghana"], ["Togo"]),
    ("Ghana, Togo and Benin agreed to cut tariffs.", "AGREE", "occurred", ["Ghana", "Togo", "Benin"], []),
    ("Peru plans to lift the embargo on Bolivia.", "AGREE", "planned", ["Peru"], ["Bolivia"]),
    ("Kenya hopes to strengthen ties with Uganda.", "AGREE", "planned", ["Kenya"], ["Uganda"]),
    ("Kenya is seeking a peaceful solution with Uganda.", "AGREE", "ongoing", ["Kenya"], ["Uganda"]),
    ("Ghana and Peru signed a fishing treaty in 2009.", "SUPPORT", "historical", ["Ghana", "Peru"], []),
    ("Ottawa praised Accra for its handling of the crisis.", "SUPPORT", "occurred", ["Ottawa"], ["Accra"]),
    ("Chile apologised to Peru for the intrusion.", "SUPPORT", "occurred", ["Chile"], ["Peru"]),
    ("Latvia restored diplomatic ties with Ghana.", "SUPPORT", "occurred", ["Latvia"], ["Ghana"]),
    ("The Greek premier voiced support for Cyprus.", "SUPPORT", "occurred", ["The Greek premier"], ["Cyprus"]),
    ("Kenya shared intelligence with Denmark.", "COOPERATE", "occurred", ["Kenya"], ["Denmark"]),
    ("Kenya and Denmark held joint naval exercises.", "COOPERATE", "occurred", ["Kenya", "Denmark"], []),
    ("Zambia extradited a suspected smuggler to Italy.", "COOPERATE", "occurred", ["Zambia"], ["Italy"]),
    ("Norway sent blankets and medicine to Malawi.", "AID", "occurred", ["Norway"], ["Malawi"]),
    ("Malta granted asylum to a Tunisian writer.", "AID", "occurred", ["Malta"], ["a Tunisian writer"]),
    ("Ghana sent peacekeepers to Malawi.", "AID", "occurred", ["Ghana"], ["Malawi"]),
    ("Ghana announced the deployment of peacekeepers to Malawi.", "AID", "occurred", ["Ghana"], ["Malawi"]),
    ("The Mayor of Lima lifted the curfew.", "CONCEDE", "occurred", ["The Mayor of Lima"], None),
    ("The union called off its strike.", "CONCEDE", "occurred", ["The union"], None),
    ("The premier accepted demands from the dockers.", "CONCEDE", "occurred", ["The premier"], ["the dockers"]),
    ("Rwanda withdrew its troops from Congo.", "RETREAT", "occurred", ["Rwanda"], ["Congo"]),
    ("Norway released two Chilean sailors.", "RETREAT", "occurred", ["Norway"], ["two Chilean sailors"]),
    ("Peru lifted the embargo on Bolivia.", "RETREAT", "occurred", ["Peru"], ["Bolivia"]),
    ("The rebels declared a ceasefire.", "RETREAT", "occurred", ["The rebels"], None),
    ("Malta returned a Roman portrait to Tunisia.", "RETREAT", "occurred", ["Malta"], ["Tunisia"]),
    ("Chile urged Norway to open its ports.", "REQUEST", "occurred", ["Chile"], ["Norway"]),
    ("Norway was urged by Chile to open its ports.", "REQUEST", "occurred", ["Chile"], ["Norway"]),
    ("Sri Lanka called on India to free the fishermen.", "REQUEST", "occurred", ["Sri Lanka"], ["India"]),
    ("The envoy said that Ghana must withdraw its troops from Togo.", "REQUEST", "occurred", ["The envoy"], ["Ghana"]),
    ("Kenya insists on written guarantees from Uganda.", "REQUEST", "ongoing", ["Kenya"], ["Uganda"]),
    ("Peru wants Ghana to release the crew.", "REQUEST", "ongoing", ["Peru"], ["Ghana"]),
    ("Peru accused Chile of shelling a village.", "ACCUSE", "occurred", ["Peru"], ["Chile"]),
    ("Lima denounced the insulting words of the Danish envoy.", "ACCUSE", "occurred", ["Lima"], ["the Danish envoy"]),
    ("Italian prosecutors launched an investigation into a Swiss bank.", "ACCUSE", "occurred", ["Italian prosecutors"], ["a Swiss bank"]),
    ("Italy summoned the Maltese ambassador.", "ACCUSE", "occurred", ["Italy"], ["the Maltese ambassador"]),
    ("Kenya claimed that Uganda had attacked its patrol.", "ACCUSE", "occurred", ["Kenya"], ["Uganda"]),
    ("Chile rejected a Norwegian proposal for talks.", "REJECT", "occurred", ["Chile"], ["Norwegian"]),
    ("Malta refused to extradite the banker to Italy.", "REJECT", "occurred", ["Malta"], ["Italy"]),
    ("Peru will not lift the embargo on Bolivia.", "REJECT", "occurred", ["Peru"], ["Bolivia"]),
    ("Peru said it would not give aid to Bolivia.", "REJECT", "occurred", ["Peru"], ["Bolivia"]),
    ("Norway denied entry to a Chilean reporter.", "REJECT", "occurred", ["Norway"], ["a Chilean reporter"]),
    ("Russia vetoed a Kenyan resolution.", "REJECT", "occurred", ["Russia"], ["Kenyan"]),
    ("Latvia threatened to close its border unless Ghana released the crew.", "THREATEN", "conditional", ["Latvia"], None),
    ("Oslo vowed a crushing response if its tankers were attacked.", "THREATEN", "conditional", ["Oslo"], None),
    ("Togo warned Ghana of serious consequences.", "THREATEN", "planned", ["Togo"], ["Ghana"]),
    ("Peru will impose sanctions on Bolivia.", "THREATEN", "planned", ["Peru"], ["Bolivia"]),
    ("Malta gave Tunisia an ultimatum.", "THREATEN", "planned", ["Malta"], ["Tunisia"]),
    ("Protesters in Valletta marched against the new law.", "PROTEST", "occurred", ["Protesters in Valletta"], None),
    ("Chilean students marched in Santiago to demand reforms from the Peruvian government.", "PROTEST", "occurred", ["Chilean students"], ["the Peruvian government"]),
    ("Nurses in Malta went on strike for better pay.", "PROTEST", "occurred", ["Nurses in Malta"], None),
    ("Chilean students staged a hunger strike.", "PROTEST", "occurred", ["Chilean students"], None),
    ("Denmark suspended its aid to Malawi.", "SANCTION", "occurred", ["Denmark"], ["Malawi"]),
    ("Chile broke off relations with Latvia.", "SANCTION", "occurred", ["Chile"], ["Latvia"]),
    ("Latvia recalled its ambassador from Ghana.", "SANCTION", "occurred", ["Latvia"], ["Ghana"]),
    ("Ghana expelled two Latvian diplomats.", "SANCTION", "occurred", ["Ghana"], ["Latvian"]),
    ("Kenya deployed troops along the Ugandan border.", "MOBILIZE", "occurred", ["Kenya"], ["Ugandan"]),
    ("Denmark announced naval manoeuvres in the Baltic.", "MOBILIZE", "planned", ["Denmark"], None),
    ("Egyptian troops remained on alert in Sinai.", "MOBILIZE", "occurred", ["Egyptian troops"], None),
    ("The police arrested eleven students in Nairobi.", "COERCE", "occurred", ["The police"], ["eleven students"]),
    ("Eleven students were arrested by the police.", "COERCE", "occurred", ["the police"], ["Eleven students"]),
    ("The junta declared a curfew in Bamako.", "COERCE", "occurred", ["The junta"], ["Bamako"]),
    ("Morocco annexed the territory in 1975.", "COERCE", "historical", ["Morocco"], ["the territory"]),
    ("Syrian rockets killed three sailors.", "ASSAULT", "occurred", ["Syrian rockets"], ["three sailors"]),
    ("Three sailors were killed by Syrian gunfire.", "ASSAULT", "occurred", ["Syrian gunfire"], ["Three sailors"]),
    ("Turkish jets carried out strikes against a depot.", "ASSAULT", "occurred", ["Turkish jets"], None),
    ("The ceasefire was violated by Somali militias.", "ASSAULT", "occurred", ["Somali militias"], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "status", "sources", "targets"), FIXTURES, ids=[f[0] for f in FIXTURES]
)
def test_a_plain_sentence_makes_one_move_of_its_type(
    text: str, kind: str, status: str, sources: list[str], targets: list[str] | None, parse: Parse
) -> None:
    found = [m for m in real(read(parse, text)) if m.type == kind]
    assert len(found) == 1
    assert found[0].status == status
    assert cut(text, found[0].source) == sources
    assert targets is None or cut(text, found[0].target) == targets


NOTHING = [
    "If Chad attacked Libya tomorrow, the alliance would react.",
    "Did Malta attack the ship?",
    "The cyclone killed forty people in Malawi.",
    "Chad could invade Libya within weeks, analysts say.",
    "Libya has not withdrawn its troops from Chad.",
    "Libya denies any plans for an invasion of Chad.",
    "Kenya did not say no to the Danish offer.",
    "The envoys will speak separately to the press after the meeting.",
    "Leave a comment",
    "This site uses cookies to reduce spam.",
    "The harbour is beautiful in spring.",
    "A “quick, harsh answer from Oslo”",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_has_not_happened_or_is_no_move_makes_no_event(text: str, parse: Parse) -> None:
    assert real(read(parse, text)) == []


def test_a_denial_is_a_comment_that_is_itself_affirmed(parse: Parse) -> None:
    (found,) = read(parse, "Libya denies any plans for an invasion of Chad.")
    assert (found.type, found.mode, found.polarity) == ("COMMENT", "deny", "affirmed")


def test_a_refusal_that_was_not_made_is_a_comment(parse: Parse) -> None:
    (found,) = read(parse, "Kenya did not say no to the Danish offer.")
    assert (found.type, found.polarity) == ("COMMENT", "affirmed")


def test_a_prediction_is_a_comment_and_what_is_predicted_no_event(parse: Parse) -> None:
    found = read(parse, "The envoy predicted that Libya will invade Chad.")
    assert [(m.type, m.mode) for m in found] == [("COMMENT", "predict")]


@pytest.mark.parametrize("text", ["Ruiz declined to comment.", "The minister refused to say who paid."])
def test_saying_nothing_is_a_comment_and_no_refusal(text: str, parse: Parse) -> None:
    assert [(m.type, m.mode) for m in read(parse, text)] == [("COMMENT", "decline")]


def test_a_question_asked_is_no_request(parse: Parse) -> None:
    assert real(read(parse, "Reporters asked what the envoy had for breakfast.")) == []


def test_calling_on_somebody_to_talk_is_a_visit_and_to_act_an_appeal(parse: Parse) -> None:
    assert [
        m.type for m in real(read(parse, "The Kenyan envoy called on President Ruiz to discuss trade."))
    ] == ["CONSULT"]
    assert [m.type for m in real(read(parse, "The Kenyan envoy called on President Ruiz to resign."))] == [
        "REQUEST"
    ]


def test_an_attack_one_claims_for_oneself_is_a_comment(parse: Parse) -> None:
    found = read(parse, "The rebels claimed that they had bombed the port.")
    assert [(m.type, m.mode) for m in found] == [("COMMENT", "acknowledge")]


# ---- content -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "kind"),
    [
        ("new vaccines", "AGREE"),
        ("a written answer", "AGREE"),
        ("a swift and severe response", "THREATEN"),
        ("painful retaliation", "THREATEN"),
        ("to bomb the port", "THREATEN"),
        ("to reopen the embassy", "AGREE"),
    ],
)
def test_a_promise_is_typed_by_what_is_promised(promise: str, kind: str, parse: Parse) -> None:
    assert [m.type for m in real(read(parse, f"Norway promised {promise}."))] == [kind]


def test_what_is_demanded_is_content_and_no_event(parse: Parse) -> None:
    text = "Kenya demanded the withdrawal of Ugandan troops from the border region."
    (found,) = real(read(parse, text))
    assert (found.type, found.mode, found.content_type) == ("REQUEST", "yield", "RETREAT")
    assert found.content is not None
    assert text[slice(*found.content)].startswith("the withdrawal of Ugandan troops")


def test_a_promise_inside_a_demand_is_neither_promise_nor_refusal(parse: Parse) -> None:
    text = "Libya insists on the promise that Chad will not join the alliance."
    assert [m.type for m in real(read(parse, text))] == ["REQUEST"]


def test_what_somebody_is_suspected_of_is_no_event(parse: Parse) -> None:
    text = "Lima suspects Quito of wanting to attack the dam."
    assert [m.type for m in real(read(parse, text))] == ["ACCUSE"]


def test_a_demand_that_is_only_answered_stands_beside_the_answer(parse: Parse) -> None:
    text = "Norway promised a written response to the Chilean demands for a pullout."
    assert [m.type for m in real(read(parse, text))] == ["AGREE", "REQUEST"]


def test_a_relative_clause_with_another_subject_is_the_writers_own(parse: Parse) -> None:
    text = "Lima suspects Quito of planning a raid, which the palace denies."
    assert {m.type for m in read(parse, text)} == {"ACCUSE", "COMMENT"}


# ---- conditions, times, places -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Norway promised a harsh answer in the event of an attack on Iceland.", "in the event of an attack on Iceland"),
        ("Togo will expel the envoys if the tax is not lifted.", "if the tax is not lifted"),
        ("Latvia threatened to close its border unless Ghana released the crew.", "unless Ghana released the crew"),
        ("In this case, Norway would impose sanctions on Peru.", "In this case"),
    ],
)  # fmt: skip
def test_a_threat_carries_its_condition(text: str, condition: str, parse: Parse) -> None:
    (found,) = real(read(parse, text))
    assert (found.type, found.status) == ("THREATEN", "conditional")
    assert found.condition is not None
    assert text[slice(*found.condition)] == condition


def test_a_promise_has_a_due_date_and_a_deed_a_date(parse: Parse) -> None:
    text = "Denmark promised Kenya new vaccines by Friday."
    (promise,) = real(read(parse, text))
    assert promise.due is not None and "Friday" in text[slice(*promise.due)]
    assert promise.when is None
    text = "Chile rejected the plan on Friday."
    (refusal,) = real(read(parse, text))
    assert refusal.when is not None and "Friday" in text[slice(*refusal.when)]
    assert refusal.due is None


def test_place_and_figure_stand_where_the_grammar_gives_them(parse: Parse) -> None:
    text = "The police arrested eleven students in Nairobi."
    (found,) = real(read(parse, text))
    assert found.place is not None and text[slice(*found.place)] == "Nairobi"
    assert found.figure is not None and "eleven" in text[slice(*found.figure)]


def test_a_move_knows_the_innermost_statement_that_tells_of_it(parse: Parse) -> None:
    text = "Mora said that Ruiz assured that Chile rejected the plan."

    def statement(start: str) -> Statement:
        span = Span(text.index(start), len(text) - 1)
        return Statement(
            start=span.start, end=span.end, by="test", sure=1.0, manner="indirect", spans=(span,), act="claim"
        )

    said = (statement("that Ruiz"), statement("that Chile"))
    found = [m for m in moves(parse(text), said, (), ()) if m.type == "REJECT"]
    assert [m.statement for m in found] == [1]


# ---- warnings -------------------------------------------------------------------------------------------------------------------

WARNINGS = [
    # text, target, content, condition
    ("Okafor warned that Borduria would pay a heavy price if it closed the strait.", ["Borduria"], "a heavy price", "if it closed the strait"),
    ("Okafor warned that Peru will face sanctions.", ["Peru"], "sanctions", None),
    ("Ruiz warned that any Chilean attack on Bolivia would be met with a firm response.", ["Chilean"], "a firm response", "any Chilean attack on Bolivia"),
    ("Ruiz warned Santiago that an invasion would have grave consequences.", ["Santiago"], "grave consequences", "an invasion"),
    ("Ruiz told reporters and warned the Maltese premier of a disaster for Malta if the fleet sails.", ["the Maltese premier"], "a disaster for Malta", "if the fleet sails"),
    ("Togo warned that it would retaliate if Ghana seized the islet.", ["Ghana"], "that it would retaliate if Ghana seized the islet", "if Ghana seized the islet"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "targets", "content", "condition"), WARNINGS, ids=[w[0] for w in WARNINGS])
def test_a_warning_threatens_where_the_harm_falls_on_the_one_warned(
    text: str, targets: list[str], content: str, condition: str | None, parse: Parse
) -> None:
    (found,) = [m for m in read(parse, text) if m.type == "THREATEN"]
    assert cut(text, found.target) == targets
    assert found.content is not None and text[slice(*found.content)] == content
    assert (text[slice(*found.condition)] if found.condition else None) == condition
    assert found.status == ("conditional" if condition else "planned")


@pytest.mark.parametrize(
    "text",
    [
        "Okafor warned that Borduria could attack within days.",
        "The minister warned that Chile may invade the islet.",
        "Ruiz warned of a Bordurian attack.",
        "The agency warned that a raid could lead to war.",
    ],
)
def test_a_warning_of_what_others_may_do_is_a_prediction(text: str, parse: Parse) -> None:
    assert [(m.type, m.mode) for m in read(parse, text)] == [("COMMENT", "predict")]


def test_what_one_warns_to_do_oneself_on_a_condition_is_a_threat(parse: Parse) -> None:
    text = "Togo warned that it would close the strait if its ferries were seized."
    assert [m.type for m in real(read(parse, text))] == ["THREATEN"]


def test_a_warning_not_to_do_something_is_a_demand(parse: Parse) -> None:
    text = "Togo warned Ghana not to close the port."
    (found,) = real(read(parse, text))
    assert (found.type, cut(text, found.target)) == ("REQUEST", ["Ghana"])


def test_a_warning_against_doing_something_does_nothing(parse: Parse) -> None:
    assert real(read(parse, "Okafor warned against scrapping the fishing treaty with Chile.")) == []


def test_a_threat_is_aimed_at_whoever_would_meet_its_condition_but_less_surely(parse: Parse) -> None:
    text = "Oslo promised a crushing response in the event of a Danish attack on Iceland."
    (aimed,) = real(read(parse, text))
    assert (aimed.type, cut(text, aimed.target)) == ("THREATEN", ["Danish"])
    (open_,) = real(read(parse, "Oslo promised a crushing response in the event of an attack on Iceland."))
    assert open_.target == ()
    assert aimed.sure < open_.sure


# ---- talks, refusals in other words, shipments, people called home ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Okafor held talks in Lima with ministers from Malta, Togo and Ghana.",
        "Okafor met leaders of Malta, Togo and Ghana in Lima.",
    ],
)
def test_ministers_from_several_states_stand_for_them(text: str, parse: Parse) -> None:
    (met,) = real(read(parse, text))
    assert (met.type, met.mode) == ("CONSULT", "multilateral")
    assert cut(text, met.target) == ["Malta", "Togo", "Ghana"]


@pytest.mark.parametrize(
    "text", ["Ruiz called the talks “frank and long”.", "He described the meeting as useful."]
)
def test_to_judge_a_meeting_is_to_hold_none(text: str, parse: Parse) -> None:
    assert [m for m in read(parse, text) if m.type == "CONSULT"] == []


def test_to_call_talks_is_still_to_hold_some(parse: Parse) -> None:
    assert [m.type for m in real(read(parse, "Malta called a meeting with Togo."))] == ["CONSULT"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Malta called the demand unacceptable.", "the demand"),
        ("Togo described the Ghanaian proposal as absurd.", "the Ghanaian proposal"),
    ],
)
def test_to_call_a_demand_unacceptable_is_to_refuse_it(text: str, content: str, parse: Parse) -> None:
    (found,) = real(read(parse, text))
    assert found.type == "REJECT"
    assert found.content is not None and text[slice(*found.content)] == content


def test_one_commits_oneself_to_something_by_a_day(parse: Parse) -> None:
    text = "Lima had committed itself to send written replies to Quito in the coming week."
    (promise,) = real(read(parse, text))
    assert promise.type == "AGREE"
    assert promise.content is not None and text[slice(*promise.content)].startswith("to send written replies")
    assert promise.due is not None and "coming week" in text[slice(*promise.due)]


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz is ready for a new summit with Okafor, after that of May 3, 2019 in Quito.",
        "Ruiz offered Okafor a second meeting after the one of May 3, 2019 in Quito.",
    ],
)
def test_the_meeting_that_another_is_counted_from_was_held_by_the_same(text: str, parse: Parse) -> None:
    (met,) = [m for m in real(read(parse, text)) if m.type == "CONSULT"]
    assert met.status == "historical"
    assert (cut(text, met.source), cut(text, met.target)) == (["Ruiz"], ["Okafor"])
    assert met.place is not None and text[slice(*met.place)] == "Quito"


def test_weapons_that_arrive_are_aid_of_those_whose_they_are(parse: Parse) -> None:
    text = "A consignment of Danish weapons arrived in Lilongwe on Monday."
    (found,) = real(read(parse, text))
    assert (found.type, cut(text, found.source), cut(text, found.target)) == ("AID", ["Danish"], ["Lilongwe"])


def test_to_order_ones_own_people_home_is_no_demand(parse: Parse) -> None:
    (found,) = real(read(parse, "The Danish ministry ordered the families of its envoys to leave Togo."))
    assert (found.type, found.mode, found.target) == ("RETREAT", "withdraw", ())


def test_what_is_promised_beside_what_is_said_is_promised_by_the_speaker(parse: Parse) -> None:
    text = "Okafor said that a raid would be a crime, and promised a “severe response”."
    (found,) = [m for m in real(read(parse, text)) if m.type == "THREATEN"]
    assert cut(text, found.source) == ["Okafor"]


def test_what_a_relative_clause_brings_up_as_done_is_historical(parse: Parse) -> None:
    found = read(parse, "Borduria, which has annexed the islet, denied any plans for a raid.")
    assert [m.status for m in found if m.type == "COERCE"] == ["historical"]


def test_a_long_passage_takes_time_in_proportion(parse: Parse) -> None:
    parsed = {n: parse("Okafor said that Malta would meet Togo. " * n) for n in (50, 400)}
    assert_in_proportion(lambda times_over: moves(parsed[times_over], (), (), ()), 50)


# ---- what must hold for any text ---------------------------------------------------------------------------------------------------

PAIRS = [("Peru", "Chile"), ("Kenya", "Uganda"), ("Turkey", "Greece"), ("Vietnam", "Thailand")]
PATTERNS = [
    "{a} accused {b} of espionage.",
    "{a} imposed sanctions on {b}.",
    "{a} withdrew its troops from {b}.",
    "{a} urged {b} to free the crew.",
    "{a} will send medicine to {b}.",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_other_names_change_the_parties_and_nothing_else(pattern: str, parse: Parse) -> None:
    kinds = set()
    for a, b in PAIRS:
        text = pattern.format(a=a, b=b)
        (found,) = real(read(parse, text))
        assert (cut(text, found.source), cut(text, found.target)) == ([a], [b])
        kinds.add((found.type, found.mode, found.status))
    assert len(kinds) == 1


@pytest.mark.parametrize(
    ("active", "passive"),
    [
        ("Chile rejected the plan.", "The plan was rejected by Chile."),
        ("Peru attacked Chile.", "Chile was attacked by Peru."),
        ("Kenya accused Uganda of fraud.", "Uganda was accused of fraud by Kenya."),
        ("The army arrested two monks.", "Two monks were arrested by the army."),
        ("Norway released the crew.", "The crew was released by Norway."),
    ],
)
def test_the_passive_tells_the_same(active: str, passive: str, parse: Parse) -> None:
    def told(text: str) -> list[tuple[str, list[str], list[str]]]:
        return [
            (m.type, [w.lower() for w in cut(text, m.source)], [w.lower() for w in cut(text, m.target)])
            for m in real(read(parse, text))
        ]

    assert told(active) == told(passive)


@pytest.mark.parametrize("text", [f[0] for f in FIXTURES[::6]])
def test_litter_around_it_changes_nothing(text: str, parse: Parse) -> None:
    alone = real(read(parse, text))
    among = real(read(parse, f"{text} Read more below. Share this page."))
    assert [(m.type, m.source, m.target) for m in alone] == [(m.type, m.source, m.target) for m in among]


def test_quotation_marks_around_words_change_no_type(parse: Parse) -> None:
    plain = real(read(parse, "Norway promised a swift and severe response."))
    marked = real(read(parse, "Norway promised a “swift and severe response”."))
    assert [m.type for m in plain] == [m.type for m in marked] == ["THREATEN"]


ODD = [
    "", " ", ".", "“", "«»", "?!", "1", "\u200b", "🕊 🕊 🕊", "and and and", "who which that", "of of of of of",
    "must must must", "if if if", "to " * 60, "Chile " * 80, "( ( ( )", "said said said said", "not not not not",
    "Chile, Peru, Kenya, Togo, Ghana and Benin and and.", "ACCUSED!!! REJECTED!!! WITHDREW!!!", "a" * 500,
]  # fmt: skip


@pytest.mark.parametrize("text", [*ODD, *(f[0] for f in FIXTURES), *NOTHING])
def test_every_span_lies_in_the_text_and_in_order(text: str, parse: Parse) -> None:
    found = read(parse, text)
    assert list(found) == sorted(found, key=lambda m: (m.trigger.start, m.start))
    for move in found:
        assert 0 < move.sure < 1
        spans = [move.span, move.trigger, *move.source, *move.target]
        spans += [
            s for s in (move.content, move.condition, move.when, move.due, move.place, move.figure) if s
        ]
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
        assert move.trigger.within(move.span)


def test_no_trap_of_the_sample_reports_closes(shared: Path, parse: Parse) -> None:
    traps = [json.loads(line) for line in (shared / "bench/seeds/traps.jsonl").read_text().splitlines()]
    for trap in traps:
        if "move" not in trap["forbid"]:
            continue
        text = (shared / "seeds" / f"{trap['file']}.txt").read_text(encoding="utf-8")
        start = text.rfind("\n", 0, trap["start"]) + 1
        end = text.find("\n", trap["end"])
        line = text[start : end if end >= 0 else len(text)]
        forbidden = EVENTS if trap["forbid"]["move"] == "any" else set(trap["forbid"]["move"])
        for move in real(read(parse, line)):
            inside = trap["start"] <= start + move.trigger.start < trap["end"]
            assert not (inside and move.type in forbidden), (trap["text"], move)


@pytest.mark.parametrize(
    "words",
    [
        "Togo called for talks.",
        "Togo called for a ceasefire.",
        "Togo asked for a meeting.",
        "Togo called for mediation by Malta.",
    ],
)
def test_what_is_called_for_is_asked_and_not_done(parse: Parse, words: str) -> None:
    (found,) = real(read(parse, words))
    assert found.type == "REQUEST"
    assert found.content is not None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Talks between Togo and Malta opened on Monday.", "occurred"),
        ("Talks between Togo and Malta have opened in Quito.", "ongoing"),
        ("Okafor said that Togo continued to seek a peaceful solution.", "ongoing"),
        ("Okafor said that Togo had sought a peaceful solution.", "occurred"),
        ("Okafor said that Togo rejected the plan.", "occurred"),
        ("Togo has proposed a joint patrol.", "occurred"),
        ("Togo has promised a joint patrol.", "planned"),
    ],
)
def test_what_lasts_goes_on_in_reported_speech_and_what_has_opened(
    text: str, status: str, parse: Parse
) -> None:
    assert [m.status for m in real(read(parse, text))] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Norway called Chile for talks.",
        "The Danish premier called Okafor on Monday.",
        "The Kenyan president called her Danish counterpart to congratulate him.",
    ],
)
def test_to_call_somebody_is_to_phone(text: str, parse: Parse) -> None:
    assert ("CONSULT", "phone") in [(m.type, m.mode) for m in real(read(parse, text))]


@pytest.mark.parametrize(
    "text",
    [
        "Norway called for talks.",
        "Ruiz called Okafor a liar.",
        "Okafor was called a liar.",
        "The union called its members to the square.",
        "Togo called Monday for talks.",
    ],
)
def test_to_call_for_something_or_by_a_name_is_no_phone_call(text: str, parse: Parse) -> None:
    assert "phone" not in [m.mode for m in real(read(parse, text))]


# ---- conditions, due dates ----------------------------------------------------------------------------------------------------------

CONDITIONS = [
    ("Norway would impose sanctions on Peru should it close the strait.", "should it close the strait", "THREATEN"),
    ("Should Peru close the strait, Norway will impose sanctions.", "Should Peru close the strait", "THREATEN"),
    ("Were Peru to close the strait, Norway would impose sanctions.", "Were Peru to close the strait", "THREATEN"),
    ("Norway will resume its aid to Peru provided that it frees the crew.", "provided that it frees the crew", "AGREE"),
    ("Norway will send aid to Peru on condition that the crew is freed.", "on condition that the crew is freed", "AGREE"),
    ("Norway promised Peru aid as long as the truce held.", "as long as the truce held", "AGREE"),
    ("Norway threatened Peru with sanctions in case of an attack.", "in case of an attack", "THREATEN"),
    ("If attacked, Norway will bomb the port.", "If attacked", "THREATEN"),
    ("Without a deal, Norway will impose sanctions on Peru.", "Without a deal", "THREATEN"),
    ("Norway warned that, if the tax stays, it would close its ports.", "if the tax stays", "THREATEN"),
    ("Norway is ready to talk to Peru if the guns fall silent.", "if the guns fall silent", "AGREE"),
    ("Norway agreed to lift the embargo once the crew is free.", "once the crew is free", "AGREE"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "condition", "kind"), CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_a_condition_is_known_in_all_its_forms_and_tells_no_event(
    text: str, condition: str, kind: str, parse: Parse
) -> None:
    (found,) = real(read(parse, text))
    assert (found.type, found.status) == (kind, "conditional")
    assert found.condition is not None and text[slice(*found.condition)] == condition


@pytest.mark.parametrize(
    "text",
    [
        "Norway will withdraw from Peru without delay.",
        "Norway should lift the embargo, Okafor said.",
        "Peru provided food and blankets to Togo.",
        "Norway imposed sanctions on Peru on Friday.",
    ],
)
def test_what_looks_like_a_condition_is_none(text: str, parse: Parse) -> None:
    assert [m.condition for m in read(parse, text) if m.condition] == []


@pytest.mark.parametrize(
    ("text", "kind", "due"),
    [
        ("Norway demanded that Peru free the crew by 5 March.", "REQUEST", "5 March"),
        ("Norway gave Peru until Friday to withdraw its troops.", "REQUEST", "Friday"),
        ("Norway promised to send 300 doctors to Malawi by the end of May.", "AGREE", "the end of May"),
        ("Norway will withdraw its troops from Malawi by June.", "AGREE", "June"),
        ("Norway threatened to expel the envoys on Monday.", "THREATEN", "Monday"),
    ],
)
def test_what_is_to_come_has_the_day_it_is_due(text: str, kind: str, due: str, parse: Parse) -> None:
    (found,) = real(read(parse, text))
    assert found.type == kind
    assert found.due is not None and due in text[slice(*found.due)]


def test_an_ultimatum_asks_for_what_it_names(parse: Parse) -> None:
    text = "Norway gave Peru until Friday to withdraw its troops."
    (found,) = real(read(parse, text))
    assert (found.mode, found.content_type) == ("yield", "RETREAT")
    assert (cut(text, found.source), cut(text, found.target)) == (["Norway"], ["Peru"])


def test_the_place_of_a_condition_is_not_where_the_act_is(parse: Parse) -> None:
    (found,) = real(read(parse, "Norway will expel the envoys in the event of an attack on Iceland."))
    assert found.place is None


def test_what_a_bill_is_meant_to_do_is_not_done(parse: Parse) -> None:
    assert real(read(parse, "The Maltese parliament read a bill to expel the Tunisian envoys.")) == []


def test_what_a_protest_is_against_tells_nothing_of_its_form(parse: Parse) -> None:
    (found,) = real(read(parse, "Thousands protested in Lima against Chilean air strikes."))
    assert (found.type, found.mode) == ("PROTEST", "demo")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Marchers set fire to the Peruvian embassy in Oslo.", "ASSAULT"),
        ("Two Maltese soldiers were killed in an attack by Togolese rebels.", "ASSAULT"),
        ("The junta ordered Peruvian troops to leave the country.", "COERCE"),
        ("The Togolese rebels laid down their arms in Peru.", "RETREAT"),
    ],
)
def test_phrases_around_a_verb_decide_its_type(text: str, kind: str, parse: Parse) -> None:
    found = [m for m in real(read(parse, text)) if m.type == kind]
    assert len(found) == 1 and found[0].source


def test_neither_did_it(parse: Parse) -> None:
    assert real(read(parse, "Neither Peru nor Togo signed the treaty.")) == []
    assert [m.polarity for m in read(parse, "No minister met the Togolese envoy.")] == ["negated"]


# ---- the same, said otherwise -----------------------------------------------------------------------------------------------------------


def told(text: str, parse: Parse) -> list[tuple[str, str | None, str, list[str], list[str]]]:
    """What a text tells: types, modes, status and the words for both sides, case and articles aside."""

    def tidy(spans: tuple[Span, ...]) -> list[str]:
        return [words.lower().removeprefix("the ") for words in cut(text, spans)]

    return [(m.type, m.mode, m.status, tidy(m.source), tidy(m.target)) for m in real(read(parse, text))]


SAID_OTHERWISE = [
    # one way to say it, another
    ("Chile urged Norway to open its ports.", "Norway was urged by Chile to open its ports."),
    ("Kenya accused Uganda of fraud on Monday.", "On Monday, Kenya accused Uganda of fraud."),
    ("Peru attacked Chile.", "Chile was attacked by Peru."),
    ("Malta expelled two Togolese envoys.", "Two Togolese envoys were expelled by Malta."),
    ("The police detained eleven students.", "Eleven students were detained by the police."),
    ("Latvia suspended its aid to Malawi.", "Latvia has suspended its aid to Malawi."),
    ("Norway imposed sanctions on Peru.", "Norway had imposed sanctions on Peru."),
    ("Okafor met the Danish premier in Lima.", "In Lima, Okafor met the Danish premier."),
    ("Peru rejected the Chilean plan.", "Peru rejected “the Chilean plan”."),
    ("Norway promised a swift and severe response.", "Norway promised a “swift and severe” response."),
    ("Togo will expel the envoys if the tax is raised.", "If the tax is raised, Togo will expel the envoys."),
    ("Ghana sent doctors to Malawi.", "Ghana, a neighbour, sent doctors to Malawi."),
    ("Chile rejected the plan.", "Chile rejected the plan, the ministry said."),
    ("Chile rejected the plan.", "CHILE REJECTED THE PLAN."),
]


@pytest.mark.parametrize(("one", "other"), SAID_OTHERWISE, ids=[pair[1] for pair in SAID_OTHERWISE])
def test_the_same_said_otherwise_tells_the_same(one: str, other: str, parse: Parse) -> None:
    assert told(one, parse)
    assert told(one, parse) == told(other, parse)


DAYS = ["on Monday", "on 3 March", "last week", "in 2019", "yesterday"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "pattern", ["{a} rejected the plan {d}.", "{a} expelled two envoys {d}.", "{a} attacked {b} {d}."]
)
def test_another_day_changes_no_type_and_no_party(pattern: str, day: str, parse: Parse) -> None:
    def sides(text: str) -> list[tuple[object, ...]]:
        return [(kind, mode, source, target) for kind, mode, _, source, target in told(text, parse)]

    text = pattern.format(a="Norway", b="Chile", d=day)
    assert sides(text) == sides(pattern.format(a="Norway", b="Chile", d="on Friday"))


LITTER = [
    ("", " Read more: ten beaches to see."),
    ("Advertisement. ", ""),
    ("", " © 2021 The Daily Harbour"),
    ("LIMA (Agency) — ", ""),
    ("", " 🕊 🕊"),
    ("  ", "  "),
]


@pytest.mark.parametrize(("before", "after"), LITTER)
@pytest.mark.parametrize("text", [pair[0] for pair in SAID_OTHERWISE[:10:2]])
def test_litter_on_either_side_adds_nothing(text: str, before: str, after: str, parse: Parse) -> None:
    assert told(before + text + after, parse) == told(text, parse)


NAMED = st.sampled_from(
    ["Peru", "Chile", "Kenya", "Uganda", "Norway", "Denmark", "Ghana", "Vietnam", "Poland", "Greece"]
)


@settings(max_examples=25, deadline=None)
@given(NAMED, NAMED, st.sampled_from(PATTERNS))
def test_sides_that_change_places_change_nothing_else(parse: Parse, a: str, b: str, pattern: str) -> None:
    assume(a != b)
    text, turned = pattern.format(a=a, b=b), pattern.format(a=b, b=a)
    (one,), (other,) = real(read(parse, text)), real(read(parse, turned))
    assert (one.type, one.mode, one.status) == (other.type, other.mode, other.status)
    assert (cut(text, one.source), cut(text, one.target)) == ([a], [b])
    assert (cut(turned, other.source), cut(turned, other.target)) == ([b], [a])


def test_who_mediates_talks_is_told_beside_those_who_talk(parse: Parse) -> None:
    text = "Talks between Norway and Chile mediated by Malta opened in Valletta."
    talks, help_ = real(read(parse, text))
    assert (talks.type, cut(text, talks.source)) == ("CONSULT", ["Norway", "Chile"])
    assert (help_.type, cut(text, help_.source), cut(text, help_.target)) == (
        "CONSULT",
        ["Malta"],
        ["Norway", "Chile"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Peru poured cold water on the Chilean plan.",
        "The Danish envoy was captured by photographers on the stairs.",
        "Church bells rang in Lima on Sunday.",
        "Ghana locked horns with Togo over the dam.",
        "The minister seized the opportunity to thank Malta.",
        "Malta is weighing whether to expel the Togolese envoy.",
        "The BBC's Ada Lund travelled to Malta to meet fishermen.",
        "Our correspondent met the Peruvian envoy in Lima.",
    ],
)
def test_a_figure_of_speech_or_an_open_question_does_nothing_to_anybody(parse: Parse, text: str) -> None:
    assert [m for m in real(read(parse, text)) if m.type not in ("SUPPORT", "ACCUSE", "REQUEST")] == []


def test_a_headline_says_who_is_going_to_meet(parse: Parse) -> None:
    (move,) = read(parse, "Huitfeldt to meet Kofod on Sunday.")
    assert (move.type, move.status) == ("AGREE", "planned")


def test_who_read_out_a_text_is_no_side_of_the_pact(parse: Parse) -> None:
    text = "Peru and Chile agreed on Thursday not to use force, according to a text read out by Lind."
    found = next(m for m in read(parse, text) if m.type == "AGREE")
    assert cut(text, found.source) == ["Peru", "Chile"]
    assert found.target == ()
