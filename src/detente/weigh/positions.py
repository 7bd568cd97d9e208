"""Positions that moved: the same side on the same matter, with the opposite stance later."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from detente.model.derived import Change, Claim, Evidence, Reason, Side
from detente.model.judged import When
from detente.model.record import Record, key
from detente.weigh.acts import Act, Sides, Words, day, days_between, is_bare, trimmed
from detente.weigh.claims import Cluster, around, evidence_of, most, narrowest, specific
from detente.weigh.matter import likeness

YES = frozenset({"AGREE", "CONCEDE"})
"""Types that say yes to a matter. Support, help and withdrawals are deeds: they answer no proposal."""

TURNED = 0.5
"""Likeness from which a yes and a no are on one proposal, and not on two of one field."""

FEW, SOME = 4.0, 0.4
"""Of the words that both have, one that is no name must be in at most FEW + SOME × √(all stances) of them: that a side says yes
to one kind of weapon and no to another moves nothing."""

LONGEST = 180
"""Days from which a later stance is on another proposal."""


class Turn(Record, frozen=True, kw_only=True):
    """Two opposite stances of one side on one matter, the earlier one first where that can be told."""

    id: str
    actor: str
    matter: str
    first: Side
    then: Side
    like: float
    told_by: tuple[str, ...] = ()
    """Other sides on whose word one of the two rests."""
    ordered: bool
    """Whether the first is surely, or by the days of the reports, the earlier."""


def stance(act: Act) -> int:
    """+1 for yes, -1 for no, 0 for what is neither."""
    if act.polarity == "denied" or act.status in ("hypothetical", "conditional", "historical") or act.shown:
        return 0
    if act.condition or (act.kind == "move" and act.content in (None, act.span)):
        # What is refused or agreed to must be told apart from the telling, and not hang on a condition.
        return 0
    if is_bare(act.matter):
        # "these demands" by themselves are no matter on which one could turn.
        return 0
    if act.type == "REJECT":
        # "did not say no" is neither.
        return -1 if act.polarity == "affirmed" else 0
    if act.type in YES:
        return 1 if act.polarity == "affirmed" else -1
    if act.kind == "statement" and act.speech and act.polarity == "affirmed":
        return {"accept": 1, "promise": 1, "offer": 1, "refuse": -1, "reject": -1}.get(act.act or "", 0)
    return 0


def turns(made: Sequence[tuple[Cluster, Claim]], sides: Sides, words: Words) -> list[Turn]:
    """Every pair of opposite stances of one side on one matter."""
    by_word: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for n, (cluster, _) in enumerate(made):
        way = stance(cluster.best)
        if way:
            for side in cluster.best.codes:
                for word in sorted(cluster.best.matter.words):
                    by_word[side, word][0 if way > 0 else 1].append(n)
    usual = Usual(cluster.best for cluster, _ in made if stance(cluster.best))
    found: dict[tuple[int, int], Turn] = {}
    seen: set[tuple[int, int]] = set()
    for (side, _), (yes, no) in sorted(by_word.items()):
        for a in yes:
            for b in around(no, a):
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                if new := turn(made[a][0], made[b][0], side, sides, words, usual):
                    found[a, b] = new
    return once_moved(plain_first([found[pair] for pair in sorted(found)], sorted(found)))


def plain_first(found: Sequence[Turn], pairs: Sequence[tuple[int, int]]) -> list[Turn]:
    """The turns, without those told by others where the same refusal is turned by the side's own word."""
    own = {no for t, (_, no) in zip(found, pairs, strict=True) if t.ordered and not t.told_by}
    kept = [(t, p) for t, p in zip(found, pairs, strict=True) if not (t.told_by and p[1] in own)]
    # Of several own words for one turn the first is when it moved.
    first: dict[tuple[str, int], Turn] = {}
    for t, (_, no) in kept:
        other = first.get((t.actor, no))
        if other is None or turned(t) < turned(other):
            first[t.actor, no] = t
    return [t for t, (_, no) in kept if first[t.actor, no] is t]


def once_moved(found: Sequence[Turn]) -> list[Turn]:
    """The turns, of those away from one stance the earliest: who says later what he has come to say has not moved again."""
    moved: dict[tuple[Evidence, ...], Turn] = {}
    for t in sorted((t for t in found if t.ordered), key=turned):
        moved.setdefault(t.first.evidence, t)
    return [t for t in found if not t.ordered or moved[t.first.evidence] is t]


