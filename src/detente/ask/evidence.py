"""Evidence → numbered sources and the words to show, cut from the stored text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from detente.ask.dates import of_publication
from detente.ask.names import printed_names
from detente.model.derived import Cite, Evidence, NumberedSource
from detente.model.given import Published, Report
from detente.model.judged import Analysis
from detente.model.record import Span

Known = tuple[Report, Analysis]

MANY = 6
"""Pieces of evidence that a line of the brief shows; `why` shows all."""


class Sources:
    """The reports of a brief, numbered, with their texts at hand."""

    def __init__(self, known: Iterable[Known]):
        found = sorted(known, key=in_order)
        self.reports: Mapping[str, Report] = {report.id: report for report, _ in found}
        self.analyses: Mapping[str, Analysis] = {report.id: analysis for report, analysis in found}
        self.numbered = tuple(
            numbered(n, report, analysis.published or report.published)
            for n, (report, analysis) in enumerate(found, 1)
        )
        self.number = {s.report: s.number for s in self.numbered}

    @cached_property
    def printed(self) -> Mapping[str, str]:
        """Persons whom no table has, and how most reports print them."""
        return printed_names(self.reports, self.analyses)

    def cites(self, evidence: Sequence[Evidence], most: int | None = MANY) -> tuple[Cite, ...]:
        """Evidence with source numbers and words: one from every report first, in the order of sources."""
        known = sorted(
            (e for e in evidence if e.report in self.reports),
            key=lambda e: (self.number[e.report], e.start, e.end),
        )
        firsts = list({e.report: e for e in reversed(known)}.values())
        chosen = [
            *sorted(firsts, key=lambda e: self.number[e.report]),
            *(e for e in known if e not in firsts),
        ]
        kept = chosen if most is None else chosen[:most]
        return tuple(self.cite(e) for e in sorted(kept, key=lambda e: (self.number[e.report], e.start)))

    def cite(self, e: Evidence) -> Cite:
        """One piece of evidence, in its sentence."""
        report = self.reports[e.report]
        around = Span(*e.sentence) if e.sentence else Span(e.start, e.end)
        around = Span(min(around.start, e.start), max(around.end, e.end))
        # Line breaks become spaces one for one, so that the place in the sentence stays right.
        sentence = report.quote(around).replace("\n", " ").replace("\r", " ")
        return Cite(
            source=self.number[e.report],
            evidence=e,
            words=report.quote((e.start, e.end)),
            sentence=sentence,
            at=Span(e.start - around.start, e.end - around.start),
        )


def in_order(known: Known) -> tuple[str, str, str]:
    """Sort key: by publication; a report without a day of its own comes last."""
    published = known[1].published or known[0].published
    first = (published.earliest or "") if published else ""
    last = (published.latest or "") if published else ""
    return (first if first and first[:10] == last[:10] else "9999", first, known[0].id)


def numbered(number: int, report: Report, published: Published | None) -> NumberedSource:
    """A report as a numbered source. Without a title its first display line or its name stands for it."""
    headline = next((report.quote(p.span) for p in report.passages if p.role == "headline"), None)
    return NumberedSource(
        number=number,
        report=report.id,
        name=report.name,
        outlet=report.outlet,
        title=report.title or (" ".join(headline.split()) if headline else None),
        url=report.url,
        credit=report.credit,
        date=of_publication(published),
        published=published,
        language=report.language,
    )


def counts(reports: int, low: int, high: int) -> str:
    """How many stand behind something, in words.

    >>> counts(3, 1, 1), counts(2, 1, 2)
    ('3 reports, 1 origin', '2 reports, 1–2 origins')
    """
    several = f"{low}–{high} origins" if low != high else f"{low} origin{'s' if low != 1 else ''}"
    return f"{reports} report{'s' if reports != 1 else ''}, {several}"
