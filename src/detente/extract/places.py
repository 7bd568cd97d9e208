"""Place names of a passage, and whether they are used as places.

A name comes from the parser's name finder or from our own tables (states, capitals, seas, regions); what surrounds it
says whether it is a place, a government ("Moscow denied it") or an adjective ("the Russian demands").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import structs

from detente.extract.place_use import use_of
from detente.lexicon import toml, tsv
from detente.lexicon.gazetteer import Entry, abbreviations, by_hand, candidates, folded, lines, parts
from detente.model import Span
from detente.model.found import Place, PlaceUse
from detente.parse import Parsed
from detente.parse.parsed import Entity, Token

BY = "detente.places/1"

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LONGEST = 6
"""Words of the longest name in our own tables."""

LARGE = 100_000
"""People of a town that we look for ourselves where the name finder saw nothing."""

SURE_ACRONYMS = frozenset({"us", "uk", "usa", "uae", "eu", "drc", "ussr", "dprk", "nsw"})
"""Short names in capitals that stand for hardly anything but a place."""

EDGES = re.compile(r"^(?:the|The|THE|a|an|in|of|at)\s+|^[\s\"'“”‘’(\[]+|[\s\"“”‘(\[\])]+$|['’]s?$|[\s,;:.]+$")
ABBREVIATED = re.compile(r"(?:^|\W)(?:[A-Z]\.)+[A-Z]?$|\b[A-Z][a-z]{1,4}$")


class Named(NamedTuple):
    """A name before its use is known: tokens `[first, last]`, span, the name to look up, and how sure we are."""

    first: Token
    last: Token
    start: int
    end: int
    name: str
    adjective: bool
    sure: float


def places(parsed: Parsed) -> tuple[Place, ...]:
    """Every place name of the passage, in text order."""
    names = [
        *from_tables(parsed),
        *from_finder(parsed),
        *from_dateline(parsed),
        *from_bodies(parsed),
        *sites(parsed),
    ]
    named = chosen([n for n in [*names, *beside_class(parsed)] if not names_illness(n, parsed)])
    named = chosen([*named, *in_row(named, parsed)])
    starts = {n.first.i: n for n in named}
    found: list[Place] = []
    for n in named:
        place = with_use(as_county(n, parsed), parsed, starts)
        if found and found[-1].container == place.name and found[-1].end + 3 > place.start:
            # "Dallas, Texas": both are used alike.
            place = structs.replace(place, use=found[-1].use)
        found.append(place)
    return tuple(found)


def names_illness(n: Named, parsed: Parsed) -> bool:
    """Whether a town or river only gives an illness its name ("*Marburg* virus")."""
    behind = parsed.tokens[n.last.i + 1] if n.last.i + 1 < len(parsed.tokens) else None
    return not n.adjective and behind is not None and behind.lemma.lower() in words("illnesses")


def as_county(n: Named, parsed: Parsed) -> Named:
    """ "*Kent* and *Surrey* counties": the name with what its row is called."""
    for token in parsed.tokens[n.last.i + 1 : n.last.i + ROW]:
        if token.lower == "counties" and candidates(f"{n.name} County"):
            return n._replace(name=f"{n.name} County")
        if token.text != "," and token.lower != "and" and token.tag not in ("NNP", "NNPS"):
            break
    return n


ROW = 16
"""Words of a row of names that ends in "counties"."""


def with_use(n: Named, parsed: Parsed, starts: dict[int, Named]) -> Place:
    """A name with its use."""
    head = head_of(n)
    use: PlaceUse = "literal"
    if not begins_dateline(n, parsed):
        use = use_of(head, n.name, adjective=n.adjective, inside=in_longer_name(n.first, n.last, parsed))
    return Place(
        start=n.start,
        end=n.end,
        by=BY,
        sure=n.sure,
        name=n.name,
        use=use,
        preposition=preposition(head),
        container=container(n, starts, parsed),
    )


def from_finder(parsed: Parsed) -> Iterator[Named]:
    """Names that the parser's name finder takes for places, cut to the name itself."""
    for entity in parsed.entities:
        if entity.label in PLACE_LABELS and (span := trimmed(parsed.text, entity.span)):
            text = parsed.text[span.start : span.end]
            tokens = [t for t in parsed.tokens[entity.first.i : entity.last.i + 1] if t.end > span.start]
            if (
                tokens
                and is_name(text)
                and not of_a_person(entity, parsed)
                and not mistaken(text, tokens, parsed)
            ):
                last = max((t for t in tokens if t.start < span.end), key=lambda t: t.i, default=tokens[0])
                adjective = folded(text) in adjectives() and not by_hand().get(folded(text))
                name = adjectives()[folded(text)] if adjective else text
                yield Named(tokens[0], last, span.start, span.end, name, adjective, 0.8)


