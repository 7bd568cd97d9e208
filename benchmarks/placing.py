"""Placing one report among many that are stored, beside the peers: how long it takes, and how that grows.

usage: python -m benchmarks.placing [--sizes N …] [--probes N] [--peers PYTHON] [--store FOLDER]

--sizes   reports in the store when reports are placed (default 10000 30000 100000: some minutes and .6 GB on disk)
--probes  reports placed at each size (default 1000)
--peers   the interpreter of a throw-away environment with datasketch and rensa, which are no dependencies of ours:
              python3.11 -m venv PEERS && PEERS/bin/pip install datasketch rensa
          without it their rows say so
--store   where the store is made (default: a temporary folder)

The reports are those of bench/corpus (20,000 news reports). Where more are needed, their words are exchanged for others that
are about as frequent, by a rule that differs from round to round: texts with the habits of news that share nothing with each
other. Three in ten are then made copies of an earlier one: word for word, cut, in another order, or two to four of its
sentences inside another report. To place one means: its words and prints, look-up in the index, aligning with what it
shares words with, the same words found, and the story told by shared text or by words; times are of the call as a user makes
it, on a store in a file. The CPU's times say what remains where other processes take turns. So that there are stories to be
told, one is made of every original and its copies before placing, by a process of its own: weighing is no part of placing.
"""

from __future__ import annotations

import argparse
import itertools
import json
import lzma
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

HERE = Path(__file__).resolve().parent
CORPUS = (
    Path(os.environ.get("DETENTE_SHARED", HERE.parent.parent / "shared"))
    / "bench"
    / "corpus"
    / "news.jsonl.xz"
)
WORD = re.compile(r"[^\W\d_]{3,}")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
COPIES = 0.3
BAND = 200
"""Words of about the same frequency that are exchanged for one another."""
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
ADDED_AT_ONCE = 1000
ALIGNED = 10_000
"""Reports for the comparison with the peers."""


