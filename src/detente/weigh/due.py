"""What is to come as of a day: promises with a date, and moves planned for one."""

from __future__ import annotations

from collections.abc import Sequence

from detente.model.derived import Due, Happening, Line
from detente.weigh.timeline import upcoming


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
        and line.kind in ("promise", "offer", "threat", "demand")
        and line.state in ("open", "overdue")
    ]
    found += [
        Due(when=h.when, text=h.text, actors=h.actors, evidence=h.evidence, happening=h.id)
        for h in happenings
        if h.when and h.status == "planned" and (as_of is None or upcoming(h.when, as_of))
    ]
    return sorted(
        found, key=lambda d: (d.when.earliest or d.when.latest or "9999", d.when.latest or "", d.text)
    )