def trimmed(text: str, span: Span) -> Span | None:
    """The span without articles, marks and endings that do not belong to the name."""
    start, end = span
    while (match := EDGES.search(text[start:end])) and match.end() > match.start():
        if match.start() == 0:
            start += match.end()
        elif abbreviated(text[start:end]):
            break
        else:
            end = start + match.start()
    return Span(start, end) if start < end else None


def abbreviated(name: str) -> bool:
    """Whether a final stop is part of the name ("U.S.", "Mont.")."""
    return name.endswith(".") and bool(ABBREVIATED.search(name[:-1]))


def is_name(text: str) -> bool:
    """Whether the words can be a place's name at all."""
    if ODD.search(text) or (NUMBERED.search(text) and not candidates(text)):
        return False
    return any(c.isupper() for c in text) and folded(text) not in words("no_places") and len(text) > 1


ODD = re.compile(r"[<>=@#|{}\[\]\n\t\"“”…;:!?]")
"""What stands in no place's name: mark-up, mostly."""

NUMBERED = re.compile(r"(?:^|\s)(?:\w*\d[\w.-]*)$")
"""Roads, gates and rooms with a number: ways to a place, not its name."""


def mistaken(text: str, tokens: list[Token], parsed: Parsed) -> bool:
    """Whether the finder took for a place what mostly is none: unknown capitals ("the OPCW"), unknown plurals
    ("the Hendersons"), an abbreviation without its stop or comma ("the PA")."""
    if folded(text) in abbreviations():
        return not (text.endswith(".") or behind_comma(tokens[0], parsed) or len(text) > 3)
    capitals = len(text) <= 6 and text.isalpha() and text.isupper()
    return (capitals or tokens[-1].tag == "NNPS") and not candidates(text)


def of_a_person(entity: Entity, parsed: Parsed) -> bool:
    """Whether the words stand in a person's name: after a title or a first name, before a surname."""
    before = parsed.tokens[entity.first.i - 1] if entity.first.i else None
    return (
        before is not None
        and before.tag == "NNP"
        and before.entity == "PERSON"
        and before.end == entity.first.start - 1
    )


def from_tables(parsed: Parsed) -> Iterator[Named]:
    """Names in our own tables, longest first, where the name finder saw none or something else."""
    tokens, at = parsed.tokens, 0
    while at < len(tokens):
        if not tokens[at].text[:1].isupper() or folded(tokens[at].text).split(" ")[0] not in first_words():
            at += 1
            continue
        named = longest(parsed, at)
        if named is None:
            at += 1
        else:
            yield named
            at = named.last.i + 1


def longest(parsed: Parsed, at: int) -> Named | None:
    """The longest known name that begins at this token and may be taken for a place here."""
    tokens = parsed.tokens
    for count in range(min(LONGEST, len(tokens) - at), 0, -1):
        first, last = tokens[at], tokens[at + count - 1]
        if last.sentence != first.sentence or not (last.text[:1].isupper() or last.text == "."):
            continue
        if last.text == "." and folded(first.text) not in abbreviations():
            continue
        end = last.end - (last.text.endswith(".") and not abbreviated(last.text))
        text = parsed.text[first.start : end]
        key = folded(text)
        if senses := by_hand().get(key):
            if acceptable(text, key, first, last, senses, parsed):
                return Named(first, last, first.start, end, text, False, 0.9)
        elif key in adjectives() and adjective_here(first, last) and not titled(first, last, parsed):
            return Named(first, last, first.start, last.end, adjectives()[key], True, 0.9)
        elif count < 4 and town_here(text, first, last, parsed):
            return Named(first, last, first.start, end, text, False, 0.7)
    return None


