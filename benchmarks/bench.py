"""Every table: what the best peer scores, where a release must stand, where we stand.

usage: python -m benchmarks.bench [--write | --check] [--only SET …] [--keep FOLDER]

--write   raise the floors in benchmarks/floors.json to today's figures (a floor never falls)
--check   exit 1 if a figure is below its floor, or the data are not those the floor was measured on

Needs the measuring data beside the checkout (or DETENTE_SHARED). Every text goes through the public command,
`detente analyze --clean none`, as a user's would; the scorers are the data's own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import moves

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("DETENTE_SHARED", HERE.parent.parent / "shared"))
BENCH = SHARED / "bench"
FLOORS = HERE / "floors.json"
SLACK = 0.002
"""A floor holds if the figure is at most this far below it: another machine's arithmetic may tip one item."""
DETENTE = [sys.executable, "-m", "detente"]


def gold(*names: str) -> list[str]:
    """The files of our own labels of those names."""
    return [str(path) for name in names for path in sorted((HERE / "gold").glob(f"{name}.*.jsonl"))]


DATA = {
    "quotes": ["quotes/dev.jsonl"],
    "events plv": ["events/plv_dev.jsonl"],
    "events plover_gsr": ["events/plover_gsr_dev.jsonl"],
    "events petr_gsr": ["events/petr_gsr_dev.jsonl"],
    "time": ["time/dev.jsonl"],
    "places": ["places/dev.jsonl"],
    "reuse": ["reuse/docs.dev.jsonl", "reuse/spans.dev.jsonl"],
    "stories articles": ["stories/articles.dev.jsonl"],
    "stories headlines": ["stories/headlines.dev.jsonl"],
    "seeds": ["seeds/statements.jsonl", "seeds/moves.jsonl", "seeds/actors.jsonl", "seeds/times.jsonl",
              "seeds/places.jsonl", "seeds/figures.jsonl", "seeds/traps.jsonl", "seeds/reuse.json"],
    "crisis": ["corpus/rss_2021-10_2022-08.jsonl.xz", "corpus/news.jsonl.xz", *gold("pairs", "stories")],
    "crisis accounts": ["corpus/rss_2021-10_2022-08.jsonl.xz", "corpus/news.jsonl.xz", *gold("accounts")],
    "crisis reports": ["corpus/rss_2021-10_2022-08.jsonl.xz", "corpus/news.jsonl.xz", *gold("accounts", "pairs")],
    "figures": [str(HERE.parent / f"tests/fixtures/figures.{half}.jsonl") for half in ("dev", "aside")],
    "speed": ["corpus/news.jsonl.xz"],
}  # fmt: skip
"""The gold of each set: a floor holds for these bytes."""


def main() -> int:
    """Measure, print, and write or check the floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", nargs="*", metavar="SET")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to leave what was predicted")
    args = parser.parse_args()
    if not BENCH.is_dir():
        sys.stderr.write("The measuring data (../shared, or DETENTE_SHARED) are not there.\n")
        return 1 if os.environ.get("CI") == "true" or args.check else 0
    measures = [m for m in tomllib.loads((HERE / "measures.toml").read_text("utf-8"))["measure"]]
    if args.only:
        measures = [m for m in measures if m["run"].startswith(tuple(args.only))]
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        figures = {name(m): figure(m, folder) for m in measures if m["run"]}
        show(measures, figures)
        if not args.only or "quotes" in args.only:
            show_reliability(folder)
        if not args.only or "events" in args.only:
            show_reliability_of_moves(folder)
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    if args.write:
        FLOORS.write_text(
            json.dumps(raised(floors, measures, figures), indent=1, ensure_ascii=False) + "\n", "utf-8"
        )
        return 0
    fallen = list(below(floors, measures, figures))
    for line in fallen:
        sys.stderr.write(line + "\n")
    return 1 if fallen and args.check else 0


def name(measure: Mapping[str, Any]) -> str:
    """What a figure is called in the floors file."""
    return f"{measure['set']}: {measure['name']}"


# --- running -----------------------------------------------------------------------------------------


def figure(measure: Mapping[str, Any], folder: Path) -> float:
    """One figure of one run."""
    found: Any = scores(measure["run"], folder)
    for step in measure["path"].split("."):
        found = found[step]
    return float(found)


@cache
def scores(run: str, folder: Path) -> Any:
    """The scorer's answer to a run; each is done once."""
    what, _, rest = run.partition(" ")
    match what:
        case "quotes":
            adapted = predicted("quotes", "quotes/dev.jsonl", folder)
            return scored("quotes/score.py", "quotes/dev.jsonl", adapted, *rest.split(), "--json")
        case "sure":
            low, high = map(float, rest.split("-"))
            adapted = predicted("quotes", "quotes/dev.jsonl", folder, sure=(low, high))
            return scored("quotes/score.py", "quotes/dev.jsonl", adapted, "--kind", "speech", "--json")
        case "events":
            gold = f"events/{rest}_dev.jsonl"
            adapted = predicted("events", gold, folder)
            false = moves.false_events(adapted, BENCH / gold)
            return {**scored("events/score.py", gold, adapted, "--json"), "false": false}
        case "time" | "places":
            gold = f"{what}/dev.jsonl"
            return scored(f"{what}/score.py", gold, predicted(what, gold, folder), "--by-subset", "--json")
        case "reuse":
            made = script("reuse", BENCH / "reuse/docs.dev.jsonl", folder)
            return scored("reuse/score.py", "reuse/docs.dev.jsonl", BENCH / "reuse/spans.dev.jsonl", made)
        case "stories":
            gold = f"stories/{rest}.dev.jsonl"
            return scored(
                "stories/score.py", gold, script("stories", without_labels(BENCH / gold, folder), folder)
            )
        case "seeds":
            analysis = analysed("quotes", "seeds/statements.jsonl", folder, cleaned=True)
            made = script("reuse", seed_texts(folder), folder)
            found = scored("seeds/score.py", analysis, "--reuse", made, "--json")
            return {**found, "status": moves.status(analysis, BENCH / "seeds/moves.jsonl")}
        case "crisis":
            return json.loads(output([sys.executable, "-m", "benchmarks.crisis", rest, "--json"]))
        case "figures":
            return json.loads(output([sys.executable, "-m", "benchmarks.figures", "--json"]))
        case "speed":
            return json.loads(
                output([sys.executable, "-m", "benchmarks.speed", rest, str(BENCH / DATA["speed"][0])])
            )
    raise ValueError(run)


