"""Who a title means, and when people held the titles that a report gives them."""

from __future__ import annotations

import re

from detente.lexicon.knowledge import body_of, first_day, last_day
from detente.lexicon.titles import Title, office_of, read_title
from detente.model.found import Mention
from detente.resolve.names import learn, same_function
from detente.resolve.scene import Decision, Scene

FAR = 400
"""How many mentions a title without a name may look back."""

OUTDATED = "held when our table of offices was last written (2025); may have passed on"

INDEFINITE = re.compile(r"(?:an?|another|one|some|several|two|three)\b", re.IGNORECASE)


def settle_appositions(scene: Scene) -> None:
    """ "The head of Chadian diplomacy, Ali Saleh,": the title means him, here and further on."""
    for n, mention in enumerate(scene.mentions):
        m = mention.apposed
        if m is None or not 0 <= m < len(scene.mentions):
            continue
        name, title = (n, m) if scene.mentions[m].kind == "title" else (m, n)
        person = scene.actors(name)
        if not person or not person[0].startswith("person:") or scene.mentions[title].kind != "title":
            continue
        claim = read_title(scene.mentions[title].title or "", scene.world)
        office, flag = learn(scene, person[0], claim)
        scene.decide(title, Decision(person, "apposition", 0.95, office, flag))


def by_title(scene: Scene, n: int) -> Decision | None:
    """Whom a title without a name stands for."""
    mention = scene.mentions[n]
    claim = read_title(mention.title or "", scene.world)
    if claim.counterpart:
        return by_counterpart(scene, n, claim)
    if claim.former or claim.function is None:
        return None
    if INDEFINITE.match(mention.title or ""):
        office = next(iter(claim.offices(scene.world)), None)
        return Decision((office,), "office", 0.6, office) if office and mention.number == "singular" else None
    bodies = claim.bodies or owner_bodies(scene, mention)
    if len(bodies) == 1 and claim.plural:
        return by_many(scene, bodies[0], mention.title or "")
    if bodies:
        return by_offices(
            scene, [o for body in bodies if (o := office_of(scene.world, body, claim.function))], claim
        )
    return last_of_function(scene, n, claim)


def by_many(scene: Scene, body: str, title: str) -> Decision | None:
    """ "EU leaders", "Arab League foreign ministers", "Chilean spy chiefs": many who speak for one body are the body.

    Nobody where others are led: "Chadian rebel leaders".
    """
    led = {scene.world.sectors.get(w.lower()) for w in re.findall(r"\w+", title)}
    if led & {"REB", "OPP", "CVL", "NGO", "BUS"}:
        return None
    if f"org:{body}" in scene.world.organisations:
        return Decision((f"org:{body}",), "people of", 0.85)
    return Decision((f"state:{body}",), "people of", 0.8) if body in scene.world.states else None


def owner_bodies(scene: Scene, mention: Mention) -> tuple[str, ...]:
    """The state or organisation whose "its foreign minister" it is."""
    for actor in scene.actors(mention.owner):
        if actor.startswith("person:"):
            return (body,) if (body := scene.body_of(actor)) else ()
        return (actor.partition(":")[2].split("/")[0],)
    return ()


def by_offices(scene: Scene, offices: list[str], claim: Title) -> Decision | None:
    """The holders of offices, in the order named; an office whose holder we cannot tell stands for itself."""
    if not offices:
        return None
    holders = [scene.holder(office) for office in offices]
    sure = 0.93 if all(h and scene.taught.get(o) == h for o, h in zip(offices, holders, strict=True)) else 0.9
    actors = tuple(dict.fromkeys(h or o for h, o in zip(holders, offices, strict=True)))
    if scene.guessed and any(h and o not in scene.taught for h, o in zip(holders, offices, strict=True)):
        return Decision(actors, "office on the day told", 0.65, offices[0])
    if any(
        h and o not in scene.taught and scene.world.outdated(o, scene.earliest)
        for h, o in zip(holders, offices, strict=True)
    ):
        return Decision(actors, "office", 0.6, offices[0], OUTDATED)
    return Decision(actors, "office", sure if all(holders) else 0.7, offices[0])


def leads_body(office: str, function: str) -> bool:
    """Whether "the president" may be who presides over a body ("Commission President"), no state's president being meant."""
    held = office.rpartition("/")[2]
    return function == "president" and held.endswith("-president") and held != "vice-president"


