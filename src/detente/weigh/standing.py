"""How claims stand among the reports, and why: single origin, corroborated, disputed, superseded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import structs

from detente.model.derived import Claim, Evidence, Reason, Standing
from detente.weigh.acts import Act
from detente.weigh.claims import COPIED, REPEATED, REWORDED, Cluster, Join
from detente.weigh.gainsaid import Quarrel
from detente.weigh.values import Pair

Made = Sequence[tuple[Cluster, Claim]]

DENIED = "another side denies it"
FIGURE = "another report gives another figure"
NEWER = "a later report gives another figure"
HAPPENED = "what was planned has taken place, as a later report tells"

DONE = ("occurred", "ongoing")
TO_COME = ("planned", "conditional")


def standing(
    made: Made, denied: Iterable[tuple[int, int, float]], quarrels: Iterable[Quarrel], figures: Iterable[Pair]
) -> list[Claim]:
    """The claims with their standing and its reasons. `figures` are pairs by number of the claims themselves."""
    against: dict[int, dict[int, str]] = defaultdict(dict)
    newer: dict[int, list[int]] = defaultdict(list)
    for a, b, _ in denied:
        against[a].setdefault(b, DENIED)
        against[b].setdefault(a, DENIED)
    for q in quarrels:
        for a in q.claims:
            for b in q.claims - {a}:
                against[a].setdefault(b, q.why)
    for pair in figures:
        if pair.updates:
            newer[pair.first].append(pair.then)
        else:
            against[pair.first].setdefault(pair.then, FIGURE)
            against[pair.then].setdefault(pair.first, FIGURE)
    return [stood(n, made, against.get(n, {}), newer.get(n, [])) for n in range(len(made))]


def stood(n: int, made: Made, against: dict[int, str], newer: Sequence[int]) -> Claim:
    """One claim with its standing."""
    cluster, told = made[n]
    reasons = [*together(cluster), *happened(cluster)]
    reasons += [reason(why, made[m][0].acts[:1]) for m, why in sorted(against.items())]
    reasons += [reason(NEWER, made[m][0].acts[:1]) for m in newer]
    stands: Standing = told.standing
    if newer:
        stands = "superseded"
    elif against:
        stands = "disputed"
    return structs.replace(
        told,
        standing=stands,
        disputed_by=tuple(sorted(made[m][1].id for m in against)),
        superseded_by=tuple(sorted(made[m][1].id for m in newer)),
        reasons=tuple(reasons),
    )


def together(cluster: Cluster) -> list[Reason]:
    """Why all the evidence of a claim is of one claim: the strongest kind first, each with where it is seen."""
    by_kind: dict[str, list[Join]] = defaultdict(list)
    for join in cluster.joins:
        by_kind[why_one(join.score)].append(join)
    acts = {a.id: a for a in cluster.acts}
    reasons = []
    for what, joins in sorted(by_kind.items(), key=lambda kind: -kind[1][0].score):
        seen = [acts[id] for j in joins for id in (j.a, j.b) if id in acts]
        reasons.append(reason(what, seen, weight=round(min(1.0, max(j.score for j in joins)), 3)))
    return reasons


def why_one(score: float) -> str:
    """What a join was made by, in words."""
    match score:
        case s if s == REPEATED:
            return "a headline or caption repeats the running text"
        case s if s == COPIED:
            return "they stand at one place of a copied passage"
        case s if s == REWORDED:
            return "they stand at one place of a reworded passage"
        case _:
            return "the same kind of act, by the same side, on the same matter, at no other time"


def happened(cluster: Cluster) -> list[Reason]:
    """That what earlier reports told as planned has happened: no contradiction."""
    done = [a for a in cluster.acts if a.status in DONE and a.published]
    planned = [a for a in cluster.acts if a.status in TO_COME and a.published]
    last = max((a.published or "" for a in done), default="")
    before = [a for a in planned if (a.published or "") < last]
    return [reason(HAPPENED, [*before[:1], *done[:1]])] if before else []


def reason(what: str, acts: Iterable[Act], weight: float = 1.0) -> Reason:
    """A reason with the words that show it, each stretch once."""
    seen: dict[tuple[str, int, int], Evidence] = {}
    for act in acts:
        seen.setdefault((act.report, act.span.start, act.span.end), act.evidence)
    return Reason(what=what, weight=weight, seen=tuple(seen.values()))
