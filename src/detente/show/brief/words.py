"""What every face says in the same way: short dates, the name of a source, where it may be opened."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from detente.model.derived import Brief, BriefLine, BriefSection, NumberedSource
from detente.show.safe import plain

TONES = {"kept": "good", "accepted": "good", "overdue": "bad", "broken": "bad", "refused": "bad"}
"""States that a colour may stress. Their word is always there too."""

LONG = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]+")
YEAR = re.compile(r"(?<=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})\b")
ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%\[\]-]+", re.ASCII | re.IGNORECASE)


def year_of(as_of: str | None) -> str | None:
    """The year that goes without saying: that of the day the brief speaks of."""
    return as_of[:4] if as_of else None


def short(when: str, year: str | None = None) -> str:
    """A date for a narrow column: names cut to three letters, and no year where it is the one that is plain.

    >>> short("Friday 21 January 2022", "2022"), short("24–30 January 2022", None)
    ('Fri 21 Jan', '24–30 Jan 2022')
    """
    cut = LONG.sub(r"\1", plain(when))
    return YEAR.sub("", cut) if YEAR.findall(cut) == [year] else cut


def source_words(source: NumberedSource) -> str:
    """Outlet, the agency it credits, date and title of a source, as far as known."""
    credit = source.credit if source.credit != source.outlet else None
    carrier = f"{source.outlet} ({credit})" if source.outlet and credit else source.outlet or credit
    named = ", ".join(w for w in (carrier, source.date) if w)
    title = f"“{source.title}”" if source.title else ""
    return ": ".join(w for w in (named, title) if w) or source.name


def address(source: NumberedSource) -> str | None:
    """Where a source can be opened: an address of the web as it should be written, or nothing."""
    url = source.url or ""
    try:
        return url if ADDRESS.fullmatch(url) and urlsplit(url).hostname else None
    except ValueError:
        return None


def sections(brief: Brief) -> list[BriefSection]:
    """The sections that have something to say, if only that there is nothing."""
    return [section for section in brief.sections if section.lines or section.empty]


def is_table(section: BriefSection) -> bool:
    """Whether the lines of a section are best read as rows: a name and what is to know of it."""
    return section.name == "people" and not any(x.parts or x.when or x.state for x in section.lines)


def cells(section: BriefSection, line: BriefLine, codes: bool) -> list[str]:
    """What stands beside the name in a row: its notes, as many in every row of the section, then its codes."""
    missing = max(len(x.notes) for x in section.lines) - len(line.notes)
    return [*line.notes, *[""] * missing, *([" · ".join(line.codes)] if codes else [])]
