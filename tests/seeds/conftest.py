"""The two sample reports, if the measuring data are there: analysed once, weighed once."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from detente import clean
from detente.model.derived import Weighed
from detente.model.given import Raw, Report
from detente.model.judged import Analysis
from detente.pipeline import analyses

DAY = "2022-01-21"

Read = list[tuple[Report, Analysis]]


@pytest.fixture(scope="session")
def read(shared: Path) -> Read:
    """The two reports and what they say."""
    paths = sorted((shared / "seeds").glob("*.txt"))
    raws = [Raw(name=p.stem, id=p.stem, content=p.read_text(encoding="utf-8")) for p in paths]
    return list(analyses((clean.report(raw, published=DAY) for raw in raws), {}))


@pytest.fixture(scope="session")
def answers(read: Read) -> dict[str, Any]:
    """The same in the form of the contract, by file."""
    return {r.id: json.loads(msgspec.json.encode(a)) for r, a in read}


@pytest.fixture(scope="session")
def weighed(read: Read) -> Weighed:
    """What follows from the two together."""
    from detente.weigh import weigh

    return weigh(read)


@pytest.fixture(scope="session")
def scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the gold."""
    spec = importlib.util.spec_from_file_location("seeds_score", shared / "bench/seeds/score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
