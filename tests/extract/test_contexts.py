"""Contexts of moves: what a clause is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from detente import lexicon
from detente.extract.contexts import contexts, names, words
from detente.extract.moves import moves
from detente.model import Span
from detente.parse import Parsed

Parse = Callable[[str], Parsed]
ROWS = lexicon.toml("contexts")["context"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_sentence_seen_is_of_its_context(row: dict[str, Any], parse: Parse) -> None:
    found = moves(parse(row["seen"]), (), (), ())
    assert any(row["name"] in move.contexts for move in found)


def test_there_are_the_eight_that_diplomacy_needs() -> None:
    assert len(names()) == len(set(names())) == 8


def test_words_are_lower_case_and_of_one_or_two_parts() -> None:
    assert all(word == word.lower() and 1 <= len(word.split()) <= 2 for word in words())


def test_a_move_may_be_about_several_things_or_none(parse: Parse) -> None:
    def about(text: str) -> tuple[str, ...]:
        (move,) = moves(parse(text), (), (), ())
        return move.contexts

    assert about("Peru accused Chile of moving warships across the border.") == ("military", "territory")
    assert about("Peru praised Chile.") == ()


def test_only_the_words_of_the_clause_count(parse: Parse) -> None:
    parsed = parse("The price of oil fell. Peru praised Chile.")
    assert contexts(parsed, parsed.sentences[1].span) == ()
    assert contexts(parsed, parsed.sentences[0].span) == ("economic",)
    assert contexts(parsed, Span(0, 0)) == ()
