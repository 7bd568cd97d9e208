"""Words that stand for somebody by the part he plays: "the host", "the latter", "the North", "the ministry", "who"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.extract.cues import entries, lemma
from detente.extract.naming import POSSESSIVES, Draft, Passage, words
from detente.extract.roles import RELATIVES
from detente.model.found import Mention
from detente.parse import Token

LEFT = frozenset({"det", "poss", "amod", "compound", "nmod", "nummod", "case", "punct", "predet"})
"""What may stand before a noun as part of its phrase."""

HALVES = frozenset({"North", "South"})
ORDER = frozenset({"former", "latter"})


def stand_ins(passage: Passage, covered: set[int]) -> Iterator[Draft]:
    """The descriptions that name nobody: whom they mean was told before."""
    for token in passage.parsed.tokens:
        if token.i in covered and token.text not in HALVES:
            continue
        if (opening := opening_of(token)) is not None:
            yield Draft(
                opening.start, token.end, "description", title=token.text, head=token,
                number="plural" if token.lower in words("several") else "singular",
                gender="neuter" if token.text in HALVES or token.lemma in words("organ") else None,
            )  # fmt: skip


def opening_of(token: Token) -> Token | None:
    """The first word of such a description; null if this is none."""
    if token.lower == "both" and token.dep in ("nsubj", "nsubjpass") and not token.children:
        return token
    opener = first_of(token)
    if opener is None or modifies(token):
        return None
    article = opener.lower == "the"
    if token.text in HALVES:
        return opener if article and alone(token, opener) and not of_something(token) else None
    if token.lower in ORDER or (token.lower in words("several") and token.lower != "both"):
        return opener if article and alone(token, opener) and not of_something(token) else None
    if token.pos not in ("NOUN", "PROPN") or token.tag not in ("NN", "NNP"):
        return None
    if token.lemma in words("visit"):
        return opener if alone(token, opener) else None
    return (
        opener
        if token.lemma in words("organ") and article and alone(token, opener) and not of_something(token)
        else None
    )


def first_of(noun: Token) -> Token | None:
    """The article or the possessive pronoun that opens a noun phrase."""
    return next(
        (c for c in noun.children if c.i < noun.i and (c.lower in ("the", "this") or c.lower in POSSESSIVES)),
        None,
    )


def alone(noun: Token, opener: Token) -> bool:
    """Whether nothing stands between the opening word and the noun."""
    return noun.i == opener.i + 1


def modifies(token: Token) -> bool:
    """Whether a word only describes the noun behind it ("the *latter* proposal", "the *South* gate")."""
    return token.head.i > token.i and token.dep in LEFT


def of_something(noun: Token) -> bool:
    """Whether "of …" or a place tells which one: "the two *of us*", "the government *of Chad*"."""
    return any(c.dep == "prep" and c.lower in ("of", "for") and c.i == noun.i + 1 for c in noun.children)


def relatives(passage: Passage) -> Iterator[Draft]:
    """ "Who" and "which" where they open a clause about somebody named before."""
    for token in passage.parsed.tokens:
        if (
            token.tag in RELATIVES
            and token.lower in ("who", "which", "whom")
            and relative_clause(token) is not None
        ):
            yield Draft(
                token.start, token.end, "pronoun", head=token, sure=0.95,
                gender="neuter" if token.lower == "which" else None,
            )  # fmt: skip


def relative_clause(pronoun: Token) -> Token | None:
    """The verb of the clause that a relative pronoun opens, if the clause tells more of a noun."""
    verb = pronoun.head
    if verb.dep in ("prep", "pobj"):
        verb = verb.head
    return verb if verb.dep in ("relcl", "advcl") and verb.head.i < pronoun.i < verb.i + 1 else None


def antecedent(
    passage: Passage, pronoun: Token, drafts: list[Draft], n: int, holder: dict[int, int]
) -> int | None:
    """The mention that a relative pronoun means: what its clause hangs on, or the nearest before that it can mean.

    "met Khalil in Oran *on Monday, who* promised …": a day and a town promise nothing, nor does a note.
    """
    clause = relative_clause(pronoun)
    if clause is None:
        return None
    noun = clause.head
    m = holder.get(noun.i, -1)
    if clause.dep == "relcl" and 0 <= m < n and fits(drafts[m], pronoun):
        return m
    if clause.dep == "relcl" and not (
        is_day(noun)
        or (m >= 0 and drafts[m].kind != "pronoun")
        or (noun.i < pronoun.i - 2 and lemma(clause) in entries())
    ):
        return None
    sentence = pronoun.sentence
    for k in range(n - 1, max(-1, n - 8), -1):
        head = drafts[k].head
        if head is None or head.sentence != sentence:
            return None
        if fits(drafts[k], pronoun) and head.dep in ("dobj", "pobj", "nsubjpass", "dative", "attr"):
            return k
    return None


def is_day(noun: Token) -> bool:
    """Whether a noun names a time."""
    return noun.entity in ("DATE", "TIME")


def fits(draft: Draft, pronoun: Token) -> bool:
    """Whether "who" can mean a mention (a person), or "which" (a state, a body, a seat)."""
    if draft.kind == "adjective" or draft.kind == "pronoun":
        return False
    person = draft.label == "person" or draft.kind == "title"
    if pronoun.lower == "which":
        return not person and draft.number != "plural"
    return person or draft.kind == "description"


def standing_for(mention: Mention) -> str:
    """The word of a stand-in that tells the part: `host`, `latter`, `ministry`."""
    return (
        (mention.title or mention.name or "").split()[-1].lower() if (mention.title or mention.name) else ""
    )
