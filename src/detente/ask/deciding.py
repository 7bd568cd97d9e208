"""A user's words about stories and the ledger → a judgement that holds water, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from detente.ask.judging import Bench, new
from detente.errors import UsageError
from detente.model import Span
from detente.model.derived import Line, Story, Verdict, Weighed
from detente.model.judged import Judgement
from detente.weigh.ledger import names_of
from detente.weigh.stories import story_named

BY_ITSELF = ("kept", "broken", "withdrawn", "repeated", "renewed")
"""Answers that the side gives whose line it is; the others are given by the side addressed."""


class Desk:
    """What a decision is checked against: everything derived, and the reports."""

    def __init__(self, weighed: Weighed, bench: Bench):
        self.weighed, self.bench = weighed, bench

    def together(self, stories: Sequence[str]) -> Judgement:
        """Those stories are one. Raises `UsageError` for a story there is not, and where they are one already."""
        found = list(dict.fromkeys(self.story(s).id for s in stories))
        if len(found) < 2:
            raise UsageError("name two stories or more that are not one already; `detente stories --codes`.")
        known = {s.id: s for s in self.weighed.stories}
        return new("together", reports=tuple(known[s].reports[0] for s in found))

    def apart(self, story: str, reports: Sequence[str]) -> Judgement:
        """Those reports of a story are a story of their own.

        Raises `UsageError` for reports that are not in it, and where none would be left.
        """
        whole = self.story(story)
        parts = tuple(dict.fromkeys(self.bench.report(r) for r in reports))
        if strange := [r for r in parts if r not in whole.reports]:
            raise UsageError(f"report {strange[0]} is not in story {whole.id}.")
        if not parts or len(parts) == len(whole.reports):
            raise UsageError(
                f"name some of the {len(whole.reports)} reports of story {whole.id}, and not all."
            )
        return new("apart", reports=parts)

    def answered(
        self, line: str, verdict: str, *, by: str | None, report: str | None, quote: str | None
    ) -> Judgement:
        """That line was answered so. `quote`: the words that show it, which stand in the report once.

        Raises `UsageError` for a line, verdict or report there is not, and for words that do not stand there once.
        """
        if verdict not in get_args(Verdict):
            raise UsageError(f"“{verdict}” is no answer; there are: {', '.join(get_args(Verdict))}.")
        this = self.line(line)
        if quote is not None and report is None:
            raise UsageError("say which report has those words: --report.")
        place = self.bench.report(report) if report is not None else None
        actors = (self.bench.roll.actor(by),) if by else this.by if verdict in BY_ITSELF else this.to
        return new(
            "answer",
            actors=actors,
            line=this.id,
            verdict=verdict,
            report=place,
            words=quote,
            span=self.place_of(place, quote) if place and quote else None,
        )

    def place_of(self, report: str, quote: str) -> Span:
        """Where words stand in a report. Raises `UsageError` if not exactly once."""
        text = next(r.text for r, _ in self.bench.found if r.id == report)
        if (times := text.count(quote)) != 1 or not quote:
            raise UsageError(
                f"“{quote}” stands {times} times in report {report}; quote words that stand there once."
            )
        start = text.index(quote)
        return Span(start, start + len(quote))

    def story(self, id: str) -> Story:
        """The story that an id, or its beginning, means. Raises `UsageError` if none or several."""
        if (found := story_named(id, self.weighed.stories)) is None:
            raise UsageError(f"no single story has an id that begins with “{id}”; `detente stories --codes`.")
        return found

    def line(self, id: str) -> Line:
        """The line of the ledger that an id, or its beginning, means. Raises `UsageError` if none or several."""
        named = [x for x in self.weighed.lines if id and any(n.startswith(id) for n in names_of(x))]
        exact = [x for x in named if x.id == id] or named
        if len(exact) != 1:
            raise UsageError(f"no single line has an id that begins with “{id}”; `detente ledger --codes`.")
        return exact[0]
