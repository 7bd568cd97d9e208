"""Reports about one happening: grouped in the order they came out, by weighted words.

One pass in order of publication, whatever the order of arrival: a report joins the story it is most like, or begins
one. Then stories that grew towards each other are made one, and every report is asked once more where it belongs.
Nothing compares all with all: a report meets only stories that have one of its heaviest words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from detente.model.derived import Link, Litter, Story
from detente.model.given import Report
from detente.model.record import key
from detente.weigh.boilerplate import Compared, compared
from detente.weigh.groups import Groups
from detente.weigh.moments import moment
from detente.weigh.words import named, stem

TITLE = 3.0
"""How often a word of the title counts."""

CAPITAL = 1.5
"""How much more a word with a capital counts: names tell stories apart."""

OPENING = 600
"""Content words of a report that are looked at: news says first what it is about."""

HEAVIEST = 25
"""Words by which a story is found again."""

BARE = 40
"""Content words below which a report is a headline, with or without a line below it."""

JOIN, JOIN_BARE = 0.17, 0.12
"""Cosine at which a report joins a story; for headlines, which have few words to share, less. On bench/stories (dev)
articles score B-cubed .97 to .99 from .15 to .22, headlines .82 to .85 from .10 to .14."""

MERGE, MERGE_BARE = 0.22, 0.18
"""Cosine at which two stories are one. Without merging headlines score .76, with it .84 from .16 to .20; articles
.986 at .25, .980 at .30, .974 at .35."""

ROUNDS = 8
"""Rounds of merging; each at most halves the stories, and three are mostly enough."""

SILENT = 30.0
"""Days without news that speak against nothing …"""

FADES = 365.0
"""… and further days after which a story is half as like a new report. Weak, since pages often carry the date of their
last change: halved after 30 days, articles score B-cubed .91 instead of .97."""

DAY = 24 * 3600.0

COPIED = 0.5
"""Share of the shorter report that stands in the other, word for word, and settles that both tell one story."""

TERMS = 8
"""Words that name a story."""

Vector = dict[str, float]


@dataclass(eq=False)
class Growing:
    """A story while it grows: the sum of its reports' vectors, and when it was last heard of."""

    members: list[int]
    total: Vector
    square: float
    """Square of the length of `total`."""
    first: float | None
    last: float | None
    bare: bool
    """Whether it has headlines only."""

    def likeness(self, vector: Mapping[str, float]) -> float:
        """Cosine between a vector of length 1 and the story."""
        total = self.total
        return sum(w * total.get(term, 0.0) for term, w in vector.items()) / sqrt(self.square or 1.0)

    def direction(self) -> Vector:
        """The story's vector, of length 1."""
        length = sqrt(self.square or 1.0)
        return {term: w / length for term, w in self.total.items()}

    def take(self, other: Growing) -> None:
        """Make another story part of this one."""
        self.members += other.members
        for term, w in other.total.items():
            had = self.total.get(term, 0.0)
            self.total[term] = had + w
            self.square += (had + w) ** 2 - had**2
        self.first = min((t for t in (self.first, other.first) if t is not None), default=None)
        self.last = max((t for t in (self.last, other.last) if t is not None), default=None)
        self.bare = self.bare and other.bare


def stories(
    reports: Sequence[Report], links: Sequence[Link] = (), litter: tuple[Litter, ...] | None = None
) -> tuple[Story, ...]:
    """Every report in exactly one story, stories in the order they began. Order of arrival is nothing.

    Reports that copy each other for the most part (`links`) are of one story whatever their words. A report without
    a date is placed last, and time speaks neither for nor against it. Headlines alone will do.
    """
    view = compared(reports, litter)
    counts = [_counts(view, number) for number in range(len(view.reports))]
    vectors = _vectors(counts)
    seeds = [_growing(view, vectors, counts, group) for group in _copies(view, links)]
    found = _merged(_pass(seeds))
    found = _settled(found, seeds)
    surface = _surfaces(view)
    return tuple(_story(view, story, surface) for story in sorted(found, key=lambda s: min(s.members)))


def _copies(view: Compared, links: Iterable[Link]) -> list[list[int]]:
    """Reports by number, those that are mostly one text together, in order of the first."""
    number = {report.id: n for n, report in enumerate(view.reports)}
    shared: Counter[tuple[int, int]] = Counter()
    for link in links:
        if link.kind == "copied" and link.a in number and link.b in number:
            shared[number[link.a], number[link.b]] += link.words
    groups: Groups[int] = Groups()
    for n in range(len(view.reports)):
        groups.find(n)
    for (a, b), words in shared.items():
        if words >= COPIED * min(len(view.words[a]), len(view.words[b])):
            groups.join(a, b)
    return sorted(sorted(group) for group in groups.sets())


def _counts(view: Compared, number: int) -> Vector:
    """How often a report names what, titles and capitals counted for more."""
    report, found, idle = view.reports[number], view.words[number], view.idle[number]
    counts: defaultdict[str, float] = defaultdict(float)
    for word in named(report.title or ""):
        counts[stem(word)] += TITLE * (CAPITAL if word[0].isupper() else 1.0)
    headlines = [(p.start, p.end) for p in report.passages if p.role == "headline"]
    naming = (found.content & ~idle).nonzero()[0][:OPENING].tolist()
    for at in naming:
        start = int(found.starts[at])
        word = report.text[start : int(found.ends[at])]
        headline = not report.title and any(first <= start < last for first, last in headlines)
        counts[stem(word)] += (TITLE if headline else 1.0) * (CAPITAL if word[0].isupper() else 1.0)
    return counts


