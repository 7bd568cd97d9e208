"""How many independent origins stand behind a text: who wrote it, who only repeats it.

Lineage is followed sentence by sentence, for a report may have one paragraph from an agency, another from a
neighbour and a third of its own.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from detente.model.derived import Evidence, Link, Litter, Origin, Reason
from detente.model.given import Report
from detente.model.record import key
from detente.weigh.boilerplate import Compared, compared
from detente.weigh.credits import Credit, Voice, agencies_by_use, credit
from detente.weigh.groups import Groups
from detente.weigh.moments import in_order, moment
from detente.weigh.reuse import ONE_TEXT
from detente.weigh.words import Hashes, Words

COVERED = 0.5
"""Share of a sentence's words that a shared passage must hold before the sentence counts as shared."""

SUBSTANCE = 4
"""Content words a sentence needs to be text of one's own: "He did not elaborate." is nobody's origin."""

DRIFT = 40
"""Words by which two sides of a passage may run apart through small gaps: five of the largest."""

Sentence = tuple[int, int]
"""Number of the report and of its sentence."""
Group = list[Sentence]
"""Sentences of several reports that are one text."""


class Piece(NamedTuple):
    """The words of a sentence that lie in a passage, end excluded, and their share of the sentence."""

    sentence: int
    first: int
    last: int
    share: float


class Sides(NamedTuple):
    """Two reports, by number, with the pieces that a link covers in each, and which sentences are the same."""

    a: int
    b: int
    there: list[Piece]
    here: list[Piece]
    same: set[tuple[int, int]]
    proved: bool


def origins(
    reports: Sequence[Report], links: Sequence[Link], litter: tuple[Litter, ...] | None = None
) -> tuple[Origin, ...]:
    """Every origin: a report with text of its own, and with it all that repeat that text.

    A passage starts from the report that came out first; a credit to an agency outranks time; where neither tells,
    `root` is null and the reports repeat one unnamed wire. Passages that only rewording links stand in origins of
    their own, not `sure`. A report all of whose sentences are shared and came from others is no origin.
    """
    view = compared(reports, litter)
    sides = _sides(view, (link for link in links if link.kind in ONE_TEXT))
    either = _shared(sides)
    copied = _shared([side for side in sides if side.proved])
    known = {tuple(group) for group in copied}
    lineage = Lineage(view.reports, _throughout(view, sides))
    proved = _by_root(lineage, copied)
    likely = _by_root(lineage, [group for group in either if tuple(group) not in known])
    for number in _writers(view, lineage, sides, either):
        proved.setdefault((view.reports[number].id, ""), [])
    records = [_record(view, lineage, root, group, True) for root, group in proved.items()]
    records += [_record(view, lineage, root, group, False) for root, group in likely.items()]
    return tuple(sorted(records, key=lambda origin: (origin.reports, origin.root or "", origin.id)))


def parents(reports: Sequence[Report], links: Sequence[Link]) -> dict[str, str]:
    """The report each copy was most likely taken from: the earlier one with which it has most words in common.

    An edited copy in the middle of a chain beats its root, because later copies share its edits. Of equals the first.
    """
    order = {report.id: number for number, report in enumerate(in_order(list(reports)))}
    equal: dict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        if link.directed and link.kind in ONE_TEXT:
            equal[link.b][link.a] += round(link.words * link.likeness)
    return {b: min(given, key=lambda a: (-given[a], order[a])) for b, given in sorted(equal.items())}


def _shared(sides: Iterable[Sides]) -> list[list[Sentence]]:
    """Sentences that are one text, in sets; each set has two reports or more."""
    groups: Groups[Sentence] = Groups()
    for side in sides:
        for one, other in side.same:
            groups.join((side.a, one), (side.b, other))
    return [sorted(group) for group in groups.sets()]


