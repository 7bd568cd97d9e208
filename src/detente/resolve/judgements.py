"""What people decided about who is who and about single findings, laid over what was found. What is stored stays so."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import structs

from detente.clean.invisible import INVISIBLE
from detente.lexicon.knowledge import Knowledge, body_of, knowledge
from detente.model import Span
from detente.model.given import Report
from detente.model.judged import Analysis, Judgement, Mention, Move, Party, Source, Statement
from detente.resolve.corrections import Rulings
from detente.resolve.scene import DAWN, DUSK

Read = tuple[Report, Analysis]

LEANING = frozenset({"pronoun", "title", "description"})
"""Mentions that stand for whom a name before them stands for."""

ARTICLES = ("the ", "a ", "an ")


def judged_by(
    read: Iterable[Read], judgements: Sequence[Judgement], standing: Standing | None = None
) -> list[Analysis]:
    """The analyses as the judgements in force make them, in the order given.

    Mentions, speakers, addressees, tellers and parties of moves and holders of figures all follow. A mention that
    changes says `judgement` as its rule, with the reason as its flag. Then single findings are put right or taken out.
    `standing`: of the actors in all reports, where those given are not all there are.
    """
    known = list(read)
    force = in_force(judgements)
    identity = Identity(force)
    rulings = Rulings(force, identity.now)
    if not identity.steps and not rulings:
        return [analysis for _, analysis in known]
    standing = standing or Standing(known)
    judged = (
        Judged(report, analysis, identity, standing).analysis() if identity.steps else analysis
        for report, analysis in known
    )
    return [rulings.laid_over(analysis, standing.of) for analysis in judged]


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nobody took back, in order. An undo may be undone too."""
    undone: set[str | None] = set()
    kept = []
    for judgement in reversed(judgements):
        if judgement.id in undone:
            continue
        if judgement.kind == "undo":
            undone.add(judgement.undoes)
        else:
            kept.append(judgement)
    return tuple(reversed(kept))


def normal(words: str) -> str:
    """Words as they are compared: without capitals, a leading article, what nobody sees, differences of space and apostrophe.

    >>> normal("The  Envoy’s aide") == normal("envoy's aide") == normal("en\\u00advoy's aide")
    True
    """
    flat = " ".join(INVISIBLE.sub("", words).split()).casefold().replace("’", "'")
    return next((flat.removeprefix(a) for a in ARTICLES if flat.startswith(a)), flat)


class Found(NamedTuple):
    """A mention as the judgements look at it."""

    actor: str | None
    report: str
    span: Span | None = None
    words: str = ""
    leans_on: str = ""
    """The words of the name that a pronoun or title leans on."""


class Step(NamedTuple):
    """A judgement whose actors are those they had become when it was made."""

    judgement: Judgement
    was: str | None
    """Whom it is about; null: whoever the words stand for."""
    now: str
    words: str | None

    def fits(self, actor: str | None, found: Found) -> bool:
        """Whether it changes this mention, which stands for `actor` so far."""
        judgement = self.judgement
        if self.was is not None and actor != self.was:
            return False
        if judgement.report is not None and judgement.report != found.report:
            return False
        if judgement.span is not None:
            return judgement.span == found.span
        if self.words is not None:
            return self.words in ((found.words, found.leans_on) if self.was else (found.words,))
        return self.was is not None


class Identity:
    """The judgements in force, one upon the other: each is about what those before it left."""

    def __init__(self, judgements: Iterable[Judgement]):
        self.became: dict[str, str] = {}
        self.steps: list[Step] = []
        for judgement in judgements:
            self.add(judgement)
        self.wordy = any(s.words is not None for s in self.steps)
        self.reports = {s.judgement.report for s in self.steps if s.judgement.report}
        self.exact = {s.judgement.report for s in self.steps if s.judgement.span}
        self.memory: dict[Found, Step | None] = {}

    def add(self, judgement: Judgement) -> None:
        """One more. To merge what is one already changes nothing."""
        actors = [self.now(a) for a in judgement.actors]
        words = None if judgement.words is None else normal(judgement.words)
        match judgement.kind:
            case "merge" if actors[0] != actors[1]:
                self.became[actors[0]] = actors[1]
                self.steps.append(Step(judgement, actors[0], actors[1], None))
            case "split":
                self.steps.append(Step(judgement, actors[0], actors[1], words))
            case "correct" if judgement.field is None:
                self.steps.append(Step(judgement, None, actors[0], words))
            case _:
                pass

    def now(self, actor: str) -> str:
        """Who an actor is after all merges so far."""
        while actor in self.became:
            actor = self.became[actor]
        return actor

    def change(self, found: Found) -> Step | None:
        """The last step that changes the mention; null if none does."""
        asked = Found(
            found.actor,
            found.report if found.report in self.reports else "",
            found.span if found.report in self.exact else None,
            found.words if self.wordy else "",
            found.leans_on if self.wordy else "",
        )
        if asked not in self.memory:
            self.memory[asked] = self.followed(asked)
        return self.memory[asked]

    def followed(self, found: Found) -> Step | None:
        """The same, worked out."""
        actor, last = found.actor, None
        for step in self.steps:
            if step.fits(actor, found) and step.now != actor:
                actor, last = step.now, step
        return last if actor != found.actor else None


