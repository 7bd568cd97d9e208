"""Who is meant: the mentions of one report, each with the actor it stands for and the rule that says so."""

from __future__ import annotations

from detente.model import Span, judged
from detente.model.found import Findings
from detente.model.given import Report


class Cast:
    """The actors of one report. Ask it who stands behind a stretch of words."""

    def __init__(self, report: Report, mentions: tuple[judged.Mention, ...]):
        self.report, self.mentions = report, mentions

    def who(self, span: Span) -> tuple[str, ...]:
        """The actors that the noun phrase stands for, in text order; empty where we cannot tell.

        "the Russian demands" stands for nobody; "he and the US Secretary of State" for two.
        """
        return ()

    def parties(self, span: Span) -> tuple[judged.Party, ...]:
        """The same as parties of a move, each with its country code and sector."""
        return ()

    def bounds(self) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Between which days the people of the report hold the offices it gives them, and why."""
        return None, None, ()


def cast_of(report: Report, found: Findings) -> Cast:
    """Who everybody is in this report."""
    return Cast(report, ())
