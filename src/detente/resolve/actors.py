"""Who is meant: the mentions of one report, each with the actor it stands for and the rule that says so."""

from __future__ import annotations

import re
from datetime import date

from detente.extract.naming import words
from detente.lexicon.knowledge import WORD
from detente.lexicon.titles import read_title
from detente.model import Span, found, judged
from detente.model.found import Findings
from detente.model.given import Report
from detente.resolve import offices
from detente.resolve.descriptions import bodies_in, by_description, singular
from detente.resolve.metonyms import by_name, meanings
from detente.resolve.names import settle_names
from detente.resolve.offices import by_title, settle_appositions
from detente.resolve.pronouns import by_salience
from detente.resolve.scene import DAWN, DUSK, Decision, Scene
from detente.resolve.standins import by_part, by_stand_in

SURE = 0.5
"""A mention decided with less than this is left without an actor."""

COORDINATION = re.compile(
    r"(?:\s|,|\band\b|\bor\b|\bas well as\b|\balong with\b|\btogether with\b|\bboth\b|\bthe\b|\bits?\b|\bhis\b|\bher\b|&|[“”\"'’«»()–—-])*",
    re.IGNORECASE,
)
"""What may stand between the actors of one row."""

LEADING = re.compile(r"[^\W\d]+")
AFTER = re.compile(r"\s*(?:$|[,;:.()“”\"»«–—]|’?'?s?\s*$|\b(?:and|or|of|in|on|at|from|to|for|with|by|who|which|that|whose|as|after|before|during|along|"
                   r"including|against|over|about|under|is|was|has|had|have|were|are|himself|herself|itself)\b)")  # fmt: skip
"""What may follow a name that is the head of its noun phrase."""

RELATIVES = frozenset({"who", "which", "that", "whom"})


