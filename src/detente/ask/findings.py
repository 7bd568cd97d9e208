"""What stands behind something read from one report, or behind a datum that somebody rejected; with what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import structs

from detente.ask.behind import data, evidence_of
from detente.ask.decisions import Decisions, Known, is_rejected
from detente.ask.evidence import Sources
from detente.ask.subjects import Subject, Subjects, evidence_for, fields, finding
from detente.model import Span
from detente.model.derived import Evidence, Reason, Weighed, Why
from detente.model.judged import Ground, Judgement, Mention, Place
from detente.resolve.corrections import with_twins
from detente.resolve.findings import Finding, is_finding
from detente.weigh.overruled import Words, ground, stretch

Cited = Callable[[str], Iterable[tuple[int, int, str]]]
"""Where a report is evidence, and of what: start, end, id of the datum."""


def why(id: str, subjects: Subjects, sources: Sources, cited: Cited) -> Why | None:
    """Everything behind whatever has that id, or had it once, with what people decided about it; none if nothing, or more
    than one, has it."""
    decisions = subjects.decisions
    if found := subjects.behind.why(id, sources):
        subject = subjects.derived(found.id)
        return with_decisions(found, decisions, subject.grounds if subject else ())
    if (read := subjects.reading(id)) and read[0].report.id in sources.number:
        known, one = read
        counted = (id for start, end, id in cited(known.report.id) if (start, end) == one.span)
        return why_finding(known, one, sources, decisions, counted)
    if gone := subjects.rejected(id):
        return why_rejected(gone, sources, decisions)
    now = subjects.now(id)
    return why(now, subjects, sources, cited) if now else None


def cited_in(weighed: Weighed) -> Cited:
    """What looks through everything for where a report is evidence."""
    return lambda report: (
        (e.start, e.end, datum.id)
        for _, found in data(weighed)
        for datum in found
        for e in evidence_of(datum)
        if e.report == report
    )


def why_finding(
    known: Known, found: Finding, sources: Sources, decisions: Decisions, related: Iterable[str]
) -> Why:
    """Something read from a report: its words, what can be corrected in it, what was decided, and what it counts in."""
    now = finding(known.judged, found.id)
    evidence = evidence_for(found, known.report.id, known.found.sentences)
    judgements = decisions.on(found.id, found.what, [stretch(evidence)])
    if now is None and not any(j.kind == "reject" and is_finding(j.what) for j in judgements):
        judgements = (*judgements, *with_it(known, found, decisions))
    return Why(
        id=found.id,
        what=found.what,
        text=" ".join(known.report.quote(found.span).split()),
        cites=(sources.cite(evidence),),
        reports=1,
        origins_low=1,
        origins_high=1,
        reasons=tuple(reasons(now or found)),
        related=tuple(dict.fromkeys(related)),
        sources=(sources.numbered[sources.number[known.report.id] - 1],),
        rejected=now is None or is_rejected(judgements),
        fields=fields(now or found, found, known.report),
        judgements=decisions.decided(judgements, always),
    )


def why_rejected(subject: Subject, sources: Sources, decisions: Decisions) -> Why:
    """A datum that is not there since somebody rejected it: the words it rested on then."""
    evidence = [
        Evidence(
            report=g.report,
            start=g.start,
            end=g.end,
            item=g.item,
            sentence=sentence_at(sources, g.report, g.start),
        )
        for g in subject.grounds
        if g.report in sources.number
    ]
    reports = {e.report for e in evidence}
    return Why(
        id=subject.id,
        what=subject.what,
        text=subject.words,
        cites=sources.cites(evidence, most=None),
        reports=len(reports),
        sources=tuple(s for s in sources.numbered if s.report in reports),
        rejected=True,
        judgements=decisions.decided(
            decisions.on(subject.id, subject.what, map(ground, subject.grounds)), always
        ),
    )


def with_decisions(why: Why, decisions: Decisions, grounds: Iterable[Ground]) -> Why:
    """What stands behind a datum, with what people decided about it. `grounds`: what a judgement on it rests on."""
    words: Sequence[Words] = [*(stretch(c.evidence) for c in why.cites), *map(ground, grounds)]
    judgements = decisions.on(why.id, why.what, words)
    rejected = is_rejected(j for j in judgements if j.what == why.what)
    return structs.replace(why, rejected=rejected, judgements=decisions.decided(judgements, always))


def with_it(known: Known, found: Finding, decisions: Decisions) -> list[Judgement]:
    """The rejections of what the same words were read as, which take it along."""
    return [
        j
        for j in decisions.rejected_in(known.report.id)
        if is_finding(j.what) and found.id in with_twins(known.found, {j.datum or ""})
    ]


def always(_: Judgement) -> bool:
    """Of what is about a datum that is there, every judgement applies."""
    return True


def sentence_at(sources: Sources, report: str, start: int) -> Span | None:
    """The sentence around a place in a report."""
    return next((s for s in sources.analyses[report].sentences if s[0] <= start < s[1]), None)


def reasons(found: Finding) -> Iterable[Reason]:
    """What our reading of some words rests on, where that is known."""
    record = found.record
    if isinstance(record, Mention):
        if record.rule:
            yield Reason(what=f"by {record.rule}")
        if record.flag:
            yield Reason(what=record.flag)
    if isinstance(record, Place) and record.runner_up:
        other = ", ".join(x for x in (record.runner_up.name, record.runner_up.country) if x)
        yield Reason(what=f"the next best reading is {other}", weight=-record.runner_up.sure)
