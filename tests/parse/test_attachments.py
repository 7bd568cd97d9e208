"""What grammar attaches whatever the parser says."""

from __future__ import annotations

import pytest

from detente import config
from detente.parse.parsed import Parsed, Token
from detente.parse.spacy import load


def parsed(text: str) -> Parsed:
    (passage,) = load(config.model()).parse([text])
    return passage


def verb(passage: Parsed, word: str) -> Token:
    return next(t for t in passage.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "upper", "second"),
    [
        ("The minister demanded that the frigate leave immediately and threatened to suspend the talks.", "demanded", "threatened"),
        ("Kenya's president said on Monday that Africa does not need a war and offered to host a meeting.", "said", "offered"),
        ("Baku insisted that the road must stay open and rejected the plan.", "insisted", "rejected"),
    ],
)  # fmt: skip
def test_a_past_verb_after_a_present_clause_belongs_to_who_speaks(text: str, upper: str, second: str) -> None:
    passage = parsed(text)
    assert verb(passage, second).head is verb(passage, upper)
    assert verb(passage, second) in verb(passage, upper).children


@pytest.mark.parametrize(
    ("text", "lower", "second"),
    [
        ("Oslo said that its envoy flew to Juba and met the rebels.", "flew", "met"),
        ("Oslo said that its envoy stays in Juba and that Norway offered help.", "stays", "offered"),
    ],
)
def test_verbs_of_one_tense_or_with_their_own_subject_stay_together(
    text: str, lower: str, second: str
) -> None:
    passage = parsed(text)
    assert verb(passage, second).head is verb(passage, lower)


def test_every_token_stays_under_one_head() -> None:
    passage = parsed("Chad demanded that Libya pull back and threatened, if it stays, to close the border.")
    for token in passage.tokens:
        assert token.head is token or token.head.children.count(token) == 1
    (sentence,) = passage.sentences
    assert sorted(t.i for t in sentence.root.subtree()) == [t.i for t in sentence.tokens]
