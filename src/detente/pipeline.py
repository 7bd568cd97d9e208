"""The way of a report, on one screen: read → clean → parse → extract → resolve (→ weigh → store → ask → show)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, MutableMapping
from itertools import islice
from typing import Protocol, runtime_checkable

from detente import clean, config
from detente.clean.invisible import INVISIBLE, Sight
from detente.extract import VERSION, findings
from detente.model.found import Findings
from detente.model.given import Passage, Raw, Report
from detente.model.judged import Analysis
from detente.model.record import key
from detente.plugins import part
from detente.resolve import resolve

AHEAD = 256
"""Reports whose passages are parsed together: enough to fill the parser's batches."""

LANGUAGES = ("en",)
"""ISO 639 codes of the languages that are read."""

LONGEST_LITTER = 300
"""Code points: a teaser or a doubled caption is shorter, a dump of menus or a run without spaces longer."""

Memory = MutableMapping[str, Findings]
"""Findings of passages already read, by passage text and extractor version."""


@runtime_checkable
class Foreseeing(Protocol):
    """A memory that is quicker if it is told what it will be asked for."""

    def foresee(self, names: Collection[str]) -> object:
        """These will be asked for."""


def analyze(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    id: str | None = None,
    clean_level: clean.Level = "full",
) -> Analysis:
    """Everything one report says, each datum with its place in `text` (the contract, version 1).

    Stores nothing. `published` is an ISO 8601 date or date-time; without it the date stays open
    or is bounded by what the text allows. Raises `InputError` for a text that cannot be read.
    """
    raw = Raw(
        name=id or "text", id=id, content=text, published=published, title=title, url=url, outlet=outlet
    )
    report = clean.report(raw, published=published, level=clean_level)
    return next(analyses([report], {}))[1]


def analyses(reports: Iterable[Report], memory: Memory) -> Iterator[tuple[Report, Analysis]]:
    """Each report with its analysis, in order. A passage that `memory` knows is not parsed again."""
    waiting = iter(reports)
    while ahead := [Sight(report) for report in islice(waiting, AHEAD)]:
        extract((sight.report for sight in ahead), memory)
        for sight in ahead:
            seen = sight.report
            read = [(p, memory[name]) for p in spoken(seen) if (name := passage_key(seen, p)) in memory]
            yield sight.given, sight.as_given(resolve(seen, read))


def extract(reports: Iterable[Report], memory: Memory) -> None:
    """Parse and read every passage that is not in memory yet, each text once."""
    texts = {
        passage_key(report, passage): report.quote(passage.span)
        for report in reports
        for passage in spoken(report)
    }
    if isinstance(memory, Foreseeing):
        memory.foresee(texts)
    new = {name: text for name, text in texts.items() if name not in memory}
    if new:
        parser = part("parser", "spacy")(config.model())
        for name, parsed in zip(new, parser.parse(new.values()), strict=True):
            memory[name] = findings(parsed)


def spoken(report: Report) -> tuple[Passage, ...]:
    """The passages to read: none of a report in another language, and no litter too long to be a line of a page.

    Of litter only times are kept.
    """
    if not is_readable(report):
        return ()
    return tuple(p for p in report.passages if p.role != "litter" or p.end - p.start <= LONGEST_LITTER)


def is_readable(report: Report) -> bool:
    """Whether the report is in a language we read; one whose language cannot be told is tried."""
    return report.language in (None, *LANGUAGES)


def passage_key(report: Report, passage: Passage) -> str:
    """What a passage is remembered by: its words as seen, who reads them, and what he was told of actors."""
    words = INVISIBLE.sub("", report.quote(passage.span))
    return key(VERSION, config.model(), config.knowledge_digest(), words)