def _sides(view: Compared, links: Iterable[Link]) -> list[Sides]:
    """What each link covers in its two reports."""
    number = {report.id: n for n, report in enumerate(view.reports)}
    found = []
    for link in links:
        if link.a in number and link.b in number:
            a, b = number[link.a], number[link.b]
            there = _pieces(view, a, link.a_start, link.a_end)
            here = _pieces(view, b, link.b_start, link.b_end)
            same = _counterparts(view.ids[a], view.ids[b], there, here)
            found.append(Sides(a, b, there, here, same, link.kind == "copied"))
    return found


def _pieces(view: Compared, number: int, start: int, end: int) -> list[Piece]:
    """The sentences that a passage covers, whole or in part."""
    sentences = view.words[number].bounds()
    first, last = view.words[number].between(start, end)
    at = max(0, bisect_right(sentences, first, key=itemgetter(0)) - 1)
    pieces: list[Piece] = []
    while at < len(sentences) and sentences[at][0] < last:
        low, high = max(first, sentences[at][0]), min(last, sentences[at][1])
        if high > low:
            whole = int((~view.idle[number][slice(*sentences[at])]).sum())
            pieces.append(Piece(at, low, high, (high - low) / max(1, whole)))
        at += 1
    return pieces


def _counterparts(a: Hashes, b: Hashes, there: list[Piece], here: list[Piece]) -> set[tuple[int, int]]:
    """Sentences of the two sides of a passage that say the same words.

    Of a passage that covers no sentence by half, the largest pieces are taken, so that its source is not lost.
    """
    if not there or not here:
        return set()
    large_there = [piece for piece in there if piece.share >= COVERED]
    large_here = [piece for piece in here if piece.share >= COVERED]
    if not (large_there and large_here):
        one = max(there, key=lambda piece: (piece.last - piece.first, -piece.first))
        other = max(here, key=lambda piece: (piece.last - piece.first, -piece.first))
        return {(one.sentence, other.sentence)}
    shift = here[0].first - there[0].first
    said_there = [frozenset(a[piece.first : piece.last].tolist()) for piece in large_there]
    said_here = [frozenset(b[piece.first : piece.last].tolist()) for piece in large_here]
    found: set[tuple[int, int]] = set()
    for piece, said in zip(large_here, said_here, strict=True):
        if match := _match(piece, said, large_there, said_there, -shift):
            found.add((match.sentence, piece.sentence))
    for piece, said in zip(large_there, said_there, strict=True):
        if match := _match(piece, said, large_here, said_here, shift):
            found.add((piece.sentence, match.sentence))
    return found


def _match(
    piece: Piece, said: frozenset[int], others: list[Piece], theirs: list[frozenset[int]], shift: int
) -> Piece | None:
    """The piece on the other side with most words of this one, about where it must stand."""
    best, most = None, 0.0
    first = bisect_left(others, piece.first + shift - DRIFT, key=attrgetter("last"))
    for at in range(first, len(others)):
        if others[at].first > piece.last + shift + DRIFT:
            break
        common = len(said & theirs[at])
        if common >= COVERED * min(len(said), len(theirs[at])):
            share = common / max(len(said), len(theirs[at]))
            if share > most:
                best, most = others[at], share
    return best


Root = tuple[str | None, str]
"""Report a text started from, and what tells apart those of which nobody knows: the first sentence that has it."""


def _by_root(lineage: Lineage, shared: Iterable[Group]) -> dict[Root, list[Group]]:
    """Shared sentences under the report they came from; unknown roots together where two reports share several."""
    found: dict[Root, list[Group]] = defaultdict(list)
    unknown: list[Group] = []
    for group in shared:
        root = lineage.root(frozenset(number for number, _ in group)).number
        if root is None:
            unknown.append(group)
        else:
            found[lineage.reports[root].id, ""].append(group)
    for groups in _unnamed(unknown):
        first = min(
            f"{lineage.reports[number].id} {sentence}" for group in groups for number, sentence in group
        )
        found[None, first] += groups
    return found


class Start(NamedTuple):
    """Where a text started, by number, if that can be told, and why so."""

    number: int | None
    because: str


