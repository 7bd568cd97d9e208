"""Whose words a text is that an institution gives out itself: a ministry's page, a "Statement by …"."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from detente.lexicon import tsv
from detente.resolve.scene import Scene

STATEMENT = re.compile(
    r"(?:(?:joint|press|official|oral|written|leaders['’]?|a)\s+)*(?:statement|declaration|communiqu[eé])\s+(?:by|of|from)\b",
    re.IGNORECASE,
)
"""How the title of such a text opens."""

SEVERAL = re.compile(
    r"\b(?:remarks|transcript|interview|press (?:call|conference|briefing|gaggle|availability)|background|q\s?&\s?a|gaggle)\b",
    re.IGNORECASE,
)
"""Titles of texts in which several people speak: "we" may be anybody's."""

OFFICIAL = frozenset({"gov", "gouv", "gob", "gub", "govt", "go", "government", "mfa", "mil"})
"""Labels of the addresses of governments, before a country's own."""

BODIES = {"nato.int": "org:NATO", "europa.eu": "org:EU", "un.org": "org:UN", "osce.org": "org:OSCE"}
"""Addresses of bodies of states."""


def speaks_for(scene: Scene) -> str | None:
    """The one side that speaks in a text, if the text is its own: by its title, else by its address; null for news."""
    if SEVERAL.search(scene.report.title or opening(scene)[1]):
        return None
    return by_title(scene) or by_address(scene)


def opening(scene: Scene) -> tuple[int, str]:
    """Where the first line with words stands, and the line."""
    text = scene.report.text.lstrip()
    return len(scene.report.text) - len(text), text.partition("\n")[0]


def by_title(scene: Scene) -> str | None:
    """Who is named in a title like "Statement by the Danish foreign minister on …": one side, or nobody."""
    at, line = opening(scene)
    found = STATEMENT.match(line)
    if found is None:
        return None
    first = next((n for n, m in enumerate(scene.mentions) if m.start >= at + found.end()), None)
    if first is None or scene.mentions[first].start > at + found.end() + NEAR:
        return None
    return side_of(scene, scene.actors(first)[:1])


NEAR = 12
"""Code points between "by" and the name: an article, an adjective."""


def side_of(scene: Scene, actors: tuple[str, ...]) -> str | None:
    """The state or body behind an actor."""
    if not actors:
        return None
    return scene.state_of(actors[0]) or (actors[0] if actors[0].startswith(("org:", "group:")) else None)


def by_address(scene: Scene) -> str | None:
    """The state or body whose page a text is from: `www.mfa.gov.xy`, `state.gov`, `nato.int`."""
    try:
        host = (urlsplit(scene.report.url or "").hostname or "").lower()
    except ValueError:  # a bracket that opens no address
        return None
    for body, actor in BODIES.items():
        if host == body or host.endswith("." + body):
            return actor
    labels = host.split(".")
    if labels[-1:] in (["gov"], ["mil"]) and len(labels) > 1:
        return "state:USA"
    if len(labels) > 2 and labels[-2] in OFFICIAL:
        return home(labels[-1])
    return home("uk") if host == "gov.uk" else None


def home(domain: str) -> str | None:
    """The state of a top-level domain."""
    return next((f"state:{row['state']}" for row in tsv("domains") if row["domain"] == domain), None)