def turned(t: Turn) -> tuple[str, float, str]:
    """When a turn was complete."""
    when = (t.then.when.earliest or t.then.when.latest or "9999") if t.then.when else "9999"
    return (when[:10], -t.like, t.id)


class Usual:
    """Which words tell of one proposal: those that few stances have."""

    def __init__(self, stances: Iterable[Act]):
        found = list(stances)
        self.carriers = Counter(word for act in found for word in act.matter.words)
        self.few = FEW + SOME * len(found) ** 0.5

    def tells(self, words: Iterable[str]) -> bool:
        """Whether one of the words is rare enough."""
        return any(self.carriers[word] <= self.few for word in words)


def turn(yes: Cluster, no: Cluster, side: str, sides: Sides, words: Words, usual: Usual) -> Turn | None:
    """The turn between two clusters, if they are on one proposal."""
    a, b = yes.best.matter, no.best.matter
    like = likeness(a, b)
    # To refuse the demands and to promise an answer to them are two tracks: the heads must be one.
    if like < TURNED or not usual.tells(a.heads & b.heads) or strangers_to(yes.best, no.best):
        return None
    days = (moment(yes), moment(no))
    if days[0] and days[1] and days_between(days[0], days[1]) > LONGEST:
        return None
    ordered = bool(days[0] and days[1] and days[0] != days[1])
    first, then = (no, yes) if (days[1] or "") <= (days[0] or "9999") else (yes, no)
    told = {a for c in (yes, no) for act in c.acts for a in act.told_by if sides.of(a) != side}
    actors = specific([*most(no.acts, "actors"), *most(yes.acts, "actors")], sides)
    own = [a for a in actors if sides.of(a) == side]
    # A person for whom the state speaks later, or the other way round, is the side.
    names = {a for c in (yes, no) for a in most(c.acts, "actors") if sides.of(a) == side}
    return Turn(
        id=key("turn", first.best.id, then.best.id),
        actor=own[0] if len(names) == 1 and own else state_of(side, names),
        matter=no.best.text,
        first=side_of(first, side, sides, words),
        then=side_of(then, side, sides, words),
        like=round(like, 3),
        told_by=tuple(sorted(told)),
        ordered=ordered,
    )


def state_of(side: str, names: set[str]) -> str:
    """The id of the side as an actor."""
    return f"state:{side}" if len(side) == 3 and side.isupper() else min(names, default=side)


def strangers_to(a: Act, b: Act) -> bool:
    """Whether the two address different states. An organisation may stand for its members."""
    if any(":" in code for code in (*a.target_codes, *b.target_codes)):
        return False
    return bool(a.target_codes and b.target_codes and not set(a.target_codes) & set(b.target_codes))


def moment(cluster: Cluster) -> str | None:
    """The day of a cluster: its own date, else that of its earliest report."""
    when = narrowest(cluster.acts)
    if when and day(when.earliest):
        return day(when.earliest)
    return min((a.published for a in cluster.acts if a.published), default=None)


def side_of(cluster: Cluster, side: str, sides: Sides, words: Words) -> Side:
    """A cluster as one side of a change or a contradiction. `by` tells it; `actors` hold the stance."""
    when = narrowest(cluster.acts)
    published = min((a.published for a in cluster.acts if a.published), default=None)
    actors = specific([a for a in most(cluster.acts, "actors") if sides.of(a) == side], sides)
    told = tuple(a for a in most(cluster.acts, "told_by") if sides.of(a) != side)
    return Side(
        text=trimmed(words(cluster.best.evidence)),
        by=told or actors,
        actors=actors,
        when=when or (When(latest=published) if published else None),
        evidence=evidence_of(cluster.acts),
        value=cluster.best.type.lower(),
    )


def changes(found: Sequence[Turn]) -> list[Change]:
    """The turns whose order is known: a position that moved, or a dispute whether it did."""
    return [
        Change(
            id=key("change", t.actor, t.first.evidence[0].item, t.then.evidence[0].item),
            actor=t.actor,
            matter=t.matter,
            first=t.first,
            then=t.then,
            disputed=bool(t.told_by),
            reasons=(
                Reason(what="the same side on the same matter", weight=t.like),
                *((Reason(what="one of the two is told by another side", weight=-0.3),) if t.told_by else ()),
            ),
        )
        for t in found
        if t.ordered
    ]
