"""The page of a brief as a reader meets it in a browser: by headings, links and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from detente.model.derived import Brief
from detente.show.brief import html
from tests.conftest import missing
from tests.show.conftest import HOSTILE, demand, hostile, made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE, DESK = 360, 1280
Scheme = Literal["light", "dark"]


Open = Callable[..., "Page"]


@pytest.fixture
def read(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a brief as a file. What the page says on its console or asks of others is a failure."""
    noise: list[str] = []
    pages: list[Page] = []

    def opened(brief: Brief, *, width: int = DESK, scheme: Scheme = "light") -> Page:
        path = tmp_path / "brief.html"
        path.write_text(html.render(brief), encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.on("console", lambda said: noise.append(f"console: {said.text}"))
        page.on("pageerror", lambda error: noise.append(f"error: {error}"))
        page.on("dialog", lambda dialog: noise.append(f"dialog: {dialog.message}"))
        page.on("request", lambda asked: noise.append(asked.url) if asked.url != path.as_uri() else None)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert noise == []


def test_sections_are_found_by_their_headings_and_reached_by_their_links(
    read: Open, example_brief: Brief
) -> None:
    page = read(example_brief)
    assert page.get_by_role("heading", level=1).inner_text() == example_brief.title
    sections = page.get_by_role("navigation", name="Sections")
    for title in [s.title for s in example_brief.sections] + ["Sources"]:
        sections.get_by_role("link", name=title, exact=True).click()
        assert page.get_by_role("heading", name=title, level=2, exact=True).is_visible()
        assert page.get_by_role("region", name=title, exact=True).count() == 1
    assert page.get_by_role("heading", name="Sources").evaluate(
        "x => x.getBoundingClientRect().top < innerHeight"
    )


def test_a_mark_leads_to_its_sentence_and_the_sentence_back(read: Open) -> None:
    page = read(made(*(demand(n=n) for n in range(30)), sources=2))
    page.get_by_role("link", name="Sentence 1c", exact=True).click()
    assert page.url.endswith("#s1c")
    sentence = page.locator(":target")
    assert "Colombia demanded the release of two fishermen 2." in sentence.inner_text()
    assert sentence.evaluate(
        "x => { const r = x.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
    )
    sentence.get_by_role("link", name="Back from 1c to Demands").click()
    assert page.locator(":target").get_by_role("link", name="Sentence 1c").is_visible()
    page.go_back()
    assert page.url.endswith("#s1c")


def test_a_sentence_opens_in_place_by_the_keyboard(read: Open) -> None:
    page = read(made(demand()))
    told = page.locator("details li").first
    assert not told.is_visible()
    summary = page.get_by_text("3 reports, 1 origin")
    summary.focus()
    page.keyboard.press("Enter")
    assert told.is_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus-visible").evaluate("x => getComputedStyle(x).outlineStyle") == "solid"


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_axe_finds_nothing_to_mend(read: Open, example_brief: Brief, scheme: Scheme, width: int) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python is not installed: `make setup-dev`")
    page = read(example_brief, width=width, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(x => { x.open = true })")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"][:3]]) for v in found] == []


@pytest.mark.parametrize("words", [None, "x" * 400, "和平" * 200])
def test_nothing_is_wider_than_the_screen(read: Open, example_brief: Brief, words: str | None) -> None:
    page = read(hostile(words) if words else example_brief)
    page.evaluate("document.querySelectorAll('details').forEach(x => { x.open = true })")
    for width in (320, PHONE, 768, 1056, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_date_stands_on_one_row(read: Open, example_brief: Brief) -> None:
    page = read(example_brief)
    days = page.locator(".dated > li > .day")
    assert days.count() > 20
    rows = """all => all.map(x => {
        const words = document.createRange(); words.selectNodeContents(x); return words.getClientRects().length })"""
    for text, number in zip(days.all_inner_texts(), days.evaluate_all(rows), strict=True):
        assert number == 1 or len(text) > len("reported 19 Jan"), text


def test_no_word_of_a_report_runs_or_fetches(read: Open) -> None:
    page = read(hostile(" ".join(HOSTILE)))
    assert page.evaluate("document.scripts.length + document.images.length") == 0


def test_the_print_is_black_on_white_and_has_no_links_to_click(read: Open, example_brief: Brief) -> None:
    page = read(example_brief, scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert not page.get_by_role("navigation").is_visible()
    sheets = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", sheets)
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}, "A4"
