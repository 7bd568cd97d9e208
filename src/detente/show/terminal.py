"""How we print in a terminal."""

from __future__ import annotations

import sys
from io import StringIO
from shutil import get_terminal_size

from rich.console import Console, RenderableType

HEAD, DIM = "bold cyan", "dim"
NARROWEST, WIDEST = 40, 96
"""In fewer columns a date leaves no room for words; longer lines are hard to read."""


def printed(what: RenderableType) -> str:
    """What Rich makes of it: at the terminal's width (80 in a pipe), in colour only where that is wanted."""
    out = StringIO()
    on_terminal = sys.stdout.isatty()
    width = max(NARROWEST, min(get_terminal_size((80, 24)).columns, WIDEST)) if on_terminal else 80
    console = Console(
        file=out, width=width, force_terminal=on_terminal, highlight=False, emoji=False, markup=False
    )
    console.print(what)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
