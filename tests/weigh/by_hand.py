"""The two sample reports as a careful person reads them: gold findings as `Analysis` records.

With it `weigh` is tested apart from the stages before it: given right findings, are the right conclusions drawn?
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from detente.model.given import Passage, Published, Report
from detente.model.judged import (
    Analysis,
    Figure,
    Mention,
    Move,
    Party,
    Place,
    Source,
    Statement,
    Time,
    When,
)
from detente.model.record import Span, key


def rows(shared: Path, name: str) -> list[dict[str, Any]]:
    path = shared / "bench" / "seeds" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def seeds(shared: Path, published: str | None = "2022-01-21") -> list[tuple[Report, Analysis]]:
    return [read(shared, path, published) for path in sorted((shared / "seeds").glob("*.txt"))]


def read(shared: Path, path: Path, published: str | None) -> tuple[Report, Analysis]:
    text, name = path.read_text(encoding="utf-8"), path.stem
    date = Published(earliest=published, latest=published, by="caller") if published else None
    passages = tuple(paragraphs(text))
    report = Report(id=name, name=path.name, text=text, passages=passages, published=date)
    statements = said(shared, name)
    times = tuple(
        Time(
            start=t["start"], end=t["end"], type=t["type"], value=t["value"], earliest=t["earliest"],
            latest=t["latest"], mod=t["mod"], use=t["use"], anchor=t["anchor"],
        )
        for t in rows(shared, "times") if t["file"] == name
    )  # fmt: skip
    moves_found, sentences = moves(shared, name, text, statements)
    analysis = Analysis(
        id=name,
        published=date,
        passages=passages,
        sentences=sentences,
        mentions=tuple(
            Mention(start=m["start"], end=m["end"], kind=m["kind"], actor=a, office=m.get("office"))
            for m in rows(shared, "actors") if m["file"] == name for a in m["actors"]
        ),
        times=times,
        places=tuple(
            Place(start=p["start"], end=p["end"], name=p["name"], country=p.get("country"), use=p["use"])
            for p in rows(shared, "places") if p["file"] == name and p.get("name")
        ),
        figures=tuple(
            Figure(
                start=f["start"], end=f["end"], low=f["low"], high=f["high"], precision=f["precision"],
                unit=f["unit"], of=f["of"], holder=f["holder"], place=f["place"], time=f["time"],
            )
            for f in rows(shared, "figures") if f["file"] == name
        ),
        statements=statements,
        moves=moves_found,
    )  # fmt: skip
    return report, analysis


def paragraphs(text: str) -> list[Passage]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            role = "body" if line.rstrip().endswith((".", "?")) and "(right)" not in line else "heading"
            found.append(Passage(start=at, end=at + len(line), role=role))
        at += len(line) + 1
    return found


def said(shared: Path, name: str) -> tuple[Statement, ...]:
    document = next(d for d in rows(shared, "statements") if d["id"] == name)
    names = {q["key"]: key(name, q["key"]) for q in document["quotes"]}
    return tuple(
        Statement(
            id=names[q["key"]],
            start=q["start"],
            end=q["end"],
            manner=q["type"],
            spans=tuple(Span(*s) for s in q["spans"]),
            cue=Span(*q["cue"]) if q.get("cue") else None,
            act=q["act"],
            kind=q["kind"],
            source=Source(start=q["speaker"][0], end=q["speaker"][1], actors=tuple(q["actors"]))
            if q.get("speaker")
            else None,
            to=tuple(q.get("to") or ()),
            inside=names.get(q.get("inside") or ""),
        )
        for q in document["quotes"]
    )


def moves(
    shared: Path, name: str, text: str, statements: tuple[Statement, ...]
) -> tuple[tuple[Move, ...], tuple[Span, ...]]:
    found, sentences = [], set()
    for row in rows(shared, "moves"):
        if row["file"] != name:
            continue
        sentences.add(Span(row["start"], row["end"]))
        if row["event"] is None:
            continue
        evidence = Span(row["evidence"]["start"], row["evidence"]["end"])
        by_cue = [s for s in statements if s.cue and s.cue.within(evidence)]
        own = [s for s in by_cue if s.source and set(s.source.actors) & {p["actor"] for p in row["source"]}]
        # Evidence may hold a nested cue too; the one whose content fills most of it is meant.
        expressed = min(own, key=lambda s: (abs(s.end - evidence.end), s.start), default=None)
        condition = row.get("condition")
        at = text.find(condition, row["start"]) if condition else -1
        when = row.get("when")
        due = row.get("due")
        found.append(
            Move(
                id=key(name, row["event"], *evidence),
                type=row["event"],
                mode=row["mode"],
                status=row["status"],
                by=(row["by"],) if row.get("by") else (),
                source=tuple(
                    Party(actor=p["actor"], code=p["code"], sector=p["sector"]) for p in row["source"]
                ),
                target=tuple(
                    Party(actor=p["actor"], code=p["code"], sector=p["sector"]) for p in row["target"]
                ),
                trigger=expressed.cue
                if expressed and expressed.cue
                else Span(evidence.start, evidence.start),
                evidence=evidence,
                content=clipped(expressed, evidence) if expressed else None,
                condition=Span(at, at + len(condition)) if at >= 0 else None,
                when=When(earliest=when[:10], latest=when[:10], value=when) if when else None,
                due=When(earliest=due["from"], latest=due["to"]) if due else None,
            )
        )
    return tuple(found), tuple(sorted(sentences))


def clipped(said: Statement, evidence: Span) -> Span:
    """The part of a statement's content that belongs to the move, where the move's evidence is narrower."""
    end = min(said.end, evidence.end) if said.start < evidence.end else said.end
    return Span(said.start, end)
