"""The four faces of a brief: nothing in a report can act, every mark leads to its sentence, every line is there."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from rich.cells import cell_len

from detente.crisis import Crisis
from detente.model.derived import Brief, BriefLine
from detente.show.brief import html, json, markdown, terminal
from detente.show.brief.words import address, short
from detente.show.lists import NOTHING, listed
from detente.show.safe import pieces, plain
from tests.show.conftest import HOSTILE, cite, demand, hostile, made, source

FACES: dict[str, Callable[..., str]] = {
    "text": terminal.render,
    "html": html.render,
    "markdown": markdown.render,
    "json": json.render,
}
WORDS = st.sampled_from(HOSTILE) | st.text(st.characters(codec="utf-8"), max_size=60)
calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""
COLOUR = re.compile(r"\x1b\[[\d;]*(?:3[0-7]|9[0-7]|38;[\d;]+)m")


# --- nothing acts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("codes", [False, True])
@calm
@given(words=WORDS)
def test_in_a_page_words_are_text_and_nothing_else(codes: bool, words: str) -> None:
    page = lxml_html.document_fromstring(html.render(hostile(words), codes=codes))
    assert not page.xpath("//script|//img|//iframe|//object|//embed|//link|//form|//svg|//base")
    assert len(page.xpath("//style")) == 1
    for name, value in ((name, value) for tag in page.iter("*") for name, value in tag.items()):
        assert not name.startswith("on")
        assert name != "style"
        if name == "href":
            assert value.startswith("#") or address(source(1, url=value))
    assert all(plain(text.text_content()) == plain(words) for text in page.xpath("//h1|//td[1]"))


@calm
@given(words=WORDS)
def test_in_a_terminal_words_move_no_cursor_and_turn_no_line(words: str) -> None:
    out = terminal.render(hostile(words), codes=True)
    assert all(cell_len(row) <= 80 for row in out.splitlines())
    for sign in set(out) - {"\n"}:
        assert unicodedata.category(sign) not in ("Cc", "Cs"), ascii(sign)
        assert unicodedata.bidirectional(sign) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI")


@pytest.mark.parametrize("dialect", ["commonmark", "js-default"])
@pytest.mark.parametrize("before", ["", "- ", "# ", "**7.** ", "- **Monday** – "])
@calm
@given(words=WORDS)
def test_in_markdown_words_stay_the_words_they_are(dialect: str, before: str, words: str) -> None:
    tokens = MarkdownIt(dialect).parse(before + markdown.escaped(words))
    said = [child for token in tokens for child in token.children or ()]
    ours = {"text", "text_special", "strong_open", "strong_close"}
    assert {child.type for child in said} <= ours
    shown = "".join(child.content for child in said)
    assert shown.removeprefix("7.").removeprefix("Monday –").strip() == plain(words)


@calm
@given(words=WORDS)
def test_a_markdown_brief_has_no_markup_of_a_report(words: str) -> None:
    tokens = MarkdownIt("js-default", {"html": True}).parse(markdown.render(hostile(words), codes=True))
    found = {child.type for token in tokens for child in (token, *(token.children or ()))}
    assert not found & {
        "html_block",
        "html_inline",
        "image",
        "link_open",
        "fence",
        "code_block",
        "code_inline",
    }
    assert not found & {"hr", "blockquote_open", "ordered_list_open", "table_open", "em_open", "s_open"}


@calm
@given(words=WORDS)
def test_json_gives_the_record_back(words: str) -> None:
    brief = hostile(words)
    assert msgspec.json.decode(json.render(brief), type=Brief) == brief


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://x%0aalert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "//evil.example",
        "https://",
        "http:///path",
        "https://[broken",
        'https://a.example/"onclick="x',
        "https://a.example/ b",
        "https://a.example/\u202etxt",
        "https://a.example/>x",
        "",
    ],
)
def test_only_addresses_of_the_web_are_links(url: str) -> None:
    assert address(source(1, url=url)) is None
    assert (
        address(source(1, url="https://a.example/b?c=d&e=%20(f)#g")) == "https://a.example/b?c=d&e=%20(f)#g"
    )


def test_a_link_tells_nobody_where_it_came_from() -> None:
    brief = msgspec.structs.replace(made(demand()), sources=(source(1, url="https://a.example/1?x=1&y=2"),))
    (link,) = lxml_html.document_fromstring(html.render(brief)).xpath("//a[starts-with(@href, 'http')]")
    assert link.get("href") == "https://a.example/1?x=1&y=2"
    assert link.get("rel") == "noopener noreferrer"
    assert "<https://a.example/1?x=1&y=2>" in markdown.render(brief)


@calm
@given(words=WORDS, at=st.tuples(st.integers(0, 70), st.integers(0, 70)))
def test_the_three_pieces_are_the_sentence(words: str, at: tuple[int, int]) -> None:
    start, end = sorted(at)
    told = cite(1, words)
    cut = msgspec.structs.replace(told, at=type(told.at)(start, end))
    assert (
        plain("".join(pieces(cut))) == plain(words)
        or plain("".join(pieces(cut))).split() == plain(words).split()
    )


# --- marks and their sentences -----------------------------------------------------------------------


def assert_marks_meet(page: str) -> None:
    tree = lxml_html.document_fromstring(page)
    ids = tree.xpath("//@id")
    links = [href[1:] for href in tree.xpath("//@href") if href.startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    marks = {x for x in links if re.fullmatch(r"s\d+[a-z]+", x)}
    assert marks == {x for x in ids if re.fullmatch(r"s\d+[a-z]+", x)}
    assert marks
    for sentence in tree.xpath("//*[@class='sentence']"):
        assert sentence.xpath(".//*[@class='back']/a"), "a sentence leads back to a line"


def test_every_mark_has_its_sentence_and_every_sentence_its_mark(example_brief: Brief) -> None:
    for brief in (example_brief, made(*(demand(n=n) for n in range(40)))):
        assert_marks_meet(html.render(brief))
        for face in (terminal.render, markdown.render):
            above, _, below = (
                face(brief).replace("\\", "").partition("SOURCES" if face is terminal.render else "# Sources")
            )
            cited = {x for group in re.findall(r"\[((?:\d+[a-z]+\s*)+)\]", above) for x in group.split()}
            assert cited == set(re.findall(r"^\s*(?:- \[)?(\d+[a-z]+)\b", below, re.MULTILINE))


def test_a_sentence_has_the_same_label_on_every_face(example_brief: Brief) -> None:
    page = lxml_html.document_fromstring(html.render(example_brief))
    text = " ".join(terminal.render(example_brief).split())
    for sentence in page.xpath("//*[@class='sentence']"):
        label, told, _ = (" ".join(x.text_content().split()) for x in (sentence[0], sentence[1], sentence[2]))
        assert re.search(rf"\b{label} [^\d]*{re.escape(told[:30])}", text)


def test_marks_that_the_parts_carry_stand_only_there() -> None:
    side = BriefLine(id="", text="Norway: “two days”", cites=(cite(1, "It took two days."),))
    line = BriefLine(id="c", text="Reports disagree", parts=(side,), cites=side.cites)
    out = terminal.render(made(line))
    assert out.count("[1a]") == 1
    assert "Reports disagree\n" in out


def test_a_sentence_opens_in_place_with_the_report_it_stands_in() -> None:
    page = lxml_html.document_fromstring(html.render(made(demand())))
    told = page.xpath("//details//li")
    assert [" ".join(x.text_content().split()) for x in told] == [
        "Colombia demanded the release of two fishermen 1. 1a Fjord Gazette, 5 March 2024: “Envoys meet”",
        "Oslo refused 1. 2a Fjord Gazette, 5 March 2024: “Envoys meet”",
    ]
    assert told[0].xpath("./mark/text()") == ["release of two fishermen"]


# --- what is on a face -------------------------------------------------------------------------------


@pytest.mark.parametrize("face", FACES)
def test_every_section_and_every_line_is_there(face: str, example_brief: Brief) -> None:
    out = FACES[face](example_brief)
    if face == "html":
        out = lxml_html.document_fromstring(out).text_content()
    words = " ".join(out.replace("\\", "").split()).lower()
    for section in example_brief.sections:
        assert section.title.lower() in words
        for line in section.lines:
            start = " ".join(line.text.split()[:4]).lower()
            assert start in words
            assert (line.counts or "") in words
            assert (line.state or "") in words
    assert "sources" in words


@pytest.mark.parametrize("face", FACES)
def test_an_empty_brief_says_so_calmly(face: str) -> None:
    empty = Brief(title="Crisis brief", summary="0 reports.")
    assert FACES[face](empty)
    assert "No offer was found." in FACES[face](made(sources=0))


@pytest.mark.parametrize("face", FACES)
def test_three_hundred_lines_are_no_trouble(face: str) -> None:
    out = FACES[face](made(*(demand(n=n) for n in range(300))))
    assert "1kn" in out or face == "json"
    assert out.count("Norway refused") == 300


@pytest.mark.parametrize("face", ["text", "html", "markdown"])
def test_codes_are_on_a_face_only_where_asked_for(face: str) -> None:
    assert "state:COL" not in FACES[face](made(demand()))
    told = FACES[face](made(demand()), codes=True)
    assert "state:COL" in told
    assert "d1" in told


def test_a_page_allows_nothing_but_its_own_style() -> None:
    page = html.render(made(demand()))
    tree = lxml_html.document_fromstring(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert html.digest(tree.xpath("//style")[0].text) in policy
    assert not re.search(r"url\(|@import|https?:", html.resource("brief.css"))


def test_people_are_a_table_with_names_as_heads_of_rows() -> None:
    person = BriefLine(id="p", text="Kari Berg", notes=("foreign minister, Norway", "named 3 times"))
    page = lxml_html.document_fromstring(html.render(made(person, name="people")))
    assert page.xpath("//tbody/tr/th[@scope='row']/text()")[0].strip() == "Kari Berg"
    assert "Kari Berg  foreign minister, Norway  named 3 times" in terminal.render(
        made(person, name="people")
    )


@pytest.mark.parametrize(
    ("when", "year", "told"),
    [
        ("Friday 21 January 2022", "2022", "Fri 21 Jan"),
        ("Friday 21 January 2022", "2023", "Fri 21 Jan 2022"),
        ("Friday 21 January 2022, 11:00 GMT", "2022", "Fri 21 Jan, 11:00 GMT"),
        ("reported 19 January 2022", "2022", "reported 19 Jan"),
        ("28 December 2021 to 3 January 2022", "2022", "28 Dec 2021 to 3 Jan 2022"),
        ("24–30 May 2022", None, "24–30 May 2022"),
        ("2014 to 2016", "2016", "2014 to 2016"),
        ("2022", "2022", "2022"),
        ("January 2022", "2022", "Jan"),
    ],
)
def test_a_date_is_short_and_never_loses_a_year_that_is_not_plain(
    when: str, year: str | None, told: str
) -> None:
    assert short(when, year) == told


def test_a_date_stands_on_one_row_and_a_line_without_one_borrows_none() -> None:
    undated = BriefLine(id="u", text="Norway: “soon”")
    out = terminal.render(made(demand(), undated))
    assert "Tue 5 Mar        Colombia to Norway" in out
    assert "–                Norway: “soon”" in out


# --- terminals ---------------------------------------------------------------------------------------


class Screen(io.StringIO):
    """A standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


