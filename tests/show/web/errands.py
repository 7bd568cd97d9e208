"""Small things to be done by a child."""

from __future__ import annotations

import os

from detente.errors import InputError
from detente.show.web.worker import Step


def doubled(step: Step, n: int) -> int:
    """Twice as much, in two steps."""
    step(1)
    step(2)
    return 2 * n


def who(_: Step) -> int:
    """The process that does it."""
    return os.getpid()


def refuses(_: Step) -> None:
    """Says what is wrong, with all that belongs to it."""
    raise InputError("is no text.", name="a.txt", place="line 3", remedy="Send another.")


def breaks(_: Step) -> float:
    """Raises what nobody expected."""
    return 1 / 0


def dies(_: Step) -> None:
    """Ends without a word."""
    os._exit(3)


def prints(_: Step) -> str:
    """Prints where answers go."""
    os.write(1, b"noise" * 100)
    return "said"
