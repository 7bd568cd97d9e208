"""What a sentence tells, clause by clause, as a yes or a no: on whose word, of which things, sides and places.

Sentences of which no statement was found are told by the report itself. The words alone decide, so that a report read
long ago can be weighed again without a parser.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from detente.lexicon import toml
from detente.model.derived import Claim, Evidence
from detente.model.judged import Move, Statement, Time
from detente.model.record import Record, Span
from detente.weigh.acts import Reading, Sides, day, names_of_states
from detente.weigh.claims import Cluster
from detente.weigh.clauses import (
    HEAD,
    WORD,
    Clause,
    called_false,
    clauses,
    denying,
    is_matter,
    keeps_from,
    matters,
    phrases,
    root,
)

OWN_FUTURE = re.compile(r"^\W*(?:[\w’'-]+\s+){0,5}(?:will|would|won['’]t)\b")
"""A content that tells what one's own side will do."""

AGAINST = re.compile(r"^\W*(?:[\w’'-]+ ){0,4}against (?:any |a |an |the )?[\w-]+", re.I)
"""What somebody warns or argues against."""

LONGEST = 400
"""Characters from which what is told is a list or a paragraph, and no one thing."""

PASSING = 0.4
"""Share of a sentence that what somebody says must be, not to be named in passing."""

AIM = 12
"""Characters before a cue in which the word before it is looked for."""

SPEAKER = frozenset(("he", "she", "it", "they", "we", "i", "its", "his", "her", "their", "our", "my"))
"""Words by which one speaks of oneself, told by another."""


class Telling(Record, frozen=True, kw_only=True):
    """What one sentence tells."""

    cluster: int | None
    """The claim that it makes, by number; none where no statement or move was found in it."""
    evidence: Evidence
    text: str
    published: str | None
    tellers: frozenset[str]
    """The sides on whose word it is told; empty where the report itself or somebody unknown tells it."""
    named_source: bool
    """Whether somebody is said to tell it, known or not."""
    voice: frozenset[str]
    """The words by which the report names who tells it, as roots; empty where it is a pronoun, or nobody."""
    outlet: str | None
    """Whose report it is."""
    answers: bool
    """Whether it says no to what somebody says."""
    clauses: tuple[Clause, ...]
    words: frozenset[str]
    """Roots of all content words, names among them."""
    names: frozenset[str]
    """Those with a capital that stand for no side."""
    sides: frozenset[str]
    """Every side that tells, acts or is named."""
    charge: bool = False
    """Whether it is told as a charge, a rumour or what somebody only claims."""
    blamed: frozenset[str] = frozenset()
    """Sides of which a hostile act is told …"""
    others: frozenset[str] = frozenset()
    """… and all that are named in what is told, the tellers left out."""
    lead: str | None = None
    """The side that what is told names first, else the one who tells it."""
    places: frozenset[tuple[str, str]] = frozenset()
    """Places where it is, with their countries."""
    first: str | None = None
    """First and last day of what is told, if the sentence dates it."""
    last: str | None = None
    over: str | None = None
    """The last day that it names as past."""

    @property
    def order(self) -> tuple[str, str, int]:
        """A key that no order of arrival can change."""
        return (self.published or "9999", self.evidence.report, self.evidence.start)


# --- sentences ---------------------------------------------------------------------------------------


