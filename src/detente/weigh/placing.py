"""Where one report belongs among those that are known: what it copies, and what it tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from detente.model.derived import Evidence, Link, Placed, Reason
from detente.weigh.boilerplate import Comparable
from detente.weigh.landmarks import Likely
from detente.weigh.stories import COPIED

WORDS = 8
"""Words that are named where a report is of a story by its words."""

WHOLE = 0.9
"""Share of the words of two reports that stand in both, from which one is a copy of the other and no more."""


def placed(
    one: Comparable,
    links: Iterable[Link],
    read: Callable[[str], Comparable],
    *,
    stored: bool = False,
    same: tuple[str, ...] = (),
    stories: Mapping[str, str] | None = None,
    likely: Likely | None = None,
) -> Placed:
    """A report with the passages it shares, the reports it copies, and the story it tells of.

    `read` gives another report by its id, `stories` the story of each. A report that has half of its text from another, or
    another half of its own from it, tells of the same story; else the story is that which is `likely` by its words, if any.
    """
    known = tuple(links)
    shared: Counter[str] = Counter()
    for link in known:
        if link.kind == "copied":
            shared[link.b if link.a == one.report.id else link.a] += round(link.words * link.likeness)
    told_by_text = stories or {}
    story = told_by_text.get(one.report.id)
    copies = []
    reasons = []
    for id, words in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        other = read(id)
        if id in same or words >= WHOLE * max(told(one), told(other)):
            copies.append(id)
        if story is None and words >= COPIED * min(told(one), told(other)):
            story = told_by_text.get(id)
        seen = tuple(here(link, one.report.id) for link in known if id in (link.a, link.b))
        what = f"{words} of {told(one)} words stand in report {id}, which has {told(other)}"
        reasons.append(Reason(what=what, weight=round(words / max(1, told(one)), 4), seen=seen))
    if story is None and likely is not None:
        story = likely.story
        named = ", ".join(likely.words[:WORDS])
        reasons.append(Reason(what=f"its words are those of story {story}: {named}", weight=likely.likeness))
    return Placed(
        report=one.report.id,
        stored=stored,
        same=same,
        copies=tuple(copies),
        links=known,
        story=story,
        reasons=tuple(reasons),
    )


def told(one: Comparable) -> int:
    """Words of a report, litter left out."""
    return int((~one.idle).sum())


def here(link: Link, report: str) -> Evidence:
    """The passage of a link as it stands in that report."""
    if link.a == report:
        return Evidence(report=report, start=link.a_start, end=link.a_end)
    return Evidence(report=report, start=link.b_start, end=link.b_end)
