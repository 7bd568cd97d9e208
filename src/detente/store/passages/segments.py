"""Older postings on disk: sorted, never changed, mapped into memory when they are looked at.

A segment is a head of 32 bytes and three columns, little-endian: the hash of a run (64 bits), the number of the report and
the word at which the run begins (32 bits each): 16 bytes a posting. It is written beside, made safe, and then named: under
its name a segment is whole.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import xxhash

from detente.errors import StoreError
from detente.weigh.index import Postings

HEAD = 32
MAGIC = b"detente passages 1\n"

REMEDY = "run `detente reindex`"


def write(path: Path, part: Postings) -> str:
    """Write a segment; gives the digest of its bytes."""
    head = (MAGIC + f"{len(part)}".encode()).ljust(HEAD)
    digest = xxhash.xxh3_64()
    beside = path.with_suffix(".part")
    with beside.open("wb") as out:
        for piece in (
            head,
            part.hashes.astype("<u8").tobytes(),
            part.reports.astype("<u4").tobytes(),
            part.places.astype("<u4").tobytes(),
        ):
            out.write(piece)
            digest.update(piece)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)
    sync_folder(path.parent)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder safe, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(path: Path, count: int) -> Postings:
    """A segment of so many postings, mapped.

    Raises `StoreError` if it is not there or not whole, with the remedy.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as head:
            right = head.read(HEAD) == (MAGIC + f"{count}".encode()).ljust(HEAD)
    except FileNotFoundError:
        raise StoreError(
            f"{path} is missing, a part of the passage index; put it back beside the store, or {REMEDY}."
        ) from None
    if not right or size != HEAD + 16 * count:
        raise StoreError(f"{path}, a part of the passage index, is damaged; {REMEDY}.")
    if not count:
        return Postings(np.empty(0, np.uint64), np.empty(0, np.uint32), np.empty(0, np.uint32))
    columns = [
        np.memmap(path, dtype=kind, mode="r", offset=HEAD + at * count, shape=(count,))
        for kind, at in (("<u8", 0), ("<u4", 8), ("<u4", 12))
    ]
    return Postings(*columns)


def digest(path: Path) -> str:
    """The digest of a segment's bytes."""
    found = xxhash.xxh3_64()
    with path.open("rb") as body:
        while piece := body.read(1 << 20):
            found.update(piece)
    return found.hexdigest()