def main() -> int:
    """Build, place, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--probes", type=int, default=1000)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--store", type=Path, metavar="FOLDER")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--tell", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.tell:
        return tell(args.tell)
    if args.serve:
        return serve(args.serve)
    if not CORPUS.exists():
        sys.stderr.write("The measuring data (../shared, or DETENTE_SHARED) are not there.\n")
        return 1 if os.environ.get("CI") == "true" else 0
    from rich.console import Console

    texts = stream(max(args.sizes) + args.probes * len(args.sizes))
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.store or Path(scratch)
        Console().print(table_of_sizes(texts, sorted(args.sizes), args.probes, folder))
        Console().print(table_of_peers(args.peers, Path(scratch)))
    return 0


# --- the reports -------------------------------------------------------------------------------------


def stream(count: int) -> Iterator[str]:
    """So many texts, three in ten of them copies of earlier ones."""
    chance = random.Random(1)
    known: list[str] = []
    for text in itertools.islice(originals(), count):
        if known and chance.random() < COPIES:
            text = copied(known[chance.randrange(len(known))], text, chance)
        known.append(text)
        if len(known) > 20_000:
            known.pop(chance.randrange(10_000))
        yield text


def originals() -> Iterator[str]:
    """The corpus, and then the corpus in other words, round after round."""
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [text for line in lines if len((text := json.loads(line)["text"]).split()) >= 20]
    random.Random(0).shuffle(texts)
    frequent = [w for w, _ in Counter(m for text in texts for m in WORD.findall(text.lower())).most_common()]
    yield from texts
    for turn in itertools.count(1):
        other: dict[str, str] = {}
        chance = random.Random(turn)
        for start in range(0, len(frequent), BAND):
            band = frequent[start : start + BAND]
            other |= dict(zip(band, chance.sample(band, len(band)), strict=True))
        yield from (WORD.sub(lambda m: exchanged(m[0], other), text) for text in texts)  # noqa: B023 - used up before `other` changes


def exchanged(word: str, other: dict[str, str]) -> str:
    """The other word, with a capital where the first has one."""
    found = other.get(word.lower(), word)
    return found.capitalize() if word[0].isupper() else found


def copied(source: str, own: str, chance: random.Random) -> str:
    """A copy of a text, of one of four kinds."""
    sentences, mine = SENTENCE.split(source), SENTENCE.split(own)
    kind = chance.randrange(4)
    if kind == 0:
        return source
    if kind == 1:
        return " ".join(sentences[: max(2, len(sentences) // 2)])
    if kind == 2:
        chance.shuffle(sentences)
        return " ".join(sentences)
    start = chance.randrange(max(1, len(sentences) - 3))
    at = chance.randrange(len(mine) + 1)
    return " ".join([*mine[:at], *sentences[start : start + chance.randint(2, 4)], *mine[at:]])


def report(number: int, text: str) -> Any:
    """A text as a report, dated by its place in the stream."""
    from detente import clean
    from detente.model.given import Raw

    return clean.report(
        Raw(name=str(number), id=f"{number:06}", content=text, outlet=f"outlet {number % 300}"),
        published=(FIRST + timedelta(minutes=number)).isoformat(),
        level="none",
    )


# --- ours --------------------------------------------------------------------------------------------


def table_of_sizes(texts: Iterator[str], sizes: Sequence[int], probes: int, folder: Path) -> Table:
    """Placing at every size, in a process that has done nothing else."""
    from rich.table import Table

    table = Table(title="Placing one report", title_justify="left")
    for head in (
        "stored",
        "add, ms",
        "place p50, ms",
        "p99, ms",
        "CPU p50",
        "CPU p99",
        "share words",
        "have a story",
        "peak MB",
    ):
        table.add_column(head, justify="right")
    from detente.model.judged import Analysis
    from detente.store.sqlite import open_store

    with open_store(folder / "placing.detente") as store:
        done = 0
        for size in sizes:
            start = time.perf_counter()
            for batch in batches(texts, size - done):
                reports = [report(done + n, text) for n, text in enumerate(batch)]
                store.add((r, Analysis(id=r.id, passages=r.passages, published=r.published)) for r in reports)
                done += len(batch)
            adding = (time.perf_counter() - start) / max(1, size)
            command = [sys.executable, "-m", "benchmarks.placing", "--tell", str(store.path)]
            subprocess.run(command, check=True, cwd=HERE.parent)
            store.passages.place(report(900_000, "The stories are read once after every weighing."))
            times, spent, linked, told = [], [], 0, 0
            for number, text in enumerate(itertools.islice(texts, probes)):
                probe = report(900_000 + number, text)
                begun, cpu = time.perf_counter(), time.process_time()
                placed = store.passages.place(probe)
                times.append(time.perf_counter() - begun)
                spent.append(time.process_time() - cpu)
                linked, told = linked + bool(placed.links), told + bool(placed.story)
            table.add_row(
                f"{size:,}", f"{adding * 1000:.1f}", *(f"{1000 * share(x, p):.1f}" for x in (times, spent) for p in (50, 99)),
                f"{linked / probes:.0%}", f"{told / probes:.0%}", f"{peak_megabytes():,.0f}",
            )  # fmt: skip
            sys.stderr.write(f"{size:,} reports: done\n")
    return table


def tell(path: Path) -> int:
    """Make a story of every report and its copies, and keep what is known again of it."""
    from detente.model.derived import Link, Story, Weighed
    from detente.store import tables
    from detente.store.sqlite import open_store
    from detente.weigh.groups import Groups
    from detente.weigh.landmarks import landmarks

    with open_store(path) as store:
        reports = store.reports()
        litter = store.passages.settle(reports, ()).litter
        with store.reading() as connection:
            rows = connection.execute(tables.link.select()).mappings()
            links = [tables.record_of(Link, dict(row)) for row in rows]
        groups: Groups[str] = Groups()
        for one in reports:
            groups.find(one.id)
        for link in links:
            groups.join(link.a, link.b)
        stories = tuple(Story(id=f"story of {ids[0]}", reports=tuple(ids)) for ids in groups.sets())
        store.keep((Weighed(stories=stories), landmarks(reports, stories, litter)), f"{len(reports)}")
    return 0


def share(times: Sequence[float], percent: int) -> float:
    """The time within which that many in a hundred were done."""
    return sorted(times)[len(times) * percent // 100]


def batches(texts: Iterator[str], count: int) -> Iterator[list[str]]:
    """So many texts, in portions."""
    while count > 0 and (batch := list(itertools.islice(texts, min(ADDED_AT_ONCE, count)))):
        count -= len(batch)
        yield batch


def peak_megabytes() -> float:
    """The most memory this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- the peers ---------------------------------------------------------------------------------------