def _vectors(counts: Sequence[Vector]) -> list[Vector]:
    """Words weighted by how rare they are among the reports, each vector of length 1."""
    carriers = Counter(term for each in counts for term in each)
    vectors = []
    for each in counts:
        weighted = {
            term: (1 + log(max(1.0, count))) * log(1 + len(counts) / carriers[term])
            for term, count in each.items()
        }
        length = sqrt(sum(w * w for w in weighted.values())) or 1.0
        vectors.append({term: w / length for term, w in weighted.items()})
    return vectors


def _growing(
    view: Compared, vectors: Sequence[Vector], counts: Sequence[Vector], group: Sequence[int]
) -> Growing:
    """A story of one report, or of several that are mostly one text."""
    parts = []
    for number in group:
        time = moment(view.reports[number])
        first, last = time or (None, None)
        bare = len(counts[number]) < BARE
        parts.append(Growing([number], dict(vectors[number]), 1.0, first, last, bare))
    whole = parts[0]
    for part in parts[1:]:
        whole.take(part)
    return whole


class Found:
    """Stories by their heaviest words."""

    def __init__(self, known: Iterable[Growing] = ()) -> None:
        self.stories: list[Growing] = []
        self._postings: dict[str, set[int]] = defaultdict(set)
        for story in known:
            self.add(story)

    def add(self, story: Growing) -> None:
        """Take in a story."""
        self.stories.append(story)
        self.learn(len(self.stories) - 1, story.total)

    def learn(self, number: int, vector: Mapping[str, float]) -> None:
        """Find a story by more words."""
        for term in _heaviest(vector):
            self._postings[term].add(number)

    def like(self, one: Growing) -> Iterator[tuple[float, int]]:
        """Stories that share a heavy word with this one, and how like they are; the same object left out."""
        direction = one.direction()
        numbers = {n for term in _heaviest(direction) for n in self._postings.get(term, ())}
        for n in sorted(numbers):
            if (story := self.stories[n]) is not one:
                yield story.likeness(direction) * _freshness(one, story), n


def _heaviest(vector: Mapping[str, float]) -> list[str]:
    return sorted(vector, key=lambda term: (-vector[term], term))[:HEAVIEST]


def _freshness(a: Growing, b: Growing) -> float:
    """1 for stories of one time, less the longer one was silent before the other began."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return 1.0
    silent = max(0.0, a.first - b.last, b.first - a.last) / DAY
    return float(0.5 ** (max(0.0, silent - SILENT) / FADES))


def _pass(seeds: Iterable[Growing]) -> list[Growing]:
    """Reports in order, each to the story it is most like."""
    found = Found()
    for seed in seeds:
        floor = JOIN_BARE if seed.bare else JOIN
        best = max(found.like(seed), key=lambda hit: (hit[0], -hit[1]), default=(0.0, -1))
        if best[0] > floor:
            found.learn(best[1], seed.total)
            found.stories[best[1]].take(seed)
        else:
            found.add(_copy(seed))
    return found.stories


def _copy(story: Growing) -> Growing:
    """The same story, to grow by itself."""
    return Growing([*story.members], dict(story.total), story.square, story.first, story.last, story.bare)


def _merged(known: list[Growing]) -> list[Growing]:
    """Stories made one that are alike, the likest first, until none are."""
    for _ in range(ROUNDS):
        found = Found(known)
        pairs = []
        for number, story in enumerate(known):
            for score, other in found.like(story):
                floor = MERGE_BARE if story.bare and known[other].bare else MERGE
                if number < other and score > floor:
                    pairs.append((-score, number, other))
        gone: set[int] = set()
        met: set[int] = set()
        for _, a, b in sorted(pairs):
            if a not in met and b not in met:
                met |= {a, b}
                known[a].take(known[b])
                gone.add(b)
        if not gone:
            break
        known = [story for number, story in enumerate(known) if number not in gone]
    return known


def _settled(known: list[Growing], seeds: Sequence[Growing]) -> list[Growing]:
    """Every report asked once more which story it is most like; a story left by all goes."""
    found = Found(known)
    home = {member: n for n, story in enumerate(known) for member in story.members}
    moved: dict[int, list[Growing]] = defaultdict(list)
    for seed in seeds:
        scores = dict((n, score) for score, n in found.like(seed))
        at = home[seed.members[0]]
        best = max(scores, key=lambda n: (scores[n], n == at, -n), default=at)
        moved[best if scores.get(best, 0.0) > scores.get(at, 0.0) else at].append(seed)
    settled = []
    for n in sorted(moved):
        whole = _copy(moved[n][0])
        for seed in moved[n][1:]:
            whole.take(seed)
        settled.append(whole)
    return settled


def _surfaces(view: Compared) -> dict[str, str]:
    """The commonest way each stem is printed."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for report in view.reports:
        for word in named(report.title or report.text[:OPENING]):
            printed[stem(word)][word] += 1
    return {name: min(ways, key=lambda way: (-ways[way], way)) for name, ways in printed.items()}


def _story(view: Compared, story: Growing, surface: Mapping[str, str]) -> Story:
    """A story as a record."""
    members = [view.reports[n].id for n in sorted(story.members)]
    terms = [surface[term] for term in _heaviest(story.total) if term in surface][:TERMS]
    return Story(id=key("story", members[0]), reports=tuple(members), terms=tuple(terms))
