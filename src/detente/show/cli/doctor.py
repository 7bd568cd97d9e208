"""`detente doctor`: whether the installation and the store are well, a line for each thing looked at."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import detente
from detente import config
from detente.errors import DetenteError
from detente.model import Record


class Examined(Record, frozen=True, kw_only=True):
    """One thing looked at. `what` says in words how it is, and the remedy if it is not well."""

    ok: bool
    what: str


def examined(store: Path) -> list[Examined]:
    """Everything worth knowing before asking for help."""
    return [*installation(), pipeline(), *file(store)]


def installation() -> Iterator[Examined]:
    """Versions of ourselves and of what we lean on."""
    yield Examined(ok=True, what=f"Détente {detente.__version__}, Python {sys.version.split()[0]}")
    for package in ("spacy", "trafilatura", "sqlalchemy", "msgspec"):
        try:
            yield Examined(ok=True, what=f"{package} {version(package)}")
        except PackageNotFoundError:
            yield Examined(ok=False, what=f"{package} is not installed; run `make setup`.")
    from detente.store.sqlite import driver

    sqlite = driver()
    sound = tuple(map(int, sqlite.sqlite_version.split("."))) >= (3, 51, 3)
    why = (
        ""
        if sound
        else ": may corrupt a store that two processes write (mended in 3.51.3); install pysqlite3."
    )
    yield Examined(ok=sound, what=f"SQLite {sqlite.sqlite_version}{why}")


def pipeline() -> Examined:
    """Whether the language pipeline loads and finds a sentence's root."""
    from detente.plugins import part

    try:
        parser = part("parser", "spacy")(config.model())
        parsed = next(parser.parse(["The minister said talks would go on."]))
    except DetenteError as error:
        return Examined(ok=False, what=str(error))
    well = parsed.sentences[0].root.lemma == "say"
    return Examined(
        ok=well,
        what=f"language pipeline {parser.name}" + ("" if well else " does not parse a plain sentence"),
    )


def file(store: Path) -> Iterator[Examined]:
    """Whether the store is whole."""
    if not store.exists():
        yield Examined(ok=True, what=f"no store {store} yet; `detente add FILES…` makes one")
        return
    try:
        with detente.open(store) as crisis:
            wrong, counts = crisis.store.check(), crisis.store.counts()
    except DetenteError as error:
        yield Examined(ok=False, what=str(error))
        return
    for line in wrong:
        yield Examined(ok=False, what=f"{store}: {line}")
    if not wrong:
        yield Examined(
            ok=True, what=f"{store} is whole: {counts['report']} reports, {counts['reject']} rejects"
        )
