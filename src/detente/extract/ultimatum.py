"""Demands with a time: "gave Peru a week to leave", "set Chile a deadline of Friday", "handed Oslo an ultimatum"."""

from __future__ import annotations

from detente.extract.act import Act
from detente.extract.bearings import asked_mode, bearing_of_content, threat_mode
from detente.extract.clause import (
    conjuncts,
    direct_object,
    doer,
    is_passive,
    own_subject,
    prepositional,
    subject,
    to_infinitive,
)
from detente.extract.frames import is_thing, names_actor, words
from detente.extract.modality import Mood
from detente.parse.parsed import Token

SURE = 0.75


def ultimatum(verb: Token, mood: Mood) -> Act | None:
    """The demand that somebody makes who gives another so long, or till then, to do something; None for other verbs."""
    if mood.negated or mood.status == "hypothetical":
        return None
    if verb.lemma in words("turn", "ordering"):
        return ordered_out(verb, mood)
    if verb.lemma not in words("turn", "setting_terms"):
        return None
    if (
        verb.dep == "advcl"
        and verb.head.lemma in words("turn", "setting_terms")
        and limit_of(verb.head) is not None
    ):
        return None  # "issued an ultimatum, *giving them a week*": told already
    limit = limit_of(verb)
    asked = asked_of(verb, limit)
    if limit is None or not asked:
        return None
    content = content_of(verb, limit)
    if content is None:
        return None  # an ultimatum that says nothing of what is asked is a threat
    who = None if is_passive(verb) and subject(verb) is asked[0] else doer(verb)
    if who is None and not is_passive(verb):
        return None
    if who is not None and not (names_actor(who) or who.pos in ("PROPN", "PRON")):
        return None
    kind = bearing_of_content(content)[1]
    act = Act("REQUEST", verb, SURE, asked_mode(kind), mood.status, content=content)
    act.source, act.target, act.content_type = conjuncts(who) if who is not None else [], asked, kind
    if limit.lemma == "ultimatum":  # those who coded PLOVER's examples read it as a threat, whatever it asks
        act.type, act.mode, act.status = "THREATEN", threat_mode(kind), "planned"
    return act


def ordered_out(verb: Token, mood: Mood) -> Act | None:
    """ "Ordered the envoy to leave *within a week*": a demand with a time, beside the expulsion that it is."""
    content, asked = verb.child("xcomp", "ccomp"), direct_object(verb)
    if content is not None and not is_passive(verb):
        asked = own_subject(content) or asked
    if (
        content is None
        or asked is None
        or not to_infinitive(content)
        or content.lemma not in words("turn", "leaving")
    ):
        return None
    if is_own(asked) or not any(is_time_set(c) for above in (content, verb) for c in above.children):
        return None
    if not (names_actor(asked) or asked.pos in ("PRON", "PROPN")):
        return None
    who = doer(verb)
    act = Act("REQUEST", verb, SURE, asked_mode("RETREAT"), mood.status, content=content)
    act.source, act.target, act.content_type = (
        conjuncts(who) if who is not None else [],
        conjuncts(asked),
        "RETREAT",
    )
    return act


def is_own(people: Token) -> bool:
    """Whether people are the speaker's own ("*its* staff")."""
    return any(c.dep == "poss" and c.pos == "PRON" for c in people.children)


def is_time_set(preposition: Token) -> bool:
    """Whether words say by when: "within a week", "by Friday", "in 48 hours"."""
    inner = preposition.child("pobj") if preposition.dep == "prep" else None
    if inner is None or preposition.lower not in ("within", "by", "before", "in", "until"):
        return False
    return inner.entity in ("DATE", "TIME") or inner.lemma in words("turn", "lengths_of_time")


def limit_of(verb: Token) -> Token | None:
    """The word that sets the time: "until", a length of time, "deadline", "ultimatum"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep == "prep" and child.lower in ("until", "till") and verb.lemma == "give":
            return child
        if child.dep in ("dobj", "npadvmod", "oprd") and is_limit(child, verb):
            return child
    return None


def is_limit(noun: Token, verb: Token) -> bool:
    """Whether a noun is a time to do something in."""
    if noun.lemma in words("turn", "ultimatums"):
        return True
    return verb.lemma == "give" and noun.lemma in words("turn", "lengths_of_time")


def asked_of(verb: Token, limit: Token | None) -> list[Token]:
    """To whom the time is given."""
    for child in verb.children:
        if child is limit or child.dep not in ("dative", "dobj", "nsubjpass"):
            continue
        noun = child.child("pobj") if child.pos == "ADP" else child
        if noun is not None and (names_actor(noun) or (noun.pos == "NOUN" and not is_thing(noun))):
            return conjuncts(noun)
    for place in (verb, limit):
        for noun in prepositional(place, "to", "for") if place is not None else ():
            if names_actor(noun):
                return conjuncts(noun)
    return []


def content_of(verb: Token, limit: Token) -> Token | None:
    """What is to be done in that time."""
    return next(
        (
            c
            for above in (verb, limit)
            for c in above.children
            if c.i > limit.i
            and c.dep in ("advcl", "xcomp", "acl", "relcl")
            and (to_infinitive(c) or c.tag == "VB")
        ),
        None,
    )
