"""Stories while they grow: sums of weighted words, found again by their heaviest ones.

One pass in order of publication, whatever the order of arrival: a report joins the story it is most like, or begins
one. Then stories that grew towards each other are made one, and every report is asked once more where it belongs.
Nothing compares all with all: a story is compared with a fixed number of those that share its heaviest words, so
that the work grows with the reports and no faster.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from math import exp, log, sqrt
from operator import mul
from typing import Any

import numpy as np
import numpy.typing as npt

HEAVIEST = 24
"""Words by which a story is found again."""

POSTINGS = 64
"""Stories that a heavy word names, those nearest in time: in a crisis every story has the names of its states."""

CANDIDATES = 16
"""Stories that are compared in full, of those that share the heaviest words. With 16 the scores are those of comparing
with every story; 3,000 feed items of one crisis take 52,000 comparisons instead of 1.7 million."""

Ladder = tuple[tuple[int, float], ...]
"""Content words of a report, and the likeness it needs; between the steps in proportion."""

JOIN: Ladder = ((10, 0.12), (20, 0.18), (40, 0.18), (60, 0.17))
"""Cosine at which a report joins a story. A headline alone has few words to share. A headline with a line below it
shares those of its crisis with every other, so it needs more. On bench/stories (dev) articles score B-cubed .97 to .99
from .15 to .22, headlines .82 to .85 from .10 to .14; feed items of one crisis, grouped by hand, .87 to .89 from .18
to .30 (pairs .58 at .18, .52 at .30)."""

MERGE: Ladder = ((10, 0.18), (20, 0.28), (40, 0.25), (60, 0.22))
"""Cosine at which two stories are one, by the mean length of their reports. Without merging headlines score .76, with
it .84 from .16 to .20; articles .986 with .25 at 40 words, .980 with .28; feed items of one crisis .90 from .28 to .32 at
20 words, .88 below .25."""

ROUNDS = 8
"""Rounds of merging; each at most halves the stories, and three are mostly enough."""

SILENCE_COSTS: Ladder = ((40, 0.4), (60, 0.0))
"""Likeness that a silence of weeks costs, by the content words of a report: news of one happening comes within days.
Nothing where one of the two is a whole article, which says more by its words, and whose page often carries the date of its last
change.
Feed items of one crisis score .82 at .1, .86 at .2, .89 at .4, pairs of one story .34, .49, .58; headlines gain .02."""

WITHIN: Ladder = ((40, 0.4),)
"""… and within one crisis, whatever the length."""

COMMON = 4
"""Power of the share of a crisis's reports that do not have a word, by which the word counts there."""

SILENCE_DAYS = 3.0
"""Days of silence after which two thirds of that are due."""

SILENT, FADES = 30.0, 365.0
"""Days without news after which likeness fades besides, and the days in which it halves. Weak, since pages often carry
the date of their last change: halved after 30 days, articles score B-cubed .91 instead of .97."""

DAY = 24 * 3600.0

Vector = dict[str, float]


@dataclass(eq=False)
class Growing:
    """A story while it grows: the sum of its reports' vectors, and when it was first and last heard of."""

    members: list[int]
    total: Vector
    square: float
    """Square of the length of `total`."""
    first: float | None
    last: float | None
    length: float
    """Content words of a report, on average."""
    heaviest: list[str] | None = None
    """The heaviest words of `total`, once they were asked for."""

    def heavy(self) -> list[str]:
        """The heaviest words of the story."""
        if self.heaviest is None:
            self.heaviest = heaviest(self.total)
        return self.heaviest

    def direction(self) -> Vector:
        """The story's vector, of length 1."""
        length = sqrt(self.square or 1.0)
        return {term: w / length for term, w in self.total.items()}

    def take(self, other: Growing) -> None:
        """Make another story part of this one."""
        both = len(self.members) + len(other.members)
        self.length = (self.length * len(self.members) + other.length * len(other.members)) / both
        self.members = self.members + other.members
        self.heaviest = None
        for term, w in other.total.items():
            had = self.total.get(term, 0.0)
            self.total[term] = had + w
            self.square += (had + w) ** 2 - had**2
        self.first = min((t for t in (self.first, other.first) if t is not None), default=None)
        self.last = max((t for t in (self.last, other.last) if t is not None), default=None)

    def copy(self) -> Growing:
        """The same story, to grow by itself."""
        return Growing([*self.members], dict(self.total), self.square, self.first, self.last, self.length)


