"""Words that want to be more than words, in every place a report has for words, on every page."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

import detente
from detente.model.given import Raw
from tests.show.conftest import HOSTILE
from tests.show.web.conftest import Open, Served, serving

pytestmark = pytest.mark.browser

CALL = "window.broken=1;alert(1)"
TAGS = (
    "<script>{}</script>", "<img src=x onerror={}>", "<svg onload={}>", "<svg/onload={}>", "<body onload={}>",
    "<iframe srcdoc='<script>{}</script>'>", "<details open ontoggle={}>", "<video><source onerror={}>",
    "<input autofocus onfocus={}>", "<a href=javascript:{}>x</a>", "<math href=javascript:{}>x</math>",
    "<form action=javascript:{}><button>", "<object data=javascript:{}>", "<embed src=javascript:{}>",
    "<base href=https://evil.example/>", "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>", "<style>@import 'https://evil.example'</style>",
    "<img src=https://evil.example/x.png>", "<x style=animation-name:a onanimationstart={}>", "<p onclick={}>x</p>",
    "<template><script>{}</script></template>", "<marquee onstart={}>", "<audio src onerror={}>",
)  # fmt: skip
ENDS = ("", '"', "'", '">', "'>", "-->", "</title>", "</textarea>", "</style>", "</script>", "{{", "{%", "${")
PAYLOADS = tuple(
    dict.fromkeys([e + t.format(CALL) for e, t in itertools.product(ENDS, TAGS)] + [w for w in HOSTILE if w])
)
"""More than three hundred."""

PAGES = (
    "/", "/timeline", "/ledger", "/claims", "/changes", "/actors", "/map", "/origins", "/reports", "/add", "/search?q=said",
    "/dyads/NOR/SWE", "/network", "/stories", "/timeline?order=report", "/brief", "/judgements", "/stories", "/actors/state:SWE",
)  # fmt: skip


def hostile(n: int, payload: str) -> Raw:
    """A report that says something, with the payload wherever it has room for words."""
    day = f"2024-03-{1 + n % 28:02}"
    return Raw(
        name=f"{payload[:80]}.txt",
        content=f"{payload}\n\nNorway’s foreign minister said on Monday that “{payload[:200]}” had to end and demanded that "
        f"Sweden withdraw {n + 2} ships from Oslo by Friday.\n\nPresident {payload[:40]} threatened Sweden.",
        title=payload,
        outlet=payload,
        url=f"https://example.org/{n}?{payload}" if n % 2 else f"javascript:{CALL}//{payload}",
        published=day,
    )


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A crisis told by such reports, judged with such reasons."""
    path: Path = tmp_path_factory.mktemp("hostile") / "bad.detente"
    with detente.open(path) as crisis:
        crisis.add_raw(hostile(n, payload) for n, payload in enumerate(PAYLOADS))
        crisis.merge("org:NATO", "org:EU", reason=PAYLOADS[0], author=PAYLOADS[1])
        said = {name: PAYLOADS[n::40] for n, name in enumerate(("reason", "author", "note"))}
        weighed = crisis.weighed()
        data = [*weighed.claims[:8], *weighed.lines[:2], *weighed.contradictions[:1], *weighed.happenings[:2]]
        for n, datum in enumerate(data):
            reason, author = said["reason"][n % 8], said["author"][n % 8]
            crisis.note(datum.id, said["note"][n % 8] or "-", author=author)
            crisis.accept(datum.id, reason=reason, author=author)
        crisis.note("state:SWE", PAYLOADS[2], author=PAYLOADS[3])
        crisis.note(crisis.stories()[0].id, PAYLOADS[4], author=PAYLOADS[5])
        crisis.note(weighed.claims[0].evidence[0].report, PAYLOADS[6], author=PAYLOADS[7])
        for claim in weighed.claims[8:12]:
            crisis.reject(claim.id, reason=PAYLOADS[8], author=PAYLOADS[9])
    yield from serving(path)


def test_there_are_more_than_three_hundred() -> None:
    assert len(PAYLOADS) >= 300


@pytest.mark.parametrize("address", PAGES)
def test_no_page_runs_or_fetches_anything(bad: Served, look: Open, address: str) -> None:
    """`look` fails on dialogs, on what the policy reports on the console, and on requests to other hosts."""
    page = look(bad.address + address)
    page.evaluate("document.querySelectorAll('details').forEach(x => { x.open = true })")
    assert page.evaluate("window.broken") is None
    assert page.locator("script:not([src])").count() == 0


def test_no_report_and_no_datum_runs_or_fetches_anything(bad: Served, look: Open) -> None:
    claims = httpx.get(f"{bad.address}/api/claims?limit=20").json()["items"]
    reports = [r["report"] for r in httpx.get(f"{bad.address}/api/reports?limit=1000").json()["items"]]
    page = look(bad.address)
    for address in [f"/reports/{r}" for r in reports[::7]] + [f"/datum/{c['id']}" for c in claims]:
        page.goto(bad.address + address)
        assert page.evaluate("window.broken") is None
        for link in page.locator("a[href]").all()[:20]:
            assert (link.get_attribute("href") or "").startswith(("/", "#", "https://example.org/"))


def test_what_is_typed_runs_nothing(bad: Served, look: Open) -> None:
    page = look(bad.address)
    for payload in PAYLOADS[::20]:
        page.goto(f"{bad.address}/search?{urlencode({'q': payload[:300]})}")
        assert page.evaluate("window.broken") is None


def test_every_face_of_the_api_keeps_words_words(bad: Served) -> None:
    for path in (
        "/api/claims?limit=1000",
        "/api/reports?limit=1000",
        "/api/brief",
        "/api/network",
        "/api/map",
    ):
        answer = httpx.get(bad.address + path)
        assert answer.headers["content-type"].startswith("application/json")
        json.loads(answer.text)
    table = httpx.get(f"{bad.address}/reports.csv").text
    assert "\n=" not in table and ",=" not in table
