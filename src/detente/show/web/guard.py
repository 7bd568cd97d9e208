"""What the page may do and who may ask it: headers, hosts, acts that come from the page itself, and forms by suffix."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Nothing from elsewhere, nothing inline, no frame around us."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = frozenset({"json", "csv", "parquet", "geojson", "graphml", "atom"})
"""Suffixes of an address that ask for a form."""
LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})


class Guard:
    """Stands before the application. Refuses hosts that are not ours (a name that resolves to this computer is no
    right to read it) and acts that another site's page asks for; puts the policy on every answer.
    """

    def __init__(self, app: Any, hosts: Iterable[str] = ()):
        self.app, self.hosts = app, frozenset(hosts) | LOCAL

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1")
        if host_name(host) not in self.hosts:
            await refuse(send, f"This server does not answer for the host “{host[:80]}”.")
        elif scope["method"] not in SAFE and not is_own(headers, host):
            await refuse(send, "Only this server’s own page may ask for that.")
        else:
            await self.app(with_format(scope), receive, partial(send_with_headers, send))


async def send_with_headers(send: Any, message: Any) -> None:
    """Send part of an answer, with the policy on its head, if it has none of its own."""
    if message["type"] == "http.response.start":
        own = {name.lower() for name, _ in message["headers"]}
        message["headers"] = [*message["headers"], *(h for h in HEADERS if h[0] not in own)]
    await send(message)


async def refuse(send: Any, why: str) -> None:
    """Answer 403 with a sentence."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": why.encode()})


def host_name(host: str) -> str | None:
    """The name in a `Host` header, without its port; null for what is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def with_format(scope: Any) -> Any:
    """A request for `/ledger.csv` or `/api/ledger.csv` as one for `/api/ledger?format=csv`: a page and its export have
    one address and one set of filters.
    """
    stem, dot, suffix = scope["path"].rpartition(".")
    if not dot or suffix not in FORMS or "/" in suffix or scope["path"].startswith("/static/"):
        return scope
    path = stem if stem.startswith("/api/") else f"/api{stem}"
    query = b"&".join(x for x in (scope["query_string"], b"format=" + suffix.encode()) if x)
    return {**scope, "path": path, "raw_path": path.encode(), "query_string": query}


def is_own(headers: dict[bytes, bytes], host: str) -> bool:
    """Whether a request that changes something comes from our own page, or from no browser at all.

    Browsers send `Sec-Fetch-Site` (all since 2023) or at least `Origin` with every form and script.
    """
    site = headers.get(b"sec-fetch-site")
    if site is not None:
        return site in (b"same-origin", b"none")
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin.decode("latin-1")).netloc == host