class Cast:
    """The actors of one report. Ask it who stands behind a stretch of words."""

    def __init__(self, report: Report, mentions: tuple[judged.Mention, ...], scene: Scene | None = None):
        self.report, self.mentions, self.scene = report, mentions, scene

    def who(self, span: Span) -> tuple[str, ...]:
        """The actors that the noun phrase stands for, in text order; empty where we cannot tell.

        "the Russian demands" stands for nobody; "she and the Danish envoy" for two.
        """
        scene = self.scene
        if scene is None:
            return ()
        return tuple(dict.fromkeys(a for n in self.standing_for(span) for a in scene.actors(n)))

    def parties(self, span: Span) -> tuple[judged.Party, ...]:
        """The same as parties of a move, each with its country code and sector."""
        scene = self.scene
        if scene is None:
            return ()
        found: dict[str, judged.Party] = {}
        for n in self.standing_for(span):
            mention = scene.mentions[n]
            if not scene.actors(n) and (code := code_only(scene, n)):
                found[f"{mention.start}"] = judged.Party(
                    actor=None,
                    code=code,
                    sector=sector_of(scene, n, ""),
                    start=mention.start,
                    end=mention.end,
                )
            for actor in scene.actors(n):
                found.setdefault(actor, judged.Party(
                    actor=actor, code=scene.code_of(actor), sector=sector_of(scene, n, actor),
                    start=mention.start, end=mention.end,
                ))  # fmt: skip
        if not found and (party := self.behind(span)) is not None:
            return (party,)
        return tuple(found.values())

    def behind(self, span: Span) -> judged.Party | None:
        """Whose it is, where the words name no actor: "Haitian voters", "Serbia's conduct", "students from Lome"."""
        scene = self.scene
        text = self.report.text
        if scene is None:
            return None
        spelled = [
            (m.start() + span.start, m.group().lower()) for m in LEADING.finditer(text[span.start : span.end])
        ]
        turn = next((at for at, w in spelled[1:] if w in words("complement", "words")), span.end)
        head = [w for at, w in spelled if at < turn]
        if head and singular(head[-1]) in words("other"):
            return None
        people = next((s for w in reversed(head) if (s := scene.world.sectors.get(singular(w)))), None)
        for n in self.inside(span):
            mention = scene.mentions[n]
            actor = next(iter(scene.actors(n)), None)
            code = scene.code_of(actor) if actor else code_only(scene, n)
            if code is None or (actor and mention.kind == "pronoun" and actor.startswith("person:")):
                continue
            owned = mention.start < turn and (
                mention.kind == "adjective" or mention.role in ("possessive", None)
            )
            if not (owned or people is not None):
                continue
            own = (
                actor
                if mention.kind != "adjective" and mention.role == "possessive" and people is None
                else None
            )
            sector = "GOV" if own and own.startswith("state:") else None if people == "-" else people
            return judged.Party(actor=own, code=code, sector=sector, start=mention.start, end=mention.end)
        return None

    def bounds(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Between which days the people of the report hold the offices it gives them, and why."""
        return offices.bounds(self.scene) if self.scene is not None else (None, None, ())

    def standing_for(self, span: Span) -> list[int]:
        """The mentions that are heads of the noun phrase: no modifiers, no complements."""
        scene = self.scene
        if scene is None:
            return []
        text = self.report.text
        if text[span.start : span.end].strip().lower() in RELATIVES:
            return [
                n for n in self.inside(span) if scene.mentions[n].span == span and scene.actors(n)
            ] or self.antecedent(span)
        outer: list[int] = []
        for n in self.inside(span):
            if not outer or scene.mentions[n].end > scene.mentions[outer[-1]].end:
                outer.append(n)
        if len(outer) == 1 and scene.mentions[outer[0]].span == span:
            return outer  # an adjective that is the party itself: "the *Danish* demands"
        heads: list[int] = []
        at = span.start
        for n in outer:
            mention = scene.mentions[n]
            before = text[at : max(at, mention.start)]
            if heads:
                if not COORDINATION.fullmatch(before):
                    if mention.apposed in heads or is_apposition(before):
                        at = max(at, mention.end)
                        continue
                    break
            elif not leads_on(LEADING.findall(before)):
                break
            if is_head(scene, n, text[mention.end : span.end]):
                if mention.apposed is not None and mention.apposed in heads:
                    at = mention.end
                    continue
                heads.append(n)
                at = mention.end
        return heads

    def inside(self, span: Span) -> list[int]:
        """The mentions that lie in the span, or hold it, in text order."""
        scene = self.scene
        if scene is None:
            return []
        low, high = 0, len(scene.mentions)
        while low < high:
            middle = (low + high) // 2
            if scene.mentions[middle].start < span.start - 120:
                low = middle + 1
            else:
                high = middle
        inside = []
        for n in range(low, len(scene.mentions)):
            mention = scene.mentions[n]
            if mention.start >= span.end:
                break
            if mention.end > span.start and (
                mention.start >= span.start or (mention.end >= span.end and mention.end - mention.start < 120)
            ):
                inside.append(n)
        whole = [
            n
            for n in inside
            if scene.mentions[n].start == span.start
            or (scene.mentions[n].start > span.start and scene.mentions[n].end <= span.end)
        ]
        return whole or inside[-1:]

    def antecedent(self, span: Span) -> list[int]:
        """What a relative pronoun right behind it refers to."""
        scene = self.scene
        if scene is None:
            return []
        for n in range(len(scene.mentions) - 1, -1, -1):
            mention = scene.mentions[n]
            if mention.end <= span.start:
                gap = self.report.text[mention.end : span.start].strip()
                return [n] if gap in ("", ",", "”", "”,") and mention.kind != "adjective" else []
        return []


def leads_on(before: list[str]) -> bool:
    """Whether the words before a name leave it the head: no preposition, or "thousands of"."""
    lower = [w.lower() for w in before]
    turn = next((n for n, w in enumerate(lower) if w in words("complement", "words")), None)
    if turn is None:
        return True
    return (
        lower[turn] == "of"
        and turn > 0
        and singular(lower[turn - 1]) in words("partitive")
        and leads_on(before[turn + 1 :])
    )


def is_apposition(before: str) -> bool:
    """Whether only a comma parts two mentions."""
    return before.strip() == ","


def is_head(scene: Scene, n: int, after: str) -> bool:
    """Whether a mention is the head of the noun phrase that goes on like this."""
    mention = scene.mentions[n]
    if mention.kind == "adjective":
        return False
    if mention.role == "possessive" or (
        mention.kind == "pronoun" and scene.text(mention).lower() in ("its", "their", "our", "my")
    ):
        return not after.strip(" ’'s")
    return bool(AFTER.match(after))


def code_only(scene: Scene, n: int) -> str | None:
    """The country of people or a town that we know no actor for: "Rwandan rebels" are not Rwanda, but of it."""
    mention = scene.mentions[n]
    if mention.kind == "description" and mention.title:
        body = next(iter(bodies_in(scene, mention)), None)
    elif mention.kind == "metonym" and (decision := scene.decided[n]) is not None and decision.rule == "town":
        body = next((e.id for e in meanings(scene, mention) if e.kind == "capital"), None)
    elif mention.title and mention.kind in ("name", "title"):
        bodies = read_title(mention.title, scene.world).bodies
        return scene.world.code_of_body(bodies[0]) if bodies else None
    else:
        body = None
    return scene.world.code(body) if body else None


def sector_of(scene: Scene, n: int, actor: str) -> str | None:
    """PLOVER's sector of a party: by the noun that describes it, else by what it is."""
    mention = scene.mentions[n]
    if (
        mention.kind == "description"
        and mention.title
        and (not actor or actor.startswith(("state:", "org:")))
    ):
        sector = scene.world.sectors.get(singular(mention.title.lower()))
        if sector == "-":  # "a rebel group": the word before tells
            told = (scene.world.sectors.get(w.lower()) for w in WORD.findall(scene.text(mention)))
            sector = next((s for s in told if s not in (None, "-")), sector)
        return (None if sector == "-" else sector) or ("GOV" if actor.startswith("state:") else None)
    if actor.startswith(("state:", "gov:")):
        organ = scene.world.organs.get(" ".join(WORD.findall(mention.name or "")).lower())
        return {"parliament": "LEG", "army": "MIL", "intelligence": "SPY", "police": "COP"}.get(
            organ or "", "GOV"
        )
    if actor.startswith("person:"):
        for office in (*scene.claimed.get(actor, ()), *(scene.offices_of(actor) if scene.dated else ())):
            return scene.world.functions.get(office.rpartition("/")[2], {}).get("sector") or "GOV"
        return None
    return scene.world.sector(actor)


def cast_of(report: Report, found: Findings) -> Cast:
    """Who everybody is in this report."""
    scene = Scene(report, found)
    settle_names(scene)
    settle_appositions(scene)
    if not scene.dated:
        earliest, latest, _ = offices.bounds(scene)
        scene.earliest, scene.latest = earliest or DAWN, latest or DUSK
        if (day := told_day(found)) is not None and scene.earliest <= day <= scene.latest:
            scene.earliest = scene.latest = day
            scene.guessed = True
    scene.salience.clear()
    for n, mention in enumerate(scene.mentions):
        scene.decide(n, scene.decided[n] or decided(scene, n, mention))
    for n, mention in enumerate(scene.mentions):
        # "“We …,” the minister said": the speaker comes after the words.
        if mention.kind == "pronoun" and mention.quoted and scene.decided[n] is None:
            scene.decide(n, decided(scene, n, mention))
    return Cast(report, tuple(judgements(scene)), scene)


YEAR = 366
"""Days within which all the days told as past must lie for an undated report to be set among them."""


def told_day(found: Findings) -> str | None:
    """The last full day that a report tells of as past, where it tells of none far from it; offices are those of that day.

    A text without a date that tells what a minister said on 3 March 2003 means the minister of then.
    """
    days = sorted(
        {
            t.value[:10]
            for t in found.times
            if t.value and t.use == "happened" and t.tense == "past" and DAY.match(t.value)
        }
    )
    if not days or (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days > YEAR:
        return None
    return days[-1]


DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)(?!\d)")
"""A full calendar day; the last ones of a month are left to `fromisoformat`'s care."""


def decided(scene: Scene, n: int, mention: found.Mention) -> Decision | None:
    """Whom one mention stands for, what came before it being decided."""
    if mention.owner is not None and mention.owner > n and scene.decided[mention.owner] is None:
        owner = scene.mentions[mention.owner]
        if owner.kind == "pronoun":
            scene.decided[mention.owner] = by_salience(scene, mention.owner)
    if mention.kind == "title":
        return by_title(scene, n)
    if mention.kind == "pronoun":
        return by_antecedent(scene, n) if scene.text(mention).lower() in RELATIVES else by_salience(scene, n)
    if mention.kind == "description":
        return by_part(scene, n) or by_description(scene, n) or by_stand_in(scene, n)
    if mention.kind == "name" and mention.label == "person":
        return None
    return by_name(scene, n) if mention.name else None


def by_antecedent(scene: Scene, n: int) -> Decision | None:
    """Whom a relative pronoun means: the mention that its clause tells more of."""
    actors = scene.actors(scene.mentions[n].apposed)
    return Decision(actors, "relative", 0.85) if actors else None


def judgements(scene: Scene) -> list[judged.Mention]:
    """The decisions as records: one for each actor, one without where nobody can be told."""
    records = []
    for n, mention in enumerate(scene.mentions):
        decision = scene.decided[n]
        if decision is None or not decision.actors or decision.sure < SURE:
            if mention.kind == "name" and mention.label is None:
                continue
            records.append(judged.Mention(
                start=mention.start, end=mention.end, kind=mention.kind, actor=None,
                rule=decision.rule if decision else None, sure=decision.sure if decision else mention.sure,
            ))  # fmt: skip
            continue
        records += [
            judged.Mention(
                start=mention.start, end=mention.end, kind=mention.kind, actor=actor, office=decision.office,
                rule=decision.rule, flag=decision.flag, sure=round(decision.sure * mention.sure / 0.9 if mention.sure < 0.9 else decision.sure, 3),
            )
            for actor in decision.actors
        ]  # fmt: skip
    return records
