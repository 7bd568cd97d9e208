"""How tense a pair of sides is, day by day: PLOVER's scores, counted by independent origin, fading.

    index(day) = Σ score × (1 + log2 origins) × status × 0.5 ^ (days since the move / HALF_LIFE)

over all moves between the two, either way, up to the day. A move counts once however many reports tell of it; what a
second origin tells too counts twice, what four tell three times. Below 0 is hostile.

`low` and `high` are where the index would lie if some of the moves that rest on one origin had never been: all the
friendly ones, all the hostile ones. `by_reports` is the index if reports were counted in the place of origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import log2

from detente.lexicon import toml
from detente.model.derived import Claim, Tension, Weighed
from detente.weigh.acts import VERBAL, code_in, day

HALF_LIFE = 7.0
"""Days after which a move counts half. A crisis turns within a week; a month later a move counts a twentieth."""

SAID = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types that are done by being said: a threat on a condition is a threat in full."""

STATUS = {"occurred": 1.0, "ongoing": 1.0, "planned": 0.5, "conditional": 0.5}
"""Share of its score that a deed counts by its status; what is past history or only imagined counts nothing."""

DISPUTED = 0.5
"""Share that a move counts which somebody denies."""

LONGEST = 3660
"""Days of a series: ten years. One date misread must not make a series of centuries."""


def tension(weighed: Weighed | Sequence[Claim], a: str, b: str) -> tuple[Tension, ...]:
    """Every day from the first move between two sides to the last, both ways, in order.

    `a`, `b`: ISO 3166 alpha-3 codes or actor ids. A move without a day of its own counts on that of its first report.
    Negated, denied and imagined moves count nothing. Of all that was weighed a deed counts only as an entry of the timeline,
    and once, whatever claims tell of it.
    """
    claims = once(weighed) if isinstance(weighed, Weighed) else weighed
    one, other = (code_in(x) or x for x in (a, b))
    moves: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if counts(claim) and between(claim, one, other) and (on := day_of(claim)):
            moves[on].append(claim)
    return tuple(series(moves))


def once(weighed: Weighed) -> list[Claim]:
    """The claims that count: what is done by being said, and of each entry of the timeline the one that most tell."""
    known = {c.id: c for c in weighed.claims}
    deeds = set()
    for entry in weighed.happenings:
        told = [known[c] for c in entry.claims if c in known]
        if told:
            deeds.add(max(told, key=lambda c: (c.origins_low, c.reports, c.id)).id)
    return [c for c in weighed.claims if c.type in VERBAL or c.id in deeds]


def series(moves: dict[str, list[Claim]]) -> Iterator[Tension]:
    """The index day by day: yesterday's, faded, and today's moves."""
    index = low = high = labels = 0.0
    fade = 0.5 ** (1 / HALF_LIFE)
    for on in days(sorted(moves)):
        found = moves.get(on, [])
        index, low, high, labels = index * fade, low * fade, high * fade, labels * fade
        for claim in found:
            counted = weight(claim, claim.origins_low)
            index += counted
            labels += weight(claim, claim.reports)
            low += counted if claim.origins_low > 1 or counted < 0 else 0.0
            high += counted if claim.origins_low > 1 or counted > 0 else 0.0
        yield Tension(
            day=on,
            score=round(sum(score(c.type, c.mode) for c in found), 2),
            moves=len(found),
            index=round(index, 3),
            low=round(low, 3),
            high=round(high, 3),
            by_reports=round(labels, 3),
            claims=tuple(c.id for c in found),
            evidence=tuple(c.evidence[0] for c in found),
        )


def days(known: Sequence[str]) -> Iterator[str]:
    """Every day from the first to the last; of a longer time than ten years the last ten."""
    if not known:
        return
    first, last = date.fromisoformat(known[0]), date.fromisoformat(known[-1])
    first = max(first, last - timedelta(days=min(LONGEST, last.toordinal() - 1)))
    for n in range((last - first).days + 1):
        yield (first + timedelta(days=n)).isoformat()


def day_of(claim: Claim) -> str | None:
    """The day a move counts on: its own, else that of its first report."""
    own = day(claim.when.earliest) if claim.when else None
    for known in (own, claim.first_seen):
        if known and is_day(known):
            return known
    return None


def is_day(value: str) -> bool:
    """Whether a value is a day of the calendar."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def counts(claim: Claim) -> bool:
    """Whether a claim is a move that scores: done or to come, and neither negated nor denied."""
    return claim.kind == "move" and claim.polarity == "affirmed" and (claim.status or "occurred") in STATUS


def weight(claim: Claim, origins: int) -> float:
    """What a move adds on its day, if so many tell of it; 0 for what is no move that counts."""
    if not counts(claim):
        return 0.0
    status = claim.status or "occurred"
    share = 1.0 if claim.type in SAID else STATUS[status]
    if claim.standing == "disputed":
        share *= DISPUTED
    return score(claim.type, claim.mode) * (1 + log2(max(1, origins))) * share


def between(claim: Claim, a: str, b: str) -> bool:
    """Whether a claim is of one side towards the other, or of both together."""
    to = claim.target_codes or claim.codes
    return (a in claim.codes and b in to) or (b in claim.codes and a in to)


def score(kind: str, mode: str | None = None) -> float:
    """PLOVER's score of a mode where it has one of its own, else of its type.

    >>> score("ACCUSE"), score("ACCUSE", "disapprove"), score("COMMENT")
    (-3.0, -2.0, 0.0)
    """
    row = toml("plover")["type"].get(kind, {})
    return float(row.get("mode_scores", {}).get(mode, row.get("score", 0)))
