"""Who says no to what others say: one asserts a thing, another denies it, negates it, or tells its contrary.

The words alone decide: what an act is about, and whether it is told as a yes or as a no.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from detente.lexicon import toml
from detente.model.derived import Claim
from detente.model.record import Record
from detente.weigh.acts import Act, Sides, days_between
from detente.weigh.claims import FAR, Cluster, around, days_of, is_denial
from detente.weigh.matter import normal, word_list

NAME = 1.5
"""How much more a word with a capital counts than another."""

ENOUGH = 3.0
"""Weight of the words that two sentences on one matter share …"""

ENOUGH_WITH_SIDE = 2.0
"""… if they name a side in common."""

SHARE = 0.3
"""Share of the shorter one's words that must be common, if one answers the other …"""

SHARE_UNANSWERED = 0.5
"""… and if it only tells otherwise."""

FEW, SOME, COMMON_WORD = 4.0, 0.4, 0.2
"""A word counts in full if at most FEW + SOME × √(all tellings) have it, else so little: "war" and "weapons" are in every
report of a war, and prove no common matter. Of 3,000 feed items of one war 40 quarrels were read: without it 8 were
quarrels."""

SAME_DAYS = 2
"""Days within which one common word will do, and within which contraries need no place in common."""

HEAD = 3
"""Words of a content before which no dependent clause begins."""

DENIED = "the one says no to what the other says"
NEGATED = "the one says that it is so, the other that it is not"
CONTRARY = "what they tell cannot both be"


class Told(Record, frozen=True, kw_only=True):
    """An act as a yes or a no to a matter."""

    cluster: int
    act: Act
    yes: bool
    answers: bool
    """Whether it says no to what somebody says."""
    refuses: bool
    """Whether it says what somebody will not do: no word on what is so."""
    words: frozenset[str]
    names: frozenset[str]
    """Those with a capital."""
    main: frozenset[str]
    """Those of the main clause."""
    sides: frozenset[str]
    """Every side that speaks, acts, or is named."""
    tellers: frozenset[str]
    """The sides on whose word it is told; empty where the reports themselves tell it."""


