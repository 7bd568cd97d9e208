"""Who said what, beside the peers: one run over the dev half of bench/quotes, one parse, the data's own scorer.

usage: python -m benchmarks.peers [--every N] [--textacy PYTHON]

--every N         read every Nth report (default 1: all; about two minutes of CPU, most of it the parser's)
--textacy PYTHON  the interpreter of a throw-away environment in which textacy is installed

textacy is no dependency of ours, not even for development. To have it beside us:

    python3.11 -m venv PEERS && PEERS/bin/pip install textacy "spacy==3.8.*"
    python -m benchmarks.peers --textacy PEERS/bin/python

(textacy 0.13.0, its last, runs so on spaCy 3.8.18.) Where it is not installed its row says so. It reads the very tokens,
tags and trees that we read, a report at a time as it is meant to.

"Rules after GenderGapTracker's description" is no code of that project, which is on no index and pinned to spaCy 2.1:
it is what its published description says (a clause under a listed verb of saying, "according to", a quotation carried
over to the speaker before, a quotation beside a listed verb; nothing under four words), in our words and with a short
list of verbs of ours. Figures marked * were measured with the projects' own code on all 509 reports of the same half by
the same scorer; they are quoted, not run.

CPU seconds are of one process each, for the statements alone, beside the parser's on the same texts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.model.given import Passage, Report

HERE = Path(__file__).resolve().parent
BENCH = Path(os.environ.get("DETENTE_SHARED", HERE.parent.parent / "shared")) / "bench"
GOLD = "quotes/dev.jsonl"

Quotes = dict[str, dict[str, Any]]
"""Predictions in the scorer's form, by report."""
T = TypeVar("T")

QUOTED: Mapping[str, tuple[str, str, str, str]] = {
    "textacy 0.13, whole texts parsed *": (".174", ".405", ".247", ".89"),
    "GenderGapTracker's code on spaCy 3.8 *": (".394", ".496", ".514", ".85"),
    "bbc/citron, retrained *": (".485", ".641", ".591", ".91"),
    "a second human, 14 reports *": (".746", ".881", ".859", ".95"),
}
"""All, direct + mixed, speech (attributed F1); speaker right, given the content."""

SAYING = frozenset(
    """
    say tell add announce argue assert believe claim comment complain concede conclude confirm contend declare deny
    disclose emphasise emphasize estimate explain expect feel hint hope indicate insist maintain mention note observe
    predict promise recall remark reply report respond reveal state stress suggest testify think underline vow warn write
    """.split()  # noqa: SIM905
)
"""Verbs of saying for the baseline."""
SHORTEST = 4
"""Words: shorter quotations are dropped by the rules described."""
MARKED = re.compile(r"[“\"«][^“”\"«»]+[”\"»]")


class Read(NamedTuple):
    """A report, its passages and what the parser made of them."""

    report: Report
    passages: tuple[tuple[Passage, Doc], ...]


class Row(NamedTuple):
    """A line of the table."""

    name: str
    figures: tuple[str, str, str, str]
    seconds: float | None


def main() -> int:
    """Parse once, let everybody read, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--textacy", default=sys.executable, metavar="PYTHON")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        return serve_textacy(args.serve)
    if not (BENCH / GOLD).exists():
        sys.stderr.write("The measuring data (../shared, or DETENTE_SHARED) are not there.\n")
        return 1 if os.environ.get("CI") == "true" else 0
    with (BENCH / GOLD).open(encoding="utf-8") as lines:
        gold = {g["id"]: g for g in map(json.loads, list(lines)[:: max(1, args.every)])}
    read, parsing = parsed(gold.values())
    rows = [
        textacy_row(read, gold, args.textacy),
        row("rules after GenderGapTracker's description", gold, *timed(lambda: described(read))),
        row("Détente", gold, *ours(read)),
    ]
    show(rows, len(gold), parsing)
    return 0


# --- reading and scoring -----------------------------------------------------------------------------


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What a piece of work gives, and the CPU seconds of this process it took."""
    before = time.process_time()
    return work(), time.process_time() - before


def parsed(gold: Iterable[Mapping[str, Any]]) -> tuple[list[Read], float]:
    """The reports with their parsed passages, and the parser's CPU seconds."""
    from detente import clean, config
    from detente.model.given import Raw
    from detente.parse.spacy import BATCH
    from detente.pipeline import spoken
    from detente.plugins import part

    wanted = {g["id"] for g in gold}
    reports = [
        clean.report(
            Raw(name=g["id"], id=g["id"], content=g["text"]), published=g.get("published"), level="none"
        )
        for g in script("adapt.py").inputs("quotes", BENCH / GOLD)
        if g["id"] in wanted
    ]
    spans = [(report, passage) for report in reports for passage in spoken(report)]
    nlp = part("parser", "spacy")(config.model()).nlp
    texts = [report.quote(p.span).replace("\n", " ").replace("\r", " ") for report, p in spans]
    list(nlp.pipe(texts[:20]))
    docs, seconds = timed(lambda: list(nlp.pipe(texts, batch_size=BATCH)))
    of: dict[str, list[tuple[Passage, Doc]]] = {report.id: [] for report in reports}
    for (report, passage), doc in zip(spans, docs, strict=True):
        of[report.id].append((passage, doc))
    return [Read(report, tuple(of[report.id])) for report in reports], seconds


