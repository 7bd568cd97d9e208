"""Quantities in our own sentences: what is found in each half of the fixtures, and what is wrong.

usage: python -m benchmarks.figures [--errors] [--half dev|aside] [--json]

The fixtures and their form are described in tests/fixtures/README.md. The half `aside` was put aside before any rule
saw it: look at its figures, never at its errors (`--errors` prints those of `dev`, unless a half is named). A figure is
found if it shares a letter or digit with the gold's words, one to one. Costs one parse of 150 sentences.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from benchmarks.prose import FIXTURES, HALVES, Fixture, letters, likeness
from detente import clean
from detente.model import found, judged
from detente.model.given import Raw, Report
from detente.model.record import Span
from detente.pipeline import analyses, passage_key, spoken

PUBLISHED = "2024-03-15"
"""The day on which all sentences are read: a Friday."""
PARTS = ("bounds", "precision", "unit", "holder", "actor", "per", "place", "time", "modality", "by")
NOT_JUDGED = "*"


class Measured(NamedTuple):
    """Figures of one half: what was sought, found, found where nothing is; right and judged by part; the errors."""

    sought: int
    found: int
    false: int
    right: Mapping[str, int]
    judged: Mapping[str, int]
    errors: tuple[str, ...]

    @property
    def f1(self) -> float:
        """Detection: harmonic mean of precision and recall."""
        return 2 * self.found / (self.sought + self.found + self.false)

    @property
    def whole(self) -> float:
        """Share of the sought that are found with bounds, precision and unit right."""
        return self.right["core"] / self.sought

    @property
    def summary(self) -> dict[str, float]:
        """What the table of all benchmarks shows."""
        holders = self.right["holder"] / self.judged["holder"]
        return {"f1": self.f1, "whole": self.whole, "holder": holders, "false": self.false}


class Read(NamedTuple):
    """A quantity with its words (as found) and its actors (as judged)."""

    seen: found.Figure
    known: judged.Figure
    teller: Span | None
    """The words for who says it."""


@cache
def fixtures(half: str) -> tuple[Fixture, ...]:
    """The fixtures of a half, as they stand in the file."""
    path = FIXTURES / f"figures.{half}.jsonl"
    return tuple(json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


@cache
def measured(half: str) -> Measured:
    """The figures of a half."""
    gold = fixtures(half)
    tally, right, judged_, errors = Counter[str](), Counter[str](), Counter[str](), []
    for fixture, given in zip(gold, read(gold), strict=True):
        for kind, part, error in compared(fixture, given):
            if kind in ("sought", "found", "false"):
                tally[kind] += 1
            else:
                judged_[part] += 1
                right[part] += kind == "right"
            if error:
                errors.append(f"{fixture['id']}: {error}  | {fixture['text']}")
    return Measured(tally["sought"], tally["found"], tally["false"], right, judged_, tuple(errors))


def read(gold: tuple[Fixture, ...]) -> Iterator[list[Read]]:
    """What is found in each fixture: one parse of all."""
    reports = [
        clean.report(Raw(name=f["id"], id=f["id"], content=f["text"]), published=PUBLISHED, level="none")
        for f in gold
    ]
    memory: dict[str, found.Findings] = {}
    for report, analysis in analyses(reports, memory):
        tellers = {s.id: s.source.span for s in analysis.statements if s.source}
        yield [
            Read(seen, known, tellers.get(known.statement or ""))
            for seen, known in zip(seen_in(report, memory), analysis.figures, strict=True)
        ]


def seen_in(report: Report, memory: Mapping[str, found.Findings]) -> list[found.Figure]:
    """The figures of all passages as they were found (each fixture is one passage, so offsets agree)."""
    return [f for passage in spoken(report) for f in memory[passage_key(report, passage)].figures]


def compared(fixture: Fixture, given: list[Read]) -> Iterator[tuple[str, str, str]]:
    """What became of each quantity sought or found: kind, part, and a sentence if it is wrong."""
    text = fixture["text"]
    pairs = dict(paired(fixture, given))
    for n, gold in enumerate(fixture["figures"]):
        yield "sought", "", ""
        if n not in pairs:
            yield "wrong", "core", f"missed {gold['words']!r}"
            continue
        yield "found", "", ""
        wrong = []
        for part, said, sought in parts(gold, given[pairs[n]], text):
            ok = said == sought
            wrong += [] if ok else [part]
            words = "" if ok else f"{part} of {gold['words']!r} is {said!r}, not {sought!r}"
            yield "right" if ok else "wrong", part, words
        core = not set(wrong) & {"bounds", "precision", "unit"}
        yield "right" if core else "wrong", "core", ""
    for m, extra in enumerate(given):
        if m not in pairs.values():
            yield "false", "", f"false {text[slice(*extra.seen.span)]!r}"


def paired(fixture: Fixture, given: list[Read]) -> Iterator[tuple[int, int]]:
    """Pairs of gold and reading that share words, the closest first, each taken once."""
    text = fixture["text"]
    sought = [letters(text, [place(text, g["words"])]) for g in fixture["figures"]]
    here = [letters(text, [r.seen.span]) for r in given]
    every = [(likeness(a, b), n, m) for n, a in enumerate(sought) for m, b in enumerate(here)]
    used: tuple[set[int], set[int]] = (set(), set())
    for value, n, m in sorted(every, key=lambda pair: (-pair[0], pair[1:])):
        if value > 0 and n not in used[0] and m not in used[1]:
            used[0].add(n)
            used[1].add(m)
            yield n, m


def parts(gold: Mapping[str, Any], given: Read, text: str) -> Iterator[tuple[str, object, object]]:
    """Each part that is judged: its name, what is said, what is sought."""
    seen, known = given.seen, given.known
    yield "bounds", (rounded(seen.low), rounded(seen.high)), (rounded(gold["low"]), rounded(gold["high"]))
    yield "precision", seen.precision, gold["precision"]
    yield "unit", seen.unit, gold["unit"]
    spans = {
        "holder": seen.holder, "per": seen.per, "place": seen.place, "time": seen.time, "by": given.teller,
    }  # fmt: skip
    for part, span in spans.items():
        if gold[part] != NOT_JUDGED:
            yield part, *words_compared(gold[part], span, text)
    if gold["actor"]:
        yield "actor", known.holder, gold["actor"]
    if gold["modality"] != NOT_JUDGED:
        yield "modality", seen.modality, gold["modality"]


def words_compared(gold: str | None, span: Span | None, text: str) -> tuple[str | None, str | None]:
    """What is said and what is sought; the same if they share a word."""
    said = text[slice(*span)] if span else None
    if gold and span and place(text, gold).overlaps(span):
        return gold, gold
    return said, gold


def place(text: str, words: str) -> Span:
    """Where the words first stand."""
    start = text.index(words)
    return Span(start, start + len(words))


def rounded(value: float | None) -> float | None:
    """A bound to six digits: a third is a third."""
    return None if value is None else float(f"{value:.6g}")


def shown(half: str, m: Measured) -> str:
    """The figures of a half, a line each."""
    rows = [
        ("found", m.found, m.sought),
        ("bounds, precision and unit right, of all sought", m.right["core"], m.sought),
    ]
    rows += [(f"{part} right, of those found", m.right[part], m.judged[part]) for part in PARTS]
    lines = [f"{name:48} {right:4} of {of:4}  {right / of if of else 0:.3f}" for name, right, of in rows]
    head = f"{half} ({len(fixtures(half))} sentences), detection F1 {m.f1:.3f}"
    return "\n".join([head, *lines, f"{'false':48} {m.false:4}"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--half", choices=HALVES)
    args = parser.parse_args()
    if args.json:
        print(json.dumps({half: measured(half).summary for half in HALVES}))
        return
    for half in [args.half] if args.half else HALVES:
        m = measured(half)
        print(shown(half, m), end="\n\n")
        if args.errors and half == (args.half or "dev"):
            print(*m.errors, sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
