"""What reads like a move and is none, and what keeps being one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from detente import lexicon
from detente.extract.moves import moves
from detente.extract.times import times
from detente.extract.unlikely import is_lifeless
from detente.model import Span
from detente.model.found import Move
from detente.parse import Parsed

Parse = Callable[[str], Parsed]

TABLE = lexicon.toml("unlikely")
ROWS = [*TABLE["idiom"], TABLE["talking"], TABLE["accident"]]


def read(parse: Parse, text: str) -> tuple[Move, ...]:
    parsed = parse(text)
    return moves(parsed, (), times(parsed), ())


def cut(text: str, spans: Iterable[Span]) -> list[str]:
    return [text[a:b] for a, b in spans]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["seen"])
def test_a_figure_of_speech_makes_no_move(row: dict[str, Any], parse: Parse) -> None:
    assert read(parse, row["seen"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The rise of a Danish party threatens the pact.",
        "A Kenyan mural challenges British history in the old hall.",
        "The bracelets of a Greek queen sell at auction for millions.",
        "Meet the rare lizard that lives on an Icelandic glacier.",
        "The mill that burned down in a day was Norwegian.",
        "You probably expect to be served fish.",
        "Okafor defends himself over the dinner.",
        "It is his duty as a Dane to help the islanders.",
        "New doses are expected to be delivered to Malta in May.",
        "The guests were stunned by the rules that they met in Lima.",
        "The envoy was adamant, when pressed at the hearing, that he had known of the letter.",
        "Chile failed to put a satellite into orbit.",
        "A vision of the mayor was quickly met with a retort.",
        "It is time to talk about money with your children.",
        "Officials suspect a toxin in the wells.",
        "A member of the Maltese chamber killed himself.",
        "Holm signed two bills targeting Peruvian oil.",
        "The envoy of Malta pleaded the Fifth.",
        "The Maltese premier is ready to be president.",
    ],
)
def test_things_luck_and_words_to_the_reader_make_no_move(text: str, parse: Parse) -> None:
    assert [m for m in read(parse, text) if m.sure >= 0.5] == []


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("Two Bordurian missiles hit the port of Sarek.", "ASSAULT", "Two Bordurian missiles", "Sarek"),
        ("Maltese dockers condemned the Tunisian cabinet.", "ACCUSE", "Maltese dockers", "the Tunisian cabinet"),
        ("The Danish premier defended Okafor against the ministers.", "SUPPORT", "The Danish premier", "Okafor"),
        ("Norway failed to sign the treaty with Chile.", "REJECT", "Norway", "Chile"),
        ("Okafor called out the Danish ministers for their silence.", "ACCUSE", "Okafor", "the Danish ministers"),
        ("Peru and Togo are pushing the council to ease the tax.", "REQUEST", "Peru", "the council"),
        ("Okafor pushed Holm for talks on the dam.", "REQUEST", "Okafor", "Holm"),
        ("Kenyan fishermen are taking Norway to court over the nets.", "ACCUSE", "Kenyan fishermen", "Norway"),
        ("Kenyan police conducted raids in Lima.", "COERCE", "Kenyan police", "Lima"),
    ],
)  # fmt: skip
def test_people_bodies_and_arms_still_act(
    text: str, kind: str, source: str, target: str, parse: Parse
) -> None:
    found = next(m for m in read(parse, text) if m.type == kind)
    assert source in cut(text, found.source)
    assert target in cut(text, found.target)


def test_a_thing_is_told_from_people_by_its_noun(parse: Parse) -> None:
    parsed = parse("A banker, a rise, the crowd, a policy, two missiles, a letter and the crew went on.")
    found = {t.text: is_lifeless(t) for t in parsed.tokens if t.pos == "NOUN"}
    assert found == {
        "banker": False, "rise": True, "crowd": False, "policy": True, "missiles": False, "letter": True, "crew": False,
    }  # fmt: skip


def test_what_a_state_that_is_no_more_did_is_history(parse: Parse) -> None:
    (found,) = read(parse, "Soviet troops attacked two Syldavian villages.")
    assert found.status == "historical"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The mayor hopes to sleep amid the Bordurian shelling of Klow.", "ongoing"),
        ("Klow wants tanks to fight the Bordurian invasion.", "ongoing"),
        ("Norway to suspend flights to Togo.", "planned"),
        ("Klow wants evidence that Borduria is withdrawing its troops.", "hypothetical"),
    ],
)
def test_a_fact_in_the_background_is_one_whatever_is_wished(text: str, status: str, parse: Parse) -> None:
    assert status in [m.status for m in read(parse, text) if m.type != "AGREE"]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Chile recalled its envoy on Monday, after Peru accused Chile of spying.", "Peru", "Chile"),
        ("The talks were called off after Malta accused Tunis of arming rebels.", "Malta", "Tunis"),
    ],
)
def test_a_charge_told_as_what_went_before_is_a_move(
    text: str, source: str, target: str, parse: Parse
) -> None:
    (found,) = [m for m in read(parse, text) if m.type == "ACCUSE"]
    assert (cut(text, found.source), cut(text, found.target)) == ([source], [target])


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Malta would send troops in the event that the talks fail.", "in the event that the talks fail"),
        ("In the event that Peru attacks, Chile will impose sanctions on Peru.", "In the event that Peru attacks"),
        ("The premier is prepared to impose sanctions on Tunis should it move to attack Malta, two officials say.", "should it move to attack Malta"),
    ],
)  # fmt: skip
def test_a_condition_is_found_in_every_dress(text: str, condition: str, parse: Parse) -> None:
    found = [m for m in read(parse, text) if m.condition is not None]
    assert [text[slice(*m.condition)] for m in found if m.condition] == [condition]
    assert found[0].status == "conditional"


def test_the_condition_of_a_warning_is_not_that_of_the_demand_beside_it(parse: Parse) -> None:
    text = "Holm urged Ruiz to withdraw his troops, warning of sanctions should he attack Chile."
    (found,) = [m for m in read(parse, text) if m.type == "REQUEST"]
    assert found.condition is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The premier did not offer a way out of the crisis.", "REJECT"),
        ("The minister says that he has issued the warning.", "THREATEN"),
        ("Guards seized the papers of the embassy under what the junta called a peace mission.", "AID"),
    ],
)
def test_what_is_not_said_is_not_coded(text: str, kind: str, parse: Parse) -> None:
    assert kind not in [m.type for m in read(parse, text)]


def test_an_expert_forecasts_where_a_side_would_threaten(parse: Parse) -> None:
    (found,) = read(parse, "An expert warns of a strong reaction to the visit of Holm to Malta.")
    assert (found.type, found.mode) == ("COMMENT", "predict")


def test_who_is_left_is_not_who_leaves(parse: Parse) -> None:
    text = "The withdrawal from Malawi took a week."
    assert all(cut(text, m.source) == [] for m in read(parse, text))


def test_a_headline_leaves_out_who_urges(parse: Parse) -> None:
    text = "Danish premier urged to leave the pact"
    (found,) = read(parse, text)
    assert (found.type, found.source, cut(text, found.target)) == ("REQUEST", (), ["Danish premier"])


def test_those_charged_did_what_they_are_charged_with(parse: Parse) -> None:
    from detente.extract.attribution import statements
    from detente.extract.quotation import quotations

    text = "Norway has accused Peru and its allies of hurting the trade by refusing to lift the ban."
    parsed = parse(text)
    said = statements(parsed, quotations(text))
    (refusal,) = [s for s in said if s.act == "refuse"]
    assert refusal.source is not None
    assert text[slice(*refusal.source)].startswith("Peru")
