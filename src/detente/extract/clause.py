"""Who stands where in a clause: subjects, objects, owners, and the words of a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator

from detente import lexicon
from detente.model import Span
from detente.parse.parsed import Parsed, Token

DEPTH = 12
"""Steps up a tree before we give up: deeper clauses are parser errors."""

LEFT = frozenset({
    "det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod", "npadvmod",
})  # fmt: skip
"""Relations of the words before a head that belong to its phrase."""

RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
NAMES = frozenset({"PERSON", "GPE", "ORG", "NORP", "LOC", "FAC"})
"""Labels of the names that may stand for somebody."""

NOT_ACTORS = frozenset({
    "DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LAW", "EVENT",
})  # fmt: skip
CONTROLS_OBJECT = frozenset({
    "urge", "ask", "force", "order", "allow", "help", "want", "press", "tell", "permit", "persuade", "invite", "pressure",
    "warn", "advise", "encourage", "compel", "let", "make", "beg", "implore", "instruct", "require", "accuse", "lead",
})  # fmt: skip
"""Verbs whose object does what the infinitive below says ("urged *her* to go")."""


CHARGED_OF = frozenset({
    "accuse", "suspect", "convict", "acquit", "blame", "fault", "criticise", "criticize", "condemn", "denounce", "praise", "thank",
})  # fmt: skip
"""Verbs whose object did what stands after "of" or "for" ("accused *Togo* of arming rebels")."""

KEPT_FROM = frozenset({
    "deter", "prevent", "stop", "dissuade", "discourage", "keep", "bar", "ban", "block", "prohibit", "exclude", "save", "restrain",
})  # fmt: skip
"""Verbs whose object would have done what stands after "from" ("deterred *Togo* from invading")."""

FOILED = frozenset(
    {
        "foil",
        "thwart",
        "uncover",
        "expose",
        "disrupt",
        "prevent",
        "investigate",
        "reveal",
        "stop",
        "avert",
        "discover",
    }
)
"""Verbs of those who keep others from a plot: what it was to do is not theirs."""

ASKED_TO = frozenset(
    {"press", "urge", "force", "order", "tell", "compel", "invite", "allow", "encourage", "warn"}
)
"""Verbs that need an object before "to …": without one a headline left out the helper ("envoy *urged* to leave")."""


def is_verb(token: Token) -> bool:
    """Whether it is a verb that can carry a move."""
    if token.pos == "ADJ":  # "open" of a headline, read as an adjective though it has subject and object
        return token.child("nsubj") is not None and token.child("dobj") is not None
    return token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass"))


def is_noun(token: Token) -> bool:
    """Whether it can head a noun phrase."""
    return token.pos in ("NOUN", "PROPN", "PRON", "NUM") or (
        token.pos == "ADJ" and token.dep in ("pobj", "nsubj", "dobj")
    )


def is_passive(verb: Token) -> bool:
    """Whether the subject suffers it: "was killed", "forces sent to", "detained and deported"."""
    helper = verb.child("auxpass")
    if helper is not None and helper.lower in ("'s", "’s") and verb.child("dobj") is not None:
        return False  # "she*'s helped* dozens": has, not is
    if any(c.dep in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if is_clipped(verb):
        return True
    if verb.tag != "VBN" or any(c.dep in ("aux", "nsubj") for c in verb.children):
        return False
    if verb.dep == "conj" and verb.head is not verb:
        return is_passive(verb.head) and verb.child("dobj") is None
    return verb.dep in ("acl", "amod", "advcl", "ROOT") and verb.child("dobj") is None


def is_clipped(verb: Token) -> bool:
    """Whether a headline leaves out the helper of a passive: "Envoy *expelled* from Lima", "Togo *accused* of spying".

    Its verb does something to somebody, has no object, and comes right behind its subject.
    """
    if verb.tag not in ("VBD", "VBN"):
        return False
    asked = verb.child("xcomp")
    if verb.lemma in ASKED_TO and asked is not None and to_infinitive(asked) and own_subject(asked) is None:
        who = nearest_subject(verb)
        return who is not None and is_right_behind(verb, who) and verb.child("dobj", "aux", "dative") is None
    if verb.lemma not in lexicon.toml("frames")["turn"]["suffered"]:
        return False
    if any(c.dep in ("dobj", "ccomp", "xcomp", "aux", "prt", "dative") for c in verb.children):
        return False
    who = nearest_subject(verb)
    return who is not None and who.lower not in RELATIVE and is_right_behind(verb, who)


def is_right_behind(verb: Token, who: Token) -> bool:
    """Whether nothing but a mark stands between a subject and its verb ("'King' *arrested*")."""
    marks = [c for c in (*who.children, *verb.children) if c.dep == "punct" and who.i < c.i < verb.i]
    return verb.i == who.i + 1 + len({c.i for c in marks}) and verb.i > who.i


def conjuncts(head: Token) -> list[Token]:
    """The head and what is joined to it with "and", in text order."""
    found, waiting = [], [head]
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting.extend(c for c in token.children if c.dep == "conj" and is_noun(c))
    return sorted(found, key=lambda t: t.i)


def agent(verb: Token) -> Token | None:
    """Who does it, in a passive clause ("by the police")."""
    by = verb.child("agent") or next((c for c in verb.children if c.dep == "prep" and c.lower == "by"), None)
    if by is not None:
        return by.child("pobj")
    for child in verb.children:  # "accused of fraud by Kenya", hung on the fraud
        inner = child.child("pobj") if child.dep == "prep" and child.i > verb.i else None
        if inner is not None and any(c.dep in ("auxpass", "nsubjpass") for c in verb.children):
            for deeper in inner.children:
                named = deeper.child("pobj") if deeper.dep == "prep" and deeper.lower == "by" else None
                if named is not None and any(t.entity in NAMES for t in (named, *named.children)):
                    return named
    return None


def antecedent(pronoun: Token) -> Token:
    """What a relative pronoun stands for; the token itself if it is none."""
    if pronoun.lower not in RELATIVE or pronoun.tag not in ("WDT", "WP", "WP$", "IN", "DT"):
        return pronoun
    for above in [pronoun.head, *pronoun.head.ancestors()][:DEPTH]:
        if above.dep == "relcl":
            return above.head if above.head.i < pronoun.i else pronoun
    return pronoun


def own_subject(verb: Token) -> Token | None:
    """The subject that stands in the clause itself."""
    found = nearest_subject(verb)
    return antecedent(found) if found is not None else None


def nearest_subject(verb: Token) -> Token | None:
    """The subject beside the verb. Of two, the one farther off is a dateline or a topic ("LIMA — *Chile* urged …")."""
    found = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    before = [c for c in found if c.i < verb.i]
    return before[-1] if before else found[0] if found else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, inherited where the clause leaves it out."""
    if (own := own_subject(verb)) is not None:
        return own
    head = verb.head
    if head is verb or depth > DEPTH:
        return None
    if verb.dep == "acl" and not to_infinitive(verb):
        return head
    if verb.dep == "relcl":
        return head
    if verb.dep in (
        "xcomp",
        "ccomp",
        "advcl",
        "conj",
        "acomp",
        "oprd",
        "dep",
        "acl",
        "pcomp",
        "prep",
        "attr",
        "auxpass",
    ):
        if is_verb(head):
            if (teller := told_above(verb)) is not None:
                return subject(teller, depth + 1)
            if (
                verb.dep in ("xcomp", "ccomp")
                and head.lemma in CONTROLS_OBJECT
                and (controlled := direct_object(head))
            ):
                return controlled
            return (
                subject(head, depth + 1)
                if not is_passive(head) or is_passive(verb)
                else passive_doer(head, verb, depth)
            )
        if is_noun(head) and verb.dep == "acl":
            return owner(head) or governor_subject(head, depth)
        return subject_above(head, depth)
    return None


