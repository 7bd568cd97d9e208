from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import clean
from detente.clean.roles import layout, passages
from detente.errors import InputError
from detente.model.given import Raw, Report
from tests.growth import assert_in_proportion


def cleaned(text: str, **fields: str) -> Report:
    return clean.report(Raw(name="a.txt", content=text, **fields))  # type: ignore[arg-type]


def roles(report: Report) -> list[tuple[str, str]]:
    return [(p.role, report.quote(p.span)) for p in report.passages]


LONG = "The envoys of both sides met for three hours in the old customs house and parted without a word."
OTHER = "A second round is to be held in Bergen, the Norwegian hosts said, though no day has been named yet."


def test_headline_lede_heading_and_body() -> None:
    found = cleaned(
        f"Envoys meet in Tromsø\n\n{LONG}\n\n{OTHER}\n\nA door left ajar\n\n{LONG[:-1]}, again.\n"
    )
    assert [role for role, _ in roles(found)] == ["headline", "lede", "body", "heading", "body"]
    assert found.title == "Envoys meet in Tromsø"


def test_a_quotation_alone_between_paragraphs_is_a_heading() -> None:
    found = cleaned(f"Envoys meet in Tromsø\n{LONG}\n“A long, cold and honest evening”\n{OTHER}")
    assert roles(found)[2] == ("heading", "“A long, cold and honest evening”")


def test_a_question_may_be_headline_or_heading() -> None:
    found = cleaned(f"Will the envoys meet again?\n\n{LONG}\n\nWhat comes next?\n\n{OTHER}")
    assert [role for role, _ in roles(found)] == ["headline", "lede", "heading", "body"]


def test_a_short_sentence_between_paragraphs_stays_body() -> None:
    found = cleaned(f"Envoys meet in Tromsø\n\n{LONG}\n\nThen he left.\n\n{OTHER}")
    assert roles(found)[2] == ("body", "Then he left.")


def test_a_single_sentence_is_body() -> None:
    assert roles(cleaned(LONG)) == [("body", LONG)]
    assert roles(cleaned("Envoys meet")) == [("body", "Envoys meet")]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Lindqvist (left) greets Ole Berg (right) on the quay in Tromsø on Sunday.",
        "FILE PHOTO: The customs house at dawn, May 3, 2019",
        "Pictured: the customs house where the envoys met",
        "A photo released by the coast guard shows the ferry on Sunday.",
        "The customs house is seen in this handout picture from Sunday.",
        "The ferry leaves Tromsø on Sunday. (AP Photo/Ada Lindqvist)",
        "The ferry leaves Tromsø on Sunday [Ada Lindqvist/Reuters]",
    ],
)
def test_captions_are_told_by_how_they_describe_a_picture(line: str) -> None:
    found = cleaned(f"Envoys meet in Tromsø\n\n{line}\n\n{LONG}\n\n{OTHER}")
    assert ("caption", line) in roles(found)
    assert found.credit is None  # whose picture it is says nothing of whose copy


def test_a_doubled_caption_counts_once() -> None:
    caption = "The customs house on the quay in Tromsø"
    found = cleaned(f"Envoys meet\n\n{caption}\n© Ada Lindqvist\n{caption}\n\n{LONG}\n{OTHER}")
    assert [role for role, _ in roles(found)] == ["headline", "caption", "litter", "litter", "lede", "body"]


def test_of_a_doubled_line_the_one_at_the_credit_goes() -> None:
    caption = "The customs house on the quay in Tromsø"
    found = cleaned(
        f"Envoys meet in Tromsø\n{LONG}\n{caption}\nPhoto: Ada Lindqvist\n{OTHER}\n{caption}\n{LONG[:-1]} yet."
    )
    kept = [
        (role, p.start)
        for (role, words), p in zip(roles(found), found.passages, strict=True)
        if words == caption
    ]
    assert [role for role, _ in kept].count("litter") == 1


