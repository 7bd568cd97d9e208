"""The drawings that scripts bring to life, by keyboard and by name."""

from __future__ import annotations

import re

import pytest

from tests.show.web.conftest import Open, Served

pytestmark = pytest.mark.browser


def test_a_day_is_chosen_on_the_timeline_by_keys(served: Served, look: Open) -> None:
    page = look(f"{served.address}/timeline")
    days = page.get_by_role("slider", name="Day")
    days.focus()
    page.keyboard.press("End")
    assert "2022" in (days.get_attribute("aria-valuetext") or "")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=*")
    assert page.locator(".rail li").count() >= 1
    page.go_back()
    page.wait_for_url("**/timeline")


def test_the_timeline_comes_nearer_and_goes_farther(served: Served, look: Open) -> None:
    page = look(f"{served.address}/timeline")
    days = page.get_by_role("slider", name="Day")
    days.wait_for()

    def span() -> int:
        least, most = days.get_attribute("aria-valuemin"), days.get_attribute("aria-valuemax")
        return int(most or 0) - int(least or 0) + 1

    before = span()
    page.get_by_role("button", name="More days").click()
    assert span() == 2 * before
    days.focus()
    page.keyboard.press("+")
    assert span() == before


def test_the_order_of_the_timeline_stands_in_the_address(served: Served, look: Open) -> None:
    page = look(f"{served.address}/timeline")
    with page.expect_navigation():
        page.get_by_role("link", name="By day of the first report").click()
    assert "order=report" in page.url
    assert page.get_by_role("heading", name=re.compile("^Reported ")).count() >= 1


def test_what_has_not_happened_has_another_shape_and_a_word(served: Served, look: Open) -> None:
    page = look(f"{served.address}/timeline")
    planned = page.locator(".rail li[data-state=planned]").first
    assert planned.locator(".shape .planned").count() == 1
    assert planned.get_by_text("planned", exact=True).is_visible()


def test_arrows_go_from_side_to_side_of_the_network_and_enter_opens(served: Served, look: Open) -> None:
    page = look(f"{served.address}/network")
    drawing = page.get_by_role("group", name=re.compile("^Network of"))
    drawing.get_by_role("link").first.focus()
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    moved = []
    for arrow in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(arrow)
        moved.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert set(moved) - {first} and all(re.search(r", \d+ moves$", m) for m in moved)
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/*")


def test_a_side_is_found_in_the_network_by_its_name(served: Served, look: Open) -> None:
    page = look(f"{served.address}/network")
    page.get_by_role("searchbox", name="Find a side in the drawing").fill("ukr")
    page.get_by_text(re.compile(r"^Ukraine: \d+ partners?; most moves with ")).wait_for()
    assert page.locator("a.side.away").count() >= 1


def test_the_network_draws_many_sides(served: Served, look: Open) -> None:
    """Two hundred sides, as a long crisis has them: every one is drawn, and no name lies on another."""
    page = look(f"{served.address}/method")
    nodes = [
        {"id": f"S{n:03}", "name": f"Side {n:03}", "kind": "state", "moves": 400 // (n + 1)}
        for n in range(200)
    ]
    edges = [
        {
            "source": f"S{n:03}",
            "target": f"S{(n * 7) % max(1, n // 2 or 1):03}",
            "moves": 1 + n % 5,
            "score": n % 3 - 1.0,
        }
        for n in range(1, 200)
    ]
    page.route("**/api/network*", lambda route: route.fulfill(json={"nodes": nodes, "edges": edges}))
    page.goto(f"{served.address}/network")
    page.get_by_role("group", name="Network of 200 sides").or_(page.locator("svg.network")).first.wait_for()
    assert page.locator("svg.network circle").count() == 200
    boxes = page.evaluate(
        "[...document.querySelectorAll('svg.network text')].map(t => t.getBoundingClientRect().toJSON())"
    )
    assert 10 <= len(boxes) < 200
    touching = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a["left"] < b["right"] - 6
        and b["left"] < a["right"] - 6
        and a["top"] < b["bottom"] - 6
        and b["top"] < a["bottom"] - 6
    ]
    assert touching == []


@pytest.mark.parametrize("width", [360, 1280])
def test_names_on_the_map_can_be_read_at_any_size_and_come_with_nearness(
    served: Served, look: Open, width: int
) -> None:
    page = look(f"{served.address}/map", width=width)
    page.locator(".map svg[data-tier]").wait_for()
    heights = "[...document.querySelectorAll('.map text')].map(t => t.getBoundingClientRect().height).filter(h => h > 0)"
    before = page.evaluate(heights)
    assert before and min(before) >= 11
    for _ in range(4):
        page.get_by_role("button", name="Nearer").click()
    after = page.evaluate(heights)
    assert len(after) > 0 and abs(max(after) - max(before)) < 3
    shown = page.evaluate("document.querySelector('.map svg').dataset.tier")
    assert int(shown) >= 1
    assert page.locator(".dispute li").first.evaluate("x => parseFloat(getComputedStyle(x).fontSize)") >= 13


@pytest.mark.parametrize("address", ["/", "/timeline", "/network", "/map", "/ledger"])
def test_what_a_page_loads_fits_the_budget(served: Served, look: Open, address: str) -> None:
    """Compressed, a first look weighs at most 120 kB, and everything that there is at most 250 kB."""
    import gzip

    from detente.show.web.face import assets

    sizes = {
        name: len(data) if name.endswith(".woff2") else len(gzip.compress(data))
        for name, data in assets().items()
    }
    assert sum(sizes.values()) <= 250_000
    page = look(served.address + address)
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map(x => x.name.split('/').pop())")
    html = len(gzip.compress(page.content().encode()))
    letters = [
        name for name in sizes if name.endswith("-ext.woff2")
    ]  # another crisis may have ğ or ł on every page
    assert html + sum(sizes.get(name, 0) for name in {*asked, *letters}) <= 120_000, (address, html, asked)
