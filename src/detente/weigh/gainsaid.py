"""Who says no to what others say: one asserts a thing, another denies it, negates it, tells its contrary, another doer or
another place of it.

The words alone decide: what a sentence tells (`tellings`), and whether it is told as a yes or as a no.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from types import MappingProxyType

from detente.lexicon import toml
from detente.model.derived import Claim
from detente.model.record import Record
from detente.weigh.acts import Reading, days_between
from detente.weigh.claims import FAR, Cluster, around
from detente.weigh.clauses import Clause, Family, against, contraries, families, has_verb, phrases, root
from detente.weigh.tellings import Telling, by_blamed, by_word, tellings

NAME = 0.5
"""How much more a name counts than another word."""

SIDE, MOST_SIDES = 0.5, 1.0
"""Weight of a side that both name or speak for, and of all of them together: nearly all reports of a crisis name the
same few."""

ENOUGH = 3.0
"""Weight of what two sentences on one matter share …"""

ENOUGH_WITH_NAME = 2.0
"""… if they name a side or a place in common …"""

ENOUGH_IF_SAID = 1.5
"""… and if a contrary is said of the same kind of thing."""

ENOUGH_IN_STORY, SHARE_IN_STORY = 1.0, 0.2
"""… and if one denies what is told in the same story, with the share of the shorter one's words."""

BEFORE = 4
"""Tellings before a denial that only points, among which is what it denies."""

ONE_MATTER = 12
"""Reports of a story up to which what two of them tell is of one matter; a longer one goes on for days."""

CHARGES = 3
"""What one denial is taken to deny at most, where few words tell it."""

AS_MUCH = 0.6
"""Share of the most that any telling has in common with a denial, from which it is what is denied too."""

SHARE = 0.25
"""Share of the shorter one's words that must be common, if one answers the other …"""

SHARE_UNANSWERED = 0.4
"""… and if it only tells otherwise …"""

SHARE_CONTRARY = 0.25
"""… and if it tells the contrary …"""

SHARE_ONE_EVENT = 0.6
"""… and if but the doer or the place is another …"""

SHARE_ONE_ACT = 0.75
"""… and of which no word tells that it is blamed on anybody."""

FEW, SOME, COMMON_WORD = 4.0, 0.4, 0.2
"""A word counts in full if at most FEW + SOME × √(all tellings) have it, else so little: "war" and "weapons" are in every
report of a war, and prove no common matter. Of 3,000 feed items of one war 40 quarrels were read: without it 8 were
quarrels."""

HAPPENING = 3
"""Words, or words and sides together, by which one happening is known again."""

NEXT_DAY = 1
"""Days within which what reports tell on nobody's word is of one state of the world."""

AT_ONCE = 2
"""Days within which contraries said of one kind of thing, one of them on a known side's word, are a dispute though the
whole crisis speaks of it: then common words count in full."""

SAME_DAYS = 5
"""Days within which what only tells otherwise is of one matter."""

DENIED = "the one says no to what the other says"
NEGATED = "the one says that it is so, the other that it is not"
CONTRARY = "what they tell cannot both be"
DOER = "each says that the other side did it"
ELSEWHERE = "they tell of one happening at two places"


class Quarrel(Record, frozen=True, kw_only=True):
    """Two tellings of which one says no to the other, or that cannot both be."""

    first: Telling
    then: Telling
    """The one that says no, if one does."""
    like: float
    """Share of the shorter one's words that both have."""
    why: str
    denies: bool
    """Whether the second answers the first, and does not only tell otherwise."""
    weight: float = 0.0
    """Of what both share, where more than few words tell it."""
    loosely: bool = False
    """Whether they share so little that only what shares most with the denial is what it denies."""

    @property
    def claims(self) -> frozenset[int]:
        """The claims that they make, by number, as far as they make any."""
        return frozenset(t.cluster for t in (self.first, self.then) if t.cluster is not None)


class Rarity:
    """How much a word tells: 1 if few tellings have it, next to nothing if it is what the whole crisis is about."""

    def __init__(self, found: Sequence[Telling], stories: Mapping[str, str] = MappingProxyType({})):
        sizes = Counter(stories.values())
        self.stories = {report: story for report, story in stories.items() if sizes[story] <= ONE_MATTER}
        carriers = Counter(word for t in found for word in (*t.words, *t.sides))
        few = FEW + SOME * len(found) ** 0.5
        self.usual = frozenset(word for word, count in carriers.items() if count > few)

    def of(self, words: AbstractSet[str]) -> float:
        """The weight of several words."""
        usual = len(words & self.usual)
        return len(words) - usual + COMMON_WORD * usual

    def one_story(self, a: Telling, b: Telling) -> bool:
        """Whether two tellings stand in one report, or in two of one story."""
        one, other = a.evidence.report, b.evidence.report
        return one == other or (one in self.stories and self.stories[one] == self.stories.get(other))


