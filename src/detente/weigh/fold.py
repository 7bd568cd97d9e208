"""How a line of the ledger stands on a day: a fold over its answers, nothing else.

Answers may be given in any order. What was answered after the day is not known on it. Nothing is kept or broken but by
an answer, and every answer has its evidence or its author; a day that has gone by with nothing reported is `overdue`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.model.derived import Answer, LineKind, LineState
from detente.model.judged import When

FALLS_DUE: frozenset[LineKind] = frozenset({"promise", "agreement", "demand"})
"""Kinds of lines that are late once their day has gone by. An offer or a threat lapses; nobody owes it."""

REFUSED: frozenset[LineState] = frozenset({"refused", "broken", "withdrawn", "overdue"})
"""States from which a line is taken up anew when its side says it again."""


def fold(kind: LineKind, answers: Iterable[Answer], due: When | None, as_of: str | None) -> LineState:
    """The state of a line on a day (ISO date; null: whatever the day, and nothing is due)."""
    state: LineState = "open"
    until = due
    for answer in known(answers, as_of):
        match answer.verdict:
            case "accepted" | "refused" | "kept" | "broken" | "withdrawn":
                state = answer.verdict
            case "promised":
                # A promised reply decides nothing: the demand stays open until it is granted or refused.
                state = "open"
            case "renewed":
                state, until = "open", answer.due
            case "denounced" | "noted" | "repeated":
                pass
    return by_date(kind, until, as_of) if state == "open" else state


def by_date(kind: LineKind, due: When | None, as_of: str | None) -> LineState:
    """How an undecided line stands by its date: `open` before it, `due` on it, `overdue` after it."""
    if kind not in FALLS_DUE or due is None or not due.latest or not as_of:
        return "open"
    day, first, last = as_of[:10], (due.earliest or due.latest)[:10], due.latest[:10]
    if day > last:
        return "overdue"
    return "due" if day >= first else "open"


def known(answers: Iterable[Answer], as_of: str | None) -> list[Answer]:
    """The answers known on a day, in order. One without any day always counts."""
    return sorted((a for a in answers if not as_of or day_of(a) <= as_of[:10]), key=order)


def day_of(answer: Answer) -> str:
    """The last day on which an answer can have been given; empty if nothing is known."""
    return ((answer.when.latest or answer.when.earliest or "") if answer.when else "")[:10]


def order(answer: Answer) -> tuple[str, bool, str, int, str, str]:
    """Answers by day, on one day people's after the reports', then by where they stand."""
    first = answer.evidence[0] if answer.evidence else None
    return (
        day_of(answer),
        answer.judgement is not None,
        first.report if first else "",
        first.start if first else 0,
        answer.verdict,
        answer.judgement or "",
    )


def is_answered(state: LineState) -> bool:
    """Whether an answer decides a line."""
    return state not in ("open", "due", "overdue")


def due_after(answers: Sequence[Answer], due: When | None) -> When | None:
    """When a line is due, the last renewal counted."""
    renewed = [a for a in sorted(answers, key=order) if a.verdict == "renewed"]
    return renewed[-1].due if renewed else due
