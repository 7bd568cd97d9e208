"""Who there is: states, bodies, groups, offices and the people who held them, by every name they go by.

Read once from the tables beside this file; the user's own YAML (`config.knowledge_path()`) goes on top and wins:

    persons:
      - {id: "person:ana-lind", name: Ana Lind, gender: female}
    terms:
      - {person: "person:ana-lind", office: "office:NOR/foreign-minister", since: 2026-01-05}

with the columns of the tables; several values of one column stand in a list.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from detente import config
from detente.errors import InputError
from detente.lexicon import tsv

Kind = Literal[
    "state", "adjective", "people", "capital", "organisation", "group", "context", "metonym", "treaty",
    "person", "function", "office",
]  # fmt: skip

WORD = re.compile(r"[^\W_]+")
"""A word of a name. Hyphens, points and apostrophes part words, so that spellings with and without agree."""

NUMBERED = frozenset({"ii", "iii", "iv", "v"})
"""Numbers behind a name that tell a man from those before him of the same name."""

JOINED = re.compile(r"[ \u00a0\-‑.'’ʼ]{0,3}")
"""What may stand between two words of one name."""

LETTERS = str.maketrans("łŁđĐøØıİßþð’ʼ", "lLdDoOiIstd''")
"""Letters that Unicode does not take apart, one for one, so that offsets stay."""

KNOWN_UNTIL = "2025-12-31"
"""The tables tell of changes up to about this day; a term of ours without an end is only likely after it."""

MONTHS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text without accents, letter for letter: offsets in it are offsets in the text.

    >>> plain("Erdoğan"), plain("Kwaśniewski")
    ('Erdogan', 'Kwasniewski')
    """
    text = text.translate(LETTERS)
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text)


def slug(name: str) -> str:
    """The end of an id made from a name.

    >>> slug("Élisabeth Borne"), slug("Gideon Sa'ar")
    ('elisabeth-borne', 'gideon-saar')
    """
    return "-".join(WORD.findall(plain(name).replace("'", ""))).lower()


class Entry(NamedTuple):
    """One thing a phrase can mean."""

    kind: Kind
    id: str
    """Actor id; for `function` its name, for `capital` the state's, for `metonym` maybe `-` (no actor)."""
    form: str


class Match(NamedTuple):
    """A phrase we know, where it stands, and all it can mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def of(self, *kinds: Kind) -> Entry | None:
        """Its first meaning of one of these kinds."""
        return next((e for e in self.entries if e.kind in kinds), None)


class Term(NamedTuple):
    """A person in an office, `since` the first day to `until`, the day it passed on; null: open."""

    person: str
    office: str
    since: str
    until: str | None
    own: bool = False
    """Whether the user's own file says so."""

    def meets(self, earliest: str, latest: str) -> bool:
        """Whether it was held on some day of the interval. An imprecise date is read in favour of the term."""
        return first_day(self.since) <= latest and (
            self.until is None or earliest < last_day(self.until, True)
        )


class Person(NamedTuple):
    """A person we know."""

    id: str
    name: str
    gender: str | None


def first_day(date: str) -> str:
    """The first day that a date of any precision can mean."""
    return date + "-01-01"[3 * date.count("-") :] if date.count("-") < 2 else date


def last_day(date: str, passed: bool = False) -> str:
    """The last day that a date of any precision can mean. `passed`: a full date is the day after the last."""
    if date.count("-") == 0:
        return f"{date}-12-31"
    if date.count("-") == 1:
        return f"{date}-{MONTHS[int(date[-2:])]:02d}"
    return date


def several(cell: str) -> list[str]:
    """The values of a cell."""
    return [value for value in cell.split("|") if value]