ALL_RARE = Rarity(())
"""Every word counts in full."""


class Common(Record, frozen=True, kw_only=True):
    """What two tellings share, and how much it weighs."""

    words: frozenset[str]
    names: frozenset[str]
    sides: frozenset[str]
    weight: float
    """Of the words and names alone."""
    with_sides: float
    share: float
    """Of the shorter one's words, by weight."""
    plain: float
    plain_share: float
    """The same weight, sides with it, and share, where every word counts in full."""
    one_story: bool
    """Whether both are told in one report, or in two of one story."""

    @property
    def anchored(self) -> bool:
        """Whether they name a side or a place in common."""
        return bool(self.sides or self.names or self.one_story)


def gainsaid(
    made: Sequence[tuple[Cluster, Claim]],
    readings: Iterable[Reading],
    stories: Mapping[str, str] = MappingProxyType({}),
) -> list[Quarrel]:
    """Everything told of which another says no, or that cannot both be with what another tells; the assertion first.
    `stories`: the story of each report, where it is known."""
    found = tellings(made, readings)
    rarity = Rarity(found, stories)
    index, charges = by_word(found), by_blamed(found)
    quarrels: dict[frozenset[object], Quarrel] = {}
    for at, t in enumerate(found):
        for other in sorted({*near(at, t, index), *near_charges(at, t, charges)}):
            new = quarrel(found[other], t, rarity)
            if new is None:
                continue
            places = frozenset((x.evidence.report, x.evidence.start) for x in (new.first, new.then))
            if places not in quarrels or quarrels[places].like < new.like:
                quarrels[places] = new
    for q in pointed(found):
        quarrels.setdefault(frozenset((x.evidence.report, x.evidence.start) for x in (q.first, q.then)), q)
    ordered = sorted(best(quarrels.values()), key=lambda q: (-q.like, q.first.order, q.then.order))
    return once(ordered)


def pointed(found: Sequence[Telling]) -> Iterable[Quarrel]:
    """Denials that only point to what was said ("denied the charge", "disputed Vella's claims"), with the last charge before
    them in the same report, or what the one whom they name says there."""
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for t in found:
        by_report[t.evidence.report].append(t)
    for told in by_report.values():
        told.sort(key=lambda t: (t.evidence.start, t.text))
        for at, no in enumerate(told):
            if no.answers and not no.words and no.text.lower() != "which":
                before = [y for y in told[:at] if y.evidence.start < no.evidence.start][: -BEFORE - 1 : -1]
                others = [y for y in before if y.words and not one_voice(y, no)]
                meant = (
                    y
                    for n, y in enumerate(others)
                    if y.charge or y.tellers & no.others or (n == 0 and y.named_source)
                )
                if yes := next(meant, None):
                    yield Quarrel(first=yes, then=no, like=0.0, why=DENIED, denies=True, loosely=True)


def best(found: Collection[Quarrel]) -> list[Quarrel]:
    """All quarrels, but of each denial and other reports only those that share nearly as much with it as what shares most. Of
    those that only few words tell, the likeliest of each denial."""
    plain = [q for q in found if not q.loosely]
    closest: dict[object, float] = defaultdict(float)
    for q in plain:
        closest[q.then.order] = max(closest[q.then.order], q.weight)
    kept = [
        q
        for q in plain
        if not q.denies
        or q.first.evidence.report == q.then.evidence.report
        or q.weight >= AS_MUCH * closest[q.then.order]
    ]
    told = {q.then.order for q in kept}
    loose: dict[object, list[Quarrel]] = defaultdict(list)
    for q in sorted((q for q in found if q.loosely), key=nearness):
        if q.then.order not in told:
            loose[q.then.order].append(q)
    return [*kept, *(q for some in loose.values() for q in some[:CHARGES])]


def nearness(q: Quarrel) -> tuple[object, ...]:
    """What is denied is rather a charge, of the one who denies, in the same report, and in the same words."""
    yes, no = q.first, q.then
    return (
        not (yes.charge and no.tellers & (yes.others | yes.blamed)),
        yes.evidence.report != no.evidence.report,
        -len(yes.words & no.words),
        -q.like,
        yes.order,
    )


