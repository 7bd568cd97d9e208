"""Memory that the C library of Linux keeps for later: had given back. Other systems are left as they are."""

from __future__ import annotations

import ctypes
from contextlib import suppress

M_ARENA_MAX = -8
"""What the C library calls the number of its stores of free memory (malloc.h); it has one for each thread otherwise."""


def keep_little() -> None:
    """Have two stores of free memory for all threads."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def give_back() -> None:
    """Give free memory back to the system: after a view of 20,000 reports went, 100 MB."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
