"""Names and titles of a passage: what is printed before a name, and where the name ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from detente.lexicon import toml
from detente.lexicon.knowledge import Kind, Knowledge, Match
from detente.lexicon.titles import organ
from detente.model.found import MentionKind
from detente.parse import Entity, Parsed, Token

BODIES: tuple[Kind, ...] = ("state", "adjective", "people", "organisation", "group", "metonym", "capital")
"""What a title or a noun for people can belong to."""

OUTSIDE = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "both"})
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your"})
SPACE = re.compile(r"[ \u00a0\n]{1,3}")


@dataclass(slots=True)
class Draft:
    """A mention in the making."""

    start: int
    end: int
    kind: MentionKind
    name: str | None = None
    title: str | None = None
    label: Literal["person", "place", "organisation", "people"] | None = None
    number: Literal["singular", "plural"] | None = None
    gender: Literal["male", "female", "neuter"] | None = None
    head: Token | None = None
    sure: float = 0.9


@dataclass(slots=True)
class Passage:
    """A parsed passage with the phrases we know in it."""

    parsed: Parsed
    world: Knowledge
    matches: list[Match] = field(default_factory=list)
    match_at: dict[int, Match] = field(default_factory=dict)
    """Every token that lies in a known phrase, by its index."""
    starts: list[int] = field(default_factory=list)
    """Where each token begins."""
    people: list[Entity] = field(default_factory=list)
    """Names of more than one word that the name finder took for a person's."""

    def __post_init__(self) -> None:
        self.starts = [t.start for t in self.parsed.tokens]
        self.people = [e for e in self.parsed.entities if e.label == "PERSON" and e.first.i != e.last.i]
        self.matches = [m for m in self.world.matches(self.parsed.text) if not self.misread(m)]
        at = 0
        for token in self.parsed.tokens:
            while at < len(self.matches) and self.matches[at].end <= token.start:
                at += 1
            if at < len(self.matches) and self.matches[at].start < token.end:
                self.match_at[token.i] = self.matches[at]

    def misread(self, match: Match) -> bool:
        """Whether the words of a known name are part of a person's name here ("Jordan Hale", "Chad Olsen")."""
        if match.of("person", "function", "office") or not match.of("state", "capital", "metonym"):
            return False
        at = bisect_right(self.people, match.start, key=lambda e: e.first.start) - 1
        if at < 0 or match.end > self.people[at].last.end:
            return False
        name = self.people[at]
        tokens = self.parsed.tokens[name.first.i : name.last.i + 1]
        small = words("particle", "words")
        return name.last.end - name.first.start > match.end - match.start + 2 and all(
            t.text[:1].isupper() or t.lower in small or t.text == "-" for t in tokens
        )

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens between two places."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [t for t in self.parsed.tokens[first:last] if t.end <= end]

    def body_at(self, token: Token) -> Match | None:
        """The state or organisation that the token names or tells the nation of."""
        match = self.match_at.get(token.i)
        if match and (entry := match.of(*BODIES)) and entry.id != "-":
            return match
        return None

    def text(self, start: int, end: int) -> str:
        """The words between two places."""
        return self.parsed.text[start:end]


@cache
def words(table: str, column: str = "nouns") -> frozenset[str]:
    """All the words of a column of `lexicon/reference.toml`."""
    rows: list[dict[str, Any]] = toml("reference")[table]
    return frozenset(word for row in rows for word in row.get(column, ()))


def people_and_titles(passage: Passage) -> list[Draft]:
    """Names of persons and other unknown names, with their titles; titles that stand alone."""
    runs = name_runs(passage)
    starts = {run[0].start: run for run in runs}
    used: set[int] = set()
    drafts = []
    for first, last in title_heads(passage):
        drafted = titled(passage, first, last, starts)
        if drafted is not None:
            drafts.append(drafted)
            used.update(t.i for t in passage.tokens_in(drafted.start, drafted.end))
    for run in runs:
        if run[-1].i not in used and (drafted := named(passage, run)):
            drafts.append(drafted)
    return drafts


