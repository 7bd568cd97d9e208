"""Whether two acts tell one thing: nothing speaks against it, and they share more than what everybody says.

Words that most stories of a store have ("talks", "sanctions", "invasion") say little about which talks are meant. So a word counts
by its rarity among the stories, and what is told in common words alone is one thing only of the same parties within days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from math import sqrt
from types import MappingProxyType

from detente.weigh.acts import VERBAL, Act, day, days_between, names_of_states
from detente.weigh.clauses import at_odds
from detente.weigh.matter import SAME, likeness, normal, one_matter, word_list

FAR = 14
"""Days between two undated acts from which they are told apart."""

NEAR = 2
"""Days between two reports that tell of the same happening, unless their story says so or both date it."""

FEW, SOME = 4.0, 0.4
"""A word counts in full if at most FEW + SOME × √(all stories) have it, else the less the more do."""

TELLING = 2.0
"""Rarity of the words in common that proves one thing told by one side, within two weeks …"""

TELLING_NEAR = 1.0
"""… and within days, where a third of all their words are common …"""

TELLING_OF_NOBODY = 3.0
"""Rarity of the words in common if nobody known acts …"""

TELLING_HEADLESS, SOME_WORDS = 2.2, 0.4
"""… and if the heads differ ("to supply *mortars*", "*supplies* of mortars"), with the share of the shorter one's words."""

FEWEST = 2
"""Words in common, whatever their rarity, unless there is but one or both parties are the same …"""

THIRD, HALF = 0.33, 0.5
"""… or, in words of every day, half of them, if both parties of the act are the same."""

IMAGINED = frozenset({"hypothetical", "conditional"})

CAPITAL = re.compile(r"(?<=[\w,;’'\"”)] )[A-Z][\w’'-]+")
"""A capital inside a sentence."""

WORD = re.compile(r"\b[A-Za-z][\w’'-]{3,}")

HEADLINE = 0.6
"""Share of the longer words with a capital from which capitals name nobody, for it is a headline's way of writing."""


class Sameness:
    """Decides it for the acts of one store. `stories`, `outlets`: those of each report, where they are known."""

    def __init__(
        self,
        acts: Iterable[Act],
        stories: Mapping[str, str] = MappingProxyType({}),
        outlets: Mapping[str, str] = MappingProxyType({}),
    ):
        self.stories, self.outlets = stories, outlets
        self.names: dict[str, frozenset[str]] = {}
        told: dict[str, set[str]] = defaultdict(set)
        every: set[str] = set()
        for act in acts:
            story = stories.get(act.report, act.report)
            every.add(story)
            for word in act.matter.words:
                told[word].add(story)
            if found := names_in(act):
                self.names[act.id] = found
        enough = FEW + SOME * sqrt(len(every))
        self.rarity = {word: min(1.0, enough / len(seen)) for word, seen in told.items()}

    def one_thing(self, a: Act, b: Act) -> float:
        """Likeness of two acts as one thing told twice, 0..1."""
        if a.id == b.id or a.polarity != b.polarity or not fit(a, b):
            return 0.0
        like = one_matter(a.matter, b.matter)
        if a.report == b.report and not (a.shown or b.shown):
            # Within one running text two wordings are two things unless they are all but equal.
            like -= 0.1
        elif like < SAME and self.telling(a, b):
            like = SAME
        return like if like >= SAME and not self.differ(a, b) and self.tells(a, b) else 0.0

    def telling(self, a: Act, b: Act) -> bool:
        """Whether two reports of one story, by one side, share so much that is rare that they need no head in common."""
        if a.kind == "figure" or not self.near(a, b) or not set(a.codes) & set(b.codes):
            return False
        return self.shared(a, b) >= TELLING_HEADLESS and likeness_of_words(a, b) >= SOME_WORDS

    def shared(self, a: Act, b: Act) -> float:
        """What two acts have in common: words by their rarity, figures in full."""
        words = sum(self.rarity.get(w, 1.0) for w in a.matter.words & b.matter.words)
        return words + len(a.matter.numbers & b.matter.numbers)

    def agree(self, a: Act, b: Act, least: float) -> bool:
        """Whether two acts can be of one claim with others between them that join them."""
        sides = not a.codes or not b.codes or bool(set(a.codes) & set(b.codes))
        free = sides and a.polarity == b.polarity and targets_fit(a, b) and times_fit(a, b)
        return free and not self.differ(a, b) and likeness(a.matter, b.matter) >= least

    def copied(self, a: Act, b: Act) -> bool:
        """Whether two acts at one place of a copied passage are one thing: an editor may have put in other names or
        figures, and what one outlet prints again weeks later in the same words is its formula, of another occasion."""
        if self.differ(a, b):
            return False
        outlet = self.outlets.get(a.report)
        if a.kind == "figure" or outlet is None or outlet != self.outlets.get(b.report):
            return True
        first, second = days_of(a)[0] or a.published, days_of(b)[0] or b.published
        return not (first and second) or days_between(first, second) <= FAR

    def tells(self, a: Act, b: Act) -> bool:
        """Whether what two acts have in common is more than what everybody says."""
        if a.kind == "figure":
            return True
        told, near = self.shared(a, b), self.near(a, b)
        if not (set(a.codes) or a.matter.actors) & (set(b.codes) or b.matter.actors):
            return near and told >= TELLING_OF_NOBODY
        common = len(a.matter.words & b.matter.words) + len(a.matter.numbers & b.matter.numbers)
        if common < FEWEST and a.matter.words != b.matter.words and not both_parties(a, b):
            return False
        if told >= TELLING:
            return True
        overlap = len(a.matter.words & b.matter.words) / max(1, len(a.matter.words | b.matter.words))
        if near and told >= TELLING_NEAR and overlap >= THIRD:
            return True
        return near and both_parties(a, b) and overlap >= HALF

    def near(self, a: Act, b: Act) -> bool:
        """Whether two acts are told in one story, within days, or of one day."""
        if self.story(a) == self.story(b):
            return True
        if a.when and b.when and day(a.when.earliest) and day(a.when.earliest) == day(b.when.earliest):
            return True
        return bool(a.published and b.published and days_between(a.published, b.published) <= NEAR)

    def story(self, act: Act) -> str:
        """The story of an act's report."""
        return self.stories.get(act.report, act.report)

    def differ(self, a: Act, b: Act) -> bool:
        """Whether two acts name other numbers, other names or other places, or tell contraries."""
        if a.kind == "figure":
            return False
        if at_odds(a.text, b.text):
            # "won the vote" and "lost the vote" share all words but one.
            return True
        numbers = (a.matter.numbers, b.matter.numbers)
        named = (self.names.get(a.id, frozenset()), self.names.get(b.id, frozenset()))
        if any(
            one and other and 2 * len(one & other) <= min(len(one), len(other))
            for one, other in (numbers, named)
        ):
            return True
        return bool(a.place and b.place) and other_place(a, b)


