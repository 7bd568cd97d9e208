"""Statements that say nothing: a content of a bare name, a pronoun or a lone word, and asides inside somebody's quotation.

Counted on 12,000 attributions of American news: contents of a name alone are right one time in four, of a pronoun one in
five, of one or two words inside a longer quotation one in thirty; "I think …" and the like inside a quotation one in four.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from detente import lexicon
from detente.extract.content import near
from detente.extract.draft import Draft
from detente.model.found import Quotation
from detente.parse import Parsed
from detente.parse.parsed import Token

FIRST = frozenset({"i", "we", "you", "us", "me"})
HOLLOW = frozenset({"DET", "PART", "ADP", "CCONJ", "SCONJ", "PUNCT", "SPACE", "INTJ", "SYM"})
"""Parts of speech that say nothing alone."""

TITLES = frozenset({"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "dr", "'s", "’s"})

ASIDE = frozenset({"claim", "believe", "assess", "intend", "agree", "predict", "reject"})
"""What is said by the way inside a quotation: the quotation says it already. A demand, a promise, a threat stays."""

SHORT = 2
"""Words of meaning up to which the content of an aside is none."""

NAMELESS = frozenset(
    {"claim", "believe", "demand", "offer", "propose", "promise", "predict", "intend", "warn", "urge", "ask"}
)
"""Acts of which a name or a pronoun alone can be no content, as it can of praise, a denial or a refusal."""

LONE = frozenset({"believe", "intend", "assess", "predict"})
"""Acts of verbs of which a single word can be no content ("think *so*"), as it can of an adjective ("wary of *the pact*")."""


def says_little(parsed: Parsed, draft: Draft, outer: Sequence[Quotation]) -> bool:
    """Whether an attribution is left out, for what it tells is nothing, or part of what is told anyway."""
    told = words_of(parsed, draft)
    if not told:
        return True
    aside = draft.cue is not None and any(
        q.start < draft.cue.start and draft.cue.end < q.end
        for q in near(outer, draft.cue.start, draft.cue.end)
    )
    told_anyway = draft.speaker is None or draft.speaker.lower in FIRST or len(told) <= SHORT
    if aside and draft.act in ASIDE and told_anyway:
        return True
    if is_other_sense(draft, told) or is_danger(draft, told):
        return True
    nameless = all(t.pos == "PRON" for t in told) or all(map(is_name, told))
    if nameless and draft.act in NAMELESS and not quoted(draft, outer):
        return True
    verb = draft.entry is not None and draft.entry.pos == "verb" and draft.entry.act in LONE
    return len(told) == 1 and verb and not quoted(draft, outer)


def is_other_sense(draft: Draft, told: Sequence[Token]) -> bool:
    """Whether verb and object make another sense: "claimed *a win*", "committed *war crimes*"."""
    if draft.head is None or draft.head.pos not in ("VERB", "NOUN"):
        return False
    objects = lexicon.toml("cues")["other_sense"].get(draft.head.lemma, ())
    head = next(
        (t for t in told if t.dep in ("dobj", "nsubjpass") or t.dep == "pobj"),
        told[-1] if len(told) < 4 else None,
    )
    return head is not None and head.lemma in objects


def is_danger(draft: Draft, told: Sequence[Token]) -> bool:
    """Whether a threat is only feared: "the threat *of a Bordurian invasion*". Who threatens is named by it or in it."""
    noun = (
        draft.act == "threaten"
        and draft.head is not None
        and draft.head.pos == "NOUN"
        and draft.head.tag == "NN"
    )
    of = draft.head.child("prep") if noun and draft.head is not None else None
    feared = lexicon.toml("frames")["class"]["attack"]
    return of is not None and of.lower == "of" and any(t.lemma in feared and t.dep == "pobj" for t in told)


def words_of(parsed: Parsed, draft: Draft) -> list[Token]:
    """The words of the content that mean something."""
    found: list[Token] = []
    for piece in draft.pieces:
        at = bisect_left(parsed.tokens, piece.start, key=attrgetter("start"))
        while at < len(parsed.tokens) and parsed.tokens[at].start < piece.end:
            if parsed.tokens[at].pos not in HOLLOW:
                found.append(parsed.tokens[at])
            at += 1
    return found


def is_name(token: Token) -> bool:
    """Whether a word belongs to a name or its title."""
    named = token.entity not in ("", "DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL")
    return named or token.tag in ("NNP", "NNPS", "POS") or token.lower in TITLES


def quoted(draft: Draft, outer: Sequence[Quotation]) -> bool:
    """Whether the content is all of a quotation: “Never,” he said."""
    return any(
        abs(p.start - q.start) <= 1 and abs(p.end - q.end) <= 2
        for p in draft.pieces
        for q in near(outer, p.start, p.end)
    )


def of_the_outlet(draft: Draft) -> bool:
    """Whether it is one of an outlet's own who presents it: "the BBC's Ann Holm explains how …", "our correspondent asks …".

    What he *says* is a statement like another's.
    """
    hosting = lexicon.toml("frames")["turn"]["hosting"]
    presents = draft.head is not None and draft.head.lemma in hosting
    return presents and draft.speaker is not None and is_of_outlet(draft.speaker)


def is_of_outlet(who: Token) -> bool:
    """Whether somebody only reports: by the outlet before his name or after it, or by his trade."""
    trades, outlets = (lexicon.toml("frames")["turn"][name] for name in ("reporters", "outlets"))
    near_by = [who, *(c for c in who.children if c.dep in ("appos", "compound", "nmod"))]
    if any(t.lemma.lower() in trades for t in near_by):
        return True
    for child in who.children:
        if child.dep == "poss" and child.lower in outlets:
            return True
        if child.dep == "prep" and child.lower in ("of", "from", "at", "with"):
            inner = child.child("pobj")
            if inner is not None and inner.lower in outlets:
                return True
    return False
