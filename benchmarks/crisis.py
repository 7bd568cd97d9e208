"""Stories within one crisis, and sentences that contradict each other, against labels made by hand.

usage: python -m benchmarks.crisis [stories | pairs | accounts | reports | alarms] [--json | --errors]

The labels (benchmarks/gold) name their texts by URL, id and offsets; the texts come from the measuring data at run time.
Both halves are printed. `--errors` lists what is wrong in `dev`; of `aside`, which was put aside before any rule saw it,
look at the figures only.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from detente import clean
from detente.model.derived import Evidence, Weighed
from detente.model.given import Raw, Report
from detente.pipeline import Memory, analyses
from detente.weigh import weigh

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("DETENTE_SHARED", HERE.parent.parent / "shared"))
CORPUS = SHARED / "bench/corpus"
GOLD = HERE / "gold"
FEED = "rss_2021-10_2022-08.jsonl.xz"
NEWS = "news.jsonl.xz"
HALVES = ("dev", "aside")
COLLECTIONS = ("pairs", "accounts")
LAST_DAY = "2022-02-23"
"""The stories are those before the invasion."""

ABOUT = re.compile(
    r"\b(?:ukrain\w*|russia\w*|nato|kremlin|putin|kyiv|kiev|moscow|lavrov|donbas\w*|donetsk|luhansk|zelensk\w*"
    r"|nord stream|minsk|blinken|stoltenberg)\b",
    re.IGNORECASE,
)
"""What a desk that follows the crisis lets through; the labelled items are among these, a third of them are not."""

DATES = ("%d-%b-%Y %H:%M:%S", "%B %d, %Y", "%b %d, %Y")
"""How the news of the corpus write their dates, less hundredths of a second and what follows them; feeds write ISO."""

HUNDREDTHS = re.compile(r"\.\d.*$")

GOVERNMENT, STATEMENTS = "usgov_ukraine/", 100
"""The statements among which false alarms are counted."""

SURE, SHOWN = 0.5, 40
"""From where a contradiction is told as one and not as one that may be; how many are shown."""

Row = Mapping[str, Any]


# --- texts and labels --------------------------------------------------------------------------------


@cache
def corpus(name: str) -> dict[str, Row]:
    """The rows of a corpus file, by URL (feeds) or id."""
    with lzma.open(CORPUS / name, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["url"] if name == FEED else row["id"]: row for row in rows}


def labels(name: str, half: str) -> list[Row]:
    """The labels of a half."""
    lines = (GOLD / f"{name}.{half}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def moment(date: str) -> str | None:
    """A date of the corpus in ISO 8601; null if it cannot be read."""
    plain = HUNDREDTHS.sub("", date).replace(".", "").strip()
    for form in DATES:
        try:
            found = datetime.strptime(plain, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return found.isoformat() if "%H" in form else found.date().isoformat()
    try:
        return datetime.fromisoformat(date).isoformat()
    except ValueError:
        return None


def item(row: Row) -> Report:
    """A feed item as the feed reader would give it: title and summary."""
    title, summary = row["title"], row.get("summary") or ""
    text = f"{title}\n\n{summary}" if title not in summary else summary
    raw = Raw(
        name=row["url"], id=row["url"], content=text, title=title, url=row["url"], outlet=outlet(row["feed"])
    )
    return clean.report(raw, published=moment(row.get("date") or ""), level="none")


def outlet(feed: str) -> str:
    """Whose feed it is: `bbci.co.uk`."""
    host = feed.split("/")[2]
    return host.removeprefix("www.").removeprefix("feeds.").removeprefix("rss.")


# --- stories -----------------------------------------------------------------------------------------


def stories() -> dict[str, dict[str, float]]:
    """B-cubed of each half, over all labelled items: one taken into a story of the other half is an error too.

    `alone` is what one gets by never joining two items; `pair_…` count pairs of items of one story.
    """
    found = predicted()
    gold = {row["url"]: row["story"] for half in HALVES for row in labels("stories", half)}
    return {half: story_scores(half, gold, found) for half in HALVES}


def predicted() -> dict[str, str]:
    """The story of every feed item about the crisis up to the last day, by URL."""
    return {report: story.id for story in feed().stories for report in story.reports}


@cache
def feed() -> Weighed:
    """What follows from all feed items about the crisis up to the last day."""
    rows = [
        row
        for row in corpus(FEED).values()
        if row["date"][:10] <= LAST_DAY and ABOUT.search(f"{row['title']} {row.get('summary') or ''}")
    ]
    return weigh(list(analyses([item(row) for row in rows], {})))


def story_scores(half: str, gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """The scores of a half."""
    mine = [row["url"] for row in labels("stories", half)]
    right, made = members(gold), members({url: found.get(url, url) for url in gold})
    precision = recall = 0.0
    pairs: Counter[str] = Counter()
    for url in mine:
        wanted, given = right[gold[url]], made[found.get(url, url)]
        common = len(wanted & given)
        precision += common / len(given)
        recall += common / len(wanted)
        pairs += Counter(both=common - 1, wanted=len(wanted) - 1, given=len(given) - 1)
    p, r = precision / len(mine), recall / len(mine)
    alone = len({gold[url] for url in mine}) / len(mine)
    pair_p, pair_r = share(pairs["both"], pairs["given"]), share(pairs["both"], pairs["wanted"])
    return {
        "items": len(mine),
        "bcubed_p": p,
        "bcubed_r": r,
        "bcubed_f1": f1(p, r),
        "alone_f1": f1(1.0, alone),
        "pair_p": pair_p,
        "pair_r": pair_r,
        "pair_f1": f1(pair_p, pair_r),
    }


def members(story_of: Mapping[str, str]) -> dict[str, set[str]]:
    """The items of every story."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for url, story in story_of.items():
        found[story].add(url)
    return found


