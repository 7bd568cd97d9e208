"""Eras and wars told as a time ("during the Cold War"): from our table and the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from detente.extract.numbers import any_of
from detente.extract.timex.table import EDGE, WORDS, Expression, Rule, whole
from detente.lexicon import tsv
from detente.lexicon.knowledge import read, several


@cache
def era_rule(knowledge_path: str | None) -> Rule:
    """The rule for all eras. `knowledge_path`: the user's own YAML, whose eras win over ours.

    Raises `InputError` if that file cannot be read.
    """
    rows: Sequence[Mapping[str, str]] = read(knowledge_path).eras if knowledge_path else tsv("eras")
    forms: dict[str, tuple[str, Mapping[str, str]]] = {}
    for row in reversed(rows):
        # Of two ways to write one name, the one with fewer capitals is the rule: it stands last.
        for form in sorted((row["name"], *several(row["names"])), key=capitals, reverse=True):
            forms[key(form)] = form, row
    # The longest word is the rarest: "war" and "era" stand in half of all reports.
    triggers = {max(WORDS.findall(name), key=len) for name in forms if WORDS.search(name)}

    def era(match: re.Match[str]) -> Iterable[Expression]:
        form, row = forms[key(match["name"])]
        if not written_as(match["name"], form):
            return []
        since, until = row["since"], row["until"]
        return whole(match, "DATE", f"is:{since}" if since == until else f"era:{since}/{until}")

    names = [form for form, _ in forms.values()]
    return Rule(frozenset(triggers), rf"{EDGE}(?P<name>{any_of(names)})(?![\w-])", era)


def key(name: str) -> str:
    """What a name is looked up by."""
    return " ".join(name.lower().split())


def written_as(printed: str, form: str) -> bool:
    """Whether a name of one capital word has its capital: "the troubles" are no era."""
    if capitals(form) != 1:
        return True
    name = next(word for word in form.split() if word[:1].isupper())
    return any(word[:1].isupper() and key(word) == key(name) for word in printed.split())


def capitals(form: str) -> int:
    """How many words of a name begin with a capital."""
    return sum(word[:1].isupper() for word in form.split())