def near(at: int, t: Telling, index: dict[str, list[int]]) -> list[int]:
    """Tellings that share a word with one that may gainsay, those nearest in time."""
    if not (t.answers or t.others or t.places or any(c.no or families(c.roots) for c in t.clauses)):
        return []
    return sorted({n for word in t.words for n in around(index[word], at) if n != at})


def near_charges(at: int, t: Telling, charges: dict[str, list[int]]) -> set[int]:
    """Tellings that accuse the one who denies, those nearest in time, whatever their words."""
    if not t.answers:
        return set()
    return {n for side in t.tellers for n in around(charges[side], at) if n != at}


def quarrel(a: Telling, b: Telling, rarity: Rarity) -> Quarrel | None:
    """How two tellings stand against each other, if they do."""
    if one_voice(a, b):
        return None
    apart = days_apart(a, b)
    if apart > FAR or (not (a.published and b.published) and not rarity.one_story(a, b)):
        # Of two reports of which one has no day nobody can tell that they are of one state of the world.
        return None
    common = in_common(a, b, rarity)
    if (not common.words and not common.sides) or strangers(a, b, common):
        return None
    for yes, no in ((a, b), (b, a)):
        if why := says_no(yes, no, common, rarity, apart):
            return Quarrel(
                first=yes,
                then=no,
                like=likeness(a, b),
                why=why,
                denies=no.answers,
                weight=common.with_sides,
            )
        if why := charged(yes, no, apart) or answered(yes, no, common, rarity, apart):
            return Quarrel(
                first=yes,
                then=no,
                like=likeness(a, b),
                why=why,
                denies=True,
                loosely=True,
            )
    if not common.words or of_other_days(a, b):
        return None
    if a.evidence.report == b.evidence.report and not (a.named_source and b.named_source):
        return None
    why = contrary(a, b, rarity, apart)
    if why is None and apart <= SAME_DAYS:
        why = other_doer(a, b, common) or elsewhere(a, b, common)
    if why:
        return Quarrel(first=a, then=b, like=likeness(a, b), why=why, denies=False)
    return None


def in_common(a: Telling, b: Telling, rarity: Rarity, without: frozenset[str] = frozenset()) -> Common:
    """What two tellings share, some words left out."""
    mine, theirs = a.words - without, b.words - without
    words, names, sides = mine & theirs, a.names & b.names - without, a.sides & b.sides
    weight = rarity.of(words) + NAME * rarity.of(names)
    smaller = min(rarity.of(mine), rarity.of(theirs))
    return Common(
        words=words,
        names=names - rarity.usual,
        sides=sides,
        weight=weight,
        with_sides=weight + min(MOST_SIDES, SIDE * rarity.of(sides)),
        share=rarity.of(words) / smaller if smaller else 0.0,
        plain=len(words) + NAME * len(names) + min(MOST_SIDES, SIDE * len(sides)),
        plain_share=len(words) / max(1, min(len(mine), len(theirs))),
        one_story=rarity.one_story(a, b),
    )


def one_voice(a: Telling, b: Telling) -> bool:
    """Whether one side tells both, or one outlet on nobody's word; in one report, whether not two speak in two sentences."""
    if a.tellers & b.tellers:
        return True
    if a.evidence.report == b.evidence.report:
        return a.evidence.start == b.evidence.start or not two_voices(a, b)
    return a.outlet is not None and a.outlet == b.outlet and not (a.named_source or b.named_source)


def two_voices(a: Telling, b: Telling) -> bool:
    """Whether one report has two tell it: two sides, two who are named in other words, one who denies what it tells itself, or a
    rumour or charge of nobody and one who is named."""
    if a.tellers and b.tellers:
        return True
    if a.voice and b.voice:
        return not a.voice & b.voice
    known = [t for t in (a, b) if t.tellers or t.voice]
    return bool(known) and (a.charge or b.charge or known[0].answers)


def strangers(a: Telling, b: Telling, common: Common) -> bool:
    """Whether the two name states, and neither a side nor a rare name in common."""
    first, second = ({side for side in t.sides if ":" not in side} for t in (a, b))
    return bool(first and second and not common.sides and not common.names)


def of_other_days(a: Telling, b: Telling) -> bool:
    """Whether each is dated, and no day is common."""
    if not (a.first and a.last and b.first and b.last):
        return False
    return max(a.first, b.first) > min(a.last, b.last)