class Scene:
    """One report, with what stands in each of its sentences."""

    def __init__(self, reading: Reading):
        self.reading = reading
        analysis = reading.analysis
        self.said: dict[Span, list[Statement]] = defaultdict(list)
        self.moves: dict[Span, list[Move]] = defaultdict(list)
        for s in analysis.statements:
            if at := reading.sentence_of(s.cue or s.span):
                self.said[at].append(s)
        for m in analysis.moves:
            if at := reading.sentence_of(m.evidence):
                self.moves[at].append(m)
        self.place_starts = frozenset(p.start for p in analysis.places)
        states = names_of_states()
        self.literal = sorted(
            (p.start, p.name, p.country or "")
            for p in analysis.places
            if p.use == "literal" and p.country and p.name not in states
        )

    def named_in(self, span: tuple[int, int]) -> list[tuple[int, int, str]]:
        """Stretches of a span that stand for actors or states, with their actor."""
        found = [(m.start, m.end, m.actor or "") for m in self.reading.mentions_in(span)]
        at = bisect_left(self.reading.countries, (span[0], 0, ""))
        while at < len(self.reading.countries) and self.reading.countries[at][1] <= span[1]:
            start, end, code = self.reading.countries[at]
            found.append((start, end, f"state:{code}"))
            at += 1
        return found

    def places_in(self, span: tuple[int, int]) -> Iterable[tuple[str, str]]:
        """Places that a stretch names as where something is, with their countries; states left out."""
        at = bisect_left(self.literal, (span[0], "", ""))
        while at < len(self.literal) and self.literal[at][0] < span[1]:
            yield self.literal[at][1:]
            at += 1


class Voice(Record, frozen=True, kw_only=True):
    """Who tells a stretch of a sentence, and how."""

    spans: tuple[tuple[int, int], ...]
    tellers: frozenset[str]
    named_source: bool
    denies: bool = False
    source: tuple[int, int] | None = None
    statement: str | None = None


def tellings(made: Sequence[tuple[Cluster, Claim]], readings: Iterable[Reading]) -> list[Telling]:
    """Everything that the reports tell, in the order of publication; what copies repeat, once."""
    by_act, by_sentence = numbers(made)
    seen: set[object] = set()
    found = []
    for reading in readings:
        scene = Scene(reading)
        for sentence in reading.sentences:
            for new in of_sentence(scene, Span(*sentence), by_act, by_sentence):
                name = (
                    (new.cluster, new.clauses)
                    if new.cluster is not None
                    else " ".join(new.text.lower().split())
                )
                if name not in seen:
                    seen.add(name)
                    found.append(new)
    return sorted(found, key=lambda t: t.order)


def numbers(made: Sequence[tuple[Cluster, Claim]]) -> tuple[dict[str, int], dict[tuple[str, Span], int]]:
    """The claim of every statement and move, by id and by the sentence it stands in."""
    by_act: dict[str, int] = {}
    by_sentence: dict[tuple[str, Span], int] = {}
    for n, (cluster, _) in enumerate(made):
        for act in cluster.acts:
            if act.kind not in ("statement", "move"):
                continue
            by_act.setdefault(act.id, n)
            if act.statement:
                by_act.setdefault(act.statement, n)
            if act.sentence:
                by_sentence.setdefault((act.report, act.sentence), n)
    return by_act, by_sentence


def of_sentence(
    scene: Scene, sentence: Span, by_act: dict[str, int], by_sentence: dict[tuple[str, Span], int]
) -> list[Telling]:
    """What one sentence tells."""
    reading = scene.reading
    passage = reading.passage_of(sentence)
    if reading.passages and reading.passages[passage].role in ("caption", "litter", "byline", "dateline"):
        return []
    found = []
    for voice in voices(scene, sentence):
        number = by_act.get(voice.statement or "", by_sentence.get((reading.report.id, sentence)))
        if new := telling(scene, sentence, voice, number):
            found.append(new)
    return found


def voices(scene: Scene, sentence: Span) -> list[Voice]:
    """Who tells what in a sentence: those whose statements stand in it, else the report itself."""
    said = scene.said.get(sentence, [])
    found = [v for s in said if (v := voice_of(scene.reading, s, sentence))]
    if found and (rest := beside(scene, sentence, said, found)):
        return [*found, rest]
    if found or any(s.act not in asserting() and not s.inside for s in said if s.kind == "speech"):
        return found
    if any(warns_against(scene.reading, s) for s in said):
        return []
    told = frozenset(party(a, scene.reading.sides) for m in scene.moves.get(sentence, ()) for a in m.by)
    return [Voice(spans=(sentence,), tellers=told, named_source=bool(told))]


