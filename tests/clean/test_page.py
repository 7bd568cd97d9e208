from __future__ import annotations

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import clean
from detente.clean.page import page, stated_date, stripped
from detente.errors import InputError
from detente.model.given import Raw, Report
from tests.growth import assert_in_proportion

PARAGRAPHS = [
    "The envoys of both sides met for three hours in the old customs house and parted without a word.",
    "A second round is to be held in Bergen, the Norwegian hosts said, though no day has been named yet.",
    "Fishermen who had waited on the quay since dawn were told that the quota would stay as it is.",
    "The minister, who had flown in on Saturday, said she was neither surprised nor sorry about it.",
]

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Envoys meet in Tromsø | Fjord Courier</title>
<meta property="og:title" content="Envoys meet in Tromsø"><meta property="og:site_name" content="Fjord Courier">
<meta property="article:published_time" content="2022-01-21T10:00:00+01:00">
<link rel="canonical" href="https://courier.example/talks"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Envoys meet in Tromsø</h1><p class="byline">By Ada Lindqvist</p>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS[:2])}<h2>No joy on the quay</h2>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS[2:])}</article>
<div id="respond"><h3>Leave a Reply</h3><form><textarea></textarea></form></div>
<footer>© 2022 Fjord Courier. All rights reserved.</footer><script>var a = "<p>not text</p>";</script></body></html>"""


def cleaned(html: str, **fields: str) -> Report:
    return clean.report(Raw(name="a.html", content=html, media="html", **fields))  # type: ignore[arg-type]


def test_a_page_gives_its_article_and_what_it_says_of_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *a: pytest.fail("went to the network"))
    found = cleaned(PAGE)
    assert found.title == "Envoys meet in Tromsø" and found.outlet == "Fjord Courier"
    assert found.url == "https://courier.example/talks"
    assert found.published is not None
    assert (found.published.earliest, found.published.by) == ("2022-01-21T10:00:00+01:00", "metadata")
    words = {
        role: [found.quote(p.span) for p in found.passages if p.role == role]
        for role in ("headline", "heading", "body", "lede", "litter")
    }
    assert words["headline"] == ["Envoys meet in Tromsø"] and words["heading"] == ["No joy on the quay"]
    assert words["lede"] + words["body"] == PARAGRAPHS
    assert "Home" not in found.text and "not text" not in found.text


def test_a_title_that_the_article_lacks_is_put_before_it() -> None:
    found = cleaned(PAGE.replace("<h1>Envoys meet in Tromsø</h1>", ""))
    assert found.text.startswith("Envoys meet in Tromsø\n")
    assert found.passages[0].role == "headline"


def test_twenty_thousand_nested_elements_lose_no_word_and_break_nothing() -> None:
    html = f"<html><body>{'<div>' * 20_000}<p>{PARAGRAPHS[0]}</p>{'</div>' * 20_000}<p>{PARAGRAPHS[1]}</p></body></html>"
    found = cleaned(html)
    assert PARAGRAPHS[0] in found.text and PARAGRAPHS[1] in found.text


def test_a_page_of_three_words_in_deep_nesting_keeps_them() -> None:
    html = f"<html>{'<div>' * 20_000}no word lost{'</div>' * 20_000}"
    assert cleaned(html).text == "no word lost"
    assert "abc" in cleaned("<html><body><p>\ud800 abc</p>").text


def test_where_little_is_extracted_the_paragraphs_of_the_page_are_taken() -> None:
    cells = "".join(f"<option>{p}</option>" for p in PARAGRAPHS)
    found = cleaned(
        f"<html><body><p>A line.</p><form>{''.join(f'<label>{p}</label>' for p in PARAGRAPHS)}</form>{cells}</body></html>"
    )
    assert all(p in found.text for p in PARAGRAPHS)


def test_nothing_is_printed_of_broken_pages(capfd: pytest.CaptureFixture[str]) -> None:
    for html in ("<html>", "<html><body>\0", "<html><title>x"):
        page(html)
    assert capfd.readouterr() == ("", "")


def test_an_entry_of_a_feed_is_all_article() -> None:
    found = cleaned(f"<p>{PARAGRAPHS[0]}</p><p>R&eacute;sum&eacute; &amp; more</p>", title="Envoys meet")
    assert found.text == f"Envoys meet\n\n{PARAGRAPHS[0]}\n\nRésumé & more"
    assert found.title == "Envoys meet"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a < b and <b>c</b> > d", "a < b and c > d"),
        ("one<br>two<p>three</p>four", "one\ntwo\n\nthree\n\nfour"),
        ("<!-- <p>no</p> -->yes<!-- open", "yes open"),
        ("<script>no</script>yes<style>no", "yesno"),
        ("<p title='a>b'>x", "b'>x"),
        ("&lt;p&gt; &#x1F54A; &bogus;", "<p> 🕊 &bogus;"),
        ("<scr", ""),
        ("İ<script>no</script>yes", "İyes"),
    ],
)
def test_tags_are_stripped_and_words_are_kept(html: str, text: str) -> None:
    assert stripped(html) == text


@pytest.mark.parametrize(
    "unit",
    [
        "<!--",
        "<script>",
        "<",
        "</",
        "<p ",
        "<a href='",
        "<svg><",
        "&",
        "&#",
        "<title>",
        "<meta ",
        "\n<p>\n",
        "<time datetime='",
    ],
)
def test_the_time_of_stripping_grows_with_the_page_and_no_faster(unit: str) -> None:
    assert_in_proportion(lambda size: stripped(unit * (size // len(unit))), 50_000)
    assert_in_proportion(lambda size: stated_date(unit * (size // len(unit))), 50_000)


def test_a_page_without_date_has_none() -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2022-01-21T10:00:00+01:00">', "")
    assert cleaned(bare).published is None
    assert (
        cleaned(bare.replace("<body>", '<body><time datetime="2022-01-20">Thursday</time>')).published
        is not None
    )
    listed = '<body><time datetime="2022-01-20">a</time><time datetime="2022-01-19">b</time>'
    assert cleaned(bare.replace("<body>", listed)).published is None
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2022-01-18T08:00:00Z"}</script></head>'
    assert cleaned(bare.replace("</head>", data)).published.earliest == "2022-01-18T08:00:00+00:00"  # type: ignore[union-attr]


def test_a_page_that_says_nothing_is_refused() -> None:
    for html in ("<html><body></body></html>", "<html><head><script>a()</script></head></html>", "<p></p>"):
        with pytest.raises(InputError, match="has no text"):
            cleaned(html)


TAGS = st.sampled_from(
    ["<html>", "<body>", "<p>", "</p>", "<div>", "<h1>", "<script>", "</script>", "<!--", "-->", "<", ">", "&amp;", "&#0;", "&#xD800;", "\0",
     "<table><tr><td>", "<meta name='date' content='2022-01-21'>", "<title>T</title>", PARAGRAPHS[0], "\ud800", "<![CDATA[", "<?xml version='1.0' encoding='utf-8'?>"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=8)), max_size=20).map("".join))
def test_any_page_gives_text_or_none(html: str) -> None:
    for markup in (html, f"<html><body>{html}"):
        assert isinstance(page(markup).text, str)
        try:
            found = cleaned(markup)
        except InputError:
            continue
        assert all(0 <= p.start < p.end <= len(found.text) for p in found.passages)


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Envoys meet in Oslo - The Fjord Post", "The Fjord Post"),
        ("Envoys meet in Oslo | Isle Gazette", "Isle Gazette"),
        ("Envoys meet in Oslo", None),
        ("Envoys meet in Oslo - what we know so far", None),
    ],
)
def test_the_site_behind_the_headline_is_the_outlet(title: str, outlet: str | None) -> None:
    body = (
        "<p>The envoys of Peru and Chile met in Oslo on Friday and agreed to meet again within a month.</p>"
        * 3
    )
    html = f"<html><head><title>{title}</title></head><body><article><h1>Envoys meet in Oslo</h1>{body}</article></body></html>"
    assert page(html).outlet == outlet