class Knowledge:
    """The tables, ready to be asked."""

    def __init__(self, own: Mapping[str, Any]):
        self.own = own
        self.states = {row["id"]: row for row in self.rows("states", "id")}
        self.organisations = {row["id"]: row for row in self.rows("organisations", "id")}
        self.groups = {row["id"]: row for row in self.rows("groups", "id")}
        self.functions = {row["function"]: row for row in self.rows("functions", "function")}
        self.offices = {row["office"]: row for row in self.rows("offices", "office")}
        self.memberships = {row["body"]: row for row in self.rows("members", "body")}
        self.members = {body: frozenset(several(row["states"])) for body, row in self.memberships.items()}
        self.organs = {
            row["words"].lower(): row["organ"] for row in self.rows("metonyms", "words") if row.get("organ")
        }
        self.persons = {
            r["id"]: Person(r["id"], r["name"], r["gender"] or None) for r in self.rows("persons", "id")
        }
        self.given = {r["name"].lower(): r["gender"] or None for r in self.rows("given_names", "name")}
        self.before_names = {r["word"]: r["gender"] or None for r in self.rows("titles", "word")}
        self.sectors = {
            noun: row["sector"] for row in self.rows("agents", "sector") for noun in several(row["nouns"])
        }
        self.eras = tuple(era_checked(row) for row in self.rows("eras", "name"))
        self.leads: dict[str, str] = {}
        for office, row in self.offices.items():
            if row.get("leads"):
                self.leads.setdefault(body_of(office), office)
        self.terms = tuple(self.read_terms())
        self.by_office: dict[str, list[Term]] = {}
        self.by_person: dict[str, list[Term]] = {}
        for term in self.terms:
            self.by_office.setdefault(term.office, []).append(term)
            self.by_person.setdefault(term.person, []).append(term)
        self.phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}
        """Every phrase by its first word, then by its second ("" if it has none)."""
        self.surnames: dict[str, list[str]] = {}
        self.full_names: dict[tuple[str, ...], str] = {}
        self.outer_names: dict[tuple[str, ...], list[str]] = {}
        self.index()

    def rows(self, table: str, key: str) -> Iterator[dict[str, str]]:
        """The rows of a table, the user's first; ours with the same key are left out."""
        theirs = [as_row(row) for row in self.own.get(table) or ()]
        if not all(row.get(key) for row in theirs):
            raise KeyError(f"{table}: {key}")
        taken = {row.get(key) for row in theirs}
        ours = tsv(table)
        columns = dict.fromkeys(ours[0], "") if ours else {}
        yield from (columns | row for row in theirs)
        yield from (row for row in ours if row[key] not in taken)

    def read_terms(self) -> Iterator[Term]:
        """Terms of office, the user's first."""
        for row in self.own.get("terms") or ():
            row = as_row(row)
            yield Term(
                row["person"], row["office"], row.get("since") or "0001", row.get("until") or None, True
            )
        for row in tsv("terms"):
            yield Term(row["person"], row["office"], row["since"], row["until"] or None)

    def index(self) -> None:
        """File every name and title under its first word."""
        for id, row in self.states.items():
            for form in (row["name"], *several(row["names"])):
                self.file(form, "state", f"state:{id}")
            for form in several(row["adjectives"]):
                self.file(form, "adjective", f"state:{id}")
            for form in several(row["people"]):
                self.file(form, "people", f"state:{id}")
            if row["capital"] not in (row["name"], ""):
                for form in (row["capital"], *several(row["capital_names"])):
                    self.file(form, "capital", f"state:{id}")
        for kind, table in (("organisation", self.organisations), ("group", self.groups)):
            for id, row in table.items():
                for form in (row["name"], *several(row["names"])):
                    self.file(form, kind, id)  # type: ignore[arg-type]
                for form in several(row["context"]):
                    self.file(form, "context", id)
        for row in self.rows("metonyms", "words"):
            self.file(row["words"], "metonym", row["actor"])
        for row in (*tsv("features"), *tsv("provinces")):
            for form in (row["name"], *several(row["names"])):
                if self.names_a_body_within(form):
                    self.file(form, "metonym", "-")
        for row in self.rows("treaties", "id"):
            for form in (row["name"], *several(row["names"])):
                self.file(form, "treaty", row["id"])
        for name, row in self.functions.items():
            for form in several(row["titles"]):
                self.file(form, "function", name)
                self.file(plural(form), "function", name)
        for office, row in self.offices.items():
            for form in several(row["titles"]):
                for title in (form.strip("()"), plural(form.strip("()"))):
                    self.file(title, "office", office if form.startswith("(") else f"?{office}")
        for row in self.rows("persons", "id"):
            for form in (row["name"], *several(row["names"])):
                words = words_of(form)
                self.full_names.setdefault(words, row["id"])
                if len(words) > 1:
                    self.file(form, "person", row["id"])
            self.outer_names.setdefault((words_of(row["name"])[0], words_of(row["name"])[-1]), []).append(
                row["id"]
            )
            for form in several(row.get("surname") or row["name"].split()[-1]):
                self.surnames.setdefault(" ".join(words_of(form)), []).append(row["id"])

    def file(self, form: str, kind: Kind, id: str) -> None:
        """File one phrase."""
        if words := words_of(form):
            second = words[1] if len(words) > 1 else ""
            entry = Entry(kind, id, plain(form))
            self.phrases.setdefault(words[0], {}).setdefault(second, []).append((words, entry))

    def names_a_body_within(self, place: str) -> bool:
        """Whether a place's name holds a state's name without meaning it: "South America", "Sea of Japan"."""
        found = self.matches(place)
        if any((match.start, match.end) == (0, len(place)) or match.of("metonym") for match in found):
            return False  # it is itself somebody's name ("Western Sahara"), or stands for somebody ("Moscow Kremlin")
        return any(match.of("state", "adjective", "capital") for match in found)

    def matches(self, text: str) -> list[Match]:
        """Every phrase of the text that we know, in order, the longest at each place."""
        flat = plain(text)
        words = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(flat)]
        found: list[Match] = []
        at = 0
        while at < len(words):
            best: dict[int, list[Entry]] = {}
            seconds = self.phrases.get(words[at][2], {})
            after = words[at + 1][2] if at + 1 < len(words) else ""
            for phrase, entry in (*seconds.get(after, ()), *(seconds.get("", ()) if after else ())):
                size = len(phrase)
                if at + size <= len(words) and self.stands(flat, words[at : at + size], phrase, entry):
                    best.setdefault(size, []).append(entry)
            if best:
                size = max(best)
                end = words[at + size - 1][1]
                if text[end : end + 1] == "." and "." in best[size][0].form[-1:]:
                    end += 1
                found.append(Match(words[at][0], end, tuple(best[size])))
                at += size
            else:
                at += 1
        return found

    def stands(
        self, text: str, words: list[tuple[int, int, str]], phrase: tuple[str, ...], entry: Entry
    ) -> bool:
        """Whether the phrase stands here, its words joined and its capitals right."""
        if any(w[2] != p for w, p in zip(words, phrase, strict=True)):
            return False
        for a, b in itertools.pairwise(words):
            if not JOINED.fullmatch(text, a[1], b[0]):
                return False
        printed = text[words[0][0] : words[-1][1]]
        if entry.form.isupper() and len(entry.form) <= 6:
            return printed.isupper()
        if entry.form[:1].isupper() or entry.form[:4] == "the ":
            first = words[1] if entry.form[:4] == "the " and entry.kind != "context" else words[0]
            return entry.kind == "context" or text[first[0]].isupper()
        return True

    def holders(self, office: str, earliest: str, latest: str) -> tuple[str, ...]:
        """Everybody who held the office on some day between the two, both included."""
        terms = [t for t in self.by_office.get(office, ()) if t.meets(earliest, latest)]
        if any(t.own for t in terms):
            terms = [t for t in terms if t.own]
        return tuple(dict.fromkeys(t.person for t in terms))

    def holder(self, office: str, earliest: str, latest: str) -> str | None:
        """Who held the office, if it was one person for the whole interval."""
        held = self.holders(office, earliest, latest)
        return held[0] if len(held) == 1 else None

    def outdated(self, office: str, day: str) -> bool:
        """Whether the day lies beyond our tables and only they say who holds the office."""
        if day <= KNOWN_UNTIL:
            return False
        return not any(t.own or t.until for t in self.by_office.get(office, ()) if t.meets(day, day))

    def offices_of(self, person: str, earliest: str, latest: str) -> tuple[str, ...]:
        """The offices that the person held between two days."""
        terms = (t for t in self.by_person.get(person, ()) if t.meets(earliest, latest))
        return tuple(dict.fromkeys(t.office for t in terms))

    def named(self, name: str) -> str | None:
        """The person of that full name, however it is accented or hyphenated; initials may be missing, and the number
        that tells a man from his fathers ("Ruy Salinas III"). "Jr." may not: his father may be the known one.
        """
        words = words_of(name)
        if id := self.full_names.get(words):
            return id
        if len(words) > 2 and words[-1] in NUMBERED and name.split()[-1].isupper():
            words = words[:-1]
        short = tuple(w for n, w in enumerate(words) if len(w) > 1 or n == 0)
        if len(short) < 2:
            return None
        if id := self.full_names.get(short):
            return id
        outer = self.outer_names.get(short, [])
        return outer[0] if len(outer) == 1 else None

    def surnamed(self, name: str) -> tuple[str, ...]:
        """Everybody with that surname."""
        return tuple(dict.fromkeys(self.surnames.get(" ".join(words_of(name)), ())))

    def members_on(self, body: str, day: str) -> frozenset[str]:
        """The states that belonged to an organisation or a grouping on a day; empty: we do not know them.

        Changes before 2000 are not in the table: states that left before then are missing.
        """
        row = self.memberships.get(body, {})
        after = {c[:3] for c in several(row.get("joined", "")) if first_day(c[4:]) > day}
        before = {c[:3] for c in several(row.get("left", "")) if first_day(c[4:]) > day}
        return (self.members.get(body, frozenset()) - after) | before

    def neighbours(self, state: str) -> frozenset[str]:
        """The states next door, as `state:…`."""
        row = self.states.get(state.removeprefix("state:"))
        return frozenset(f"state:{code}" for code in several(row["neighbours"])) if row else frozenset()

    def code(self, actor: str) -> str | None:
        """The country code behind an actor that is no person: alpha-3, or IGO, NGO, IMG, ISM."""
        kind, _, name = actor.partition(":")
        if kind in ("state", "gov"):
            return name
        if kind == "office":
            return self.code_of_body(name.split("/")[0])
        if kind == "org":
            return self.organisations.get(actor, {}).get("code") or None
        if kind == "group":
            return self.groups.get(actor, {}).get("code") or None
        return None

    def code_of_body(self, body: str) -> str | None:
        """The code of what an office belongs to: `USA`, `NATO` → `IGO`."""
        return body if body in self.states else self.code(f"org:{body}")

    def sector(self, actor: str) -> str | None:
        """PLOVER's sector of an actor that is no person, where its kind tells it."""
        if actor.startswith("group:"):
            return self.groups.get(actor, {}).get("sector") or None
        if actor.startswith("office:"):
            return self.functions.get(actor.rpartition("/")[2], {}).get("sector") or "GOV"
        return None

    def alive(self, states: list[str], year: int | None) -> str:
        """Of several states with one capital, the one that existed then (now, if no year is said)."""
        for id in states:
            row = self.states[id.removeprefix("state:")]
            since, until = row["since"][:4] or "0000", row["until"][:4] or "9999"
            if since <= f"{year or 9998:04d}" <= until and (
                year is not None or row["status"] != "historical"
            ):
                return id
        return states[0]


