"""The brief as one HTML file: nothing is fetched, nothing runs, every line opens its sentence."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import jinja2

from detente.model.derived import Brief
from detente.show.brief import words
from detente.show.brief.citations import Citations, anchor
from detente.show.safe import pieces, plain


def render(brief: Brief, *, codes: bool = False) -> str:
    """The brief as a page. Every word of a report is escaped; the page's own policy forbids all but its style."""
    style = resource("brief.css")
    return template().render(
        brief=brief,
        cited=Citations(brief),
        codes=codes,
        year=words.year_of(brief.as_of),
        style=style,
        policy=policy(),
    )


@cache
def policy() -> str:
    """What the page may do: nothing but look as its own style says."""
    style = digest(resource("brief.css"))
    return f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"


@cache
def template() -> jinja2.Template:
    """The page's template. A name that is not there is an error, not an empty string."""
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["plain"] = plain
    environment.globals.update(words=words, anchor=anchor, pieces=pieces)
    return environment.from_string(resource("brief.html"))


def resource(name: str) -> str:
    """A file beside this one."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def digest(style: str) -> str:
    """What a content security policy calls a style by: SHA-256, base 64."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
