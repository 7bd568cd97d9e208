"""Whose a quantity is, where and when, for each of what, and how certain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from detente.extract.numbers import GAP
from detente.extract.tense import conditional, feared, lemmas, tense_of
from detente.lexicon import toml
from detente.model import Span
from detente.model.found import Modality, Time
from detente.parse import Parsed
from detente.parse.parsed import Token

STEPS = 8
"""How far a chain of "of" is followed."""


@cache
def table(kind: str, field: str) -> frozenset[str]:
    """All words of the lexicon's rows of that kind."""
    return frozenset(word for row in toml("figures")[kind] for word in row[field])


def top_of(noun: Token) -> Token:
    """The noun that the words hang on by "of": `force` for "a force of 900 *men*"."""
    for _ in range(STEPS):
        if noun.dep != "pobj" or noun.head.lower != "of" or noun.head.head is noun.head:
            break
        noun = noun.head.head
    return noun


# --- whose


def subject_of(verb: Token) -> Token | None:
    """Who does it: the subject, the antecedent of "which", or that of the clause above for a participle."""
    for clause in (verb, *verb.ancestors()):
        if clause.pos not in {"VERB", "AUX"}:
            if clause.pos == "NOUN" and verb.dep in {"acl", "relcl"}:
                return clause
            continue
        subject = clause.child("nsubj", "nsubjpass")
        if subject is not None:
            if subject.lower in {"which", "who", "that"} and clause.dep == "relcl":
                return clause.head
            return subject
        if clause.dep == "conj" and clause.head is not clause:
            continue
        if clause.tag not in {"VBG", "VB", "VBN"}:
            return None
    return None


def holder(noun: Token, verb: Token | None) -> Span | None:
    """The words for who has, gives, gets or loses what is counted; things ("the budget") hold nothing."""
    head = owner(noun, verb)
    if head is None or head.lemma.lower() in table("thing", "nouns"):
        return None
    return head.span if head.dep in {"amod", "compound", "nmod"} else nominal(head)


def owner(noun: Token, verb: Token | None) -> Token | None:
    """The head of those words."""
    for counted in dict.fromkeys((noun, top_of(noun))):
        poss = counted.child("poss")
        if poss is not None and poss.pos in {"PROPN", "NOUN", "PRON"}:
            return poss
    people = next(
        (c for c in noun.children if c.entity in {"NORP", "GPE"} and c.dep in {"amod", "compound", "nmod"}),
        None,
    )
    if people is not None or verb is None:
        return people
    if verb.lemma == "cost":
        return verb.child("dative")
    if verb.lemma not in table("hold", "lemmas"):
        return None
    if verb.dep == "acl" or any(c.dep == "nsubjpass" for c in verb.children):
        by = verb.child("agent")
        return by.child("pobj") if by else None
    if not (governs(verb, noun) or is_price(verb, noun)):
        return None
    subject = subject_of(verb)
    return subject if subject is not noun else None


def governs(verb: Token, noun: Token) -> bool:
    """Whether the noun is, or stands in, the object of the verb."""
    object_of_verb = verb.child("dobj")
    return object_of_verb is not None and object_of_verb in (noun, *noun.ancestors())


def is_price(verb: Token, noun: Token) -> bool:
    """ "Bought arms *for 20 million*": a sum that the subject gives."""
    return verb.lemma in table("price", "lemmas") and noun.dep == "pobj" and noun.head.lower == "for"


def nominal(head: Token) -> Span:
    """The noun phrase of a head without clauses and appositions behind it."""
    start, end = head.start, head.end
    for child in head.children:
        if child.dep in {"det", "amod", "compound", "poss", "nmod", "nummod"} and child.start < head.start:
            start = min(start, child.hull().start)
    for _ in range(STEPS):
        of = next((c for c in head.children if c.dep == "prep" and c.lower == "of"), None)
        if of is None:
            break
        below = of.child("pobj")
        end = max(end, below.end if below else of.end)
        if below is None:
            break
        head = below
    return Span(start, end)


# --- where and when

AT = frozenset(
    "in at along near on inside around across outside within throughout off from into to".split()  # noqa: SIM905 - words in a row are read at a glance
)
EVERY = frozenset({"each", "every", "either"})


def place(noun: Token, verb: Token | None, *, is_sum: bool) -> Span | None:
    """The words for where: a place under "in", "along", "near" of the noun or its verb, or one that is guarded.

    What is given to a state lies in no place ("lent $5 million to Peru").
    """
    given = is_sum or (verb is not None and verb.lemma in table("give", "lemmas"))
    for owner in dict.fromkeys((noun, top_of(noun), verb)):
        for child in owner.children if owner is not None else ():
            if child.dep != "prep" or child.lower not in AT or child.start < noun.start:
                continue
            if given and child.lower in {"to", "from"}:
                continue
            if (head := child.child("pobj")) is not None and is_place(head):
                return nominal(head)
    if verb is not None and verb.lemma in table("guard", "lemmas"):
        guarded = verb.child("dobj")
        return nominal(guarded) if guarded is not None and guarded is not noun and is_place(guarded) else None
    return None


def is_place(head: Token) -> bool:
    """Whether the words name a place, and not each of several."""
    if any(c.lower in EVERY for c in head.children if c.dep == "det"):
        return False
    return head.entity in {"GPE", "LOC", "FAC"} or head.lower in table("place", "nouns")