def likeness_of_words(a: Act, b: Act) -> float:
    """Share of the shorter one's words that both have."""
    return len(a.matter.words & b.matter.words) / max(1, min(len(a.matter.words), len(b.matter.words)))


def names_in(act: Act) -> frozenset[str]:
    """The words of a content with a capital that stand for no actor: places, things, people unknown."""
    words = WORD.findall(act.text)
    if not words or sum(w[0].isupper() for w in words) >= HEADLINE * len(words):
        return frozenset()
    return (frozenset(map(normal, CAPITAL.findall(act.text))) & act.matter.words) - kinds_of_places()


@cache
def kinds_of_places() -> frozenset[str]:
    """What stands in many names of places and tells none from another, normalised ("*northern* Ardal *Province*")."""
    return frozenset(map(normal, word_list("places")))


def other_place(a: Act, b: Act) -> bool:
    """Whether two acts are placed in two towns or regions of which neither is named after the other."""
    one, other = a.place or "", b.place or ""
    if one in other or other in one:
        return False
    # A country, or something in another one, holds or says nothing about the place itself.
    return a.country == b.country and one not in names_of_states() and other not in names_of_states()


def fit(a: Act, b: Act) -> bool:
    """Whether nothing speaks against two acts as one thing, but their words."""
    return parties_fit(a, b) and times_fit(a, b)


def parties_fit(a: Act, b: Act) -> bool:
    """Whether actors are the same side or person, and targets too where both are named."""
    return (set(a.codes) == set(b.codes) or a.shown or b.shown) and targets_fit(a, b)


def targets_fit(a: Act, b: Act) -> bool:
    """Whether two acts are towards the same, or one of them towards nobody named."""
    return not a.target_codes or not b.target_codes or bool(set(a.target_codes) & set(b.target_codes))


def both_parties(a: Act, b: Act) -> bool:
    """Whether two acts name who acts and towards whom, and both the same."""
    return bool(set(a.codes) & set(b.codes) and set(a.target_codes) & set(b.target_codes))


def times_fit(a: Act, b: Act) -> bool:
    """Whether two acts can be of one time, and neither is only imagined or past history where the other is not.

    What was planned and what has happened may be one; what is done by being said is said in any mood.
    """
    if apart(a, b) or (a.status == "historical") != (b.status == "historical"):
        return False
    return a.kind != "move" or a.type in VERBAL or (a.status in IMAGINED) == (b.status in IMAGINED)


def days_of(act: Act) -> tuple[str | None, str | None]:
    """First and last day of an act, if its sentence dates it."""
    return (day(act.when.earliest), day(act.when.latest)) if act.when else (None, None)


def apart(a: Act, b: Act) -> bool:
    """Whether two acts cannot be of one time."""
    (a1, a2), (b1, b2) = days_of(a), days_of(b)
    if a1 and a2 and b1 and b2:
        return max(a1, b1) > min(a2, b2)
    if (b1 and too_early(a, b1)) or (a1 and too_early(b, a1)):
        return True
    first, second = a2 or a.published, b2 or b.published
    return bool(first and second and days_between(first, second) > FAR)


def too_early(act: Act, on: str) -> bool:
    """Whether an undated act was reported as said or done before a day, so that it cannot be of that day."""
    done = act.kind == "statement" or act.status in ("occurred", "ongoing")
    return done and bool(act.published and act.published < on) and not days_of(act)[0]
