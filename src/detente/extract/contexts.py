"""What a move is about, beside what it is: military, diplomatic, territory, economic, cbrn, cyber, peacekeeping, migration."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from detente import lexicon
from detente.model import Span
from detente.parse.parsed import Parsed


def contexts(parsed: Parsed, clause: Span) -> tuple[str, ...]:
    """The contexts that the words of a clause tell, in the order of `lexicon/contexts.toml`; empty if none does."""
    known = words()
    at = bisect_left(parsed.tokens, clause.start, key=lambda token: token.start)
    told: set[str] = set()
    before = ""
    for token in parsed.tokens[at : at + LONGEST]:
        if token.start >= clause.end:
            break
        name = token.lemma.lower()
        told |= known.get(name, NONE) | known.get(f"{before} {name}", NONE)
        before = name
    return tuple(name for name in names() if name in told)


NONE: frozenset[str] = frozenset()
LONGEST = 120
"""Words of a clause that are read."""


@cache
def words() -> dict[str, frozenset[str]]:
    """For each word, or two, the contexts it tells."""
    found: dict[str, set[str]] = {}
    for row in lexicon.toml("contexts")["context"]:
        for word in row["words"]:
            found.setdefault(word, set()).add(row["name"])
    return {word: frozenset(of) for word, of in found.items()}


@cache
def names() -> tuple[str, ...]:
    """The contexts we know, in the order of the table."""
    return tuple(row["name"] for row in lexicon.toml("contexts")["context"])