def beside(scene: Scene, sentence: Span, said: Sequence[Statement], found: Sequence[Voice]) -> Voice | None:
    """What the report itself tells before it names in passing what somebody said ("…, despite claims of a pullback")."""
    told = sum(end - start for v in found for start, end in v.spans)
    first = min(min(x.start for x in (s.source, s.cue, s.span) if x is not None) for s in said)
    if told > PASSING * (sentence.end - sentence.start) or first - sentence.start < told:
        return None
    return Voice(spans=((sentence.start, first),), tellers=frozenset(), named_source=False)


def voice_of(reading: Reading, s: Statement, sentence: Span) -> Voice | None:
    """The voice of a statement that asserts or denies something; None for the others."""
    actors = s.source.actors if s.source else ()
    tellers = frozenset(whose(reading, s, party(a, reading.sides)) for a in actors)
    spans = whole(reading, s, sentence)
    text = " ".join(reading.report.quote(x) for x in spans)
    cue = reading.report.quote(s.cue) if s.cue else ""
    if phrases("wishing").search(cue) or phrases("wishing").search(" ".join(text.split()[:HEAD])):
        return None
    if warns_against(reading, s):
        return None
    denies = is_denial(reading, s, text)
    if not denies and not is_assertion(reading, s, tellers):
        return None
    return Voice(
        spans=spans,
        tellers=tellers,
        named_source=s.source is not None,
        denies=denies,
        source=(s.source.start, s.source.end) if s.source else None,
        statement=s.id,
    )


def warns_against(reading: Reading, s: Statement) -> bool:
    """Whether somebody warns or argues against a thing, and does not tell that it is so."""
    return AGAINST.search(reading.report.quote(s.span)) is not None


def whose(reading: Reading, s: Statement, side: str) -> str:
    """For whom a source of some country speaks: its opposition and its press do not speak for the state."""
    source = reading.report.quote(s.source.span) if s.source else ""
    if phrases("opposed").search(source):
        return f"against:{side}"
    if phrases("independent").search(source) and not phrases("ruled").search(source):
        return f"press:{side}"
    return side


def whole(reading: Reading, s: Statement, sentence: Span) -> tuple[tuple[int, int], ...]:
    """The content of a statement without its asides; to the end of its sentence where it was cut before it told anything."""
    spans = reading.clipped(s.spans)
    start, end = spans[0][0], spans[-1][1]
    short = not any(
        is_matter(w.group().lower()) and w.group().islower()
        for x in spans
        for w in WORD.finditer(reading.report.quote(x))
    )
    behind = s.cue is not None and s.cue[1] <= start
    return ((start, max(end, sentence.end)),) if short and behind else tuple(spans)


def is_denial(reading: Reading, s: Statement, text: str) -> bool:
    """Whether a statement says no to what is said. To deny somebody something is no denial, and then nobody is told to say it,
    or it is told as an aim ("aimed at denying them fuel")."""
    if s.cue and phrases("minimising").search(reading.report.quote(s.cue)):
        return False
    if s.act in ("reject", "refuse"):
        seen = phrases("said").search(text)
        return seen is not None and len(text[: seen.start()].split()) <= (HEAD if s.act == "reject" else 1)
    if s.source is None or (s.act != "deny" and s.polarity != "denied"):
        return False
    between = reading.report.text[s.cue[1] : s.spans[0][0]] if s.cue and s.cue[1] <= s.spans[0][0] else ""
    if keeps_from(text) or withheld().match(text) or withheld().match(between.strip() + " the"):
        return False
    before = reading.report.text[max(0, s.cue[0] - AIM) : s.cue[0]].split() if s.cue else []
    return not (before and before[-1].lower() in ("at", "of", "by", "for", "to"))


@cache
def withheld() -> re.Pattern[str]:
    """A content that somebody is denied, and no denial ("denied them fuel", "denied Norvia the islands")."""
    return re.compile(
        r"(?:(?:him|them|us|me|her)\b|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)* (?:the|any|its|their|an?|access)\b)"
    )