def test_a_paragraph_printed_twice_counts_once() -> None:
    found = cleaned(f"Envoys meet in Tromsø\n{LONG}\n{OTHER}\n{LONG}")
    assert [role for role, _ in roles(found)] == ["headline", "lede", "body", "litter"]


def test_comment_forms_at_the_end_are_litter_with_and_without_a_line_end() -> None:
    for end in (
        "Leave a Comment",
        "Leave a Replay\n",
        "Leave a Reply Cancel reply\nYour email address will not be published.",
    ):
        found = cleaned(f"Envoys meet in Tromsø\n{LONG}\n{OTHER}\n{end}")
        assert {role for role, _ in roles(found)[3:]} == {"litter"}


def test_a_form_glued_to_the_last_sentence_is_parted_from_it() -> None:
    found = cleaned(f"Envoys meet in Tromsø\n{LONG}\n{OTHER}Leave a Comment")
    assert roles(found)[-2:] == [("body", OTHER), ("litter", "Leave a Comment")]


def test_what_readers_wrote_is_litter() -> None:
    readers = "I do not believe a word of what they told the papers about that evening.\nNor do I."
    found = cleaned(f"Envoys meet in Tromsø\n{LONG}\n{OTHER}\n{LONG[:-1]}, twice.\n2 Comments\n{readers}")
    assert [role for role, _ in roles(found)[4:]] == ["litter", "litter", "litter"]


def test_a_comment_link_above_the_report_takes_nothing_away() -> None:
    found = cleaned(f"Envoys meet in Tromsø\nLeave a Comment\n{LONG}\n{OTHER}")
    assert [role for role, _ in roles(found)] == ["headline", "litter", "lede", "body"]


MENU = "Home\nWorld\nEurope\nBusiness\nCulture\nWeather\nSign in"


def test_menus_and_lists_of_links_are_litter() -> None:
    links = "Ferry strike enters second week\nHerring quota cut by a third\nMayor of Bodø resigns\nSnow closes the pass"
    page = f"Envoys meet in Tromsø – Fjord Courier\n{MENU}\nEnvoys meet in Tromsø\n{LONG}\n{OTHER}\nRelated articles\n{links}\nPrivacy Policy"
    found = cleaned(page)
    assert [words for role, words in roles(found) if role != "litter"] == [
        "Envoys meet in Tromsø",
        LONG,
        OTHER,
    ]
    assert next(words for role, words in roles(found) if role == "headline") == "Envoys meet in Tromsø"


def test_a_list_of_a_clean_text_is_its_own() -> None:
    winners = "Herring: Tromsø\nCod – Bodø\nHalibut, Narvik\nShrimp (Alta)\nCrab from Vardø\nMussels"
    found = cleaned(f"Fish fair ends in Tromsø\n{LONG}\n{winners}")
    assert not [words for role, words in roles(found) if role in ("litter", "heading")]


def test_the_links_below_a_page_are_litter() -> None:
    links = "\n".join(f"- [Story {n} of the day](https://courier.example/{n})" for n in range(9))
    found = cleaned(
        f"Envoys meet in Tromsø\n{LONG}\n{OTHER}\nVideos of the week\nFerry in the storm\n## Links\n{links}"
    )
    assert [words for role, words in roles(found) if role != "litter"] == [
        "Envoys meet in Tromsø",
        LONG,
        OTHER,
    ]


def test_a_list_that_the_text_announces_is_body() -> None:
    found = cleaned(
        f"Envoys meet in Tromsø\n{LONG}\nThe accord has these five parts, the hosts said:\nHerring\nCod\nFerries\nSchools\nRoads\n{OTHER}"
    )
    assert not [words for role, words in roles(found) if role == "litter"]


def test_a_text_of_short_lines_alone_is_not_thrown_away() -> None:
    found = cleaned("Envoys meet\nFerry strike\nHerring quota\nMayor resigns\nSnow closes pass\nBank opens")
    assert not [words for role, words in roles(found) if role == "litter"]


