"""How real a clause is: done, going on, planned, on a condition, only thought of; affirmed or negated."""

from __future__ import annotations

from dataclasses import dataclass

from detente.extract.clause import DEPTH, is_noun, is_verb, own_subject, to_infinitive
from detente.extract.frames import lemma_of, words
from detente.model.found import Status
from detente.parse.parsed import Token

WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d", "sha"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no longer"})


@dataclass(slots=True)
class Mood:
    """What the grammar says of a clause. `background`: it only tells when or why something else happened."""

    status: Status
    negated: bool = False
    must: bool = False
    modal: bool = False
    """Whether it stands under "will", "plans to" and the like, and not only in the future by its verb."""
    background: bool = False
    speech: Token | None = None
    """The verb of saying that it is the content of."""
    failed: bool = False
    sought: bool = False
    """Whether it is only sought or hoped for: enough to offer cooperation, too little to threaten."""


def mood_of(verb: Token) -> Mood:
    """The mood of a verb, read from its helpers and from everything above it."""
    mood = helpers(verb)
    token = verb
    for _ in range(DEPTH):
        head = token.head
        if head is token:
            break
        if not climb(token, head, mood):
            break
        token = head
    return mood


def helpers(verb: Token) -> Mood:
    """What auxiliaries, tense and negation say; a conjunct without any has those of its head."""
    shared = verb
    for _ in range(DEPTH):
        bare = not any(c.dep in ("aux", "auxpass", "nsubj", "nsubjpass") for c in shared.children)
        if shared.dep == "conj" and is_verb(shared.head) and bare and shared.tag in ("VB", "VBN", "VBG"):
            shared = shared.head
        else:
            break
    mood = Mood(tense(shared, verb))
    aux = {c.lower for c in shared.children if c.dep == "aux"}
    mood.negated = any(c.dep == "neg" or c.lower in NEGATIONS for c in verb.children) or nobody(verb)
    if aux & WILL or (to_infinitive(shared) and is_announced(shared)):
        mood.status, mood.modal = "planned", True  # also a headline's "Peru to leave the pact"
    if aux & words("turn", "may"):
        mood.status = "hypothetical"
        mood.modal = bool(aux & {"can", "could"})
    if aux & words("turn", "must"):
        mood.must = bool(aux & {"must", "should", "ought"})
        mood.status = "hypothetical" if mood.must else mood.status
    if "would" in aux and "have" in aux:
        mood.status = "hypothetical"
    return mood


def is_announced(clause: Token) -> bool:
    """Whether a headline says what somebody is to do: "Peru *to leave* the pact", "Peru *to leave* the pact, premier says"."""
    if clause.child("nsubj", "nsubjpass") is None:
        return False
    return clause.head is clause or (
        clause.dep == "ccomp" and clause.head.lemma in ("say", "announce", "report", "confirm")
    )


def nobody(verb: Token) -> bool:
    """Whether the subject says that nobody did it: "*neither* Peru nor Togo signed", "*no* state signed"."""
    who = verb.child("nsubj", "nsubjpass")
    return who is not None and (
        who.lower in ("nobody", "none") or any(c.lower in ("neither", "no") for c in who.children)
    )


def tense(shared: Token, verb: Token) -> Status:
    """Past or perfect: occurred; present and progressive: ongoing."""
    if verb.tag == "VBD" or any(
        c.dep in ("aux", "auxpass") and c.tag in ("VBD", "VBN") for c in shared.children
    ):
        progressive = verb.tag == "VBG"
        return (
            "ongoing"
            if progressive and not any(c.lower in ("was", "were") for c in shared.children)
            else "occurred"
        )
    if any(c.dep == "aux" and c.lemma == "have" for c in shared.children):
        return "ongoing" if verb.tag == "VBG" else "occurred"
    if verb.tag == "VBN":
        return (
            "ongoing"
            if any(c.dep == "auxpass" and c.tag in ("VBZ", "VBP") for c in shared.children)
            else "occurred"
        )
    return "ongoing"


