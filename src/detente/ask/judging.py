"""A user's words → a judgement that holds water, or a sentence that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property

from msgspec import structs

from detente.ask.actors import Read, Roll
from detente.ask.evidence import Sources
from detente.errors import UsageError
from detente.model import Span, key
from detente.model.derived import Litter
from detente.model.judged import Judgement
from detente.resolve.judgements import Identity, in_force, normal
from detente.weigh.words import WORD, equal_form

FEWEST = 3
"""Words that can be called litter: two stand in many a sentence."""

UNKNOWN = "unknown"
"""The author where nobody says and the system does not tell."""


class Bench:
    """What a judgement is checked against: the reports as found, as judged so far, and the judgements."""

    def __init__(self, found: Sequence[Read], judged: Sequence[Read], judgements: Sequence[Judgement]):
        self.found, self.judged, self.judgements = found, judged, judgements
        self.identity = Identity(in_force(judgements))

    @cached_property
    def roll(self) -> Roll:
        """Everybody a judgement may speak of."""
        roll = Roll(self.judged, self.found)
        roll.here |= {actor for j in self.judgements for actor in j.actors}
        return roll

    def merge(self, a: str, b: str) -> Judgement:
        """`a` is `b`. Raises `UsageError` for an actor there is not, and where they are one already."""
        a, b = self.roll.actor(a), self.roll.actor(b)
        if a == b:
            raise UsageError(f"{a} cannot be merged with itself.")
        if self.identity.now(a) == self.identity.now(b):
            raise UsageError(
                f"{a} and {b} are one already, as {self.identity.now(a)}; to part them: "
                "`detente judgements`, then `detente undo ID`."
            )
        return new("merge", actors=(a, b))

    def split(self, actor: str, *, report: str | None, name: str | None) -> Judgement:
        """In that report, or where printed so, `actor` is somebody else.

        Neither report nor words: a merged actor is parted again from the one it was merged into. Raises `UsageError`
        where there is nothing to split.
        """
        actor = self.roll.actor(actor)
        if report is None and name is None:
            return self.part(actor)
        actor = self.identity.now(actor)
        place = self.report(report) if report is not None else None
        if not any(self.printed(actor, place, name)):
            where = f" in report {place}" if place else ""
            how = f", printed “{name}”" if name else ""
            raise UsageError(f"{actor} does not occur{where}{how}, so there is nothing to split.")
        return new("split", actors=(actor, self.fresh(actor, place, name)), report=place, words=name)

    def part(self, actor: str) -> Judgement:
        """Take back the merge of an actor into another."""
        merges = [j for j in in_force(self.judgements) if j.kind == "merge" and j.actors[0] == actor]
        if not merges:
            raise UsageError(
                f"{actor} was not merged into another; say where it is somebody else, with --report or --name."
            )
        return new("undo", actors=merges[-1].actors, undoes=merges[-1].id)

    def correct(self, actor: str, *, report: str, span: Span | None, name: str | None) -> Judgement:
        """Those words of the report stand for `actor`. Raises `UsageError` where no mention has such words."""
        actor, place = self.roll.actor(actor), self.report(report)
        text, analysis = next((r, a) for r, a in self.found if r.id == place)
        if (span is None) == (name is None):
            raise UsageError("say which words are meant: --start and --end, or --name, and not both.")
        if name is not None:
            if not any(normal(text.quote(m.span)) == normal(name) for m in analysis.mentions):
                raise UsageError(f"report {place} has no mention “{name}”.")
            return new("correct", actors=(actor,), report=place, words=name)
        if span is None or not 0 <= span.start < span.end <= len(text.text):
            raise UsageError(
                f"{span} is no stretch of report {place}, which has {len(text.text)} characters."
            )
        spans = sorted({m.span for m in analysis.mentions if m.span.overlaps(span)})
        if span not in spans and len(spans) != 1:
            near = ", ".join(f"{s.start} to {s.end} “{text.quote(s)}”" for s in spans[:3])
            raise UsageError(
                f"report {place} has {'several mentions' if spans else 'no mention'} at {span.start} to {span.end}"
                + (f": {near}." if near else ".")
            )
        return new("correct", actors=(actor,), report=place, span=span if span in spans else spans[0])

    def litter(self, words: str) -> Judgement:
        """Those words are litter. Raises `UsageError` for fewer than three, and for words that no report has."""
        words = " ".join(words.split())
        if len(found_in([words], words)) < FEWEST:
            raise UsageError(f"“{words}” are too few words to be called litter: give {FEWEST} or more.")
        if not any(found_in([report.text], words) for report, _ in self.found):
            raise UsageError(f"no report has the words “{words}”.")
        return new("litter", words=words)

    def news(self, words: str, known: Sequence[Litter]) -> Judgement:
        """Those words, or those of the litter whose id begins so, are none. Raises `UsageError` where none are."""
        named = [one.words for one in known if one.id.startswith(words)]
        words = named[0] if len(named) == 1 else " ".join(words.split())
        if not any(found_in([one.words], words) or found_in([words], one.words) for one in known):
            raise UsageError(f"“{words}” is not among the litter; `detente litter` lists it.")
        return new("news", words=words)

    def report(self, words: str) -> str:
        """The report that words name: its number among the sources, its id or the beginning of it, or its name.

        Raises `UsageError` if there is none, or more than one.
        """
        numbered = Sources(self.judged).numbered
        for fits in (
            [s.report for s in numbered if s.report == words],
            [s.report for s in numbered if str(s.number) == words],
            [s.report for s in numbered if words and s.report.startswith(words)],
            [s.report for s in numbered if words and (s.name == words or s.name.endswith(f"/{words}"))],
        ):
            if len(fits) == 1:
                return fits[0]
        raise UsageError(
            f"no single report is “{words}”; `detente sources --codes` shows numbers, ids and names."
        )

    def printed(self, actor: str, report: str | None, name: str | None) -> Iterator[Span]:
        """The mentions of an actor, as judged so far, in a report and in such words."""
        for text, analysis in self.judged:
            if report in (None, text.id):
                for m in analysis.mentions:
                    if m.actor == actor and (name is None or normal(text.quote(m.span)) == normal(name)):
                        yield m.span

    def fresh(self, actor: str, report: str | None, name: str | None) -> str:
        """An id for whoever is split off: the same for the same split, else the next number that is free."""
        for j in self.judgements:
            same = j.kind == "split" and (j.actors[0], j.report) == (actor, report)
            if same and normal(j.words or "") == normal(name or ""):
                return j.actors[1]
        number = 2
        while (id := f"{actor}-{number}") in self.roll.here or self.roll.standing.known(id):
            number += 1
        return id


def undone(id: str, judgements: Sequence[Judgement]) -> Judgement:
    """Take a judgement back; the first letters of its id are enough. Raises `UsageError` if none holds."""
    named = [j for j in judgements if id and j.id.startswith(id)]
    exact = [j for j in named if j.id == id] or named
    if len(exact) != 1:
        raise UsageError(f"no single judgement has an id that begins with “{id}”; see `detente judgements`.")
    (judgement,) = exact
    if judgement.id in taken_back(judgements):
        raise UsageError(f"judgement {judgement.id} is taken back already.")
    return new("undo", actors=judgement.actors, undoes=judgement.id)


def found_in(texts: Iterable[str], words: str) -> list[str]:
    """The words, made equal, if they stand in one of the texts one after the other; else nothing."""
    wanted = equal_words(words)
    for text in texts:
        there = equal_words(text)
        if any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1)):
            return wanted
    return []


def equal_words(text: str) -> list[str]:
    """The words of a text as reports are compared by them."""
    return [equal_form(word) for word in WORD.findall(text)]


def new(kind: str, **what: object) -> Judgement:
    """A judgement still without author and time, so without a name."""
    return Judgement(id="", kind=kind, author="", made="", **what)  # type: ignore[arg-type]


def signed(judgement: Judgement, *, author: str | None, reason: str | None) -> Judgement:
    """The judgement with author, time and reason, named by all that it says."""
    made = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    whole = structs.replace(judgement, author=author or login(), made=made, reason=reason or None)
    return structs.replace(whole, id=key(*structs.astuple(whole)))


def login() -> str:
    """The name the user is logged in with."""
    import getpass

    try:
        return getpass.getuser() or UNKNOWN
    except (OSError, KeyError, ImportError):
        return UNKNOWN


def taken_back(judgements: Sequence[Judgement]) -> set[str]:
    """Ids of the judgements that hold no longer, undone undos among them."""
    undone: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.kind == "undo" and judgement.id not in undone and judgement.undoes:
            undone.add(judgement.undoes)
    return undone