def told_above(verb: Token) -> Token | None:
    """The verb of saying that a past verb is joined to, where the parser joined it to what is said ("*said* that an
    attack would fail and *promised* help")."""
    head = verb.head
    above = head.head
    if (
        verb.dep != "conj"
        or verb.tag != "VBD"
        or verb.child("aux", "auxpass") is not None
        or head.dep != "ccomp"
    ):
        return None
    planned = any(c.dep == "aux" and c.lower in ("will", "would", "could", "might") for c in head.children)
    return above if planned and above.tag == "VBD" else None


def passive_doer(head: Token, verb: Token, depth: int) -> Token | None:
    """Under a passive verb the subject goes on with infinitives ("is set to leave"), else the agent does it."""
    if verb.dep in ("xcomp", "conj", "oprd"):
        return subject(head, depth + 1)
    return agent(head) or subject(head, depth + 1)


def subject_above(token: Token, depth: int) -> Token | None:
    """The subject of the nearest verb above a preposition or adjective."""
    if token.dep == "agent" or depth > DEPTH:
        return None
    above = next((t for t in token.ancestors() if is_verb(t)), None)
    if above is not None and (
        (above.lemma in CHARGED_OF and token.lower in ("of", "for"))
        or (above.lemma in KEPT_FROM and token.lower == "from")
    ):
        return direct_object(above)
    return subject(above, depth + 1) if above is not None else None


def governor_subject(noun: Token, depth: int) -> Token | None:
    """The subject of the verb whose object this noun is ("*Malta* took the decision to close")."""
    above = next((t for t in noun.ancestors() if is_verb(t)), None)
    if above is None or above.lemma in FOILED:
        return None
    return subject(above, depth + 1) if noun.dep in ("dobj", "pobj", "attr") else None


def to_infinitive(verb: Token) -> bool:
    """Whether it is an infinitive with "to"."""
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children)


def doer(verb: Token) -> Token | None:
    """Who does it: the subject, or the agent of a passive."""
    if is_passive(verb):
        found = agent(verb)
        if found is None and verb.dep == "conj" and is_verb(verb.head):
            found = agent(verb.head)
        return found
    return subject(verb)


