"""Stories within one crisis, and sentences that contradict each other, against labels made by hand.

usage: python -m benchmarks.crisis [stories | pairs | alarms] [--json | --errors]

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from detente import clean
from detente.model.derived import Weighed
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


def pairs() -> dict[str, dict[str, float]]:
    """Precision and recall of "contradiction" on each half; each pair is weighed on its own, as two reports."""
    return {half: pair_scores(half) for half in HALVES}


def pair_scores(half: str) -> dict[str, float]:
    """The scores of a half, with how often a pair of each other label is called a contradiction."""
    rows = labels("pairs", half)
    tally: Counter[str] = Counter()
    for row, called in zip(rows, verdicts(half), strict=True):
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
def verdicts(half: str) -> tuple[str, ...]:
    """What is found between the two sentences of each pair: `contradict`, `update`, or `none`."""
    rows = labels("pairs", half)
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
    told_by = {claim.id: {e.report for e in claim.evidence} for claim in weighed.claims}
    contrary = [{e.report for side in c.sides for e in side.evidence} for c in weighed.contradictions]
    contrary += [
        told_by[claim.id] | told_by.get(other, set())
        for claim in weighed.claims
        for other in claim.disputed_by
    ]
    moved = [
        (change.disputed, {e.report for side in (change.first, change.then) for e in side.evidence})
        for change in weighed.changes
    ]
    contrary += [reports for disputed, reports in moved if disputed]
    if any(len(reports) > 1 for reports in contrary):
        return "contradict"
    return "update" if any(len(reports) > 1 for _, reports in moved) else "none"


def pair_errors() -> Iterator[str]:
    """The pairs of `dev` that are called wrongly, with their words."""
    for row, called in zip(labels("pairs", "dev"), verdicts("dev"), strict=True):
        if (row["label"] == "contradict") != (called == "contradict"):
            yield f"{row['label']}, called {called}"
            yield from (f"    {sentence(row[side], side).text}" for side in ("a", "b"))


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
    parser.add_argument("what", nargs="?", choices=("stories", "pairs", "alarms"))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args(arguments)
    if not CORPUS.is_dir():
        sys.stderr.write("The measuring data (../shared, or DETENTE_SHARED) are not there.\n")
        return 1
    measures = {
        "stories": (stories, story_errors),
        "pairs": (pairs, pair_errors),
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