def script(path: str) -> ModuleType:
    """A script of the measuring data as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, BENCH / path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def row(name: str, gold: Mapping[str, Any], quotes: Quotes, seconds: float | None) -> Row:
    """The figures of one reader."""
    score = script("quotes/score.py").score
    whole = score(gold, quotes)[0]
    marked = score(gold, quotes, types={"direct", "mixed"})[0]
    speech = score(gold, quotes, kind="speech")[0]
    shown = [f"{s['attributed_iou50']['f1']:.3f}".removeprefix("0") for s in (whole, marked, speech)]
    return Row(name, (shown[0], shown[1], shown[2], f"{whole['speaker_acc']:.2f}".removeprefix("0")), seconds)


def show(rows: Iterable[Row], reports: int, parsing: float) -> None:
    """Print the table."""
    line = "{:44} {:>14} {:>14} {:>8} {:>8} {:>8}".format
    print(f"bench/quotes, dev half, {reports} reports; attributed F1; speaker: right, given the content\n")
    print(line("", "all", "direct + mixed", "speech", "speaker", "CPU s"))
    for name, figures, seconds in rows:
        print(line(name, *figures, "–" if seconds is None else f"{seconds:.1f}"))
    print(line("the parser, on the same texts", "", "", "", "", f"{parsing:.1f}"))
    print()
    for name, quoted in QUOTED.items():
        print(line(name, *quoted, "–"))
    print("\n* quoted: measured earlier on all 509 reports with the projects' own code, the same scorer")


# --- ours --------------------------------------------------------------------------------------------


def ours(read: Iterable[Read]) -> tuple[Quotes, float]:
    """Our statements, and the CPU seconds of finding them (marks, cues, contents, speakers' words)."""
    from detente.extract import findings
    from detente.extract.attribution import statements
    from detente.extract.quotation import quotations
    from detente.parse.spacy import converted
    from detente.resolve import resolve

    adapt, quotes, seconds = script("adapt.py"), {}, 0.0
    for report, passages in read:
        known = []
        for passage, doc in passages:
            tree = converted(report.quote(passage.span), doc, "spacy")
            _, took = timed(lambda tree=tree: statements(tree, quotations(tree.text)))  # type: ignore[misc]
            seconds += took
            known.append((passage, findings(tree)))
        answer = json.loads(as_json(resolve(report, known)))
        quotes[report.id] = {"id": report.id, "quotes": adapt.quotes(answer)}
    return quotes, seconds


def as_json(record: object) -> bytes:
    """A record as the command prints it."""
    import msgspec

    return msgspec.json.encode(record)


# --- textacy -----------------------------------------------------------------------------------------


def textacy_row(read: Iterable[Read], gold: Mapping[str, Any], python: str) -> Row:
    """textacy's figures, from its own interpreter on our parser's trees; or that it is not installed."""
    name = "textacy"
    if subprocess.run([python, "-c", "import textacy"], capture_output=True, check=False).returncode:
        return Row("textacy: not installed, not run (see --help)", ("–", "–", "–", "–"), None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.spacy"
        places = whole_reports(read, path)
        done = subprocess.run(
            [python, __file__, "--serve", str(path)], stdout=subprocess.PIPE, check=True, text=True
        )
    answer = json.loads(done.stdout)
    quotes = {
        id: {"id": id, "quotes": [quote(at, found) for found in triples]}
        for (id, at), triples in zip(places.items(), answer["quotes"], strict=True)
    }
    silent = f", silent on {answer['refused']}" if answer["refused"] else ""
    return row(f"{name} {answer['version']}{silent}", gold, quotes, answer["seconds"])


def whole_reports(read: Iterable[Read], path: Path) -> dict[str, list[tuple[int, int]]]:
    """Save each report as one document of the same trees. Gives the place of every token in its report."""
    from spacy.tokens import Doc, DocBin

    box = DocBin(attrs=["ORTH", "SPACY", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"])
    places = {}
    for report, passages in read:
        docs = [doc for _, doc in passages if len(doc)]
        box.add(Doc.from_docs(docs))
        places[report.id] = [
            (p.start + t.idx, p.start + t.idx + len(t)) for p, doc in passages if len(doc) for t in doc
        ]
    box.to_disk(path)
    return places


def quote(at: list[tuple[int, int]], found: list[list[int]]) -> dict[str, Any]:
    """A triple of token ranges as the scorer reads it."""
    speaker, cue, content = ([at[a][0], at[b - 1][1]] for a, b in found)
    return {"start": content[0], "end": content[1], "speaker": speaker, "cue": cue, "type": "direct"}


def serve_textacy(path: Path) -> int:
    """In textacy's interpreter: read the documents, print its triples as token ranges."""
    import spacy
    import textacy
    from spacy.tokens import DocBin
    from textacy.extract import direct_quotations

    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    every, refused, before = [], 0, time.process_time()
    for doc in docs:
        try:
            triples = list(direct_quotations(doc))
        except ValueError:  # it gives up a whole text for one mark without its pair
            triples, refused = [], refused + 1
        every.append(
            [
                [[s[0].i, s[-1].i + 1], [c[0].i, c[-1].i + 1], [q[0].i, q[-1].i + 1]]
                for s, c, q in triples
                if s and c and len(q)
            ]
        )
    seconds = time.process_time() - before
    print(
        json.dumps({"version": textacy.__version__, "seconds": seconds, "refused": refused, "quotes": every})
    )
    return 0


# --- a baseline after a description ------------------------------------------------------------------


def described(read: Iterable[Read]) -> Quotes:
    """The baseline's quotations of every report."""
    return {r.report.id: {"id": r.report.id, "quotes": list(baseline(r))} for r in read}


def baseline(read: Read) -> Iterator[dict[str, Any]]:
    """The quotations of one report, passage by passage; the last speaker is carried over."""
    last: list[int] | None = None
    for passage, doc in read.passages:
        found: list[dict[str, Any]] = []
        for rule in (clauses, according, beside_a_verb):
            for new in rule(doc):
                long_enough = len(doc.text[new["start"] : new["end"]].split()) >= SHORTEST
                if long_enough and not any(overlap(new, old) for old in found):
                    found.append(new)
        here = [moved(f, passage.start) for f in sorted(found, key=lambda f: f["start"])]
        for f in here:
            last = f["speaker"] = f["speaker"] or last
            yield f


def overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two contents share a letter."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def moved(found: dict[str, Any], by: int) -> dict[str, Any]:
    """A quotation counted from the start of its report."""
    pairs = {k: [x + by for x in found[k]] if found[k] else None for k in ("speaker", "cue")}
    return {"start": found["start"] + by, "end": found["end"] + by, **pairs}


def clauses(doc: Doc) -> Iterator[dict[str, Any]]:
    """A clause under a listed verb of saying, with the verb's subject."""
    for verb in doc:
        if verb.lemma_.lower() in SAYING and verb.pos_ == "VERB":
            for clause in (c for c in verb.children if c.dep_ == "ccomp"):
                yield made(clause.left_edge, clause.right_edge, verb, subject(verb))


def according(doc: Doc) -> Iterator[dict[str, Any]]:
    """ "According to X": the rest of the sentence is X's."""
    for word in doc:
        if word.lower_ != "according":
            continue
        to = next((c for c in word.children if c.lower_ == "to"), None)
        name = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
        sentence = word.sent
        if name is None:
            continue
        after = name.right_edge.i + 1 - sentence.start < len(sentence) / 2
        rest = doc[name.right_edge.i + 1 : sentence.end] if after else doc[sentence.start : word.i]
        if len(rest):
            yield made(rest[0], rest[-1], word, name)


def beside_a_verb(doc: Doc) -> Iterator[dict[str, Any]]:
    """A quotation in marks: the nearest listed verb of its sentences, or nobody's (the speaker is carried over)."""
    for match in MARKED.finditer(doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None:
            continue
        around = doc[span[0].sent.start : span[-1].sent.end]
        verbs = [
            t
            for t in around
            if t.lemma_.lower() in SAYING and t.pos_ == "VERB" and not span.start <= t.i < span.end
        ]
        verb = min(verbs, key=lambda t: min(abs(t.i - span.start), abs(t.i - span.end)), default=None)
        yield made(span[0], span[-1], verb, subject(verb) if verb is not None else None)


def subject(verb: Token) -> Token | None:
    """Who the verb is said of: its own subject, or that of the verb it is joined to."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        subject(verb.head)
        if own is None and verb.dep_ in ("conj", "xcomp") and verb.head is not verb
        else own
    )


def made(first: Token, last: Token, cue: Token | None, speaker: Token | None) -> dict[str, Any]:
    """A quotation in characters of its passage."""
    return {
        "start": first.idx,
        "end": last.idx + len(last),
        "cue": [cue.idx, cue.idx + len(cue)] if cue is not None else None,
        "speaker": [speaker.left_edge.idx, speaker.right_edge.idx + len(speaker.right_edge)]
        if speaker is not None
        else None,
    }


if __name__ == "__main__":
    sys.exit(main())
