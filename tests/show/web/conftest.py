"""A server on this computer with the example crisis, and a browser that tells on everything it should not see."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import detente
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Served(NamedTuple):
    """A crisis and the address it is served at."""

    address: str
    path: Path


def serving(path: Path) -> Iterator[Served]:
    """Serve a store on a free port until the test is over."""
    import uvicorn

    from detente.show.web import desk, listen
    from detente.show.web.app import app

    desk.WAIT_SECONDS = (
        60.0  # a machine that tests is busy, and a page that asks for patience is no page to test
    )
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app(path), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", path)
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example reports in a file."""
    path = tmp_path_factory.mktemp("web") / "geneva.detente"
    with detente.open(path) as crisis:
        crisis.add(ROOT / "examples" / "geneva-2022")
        crisis.weighed()
    return path


@pytest.fixture(scope="session")
def served(example_store: Path) -> Iterator[Served]:
    """The example crisis, served. For looking only."""
    yield from serving(example_store)


@pytest.fixture
def own(example_store: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of it that a test may change."""
    path = tmp_path / "own.detente"
    shutil.copy(example_store, path)
    yield from serving(path)


Open = Callable[..., Any]


@pytest.fixture
def look(browser: Browser) -> Iterator[Open]:
    """Open an address. What the page says on its console, asks of other hosts or pops up is a failure."""
    noise: list[str] = []
    contexts = []

    def opened(
        address: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True, expect: int = 200
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        home = "/".join(address.split("/")[:3]) + "/"
        # Of a page that is not there the browser says so itself.
        silent = expect != 200
        page.on(
            "console",
            lambda said: (
                None if silent and "Failed to load" in said.text else noise.append(f"console: {said.text}")
            ),
        )
        page.on("pageerror", lambda error: noise.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (noise.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: None if asked.url.startswith(home) else noise.append(asked.url))
        answer = page.goto(address)
        assert answer is not None and answer.status == expect, address
        return page

    yield opened
    for context in contexts:
        context.close()
    assert noise == []