def climb(token: Token, head: Token, mood: Mood) -> bool:
    """Take in what the next word above says; whether to go on up."""
    lemma = lemma_of(head)
    if (
        token.dep in ("relcl", "acl", "ccomp")
        and head.lemma in words("turn", "condition_phrases")
        and is_that_clause(token)
    ):
        mood.status = "hypothetical"
        return False
    if token.dep == "relcl":
        if is_headline(token, head):
            mood.status, mood.modal = "planned", True
        elif is_meant(token, lemma):
            mood.status = "hypothetical"
        return False
    if token.dep == "advcl" or (
        token.dep == "conj" and (token.child("mark") is not None or is_inverted(token))
    ):
        return adverbial(token, mood)
    if token.dep == "ccomp" and is_proviso(head):
        mood.status = "hypothetical"
        return False
    if token.dep in ("prep", "pobj", "pcomp") and is_noun(head) and head.dep in ("pobj", "dobj", "nsubj"):
        if lemma in words("turn", "traces") and any(
            c.lower in ("no", "little", "few") for c in head.children
        ):
            mood.negated = True
        if lemma in words("turn", "possible") | words("turn", "traces") and token.dep == "prep":
            mood.status = "hypothetical"
        return True
    if token.dep in ("xcomp", "ccomp", "acomp", "oprd", "acl", "pcomp", "prep"):
        turned(token, head, lemma, mood)
    if is_verb(head):
        above = helpers(head)
        if token.dep in ("xcomp", "conj") or to_infinitive(token):
            inherit(mood, above, token)
    return True


def turned(token: Token, head: Token, lemma: str, mood: Mood) -> None:
    """What the governing word makes of the clause: a plan, a wish, a failure, a report."""
    if is_noun(head) and lemma in words("turn", "traces"):
        mood.status, mood.modal = "hypothetical", False
        mood.negated = mood.negated or any(c.lower in ("no", "little", "few") for c in head.children)
    elif any(c.dep == "mark" and c.lower == "whether" for c in token.children):
        mood.status, mood.modal = "hypothetical", False
    elif head.pos == "ADJ" and lemma in words("turn", "planned_adjectives"):
        mood.status, mood.modal = "planned", True
    elif is_noun(head) and (
        (lemma in words("turn", "possible") and not is_done(token)) or is_meant(token, lemma)
    ):
        mood.status = "hypothetical"
    elif token.dep == "ccomp" and lemma in words("turn", "speech"):
        mood.speech = mood.speech or head
    elif token.dep == "pcomp" and puts_off(head):
        mood.status = "hypothetical"
    elif (
        token.dep == "xcomp" and lemma == "be" and to_infinitive(token) and head.tag in ("VBZ", "VBP", "VBD")
    ):
        mood.status, mood.modal = "planned", True  # "Malta *is to send* tents"
    elif token.dep == "xcomp" or (token.dep == "ccomp" and own_subject(token) is None):
        if lemma in words("turn", "planned_verbs") or (
            head.tag == "VBN" and lemma in words("turn", "planned_participles")
        ):
            mood.status, mood.modal = "planned", True
        elif lemma in words("turn", "failing"):
            mood.failed = True
        elif lemma == "want" and mood.status != "hypothetical":
            mood.status, mood.modal = "planned", True
        elif lemma in words("turn", "unreal"):
            mood.sought = lemma in ("seek", "hope", "wish") and mood.status in ("occurred", "ongoing")
            mood.status = "hypothetical"
        elif lemma == "need":
            mood.must = True
    elif lemma in words("turn", "unreal"):
        mood.status = "hypothetical"


def puts_off(preposition: Token) -> bool:
    """Whether it is the "on" or "from" of a verb of not doing ("*holding off on* expelling …", "shrank from")."""
    above = preposition.head
    off = any(c.dep == "prt" and c.lower in ("off", "back") for c in above.children)
    return off and above.lemma in ("hold", "put", "back", "pull", "step")


def is_headline(clause: Token, name: Token) -> bool:
    """Whether a line tells what somebody is going to do ("*Ruiz to meet* Holm on Sunday"): a name without a verb of its
    own, and all it needs is left out of "is to".
    """
    return (
        to_infinitive(clause) and name.head is name and name.tag in ("NNP", "NNPS") and clause.i == name.i + 2
    )


def is_done(clause: Token) -> bool:
    """Whether a participle tells what was done with a thing that need not come true ("talks *mediated* by Malta")."""
    return clause.dep == "acl" and clause.tag == "VBN" and clause.child("agent") is not None


def is_meant(clause: Token, noun: str) -> bool:
    """Whether a clause only says what a thing is meant to do ("a bill *to expel* envoys"), and not what was done by it."""
    return clause.dep in ("acl", "relcl") and to_infinitive(clause) and noun not in words("turn", "doing")


