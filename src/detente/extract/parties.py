"""The other side of an act, and who stands inside a thing ("the Danish plan", "threats made by Malta")."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.extract.bearings import ASIDE
from detente.extract.clause import (
    NOT_ACTORS,
    RELATIVE,
    agent,
    antecedent,
    conjuncts,
    direct_object,
    doer,
    is_noun,
    is_verb,
    own_subject,
    owner,
    prepositional,
    to_infinitive,
)
from detente.extract.frames import Match, bearing, is_thing, meaning, names_actor, words
from detente.extract.modality import is_case
from detente.parse.parsed import Token


def targets(verb: Token, matched: Match) -> list[Token]:
    """The other side of an act, where the frame says it stands."""
    thing = direct_object(verb)
    carrier = matched.object
    scene: list[Token] = []
    for slot in matched.frame.target:
        found: list[Token] = []
        if slot == "object":
            after = matched.particle.child("pobj") if matched.particle is not None else None
            found = (
                actor_of(after)
                if after is not None and thing is None
                else actor_of(thing)
                if thing is not None
                else []
            )
        elif slot == "dative":
            dative = verb.child("dative")
            if dative is not None:
                inner = dative if is_noun(dative) else dative.child("pobj")
                found = conjuncts(inner) if inner is not None else []
            elif carrier is not None and thing is not None and carrier is not thing and names_actor(thing):
                found = conjuncts(thing)  # "provided *Malta* with medicine"
        elif slot == "clause":
            below = verb.child("ccomp", "xcomp")
            who = own_subject(below) if below is not None else None
            found = conjuncts(who) if who is not None else []
        elif slot == "owner":
            owned = carrier or thing
            found = owners(owned) if owned is not None else []
        elif slot != "subject":
            found = actors_at(verb, (slot,))
            for place in (carrier, thing):
                if not found and place is not None:
                    found = actors_at(place, (slot,))
        if found and only_a_place(found):
            scene, found = scene or found, []
        if found and matched.frame.type == "CONSULT":
            return [state for one in found for state in senders(one)]
        if found:
            return found
    if scene:
        return scene
    several = (
        matched.frame.type in ("CONSULT", "AGREE")
        and (who := doer(verb)) is not None
        and len([state for one in conjuncts(who) for state in senders(one)]) > 1
    )
    if "object" in matched.frame.target or not matched.frame.target or several:
        return []
    return named_below(
        verb, said=matched.frame.type in ("AGREE", "SUPPORT") or bearing(matched.frame.type) == "verbal"
    )


def only_a_place(found: Sequence[Token]) -> bool:
    """Whether these are seas, hills or buildings: where it is done, if somebody else is named ("the blockade of *Malta*
    in the Adriatic")."""
    return all(t.entity in ("LOC", "FAC") for t in found)


def named_below(verb: Token, *, said: bool = False) -> list[Token]:
    """The first state, people or body named after a verb in its own clause, when no slot holds the other side.

    Also inside what it is for: "gave money to build schools for those displaced in *Togo*". `said`: it is an act of
    words, so that a place beside the verb is only where it was said ("agreed in Lima to …").
    """
    waiting = [c for c in verb.children if c.i > verb.i and c.dep in ("prep", "dobj", "dative")]
    if said:
        waiting = [c for c in waiting if c.dep != "prep" or c.lower not in ("in", "at")]
    waiting += [c for c in verb.children if c.i > verb.i and c.dep in ("advcl", "xcomp") and is_purpose(c)]
    steps = 0
    while waiting and steps < FAR:
        steps += 1
        token = waiting.pop(0)
        if (token.dep in ("prep", "agent") and token.lower in ASIDE) or is_case(token):
            continue
        if token.entity in ("GPE", "NORP", "ORG") and is_noun(token) and token.dep in ("pobj", "dobj"):
            return conjuncts(token)
        waiting[:0] = [c for c in token.children if c.dep in BELOW or (c.dep == "acl" and not is_told(c))]
    return []


BELOW = frozenset({"prep", "pobj", "pcomp", "dobj", "xcomp", "compound", "amod", "poss"})
FAR = 40
"""Words looked through for the other side, nearest first."""


def is_purpose(verb: Token) -> bool:
    """Whether a clause says what for ("met to discuss")."""
    return to_infinitive(verb) and verb.child("mark") is None


def is_told(clause: Token) -> bool:
    """Whether a description tells of an act with a doer of its own ("a camp *attacked by Chad*")."""
    return agent(clause) is not None


def blamed(verb: Token) -> list[Token]:
    """Whom a protest is against, where only its purpose tells ("marched to demand reforms from *Lima*")."""
    purposes = [c for c in verb.children if c.dep in ("advcl", "xcomp") and c.i > verb.i]
    for child in verb.children:
        if child.dep in ("dobj", "prep") and child.i > verb.i:
            purposes += [t for t in child.subtree() if t.dep == "acl" or t.lower == "protest"]
    for purpose in purposes:
        for token in sorted(purpose.subtree(), key=lambda t: t.i):
            named = token.entity in ("GPE", "NORP", "ORG", "PERSON") and token.dep in (
                "poss",
                "pobj",
                "dobj",
                "amod",
            )
            if token.i > purpose.i and named:
                return conjuncts(token) if is_noun(token) else actor_of(token.head)
    return []


NO_PLACE = frozenset({"in", "at", "near", "along", "around", "across", "on"})
"""Prepositions of place: what stands there is a party only if it is a name or people."""


def actors_at(token: Token, prepositions: Iterable[str]) -> list[Token]:
    """Who stands after the first of these prepositions that names somebody."""
    for word in prepositions:
        for noun in prepositional(token, word):
            if meaning(noun).entity in NOT_ACTORS:
                continue
            vague = word in NO_PLACE and noun.pos != "PROPN" and not names_actor(noun)
            if found := actor_of(noun, keep=not vague and not is_thing(noun)):
                return found
    return []


def senders(noun: Token) -> list[Token]:
    """The states that officials come from, where there are several ("ministers from *Malta* and *Togo*"), else the noun."""
    home = next(prepositional(noun, "from", "of"), None)
    if noun.lemma not in words("class", "officials") or noun.tag != "NNS" or home is None:
        return [noun]
    states = [t for t in conjuncts(home) if t.pos == "PROPN"]
    several = len(states) > 1 and any(t.entity == "GPE" for t in states)
    return states if several else [noun]


def actors_near(content: Token, prepositions: Sequence[str]) -> list[Token]:
    """The same for a clause: at its verb, then at its object."""
    if found := actors_at(content, prepositions):
        return found
    thing = direct_object(content) if is_verb(content) else None
    return actors_at(thing, prepositions) if thing is not None else []


def actor_of(noun: Token, keep: bool = True, depth: int = 0) -> list[Token]:
    """Who is meant by an object: itself, or who stands in it where it is a thing.

    "The *Danish* plan", "*Peru*'s moves", "the threats made by *Malta*". With `keep` a thing that names nobody is
    kept as it is ("denounced the remarks").
    """
    noun = antecedent(noun) if noun.lower in RELATIVE else noun
    if noun.entity in NOT_ACTORS and noun.pos in ("NUM", "PROPN"):
        return []
    if names_actor(noun) or noun.pos in ("PRON", "PROPN"):
        return conjuncts(noun)
    for child in noun.children:
        if child.dep == "poss" and child.pos != "PRON":
            return conjuncts(child)
        if child.dep == "acl" and (who := agent(child)) is not None:
            return conjuncts(who)
    if (by := next(prepositional(noun, "by"), None)) is not None:
        return conjuncts(by)
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.entity in ("NORP", "GPE", "ORG"):
            return [child]
    for word in WITHIN:
        for inner in prepositional(noun, word):
            if names_actor(inner):
                return conjuncts(inner)
            if depth < 2 and (deeper := actor_of(inner, False, depth + 1)):
                return deeper
    if not keep:
        return []
    return conjuncts(noun)


WITHIN = ("of", "against", "on", "from", "between", "with", "in", "into", "to", "for")
"""Prepositions after which the other side may stand inside a noun phrase, likeliest first."""


def owners(noun: Token) -> list[Token]:
    """The owner of a noun with its conjuncts, none if nobody is named."""
    found = owner(noun)
    if found is None:
        return []
    return [
        t
        for t in (
            conjuncts(found) if is_noun(found) else [found, *(c for c in found.children if c.dep == "conj")]
        )
    ]
