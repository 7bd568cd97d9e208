"""Briefs made by hand, one of the example reports, and words that want to be more than words."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import detente as library
from detente.crisis import Crisis
from detente.model.derived import Brief, BriefLine, BriefSection, Cite, Evidence, NumberedSource
from detente.model.record import Span
from detente.show.cli import main
from tests.conftest import ROOT, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<a href=javascript:alert(1)>here</a>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "[bold red]mark[/bold red] [link=https://evil.example]x[/link]",
    "[x](javascript:alert(1)) ![y](https://evil.example/z.png) <https://evil.example>",
    "see https://evil.example/a_b_c and www.evil.example",
    "[a]: https://evil.example 'b'",
    "# head",
    "1. one",
    "123456789) one",
    "- item",
    "---",
    "***",
    "> said",
    "`code` ``` ~~~ ~~gone~~",
    "*a* __b__ | c | \\d \\",
    "&lt;b&gt; &#60; &amp",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x1b]8;;https://evil.example\x1b\\",
    "back\b\b\rover\x00\n\n\tnext\u2028line\x85end",
    "abc \u202e\u2066drawkcab\u2069\u202c \u200f\u061c \u200bhidden\ufeff \U000e0041",
    "和平会谈在日内瓦举行" * 6,
    "👩‍👩‍👧‍👦🏳️‍🌈🕊" * 12,
    "שלום עליכם مرحبا",
    "x" * 300,
    "z̷̧̢̡" * 20,
    "",
)


def cite(source: int, sentence: str, words: str | None = None) -> Cite:
    """A sentence of a source, with some of its words marked."""
    start = sentence.find(words) if words else 0
    at = Span(start, start + len(words if words is not None else sentence))
    evidence = Evidence(report=f"r{source}", start=at.start, end=at.end)
    return Cite(source=source, evidence=evidence, words=sentence[at.start : at.end], sentence=sentence, at=at)


def source(number: int, title: str | None = "Envoys meet", url: str | None = None) -> NumberedSource:
    """A report as a source."""
    return NumberedSource(
        number=number,
        report=f"r{number}",
        name=f"{number}.txt",
        outlet="Fjord Gazette",
        date="5 March 2024",
        title=title,
        url=url,
    )


def made(
    *lines: BriefLine, name: str = "demands", sources: int = 3, as_of: str | None = "2024-03-08"
) -> Brief:
    """A brief with one section of these lines, and one without any."""
    return Brief(
        title="Crisis brief: Norway and Colombia",
        summary="3 reports.",
        as_of=as_of,
        when="Friday 8 March 2024" if as_of else None,
        sections=(
            BriefSection(name=name, title="Demands", lines=lines),
            BriefSection(name="offers", title="Offers", empty="No offer was found."),
        ),
        sources=tuple(source(n) for n in range(1, sources + 1)),
    )


def demand(text: str = "Colombia to Norway: “release two fishermen”", n: int = 1) -> BriefLine:
    """A line of the ledger with an answer."""
    return BriefLine(
        id=f"d{n}",
        text=text,
        when="Tuesday 5 March 2024",
        date="2024-03-05",
        state="refused",
        notes=("due 12 March 2024",),
        counts="3 reports, 1 origin",
        codes=("demand", "state:COL"),
        parts=(
            BriefLine(
                id=f"a{n}",
                text="Norway refused",
                when="Wednesday 6 March 2024",
                cites=(cite(2, f"Oslo refused {n}."),),
            ),
        ),
        cites=(cite(1, f"Colombia demanded the release of two fishermen {n}.", "release of two fishermen"),),
    )


def hostile(words: str) -> Brief:
    """A brief in which everything that can come from a report is these words."""
    part = BriefLine(id=words, text=words, when=words, notes=(words,), cites=(cite(2, words),))
    line = BriefLine(
        id=words,
        text=words,
        when=words,
        state=words,
        notes=(words, words),
        counts=words,
        codes=(words,),
        parts=(part,),
        cites=(cite(1, f"{words} said {words}", "said"), cite(2, words)),
    )
    person = BriefLine(id=words, text=words, notes=(words, words), cites=(cite(1, words),))
    return Brief(
        title=words,
        summary=words,
        as_of="2024-03-08",
        when=words,
        sections=(
            BriefSection(name="threats", title=words, lines=(line,), more=3),
            BriefSection(name="people", title=words, lines=(person,)),
            BriefSection(name="offers", title=words, empty=words),
        ),
        sources=(
            source(1, words),
            NumberedSource(number=2, report=words, name=words, outlet=words, date=words, url=words),
        ),
    )


@pytest.fixture(scope="session")
def example() -> Iterator[Crisis]:
    """The example reports, read."""
    with library.open(":memory:") as crisis:
        crisis.add(ROOT / "examples" / "geneva-2022")
        yield crisis


@pytest.fixture(scope="session")
def example_brief(example: Crisis) -> Brief:
    """The brief of the example reports."""
    return example.brief().record


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Done]


@pytest.fixture
def detente(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Done]:
    """Run the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETENTE_STORE", raising=False)
    monkeypatch.setenv("LOGNAME", "mira")

    def run(*args: object, stdin: str | bytes = b"") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["detente", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        done = Done(code, out.decode(), err.decode())
        assert "Traceback" not in done.err
        return done

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        missing("Chromium is not installed: `apt-get install chromium`")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: `make setup-dev`")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield opened
        opened.close()
