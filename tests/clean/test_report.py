from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from detente import clean, read
from detente.errors import InputError
from detente.model.given import Raw, Report

LONG = "The envoys of both sides met for three hours in the old customs house and parted without a word."


def cleaned(text: str = LONG, published: str | None = None, **fields: str) -> Report:
    return clean.report(Raw(name="a.txt", content=text, **fields), published=published)  # type: ignore[arg-type]


def when(report: Report) -> tuple[str | None, str | None, str | None]:
    found = report.published
    return (found.earliest, found.latest, found.by) if found else (None, None, None)


def day(report: Report) -> tuple[str | None, str | None]:
    return when(report)[0], when(report)[2]


def test_the_callers_word_on_the_date_comes_first_then_the_pages_then_the_address() -> None:
    url = "https://courier.example/2022/01/19/talks"
    assert day(cleaned(published="2022-01-21T08:00Z", url=url)) == ("2022-01-21T08:00:00+00:00", "caller")
    assert day(cleaned(f"Published: 20 January 2022\n{LONG}", url=url)) == ("2022-01-19", "url")
    fields = Raw(name="a", content=LONG, published="Thu, 20 Jan 2022 10:00:00 GMT", url=url)
    assert day(clean.report(fields)) == ("2022-01-20T10:00:00+00:00", "metadata")


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://courier.example/2022/01/21/talks", ("2022-01-21", "2022-01-21", "url")),
        ("https://courier.example/news/2022-01-21-talks", ("2022-01-21", "2022-01-21", "url")),
        ("https://courier.example/world/2022/jan/21/talks", ("2022-01-21", "2022-01-21", "url")),
        ("https://courier.example/talks-20220121.html", ("2022-01-21", "2022-01-21", "url")),
        ("https://courier.example/2022/01/talks", ("2022-01-01", "2022-01-31", "url")),
        ("https://courier.example/article/20229921", (None, None, None)),
        ("https://courier.example/article/1202201213", (None, None, None)),
        ("https://courier.example/2999/01/21/talks", (None, None, None)),
        ("https://[courier", (None, None, None)),
        ("no address", (None, None, None)),
    ],
)
def test_dates_in_addresses(url: str, found: tuple[str | None, str | None, str | None]) -> None:
    assert when(cleaned(url=url)) == found


def test_a_day_in_the_address_is_better_than_one_that_a_scraper_guessed() -> None:
    def scraped(day_of_field: str) -> Report:
        return cleaned(
            f"---\ntitle: Envoys meet\nsource: https://courier.example/2024/feb/20/talks\ndate: {day_of_field}\n---\n{LONG}"
        )

    assert day(scraped("2022-02-07")) == ("2024-02-20", "url")
    assert day(scraped("2024-02-22")) == ("2024-02-22", "metadata")


def test_a_dateline_without_its_year_dates_nothing_unless_the_address_knows_the_year() -> None:
    text = f"TROMSØ, Jan 21 (AP) — {LONG}"
    assert day(cleaned(text)) == (None, None)
    assert day(cleaned(text, url="https://courier.example/2022/01/talks")) == ("2022-01-21", "dateline")
    assert day(cleaned(text, url="https://courier.example/2022/03/talks")) == ("2022-03-01", "url")
    assert day(cleaned(f"Tromsø, 21 January 2022 (AFP) - {LONG}")) == ("2022-01-21", "dateline")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Published: 21 January 2022", "2022-01-21"),
        ("Published on January 21, 2022 at 9:05 AM", "2022-01-21"),
        ("Updated Jan 22, 2022", "2022-01-22"),
        ("Jan 21, 2022 | 9:05 AM", "2022-01-21"),
        ("Fjord Courier, 21 January 2022", "2022-01-21"),
        ("January 21", None),
        ("Published: 21 January 2999", None),
    ],
)
def test_lines_that_print_the_date(line: str, found: str | None) -> None:
    assert day(cleaned(f"Envoys meet in Tromsø\n{line}\n\n{LONG}"))[0] == found


def test_published_beats_updated() -> None:
    found = cleaned(f"Envoys meet in Tromsø\nUpdated: 22 January 2022\nPublished: 21 January 2022\n{LONG}")
    assert day(found) == ("2022-01-21", "text")


