"""Translated copy that names the speaker last: "“…”, *wished to recall the minister*, before specifying that …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.extract.content import Clause, near, tokens_between, widened
from detente.extract.cues import Entry, entries, lemma, words
from detente.extract.draft import Draft, cleaned
from detente.extract.speakers import FINITE, name_span, own_subject, speaks
from detente.model.found import Quotation
from detente.model.record import Span
from detente.parse import Parsed
from detente.parse.parsed import Token

REACH = 14
"""Words behind the verb among which the speaker must stand."""

CLOSING = frozenset("”»\"'’")


def named_last(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """Every "…, wanted to *V* X": what stands before the comma is told, and X tells it.

    English has a subject before "wanted". Without one, behind a comma, the noun behind the infinitive is no object.
    """
    for verb in parsed.tokens:
        if lemma(verb) in words("wishing") and (found := wished(parsed, verb)) is not None:
            cue, row = found
            speaker = first_name(parsed, cue)
            if speaker is None:
                continue
            start = parsed.sentences[verb.sentence].span.start
            before = near(outer, start, verb.start)
            alone = [
                q for q in before if 0 <= verb.start - q.end <= 3 and not parsed.text[start : q.start].strip()
            ]
            raw = [q.span for q in alone] or [Span(start, verb.start)]
            clause = Clause({verb, cue, *speaker.subtree()})
            yield Draft(
                cue=Span(verb.start, cue.end), pieces=cleaned(parsed, widened(raw, outer, verb.span, [])), act=row.act,
                kind="speech", sure=0.7, head=verb, entry=row, clause=clause, speaker=speaker, source=name_span(speaker),
            )  # fmt: skip


def wished(parsed: Parsed, verb: Token) -> tuple[Token, Entry] | None:
    """The infinitive of telling under a verb of wishing that has no subject and stands behind a comma."""
    if verb.tag not in FINITE or own_subject(verb) is not None or not behind_comma(parsed, verb):
        return None
    infinitive = next((c for c in verb.children if c.dep == "xcomp" and 1 <= c.i - verb.i <= 3), None)
    if infinitive is None or infinitive.child("ccomp", "xcomp") is not None:
        return None
    rows = [r for r in entries().get(lemma(infinitive), ()) if r.pos == "verb" and len(r.words) == 1]
    return (
        (infinitive, rows[0])
        if rows and (rows[0].quotes or rows[0].kind == "speech" or rows[0].act == "believe")
        else None
    )


def behind_comma(parsed: Parsed, verb: Token) -> bool:
    """Whether a comma, or a comma and a closing mark, stands right before a verb, and a clause before it."""
    at = verb.i - 1
    while at > 0 and parsed.tokens[at].text in CLOSING:
        at -= 1
    first = parsed.sentences[verb.sentence].tokens[0].i
    return (
        at - first >= 3
        and parsed.tokens[at].text == ","
        and any(t.pos in ("VERB", "AUX") for t in parsed.tokens[first:at])
    )


def first_name(parsed: Parsed, cue: Token) -> Token | None:
    """Who stands behind the infinitive, at the end of the clause."""
    for token in parsed.tokens[cue.i + 1 : cue.i + REACH]:
        if token.sentence != cue.sentence or token.text in (",", ";", ":", "."):
            return None
        if (
            token.pos not in ("NOUN", "PROPN")
            or token.entity in ("DATE", "TIME")
            or token.lemma in words("days")
        ):
            continue
        here = token
        while here.head.i > here.i and here.dep in ("compound", "amod", "poss", "nmod"):
            here = here.head
        return here if speaks(here) and ends_clause(parsed, here) else None
    return None


def ends_clause(parsed: Parsed, name: Token) -> bool:
    """Whether the clause ends behind a name, but for what describes it."""
    end = name_span(name).end
    after = tokens_between(parsed, end, end + 12)[:1]
    return not after or after[0].text in (",", ";", ".", ":", "–", "—", "“", "”", '"')


def follows(draft: Draft, cue: Token) -> bool:
    """Whether a later verb of the sentence, without a subject of its own, goes on for the speaker named last."""
    if draft.head is None or draft.source is None or cue.sentence != draft.head.sentence:
        return False
    return cue.start > draft.source.end and own_subject(cue) is None