def name_runs(passage: Passage) -> list[list[Token]]:
    """Runs of capitalised words that may be one name, small words inside them kept."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    tokens = passage.parsed.tokens
    for token in tokens:
        if run and not joined(passage, run[-1], token):
            run = []
        inside = bool(run) and (
            token.lower in words("particle", "words") or (token.text in "-’'." and len(token.text) == 1)
        )
        if (
            namelike(passage, token)
            or (token.lower in ("al", "el") and hyphened(passage, token))
            or (inside_hyphen(run, token))
        ):
            if not run:
                runs.append(run := [])
            run.append(token)
        elif inside and token.i + 1 < len(tokens) and continues(passage, token):
            run.append(token)
        else:
            run = []
    return [split for run in runs for split in known_apart(passage, run)]


def inside_hyphen(run: list[Token], token: Token) -> bool:
    """Whether a small word ends a given name ("Yong-*chol*"), and is none of those that make adjectives ("-led")."""
    return bool(run) and run[-1].text == "-" and run[-1].end == token.start and ends_name(token)


def ends_name(token: Token) -> bool:
    """Whether the parser takes a small word for part of a name."""
    return token.text.isalpha() and (token.pos == "PROPN" or token.entity == "PERSON")


def hyphened(passage: Passage, token: Token) -> bool:
    """Whether a capitalised word hangs on by a hyphen ("al-Rashid")."""
    tokens = passage.parsed.tokens
    at = token.i
    return (
        at + 2 < len(tokens)
        and tokens[at + 1].text == "-"
        and tokens[at + 2].start == token.end + 1
        and namelike(passage, tokens[at + 2])
    )


def continues(passage: Passage, token: Token) -> bool:
    """Whether the name goes on after a small word or a hyphen."""
    for after in passage.parsed.tokens[token.i + 1 : token.i + 4]:
        if namelike(passage, after) or (token.text == "-" and after.i == token.i + 1 and ends_name(after)):
            return True
        if after.lower not in words("particle", "words") and after.text != "-":
            return False
    return False


def joined(passage: Passage, a: Token, b: Token) -> bool:
    """Whether nothing but a space, a hyphen or an apostrophe parts two tokens."""
    if a.text == "." and a.i and len(passage.parsed.tokens[a.i - 1].text) > 1:
        return False  # the end of a sentence, not of an initial
    return a.end == b.start or bool(SPACE.fullmatch(passage.text(a.end, b.start)))


def namelike(passage: Passage, token: Token) -> bool:
    """Whether a token can be part of a person's or an unknown name."""
    if not token.text[:1].isupper():
        return False
    match = passage.match_at.get(token.i)
    if match is not None:
        return match.of("person") is not None
    if token.lower in words("calendar", "words") or token.entity in OUTSIDE:
        return False
    if token.text == "Allied" and token.head.lemma in words("alliance") and token.i < token.head.i:
        return False
    if token.pos == "PROPN" or token.entity == "PERSON":
        return token.lower not in DETERMINERS
    return bool(passage.world.surnamed(token.text)) and token.pos in ("NOUN", "ADJ", "X") and not opens(token)


def opens(token: Token) -> bool:
    """Whether the token is the first of its sentence."""
    return not any(t.sentence == token.sentence and t.i < token.i for t in (token.head, *token.head.children))


def known_apart(passage: Passage, run: list[Token]) -> list[list[Token]]:
    """A run cut where a person we know begins or ends ("Putin Lavrov" are two)."""
    parts: list[list[Token]] = [[]]
    last: Match | None = None
    for token in run:
        match = passage.match_at.get(token.i)
        known = match if match is not None and match.of("person") else None
        if parts[-1] and known is not last and (known is not None and last is not None):
            parts.append([])
        parts[-1].append(token)
        last = known
    return [part for part in parts if part]


def title_heads(passage: Passage) -> list[tuple[Token, Token]]:
    """First and last token of every title we know, and of "counterpart"."""
    heads = []
    tokens = passage.parsed.tokens
    covered: set[int] = set()
    for token in tokens:
        match = passage.match_at.get(token.i)
        if token.i in covered:
            continue
        if match and match.of("function", "office"):
            inside = passage.tokens_in(match.start, match.end) or [token]
            covered.update(t.i for t in inside)
            if inside[-1].pos in ("NOUN", "PROPN", "ADJ", "X") or inside[-1].tag in (
                "NN",
                "NNS",
                "NNP",
                "NNPS",
            ):
                heads.append((inside[0], inside[-1]))
        elif token.lower in ("counterpart", "counterparts", "homologue", "homologues"):
            heads.append((token, token))
    return heads


