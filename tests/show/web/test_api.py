"""REST: the records of the Python door, in pages, as tables, and problems in words."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from typing import Any
from xml.etree import ElementTree

import httpx
import msgspec
import pytest

import detente
from detente.model import derived
from tests.conftest import missing
from tests.show.web.conftest import Served

LISTS = {
    "timeline": derived.Happening,
    "ledger": derived.Line,
    "claims": derived.Claim,
    "contradictions": derived.Contradiction,
    "changes": derived.Change,
    "due": derived.Due,
    "stories": derived.Story,
    "updates": derived.Update,
    "origins": derived.Origin,
    "reports": derived.NumberedSource,
}


def got(served: Served, path: str, **headers: str) -> Any:
    """What an address answers."""
    answer = httpx.get(served.address + path, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_records_of_the_python_door(served: Served, name: str) -> None:
    with detente.open(served.path, write=False) as crisis:
        asked = {"reports": "sources"}.get(name, name)
        expected = getattr(crisis, asked)().to_dicts()
    found = got(served, f"/api/{name}?limit=1000")
    assert found["items"] == json.loads(json.dumps(expected)) and found["total"] == len(expected)
    msgspec.convert(found["items"], list[LISTS[name]])


def test_pages_join_to_the_whole(served: Served) -> None:
    whole = got(served, "/api/claims?limit=1000")["items"]
    path, pages = "/api/claims?limit=7", []
    while path:
        page = got(served, path)
        pages += page["items"]
        path = page["next"]
    assert pages == whole


def test_a_page_of_a_list_that_changed_says_so(own: Served) -> None:
    following = got(own, "/api/claims?limit=7")["next"]
    with detente.open(own.path) as crisis:
        crisis.merge("person:antony-blinken", "person:sergei-lavrov", reason="test", author="test")
    for _ in range(300):  # what follows is worked out anew by a child, while the old list is still given
        answer = httpx.get(own.address + following)
        if answer.status_code == 409:
            break
        time.sleep(0.1)
    assert answer.status_code == 409 and "begin anew" in answer.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(served: Served) -> None:
    first = httpx.get(f"{served.address}/api/ledger")
    again = httpx.get(f"{served.address}/api/ledger", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    other = httpx.get(
        f"{served.address}/api/ledger?kind=threat", headers={"if-none-match": first.headers["etag"]}
    )
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path", ["/ledger.csv?kind=threat", "/api/ledger.csv?kind=threat", "/api/ledger?kind=threat&format=csv"]
)
def test_a_table_obeys_the_filters_and_quotes_its_evidence(served: Served, path: str) -> None:
    answer = httpx.get(served.address + path)
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    threats = got(served, "/api/ledger?kind=threat")["items"]
    assert [r["id"] for r in rows] == [t["id"] for t in threats]
    for row, threat in zip(rows, threats, strict=True):
        e = threat["evidence"][0]
        text = got(served, f"/api/reports/{e['report']}")["text"]
        assert row["quote"].lstrip("'") == text[e["start"] : e["end"]]


def test_parquet_has_the_same_rows(served: Served) -> None:
    try:
        from pyarrow import parquet
    except ImportError:
        missing("pyarrow is not installed: `make setup-dev`")
    table = parquet.read_table(io.BytesIO(httpx.get(f"{served.address}/claims.parquet").content))
    assert table.column("id").to_pylist() == [c["id"] for c in got(served, "/api/claims?limit=1000")["items"]]


@pytest.mark.parametrize("name", ["timeline", "ledger", "claims", "changes", "due"])
def test_a_question_is_a_feed_that_leads_to_its_sentences(served: Served, name: str) -> None:
    answer = httpx.get(f"{served.address}/{name}.atom")
    feed = ElementTree.fromstring(answer.content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", space)
    assert len(entries) == got(served, f"/api/{name}?limit=1")["total"]
    for entry in entries[:3]:
        link = entry.find("a:link", space)
        assert link is not None and httpx.get(link.get("href", "")).status_code == 200
        assert entry.findtext("a:title", namespaces=space) and entry.findtext("a:updated", namespaces=space)


def test_what_has_no_words_of_its_own_is_no_feed(served: Served) -> None:
    assert httpx.get(f"{served.address}/reports.atom").status_code == 400


def test_every_file_that_a_page_offers_is_there(served: Served) -> None:
    for room in ("timeline", "ledger", "claims", "due", "actors", "reports", "map"):
        page = httpx.get(f"{served.address}/{room}").text
        offered = re.findall(r'href="([^"]+)" download', page)
        assert offered
        for address in offered:
            assert httpx.get(served.address + address.replace("&amp;", "&")).status_code == 200, address


def test_the_map_and_the_network_are_files_other_programs_read(served: Served) -> None:
    features = got(served, "/map.geojson")["features"]
    assert {f["properties"]["place"] for f in features} >= {"Geneva"}
    lon, lat = next(f["geometry"]["coordinates"] for f in features if f["properties"]["place"] == "Geneva")
    assert 6 < lon < 6.3 and 46 < lat < 46.4
    graph = ElementTree.fromstring(httpx.get(f"{served.address}/network.graphml").content)
    names = {d.text for d in graph.iter("{http://graphml.graphdrawing.org/xmlns}data")}
    assert {"Russia", "United States"} <= names


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nothing", 404), ("/api/why/zz", 404), ("/api/reports/none", 404), ("/api/ledger?kind=wish", 400),
        ("/api/timeline?since=2022-13-01", 400), ("/api/claims?limit=0", 400), ("/api/claims?cursor=x", 400),
        ("/api/claims?cursor=x-5", 409), ("/api/search", 400), ("/api/who?words=x&on=never", 400),
    ],
)  # fmt: skip
def test_a_problem_is_told_in_words(served: Served, path: str, status: int) -> None:
    answer = httpx.get(served.address + path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == status and answer.json()["detail"]


def test_analyze_is_the_contract(served: Served) -> None:
    text = "President Joe Biden said on Wednesday that Russia would pay a high price."
    answer = httpx.post(
        f"{served.address}/api/analyze", json={"text": text, "published": "2022-01-20"}, timeout=60
    )
    assert answer.json() == json.loads(msgspec.json.encode(detente.analyze(text, published="2022-01-20")))
    for wrong in ({"text": ""}, {"text": "x", "published": "soon"}, {}, {"text": 5}):
        assert 400 <= httpx.post(f"{served.address}/api/analyze", json=wrong, timeout=60).status_code < 500


def test_the_schema_names_every_question(served: Served) -> None:
    schema = got(served, "/api/schema")
    assert schema["openapi"].startswith("3.1")
    assert {f"/api/{name}" for name in LISTS} <= schema["paths"].keys()
    assert not [path for path in schema["paths"] if not path.startswith("/api")]


def test_no_call_that_the_schema_allows_breaks_it(served: Served) -> None:
    """Ask every operation with what its schema allows; a wrong answer is one that is our fault."""
    try:
        import schemathesis
    except ImportError:
        missing("schemathesis is not installed: `make setup-dev`")
    from hypothesis import HealthCheck, Phase, given, settings

    schema = schemathesis.openapi.from_url(f"{served.address}/api/schema")
    for result in schema.get_all_operations():

        @given(case=result.ok().as_strategy())
        @settings(
            max_examples=20,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            answer = case.call(base_url=served.address, timeout=60)
            assert answer.status_code < 500, (case.path, answer.text)

        ask()