def predicted(kind: str, gold: str, folder: Path, *, sure: tuple[float, float] | None = None) -> Path:
    """Our answers to the texts of a gold file, in the scorer's form; `sure`: only statements as sure as that."""
    analysis, name = analysed(kind, gold, folder), slug(gold)
    if sure:
        name += f"-{sure[0]}-{sure[1]}"
        rows = (kept_statements(row, *sure) for row in jsonl(analysis))
        analysis = saved(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), folder / f"{name}.analysis"
        )
    texts = ["--texts", str(folder / f"{slug(gold)}.in")] if kind == "events" else []
    adapted = output([sys.executable, str(BENCH / "adapt.py"), kind, str(analysis), *texts])
    return saved(adapted, folder / f"{name}.pred")


def kept_statements(answer: dict[str, Any], low: float, high: float) -> dict[str, Any]:
    """An answer with the statements that are as sure as that."""
    return {**answer, "statements": [s for s in answer.get("statements", ()) if low <= s["sure"] < high]}


@cache
def analysed(kind: str, gold: str, folder: Path, *, cleaned: bool = False) -> Path:
    """`detente analyze` on the texts of a gold file."""
    lines = output([sys.executable, str(BENCH / "adapt.py"), "inputs", kind, str(BENCH / gold)])
    given = saved(lines, folder / f"{slug(gold)}.in")
    level = [] if cleaned else ["--clean", "none"]
    return saved(output([*DETENTE, "analyze", *level, str(given)]), folder / f"{slug(gold)}.analysis")


def script(which: str, given: Path, folder: Path) -> Path:
    """What one of our own scripts predicts."""
    made = output([sys.executable, "-m", f"benchmarks.{which}", str(given)])
    return saved(made, folder / f"{which}-{slug(given.name)}.pred")


