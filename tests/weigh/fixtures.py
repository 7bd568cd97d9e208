"""Small worlds of our own for the tests of `weigh`: reports written as lists of acts, with spans found in the text."""

from __future__ import annotations

from typing import Any

from detente.model.derived import Evidence
from detente.model.found import MoveType, Status
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

CODES = {
    "person:ana-ruiz": "CSC",
    "person:bo-lind": "CSC",
    "state:CSC": "CSC",
    "person:ivo-kral": "FRD",
    "state:FRD": "FRD",
    "state:NRV": "NRV",
}
"""Cascadia (Ruiz, Lind), Freedonia (Kral) and Norvia."""


class Page:
    """A report in the making: sentences are added with what they tell."""

    def __init__(self, name: str, published: str | None = "2031-05-10", title: str | None = None):
        self.name, self.published = name, published
        self.parts: list[tuple[str, str]] = [(title, "headline")] if title else []
        self.moves: list[dict[str, Any]] = []
        self.statements: list[dict[str, Any]] = []
        self.times: list[dict[str, Any]] = []
        self.figures: list[dict[str, Any]] = []
        self.places: list[dict[str, Any]] = []

    def says(self, sentence: str, role: str = "body") -> Page:
        self.parts.append((sentence, role))
        return self

    def move(
        self,
        type: MoveType,
        evidence: str,
        by: tuple[str, ...],
        to: tuple[str, ...] = (),
        content: str | None = None,
        status: Status = "occurred",
        **more: Any,
    ) -> Page:
        self.moves.append(
            {"type": type, "evidence": evidence, "by": by, "to": to, "content": content, "status": status}
            | more
        )
        return self

    def statement(self, words: str, act: str, by: tuple[str, ...], cue: str, **more: Any) -> Page:
        self.statements.append({"words": words, "act": act, "by": by, "cue": cue} | more)
        return self

    def time(self, words: str, value: str, **more: Any) -> Page:
        self.times.append({"words": words, "value": value} | more)
        return self

    def figure(self, words: str, low: float | None, high: float | None, **more: Any) -> Page:
        self.figures.append({"words": words, "low": low, "high": high} | more)
        return self

    def place(self, words: str, country: str) -> Page:
        self.places.append({"words": words, "country": country})
        return self

    def made(self) -> tuple[Report, Analysis]:
        text = "\n".join(words for words, _ in self.parts)
        passages, at = [], 0
        for words, role in self.parts:
            passages.append(Passage(start=at, end=at + len(words), role=role))  # type: ignore[arg-type]
            at += len(words) + 1
        date = (
            Published(earliest=self.published, latest=self.published, by="caller") if self.published else None
        )
        report = Report(
            id=self.name, name=f"{self.name}.txt", text=text, passages=tuple(passages), published=date
        )

        def find(words: str) -> Span:
            start = text.index(words)
            return Span(start, start + len(words))

        statements = tuple(
            Statement(
                id=key(self.name, s["words"], s["act"]),
                start=find(s["words"]).start,
                end=find(s["words"]).end,
                manner="indirect",
                spans=(find(s["words"]),),
                cue=find(s["cue"]),
                act=s["act"],
                source=Source(start=0, end=1, actors=s["by"]),
                to=s.get("to", ()),
            )
            for s in self.statements
        )
        moves = tuple(
            Move(
                id=key(self.name, m["type"], m["evidence"], m.get("trigger", "")),
                type=m["type"],
                mode=m.get("mode"),
                status=m["status"],
                polarity=m.get("polarity", "affirmed"),
                by=m.get("told_by", ()),
                source=tuple(Party(actor=a, code=CODES.get(a), sector="GOV") for a in m["by"]),
                target=tuple(Party(actor=a, code=CODES.get(a), sector="GOV") for a in m["to"]),
                trigger=find(m["trigger"]) if m.get("trigger") else Span(*[find(m["evidence"]).start] * 2),
                evidence=find(m["evidence"]),
                content=find(m["content"]) if m["content"] else None,
                condition=find(m["condition"]) if m.get("condition") else None,
                when=on(m.get("when")),
                due=m.get("due"),
            )
            for m in self.moves
        )
        analysis = Analysis(
            id=self.name,
            published=date,
            passages=tuple(passages),
            sentences=tuple(Span(p.start, p.end) for p in passages),
            mentions=tuple(
                Mention(start=0, end=1, kind="name", actor=a) for m in self.moves for a in m["by"]
            ),
            times=tuple(
                Time(
                    start=find(t["words"]).start, end=find(t["words"]).end, type=t.get("type", "TIME"),
                    value=t["value"], earliest=t["value"], latest=t["value"], mod=t.get("mod"),
                    use=t.get("use", "happened"),
                )
                for t in self.times
            ),
            places=tuple(
                Place(start=find(p["words"]).start, end=find(p["words"]).end, name=p["words"], country=p["country"])
                for p in self.places
            ),
            figures=tuple(
                Figure(
                    start=find(f["words"]).start, end=find(f["words"]).end, low=f["low"], high=f["high"],
                    precision=f.get("precision", "exact"), unit=f.get("unit"), of=f.get("of"), by=f.get("by", ()),
                    holder=f.get("holder"), time=f.get("time"),
                )
                for f in self.figures
            ),
            statements=statements,
            moves=moves,
        )  # fmt: skip
        return report, analysis


def on(day: str | None) -> When | None:
    return When(earliest=day, latest=day, value=day) if day else None


def by_report(evidence: tuple[Evidence, ...] | list[Evidence]) -> tuple[int, int]:
    """Counts every report as its own origin."""
    reports = len({e.report for e in evidence})
    return reports, reports


def of(*pages: Page, links: tuple[Any, ...] = (), as_of: str | None = None) -> Any:
    from detente.weigh import derive, in_order, last_day

    known = in_order([p.made() for p in pages], as_of)
    return derive(known, links, by_report, as_of or last_day(known))
