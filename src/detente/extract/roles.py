"""What part a noun phrase plays in its sentence: its role, what governs it, whose clause it stands in."""

from __future__ import annotations

from typing import Literal

from detente.parse import Token

Role = Literal["subject", "object", "agent", "possessive", "oblique", "apposition"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECTS = frozenset({"dobj", "dative", "iobj", "obj"})
VERBAL = frozenset({"VERB", "AUX"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "parataxis", "csubj", "csubjpass"}
)
RELATIVES = frozenset({"WDT", "WP", "WP$"})
PROMISES = frozenset({"promise", "vow", "pledge", "threaten", "offer", "swear", "agree"})
"""Verbs whose own subject does what the infinitive says, though a person stands between ("promised him to leave")."""


def coordinated(token: Token) -> Token:
    """The first of the words that this one is joined to by "and": its role is theirs."""
    seen = 0
    while token.dep == "conj" and token.pos not in VERBAL and token.head.pos not in VERBAL and seen < 20:
        token, seen = token.head, seen + 1
    return token


def role_of(head: Token) -> Role | None:
    """The role of the noun phrase with that head."""
    token = coordinated(head)
    if token.dep in SUBJECTS:
        return "subject"
    if token.dep in OBJECTS:
        return "object"
    if token.dep == "pobj":
        return "agent" if token.head.dep == "agent" else "oblique"
    if token.dep == "poss":
        return "possessive"
    return "apposition" if token.dep == "appos" else None


def preposition_of(head: Token) -> Token | None:
    """The preposition before the noun phrase."""
    token = coordinated(head)
    return token.head if token.dep == "pobj" else None


def governor_of(head: Token) -> Token | None:
    """The verb or noun that the noun phrase depends on, past its preposition."""
    token = coordinated(head)
    if token.head is token:
        return None
    above = token.head
    for _ in range(3):
        if above.pos not in ("ADP", "SCONJ") or above.head is above:
            break
        above = above.head
    return above


def clause_of(token: Token) -> tuple[Token | None, bool]:
    """The verb of the clause around a token, and whether the token is in that verb's subject."""
    below = token
    for above in token.ancestors():
        if above.pos in VERBAL and (above.dep in CLAUSES or above.head is above):
            return above, below.dep in SUBJECTS
        below = above
    if token.pos in VERBAL:
        return token, False
    return None, False


def depth_of(verb: Token | None) -> int:
    """How many clauses lie above that of the verb."""
    return (
        0
        if verb is None
        else sum(
            1
            for t in (verb, *verb.ancestors())
            if t.dep in ("ccomp", "relcl", "advcl", "acl", "pcomp", "xcomp")
        )
    )


def subject_of(verb: Token, limit: int = 12) -> Token | None:
    """The subject of a verb, said or understood; a relative pronoun gives what it stands for."""
    while limit > 0:
        limit -= 1
        if said := verb.child(*SUBJECTS):
            if said.tag in RELATIVES or (said.lower == "that" and verb.dep == "relcl"):
                return verb.head if verb.dep == "relcl" else None
            if said.lower not in ("it", "there", "this", "that", "what") or (
                said.pos == "PRON" and said.lower == "it"
            ):
                return said
            return None
        above = governing_verb(verb)
        if above is None:
            return verb.head if verb.dep == "acl" else None
        if (
            verb.dep in ("xcomp", "pcomp")
            and (affected := above.child("dobj", "dative"))
            and above.lemma not in PROMISES
        ):
            return affected
        if verb.dep == "acl":
            return verb.head
        verb = above
    return None


def governing_verb(verb: Token) -> Token | None:
    """The verb of the clause that this verb's clause depends on."""
    for above in verb.ancestors():
        if above.pos in VERBAL:
            return above
        if verb.dep in ("acl", "relcl"):
            continue
    return None