def story_errors() -> Iterator[str]:
    """Stories of `dev` that were parted or joined with others, with titles."""
    gold = {row["url"]: row["story"] for half in HALVES for row in labels("stories", half)}
    mine = {row["url"] for row in labels("stories", "dev")}
    found = predicted()
    for story, urls in sorted(members({u: gold[u] for u in mine}).items()):
        if len({found.get(u) for u in urls}) > 1:
            yield f"parted: {story}"
            yield from (f"    {found.get(u, '-')[:8]}  {corpus(FEED)[u]['title']}" for u in sorted(urls))
    for urls in members({u: found[u] for u in mine if u in found}).values():
        if len({gold[u] for u in urls}) > 1:
            yield "joined:"
            yield from (f"    {gold[u]}  {corpus(FEED)[u]['title']}" for u in sorted(urls))


# --- pairs of sentences ------------------------------------------------------------------------------


def pairs(name: str = "pairs") -> dict[str, dict[str, float]]:
    """Precision and recall of "contradiction" on each half; each pair is weighed on its own, as two reports."""
    return {half: pair_scores(labels(name, half), verdicts(name, half)) for half in HALVES}


def pair_scores(rows: Sequence[Row], found: Sequence[str]) -> dict[str, float]:
    """The scores of a half, with how often a pair of each other label is called a contradiction."""
    tally: Counter[str] = Counter()
    for row, called in zip(rows, found, strict=True):
        tally[row["label"]] += 1
        tally[f"{row['label']} called so"] += called == "contradict"
        tally["called so"] += called == "contradict"
    right = tally["contradict called so"]
    p, r = share(right, tally["called so"]), share(right, tally["contradict"])
    others = {f"{label}_called_so": tally[f"{label} called so"] for label in ("update", "complete", "differ")}
    return {
        "pairs": len(rows),
        "contradictions": tally["contradict"],
        "p": p,
        "r": r,
        "f1": f1(p, r),
        **others,
    }


@cache
def verdicts(name: str, half: str) -> tuple[str, ...]:
    """What is found between the two sentences of each pair: `contradict`, `update`, or `none`."""
    rows = labels(name, half)
    sides = [[sentence(row[side], f"{n}{side}") for side in ("a", "b")] for n, row in enumerate(rows)]
    memory: Memory = {}
    known = dict((r.id, (r, a)) for r, a in analyses([r for pair in sides for r in pair], memory))
    return tuple(verdict(weigh([known[report.id] for report in pair])) for pair in sides)


