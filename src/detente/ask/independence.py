"""Why some evidence counts as so many origins, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.ask.evidence import Sources
from detente.ask.names import listed
from detente.model.derived import Evidence, Reason
from detente.weigh.origins import Independence, Standpoint


def independence(evidence: Sequence[Evidence], counted: Independence, sources: Sources) -> tuple[Reason, ...]:
    """With which origin every piece of evidence is counted, and which origins may be one."""
    found = []
    for together in counted.voices(evidence):
        for one in together:
            found.append(Reason(what=counted_with(one, sources), seen=one.evidence))
        if len(together) > 1:
            named = {credit for one in together for credit in one.credits}
            why_one = (
                f"they name {listed(sorted(named))}"
                if named
                else "they say it in each other's words, changed"
            )
            carriers = [listed_reports({e.report for e in one.evidence}, sources) for one in together]
            what = f"{listed(carriers)} may be one origin: {why_one}"
            found.append(
                Reason(what=what, weight=0.5, seen=tuple(e for one in together for e in one.evidence))
            )
    return tuple(found)


def counted_with(one: Standpoint, sources: Sources) -> str:
    """In words, with which origin some evidence is counted."""
    reports = {e.report for e in one.evidence}
    who = listed_reports(reports, sources)
    if not one.origins:
        return f"one origin: {who} in words of {'its' if len(reports) == 1 else 'their'} own"
    origin = one.origins[0]
    started = (
        f"which started in report {sources.number[origin.root]}"
        if origin.root in sources.number
        else "of which nobody can tell where it started"
    )
    because = f" ({origin.reasons[0].what})" if origin.reasons else ""
    return f"one origin: {who} with one text, {started}{because}"


def listed_reports(reports: Iterable[str], sources: Sources) -> str:
    """Reports by their numbers: `reports 5, 7 and 9`."""
    numbers = sorted(sources.number[r] for r in reports if r in sources.number)
    return f"{'report' if len(numbers) == 1 else 'reports'} {listed([str(n) for n in numbers])}"