def titled(passage: Passage, first: Token, last: Token, runs: dict[int, list[Token]]) -> Draft | None:
    """The title around its head, with the name that follows it; null if it is no person's title here."""
    start, bodied, determined = leftward(passage, first, plural=last.tag in ("NNS", "NNPS"))
    end, placed = rightward(passage, last)
    after = passage.parsed.tokens[end_token(passage, end).i + 1 :][:1]
    run = runs.get(after[0].start) if after and joined(passage, end_token(passage, end), after[0]) else None
    head_words = passage.text(first.start, last.end).lower()
    plural = last.tag in ("NNS", "NNPS")
    if run and person_run(passage, run, titled_before=True):
        name = passage.text(run[0].start, run[-1].end)
        close, realm = (run[-1].end, False) if bodied or placed else rightward(passage, run[-1])
        title = passage.text(start, end) + (passage.text(run[-1].end, close) if realm else "")
        return Draft(
            start, close if realm else run[-1].end, "name", name=name, title=title, label="person",
            number="singular", gender=gender_of(passage.world, name, head_words),
        )  # fmt: skip
    weak = (
        (match := passage.match_at.get(first.i)) is not None
        and (entry := match.of("function")) is not None
        and entry.id == "leader"
    )
    if not (
        bodied
        or placed
        or (determined and not weak)
        or (last.text[:1].isupper() and last.tag in ("NNP", "NNPS") and not weak)
    ):
        return None
    if last.dep == "compound" and not plural and last.head.i > last.i and last.head.pos in ("NOUN", "PROPN"):
        return None  # "the presidential … president candidates": the title only modifies
    return Draft(
        start, end, "title", title=passage.text(start, end), number="plural" if plural else "singular",
        gender=gender_of(passage.world, "", head_words),
    )  # fmt: skip


def end_token(passage: Passage, end: int) -> Token:
    """The last token before a place."""
    return passage.parsed.tokens[max(0, bisect_left(passage.starts, end) - 1)]


def leftward(passage: Passage, first: Token, *, plural: bool = False) -> tuple[int, bool, bool]:
    """Where a title begins, whether a state or body stands in it, and whether a determiner opens it."""
    tokens = passage.parsed.tokens
    start, bodied, at, extra = first.start, False, first.i - 1, 0
    nation = False
    while at >= 0:
        token, after = tokens[at], tokens[at + 1]
        if not joined(passage, token, after):
            break
        if token.text in ("'s", "’s", "'", "’"):
            owner = tokens[at - 1] if at else None
            match = passage.body_at(owner) if owner else None
            if match is None:
                break
            start, bodied, at = match.start, True, end_token(passage, match.start + 1).i - 1
        elif match := passage.body_at(token):
            start, bodied, nation = match.start, True, True
            at = end_token(passage, match.start + 1).i - 1
        elif nation and token.lower in ("and", ",") and at and passage.body_at(tokens[at - 1]) and plural:
            at -= 1
        elif token.lower in ("the", "a", "an", "this") or token.lower in POSSESSIVES:
            return token.start, bodied, True
        elif extra < 3 and (
            token.lower in words("modifier", "words")
            or token.text == "-"
            or (token.pos == "ADJ" and token.dep == "amod")
            or compound_of(token, first)
        ):
            extra += 1
            start, at = token.start, at - 1
        else:
            break
    return start, bodied, False


def compound_of(token: Token, head: Token) -> bool:
    """Whether a noun before a title belongs to it ("energy minister", "Finance Minister")."""
    return (
        token.dep in ("compound", "nmod")
        and token.head.i >= head.i
        and token.pos in ("NOUN", "PROPN")
        and token.entity != "PERSON"
    )


def rightward(passage: Passage, last: Token) -> tuple[int, bool]:
    """Where a title ends: after "of Turkey", "of American and Russian diplomacy", and whether it went that far."""
    tokens = passage.parsed.tokens
    at = last.i + 1
    if at >= len(tokens) or tokens[at].lower not in ("of", "for", "to", "at", "in"):
        return last.end, False
    if tokens[at].lower in ("to", "at", "in") and last.lemma not in (
        "ambassador",
        "envoy",
        "representative",
        "consul",
    ):
        return last.end, False
    at += 1
    end, found = last.end, False
    limit = min(len(tokens), at + 10)
    while at < limit:
        token = tokens[at]
        if match := passage.body_at(token):
            at = end_token(passage, match.end).i + 1
            end, found = match.end, True
            if at < limit and tokens[at].lower in ("'s", "’s"):
                break
            continue
        if token.lower in ("the", "both") or (
            token.lower in ("and", ",")
            and found
            and at + 1 < limit
            and (passage.body_at(tokens[at + 1]) or tokens[at + 1].lower == "the")
        ):
            at += 1
        elif token.pos in ("NOUN", "ADJ", "PROPN") and token.entity != "PERSON":
            reach = organ_end(passage, last, at, limit)
            if reach is None:
                break
            return reach, True
        else:
            break
    return end, found


