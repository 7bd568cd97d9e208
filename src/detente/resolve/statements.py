"""Statements with their speakers and addressees."""

from __future__ import annotations

from detente.model import judged, key
from detente.model.found import Findings, Statement
from detente.model.given import DISPLAY, Passage, Report
from detente.resolve.actors import Cast


def resolved_statements(report: Report, found: Findings, cast: Cast) -> tuple[judged.Statement, ...]:
    """The statements of the report, in the order given (one for one), speakers resolved.

    A quotation without a cue is its passage's last speaker's, else the last one's of the passage before; never
    across display text.
    """
    names = [key(report.id, s.start, s.end, s.cue, s.spans) for s in found.statements]
    last: tuple[Passage, judged.Source] | None = None
    resolved = []
    for s, name in zip(found.statements, names, strict=True):
        passage = passage_at(report, s.start)
        source = source_of(s, cast)
        if source is None and s.carried and last and follows(report, last[0], passage):
            source = last[1]
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


def source_of(statement: Statement, cast: Cast) -> judged.Source | None:
    """The words for who says it, and who that is."""
    if (words := statement.source) is None:
        return None
    return judged.Source(start=words.start, end=words.end, actors=cast.who(words))


def passage_at(report: Report, place: int) -> Passage:
    """The passage around a place in the text."""
    return next(p for p in report.passages if p.start <= place < p.end)


def follows(report: Report, before: Passage, after: Passage) -> bool:
    """Whether nothing but running text lies between: the same passage, or the very next one."""
    if after.role in DISPLAY:
        return False
    running = [p for p in report.passages if p.role not in ("litter", "caption")]
    return before == after or (
        after in running and running.index(after) - 1 >= 0 and running[running.index(after) - 1] == before
    )