def days_apart(a: Telling, b: Telling) -> int:
    """Days between the two reports; of two reports of which one has no day, as many as may be."""
    if a.evidence.report == b.evidence.report:
        return 0
    return days_between(a.published, b.published) if a.published and b.published else FAR


def likeness(a: Telling, b: Telling) -> float:
    """Share of the shorter one's words that both have."""
    return round(len(a.words & b.words) / max(1, min(len(a.words), len(b.words))), 3)


# --- yes and no --------------------------------------------------------------------------------------


def says_no(yes: Telling, no: Telling, common: Common, rarity: Rarity, apart: int) -> str | None:
    """Why a telling is a no to another; None if it is not."""
    for denial in no.clauses:
        if not denial.no or not denial.scope & yes.words:
            continue
        # Of several clauses the one that says no need not hold the words of the others.
        share = max(common.share, rarity.of(denial.words & yes.words) / max(1, rarity.of(denial.words)))
        for assertion in yes.clauses:
            if assertion.no or assertion.conditional or not assertion.words & no.words:
                continue
            if no.answers and not common.words - common.names:
                # Whom the charges are about is not yet what is charged.
                continue
            if no.answers and (elsewhere_placed(yes, no) or of_another(yes, no, common)):
                continue
            if no.answers and on_one_matter(common, share >= SHARE, apart):
                return DENIED
            if plainly(yes, no, assertion, denial, common, share, apart):
                return NEGATED
    return NEGATED if other_scope(yes, no, common) else None


def of_another(yes: Telling, no: Telling, common: Common) -> bool:
    """Whether a private person denies what few words tell, and of others: nobody answers for them."""
    private = bool(no.tellers) and all(teller.startswith("person:") for teller in no.tellers)
    return private and len(common.words) < HAPPENING and not (no.tellers & yes.sides or common.one_story)


def other_scope(yes: Telling, no: Telling, common: Common) -> bool:
    """Whether one says that a thing was not done of which the other says that it was done not to do another ("has not agreed to
    wait" against "agreed not to go on")."""
    if common.share < SHARE_ONE_EVENT or common.with_sides < ENOUGH:
        return False
    return any(
        mine.no and theirs.no and mine.real and theirs.real and (mine.scope & theirs.words) - theirs.scope
        for mine in no.clauses
        for theirs in yes.clauses
    )


def on_one_matter(common: Common, shared: bool, apart: int, one_word: bool = True) -> bool:
    """Whether two tellings share enough, rare words and names counted for more. One rare word is enough if it is all
    that the one is about, of a side that both name, in reports of the same days."""
    if (
        one_word
        and common.share == 1
        and common.weight >= 1
        and apart <= SAME_DAYS
        and (common.sides or common.weight >= 2)
    ):
        return True
    enough = ENOUGH_WITH_NAME if common.anchored else ENOUGH
    return common.with_sides >= enough and shared


def answered(yes: Telling, no: Telling, common: Common, rarity: Rarity, apart: int) -> str | None:
    """Why a denial is of just this, though they share few words: told in one story, or by those who accuse each other.
    Who denies a thing mostly answers what was said of it in these days: then common words count in full."""
    if not no.answers or apart > AT_ONCE or not any(asserts_some_of(no, c) for c in yes.clauses):
        return None
    if common.one_story:
        few = common.plain >= ENOUGH_IN_STORY and common.plain_share >= SHARE_IN_STORY
        told = not elsewhere_placed(yes, no) and (
            (few and not parted_by_place(yes, no)) or (yes.charge and common.plain >= SIDE)
        )
    else:
        enough = common.plain >= ENOUGH_IF_SAID and common.plain_share >= SHARE
        told = accused(yes, no) and enough and not parted_by_place(yes, no)
    return DENIED if told else None


def asserts_some_of(no: Telling, c: Clause) -> bool:
    """Whether a clause asserts, as a fact or as what may come, something of what is denied."""
    return (
        not c.no
        and not c.conditional
        and " would " not in c.roots
        and not phrases("deontic").search(c.text)
        and bool(c.words & no.words or not no.words)
    )


def charged(yes: Telling, no: Telling, apart: int) -> str | None:
    """Why a denial is of just this: one accuses another, who in these days denies to have had a hand in it, without words of what
    it is."""
    told = (
        no.answers
        and apart <= AT_ONCE
        and bool(yes.tellers and no.tellers & yes.blamed)
        and any(c.no and c.words & involved() for c in no.clauses)
    )
    return DENIED if told else None


