"""What stands behind a datum: its sentences, reports and origins, looked up without going through everything."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from detente.ask.evidence import Sources
from detente.ask.independence import independence
from detente.model.derived import (
    Answer,
    Change,
    Claim,
    Contradiction,
    Evidence,
    Happening,
    Line,
    Link,
    Origin,
    Reason,
    Update,
    Weighed,
    Why,
)
from detente.weigh.origins import Independence
from detente.weigh.overruled import Words, stretch

if TYPE_CHECKING:
    from detente.ask.formerly import Formerly

Datum = Claim | Line | Happening | Contradiction | Change | Update


class Reply(NamedTuple):
    """An answer, with the line of the ledger that it is given to."""

    line: Line
    answer: Answer

    @property
    def id(self) -> str:
        """That of the answer."""
        return self.answer.id

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """That of the answer."""
        return self.answer.evidence

    @property
    def text(self) -> str:
        """What is answered, and how."""
        return f"{self.answer.verdict}: {self.line.text}"


def data(weighed: Weighed) -> tuple[tuple[str, tuple[Datum, ...]], ...]:
    """All that `why` can be asked of."""
    return (
        ("claim", weighed.claims),
        ("line", weighed.lines),
        ("happening", weighed.happenings),
        ("contradiction", weighed.contradictions),
        ("change", weighed.changes),
        ("update", weighed.updates),
    )


def replies(weighed: Weighed) -> Iterable[Reply]:
    """The answers of all lines."""
    return (Reply(line, answer) for line in weighed.lines for answer in line.answers)


def evidence_of(datum: Datum | Reply) -> tuple[Evidence, ...]:
    """All evidence of a datum, of its sides and answers too."""
    match datum:
        case Contradiction():
            return tuple(e for s in datum.sides for e in s.evidence)
        case Change() | Update():
            return (*datum.first.evidence, *datum.then.evidence)
        case Line():
            return (*datum.evidence, *(e for a in datum.answers for e in a.evidence))
        case _:
            return datum.evidence


def text_of(datum: Datum | Reply) -> str:
    """What a datum is about."""
    return datum.matter if isinstance(datum, Contradiction | Change | Update) else datum.text


def reasons_of(datum: Datum | Reply) -> tuple[Reason, ...]:
    """What spoke for a datum."""
    match datum:
        case Contradiction() | Change() | Update() | Claim():
            return datum.reasons
        case Line():
            return tuple(r for a in datum.answers for r in a.reasons)
        case Reply():
            return datum.answer.reasons
        case _:
            return ()


def related_to(datum: Datum | Reply) -> tuple[str, ...]:
    """Ids of what a datum touches."""
    match datum:
        case Claim():
            return (*datum.disputed_by, *datum.superseded_by)
        case Line():
            return (*((datum.claim,) if datum.claim else ()), *datum.related)
        case Happening():
            return datum.claims
        case Reply():
            return (datum.line.id,)
        case _:
            return ()


class Behind:
    """Looks up what stands behind each datum of what was weighed."""

    def __init__(self, weighed: Weighed, independence: Independence | None = None):
        self.weighed = weighed
        self.independence = independence or Independence(weighed.origins, weighed.links)
        every: list[tuple[str, Iterable[Datum | Reply]]] = [*data(weighed), ("answer", replies(weighed))]
        found = ((datum.id, what, datum) for what, some in every for datum in some)
        self.named = sorted(found, key=lambda x: x[0])
        self.ids = [id for id, *_ in self.named]

    @cached_property
    def origins(self) -> dict[str, list[tuple[int, int, int]]]:
        """By report: where text of an origin stands, and the number of the origin."""
        found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for n, origin in enumerate(self.weighed.origins):
            for p in origin.passages:
                found[p.report].append((p.start, p.end, n))
        return found

    @cached_property
    def links(self) -> dict[str, list[int]]:
        """By report: the numbers of the passages that a later one has from it."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, link in enumerate(self.weighed.links):
            found[link.a].append(n)
        return found

    @cached_property
    def formerly(self) -> Formerly:
        """What finds data by the names that they had."""
        from detente.ask.formerly import Formerly

        return Formerly(self.weighed)

    def find(self, id: str) -> tuple[str, Datum | Reply] | None:
        """What a datum is, and the datum: that of the id, or the only one whose id begins so."""
        at = bisect_left(self.ids, id)
        alike = []
        while id and at < len(self.ids) and self.ids[at].startswith(id):
            alike.append(self.named[at])
            at += 1
        exact = [x for x in alike if x[0] == id] or alike
        return exact[0][1:] if len(exact) == 1 else None

    def resting_on(self, what: str, words: Collection[Words]) -> str | None:
        """The id of the datum of a kind that rests on most of some words; null if none rests on any."""
        wanted = set(words)
        shared = (
            (len(wanted & set(map(stretch, evidence_of(datum)))), id)
            for id, kind, datum in self.named
            if kind == what
        )
        most = max(shared, default=(0, ""))
        return most[1] if most[0] else None

    def why(self, id: str, sources: Sources) -> Why | None:
        """Every sentence, report and origin behind a datum; none if nothing, or more than one, has that id."""
        if (found := self.find(id)) is None:
            return None
        what, datum = found
        evidence = evidence_of(datum)
        reports = {e.report for e in evidence}
        low, high = self.counted(datum)
        return Why(
            id=datum.id,
            what=what,
            text=text_of(datum),
            cites=sources.cites(evidence, most=None),
            origins=self.touching(evidence),
            links=self.between(evidence),
            reports=len(reports),
            origins_low=low,
            origins_high=high,
            reasons=(*reasons_of(datum), *independence(evidence, self.independence, sources)),
            related=related_to(datum),
            sources=tuple(
                sources.numbered[n - 1]
                for n in sorted(sources.number[r] for r in reports if r in sources.number)
            ),
        )

    def touching(self, evidence: Iterable[Evidence]) -> tuple[Origin, ...]:
        """The origins whose text the evidence lies in."""
        there = {
            n for e in evidence for s, end, n in self.origins.get(e.report, ()) if e.start < end and s < e.end
        }
        return tuple(self.weighed.origins[n] for n in sorted(there))

    def between(self, evidence: Iterable[Evidence]) -> tuple[Link, ...]:
        """The shared passages on both sides of which evidence lies."""
        known = list(evidence)
        candidates = {n for e in known for n in self.links.get(e.report, ())}
        links = (self.weighed.links[n] for n in sorted(candidates))
        return tuple(
            x
            for x in links
            if any(e.report == x.a and e.start < x.a_end and x.a_start < e.end for e in known)
            and any(e.report == x.b and e.start < x.b_end and x.b_start < e.end for e in known)
        )

    def counted(self, datum: Datum | Reply) -> tuple[int, int]:
        """Independent origins of a datum; of a contradiction or a change those of both sides together; of an answer its own."""
        if isinstance(datum, Claim | Line | Happening):
            return datum.origins_low, datum.origins_high
        evidence = evidence_of(datum)
        low, high = self.independence.count(evidence)
        reports = len({e.report for e in evidence})
        return min(low, reports), min(high, reports)
