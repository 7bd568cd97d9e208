"""Who a description means: "the two men", "its neighbour", "Ukrainian representatives", "the country"."""

from __future__ import annotations

import re

from detente.extract.naming import words
from detente.extract.numbers import number
from detente.lexicon import toml
from detente.lexicon.knowledge import WORD
from detente.model.found import Mention
from detente.resolve.metonyms import by_name, era
from detente.resolve.scene import Decision, Scene

CLEARLY = 1.5
"""How much more a report must speak of the second state than of the third, for "both sides" to be the first two."""

FAR = 200
"""How many mentions a description may look back."""

WEST = "group:western-states"

ALLIED = re.compile(r"\bAllied\b")
WESTERN_BODIES = frozenset({WEST, "org:NATO", "org:EU"})
DEFINITE = frozenset({"the", "this", "that", "its", "their", "his", "her"})
"""Words before a description that lead back to somebody spoken of."""

COLD_WAR_OVER = "1992"
"""Before this year "Allied" tells of other alliances: the victors of the wars, the coalition in the Gulf."""

SIDED = re.compile(r"\b(anti|pro|non)[-‐‑](?=\w)", re.IGNORECASE)
"""What makes people no people of the name that follows: "anti-Houthi fighters"."""

BEHIND = re.compile(r"[-‐‑]\s?(\w+)")
"""A hyphen and what a state or group does for those described: "Rwandan-*backed*"."""


def by_description(scene: Scene, n: int) -> Decision | None:
    """Whom a description stands for."""
    mention = scene.mentions[n]
    if mention.name:
        return by_name(scene, n)
    noun = (mention.title or "").lower()
    lemma = singular(noun)
    if mention.number == "plural" and (side := pair_of(scene, mention, lemma)) is not None:
        return by_pair(scene, n, side, {"man": "male", "woman": "female"}.get(lemma))
    if (size := size_of(scene, mention)) is not None and (lemma in words("counted") or number(lemma)):
        return by_size(scene, n, size)
    if lemma in words("alliance") and ALLIED.search(scene.text(mention)):
        return by_alliance(scene, n)
    if lemma in ("neighbour", "neighbor"):
        return by_neighbour(scene, n)
    if lemma == "ally":
        return by_allies(scene, n)
    if lemma in words("country") and not bodies_in(scene, mention):
        return by_country(scene, n)
    return by_agents(scene, n, lemma)


def singular(noun: str) -> str:
    """The singular of a noun, well enough to look it up."""
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def bodies_in(scene: Scene, mention: Mention) -> list[str]:
    """The states and groups named inside a description, in order: not who backs them, nor whom they are against."""
    found, text = [], scene.text(mention)
    sided = {m.end() for m in SIDED.finditer(text)}
    for match in scene.world.matches(text):
        entry = match.of("state", "adjective", "people", "organisation", "group", "metonym", "capital")
        if entry is None or entry.id == "-" or match.start in sided:
            continue
        behind = BEHIND.match(text, match.end)
        if behind is None or behind[1].lower() not in words("behind", "words"):
            found.append(entry.id)
    return found


def pair_of(scene: Scene, mention: Mention, lemma: str) -> str | None:
    """`persons` or `states` for "the two …", "both …"; null for other plurals."""
    text = scene.text(mention).lower()
    if not any(w in ("two", "2", "both") for w in WORD.findall(text)) or bodies_in(scene, mention):
        return None
    return next((row["of"] for row in toml("reference")["pair"] if lemma in row["nouns"]), None)


def by_pair(scene: Scene, n: int, side: str, gender: str | None) -> Decision | None:
    """The two persons last spoken of; the two states of the sentence before, else those the report is about."""
    if side == "persons":
        last: list[str] = []
        for j in back(scene, n):
            last += [
                a
                for a in reversed(scene.actors(j))
                if a.startswith("person:")
                and a not in last
                and (gender is None or scene.gender_of(a) in (gender, None))
            ]
            if len(last) >= 2:
                return Decision((last[1], last[0]), "last two persons", 0.8)
        return None
    sentences: dict[int, list[str]] = {}
    for j in back(scene, n):
        if scene.distance(j, n) <= 1 and scene.passage[j] == scene.passage[n]:
            states = sentences.setdefault(scene.mentions[j].sentence, [])
            states += [s for a in reversed(scene.actors(j)) if (s := scene.state_of(a)) and s not in states]
    for states in sentences.values():
        if len(states) == 2:
            return Decision((states[1], states[0]), "states of the sentence", 0.85)
        if len(states) > 2:
            break
    most = scene.salience.most_common(3)
    if len(most) < 2 or (len(most) == 3 and most[1][1] < CLEARLY * most[2][1]):
        return None
    return Decision((most[0][0], most[1][0]), "states of the report", 0.7)


