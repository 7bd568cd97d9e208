"""The page as a reader meets it: by headings, links, names and keys."""

from __future__ import annotations

import re
from urllib.parse import unquote

import httpx
import pytest

from tests.conftest import missing
from tests.show.web.conftest import Open, Served

pytestmark = pytest.mark.browser

ROOMS = {
    "Now": "Geneva",
    "Timeline": "Timeline",
    "Ledger": "Ledger",
    "Claims": "Claims",
    "Changes": "Contradictions and changes",
    "Actors": "Actors",
    "Map": "Map",
    "Origins": "Origins",
    "Reports": "Reports",
}
ADDRESSES = (
    "/", "/timeline", "/timeline?order=report", "/ledger", "/due", "/claims", "/changes", "/actors", "/actors/person:antony-blinken", "/dyads/RUS/USA",
    "/network", "/map", "/map?extent=all", "/origins", "/reports", "/stories", "/search?q=written", "/search?q=the&side=RUS", "/method", "/add",
)  # fmt: skip


def test_every_room_is_reached_by_its_link_and_says_where_one_is(served: Served, look: Open) -> None:
    page = look(served.address)
    for room, title in ROOMS.items():
        with page.expect_navigation():
            page.get_by_role("navigation", name="Rooms").get_by_role("link", name=room, exact=True).click()
        assert title in page.get_by_role("heading", level=1).inner_text()
        current = page.get_by_role("navigation", name="Rooms").locator("[aria-current=page]")
        assert current.inner_text() == room


