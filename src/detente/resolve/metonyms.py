"""Names of states, bodies, seats and capitals: which actor, or only a town."""

from __future__ import annotations

import re

from detente.lexicon import toml
from detente.lexicon.knowledge import Entry, knowledge, several, words_of
from detente.model.found import Mention
from detente.resolve.scene import Decision, Scene

YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)")
LAST_SOVIET_YEAR = 1991

DATELINE = re.compile(r"(?:, [A-Z][A-Za-z. ]{1,20})?\s*(?:\([^)\n]{1,40}\)\s*)?[:—–-]")

NEAR = 60
"""How far from a capital a date may stand to date it: "Warsaw demanded that Moscow admit what was done in 1940" is of today."""


def by_name(scene: Scene, n: int) -> Decision | None:
    """Who a known name, an adjective or a seat of government stands for."""
    mention = scene.mentions[n]
    if mention.kind == "metonym" and mention.title:
        return by_administration(scene, mention)
    entries = meanings(scene, mention)
    kinds = {e.kind: e for e in reversed(entries)}
    if mention.kind == "metonym":
        return by_seat(scene, n, entries)
    for kind in (
        ("adjective", "people", "state") if mention.kind != "name" else ("state", "organisation", "group")
    ):
        if kind in kinds:
            return Decision((kinds[kind].id,), kind, 0.95)
    if "group" in kinds:
        return Decision((kinds["group"].id,), "group", 0.9)
    if "context" in kinds:
        fitting = [e.id for e in entries if e.kind == "context" and e.id in scene.named_bodies]
        return Decision((fitting[0],), "context", 0.85) if len(fitting) == 1 else None
    return None


def meanings(scene: Scene, mention: Mention) -> list[Entry]:
    """Everything that the words of a mention can mean."""
    return [e for match in scene.world.matches(mention.name or "")[:1] for e in match.entries]


def by_administration(scene: Scene, mention: Mention) -> Decision | None:
    """ "The Lindqvist administration": the state that the person leads or led."""
    name = mention.name or ""
    people = [a for d in scene.decided if d and d.rule in ("name", "surname", "new name") for a in d.actors]
    wanted = words_of(name)[-1:]
    for person in people:
        if (
            wanted
            and person.rpartition(":")[2].split("-")[-1:] == list(wanted)
            and (body := scene.body_of(person))
        ):
            return (
                Decision((f"state:{body}",), "administration", 0.85) if body in scene.world.states else None
            )
    known = (scene.world.named(name),) if scene.world.named(name) else scene.world.surnamed(name)
    held = [p for p in known if p and (not scene.dated or scene.offices_of(p))] or [p for p in known if p]
    bodies = {body for p in held if (body := scene.body_of(p)) in scene.world.states}
    return Decision((f"state:{bodies.pop()}",), "administration", 0.8) if len(bodies) == 1 else None


def by_seat(scene: Scene, n: int, entries: list[Entry]) -> Decision | None:
    """A capital or a building: the government behind it, unless only the town is meant."""
    mention = scene.mentions[n]
    seats = [e for e in entries if e.kind == "metonym"]
    capitals = [e.id for e in entries if e.kind == "capital"]
    if (is_town(mention) or opens_report(scene, mention)) and (capitals or not seats):
        return Decision((), "town", 0.8)
    if capitals and not seats:
        return Decision((scene.world.alive(capitals, era(scene, mention)),), "metonym", 0.88)
    if not seats or seats[0].id == "-":
        return None
    if capitals and seats[0].id.startswith("org:"):
        # Brussels: the union, unless the report speaks of Belgium and never of the union.
        if seats[0].id not in scene.named_bodies and scene.salience[capitals[0]] > 1:
            return Decision((capitals[0],), "metonym", 0.6)
        return Decision((seats[0].id,), "metonym", 0.75)
    return Decision((seats[0].id,), "metonym", 0.93)


def is_town(mention: Mention) -> bool:
    """Whether the grammar around a capital makes it a town."""
    for row in toml("reference")["place"]:
        governed = "governors" not in row or mention.governor in row["governors"]
        if row.get("role"):
            if governed and mention.role == row["role"]:
                return True
        elif governed and mention.preposition in row["prepositions"]:
            return True
    return mention.role is None and mention.governor is not None


def opens_report(scene: Scene, mention: Mention) -> bool:
    """Whether a town is only the place a report was filed from: "ANKARA (agency) —"."""
    return scene.text(mention).isupper() and bool(DATELINE.match(scene.report.text, mention.end))


def era(scene: Scene, mention: Mention) -> int | None:
    """The last year that the sentence is set in, if that lies before 1992; null for our time."""
    sentence = scene.sentence(mention.start)
    if sentence is None:
        return None
    text = scene.report.text[
        max(sentence.start, mention.start - NEAR) : min(sentence.end, mention.end + NEAR)
    ]
    for row in knowledge().eras:
        ended = row["until"][:4]
        if ended and int(ended) <= LAST_SOVIET_YEAR and any(name in text for name in several(row["names"])):
            return int(ended) - 1
    years = [int(y) for y in YEAR.findall(text)]
    return max(years) if years and max(years) <= LAST_SOVIET_YEAR - 1 else None