def direct_object(verb: Token) -> Token | None:
    """What it is done to: the object, or the subject of a passive."""
    if is_passive(verb):
        if (found := nearest_subject(verb)) is not None:
            return antecedent(found)
        return verb.child("dobj") or subject(verb)
    if (found := verb.child("dobj")) is not None:
        return antecedent(found) if found.lower in RELATIVE else found
    return after_a_day(verb) or called(verb)


def called(verb: Token) -> Token | None:
    """Who is called, where the parser took the only name after the verb for what he is called ("called *Lima* for talks")."""
    name = verb.child("oprd") if verb.lemma == "call" else None
    return name if name is not None and name.pos == "PROPN" and name.entity in NAMES else None


def after_a_day(verb: Token) -> Token | None:
    """The object that the parser hung on a day before it ("announced on Monday *drills*")."""
    for child in verb.children:
        if child.dep == "prep" and child.i > verb.i:
            nouns = [c for c in child.children if c.dep == "pobj"]
            if len(nouns) > 1 and nouns[0].entity == "DATE" and nouns[1].entity not in NOT_ACTORS:
                return nouns[1]
    return None


def prepositional(token: Token, *words: str) -> Iterator[Token]:
    """The nouns after these prepositions below a token, its own before those of a second preposition."""
    for child in token.children:
        if child.dep in ("prep", "agent", "dative") and child.lower in words:
            yield from (c for c in child.children if c.dep in ("pobj", "pcomp") and is_noun(c))
        elif child.dep == "prep" and child.lower != "according":
            for inner in child.children:
                if inner.dep == "prep" and inner.lower in words:
                    yield from (c for c in inner.children if c.dep == "pobj")


def owner(noun: Token) -> Token | None:
    """Whose it is: possessor, adjective or first noun of a people, or who stands after by or from."""
    for child in noun.children:
        if child.dep == "poss":
            return child
    for child in noun.children:
        if child.dep in ("amod", "compound", "nmod") and child.entity in ("NORP", "GPE", "ORG"):
            return child
    return next(prepositional(noun, "by", "from"), None)


LANDS = frozenset({"GPE", "LOC", "NORP"})
"""Labels of the names that people are said to be from."""

TAKES_OF = frozenset(
    {"accuse", "suspect", "warn", "convict", "assure", "reassure", "inform", "remind", "acquit", "rob"}
)
"""Verbs with an "of …" of their own, which the parser often hangs on their object."""


def phrase(head: Token, generic: frozenset[str], parsed: Parsed) -> Span:
    """The words of a noun phrase: what stands before its head, and `of …` after it; no relative clause.

    Heads that mean little alone ("authorities") keep their place too ("authorities in Malta").
    """
    start, end = head.start, head.end
    for child in head.children:
        if child.i < head.i and child.dep in LEFT:
            start = min(start, child.hull().start)
        elif child.dep == "prep" and child.i > head.i:
            inner = child.child("pobj")
            home = head.lemma in generic or (head.dep in ("nsubj", "nsubjpass") and child.i < head.head.i)
            own = not (head.dep in ("dobj", "nsubjpass") and head.head.lemma in TAKES_OF)
            wanted = (child.lower == "of" and own) or (child.lower in ("in", "from", "at", "for") and home)
            wanted = wanted or (child.lower == "from" and inner is not None and inner.entity in LANDS)
            if wanted and inner is not None and inner.entity not in NOT_ACTORS:
                end = max(end, *(phrase(c, generic, parsed).end for c in conjuncts(inner)))
        elif child.dep == "case" and child.i > head.i and head.dep != "poss":
            end = max(end, child.end)
        elif child.dep == "appos" and child.entity in NAMES and not set_apart(head, child):
            end = max(end, phrase(child, generic, parsed).end)
    if (name := parsed.name_at(head)) is not None:
        joined = any(t.dep == "cc" for t in parsed.tokens[name.first.i : name.last.i])
        if name.label not in NOT_ACTORS and not joined:
            first = name.first.start if not has_possessive(name.first, head) else start
            start, end = min(start, first), max(end, without_case(name.last))
    while start < end and parsed.text[start] in "“”\"'‘’«»":
        start += 1
    return Span(start, end)


def set_apart(head: Token, name: Token) -> bool:
    """Whether a comma or bracket stands between a noun and the name that explains it; not in "the capital *Juba*"."""
    return (
        any(c.dep == "punct" and head.i < c.i <= name.i for c in (*head.children, *name.children))
        or name.i - head.i > NEAR
    )


NEAR = 4
"""Words within which a name after a noun is still its own."""


def has_possessive(first: Token, head: Token) -> bool:
    """Whether the head is only the possessor of a longer name."""
    return head.dep == "poss" and first.i > head.i


def without_case(last: Token) -> int:
    """Where a name ends, a final 's left out."""
    return last.start if last.tag == "POS" else last.end
