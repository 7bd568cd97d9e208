"""Reports about one happening: by weighted words, by who met whom on which day, by what they copy.

Reports are taken in order of publication, so that the order of arrival is nothing (`growing`). A group of many reports
that goes on for weeks is a crisis and no happening: its reports are weighed once more, by what is rare among them.
Stories of the same sides are of one crisis. What people decided about stories is laid over all that, and holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt

from msgspec import structs

from detente.model.derived import Link, Litter, Story
from detente.model.given import Report
from detente.model.judged import Analysis, Judgement
from detente.model.record import key
from detente.weigh.acts import code_in, day, one_day
from detente.weigh.boilerplate import Comparable, Compared, compared
from detente.weigh.groups import Groups
from detente.weigh.growing import DAY, Growing, Vector, grown, heaviest, vectors
from detente.weigh.moments import moment
from detente.weigh.reuse import ONE_TEXT
from detente.weigh.words import named, stem

TITLE = 3.0
"""How often a word of the title counts."""

CAPITAL = 1.5
"""How much more a word with a capital counts: names tell stories apart."""

MET = 9.0
"""How often a meeting counts, and a passage that two reports share: as often as three names of a title."""

OPENING = 600
"""Content words of a report that are looked at: news says first what it is about."""

COPIED = 0.5
"""Share of the shorter report that stands in the other, word for word, and settles that both tell one story."""

MANY, WEEKS = 30, 14.0
"""Reports and days from which a group is looked into again. A happening is told within days, or by few: 291 government
statements of one war made one group of 246 without it, and make 136 stories of up to 22 with it."""

TERMS = 8
"""Words that name a story."""

ONE_CRISIS = 0.6
"""Cosine of the sides that two stories name, from which they are of one crisis."""

Known = Mapping[str, Analysis]
"""Analyses by the id of their report."""


def stories(
    reports: Sequence[Report],
    links: Sequence[Link] = (),
    analyses: Iterable[Analysis] = (),
    judgements: Sequence[Judgement] = (),
    litter: tuple[Litter, ...] | None = None,
) -> tuple[Story, ...]:
    """Every report in exactly one story, stories in the order they began. Order of arrival is nothing.

    Reports that copy each other for the most part (`links`) are of one story whatever their words. A report without
    a date is placed last, and time speaks neither for nor against it. Headlines alone will do. `analyses` tell who met
    whom; `judgements` (those in force) what people put together and apart.
    """
    view, known = compared(reports, litter), {a.id: a for a in analyses}
    counts = [words_of(one) for one in view.each]
    lengths = [float(len(each)) for each in counts]
    _share_meetings(view, counts, known)
    _share_copies(view, counts, links)
    copies = _copies(view, links)
    found = grown(_seeds(view, counts, lengths, copies))
    small = [part for story in found for part in _apart(view, counts, lengths, story, copies)]
    groups = judged([[view.reports[n].id for n in story.members] for story in small], view, judgements)
    surface, weights = _surfaces(view), vectors(counts)
    number_of = {report.id: n for n, report in enumerate(view.reports)}
    members = sorted(sorted(number_of[r] for r in group) for group in groups)
    told = [_story(view, group, weights, surface) for group in members]
    return tuple(_in_crises(_with_origins(told, links, view), known))


def story_named(id: str, known: Iterable[Story]) -> Story | None:
    """The story that an id means, or its beginning; null if none, or more than one.

    A story is named after one of its reports, the earliest known when it was named. So every name that was ever given
    leads to the story that has this report now: none is lost when earlier reports arrive, or stories are put together.
    """
    found = tuple(known)
    exact = [s for s in found if s.id == id]
    if not exact and id:
        exact = [s for s in found if any(name_of(r).startswith(id) for r in s.reports)]
    return exact[0] if len(exact) == 1 else None


def name_of(report: str) -> str:
    """The id of the story that begins with a report."""
    return key("story", report)


# --- what a report is about --------------------------------------------------------------------------


def words_of(one: Comparable) -> Vector:
    """How often a report names what, titles and capitals counted for more."""
    report, found, idle = one.report, one.words, one.idle
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
    return dict(counts)


def meetings(analysis: Analysis, report: Report) -> Iterator[str]:
    """Who met whom on which day: the sides and the date, and the place where one is told.

    A meeting that has taken place and has no date of its own is of the day of its report.
    """
    published = analysis.published or report.published
    out = day(published.earliest) if published else None
    for move in analysis.moves:
        if move.type != "CONSULT" or move.polarity != "affirmed":
            continue
        if move.status not in ("occurred", "ongoing", "planned"):
            continue
        codes = {p.code or code_in(p.actor or "") or p.actor for p in (*move.source, *move.target)} - {None}
        held = move.when.earliest if one_day(move.when) and move.when else None
        on = day(held) if held else out if move.status != "planned" and move.when is None else None
        if len(codes) > 1 and on:
            who = "+".join(sorted(str(code) for code in codes))
            yield f"met {who} {on}"
            if move.place is not None and move.place < len(analysis.places):
                yield f"met {who} in {analysis.places[move.place].name} {on}"


def _share_meetings(view: Compared, counts: Sequence[Vector], known: Known) -> None:
    """Let reports count a meeting that several of them tell of: one that nobody else tells of makes a report like none."""
    met = [set(meetings(known[r.id], r)) if r.id in known else set() for r in view.reports]
    tellers = Counter(meeting for each in met for meeting in each)
    for number, each in enumerate(met):
        counts[number] |= {meeting: MET for meeting in sorted(each) if tellers[meeting] > 1}


def _share_copies(view: Compared, counts: Sequence[Vector], links: Iterable[Link]) -> None:
    """Let both reports of a copied passage count it."""
    number = {report.id: n for n, report in enumerate(view.reports)}
    for link in links:
        if link.kind == "copied" and link.a in number and link.b in number:
            for report in (link.a, link.b):
                counts[number[report]][f"copied {link.id}"] = MET


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


# --- growing -----------------------------------------------------------------------------------------


def _seeds(
    view: Compared,
    counts: Sequence[Vector],
    lengths: Sequence[float],
    groups: Sequence[Sequence[int]],
    *,
    within: bool = False,
) -> list[Growing]:
    """A story of each group of reports, by number; their words weighed among just these reports."""
    numbers = sorted(n for group in groups for n in group)
    weights = dict(zip(numbers, vectors([counts[n] for n in numbers], within=within), strict=True))
    seeds = []
    for group in groups:
        parts = []
        for n in group:
            first, last = moment(view.reports[n]) or (None, None)
            parts.append(Growing([n], dict(weights[n]), 1.0, first, last, lengths[n]))
        for part in parts[1:]:
            parts[0].take(part)
        seeds.append(parts[0])
    return seeds


def _apart(
    view: Compared,
    counts: Sequence[Vector],
    lengths: Sequence[float],
    story: Growing,
    copies: Sequence[Sequence[int]],
) -> list[Growing]:
    """A story; or, where it is no single happening, those that are in it."""
    if story.first is None or story.last is None or len(story.members) < MANY:
        return [story]
    if (story.last - story.first) / DAY <= WEEKS:
        return [story]
    here = set(story.members)
    return grown(_seeds(view, counts, lengths, [c for c in copies if c[0] in here], within=True), within=True)


def judged(
    groups: Sequence[Sequence[str]], view: Compared, judgements: Sequence[Judgement]
) -> list[list[str]]:
    """Groups of reports as people decided, one judgement upon the other. Reports that are gone count for nothing."""
    here = {report.id for report in view.reports}
    home = {report: n for n, group in enumerate(groups) for report in group}
    fresh = len(groups)
    for judgement in judgements:
        reports = [r for r in judgement.reports if r in here]
        if judgement.kind == "together" and reports:
            one, *others = dict.fromkeys(home[r] for r in reports)
            home |= {r: one for r, at in home.items() if at in others}
        elif judgement.kind == "apart" and reports:
            home |= dict.fromkeys(reports, fresh)
            fresh += 1
    found: dict[int, list[str]] = defaultdict(list)
    for report, at in home.items():
        found[at].append(report)
    return list(found.values())


# --- records -----------------------------------------------------------------------------------------


def _surfaces(view: Compared) -> dict[str, str]:
    """The commonest way each stem is printed."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for report in view.reports:
        for word in named(report.title or report.text[:OPENING]):
            printed[stem(word)][word] += 1
    return {name: min(ways, key=lambda way: (-ways[way], way)) for name, ways in printed.items()}


