"""Claims in words that share little: a part of the user's own proposes pairs, and we decide.

No such part comes with us. The one small offline model that a package ships (256 static dimensions) was tried on 3,000
feed items of one war: of 666 pairs of one kind, by the same side to the same target within two days, it put 25 above
.7, and half of these were one claim: ten more claims joined of 4,000, and as many joined in error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from detente import config
from detente.plugins import part
from detente.weigh.acts import Act, days_between

Propose = Callable[[Sequence[str]], Iterable[tuple[int, int, float]]]
"""Texts → pairs of them that may say the same, by number, each with a likeness of 0..1 (`plugins`, kind `likeness`)."""

NEAR = 2
"""Days between two reports of one claim that nothing but likeness proposes."""

Decide = Callable[[Act, Act], bool]


def proposed(acts: Sequence[Act], decide: Decide, score: float) -> list[tuple[float, str, str]]:
    """Pairs of acts that the chosen part proposes and that may be one; none if no part is chosen.

    Likeness alone decides nothing: `decide` must find nothing against it, and kind, type, mode, sides, targets, polarity and numbers must be
    the same, a word of the matter in common, the reports of the same days.
    """
    name = config.likeness()
    if name is None:
        return []
    propose: Propose = part("likeness", name)
    alike: dict[tuple[object, ...], list[Act]] = defaultdict(list)
    for act in acts:
        if act.kind in ("move", "statement") and act.codes and act.matter and not act.shown:
            alike[act.kind, act.type, act.mode, act.codes, act.target_codes, act.polarity].append(act)
    found = []
    for _, group in sorted(alike.items(), key=lambda item: item[1][0].place_in_text):
        if len(group) < 2:
            continue
        for i, j, _likeness in propose([a.text for a in group]):
            a, b = group[i], group[j]
            if a.id != b.id and may_be_one(a, b) and decide(a, b):
                found.append((score, min(a.id, b.id), max(a.id, b.id)))
    return sorted(set(found))


def may_be_one(a: Act, b: Act) -> bool:
    """Whether two acts of one kind and side can be one claim though their words differ."""
    if a.report == b.report or a.matter.numbers != b.matter.numbers or not a.matter.words & b.matter.words:
        return False
    return not (a.published and b.published) or days_between(a.published, b.published) <= NEAR
