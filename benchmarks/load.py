"""The page under load: readers who look, a machine that reads on, and what all that takes.

usage: python -m benchmarks.load FEED.jsonl[.xz] [--reports 20000] [--readers 20] [--pause SECONDS] [--seconds 60]
                                 [--store FILE] [--no-ingest]
       python -m benchmarks.load --paint

FEED has a feed item a line: title, summary, url, feed, date. The first reports of it are stored and weighed (once: the file
is kept, and a copy of it served), the others are sent to `/add` portion by portion while readers look. A reader asks for
a page or for records of the API, waits for the whole answer, pauses (an exponential time of that mean; 0: not at all) and
asks again, over a keep-alive connection, in turns that are drawn with a fixed seed. Pages are those of people: lists, filters
by actor, single data, reports, searches, and few of them twice.

Prints latencies by kind (milliseconds: median, p95, p99), errors, the largest resident memory of the server and of its
children, processor time of each and of everybody else on the machine, as one JSON object. `--paint` measures the seconds
from the start of `detente serve` with the example reports to the first paint in Chromium. Absolute figures: they say nothing
without the load of the machine, which is printed with them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import lzma
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
PORTION = 400
"""Feed items of one sending."""

WORDS = ("talks", "sanctions", "minister", "Ukraine", "troops", "border", "gas", "nuclear", "ceasefire", "summit", "election",
         "court", "vaccine", "president said", "prime minister", "oil prices", "climate", "refugees")  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Build what is missing, serve it, look at it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("feed", type=Path, nargs="?")
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0.0, help="mean seconds between two questions")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--store", type=Path, help="where the weighed store is kept")
    parser.add_argument("--no-ingest", action="store_true")
    parser.add_argument("--paint", action="store_true")
    args = parser.parse_args()
    if args.paint:
        print(json.dumps({"first_paint_seconds": first_paint()}))
        return
    if args.feed is None:
        parser.error("name the feed items, or --paint")
    kept = args.store or Path(tempfile.gettempdir()) / f"detente-load-{args.reports}.detente"
    if not kept.exists():
        build(kept, args.feed, args.reports)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "load.detente"
        shutil.copy(kept, store)
        with suppress(FileNotFoundError):
            shutil.copytree(f"{kept}.passages", f"{store}.passages")
        rest = [] if args.no_ingest else list(islice(items(args.feed), args.reports, None))
        with served(store) as (child, port):
            print(json.dumps(measured(child, port, rest, args), indent=1))


def items(feed: Path) -> Iterator[dict[str, Any]]:
    """The feed items as `detente add` takes them."""
    opened = lzma.open if feed.suffix == ".xz" else open
    with opened(feed, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            outlet = row["feed"].partition("//")[2].partition("/")[0]
            yield {
                "text": row["summary"] or row["title"],
                "title": row["title"],
                "url": row["url"],
                "outlet": outlet,
                "published": row["date"].replace(" ", "T"),
            }


def build(path: Path, feed: Path, count: int) -> None:
    """Store and weigh the first feed items; takes some minutes."""
    import detente
    from detente.model.given import Raw

    with detente.open(path) as crisis:
        rows = enumerate(islice(items(feed), count))
        crisis.add_raw(Raw(name=f"{n}", content=row.pop("text"), **row) for n, row in rows)
        crisis.weighed()


# --- the server --------------------------------------------------------------------------------------


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(store: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`detente serve` over a store, ready."""
    port = free_port()
    command = [sys.executable, "-m", "detente", "--store", str(store), "serve", "--port", str(port)]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while asyncio.run(fetch_once(port, "/"))[0] != 200:
            time.sleep(0.2)
            if child.poll() is not None:
                raise SystemExit("detente serve ended")
        yield child, port
    finally:
        child.terminate()
        child.wait(20)