@cache
def involved() -> frozenset[str]:
    """Roots of words for having a hand in something."""
    return frozenset(root(w) for row in toml("contrary")["involved"] for w in row["words"].split())


def before(no: Telling, yes: Telling, assertion: Clause, apart: int) -> bool:
    """Whether a no was said so long before what is told that it cannot be about it; of plans and fears it can, and of what was
    over then."""
    if yes.over and no.published and yes.over < no.published:
        return False
    return apart > 1 and (no.published or "") < (yes.published or "") and not to_come(assertion)


def to_come(c: Clause) -> bool:
    """Whether a clause tells what is planned, expected or only may be."""
    return not c.real or bool(phrases("planning").search(c.roots))


def plainly(
    yes: Telling, no: Telling, assertion: Clause, denial: Clause, common: Common, share: float, apart: int
) -> bool:
    """Whether one tells plainly that it is not what the other tells that it is: of one day, on all of the matter."""
    if (
        of_other_days(yes, no)
        or elsewhere_placed(yes, no)
        or told_by_nobody(yes, no, apart)
        or both_narrate(yes, no, common)
        or not assertion.words & denial.words
        or (denial.focus and not denial.focus & yes.words and not sides_speak(yes, no))
        or not has_verb(assertion.text)
    ):
        return False
    if apart > SAME_DAYS and (
        not (yes.named_source and no.named_source) or before(no, yes, assertion, apart)
    ):
        return False
    if (not denial.real or phrases("intending").search(denial.roots)) and not to_come(assertion):
        return False
    if any(phrases("deontic").search(c.text) for c in (assertion, denial)) or excluded(assertion, denial):
        return False
    if accused(yes, no) and to_come(assertion):
        return share >= SHARE and common.with_sides >= ENOUGH_IF_SAID
    if parted(yes, no) or apart > SAME_DAYS:
        return share >= SHARE_ONE_EVENT and common.with_sides >= ENOUGH
    return on_one_matter(common, share >= SHARE_UNANSWERED, apart, two_speak(yes, no))


def excluded(assertion: Clause, denial: Clause) -> bool:
    """Whether an assertion itself tells that what the other negates is not so ("were barred from sailing")."""
    seen = phrases("excluding").search(assertion.text)
    return seen is not None and root(seen.group()) not in denial.focus


def of_two_owners(a: Telling, b: Telling) -> bool:
    """Whether each is of another side's own: one's soldiers go home while the other's arrive."""
    return bool(a.lead and b.lead and a.lead != b.lead)


def accused(yes: Telling, no: Telling) -> bool:
    """Whether the one who says no is who the other tells it of."""
    return yes.named_source and bool(no.tellers & (yes.others | yes.blamed))


def two_speak(a: Telling, b: Telling) -> bool:
    """Whether both are on somebody's word, one of them a known side's."""
    return a.named_source and b.named_source and bool(a.tellers or b.tellers)


def sides_speak(a: Telling, b: Telling) -> bool:
    """Whether both are on somebody's word, and neither on that of a private person."""
    return (
        a.named_source
        and b.named_source
        and not any(teller.startswith("person:") for teller in a.tellers | b.tellers)
    )


def told_by_nobody(a: Telling, b: Telling, apart: int) -> bool:
    """Whether reports of two days tell it on nobody's word: the world has changed."""
    return apart > NEXT_DAY and not (a.named_source or b.named_source)


def both_narrate(a: Telling, b: Telling, common: Common) -> bool:
    """Whether two reports tell on their own word what is not plainly of one thing."""
    if a.named_source or b.named_source:
        return False
    return common.share < SHARE_ONE_EVENT or a.lead != b.lead


def parted(a: Telling, b: Telling) -> bool:
    """Whether each names a side or place of its own that the other does not."""
    mine = (a.names - b.names) | (a.sides - b.sides - a.tellers - b.tellers)
    theirs = (b.names - a.names) | (b.sides - a.sides - a.tellers - b.tellers)
    return bool(mine and theirs)


# --- contraries --------------------------------------------------------------------------------------


def contrary(a: Telling, b: Telling, rarity: Rarity, apart: int) -> str | None:
    """Why two tellings of one thing, in reports of the same days, cannot both be."""
    for mine in a.clauses:
        for theirs in b.clauses:
            opposed = against_in(mine, theirs) if mine.real and theirs.real else ()
            if any(of_one_thing(a, b, mine, theirs, family, rarity, apart) for family in opposed):
                return CONTRARY
    return None


