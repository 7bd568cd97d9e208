"""By what passages and reports can be narrowed down: outlet, agency, month, language, story, side, kind of datum.

Values come from what is known of every report anyway and from the data that cite a passage; no text is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple
from weakref import WeakKeyDictionary

from litestar.params import QueryParameter

from detente.ask.brief import exact
from detente.ask.evidence import Sources
from detente.model import derived
from detente.model.derived import Cite, Evidence, NumberedSource, Story
from detente.model.record import Span
from detente.show.web.desk import Desk, View
from detente.show.web.pairs import side

HITS = 1000
"""Passages that a search looks at, newest first."""

OFFERED = 12
"""Choices of a facet that are shown, those of most hits first; what is chosen is always shown."""

STORIES = 6
"""Choices of stories: their titles are long."""

NAMES = {
    "month": "Month",
    "side": "Actor or state",
    "kind": "What it says",
    "outlet": "Outlet",
    "credit": "Agency credited",
    "story": "Story",
    "language": "Language",
}
"""The facets by their names in an address, and what the page calls them."""

KINDS: dict[type, str] = {
    derived.Happening: "event",
    derived.Claim: "claim",
    derived.Contradiction: "contradiction",
    derived.Change: "position that moved",
    derived.Update: "update",
}

LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "he": "Hebrew",
    "it": "Italian", "ja": "Japanese", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tr": "Turkish",
    "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip

Choice = Annotated[str | None, QueryParameter(max_length=300)]


class Hit(NamedTuple):
    """A passage that was found, or a whole report."""

    report: str
    span: Span | None = None


class Chosen:
    """The facets that an address chooses."""

    def __init__(
        self,
        month: Annotated[
            str | None, QueryParameter(max_length=7, description="Of publication, YYYY-MM.")
        ] = None,
        side: Annotated[
            str | None,
            QueryParameter(
                max_length=300,
                description="Who acts or is addressed: a state's code (ISO 3166 alpha-3) or an actor's id.",
            ),
        ] = None,
        kind: Annotated[
            str | None,
            QueryParameter(max_length=40, description="A kind of datum that the words are evidence of."),
        ] = None,
        outlet: Choice = None,
        credit: Choice = None,
        story: Choice = None,
        language: Choice = None,
    ):
        given = {"month": month, "side": side, "kind": kind, "outlet": outlet}
        given |= {"credit": credit, "story": story, "language": language}
        self.given: dict[str, str] = {name: value for name, value in given.items() if value}


def hits_of(desk: Desk, view: View, q: str) -> list[Hit]:
    """The newest passages with all of the words, of reports that were out by the day."""
    known = view.writer.sources.number
    found = desk.store.search(q, limit=HITS, until=view.as_of) if q.strip() else []
    return [Hit(r, s) for r, s in found if r in known]


def cited(known: Sources, hit: Hit) -> Cite:
    """A passage that was found, as evidence."""
    assert hit.span is not None
    return known.cite(Evidence(report=hit.report, start=hit.span.start, end=hit.span.end))


Values = dict[str, tuple[str, ...]]
"""By the name of a facet: what a hit has under it."""


def narrowed(view: View, hits: Iterable[Hit], chosen: Chosen) -> list[Hit]:
    """The hits that have everything that was chosen."""
    if not chosen.given:
        return list(hits)
    return [hit for hit in hits if fits(values_of(view, hit), chosen.given)]


def fits(values: Values, chosen: dict[str, str]) -> bool:
    """Whether a hit has everything that was chosen."""
    return all(value in values.get(name, ()) for name, value in chosen.items())


Facet = tuple[str, str, list[tuple[str, str, int]]]
"""Title, name in the address, and the choices: value, label, count."""


def facets(view: View, hits: Sequence[Hit], chosen: Chosen) -> list[Facet]:
    """Every facet that tells hits apart. The counts of one say what its choices would leave of what the others chose."""
    found = [values_of(view, hit) for hit in hits]
    offered = (one_facet(view, name, found, chosen.given) for name in NAMES)
    return [facet for facet in offered if facet]


def one_facet(view: View, name: str, found: Sequence[Values], chosen: dict[str, str]) -> Facet | None:
    """One facet with its choices; none where nothing is chosen and each choice would leave everything."""
    others = {n: v for n, v in chosen.items() if n != name}
    fitting = [values for values in found if fits(values, others)]
    counts = Counter(v for values in fitting for v in values.get(name, ()))
    mine = chosen.get(name)
    if mine is None and all(n == len(fitting) for n in counts.values()):
        return None
    most = STORIES if name == "story" else OFFERED
    order = sorted(counts, key=lambda v: (-counts[v], v))[:most]
    if mine and mine not in order:
        order.append(mine)
    if name == "month":
        order.sort(reverse=True)
    return NAMES[name], name, [(v, label(view, name, v), counts[v]) for v in order]


def values_of(view: View, hit: Hit) -> Values:
    """What a hit has under each facet; of a whole report only what is known without its passages."""
    known = by_report(view)[hit.report]
    return {**known, **said(view, hit)} if hit.span else known


def said(view: View, hit: Hit) -> Values:
    """The kinds of data that a passage is evidence of, and the sides in them."""
    assert hit.span is not None
    start, end = hit.span
    data = [view.data[id] for s, e, id in view.cited_in(hit.report) if s < end and start < e]
    sides = {c: None for d in data for name in ("codes", "target_codes") for c in getattr(d, name, ())}
    return {"kind": tuple(dict.fromkeys(map(kind_of, data))), "side": tuple(sides)}


def kind_of(datum: Any) -> str:
    """What kind of datum it is, in a word: a line of the ledger by its own kind."""
    return datum.kind if isinstance(datum, derived.Line) else KINDS[type(datum)]


PER_VIEW: WeakKeyDictionary[View, dict[str, Any]] = WeakKeyDictionary()


def once(view: View, name: str, make: Callable[[View], Any]) -> Any:
    """What is made once of a view, and goes with it."""
    kept = PER_VIEW.setdefault(view, {})
    if name not in kept:
        kept[name] = make(view)
    return kept[name]


def by_report(view: View) -> dict[str, Values]:
    """What each report has under the facets that its passages do not decide."""
    found: dict[str, Values] = once(
        view, "reports", lambda v: {s.report: of_source(v, s) for s in v.writer.sources.numbered}
    )
    return found


def of_source(view: View, source: NumberedSource) -> Values:
    """What a report has under the facets that its passages do not decide."""
    day = exact(source.published)
    story = stories(view)[1].get(source.report)
    named = {
        "month": day[:7] if day else None,
        "outlet": source.outlet,
        "credit": source.credit,
        "story": story.id if story else None,
        "language": source.language,
    }
    return {name: (value,) if value else () for name, value in named.items()}


def stories(view: View) -> tuple[dict[str, Story], dict[str, Story]]:
    """The stories of more than one report: by id, and by report."""

    def make(v: View) -> tuple[dict[str, Story], dict[str, Story]]:
        many = [s for s in v.weighed.stories if len(s.reports) > 1]
        return {s.id: s for s in many}, {r: s for s in many for r in s.reports}

    found: tuple[dict[str, Story], dict[str, Story]] = once(view, "stories", make)
    return found


def label(view: View, name: str, value: str) -> str:
    """What the page calls a choice."""
    match name:
        case "month":
            return month(value)
        case "side":
            return side(value)
        case "story":
            story = stories(view)[0].get(value)
            return (story.title or " ".join(story.terms)) if story else value
        case "language":
            return LANGUAGES.get(value, value)
        case _:
            return value


def month(value: str) -> str:
    """A month in words.

    >>> month("2022-01"), month("long ago")
    ('January 2022', 'long ago')
    """
    try:
        return f"{date.fromisoformat(f'{value}-01'):%B %Y}"
    except ValueError:
        return value