def test_a_dateline_is_a_passage_of_its_own_and_names_the_agency() -> None:
    found = cleaned(f"Envoys meet in Tromsø\n\nTROMSØ, Jan 21 (Reuters) - {LONG}\n\n{OTHER}")
    assert roles(found)[1:3] == [("dateline", "TROMSØ, Jan 21 (Reuters) -"), ("lede", LONG)]
    assert found.credit == "Reuters"


@pytest.mark.parametrize(
    ("line", "credit"),
    [("AFP", "AFP"), ("(Reuters)", "Reuters"), ("By Ada Lindqvist, Associated Press", "AP"), ("With AFP", "AFP"), ("Source: Reuters", "Reuters"),
     ("Source: Fjord Press", "Fjord Press"), ("Reuters with AFP", "Reuters"), ("Photo: Reuters", None), ("© Reuters", None), ("By Ada Lindqvist", None)],
)  # fmt: skip
def test_the_agency_of_the_copy_is_credited_the_photographers_is_not(line: str, credit: str | None) -> None:
    found = cleaned(
        f"Envoys meet in Tromsø\n{line}\n{LONG}\n{OTHER}\nThe minister told AFP that it was over and that she was glad."
    )
    assert found.credit == credit


def test_fields_that_a_scraper_wrote_are_understood_and_are_no_news() -> None:
    head = (
        '---\ntitle: "Envoys meet in Tromsø"\nsource: https://courier.example/talks\ndate: 2022-01-21\n---\n'
    )
    found = cleaned(f"{head}\n{LONG}\n{OTHER}")
    assert (found.title, found.url) == ("Envoys meet in Tromsø", "https://courier.example/talks")
    assert found.published is not None and (found.published.earliest, found.published.by) == (
        "2022-01-21",
        "metadata",
    )
    assert [words for role, words in roles(found) if role in ("lede", "body")] == [LONG, OTHER]


def test_of_a_page_without_a_title_the_line_that_the_address_says_is_the_headline() -> None:
    menu = "\n".join(
        ["Log In Using Your Account", "Weather", "Sports", "Community Calendar", "Meet the Team"] * 3
    )
    text = f"{menu}\nEnvoys leave Tromsø without an accord\nThe pier of Tromsø, where the launch lay on Friday\n{LONG}\n{OTHER}"
    url = "https://courier.example/world/envoys-leave-tromso-without-accord-88123/item_2b-41f0-a3c2-77d1-9e.html"
    found = clean.report(Raw(name="a", content=text, url=url))
    assert found.title == "Envoys leave Tromsø without an accord"
    assert clean.report(Raw(name="a", content=text, url="https://courier.example/88123")).title != found.title


def test_names_in_a_row_without_a_sentence_are_a_menu() -> None:
    menu = " ".join(["Ardal Bergen Cascadia Drammen Eidsvoll Fords of the North Galdar"] * 5)
    found = cleaned(f"Envoys meet in Tromsø\n{menu}\n{LONG}\n{OTHER}")
    assert [words for role, words in roles(found) if role == "litter"] == [menu]


def test_a_title_is_told_on_one_line() -> None:
    assert clean.report(Raw(name="a", content=LONG, title="\n\n\t\tEnvoys  meet\n")).title == "Envoys meet"
    assert clean.report(Raw(name="a", content=LONG, title=" \n"), level="none").title is None


def test_codes_of_line_breaks_that_a_spreadsheet_wrote_out_are_no_words() -> None:
    found = cleaned(f"Envoys meet in Tromsø_x000D_\n_x000D_\n{LONG}_x000D_\n\xa0_x000D_\n{OTHER}_x000D_")
    assert [words for _, words in roles(found)] == ["Envoys meet in Tromsø", LONG, OTHER]