def last_of_function(scene: Scene, n: int, claim: Title) -> Decision | None:
    """ "The president": the last person spoken of who holds such an office; of all of them for a plural."""
    spoken: list[tuple[str, str]] = []
    for j in before_and_far(scene, n):
        for actor in scene.actors(j):
            for office in scene.claimed.get(actor, []) + list(scene.offices_of(actor) if scene.dated else ()):
                if actor.startswith("person:") and same_function(scene, office, claim.function or ""):
                    if actor not in [a for a, _ in spoken]:
                        spoken.append((actor, office))
                    break
    if not spoken:
        spoken = [
            (actor, office)
            for j in before_and_far(scene, n)
            for actor in scene.actors(j)
            for office in scene.claimed.get(actor, []) + list(scene.offices_of(actor) if scene.dated else ())
            if actor.startswith("person:") and leads_body(office, claim.function or "")
        ][:1]
    if not spoken:
        return None
    if scene.mentions[n].number == "plural":
        return (
            Decision(tuple(a for a, _ in reversed(spoken[:2])), "office", 0.6) if len(spoken) == 2 else None
        )
    return Decision((spoken[0][0],), "office", 0.8 if len(spoken) == 1 else 0.65, spoken[0][1])


def before_and_far(scene: Scene, n: int) -> list[int]:
    """Every decided mention before this one, the last first: a title reaches further back than a pronoun."""
    return [j for j in range(n - 1, max(-1, n - FAR), -1) if scene.decided[j] is not None]


def by_counterpart(scene: Scene, n: int, claim: Title) -> Decision | None:
    """ "His American counterpart": who does the same for the other side."""
    mention = scene.mentions[n]
    own = scene.actors(mention.owner) or scene.actors(mention.subject)
    person = next((a for a in own if a.startswith("person:")), None)
    if person is None:
        return None
    held = scene.claimed.get(person, []) + list(scene.offices_of(person))
    if not claim.bodies:
        return same_elsewhere(scene, n, person, held)
    for office in held:
        function = office.rpartition("/")[2]
        for body in claim.bodies:
            other = f"office:{body}/{function}"
            if holder := scene.holder(other):
                return Decision((holder,), "counterpart", 0.88, other)
            lead = scene.world.leads.get(body)
            if lead and scene.world.leads.get(body_of(office)) == office and (holder := scene.holder(lead)):
                return Decision((holder,), "counterpart", 0.75, lead)
    if held:
        other = f"office:{claim.bodies[0]}/{held[0].rpartition('/')[2]}"
        return Decision((other,), "counterpart", 0.6, other)
    return None


def same_elsewhere(scene: Scene, n: int, person: str, held: list[str]) -> Decision | None:
    """ "His counterpart", no side named: the last other person spoken of with the same function."""
    functions = {office.rpartition("/")[2] for office in held}
    for j in before_and_far(scene, n):
        for actor in scene.actors(j):
            if actor != person and actor.startswith("person:"):
                for office in scene.claimed.get(actor, []) + list(scene.offices_of(actor)):
                    if office.rpartition("/")[2] in functions:
                        return Decision((actor,), "counterpart", 0.65, office)
    return None


def bounds(scene: Scene) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Between which days all the people of the report hold the offices that its titles give them, and why.

    Only titles beside names count. Nothing is said if they never did so together.
    """
    spans: list[tuple[str, str]] = [("0001-01-01", "9999-12-31")]
    reasons: list[str] = []
    for person, office, printed in titles_beside_names(scene):
        terms = [t for t in scene.world.by_person.get(person, ()) if t.office == office]
        if not terms:
            continue
        held = [(first_day(t.since), last_day(t.until) if t.until else "9999-12-31") for t in terms]
        spans = sorted({(max(a, c), min(b, d)) for a, b in spans for c, d in held if max(a, c) <= min(b, d)})
        reason = f"{scene.world.persons[person].name} as “{printed}”: " + ", ".join(
            f"{t.since} to {t.until or 'now'}" for t in terms
        )
        if reason not in reasons:
            reasons.append(reason)
        if not spans:
            return None, None, ("the titles in the text never were held together", *reasons)
    earliest, latest = spans[0][0], spans[-1][1]
    return (
        earliest if earliest > "0001-01-01" else None, latest if latest < "9999-12-31" else None, tuple(reasons),
    )  # fmt: skip


def titles_beside_names(scene: Scene) -> list[tuple[str, str, str]]:
    """Each known person, the office that the title beside the name means, and the title as printed."""
    pairs = [(n, m.title) for n, m in enumerate(scene.mentions) if m.kind == "name" and m.title]
    for n, m in enumerate(scene.mentions):
        if m.kind != "pronoun" and m.apposed is not None and 0 <= m.apposed < len(scene.mentions):
            other = scene.mentions[m.apposed]
            name, explained = (n, other) if other.kind == "title" else (m.apposed, m)
            if explained.kind == "title" and explained.title:
                pairs.append((name, explained.title))
    found = []
    for n, title in pairs:
        claim = read_title(title, scene.world)
        if claim.former or claim.plural or claim.function is None or claim.counterpart:
            continue
        for person in scene.actors(n):
            for office in dict.fromkeys(t.office for t in scene.world.by_person.get(person, ())):
                if (not claim.bodies or body_of(office) in claim.bodies) and same_function(
                    scene, office, claim.function
                ):
                    found.append((person, office, title))
    return found
