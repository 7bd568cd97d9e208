"""Templates, links and the frame around every page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args
from urllib.parse import quote, urlencode

import jinja2
from litestar import Request, Response

from detente.ask.dates import short_day
from detente.model.derived import BriefLine, LineKind
from detente.show.brief import words
from detente.show.safe import pieces, plain, spaced
from detente.show.web.desk import View

ROOMS = (
    ("now", "Now", "/"),
    ("timeline", "Timeline", "/timeline"),
    ("ledger", "Ledger", "/ledger"),
    ("claims", "Claims", "/claims"),
    ("changes", "Changes", "/changes"),
    ("actors", "Actors", "/actors"),
    ("map", "Map", "/map"),
    ("origins", "Origins", "/origins"),
    ("reports", "Reports", "/reports"),
)
"""The rooms of the page: name, title, address."""


LINE_KINDS = frozenset(get_args(LineKind))


class Here:
    """Where the reader is: the address and the day, which every link keeps."""

    def __init__(self, path: str, query: Mapping[str, str], view: View | None = None):
        self.view = view
        self.path, self.query = path, {k: v for k, v in query.items() if v}
        self.as_of = self.query.get("as_of")

    def to(self, path: str, **query: object) -> str:
        """An address, at the day the reader chose."""
        kept = {"as_of": self.as_of} if "as_of" not in query else {}
        given = {k: str(v) for k, v in {**query, **kept}.items() if v not in (None, "")}
        return quote(path, safe="/:@,-._~") + (f"?{urlencode(given)}" if given else "")

    def with_(self, **query: object) -> str:
        """This address with other values; what is empty goes."""
        return self.to(self.path, **{**self.query, "page": None, **query})

    def fields(self, *but: str) -> list[tuple[str, str]]:
        """What a form must carry along to stay where the reader is."""
        return [(k, v) for k, v in self.query.items() if k not in but and k != "page"]

    def drawn(self, macro: Callable[..., str], line: BriefLine, *given: Any) -> str:
        """What a macro makes of a line, kept with the view: few lines are only on one page."""
        if self.view is None:
            return macro(line, self, *given)
        return self.view.drawn(lambda: macro(line, self, *given), line, self.as_of, given[-1])


def here(request: Request[Any, Any, Any], view: View | None = None) -> Here:
    """Where a request stands."""
    return Here(request.url.path, dict(request.query_params.items()), view)


def page(
    request: Request[Any, Any, Any],
    template: str,
    view: View | None = None,
    *,
    status: int = 200,
    **context: Any,
) -> Response[str]:
    """A page in its frame."""
    text = (
        environment()
        .get_template(template)
        .render(here=here(request, view), view=view, rooms=ROOMS, year=year_of(view), **context)
    )
    return Response(text, media_type="text/html", status_code=status)


def year_of(view: View | None) -> str | None:
    """The year that dates need not name."""
    return words.year_of(view.as_of or view.weighed.as_of) if view else None


@cache
def environment() -> jinja2.Environment:
    """The templates. Everything is escaped; a name that is not there is an error, not an empty string."""
    made = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=jinja2.FunctionLoader(template),
    )
    made.filters.update(
        plain=plain,
        spaced=spaced,
        as_class=as_class,
        reported_note=reported_note,
        parts_class=parts_class,
        has_days=has_days,
        tells_day=tells_day,
    )
    made.tests.update(in_own_words=in_own_words)
    made.globals.update(
        words=words,
        pieces=pieces,
        asset=asset,
        short_day=short_day,
        line_kinds=LINE_KINDS,
        span=None,
        day_words="",
        room="",
        waiting=False,
        done=0,
        today=None,
        search="",
    )
    return made


def as_class(layer: str) -> str:
    """What the style sheet calls a layer of marks."""
    return f"in-{layer}"


def reported_note(line: BriefLine) -> str:
    """The note that says when something without a day of its own was reported; it stands where a day would stand.

    >>> reported_note(BriefLine(id="d", text="", notes=("due", "reported Wed 19 Jan")))
    'reported Wed 19 Jan'
    """
    return next((note for note in line.notes if note.startswith("reported ")), "")


def in_own_words(reason: str) -> bool:
    """Whether a reason says no more than that one report is an origin of its own."""
    return reason.startswith("one origin: report ") and reason.endswith(" in words of its own")


def has_days(found: Iterable[BriefLine]) -> bool:
    """Whether so many lines have days that these get a column of their own. Two sides against each other tell theirs."""
    found = list(found)
    return 3 * sum(bool(tells_day(x)) for x in found) >= len(found) > 0


def tells_day(x: BriefLine) -> bool:
    """Whether a line has a day to be told before it."""
    sides = bool(x.parts) and parts_class(x).startswith("versus")
    return not sides and bool(x.when or reported_note(x))


def parts_class(line: BriefLine) -> str:
    """What the style sheet calls the parts of a line: answers below each other, two sides next to each other."""
    if line.sure is not None:
        return "versus"
    return "parts" if line.codes and line.codes[0] in LINE_KINDS else "versus moved"


def template(name: str) -> str:
    """The text of a template."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def static(name: str) -> bytes | None:
    """A file of the page, ours or built; none if there is none of that name."""
    return assets().get(name)


@cache
def assets() -> dict[str, bytes]:
    """Every file of the page by its name."""
    found = [files(__package__).joinpath(folder) for folder in ("static", "static/built")]
    return {file.name: file.read_bytes() for folder in found for file in folder.iterdir() if file.is_file()}


@cache
def assets_digest() -> str:
    """What tells one state of the files from another."""
    return hashlib.sha256(b"\0".join(data for _, data in sorted(assets().items()))).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a file of the page."""
    return f"/static/{assets_digest()}/{name}"
