"""Moves with their parties, times, place, figure and teller."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from msgspec import structs

from detente import lexicon
from detente.model import Span, judged, key
from detente.model.found import Findings, Move
from detente.model.given import Report
from detente.resolve.actors import Cast, code_only
from detente.resolve.descriptions import singular

POINTING = re.compile(
    r"(?:(?:these|those|this|that|such|the|both|all|either) ){1,2}(?:\w+ )?"
    r"(?:requests?|demands?|proposals?|offers?|calls?|appeals?|plans?|conditions?|claims?|accusations?|allegations?|charges?)\b",
    re.IGNORECASE,
)
"""Words that name a demand, an offer or an accusation told before."""

BARE = re.compile(r"the (\w+)", re.IGNORECASE)
"""A body by its last word alone ("the ministry")."""

RECENT = timedelta(days=31)
"""How long before its report an act dated in full may lie and still be news, not history."""

LOOKED_THROUGH = 60
"""Moves, or mentions, that are looked through for what words point at. It keeps the work linear in the report."""


def resolved_moves(
    report: Report,
    found: Findings,
    cast: Cast,
    times: Sequence[judged.Time],
    places: Sequence[judged.Place],
    figures: Sequence[judged.Figure],
    statements: Sequence[judged.Statement],
) -> tuple[judged.Move, ...]:
    """The moves of the report in the order given, read in its light."""
    resolved = []
    for move in found.moves:
        teller = statements[move.statement] if move.statement is not None else None
        when = interval(move.when, times)
        resolved.append(
            judged.Move(
                id=key(report.id, move.type, move.trigger, move.start, move.end),
                type=move.type,
                mode=move.mode,
                status="occurred" if is_news(move, when, report) else move.status,
                polarity=move.polarity,
                by=teller.source.actors if teller and teller.source else (),
                statement=teller.id if teller else None,
                source=parties(move.source, cast, report, places),
                target=parties(move.target, cast, report, places),
                trigger=move.trigger,
                evidence=move.span,
                content=move.content,
                content_type=move.content_type,
                condition=move.condition,
                when=when,
                due=interval(move.due, times),
                place=index_at(move.place, places),
                figure=index_at(move.figure, figures),
                contexts=move.contexts,
                sure=move.sure,
            )
        )
    whole = completed(report, found.moves, resolved, cast, places, statements)
    return tuple(move for move in whole if not is_private(move, cast, report))


def is_private(move: judged.Move, cast: Cast, report: Report) -> bool:
    """Whether nobody acts in it for a state, a body or a cause: a painter meets a friend, a student travels to Lome.

    What befalls or is said by people we know only by what they are ("gunmen", "a court") stays.
    """
    acting = [acts_for_himself(p, cast, report) for p in move.source]
    if not move.source or not all(acting) or move.type == "COMMENT":
        return False
    if move.type == "CONSULT" and not any(p.actor and p.actor.startswith(OFFICIAL) for p in move.target):
        return True
    if not move.target:
        return move.type in OF_TWO

    def concerns_none(party: judged.Party) -> bool:
        unknown = party.actor is None and party.code is None and not is_described(party, cast, report)
        return unknown or acts_for_himself(party, cast, report)

    return all(map(concerns_none, move.target))


OF_TWO = frozenset({"AGREE", "REJECT", "SUPPORT", "CONSULT", "AID", "COOPERATE"})
"""Types that need somebody else to be an act between sides: who resigns or leads a protest acts in public alone."""

OFFICIAL = ("person:", "office:", "gov:", "org:", "group:")
"""What one may meet that is no place."""


def acts_for_himself(party: judged.Party, cast: Cast, report: Report) -> bool:
    """Whether a party is a person by name who holds no office that we or the report know of."""
    named = party.actor is not None and party.actor.startswith("person:") and party.code is None
    return named and not is_described(party, cast, report)


def is_news(move: Move, when: judged.When | None, report: Report) -> bool:
    """Whether an act that reads like history ("on 3 March 2021") happened shortly before its report."""
    if move.status != "historical" or when is None or not when.latest:
        return False
    published = report.published and report.published.earliest
    try:
        age = date.fromisoformat((published or "")[:10]) - date.fromisoformat(when.latest[:10])
    except ValueError:
        return False
    return age <= RECENT


def completed(
    report: Report,
    found: Sequence[Move],
    resolved: Sequence[judged.Move],
    cast: Cast,
    places: Sequence[judged.Place],
    statements: Sequence[judged.Statement],
) -> list[judged.Move]:
    """The moves with the parties that only the report around them names: "this meeting", "these requests"."""
    whole = []
    for n, (words, move) in enumerate(zip(found, resolved, strict=True)):
        if move.type == "CONSULT" and not words.source and not words.target:
            move = structs.replace(move, source=elsewhere(meeting_near(resolved, n)))
        elif (
            not move.target
            and (answered := ASKING.get(move.type) or ASKING.get(move.mode or "")) is not None
            and (points_back(report.quote(move.content)) if move.content else move.mode == "deny")
        ):
            move = structs.replace(move, target=elsewhere(asking_before(resolved, n, answered)))
        elif (
            move.type in ("ACCUSE", "REJECT")
            and len(words.target) == 1
            and all(party.code is None for party in move.target)
            and SAID.match(report.quote(words.target[0]))
            and (spoke := asking_before(resolved, n, SAYING))
        ):
            move = structs.replace(move, target=elsewhere(spoke))
        if move.type == "CONSULT" and move.mode is None:
            move = structs.replace(move, mode=mode_at(move, places))
        if is_domestic(move):
            teller = statements[words.statement].source if words.statement is not None else None
            move = at_home(move, teller.span if teller is not None else None, cast, report, places)
        whole.append(move)
    return told_again(whole)


def told_again(moves: list[judged.Move]) -> list[judged.Move]:
    """The meetings of one pair that say no mode have that of the others, where these all have the same."""
    modes: dict[frozenset[str | None], set[str]] = {}
    for move in moves:
        if is_meeting(move) and move.mode:
            modes.setdefault(sides(move), set()).add(move.mode)
    return [
        structs.replace(move, mode=next(iter(known)))
        if is_meeting(move) and not move.mode and len(known := modes.get(sides(move), set())) == 1
        else move
        for move in moves
    ]


def is_meeting(move: judged.Move) -> bool:
    """Whether two or more met, or meet now."""
    return move.type == "CONSULT" and move.status in ("occurred", "ongoing") and len(sides(move)) > 1


def sides(move: judged.Move) -> frozenset[str | None]:
    """Who takes part, by country where it is known."""
    return frozenset(party.code or party.actor for party in (*move.source, *move.target))


def is_domestic(move: judged.Move) -> bool:
    """Whether an act is one that people do, or suffer, in their own country unless a report says otherwise."""
    return move.type in ("PROTEST", "COERCE", "CONCEDE") or (move.type, move.mode) in HOME_MODES


HOME_MODES = frozenset({("RETREAT", "resign"), ("ACCUSE", "investigate")})


def at_home(
    move: judged.Move, teller: Span | None, cast: Cast, report: Report, places: Sequence[judged.Place]
) -> judged.Move:
    """The move with the country of those it only describes: "students", "the police", "General Ruiz".

    It is the country of the place where they act, else the only one that the sentence names.
    """
    nameless = [p for p in (*move.source, *move.target) if p.code is None and is_described(p, cast, report)]
    if not nameless:
        return move
    here = places[move.place].country if move.place is not None else None
    country = here or only_country(move, teller, cast, places)
    if country is None:
        return move

    def settled(side: tuple[judged.Party, ...]) -> tuple[judged.Party, ...]:
        return tuple(structs.replace(p, code=country) if p in nameless else p for p in side)

    return structs.replace(move, source=settled(move.source), target=settled(move.target))


def is_described(party: judged.Party, cast: Cast, report: Report) -> bool:
    """Whether a party is people or a body by the noun, or a person by the title, that names no country."""
    if party.start is None or party.end is None or cast.scene is None:
        return False
    before = report.text[max(0, party.start - TITLE) : party.start] if party.actor else ""
    around = BREAK.split(before)[-1] + report.text[party.start : party.end] if party.actor else ""
    spelled = WORDS.findall(around or report.text[party.start : party.end])
    known = cast.scene.world.sectors
    return any((noun := singular(word.lower())) in known or noun in officials() for word in spelled)


@cache
def officials() -> frozenset[str]:
    """Nouns for those who hold an office ("president", "judge")."""
    return frozenset(lexicon.toml("frames")["class"]["officials"])


WORDS = re.compile(r"[^\W\d_]+")
BREAK = re.compile(r"[\n:;!?–—]|[^A-Z][a-z]\.\s")
"""Where a line or a sentence ends, behind which no title of the next name stands."""

TITLE = 24
"""Code points before a person's name in which a title is looked for."""


