"""Which language a report is written in."""

from __future__ import annotations

import re
from functools import cache
from threading import Lock
from typing import Any

SHORTEST = 40
"""Letters below which py3langid guesses: "VIDEO." and "Leave a Comment" came out as anything."""
SURE = 180
"""Letters below which a text in Latin script is not taken for another language than English: of 1,009 single English
sentences 5 came out as Nigerian Pidgin or Bikol, of 3,000 whole reports none."""
LONGEST = 300
"""Code points that are looked at. With 5,000, telling the language took four times as long as all other cleaning; 300 are enough to be right."""

ENGLISH = frozenset(
    [
        "the",
        "and",
        "that",
        "with",
        "from",
        "would",
        "which",
        "said",
        "were",
        "their",
        "told",
        "this",
        "been",
        "after",
        "when",
        "could",
        "should",
        "they",
    ]
)
"""Words that tell English from the languages that look like it: `of`, `met` and `was` are Dutch or German too."""
ENGLISH_SHARE = 0.1
"""Share of them from which a text is English, however many foreign names it has: full of the names of Turkish envoys or
of countries texts came out as Turkish or K'iche'. A report in English has a fifth, one in another language next to none."""
WORD = re.compile(r"[^\W\d_]+")

LOADING = Lock()


@cache
def identifier() -> Any:
    """The language model, loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)


def language_of(text: str) -> str | None:
    """The ISO 639 code of the text's language; None for a text too short to tell."""
    head = text[:LONGEST]
    if sum(map(str.isalpha, head)) < SHORTEST:
        return None
    with LOADING:  # so that two threads do not load it twice
        known = identifier()
    code: str = known.classify(head)[0]
    if code == "en" or is_english(head):
        return "en"
    return code if is_sure(head) else None


def is_english(head: str) -> bool:
    """Whether its small words are English."""
    words = WORD.findall(head.lower())
    return sum(word in ENGLISH for word in words) >= ENGLISH_SHARE * len(words) > 0


def is_sure(head: str) -> bool:
    """Whether there is enough to tell another language from English: many letters, or another script."""
    letters = [c for c in head if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters)
    return len(letters) >= SURE or latin * 2 < len(letters)
