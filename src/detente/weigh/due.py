"""What is to come as of a day: promises with a date, and moves planned for one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from detente.model.derived import Due, Happening, Line
from detente.weigh.fold import is_answered
from detente.weigh.matter import SAME, matter, one_matter
from detente.weigh.timeline import upcoming


def once(found: Sequence[Due]) -> list[Due]:
    """The entries, without those that say nearly the same of the same side for the same days."""
    kept: list[Due] = []
    for new in found:
        twin = next((n for n, old in enumerate(kept) if is_twin(old, new)), None)
        if twin is None:
            kept.append(new)
        else:
            old = kept[twin]
            kept[twin] = structs.replace(old, evidence=tuple(dict.fromkeys((*old.evidence, *new.evidence))))
    return kept


def is_twin(a: Due, b: Due) -> bool:
    """Whether two entries are one thing due: the same days, an actor in common, one matter."""
    same_days = (a.when.earliest, a.when.latest) == (b.when.earliest, b.when.latest)
    return (
        same_days
        and bool(set(a.actors) & set(b.actors))
        and one_matter(matter(a.text), matter(b.text)) >= SAME
    )


def due(lines: Sequence[Line], happenings: Sequence[Happening], as_of: str | None) -> list[Due]:
    """Open promises and planned events by date. Without a day to count from nothing is overdue."""
    found = [
        Due(
            when=line.due,
            text=line.text,
            actors=line.by,
            line=line.id,
            evidence=line.evidence,
            overdue=line.state == "overdue",
        )
        for line in lines
        if line.due
        and line.kind in ("promise", "agreement", "offer", "threat", "demand")
        and not is_answered(line.state)
    ]
    found = once(found)
    found += [
        Due(when=h.when, text=h.text, actors=h.actors, evidence=h.evidence, happening=h.id)
        for h in happenings
        if h.when and h.status == "planned" and (as_of is None or upcoming(h.when, as_of))
    ]
    return sorted(
        found, key=lambda d: (d.when.earliest or d.when.latest or "9999", d.when.latest or "", d.text)
    )
