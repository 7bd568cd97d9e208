"""spaCy behind our `Parsed`: loaded once, late, with a check of what the pipeline can do."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.errors import MissingPart
from detente.parse.attachments import mended
from detente.parse.parsed import Entity, Parsed, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64
"""Passages parsed together. Larger batches gain little and cost memory (128 whole reports: 1 GB)."""

RUN = 40
"""Marks in a row that are read; longer rows are dividers and dot leaders. spaCy's tokenizer takes marks off one by one and
copies the rest each time: 4,000 dashes took 1.4 s, 8,000 four times as long."""
RUNS = re.compile(rf"(?:[^\w\s]|_){{{RUN + 1},}}")

PREFIXED = re.compile(r"(?:de|re|co)-[a-z]{3,}", re.IGNORECASE)
"""A verb with its prefix, or a noun made of one, which the tokenizer would cut in three ("to de - escalate"): the tagger then
finds no verb, and nothing that hangs on it."""

NEEDED = ("tagger", "parser", "lemmatizer", "ner")


class Parser:
    """A loaded pipeline. `name` is what each datum records: name@version."""

    def __init__(self, nlp: Language):
        self.nlp = nlp
        meta = nlp.meta
        self.name = f"{meta['lang']}_{meta['name']}@{meta['version']}"

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """Each text parsed, in order. White space of every kind is read as a space, as is the rest of a long row of marks;
        no offset moves."""
        kept, plain = [], []
        for text in texts:
            kept.append(text)
            plain.append(readable(text))
        for text, doc in zip(kept, self.nlp.pipe(plain, batch_size=BATCH), strict=True):
            yield converted(text, doc, self.name)


WHITE = re.compile(r"[^\S ]")
"""White space of every kind but the plain one: the tokenizer takes a no-break space for the first letter of a word."""


def readable(text: str) -> str:
    """The text as the pipeline reads it, code point for code point.

    >>> len(readable("a\\n" + 100 * "-")), readable(100 * "-").count("-")
    (102, 40)
    """
    return RUNS.sub(lambda run: run[0][:RUN].ljust(len(run[0])), WHITE.sub(" ", text))


def converted(text: str, doc: Doc, by: str) -> Parsed:
    """A spaCy document as plain objects; white-space tokens are dropped, their children lifted."""
    every: list[Token] = []
    for token in doc:
        new = Token()
        new.i, new.start = token.i, token.idx
        new.text, new.end = token.text, token.idx + len(token)
        new.lower, new.lemma = token.lower_, token.lemma_.lower()
        new.pos, new.tag, new.dep = token.pos_, token.tag_, token.dep_
        new.entity, new.children, new.sentence = token.ent_type_, [], 0
        every.append(new)
    for token, new in zip(doc, every, strict=True):
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        new.head = every[head.i]
    tokens = [t for t in every if t.text.strip()]
    for new in tokens:
        if new.head is not new and new.head.text.strip():
            new.head.children.append(new)
        else:
            new.head = new
    sentences: list[Sentence] = []
    for sent in doc.sents:
        inside = [t for t in every[sent.start : sent.end] if t.text.strip()]
        if inside:
            root = next((t for t in inside if t.head is t), inside[0])
            for t in inside:
                t.sentence = len(sentences)
            sentences.append(Sentence(len(sentences), inside, root))
    for place, new in enumerate(tokens):
        new.i = place
    sentences = mended(tokens, sentences)
    entities = [Entity(every[e.start], every[e.end - 1], e.label_) for e in doc.ents if e.text.strip()]
    return Parsed(text, tokens, sentences, entities, by)


@lru_cache(maxsize=2)
def load(name: str) -> Parser:
    """The pipeline of that package name or folder.

    Raises `MissingPart` if it is not installed or cannot parse, name and lemmatise.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(name)
    except OSError as error:
        raise MissingPart(
            f"the language pipeline “{name}” is not installed; run `make setup`, or set DETENTE_MODEL to one that is."
        ) from error
    lacking = [part for part in NEEDED if part not in nlp.pipe_names]
    if lacking:
        raise MissingPart(
            f"the language pipeline “{name}” lacks {', '.join(lacking)}; choose another with DETENTE_MODEL."
        )
    setattr(nlp.tokenizer, "token_match", PREFIXED.fullmatch)  # noqa: B010 (spaCy types it as a plain function)
    return Parser(nlp)
