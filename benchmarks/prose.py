"""Our own diplomatic prose: what is found in each half of the fixtures, and what is wrong.

usage: python -m benchmarks.prose [--errors] [--half dev|aside]

The fixtures and their form are described in tests/fixtures/README.md. The half `aside` was put aside before any rule
saw it: look at its figures, never at its errors (`--errors` prints those of `dev`, unless a half is named). Content is compared as a
set of letters and digits, so that marks, commas and a leading "that" never matter. Costs one parse of 201 short texts.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from detente import clean
from detente.model.given import Raw
from detente.model.judged import Analysis, Statement
from detente.model.record import Span
from detente.pipeline import analyses

FIXTURES = Path(__file__).resolve().parent.parent / "tests/fixtures"
HALVES = ("dev", "aside")
ALIKE = 0.5
"""Share of letters and digits (common ÷ all) from which two contents are the same statement."""
TOUCHING = 0.3
"""The same for words that stand for somebody, and for a reading that an optional statement excuses."""

Fixture = Mapping[str, Any]


class Measured(NamedTuple):
    """Figures of one half, and a sentence for each error. Every count says of how many it is."""

    found: int
    statements: int
    false: int
    speaker_words: int
    actors: int
    judged_actors: int
    acts: int
    polarity: int
    nesting: int
    links: int
    judged_links: int
    errors: tuple[str, ...]


class Outcome(NamedTuple):
    """What became of one fixture: tallies by name, and the errors as sentences."""

    tally: Counter[str]
    errors: list[str]


# --- reading -----------------------------------------------------------------------------------------


def fixtures(half: str) -> list[Fixture]:
    """The fixtures of a half, as they stand in the file."""
    path = FIXTURES / f"diplomatic_prose.{half}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def place(text: str, words: str) -> Span:
    """Where the words of the gold stand; `he#2` is the second "he". Raises `ValueError` if that is not plain."""
    quote, _, number = words.partition("#")
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", text)]
    if (not number and len(starts) != 1) or (number and int(number) > len(starts)):
        raise ValueError(f"{words!r} stands {len(starts)} times in {text[:60]!r}")
    start = starts[int(number) - 1 if number else 0]
    return Span(start, start + len(quote))


def letters(text: str, spans: Iterable[tuple[int, int]], *, is_content: bool = False) -> frozenset[int]:
    """The places of letters and digits in the spans; of content, without a leading "that"."""
    places = [i for a, b in spans for i in range(a, b) if text[i].isalnum()]
    if is_content and len(places) > 4 and re.match(r"that\b", text[places[0] :], re.IGNORECASE):
        places = places[4:]
    return frozenset(places)


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """What two sets of places have in common, 0 to 1."""
    return len(a & b) / len(a | b) if a | b else 0.0


# --- measuring ---------------------------------------------------------------------------------------


def measured(half: str) -> Measured:
    """The figures of a half."""
    gold = fixtures(half)
    reports = [
        clean.report(Raw(name=f["id"], id=f["id"], content=f["text"]), published=f["published"]) for f in gold
    ]
    total: Counter[str] = Counter()
    errors: list[str] = []
    for fixture, (_, analysis) in zip(gold, analyses(reports, {}), strict=True):
        for part in (statements_of(fixture, analysis), links_of(fixture, analysis)):
            total += part.tally
            errors += (f"{fixture['id']}: {line}" for line in part.errors)
    counts = {name: total[name] for name in Measured._fields if name != "errors"}
    return Measured(**counts, errors=tuple(errors))


def statements_of(fixture: Fixture, analysis: Analysis) -> Outcome:
    """Statements sought and found, and what each says of speaker, act and nesting."""
    text, gold = fixture["text"], fixture["statements"]
    sought = [letters(text, [place(text, w) for w in g["content"]], is_content=True) for g in gold]
    given = [letters(text, s.spans, is_content=True) for s in analysis.statements]
    pairs = dict(paired(sought, given))
    outcome = Outcome(Counter(), [])
    for n, g in enumerate(gold):
        if g.get("optional"):
            continue
        outcome.tally["statements"] += 1
        if n in pairs:
            compare(g, analysis.statements[pairs[n]], text, outcome)
        else:
            outcome.errors.append(f"missed: {' … '.join(g['content'])!r}")
    taken = set(pairs.values())
    excused = [sought[n] for n, g in enumerate(gold) if g.get("optional")]
    for n, s in enumerate(analysis.statements):
        if n not in taken and not any(likeness(given[n], e) >= TOUCHING for e in excused):
            outcome.tally["false"] += 1
            outcome.errors.append(f"false: {text[s.start : s.end]!r} by {said_by(s, text)}, {s.act}")
    return outcome


def paired(sought: list[frozenset[int]], given: list[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of gold and reading that are alike, the closest first, each taken once."""
    every = [(likeness(a, b), n, m) for n, a in enumerate(sought) for m, b in enumerate(given)]
    used: tuple[set[int], set[int]] = (set(), set())
    for value, n, m in sorted(every, key=lambda pair: (-pair[0], pair[1:])):
        if value >= ALIKE and n not in used[0] and m not in used[1]:
            used[0].add(n)
            used[1].add(m)
            yield n, m


