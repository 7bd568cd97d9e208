#!/usr/bin/env python3
"""Passages and origins of a stream of reports, for the scorer of bench/reuse.

    python benchmarks/reuse.py DOCS.jsonl > PRED.jsonl

In: one report a line, `{"id", "seq"?, "text"}`; only these are read. Reports are taken to come out one a minute in
the order of `seq` (without it, of the file). Out: `{"a", "a_start", "a_end", "b", "b_start", "b_end"}` for a passage
that b has from the earlier a, and `{"b", "origins": [id, …]}` for the reports a text started from, its own id among
them when it has text of its own. Boilerplate is learnt from the reports of the file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from detente import clean
from detente.model.given import Raw, Report
from detente.weigh import reuse, reworded
from detente.weigh.origins import origins

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""The day on which the stream begins; any day would do."""


def reports(path: Path) -> list[Report]:
    """The reports of the file, all of each as body, dated by their place in the stream."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        clean.report(
            Raw(name=row["id"], id=row["id"], content=row["text"]),
            published=(FIRST + timedelta(minutes=row.get("seq", place))).isoformat(),
            level="none",
        )
        for place, row in enumerate(rows)
    ]


def rows(found: list[Report]) -> Iterator[dict[str, Any]]:
    """The lines of the answer."""
    links = reuse.links(found)
    links += reworded.links(found, links)
    for link in links:
        yield {name: getattr(link, name) for name in ("a", "a_start", "a_end", "b", "b_start", "b_end")}
    roots: dict[str, set[str]] = defaultdict(set)
    for origin in origins(found, links):
        for report in origin.reports:
            roots[report] |= {origin.root} if origin.root else set()
    for report in found:
        yield {"b": report.id, "origins": sorted(roots[report.id])}


def main() -> None:
    """Read the file, write the rows to standard output and the speed to standard error."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs", type=Path, metavar="DOCS.jsonl")
    found = reports(parser.parse_args().docs)
    start = time.process_time()
    for row in rows(found):
        print(json.dumps(row, ensure_ascii=False))
    spent = time.process_time() - start
    print(f"{len(found)} reports, {len(found) / spent:.0f} a CPU-second", file=sys.stderr)


if __name__ == "__main__":
    main()
