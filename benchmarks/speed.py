"""CPU of the whole analysis ÷ CPU of the bare parser on the same passages, both in this process.

usage: python -m benchmarks.speed {distinct|repeats|times} NEWS.jsonl[.xz] [--reports N]

`repeats` gives every second report again, so that about half of the passages are known. `times` measures the time tagger
alone, in characters a CPU-second: the grammar, and the grammar with tense, use and calendar on passages already parsed.
Prints one JSON line. Ratios travel between machines; seconds do not.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from detente import clean, config
from detente.extract.times import times
from detente.extract.timex import expressions
from detente.model.given import Published, Raw, Report
from detente.pipeline import analyses, spoken
from detente.plugins import part
from detente.resolve.dates import dated
from detente.resolve.placing import moved

ROUNDS = 3


def main() -> None:
    """Measure in turn, and print the median ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stream", choices=["distinct", "repeats", "times"])
    parser.add_argument("news", type=Path)
    parser.add_argument("--reports", type=int, default=200)
    args = parser.parse_args()
    reports = sample(args.news, args.reports)
    if args.stream == "times":
        print(json.dumps(tagger(reports)))
        return
    if args.stream == "repeats":
        reports = [r for n, r in enumerate(reports) for _ in range(2 if n % 4 else 1)]
    parser_ = part("parser", "spacy")(config.model())
    list(parser_.parse(["Warm."]))
    list(analyses(reports[:2], {}))
    rounds = []
    for _ in range(ROUNDS):
        texts = [report.quote(p.span) for report in reports for p in spoken(report)]
        bare = cpu(lambda texts=texts: list(parser_.nlp.pipe(texts, batch_size=64)))
        ours = cpu(lambda: list(analyses(reports, {})))
        rounds.append((ours / bare, ours, bare))
    ratio, ours, bare = sorted(rounds)[len(rounds) // 2]
    print(json.dumps({"ratio": round(ratio, 3), "analysis_cpu_seconds": ours, "parse_cpu_seconds": bare,
                      "reports": len(reports), "characters": sum(len(r.text) for r in reports)}))  # fmt: skip


def tagger(reports: list[Report]) -> dict[str, float]:
    """Characters that the time tagger reads in a CPU-second, the median of the rounds."""
    passages = [(report, p) for report in reports for p in spoken(report)]
    texts = [report.quote(p.span) for report, p in passages]
    parsed = list(part("parser", "spacy")(config.model()).parse(texts))
    characters = sum(map(len, texts))

    def whole() -> None:
        for (report, passage), one in zip(passages, parsed, strict=True):
            dated(report, [moved(t, passage.start, {}) for t in times(one)], ON)

    def rate(work: Callable[[], object]) -> float:
        work()
        return round(characters / sorted(cpu(work) for _ in range(ROUNDS))[ROUNDS // 2])

    return {
        "characters_per_second": rate(lambda: [expressions(text) for text in texts]),
        "with_tense_and_calendar": rate(whole),
        "characters": characters,
    }


ON = Published(earliest="2022-01-21", latest="2022-01-21", by="caller")


def sample(path: Path, size: int) -> list[Report]:
    """Reports spread evenly over the file."""
    with (
        lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    ) as lines:
        rows = [json.loads(line) for line in lines]
    rows = rows[:: max(1, len(rows) // size)][:size]
    return [
        clean.report(
            Raw(name=str(r["id"]), id=str(r["id"]), content=r["text"], title=r.get("title"), published=None)
        )
        for r in rows
        if r["text"].strip()
    ]


def cpu(work: Any) -> float:
    """CPU seconds of this process for some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