def only_country(
    move: judged.Move, teller: Span | None, cast: Cast, places: Sequence[judged.Place]
) -> str | None:
    """The country of the sentence around a move, if it names just one; who tells of the move does not count."""
    scene = cast.scene
    sentence = scene.sentence(move.trigger.start) if scene is not None else None
    if scene is None or sentence is None:
        return None
    named = set()
    for n in cast.inside(sentence):
        mention = scene.mentions[n]
        if teller is not None and mention.span.overlaps(teller):
            continue
        named |= {code for actor in scene.actors(n) if len(code := scene.code_of(actor) or "") == 3}
    at = bisect_left(places, sentence.start, key=lambda place: place.start)
    for place in places[at : at + LOOKED_THROUGH]:
        told = teller is not None and place.span.overlaps(teller)
        if place.start < sentence.end and place.country and not told:
            named.add(place.country)
    named -= NO_COUNTRIES
    return named.pop() if len(named) == 1 else None


NO_COUNTRIES = frozenset({"IGO", "NGO", "IMG", "ISM"})


def elsewhere(named: Sequence[judged.Party]) -> tuple[judged.Party, ...]:
    """Parties whose words stand in another sentence."""
    return tuple(structs.replace(party, start=None, end=None) for party in named)


def meeting_near(resolved: Sequence[judged.Move], n: int) -> tuple[judged.Party, ...]:
    """Who met, where the nearest meeting with two known sides is told: before it, else after it."""
    before = resolved[max(0, n - LOOKED_THROUGH) : n]
    for move in [*reversed(before), *resolved[n + 1 : n + 1 + LOOKED_THROUGH]]:
        if move.type == "CONSULT" and move.status != "hypothetical":
            sides = (*move.source, *move.target)
            if len({side.code or side.actor for side in sides}) > 1:
                return sides
    return ()