def is_assertion(reading: Reading, s: Statement, tellers: frozenset[str]) -> bool:
    """Whether a statement tells that something is so. To warn that somebody else will do a thing is no threat."""
    if s.polarity == "negated" or s.act == "deny":
        return False
    if s.act in asserting():
        return True
    if s.act in ("refuse", "promise"):
        # "said that it would not start a war": he tells what will be.
        return OWN_FUTURE.search(reading.report.quote(s.span)) is not None
    if s.act != "threaten":
        return False
    if phrases("conditional").search(reading.report.quote(s.span)):
        return False
    doers = [party(m.actor or "", reading.sides) for m in reading.mentions_in(s.span)]
    return bool(doers) and doers[0] not in tellers


def party(actor: str, sides: Sides) -> str:
    """The side an actor speaks for; an armed group or movement speaks for itself, not for the state it is in."""
    return actor if actor.startswith("group:") else sides.of(actor)


@cache
def asserting() -> frozenset[str]:
    """Acts of saying by which somebody asserts that something is so."""
    return frozenset(toml("contrary")["asserts"])


def telling(scene: Scene, sentence: Span, voice: Voice, number: int | None) -> Telling | None:
    """What a voice tells, clause by clause; None where it tells nothing of any matter."""
    reading = scene.reading
    answers = voice.denies or calls_false(
        reading.report.quote(sentence) if not voice.statement else quoted(reading, voice)
    )
    if answers and not voice.denies:
        voice = whose_word(scene, sentence, voice)
    text = quoted(reading, voice)
    if text.rstrip(" ”\"'").endswith("?") or len(text) > LONGEST or "](" in text:
        return None
    parts = list(clauses(text))
    if not parts and not answers:
        return None
    words, names, sides = things(scene, voice.spans)
    if voice.denies:
        parts = [denied(c, words) for c in parts[:1]]
    if voice.source and speaks_of_himself(text):
        own = things(scene, [voice.source])
        words, names, sides = words | own[0], names | own[1], sides | own[2]
    if not words and not answers:
        return None
    where = frozenset(scene.places_in(sentence))
    moves = scene.moves.get(sentence, [])
    acting = {party(p.actor, reading.sides) for m in moves for p in (*m.source, *m.target) if p.actor}
    first, last = dated([t for span in voice.spans for t in reading.times_in(span)])
    return Telling(
        cluster=number,
        evidence=Evidence(
            report=reading.report.id, start=sentence.start, end=sentence.end, sentence=sentence
        ),
        text=text,
        published=reading.day,
        tellers=voice.tellers,
        named_source=voice.named_source,
        voice=matters(reading.report.quote(voice.source)) if voice.source else frozenset(),
        outlet=reading.report.outlet,
        answers=answers,
        clauses=tuple(parts),
        words=words,
        names=names,
        sides=frozenset(sides | acting | voice.tellers | {country for _, country in where}),
        charge=bool(phrases("charging").search(reading.report.quote(sentence))),
        blamed=blamed(moves, reading.sides),
        others=things(scene, voice.spans)[2] - voice.tellers,
        lead=lead(scene, voice),
        places=where,
        first=first,
        last=last,
        over=max(
            (d for t in reading.times_in(sentence) if t.use == "happened" and (d := day(t.latest))),
            default=None,
        ),
    )


def lead(scene: Scene, voice: Voice) -> str | None:
    """The side that what is told names first; where it names none, the one who tells it, if there is but one."""
    named = sorted(x for span in voice.spans for x in scene.named_in(behind_topic(scene, span)))
    sides = [party(side, scene.reading.sides) for _, _, side in named if side]
    if sides:
        return sides[0]
    return next(iter(voice.tellers)) if len(voice.tellers) == 1 else None