def acceptable(
    text: str, key: str, first: Token, last: Token, senses: tuple[Entry, ...], parsed: Parsed
) -> bool:
    """Whether words that are a state's or a feature's name mean it here."""
    if len(key) <= 4 and " " not in key and is_acronym(key) and not text.replace(".", "").isupper():
        return False
    labels = {t.entity for t in (first, last)}
    if key in abbreviations() and not (behind_comma(first, parsed) or labels & PLACE_LABELS):
        return False
    if key in ALWAYS and labels != {"WORK_OF_ART"}:
        return True
    if in_longer_name(first, last, parsed) and not of_a_body(first, parsed, senses):
        return False
    if key in words("also_names") or (len(key) <= 3 and key not in SURE_ACRONYMS):
        return bool(labels & PLACE_LABELS) or (after_in(first) and "PERSON" not in labels)
    if "PERSON" in labels:
        return first.i != last.i or not beside_person(first, last, parsed)
    return True


def behind_comma(first: Token, parsed: Parsed) -> bool:
    """Whether the words follow a name and a comma ("Salem, *Ore.*") or stand in brackets."""
    before = parsed.tokens[first.i - 1] if first.i else None
    return before is not None and before.text in (",", "(")


def of_a_body(first: Token, parsed: Parsed, senses: tuple[Entry, ...]) -> bool:
    """Whether a state or province stands in the name of an official body of its own ("the *Ohio* State Police")."""
    if first.entity != "ORG" or not any(e.kind in ("state", "admin1") for e in senses):
        return False
    name = next((e for e in parsed.entities if e.first.i <= first.i <= e.last.i), None)
    if name is None:
        return False
    inside = parsed.tokens[name.first.i : name.last.i + 1]
    return any(t.lower in words("bodies") for t in inside)


ALWAYS = frozenset({"us", "uk", "usa", "uae"})
"""States that are named by letters: in any longer name they say whose it is ("the *U.S.* Treasury")."""


@cache
def words(list_: str) -> frozenset[str]:
    """A list of `place_use.toml`, folded."""
    return frozenset(toml("place_use")["words"][list_])


@cache
def acronyms() -> frozenset[str]:
    """Folded names that are written in capitals."""
    names = [n for row in (*tsv("states"), *tsv("features")) for n in (row["name"], *parts(row["names"]))]
    return frozenset(folded(n) for n in names if n.replace(".", "").isupper() or n == "LoC")


def is_acronym(key: str) -> bool:
    """Whether the folded name is one that is written in capitals."""
    return key in acronyms()


