"""Which act makes which line of the ledger: a demand, an offer, a promise, a threat, a refusal, an agreement, or none.

A line is an utterance of a party: of a state, a body, a group or somebody who holds an office. What only endangers somebody
("the floods threaten the harvest"), what others foresee or hope, a question, and what a private person wants make none.
"""

from __future__ import annotations

import re
from functools import cache

from detente.lexicon import toml
from detente.model.derived import Evidence, LineKind
from detente.weigh.acts import Act, Sides, Words
from detente.weigh.matter import is_light, normal


@cache
def cue(kind: str) -> re.Pattern[str]:
    """A pattern of all words of one kind in `lexicon/ledger.toml`."""
    words = sorted({w for row in toml("ledger")[kind] for w in row["words"].split()})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)


def acts_of(kind: str) -> frozenset[str]:
    """The acts of saying of one kind."""
    return frozenset(toml("ledger")[kind])


def line_kind(act: Act, words: Words, sides: Sides) -> LineKind | None:
    """Which line of the ledger an act makes, if any."""
    printed = words(act.evidence)
    kind = kind_of(act, printed)
    if kind is None or not any(map(sides.is_party, act.actors)) or act.sure < SURE:
        return None
    sound = not is_question(act, printed) and not is_bare_name(act) and not is_private(act, words)
    verb = words(Evidence(report=act.report, start=act.verb.start, end=act.verb.end)) if act.verb else ""
    match kind:
        case "demand":
            sound = sound and not is_to_itself(act) and not is_empty(act) and not is_order(act, verb)
            sound = sound and not NEEDS.fullmatch(verb) and not (act.kind == "move" and act.content is None)
        case "threat":
            sound = sound and is_uttered(act, words)
        case "promise" | "offer":
            towards = act.target_codes or act.due or is_of_an_act(act)
            sound = sound and not is_tentative(act, printed) and not is_empty(act) and bool(towards)
            sound = sound and not HOSTILE_FIRST.match(act.said) and not is_ascribed(act)
        case "refusal":
            sound = sound and is_of_an_act(act) and not FIGHTS.fullmatch(verb)
    return kind if sound else None


def is_private(act: Act, words: Words) -> bool:
    """Whether only people of a country speak, and nobody for it: "the Danes *who refuse* to leave", "Irish fishermen vow"."""
    return act.private or WHO.search(around(act, words)[0]) is not None


WHO = re.compile(r"\b(?:the\s+)?[^\W\d_a-z]\w+s\s+who\s+(?:\w+\s+){0,2}$")
"""Several people of a name, told apart by what they did."""


def is_ascribed(act: Act) -> bool:
    """Whether a readiness is only what somebody sees in another ("is ready to use any means"), who has said nothing."""
    return (
        act.act in acts_of("offers")
        and not act.speech
        and act.deed is None
        and act.verb is not None
        and not act.due
    )


SURE = 0.4
"""Below it what was taken for an act of saying is mostly a noun that says something else ("the call to the mayor")."""

QUESTION = re.compile(r"\s*(?:that\s+)?(?:why|how|whether|if|what|who|whom|when|where|which)\b", re.I)

NAME = re.compile(r"(?:(?:the|of|and|in|on|by|with|for)\b|[^\W\d_a-z][\w.’'-]*|[\s,;&]+)+")
"""Words with capitals, and what joins them."""

FORESEEN = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|want(?:s|ed|ing)?|wish(?:es|ed|ing)?|dream\w*|consider\w*|mull\w*|may|might|could|"
    r"would like|possib\w+|prospect\w*|due to|seems?|seemed|felt|feels?)\b",
    re.I,
)
"""What nobody has bound himself to."""

DANGER = re.compile(
    r"\b(?:threats?|dangers?|risks?|fears?|warnings?)\s+(?:of|that)\s+(?:an?\s+|the\s+)?$", re.I
)
"""A noun before what is feared, and not before what somebody says he will do."""


def is_question(act: Act, printed: str) -> bool:
    """Whether what is said is asked."""
    return bool(QUESTION.match(act.said)) or "?" in act.said or printed.rstrip(" ”\"»’'").endswith("?")


