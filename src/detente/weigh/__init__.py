"""All reports → origins, stories, claims, ledger, contradictions, changes.

Everything here can be dropped and computed again; the order of arrival changes nothing.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence

from msgspec import structs

from detente.model.derived import Evidence, Link, Litter, Story, Weighed
from detente.model.given import Report
from detente.model.judged import Analysis, Judgement
from detente.weigh import values
from detente.weigh.acts import Reading, Sides, day, day_of, days_between
from detente.weigh.claims import Count, claim, clusters, display_repeats, disputes
from detente.weigh.contradictions import (
    beyond,
    clocked,
    grounds,
    of_denials,
    of_quarrels,
    of_stances,
    of_times,
)
from detente.weigh.due import due
from detente.weigh.gainsaid import gainsaid
from detente.weigh.ledger import ledger
from detente.weigh.overruled import Overruled
from detente.weigh.positions import changes, turns
from detente.weigh.sameness import Sameness
from detente.weigh.standing import standing
from detente.weigh.timeline import happenings

__all__ = ["VERSION", "derive", "weigh"]

VERSION = "6"
"""Rises with every change that can alter what is derived: what was kept under another is derived anew."""

Known = tuple[Report, Analysis]


def weigh(
    reports: Sequence[tuple[Report, Analysis]],
    *,
    as_of: str | None = None,
    judgements: Sequence[Judgement] = (),
    links: Sequence[Link] | None = None,
    litter: tuple[Litter, ...] | None = None,
) -> Weighed:
    """Everything that follows from all reports together, in stable order.

    `links` (`reuse.links` of all the reports) and `litter` are worked out where they are not given: a store keeps both.
    What is litter, and which of many copies were compared, is told from all reports, whatever the day.

    `as_of` (ISO date): only reports published by then count, and what is due or overdue is so on that day.
    Without it the last known day of publication counts. A report that nobody can date counts from the day of the newest
    that has a date. `judgements`: what people decided about stories, litter and the ledger, those in force.
    """
    from detente.weigh import boilerplate, reuse, reworded
    from detente.weigh.origins import Independence, origins
    from detente.weigh.stories import stories

    known = in_order(reports, as_of)
    texts = [report for report, _ in known]
    analyses = [analysis for _, analysis in known]
    every = [report for report, _ in reports]
    if litter is None:
        litter = boilerplate.litter(boilerplate.learnt(every), judgements)
    found_links = reuse.links(every, litter) if links is None else links
    out = {report.id for report in texts}
    copied = tuple(k for k in found_links if k.a in out and k.b in out)
    told = stories(texts, copied, analyses, judgements, litter)
    links = (*copied, *reworded.links(texts, copied, told, litter))
    roots = origins(texts, links, litter)
    found = derive(known, links, Independence(roots, links).count, as_of or last_day(known), judgements, told)
    return structs.replace(found, links=links, origins=roots, stories=told)


def derive(
    known: Sequence[Known],
    links: Sequence[Link],
    count: Count,
    as_of: str | None,
    judgements: Sequence[Judgement] = (),
    stories: Sequence[Story] = (),
) -> Weighed:
    """Claims and all that follows from them; `count` tells the independent origins behind evidence. Without `stories`
    every report is its own."""
    sides = Sides(analysis for _, analysis in known)
    readings = [Reading(report, analysis, sides) for report, analysis in known]
    texts = {report.id: report for report, _ in known}
    outlets = {report.id: report.outlet for report, _ in known if report.outlet}
    story_of = {report: story.id for story in stories for report in story.reports}
    acts = display_repeats([act for reading in readings for act in reading.acts()])
    same = Sameness(acts, story_of, outlets)
    overruled = Overruled(judgements)
    found = clusters(acts, links, sides, same)
    made = [(each, claim(each, count, sides)) for each in found if not overruled.drops(each.acts)]

    def words(evidence: Evidence) -> str:
        return texts[evidence.report].quote((evidence.start, evidence.end))

    def at_odds(a: int, b: int) -> bool:
        return not overruled.parts(*((act.evidence for act in made[n][0].acts) for n in (a, b)))

    denied = [found for found in disputes(made) if at_odds(found[0], found[1])]
    known_quarrels = {frozenset((a, b)) for a, b, _ in denied}
    quarrels = [
        q
        for q in gainsaid(made, readings, story_of)
        if q.claims not in known_quarrels
        and not overruled.parts(grounds(q.first, made), grounds(q.then, made))
    ]
    told = [cluster for cluster, _ in made]
    figures = [pair for pair in values.pairs(told, sides, words, outlets) if at_odds(pair.first, pair.then)]
    days = {report.id: day_of(analysis, report) for report, analysis in known}
    lines = ledger(made, words, count, sides, as_of, judgements, days, same)
    events = happenings(made, words, count, sides)
    stances = [t for t in turns(made, sides, words) if not overruled.parts(t.first.evidence, t.then.evidence)]
    moved = changes(stances)
    times = [c for reading in readings for c in clocked(reading)]
    against = [
        *of_stances(stances, moved),
        *(c for c in of_times(times, links) if not overruled.parts(*(s.evidence for s in c.sides))),
        *(values.contradiction(pair, told) for pair in figures if not pair.updates),
        *of_denials(made, denied, words),
        *of_quarrels(made, beyond(quarrels, stances, [(made[a][1], made[b][0]) for a, b, _ in denied])),
    ]
    return Weighed(
        claims=tuple(standing(made, denied, quarrels, figures)),
        lines=tuple(lines),
        happenings=tuple(events),
        contradictions=tuple(sorted(against, key=lambda c: (-c.sure, c.kind, c.id))),
        changes=tuple(sorted(moved, key=lambda c: c.id)),
        updates=tuple(sorted((values.update(p, told) for p in figures if p.updates), key=lambda u: u.id)),
        due=tuple(due(lines, events, as_of)),
        as_of=as_of,
    )


def in_order(reports: Iterable[Known], as_of: str | None) -> list[Known]:
    """The reports that were out by a day, by publication and id, each once.

    A report of which nobody can tell when it came out counts from the day of the newest one that has a date: on an earlier
    day we did not know of it.
    """
    every = {report.id: (report, analysis) for report, analysis in reports}
    newest = last_day(tuple(every.values())) or ""
    out = [k for k in every.values() if not as_of or (first_day(*k) or newest) <= as_of[:10]]
    return sorted(out, key=lambda known: (first_day(*known) or "9999", known[0].id))


def first_day(report: Report, analysis: Analysis) -> str | None:
    """The first day on which a report can have come out; null where nobody can tell within years.

    A day that its own text tells of as past is one: news tells of the last days. That somebody held an office is none, if
    he held it for years or holds it still.
    """
    published = analysis.published or report.published
    if published is None:
        return None
    first, last = day(published.earliest), day(published.latest)
    if published.by == "offices" and (not first or not last or days_between(first, last) > YEARS):
        return None
    if published.by == "text" and first and first.endswith("-01"):
        # A month that a text tells of as past is mostly over.
        return month_end(first)
    return first


def month_end(day: str) -> str:
    """The last day of the month of a day (ISO)."""
    year, month = int(day[:4]), int(day[5:7])
    return f"{day[:8]}{monthrange(year, month)[1]:02d}"


YEARS = 5 * 366
"""Days between the bounds that offices give, from which they tell nothing: heads of state hold theirs for decades."""


def last_day(known: Sequence[Known]) -> str | None:
    """The last day on which a report is known to have come out."""
    return max((d for report, analysis in known if (d := day_of(analysis, report))), default=None)
