"""Statements with their speakers and addressees."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from detente.model import judged, key
from detente.model.found import Findings, Statement
from detente.model.given import DISPLAY, Passage, Report
from detente.model.record import Span
from detente.resolve.actors import Cast


def resolved_statements(report: Report, found: Findings, cast: Cast) -> tuple[judged.Statement, ...]:
    """The statements of the report, in the order given (one for one), speakers resolved.

    A quotation without a cue is its passage's last speaker's, else the last one's of the passage before (whoever acts
    before its colon, if it ends with one); never across display text.
    """
    names = [key(report.id, s.start, s.end, s.cue, s.spans) for s in found.statements]
    last: tuple[Passage, judged.Source] | None = None
    resolved = []
    for s, name in zip(found.statements, names, strict=True):
        passage = passage_at(report, s.start)
        source = source_of(s, cast)
        if source is None and s.carried:
            source = signed(report, found, cast, passage, s) or carried(report, found, cast, passage, last)
        resolved.append(
            judged.Statement(
                id=name,
                start=s.start,
                end=s.end,
                manner=s.manner,
                spans=s.spans,
                cue=s.cue,
                act=s.act,
                kind=s.kind,
                polarity=s.polarity,
                source=source,
                to=tuple(dict.fromkeys(a for words in s.to for a in cast.who(words))),
                inside=None if s.inside is None else names[s.inside],
                sure=s.sure,
            )
        )
        if source is not None and s.inside is None and s.kind == "speech" and passage.role not in DISPLAY:
            last = passage, source
    return tuple(resolved)


def carried(
    report: Report, found: Findings, cast: Cast, passage: Passage, last: tuple[Passage, judged.Source] | None
) -> judged.Source | None:
    """Whose a quotation is that its passage gives to nobody; None where display text lies between."""
    if last is not None and last[0] == passage:
        return last[1]
    before = before_in_text(report, passage)
    if before is None:
        return None
    if report.text[before.start : before.end].rstrip().endswith(":"):
        return acting(found, cast, before) or (last[1] if last and last[0] == before else None)
    if last is not None and last[0] == before:
        return last[1]
    return acting(found, cast, before, persons=True)


SIGNATURE = re.compile(r"\s*(?:[-–—―]+\s*)(?=[^\W\d_a-z])")
"""How the line below a quotation opens that names whose it is: "— Ada Brandt, mayor"."""

SHORT = 90
"""Code points of such a line, at most."""


def signed(
    report: Report, found: Findings, cast: Cast, passage: Passage, statement: Statement
) -> judged.Source | None:
    """Who is named below a quotation that fills its passage: a dash and a name, alone in the next one."""
    at = index_at(report, passage.start) + 1
    if at >= len(report.passages) or report.text[statement.end : passage.end].strip(" ”\"’'»“.\n"):
        return None
    below = report.passages[at]
    opening = SIGNATURE.match(report.text, below.start, below.end)
    if opening is None or below.end - below.start > SHORT:
        return None
    first = bisect_left(found.mentions, opening.end(), key=lambda m: m.start)
    for mention in found.mentions[first : first + 1]:
        if mention.start == opening.end() and mention.kind in ("name", "title"):
            words = Span(mention.start, mention.end)
            return judged.Source(start=words.start, end=words.end, actors=cast.who(words))
    return None


def acting(found: Findings, cast: Cast, passage: Passage, *, persons: bool = False) -> judged.Source | None:
    """The subject of the last sentence of a passage ("*The envoy* was blunt:"), if it is one who acts.

    Without a colon only a person counts: "*Ines Vahl* did not hide her anger." and a paragraph in marks after it.
    """
    first = bisect_left(found.sentences, passage.start, key=lambda s: s.start)
    after = bisect_left(found.sentences, passage.end, key=lambda s: s.start)
    if first == after:
        return None
    start, end = found.sentences[after - 1]
    at = bisect_left(found.mentions, start, key=lambda m: m.start)
    here = [
        m
        for m in found.mentions[at : at + MENTIONS]
        if m.end <= end and m.role == "subject" and not m.quoted and not (persons and m.label != "person")
    ]
    if not here:
        return None
    # Before a colon the last main clause leads over: "The general had said so in May, and *Ada Brandt* replied:".
    main = [m for m in here if m.depth == 0] or here[:1]
    mention = main[0] if persons else main[-1]
    words = Span(mention.start, mention.end)
    return judged.Source(start=words.start, end=words.end, actors=cast.who(words))


MENTIONS = 40
"""Mentions of a sentence among which its subject is looked for."""


def source_of(statement: Statement, cast: Cast) -> judged.Source | None:
    """The words for who says it, and who that is."""
    if (words := statement.source) is None:
        return None
    return judged.Source(start=words.start, end=words.end, actors=cast.who(words))


def passage_at(report: Report, place: int) -> Passage:
    """The passage around a place in the text."""
    return report.passages[index_at(report, place)]


def index_at(report: Report, place: int) -> int:
    """Index of the passage around a place in the text."""
    return max(0, bisect_right(report.passages, place, key=lambda p: p.start) - 1)


def before_in_text(report: Report, passage: Passage) -> Passage | None:
    """The passage right before in the running text (captions and litter passed over); None across display text."""
    if passage.role in DISPLAY:
        return None
    for before in reversed(report.passages[: index_at(report, passage.start)]):
        if before.role not in ("litter", "caption"):
            return None if before.role in DISPLAY else before
    return None
