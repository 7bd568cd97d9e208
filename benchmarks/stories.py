#!/usr/bin/env python3
"""Stories of a stream of reports or headlines, for the scorer of bench/stories.

    python benchmarks/stories.py IN.jsonl > PRED.jsonl

In: `{"id", "title", "text"?, "date" or "time_ms"?, "publisher"?, "url"?}`, one report a line; labels are not read.
Out: `{"id", "story"}`, a report's story under a name of ours.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from detente import clean
from detente.model.given import Raw, Report
from detente.weigh import reuse
from detente.weigh.stories import stories


def report(row: dict[str, Any]) -> Report:
    """A row as a report, all of its text as body."""
    raw = Raw(
        name=str(row["id"]),
        id=str(row["id"]),
        content=row.get("text") or row["title"],
        title=row.get("title"),
        url=row.get("url"),
        outlet=row.get("publisher"),
    )
    published = row.get("date")
    if "time_ms" in row:
        published = datetime.fromtimestamp(row["time_ms"] / 1000, UTC).isoformat()
    return clean.report(raw, published=published, level="none")


def main() -> None:
    """Read the file, write the rows to standard output and the speed to standard error."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path, metavar="IN.jsonl")
    with parser.parse_args().rows.open(encoding="utf-8") as lines:
        reports = [report(json.loads(line)) for line in lines if line.strip()]
    start = time.process_time()
    for story in stories(reports, reuse.links(reports)):
        for member in story.reports:
            print(json.dumps({"id": member, "story": story.id}))
    spent = time.process_time() - start
    print(f"{len(reports)} reports, {len(reports) / spent:.0f} a CPU-second", file=sys.stderr)


if __name__ == "__main__":
    main()
