"""What reads like a move and is none: things that do nothing, figures of speech, interviews, words to the reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from detente import lexicon
from detente.extract.act import Act
from detente.extract.clause import NAMES, direct_object, is_passive, own_subject, prepositional, to_infinitive
from detente.extract.fragments import is_of_outlet
from detente.extract.frames import classes_of, lemma_of, meaning, names_actor, words
from detente.parse.parsed import Sentence, Token

ARMED = frozenset(
    {
        "troops",
        "weapons",
        "peacekeepers",
        "envoys",
        "ambassador",
        "rebels",
        "attack",
        "cargo",
        "embassy",
        "inspectors",
        "refugees",
    }
)
"""Classes whose nouns do something themselves in a headline: "two *missiles* hit the port"."""


def table() -> dict[str, Any]:
    """What `lexicon/unlikely.toml` says."""
    return lexicon.toml("unlikely")


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """A list of words of one section."""
    return frozenset(table()[section][key])


@cache
def living() -> frozenset[str]:
    """Nouns for people and for bodies of people."""
    agents = {noun for row in lexicon.tsv("agents") for noun in row["nouns"].split("|")}
    lists = ("generic", "person", "officials", "media")
    return frozenset(agents | listed("living", "nouns") | {w for name in lists for w in words("class", name)})


def is_lifeless(noun: Token) -> bool:
    """Whether a common noun stands for no people and no arms: "the *rise* of a party", "a Danish *artwork*"."""
    if noun.pos != "NOUN" or noun.entity in NAMES:
        return False
    head = meaning(noun)
    if head.pos != "NOUN" or head.entity in NAMES or classes_of(head) & ARMED or classes_of(noun) & ARMED:
        return False
    lemma = head.lemma.lower()
    if lemma in living() or noun.lemma.lower() in living():
        return False
    return lemma in listed("living", "things") or not lemma.endswith(tuple(table()["living"]["endings"]))


def is_idiom(verb: Token) -> bool:
    """Whether a verb stands in a figure of speech of `lexicon/unlikely.toml`, or without the object it needs."""
    lemma = lemma_of(verb)
    rows = cast("list[dict[str, Any]]", table()["idiom"])
    if any(lemma in row["verbs"] and stands(verb, row) for row in rows):
        return True
    return (
        lemma in listed("needing", "object") and direct_object(verb) is None and verb.child("ccomp") is None
    )


def stands(verb: Token, row: dict[str, Any]) -> bool:
    """Whether the words around a verb are those of a row."""
    what = direct_object(verb)
    after = [c for c in verb.children if c.i > verb.i]
    if "near" in row:
        return any(t.lemma.lower() in row["near"] for t in verb.subtree())
    if row.get("infinitive"):
        return to_infinitive(verb) and verb.child("dobj") is None
    if "particles" in row:
        return (what is None or "any_object" in row) and any(
            c.dep in ("prep", "prt") and c.lower in row["particles"] for c in after[:2]
        )
    if "adverbs" in row:
        return any(c.dep == "advmod" and c.lower in row["adverbs"] for c in verb.children)
    if "clauses" in row:
        below = verb.child("ccomp", "xcomp")
        return below is not None and lemma_of(below) in row["clauses"]
    if what is None or what.pos != "NOUN" or lemma_of(what) not in row["objects"]:
        return False
    return "alone" not in row or not any(
        c.dep in ("prep", "dative") and c.lower in TOWARDS for t in (verb, what) for c in t.children
    )


TOWARDS = frozenset({"to", "with", "for", "between"})
"""Prepositions before the other side of what somebody makes or gives."""


def is_unlikely(act: Act, verb: Token) -> bool:
    """Whether what a verb tells is no act of anybody towards anybody."""
    if is_address(verb) or (act.source and all(t.lower in ("you", "one", "everyone") for t in act.source)):
        return True
    if act.type == "CONSULT" and not act.source and verb.lemma in ("discuss", "debate"):
        return True  # "the sanctions that are discussed"
    if act.type == "CONSULT" and (is_interview(act, verb) or is_monologue(act, verb)):
        return True
    if act.type == "SUPPORT" and verb.lemma in listed("needing", "somebody"):
        deed = verb.child("xcomp", "ccomp", "pcomp")
        return deed is not None or not any(is_somebody(t) for t in act.target)
    if act.type == "CONSULT" and (is_met_by_words(verb) or (not act.source and to_infinitive(verb))):
        return True
    if act.type == "CONSULT" and act.source and all(t.text == "I" for t in act.source):
        return True  # "the sailors *I met*": a reporter's own words
    if (
        act.type == "REQUEST"
        and act.source
        and all(is_of_outlet(t) or t.lower in words("turn", "outlets") for t in act.source)
    ):
        return True  # "CNN's Ada Brandt *presses* the envoy"
    if act.type == "REQUEST" and verb.lemma == "ask" and act.source and all(map(is_by_trade, act.source)):
        return True
    hurt = (
        direct_object(verb)
        if act.type == "ASSAULT" and verb.lemma == "beat" and not is_passive(verb)
        else None
    )
    if hurt is not None and hurt.entity == "PERSON":
        return True  # "could beat *Holm*": at the polls
    if any(t.lower == "what" for t in act.source):
        return True  # "what captured sailors say"
    if act.type == "ASSAULT" and not act.source and is_accident(verb):
        return True
    if act.type == "ASSAULT" and (is_aimed_by_paper(verb) or is_against_oneself(act)):
        return True
    if act.type == "RETREAT" and act.mode == "ceasefire" and stops_others(act):
        return True
    if act.type == "PROTEST" and verb.lemma == "rally" and is_one_person(act.source):
        return True
    if act.type == "REJECT" and verb.lemma == "ignore" and is_of_nobody(direct_object(verb)):
        return True
    if (
        act.type == "COOPERATE"
        and verb.lemma == "work"
        and act.target
        and not any(map(names_actor, act.target))
    ):
        return all(t.pos == "NOUN" for t in act.target)
    if act.type == "SUPPORT" and not act.source and act.target and all(map(is_lifeless, act.target)):
        return True
    if act.type == "ACCUSE" and verb.lemma == "suspect" and act.target and all(map(is_lifeless, act.target)):
        return True  # "suspect a toxin"
    if to_infinitive(verb) and act.source and all(t.lower in ("it", "that", "this") for t in act.source):
        return verb.head.dep in ("attr", "acomp") or verb.dep in ("acl", "csubj")  # "it is his duty to help"
    if act.type == "THREATEN" and not act.target and act.content is None and act.condition is None:
        return act.object is None or act.object.lemma == "warning"  # "issued the warning on Monday"
    return act.type == "COERCE" and lemma_of(verb) == "prevent" and act.status == "hypothetical"


def is_met_by_words(verb: Token) -> bool:
    """Whether something is met *with* what is no person ("was met with a retort")."""
    if verb.lemma != "meet" or not is_passive(verb):
        return False
    return any(is_lifeless(t) for t in prepositional(verb, "with"))


def is_accident(verb: Token) -> bool:
    """Whether what hurts is told beside it as an accident ("injured *after a lorry overturned*")."""
    mishaps = listed("accident", "mishaps") | words("turn", "nature")
    if any(t.pos in ("NOUN", "PROPN") and t.lemma.lower() in mishaps for t in verb.subtree()):
        return True
    clauses = (c for c in verb.children if c.dep == "advcl")
    for clause in clauses:
        who = own_subject(clause)
        if clause.lemma in listed("accident", "verbs") or (
            who is not None and who.lemma in listed("accident", "nouns")
        ):
            return True
    return False


def is_of_a_mishap(sentence: Sentence) -> bool:
    """Whether a headline names a mishap as its topic ("Malta bus crash: two killed")."""
    colon = next((t.i for t in sentence.tokens if t.text == ":"), -1)
    mishaps = listed("accident", "mishaps") | words("turn", "nature")
    return any(t.i < colon and t.lemma.lower() in mishaps for t in sentence.tokens)


def is_aimed_by_paper(verb: Token) -> bool:
    """Whether it is a text or a measure that hits somebody ("sanctions *targeting* two banks")."""
    return verb.dep in ("acl", "relcl") and verb.tag == "VBG" and is_lifeless(verb.head)


def is_against_oneself(act: Act) -> bool:
    """Whether somebody hurts only himself."""
    return bool(act.target) and all(t.lower.endswith(("self", "selves")) for t in act.target)


def stops_others(act: Act) -> bool:
    """Whether one attack is stopped, that of somebody else ("officers stopped *the attack*"); one's own go on as "its raids"."""
    what = act.object
    if what is None or what.tag != "NN" or "attack" not in classes_of(what):
        return False
    return any(c.lower in ("the", "an", "a") for c in what.children) and not any(
        c.dep == "poss" for c in what.children
    )