def sentence(place: Row, id: str) -> Report:
    """A labelled sentence as a report of its own, with the date and title of the report it stands in."""
    row = corpus(FEED)[place["url"]] if "url" in place else corpus(NEWS)[place["id"]]
    words = row[place["field"]][place["start"] : place["end"]]
    # A wire's lines end in the middle of its sentences.
    raw = Raw(name=id, id=id, content=re.sub(r"\s*\n\s*", " ", words), title=row["title"])
    return clean.report(raw, published=moment(row.get("date") or ""), level="none")


def verdict(weighed: Weighed) -> str:
    """A contradiction, a dispute or a stance that another tells otherwise; else a position that moved; else nothing."""
    if any(len({e.report for side in sides for e in side}) > 1 for sides in opposed(weighed)):
        return "contradict"
    moved = [
        {e.report for side in (change.first, change.then) for e in side.evidence}
        for change in weighed.changes
        if not change.disputed
    ]
    return "update" if any(len(reports) > 1 for reports in moved) else "none"


def opposed(weighed: Weighed) -> Iterator[tuple[Sequence[Evidence], ...]]:
    """The evidence of every two sides that are reported to be at odds."""
    yield from (tuple(side.evidence for side in c.sides) for c in weighed.contradictions)
    behind = {claim.id: claim.evidence for claim in weighed.claims}
    yield from (
        (c.evidence, behind[other]) for c in weighed.claims for other in c.disputed_by if other in behind
    )
    yield from ((c.first.evidence, c.then.evidence) for c in weighed.changes if c.disputed)


def pair_errors(name: str = "pairs") -> Iterator[str]:
    """The pairs of `dev` that are called wrongly, with their words."""
    for row, called in zip(labels(name, "dev"), verdicts(name, "dev"), strict=True):
        if (row["label"] == "contradict") != (called == "contradict"):
            yield f"{row['label']}, called {called}"
            yield from (f"    {sentence(row[side], side).text}" for side in ("a", "b"))


# --- pairs within their reports ----------------------------------------------------------------------


def reports() -> dict[str, dict[str, float]]:
    """The same for both collections where the reports are weighed whole, as a store has them: whether a contradiction is reported
    between just these two sentences."""
    found: dict[str, dict[str, float]] = {}
    for half in HALVES:
        rows = [row for name in COLLECTIONS for row in labels(name, half)]
        found[half] = pair_scores(rows, whole_verdicts(half))
    return found


@cache
def whole_verdicts(half: str) -> tuple[str, ...]:
    """`contradict` for each pair that is at odds in its whole reports, else `none`."""
    rows = [row for name in COLLECTIONS for row in labels(name, half)]
    texts = {name_of(row[side]): whole(row[side]) for row in rows for side in ("a", "b")}
    known = {r.id: (r, a) for r, a in analyses(list(texts.values()), {})}
    found = []
    for row in rows:
        sides = [(texts[name_of(row[s])], row[s]) for s in ("a", "b")]
        weighed = weigh([known[id] for id in dict.fromkeys(report.id for report, _ in sides)])
        spans = [(report.id, *where(report, place)) for report, place in sides]
        called = any(between(evidence, *spans) for evidence in opposed(weighed))
        found.append("contradict" if called else "none")
    return tuple(found)


def name_of(place: Row) -> str:
    """The URL or id of the text that a label names."""
    return str(place.get("url") or place["id"])


def whole(place: Row) -> Report:
    """The report that a labelled sentence stands in."""
    if "url" in place:
        return item(corpus(FEED)[place["url"]])
    row = corpus(NEWS)[place["id"]]
    # A wire begins a paragraph with blanks, and ends its lines anywhere.
    text = re.sub(r"(?<!\n)\n(?!\n)", " ", re.sub(r"\n {2,}", "\n\n", row["text"]))
    raw = Raw(name=row["id"], id=row["id"], content=text, title=row["title"])
    return clean.report(raw, published=moment(row.get("date") or ""), level="none")


