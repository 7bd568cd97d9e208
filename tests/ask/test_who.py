"""Who words mean on a day: every reading, with what speaks for and against it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import ask
from detente.ask.who import Reading, Who, on_the_day, readings, span_in_words
from detente.errors import UsageError
from detente.lexicon.knowledge import knowledge


def fitting(who: Who) -> list[Reading]:
    """The readings that hold on the day."""
    return [r for r in who.readings if r.fits]


def told(reading: Reading) -> str:
    """Everything that is said of a reading."""
    return "; ".join(reason.what for reason in reading.reasons)


@pytest.mark.parametrize(
    ("words", "on", "actor", "office"),
    [
        ("the head of Russian diplomacy", "2022-01-21", "person:sergei-lavrov", "office:RUS/foreign-minister"),
        ("the Kremlin spokesman", "2022-01-21", "person:dmitry-peskov", "office:RUS/president-spokesperson"),
        ("Prime Minister Johnson", "2022-01-21", "person:boris-johnson", "office:GBR/head-of-government"),
        ("Foreign Secretary Johnson", "2017-01-21", "person:boris-johnson", "office:GBR/foreign-minister"),
        ("Secretary of State Antony Blinken", "2022-01-21", "person:antony-blinken", "office:USA/foreign-minister"),
        ("Blinken", "2022-01-21", "person:antony-blinken", "office:USA/foreign-minister"),
        ("German chancellor", "2021-12-07", "person:angela-merkel", "office:DEU/head-of-government"),
        ("German chancellor", "2021-12-08", "person:olaf-scholz", "office:DEU/head-of-government"),
        ("UN chief", "2022-01-21", "person:antonio-guterres", "office:UN/secretary-general"),
        ("NATO", "2022-01-21", "org:NATO", None),
        ("the Kremlin", "2022-01-21", "state:RUS", None),
        ("Congress", "2022-01-21", "state:USA", None),
        ("the Dutch", "2022-01-21", "state:NLD", None),
    ],
)  # fmt: skip
def test_names_and_titles_are_read_by_the_day(words: str, on: str, actor: str, office: str | None) -> None:
    first = fitting(ask.who(words, on))[0]
    assert (first.actor, first.office) == (actor, office)
    assert any(reason.weight > 0 for reason in first.reasons)


def test_a_holder_is_told_with_term_and_neighbours() -> None:
    (reading,) = ask.who("German chancellor", "2021-12-08").readings
    assert (reading.since, reading.until) == ("2021-12-08", "2025-05-06")
    assert "Angela Merkel: passed on that very day" in told(reading)
    assert "Friedrich Merz: began later" in told(reading)


def test_a_term_that_is_known_roughly_says_how_roughly() -> None:
    assert span_in_words("2011", "2015-08-10") == "from 2011 until 10 August 2015 (known to the year)"
    assert span_in_words("2011-03", None) == "from March 2011 with no end known (known to the month)"
    rough = next(t for t in knowledge().terms if len(t.since) == 7 and t.until is None)
    held = next(r for r in on_the_day(rough.office, "2025-12-01", knowledge()) if r.actor == rough.person)
    assert "known to the month" in told(held)


def test_on_a_day_between_two_holders_the_office_stands_for_itself() -> None:
    (reading,) = ask.who("the Lebanese president", "2023-06-01").readings
    assert (reading.actor, reading.kind) == ("office:LBN/president", "office")
    assert "name nobody who held it on that day" in told(reading)
    assert "Michel Aoun: ended before" in told(reading)
    assert "Joseph Aoun: began later" in told(reading)


def test_a_title_that_somebody_has_lost_does_not_fit_him() -> None:
    (reading,) = ask.who("Prime Minister Johnson", "2023-01-21").readings
    assert not reading.fits
    assert "not on that day: prime minister" in told(reading)


def test_several_people_of_one_name_are_told_apart_by_who_was_in_office() -> None:
    both = fitting(ask.who("Ivanov", "2003-01-01"))
    assert {r.actor for r in both} >= {"person:igor-ivanov", "person:sergei-ivanov"}
    kims = ask.who("Kim", "2022-01-01").readings
    assert [r.fits for r in kims] == sorted((bool(r.office) for r in kims), reverse=True)
    assert kims[0].fits
    assert not kims[-1].fits
    assert all("others of that name were in office" in told(r) for r in kims if not r.fits)
    one, *others = ask.who("Defence Minister Ivanov", "2003-01-01").readings
    assert (one.actor, one.fits) == ("person:sergei-ivanov", True)
    assert not any(other.fits for other in others)


def test_a_capital_is_a_government_and_a_town_of_the_state_of_the_day() -> None:
    now = ask.who("Moscow", "2022-01-21").readings
    assert [(r.actor, r.kind, r.fits) for r in now] == [
        ("state:RUS", "metonym", True),
        (None, "town", True),
        ("state:SUN", "metonym", False),
    ]
    assert "it ended on 26 December 1991" in told(now[2])
    then = fitting(ask.who("Moscow", "1985-01-21"))
    assert "state:SUN" in {r.actor for r in then}
    assert "state:RUS" not in {r.actor for r in then}


def test_the_seat_of_a_body_comes_before_the_state_whose_capital_it_is() -> None:
    assert [r.actor for r in ask.who("Brussels", "2022-01-21").readings] == ["org:EU", "state:BEL"]


def test_former_holders_are_the_latest_who_had_left() -> None:
    readings = ask.who("former British prime minister", "2022-01-01").readings
    assert [r.actor for r in readings] == [
        "person:theresa-may", "person:david-cameron", "person:gordon-brown"
    ]  # fmt: skip
    assert ask.who("former chancellor Merkel", "2022-01-01").readings[0].fits
    assert not ask.who("former chancellor Merkel", "2020-01-01").readings[0].fits


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("the foreign minister", "no state or organisation is named"),
        ("his counterpart", "only a report tells"),
    ],
)
def test_what_only_a_report_tells_is_said_to_be_so(words: str, why: str) -> None:
    (reading,) = ask.who(words, "2022-01-21").readings
    assert (reading.actor, reading.fits) == (None, False)
    assert why in told(reading)


def test_a_treaty_does_not_act() -> None:
    (reading,) = ask.who("Minsk agreements", "2022-01-21").readings
    assert (reading.actor, reading.kind) == (None, "treaty")


def test_a_phrase_is_read_as_reports_are_where_the_tables_alone_do_not_tell() -> None:
    (counterpart,) = fitting(ask.who("Lavrov's American counterpart", "2022-01-21"))
    assert (counterpart.actor, counterpart.kind) == ("person:antony-blinken", "phrase")
    assert "“counterpart”" in told(counterpart)


def test_beyond_our_tables_the_answer_doubts_itself() -> None:
    (reading,) = ask.who("the American president", "2031-01-01").readings
    assert "may have passed on" in told(reading)


def test_the_users_own_table_wins_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "persons:\n  - {id: 'person:ana-lind', name: Ana Lind, gender: female}\n"
        "terms:\n  - {person: 'person:ana-lind', office: 'office:NOR/foreign-minister', since: 2026-01-05}\n"
    )
    monkeypatch.setenv("DETENTE_KNOWLEDGE", str(own))
    (reading,) = ask.who("the Norwegian foreign minister", "2026-02-01").readings
    assert reading.actor == "person:ana-lind"
    assert "your own table says so" in told(reading)


@pytest.mark.parametrize("words", ["Zaphod Quux", "", "…", "🕊", "the"])
def test_of_what_is_unknown_nothing_is_said(words: str) -> None:
    assert ask.who(words, "2022-01-21").readings == ()


def test_without_a_day_it_is_today_and_a_wrong_day_is_refused() -> None:
    assert len(ask.who("NATO").on) == len("2022-01-21")
    with pytest.raises(UsageError, match="is no date"):
        ask.who("NATO", "last week")


PARTS = st.sampled_from(
    [
        "the",
        "a",
        "former",
        "Russian",
        "German",
        "NATO",
        "Moscow",
        "Kremlin",
        "spokesman",
        "chancellor",
        "minister",
        "foreign",
        "president",
        "head",
        "of",
        "diplomacy",
        "leader",
        "Lavrov",
        "Blinken",
        "Kim",
        "Ivanov",
        "UN",
        "envoy",
        "’s",
        ",",
        "and",
        "Zzyx",
    ]
)


@given(
    words=st.lists(PARTS, max_size=5).map(" ".join),
    on=st.dates(min_value=date(1940, 1, 1)).map(str),
)
@settings(max_examples=150, deadline=None)
def test_every_reading_has_a_reason_and_those_that_hold_come_first(words: str, on: str) -> None:
    for reading in readings(words, on, knowledge()):
        assert reading.reasons
        assert reading.name
        assert reading.fits or any(reason.weight < 0 for reason in reading.reasons)
