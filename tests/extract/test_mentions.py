"""Words that stand for an actor, one passage at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.extract.mentions import mentions
from detente.extract.quotation import quotations
from detente.model.found import Mention
from detente.parse import Parsed

Parse = Callable[[str], Parsed]


def found(parse: Parse, text: str) -> dict[str, Mention]:
    """The mentions of a passage by their words; of two with one form the first."""
    by_words: dict[str, Mention] = {}
    for mention in mentions(parse(text), quotations(text)):
        by_words.setdefault(text[mention.start : mention.end], mention)
    return by_words


@pytest.mark.parametrize(
    "text, words, name, title",
    [
        ("President Mary Robinson opened the talks.", "President Mary Robinson", "Mary Robinson", "President"),
        ("Greek Defence Minister Panos Kammenos resigned.", "Greek Defence Minister Panos Kammenos", "Panos Kammenos", "Greek Defence Minister"),
        ("US Deputy Secretary of State John Sullivan called.", "US Deputy Secretary of State John Sullivan", "John Sullivan", "US Deputy Secretary of State"),
        ("He met his counterpart Ayman Safadi.", "his counterpart Ayman Safadi", "Ayman Safadi", "his counterpart"),
        ("Former Danish Prime Minister Poul Nyrup spoke.", "Former Danish Prime Minister Poul Nyrup", "Poul Nyrup", "Former Danish Prime Minister"),
        ("UN Secretary-General Kofi Annan sent a letter.", "UN Secretary-General Kofi Annan", "Kofi Annan", "UN Secretary-General"),
        ("Kremlin spokesman Dmitry Peskov shrugged.", "Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", "Kremlin spokesman"),
        ("Mr. Kim Yong-chol said nothing.", "Mr. Kim Yong-chol", "Kim Yong-chol", "Mr."),
        ("Ursula von der Leyen called it a start.", "Ursula von der Leyen", "Ursula von der Leyen", None),
        ("King Haakon of Norway opened the session.", "King Haakon of Norway", "Haakon", "King of Norway"),
        ("Bashar al-Assad stayed away.", "Bashar al-Assad", "Bashar al-Assad", None),
    ],
)  # fmt: skip
def test_a_name_keeps_the_title_printed_before_it(
    parse: Parse, text: str, words: str, name: str, title: str | None
) -> None:
    mention = found(parse, text)[words]
    assert (mention.kind, mention.name, mention.title) == ("name", name, title)


@pytest.mark.parametrize(
    "text, words",
    [
        ("The head of Canadian diplomacy left.", "The head of Canadian diplomacy"),
        ("The heads of Greek and Turkish diplomacy met.", "The heads of Greek and Turkish diplomacy"),
        ("The prime minister of New Zealand flew home.", "The prime minister of New Zealand"),
        ("Serbia's foreign minister objected.", "Serbia's foreign minister"),
        ("She wrote to her Omani counterpart.", "her Omani counterpart"),
        ("The Spanish and Portuguese prime ministers agreed.", "The Spanish and Portuguese prime ministers"),
        ("A White House spokesman declined.", "A White House spokesman"),
    ],
)
def test_a_title_stands_for_a_person(parse: Parse, text: str, words: str) -> None:
    assert found(parse, text)[words].kind == "title"


@pytest.mark.parametrize(
    "text, words, kind",
    [
        ("Beijing protested.", "Beijing", "metonym"),
        ("The White House waits.", "The White House", "metonym"),
        ("The Merkel government fell.", "The Merkel government", "metonym"),
        ("They discussed the Bolivian demands.", "Bolivian", "adjective"),
        ("The Bolivians left the hall.", "The Bolivians", "description"),
        ("Bolivian officials left the hall.", "Bolivian officials", "description"),
        ("The army of Chad moved north.", "The army of Chad", "description"),
        ("The two presidents shook hands.", "The two presidents", "description"),
        ("Peru named its neighbour.", "its neighbour", "description"),
        (
            "The rebellion in the north of the country goes on.",
            "The rebellion in the north of the country",
            "description",
        ),
        ("The rebellion in the north of the country goes on.", "the country", "description"),
    ],
)
def test_every_kind_of_mention_is_told_apart(parse: Parse, text: str, words: str, kind: str) -> None:
    assert found(parse, text)[words].kind == kind


def test_role_governor_and_preposition_are_kept(parse: Parse) -> None:
    by_words = found(parse, "Lima warned Quito about talks with Brazil.")
    assert (by_words["Lima"].role, by_words["Lima"].governor) == ("subject", "warn")
    assert by_words["Quito"].role == "object"
    assert (by_words["Brazil"].role, by_words["Brazil"].preposition, by_words["Brazil"].governor) == (
        "oblique",
        "with",
        "talk",
    )


def test_an_apposition_points_to_the_title_it_explains(parse: Parse) -> None:
    text = "The head of Finnish diplomacy, Pekka Haavisto, agreed."
    all_found = mentions(parse(text), ())
    name = next(m for m in all_found if m.kind == "name")
    assert name.apposed is not None
    assert all_found[name.apposed].title == "The head of Finnish diplomacy"


def test_the_owner_of_a_description_is_the_pronoun_in_it(parse: Parse) -> None:
    all_found = mentions(parse("Kenya accuses its neighbour of cheating."), ())
    neighbour = next(m for m in all_found if m.title == "neighbour")
    assert neighbour.owner is not None
    assert all_found[neighbour.owner].kind == "pronoun"
    assert neighbour.start == all_found[neighbour.owner].start


def test_the_understood_subject_of_an_infinitive_is_who_does_it(parse: Parse) -> None:
    all_found = mentions(parse("Rabat suspects Algiers of wanting to arm its friends."), ())
    its = next(m for m in all_found if m.kind == "pronoun")
    assert its.subject is not None
    assert all_found[its.subject].name == "Algiers"


@pytest.mark.parametrize(
    "text", ["Norway let it be known that talks go on.", "It is clear that talks go on.", "It rained."]
)
def test_an_empty_it_is_no_mention(parse: Parse, text: str) -> None:
    assert not [m for m in found(parse, text).values() if m.kind == "pronoun"]


def test_words_in_quotation_marks_are_quoted(parse: Parse) -> None:
    by_words = found(parse, "“Chile will answer,” said Mr. Lagos.")
    assert by_words["Chile"].quoted
    assert not by_words["Mr. Lagos"].quoted


def test_a_treaty_is_no_actor(parse: Parse) -> None:
    assert "New START" not in found(parse, "They want New START prolonged.")


def test_a_name_that_is_a_country_too_stays_a_person(parse: Parse) -> None:
    by_words = found(parse, "Michael Jordan met Chad Olsen in Jordan.")
    assert by_words["Michael Jordan"].label == "person"
    assert by_words["Jordan"].label == "place"


PIECES = [
    "President",
    "Lund",
    "of",
    "the",
    "Kremlin",
    "its",
    "neighbour",
    "“",
    "”",
    ",",
    "two",
    "men",
    "Chad",
    "'s",
    "\n",
    "—",
    "al-",
    "he",
    "said",
    "U.S.",
    "🕊",
    "é",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_text_gives_mentions_inside_it_in_order(parse: Parse, pieces: list[str]) -> None:
    text = " ".join(pieces)
    all_found = mentions(parse(text), quotations(text))
    assert [m.start for m in all_found] == sorted(m.start for m in all_found)
    for m in all_found:
        assert 0 <= m.start < m.end <= len(text)
        assert text[m.start : m.end].strip() == text[m.start : m.end]
        for index in (m.apposed, m.owner, m.subject):
            assert index is None or 0 <= index < len(all_found)