class Lineage:
    """Where texts started that several reports carry; each set of carriers is looked at once."""

    def __init__(self, reports: Sequence[Report], throughout: frozenset[int]) -> None:
        self.reports, self.throughout = reports, throughout
        self.by_use = agencies_by_use(reports)
        self.number = {report.id: n for n, report in enumerate(reports)}
        self._known: dict[frozenset[int], Start] = {}

    def root(self, carriers: frozenset[int]) -> Start:
        """The report a text started from, of those that carry it.

        A credit to an agency outranks time, and of several that credit it the first counts. Where dates do not tell,
        the agency's own report outranks one that credits it, and that one which only names it in its sentences.
        """
        if carriers not in self._known:
            self._known[carriers] = self._start(carriers)
        return self._known[carriers]

    def agencies(self, carriers: Iterable[int]) -> set[str]:
        """The agencies that reports name."""
        return {found.agency for n in carriers if (found := self.credit(n))}

    def credit(self, number: int) -> Credit | None:
        """The agency that a report names for what it shares."""
        return credit(self.reports[number], throughout=number in self.throughout, by_use=self.by_use)

    def _start(self, carriers: frozenset[int]) -> Start:
        named = {
            n: found
            for n in carriers
            if (found := credit(self.reports[n], throughout=False, by_use=self.by_use))
        }
        because = ""
        if len({found.agency for found in named.values()}) == 1:
            carriers = frozenset(named)
            because = VOICES["credits"].format(next(iter(named.values())).agency)
        if len(carriers) == 1:
            return Start(next(iter(carriers)), because or "no other carries it")
        times = {n: moment(self.reports[n]) for n in carriers}
        dated = {n: time for n, time in times.items() if time}
        if len(dated) == len(carriers):
            first = min(carriers, key=lambda n: dated[n][1])
            if all(dated[first][1] < dated[n][0] for n in carriers - {first}):
                return Start(first, f"{because}, and came out first" if because else "it came out first")
        return self._nearest(carriers) or Start(None, "dates do not tell which of them came out first")

    def _nearest(self, carriers: frozenset[int]) -> Start | None:
        """The one report that stands nearest to the only agency that is named; None if there is no such."""
        named = {n: found for n in carriers if (found := self.credit(n))}
        if len({found.agency for found in named.values()}) != 1:
            return None
        for voice, words in VOICES.items():
            nearest = [n for n, found in named.items() if found.voice == voice]
            if nearest:
                because = words.format(named[nearest[0]].agency)
                return Start(nearest[0], because) if len(nearest) == 1 else None
        return None


VOICES: dict[Voice, str] = {
    "own": "it is the text of {} itself",
    "credits": "it credits {}",
    "cites": "it names {} as its source",
}
"""How a report names an agency, the strongest first, and what that says of where a text started."""


def _throughout(view: Compared, sides: Iterable[Sides]) -> frozenset[int]:
    """Reports that share most of their words with others."""
    taken = {n: np.zeros(len(found), np.bool_) for n, found in enumerate(view.words)}
    for side in sides:
        for number, pieces in ((side.a, side.there), (side.b, side.here)):
            for piece in pieces:
                taken[number][piece.first : piece.last] = True
    return frozenset(n for n, mask in taken.items() if mask.sum() > COVERED * (~view.idle[n]).sum())


def _unnamed(unknown: Sequence[Group]) -> list[list[Group]]:
    """Texts of unknown root as one where two reports have several of them in common: one unnamed wire."""
    groups: Groups[int] = Groups()
    by_pair: dict[tuple[int, int], int] = {}
    for n, group in enumerate(unknown):
        groups.find(n)
        carriers = sorted({number for number, _ in group})
        for pair in itertools.pairwise(carriers):
            groups.join(n, by_pair.setdefault(pair, n))
    return [[unknown[n] for n in together] for together in groups.sets()]


