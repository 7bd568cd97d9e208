"""Whose words they are: the subject of a cue, inherited where the cue has none, and the words that name it."""

from __future__ import annotations

import re

from detente.extract.clause import CHARGED_OF
from detente.extract.cues import Cue, entries, lemma, words
from detente.model.record import Span
from detente.parse.parsed import Token

STEPS = 8
"""How far up a tree a subject is looked for. Longer chains were wrong more often than right."""

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
PERSONS = frozenset({"he", "she", "they", "who", "i", "we", "you", "one"})
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
PEOPLES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
AGENT = re.compile(r"[a-z]{2,}(?:ers?|ors?|ists?|ians?|m[ae]n|wom[ae]n|persons?|ants?|crats?|ees?)\Z")
"""Endings of nouns for those who do something: seafarer, historian, Republican, trustee."""

LEFT_OUT = frozenset({"relcl", "acl", "advcl", "punct", "parataxis", "cc", "ccomp", "dep", "preconj"})
"""What may hang on a noun without being part of the name: clauses and punctuation."""


def source(cue: Cue) -> Token | None:
    """The word that governs the name of whoever speaks; None where the sentence names nobody."""
    if cue.entry.pos == "noun":
        return owner(cue.head, cue.entry.act)
    if agent := passive_agent(cue.head):
        return agent
    if is_passive(cue.head):
        return None
    return subject(cue.head)


def passive_agent(token: Token) -> Token | None:
    """Whoever does it in the passive: "dismissed *by the palace*"."""
    for child in token.children:
        if child.dep == "agent" or (child.dep == "prep" and child.lower == "by" and token.tag == "VBN"):
            return child.child("pobj")
    if not any(c.dep == "auxpass" for c in token.children):
        return None
    for child in token.children:
        if child.dep == "prep" and child.start > token.start and (noun := child.child("pobj")) is not None:
            for by in noun.children:
                if (
                    by.dep == "prep"
                    and by.lower == "by"
                    and (agent := by.child("pobj")) is not None
                    and speaks(agent)
                ):
                    return agent
    return None


def is_passive(token: Token) -> bool:
    """Whether a verb stands in the passive, or is a bare participle of one."""
    if short_has(token):
        return False
    if any(c.dep in ("nsubjpass", "auxpass") for c in token.children):
        return True
    if token.tag != "VBN" or token.pos == "ADJ":
        return False
    if token.dep == "conj" and not any(c.dep in SUBJECTS for c in token.children):
        return token.head.tag == "VBN" and is_passive(token.head)
    return token.dep in ("acl", "advcl") and not any(c.dep in (*SUBJECTS, "aux") for c in token.children)


def short_has(token: Token) -> bool:
    """Whether "'s" before a participle is "has", though the parser read "is": "*he's said* that …"."""
    helper = token.child("auxpass")
    return helper is not None and helper.lower in ("'s", "’s") and token.child("ccomp") is not None


def subject(token: Token) -> Token | None:
    """The subject of a verb or adjective: its own, or that of the clause it hangs on.

    Participles take the subject of the clause they belong to, whether it stands before or after them; "to"
    after an object takes the object ("suspecting *the militia* of wanting to …").
    """
    for _ in range(STEPS):
        if (own := own_subject(token)) is not None:
            return own
        if (teller := told_by(token)) is not None:
            token = teller
            continue
        up = token.head
        if up is token:
            return None
        match token.dep:
            case "acl" if token.tag == "VBG" and (writer := issuer(up)) is not None:
                return writer
            case "acl" | "relcl":
                return up
            case (
                "conj"
                | "advcl"
                | "xcomp"
                | "ccomp"
                | "acomp"
                | "oprd"
                | "attr"
                | "parataxis"
                | "dep"
                | "prep"
                | "pcomp"
            ):
                if token.dep in ("xcomp", "pcomp", "ccomp") and (controller := controlled_by(token, up)):
                    return controller
                token = up
            case "amod" if token.tag in ("VBG", "VBN"):
                return up
            case _ if up.pos in ("VERB", "AUX", "ADJ", "ADP"):
                token = up
            case _:
                return None
    return None


SPLICED = frozenset({"add", "say", "note", "warn", "call", "explain", "argue", "claim", "insist", "declare", "stress", "write",
                     "point", "announce", "assure", "promise", "threaten", "accuse", "describe", "denounce", "urge", "cite",
                     "suggest", "tell", "vow", "pledge", "deny", "reject", "refer", "recall", "conclude", "predict"})  # fmt: skip
"""Verbs whose participle after a comma ("…, *adding* that …") goes on with the reporter's own clause."""

FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs that carry a tense of their own."""


def issuer(text: Token) -> Token | None:
    """Who hands out a text that says something: "*the palace* issued a statement saying that …"."""
    if not tells(text) or text.dep != "dobj" or lemma(text.head) not in words("issuing"):
        return None
    writer = own_subject(text.head)
    return writer if writer is not None and speaks(writer) else None


def told_by(token: Token) -> Token | None:
    """The reporting verb to which a verb belongs that the parser joined to the clause reported.

    "*Said* that the pass would be shut and *promised* aid": a verb of telling in the tense of the reporting verb goes
    with it, where the clause between has a modal verb ("would be shut and promise" it would be) or a subject that can
    neither speak nor tell ("said the pass was shut and urged …").
    """
    if token.tag == "VBG":
        return spliced(token)
    inner = token.head
    if token.dep != "conj" or inner.dep != "ccomp" or token.i < inner.i or token.tag not in FINITE:
        return None
    teller = inner.head
    if teller.tag != token.tag or teller.i > inner.i or not (is_telling(token) and is_telling(teller)):
        return None
    if (
        any(c.dep in ("aux", "auxpass", "mark", "neg") for c in token.children)
        or own_subject(token) is not None
    ):
        return None
    if any(c.dep == "aux" and c.tag == "MD" for c in inner.children):
        return teller
    subject_inside = own_subject(inner)
    if subject_inside is None:
        return None
    if subject_inside.pos == "PRON":
        return teller if subject_inside.lower in SELF and rests(inner) else None
    return None if speaks(subject_inside) or tells(subject_inside) else teller


SELF = frozenset({"he", "she", "it", "they"})


def rests(verb: Token) -> bool:
    """Whether a clause tells of a state and no deed: "said it *was opposed* to the plan and warned …"."""
    if verb.tag == "VBN" or verb.pos == "AUX":
        return True
    return any(row.kind == "attitude" for row in entries().get(lemma(verb), ()))


def spliced(token: Token) -> Token | None:
    """The reporting verb that goes on in a participle hung somewhere below its content: "*said* the pass was shut, *adding* …"."""
    if token.dep != "advcl" or lemma(token) not in SPLICED or own_subject(token) is not None:
        return None
    if any(c.dep in ("mark", "prep") and c.i < token.i for c in token.children):
        return None
    up = token.head
    for _ in range(STEPS):
        if up.head is up or up.i > token.i:
            return None
        if up.dep == "ccomp" and up.head.i < token.i and is_telling(up.head):
            return up.head
        up = up.head
    return None


def is_telling(token: Token) -> bool:
    """Whether a verb is a cue of speech."""
    return any(row.kind == "speech" and row.pos == "verb" for row in entries().get(lemma(token), ()))


def own_subject(token: Token) -> Token | None:
    """The subject that hangs on this very word, if any; "there" is none.

    Of two, the one nearer to the verb: the other is a dateline ("GENEVA – *The minister* said").
    """
    found = [
        c
        for c in token.children
        if c.dep in ("nsubj", "nsubjpass", "csubj")
        and c.lower != "there"
        and not (c.dep == "csubj" and c.child("mark") is not None)
    ]
    before = [c for c in found if c.i < token.i]
    return before[-1] if before else found[0] if found else None


def controlled_by(token: Token, up: Token) -> Token | None:
    """The object that is the hidden subject of an infinitive or of "of …ing"."""
    verb = up if token.dep != "pcomp" else up.head
    if token.dep == "pcomp" and up.lower == "of" and (charged := charged_of(verb)) is not None:
        return charged
    rows = entries().get(lemma(verb), ())
    if (
        token.dep != "pcomp"
        and rows
        and not any({"obj", "inf"} <= set(f.parts) for row in rows for f in row.frames)
    ):
        return None
    if token.dep != "pcomp" and not rows and lemma(verb) not in CAUSING:
        return None
    quoted = up.lower == "as" and is_telling(token) and lemma(verb) in ("quote", "cite")
    if token.dep == "pcomp" and up.lower not in ("of", "into", "from", "for") and not quoted:
        return None
    if verb.pos != "VERB" or lemma(verb) in ("promise", "threaten", "vow"):
        return None
    return next((c for c in verb.children if c.dep == "dobj" and c.start < token.start), None)


def charged_of(noun: Token) -> Token | None:
    """Who is charged, where the parser hung "of …ing" on him or on the last of several ("accused Togo and *its allies* of
    arming …"); null under other verbs."""
    first = noun
    while first.dep == "conj":
        first = first.head
    return first if first.dep == "dobj" and lemma(first.head) in CHARGED_OF else None


CAUSING = frozenset(
    {
        "allow",
        "cause",
        "enable",
        "expect",
        "force",
        "get",
        "help",
        "lead",
        "let",
        "make",
        "oblige",
        "permit",
        "push",
        "tell",
    }
)
"""Verbs that are no cues whose object does what their infinitive says."""


def owner(noun: Token, act: str) -> Token | None:
    """Whoever makes a demand, a promise, a claim: its possessor, its adjective of nation, "by" and "from", or the
    subject of a light verb ("*The palace* issued a warning"). Who threatens or promises also does what is threatened
    ("threats of *Norland* reprisals")."""
    for child in noun.children:
        if child.dep == "poss":
            return child
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.entity in PEOPLES:
            return child
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("by", "from") and (told := child.child("pobj")):
            return told
        if child.dep == "acl" and child.tag == "VBN" and (told := passive_agent(child)):
            return told
    verb = noun.head
    if noun.dep in ("dobj", "nsubjpass") and lemma(verb) in words("light"):
        return passive_agent(verb) if noun.dep == "nsubjpass" else subject(verb)
    for child in noun.children:
        if child.dep == "prep" and child.lower == "of" and (told := child.child("pobj")):
            if act == "believe":
                return None  # "fears *of an invasion*": that is what is feared
            if speaks(told):
                return told
            if act in ("threaten", "promise", "offer"):
                return next(
                    (
                        c
                        for c in told.children
                        if c.dep in ("amod", "compound", "poss") and c.entity in PEOPLES
                    ),
                    None,
                )
    return None


def speaks(token: Token) -> bool:
    """Whether a word stands for somebody who can say and want: a name, a person, a body, a people."""
    if token.pos == "PRON":
        return token.lower in PERSONS or token.tag in ("WP",)
    if token.entity in NAMED or token.pos == "PROPN":
        return True
    noun = token.lemma
    return (
        noun in words("speakers")
        or (bool(AGENT.match(noun)) and noun not in words("things") and noun not in words("texts"))
        or token.lower
        in (
            "officials",
            "many",
            "some",
            "others",
            "both",
            "each",
            "neither",
            "two",
            "three",
            "former",
            "latter",
        )
    )


def tells(token: Token) -> bool:
    """Whether a word stands for a text, which says and shows but wants nothing."""
    return token.lemma in words("texts")


def name_span(token: Token) -> Span:
    """The words that name the source: the noun phrase without relative clauses and descriptions set off by commas.

    An apposition stays if it brings the name ("The head of the mission, *Ada Brandt*"), not if it explains one.
    """
    if (named := antecedent(token)) is not None:
        return Span(name_span(named).start, token.end)
    kept = set(phrase(token))
    several = any(c.dep == "conj" for c in token.children)
    ordered = sorted(kept, key=lambda t: t.i)
    if several or not ordered:
        return Span(ordered[0].start, ordered[-1].end) if ordered else token.span
    first = last = ordered.index(token)
    while (
        first > 0
        and ordered[first].i - ordered[first - 1].i <= 2
        and joined(ordered[first - 1], ordered[first])
    ):
        first -= 1
    while last + 1 < len(ordered) and joined(ordered[last], ordered[last + 1]):
        last += 1
    return Span(ordered[first].start, ordered[last].end)


def antecedent(token: Token) -> Token | None:
    """Whom a relative pronoun stands for, if it follows at once: "*the envoys* who"."""
    if token.tag not in ("WP", "WDT") or token.head.dep != "relcl":
        return None
    noun = token.head.head
    return noun if noun.tag not in ("WP", "WDT") and 0 < token.i - noun.i <= 2 else None


def joined(a: Token, b: Token) -> bool:
    """Whether nothing but a comma or a quotation mark stands between two words of a name."""
    return b.i - a.i <= 2


def phrase(token: Token) -> list[Token]:
    """The words of a noun phrase that belong to the name."""
    kept, waiting = [], [token]
    while waiting:
        here = waiting.pop()
        kept.append(here)
        for child in here.children:
            if child.dep in LEFT_OUT:
                continue
            if child.dep == "appos" and not brings_name(here, child):
                continue
            if child.dep == "prep" and ((here is token and child.start - token.end > 1) or dated(child)):
                continue
            waiting.append(child)
    return kept


def dated(preposition: Token) -> bool:
    """Whether a preposition brings a time, which is no part of a name ("the envoy *on Friday*")."""
    noun = preposition.child("pobj")
    return noun is not None and (noun.entity in ("DATE", "TIME") or noun.lemma in words("days"))


def brings_name(noun: Token, apposed: Token) -> bool:
    """Whether an apposition names whom a title or description means."""
    return apposed.pos == "PROPN" and noun.pos != "PROPN"