class Standing:
    """Country code and sector of an actor: from our tables, else as reports gave them with him most often."""

    def __init__(self, read: Sequence[Read], world: Knowledge | None = None):
        self.read, self.world = read, world or knowledge()

    @cached_property
    def printed(self) -> dict[str, tuple[str | None, str | None]]:
        """Actor → the code and sector that moves give him most often."""
        votes: dict[str, Counter[tuple[str | None, str | None]]] = defaultdict(Counter)
        for _, analysis in self.read:
            for move in analysis.moves:
                for party in (*move.source, *move.target):
                    if party.actor and party.code:
                        votes[party.actor][party.code, party.sector] += 1
        return {
            actor: min(found, key=lambda pair: (-found[pair], str(pair))) for actor, found in votes.items()
        }

    def known(self, actor: str) -> bool:
        """Whether our tables have the actor."""
        kind, _, rest = actor.partition(":")
        match kind:
            case "person":
                return actor in self.world.persons
            case "state" | "gov":
                return rest in self.world.states
            case "org":
                return actor in self.world.organisations
            case "group":
                return actor in self.world.groups
            case "office":
                return self.world.code_of_body(body_of(actor)) is not None and (
                    actor in self.world.by_office or rest.partition("/")[2] in self.world.functions
                )
        return False

    def of(self, actor: str, analysis: Analysis) -> tuple[str | None, str | None] | None:
        """Code and sector on the day of a report; null if nothing is known."""
        if not self.known(actor):
            return self.printed.get(actor)
        if actor.startswith("person:"):
            return self.of_person(actor, *days(analysis))
        return self.world.code(actor), "GOV" if actor.startswith(("state:", "gov:")) else self.world.sector(
            actor
        )

    def of_person(self, person: str, earliest: str, latest: str) -> tuple[str | None, str | None]:
        """Of a person the state or body he acts for then, or acted for last; the sector only while in office."""
        terms = self.world.by_person.get(person, [])
        if not terms:
            return None, None
        held = self.world.offices_of(person, earliest, latest) if earliest != DAWN else ()
        past = [t.office for t in terms if t.since <= latest] or [t.office for t in terms]
        office = held[0] if held else past[-1]
        sector = self.world.functions.get(office.rpartition("/")[2], {}).get("sector") or "GOV"
        return self.world.code_of_body(body_of(office)), sector if held else None


def days(analysis: Analysis) -> tuple[str, str]:
    """The first and the last day on which a report may have been published."""
    published = analysis.published
    if published is None:
        return DAWN, DUSK
    return (published.earliest or DAWN)[:10], (published.latest or DUSK)[:10]


