"""Whether work grows with its input and no faster, told by ratios within one run."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 8
"""How much larger the large input is: what is quadratic takes 64 times as long."""
NOISE_SECONDS = 0.3
"""What a busy machine may add."""


def assert_in_proportion(work: Callable[[int], object], small: int) -> None:
    """Do the work on an input of a size and on one eight times as large; it may take 24 times as long, not 64."""
    work(small)
    assert cpu(work, TIMES * small) < 3 * TIMES * cpu(work, small) + NOISE_SECONDS


def cpu(work: Callable[[int], object], size: int) -> float:
    """CPU seconds, the best of three; without garbage collection, which grows with all that tests keep."""
    taken = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            work(size)
            taken.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(taken)