def table_of_peers(python: str | None, scratch: Path) -> Table:
    """Prints and passages of the same reports, in one run each: what is found, and how fast."""
    texts = list(stream(ALIGNED))
    path = scratch / "texts.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    rows = [ours(texts)]
    answer = None
    if python:
        command = [python, str(Path(__file__).resolve()), "--serve", str(path)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer is not None and answer.returncode == 0:
        rows += json.loads(answer.stdout)
    else:
        rows += [[name, None, None, "not installed"] for name in ("datasketch", "rensa")]
    from rich.table import Table

    table = Table(title=f"{ALIGNED:,} reports, all compared", title_justify="left")
    for head in ("", "a CPU-second", "pairs found", "passages"):
        table.add_column(head, justify="right" if head else "left")
    for name, speed, pairs, passages in rows:
        table.add_row(name, *(f"{x:,.0f}" if x is not None else "–" for x in (speed, pairs)), passages)
    return table


def ours(texts: Sequence[str]) -> list[Any]:
    """Words, prints, look-up and aligning, all in memory, litter taken as known."""
    from detente.weigh.reuse import links

    reports = [report(number, text) for number, text in enumerate(texts)]
    start = time.process_time()
    found = links(reports, ())
    spent = time.process_time() - start
    return ["Détente", len(texts) / spent, len({(k.a, k.b) for k in found}), f"{len(found):,}, with offsets"]


def serve(path: Path) -> int:
    """What the peers make of the texts, run by their interpreter: 128 permutations, likeness of .5."""
    texts = json.loads(path.read_text(encoding="utf-8"))
    rows: list[list[Any]] = []
    for name, work in (("datasketch", datasketch_pairs), ("rensa", rensa_pairs)):
        start = time.process_time()
        try:
            pairs = work(texts)
        except ImportError:
            rows.append([name, None, None, "not installed"])
            continue
        rows.append([name, len(texts) / (time.process_time() - start), pairs, "none"])
    print(json.dumps(rows))
    return 0


def shingles(text: str) -> set[str]:
    """Five words in a row, as both projects' examples take them."""
    words = text.lower().split()
    return {" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))}


def datasketch_pairs(texts: Sequence[str]) -> int:
    """Pairs by MinHash and locality-sensitive hashing."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,unused-ignore]

    known = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = 0
    for number, text in enumerate(texts):
        mine = MinHash(num_perm=128)
        mine.update_batch([s.encode() for s in shingles(text)])
        pairs += len(known.query(mine))
        known.insert(str(number), mine)
    return pairs


def rensa_pairs(texts: Sequence[str]) -> int:
    """The same with rensa's R-MinHash, 32 bands."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found,unused-ignore]

    known = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    pairs = 0
    for number, text in enumerate(texts):
        mine = RMinHash(num_perm=128, seed=42)
        mine.update(list(shingles(text)))
        pairs += len(known.query(mine))
        known.insert(number, mine)
    return pairs


if __name__ == "__main__":
    sys.exit(main())
