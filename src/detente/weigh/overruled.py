"""What people rejected among what follows: claims and lines that count nowhere, words that are not at odds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from detente.model.derived import Evidence
from detente.model.judged import Ground, Judgement
from detente.weigh.acts import Act

Words = tuple[str, int, int, str | None]
"""A stretch of a report, and the statement or move that was read from it."""

TELLINGS = ("claim", "line", "happening")
"""What is told: who rejects it, rejects every claim that rests on its words, whoever repeats it later."""

DISAGREEMENTS = ("contradiction", "change", "update")
"""What words are said to be at odds: who rejects it, says that the words of its two sides are not."""

TWO_SIDED = (*DISAGREEMENTS, "answer")
"""What is said of two pieces of text together: a judgement on it bears on nothing that rests on one of them alone."""


class Overruled:
    """The rejections in force of what follows from all reports."""

    def __init__(self, judgements: Iterable[Judgement] = ()):
        self.told: set[Words] = set()
        self.at_odds, self.answers = Pairs(), Pairs()
        for judgement in judgements:
            if judgement.kind != "reject":
                continue
            if judgement.what in TELLINGS:
                self.told.update(map(ground, judgement.grounds))
            elif judgement.what in DISAGREEMENTS:
                self.at_odds.add(judgement)
            elif judgement.what == "answer":
                self.answers.add(judgement)

    def drops(self, acts: Iterable[Act]) -> bool:
        """Whether what these acts tell was rejected: one of them was among the words."""
        return bool(self.told) and any(stretch(a.evidence) in self.told for a in acts)

    def parts(self, a: Iterable[Evidence], b: Iterable[Evidence]) -> bool:
        """Whether somebody said that these words are not at odds with those."""
        return self.at_odds.hold(a, b)

    def is_no_answer(self, line: Iterable[Evidence], words: Iterable[Evidence]) -> bool:
        """Whether somebody said that these words are no answer to that line."""
        return self.answers.hold(line, words)

    def parted(
        self, against: Mapping[int, set[int]], entries: Sequence[Iterable[Act]]
    ) -> dict[int, set[int]]:
        """Which of some entries stand against which, without those that somebody said do not."""
        if not self.at_odds.sides:
            return dict(against)
        words = {
            n: [a.evidence for a in entries[n]] for n in {*against, *(m for s in against.values() for m in s)}
        }
        kept = {n: {m for m in others if not self.parts(words[n], words[m])} for n, others in against.items()}
        return {n: others for n, others in kept.items() if others}


class Pairs:
    """Words that judgements hold apart from others: by words, the judgements and the side that they are on."""

    def __init__(self) -> None:
        self.sides: dict[Words, set[tuple[str, int]]] = defaultdict(set)

    def add(self, judgement: Judgement) -> None:
        """Take in what a judgement rested on."""
        for g in judgement.grounds:
            self.sides[ground(g)].add((judgement.id, g.side))

    def hold(self, a: Iterable[Evidence], b: Iterable[Evidence]) -> bool:
        """Whether one judgement has some of these words on one side and some of those on the other."""
        if not self.sides:
            return False
        here, there = self.named(a), self.named(b)
        return any(id == other and side != far for id, side in here for other, far in there)

    def named(self, evidence: Iterable[Evidence]) -> set[tuple[str, int]]:
        """The judgements that words are named by, each with the side."""
        return {named for e in evidence for named in self.sides.get(stretch(e), ())}


def stretch(e: Evidence) -> Words:
    """What tells the words of some evidence from others."""
    return (e.report, e.start, e.end, e.item)


def ground(g: Ground) -> Words:
    """The same, of the words a judgement rested on."""
    return (g.report, g.start, g.end, g.item)
