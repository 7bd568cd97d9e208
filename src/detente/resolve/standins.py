"""Whom words mean that stand for somebody by the part he plays: "the guest", "the latter", "the North", "the ministry"."""

from __future__ import annotations

from typing import Any

from detente.extract.naming import words
from detente.extract.standins import standing_for
from detente.lexicon import toml
from detente.lexicon.knowledge import WORD
from detente.model.found import Mention
from detente.resolve.scene import Decision, Scene

FAR = 120
"""How many mentions a stand-in may look back."""

COUNTS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4, "five": 5}
"""How many the words count."""

CLASSES = (("person:",), ("state:", "gov:"), ("org:", "group:"))
"""Those who are counted together, persons first."""


def by_part(scene: Scene, n: int) -> Decision | None:
    """Whom a stand-in means by the part he plays: host, guest, first or second named, half of a country."""
    word = standing_for(scene.mentions[n])
    if word in words("visit"):
        return by_visit(scene, n, word)
    if word in ("former", "latter"):
        return by_order(scene, n, word)
    return by_half(scene, word) if word in ("north", "south") else None


def by_stand_in(scene: Scene, n: int) -> Decision | None:
    """Whom a number or a bare noun for a body means; null where nobody before fits."""
    word = standing_for(scene.mentions[n])
    if word in COUNTS:
        return by_count(scene, n, COUNTS[word])
    if word in words("organ"):
        return by_same_noun(scene, n, word) or (by_bloc(scene, n) if word == "bloc" else None)
    return None


def back(scene: Scene, n: int) -> list[int]:
    """The mentions before this one whose actors are known, the last first."""
    return [j for j in range(n - 1, max(-1, n - FAR), -1) if scene.actors(j) and not scene.display(j)]


def by_visit(scene: Scene, n: int, word: str) -> Decision | None:
    """ "The host" and "the guest": who received, and who was received, last."""
    hosting, visiting = words("visit", "hosting"), words("visit", "visiting")
    for j in back(scene, n):
        verb = scene.mentions[j].governor
        if verb not in hosting and verb not in visiting:
            continue
        parts = parts_of(scene, j)
        first, second = parts.get("subject", ()), parts.get("object", ())
        if "agent" in parts:
            first, second = parts["agent"], first
        host, guest = (first, second) if verb in hosting else (second, first)
        meant = host if word == "host" else guest
        if meant:
            return Decision(meant, "host and guest", 0.8)
    return None


def parts_of(scene: Scene, j: int) -> dict[str, tuple[str, ...]]:
    """Who plays which part beside a mention: the actors under the same verb of its sentence, by role."""
    here = scene.mentions[j]
    found: dict[str, tuple[str, ...]] = {}
    for k in range(max(0, j - 8), min(len(scene.mentions), j + 9)):
        other = scene.mentions[k]
        same = scene.passage[k] == scene.passage[j] and other.sentence == here.sentence
        if same and other.governor == here.governor and other.role and other.kind != "adjective":
            held = found.get(other.role, ())
            found[other.role] = (*held, *(a for a in scene.actors(k) if a not in held))
    return found


def sentences_before(scene: Scene, n: int) -> list[list[str]]:
    """The actors of each sentence before a mention, the nearest sentence first, each in text order."""
    rows: dict[tuple[int, int], list[str]] = {}
    for j in back(scene, n):
        if scene.mentions[j].kind == "adjective" or scene.distance(j, n) > 3:
            continue
        row = rows.setdefault((scene.passage[j], scene.mentions[j].sentence), [])
        for actor in reversed(scene.actors(j)):
            if actor in row:
                row.remove(actor)
            row.append(actor)
    return [list(reversed(row)) for row in rows.values()]


def by_order(scene: Scene, n: int, word: str) -> Decision | None:
    """ "The former", "the latter": first and last of the two that a sentence before names."""
    for row in sentences_before(scene, n):
        for kinds in CLASSES:
            pair = [a for a in row if a.startswith(kinds)]
            if len(pair) == 2:
                return Decision((pair[0] if word == "former" else pair[1],), "first or second named", 0.8)
    return None


def by_count(scene: Scene, n: int, size: int) -> Decision | None:
    """ "The three": as many persons as the nearest sentence names, else as many states; of two the last two persons."""
    rows = sentences_before(scene, n)
    for row in rows:
        for kinds in CLASSES:
            named = tuple(a for a in row if a.startswith(kinds))
            if len(named) == size:
                return Decision(named, "as many as were named", 0.75)
    persons = [a for row in rows for a in reversed(row) if a.startswith("person:")]
    last = tuple(dict.fromkeys(persons))[:size]
    return Decision(tuple(reversed(last)), "last persons", 0.6) if len(last) == size == 2 else None


def by_half(scene: Scene, word: str) -> Decision | None:
    """ "The North": half of a divided country, once the report has named one of the two."""
    rows: list[dict[str, Any]] = toml("reference")["divided"]
    named = [row for row in rows if any(scene.salience[row[half]] for half in ("north", "south"))]
    if not named:
        return None
    row = max(named, key=lambda r: scene.salience[r["north"]] + scene.salience[r["south"]])
    return Decision((row[word],), "half of a country", 0.85)


def by_same_noun(scene: Scene, n: int, word: str) -> Decision | None:
    """ "The ministry": the last one named in more words, "the Latvian foreign *ministry*"."""
    for j in back(scene, n):
        other = scene.mentions[j]
        if (
            other.kind in ("description", "metonym", "name")
            and other.label != "person"
            and headed(scene, other, word)
        ):
            return Decision(scene.actors(j), "same noun", 0.75)
    return None


def headed(scene: Scene, mention: Mention, word: str) -> bool:
    """Whether a noun heads the words of a mention, and is not all of them."""
    before = scene.text(mention).lower().partition(" of ")[0]
    spelled = WORD.findall(before)
    return bool(spelled) and spelled[-1] == word and len(WORD.findall(scene.text(mention))) > 1


def by_bloc(scene: Scene, n: int) -> Decision | None:
    """ "The bloc": the union of states last spoken of, or for which somebody spoken of acts."""
    blocs = words("bloc", "bodies")
    for j in back(scene, n):
        if meant := next((a for a in scene.actors(j) if a in blocs), None):
            return Decision((meant,), "bloc", 0.8)
    for j in back(scene, n):
        for actor in scene.actors(j):
            body = f"org:{scene.body_of(actor)}" if actor.startswith("person:") else None
            if body in blocs:
                return Decision((body,), "bloc", 0.65)
    return None