def _story(
    view: Compared, group: Sequence[int], weights: Sequence[Vector], surface: Mapping[str, str]
) -> Story:
    """A story as a record, named after its earliest report."""
    members = [view.reports[n] for n in group]
    total: defaultdict[str, float] = defaultdict(float)
    for n in group:
        for term, weight in weights[n].items():
            if term in surface:
                total[term] += weight
    days = [
        (first, last)
        for r in members
        if r.published and (first := day(r.published.earliest)) and (last := day(r.published.latest) or first)
    ]
    return Story(
        id=name_of(members[0].id),
        reports=tuple(r.id for r in members),
        terms=tuple(surface[term] for term in heaviest(total, TERMS)),
        title=next(
            (" ".join(r.title.split()) for _, r in _closest(group, members, weights, total) if r.title), None
        ),
        first=min((first for first, _ in days), default=None),
        last=max((last for _, last in days), default=None),
    )


def _closest(
    group: Sequence[int], members: Sequence[Report], weights: Sequence[Vector], total: Mapping[str, float]
) -> list[tuple[int, Report]]:
    """The reports of a story, that which says best what all say first."""

    def shared(n: int) -> float:
        return sum(w * total.get(term, 0.0) for term, w in weights[n].items())

    return sorted(zip(group, members, strict=True), key=lambda pair: (-round(shared(pair[0]), 9), pair[0]))