def against_in(mine: Clause, theirs: Clause) -> list[Family]:
    """The families of which two clauses tell contraries."""
    there = {n: (one, other) for n, one, other in families(theirs.roots)}
    found = [
        (contraries()[n], (one, other), there[n]) for n, one, other in families(mine.roots) if n in there
    ]
    return [family for family, a, b in found if against(mine, theirs, a, b, family.binary)]


def of_one_thing(
    a: Telling,
    b: Telling,
    mine: Clause,
    theirs: Clause,
    family: Family,
    rarity: Rarity,
    apart: int,
) -> bool:
    """Whether what two contraries are said of is one thing, at one place, of one time."""
    one, other = mine.words & family.of, theirs.words & family.of
    said_of = bool(one and other if family.akin else one & other)
    if (family.lasting and told_by_nobody(a, b, apart)) or parted_by_place(a, b):
        return False
    narrated = not (a.named_source or b.named_source)
    if family.own and of_two_owners(a, b):
        return False
    if said_of and not family.loose and apart <= AT_ONCE and (a.tellers or b.tellers):
        rarity = ALL_RARE
    common = in_common(a, b, rarity, family.roots - family.of)
    if not said_of and not (family.loose and a.named_source and b.named_source):
        return False
    enough = ENOUGH_IF_SAID if said_of or enemies(a, b) else ENOUGH if family.of else ENOUGH_WITH_NAME
    if apart > SAME_DAYS:
        enough = ENOUGH if two_speak(a, b) else float("inf")
    elif parted(a, b):
        enough = max(enough, ENOUGH_WITH_NAME)
    # Of no one kind of thing it must be at a place, or of a person, that both name.
    named = bool(common.names and common.words - common.names)
    anchored = common.anchored if said_of else named or enemies(a, b)
    share = max(family.share, SHARE_UNANSWERED if narrated else 0.0)
    return anchored and common.with_sides >= enough and common.share >= share


def enemies(a: Telling, b: Telling) -> bool:
    """Whether two sides tell it, each of the other."""
    return bool(a.tellers & b.others and b.tellers & (a.others | a.blamed))


def elsewhere_placed(a: Telling, b: Telling) -> bool:
    """Whether what each tells is at a place, and none is that of the other."""
    here, there = ({name for name, _ in t.places if root(name) in t.words} for t in (a, b))
    return bool(here and there and not here & there)


def parted_by_place(a: Telling, b: Telling) -> bool:
    """Whether each names places or persons, and none that the other names."""
    return bool(a.names and b.names and not any(akin(x, y) for x in a.names for y in b.names))


def akin(x: str, y: str) -> bool:
    """Whether two names are one, or one is made from the other ("Tigray", "Tigrayan")."""
    short = min(len(x), len(y))
    return x == y or (short >= 5 and x[:short] == y[:short])


# --- doers and places --------------------------------------------------------------------------------


def other_doer(a: Telling, b: Telling, common: Common) -> str | None:
    """Whether two tellings of one act name each another doer: two sides each the other, or each says who was behind it."""
    if (
        common.share < SHARE_ONE_EVENT
        or common.with_sides < ENOUGH
        or not (a.others and b.others)
        or a.others & b.others
    ):
        return None
    crossed = enemies(a, b) and common.names
    blaming = a.blamed & b.tellers or b.blamed & a.tellers or common.share >= SHARE_ONE_ACT
    return DOER if crossed and blaming else None


def elsewhere(a: Telling, b: Telling, common: Common) -> str | None:
    """Whether two tell of one happening of one day, each at one place, in two countries."""
    if (
        len(a.places) != 1
        or len(b.places) != 1
        or not common.words
        or len(common.sides) + len(common.words) < HAPPENING
    ):
        return None
    (here, first), (there, second) = next(iter(a.places)), next(iter(b.places))
    if (
        first == second
        or root(here) in b.words
        or root(there) in a.words
        or a.first is None
        or a.first != b.first
    ):
        return None
    smaller = min(len(a.words - {root(here)}), len(b.words - {root(there)}))
    return ELSEWHERE if len(common.words) >= SHARE_ONE_EVENT * smaller else None


def once(found: Sequence[Quarrel]) -> list[Quarrel]:
    """The likeliest quarrel of each pair of claims."""
    kept: dict[object, Quarrel] = {}
    for q in found:
        kept.setdefault(q.claims if len(q.claims) == 2 else (q.first.order, q.then.order), q)
    return sorted(kept.values(), key=lambda q: (q.first.order, q.then.order))