def points_back(content: str) -> bool:
    """Whether what is refused was told before: "these requests", "both demands", "the accusation"."""
    return bool(POINTING.match(content))


ASKING = {"REJECT": ("REQUEST", "AGREE"), "deny": ("ACCUSE",), "decline": ("REQUEST", "AGREE")}
"""What is refused, what is denied, and what is not refused."""


SAID = re.compile(
    r"(?:the|these|those|such) (?:“?[\w-]+”? )?(?:remarks?|words|comments?|statements?|threats?|language|rhetoric)\b",
    re.IGNORECASE,
)
"""Words that name what somebody said before."""

SAYING = ("THREATEN", "ACCUSE", "REQUEST", "REJECT")
"""What is denounced as words."""


def asking_before(
    resolved: Sequence[judged.Move], n: int, kinds: tuple[str, ...]
) -> tuple[judged.Party, ...]:
    """Who asked, offered or accused last, if it was not the one who refuses or denies."""
    mine = {party.code or party.actor for party in resolved[n].source}
    for move in reversed(resolved[max(0, n - LOOKED_THROUGH) : n]):
        if move.type in kinds and move.source:
            theirs = {party.code or party.actor for party in move.source}
            return () if mine & theirs else move.source
    return ()


def mode_at(move: judged.Move, places: Sequence[judged.Place]) -> str | None:
    """`visit` where two met in the country of one, `third-party` where in that of neither; null if we cannot tell."""
    codes = {party.code for party in (*move.source, *move.target) if party.code}
    country = places[move.place].country if move.place is not None else None
    if country is None or len(codes) < 2:
        return None
    return "visit" if country in codes else "third-party"


def parties(
    words: Sequence[Span], cast: Cast, report: Report, places: Sequence[judged.Place]
) -> tuple[judged.Party, ...]:
    """One side of a move: each actor once, in text order. Words we know no actor for stay, without one."""
    once: dict[object, judged.Party] = {}
    for span in words:
        unknown = judged.Party(actor=None, start=span.start, end=span.end)
        known = known_parties(span, cast, report, places)
        for party in known or named_before(span, cast, report) or (unknown,):
            once.setdefault(party.actor or (party.start, party.end), party)
    return tuple(sorted(once.values(), key=lambda p: (p.start is None, p.start or 0)))