class Quarrel(Record, frozen=True, kw_only=True):
    """Two claims of which one says no to the other, by their numbers."""

    assertion: int
    denial: int
    like: float
    """Share of the shorter one's words that both have."""
    why: str
    denies: bool
    """Whether the second answers the first, and does not only tell otherwise."""


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """The words of one kind in `lexicon/contrary.toml`."""
    found = sorted(
        {w for row in toml("contrary")[kind] for w in row["words"].split()}, key=lambda w: (-len(w), w)
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b", re.I)


@cache
def negator() -> re.Pattern[str]:
    """Words that turn a clause into its contrary."""
    words = "|".join(toml("contrary")["negators"].split())
    return re.compile(rf"\b(?:{words})\b|n['’]t\b", re.I)


@cache
def exception() -> re.Pattern[str]:
    """What only looks like a negation."""
    return re.compile("|".join(rf"\b{re.escape(x)}\b" for x in toml("contrary")["exceptions"]), re.I)


@cache
def subordinate() -> frozenset[str]:
    """Words after which another clause begins."""
    return frozenset(toml("contrary")["subordinate"].split())


WORD = re.compile(r"[\w’'-]+")
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


def main_clause(text: str) -> str:
    """The main clause of a content, without "that" before it and without what depends on it.

    >>> main_clause("that the ferry has not sailed because it rained")
    'the ferry has not sailed '
    """
    words = list(WORD.finditer(text))
    start = words[0].end() if words and words[0].group().lower() == "that" else 0
    for n, word in enumerate(words):
        if n >= HEAD and word.group().lower() in subordinate():
            return text[start : word.start()].lstrip()
    return text[start:].lstrip()


def is_no(text: str) -> bool:
    """Whether a content is told as a no.

    >>> [is_no(x) for x in ("that no ship has left", "the plan is baseless", "the talks were not only long")]
    [True, True, False]
    """
    clause = exception().sub(" ", main_clause(text))
    noes = len(negator().findall(clause)) + bool(pattern("false").search(clause))
    return (noes + bool(pattern("refusing").search(clause))) % 2 == 1


def told(n: int, act: Act, sides: Sides) -> Told | None:
    """An act as a yes or a no; none where it asserts nothing, or only points back to what was said."""
    if act.kind not in ("move", "statement") or act.status == "historical" or not asserts(act):
        return None
    reported = rejects_report(act)
    no = is_denial(act) or act.polarity != "affirmed" or reported
    refuses = act.type == "REJECT" and not reported
    own = act.kind == "statement" or act.content != act.span
    words = frozenset(w for w in act.matter.words if w not in pointing())
    if not words:
        return None
    tellers = act.told_by or (act.actors if act.kind == "statement" or act.speech or no else ())
    return Told(
        cluster=n,
        act=act,
        yes=(int(no) + int(refuses) + int(own and is_no(act.text))) % 2 == 0,
        answers=no,
        refuses=refuses,
        words=words,
        names=frozenset(normal(w) for w in CAPITAL.findall(act.text)),
        main=frozenset(normal(w) for w in WORD.findall(main_clause(act.text))),
        sides=frozenset((*act.codes, *act.target_codes, *act.matter.actors)),
        tellers=frozenset(sides.all_of(tellers)),
    )


def asserts(act: Act) -> bool:
    """Whether an act tells that something is so: no demand, offer, promise or threat."""
    if act.kind == "statement":
        return act.act in asserting()
    if act.type in ("REQUEST", "AGREE", "CONCEDE", "THREATEN"):
        return False
    return act.status != "conditional"


@cache
def asserting() -> frozenset[str]:
    """Acts of saying by which somebody asserts that something is so."""
    return frozenset(toml("contrary")["asserts"])


def rejects_report(act: Act) -> bool:
    """Whether an act rejects what was only said ("rejected the charges that …"), so that it denies it."""
    if act.type != "REJECT" and act.act not in ("reject", "refuse"):
        return False
    said = pattern("said").search(act.text)
    return said is not None and len(act.text[: said.start()].split()) < HEAD


@cache
def pointing() -> frozenset[str]:
    """Words for what was said: they are no matter."""
    found = {normal(w) for row in toml("contrary")["said"] for w in row["words"].split()}
    return frozenset(found | {normal(w) for w in word_list("remarks")})


def gainsaid(made: Sequence[tuple[Cluster, Claim]], sides: Sides) -> list[Quarrel]:
    """Claims of which one says no to what the other says, or tells its contrary; the assertion first."""
    tellings = [t for n, (cluster, _) in enumerate(made) if (t := told(n, cluster.best, sides))]
    rarity = Rarity(tellings)
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, t in enumerate(tellings):
        for word in t.words:
            by_word[word].append(at)
    found: dict[tuple[int, int], Quarrel] = {}
    for at, t in enumerate(tellings):
        for other in near(at, t, by_word):
            if new := quarrel(tellings[other], t, rarity):
                pair = (new.assertion, new.denial)
                if pair not in found or found[pair].like < new.like:
                    found[pair] = new
    return once(sorted(found.values(), key=lambda q: (-q.like, q.assertion, q.denial)), made)


def near(at: int, t: Told, by_word: dict[str, list[int]]) -> list[int]:
    """Tellings that share words with one, those nearest in time: of a denial all, of what has a contrary those."""
    words = t.words if not t.yes else t.words & of_contraries() if t.main & has_contrary() else ()
    return sorted({n for word in words for n in around(by_word[word], at) if n != at})


def quarrel(a: Told, b: Told, rarity: Rarity) -> Quarrel | None:
    """How two tellings stand against each other, if they do."""
    if a.tellers & b.tellers or (a.act.report == b.act.report and not two_voices(a, b)):
        return None
    if strangers(a, b) or days_apart(a, b) > FAR:
        return None
    if a.yes != b.yes:
        assertion, denial = (a, b) if a.yes else (b, a)
        if (a.refuses and not b.answers) or (b.refuses and not a.answers):
            # To refuse a thing contradicts nobody but who denies the refusal; positions that moved are told elsewhere.
            return None
        if on_one_matter(a, b, rarity) and (denial.answers or not of_other_days(a.act, b.act)):
            why = DENIED if denial.answers else NEGATED
            return Quarrel(
                assertion=assertion.cluster,
                denial=denial.cluster,
                like=likeness(a, b),
                why=why,
                denies=denial.answers,
            )
        return None
    if not of_other_days(a.act, b.act) and contrary(a, b, rarity):
        return Quarrel(assertion=a.cluster, denial=b.cluster, like=likeness(a, b), why=CONTRARY, denies=False)
    return None


def two_voices(a: Told, b: Told) -> bool:
    """Whether one report lets two speak, each in a sentence of his own."""
    return bool(a.tellers and b.tellers) and a.act.sentence != b.act.sentence


def strangers(a: Told, b: Told) -> bool:
    """Whether the two name states, and none in common."""
    first, second = ({side for side in t.sides if ":" not in side} for t in (a, b))
    return bool(first and second and not first & second)


def of_other_days(a: Act, b: Act) -> bool:
    """Whether each is dated, and no day is common. A saying of today on what was said yesterday is of one matter."""
    (a1, a2), (b1, b2) = days_of(a), days_of(b)
    moves = a.kind == b.kind == "move"
    return bool(moves and a1 and a2 and b1 and b2 and max(a1, b1) > min(a2, b2))


def days_apart(a: Told, b: Told) -> int:
    """Days between the two reports; 0 where one has no day."""
    first, second = a.act.published, b.act.published
    return days_between(first, second) if first and second else 0


def on_one_matter(a: Told, b: Told, rarity: Rarity) -> bool:
    """Whether two tellings share enough words, rare ones and names counted for more. One rare word is enough if it is
    all that the one is about, of a side that both name, in reports of the same days."""
    common = a.words & b.words
    smaller = min(a.words, b.words, key=lambda words: (rarity.of(words), len(words)))
    sides = a.sides & b.sides
    if len(common) == len(smaller) == 1:
        return bool(sides) and days_apart(a, b) <= SAME_DAYS and rarity.of(common) >= 1
    weight = rarity.of(common) + (NAME - 1) * rarity.of(common & a.names & b.names)
    share = SHARE if a.answers or b.answers else SHARE_UNANSWERED
    return weight >= (ENOUGH_WITH_SIDE if sides else ENOUGH) and weight >= share * rarity.of(smaller)


class Rarity:
    """How much a word tells: 1 if few tellings have it, next to nothing if it is what the whole crisis is about."""

    def __init__(self, tellings: Sequence[Told]):
        self.carriers = Counter(word for t in tellings for word in t.words)
        self.few: float = FEW + SOME * len(tellings) ** 0.5

    def of(self, words: Iterable[str]) -> float:
        """The weight of several words, the same in whatever order they come."""
        rare = [self.carriers[word] <= self.few for word in words]
        return sum(rare) + COMMON_WORD * (len(rare) - sum(rare))


def likeness(a: Told, b: Told) -> float:
    """Share of the shorter one's words that both have."""
    return round(len(a.words & b.words) / min(len(a.words), len(b.words)), 3)


def contrary(a: Told, b: Told, rarity: Rarity) -> bool:
    """Whether two tellings of one side, in reports of the same days or with a place in common, cannot both be."""
    if not a.sides & b.sides:
        return False
    common = a.words & b.words
    for one, other, of in contrary_words():
        if not common & of or rarity.of(common) < (
            1.0 if days_apart(a, b) <= SAME_DAYS else ENOUGH_WITH_SIDE
        ):
            continue
        for here, there in ((one, other), (other, one)):
            if a.main & here and b.main & there and not (a.main & there or b.main & here):
                return True
    return False


@cache
def contrary_words() -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...]:
    """Words that cannot both hold, and of what, normalised."""
    return tuple((bag(row["one"]), bag(row["other"]), bag(row["of"])) for row in toml("contrary")["contrary"])


@cache
def has_contrary() -> frozenset[str]:
    """Words that have a contrary."""
    return frozenset(w for one, other, _ in contrary_words() for w in one | other)


@cache
def of_contraries() -> frozenset[str]:
    """Words of what contraries are told."""
    return frozenset(w for *_, of in contrary_words() for w in of)


def bag(words: str) -> frozenset[str]:
    """Words of a list, normalised."""
    return frozenset(normal(w) for w in words.split())


def once(found: Sequence[Quarrel], made: Sequence[tuple[Cluster, Claim]]) -> list[Quarrel]:
    """The likeliest quarrel of each pair of sentences: a statement and the move inside it say one thing."""
    kept: dict[object, Quarrel] = {}
    for q in found:
        places = tuple((made[n][0].best.report, made[n][0].best.sentence) for n in (q.assertion, q.denial))
        kept.setdefault(frozenset(places), q)
    return sorted(kept.values(), key=lambda q: (q.assertion, q.denial))
