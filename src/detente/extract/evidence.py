"""An act written down as a move: the words for everything it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente import lexicon
from detente.extract.act import Act, inside, writers_own
from detente.extract.bearings import ASIDE
from detente.extract.clause import is_noun, is_verb, phrase, prepositional
from detente.extract.contexts import contexts
from detente.extract.frames import bearing, classes_of, words
from detente.extract.second import agreement, sure
from detente.model import Span
from detente.model.found import Figure, Move, Statement, Status, Time
from detente.parse.parsed import Parsed, Token

BY = "moves/1"


@dataclass(slots=True)
class Here:
    """What one sentence holds beside its acts. Statements keep their index in the passage."""

    said: list[tuple[int, Statement]] = field(default_factory=list)
    when: list[Time] = field(default_factory=list)
    counted: list[Figure] = field(default_factory=list)


def by_sentence(
    parsed: Parsed, said: Sequence[Statement], when: Sequence[Time], counted: Sequence[Figure]
) -> list[Here]:
    """The findings of a passage by sentence, so that no act looks through all of them."""
    here = [Here() for _ in parsed.sentences]
    starts = [s.span.start for s in parsed.sentences]

    def sentences_of(span: Span) -> range:
        first = max(0, bisect_right(starts, span.start) - 1)
        return range(first, max(first + 1, bisect_left(starts, span.end))) if here else range(0)

    for index, statement in enumerate(said):
        for n in sorted({n for span in statement.spans for n in sentences_of(span)}):
            here[n].said.append((index, statement))
    for time in when:
        for n in sentences_of(time.span):
            here[n].when.append(time)
    for figure in counted:
        for n in sentences_of(figure.span):
            here[n].counted.append(figure)
    return here


def finished(act: Act, parsed: Parsed, here: Here) -> Move:
    """The act as a record of spans."""
    generic = words("class", "generic")
    source = tuple(phrase(t, generic, parsed) for t in act.source)
    target = tuple(phrase(t, generic, parsed) for t in act.target if t not in act.source)
    trigger = Span(act.trigger.start, act.trigger.end)
    content = written([act.content, *inside(act.content)]) if act.content is not None else None
    condition = act.condition.hull() if act.condition is not None else None
    content = closed(content, parsed.text) if content is not None else None
    start, end = closed(evidence(act, source, target, content, condition), parsed.text)
    mode = told_mode(act) or act.mode
    if act.type == "CONSULT" and mode is None:
        mode = "multilateral" if len(source) + len(target) > 2 else None
    time, due = times_of(act, here.when, content)
    clause = Span(start, end)
    return Move(
        start=start,
        end=end,
        by=BY,
        sure=round(sure(act.sure, agreement(act.trigger, act.type)), 2),
        type=act.type,
        mode=mode,
        status=historical(act, parsed, time),
        polarity=act.polarity,
        statement=telling(trigger, here.said),
        source=source,
        target=target,
        trigger=trigger,
        content=content,
        content_type=act.content_type,
        condition=condition,
        when=time,
        due=due,
        place=place_of(act, parsed),
        figure=figure_of(act, here.counted, clause),
        contexts=contexts(parsed, clause),
    )


def told_mode(act: Act) -> str | None:
    """The mode that a word of the clause tells ("killed by *mortar* fire")."""
    if (modes := lexicon.toml("frames")["mode"].get(act.type)) is None:
        return None
    near = [act.trigger]
    for child in act.trigger.children:
        if child.dep == "prep" and child.lower in ("against", "over", "after"):
            continue  # "marched against air *strikes*"
        if child.dep in AFTER or child.dep in ("nsubj", "advcl"):
            near.extend(child.subtree())
    told = {t.lemma.lower() for t in near} | {t.lower for t in near}
    return next((mode for mode, tells in modes.items() if told.intersection(tells)), None)


AFTER = frozenset({"dobj", "prep", "dative", "agent", "attr", "acomp", "oprd", "prt"})


AROUND = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg"})
"""Relations of what belongs to the evidence: after the predicate only, and on either side."""


def evidence(
    act: Act, source: tuple[Span, ...], target: tuple[Span, ...], content: Span | None, condition: Span | None
) -> Span:
    """The clause with its arguments: from its own subject to its last word."""
    verb = act.trigger
    spans = [Span(verb.start, verb.end), *(s for s in (content, condition) if s is not None)]
    if verb.pos == "ADJ" and is_verb(verb.head):
        spans += [clean_hull(c) for c in verb.head.children if c.dep in ("nsubj", "nsubjpass")]
    own = {c.i for c in verb.children}
    if verb.dep != "advcl":  # "denies it while *massing* troops": the denial is no part of the evidence
        own |= {c.i for c in verb.head.children}
    for tokens, found in ((act.source, source), (act.target, target)):
        for token, span in zip(tokens, found, strict=False):
            joined = token.dep == "conj" and token.head.i in own
            below = token.head.i in own and token.head.head in (verb, verb.head)
            if token.i in own or joined or below or span.end > verb.start:
                spans.append(span)
    for child in verb.children:
        after = child.i > verb.i and child.dep in AFTER
        around = child.dep in AROUND or (is_noun(verb) and child.dep in ("det", "poss", "amod"))
        told = (
            is_noun(verb)
            and child.dep in ("relcl", "acl")
            and child.lemma in words("turn", "lasting") | {"hold"}
        )
        if after or around or told:
            spans.append(clean_hull(child))
    return Span(min(s.start for s in spans), max(s.end for s in spans))


APART = frozenset({"relcl", "advcl", "punct", "parataxis"})
"""Relations of what is left out of the evidence."""


def written(tokens: Iterable[Token]) -> Span:
    """From the first to the last of the words."""
    found = list(tokens)
    return Span(min(t.start for t in found), max(t.end for t in found))


def closed(words: Span, text: str) -> Span:
    """The words with the mark that closes a quotation begun in them, which the parser hangs elsewhere."""
    inside = text[words.start : words.end]
    after = text[words.end : words.end + 1]
    opened = (after == "”" and inside.count("“") > inside.count("”")) or (
        after == "»" and inside.count("«") > inside.count("»")
    )
    return Span(words.start, words.end + 1) if opened else words


def clean_hull(token: Token) -> Span:
    """The words of a child without relative clauses."""
    start, end = token.start, token.end
    waiting = [token]
    while waiting:
        here = waiting.pop()
        start, end = min(start, here.start), max(end, here.end)
        waiting.extend(c for c in here.children if c.dep not in APART and not writers_own(c))
    return Span(start, end)


def telling(trigger: Span, said: Iterable[tuple[int, Statement]]) -> int | None:
    """The innermost spoken statement whose content holds the trigger. Who only wants or supports a thing ("Togo backs
    the rebels who shelled the port") tells nothing of it: the report does."""
    best: tuple[int, int] | None = None
    for index, statement in said:
        if statement.kind != "speech":
            continue
        for span in statement.spans:
            if trigger.within(span) and (best is None or span.end - span.start <= best[0]):
                best = span.end - span.start, index
    return best[1] if best else None


def times_of(act: Act, when: Sequence[Time], content: Span | None) -> tuple[Span | None, Span | None]:
    """When it was done, and by when what is promised or threatened is due."""
    done: Span | None = None
    due: Span | None = None
    ahead = act.status in ("planned", "conditional") or act.type in ("AGREE", "THREATEN")
    for time in when:
        coming = time.expression.startswith("next:")  # "in the coming week"
        if time.type == "SET" or (time.type == "DURATION" and not coming) or governing(act, time) is None:
            continue
        future = "+" in time.expression or time.use in ("planned", "deadline") or time.tense == "future"
        inside_content = content is not None and time.span.within(content)
        asked = act.type == "REQUEST" and future and (inside_content or time.use == "deadline")
        if asked or (ahead and (future or inside_content)):
            due = due or time.span
        elif done is None and not inside_content:
            done = time.span
    return done, due


def governing(act: Act, time: Time) -> Token | None:
    """The act's predicate if the time stands in its clause, with no other clause between."""
    waiting = [act.trigger, *([act.trigger.head] if act.trigger.dep in ("dobj", "acomp", "nsubj") else [])]
    while waiting:
        token = waiting.pop()
        if time.start <= token.start < time.end:
            return act.trigger
        for child in token.children:
            if child.dep in ("nsubj", "nsubjpass"):  # "the minister on Monday denied …", hung on the minister
                waiting.extend(c for c in child.children if c.dep == "prep" and is_day(c))
            elif (
                child.dep in ELSEWHERE
                and child is not act.content
                and not (child.dep == "conj" and token is not act.trigger)
            ):
                continue
            elif child.dep != "prep" or child.lower not in ASIDE or is_day(child):
                waiting.append(child)
    return None


ELSEWHERE = frozenset({"relcl", "acl", "advcl", "conj", "ccomp", "parataxis"})
"""Relations of clauses that have times of their own."""


def is_day(preposition: Token) -> bool:
    """Whether a date or clock time follows at once."""
    inner = preposition.child("pobj")
    return inner is not None and inner.entity in ("DATE", "TIME")


def historical(act: Act, parsed: Parsed, time: Span | None) -> Status:
    """`historical` for what is dated with a year, or what a relative clause brings up as done before ("Malta, which
    has annexed the islet, …")."""
    if act.status not in ("occurred", "ongoing"):
        return act.status
    has = any(c.dep == "aux" and c.lower in ("has", "have") for c in act.trigger.children)
    perfect = act.trigger.tag == "VBN" and has
    clause = act.trigger
    while clause.dep == "conj" and clause.head is not clause:
        clause = clause.head
    if time is None and perfect and clause.dep == "relcl" and bearing(act.type) != "verbal":
        return "historical"
    if time is not None and any(
        part.isdigit() and len(part) == 4
        for part in parsed.text[time.start : time.end].replace(",", " ").split()
    ):
        return "historical"
    return act.status


def place_of(act: Act, parsed: Parsed) -> Span | None:
    """A named place after "in", "at", "near" in the clause."""
    around = [
        act.trigger,
        *([act.trigger.head] if act.trigger.dep in ("nsubj", "nsubjpass", "acomp") else []),
    ]
    around += [c for c in act.trigger.children if c.dep == "dobj"]
    around += [
        c for t in tuple(around) for c in t.children if c.entity == "DATE" and c.dep in ("npadvmod", "appos")
    ]
    around += [d for d in prepositional(act.trigger, "of", "on") if d.entity == "DATE"]
    for token in around:
        for word in ("in", "at", "near", "on"):
            for noun in prepositional(token, word):
                if noun.lemma in words("turn", "condition_phrases"):
                    continue
                if noun.entity in ON_A_MAP and noun not in act.target:
                    return phrase(noun, frozenset(), parsed)
                if (inner := place_inside(noun)) is not None and inner not in act.target:
                    return phrase(inner, frozenset(), parsed)
    return None


ON_A_MAP = ("GPE", "LOC", "FAC")


def place_inside(noun: Token) -> Token | None:
    """The place that a meeting or a building is called after or stands in: "at the *Lima* talks", "in a palace on *Lake Geneva*"."""
    if "meeting" in classes_of(noun):
        return next((c for c in noun.children if c.dep == "compound" and c.entity in ON_A_MAP), None)
    for _ in range(PLACES_DEEP):
        further = list(prepositional(noun, "in", "at", "on", "of", "near"))
        if not further or noun.entity in ON_A_MAP:
            break
        noun = further[0]
    return noun if noun.entity in ON_A_MAP else None


PLACES_DEEP = 3
"""Nouns looked through from a building to the place it stands in ("a hall of a castle above the bay of …")."""


def figure_of(act: Act, counted: Sequence[Figure], clause: Span) -> Span | None:
    """The first quantity in the object or subject of the act."""
    for child in act.trigger.children:
        if child.dep in ("dobj", "nsubj", "nsubjpass", "pobj"):
            around = clean_hull(child)
            for figure in counted:
                if figure.span.within(around) and figure.span.overlaps(clause):
                    return figure.span
    return None
