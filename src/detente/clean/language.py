"""Which language a report is written in."""

from __future__ import annotations

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
    return code if code == "en" or is_sure(head) else None


def is_sure(head: str) -> bool:
    """Whether there is enough to tell another language from English: many letters, or another script."""
    letters = [c for c in head if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters)
    return len(letters) >= SURE or latin * 2 < len(letters)
