"""Where a verb lies in time, as its helpers and the verbs above it say."""

from __future__ import annotations

from functools import cache
from typing import Literal

from detente.lexicon import toml
from detente.model.found import Tense
from detente.parse.parsed import Token

FUTURE_WORDS = frozenset({"will", "shall", "'ll", "’ll", "wo"})
LIKELY_WORDS = frozenset({"should", "would", "could", "may", "might", "must", "can"})
PAST_WORDS = frozenset({"had", "was", "were", "did", "has", "have", "'ve", "’ve", "'d", "’d"})
PRESENT_WORDS = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re", "does", "do"})
COMING_WORDS = frozenset(
    {
        "going",
        "due",
        "set",
        "about",
        "scheduled",
        "slated",
        "expected",
        "poised",
        "likely",
        "ready",
        "planned",
    }
)
"""Before an infinitive these look ahead: "due to meet", "set to expire"."""
FEARED_WORDS = frozenset({"could", "might"})
CONDITION = frozenset({"if", "unless", "provided", "supposing", "whether"})
STEPS = 8
"""Verbs looked at upward; deeper sentences are lists, where nothing is inherited."""


@cache
def lemmas(kind: Literal["plan", "bind", "schedule"]) -> frozenset[str]:
    """Verbs of the lexicon's rows of that kind."""
    return frozenset(lemma for row in toml("times")[kind] for lemma in row["lemmas"])


def tense_of(verb: Token) -> Tense | None:
    """Tense of a verb group; an infinitive or participle takes that of the verb above."""
    for _ in range(STEPS):
        if tense := own_tense(verb):
            return tense
        above = verb_above(verb)
        if above is None:
            return "past" if verb.tag == "VBN" else None
        verb = above
    return None


def own_tense(verb: Token) -> Tense | None:
    """Tense that the verb group shows by itself; None for infinitives and participles that show none."""
    words = {c.lower for c in verb.children if c.dep in {"aux", "auxpass"}}
    if words & FUTURE_WORDS or coming(verb, words):
        return "future"
    if "could" in words and verb.child("neg"):
        return "past"  # "could not be reached on Monday"
    if words & LIKELY_WORDS and not words & {"have", "had"}:
        return "future"
    if verb.tag == "VBD" or (words & PAST_WORDS and verb.tag in {"VBN", "VBG", "VB"}):
        return "past"
    if verb.tag in {"VBP", "VBZ"} or words & PRESENT_WORDS:
        return "future" if timetabled(verb) else "present"
    if verb.tag == "VBN" and verb.dep in {"acl", "relcl", "advcl"}:
        return "past"
    return None


def verb_above(verb: Token) -> Token | None:
    """The next verb up the tree."""
    return next((a for a in verb.ancestors() if a.pos in {"VERB", "AUX"}), None)


def coming(verb: Token, words: set[str]) -> bool:
    """An infinitive that looks ahead: "due to be held", "is to meet", "plans to sign", "envoy to meet king"."""
    if "to" not in words or not (verb.tag == "VB" or "be" in words):
        return False
    head, above = verb.head, verb_above(verb)
    if head.lower in COMING_WORDS or (head.lemma == "be" and verb.dep == "xcomp"):
        return True
    if above is None or (verb.tag == "VBN" and verb.dep in {"acl", "relcl"}):
        return True
    return ahead_of(above) if verb.dep == "xcomp" else verb.dep == "ccomp" and above.lemma in lemmas("bind")


def ahead_of(verb: Token) -> bool:
    """Whether a verb looks ahead ("plans to", "promised to")."""
    return verb.lemma in lemmas("plan") | lemmas("bind") or verb.lemma in {"want", "hope", "aim", "seek"}


def timetabled(verb: Token) -> bool:
    """The present of what is laid down ("the talks resume on Monday"); plans in the passive ("is expected").

    Not in clauses of time ("as they arrive on Monday"): these tell of what goes on.
    """
    if verb.tag == "VBN":
        return verb.lemma in lemmas("plan")
    going_on = any(c.dep in {"mark", "advmod"} and c.lower in {"as", "while", "when"} for c in verb.children)
    return verb.tag in {"VBP", "VBZ"} and verb.lemma in lemmas("schedule") and not going_on


def feared(verb: Token) -> bool:
    """Whether the verb only says what might be: "could come", "might attack"."""
    words = {c.lower for c in verb.children if c.dep == "aux"}
    return bool(words & FEARED_WORDS) and "have" not in words


def conditional(verb: Token) -> bool:
    """Whether the clause is a condition: "if Ruritania attacked", "should the talks fail"."""
    for clause in (verb, *verb.ancestors()):
        before = [c for c in clause.children if c.start < clause.start]
        if any(c.dep in {"mark", "advmod"} and c.lower in CONDITION for c in before):
            return not any(c.lower == "whether" for c in before)
        if turned(clause, before):
            return True
        if clause.dep in {"ROOT", "ccomp", "relcl"}:
            return False
    return False


def turned(clause: Token, before: list[Token]) -> bool:
    """Whether "should" stands before the subject of a clause that is no question."""
    subject = next((c for c in before if c.dep in {"nsubj", "nsubjpass"}), None)
    helper = next((c for c in before if c.dep == "aux" and c.lower == "should"), None)
    return (
        clause.dep != "ROOT" and subject is not None and helper is not None and helper.start < subject.start
    )