def test_from_a_claim_to_the_sentence_to_the_comparison_by_the_keyboard(served: Served, look: Open) -> None:
    """The main job: find a claim, see why, open its sentence, compare the report with the one it copies."""
    page = look(f"{served.address}/claims")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/datum/*")
    assert (
        page.get_by_role("heading", name="Every sentence that says so").count()
        + page.get_by_role("heading", name="Both sides").count()
        + page.get_by_role("heading", name="Answers").count()
    )
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/*")
    marked = page.locator("#at")
    assert marked.evaluate(
        "x => { const r = x.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }"
    )
    page.go_back()
    page.wait_for_url("**/datum/*")
    page.goto(f"{served.address}/origins")
    page.get_by_role("link", name=re.compile("^Compare")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare?*")
    assert page.get_by_role("heading", level=1).is_visible()


def test_what_is_marked_is_what_the_evidence_says_letter_by_letter(served: Served, look: Open) -> None:
    claims = httpx.get(f"{served.address}/api/claims?limit=1000").json()["items"]
    spans = {(e["report"], e["start"], e["end"]) for c in claims for e in c["evidence"]}
    texts: dict[str, str] = {}
    page = look(served.address)
    for report, start, end in sorted(spans)[:25]:
        if report not in texts:
            texts[report] = httpx.get(f"{served.address}/api/reports/{report}").json()["text"]
        page.goto(f"{served.address}/reports/{report}?at={start}-{end}")
        marked = "".join(page.locator(".in-asked").all_text_contents())
        assert marked == texts[report][start:end].replace("\r", "\n")


def test_a_filter_stays_in_the_address_and_the_back_button_takes_it_off(served: Served, look: Open) -> None:
    page = look(f"{served.address}/ledger")
    before = page.locator(".lines > li").count()
    with page.expect_navigation():
        page.get_by_role("group", name="Kind").get_by_role("link", name="threat").click()
    assert "kind=threat" in page.url and page.locator(".lines > li").count() < before
    page.reload()
    assert page.get_by_role("group", name="Kind").locator("[aria-current]").inner_text().startswith("threat")
    page.go_back()
    assert page.locator(".lines > li").count() == before


def test_the_day_is_kept_by_every_link(served: Served, look: Open) -> None:
    page = look(f"{served.address}/?as_of=2022-01-20")
    assert page.get_by_text("What was known on").is_visible()
    for link in page.locator("main a[href^='/']").all()[:40]:
        address = unquote(link.get_attribute("href") or "")
        assert "as_of=2022-01-20" in address or address.startswith(("/add", "/method"))
    with page.expect_navigation():
        page.get_by_role("link", name="Ledger", exact=True).first.click()
    assert "as_of=2022-01-20" in page.url
    assert page.get_by_text("next week").count() == 0


def test_the_slider_opens_what_was_known_on_a_day(served: Served, look: Open) -> None:
    page = look(f"{served.address}/ledger")
    slider = page.get_by_role("slider", name="As of")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2022-01-19*")
    assert page.get_by_text("What was known on").is_visible()


def test_from_a_past_day_the_slider_goes_on_to_later_ones(served: Served, look: Open) -> None:
    page = look(f"{served.address}/ledger?as_of=2022-01-20")
    slider = page.get_by_role("slider", name="As of")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**as_of=2022-01-21*")
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_url(lambda address: "as_of" not in address)


def test_searching_leads_to_the_place(served: Served, look: Open) -> None:
    page = look(served.address)
    page.keyboard.press("/")
    page.keyboard.type("written answers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    first = page.locator(".sentences .sentence").first
    assert "written" in first.inner_text()
    with page.expect_navigation():
        first.click()
    assert page.locator("#at").is_visible()


@pytest.mark.parametrize("address", ADDRESSES)
def test_reading_needs_no_script(served: Served, look: Open, address: str) -> None:
    page = look(served.address + address, scripts=False)
    assert page.get_by_role("heading", level=1).inner_text()
    assert page.locator("main").inner_text().strip()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_to_mend_on_any_page(served: Served, look: Open, width: int, scheme: str) -> None:
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python is not installed: `make setup-dev`")
    page = look(served.address, width=width, scheme=scheme)
    addresses = [*ADDRESSES, *some_records(page)]
    for address in addresses:
        page.goto(served.address + address)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.querySelectorAll('details').forEach(x => { x.open = true })")
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(page, options=options).response["violations"]
        assert [(address, v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found] == []


def some_records(page: object) -> list[str]:
    """A datum, a report, and a comparison, by the links of the front page."""
    found = [
        page.locator(f"main a[href^='{start}']").first.get_attribute("href")
        for start in ("/datum/", "/reports/")
    ]
    return [a for a in found if a]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_wider_than_the_screen(served: Served, look: Open, address: str) -> None:
    page = look(served.address + address)
    page.evaluate("document.querySelectorAll('details').forEach(x => { x.open = true })")
    for width in (320, 360, 768, 960, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_what_is_not_here_says_so(served: Served, look: Open, browser: object) -> None:
    for address, status in (
        ("/nothing", 404),
        ("/reports/none", 404),
        ("/ledger?kind=wish", 400),
        ("/?as_of=soon", 400),
    ):
        answer = httpx.get(served.address + address)
        assert answer.status_code == status and "Traceback" not in answer.text
        assert "Back to the front page" in answer.text


def test_a_pasted_report_is_read_and_told_to_be_new(own: Served, look: Open) -> None:
    page = look(own.address)
    page.get_by_role("link", name="Add reports").click()
    page.get_by_label("Text").fill(
        "OSLO, Jan 24, 2022 – The Norwegian foreign minister, Anniken Huitfeldt, said on Monday that Norway would host "
        "talks between Russia and Ukraine next week.\n\nShe demanded that Russia withdraw its troops."
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Read").click()
    page.get_by_role("heading", name="Read", exact=True).wait_for(timeout=60_000)
    assert "1 new report" in page.get_by_role("status").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="the new reports").click()
    # Until it is weighed, the page says so and looks again by itself.
    page.get_by_role("heading", name="24 January 2022").wait_for(timeout=60_000)
    assert page.locator(".lines > li").count() == 1


def test_a_decision_is_kept_and_taken_back(own: Served, look: Open) -> None:
    page = look(f"{own.address}/actors/person:antony-blinken")
    page.get_by_label("This is the same as").fill("Sergei Lavrov")
    page.get_by_label("because").fill("a test of merging")
    with page.expect_navigation():
        page.get_by_role("button", name="Merge").click()
    assert page.get_by_role("link", name="Antony Blinken", exact=True).count() == 0
    with page.expect_navigation():
        page.get_by_role("link", name="Sergei Lavrov", exact=True).click()
    page.get_by_text("a test of merging").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="take back").click()
    assert page.get_by_role("link", name="Antony Blinken", exact=True).count() == 1


def test_an_answer_to_a_line_is_kept_and_taken_back(own: Served, look: Open) -> None:
    page = look(f"{own.address}/ledger?kind=threat")
    page.locator(".datum").first.click()
    page.wait_for_url("**/datum/*")
    form = page.locator("form[action='/judge/answer']")
    form.get_by_role("combobox").select_option("withdrawn")
    form.get_by_label("because").fill("a test of answers")
    with page.expect_navigation():
        form.get_by_role("button", name="Keep").click()
    assert page.locator(".head").get_by_text("withdrawn").count()
    with page.expect_navigation():
        page.get_by_role("button", name="take back").click()
    page.goto(f"{own.address}/ledger?kind=threat")
    assert page.get_by_text("withdrawn").count() == 0