def is_bare_name(act: Act) -> bool:
    """Whether a content is only a name ("pressed *Oslo*"): that says nothing of what is asked or promised."""
    words = act.said.strip(' ,;:.“”"')
    return bool(words) and NAME.fullmatch(words) is not None


def is_to_itself(act: Act) -> bool:
    """Whether a side asks something of itself: that is its own affair."""
    return bool(act.codes) and bool(act.target_codes) and set(act.target_codes) <= set(act.codes)


def is_uttered(act: Act, words: Words) -> bool:
    """Whether a threat is said by the one who makes it, or announced of a deed against somebody: no danger, and nothing
    that others expect of him."""
    before, after = around(act, words)
    if DANGER.search(before) or DANGER.search(leading(act, words)):
        return False
    if act.kind == "statement" or act.statement or cue("threatens").search(before + after):
        participle = act.kind == "move" and after.lower().startswith("threatening") and not act.speech
        return not participle
    if act.deed == "MOBILIZE":
        return False
    others = set(act.target_codes) - set(act.codes)
    return (
        bool(others)
        and not act.told_by
        and not is_tentative(act, before)
        and not cue("prepares").search(before + after)
    )


def around(act: Act, words: Words) -> tuple[str, str]:
    """The words of an act's sentence before its verb, and its verb."""
    if act.verb is None:
        return "", ""
    start = act.sentence.start if act.sentence else act.span.start
    before = words(Evidence(report=act.report, start=min(start, act.verb.start), end=act.verb.start))
    return before, words(Evidence(report=act.report, start=act.verb.start, end=act.verb.end))


def leading(act: Act, words: Words) -> str:
    """The words from the verb of an act to its content."""
    if act.verb is None or act.content is None or not act.verb.start < act.content.start:
        return ""
    return words(Evidence(report=act.report, start=act.verb.start, end=act.content.start)).rstrip() + " "


def is_tentative(act: Act, printed: str) -> bool:
    """Whether it is only hoped, wished or thought of, before the verb that tells it."""
    end = max(0, act.verb.start - act.span.start) if act.verb and act.kind == "move" else 0
    near = " ".join(printed[:end].split()[-TENTATIVE_WORDS:])
    return FORESEEN.search(near) is not None


TENTATIVE_WORDS = 5
"""Words before a verb that can take back what it tells ("*hopes to* send")."""


def is_empty(act: Act) -> bool:
    """Whether a content has only words that carry others ("ready to go")."""
    return bool(act.said) and all(map(is_light, act.matter.words))


def is_order(act: Act, verb: str) -> bool:
    """Whether somebody commands his own people: nobody else is asked for anything."""
    return ORDERS.fullmatch(verb) is not None and not set(act.target_codes) - set(act.codes)


ORDERS = re.compile(r"order(?:s|ed|ing)?", re.I)

FIGHTS = re.compile(r"(?:repel|resist|withst[ao]nd|fend|defend|defy|defi|beat|fail)\w*", re.I)
"""Verbs for a no that is no word but a fight, or bad luck."""

NEEDS = re.compile(r"(?:need|requir|deserv)\w*", re.I)
"""Verbs for what somebody lacks, whether he asks for it or not."""

HOSTILE_FIRST = re.compile(
    r"(?:to\s+)?(?:further\s+)?(?:impose|punish|retaliate|strike|attack|invade|fight|sanction|hit|hurt|destroy|kill|harm|deny|"
    r"block|seize|occupy|increase the risk)\b"
    r"|(?!to\b)(?:(?!\w+ing\b)[\w-]+\s+){0,3}?(?:crimes|atrocities|violations|abuses|incursion|invasion|aggression|attacks?)\b",
    re.I,
)
"""What is no favour, whoever is ready for it or has committed it."""


def is_of_an_act(act: Act) -> bool:
    """Whether a content is something that one can do, ask or offer: no person, no thing, no view ("questioned the
    framing")."""
    words = act.said.strip(' ,;:.“”"')
    if not words or VERBAL_FORM.match(words):
        return True
    return any(is_deed(head) for head in act.matter.heads)


VERBAL_FORM = re.compile(
    r"(?:to|that|not|any|all|such|(?!the\b)\w+ing)\b|.*\b(?:will|would|should|must|can|could)\b", re.I
)
"""How a content begins or goes on that has a verb."""