def body_of(office: str) -> str:
    """What an office belongs to: `USA`, `NATO`."""
    return office.removeprefix("office:").split("/")[0]


@lru_cache(maxsize=8192)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(WORD.findall(plain(name).lower()))


@lru_cache(maxsize=1024)
def plural(title: str) -> str:
    """The plural of a title: its head stands before the first preposition.

    >>> plural("minister of foreign affairs"), plural("foreign secretary")
    ('ministers of foreign affairs', 'foreign secretaries')
    """
    head, *rest = re.split(r"(?= (?:of|for|to|in)\b)", title, maxsplit=1)
    head = (
        head[:-1] + "ies"
        if head.endswith("ry")
        else head.removesuffix("man") + "men"
        if head.endswith("man")
        else head + "s"
    )
    return head + "".join(rest)


DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def era_checked(row: dict[str, str]) -> dict[str, str]:
    """An era whose first and last day can be told; without a last one it goes on.

    Raises `ValueError` for one that begins or ends on no day, month or year.
    """
    for edge in (row["since"], row["until"] or row["since"]):
        if not DAY.fullmatch(edge):
            raise ValueError(f"{row['name']}: “{edge}”")
    return row


def as_row(row: Mapping[str, Any]) -> dict[str, str]:
    """An entry of the user's YAML as a row of a table."""
    return {
        str(k): "|".join(map(str, v)) if isinstance(v, list) else "" if v is None else str(v)
        for k, v in row.items()
    }


def knowledge() -> Knowledge:
    """What we know, with the user's own file on top."""
    return read(config.knowledge_path())


@cache
def read(path: str | None) -> Knowledge:
    """The tables with one user's file on top.

    Raises `InputError` if the file cannot be read or is no mapping of tables.
    """
    if not path:
        return Knowledge({})
    import yaml

    try:
        own = yaml.safe_load(Path(path).read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"the file of actors cannot be read: {error}", name=path) from error
    if not isinstance(own, dict) or not all(isinstance(rows or [], list) for rows in own.values()):
        raise InputError("the file of actors must map tables to lists of rows.", name=path)
    try:
        return Knowledge(own)
    except (KeyError, AttributeError, TypeError) as error:
        raise InputError(f"a row of the file of actors lacks a column: {error}", name=path) from error
    except ValueError as error:
        raise InputError(
            f"an era of the file of actors needs `since` and `until` as 1991, 1991-12 or 1991-12-26, not {error}",
            name=path,
        ) from error