def without_labels(gold: Path, folder: Path) -> Path:
    """The rows of a gold file without what must not be seen."""
    rows = ({k: v for k, v in row.items() if k not in ("story", "category")} for row in jsonl(gold))
    return saved("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), folder / gold.name)


def seed_texts(folder: Path) -> Path:
    """The two sample reports as rows for the reuse script."""
    rows = [
        {"id": d["id"], "seq": n, "text": d["text"]}
        for n, d in enumerate(jsonl(BENCH / "seeds/statements.jsonl"))
    ]
    return saved("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), folder / "seeds.docs")


def scored(script: str, *args: object) -> Any:
    """The JSON that a scorer of the measuring data prints. Arguments are paths in it, or paths of ours."""
    words = [str(BENCH / a) if isinstance(a, str) and a.endswith(".jsonl") else str(a) for a in args]
    return json.loads(output([sys.executable, str(BENCH / script), *words]))


def output(command: list[str]) -> str:
    """What a command prints; its talk goes to our standard error."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=False, cwd=HERE.parent, text=True, encoding="utf-8"
    )
    if done.returncode not in (0, 3):
        sys.exit(f"exit {done.returncode}: {' '.join(command)}")
    return done.stdout


def saved(text: str, path: Path) -> Path:
    """A text in a file."""
    path.write_text(text, "utf-8")
    return path


def jsonl(path: Path) -> Iterable[Any]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def slug(path: str) -> str:
    """A file name for what belongs to a path."""
    return path.replace("/", "-").removesuffix(".jsonl")


# --- floors ------------------------------------------------------------------------------------------


@cache
def digest(data: str) -> str:
    """SHA-256 of the gold files of a set."""
    total = hashlib.sha256()
    for path in DATA[data]:
        total.update((BENCH / path).read_bytes())
    return total.hexdigest()[:16]


def data_of(measure: Mapping[str, Any]) -> str:
    """The set a measure is taken on."""
    run = str(measure["run"])
    first = run.split()[0]
    return run if run in DATA else "quotes" if first == "sure" else first


def raised(
    floors: Mapping[str, Any], measures: Iterable[Mapping[str, Any]], figures: Mapping[str, float]
) -> dict[str, Any]:
    """The floors, each at the best of what it was and today's figure. Noisy measures have none; those that are traded
    against another (precision against recall) keep the one that is written for a release."""
    new = dict(floors)
    for m in measures:
        if not m["run"] or m.get("noisy"):
            continue
        today, before = m["floor"] if m.get("traded") else round(figures[name(m)], 4), floors.get(name(m))
        if before and before["data"] == digest(data_of(m)):
            today = min(today, before["floor"]) if m.get("lower") else max(today, before["floor"])
        new[name(m)] = {"floor": today, "data": digest(data_of(m))}
    return new


def below(
    floors: Mapping[str, Any], measures: Iterable[Mapping[str, Any]], figures: Mapping[str, float]
) -> Iterable[str]:
    """What is below its floor, a sentence each."""
    for m in measures:
        floor = floors.get(name(m))
        if floor is None or not m["run"]:
            continue
        if floor["data"] != digest(data_of(m)):
            yield f"{name(m)}: the data are not those the floor was measured on"
        elif (figures[name(m)] - floor["floor"]) * (-1 if m.get("lower") else 1) < -SLACK:
            yield f"{name(m)}: {shown(figures[name(m)])}, below its floor {shown(floor['floor'])}"


# --- showing -----------------------------------------------------------------------------------------


def show(measures: Iterable[Mapping[str, Any]], figures: Mapping[str, float]) -> None:
    """Print the table."""
    table = Table(box=None, padding=(0, 1), title="Where we stand", title_justify="left")
    for column in ("set", "measure", "best peer"):
        table.add_column(column, overflow="fold")
    for column in ("humans", "floor", "aim", "here"):
        table.add_column(column, justify="right")
    for m in measures:
        here = figures.get(name(m))
        text = "not measured" if here is None else shown(here) + (f" of {m['of']}" if "of" in m else "")
        table.add_row(m["set"], m["name"], m.get("peer", "–"), *(shown(m.get(k)) for k in ("humans", "floor", "aim")), text,
                      style=None if reached(m, here) else "yellow")  # fmt: skip
    Console(width=120).print(table)


def show_reliability(folder: Path) -> None:
    """Print what `sure` is worth: of the spoken statements that are as sure as that, how many are right."""
    table = Table(box=None, padding=(0, 1), title="What `sure` is worth (speech)", title_justify="left")
    for column in ("sure", "statements", "right"):
        table.add_column(column, justify="right")
    for low, high in pairwise((0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)):
        score = scores(f"sure {low}-{high}", folder)["attributed_iou50"]
        table.add_row(f"{low:.1f} – {min(high, 1):.1f}", str(score["pred"]), shown(score["p"]))
    Console(width=120).print(table)


def show_reliability_of_moves(folder: Path) -> None:
    """Print the same for moves: plv without the texts that taught the second coder, and the sample reports."""
    plv, records = "events/plv_dev.jsonl", BENCH / "events/plover_gsr_dev.jsonl"
    reports = analysed("quotes", "seeds/statements.jsonl", folder, cleaned=True)
    sets = {
        "plv": moves.told(analysed("events", plv, folder), BENCH / plv, unlike=records),
        "seeds": moves.told_in_seeds(reports, BENCH / "seeds/moves.jsonl"),
    }
    table = Table(
        box=None, padding=(0, 1), title="What `sure` is worth (type of a move)", title_justify="left"
    )
    for column in ("set", "sure", "moves", "right"):
        table.add_column(column, justify="right")
    for name, told in sets.items():
        for low, high, many, share in moves.table(told):
            table.add_row(name, f"{low:.2f} – {high:.2f}", str(many), shown(share))
    Console(width=120).print(table)


def reached(measure: Mapping[str, Any], here: float | None) -> bool:
    """Whether the release's floor is reached."""
    if here is None or "floor" not in measure:
        return True
    return here <= measure["floor"] if measure.get("lower") else here >= measure["floor"]


def shown(value: float | None) -> str:
    """A figure as the tables print it: `.726`, `24`, `–`."""
    if value is None:
        return "–"
    return (
        f"{value:.0f}" if float(value).is_integer() and abs(value) != 1 else f"{value:.3f}".removeprefix("0")
    )


if __name__ == "__main__":
    sys.exit(main())