def tree(pid: int) -> list[int]:
    """A process and all that it started, itself first."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += [int(x) for x in (task / "children").read_text().split()]
    return found


def resident(pid: int) -> float:
    """Resident memory of a process, in MB."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def processor(pid: int) -> float:
    """Processor time of a process so far, in seconds."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0


def busy() -> float:
    """Processor time of everybody on this machine so far, in seconds."""
    user, nice, system, *_ = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    return (user + nice + system) / TICKS


class Watch:
    """Looks at the server and its children twice a second."""

    def __init__(self, pid: int):
        self.pid, self.over = pid, Event()
        self.serve_mb = self.children_mb = self.together_mb = 0.0
        self.used: dict[int, float] = {}
        self.before = {p: processor(p) for p in tree(pid)}
        self.busy, self.begun = busy(), time.monotonic()
        self.thread = Thread(target=self.look, daemon=True)
        self.thread.start()

    def look(self) -> None:
        """Until it is over."""
        while not self.over.wait(0.5):
            own, *others = tree(self.pid)
            serve, children = resident(own), sum(map(resident, others))
            self.serve_mb, self.children_mb = max(self.serve_mb, serve), max(self.children_mb, children)
            self.together_mb = max(self.together_mb, serve + children)
            self.used |= {p: processor(p) - self.before.get(p, 0.0) for p in (own, *others)}

    def told(self) -> dict[str, Any]:
        """What was seen."""
        self.over.set()
        self.thread.join()
        seconds = time.monotonic() - self.begun
        mine = self.used.get(self.pid, 0.0)
        children = sum(self.used.values()) - mine
        readers = time.process_time()
        others = busy() - self.busy - mine - children - readers
        return {
            "serve_mb": round(self.serve_mb),
            "children_mb": round(self.children_mb),
            "together_mb": round(self.together_mb),
            "cores": os.cpu_count(),
            "cores_used_by_serve": round(mine / seconds, 2),
            "cores_used_by_children": round(children / seconds, 2),
            "cores_used_by_readers": round(readers / seconds, 2),
            "cores_used_by_others": round(max(0.0, others) / seconds, 2),
            "load_average": [round(x, 1) for x in os.getloadavg()],
        }


# --- readers -----------------------------------------------------------------------------------------


class Connection:
    """One keep-alive connection. No library: readers must not take the processor that they measure."""

    def __init__(self, port: int):
        self.port = port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def fetch(
        self, address: str, method: str = "GET", body: bytes = b"", kind: str = ""
    ) -> tuple[int, bytes]:
        """Status and body of an answer. A connection that was closed while nothing was asked is opened again."""
        try:
            return await self.answered(address, method, body, kind)
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            if self.fresh or getattr(error, "partial", b""):
                raise
            self.streams = None
            return await self.answered(address, method, body, kind)

    async def answered(self, address: str, method: str, body: bytes, kind: str) -> tuple[int, bytes]:
        """The same, once."""
        self.fresh = self.streams is None
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        reader, writer = self.streams
        head = f"{method} {address} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        if body:
            head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        writer.write(f"{head}\r\n".encode() + body)
        await writer.drain()
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:])
        fields = {name.lower(): value for name, _, value in pairs}
        found = await reader.readexactly(int(fields.get("content-length", 0)))
        self.location = fields.get("location", "")
        if fields.get("connection") == "close":
            writer.close()
            self.streams = None
        return int(lines[0].split()[1]), found


async def fetch_once(port: int, address: str) -> tuple[int, bytes]:
    """One answer, over a connection of its own; status 0 where nobody listens."""
    try:
        return await Connection(port).fetch(address)
    except (OSError, asyncio.IncompleteReadError):
        return 0, b""


async def records(port: int, address: str) -> list[dict[str, Any]]:
    """The records of a list."""
    status, body = await fetch_once(port, address)
    assert status == 200, (address, status)
    return json.loads(body)["items"]  # type: ignore[no-any-return]  # what our own API answers


async def mix(port: int, draw: random.Random) -> list[tuple[str, float, Callable[[], str]]]:
    """What readers ask for: the kind of question, how often in a hundred, and what draws an address of it."""
    claims = [c["id"] for c in await records(port, "/api/claims?limit=1000")]
    lines = [x["id"] for x in await records(port, "/api/ledger?limit=1000")]
    events = [h["id"] for h in await records(port, "/api/timeline?limit=1000")]
    reports = [r["report"] for r in await records(port, "/api/reports?limit=1000")]
    actors = [a["id"] for a in await records(port, "/api/actors?limit=200")]
    sides = [a.removeprefix("state:") for a in actors if a.startswith("state:")][:25]
    copied = [o["reports"] for o in await records(port, "/api/origins?limit=1000") if len(o["reports"]) > 1]

    def one(found: list[str]) -> str:
        return quote(draw.choice(found), safe="")

    def two() -> str:
        return "/".join(draw.sample(sides, 2))

    def pair() -> str:
        a, b = draw.sample(draw.choice(copied), 2) if copied else draw.sample(reports, 2)
        return f"a={a}&b={b}"

    def nth(most: int) -> int:
        return min(most, int(draw.expovariate(0.3)) + 1)

    return [
        ("page now", 6, lambda: "/"),
        ("page timeline", 6, lambda: f"/timeline?page={nth(60)}"),
        ("page timeline", 3, lambda: f"/timeline?actor={one(sides)}&page={nth(3)}"),
        ("page ledger", 3, lambda: f"/ledger?page={nth(30)}"),
        ("page ledger", 3, lambda: f"/ledger?by={one(sides)}"),
        ("page claims", 4, lambda: f"/claims?page={nth(200)}"),
        ("page claims", 3, lambda: f"/claims?actor={one(actors)}"),
        ("page changes", 2, lambda: "/changes"),
        ("page datum", 8, lambda: f"/datum/{one(draw.choice((claims, lines, events)))}"),
        ("page report", 8, lambda: f"/reports/{one(reports)}"),
        ("page reports", 3, lambda: f"/reports?page={nth(400)}"),
        ("page actors", 2, lambda: f"/actors?page={nth(50)}"),
        ("page actor", 4, lambda: f"/actors/{one(actors)}"),
        ("page dyad", 2, lambda: f"/dyads/{two()}"),
        ("page map", 2, lambda: "/map"),
        ("page origins", 2, lambda: f"/origins?page={nth(10)}"),
        ("page stories", 2, lambda: f"/stories?page={nth(100)}"),
        ("page search", 4, lambda: f"/search?q={quote(draw.choice(WORDS))}"),
        ("page compare", 2, lambda: f"/compare?{pair()}"),
        ("page due", 1, lambda: "/due"),
        ("api claims", 4, lambda: f"/api/claims?limit=50&actor={one(actors)}"),
        ("api claims", 2, lambda: "/api/claims"),
        ("api timeline", 4, lambda: f"/api/timeline?actor={one(sides)}"),
        ("api ledger", 4, lambda: f"/api/ledger?by={one(sides)}"),
        ("api why", 5, lambda: f"/api/why/{one(claims)}"),
        ("api report", 4, lambda: f"/api/reports/{one(reports)}/analysis"),
        ("api days", 2, lambda: "/api/days"),
        ("api tension", 2, lambda: f"/api/tension/{two()}"),
        ("api actors", 1, lambda: "/api/actors?limit=50"),
        ("api search", 2, lambda: f"/api/search?q={quote(draw.choice(WORDS))}&limit=20"),
    ]


class Tally:
    """What came of the questions, by kind."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: dict[str, int] = defaultdict(int)

    def told(self) -> dict[str, Any]:
        """Milliseconds: median, 95 and 99 in a hundred."""
        found = {
            group: [x for kind, some in self.seconds.items() if kind.startswith(group) for x in some]
            for group in ("page", "api")
        }
        found |= {kind: self.seconds[kind] for kind in sorted(self.seconds)}
        return {
            "questions": sum(map(len, self.seconds.values())),
            "errors": dict(self.errors),
            "milliseconds": {kind: spread(some) for kind, some in found.items() if some},
        }


