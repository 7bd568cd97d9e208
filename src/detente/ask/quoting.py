"""Words cut from reports, ready to stand between our own quotation marks, and the grammar they have."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from detente.lexicon import toml

Form = Literal["clause", "infinitive", "gerund", "noun", "direct"]
"""What quoted words are in grammar: "he would come", "come", "coming", "a visit"; `direct`: a whole sentence said
aloud."""

WORDS = 40
"""Words of a quotation in a line; the whole sentence stands with its source."""

LEADING = re.compile(r"^(?:that|to|which|who)\s+", re.I)
"""What joins a content to its verb, and says nothing by itself."""

TRAILING = re.compile(r"\s+(?:and|but|or)$")
"""What only leads on to words that were left out."""

WORD = re.compile(r"[\w'’-]+")
OPEN, CLOSE = '“„«"', '”»"“'
SINGLE = str.maketrans({"“": "‘", "„": "‘", "«": "‘", "”": "’", "»": "’"})


def content(text: str) -> str:
    """The words of a content in quotation marks, so that it is plain that they are cut and not written.

    >>> content("that the talks were “open”"), content("“We will see,”")
    ('“the talks were ‘open’”', '“We will see”')
    """
    words = bare(shortened(LEADING.sub("", text)))
    return f"“{words}”" if words else ""


def bare(text: str) -> str:
    """Text ready to stand between our own quotation marks: a pair of marks around all of it goes, others become
    single ones."""
    text = text.strip()
    if (
        len(text) > 1
        and text[0] in OPEN
        and text[-1] in CLOSE
        and not any(c in OPEN + CLOSE for c in text[1:-1])
    ):
        text = text[1:-1]
    return TRAILING.sub("", curled(paired(text)).translate(SINGLE).strip(" ,;:"))


def curled(text: str) -> str:
    """Text with its straight quotation marks made opening and closing by turns; one without its other half goes.

    >>> curled('a "calm" reply'), curled('a "calm reply')
    ('a “calm” reply', 'a calm reply')
    """
    text = text.replace("``", '"').replace("''", '"')
    if text.count('"') % 2:
        return text.replace('"', "")
    pieces = text.split('"')
    return "".join(
        x + ("" if n == len(pieces) - 1 else "“" if n % 2 == 0 else "”") for n, x in enumerate(pieces)
    )


def paired(text: str) -> str:
    """Text without quotation marks whose other half was left out when the words were cut."""
    alone: list[int] = []
    waiting: list[int] = []
    for at, mark in enumerate(text):
        if mark in "“„«":
            waiting.append(at)
        elif mark in "”»":
            if waiting:
                waiting.pop()
            else:
                alone.append(at)
    drop = {*alone, *waiting}
    return "".join(c for at, c in enumerate(text) if at not in drop).strip() if drop else text


def shortened(text: str) -> str:
    """At most so many words; a cut shows."""
    words = text.split()
    return " ".join(words) if len(words) <= WORDS else " ".join(words[:WORDS]) + " …"


def form_of(text: str, before: str = "") -> Form:
    """What words are in grammar, by themselves and by what stands `before` them in their sentence.

    >>> form_of("he would come"), form_of("come tomorrow", "urged Oslo to "), form_of("a late visit")
    ('clause', 'infinitive', 'noun')
    >>> form_of("a lack of political will", "accused Oslo of ")
    'noun'
    """
    data = grammar()
    found = [w.lower() for w in WORD.findall(text)]
    if not found:
        return "noun"
    lead = [w.lower() for w in WORD.findall(before[-40:])][-1:]
    if found[0] == "that" or (lead == ["that"] and text[:1].isalnum()):
        return "clause"
    if found[0] == "to" or (lead == ["to"] and is_verb_like(text)):
        return "infinitive"
    quoted = text.strip()[0] in OPEN or before.rstrip()[-1:] in tuple(OPEN)
    if is_finite(found):
        return "direct" if quoted else "clause"
    if quoted and len(found) >= SENTENCE and text.strip().lstrip("".join(OPEN))[:1].isupper():
        return "direct"  # its verb is one of thousands that no table of ours holds
    if found[0].endswith("ing") and len(found[0]) > 4 and found[0] not in data["no_gerunds"]:
        return "gerund"
    return "noun"


def is_verb_like(text: str) -> bool:
    """Whether words behind "to" can open with a verb: in small letters, and with no article or owner."""
    first = text.split()[0]
    return first.isalpha() and first.islower() and first not in (*grammar()["owners"], *NOUN_LEADS)


NOUN_LEADS = frozenset(
    {"the", "a", "an", "all", "any", "both", "some", "no", "these", "those", "this", "each"}
)
"""Words that open a noun phrase."""


SENTENCE = 8
"""Words from which a quotation that opens with a capital letter is a sentence."""

AT_THE_END = frozenset({"will", "can", "may", "might", "must"})
"""Helping verbs that are nouns where nothing follows ("a lack of will")."""


def is_finite(words: list[str]) -> bool:
    """Whether words hold a finite verb that no relative opens a clause for."""
    data = grammar()
    if words[0] in data["pronouns"] and len(words) > 2 and words[0] not in ("this", "these", "those"):
        return True
    for word in words[1:]:
        if word in data["relative"]:
            return False
        if word in AT_THE_END and word == words[-1]:
            return False
        if word in data["finite"] or word.endswith(("n't", "n’t")):
            return True
    return False


@cache
def grammar() -> dict[str, Any]:
    """Words that tell the grammar of a clause."""
    found: dict[str, Any] = toml("brief")["clause"]
    return {k: frozenset(v) if isinstance(v, list) else v for k, v in found.items()}
