"""What is done by saying it: the act of a cue, read with its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.extract.content import below
from detente.extract.cues import Cue, is_infinitive, lemma, words
from detente.extract.speakers import own_subject
from detente.parse.parsed import Token


def refined(act: str, cue: Cue, carriers: Sequence[Token]) -> str:
    """The act that a neutral cue performs through its content: a demand, an offer, a refusal, a threat.

    "Wants to leave" intends what "wants them to leave" demands. "Said it was ready to talk" offers; "made it clear it would not pay" refuses; "let it be known that it wanted …"
    demands; a promise or a warning of harm is a threat.
    """
    main = carriers[0] if carriers else None
    if main is None:
        return act
    if act in ("promise", "warn", "predict") and (harmful(carriers, cue) or held_out(carriers)):
        return "threaten"
    if act in ("claim", "announce"):
        return stance(main, act, harmful(carriers, cue))
    if act == "demand" and cue.entry.kind == "attitude" and main.dep == "xcomp" and is_infinitive(main):
        return "intend"
    if act == "assess" and future(main):
        return "predict"
    if act == "agree" and lemma(cue.head) in words("sympathising") and not approves(carriers):
        return "assess"
    if act == "assess" and turned_down(carriers):
        return "reject"
    return act


def approves(carriers: Sequence[Token]) -> bool:
    """Whether it is a plan, a step or a text that somebody speaks for, and not a side, a body or a cause."""
    for carrier in carriers:
        noun = carrier.child("pobj") if carrier.dep == "prep" else carrier
        while noun is not None and noun.pos != "VERB":
            if noun.lemma in words("approved"):
                return True
            noun = noun.child("conj")
        if noun is not None:  # "supports *lifting* the ban"
            return True
    return False


def turned_down(carriers: Sequence[Token]) -> bool:
    """Whether a judgement refuses what somebody else asks or alleges: "called *the demand unacceptable*"."""
    named = {t.lemma for c in carriers for t in c.subtree()}
    return not named.isdisjoint(words("answerable")) and not named.isdisjoint(words("adverse"))


def stance(main: Token, act: str, harm: bool) -> str:
    """What the clause itself says of its subject's will, where the subject may be the speaker."""
    subject = own_subject(main)
    if harm and future(main) and not negated(main):
        return "threaten"
    if main.lemma in words("striking") and future(main) and not negated(main) and subject is not None:
        return "threaten"
    if subject is None or not (
        subject.lower in SELF or any(c.dep == "poss" and c.lower in OWN for c in subject.children)
    ):
        return act
    name = main.lemma
    if name == "be" and (ready := main.child("acomp", "attr")) is not None:
        name = ready.lower
    if name in ("ready", "willing", "prepared"):
        return "refuse" if negated(main) else "offer"
    if name in ("want", "demand", "insist") and main.child("xcomp") is None:
        return act if negated(main) else "demand"
    if name == "expect":
        return "predict"
    return "refuse" if negated(main) and future(main) else act


SELF = frozenset({"he", "she", "it", "they", "we", "i"})
OWN = frozenset({"his", "her", "its", "their", "our", "my"})


def future(main: Token) -> bool:
    """Whether a clause tells what will be."""
    return any(c.dep == "aux" and c.lower in ("will", "'ll", "would", "shall", "wo") for c in main.children)


def negated(token: Token) -> bool:
    """Whether a verb is denied."""
    return any(c.dep == "neg" or c.lower in ("never", "neither") for c in token.children)


def harmful(carriers: Sequence[Token], cue: Cue) -> bool:
    """Whether harm is promised: reprisals, costs, or a severe response."""
    for carrier in carriers:
        for token in below(carrier, set(cue.tokens)):
            if token.pos != "NOUN" or token in cue.tokens:
                continue
            if token.dep not in ("dobj", "pobj", "conj", "attr", "ccomp", "nsubj") or under_condition(
                token, carrier
            ):
                continue
            if token.lemma in words("harm") and token.dep in ("dobj", "pobj", "ccomp", "conj"):
                return True
            if token.lemma in words("replies") and any(t.lemma in words("harsh") for t in around_noun(token)):
                return True
    return False


def held_out(carriers: Sequence[Token]) -> bool:
    """Whether somebody is warned of what others will do to him: "warned the junta *of consequences*"."""
    for carrier in carriers:
        noun = carrier.child("pobj") if carrier.dep == "prep" and carrier.lower == "of" else None
        if noun is not None and noun.lemma in words("reprisals"):
            return carrier.head.dep == "dobj" or carrier.head.child("dobj") is not None
    return False


def under_condition(token: Token, carrier: Token) -> bool:
    """Whether a word stands in a condition ("in the event of an attack"), which is not what is promised."""
    for up in token.ancestors():
        if up.dep == "prep" and up.lower in (
            "in",
            "after",
            "if",
            "against",
            "for",
            "from",
            "of",
            "over",
            "to",
            "despite",
        ):
            return True
        if up.dep == "advcl":
            return True
        if up is carrier:
            return False
    return False


def around_noun(noun: Token) -> Iterable[Token]:
    """The adjectives of a noun, before it or after it, and those joined to them."""
    for child in noun.children:
        if child.dep in ("amod", "acl", "relcl", "appos", "conj", "advmod", "acomp", "compound"):
            yield from child.subtree()
    if noun.head.pos in ("ADJ", "VERB"):
        yield noun.head
        for child in noun.head.children:
            if child.pos == "ADJ":
                yield from child.subtree()
