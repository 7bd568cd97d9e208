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


def test_a_sentence_is_not_cut_in_a_title() -> None:
    passage = parsed(
        "Acting U.S. Deputy Secretary of State Ana Lind flew to Lima on Monday. She met the president."
    )
    assert [s.tokens[0].text for s in passage.sentences] == ["Acting", "She"]
    assert [s.index for s in passage.sentences] == [0, 1] and passage.tokens[-1].sentence == 1


def test_a_sentence_that_ends_in_an_abbreviation_ends() -> None:
    passage = parsed("The envoy flew to the U.S. Deputy Minister Lind stayed.")
    assert len(passage.sentences) == 2


def test_a_clause_of_time_behind_a_comma_tells_when_it_was_said() -> None:
    passage = parsed(
        "Norway denied that it intended to intervene militarily, after the junta accused Oslo of planning strikes."
    )
    assert verb(passage, "accused").head is verb(passage, "denied")
    within = parsed("Norway denied that it intervened after the junta accused Oslo.")
    assert verb(within, "accused").head is verb(within, "intervened")


def test_a_participle_has_no_subject_of_its_own() -> None:
    passage = parsed(
        "Mali and Burkina Faso, both ruled by soldiers, said on Monday that any intervention would mean war."
    )
    subject = verb(passage, "said").child("nsubj")
    assert subject is not None and subject.text == "Mali"


def test_a_time_that_is_given_belongs_to_who_gives_it() -> None:
    passage = parsed(
        "The bloc gave the officers who seized power in Niger one week to go and threatened to use force."
    )
    gave = verb(passage, "gave")
    assert verb(passage, "week").head is gave
    assert verb(passage, "go").head is gave and verb(passage, "threatened").head is gave


def test_a_semicolon_parts_sentences() -> None:
    passage = parsed(
        "Chile said on Monday that Peru had accepted its offer; Peru denied on Tuesday that it had accepted."
    )
    assert verb(passage, "said").dep != "ccomp"


TEXTS = (
    "The bloc gave the officers who seized power in Niger one week to go and threatened to use force.",
    "Chad demanded that Libya pull back and threatened, if it stays, to close the border.",
    "Acting U.S. Deputy Secretary of State Ana Lind flew to Lima on Monday.",
    "Mali and Burkina Faso, both ruled by soldiers, said on Monday that any intervention would mean war.",
    "Norway denied that it intended to intervene militarily, after the junta accused Oslo of planning strikes.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_every_token_stays_under_one_head(text: str) -> None:
    passage = parsed(text)
    for token in passage.tokens:
        assert token.head is token or token.head.children.count(token) == 1
    (sentence,) = passage.sentences
    assert sorted(t.i for t in sentence.root.subtree()) == [t.i for t in sentence.tokens]