def compare(gold: Mapping[str, Any], found: Statement, text: str, outcome: Outcome) -> None:
    """Whether speaker, actors, act, polarity and nesting of a statement that was found are right."""
    about = " … ".join(gold["content"])
    outcome.tally["found"] += 1
    sought = letters(text, [place(text, gold["by"])]) if gold["by"] else frozenset()
    here = letters(text, [found.source.span]) if found.source else frozenset()
    # A quotation carried over from the paragraph before has no words for its speaker in its own passage.
    right = bool(sought & here) or not sought
    actors = set(found.source.actors) if found.source else set()
    checks = {
        "speaker_words": (right, f"speaker of {about!r} is {said_by(found, text)}, not {gold['by']!r}"),
        "acts": (found.act == gold["act"], f"act of {about!r} is {found.act}, not {gold['act']}"),
        "polarity": (found.polarity == gold["polarity"], f"polarity of {about!r} is {found.polarity}"),
        "nesting": ((found.inside is None) == (gold["inside"] is None), f"nesting of {about!r} is wrong"),
    }
    if gold["actors"] is not None:
        outcome.tally["judged_actors"] += 1
        names = ", ".join(sorted(actors)) or "nobody"
        checks["actors"] = (
            actors == set(gold["actors"]),
            f"{about!r} is by {names}, not {', '.join(gold['actors']) or 'anybody known'}",
        )
    for name, (is_right, error) in checks.items():
        outcome.tally[name] += is_right
        if not is_right:
            outcome.errors.append(error)


def said_by(statement: Statement, text: str) -> str:
    """The words for the speaker, for an error message."""
    return repr(text[slice(*statement.source.span)]) if statement.source else "nobody"


def links_of(fixture: Fixture, analysis: Analysis) -> Outcome:
    """Whether words stand for whom they should."""
    text = fixture["text"]
    mentions = [(letters(text, [m.span]), m) for m in analysis.mentions]
    outcome = Outcome(Counter(), [])
    for link in fixture["links"]:
        words = letters(text, [place(text, link["words"])])
        best = max((likeness(words, places) for places, _ in mentions), default=0.0)
        nearest = [m for places, m in mentions if best >= TOUCHING and likeness(words, places) == best]
        actors = {m.actor for m in nearest if m.actor}
        outcome.tally["judged_links"] += 1
        outcome.tally["links"] += actors == set(link["actors"])
        if actors != set(link["actors"]):
            names = ", ".join(sorted(actors)) or "nobody"
            outcome.errors.append(
                f"{link['words']!r} is {names}, not {', '.join(link['actors']) or 'anybody known'}"
            )
    return outcome


# --- showing -----------------------------------------------------------------------------------------


def shown(half: str, m: Measured) -> str:
    """The figures of a half, a line each."""
    rows = [
        ("statements found", m.found, m.statements),
        ("speaker words right, of those found", m.speaker_words, m.found),
        ("actors right, of those found", m.actors, m.judged_actors),
        ("act right, of those found", m.acts, m.found),
        ("polarity right, of those found", m.polarity, m.found),
        ("nesting right, of those found", m.nesting, m.found),
        ("coreference right", m.links, m.judged_links),
    ]
    lines = [f"{name:38} {right:4} of {of:4}  {right / of if of else 0:.3f}" for name, right, of in rows]
    return "\n".join(
        [f"{half} ({len(fixtures(half))} texts)", *lines, f"{'false statements':38} {m.false:4}"]
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--half", choices=HALVES)
    args = parser.parse_args()
    for half in [args.half] if args.half else HALVES:
        figures = measured(half)
        print(shown(half, figures), end="\n\n")
        if args.errors and half == (args.half or "dev"):
            print(*figures.errors, sep="\n", end="\n\n")


if __name__ == "__main__":
    main()
