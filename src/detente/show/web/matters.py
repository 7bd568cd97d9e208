"""What lines of the ledger are about, in single words, so that a reader can ask for all about one matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from detente.model.derived import Line
from detente.show.web.desk import View
from detente.weigh.matter import is_light, normal, word_list

WORD = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")

OFFERED = 12
"""Matters that a filter offers, those of most lines first."""

SHORTEST = 4
"""Letters of a word that can be a matter."""


class Matters:
    """The words of all lines: which line has which, and how each is mostly printed."""

    def __init__(self, lines: Iterable[Line]):
        self.of: dict[str, frozenset[str]] = {}
        printed: dict[str, Counter[str]] = {}
        for line in lines:
            words = {}
            for word in matter_words(line.text):
                words[normal(word)] = word
            for key, word in words.items():
                printed.setdefault(key, Counter())[word] += 1
            self.of[line.id] = frozenset(words)
        self.printed: Mapping[str, str] = {
            key: min(found, key=lambda w: (-found[w], w)) for key, found in printed.items()
        }

    def about(self, lines: Iterable[Line], matter: str | None) -> list[Line]:
        """The lines about a matter; of no matter all."""
        key = normal(matter) if matter else None
        return [
            x for x in lines if key is None or key in self.of.get(x.id, ()) or matter in self.of.get(x.id, ())
        ]

    def choices(self, lines: Sequence[Line], chosen: str | None) -> list[tuple[str, str, int]]:
        """The matters of most lines, as choices of a filter; one of a single line is no choice."""
        counts = Counter(key for x in lines for key in self.of.get(x.id, ()))
        most = sorted((k for k in counts if counts[k] > 1), key=lambda k: (-counts[k], k))[:OFFERED]
        if chosen and chosen not in most:
            most.append(chosen)
        return [(k, self.printed.get(k, k), counts[k]) for k in most]


def matter_words(text: str) -> Iterable[str]:
    """The words of a text that can be a matter: no grammar, no time, nothing that only carries another's matter, and
    no name.

    >>> list(matter_words("that Norway would withdraw two ships from Oslo by Friday"))
    ['withdraw', 'ships']
    """
    for found in WORD.finditer(text):
        word = found.group()
        if len(word) < SHORTEST or not word.islower() or is_light(word):
            continue
        if not any(word in word_list(name) for name in ("stop", "boundary", "time", "modal")):
            yield word


def matters(view: View) -> Matters:
    """The matters of the ledger."""
    return view.remember("matters", lambda: Matters(view.weighed.lines))