def vectors(counts: Sequence[Mapping[str, float]], *, within: bool = False) -> list[Vector]:
    """Words weighted by how rare they are among the reports, each vector of length 1.

    `within` one crisis, what most of its reports say tells none of them apart, and counts for next to nothing.
    """
    carriers = Counter(term for each in counts for term in each)
    rare = {
        term: log(1 + len(counts) / n) * ((1 - n / (len(counts) + 1)) ** COMMON if within else 1.0)
        for term, n in carriers.items()
    }
    return [direction(each, rare) for each in counts]


def direction(counts: Mapping[str, float], rare: Mapping[str, float]) -> Vector:
    """Counted words weighted by how rare each is, as a vector of length 1."""
    weighted = {term: (1 + log(max(1.0, count))) * rare[term] for term, count in counts.items()}
    length = sqrt(sum(w * w for w in weighted.values())) or 1.0
    return {term: w / length for term, w in weighted.items()}


def grown(seeds: Sequence[Growing], *, within: bool = False) -> list[Growing]:
    """Seeds, given in order of publication, grown into stories. `within` one crisis silence costs all alike."""
    patience = WITHIN if within else SILENCE_COSTS
    return settled(merged(one_pass(seeds, patience), patience), seeds, patience)


def floor(ladder: Ladder, length: float) -> float:
    """The likeness that reports of a length need.

    >>> [floor(((10, 0.1), (20, 0.3)), n) for n in (4, 15, 90)]
    [0.1, 0.2, 0.3]
    """
    if length <= ladder[0][0]:
        return ladder[0][1]
    for (a, low), (b, high) in pairwise(ladder):
        if length <= b:
            return low + (high - low) * (length - a) / (b - a)
    return ladder[-1][1]


def likeness(direction: Mapping[str, float], one: Growing, story: Growing, patience: Ladder) -> float:
    """How like a story is to one whose direction is given: the cosine, less what the silence between them costs."""
    theirs = map(story.total.get, direction, repeat(0.0))
    cosine: float = sum(map(mul, direction.values(), theirs)) / sqrt(story.square or 1.0)
    days = silence(one, story)
    fade: float = 0.5 ** (max(0.0, days - SILENT) / FADES)
    return cosine * fade - floor(patience, max(one.length, story.length)) * (1 - exp(-days / SILENCE_DAYS))


