"""A day's tension of a pair of states: the sum of PLOVER's scores, each act once however often reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from detente.lexicon import toml
from detente.model.derived import Claim, Tension, Weighed
from detente.weigh.acts import code_in


def tension(weighed: Weighed | Sequence[Claim], a: str, b: str) -> tuple[Tension, ...]:
    """Scores by day of all moves between two sides, both ways. Below 0 is hostile (PLOVER v0.8: -10 .. +10).

    `a`, `b`: ISO 3166 alpha-3 codes or actor ids. A move without a date of its own counts on no day.
    Negated, denied and imagined moves count nothing.
    """
    claims = weighed.claims if isinstance(weighed, Weighed) else weighed
    one, other = (code_in(x) or x for x in (a, b))
    days: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if counts(claim) and between(claim, one, other) and claim.when and claim.when.earliest:
            days[claim.when.earliest[:10]].append(claim)
    return tuple(
        Tension(
            day=day,
            score=round(sum(score(c.type) for c in found), 2),
            moves=len(found),
            evidence=tuple(c.evidence[0] for c in found),
        )
        for day, found in sorted(days.items())
    )


def counts(claim: Claim) -> bool:
    """Whether a claim is a move that scores."""
    return (
        claim.kind == "move"
        and claim.polarity == "affirmed"
        and claim.status not in ("hypothetical", "historical")
    )


def between(claim: Claim, a: str, b: str) -> bool:
    """Whether a claim is of one side towards the other, or of both together."""
    to = claim.target_codes or claim.codes
    return (a in claim.codes and b in to) or (b in claim.codes and a in to)


def score(kind: str) -> float:
    """PLOVER's score of a type.

    >>> score("ACCUSE"), score("COMMENT")
    (-3.0, 0.0)
    """
    return float(toml("plover")["type"].get(kind, {}).get("score", 0))
