"""Attributions without a verb: "according to X", "in X's view", a name and a colon, a name below a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extract.content import Clause, near, tokens_between, widened
from detente.extract.cues import LONGEST
from detente.extract.draft import Draft, cleaned
from detente.extract.speakers import name_span, speaks
from detente.model.found import Quotation
from detente.model.record import Span
from detente.parse import Parsed
from detente.parse.parsed import Token

VIEWS = frozenset(
    {"view", "opinion", "words", "eyes", "estimation", "telling", "judgment", "judgement", "assessment"}
)


def according(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """ "According to X", "per X", "in X's view": the content is the clause that this hangs on."""
    for token in parsed.tokens:
        if (found := viewpoint(parsed, token)) and len(parsed.sentences[token.sentence].tokens) <= LONGEST:
            first, last, speaker = found
            top = first.head
            if top is first:
                continue
            while top.dep in (
                "pobj",
                "prep",
                "dobj",
                "nsubj",
                "amod",
                "appos",
                "attr",
                "acomp",
                "npadvmod",
                "conj",
                "oprd",
                "advmod",
            ) and (top.head is not top):
                top = top.head
            held = set(first.subtree())
            inside = {t for t in top.subtree() if t not in held}
            if not inside:
                continue
            clause = Clause(held)
            raw = split_at(sorted(inside, key=lambda t: t.i), clause.span)
            pieces = cleaned(parsed, widened(raw, outer, None, [clause.span]))
            yield Draft(
                cue=Span(first.start, last.end), pieces=pieces, act="claim", kind="speech", sure=0.78, head=first,
                clause=clause, speaker=speaker, source=name_span(speaker),
            )  # fmt: skip


def viewpoint(parsed: Parsed, token: Token) -> tuple[Token, Token, Token] | None:
    """The first and last word of such a cue, and its speaker."""
    after = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
    if token.lower == "according" and after is not None and after.lower == "to":
        speaker = after.child("pobj") or token.child("pobj")
        return (token, after, speaker) if speaker is not None else None
    if token.lower == "per" and token.pos == "ADP" and (speaker := token.child("pobj")) and speaks(speaker):
        return token, token, speaker
    if token.lower == "in" and (view := token.child("pobj")) and view.lower in VIEWS and token.dep == "prep":
        speaker = view.child("poss") or next(
            (p for c in view.children if c.lower == "of" and (p := c.child("pobj"))), None
        )
        if speaker is not None and speaks(speaker):
            return token, view, speaker
    return None


def split_at(ordered: list[Token], cut: Span) -> list[Span]:
    """The words before and after a stretch that is no content."""
    before = [t for t in ordered if t.end <= cut.start]
    after = [t for t in ordered if t.start >= cut.end]
    return [Span(part[0].start, part[-1].end) for part in (before, after) if part]


def named_before_colon(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """A name and a colon ("Brandt: “…”"), or a quotation, a dash and a name ("“…” – Ada Brandt")."""
    if heads := list(headed(parsed, outer)):
        yield from heads
        return
    text = parsed.text
    for sentence in parsed.sentences:
        tokens = sentence.tokens
        at = next((n for n, t in enumerate(tokens[:8]) if t.text == ":"), None)
        if not at:
            continue
        names = tokens[:at]
        head = next((t for t in reversed(names) if t.pos == "PROPN"), None)
        if head is None or any(t.pos in ("VERB", "AUX") for t in names):
            continue
        quotation = next(
            (q for q in near(outer, tokens[at].end, tokens[at].end + 2) if q.start >= tokens[at].end), None
        )
        if quotation is None or not speaks(head):
            continue
        name = Span(names[0].start, names[-1].end)
        yield Draft(
            cue=tokens[at].span, pieces=[quotation.span], act="claim", kind="speech", sure=0.8, head=tokens[at],
            clause=Clause({*names, tokens[at]}), speaker=head, source=name,
        )  # fmt: skip
    for quotation in outer[-2:]:
        rest = text[quotation.end : quotation.end + 4].strip()
        if rest[:1] in ("-", "–", "—", "―") and (signed := signature(parsed, quotation.end)):
            yield Draft(
                cue=None, pieces=[quotation.span], act="claim", kind="speech", sure=0.7, head=signed[0],
                clause=Clause(set(signed)), speaker=signed[-1], source=Span(signed[0].start, signed[-1].end),
            )  # fmt: skip


def headed(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """A line of its own that opens with somebody and a colon, as headlines do: "Brandt: no ships without guarantees".

    A place ("Geneva: …") names the scene, not who speaks. No verb and no full stop make it a headline's.
    """
    at = next((t.i for t in parsed.tokens[:7] if t.text == ":"), 0)
    rest = parsed.tokens[at + 1 :]
    if not at or "\n" in parsed.text.strip() or not 3 <= len(rest) <= HEADLINE or rest[-1].text == ".":
        return
    names = parsed.tokens[:at]
    kinds = {t.entity for t in names}
    if any(t.pos in ("VERB", "AUX", "ADP", "PUNCT", "NUM") for t in names) or not kinds & {"PERSON", "ORG"}:
        return
    if any(
        q.start <= rest[0].start and rest[-1].end <= q.end for q in near(outer, rest[0].start, rest[-1].end)
    ):
        return
    yield Draft(
        cue=parsed.tokens[at].span, pieces=cleaned(parsed, [Span(rest[0].start, rest[-1].end)]), act="claim", kind="speech",
        sure=0.7 if "PERSON" in kinds else 0.5, head=parsed.tokens[at], clause=Clause({*names, parsed.tokens[at]}),
        speaker=names[-1], source=Span(names[0].start, names[-1].end),
    )  # fmt: skip


HEADLINE = 24
"""Words after the colon of a headline, at most."""


def signature(parsed: Parsed, start: int) -> list[Token]:
    """The name that signs a quotation: nothing but a dash and words with capitals up to the end of the passage."""
    rest = [t for t in tokens_between(parsed, start, len(parsed.text)) if any(c.isalpha() for c in t.text)]
    return (
        rest
        if 0 < len(rest) <= 6 and all(t.text[0].isupper() or t.pos in ("ADP", "DET") for t in rest)
        else []
    )
