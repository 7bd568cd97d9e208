"""What is known of a report while its mentions are resolved: decisions so far, who was spoken of last, when it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import NamedTuple

from detente.lexicon.knowledge import Knowledge, body_of, knowledge
from detente.model import Span
from detente.model.found import Findings, Mention, Statement
from detente.model.given import DISPLAY, Report

DAWN, DUSK = "1945-01-01", "9999-12-31"
"""Bounds of a report of which nothing is known."""


class Decision(NamedTuple):
    """Whom a mention stands for, and the rule that says so. No actor: deliberately nobody."""

    actors: tuple[str, ...]
    rule: str
    sure: float = 0.9
    office: str | None = None
    flag: str | None = None


class Scene:
    """One report in the middle of being read."""

    def __init__(self, report: Report, found: Findings, world: Knowledge | None = None):
        self.report, self.found = report, found
        self.world = world or knowledge()
        self.mentions = found.mentions
        self.decided: list[Decision | None] = [None] * len(self.mentions)
        starts = [p.start for p in report.passages]
        self.passage = [max(0, bisect_right(starts, m.start) - 1) for m in self.mentions]
        self.running = running_order(report)
        self.earliest, self.latest = DAWN, DUSK
        if report.published is not None:
            self.earliest = (report.published.earliest or DAWN)[:10]
            self.latest = (report.published.latest or DUSK)[:10]
        self.guessed = False
        """Whether the report's day is only the one that the text tells of."""
        self.sentence_starts = [s.start for s in found.sentences]
        self.mention_starts = [m.start for m in found.mentions]
        self.spoken = sorted(
            (c.start, c.end, s.source.start, s.source.end)
            for s in found.statements
            if s.source is not None and s.manner != "indirect"
            for c in s.spans
        )
        """Pieces of quoted statements, each with the place of its source."""
        self.told = sorted((s.start, k) for k, s in enumerate(found.statements))
        """Where each statement begins, with its index."""
        self.taught: dict[str, str] = {}
        """Office → person, as this report's titles and appositions say."""
        self.claimed: dict[str, list[str]] = {}
        """Person → offices, the same the other way round."""
        self.home: dict[str, str] = {}
        """Person we do not know → what the title printed with the name belongs to (`USA`)."""
        self.gender: dict[str, str] = {}
        self.salience: Counter[str] = Counter()
        """How often each state was spoken of so far, its people and government counted in."""
        self.named_bodies = {
            e.id
            for m in self.mentions
            if m.name and m.label == "organisation"
            for match in self.world.matches(m.name)[:1]
            for e in match.entries
            if e.kind in ("organisation", "group")
        }

    @property
    def dated(self) -> bool:
        """Whether the report's day is known well enough to ask who held an office."""
        return self.earliest != DAWN

    def display(self, n: int) -> bool:
        """Whether a mention stands in display text."""
        return bool(self.report.passages) and self.report.passages[self.passage[n]].role in DISPLAY

    def text(self, mention: Mention) -> str:
        """The words of a mention."""
        return self.report.text[mention.start : mention.end]

    def sentence(self, place: int) -> Span | None:
        """The sentence around a place of the report."""
        at = bisect_right(self.sentence_starts, place) - 1
        return self.found.sentences[at] if at >= 0 and place < self.found.sentences[at].end else None

    def statement_at(self, place: int) -> Statement | None:
        """The innermost statement whose content holds a place."""
        at = bisect_right(self.told, (place, len(self.report.text)))
        around = [self.found.statements[k] for _, k in self.told[max(0, at - 8) : at]]
        held = [s for s in around if any(c.start <= place < c.end for c in s.spans)]
        return min(held, key=lambda s: s.end - s.start, default=None)

    def speakers(self, place: int) -> tuple[str, ...]:
        """Who says the quoted words around a place, of nested ones the innermost."""
        at = bisect_right(self.spoken, place, key=lambda piece: piece[0])
        around = [p for p in self.spoken[max(0, at - 8) : at] if p[0] <= place < p[1]]
        for piece in sorted(around, key=lambda p: p[1] - p[0]):
            first = bisect_left(self.mention_starts, piece[2])
            for n in range(first, len(self.mentions)):
                if self.mentions[n].start >= piece[3]:
                    break
                if (
                    self.mentions[n].kind != "adjective"
                    and self.mentions[n].end <= piece[3]
                    and self.actors(n)
                ):
                    return self.actors(n)
        return ()

    def actors(self, n: int | None) -> tuple[str, ...]:
        """Who the mention stands for, as far as decided."""
        decision = self.decided[n] if n is not None and 0 <= n < len(self.decided) else None
        return decision.actors if decision else ()

    def decide(self, n: int, decision: Decision | None) -> None:
        """Keep a decision, and count whose turn it was."""
        self.decided[n] = decision
        for actor in decision.actors if decision else ():
            if state := self.state_of(actor):
                self.salience[state] += 1

    def before(self, n: int) -> list[int]:
        """The decided mentions that a reader still has in mind at this one, the last first."""
        near = []
        here = self.passage[n]
        for j in range(n - 1, -1, -1):
            if not self.reachable(self.passage[j], here):
                if self.running.get(self.passage[j], here) < self.running.get(here, 0) - 3:
                    break
                continue
            if self.decided[j] is not None:
                near.append(j)
        return near

    def reachable(self, there: int, here: int) -> bool:
        """Whether a pronoun may look back from one passage into another: never across display text."""
        if there == here:
            return True
        if there not in self.running or here not in self.running:
            return False
        return self.running[here] - self.running[there] <= 2

    def distance(self, j: int, n: int) -> int:
        """How many sentences lie between two mentions; a new passage counts as one more."""
        if self.passage[j] == self.passage[n]:
            return abs(self.mentions[n].sentence - self.mentions[j].sentence)
        after = self.mentions[n].sentence + 1
        return (
            after
            + 1
            + max(0, self.running.get(self.passage[n], 0) - self.running.get(self.passage[j], 0) - 1) * 2
        )

    def state_of(self, actor: str) -> str | None:
        """The state behind an actor, as `state:…`; null for organisations and the like."""
        code = self.code_of(actor)
        return f"state:{code}" if code in self.world.states else None

    def code_of(self, actor: str) -> str | None:
        """The country code behind an actor, or IGO and the like."""
        if not actor.startswith("person:"):
            return self.world.code(actor)
        body = self.body_of(actor)
        return self.world.code_of_body(body) if body else None

    def body_of(self, person: str) -> str | None:
        """The state or organisation that a person acts for on the day of the report."""
        for office in (*self.claimed.get(person, ()), *self.offices_of(person)):
            return body_of(office)
        if person in self.home:
            return self.home[person]
        terms = self.world.by_person.get(person)
        if not terms:
            return None
        past = [t for t in terms if t.since <= self.latest]
        return body_of(max(past or terms, key=lambda t: t.since).office)

    def offices_of(self, person: str) -> tuple[str, ...]:
        """The offices a person holds on the day of the report; if the day is unknown, all there were."""
        if self.dated:
            return self.world.offices_of(person, self.earliest, self.latest)
        return tuple(dict.fromkeys(t.office for t in self.world.by_person.get(person, ())))

    def in_office(self, person: str) -> bool:
        """Whether the person holds an office on the day of the report."""
        return bool(self.claimed.get(person)) or (self.dated and bool(self.offices_of(person)))

    def holder(self, office: str) -> str | None:
        """Who holds the office: as the report says, else as we know, if it is one person on all its days."""
        if office in self.taught:
            return self.taught[office]
        return self.world.holder(office, self.earliest, self.latest) if self.dated else None

    def gender_of(self, actor: str) -> str | None:
        """A person's gender, from what we know or from the report."""
        known = self.world.persons.get(actor)
        return (known.gender if known else None) or self.gender.get(actor)


def running_order(report: Report) -> dict[int, int]:
    """The passages of running text, numbered; display text and litter have no number."""
    running = (n for n, p in enumerate(report.passages) if p.role in ("lede", "body"))
    return {n: order for order, n in enumerate(running)}