def back(scene: Scene, n: int) -> list[int]:
    """The decided mentions before this one, the last first."""
    return [j for j in range(n - 1, max(-1, n - FAR), -1) if scene.decided[j] is not None]


def size_of(scene: Scene, mention: Mention) -> int | None:
    """How many "the 27", "all ten members" counts, from three on; null where nothing is counted or a body is named."""
    if mention.number != "plural" or bodies_in(scene, mention):
        return None
    for word in scene.text(mention).split()[:3]:
        if (value := number(word)) is not None and value >= 3:
            return int(value)
    return None


def by_size(scene: Scene, n: int, size: int) -> Decision | None:
    """The one body of the report that has so many members on its day."""
    spoken_of = {a for j in back(scene, n) for a in scene.actors(j) if a.startswith(("org:", "group:"))}
    of_size = [
        body
        for body in scene.named_bodies | spoken_of
        if all(len(scene.world.members_on(body, day)) == size for day in (scene.earliest, scene.latest))
    ]
    return Decision((of_size[0],), "members counted", 0.8) if len(of_size) == 1 else None


def by_alliance(scene: Scene, n: int) -> Decision | None:
    """ "The Allied camp" of our day: the Western states, once the report has spoken of one of them."""
    mention = scene.mentions[n]
    if scene.latest < COLD_WAR_OVER or era(scene, mention) is not None:
        return None
    west = {f"state:{code}" for code in scene.world.members_on(WEST, scene.latest)}
    spoken_of = west & scene.salience.keys() or WESTERN_BODIES & scene.named_bodies
    return Decision((WEST,), "allies", 0.75) if spoken_of else None


def by_neighbour(scene: Scene, n: int) -> Decision | None:
    """A state next door to the owner that the report names; of several the one named most, never the owner."""
    mention = scene.mentions[n]
    owner = next((s for a in scene.actors(mention.owner) if (s := scene.state_of(a))), None)
    if owner is None and mention.owner is None:
        owner = next(iter(bodies_in(scene, mention)), None)
    if owner is None:
        return None
    near = scene.world.neighbours(owner)
    named: dict[str, int] = {}
    for other, m in enumerate(scene.mentions):
        for actor in scene.actors(other) or named_state(scene, m):
            state = scene.state_of(actor)
            if state in near and state != owner:
                named[state] = named.get(state, 0) + 1
    if not named:
        return None
    if mention.number == "plural":
        return None
    ranked = sorted(named.items(), key=lambda item: -item[1])
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    return Decision((ranked[0][0],), "neighbour", 0.85 if len(ranked) == 1 else 0.75)


def named_state(scene: Scene, mention: Mention) -> tuple[str, ...]:
    """The state a later mention names, decided or not yet."""
    if mention.kind not in ("name", "adjective") or not mention.name:
        return ()
    return tuple(
        e.id
        for m in scene.world.matches(mention.name)[:1]
        for e in m.entries[:1]
        if e.kind in ("state", "adjective")
    )


def by_allies(scene: Scene, n: int) -> Decision | None:
    """ "Our allies", said by or of a Western state: the Western states."""
    mention = scene.mentions[n]
    west = scene.world.members_on(WEST, scene.latest)
    for actor in scene.actors(mention.owner):
        if (
            actor == WEST
            or (scene.state_of(actor) or "").removeprefix("state:") in west
            or actor in ("org:NATO", "org:EU")
        ):
            return Decision((WEST,), "allies", 0.75) if mention.number == "plural" else None
    return None


