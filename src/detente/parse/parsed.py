"""A parsed passage: tokens with heads, sentences, names. Plain objects; no parser needed to read them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from detente.model import Span


class Token:
    """One token. `head` is itself for the root of a sentence; `children` are in text order.

    `tag` is the Penn tag, `pos` the universal part of speech, `dep` the relation in spaCy's
    English scheme (ClearNLP labels: nsubj, nsubjpass, dobj, dative, pobj, ccomp, xcomp …).
    """

    __slots__ = (
        "children", "dep", "end", "entity", "head", "i", "lemma", "lower", "pos", "sentence", "start",
        "tag", "text",
    )  # fmt: skip

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    entity: str
    """OntoNotes label of the name it belongs to (PERSON, GPE, ORG, NORP, LOC …), or ""."""
    start: int
    end: int
    head: Token
    children: list[Token]
    sentence: int

    def __repr__(self) -> str:
        return f"<{self.text} {self.pos} {self.dep}>"

    @property
    def span(self) -> Span:
        """Its place in the passage."""
        return Span(self.start, self.end)

    def subtree(self) -> Iterator[Token]:
        """The token and everything below it, in no special order."""
        waiting = [self]
        while waiting:
            token = waiting.pop()
            yield token
            waiting.extend(token.children)

    def ancestors(self) -> Iterator[Token]:
        """From its head up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def hull(self) -> Span:
        """From the first to the last word of its subtree."""
        start, end = self.start, self.end
        for token in self.subtree():
            start, end = min(start, token.start), max(end, token.end)
        return Span(start, end)

    def child(self, *deps: str) -> Token | None:
        """Its first child with one of these relations."""
        for (
            child
        ) in self.children:  # asked more often than anything else: a loop takes half of a generator's time
            if child.dep in deps:
                return child
        return None


class Entity:
    """A name as the parser's name finder saw it: tokens `[first, last]` inclusive, and its label."""

    __slots__ = ("first", "label", "last")

    def __init__(self, first: Token, last: Token, label: str):
        self.first, self.last, self.label = first, last, label

    @property
    def span(self) -> Span:
        """Its place in the passage."""
        return Span(self.first.start, self.last.end)


class Sentence:
    """A sentence: its tokens (white space left out) and its root."""

    __slots__ = ("index", "root", "tokens")

    def __init__(self, index: int, tokens: list[Token], root: Token):
        self.index, self.tokens, self.root = index, tokens, root

    @property
    def span(self) -> Span:
        """Its place in the passage."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


class Parsed:
    """A passage with its analysis. `by` names the pipeline and its version."""

    __slots__ = ("by", "entities", "sentences", "text", "tokens")

    def __init__(
        self, text: str, tokens: list[Token], sentences: list[Sentence], entities: list[Entity], by: str
    ):
        self.text, self.tokens, self.sentences = text, tokens, sentences
        self.entities, self.by = entities, by

    def name_at(self, token: Token) -> Entity | None:
        """The name that a token is part of."""
        at = bisect_right(self.entities, token.i, key=lambda name: name.first.i) - 1
        if at >= 0 and self.entities[at].first.i <= token.i <= self.entities[at].last.i:
            return self.entities[at]
        return None

    def tokens_in(self, span: tuple[int, int]) -> list[Token]:
        """The tokens that lie in the span."""
        return [t for t in self.tokens if span[0] <= t.start and t.end <= span[1]]