def test_a_date_in_a_sentence_is_not_the_date_of_the_report() -> None:
    assert cleaned(f"Envoys meet in Tromsø\n\n{LONG} The accord of 21 January 2022 stands.").published is None


def test_nonsense_from_the_caller_is_refused_and_nonsense_in_a_field_passed_over() -> None:
    with pytest.raises(InputError, match="no date"):
        cleaned(published="last week")
    assert clean.report(Raw(name="a", content=LONG, published="last week")).published is None
    with pytest.raises(InputError, match="future"):
        clean.report(Raw(name="a", content=LONG), published="2999-01-01", level="none")


@pytest.mark.parametrize("text", ["", " \n", "…", "— ! —", "\0", "\ufffd", "___"])
@pytest.mark.parametrize("level", ["full", "none"])
def test_a_text_that_says_nothing_is_refused(text: str, level: clean.Level) -> None:
    with pytest.raises(InputError, match="has no text") as caught:
        clean.report(Raw(name="a.txt", content=text), level=level)
    assert caught.value.remedy


def test_without_cleaning_all_of_the_text_is_body() -> None:
    text = f"Menu\n{LONG}\nLeave a Comment"
    found = clean.report(Raw(name="a", content=text, published="2022-01-21"), level="none")
    assert {p.role for p in found.passages} == {"body"} and len(found.passages) == 3
    assert found.text == text and day(found) == ("2022-01-21", "metadata")
    archived = Raw(name="a", content=text, published="21-JAN-2022 15:01:01.79")
    assert day(clean.report(archived, level="none")) == ("2022-01-21", "metadata")
    assert day(clean.report(archived, published="2022-01-20", level="none")) == ("2022-01-20", "caller")


def test_one_report_is_one_however_often_it_is_read() -> None:
    assert cleaned().id == cleaned().id
    assert clean.report(Raw(name="renamed.txt", content=LONG)).id == cleaned().id
    assert (
        cleaned(url="https://c.example/a?id=1").id
        == cleaned(url="https://c.example/a?id=1&utm_source=x#top").id
    )
    assert cleaned(id="mine").id == "mine"


def test_the_same_words_at_two_outlets_are_two_reports() -> None:
    ids = {
        cleaned().id,
        cleaned(outlet="Fjord Courier").id,
        cleaned(outlet="Quay Post").id,
        cleaned(url="https://c.example/a").id,
        cleaned(url="https://c.example/b").id,
    }
    assert len(ids) == 5


FRENCH = "Les négociateurs se sont rencontrés vendredi à Genève pour parler de la frontière. "


def test_the_language_is_told_from_forty_letters_on_and_doubted_longer_in_latin_script() -> None:
    assert cleaned().language == "en"
    assert cleaned(FRENCH).language is None
    assert cleaned(FRENCH * 3).language == "fr"
    assert cleaned("Министры встретились в пятницу в Женеве и говорили о границе два часа.").language == "ru"
    assert cleaned("Oslo").language is None
    assert cleaned(language="nn").language == "nn"


def test_the_outlet_is_the_site_if_nothing_else_names_it() -> None:
    assert cleaned(url="https://www.courier.example/a").outlet == "courier.example"
    assert cleaned(url="https://www.courier.example/a", outlet="Fjord Courier").outlet == "Fjord Courier"
    assert cleaned().outlet is None


def test_languages_are_told_in_many_threads_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    from detente.clean.language import identifier, language_of

    identifier.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(language_of, [LONG] * 64)) == {"en"}


def test_reading_and_cleaning_go_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        "Møte i Tromsø\r\n\r\nUtsendingene møttes i tre timer søndag kveld, sa verten.".encode("latin-1")
    )
    (raw,) = read.read([tmp_path])
    assert isinstance(raw, Raw)
    found = clean.report(raw)
    assert found.title == "Møte i Tromsø" and "\r" not in found.text


def test_examples_in_docstrings_hold() -> None:
    for module in ("detente.clean", "detente.clean.dates"):
        assert doctest.testmod(import_module(module)).failed == 0
