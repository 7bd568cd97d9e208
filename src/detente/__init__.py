"""Détente turns news reports about a diplomatic crisis into a sourced, queryable model of it.

>>> import detente
>>> with detente.open("geneva.detente") as crisis:      # doctest: +SKIP
...     crisis.add("reports/")
...     print(crisis.brief(as_of="2022-01-21").to_markdown())
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.crisis import Crisis
    from detente.crisis import open_crisis as open
    from detente.pipeline import analyze

__version__ = "0.1.0"
__all__ = ["Crisis", "__version__", "analyze", "open"]


def __getattr__(name: str) -> Any:
    """Load the doors when they are first used: `import detente` alone loads no parser."""
    from importlib import import_module

    where = {
        "analyze": "detente.pipeline:analyze",
        "open": "detente.crisis:open_crisis",
        "Crisis": "detente.crisis:Crisis",
    }.get(name)
    if where is None:
        raise AttributeError(f"module “detente” has no attribute “{name}”")
    module, _, attribute = where.partition(":")
    return getattr(import_module(module), attribute)
