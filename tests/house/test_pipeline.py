"""The way of a report: each passage is read once, and asking changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import detente
from detente import clean, config, pipeline
from detente.model.given import Raw, Report
from detente.parse import Parsed
from detente.parse.spacy import Parser, load

OSLO = "Norway offered talks to Colombia on Monday.\n\nColombia said that it would answer by Friday."
LIMA = "Something else stands here.\n\nColombia said that it would answer by Friday."


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every passage that the parser is given."""
    seen: list[str] = []
    real = load(config.model())

    class Watched(Parser):
        def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
            texts = list(texts)
            seen.extend(texts)
            return real.parse(texts)

    monkeypatch.setattr("detente.parse.spacy.load", lambda _: Watched(real.nlp))
    return seen


def report(text: str, **more: Any) -> Report:
    return clean.report(Raw(name="a", content=text, **more))


def test_a_passage_that_two_reports_print_is_parsed_once(parsed: list[str]) -> None:
    list(pipeline.analyses([report(OSLO), report(LIMA)], {}))
    assert len(parsed) == len(set(parsed)) == 3


def test_a_passage_that_is_remembered_is_not_parsed(parsed: list[str]) -> None:
    memory: dict[str, Any] = {}
    first = list(pipeline.analyses([report(OSLO)], memory))
    parsed.clear()
    again = list(pipeline.analyses([report(OSLO)], memory))
    assert parsed == []
    assert again == first


def test_another_pipeline_does_not_trust_the_memory_of_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    oslo = report(OSLO)
    before = pipeline.passage_key(oslo, oslo.passages[0])
    monkeypatch.setattr(config, "model", lambda: "another_pipeline")
    assert pipeline.passage_key(oslo, oslo.passages[0]) != before


def test_the_same_words_are_placed_where_each_report_has_them() -> None:
    found = [a for _, a in pipeline.analyses([report(OSLO), report("Before.\n\n" + OSLO)], {})]
    texts = [OSLO, "Before.\n\n" + OSLO]
    quoted = [
        [t[m.trigger.start : m.trigger.end] for m in a.moves] for a, t in zip(found, texts, strict=True)
    ]
    assert quoted[0] == quoted[1] != []


def test_analyze_is_pure() -> None:
    first = detente.analyze(OSLO, published="2024-03-05")
    assert detente.analyze(OSLO, published="2024-03-05") == first
    assert first.id
    assert detente.analyze(OSLO, published="2024-03-05", id="mine").id == "mine"


def test_a_report_in_another_language_is_not_read(parsed: list[str]) -> None:
    arabic = "قال وزير الخارجية إن المحادثات ستستمر يوم الجمعة في جنيف. " * 3
    (answer,) = (a for _, a in pipeline.analyses([report(arabic)], {}))
    assert (answer.language, answer.moves, parsed) == ("ar", (), [])
