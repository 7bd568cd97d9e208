"""Warnings: threats where the harm falls on the one who is warned or the speaker's side brings it; else predictions.

"Warned that Peru would pay a high price" threatens Peru. "Warned that Peru might attack" only fears it.
"""

from __future__ import annotations

from detente.extract.act import Act
from detente.extract.bearings import bearing_of_content, clausal, echoes, is_harsh, threat_mode
from detente.extract.clause import (
    agent,
    conjuncts,
    direct_object,
    is_noun,
    is_passive,
    is_verb,
    own_subject,
    prepositional,
    subject,
    to_infinitive,
)
from detente.extract.frames import classes_of, full_lemma, is_thing, match, meaning, names_actor, words
from detente.extract.modality import condition_of, helpers
from detente.extract.parties import actors_at, owners, targets
from detente.parse.parsed import Token

GUESSED = 0.1
"""Taken off the surety of a threat whose other side only its condition names."""

Harm = tuple[Token, Token | None]
"""What is to come, and the event that it answers, if the clause names one ("*an attack* would have consequences")."""


def warned(act: Act, verb: Token) -> bool:
    """Fill in a warning; False where it warns of nothing to come ("warned against …" stays as it is)."""
    clause = clausal(verb)
    if clause is not None and clause.dep == "pcomp" and clause.head.lower == "against":
        return predicted(act, verb, clause, [])  # "warned against scrapping the treaty"
    if clause is None or not is_verb(clause) or (to_infinitive(clause) and own_subject(clause) is None):
        return warned_of(act, verb, clause)
    act.object, act.alone, act.condition = None, True, act.condition or condition_of(clause)
    addressed = direct_object(verb)
    act.target = conjuncts(addressed) if addressed is not None and not is_passive(verb) else []
    who = own_subject(clause)
    if (harm := harm_in(clause)) is not None:
        act.content, event = harm
        act.content_type = bearing_of_content(act.content)[1]
        if event is not None and not names_actor(event):
            act.condition = act.condition or event
            act.target = act.target or owners(event)
        elif who is not None and who.lower not in ("it", "there", "this", "that"):
            act.target = act.target or conjuncts(who)
    elif is_own_deed(act, verb, clause, who):
        act.content, act.content_type = clause, bearing_of_content(clause)[1]
        inner = match(clause)
        act.target = act.target or (
            targets(clause, inner) if inner else actors_at(clause, ("on", "to", "against"))
        )
    else:
        return predicted(act, verb, clause, conjuncts(who) if who is not None else [])
    act.mode = threat_mode(act.content_type)
    act.status = "conditional" if act.condition else "planned"
    return True


def predicted(act: Act, verb: Token, content: Token, of: list[Token]) -> bool:
    """A warning of what somebody else may do."""
    act.type, act.mode, act.status = "COMMENT", "predict", helpers(verb).status
    act.content, act.object, act.alone = content, None, True
    act.content_type = bearing_of_content(content)[1]
    act.target = [t for t in of if names_actor(t) or t.pos == "PROPN"]
    return True


def warned_of(act: Act, verb: Token, clause: Token | None) -> bool:
    """ "Warned Togo of reprisals" threatens; "warned of a Togolese attack" fears; "not to start a war" threatens."""
    if clause is not None:
        below = [t for t in clause.subtree() if is_noun(t)]
        act.content, act.object = clause, None
        act.content_type = bearing_of_content(clause)[1]
        addressed = direct_object(verb)
        if addressed is not None and to_infinitive(clause) and helpers(clause).negated:
            act.type, act.mode, act.alone = "REQUEST", "change", True  # "warned Togo not to close the port"
            act.target = conjuncts(addressed)
            return True
        if addressed is not None and to_infinitive(clause) and clause.lemma in words("turn", "advice"):
            act.type, act.mode, act.alone = "REQUEST", "change", True  # "warned its nurses to leave Togo"
            act.target = conjuncts(addressed)
            return True
        return any(set(full_lemma(t)) & words("class", "hostile") for t in below)
    addressed = direct_object(verb)
    of = next(prepositional(verb, "of", "with", "about"), None)
    if of is None and addressed is not None:
        of = next(prepositional(addressed, "of", "about"), None)
    if of is None:
        return any(prepositional(verb, "against"))
    speaker = {t.i for t in act.source}
    others = [t for t in owners(of) if t.i not in speaker and t.pos != "PRON"]
    feared = "attack" in classes_of(meaning(of))
    unsaid = act.condition is None and (addressed is None or is_passive(verb))
    if feared and (others or unsaid):
        return predicted(act, verb, of, others)
    if not is_harmful(of):
        return False
    act.content, act.object = of, of
    act.content_type = bearing_of_content(of)[1]
    act.mode = threat_mode(act.content_type)
    if addressed is not None and not is_passive(verb):
        act.target = conjuncts(addressed)
    act.condition = act.condition or condition_of(of)
    act.status = "conditional" if act.condition else "planned"
    return True


