"""Fingerprints: a few of a report's runs of words, chosen so that any two equal stretches share one."""

from __future__ import annotations

import numpy as np

from detente.weigh.words import Hashes, Numbers

ORDER = 8
"""Words in a run. Measured on constructed copies: with WINDOW 6 every shared stretch of 13 words has a print, and
.997 of the copied pairs are found; at 6 the precision halves (templates), at 10 short copied sentences go."""

WINDOW = 6
"""Runs of which one is chosen (the least hash): about 2 of 7 runs are kept."""

PRIME = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xBF58476D1CE4E5B9)
"""What runs are hashed with. Prints made with other numbers cannot be compared with these."""

Prints = tuple[Hashes, Numbers]
"""Hashes of the chosen runs and the word each begins at, by place."""


def powers(count: int) -> Hashes:
    """The first powers of PRIME, modulo 2⁶⁴."""
    return np.cumprod(np.concatenate([np.ones(1, np.uint64), np.full(count - 1, PRIME)]), dtype=np.uint64)


POWERS = powers(ORDER)


def runs(ids: Hashes, order: int = ORDER) -> Hashes:
    """The hash of every run of so many words, at most ORDER."""
    count = len(ids) - order + 1
    if count < 1:
        return np.empty(0, np.uint64)
    mixed: Hashes = ids[:count] * POWERS[0]
    for place in range(1, order):
        mixed += ids[place : place + count] * POWERS[place]
    mixed ^= mixed >> np.uint64(30)
    mixed *= MIX
    return mixed ^ (mixed >> np.uint64(27))


def prints(ids: Hashes) -> Prints:
    """The winnowed runs: of every WINDOW runs in a row the least, the leftmost of equals."""
    hashes = runs(ids)
    if not len(hashes):
        return hashes, np.empty(0, np.int64)
    width = min(WINDOW, len(hashes))
    least = np.lib.stride_tricks.sliding_window_view(hashes, width).argmin(axis=1)
    places = np.unique(least + np.arange(len(least)))
    return hashes[places], places.astype(np.int64)
