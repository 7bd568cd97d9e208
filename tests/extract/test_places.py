"""Place names of a passage, and their use."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from detente.extract.places import places
from detente.lexicon import toml
from detente.model.found import Place
from detente.parse import Parsed

Parse = Callable[[str], Parsed]
ROWS = [row for table in ("verbs", "nouns", "prepositions") for row in toml("place_use")[table]]


def found(parse: Parse, text: str) -> dict[str, Place]:
    return {text[p.start : p.end]: p for p in places(parse(text))}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["seen"])
def test_every_row_does_what_its_sentence_shows(parse: Parse, row: dict[str, str]) -> None:
    marked = row["seen"]
    match = re.search(r"\[(.+?)\]", marked)
    assert match
    text = marked.replace("[", "").replace("]", "")
    place = next((p for p in places(parse(text)) if p.start <= match.start() < p.end), None)
    assert place and place.use == row["use"], place


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("Tokyo denied on Friday that it had sent a letter.", "Tokyo", "actor"),
        ("The minister landed in Tokyo on Friday.", "Tokyo", "literal"),
        ("Talks between Turkey and Greece broke down.", "Greece", "actor"),
        ("The envoy returned from Cairo without an answer.", "Cairo", "literal"),
        ("Tanks entered Lebanon before dawn.", "Lebanon", "literal"),
        ("They accused Serbia of breaking the deal.", "Serbia", "actor"),
        ("Brazil's foreign policy will not change.", "Brazil", "actor"),
        ("The Indian demands were turned down.", "Indian", "other"),
        ("The army shut the Chadian border.", "Chadian", "literal"),
        ("A frigate crossed the Black Sea.", "Black Sea", "literal"),
        ("The Eastern European members object.", "Eastern European", "other"),
        ("NAIROBI (Agency) - Rain fell.", "NAIROBI", "literal"),
    ],
)
def test_grammar_tells_a_place_from_a_government(parse: Parse, text: str, name: str, use: str) -> None:
    places = found(parse, text)
    assert name in places and places[name].use == use, places


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Petrov met Florence Sydney on Monday.",
        "From the start it was clear. But nobody said so.",
        "Leave a comment below.",
        "The Alliance will not comment.",
        "The delegates arrived on Route 66.",
    ],
)
def test_persons_and_plain_words_are_no_places(parse: Parse, text: str) -> None:
    assert not places(parse(text))


def test_a_lake_keeps_its_whole_name(parse: Parse) -> None:
    assert "Lake Victoria" in found(parse, "They met on the shores of Lake Victoria.")


def test_a_hotel_named_after_a_person_is_a_place(parse: Parse) -> None:
    text = "The delegations sat down in a hall of President Lincoln's hotel."
    assert any("hotel" in name for name in found(parse, text))


def test_a_wider_place_behind_a_comma_holds_the_first(parse: Parse) -> None:
    assert found(parse, "He was born in Athens, Georgia, and died in Rome.")["Athens"].container == "Georgia"


def test_a_list_of_states_holds_nothing(parse: Parse) -> None:
    names = found(parse, "Envoys of Mexico, China, Japan and Chile came.")
    assert all(p.container is None for p in names.values())


@pytest.mark.parametrize(
    "text", ["", " ", "…", "A", "U.S.", "(", "Paris,", "In", "🕊 Kyiv 🕊", "a\u0000b", "Von."]
)
def test_odd_text_does_no_harm(parse: Parse, text: str) -> None:
    for place in places(parse(text)):
        assert 0 <= place.start < place.end <= len(text)


def test_names_do_not_overlap_and_stand_in_order(parse: Parse) -> None:
    text = "In Washington, D.C., the U.S. State Department said Lake Geneva and Geneva, Switzerland, would host it."
    spans = [p.span for p in places(parse(text))]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