def spread(seconds: list[float]) -> dict[str, float]:
    """How many, the median, 95 and 99 in a hundred, and the longest, in milliseconds."""
    ordered = sorted(seconds)
    at = {f"p{n}": ordered[min(len(ordered) - 1, len(ordered) * n // 100)] for n in (50, 95, 99)}
    told = {name: round(1000 * value, 1) for name, value in at.items()}
    return {"n": len(ordered), **told, "max": round(1000 * ordered[-1], 1)}


async def read_on(
    port: int, asked: list[Any], draw: random.Random, args: argparse.Namespace, tally: Tally
) -> None:
    """One reader."""
    kinds, weights = [(kind, make) for kind, _, make in asked], [weight for _, weight, _ in asked]
    connection, until = Connection(port), time.monotonic() + args.seconds
    while time.monotonic() < until:
        kind, make = draw.choices(kinds, weights)[0]
        begun = time.perf_counter()
        try:
            status, _ = await connection.fetch(address := make())
        except (OSError, asyncio.IncompleteReadError) as error:
            status, connection = 0, Connection(port)
            print(type(error).__name__, file=sys.stderr)
        tally.seconds[kind].append(time.perf_counter() - begun)
        if status != 200:
            tally.errors[f"{status} {kind}"] += 1
            print(status, address, file=sys.stderr)
        if args.pause:
            await asyncio.sleep(draw.expovariate(1 / args.pause))


async def ingest(port: int, rows: list[dict[str, Any]], stored: list[int]) -> None:
    """Send reports portion by portion; the next when the last is stored."""
    connection = Connection(port)
    for at in range(0, len(rows), PORTION):
        portion = rows[at : at + PORTION]
        lines = "\n".join(json.dumps(row) for row in portion)
        body = (
            '--part\r\nContent-Disposition: form-data; name="files"; filename="feed.jsonl"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n{lines}\r\n--part--\r\n"
        ).encode()
        await connection.fetch("/add", "POST", body, "multipart/form-data; boundary=part")
        job = connection.location
        while b'http-equiv="refresh"' in (await connection.fetch(job))[1]:
            await asyncio.sleep(1)
        stored.append(len(portion))


def measured(
    child: subprocess.Popen[bytes], port: int, rest: list[dict[str, Any]], args: argparse.Namespace
) -> dict[str, Any]:
    """Let readers look while reports are added; what came of it."""

    async def look() -> tuple[Tally, list[int]]:
        draw = random.Random(1)
        asked = await mix(port, draw)
        tally, stored = Tally(), list[int]()
        adding = asyncio.create_task(ingest(port, rest, stored)) if rest else None
        await asyncio.sleep(5 if rest else 0)  # the parser is being loaded
        await asyncio.gather(
            *(read_on(port, asked, random.Random(n), args, tally) for n in range(args.readers))
        )
        if adding:
            print("ingest went on" if not adding.done() else "ingest was over before", file=sys.stderr)
            adding.cancel()
        return tally, stored

    watch = Watch(child.pid)
    tally, stored = asyncio.run(look())
    about = {
        "reports": args.reports,
        "readers": args.readers,
        "pause_seconds": args.pause,
        "added": sum(stored),
    }
    return {**about, **watch.told(), **tally.told()}


# --- the first paint ---------------------------------------------------------------------------------


def first_paint() -> float:
    """Seconds from the start of `detente serve` with the example reports to the first paint."""
    from playwright.sync_api import sync_playwright

    import detente

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "example.detente"
        with detente.open(store) as crisis:
            crisis.add(ROOT / "examples" / "geneva-2022")
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page, port = browser.new_page(), free_port()
        command = [sys.executable, "-m", "detente", "--store", str(store), "serve", "--port", str(port)]
        begun = time.time()
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            while not is_listening(port):
                time.sleep(0.02)
            page.goto(f"http://127.0.0.1:{port}/")
            painted = page.evaluate(
                "new Promise(f => new PerformanceObserver(x => f(performance.timeOrigin + x.getEntries()[0].startTime))"
                ".observe({type: 'paint', buffered: true}))"
            )
        finally:
            child.terminate()
            child.wait(20)
            browser.close()
        return round(painted / 1000 - begun, 2)


def is_listening(port: int) -> bool:
    """Whether somebody answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main()
