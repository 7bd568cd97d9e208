"""Time expressions of a passage, in TIMEX3 terms, not yet tied to a calendar day.

The grammar (`timex`) finds the words; the parse tells the tense they stand under and what they are used for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Literal, cast

from msgspec import structs

from detente.extract.numbers import GAP
from detente.extract.tense import COMING_WORDS, conditional, feared, lemmas, tense_of
from detente.extract.timex import Expression, context_free, expressions
from detente.lexicon import toml
from detente.model.found import Tense, Time, TimeUse
from detente.parse import Parsed
from detente.parse.parsed import Token

BY = "detente.times/2"

SURE = 0.91
"""Share of our expressions that stand in the gold of the time bench (relaxed precision, dev half)."""

DEADLINE_BEFORE = re.compile(
    rf"\b(?:by|before|until|till|within|no{GAP}later{GAP}than|not{GAP}later{GAP}than"
    rf"|deadline{GAP}(?:of|is|falls{GAP}on|is{GAP}on)|due){GAP}(?:(?:the|at{GAP}least|next|a|about|around){GAP})?\Z",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"(?:day|week|weekend|month|quarter|year|decade|century):\+[1-9]|ahead:|next:|is:FUTURE_REF"
    r"|.*;dir=1(?:;|\Z)"
)
BEHIND = re.compile(
    r"(?:day|week|weekend|month|quarter|year|decade|century):-|ago:|past:|is:PAST_REF|.*;dir=-1(?:;|\Z)"
)
CALENDAR = re.compile(r"(?:weekday|monthday|month|quarter|half|season|is):")


def times(parsed: Parsed) -> tuple[Time, ...]:
    """Every time expression of the passage, in text order."""
    starts = [token.start for token in parsed.tokens]
    found: list[Time] = []
    for one in expressions(parsed.text):
        found.append(beside(parsed, found[-1] if found else None, time(parsed, starts, one)))
    return tuple(found)


BESIDE = re.compile(
    rf",?{GAP}(?:and|or|to|at|through|until){GAP}|,{GAP}|{GAP}?[-–]{GAP}?|{GAP}at{GAP}(?:about|around){GAP}"
)


def beside(parsed: Parsed, before: Time | None, here: Time) -> Time:
    """A time right beside another takes its tense and use: "on Feb. 3 at 9:30", "next Monday and Tuesday"."""
    pair = {"DATE", "TIME"}
    if before is None or before.type not in pair or here.type not in pair or OWN.match(here.expression):
        return here
    if not BESIDE.fullmatch(parsed.text, before.end, here.start):
        return here
    return structs.replace(here, tense=before.tense, use=before.use)


OWN = re.compile(r"(?:\w+:[+-]|ago:|ahead:|is:|past:|next:)")
"""Expressions that know by themselves where they lie."""


def time(parsed: Parsed, starts: list[int], one: Expression) -> Time:
    """An expression with the tense it stands under and its use."""
    token = head_of(parsed, starts, one)
    verb = governing(token) if token else None
    tense = tense_of(verb) if verb else None
    tense = direction_of(parsed, one, token, verb, tense)
    if one.type == "SET" and tense == "future" and verb is not None and verb.tag in {"VBP", "VBZ"}:
        tense = "present"  # "meets every Monday" is a habit, no plan
    if one.symbols == "is:P1D" and tense == "future" and one.end - one.start == len("one day"):
        one = one._replace(type="DATE", symbols="is:FUTURE_REF")
    if (
        one.symbols.startswith("is:P")
        and one.type == "DURATION"
        and (tense != "past" or bound_by(token, verb))
    ):
        one = ahead_if_in(parsed, one, verb)
        tense = "future" if one.symbols.startswith("next:") else tense
    return Time(
        start=one.start,
        end=one.end,
        by=BY,
        sure=SURE,
        type=cast(Literal["DATE", "TIME", "DURATION", "SET"], one.type),
        expression=one.symbols,
        value=context_free(one.symbols),
        mod=one.mod,
        tense=tense,
        use=use_of(parsed, one, token, verb, tense),
        anchor=anchor_of(parsed, one),
    )


IN_BEFORE = re.compile(rf"\b(?:in|within){GAP}\Z", re.IGNORECASE)


def ahead_if_in(parsed: Parsed, one: Expression, verb: Token | None) -> Expression:
    """ "Expires in two weeks", "promised an answer within 48 hours", "gave them a week to answer": a length that begins at
    the document time."""
    within = IN_BEFORE.search(parsed.text[max(0, one.start - 12) : one.start])
    if not within and not given_time(parsed, one, verb):
        return one
    return one._replace(symbols="next:" + one.symbols.removeprefix("is:"))


def head_of(parsed: Parsed, starts: list[int], one: Expression) -> Token | None:
    """The word of the expression that hangs on a word outside of it."""
    first = bisect_left(starts, one.start)
    inside: list[Token] = []
    for token in parsed.tokens[first : first + 16]:
        if token.start >= one.end:
            break
        inside.append(token)
    outer = [t for t in inside if not one.start <= t.head.start < one.end or t.head is t]
    return outer[-1] if outer else (inside[-1] if inside else None)


UNTIL_DAY = re.compile(rf"\b(?:until|till){GAP}\Z", re.IGNORECASE)


def governing(token: Token) -> Token | None:
    """The nearest verb above the words."""
    for above in (token, *token.ancestors()):
        if above.pos in {"VERB", "AUX"}:
            return above
    return None


def direction_of(
    parsed: Parsed, one: Expression, token: Token | None, verb: Token | None, tense: Tense | None
) -> Tense | None:
    """Where it looks: words like "next" decide; a plan told in the past looks ahead for its object."""
    if AHEAD.match(one.symbols):
        return "future"
    if one.symbols.startswith("weekday:") and UNTIL_DAY.search(
        parsed.text[max(0, one.start - 8) : one.start]
    ):
        return "future"  # "kept the bridge shut until Friday"
    if BEHIND.match(one.symbols):
        return tense if tense == "past" else "past"
    if token is None or verb is None:
        return tense
    if tense != "past" and is_due(token):
        return "future"
    if verb.lemma in lemmas("plan") and planned_object(one, token, verb):
        return "future"
    return tense


def is_due(token: Token) -> bool:
    """ "Elections are *due* in May", "*likely* in May": the adjective looks ahead."""
    for above in (token, *token.ancestors()):
        if above.pos in {"VERB", "AUX"}:
            return False
        if above.pos == "ADJ" and above.lower in COMING_WORDS:
            return True
    return False


def planned_object(one: Expression, token: Token, verb: Token) -> bool:
    """Whether a month stands behind what is announced, or any date under "for" ("a vote for May")."""
    if token.start < verb.start:
        return False
    preposition = first_preposition(token, verb)
    if preposition in {"for", "until", "till"}:
        return True
    if not one.symbols.startswith(("month:", "season:", "quarter:", "half:")):
        return False
    between = [
        t for t in token.ancestors() if verb.start < t.start < token.start and t.pos in {"NOUN", "PROPN"}
    ]
    named = next((c for c in verb.children if c.dep in {"dobj", "nsubjpass"}), None)
    return bool(between) or (named is not None and named.start < token.start) or verb.lemma not in SAID_PLANS


SAID_PLANS = frozenset({"announce", "agree", "propose"})
"""Verbs that can be dated themselves: "announced in January" happened, "announced talks in June" will."""


def first_preposition(token: Token, verb: Token) -> str | None:
    """The preposition that the words hang on."""
    for above in token.ancestors():
        if above is verb:
            return None
        if above.pos == "ADP":
            return above.lower
    return None


def use_of(
    parsed: Parsed, one: Expression, token: Token | None, verb: Token | None, tense: Tense | None
) -> TimeUse:
    """What the expression is used for: see `found.TimeUse`."""
    if (verb is not None and conditional(verb)) or (token is not None and after_if(parsed, token)):
        return "hypothetical"
    binding = bound_by(token, verb)
    before = parsed.text[max(0, one.start - 24) : one.start]
    ahead = tense == "future"
    if one.type in {"DATE", "TIME"} or "within" in before.lower():
        if DEADLINE_BEFORE.search(before) and (binding or tense != "past") and not BEHIND.match(one.symbols):
            return "deadline"
        if binding and AHEAD.match(one.symbols):
            return "deadline"
    if one.type == "DURATION" and given_time(parsed, one, verb):
        return "deadline"
    if ahead and verb is not None and feared(verb):
        return "hypothetical"
    return "planned" if ahead else "happened"


def given_time(parsed: Parsed, one: Expression, verb: Token | None) -> bool:
    """ "Gave them a week to answer"."""
    return verb is not None and verb.lemma == "give" and parsed.text[one.end : one.end + 4] == " to "


def bound_by(token: Token | None, verb: Token | None) -> bool:
    """Whether the words stand under a verb that promises or demands, or under a deadline itself."""
    if token is None or verb is None:
        return False
    if any(above.lemma in deadlines() for above in islice(token.ancestors(), 5)):
        return True
    return any(v.lemma in lemmas("bind") for v in verbs_above(verb))


@cache
def deadlines() -> frozenset[str]:
    """Nouns for a time by which something is to be done."""
    return frozenset(noun for row in toml("times")["deadline"] for noun in row["nouns"])


def verbs_above(verb: Token) -> Iterator[Token]:
    """The verb and the two above it."""
    yield verb
    above = [a for a in verb.ancestors() if a.pos in {"VERB", "AUX"}]
    yield from above[:2]


def after_if(parsed: Parsed, token: Token) -> bool:
    """Whether "if", "in case of" stands before with no comma between: the parse may hang the time too high."""
    for before in reversed(parsed.tokens[max(0, token.i - 24) : token.i]):
        if before.sentence != token.sentence or before.text in {",", ";", ":", "—", "–"}:
            return False
        if before.lower in {"case", "event"} and parsed.tokens[before.i + 1].lower == "of":
            return True
        if before.lower in {"if", "unless"}:
            return not (before.i and parsed.tokens[before.i - 1].lower in {"as", "even", "only"})
    return False


EVENT_AFTER = re.compile(
    rf"{GAP}(?:before|after|into|prior{GAP}to|following){GAP}(?P<event>(?:the|its|his|her|their"
    rf"|this){GAP}[a-z]{{3,16}}(?:{GAP}of{GAP}(?:the|their|this){GAP}[a-z]{{3,16}})?)\b"
)
TO_PUBLISHED = re.compile(
    r"(?:day|week|weekend|month|quarter|half|season|year|decade|century|weekday|monthday|ago|ahead"
    r"|past|next|clock)[:;]"
)


def anchor_of(parsed: Parsed, one: Expression) -> str | None:
    """What it is counted from: `published`, the words of an event, or nothing."""
    if one.symbols.startswith("after:"):
        return one.symbols.partition(":")[2]
    if one.type == "DURATION" and (after := EVENT_AFTER.match(parsed.text, one.end)):
        return " ".join(after["event"].split())
    if one.symbols.startswith(("past:", "next:")):
        return "published"
    return "published" if TO_PUBLISHED.match(one.symbols) else None