def harm_in(clause: Token) -> Harm | None:
    """The harm that a clause announces to whom it speaks of; null where it may only come ("could lead to war")."""
    if any(c.dep == "aux" and c.lower in words("turn", "may") - {"should"} for c in clause.children):
        return None
    who = own_subject(clause)
    if is_passive(clause):
        with_what = next(prepositional(clause, "with", "by"), None)
        if clause.lemma in words("turn", "answering") and with_what is not None and is_harmful(with_what):
            return with_what, who
        if clause.lemma in words("turn", "punishing"):
            return clause, who
        return None
    things = [c for c in clause.children if c.dep in ("dobj", "attr") and c.i > clause.i]
    things += list(prepositional(clause, "to", "in", "with", "for"))
    harm = next((t for t in things if is_harmful(t)), None)
    if harm is None:
        return None
    if clause.lemma in words("turn", "suffering"):
        return harm, None if who is not None and names_actor(who) else who
    brings = clause.lemma in words("turn", "bringing") or clause.lemma == "be"
    danger = meaning(harm).lemma in words("turn", "dangers") and clause.lemma != "be"
    return (harm, who) if brings and not danger and (who is None or not names_actor(who)) else None


def is_harmful(noun: Token) -> bool:
    """Whether a noun stands for something hostile or bad: "consequences", "a high price", "a swift answer"."""
    head = meaning(noun)
    if head.lemma in words("class", "answer"):
        return is_harsh(noun)
    return bool(set(full_lemma(head)) & (words("class", "hostile") | words("class", "harm")))


def is_own_deed(act: Act, verb: Token, clause: Token, who: Token | None) -> bool:
    """Whether the speaker's side is to do what a clause says: he himself, or somebody who acts on a condition that
    another has to meet ("the allies would answer if Peru attacked")."""
    kind, speaker = bearing_of_content(clause)[0], subject(verb)
    if who is None or speaker is None:
        return False
    hostile = kind in ("hostile", "arming") or clause.lemma in words("turn", "answering")
    if who.lower in ("we", "i") or echoes(who, speaker) or any(t.lemma == who.lemma for t in act.source):
        # What one warns to do oneself on a condition is meant to hurt, even if no word of it says so.
        mood = helpers(clause)
        withheld = (
            kind in ("friendly", "yielding") and mood.negated
        )  # "warns that he will not recognise the vote"
        return (
            hostile
            or withheld
            or (kind is None and mood.modal and (act.condition is not None or mood.negated))
        )
    if not hostile:
        return False
    other = own_subject(act.condition) if act.condition is not None else None
    return names_actor(who) and other is not None and other.pos != "PRON" and other.lemma != who.lemma


def adversary(condition: Token) -> list[Token]:
    """Who would have to act for a condition to be met: "if *Peru* attacked", "a *Peruvian* attack on Chile".

    Nobody for a pronoun or a passive without an agent: "if its tankers were attacked" speaks of the speaker.
    """
    if is_verb(condition):
        who = agent(condition) if is_passive(condition) else own_subject(condition)
        return conjuncts(who) if who is not None and who.pos != "PRON" and names_actor(who) else []
    for token in sorted(condition.subtree(), key=lambda t: t.i):
        hostile = set(full_lemma(token)) & words("class", "hostile") or "attack" in classes_of(token)
        if is_noun(token) and (hostile or token.lemma in words("class", "hostility")):
            return [t for t in owners(token) if t.pos != "PRON" and not is_thing(t)]
    return []


def aimed(act: Act) -> None:
    """Give a threat without another side the one that its condition names, less surely."""
    if act.type == "THREATEN" and not act.target and act.condition is not None:
        mine = {t.i for t in act.source}
        act.target = [t for t in adversary(act.condition) if t.i not in mine]
        if act.target:
            act.sure -= GUESSED