def inherit(mood: Mood, above: Mood, token: Token) -> None:
    """A clause under another verb is as real as that verb ("will begin to withdraw")."""
    if above.status in ("planned", "hypothetical") and mood.status != "hypothetical" and token.dep != "conj":
        mood.status, mood.modal = above.status, above.modal
    elif token.dep == "xcomp" and mood.status == "ongoing" and not mood.modal:
        mood.status = above.status
    if token.dep == "xcomp":
        mood.negated = mood.negated or above.negated


def adverbial(token: Token, mood: Mood) -> bool:
    """A clause that says when, why or on what condition."""
    marks = {c.lower for c in token.children if c.dep in ("mark", "advmod", "prep") and c.i < token.i}
    if marks & words("turn", "condition") or is_inverted(token):
        mood.status = "hypothetical"
        return False
    if marks & words("turn", "background"):
        mood.background = True
    elif to_infinitive(token):
        mood.status = "hypothetical" if mood.status == "ongoing" else mood.status
    elif mood.status == "ongoing" and token.tag == "VBG" and is_verb(token.head):
        mood.status = helpers(token.head).status
        return True
    return False


BELOW = frozenset({"dobj", "attr", "pobj", "xcomp", "ccomp", "appos", "oprd", "acomp", "prep", "acl"})
"""Relations below which the condition of a clause may hang."""


def condition_of(verb: Token) -> Token | None:
    """The head of the condition that governs a clause: an if-clause or "in the event of …"."""
    for child in verb.children:
        if is_condition(child):
            return child
    for child in verb.children:
        below = child.dep in BELOW and child.i > verb.i
        if child.dep == "acl" and verb.lemma in words("turn", "possible"):
            continue  # "backed the *vow* to leave if …": the condition is the vow's
        if below and (deeper := condition_of(child)) is not None:
            return deeper
    return None


def is_condition(token: Token) -> bool:
    """Whether words below a verb set it a condition: "if …", "should … ", "provided …", "on condition that …"."""
    if token.dep in ("advcl", "conj"):
        marks = {c.lower for c in token.children if c.dep in ("mark", "advmod")}
        marked = token.dep == "advcl" and bool(marks & words("turn", "condition"))
        return marked or is_inverted(token) or is_proviso(token)
    if token.dep == "advmod":  # "as long as …"
        return (
            token.lower == "long" and token.child("advmod") is not None and token.child("advcl") is not None
        )
    return is_case(token) or is_proviso(token) or is_lack(token)


def is_inverted(clause: Token) -> bool:
    """Whether the helper stands before the subject: "*should* Peru attack", "*were* Peru to attack"."""
    first = min((c.i for c in clause.children), default=clause.i)
    if clause.lower == "were":
        below = clause.child("advcl", "xcomp", "ccomp")
        return clause.i < first and below is not None and to_infinitive(below)
    return any(c.dep == "aux" and c.lower == "should" and c.i == first for c in clause.children)


def is_proviso(word: Token) -> bool:
    """Whether it is "provided (that)" or "on condition (that)"."""
    if word.lower in PROVISO and word.dep in ("prep", "advcl", "conj", "acl"):
        return word.child("ccomp") is not None and word.child("nsubj", "nsubjpass", "dobj") is None
    inner = word.child("pobj") if word.dep == "prep" and word.lower == "on" else None
    return inner is not None and inner.lower == "condition" and bool(inner.children)


PROVISO = frozenset({"provided", "providing", "assuming"})


def is_lack(token: Token) -> bool:
    """Whether something is set as lacking, before what would follow ("*without a deal*, Malta will leave")."""
    before = token.dep == "prep" and token.lower in ("without", "barring") and token.i < token.head.i
    return before and token.child("pobj") is not None and helpers(token.head).modal


def is_case(token: Token) -> bool:
    """Whether it is the preposition of "in the event of", "in this case"."""
    if token.dep != "prep" or token.lower != "in":
        return False
    inner = token.child("pobj")
    if inner is None or inner.lemma not in words("turn", "condition_phrases") or inner.tag == "NNS":
        return False
    determined = any(c.dep == "det" and c.lower in ("this", "that", "such", "any") for c in inner.children)
    clause = any(c.dep in ("acl", "relcl", "ccomp") and is_that_clause(c) for c in inner.children)
    return determined or clause or any(c.dep == "prep" and c.lower == "of" for c in inner.children)


def is_that_clause(clause: Token) -> bool:
    """Whether a clause opens with "that" ("in the event *that Peru attacks*")."""
    return any(c.lower == "that" and c.i < clause.i for c in clause.children)