def silence(a: Growing, b: Growing) -> float:
    """Days from the end of the earlier story to the beginning of the later one; 0 if they overlap or are undated."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 0.0
    return max(0.0, a.first - b.last, b.first - a.last) / DAY


def heaviest(vector: Mapping[str, float], number: int = HEAVIEST) -> list[str]:
    """The heaviest words, of equal ones the first in the alphabet."""
    if len(vector) <= number:
        return [t for _, t in sorted((-w, term) for term, w in vector.items())]
    least = sorted(vector.values())[-number]
    return [t for _, t in sorted((-w, term) for term, w in vector.items() if w >= least)[:number]]


class Postings:
    """The stories that a heavy word names, in the order in which they were last touched."""

    def __init__(self) -> None:
        self.named: dict[str, list[int]] = defaultdict(list)

    def touch(self, number: int, words: Iterable[str]) -> None:
        """A story is found by these words from now on."""
        for word in words:
            known = self.named[word]
            if not known or known[-1] != number:
                known.append(number)

    def latest(self, word: str) -> Sequence[int]:
        """The stories of a word that were touched last."""
        return self.named.get(word, ())[-POSTINGS:]

    def around(self, word: str, number: int) -> Sequence[int]:
        """The stories of a word nearest to one, where they were touched in the order of their numbers."""
        known = self.named.get(word, ())
        at = bisect_left(known, number)
        return known[max(0, at - POSTINGS // 2) : at + POSTINGS // 2]

    def candidates(self, vector: Mapping[str, float], words: Sequence[str], near: int | None) -> list[int]:
        """The stories that share most of these words, counted by weight; those nearest to `near`, else the latest."""
        named = [set(self.latest(word)) if near is None else self.around(word, near) for word in words]
        numbers = np.fromiter(chain.from_iterable(named), np.int64, sum(map(len, named)))
        weights = np.repeat([vector[word] ** 2 for word in words], [len(each) for each in named])
        stories, at = np.unique(numbers, return_inverse=True)
        return most(stories, np.bincount(at, weights, len(stories)), near)


def most(stories: npt.NDArray[Any], shared: npt.NDArray[Any], but: int | None) -> list[int]:
    """The CANDIDATES stories that share most, but for one; of equals the first by number."""
    if but is not None:
        others = stories != but
        stories, shared = stories[others], shared[others]
    if len(stories) > CANDIDATES:
        enough = shared >= np.partition(shared, -CANDIDATES)[-CANDIDATES]
        stories, shared = stories[enough], shared[enough]
    found: list[int] = stories[np.lexsort((stories, -shared))][:CANDIDATES].tolist()
    return found


def one_pass(seeds: Iterable[Growing], patience: Ladder) -> list[Growing]:
    """Reports in order, each to the story it is most like."""
    stories: list[Growing] = []
    postings = Postings()
    for seed in seeds:
        direction = seed.direction()
        words = heaviest(direction)
        scored = (
            (likeness(direction, seed, stories[n], patience), -n)
            for n in postings.candidates(direction, words, None)
        )
        best, at = max(scored, default=(0.0, 0))
        if best > floor(JOIN, seed.length):
            stories[-at].take(seed)
            postings.touch(-at, words)
        else:
            stories.append(seed.copy())
            postings.touch(len(stories) - 1, words)
    return stories


def merged(stories: list[Growing], patience: Ladder) -> list[Growing]:
    """Stories made one that are alike, the likest first, until none are."""
    changed = set(range(len(stories)))
    for _ in range(ROUNDS):
        pairs = sorted(alike(stories, changed, patience))
        met: set[int] = set()
        gone: set[int] = set()
        for _, a, b in pairs:
            if a not in met and b not in met:
                met |= {a, b}
                stories[a].take(stories[b])
                gone.add(b)
        if not gone:
            break
        kept = [n for n in range(len(stories)) if n not in gone]
        changed = {at for at, n in enumerate(kept) if n in met}
        stories = [stories[n] for n in kept]
    return stories


def alike(
    stories: Sequence[Growing], changed: Iterable[int], patience: Ladder
) -> Iterator[tuple[float, int, int]]:
    """Pairs of stories that are one, of which at least one has changed, with their likeness (negative, to sort by)."""
    postings, words = Postings(), [story.heavy() for story in stories]
    for number, heavy in enumerate(words):
        postings.touch(number, heavy)
    seen: set[tuple[int, int]] = set()
    for number in sorted(changed):
        story = stories[number]
        direction = story.direction()
        for other in postings.candidates(direction, words[number], number):
            pair = (min(number, other), max(number, other))
            if pair in seen:
                continue
            seen.add(pair)
            score = likeness(direction, story, stories[other], patience)
            if score > max(floor(MERGE, story.length), floor(MERGE, stories[other].length)):
                yield -score, *pair


def settled(stories: Sequence[Growing], seeds: Sequence[Growing], patience: Ladder) -> list[Growing]:
    """Every report asked once more which story it is most like; a story left by all goes."""
    postings = Postings()
    for number, story in enumerate(stories):
        postings.touch(number, story.heavy())
    home = {member: n for n, story in enumerate(stories) for member in story.members}
    moved: dict[int, list[Growing]] = defaultdict(list)
    for seed in seeds:
        at, direction = home[seed.members[0]], seed.direction()
        scores = {
            n: likeness(direction, seed, stories[n], patience)
            for n in (at, *postings.candidates(direction, heaviest(direction), at))
        }
        moved[max(scores, key=lambda n: (scores[n], n == at, -n))].append(seed)
    return [together(moved[n]) for n in sorted(moved)]


def together(parts: Sequence[Growing]) -> Growing:
    """One story of several."""
    whole = parts[0].copy()
    for part in parts[1:]:
        whole.take(part)
    return whole