def is_one_person(who: Sequence[Token]) -> bool:
    """Whether one named person stands alone: he rallies his followers, and protests against nobody."""
    return len(who) == 1 and who[0].entity == "PERSON"


def is_watcher(who: Sequence[Token]) -> bool:
    """Whether somebody only watches what others do: experts, studies."""
    return bool(who) and all(t.lemma.lower() in listed("watching", "people") for t in who)


def is_of_nobody(what: Token | None) -> bool:
    """Whether what is ignored was asked by nobody ("ignores *the science*", not "ignored *the calls*")."""
    if (
        what is None
        or not is_lifeless(what)
        or classes_of(meaning(what)) & {"request", "demand", "proposal", "warning", "restriction", "pact"}
    ):
        return False
    return not any(c.dep == "poss" or c.entity in NAMES for c in what.children)


def is_somebody(noun: Token) -> bool:
    """Whether a noun names another side, and not oneself."""
    if noun.lower.endswith(("self", "selves")):
        return False
    return noun.entity in NAMES or (names_actor(noun) and noun.pos != "PRON")


def is_address(verb: Token) -> bool:
    """Whether a verb in the imperative opens a sentence ("*Meet* the captain who …"): said to the reader."""
    opens = not any(
        t.sentence == verb.sentence and t.i < verb.i for t in (verb.head, *verb.children, *verb.head.children)
    )
    return opens and verb.tag in ("VB", "VBP") and own_subject(verb) is None and verb.text[:1].isupper()


