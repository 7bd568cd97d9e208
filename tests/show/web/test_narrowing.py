"""Filters: what they offer, what they leave, and that what is taken along obeys them."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import httpx
import pytest

from tests.show.web.conftest import Served

GROUP = re.compile(r"<legend>(?P<title>[^<]+)</legend>(?P<rest>.*?)</fieldset>", re.DOTALL)
CHOICE = re.compile(
    r'<a href="(?P<to>[^"]+)"(?P<how>[^>]*)>(?P<label>.*?)</a> <span class="count">(?P<n>\d+)', re.DOTALL
)


def asked(served: Served, address: str) -> httpx.Response:
    """An answer; a machine that tests is busy."""
    return httpx.get(served.address + address, timeout=60)


def read(served: Served, address: str) -> str:
    """A page."""
    answer = asked(served, address)
    assert answer.status_code == 200, address
    return answer.text


def choices(page: str) -> dict[str, list[tuple[str, str, int]]]:
    """The filters of a page by their titles: address, label, count."""
    return {
        g["title"]: [
            (m["to"].replace("&amp;", "&"), re.sub(r"<.*?>|×", "", m["label"]).strip(), int(m["n"]))
            for m in CHOICE.finditer(g["rest"])
        ]
        for g in GROUP.finditer(page)
    }


def passages(page: str) -> int:
    """How many passages a search says that it has found."""
    found = re.search(r"<h1>(\d+)\+? passage", page)
    assert found
    return int(found[1])


def test_a_search_offers_months_sides_kinds_outlets_agencies_and_stories(served: Served) -> None:
    offered = choices(read(served, "/search?q=the"))
    assert {"Actor or state", "What it says", "Outlet", "Agency credited", "Story"} <= set(offered)
    assert "Russia" in [label for _, label, _ in offered["Actor or state"]]
    assert {"claim", "event", "threat"} <= {label for _, label, _ in offered["What it says"]}


@pytest.mark.parametrize("title", ["Actor or state", "What it says", "Outlet", "Agency credited", "Story"])
def test_a_choice_leaves_as_many_passages_as_it_promised(served: Served, title: str) -> None:
    for address, label, count in choices(read(served, "/search?q=the"))[title][:4]:
        page = read(served, address)
        assert passages(page) == count, (title, label)
        assert "aria-current" in page and f"{title}: " in page


def test_two_filters_together_leave_less_and_each_can_be_taken_off(served: Served) -> None:
    russia = read(served, "/search?q=the&side=RUS")
    both = read(served, "/search?q=the&side=RUS&kind=threat")
    assert 0 < passages(both) < passages(russia) < passages(read(served, "/search?q=the"))
    assert "/search?q=the&amp;kind=threat" in both and "/search?q=the&amp;side=RUS" in both


def test_what_is_taken_along_is_what_the_page_shows(served: Served) -> None:
    for path, query in (
        ("/search", "q=the&side=RUS&kind=threat"),
        ("/reports", "outlet=Lakeside+Courier"),
        ("/ledger", "kind=demand&by=RUS"),
        ("/timeline", "actor=UKR"),
    ):
        rows = list(csv.DictReader(io.StringIO(asked(served, f"{path}.csv?{query}").text)))
        found = asked(served, f"/api{path}?{query}&limit=1000").json()["total"]
        whole = httpx.get(
            f"{served.address}/api{path}?{'q=the&' if path == '/search' else ''}limit=1"
        ).json()["total"]
        assert len(rows) == found and 0 < found < whole, path


def test_a_search_as_of_a_day_counts_nothing_later(served: Served) -> None:
    then = read(served, "/search?q=the&as_of=2022-01-19")
    assert 0 < passages(then) < passages(read(served, "/search?q=the"))
    for address, _, count in choices(then)["Outlet"]:
        assert "as_of=2022-01-19" in address
        assert passages(read(served, address)) == count


def test_the_ledger_is_narrowed_to_a_matter(served: Served) -> None:
    offered = choices(read(served, "/ledger"))["Matter"]
    for address, label, count in offered[:4]:
        page = read(served, address)
        assert page.count('<li id="d-') == count, label
        assert asked(served, f"/api{address}").json()["total"] == count


def test_the_map_and_what_is_taken_from_it_obey_the_same_filters(served: Served) -> None:
    offered = choices(read(served, "/map"))
    (address, _, count), *_ = offered["Country of the place"]
    assert f"{count} event{'s' if count != 1 else ''} whose place" in read(served, address)
    features: list[Any] = asked(served, address.replace("/map", "/map.geojson")).json()["features"]
    assert len(features) == count


def test_the_network_and_what_is_taken_from_it_obey_the_same_filters(served: Served) -> None:
    whole = asked(served, "/api/network").json()
    some = asked(served, "/api/network?between=states&least=2").json()
    ends = {e["source"] for e in some["edges"]} | {e["target"] for e in some["edges"]}
    assert ends == {n["id"] for n in some["nodes"]} and not any(":" in e for e in ends)
    assert 0 < len(some["edges"]) < len(whole["edges"])
    near = asked(served, "/api/network?side=UKR").json()
    assert {"UKR", "RUS"} <= {n["id"] for n in near["nodes"]} < {n["id"] for n in whole["nodes"]}
    graph = asked(served, "/network.graphml?between=states&least=2").text
    assert graph.count("<edge ") == len(some["edges"])


def test_the_table_of_the_network_has_every_pair(served: Served) -> None:
    edges = asked(served, "/api/network").json()["edges"]
    pairs = {tuple(sorted((e["source"], e["target"]))) for e in edges}
    found = re.findall(r'<th scope="row"><a href="/dyads/([^/"]+)/([^/"?]+)', read(served, "/network"))
    assert len(found) == len(pairs)


def test_the_timeline_by_the_day_of_the_report_has_the_same_events(served: Served) -> None:
    events = [
        set(re.findall(r'<li id="d-(\w+)"', read(served, f"/timeline{q}"))) for q in ("", "?order=report")
    ]
    assert events[0] == events[1] != set()
    assert "Reported Fri 21 Jan" in read(served, "/timeline?order=report")


def test_a_search_is_followed_as_a_feed_with_its_filters(served: Served) -> None:
    feed = asked(served, "/search.atom?q=the&side=RUS&kind=threat")
    assert feed.status_code == 200 and feed.headers["content-type"].startswith("application/atom+xml")
    count = passages(read(served, "/search?q=the&side=RUS&kind=threat"))
    assert feed.text.count("<entry>") == count and "/reports/" in feed.text


def test_the_table_of_actors_obeys_the_kind(served: Served) -> None:
    people = asked(served, "/actors.csv?kind=person").text.splitlines()[1:]
    assert people and all(row.startswith("person:") for row in people)


def test_a_claim_of_several_origins_says_how_it_stands(served: Served) -> None:
    page = read(served, "/claims?standing=corroborated")
    assert page.count('data-state="corroborated"') >= 1
