"""How a line points at its sentences: the source's number and a letter, `3b`, the same on every face."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.derived import Brief, BriefLine, Cite, NumberedSource


def every_line(brief: Brief) -> Iterator[BriefLine]:
    """Every line and part of a line, in the order of the brief."""
    waiting = [line for section in reversed(brief.sections) for line in reversed(section.lines)]
    while waiting:
        line = waiting.pop()
        yield line
        waiting.extend(reversed(line.parts))


class Citations:
    """The sentences that a brief cites, by source, each with its label."""

    def __init__(self, brief: Brief):
        self.labels: dict[tuple[int, str], str] = {}
        self.by_source: dict[int, list[Cite]] = {}
        for line in every_line(brief):
            for cite in line.cites:
                if (cite.source, cite.sentence) not in self.labels:
                    cited = self.by_source.setdefault(cite.source, [])
                    self.labels[cite.source, cite.sentence] = f"{cite.source}{letters(len(cited))}"
                    cited.append(cite)

    def of(self, line: BriefLine) -> list[tuple[str, Cite]]:
        """The labels of a line, each once, in order."""
        return list({self.labels[c.source, c.sentence]: c for c in line.cites}.items())

    def under(self, source: int) -> list[tuple[str, Cite]]:
        """The sentences cited from a source, with their labels, in order."""
        return [(self.labels[c.source, c.sentence], c) for c in self.by_source.get(source, [])]


def letters(n: int) -> str:
    """a … z, aa, ab …

    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    high, low = divmod(n, 26)
    return (letters(high - 1) if high else "") + chr(ord("a") + low)


def source_words(source: NumberedSource) -> str:
    """Outlet, date and title of a source, as far as known."""
    named = ", ".join(w for w in (source.outlet, source.date) if w)
    title = f"“{source.title}”" if source.title else ""
    return ": ".join(w for w in (named, title) if w) or source.name