def _with_origins(told: Sequence[Story], links: Sequence[Link], view: Compared) -> list[Story]:
    """The stories with their independent origins: at most those that are not mostly one text, at least those that
    share no passage at all, not even a reworded one."""
    home = {report: n for n, story in enumerate(told) for report in story.reports}
    any_text: list[Groups[str]] = [Groups() for _ in told]
    mostly: list[Groups[str]] = [Groups() for _ in told]
    for n, story in enumerate(told):
        for report in story.reports:
            any_text[n].find(report)
            mostly[n].find(report)
    for link in links:
        at = home.get(link.a)
        if link.kind in ONE_TEXT and at is not None and at == home.get(link.b):
            any_text[at].join(link.a, link.b)
    for group in _copies(view, links):
        names = [view.reports[n].id for n in group]
        for other in names[1:]:
            if home[names[0]] == home[other]:
                mostly[home[other]].join(names[0], other)
    return [
        structs.replace(story, origins_low=len(any_text[n].sets()), origins_high=len(mostly[n].sets()))
        for n, story in enumerate(told)
    ]


# --- crises ------------------------------------------------------------------------------------------


def _in_crises(told: Sequence[Story], known: Known) -> list[Story]:
    """The stories, each with the crisis it belongs to: the first story of those that name the same sides."""
    crises = Crises()
    done = []
    for story in told:
        named = sides_of(story, known)
        at = crises.likest(named)
        if at is None:
            at = crises.begin(key("crisis", story.reports[0]))
        crises.take(at, named)
        done.append(structs.replace(story, crisis=crises.ids[at]))
    return done


class Crises:
    """Crises by the sides they name: a story is compared with those alone that name one of its own."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._sides: list[Counter[str]] = []
        self._square: list[int] = []
        self._naming: dict[str, list[int]] = defaultdict(list)

    def begin(self, id: str) -> int:
        """A crisis of which nothing is known yet."""
        self.ids.append(id)
        self._sides.append(Counter())
        self._square.append(0)
        return len(self.ids) - 1

    def take(self, at: int, named: Mapping[str, int]) -> None:
        """Have a crisis name these sides so much oftener."""
        for side, count in named.items():
            had = self._sides[at][side]
            if not had:
                self._naming[side].append(at)
            self._sides[at][side] = had + count
            self._square[at] += (had + count) ** 2 - had**2

    def likest(self, named: Mapping[str, int]) -> int | None:
        """The crisis whose sides are most like these, the first of equals; none if none is of one crisis with them."""
        shared: Counter[int] = Counter()
        for side, count in named.items():
            for at in self._naming.get(side, ()):
                shared[at] += count * self._sides[at][side]
        square = sum(count * count for count in named.values())
        scored = ((common / sqrt(square * self._square[at]), -at) for at, common in shared.items())
        best, at = max(scored, default=(0.0, 0))
        return -at if best >= ONE_CRISIS else None


def sides_of(story: Story, known: Known) -> Counter[str]:
    """How many reports of a story name which state or body."""
    named: Counter[str] = Counter()
    for report in story.reports:
        if report in known:
            actors = {m.actor for m in known[report].mentions if m.actor}
            named.update({code_in(a) or a for a in actors if code_in(a) or a.startswith(("org:", "group:"))})
    return named