def organ_end(passage: Passage, last: Token, at: int, limit: int) -> int | None:
    """The end of "head of … diplomacy", if the words from here name an organ."""
    tokens = passage.parsed.tokens
    for reach in range(at, min(limit, at + 4)):
        if tokens[reach].pos not in ("NOUN", "ADJ", "PROPN"):
            return None
        if organ(passage.text(last.start, tokens[reach].end), passage.world):
            return tokens[reach].end
    return None


def person_run(passage: Passage, run: list[Token], titled_before: bool = False) -> bool:
    """Whether a run of capitalised words is a person's name."""
    world = passage.world
    if any((m := passage.match_at.get(t.i)) and m.of("person") for t in run):
        return True
    full = passage.text(run[0].start, run[-1].end)
    if world.surnamed(full) and (run[-1].pos == "PROPN" or titled_before):
        return True
    if titled_before and run[0].entity not in ("ORG", "GPE", "FAC", "LAW", "EVENT"):
        return True
    if len(run) > 1 and run[0].lower in world.given and run[0].entity not in ("ORG", "GPE", "FAC", "LOC"):
        return True
    return any(t.entity == "PERSON" for t in run) and any(t.pos == "PROPN" for t in run)


def named(passage: Passage, run: list[Token]) -> Draft | None:
    """A name without an office before it: a person's, an organisation's, or of something we cannot tell."""
    world = passage.world
    title_end = None
    person = next((n for n, t in enumerate(run) if t.entity == "PERSON"), 0)
    if 0 < person < len(run) - 1 and not any(t.entity for t in run[:person]):
        title_end, run = run[0], run[person:]  # "District Attorney Ida Moen": a title we do not know
    inner = max((n for n, t in enumerate(run[:-1]) if n and t.lower in world.before_names), default=0)
    if inner and not any((m := passage.match_at.get(t.i)) and m.of("person") for t in run[:inner]):
        title_end, run = run[0], run[inner + 1 :]  # "Harbour Chairman Lars Friis"
    while len(run) > 1 and run[0].lower in world.before_names:
        title_end, run = (run[0], run[1:]) if title_end is None else (title_end, run[1:])
    before = passage.parsed.tokens[run[0].i - 1] if run[0].i else None
    if (
        title_end is None
        and before is not None
        and joined(passage, before, run[0])
        and before.end != run[0].start
    ):
        noun = before.lower if before.lower in world.before_names else before.lemma
        if before.pos in ("NOUN", "PROPN", "ADJ") and (
            noun in world.before_names or (noun in world.sectors and before.tag == "NN")
        ):
            title_end = before
    name = passage.text(run[0].start, run[-1].end).rstrip(" -’'")
    if not person_run(passage, run, titled_before=title_end is not None):
        return unknown(passage, run, name)
    start, title = run[0].start, None
    if title_end is not None:
        start = leftward(passage, title_end)[0]
        title = passage.text(start, run[0].start).strip()
    return Draft(
        start, run[0].start + len(name), "name", name=name, title=title, label="person", number="singular",
        gender=gender_of(world, name, title or ""),
    )  # fmt: skip


def unknown(passage: Passage, run: list[Token], name: str) -> Draft | None:
    """A name that is no person's; null for places and for what no name finder saw."""
    labels = {t.entity for t in run}
    if labels & PLACES or labels & {"LAW", "EVENT", "WORK_OF_ART", "PRODUCT", "LANGUAGE", "NORP"}:
        return None
    if run[0].head is run[0] and len(run) == 1 and opens(run[0]):
        return None
    label: Literal["organisation"] | None = "organisation" if "ORG" in labels else None
    return Draft(run[0].start, run[0].start + len(name), "name", name=name, label=label, sure=0.6)


def gender_of(world: Knowledge, name: str, title: str) -> Literal["male", "female"] | None:
    """What name and title tell of a person's gender."""
    words = title.lower().split()
    for word in words:
        known = world.before_names.get(word)
        if known in ("male", "female"):
            return known  # type: ignore[return-value]
        if word in ("spokeswoman", "queen", "princess", "chairwoman", "congresswoman", "businesswoman"):
            return "female"
        if word in ("king", "pope", "spokesman", "chairman", "prince", "sultan", "emir"):
            return "male"
    if name and (id := world.named(name)):
        return world.persons[id].gender  # type: ignore[return-value]
    first = name.split()[0].split("-")[0].lower() if name else ""
    return world.given.get(first) if " " in name else None  # type: ignore[return-value]
