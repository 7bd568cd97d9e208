"""Who a person's name means: full names first, bare surnames by them, titles as claims."""

from __future__ import annotations

from detente.lexicon.knowledge import slug, words_of
from detente.lexicon.titles import ACTING, Title, read_title
from detente.model.found import Mention
from detente.resolve.scene import Decision, Scene

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What follows a name and is none."""

DIFFERS = "printed title differs from the office held"


def settle_names(scene: Scene) -> None:
    """Decide every person's name of the report, whole names before bare surnames."""
    people = [
        n
        for n, m in enumerate(scene.mentions)
        if m.kind == "name" and m.name and m.label in ("person", None, "organisation")
    ]
    known: dict[str, list[str]] = {}
    given: dict[str, set[str]] = {}
    for n in people:
        mention = scene.mentions[n]
        if (person := whole_name(scene, mention)) is not None:
            settle(scene, n, person, "name" if person in scene.world.persons else "new name")
            for name in surnames(mention.name or ""):
                if person not in known.setdefault(name, []):
                    known[name].append(person)
            given.setdefault(words_of(mention.name or "")[0], set()).add(person)
    for n in people:
        mention = scene.mentions[n]
        if scene.decided[n] is None and (person := bare_name(scene, mention, known)) is not None:
            settle(scene, n, person, "surname")
    for n in people:
        mention = scene.mentions[n]
        first = given.get(" ".join(words_of(mention.name or "")), set())
        if scene.decided[n] is None and len(first) == 1 and mention.title is None:
            settle(scene, n, next(iter(first)), "given name")


def surnames(name: str) -> list[str]:
    """What a person of that name may be called for short.

    >>> surnames("Ursula von der Leyen")
    ['leyen', 'von der leyen']
    """
    words = tuple(w for n, w in enumerate(words_of(name)) if n == 0 or w not in SUFFIXES)
    short = [words[-1]] + [" ".join(words[n:]) for n in range(len(words) - 2, 0, -1)]
    return short[:1] + short[-1:] if len(short) > 1 else short


def whole_name(scene: Scene, mention: Mention) -> str | None:
    """The person of a name in full: known, or new to us and named after the words printed."""
    name = mention.name or ""
    words = words_of(name)
    if person := scene.world.named(name):
        return person
    if len(words) < 2 or mention.label != "person" or not (" " in name or "-" in name):
        return None
    outer = scene.world.named(f"{words[0]} {words[-1]}")
    if outer is not None:
        return outer
    if known := [p for p in scene.world.surnamed(name) if scene.in_office(p)]:
        return known[0] if len(known) == 1 else None
    return f"person:{slug(name)}"


def bare_name(scene: Scene, mention: Mention, known: dict[str, list[str]]) -> str | None:
    """The person of a bare surname: of this report, else the only one in office on its day."""
    name = " ".join(words_of(mention.name or ""))
    title = read_title(mention.title, scene.world) if mention.title else None
    here = known.get(name, [])
    if len(here) > 1 and title is not None:
        here = [p for p in here if fits(scene, p, title)] or here
    if here:
        return here[0] if len(here) == 1 and not contradicts(scene, here[0], mention) else None
    if mention.label == "organisation" and mention.title is None and " " in name:
        return None
    candidates = scene.world.surnamed(mention.name or "")
    if title is not None and title.function:
        candidates = tuple(p for p in candidates if fits(scene, p, title))
        if title.function == "vice-president" or title.former:
            return candidates[0] if len(candidates) == 1 else None
    elif scene.dated:
        candidates = tuple(p for p in candidates if scene.world.offices_of(p, scene.earliest, scene.latest))
    candidates = tuple(p for p in candidates if not contradicts(scene, p, mention))
    return candidates[0] if len(candidates) == 1 else None


def contradicts(scene: Scene, person: str, mention: Mention) -> bool:
    """Whether the name is printed with another gender ("Mrs Lund" is not Ole Lund)."""
    gender = scene.gender_of(person)
    return bool(mention.title and mention.gender and gender and gender != mention.gender)


def fits(scene: Scene, person: str, title: Title) -> bool:
    """Whether a person holds, on the day of the report, an office that the title may mean."""
    held = scene.offices_of(person)
    if title.former:
        held = tuple(t.office for t in scene.world.by_person.get(person, ()))
    if wanted := title.offices(scene.world):
        return any(office in held for office in wanted) or (
            title.function in ACTING and any(o.split("/")[0] == w.split("/")[0] for o in held for w in wanted)
        )
    if title.bodies:
        return any(o.removeprefix("office:").split("/")[0] in title.bodies for o in held)
    return title.function is None or any(same_function(scene, office, title.function) for office in held)


def same_function(scene: Scene, office: str, function: str) -> bool:
    """Whether an office is of that function, or the one that leads its state where a leader is meant."""
    held = office.rpartition("/")[2]
    if function == "leader":
        return scene.world.leads.get(office.removeprefix("office:").split("/")[0]) == office
    return (
        held == function
        or (function == "minister" and held.endswith("-minister"))
        or (function == "spokesperson" and held.endswith("-spokesperson"))
    )


def settle(scene: Scene, n: int, person: str, rule: str) -> None:
    """Decide a name, and learn from the title printed with it."""
    mention = scene.mentions[n]
    office = flag = None
    if mention.gender:
        scene.gender.setdefault(person, mention.gender)
    if mention.title:
        office, flag = learn(scene, person, read_title(mention.title, scene.world))
    known = person in scene.world.persons
    sure = {"name": 0.97, "new name": 0.75, "given name": 0.7}.get(rule, 0.9 if known else 0.8)
    scene.decide(n, Decision((person,), rule, sure, office, flag))


def learn(scene: Scene, person: str, title: Title) -> tuple[str | None, str | None]:
    """What a title beside a name tells: the office that decides, and what does not fit what we know."""
    if title.bodies and person not in scene.world.persons:
        scene.home.setdefault(person, title.bodies[0])
    if title.function is None or title.former or title.plural:
        return None, None
    held = scene.offices_of(person)
    fitting = [
        o
        for o in held
        if (not title.bodies or o.removeprefix("office:").split("/")[0] in title.bodies)
        and same_function(scene, o, title.function)
    ]
    if fitting:
        teach(scene, fitting[0], person)
        return fitting[0], None
    printed = title.offices(scene.world)
    if held and scene.dated and title.function not in ACTING:
        return held[0], DIFFERS
    if printed and not held:
        if not scene.world.functions.get(title.function, {}).get("shared"):
            teach(scene, printed[0], person)
        else:
            scene.claimed.setdefault(person, []).append(printed[0])
        return printed[0], None
    return None, None


def teach(scene: Scene, office: str, person: str) -> None:
    """Keep for this report that the person holds the office."""
    if not scene.world.functions.get(office.rpartition("/")[2], {}).get("shared"):
        scene.taught.setdefault(office, person)
    if office not in scene.claimed.setdefault(person, []):
        scene.claimed[person].append(office)