QUANTITY = re.compile(
    r"(?:up to|as many as|more than|fewer than|less than|at least|close to|hundreds of|dozens of|scores of|thousands of)"
    r"(?: (?=\d)[\d.,]+)? ",
    re.IGNORECASE,
)
"""Words that only say how many there are of whom the rest names."""

AGAINST = re.compile(r"(?:anti|non|pro)[-‐‑–]$", re.IGNORECASE)
"""What makes a name an opinion ("an *anti*-Chilean paper"): the people are not of it."""

HELPED = re.compile(
    r"[-‐‑–](?:backed|funded|supported|sponsored|trained|armed|owned|born|occupied|made|built|aligned|linked|style)\b",
    re.IGNORECASE,
)
"""What makes a name somebody else's help ("Chilean-*backed* rebels"). Who is led by somebody does stand for him."""


def known_parties(
    span: Span, cast: Cast, report: Report, places: Sequence[judged.Place]
) -> tuple[judged.Party, ...]:
    """The actors behind some words, or the country they lie in ("a village in western *Togo*" → `TGO`, no actor)."""
    if (quantity := QUANTITY.match(report.text, span.start, span.end)) is not None:
        span = Span(quantity.end(), span.end)
    place = place_in(span, places)
    found = tuple(
        party
        for party in cast.parties(span)
        if party.start is None or is_of(Span(party.start, party.end or party.start), report)
    )
    if place is not None and all(p.code is None and (p.end or 0) >= place.end for p in found):
        return (judged.Party(actor=None, code=place.country, start=span.start, end=span.end),)
    return found or country_in(span, cast, report)


def is_of(name: Span, report: Report) -> bool:
    """Whether who is described with a name is of it, and not against it or helped by it."""
    before, after = (
        report.text[max(0, name.start - 5) : name.start],
        report.text[name.end - 1 : name.end + 12],
    )
    joined = report.text[name.start : name.end + 12]  # the name may hold its own participle
    return not (AGAINST.search(before) or HELPED.match(after[1:]) or HELPED.search(joined))


def country_in(span: Span, cast: Cast, report: Report) -> tuple[judged.Party, ...]:
    """The first country named in words for something else ("a camp for *Togolese* refugees" → `TGO`, no actor)."""
    scene = cast.scene
    if scene is None:
        return ()
    for n in cast.inside(span):
        mention = scene.mentions[n]
        if not is_of(mention.span, report):
            continue
        if not mention.span.within(span):
            continue
        codes = [*(scene.code_of(actor) for actor in scene.actors(n)), code_only(scene, n)]
        if (code := next(filter(None, codes), None)) is not None:
            return (judged.Party(actor=None, code=code, start=span.start, end=span.end),)
    return ()


def place_in(span: Span, places: Sequence[judged.Place]) -> judged.Place | None:
    """The first place on the map inside some words whose country is known."""
    at = bisect_left(places, span.start, key=lambda place: place.start)
    for place in places[at : at + LOOKED_THROUGH]:
        if place.start >= span.end:
            break
        if place.end <= span.end and place.country and place.use == "literal":
            return place
    return None


def named_before(span: Span, cast: Cast, report: Report) -> tuple[judged.Party, ...]:
    """Who a bare "the ministry" is: the last one before it whose fuller name ends so ("the Togolese navy ministry")."""
    bare = BARE.fullmatch(report.quote(span))
    if bare is None:
        return ()
    at = bisect_left(cast.mentions, span.start, key=lambda m: m.start)
    for mention in reversed(cast.mentions[max(0, at - LOOKED_THROUGH) : at]):
        name = Span(mention.start, mention.end)
        if mention.actor and report.quote(name).lower().endswith(f" {bare[1].lower()}"):
            return tuple(
                structs.replace(party, start=span.start, end=span.end) for party in cast.parties(name)
            )
    return ()


def interval(span: Span | None, times: Sequence[judged.Time]) -> judged.When | None:
    """The time at that place, as an interval."""
    at = index_at(span, times)
    if at is None:
        return None
    return judged.When(earliest=times[at].earliest, latest=times[at].latest, value=times[at].value)


def index_at(span: Span | None, items: Sequence[judged.Placed]) -> int | None:
    """The first item that overlaps the span, of a list in text order."""
    if span is None:
        return None
    at = bisect_left(items, span.end, key=lambda item: item.start)
    near = range(max(0, at - NESTED), at)
    return next((n for n in near if items[n].span.overlaps(span)), None)


NESTED = 8
"""Items that may begin before a span and still reach into it."""