class Judged:
    """One report in the light of the judgements."""

    def __init__(self, report: Report, found: Analysis, identity: Identity, standing: Standing):
        self.report, self.found, self.identity, self.standing = report, found, identity, standing
        self.changes = [identity.change(self.seen(n)) for n in range(len(found.mentions))]
        self.places: dict[str | None, list[tuple[int, int, str | None]]] = defaultdict(list)
        for mention, step in zip(found.mentions, self.changes, strict=True):
            self.places[mention.actor].append(
                (mention.start, mention.end, step.now if step else mention.actor)
            )
        for places in self.places.values():
            places.sort(key=lambda place: place[:2])
        self.gains = [(a, b, now) for a, b, now in self.places.get(None, ()) if now is not None]
        """Mentions that stood for nobody, and whom they stand for now."""
        self.touched = any(self.changes) or any(self.follow(a, None) != a for a in self.elsewhere())

    def elsewhere(self) -> set[str]:
        """The actors of everything but mentions."""
        actors = {f.holder for f in self.found.figures if f.holder}
        for s in self.found.statements:
            actors |= {*s.to, *(s.source.actors if s.source else ())}
        for m in self.found.moves:
            actors |= {*m.by, *(p.actor for p in (*m.source, *m.target) if p.actor)}
        return actors

    def seen(self, n: int) -> Found:
        """A mention as the judgements look at it."""
        mention = self.found.mentions[n]
        if not self.identity.wordy:
            return Found(mention.actor, self.report.id, mention.span)
        return Found(
            mention.actor,
            self.report.id,
            mention.span,
            normal(self.report.quote(mention.span)),
            self.names.get(n, ""),
        )

    @cached_property
    def names(self) -> dict[int, str]:
        """For each pronoun or title the name before it (else after it) that stands for the same actor."""
        leans: dict[int, str] = {}
        last: dict[str, str] = {}
        waiting: dict[str, list[int]] = defaultdict(list)
        for n, mention in enumerate(self.found.mentions):
            if mention.actor is None:
                continue
            if mention.kind == "name":
                last[mention.actor] = normal(self.report.quote(mention.span))
                leans |= dict.fromkeys(waiting.pop(mention.actor, []), last[mention.actor])
            elif mention.kind in LEANING and mention.actor in last:
                leans[n] = last[mention.actor]
            elif mention.kind in LEANING:
                waiting[mention.actor].append(n)
        return leans

    def follow(self, actor: str, at: Span | None) -> str:
        """Who an actor named near some words has become: what the nearest mention of him has become."""
        places = self.places.get(actor)
        if not places:
            step = self.identity.change(Found(actor, self.report.id))
            return step.now if step else actor
        if at is None or len({now for *_, now in places}) == 1:
            return next((now for *_, now in places if now != actor), actor) or actor
        here = bisect_left(places, (at.start,), key=lambda place: place[:1])
        near = places[max(0, here - 1) : here + 2]
        return min(near, key=lambda p: max(p[0] - at.end, at.start - p[1], 0))[2] or actor

    def gained(self, at: Span) -> tuple[str, ...]:
        """Who words that stood for nobody mean now: a corrected mention that is their head."""
        for start, end, now in self.gains:
            if at.start <= start and end <= at.end:
                before = self.report.text[at.start : start].strip(" “\"'").casefold()
                after = self.report.text[end : at.end][:1]
                if before in ("", "the", "a", "an") and after not in ("’", "'"):
                    return (now,)
        return ()

    def all_of(self, actors: Iterable[str], at: Span) -> tuple[str, ...]:
        """Who several actors have become, each once."""
        return tuple(dict.fromkeys(self.follow(a, at) for a in actors))

    # --- the lists of an analysis -----------------------------------------------------------------

    def analysis(self) -> Analysis:
        """The analysis with everything following; the very same if nothing changes."""
        if not self.touched:
            return self.found
        statements = tuple(self.statement(s) for s in self.found.statements)
        tellers = {
            s.id: (s.source.actors, new.source.actors)
            for s, new in zip(self.found.statements, statements, strict=True)
            if s.source and new.source
        }
        return structs.replace(
            self.found,
            mentions=self.mentions(),
            figures=tuple(
                structs.replace(f, holder=self.follow(f.holder, f.span)) if f.holder else f
                for f in self.found.figures
            ),
            statements=statements,
            moves=tuple(self.move(m, tellers) for m in self.found.moves),
        )

    def mentions(self) -> tuple[Mention, ...]:
        """The mentions; of two that now say the same of the same words one stays."""
        once: dict[object, Mention] = {}
        for n, (mention, step) in enumerate(zip(self.found.mentions, self.changes, strict=True)):
            new = self.mention(mention, step) if step else mention
            once.setdefault((new.span, new.actor, n if new.actor is None else None), new)
        return tuple(once.values())

    def mention(self, mention: Mention, step: Step) -> Mention:
        """A mention that stands for somebody else now."""
        judgement = step.judgement
        keeps = judgement.kind == "merge" or (
            judgement.kind == "split" and not self.standing.known(mention.actor or "")
        )
        return structs.replace(
            mention,
            actor=step.now,
            office=mention.office if keeps else None,
            rule="judgement",
            flag=judgement.reason or f"{judgement.kind}, by {judgement.author}",
            sure=1.0,
        )

    def statement(self, s: Statement) -> Statement:
        """A statement with its speakers and addressees."""
        at = s.cue or s.span
        return structs.replace(s, source=self.source(s.source), to=self.all_of(s.to, at))

    def source(self, source: Source | None) -> Source | None:
        """The words for who says it, and who that is now."""
        if source is None:
            return None
        actors = self.all_of(source.actors, source.span) or self.gained(source.span)
        return structs.replace(source, actors=actors)

    def move(self, m: Move, tellers: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> Move:
        """A move with its tellers, who are those of its statement, and its parties."""
        was, now = tellers.get(m.statement or "", (None, ()))
        by = now if m.by == was else self.all_of(m.by, m.evidence)
        return structs.replace(
            m, by=by, source=self.parties(m.source, m.evidence), target=self.parties(m.target, m.evidence)
        )

    def parties(self, parties: Iterable[Party], evidence: Span) -> tuple[Party, ...]:
        """One side of a move, each actor once."""
        once: dict[object, Party] = {}
        for n, party in enumerate(parties):
            new = self.party(party, evidence)
            once.setdefault(new.actor or n, new)
        return tuple(once.values())

    def party(self, party: Party, evidence: Span) -> Party:
        """One party, with code and sector of whom it is now."""
        at = evidence if party.start is None or party.end is None else Span(party.start, party.end)
        if party.actor is None:
            now = next(iter(self.gained(at)), None) if at is not evidence else None
        else:
            now = self.follow(party.actor, at)
        if now is None or now == party.actor:
            return party
        if (standing := self.standing.of(now, self.found)) is None:
            # What the tables said of the one is nothing about the other; what the report printed stays.
            told = party.actor is None or not self.standing.known(party.actor)
            standing = (party.code, party.sector) if told else (None, None)
        return structs.replace(party, actor=now, code=standing[0], sector=standing[1])
