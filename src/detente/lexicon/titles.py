"""The grammar of titles: "the head of Russian diplomacy" is an office of one state."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from detente.lexicon.knowledge import Knowledge, body_of, knowledge

FORMER = re.compile(r"\b(?:former|ex|late|then|one-time|erstwhile|previous|outgoing)\b", re.IGNORECASE)
COUNTERPART = re.compile(r"\b(?:counterpart|opposite number|homologue)s?\b", re.IGNORECASE)
DEPUTY = re.compile(r"\b(?:deputy|vice|assistant|under-?secretary|junior)\b", re.IGNORECASE)
NEXT = re.compile(r"\b(?:future|next|incoming|designate|elect|candidate|would-be)\b", re.IGNORECASE)

DEPUTIES = {
    "foreign-minister": "deputy-foreign-minister",
    "defence-minister": "deputy-defence-minister",
    "head-of-government": "deputy-head-of-government",
    "president": "vice-president",
    "spokesperson": "deputy-spokesperson",
    "leader": "official",
}
"""The office of who deputises."""

ACTING = {"leader", "minister", "spokesperson", "ambassador"}
"""Functions that others fulfil by the way: a president is a leader, a foreign minister a minister."""


class Title(NamedTuple):
    """What a title claims: a function, for which states or organisations, in the order named."""

    function: str | None
    bodies: tuple[str, ...]
    """`USA`, `NATO` …; empty where the title names none."""
    former: bool = False
    counterpart: bool = False
    plural: bool = False
    fixed: bool = False
    """Whether the title alone tells whose office it is ("Secretary of State")."""

    def offices(self, world: Knowledge) -> tuple[str, ...]:
        """The offices it names; empty where function or body is not told."""
        return tuple(office for body in self.bodies if (office := office_of(world, body, self.function)))


def office_of(world: Knowledge, body: str, function: str | None) -> str | None:
    """The office that has a function in a state or organisation."""
    if function == "leader":
        return world.leads.get(body)
    return f"office:{body}/{function}" if function else None


@lru_cache(maxsize=4096)
def read_title(text: str, world: Knowledge | None = None) -> Title:
    """What a title says.

    >>> read_title("the head of Danish diplomacy")[:2]
    ('foreign-minister', ('DNK',))
    """
    world = world or knowledge()
    bodies: list[str] = []
    functions: list[str] = []
    offices: list[str] = []
    for match in world.matches(text):
        entry = match.of("state", "adjective", "organisation", "metonym", "capital")
        if entry is not None and entry.id != "-":
            bodies.append(entry.id.partition(":")[2])
        offices += [e.id for e in match.entries if e.kind == "office"]
        if not any(e.kind == "office" and not e.id.startswith("?") for e in match.entries):
            functions += [e.id for e in match.entries if e.kind == "function"]
    bodies = list(dict.fromkeys(bodies))
    function = organ(text, world) if not functions or functions[0] in ACTING else None
    function = function or (functions[0] if functions else None)
    fixed = False
    own = [o.lstrip("?") for o in offices if not o.startswith("?") or body_of(o.lstrip("?")) in bodies]
    if own and (not bodies or any(body_of(o) in bodies for o in own)):
        fitting = next((o for o in own if body_of(o) in bodies), own[0])
        function, fixed = fitting.rpartition("/")[2], True
        bodies = bodies or [body_of(fitting)]
    elif offices and function is None:
        function = offices[0].rpartition("/")[2]
    if function in DEPUTIES and DEPUTY.search(text):
        function = DEPUTIES[function]
    plural = bool(re.search(r"\b(?:heads|chiefs|ministers|presidents|leaders|secretaries|chancellors|envoys|ambassadors|"
                            r"spokesmen|counterparts|premiers|negotiators|kings|diplomats)\b", text, re.IGNORECASE))  # fmt: skip
    return Title(
        function, tuple(bodies), bool(FORMER.search(text) or NEXT.search(text)), bool(COUNTERPART.search(text)),
        plural, fixed,
    )  # fmt: skip


def organ(text: str, world: Knowledge) -> str | None:
    """The function of who heads an organ: "head of … diplomacy", "chief of the Chadian army"."""
    if not (heading := HEADING.search(text)):
        return None
    rest = text[heading.end() :].lower()
    for function, row in world.functions.items():
        for words in row.get("organs", "").split("|"):
            if words and re.search(rf"\b{re.escape(words)}\b", rest):
                return function
    return None


HEADING = re.compile(r"\b(?:head|chief|boss|leader|number one)s?\s+of\b", re.IGNORECASE)
"""What makes a person of an organ."""