def in_longer_name(first: Token, last: Token, parsed: Parsed) -> bool:
    """Whether the words are only a part of an organisation's, law's or event's name ("Bank of *England*")."""
    label = first.entity
    if label not in {"ORG", "PERSON", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT"}:
        return False
    before = parsed.tokens[first.i - 1] if first.i else None
    after = parsed.tokens[last.i + 1] if last.i + 1 < len(parsed.tokens) else None
    inside = [
        t for t in (before, after) if t is not None and t.entity == label and t.sentence == first.sentence
    ]
    return any(t.tag in ("NNP", "NNPS", "IN", "HYPH") or t.text == "&" for t in inside)


def beside_person(first: Token, last: Token, parsed: Parsed) -> bool:
    """Whether a name stands right beside the words that the finder calls a person."""
    around = [parsed.tokens[i] for i in (first.i - 1, last.i + 1) if 0 <= i < len(parsed.tokens)]
    return any(t.tag in ("NNP", "NNPS") for t in around)


def after_in(first: Token) -> bool:
    """Whether a preposition of place stands before it."""
    head = first.head if first.dep == "pobj" else None
    return head is not None and head.lower in ("in", "near", "across", "throughout", "inside", "outside")


def adjective_here(first: Token, last: Token) -> bool:
    """Whether a word for a people or land stands as an adjective ("Russian demands"), not as a noun for people."""
    if last.tag in ("NNPS", "NNS") or last.entity in ("LANGUAGE", "PERSON", "WORK_OF_ART", "PRODUCT"):
        return False
    return last.dep in ("amod", "compound", "nmod", "npadvmod") or (
        last.pos == "ADJ" and last.dep not in ("nsubj", "dobj", "pobj")
    )


def titled(first: Token, last: Token, parsed: Parsed) -> bool:
    """Whether an adjective is a part of the name of a body that is no state's ("*American* Bar Association")."""
    if last.tag == "JJ" or not in_longer_name(first, last, parsed):
        return False
    name = next((e for e in parsed.entities if e.first.i <= first.i <= e.last.i), None)
    inside = parsed.tokens[name.first.i : name.last.i + 1] if name else []
    return not any(t.lower in words("bodies") for t in inside)


def town_here(text: str, first: Token, last: Token, parsed: Parsed) -> bool:
    """Whether a capital, province or large town stands here that the name finder overlooked."""
    if first.entity in ("GPE", "LOC", "FAC", "DATE", "TIME", "LAW", "WORK_OF_ART", "NORP"):
        return False
    if folded(text) in words("also_names") | words("no_places"):
        return False
    if not (first.tag in ("NNP", "NNPS") and last.tag in ("NNP", "NNPS")):
        return False
    if in_longer_name(first, last, parsed) or beside_person(first, last, parsed):
        return False
    senses = [e for e in candidates(text) if not e.alias or e.kind == "capital"]
    if after_in(first):
        return bool(senses)
    sure = any(
        e.kind == "capital" or e.population >= 3 * LARGE or (e.kind == "admin1" and len(text) > 6)
        for e in senses
    )
    return sure or (first.dep == "pobj" and any(e.population >= LARGE for e in senses))


def from_dateline(parsed: Parsed) -> Iterator[Named]:
    """The town in capitals that a report opens with ("GENEVA (Agency) — …")."""
    caps: list[Token] = []
    for token in parsed.tokens[:4]:
        if not (token.text.isupper() and token.text.isalpha() and len(token.text) > 1):
            break
        caps.append(token)
    for count in range(len(caps), 0, -1):
        first, last = caps[0], caps[count - 1]
        text = parsed.text[first.start : last.end]
        if len(text) > 3 and any(e.kind in ("capital", "town") for e in candidates(text)):
            yield Named(first, last, first.start, last.end, text, False, 0.8)
            return


def from_bodies(parsed: Parsed) -> Iterator[Named]:
    """The town in the name of its own police, council or fire brigade ("the *Dover* Police Department")."""
    for entity in parsed.entities:
        if entity.label != "ORG" or entity.first is entity.last:
            continue
        tokens = parsed.tokens[entity.first.i : entity.last.i + 1]
        while tokens and tokens[0].lower == "the":
            tokens = tokens[1:]
        at = next((i for i, t in enumerate(tokens) if t.text in LOCAL), 0)
        if not 0 < at < 4:
            continue
        first, last = tokens[0], tokens[at - 1]
        text = parsed.text[first.start : last.end]
        if tokens[at].text in {"County", "City"} and candidates(parsed.text[first.start : tokens[at].end]):
            last = tokens[at]
            text = parsed.text[first.start : last.end]
        if is_name(text) and any(e.kind in ("town", "capital", "admin2") for e in candidates(text)):
            yield Named(first, last, first.start, last.end, text, False, 0.6)


LOCAL = frozenset({"City", "County", "Police", "Fire", "Town", "Township", "Mayor", "Public"})
"""Words behind a town's name in the name of its own bodies."""


def sites(parsed: Parsed) -> Iterator[Named]:
    """Hotels, palaces and the like that are named after somebody ("the Governor *Smith's hotel*")."""
    for token in parsed.tokens:
        owner = token.child("poss") if token.lower in words("sites") and token.text.islower() else None
        if owner is None or owner.pos != "PROPN" or owner.i > token.i or token.i - owner.i > 3:
            continue
        first = min(
            (t for t in owner.subtree() if t.tag in ("NNP", "NNPS")), key=lambda t: t.i, default=owner
        )
        yield Named(first, token, first.start, token.end, parsed.text[first.start : token.end], False, 0.5)


def beside_class(parsed: Parsed) -> Iterator[Named]:
    """Names that a common noun makes places, known or not ("the village of *Sutki*", "*Ardo* district")."""
    for token in parsed.tokens:
        if token.lemma.lower() not in words("classes") or token.text[:1].isupper():
            continue
        of = next((c for c in token.children if c.lower == "of"), None)
        behind = of.child("pobj") if of is not None else None
        before = next(
            (c for c in token.children if c.dep in ("compound", "nmod") and c.i == token.i - 1), None
        )
        for head in (behind, before):
            if head is not None and (named := unknown(head, parsed, UNLISTED)):
                yield named


def in_row(named: list[Named], parsed: Parsed) -> Iterator[Named]:
    """Names that stand in a row with a place ("Leeds, *Bath* and *Ardo*"): towns we know, or villages like the first."""
    first = {head_of(n).i: n for n in named if not n.adjective}
    for i in first:
        for other in parsed.tokens[i].children:
            row = unknown(other, parsed, 0.5) if other.dep == "conj" and other.i not in first else None
            if row and (first[i].sure == UNLISTED or candidates(row.name)):
                yield row


UNLISTED = 0.6
"""How sure we are of a name that only a common noun beside it makes a place."""


def unknown(head: Token, parsed: Parsed, sure: float) -> Named | None:
    """The proper name that the word is the head of, if it can be a place's."""
    if head.tag != "NNP" or head.entity in ("DATE", "TIME", "NORP", "ORG", "WORK_OF_ART", "LAW", "EVENT"):
        return None
    first = head
    while first.i and parsed.tokens[first.i - 1].tag == "NNP" and parsed.tokens[first.i - 1].head is head:
        first = parsed.tokens[first.i - 1]
    text = parsed.text[first.start : head.end]
    if not is_name(text) or (head.entity == "PERSON" and beside_person(first, head, parsed)):
        return None
    return Named(first, head, first.start, head.end, text, False, sure)


def begins_dateline(n: Named, parsed: Parsed) -> bool:
    """Whether the name opens the passage as a dateline: a bracket or dash follows, or it stands in capitals."""
    before = parsed.tokens[n.first.i - 1] if n.first.i else None
    capitals = parsed.text[n.start : n.end].isupper() and len(n.name) > 4
    if before is not None and not (capitals and before.sentence != n.first.sentence):
        return False
    following = [t.text for t in parsed.tokens[n.last.i + 1 : n.last.i + 5]]
    if not following or n.adjective:
        return False
    dash = following[0] in DASHES or (following[0] == "," and not DASHES.isdisjoint(following))
    return dash or (before is None and (capitals or following[0] == ":"))


DASHES = frozenset({"(", "-", "–", "—", "--"})


def chosen(named: list[Named]) -> list[Named]:
    """One name to a stretch of text: the longer one, our tables' for the same length."""
    kept: list[Named] = []
    taken: set[int] = set()
    for n in sorted(named, key=lambda n: (-(n.end - n.start), -n.sure)):
        words = range(n.first.i, n.last.i + 1)
        if taken.isdisjoint(words):
            kept.append(n)
            taken.update(words)
    return sorted(kept, key=lambda n: n.start)


def head_of(n: Named) -> Token:
    """The word of the name that hangs on the rest of the sentence."""
    token = n.last
    while n.first.i <= token.head.i <= n.last.i and token.head is not token:
        token = token.head
    return token


def preposition(head: Token) -> str | None:
    """The preposition it depends on, if any."""
    return head.head.lower if head.dep == "pobj" else None


def container(n: Named, starts: dict[int, Named], parsed: Parsed) -> str | None:
    """The wider place named right behind it ("Paris, *Texas*", "Paris (*Texas*)"), unless the two stand in a list."""
    at = n.last.i + 1
    behind = starts.get(at + 1)
    if behind is None or parsed.tokens[at].text not in (",", "("):
        return None
    after = parsed.tokens[behind.last.i + 1] if behind.last.i + 1 < len(parsed.tokens) else None
    before = parsed.tokens[n.first.i - 1] if n.first.i else None
    joined = after is not None and after.lower in ("and", "or")
    in_list = (
        joined or (before is not None and before.text == ",") or (is_state(n.name) and is_state(behind.name))
    )
    if in_list and folded(behind.name) not in abbreviations():
        return None
    return behind.name


def is_state(name: str) -> bool:
    """Whether a state is meant first of all."""
    senses = candidates(name)
    return bool(senses) and senses[0].kind == "state"


@cache
def adjectives() -> dict[str, str]:
    """Adjectives of states and regions, folded, with the name of what they belong to; the first in the table wins."""
    rows = sorted(tsv("states"), key=lambda row: row["status"] not in ("un-member", "observer", "disputed"))
    found: dict[str, str] = {}
    for row in (*rows, *tsv("features")):
        for adjective in parts(row["adjectives"]):
            found.setdefault(folded(adjective), row["name"])
    return found


@cache
def first_words() -> frozenset[str]:
    """What names in our own tables and of large towns begin with, folded."""
    keys = [*by_hand(), *adjectives(), *map(folded, beginnings())]
    return frozenset(key.split(" ")[0] for key in keys) - {"the"}


def beginnings() -> set[str]:
    """First words, as written, of capitals, provinces, towns of `LARGE` and more people, and other spellings."""
    found = set()
    for line in lines():
        cells = line.split("\t")
        if len(cells) == 3 or cells[2] in "CA" or (cells[2] == "P" and len(cells[7]) > 5):
            found.add(cells[0].removeprefix("The ").split(" ", 1)[0])
    return found