def is_interview(act: Act, verb: Token) -> bool:
    """Whether two only talk for an audience: one of them asks for a paper or a programme."""
    if verb.lemma not in listed("talking", "verbs"):
        return False
    near = {t.lemma.lower() for c in verb.children for t in c.subtree()}
    if near & listed("talking", "words"):
        return True
    if any(t.lower in words("turn", "outlets") for t in act.source) and verb.lemma in ("speak", "talk"):
        return True  # "experts *CNN spoke to*"
    what = direct_object(verb)
    if verb.lemma == "meet" and what is not None and is_lifeless(what) and not classes_of(what) & {"meeting"}:
        return True  # "the rules *that they met*"
    if verb.lemma in ("speak", "talk", "sit") and any(map(is_of_outlet, act.target)):
        return True
    names = [*act.target, *(act.source if len(act.source) > 1 else ())]
    return any(is_by_trade(t) for t in names)


def is_monologue(act: Act, verb: Token) -> bool:
    """Whether one person discusses something with nobody: he only speaks of it."""
    people = [
        t for t in act.source if t.dep != "appos" and (t is act.source[0] or t.entity or t.pos == "PRON")
    ]
    if verb.lemma not in ("discuss", "debate") or len(people) != 1 or any(prepositional(verb, "with")):
        return False
    who = act.source[0]
    one = who.tag in ("NN", "NNP", "PRP") and who.entity not in ("GPE", "ORG", "NORP")
    return one and act.status != "planned"


def is_by_trade(noun: Token) -> bool:
    """Whether somebody is named with a trade that asks or entertains ("radio *hosts* Ada Brandt and Lars Friis")."""
    around = (noun, *(c for c in noun.children if c.dep in ("compound", "amod", "appos")))
    return any(t.lemma.lower() in listed("talking", "people") | words("turn", "reporters") for t in around)


def is_bygone(who: Sequence[Token]) -> bool:
    """Whether a side is no more ("*Soviet* troops")."""
    return any(
        t.lower in listed("bygone", "adjectives") for one in who for t in (one, *one.children) if t.i <= one.i
    )


def suffers_nothing(verb: Token) -> bool:
    """Whether a passive without an agent tells what is generally expected ("is expected to open")."""
    return is_passive(verb) and verb.child("agent") is None and verb.child("xcomp") is not None