def by_country(scene: Scene, n: int) -> Decision | None:
    """The state last at issue: not the one whose deed the clause tells, unless it is the subject itself."""
    mention = scene.mentions[n]
    if mention.owner is not None:
        owned = next((s for a in scene.actors(mention.owner) if (s := scene.state_of(a))), None)
        return Decision((owned,), "owner's country", 0.85) if owned else None
    acting: set[str] = set()
    if mention.role != "subject":
        subject = mention.subject
        while subject is not None and len(acting) < 5:
            acting |= {s for a in scene.actors(subject) if (s := scene.state_of(a))}
            subject = scene.mentions[subject].subject if scene.mentions[subject].subject != subject else None
            break
    for j in scene.before(n):
        other = scene.mentions[j]
        if other.kind in ("name", "description", "adjective", "metonym") and other.start < mention.start:
            for actor in scene.actors(j):
                if actor.startswith("state:") and actor not in acting:
                    return Decision((actor,), "country", 0.7 if scene.distance(j, n) <= 1 else 0.55)
    only = [state for state, _ in scene.salience.most_common(2)]
    return Decision((only[0],), "country", 0.6) if len(only) == 1 else None


def by_agents(scene: Scene, n: int, lemma: str) -> Decision | None:
    """People who act for the state or group beside them; rebels by where they fight."""
    mention = scene.mentions[n]
    sectors = [scene.world.sectors.get(singular(w.lower())) for w in WORD.findall(scene.text(mention))]
    if scene.world.sectors.get(lemma) == "REB" or (
        scene.world.sectors.get(lemma) == "-" and "REB" in sectors
    ):
        return by_rebels(scene, n)
    bodies = bodies_in(scene, mention)
    if bodies:
        kept = (
            tuple(dict.fromkeys(bodies))
            if mention.number == "plural" and " and " in scene.text(mention)
            else bodies[:1]
        )
        return Decision(tuple(kept), "people of", 0.85)
    owned = tuple(
        s
        for a in scene.actors(mention.owner)
        if (s := scene.state_of(a) or (a if a.startswith(("org:", "group:")) else None))
    )
    return Decision(owned[:1], "people of", 0.7) if owned else None


def by_rebels(scene: Scene, n: int) -> Decision | None:
    """The group that the description names, else the one that fights in the state and the region it names."""
    mention = scene.mentions[n]
    text = {w.lower() for w in WORD.findall(scene.text(mention))}
    bodies = bodies_in(scene, mention)
    if groups := [b for b in bodies if b.startswith("group:")]:
        several = mention.number == "plural" and " and " in scene.text(mention)
        return Decision(tuple(dict.fromkeys(groups)) if several else (groups[0],), "people of", 0.85)
    if any(m[1].lower() == "anti" for m in SIDED.finditer(scene.text(mention))):
        return None
    states = [b for b in bodies if b.startswith("state:")]
    inside = [a for j, m in enumerate(scene.mentions) if j != n and m.start >= mention.start and m.end <= mention.end
              for a in (scene.actors(j) or (by_country(scene, j) or Decision((), "")).actors if m.kind == "description" else scene.actors(j))]  # fmt: skip
    states += [a for a in inside if a.startswith("state:")]
    alive = [g for g, row in scene.world.groups.items() if row["sector"] == "REB" and lives(row, scene)]
    fitting = [
        g for g in alive
        if (not states or f"state:{scene.world.groups[g]['state']}" in states) and text & set(scene.world.groups[g]["region"].split("|"))
    ]  # fmt: skip
    if len(fitting) == 1:
        return Decision((fitting[0],), "rebels by region", 0.75)
    spoken = [
        a
        for j in back(scene, n)
        for a in scene.actors(j)
        if a.startswith("group:") and scene.world.sector(a) == "REB" and not is_new(scene, mention)
    ]
    if spoken and (not states or f"state:{scene.world.groups.get(spoken[0], {}).get('state', '')}" in states):
        return Decision((spoken[0],), "group last named", 0.65)
    fighting = [g for g in alive if f"state:{scene.world.groups[g]['state']}" in states]
    return Decision((fighting[0],), "only rebels there", 0.55) if len(fighting) == 1 else None


def is_new(scene: Scene, mention: Mention) -> bool:
    """Whether a description brings in people not spoken of so far: "three gunmen", "a militia", "militia" alone."""
    first = scene.text(mention).split(" ")[0].lower()
    if mention.number == "singular":
        return first not in DEFINITE
    return first in words("newcomer", "words") or number(first) is not None


def lives(row: dict[str, str], scene: Scene) -> bool:
    """Whether a group exists on the day of the report."""
    return (not row["since"] or row["since"] <= scene.latest) and (
        not row["until"] or row["until"] >= scene.earliest
    )