def behind_topic(scene: Scene, span: tuple[int, int]) -> tuple[int, int]:
    """A stretch without the topic that a headline puts before a colon ("Ukraine-Russia tensions: …")."""
    colon = scene.reading.report.quote(Span(*span)).find(": ")
    return (span[0] + colon + 1, span[1]) if colon >= 0 else span


def quoted(reading: Reading, voice: Voice) -> str:
    """The words of a voice."""
    return " ".join(reading.report.quote(x) for x in voice.spans)


def denied(c: Clause, words: frozenset[str]) -> Clause:
    """A clause that somebody says no to; of all that is denied, where its main clause has no matter ("denied having said")."""
    return Clause(
        text=c.text,
        words=c.words or words,
        scope=c.words or words,
        focus=frozenset(),
        roots=c.roots,
        no=not c.no,
        real=c.real,
        conditional=c.conditional,
    )


def calls_false(text: str) -> bool:
    """Whether it calls false what was said ("called reports of a raid baseless")."""
    return bool(denying().search(text) or (phrases("said").search(text) and called_false().search(text)))


def whose_word(scene: Scene, sentence: Span, voice: Voice) -> Voice:
    """A report's own sentence that tells who calls something false is on that one's word, and about that alone."""
    if voice.tellers or voice.statement:
        return voice
    seen = phrases("said").search(scene.reading.report.quote(sentence))
    start = sentence.start + (seen.start() if seen else 0)
    before = scene.reading.mentions_in((sentence.start, start))
    tellers = frozenset(party(m.actor, scene.reading.sides) for m in before[:1] if m.actor)
    return Voice(spans=((start, sentence.end),), tellers=tellers, named_source=bool(before))


def speaks_of_himself(text: str) -> bool:
    """Whether the first words of a content point to the one who speaks."""
    return any(w.group().lower() in SPEAKER for w in list(WORD.finditer(text))[:HEAD])


def things(
    scene: Scene, spans: Sequence[tuple[int, int]]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Content words of spans as roots, the names among them, and the sides named there."""
    words: set[str] = set()
    names: set[str] = set()
    sides: set[str] = set()
    for span in spans:
        named = scene.named_in(span)
        sides.update(party(side, scene.reading.sides) for _, _, side in named if side)
        text = scene.reading.report.quote(span)
        for n, found in enumerate(WORD.finditer(text)):
            word, at = found.group(), span[0] + found.start()
            capital = word[0].isupper()
            if capital and any(start <= at < end for start, end, _ in named):
                continue
            if not is_matter(word.lower()):
                continue
            words.add(root(word))
            if capital and (n or at in scene.place_starts):
                names.add(root(word))
    return frozenset(words), frozenset(names), frozenset(sides)


HOSTILE = ("ASSAULT", "COERCE", "MOBILIZE")
"""Types of moves that one side blames another for."""


def blamed(moves: Iterable[Move], sides: Sides) -> frozenset[str]:
    """The sides of which hostile acts are told."""
    found: set[str | None] = set()
    for m in moves:
        if m.type == "ACCUSE":
            found |= {p.actor for p in m.target}
        elif m.type in HOSTILE and m.polarity == "affirmed":
            found |= {p.actor for p in m.source}
    return frozenset(party(a, sides) for a in found if a)


def dated(times: Iterable[Time]) -> tuple[str | None, str | None]:
    """The one day that what is told gives to itself. When it was said is no part of it."""
    days = {(day(t.earliest), day(t.latest)) for t in times if t.type in ("DATE", "TIME")}
    found = days.pop() if len(days) == 1 else (None, None)
    return found if found[0] == found[1] else (None, None)


def by_blamed(found: Sequence[Telling]) -> dict[str, list[int]]:
    """The tellings that blame a side for a hostile act."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, t in enumerate(found):
        for side in t.blamed - t.tellers:
            index[side].append(at)
    return index


def by_word(found: Sequence[Telling]) -> dict[str, list[int]]:
    """The tellings that have a word, by its root."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, t in enumerate(found):
        for word in t.words:
            index[word].append(at)
    return index