def _writers(
    view: Compared, lineage: Lineage, sides: Iterable[Sides], shared: list[list[Sentence]]
) -> list[int]:
    """Reports with text of their own: at least one sentence that came from nowhere else; or with nothing else."""
    root: dict[Sentence, int | None] = {}
    for group in shared:
        start = lineage.root(frozenset(number for number, _ in group)).number
        root.update(dict.fromkeys(group, start))
    foreign = [idle.copy() for idle in view.idle]
    carried = set()
    for side in sides:
        for number, pieces in ((side.a, side.there), (side.b, side.here)):
            roots = {root[number, p.sentence] for p in pieces if (number, p.sentence) in root}
            if pieces and number not in roots:
                foreign[number][pieces[0].first : pieces[-1].last] = True
                carried.add(number)
    return [n for n in range(len(view.words)) if n not in carried or _wrote(view.words[n], foreign[n])]


def _wrote(found: Words, foreign: npt.NDArray[np.bool_]) -> bool:
    """Whether some sentence is mostly one's own, and says something."""
    for first, last in found.bounds():
        own = ~foreign[first:last]
        if own.sum() > COVERED * (last - first) and (own & found.content[first:last]).sum() >= SUBSTANCE:
            return True
    return False


def _record(view: Compared, lineage: Lineage, root: Root, groups: list[Group], sure: bool) -> Origin:
    """An origin as a record."""
    sentences = {sentence for group in groups for sentence in group}
    numbers = frozenset(number for number, _ in sentences)
    reports = sorted({*(view.reports[n].id for n in numbers), *([root[0]] if root[0] else [])})
    named = lineage.agencies(numbers)
    if not named and root[0]:
        named = lineage.agencies([lineage.number[root[0]]])
    because = Counter(lineage.root(frozenset(n for n, _ in group)).because for group in groups)
    return Origin(
        id=key("origin", sure, *root, *(reports if root[0] is None else ())),
        reports=tuple(reports),
        root=root[0],
        credit=next(iter(named)) if len(named) == 1 else None,
        passages=tuple(_evidence(view, sentence) for sentence in sorted(sentences)),
        sure=sure,
        reasons=tuple(Reason(what=what) for what, _ in sorted(because.items(), key=lambda x: (-x[1], x[0]))),
    )


def _evidence(view: Compared, sentence: Sentence) -> Evidence:
    """The words of a sentence."""
    found = view.words[sentence[0]]
    first, last = found.bounds()[sentence[1]]
    return Evidence(
        report=view.reports[sentence[0]].id, start=int(found.starts[first]), end=int(found.ends[last - 1])
    )


def count(evidence: Iterable[Evidence], origins: Sequence[Origin], links: Sequence[Link]) -> tuple[int, int]:
    """How many independent origins stand behind some evidence, as (low, high).

    High merges only what is proved to be one text; low also what is reworded or credited to the same agency. A report
    that says it twice, in a shared text and in words of its own, is no second origin. For many claims build `Independence` once.
    """
    return Independence(origins, links).count(evidence)


class Standpoint(NamedTuple):
    """Evidence that is one origin: the shared texts it lies in (none: it is in words of its own), the agencies named."""

    evidence: tuple[Evidence, ...]
    origins: tuple[Origin, ...]
    credits: tuple[str, ...]


