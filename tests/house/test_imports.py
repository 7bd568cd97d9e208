"""What may not be loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "thinc",
    "trafilatura",
    "lxml",
    "sqlalchemy",
    "alembic",
    "numpy",
    "rich",
    "jinja2",
    "feedparser",
)


@pytest.mark.parametrize("work", ["import detente", "from detente.show.cli import commands"])
def test_nothing_heavy_is_loaded_by(work: str) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", f"{work}; import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not set(HEAVY) & set(loaded)


def test_every_part_in_the_table_is_there() -> None:
    from detente import plugins

    for kind, parts in plugins.BUILT_IN.items():
        for name in parts:
            assert callable(plugins.part(kind, name))


def test_an_unknown_part_is_refused_with_the_names_of_those_there_are() -> None:
    from detente import plugins
    from detente.errors import MissingPart

    with pytest.raises(MissingPart, match="html"):
        plugins.part("reader", "parchment")


def test_the_package_offers_its_doors_and_nothing_else() -> None:
    import detente

    assert callable(detente.analyze)
    with pytest.raises(AttributeError, match="doors"):
        _ = detente.doors