def test_a_line_broken_at_a_link_is_one_passage() -> None:
    found = cleaned(
        f"Envoys meet in Tromsø\n{LONG}\nThe ferry, which had left the pier late, had\nturned back\nbefore dawn, the port master of Tromsø said."
    )
    assert roles(found)[-1][1].startswith("The ferry") and roles(found)[-1][1].endswith("said.")


def test_hard_wrapped_copy_is_read_in_paragraphs() -> None:
    copy = (
        "    The envoys of both sides met for three hours in the old\n"
        "customs house of Tromsø and parted without a word, and the\n"
        "hosts, who had hoped for a joint appearance on the quay,\n"
        "cancelled the dinner.\n    A second round is to be held in the\nspring, the hosts said."
    )
    assert len(cleaned(copy).passages) == 2


def test_a_million_letters_without_a_space_are_litter() -> None:
    with pytest.raises(InputError, match="no running text"):
        cleaned("a" * 1_000_000)
    mixed = cleaned(f"Envoys meet in Tromsø\n{LONG} {'x' * 5000} {OTHER}")
    assert [role for role, _ in roles(mixed)] == ["headline", "lede", "litter", "body"]


def test_scripts_without_spaces_are_no_such_litter() -> None:
    text = "外交部长星期五在日内瓦会晤。" * 200
    assert all(p.role != "litter" for p in cleaned(text).passages)


@pytest.mark.parametrize(
    "text",
    [
        "وزيرا الخارجية التقيا في جنيف يوم الجمعة.",
        "שרי החוץ נפגשו\nבז'נבה",
        "7",
        "a\0b",
        "\ufeffOslo",
        "“unbalanced « quotes",
    ],
)
def test_odd_texts_make_reports(text: str) -> None:
    found = cleaned(text)
    assert found.text == text
    assert found.passages


PIECES = st.sampled_from(
    [LONG, OTHER, "Envoys meet", "Leave a Comment", "VIDEO. Who met?", "© Ada", "By Ada Lindqvist", "AFP", "\n", "\n\n", " ", "\r\n", "\t",
     "OSLO, Jan 21 (AP) — ", "Menu", "Share", "• ", "# ", "---", "title: x", "date: 2022-01-21", "“", "”", "?", ".", "\0", "🕊", "\u2028", "Tags:",
     "x" * 1200, "外交部长", "[a](b)", "Published: 21 January 2022", ":"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map("\n".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_passages_are_disjoint_in_order_in_bounds_and_never_empty(text: str) -> None:
    found = passages(layout(text))
    assert all(0 <= p.start < p.end <= len(text) and text[p.start : p.end].strip() for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = "".join(text[p.start : p.end] for p in found)
    for letter in set(text):
        assert not letter.isalnum() or covered.count(letter) == text.count(letter)  # nothing falls between


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        once = cleaned(text)
    except clean.InputError:
        return
    again = clean.report(Raw(name="a.txt", content=once.text))
    assert again == once


def body_of(report: Report) -> list[str]:
    return [words for role, words in roles(report) if role == "litter"]


def test_the_litter_of_the_two_sample_reports_is_exactly_what_a_reader_would_skip(shared: Path) -> None:
    first, second = (
        cleaned(path.read_text(encoding="utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))
    )
    assert [words.split()[0] for words in body_of(first)] == ["VIDEO.", "Leave"]
    assert [words.split()[0] for words in body_of(second)] == ["©", "Antony", "Leave", "This"]
    assert [role for role, _ in roles(first)].count("heading") == 1
    assert [role for role, _ in roles(second)][:5] == ["headline", "caption", "litter", "litter", "lede"]
    assert [role for role, _ in roles(second)].count("heading") == 1


@pytest.mark.parametrize(
    "unit",
    ["a\n", "Share\n", f"{LONG}\n", "- x\n", "Same line again here\n", "Leave a Comment\n", "x" * 1500 + " "],
)
def test_the_time_of_cleaning_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert_in_proportion(lambda size: passages(layout(unit * (size // len(unit)))), 50_000)
