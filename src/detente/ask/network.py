"""Who deals with whom: sides, and the moves between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import permutations

from detente.model.derived import Claim
from detente.model.record import Record
from detente.weigh.tension import weight


class Tie(Record, frozen=True, kw_only=True):
    """What one side did towards another. Codes are ISO 3166 alpha-3, or ids of actors without a state."""

    source: str
    target: str
    moves: int
    """Each act once, however many reports tell of it; of an act in common each side has one."""
    score: float
    """PLOVER's scores by origins and status, as tension counts them but without fading; below 0 is hostile."""


def ties(claims: Sequence[Claim]) -> tuple[Tie, ...]:
    """Every tie, those of most moves first. Moves that are negated, imagined or long past count nothing."""
    moves: Counter[tuple[str, str]] = Counter()
    scores: defaultdict[tuple[str, str], float] = defaultdict(float)
    for claim in claims:
        if not (counted := weight(claim, claim.origins_low)):
            continue
        for ends in ends_of(claim):
            moves[ends] += 1
            scores[ends] += counted
    found = (Tie(source=a, target=b, moves=n, score=round(scores[a, b], 1)) for (a, b), n in moves.items())
    return tuple(sorted(found, key=lambda t: (-t.moves, t.source, t.target)))


def ends_of(claim: Claim) -> list[tuple[str, str]]:
    """From whom to whom a move goes; a move in common goes both ways."""
    if claim.target_codes:
        return [
            (a, b) for a in dict.fromkeys(claim.codes) for b in dict.fromkeys(claim.target_codes) if a != b
        ]
    return list(permutations(dict.fromkeys(claim.codes), 2))


def dyads(found: Sequence[Tie]) -> list[tuple[str, str, int]]:
    """The pairs of sides with the moves between them, both ways together; most moves first."""
    both: Counter[tuple[str, str]] = Counter()
    for tie in found:
        both[min(tie.source, tie.target), max(tie.source, tie.target)] += tie.moves
    return [(a, b, n) for (a, b), n in sorted(both.items(), key=lambda x: (-x[1], x[0]))]
