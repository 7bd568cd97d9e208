"""Actor ids → names for people."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from detente.lexicon import toml
from detente.lexicon.knowledge import slug
from detente.model.given import Report
from detente.model.judged import Analysis

Names = Callable[[str], str]
"""Actor id → its name for people."""

NUMERALS = frozenset({"ii", "iii", "iv"})
"""Numerals behind a name."""

SMALL = frozenset({"of", "the", "and", "de", "von", "van", "bin", "al", "da", "du"})
"""Words of a name that keep their small letter inside it."""


@cache
def name_of(actor: str) -> str:
    """The name of an actor: from the tables, else made of its id.

    >>> name_of("person:jane-roe"), name_of("org:NATO"), name_of("group:river-militia")
    ('Jane Roe', 'NATO', 'River militia')
    """
    return known_name(actor) or made_name(actor)


def known_name(actor: str) -> str | None:
    """The name that the tables of states, persons, organisations and groups give."""
    from detente.lexicon.knowledge import knowledge

    known = knowledge()
    kind, _, rest = actor.partition(":")
    match kind:
        case "person":
            person = known.persons.get(actor)
            return person.name if person else None
        case "state" | "gov":
            row = known.states.get(rest)
            return row["name"] if row else None
        case "org":
            row = known.organisations.get(actor)
            return toml("brief")["names"]["long"].get(rest) or short(row["name"], rest) if row else None
        case "group":
            row = known.groups.get(actor)
            return row["name"] if row else None
        case "office":
            return office_name(actor)
        case _:
            row = known.states.get(actor)
            return row["name"] if row else None


def short(name: str, code: str) -> str:
    """The usual short name of an organisation where its id is one ("NATO"), else its name."""
    return code if code.isupper() and len(code) <= 5 else name


def office_name(office: str) -> str:
    """An office in words: `office:FRA/foreign-minister` → "foreign minister (France)"."""
    body = office.removeprefix("office:").partition("/")[0]
    of = known_name(f"state:{body}") or known_name(f"org:{body}") or body
    title = office_title(office)
    return f"{title} ({of})" if title else of


def office_title(office: str) -> str:
    """The usual title of an office, without its state."""
    from detente.lexicon.knowledge import knowledge

    known, function = knowledge(), office.rpartition("/")[2] if "/" in office else ""
    usual = known.functions.get(function, {}).get("titles") or ""
    own = known.offices.get(office, {}).get("titles") or ""
    # A president is one everywhere; the names that only one of them has are journalese ("the Kremlin chief").
    titles = usual if function == "president" else own or usual
    return titles.split("|")[0].strip("()") or function.replace("-", " ")


def made_name(actor: str) -> str:
    """A name made of the id alone."""
    kind, _, rest = actor.partition(":")
    rest = rest or kind
    if rest.isupper():
        return rest
    words = rest.replace("_", "-").split("-")
    if kind == "person":
        return " ".join(
            w if n and w in SMALL else w.upper() if w in NUMERALS else w.capitalize()
            for n, w in enumerate(words)
        )
    sentence = " ".join(words)
    return sentence[:1].upper() + sentence[1:]


def as_printed(names: Names, printed: Mapping[str, str]) -> Names:
    """Names in which those who stand in a table of their own are called as it says."""
    return lambda actor: printed.get(actor) or names(actor)


def printed_names(reports: Mapping[str, Report], analyses: Mapping[str, Analysis]) -> dict[str, str]:
    """Persons whom no table has, as most reports print them: "Anna-Lena O'Hara Jr."."""
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for id, analysis in analyses.items():
        for m in analysis.mentions:
            if m.kind != "name" or not m.actor or not m.actor.startswith("person:") or known_name(m.actor):
                continue
            if words := ending(reports[id].quote(m.span).split(), m.actor.partition(":")[2]):
                printed[m.actor][words] += 1
    return {actor: min(counted, key=lambda w: (-counted[w], w)) for actor, counted in printed.items()}


def ending(words: Sequence[str], id: str) -> str | None:
    """The last words of a mention that make up an id: without the title before them."""
    for n in range(len(words)):
        if slug(name := " ".join(words[n:])) == id:
            return None if name.isupper() else name.rstrip(".,;:")
    return None


def listed(names: Iterable[str]) -> str:
    """Names in a row, as one writes them.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    found = list(dict.fromkeys(names))
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def in_sentence(actor: str, name: str) -> str:
    """A name as it stands inside a sentence, with the article where it takes one.

    >>> in_sentence("state:USA", "United States"), in_sentence("org:NATO", "NATO"), in_sentence("org:EU", "EU")
    ('the United States', 'NATO', 'the European Union')
    >>> in_sentence("office:ETH/ambassador", "ambassador (Ethiopia)")
    'the ambassador of Ethiopia'
    """
    if actor.startswith("office:") and (held := OF_STATE.fullmatch(name)):
        return f"the {held['title']} of {in_sentence('state:', held['of'])}"
    data = toml("brief")["names"]
    full: str = data["long"].get(name, name)
    if actor.startswith("person:") or full.lower().startswith("the "):
        return full
    letters = actor.startswith("org:") and full.isupper() and full not in data["words"]
    return f"the {full}" if letters or takes_article().fullmatch(full) else full


OF_STATE = re.compile(r"(?P<title>[^()]+) \((?P<of>[^()]+)\)")
"""The name of an office as `office_name` makes it."""


@cache
def takes_article() -> re.Pattern[str]:
    """Names that take the article inside a sentence."""
    return re.compile("|".join(toml("brief")["names"]["article"]))


def titled(office: str) -> str:
    """An office with capitals, as it stands beside a name.

    >>> titled("secretary of state"), titled("kremlin spokesman"), titled("nato secretary general")
    ('Secretary of State', 'Kremlin spokesman', 'NATO Secretary General')
    """
    words, small = office.split(), SMALL | set(toml("brief")["names"]["jobs"])
    return " ".join(
        w.upper() if is_short_name(w) else w if n and w in small else w[:1].upper() + w[1:]
        for n, w in enumerate(words)
    )


def is_short_name(word: str) -> bool:
    """Whether a word in small letters is the short name of a body: "un", "cia"."""
    from detente.lexicon.knowledge import knowledge

    letters = word.upper()
    return letters in toml("brief")["names"]["letters"] or (
        f"org:{letters}" in knowledge().organisations and short("", letters) == letters
    )


def capital(sentence: str) -> str:
    """A sentence with a capital at its head.

    >>> capital("the talks went on")
    'The talks went on'
    """
    return sentence[:1].upper() + sentence[1:]