def time_near(
    parsed: Parsed,
    starts: list[int],
    word: Token,
    noun: Token | None,
    verb: Token | None,
    when: Sequence[Time],
) -> Span | None:
    """The date under the same verb, or on the counted noun itself; a date of another clause tells nothing."""
    sentence = parsed.sentences[word.sentence].span
    here = []
    for time in when:
        if time.type not in {"DATE", "TIME"} or "REF" in (time.value or "") or not time.span.within(sentence):
            continue
        first = parsed.tokens[min(bisect_left(starts, time.start), len(starts) - 1)]
        above = (first, *first.ancestors())
        if noun in above or next((t for t in above if t.pos in {"VERB", "AUX"}), None) is verb:
            here.append(time.span)
    return min(here, key=lambda span: abs(span.start - word.start), default=None)


# --- for each of what

EACH = re.compile(
    rf"{GAP}(?P<per>on{GAP}each{GAP}side|on{GAP}(?:either|both){GAP}sides?|per{GAP}[a-z]{{2,14}}(?:{GAP}hour)?|each"
    rf"|apiece|in{GAP}all|(?:each|every){GAP}(?:day|week|month|year|night)"
    rf"|an?{GAP}(?:hour|day|night|week|month|quarter|year|head|barrel|tonne?|litre|liter|gallon|ounce|share|piece"
    rf"|person|kilo|kilogram|minute|mile|kilometre|kilometer))\b",
    re.IGNORECASE,
)


def per_behind(text: str, end: int) -> Span | None:
    """ "On each side", "a barrel", "per head" right behind the words."""
    found = EACH.match(text, end)
    return Span(*found.span("per")) if found else None


def per_around(noun: Token, verb: Token | None, when: Sequence[Time]) -> Span | None:
    """ "In each district" under the noun or its verb, or how often ("each day")."""
    for head in (noun, verb):
        for child in head.children if head is not None else ():
            below = child.child("pobj") if child.dep == "prep" and child.start > noun.start else None
            if below is not None and any(c.lower in EVERY for c in below.children if c.dep == "det"):
                return Span(child.start, below.end)
            if child.dep == "npadvmod" and (often := often_at(child, when)):
                return often
    return None


def often_at(token: Token, when: Sequence[Time]) -> Span | None:
    """The words for how often that the token stands in."""
    return next((t.span for t in when if t.type == "SET" and t.start <= token.start < t.end), None)


# --- how certain


def modality(noun: Token, verb: Token | None, *, dated: bool) -> Modality:
    """Whether the quantity is told as a fact, is to come, only might be, or is said not to be.

    The present of a timetable looks ahead only with a date ("the aid arrives in May").
    """
    if noun.dep == "pobj" and noun.head.lower == "without":
        return "denied"
    if verb is None:
        return "planned" if planned_noun(noun) else "is"
    if denied(verb):
        return "denied"
    if conditional(verb) or feared(verb) or supposed(verb):
        return "hypothetical"
    if planned_noun(noun) or asked_for(verb):
        return "planned"
    if not dated and verb.tag in {"VBP", "VBZ"} and verb.lemma in lemmas("schedule"):
        return "is"
    return "planned" if tense_of(verb) == "future" and not allowed(verb) else "is"


def verbs_up(verb: Token) -> Iterator[Token]:
    """The verb, and the verbs of saying and wanting that its clause is the object of."""
    yield verb
    for _ in range(STEPS):
        if verb.dep not in {"ccomp", "xcomp", "conj"} or verb.head.pos not in {"VERB", "AUX"}:
            return
        if verb.dep != "conj":
            yield verb.head
        verb = verb.head


def denied(verb: Token) -> bool:
    """Whether the clause is negated, or stands under "deny"."""
    return any(
        (n < 2 and v.child("neg") is not None) or (n > 0 and v.lemma in table("deny", "lemmas"))
        for n, v in enumerate(verbs_up(verb))
    )


def supposed(verb: Token) -> bool:
    """ "Would receive … if": an if-clause hangs on a verb under "would"; "may rise" might not."""
    helpers = {c.lower for c in verb.children if c.dep == "aux"}
    if "may" in helpers:
        return True
    clauses = (c for c in verb.children if c.dep == "advcl")
    under_if = any(m.lower in {"if", "unless"} for c in clauses for m in c.children if m.dep == "mark")
    return bool(helpers & {"would", "'d", "’d"}) and under_if


def allowed(verb: Token) -> bool:
    """ "Can carry 40", "must spend 2 percent": what holds already."""
    return bool({c.lower for c in verb.children if c.dep == "aux"} & {"can", "must", "could"})


def asked_for(verb: Token) -> bool:
    """The bare form after "demands that": "that Peru *pull* back 20 ships"."""
    if verb.dep != "ccomp" or verb.head.lemma not in lemmas("bind"):
        return False
    subject = verb.child("nsubj")
    singular = subject is not None and subject.tag in {"NN", "NNP"} and subject.child("conj") is None
    return verb.tag == "VB" or (verb.tag == "VBP" and singular)


def planned_noun(noun: Token) -> bool:
    """ "A plan for 300 beds": what the words hang on is only meant to be."""
    for above in noun.ancestors():
        if above.pos in {"VERB", "AUX"}:
            return False
        if above.lemma.lower() in table("intent", "nouns"):
            return True
    return False