DEED = re.compile(r"(?:tion|sion|ment|ance|enc|al)$")
"""Endings of nouns made of verbs, as `normal` leaves them."""


@cache
def deeds() -> frozenset[str]:
    """Nouns for what one can do, ask or offer, normalised."""
    return frozenset(normal(w) for row in toml("ledger")["deed"] for w in row["words"].split())


def is_deed(head: str) -> bool:
    """Whether a normalised noun stands for something one can do, ask or offer.

    >>> is_deed(normal("invitation")), is_deed(normal("truce")), is_deed(normal("officers"))
    (True, True, False)
    """
    return head in deeds() or DEED.search(head) is not None


def kind_of(act: Act, words: str) -> LineKind | None:
    """The kind of line an act makes by its type. `words`: the evidence as printed."""
    if act.polarity == "denied" or act.status in ("hypothetical", "historical"):
        return None
    if act.kind == "statement":
        return said_kind(act)
    if is_agreement(act, words):
        return "agreement"
    if act.polarity == "negated":
        silent = act.type == "AGREE" and cue("offer").search(
            words
        )  # "did not offer a way out" refuses nothing
        return "refusal" if act.type in ("AGREE", "CONCEDE") and not silent else None
    match act.type:
        case "REQUEST":
            return "demand"
        case "THREATEN":
            return "threat"
        case "REJECT":
            return "refusal"
        case "AGREE" if is_view(words):
            return None
        case "AGREE" if act.deed in HURTING:
            return "threat" if set(act.target_codes) - set(act.codes) else None
        case "AGREE":
            return "offer" if is_offer(act, words) else "promise"
        case "CONCEDE" if act.status in ("planned", "conditional"):
            return "promise"
        case _:
            return None


HURTING = frozenset({"THREATEN", "COERCE", "SANCTION", "ASSAULT"})
"""Deeds that are no favour to whom they are done: to agree on them threatens him."""


def is_agreement(act: Act, words: str) -> bool:
    """Whether sides signed or concluded something: an agreement that stands, not one that is to come.

    The words for the deed and for what is concluded are in `lexicon/ledger.toml`.
    """
    if act.type not in ("AGREE", "SUPPORT", "COOPERATE") or act.polarity != "affirmed":
        return False
    if act.status not in ("occurred", "ongoing") or len({*act.codes, *act.target_codes}) < 2:
        return False
    concluded = cue("agreed").search(words)
    objects = {w for row in toml("ledger")["agreed"] for w in row["object"].split()}
    return concluded is not None and any(
        w in objects for w in re.findall(r"\w+", words[concluded.end() :].lower())
    )


AGREED_THAT = re.compile(r"\bagree\w*\s+(?:\w+\s+){0,4}?that\b", re.I)
"""An agreement on how something is, or on what is to be."""

TO_BE_DONE = re.compile(
    r"\b(?:will|would|shall|should|must|need\w*|ought|can|could|is to|are to|necessary|essential|required|due|vital)\b",
    re.I,
)
"""Words that say that something is to be done."""


def is_view(words: str) -> bool:
    """Whether two only agree how something is ("agreed that the talks were useful"): nothing is to be done.

    >>> is_view("They agreed that the talks were useful"), is_view("They agreed that a truce is necessary")
    (True, False)
    """
    agreed = AGREED_THAT.search(words)
    return agreed is not None and not TO_BE_DONE.search(words, agreed.end())


def said_kind(act: Act) -> LineKind | None:
    """The line that a statement makes which no move was read from."""
    if act.polarity != "affirmed" or not act.speech:
        return None
    kinds = (
        ("demand", "demands"), ("threat", "threats"), ("offer", "offers"), ("promise", "binds"), ("refusal", "refuses")
    )  # fmt: skip
    for kind, names in kinds:
        if act.act in acts_of(names):
            return kind  # type: ignore[return-value]  # the kinds are the keys of the table
    return None


def is_offer(act: Act, words: str) -> bool:
    """Whether an agreement is offered, not promised."""
    if act.act in acts_of("promises"):
        return False
    return act.act in acts_of("offers") or bool(cue("offer").search(words))
