"""What a statement or a move is about: content words, numbers and actors, with a likeness.

The words alone decide, so that a report read long ago can be weighed again without a parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from detente.lexicon import toml
from detente.model.record import Record

WORD = re.compile(r"\w+(?:[-’']\w+)*|[“„«;:()—–]")
OPENING = frozenset("“„«;:(—–")
"""Marks that begin a new part, as `boundary` words do. A comma does not: it stands between adjectives too."""

DIGITS = re.compile(r"^\d[\d,.]*$")

HEAD, OTHER, ACTOR = 2.0, 1.0, 0.5
"""Weight of a head word, another content word and a named actor in a likeness. An actor weighs least
because nearly all matters of one crisis name the same few."""

SAME = 0.6
"""Likeness from which two matters are one. Two translations of one sentence reach .7 and more, a demand
in wider words ("withdrawal from the east" for "of the brigade from two eastern towns") stays below .55."""

AKIN = 0.38
"""Likeness from which two matters touch: enough to set a refusal beside a promise, not to merge them."""


class Matter(Record, frozen=True, kw_only=True):
    """A bag of normalised words. `heads` hold the head of the phrase; `actors` are the sides it names."""

    heads: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words)


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lists of `lexicon/matters.toml`, normalised where the list is of content words."""
    return frozenset(str(toml("matters")[name]).split())


@cache
def same_words() -> dict[str, str]:
    """Form → the word that stands for all of its kind."""
    rows = toml("matters")["same"]
    # "plan" is no plane, though the stem of "planes" is.
    forms = {s: row["word"] for row in rows for form in row["forms"].split() if not in_light(s := stem(form))}
    return forms | {form: row["word"] for row in rows for form in row["forms"].split()}


@cache
def is_light(word: str) -> bool:
    """Whether a word only carries another's matter, in any inflection."""
    return word in word_list("light") or (in_light(stem(word)) and word not in same_words())


@cache
def in_light(word: str) -> bool:
    """Whether a stem is that of a word that only carries another's matter."""
    return word in {stem(w) for w in word_list("light")}


@cache
def normal(word: str) -> str:
    """A word without its ending, or the word that stands for its kind.

    >>> normal("replies"), normal("bridges"), normal("stopping"), normal("reduced") == normal("reduce")
    ('response', 'bridg', 'stop', True)
    """
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    return same_words().get(word) or same_words().get(stem(word)) or stem(word)


def stem(word: str) -> str:
    """The word without plural, -ed and -ing: enough to see that two inflections are one word."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def matter(text: str, named: Iterable[tuple[int, int, str]] = ()) -> Matter:
    """What `text` is about. `named`: stretches of it that stand for an actor, with the actor's side.

    >>> sorted(matter("a written reply to the islanders' demands").words)
    ['islander', 'request', 'response', 'written']
    >>> sorted(matter("that it would not give written answers").heads)
    ['response']
    """
    spoken = list(named)
    words: list[str] = []
    heads: set[str] = set()
    numbers: set[str] = set()
    part: list[str] = []
    clause = False
    for found in WORD.finditer(text):
        token = found.group()
        low = token.lower()
        if any(start < found.end() and found.start() < end for start, end, _ in spoken):
            continue
        if token in OPENING or low in word_list("boundary"):
            heads, part = heads or head_of(part, clause), []
            clause = low in word_list("modal")
            continue
        if not token[0].isalnum():
            continue
        if low in word_list("stop") or low in word_list("time"):
            continue
        if DIGITS.match(token):
            numbers.add(token.replace(",", "").rstrip("."))
            continue
        part.append(low)
        if not is_light(low):
            words.append(normal(low))
    heads = heads or head_of(part, clause)
    actors = {side for _, _, side in spoken if side}
    if not words:
        words = [normal(w) for w in WORD.findall(text.lower()) if is_light(w)]
    return Matter(
        heads=frozenset(heads or words[-1:]),
        words=frozenset(words),
        numbers=frozenset(numbers),
        actors=frozenset(actors),
    )


def head_of(part: list[str], clause: bool) -> set[str]:
    """The last content word of a phrase, the head of an English noun phrase; in a clause ("would *answer* the
    *demands*") its verb too."""
    full = [w for w in part if not is_light(w)]
    verb = {normal(part[0])} if clause and part and not is_light(part[0]) else set()
    return {normal(full[-1])} | verb if full else set()


def likeness(a: Matter, b: Matter) -> float:
    """How far two matters agree, 0..1. Nothing in common at the head: 0, whatever else they share."""
    if not (a.heads & b.words or b.heads & a.words):
        return 0.0
    heads = a.heads | b.heads
    shared = weight(a.words & b.words, a.actors & b.actors, heads)
    all_of_them = weight(a.words | b.words, a.actors | b.actors, heads)
    smaller = min(weight(a.words, a.actors, heads), weight(b.words, b.actors, heads))
    return 0.6 * shared / smaller + 0.4 * shared / all_of_them


def one_matter(a: Matter, b: Matter) -> float:
    """Likeness of two matters that have a head in common; 0 if one is only named inside the other ("a treaty" in
    "withdrawal as part of a treaty")."""
    return likeness(a, b) if a.heads & b.heads else 0.0


def weight(words: frozenset[str], actors: frozenset[str], heads: frozenset[str]) -> float:
    """The weight of a bag of words."""
    return HEAD * len(words & heads) + OTHER * len(words - heads) + ACTOR * len(actors)


def points_back(m: Matter, to: str) -> bool:
    """Whether a matter only points back to what was said (`to`: demands, offers, remarks)."""
    return bool(m.heads & {normal(w) for w in word_list(to)})


def is_response(m: Matter) -> bool:
    """Whether the matter is an answer, not the thing asked for."""
    return bool(m.heads & word_list("response"))
