"""What the tests share: the parser, loaded once, and the measuring data if it is there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.parse import Parsed

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Parsed]:
    """A passage parsed by the pipeline that is installed with us."""
    from detente import config
    from detente.parse.spacy import load

    parser = load(config.model())
    return lambda text: next(parser.parse([text]))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with measuring data beside the checkout (or `DETENTE_SHARED`)."""
    folder = Path(os.environ.get("DETENTE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        missing("the measuring data (../shared, or DETENTE_SHARED) is not there")
    return folder


def missing(what: str) -> None:
    """Skip for want of something, saying what; in CI that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)
