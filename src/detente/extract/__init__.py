"""Parsed passage → findings: statements, moves, times, places, figures, mentions.

Context-free: nothing but the passage is looked at, so that a passage already seen is never parsed again.
"""

from __future__ import annotations

from detente.model.found import Findings
from detente.parse import Parsed

VERSION = "6"
"""Rises with every change that can alter a finding: what was memoised under another is read anew."""


def findings(parsed: Parsed) -> Findings:
    """Everything that one passage says, by itself. Offsets count from its start."""
    # Here: who only reads what was found needs none of them, and a third of a second to load them.
    from detente.extract.attribution import statements
    from detente.extract.figures import figures
    from detente.extract.mentions import mentions
    from detente.extract.moves import moves
    from detente.extract.places import places
    from detente.extract.quotation import quotations
    from detente.extract.times import times

    quoted = quotations(parsed.text)
    when = times(parsed)
    counted = figures(parsed, when)
    named = mentions(parsed, quoted)
    said = statements(parsed, quoted)
    done = moves(parsed, said, when, counted)
    return Findings(
        by=f"detente.extract/{VERSION} {parsed.by}",
        sentences=tuple(s.span for s in parsed.sentences),
        quotations=quoted,
        mentions=named,
        times=when,
        places=places(parsed),
        figures=counted,
        statements=said,
        moves=done,
    )
