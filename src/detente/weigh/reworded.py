"""Sentences that say the same in other words: what two translations or two desks made of one text.

Exact runs cannot see them. They are looked for only between reports of one story or that share a passage already,
and they prove nothing alone: a claim they carry has "1–2 origins".
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

from detente.model.derived import Link, Litter, Story
from detente.model.given import Report
from detente.model.record import key
from detente.weigh.boilerplate import Comparable, Compared, compared
from detente.weigh.groups import Groups
from detente.weigh.moments import before
from detente.weigh.words import stem

ALIKE = 0.5
"""Weight of the words two sentences share, over the mean weight of both. On pairs of
sentences of one story (bench/stories, dev) of 30 read by hand 27 tell one fact; those that do not lie below .6. It
finds the re-translated threat of the two sample reports at .53 and nothing false there."""

SHARED = 6
"""Content words they must share …"""

PLAIN = 3
"""… of which so many are no names: two sentences may well name the same five people."""

SCATTERED = 3
"""… and so many stand outside the longest run of equal words: one stock phrase is no rewording."""

UNQUOTED = 3
"""… and so many stand outside quotation marks: what both heard from one mouth, both put alike."""

KEYS = 8
"""Heaviest words of a sentence by which its like is looked up …"""

COMMON = 60
"""… but for words that more sentences of the group have."""

COVERED = 0.5
"""Share of a sentence that a shared passage may hold before there is nothing left to compare."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence as stems of its words, with what guards against chance."""

    report: int
    first: int
    last: int
    order: tuple[str, ...]
    """The stems of all its words."""
    stems: frozenset[str]
    """Those that name something …"""
    names: frozenset[str]
    figures: frozenset[str]
    unquoted: frozenset[str]
    """… and stand outside quotation marks."""


def links(
    reports: Sequence[Report],
    known: Sequence[Link],
    stories: Sequence[Story] = (),
    litter: tuple[Litter, ...] | None = None,
) -> tuple[Link, ...]:
    """Sentences that reports of one story put in other words, but for those that known links cover already.

    Reports that share a passage count as of one story.
    """
    view = compared(reports, litter)
    number = {report.id: n for n, report in enumerate(view.reports)}
    covered = Covered(view, number, known)
    found: list[Link] = []
    for group in _together(number, known, stories):
        sentences = [sentence for n in sorted(group) for sentence in _sentences(view.each[n], n)]
        weight = _weights(sentences)
        scores = {
            (a, b): score
            for a, b in _candidates(sentences, weight)
            if not (covered.holds(a, b) or covered.holds(b, a))
            if (score := likeness(a, b, weight)) >= ALIKE
        }
        found += (_link(view, a, b, score) for (a, b), score in _best(scores))
    return tuple(sorted(found, key=lambda link: (link.a, link.b, link.a_start, link.b_start)))


class Covered:
    """Which words of a report shared passages cover, for each report they are shared with."""

    def __init__(self, view: Compared, number: dict[str, int], known: Iterable[Link]) -> None:
        self._stretches: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for link in known:
            if link.a in number and link.b in number:
                a, b = number[link.a], number[link.b]
                self._stretches[a, b].append(view.words[a].between(link.a_start, link.a_end))
                self._stretches[b, a].append(view.words[b].between(link.b_start, link.b_end))

    def holds(self, sentence: Sentence, other: Sentence) -> bool:
        """Whether too much of a sentence stands word for word in the other's report to be called reworded."""
        stretches = self._stretches.get((sentence.report, other.report), ())
        held = sum(max(0, min(sentence.last, end) - max(sentence.first, start)) for start, end in stretches)
        return held >= COVERED * (sentence.last - sentence.first)


def _together(number: dict[str, int], known: Iterable[Link], stories: Iterable[Story]) -> list[list[int]]:
    """Reports, by number, that are looked at together."""
    groups: Groups[int] = Groups()
    for story in stories:
        members = [number[report] for report in story.reports if report in number]
        for a, b in itertools.pairwise(members):
            groups.join(a, b)
    for link in known:
        if link.a in number and link.b in number:
            groups.join(number[link.a], number[link.b])
    return [sorted(group) for group in groups.sets()]


