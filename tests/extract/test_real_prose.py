"""What embarrassed us in feeds and statements of a real crisis, told again in sentences of our own about other states."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.extract import findings
from detente.model.found import Findings, Move
from detente.parse import Parsed

Parse = Callable[[str], Parsed]


def read(parse: Parse, text: str) -> Findings:
    return findings(parse(text))


def told(found: Findings) -> list[Move]:
    """Acts that are told as more than a thought."""
    return [m for m in found.moves if m.status != "hypothetical" and m.polarity == "affirmed"]


@pytest.mark.parametrize(
    "text",
    [
        "On edge for a possible Bordurian invasion of Syldavia, the town waits.",
        "Sarek braces for a Bordurian assault.",
        "Residents live with the threat of a Bordurian invasion.",
        "The Bordurian threat has hardened the president.",
        "A Bordurian invasion of Syldavia would reverberate around the world.",
        "An attack would be painful for Borduria.",
        "Borduria is preparing to invade Syldavia.",
        "They said Borduria would invade Syldavia.",
        "Borduria is ready to attack, says Anna Holm.",
        "There is no sign of Peru pulling back its forces from areas near Chile.",
        "Nine people were killed on Wednesday in a plane crash.",
        "Sinead Holm wins in Dublin despite injuring her knee.",
        "The doses are to be destroyed in Kenya.",
        "Thousands of people tried to force their way onto a train.",
        "Join Mark Holm and Ann Ruiz discussing the developments with Peru and Togo on Tuesday.",
        "Ann Holm of CNN met rebels in Sarek.",
        "Treasury is taking action with its partners.",
        "Talks can prevent a war.",
        "Reasons for sending two thousand troops are unclear.",
        "Many are not convinced Borduria will invade.",
        "Women are making shields to defend their city.",
        "A Peruvian journalist speaks with CNN's Ann Holm on the talks.",
        "Sarekans fight to keep control of their capital.",
        "Syldavia invasion: Bordurian planes face ban.",
    ],
)
def test_what_is_feared_foreseen_or_figurative_has_not_happened(text: str, parse: Parse) -> None:
    assert told(read(parse, text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "status", "by", "to"),
    [
        ("Norway has given Chile its written reply to the proposals.", "CONSULT", "occurred", "Norway", "Chile"),
        ("Okafor had a video call with the Danish premier.", "CONSULT", "occurred", "Okafor", "the Danish premier"),
        ("Holm warned Ruiz in a phone call on Thursday that an attack would have a high price.", "CONSULT", "occurred", "Holm", "Ruiz"),
        ("Second Chilean diplomat expelled from Lima.", "SANCTION", "occurred", None, "Chilean"),
        ("The Chilean president signed decrees recognizing the independence of two Peruvian provinces.",
         "SUPPORT", "occurred", "The Chilean president", "two Peruvian provinces"),
        ("Some Danish troops are returning to base after the exercise.", "RETREAT", "ongoing", "Some Danish troops", None),
        ("Peru is moving troops away from the border.", "RETREAT", "ongoing", "Peru", None),
        ("Chile moves its embassy from Lome to Kara.", "RETREAT", "ongoing", "Chile", "Lome"),
        ("Zambia reopened its border with Malawi.", "CONCEDE", "occurred", "Zambia", "Malawi"),
        ("Norway published a list of demands to Chile.", "REQUEST", "occurred", "Norway", "Chile"),
        ("Denmark announces the first tranche of sanctions against Peru.", "COERCE", "ongoing", "Denmark", "Peru"),
        ("Norway hit two Peruvian banks with sanctions.", "COERCE", "occurred", "Norway", "two Peruvian banks"),
        ("Bordurian jets bombed military targets near the river.", "ASSAULT", "occurred", "Bordurian jets", "military targets"),
        ("Peru urges Chile to de-escalate.", "REQUEST", "ongoing", "Peru", "Chile"),
        ("Togo re-opened its embassy in Denmark.", "SUPPORT", "occurred", "Togo", "Denmark"),
        ("Kenya warned its citizens to leave Togo.", "REQUEST", "occurred", "Kenya", "its citizens"),
        ("Togo accused of sabotage as talks end.", "ACCUSE", "occurred", None, "Togo"),
        ("Peru said it would respond decisively if Togo invaded Chile.", "THREATEN", "conditional", "Peru", "Togo"),
        ("Lithuania warns that an invasion will lead to a war of Europe.", "COMMENT", "ongoing", "Lithuania", None),
        ("The NATO allies continue to pressure Borduria over the dam.", "REQUEST", "ongoing", "The NATO allies", "Borduria"),
    ],
)  # fmt: skip
def test_what_a_careful_reader_expects_is_there(
    text: str, kind: str, status: str, by: str | None, to: str | None, parse: Parse
) -> None:
    of_kind = [m for m in told(read(parse, text)) if m.type == kind]
    assert of_kind, "nothing found"
    sides = [
        (m.status, [text[slice(*s)] for s in m.source], [text[slice(*t)] for t in m.target]) for m in of_kind
    ]
    assert (status, [by] if by else [], [to] if to else []) in sides


def test_a_pronoun_in_a_condition_is_whom_the_threat_is_for(parse: Parse) -> None:
    text = "Norway is prepared to impose penalties on Peru should it move to invade Chile."
    (invasion,) = [m for m in read(parse, text).moves if m.type == "ASSAULT"]
    assert [text[slice(*s)] for s in invasion.source] == ["Peru"]


def test_a_state_before_an_invasion_suffers_it(parse: Parse) -> None:
    found = read(parse, "After the Syldavia invasion, Bordurian planes were banned.")
    assert not [m for m in found.moves if m.type == "ASSAULT" and m.source]


@pytest.mark.parametrize(
    "text",
    [
        "Sue Gray's report: What exactly is she looking at?",
        "Fears of a Bordurian invasion mount.",
        "Residents live with the threat of a Bordurian invasion.",
        "The BBC's Ann Holm explains how Peru was attacked.",
        "Our correspondent asks whether the truce will hold.",
        "Sinead Holm claims gold in Dublin.",
        "Alina Holm: Singer won't represent Togo at the contest",
        "The law requires two witnesses.",
    ],
)
def test_nobody_says_anything_here(text: str, parse: Parse) -> None:
    assert read(parse, text).statements == ()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Togo's people support Kenya's nurses.", {"assess"}),
        ("The union supports the truce.", {"agree"}),
        ("Kenya backs the Danish plan.", {"agree"}),
        ("The envoy praised the rescuers.", {"assess"}),
        ("Norway seeks guarantees from Peru.", {"demand"}),
    ],
)
def test_sympathy_is_no_agreement(text: str, act: set[str], parse: Parse) -> None:
    assert {s.act for s in read(parse, text).statements} == act


@pytest.mark.parametrize(
    "text",
    [
        "Togo crisis: 'We don't have the option to leave'",
        "On the Togo frontline: 'Only the dead aren't afraid'",
    ],
)
def test_a_running_head_is_nobody_who_speaks(text: str, parse: Parse) -> None:
    (said,) = read(parse, text).statements
    assert said.source is None


def test_a_quotation_is_told_once_not_again_by_its_asides(parse: Parse) -> None:
    text = "“I think the harbour is safe and I believe the crews know it,” the mayor said."
    assert [s.act for s in read(parse, text).statements] == ["claim"]


def test_who_commits_crimes_promises_nothing(parse: Parse) -> None:
    found = read(parse, "Togo accuses Peru of committing 'war crimes'.")
    assert [s.act for s in found.statements] == ["accuse"]