def on_a_screen(brief: Brief, monkeypatch: pytest.MonkeyPatch) -> str:
    """A brief as a terminal of 200 columns gets it."""
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "200")
    return terminal.render(brief)


def test_a_terminal_gets_colours_and_no_line_too_long_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = on_a_screen(made(demand("Norway: " + "word " * 60)), monkeypatch)
    assert COLOUR.search(out)
    assert 80 < max(cell_len(re.sub(r"\x1b\[[\d;]*m", "", row)) for row in out.splitlines()) <= 96


def test_no_color_means_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not COLOUR.search(on_a_screen(made(demand()), monkeypatch))


@pytest.mark.parametrize("setting", ["FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE"])
def test_a_pipe_gets_80_columns_and_no_escapes(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setenv(setting, "1")
    monkeypatch.setenv("COLUMNS", "200")
    out = terminal.render(made(demand("Norway: " + "word " * 60)))
    assert "\x1b" not in out
    assert max(map(cell_len, out.splitlines())) <= 80


# --- lists -------------------------------------------------------------------------------------------


def words_of(crisis: Crisis, records: object, *, codes: bool = False) -> str:
    out = listed(crisis, list(records), codes=codes)  # type: ignore[call-overload]
    assert all(cell_len(row) <= 80 for row in out.splitlines())
    return " ".join(out.split())


def test_lists_print_the_lines_of_the_brief(example: Crisis) -> None:
    for records in (
        example.ledger(),
        example.timeline(),
        example.claims(),
        example.changes(),
        example.contradictions(),
    ):
        for codes in (False, True):
            out = words_of(example, records, codes=codes)
            assert "SOURCES" in out
            assert all(record.id in out for record in records) or not codes


def test_origins_name_those_who_carry_one_text_and_count_the_rest(example: Crisis) -> None:
    out = words_of(example, example.origins())
    shared = [o for o in example.origins() if len(o.reports) > 1]
    assert shared
    for origin in shared:
        assert f"{len(origin.reports)} reports carry one text" in out
    alone = len(example.reports()) - len({r for o in shared for r in o.reports})
    assert f"{alone} reports share no text with another" in out


def test_sources_are_a_table_of_number_day_outlet_and_title(example: Crisis) -> None:
    out = words_of(example, example.sources())
    for found in example.sources():
        assert (found.title or found.name).split()[0] in out
    assert example.sources()[0].report in words_of(example, example.sources(), codes=True)


def test_why_gives_every_sentence_with_its_source(example: Crisis) -> None:
    claim = max(example.claims(), key=lambda c: c.reports)
    why = example.why(claim.id)
    out = words_of(example, [why], codes=True)
    assert claim.id in out
    for found in why.cites:
        assert plain(found.sentence) in out
    for found in why.sources:
        assert (found.title or found.name) in out


def test_search_gives_the_passage_and_its_report(example: Crisis) -> None:
    found = example.search("written answers")
    out = words_of(example, found)
    for passage in found:
        assert plain(passage.sentence) in out
        assert example.sources()[passage.source - 1].title in out


def test_an_empty_answer_says_so(example: Crisis) -> None:
    assert listed(example, example.search("zebra crossing"), codes=False) == NOTHING