def _sentences(one: Comparable, number: int) -> Iterator[Sentence]:
    """The sentences of a report that say enough to be known again."""
    found, text = one.words, one.report.text
    for first, last in found.bounds():
        if int((found.content[first:last] & ~one.idle[first:last]).sum()) < SHARED:
            continue
        stems = [
            stem(text[start:end])
            for start, end in zip(
                found.starts[first:last].tolist(), found.ends[first:last].tolist(), strict=True
            )
        ]
        naming = [(at, each) for at, each in enumerate(stems, first) if found.content[at]]
        yield Sentence(
            report=number,
            first=first,
            last=last,
            order=tuple(stems),
            stems=frozenset(each for _, each in naming),
            names=frozenset(
                each for at, each in naming if found.name[at] and at > first and not found.figure[at]
            ),
            figures=frozenset(each for at, each in naming if found.figure[at]),
            unquoted=frozenset(each for at, each in naming if not one.quoted[at]),
        )


def _weights(sentences: Sequence[Sentence]) -> dict[str, float]:
    """How much a word tells: the logarithm of how rare it is among the sentences looked at."""
    carriers = Counter(each for sentence in sentences for each in sentence.stems)
    return {each: log(1 + len(sentences) / count) for each, count in carriers.items()}


def _candidates(
    sentences: Sequence[Sentence], weight: Mapping[str, float]
) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences of two reports that have one of their heaviest words in common, each pair once."""
    postings: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        heaviest = sorted(sentence.stems, key=lambda each: (-weight[each], each))[:KEYS]
        others = {other for each in heaviest if len(postings[each]) <= COMMON for other in postings[each]}
        for other in sorted(others):
            if sentences[other].report != sentence.report:
                yield sentences[other], sentence
        for each in heaviest:
            postings[each].append(at)


def likeness(a: Sentence, b: Sentence, weight: Mapping[str, float]) -> float:
    """Weight of the shared words over the mean weight of both, 0 if something speaks against it."""
    shared = a.stems & b.stems
    if len(shared) < SHARED or len(shared - a.names - b.names) < PLAIN:
        return 0.0
    if not (a.figures <= b.figures or b.figures <= a.figures):
        return 0.0
    if 2 * len(a.names & b.names) < min(len(a.names), len(b.names)):
        return 0.0
    if len(shared & a.unquoted & b.unquoted) < UNQUOTED:
        return 0.0
    both = sum(weight[each] for each in a.stems) + sum(weight[each] for each in b.stems)
    score = 2 * sum(weight[each] for each in shared) / both
    if score < ALIKE or len(shared - _longest_run(a.order, b.order)) < SCATTERED:
        return 0.0
    return score


def _longest_run(a: Sequence[str], b: Sequence[str]) -> set[str]:
    """The words of the longest run that two sentences share."""
    match = SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
    return set(a[match.a : match.a + match.size])


def _best(scores: Mapping[tuple[Sentence, Sentence], float]) -> list[tuple[tuple[Sentence, Sentence], float]]:
    """Of all pairs those that are the best for both sentences, in each pair of reports."""
    taken: set[tuple[int, int, int]] = set()
    found = []
    ranked = sorted(scores.items(), key=lambda item: (-item[1], *_place(item[0][0]), *_place(item[0][1])))
    for (a, b), score in ranked:
        ends = {(a.report, a.first, b.report), (b.report, b.first, a.report)}
        if not ends & taken:
            taken |= ends
            found.append(((a, b), score))
    return found


def _place(sentence: Sentence) -> tuple[int, int]:
    return sentence.report, sentence.first


def _link(view: Compared, a: Sentence, b: Sentence, score: float) -> Link:
    """A pair of sentences as a record: the earlier report first, else the one with the lesser id."""
    one, other = view.reports[a.report], view.reports[b.report]
    known = before(one, other)
    if not known and (before(other, one) or other.id < one.id):
        a, b, one, other = b, a, other, one
        known = before(one, other)
    first, second = view.words[a.report], view.words[b.report]
    places = (
        int(first.starts[a.first]),
        int(first.ends[a.last - 1]),
        int(second.starts[b.first]),
        int(second.ends[b.last - 1]),
    )
    return Link(
        id=key("link", "reworded", one.id, other.id, *places),
        a=one.id,
        a_start=places[0],
        a_end=places[1],
        b=other.id,
        b_start=places[2],
        b_end=places[3],
        kind="reworded",
        words=max(a.last - a.first, b.last - b.first),
        likeness=round(score, 4),
        directed=known,
    )
