"""How a line points at its sentences: the source's number and a letter, `3b`, the same on every face."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.derived import Brief, BriefLine, Cite, NumberedSource
from detente.show.brief.words import sections

LISTED = 100
"""Reports that are all listed as sources. Of more only those with a sentence that is cited: nobody reads, or prints, a
list of five thousand."""


def with_parts(line: BriefLine) -> Iterator[BriefLine]:
    """A line and its parts, in order."""
    waiting = [line]
    while waiting:
        line = waiting.pop()
        yield line
        waiting.extend(reversed(line.parts))


class Citations:
    """The sentences that a brief cites, by source, each with its label and the lines that cite it."""

    def __init__(self, brief: Brief):
        self.sources = {source.number: source for source in brief.sources}
        self.labels: dict[tuple[int, str], str] = {}
        self.by_source: dict[int, dict[str, Cite]] = {}
        self.places: dict[str, dict[str, str]] = {}
        """Label → title of a section → anchor of the first line in it that cites the sentence."""
        for number, section in enumerate(sections(brief), 1):
            for n, top in enumerate(section.lines, 1):
                for line in with_parts(top):
                    for cite in line.cites:
                        places = self.places.setdefault(self.label(cite), {})
                        places.setdefault(section.title, anchor(number, n))

    def label(self, cite: Cite) -> str:
        """The label of a sentence; a new one gets the next letter of its source."""
        key = (cite.source, cite.sentence)
        if key not in self.labels:
            known = self.by_source.setdefault(cite.source, {})
            self.labels[key] = f"{cite.source}{letters(len(known))}"
            known[self.labels[key]] = cite
        return self.labels[key]

    def of(self, line: BriefLine) -> dict[str, Cite]:
        """The sentences to mark a line with, by label; none where its parts show them all."""
        own = {self.label(c): c for c in line.cites}
        return {} if line.parts and own.keys() <= self.below(*line.parts).keys() else own

    def below(self, *lines: BriefLine) -> dict[str, Cite]:
        """The sentences of lines and of all their parts, by label."""
        return {self.label(c): c for top in lines for line in with_parts(top) for c in line.cites}

    def listed(self) -> list[NumberedSource]:
        """The sources to list, by their numbers."""
        every = [self.sources[number] for number in sorted(self.sources)]
        return every if len(every) <= LISTED else [s for s in every if s.number in self.by_source]

    def rest(self) -> str:
        """What to say of the sources that are not listed; nothing if all are."""
        left = len(self.sources) - len(self.listed())
        return f"… and {left:,} reports that no line here cites" if left else ""

    def under(self, source: int) -> dict[str, Cite]:
        """The sentences cited from a source, by label."""
        return self.by_source.get(source, {})


def anchor(section: int, line: int) -> str:
    """What a page calls a line by."""
    return f"l{section}-{line}"


def letters(n: int) -> str:
    """a … z, aa, ab …

    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    high, low = divmod(n, 26)
    return (letters(high - 1) if high else "") + chr(ord("a") + low)
