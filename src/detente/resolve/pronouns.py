"""Who a pronoun means: the subject of the clause around it, else whoever was last in the foreground."""

from __future__ import annotations

from detente.extract.naming import words
from detente.lexicon import toml
from detente.resolve.scene import Decision, Scene
from detente.resolve.voice import speaks_for

THRESHOLD = 2.0
"""Below this score a pronoun stays open: nobody in sight that fits."""

FIRST = frozenset({"i", "me", "my", "mine"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours"})
THIRD = frozenset({"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"})


def by_salience(scene: Scene, n: int) -> Decision | None:
    """Whom a pronoun stands for, with a rule and how sure it is; null below the threshold."""
    mention = scene.mentions[n]
    word = scene.text(mention).lower()
    if word in FIRST or word in FIRST_PLURAL:
        return by_speaker(scene, n, plural=word in FIRST_PLURAL)
    if word not in THIRD:
        return None
    if (parallel := by_parallel(scene, n, word)) is not None:
        return parallel
    best: tuple[float, int, tuple[str, ...]] | None = None
    second = -99.0
    lines = subjects_above(scene, n)
    candidates = scene.before(n)
    if mention.subject is not None and mention.subject > n and scene.decided[mention.subject]:
        candidates = [mention.subject, *candidates]
    for j in candidates[:60]:
        actors = fitting(scene, n, j, word)
        if not actors or barred(scene, n, j, actors):
            continue
        score = standing(scene, n, j, lines, word, actors)
        if best is None or score > best[0]:
            if best is not None and best[2] != actors:
                second = max(second, best[0])
            best = (score, j, actors)
        elif actors != best[2]:
            second = max(second, score)
    if best is None or best[0] < THRESHOLD:
        return None
    score, j, actors = best
    rule = "subject of the clause" if j in lines else "salience"
    sure = (
        0.9 if j in lines[:1] else 0.8 if score - second >= 1.5 else 0.65 if score - second >= 0.5 else 0.55
    )
    return Decision(actors, rule, sure)


def by_parallel(scene: Scene, n: int, word: str) -> Decision | None:
    """ "X said she would; Y countered that *she* had …": who counters speaks of the other, not of herself."""
    mention = scene.mentions[n]
    if word not in ("he", "she") or mention.role != "subject" or mention.quoted:
        return None
    if not scene.report.text[mention.end : mention.end + 5].startswith((" had ", " has ", "'d ", "’d ")):
        return None
    told = scene.statement_at(mention.start)
    if told is None or told.cue is None or told.source is None:
        return None
    cue = scene.report.text[slice(*told.cue)].split()[-1].lower()
    if cue not in words("countering", "verbs"):
        return None
    speaker = next(
        (j for j in range(n - 1, max(-1, n - 12), -1) if scene.mentions[j].start >= told.source.start), None
    )
    own = scene.actors(scene.mentions[n].subject)
    for j in scene.before(n)[:40]:
        other = scene.mentions[j]
        if other.kind == "pronoun" and other.start < told.source.start and scene.text(other).lower() == word:
            meant = scene.actors(j)
            return (
                Decision(meant, "the one countered", 0.6)
                if meant and meant != own and speaker is not None
                else None
            )
    return None


def by_speaker(scene: Scene, n: int, *, plural: bool) -> Decision | None:
    """ "I" and "we" inside a quotation: its speaker; "we" is the state that the speaker acts for."""
    mention = scene.mentions[n]
    if not mention.quoted:
        return own_voice(scene) if plural else None
    if actors := scene.speakers(mention.start):
        return spoken_for(scene, actors, plural=plural)
    for above in subjects_above(scene, n):
        if not scene.mentions[above].quoted and (actors := scene.actors(above)):
            decision = spoken_for(scene, actors, plural=plural)
            return decision._replace(sure=0.6) if decision else None
    return None


def own_voice(scene: Scene) -> Decision | None:
    """ "We" outside all quotation marks, in a text that an institution gives out itself: that institution."""
    behind = speaks_for(scene)
    return Decision((behind,), "publisher's side", 0.7) if behind else None


def spoken_for(scene: Scene, actors: tuple[str, ...], *, plural: bool) -> Decision | None:
    """The speaker, or whom the speaker speaks for."""
    if not plural:
        return Decision(actors[:1], "speaker", 0.85)
    behind = scene.state_of(actors[0]) or (actors[0] if actors[0].startswith(("org:", "group:")) else None)
    return Decision((behind,), "speaker's side", 0.65) if behind else None


def subjects_above(scene: Scene, n: int) -> list[int]:
    """The subjects of the clauses around a mention, the innermost first."""
    found: list[int] = []
    at = scene.mentions[n].subject
    while at is not None and at not in found and at != n and len(found) < 5:
        found.append(at)
        at = scene.mentions[at].subject
    return found


def fitting(scene: Scene, n: int, j: int, word: str) -> tuple[str, ...]:
    """Whom of a mention the pronoun can mean, by number, gender and kind; empty if it cannot."""
    mention, other, actors = scene.mentions[n], scene.mentions[j], scene.actors(j)
    persons = tuple(a for a in actors if a.startswith("person:"))
    bodies = tuple(a for a in actors if a.startswith(("state:", "org:", "group:", "gov:")))
    if word in ("he", "him", "his", "she", "her", "hers"):
        if len(persons) == 1 == len(actors):
            gender = scene.gender_of(persons[0]) or other.gender
            return persons if gender in (None, mention.gender) else ()
        offices = tuple(a for a in actors if a.startswith("office:"))
        if len(offices) == 1 and other.kind == "title":
            return offices
        if word == "his" and len(bodies) == 1 and is_owned(scene, n) and other.kind in ("metonym", "name"):
            return bodies
        return ()
    if word in ("it", "its"):
        if (
            len(bodies) != 1
            or other.kind == "adjective"
            or (other.kind == "description" and other.number == "plural")
        ):
            return ()
        return bodies
    if len(actors) > 1:
        return actors
    joint = joined_with(scene, j)
    if len(joint) > 1:
        return joint
    if len(bodies) == 1 and (
        bodies[0].startswith("group:")
        or other.kind in ("adjective", "description")
        or other.number == "plural"
    ):
        return bodies
    if len(bodies) == 1 and other.kind in ("name", "metonym"):
        return bodies
    return ()


def is_owned(scene: Scene, n: int) -> bool:
    """Whether the pronoun owns what only a state has ("his neighbour")."""
    governor = scene.mentions[n].governor
    return any(governor in row["nouns"] for row in toml("reference")["owned"])


def joined_with(scene: Scene, j: int) -> tuple[str, ...]:
    """All the actors that stand in one row with a mention: "Lund and Berg"."""
    first = scene.mentions[j]
    if first.role is None and first.label != "person":
        return scene.actors(j)
    row: list[str] = []
    for k in range(max(0, j - 4), min(len(scene.mentions), j + 5)):
        other = scene.mentions[k]
        if scene.passage[k] == scene.passage[j] and (other.sentence, other.role, other.governor, other.preposition, other.depth) == (
            first.sentence, first.role, first.governor, first.preposition, first.depth,
        ) and other.kind != "pronoun":  # fmt: skip
            row += [a for a in scene.actors(k) if a not in row]
    return tuple(row)


def barred(scene: Scene, n: int, j: int, actors: tuple[str, ...]) -> bool:
    """Whether grammar forbids the two to be one: object and subject of one verb; a mover and what is moved into."""
    mention, other = scene.mentions[n], scene.mentions[j]
    if scene.text(mention).lower() in ("him", "her", "it", "them") and mention.role in (
        "object",
        "oblique",
        "agent",
    ):
        over = mention.subject
        if over is not None and scene.actors(over) == actors:
            return True
    if mention.owner == j or (
        other.start <= mention.start and mention.end <= other.end and other.kind != "pronoun"
    ):
        return True
    return moves_into(scene, n, actors)


def moves_into(scene: Scene, n: int, actors: tuple[str, ...]) -> bool:
    """Whether the pronoun names the owner of what these actors move into: nobody moves into what is his own."""
    mention = scene.mentions[n]
    for row in toml("reference")["outward"]:
        sentence = scene.sentence(mention.start)
        if sentence is None:
            continue
        before = scene.report.text[max(sentence.start, mention.start - 60) : mention.start].split()
        if (
            before[-2:-1] == [row["preposition"]]
            and before[-1:] == ["what"]
            and any(v in w for w in before[-5:-2] for v in row["verbs"])
        ):
            for above in subjects_above(scene, n)[:1]:
                if scene.actors(above) == actors:
                    return True
    return False


ROLES = {"subject": 2.0, "agent": 1.0, "object": 1.0, "possessive": 0.5, "oblique": 0.5, "apposition": 0.5}


def standing(scene: Scene, n: int, j: int, lines: list[int], word: str, actors: tuple[str, ...]) -> float:
    """How much in the foreground a mention is when the pronoun is read."""
    mention, other = scene.mentions[n], scene.mentions[j]
    far = scene.distance(j, n)
    score = 3.0 if far == 0 else 2.5 - 1.5 * (far - 1)
    score += ROLES.get(other.role or "", 0.0)
    if j in lines:
        score += 4.0 - lines.index(j)
    elif other.subject is None and other.role == "subject" and other.depth == 0:
        score += 1.0
    score -= 0.4 * other.depth if far else 0.0
    if other.kind == "adjective":
        score -= 1.0
        if word in ("their", "they", "them") and far == 0 and scene.mentions[n].start - other.end < 25:
            score += 6.0
    if (
        word in ("their", "they", "them")
        and len(actors) == 1
        and other.kind in ("name", "metonym", "pronoun")
        and other.number != "plural"
    ):
        score -= 1.5
    if other.quoted != mention.quoted:
        score -= 0.5
    score -= 0.002 * min(500, abs(mention.start - other.end))
    return score
