"""Who occurs in the reports, and which actor a user's words name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from detente.ask.names import known_name, name_of, office_name
from detente.errors import UsageError
from detente.lexicon.knowledge import knowledge
from detente.model import Record
from detente.model.given import Report
from detente.model.judged import Analysis, Mention
from detente.resolve.judgements import Standing, days

Read = tuple[Report, Analysis]

NEAR = 0.6
"""How alike (difflib, 0..1) a known name must be to be offered for an unknown one."""


class Actor(Record, frozen=True, kw_only=True):
    """Somebody who occurs in the reports."""

    id: str
    name: str
    office: str | None = None
    """Held on the day of the latest report that names the actor, by our tables or by the reports; in words."""
    code: str | None = None
    """The state behind the actor (ISO alpha-3), or IGO, NGO, IMG, ISM."""
    mentions: int
    reports: int
    known: bool
    """Whether our tables, or the user's, have the actor."""
    words: tuple[str, ...] = ()
    """The names printed most often, at most three."""


def actors(read: Sequence[Read], *, unknown: bool = False) -> tuple[Actor, ...]:
    """Everybody who is mentioned, those of most mentions first. `unknown`: only those the tables do not have."""
    seen: dict[str, list[tuple[Report, Analysis, Mention]]] = defaultdict(list)
    for report, analysis in read:
        for mention in analysis.mentions:
            if mention.actor:
                seen[mention.actor].append((report, analysis, mention))
    standing = Standing(read)
    listed = [
        actor_of(id, places, standing) for id, places in seen.items() if not (unknown and standing.known(id))
    ]
    return tuple(sorted(listed, key=lambda a: (-a.mentions, a.id)))


def actor_of(id: str, places: Sequence[tuple[Report, Analysis, Mention]], standing: Standing) -> Actor:
    """One actor, from all mentions."""
    latest = max((analysis for _, analysis, _ in places), key=lambda a: (days(a)[0], a.id))
    printed = Counter(
        " ".join(report.quote(m.span).split()) for report, _, m in places if m.kind in ("name", "metonym")
    )
    return Actor(
        id=id,
        name=name_of(id),
        office=office_in(id, latest, [m for *_, m in places]),
        code=(standing.of(id, latest) or (None, None))[0],
        mentions=len({(report.id, m.span) for report, _, m in places}),
        reports=len({report.id for report, *_ in places}),
        known=standing.known(id),
        words=tuple(sorted(printed, key=lambda w: (-printed[w], w))[:3]),
    )


def office_in(id: str, latest: Analysis, mentions: Iterable[Mention]) -> str | None:
    """A person's office on the day of a report; where the tables have none, the one printed most often."""
    if not id.startswith("person:"):
        return None
    world = knowledge()
    earliest, last = days(latest)
    held = world.offices_of(id, earliest, last) if latest.published and latest.published.earliest else ()
    printed = Counter(m.office for m in mentions if m.office)
    if not held and printed:
        held = (min(printed, key=lambda o: (-printed[o], o)),)
    return office_name(held[0]) if held else None


class Roll:
    """Every actor that a judgement may speak of: those of the store, as found and as judged, and of the tables."""

    def __init__(self, *reads: Sequence[Read]):
        self.standing = Standing(reads[0] if reads else ())
        self.here = {id for read in reads for _, analysis in read for id in occurring(analysis)}

    @classmethod
    def of(cls, here: Iterable[str]) -> Roll:
        """The roll of those who are known to occur."""
        roll = cls()
        roll.here |= set(here)
        return roll

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """Name in small letters → the actors of the store and the persons, bodies and groups of that name."""
        world = knowledge()
        ids = {*self.here, *world.persons, *world.organisations, *world.groups}
        ids |= {f"state:{code}" for code in world.states}
        found: dict[str, set[str]] = defaultdict(set)
        for id in ids:
            found[name_of(id).casefold()].add(id)
            if name := known_name(id):
                found[name.casefold()].add(id)
        return found

    def actor(self, words: str) -> str:
        """The id that words name: an id, a state's code, or a name that only one actor has.

        Raises `UsageError` with near matches if there is none, or with all if there are several.
        """
        words = words.strip()
        if words in self.here or self.standing.known(words):
            return words
        if words in knowledge().states:
            return f"state:{words}"
        named = self.names.get(words.casefold(), set())
        if len(named) == 1:
            return next(iter(named))
        if named:
            raise UsageError(f"“{words}” may be {', '.join(sorted(named))}; name one of them.")
        raise UsageError(f"“{words}” is no actor of the reports or the tables{self.offered(words)}.")

    def offered(self, words: str) -> str:
        """Near matches, as the end of a sentence."""
        from difflib import get_close_matches

        ids = {id.partition(":")[2]: id for ids in self.names.values() for id in ids}
        wanted = words.partition(":")[2] or words
        near = [ids[i] for i in get_close_matches(wanted, sorted(ids), n=3, cutoff=NEAR)]
        for name in get_close_matches(words.casefold(), sorted(self.names), n=3, cutoff=NEAR):
            near += sorted(self.names[name])
        if not near:
            return "; `detente actors` lists them"
        return f"; near to it: {', '.join(list(dict.fromkeys(near))[:3])}"


def occurring(analysis: Analysis) -> set[str]:
    """Every actor in an analysis."""
    found = {m.actor for m in analysis.mentions} | {f.holder for f in analysis.figures}
    for s in analysis.statements:
        found |= {*s.to, *(s.source.actors if s.source else ())}
    for move in analysis.moves:
        found |= {*move.by, *(p.actor for p in (*move.source, *move.target))}
    return {id for id in found if id}