class Independence:
    """Counts origins behind evidence; what is looked up for every claim is sorted once."""

    def __init__(self, origins: Sequence[Origin], links: Sequence[Link]) -> None:
        self._passages: dict[str, list[tuple[int, int, Origin]]] = defaultdict(list)
        self._credit: dict[str, str] = {}
        self._links: dict[str, list[Link]] = defaultdict(list)
        for origin in origins:
            for passage in origin.passages:
                self._passages[passage.report].append((passage.start, passage.end, origin))
            if origin.credit:
                self._credit[_name(origin)] = origin.credit
        for link in links:
            if link.kind != "quotation":
                self._links[link.a].append(link)

    def count(self, evidence: Iterable[Evidence]) -> tuple[int, int]:
        """Independent origins behind the evidence, as (low, high)."""
        _, names, low, high = self._grouped(evidence)
        return len({low.find(name) for name in names}), len({high.find(name) for name in names})

    def voices(self, evidence: Iterable[Evidence]) -> tuple[tuple[Standpoint, ...], ...]:
        """The origins behind the evidence: those that may be one are together, those that are proved to be one are one."""
        spans, names, low, high = self._grouped(evidence)
        proved: dict[str, list[tuple[Evidence, str]]] = defaultdict(list)
        for span, name in zip(spans, names, strict=True):
            proved[high.find(name)].append((span, name))
        likely: dict[str, list[Standpoint]] = defaultdict(list)
        for group in proved.values():
            origins = {origin.id: origin for span, _ in group for origin in self._lying(span, True)}
            credits = {self._credit[name] for _, name in group if name in self._credit}
            likely[low.find(group[0][1])].append(
                Standpoint(tuple(span for span, _ in group), tuple(origins.values()), tuple(sorted(credits)))
            )
        return tuple(tuple(group) for group in likely.values())

    def _grouped(
        self, evidence: Iterable[Evidence]
    ) -> tuple[list[Evidence], list[str], Groups[str], Groups[str]]:
        """The evidence with the names of its origins, and which of them may be one, and are."""
        spans = sorted(set(evidence), key=lambda e: (e.report, e.start, e.end))
        high: Groups[str] = Groups()
        low: Groups[str] = Groups()
        names = self._names(spans)
        for span, name in zip(spans, names, strict=True):
            for origin in self._lying(span, False):
                low.join(name, _name(origin))
        by_report = defaultdict(list)
        for span, name in zip(spans, names, strict=True):
            by_report[span.report].append((span, name))
        for report, there in by_report.items():
            for link in self._links.get(report, ()):
                if link.b in by_report:
                    self._join(link, there, by_report[link.b], high, low)
        for group in (low, high):
            for name in names:
                group.find(name)
        credited: dict[str, str] = {}
        for name in [member for group in low.sets() for member in group]:
            if credit := self._credit.get(name):
                low.join(name, credited.setdefault(credit, name))
        return spans, names, low, high

    def _names(self, spans: Sequence[Evidence]) -> list[str]:
        """The origin of each span: that of the shared text it lies in, else its own report.

        Where a report says the same in a shared text and in its own words (a lede above an agency's paragraph), its
        own words are no further origin: it may have them from the text it prints.
        """
        shared = [min(map(_name, self._lying(span, True)), default=None) for span in spans]
        carried: dict[str, str] = {}
        for span, name in zip(spans, shared, strict=True):
            if name:
                carried[span.report] = min(name, carried.get(span.report, name))
        return [
            name or carried.get(span.report, f"report {span.report}")
            for span, name in zip(spans, shared, strict=True)
        ]

    def _lying(self, span: Evidence, sure: bool) -> list[Origin]:
        """The origins of the shared text that a span lies in; of several proved ones that which holds most of it."""
        lying = [
            (min(span.end, end) - max(span.start, start), origin)
            for start, end, origin in self._passages[span.report]
            if start < span.end and span.start < end and origin.sure is sure
        ]
        most = max((size for size, _ in lying), default=0)
        return [origin for size, origin in lying if size == most or not sure]

    def _join(
        self,
        link: Link,
        there: list[tuple[Evidence, str]],
        here: list[tuple[Evidence, str]],
        high: Groups[str],
        low: Groups[str],
    ) -> None:
        """Join evidence that lies at the same place on both sides of a shared passage."""
        scale = (link.b_end - link.b_start) / max(1, link.a_end - link.a_start)
        for one, name in there:
            start = link.b_start + (max(one.start, link.a_start) - link.a_start) * scale
            end = link.b_start + (min(one.end, link.a_end) - link.a_start) * scale
            if (end - start) < COVERED * (one.end - one.start) * scale:
                continue
            for other, name_there in here:
                common = min(end, other.end) - max(start, other.start)
                if common >= COVERED * min(end - start, other.end - other.start):
                    low.join(name, name_there)
                    if link.kind != "reworded":
                        high.join(name, name_there)


def _name(origin: Origin) -> str:
    """What evidence of an origin is counted under."""
    return f"report {origin.root}" if origin.root else f"wire {origin.id}"
