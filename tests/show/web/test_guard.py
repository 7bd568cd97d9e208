"""Who may ask, and what the page may do."""

from __future__ import annotations

import httpx
import pytest

from detente.errors import UsageError
from detente.show.web import listen
from tests.show.web.conftest import Served


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[", "a@127.0.0.1.evil"]
)
def test_a_name_that_only_resolves_to_us_may_not_read(served: Served, host: str) -> None:
    for path in ("/", "/api/claims", "/nothing", "/static/x/page.css"):
        assert httpx.get(served.address + path, headers={"host": host}).status_code in (400, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/add", "/judge/merge", "/judge/split", "/judge/undo", "/api/analyze"])
def test_another_sites_page_may_change_nothing(served: Served, headers: dict[str, str], path: str) -> None:
    assert httpx.post(served.address + path, headers=headers, data={"text": "x"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/api/claims", "/api/nothing", "/brief", "/ledger.csv", "/add"]
)
def test_every_answer_carries_the_policy(served: Served, path: str) -> None:
    answer = httpx.get(served.address + path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_no_page_has_anything_inline(served: Served) -> None:
    for path in ("/", "/timeline", "/map", "/dyads/RUS/USA", "/add"):
        text = httpx.get(served.address + path).text
        assert " style=" not in text and "<style" not in text and " onclick" not in text
        assert text.count("<script") == text.count('<script type="module" src="/static/')


def test_a_port_that_is_taken_is_told_in_a_sentence() -> None:
    first = listen("127.0.0.1", 0)
    with pytest.raises(UsageError, match="--port"):
        listen("127.0.0.1", first.getsockname()[1])
    first.close()


@pytest.mark.parametrize(
    "name", ["../face.py", "..%2fface.py", "page.css%00", "....//page.css", "none.css", "templates/base.html"]
)
def test_only_files_of_the_page_are_given(served: Served, name: str) -> None:
    assert httpx.get(f"{served.address}/static/x/{name}").status_code == 404