def where(report: Report, place: Row) -> tuple[int, int]:
    """Where a labelled sentence stands in its whole report; an empty span if it is not there."""
    row = corpus(FEED)[place["url"]] if "url" in place else corpus(NEWS)[place["id"]]
    words = row[place["field"]][place["start"] : place["end"]].split()
    seen = re.search(r"\s+".join(map(re.escape, words)), report.text)
    return seen.span() if seen else (0, 0)


def between(sides: Sequence[Sequence[Evidence]], a: tuple[str, int, int], b: tuple[str, int, int]) -> bool:
    """Whether of two sides one rests on words of the one sentence and the other on words of the other."""

    def rests(side: Sequence[Evidence], on: tuple[str, int, int]) -> bool:
        report, start, end = on
        return any(e.report == report and e.start < end and start < e.end for e in side)

    return any(x is not y and rests(x, a) and rests(y, b) for x in sides for y in sides)


# --- false alarms ------------------------------------------------------------------------------------


def alarms() -> dict[str, dict[str, float]]:
    """Contradictions reported in a whole store, where a pair alone shows nothing: every two claims may be compared.

    One government's statements of a year do not contradict each other (by reading); what is found in the feed has not
    been judged, and should be few.
    """
    found = {"statements": statements(), "feed": feed()}
    return {
        name: {
            "contradictions": sum(c.sure >= SURE for c in weighed.contradictions),
            "disputed_claims": sum(bool(c.disputed_by) for c in weighed.claims),
            "changes": len(weighed.changes),
            "claims": len(weighed.claims),
        }
        for name, weighed in found.items()
    }


@cache
def statements() -> Weighed:
    """What follows from the first statements of one government."""
    rows = [row for id, row in corpus(NEWS).items() if id.startswith(GOVERNMENT)][:STATEMENTS]
    return weigh(list(analyses([statement(row) for row in rows], {})))


def statement(row: Row) -> Report:
    """A government's statement as a report."""
    raw = Raw(
        name=row["id"],
        id=row["id"],
        content=row["text"],
        title=row["title"],
        url=row.get("url"),
        outlet=row.get("publisher"),
    )
    return clean.report(raw, published=moment(row["date"]))


def alarm_errors() -> Iterator[str]:
    """The surest contradictions reported among the statements and in the feed."""
    for name, weighed in (("statements", statements()), ("feed", feed())):
        yield name
        for c in weighed.contradictions[:SHOWN]:
            yield f"  {c.kind} {c.sure:.2f}"
            yield from (f"      {side.text[:160]}" for side in c.sides)


# --- showing -----------------------------------------------------------------------------------------


def share(part: int, whole: int) -> float:
    """A share; 0 of nothing is 0."""
    return part / whole if whole else 0.0


def f1(p: float, r: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * p * r / (p + r) if p + r else 0.0


def lines(name: str, found: Mapping[str, Mapping[str, float]]) -> Iterable[str]:
    """The figures, a line a half."""
    for half, scores in found.items():
        figures = "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in scores.items())
        yield f"{name} {half:5}  {figures}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=("stories", *COLLECTIONS, "reports", "alarms"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args(arguments)
    if not CORPUS.is_dir():
        sys.stderr.write("The measuring data (../shared, or DETENTE_SHARED) are not there.\n")
        return 1
    measures: dict[str, tuple[Callable[[], Any], Callable[[], Iterable[str]]]] = {
        "stories": (stories, story_errors),
        "pairs": (pairs, pair_errors),
        "accounts": (partial(pairs, "accounts"), partial(pair_errors, "accounts")),
        "reports": (reports, tuple),
        "alarms": (alarms, alarm_errors),
    }
    chosen = {name: both for name, both in measures.items() if args.what in (None, name)}
    found = {name: measure() for name, (measure, _) in chosen.items()}
    if args.json:
        print(json.dumps(found))
        return 0
    for name, (_, errors) in chosen.items():
        print(*lines(name, found[name]), sep="\n")
        if args.errors:
            print(*errors(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
