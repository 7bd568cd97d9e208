"""Whose a quotation is when no grammar says so: the cue beside it, the one that quotes already, or nobody here."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from detente.extract.content import Clause, near, overlap, sentence_start, tokens_between, widened, word_count
from detente.extract.cues import entries, lemma, words
from detente.extract.draft import ENOUGH, Draft, cleaned, quotes_touch
from detente.extract.speakers import FINITE, name_span, own_subject, speaks, subject, tells
from detente.model.found import Quotation
from detente.model.record import Span
from detente.parse import Parsed
from detente.parse.parsed import Token

SCARE = 3
"""Quoted words, at most, that are a scare quote, a title or a nickname when no cue claims them."""


AROUND = 40
"""How many drafts on either side are looked at for an owner, so that a page of nothing but marks takes no hours."""

PIECES = 40
"""Pieces that one statement may have, at most."""


def share_quotations(parsed: Parsed, outer: Sequence[Quotation], drafts: list[Draft]) -> None:
    """Give every quotation that no content covers yet to the cue beside it, to the one that quotes already, or to nobody."""
    ordered = sorted(drafts, key=place)
    for quotation in outer:
        at = bisect_left(ordered, quotation.start, key=place)
        close = ordered[max(0, at - AROUND) : at + AROUND]
        if not any(covers(d, quotation) for d in close if d.sure >= ENOUGH) and (
            new := given(parsed, quotation, outer, close)
        ):
            drafts.append(new)
            insort(ordered, new, key=place)


def place(draft: Draft) -> int:
    """Where a draft stands: at its cue."""
    return draft.cue.start if draft.cue is not None else draft.pieces[0].start


def given(
    parsed: Parsed, quotation: Quotation, outer: Sequence[Quotation], close: Sequence[Draft]
) -> Draft | None:
    """Give one quotation to an owner; a new draft where none of those close by owns it."""
    owner = beside(parsed, quotation, close)
    if any(d.cue is not None and quotation.start <= d.cue.start < quotation.end and d.pieces and d.cue.end <= d.pieces[0].start
           and d.head is not None and d.entry is None for d in close):  # fmt: skip
        return None  # a turn of a transcript inside its marks
    if owner is None and full_sentence(parsed, quotation) and (told := told_after(parsed, quotation)):
        owner = next((d for d in close if d.head is told.head), None)
        if owner is None:
            return told
    if owner is None and word_count(parsed.text[quotation.inner.start : quotation.inner.end]) <= SCARE:
        return None
    if owner is None and (introduced := before_colon(parsed, quotation)) is not None:
        return introduced
    if owner is None and sentence_start(parsed.text, quotation.start):
        owner = quoting(parsed, quotation, outer, close)
    if owner is not None and len(owner.pieces) < PIECES:
        take(parsed, owner, quotation, outer)
        return None
    return (
        unowned(parsed, quotation)
        if full_sentence(parsed, quotation) and not is_heading(parsed, quotation)
        else None
    )


def is_heading(parsed: Parsed, quotation: Quotation) -> bool:
    """Whether a few quoted words without a full stop are all of the passage: a heading, or a line pulled from the text."""
    text = parsed.text
    if text[: quotation.start].strip() or text[quotation.end :].strip():
        return False
    inner = text[quotation.inner.start : quotation.inner.end]
    return inner[-1] not in ".!?,…" and word_count(inner) <= HEADING


HEADING = 9
"""Words of a heading, at most."""


def covers(draft: Draft, quotation: Quotation) -> bool:
    """Whether a draft tells most of the quoted words. A cue inside the quotation cannot: it is told with them."""
    if draft.cue is not None and quotation.start <= draft.cue.start < quotation.end:
        return False
    inner = quotation.inner
    return overlap(draft.pieces, inner) * 2 >= inner.end - inner.start


def before_colon(parsed: Parsed, quotation: Quotation) -> Draft | None:
    """A clause and a colon right before the quotation: whoever acts in the clause speaks ("The envoy was blunt: “…”")."""
    before = tokens_between(parsed, max(0, quotation.start - 400), quotation.start)
    if len(before) >= 3 and before[-1].text in (",", ":") and (opening := said_first(before)) is not None:
        verb, who = opening
        return Draft(
            cue=verb.span, pieces=[quotation.span], act="claim", kind="speech", sure=0.85, head=verb,
            clause=Clause({verb, who}), speaker=who, source=Span(before[before.index(verb) + 1].start, who.end),
        )  # fmt: skip
    if len(before) < 2 or before[-1].text != ":":
        return None
    if (named := name_at_end(parsed, before[:-1])) is not None:
        first, last = named
        return Draft(
            cue=before[-1].span, pieces=[quotation.span], act="claim", kind="speech", sure=0.76, head=before[-1],
            clause=Clause({before[-1]}), speaker=last, source=Span(first.start, last.end),
        )  # fmt: skip
    root = before[-2]
    while root.head is not root and root.head.start < before[-1].start:
        root = root.head
    speaker = subject(root) if root.pos in ("VERB", "AUX") else None
    if speaker is None or not (speaks(speaker) or tells(speaker)):
        return None
    return Draft(
        cue=root.span, pieces=[quotation.span], act="claim", kind="speech", sure=0.6, head=root,
        clause=Clause({root}), speaker=speaker, source=name_span(speaker),
    )  # fmt: skip


SAID = frozenset(
    {"said", "says", "added", "adds", "wrote", "writes", "replied", "asked", "tweeted", "stated", "explained"}
)


def said_first(before: Sequence[Token]) -> tuple[Token, Token] | None:
    """Verb and speaker of "Said the mayor, “…”": a sentence of nothing but these before the quotation."""
    last = before[-1]
    clause = [t for t in before if t.sentence == last.sentence][:-1]
    if not 2 <= len(clause) <= 8 or clause[0].lower not in SAID or clause[-1].pos not in ("NOUN", "PROPN"):
        return None
    named = all(t.pos in ("NOUN", "PROPN", "ADJ", "DET", "PUNCT", "PART") for t in clause[1:])
    return (clause[0], clause[-1]) if named and speaks(clause[-1]) else None


def name_at_end(parsed: Parsed, before: Sequence[Token]) -> tuple[Token, Token] | None:
    """The name of a person, or of a body after a dash, that ends some words: "It came as no surprise to *Ada Brandt*:",
    "A late vote – *Lars Friis*:", "More from *Friis*:"."""
    last = before[-1]
    if last.pos != "PROPN" or last.entity not in ("PERSON", "ORG"):
        return None
    at = len(before) - 1
    while (
        at > 0
        and before[at - 1].pos == "PROPN"
        and before[at - 1].entity == last.entity
        and (
            before[at - 1].head is before[at]
            or before[at - 1].head is last
            or before[at - 1].head is before[at].head
        )
    ):
        at -= 1
    first = before[at]
    opening = before[at - 1] if at else None
    alone = (
        opening is None
        or opening.text in ("-", "–", "—", ".", "―", "]", "from")
        or opening.sentence != first.sentence
    )
    if alone or (last.entity == "PERSON" and speaks_last(last)):
        return first, last
    return None


def speaks_last(name: Token) -> bool:
    """Whether a person named last before a colon is the one of whom the clause tells, not its subject's possession."""
    return name.dep in ("dobj", "pobj", "attr", "appos") and not any(
        t.lemma in FOR_OTHERS for t in (name.head, name.head.head)
    )


FOR_OTHERS = frozenset({"about", "of", "to", "against", "on", "tell", "ask", "with"})
"""Words after which a name before a colon is spoken of, or spoken to."""


def take(parsed: Parsed, draft: Draft, quotation: Quotation, outer: Sequence[Quotation]) -> None:
    """Add a quotation to what a draft tells."""
    draft.pieces = cleaned(parsed, widened([*draft.pieces, quotation.span], outer, draft.cue, []))
    draft.sure = max(draft.sure, 0.76 if draft.speaker is not None else 0.5)


def beside(parsed: Parsed, quotation: Quotation, drafts: Sequence[Draft]) -> Draft | None:
    """The cue between which and the quotation nothing stands but its own reporting clause."""
    best: tuple[int, Draft] | None = None
    for draft in drafts:
        if (
            draft.head is None
            or draft.clause is None
            or draft.cue is None
            or quotation.span.overlaps(draft.cue)
        ):
            continue
        if draft.entry is not None and not (draft.entry.quotes and draft.entry.kind == "speech"):
            continue
        if (
            draft.pieces
            and not any(
                0 <= p.start - quotation.end <= 2 or 0 <= quotation.start - p.end <= 2 for p in draft.pieces
            )
            and not quotation_first(draft, quotation)
            and not goes_on(parsed.text, draft, quotation)
        ):
            continue
        if not punctuated(parsed.text, quotation, draft.cue) and not signed(parsed.text, quotation, draft):
            continue
        gap = gap_words(parsed, quotation, draft)
        if gap is not None and (best is None or gap < best[0]):
            best = (gap, draft)
    return best[1] if best else None


def punctuated(text: str, quotation: Quotation, cue: Span) -> bool:
    """Whether the quotation is set off as reported speech is: "“…,” said X", "X said, “…”", "X said “…”".

    After a full stop only a small letter goes on with the sentence: "“….” the mayor said".
    """
    if quotation.end <= cue.start:
        last, after = text[quotation.inner.end - 1], text[quotation.end : quotation.end + 3].lstrip()
        return last in ",?!…—–-" or after[:1] in (",", "–", "—") or (last == "." and after[:1].islower())
    gap = text[cue.end : quotation.start]
    return not gap.strip() or gap.rstrip()[-1] in ",:;" or word_count(gap) <= 6


def quotation_first(draft: Draft, quotation: Quotation) -> bool:
    """Whether the quotation stands right before the reporting clause, which then goes on."""
    return draft.clause is not None and 0 <= draft.clause.span.start - quotation.end <= 3


def goes_on(text: str, draft: Draft, quotation: Quotation) -> bool:
    """Whether a quotation goes on right behind the reporting clause: "“We know,” the envoy said, *“but not enough.”*"."""
    if draft.cue is None or not draft.pieces or draft.pieces[0].start > draft.cue.start:
        return False
    end = max(draft.cue.end, draft.source.end if draft.source is not None else 0)
    return 0 <= quotation.start - end <= 3 and not text[end : quotation.start].strip(" ,:")


def signed(text: str, quotation: Quotation, draft: Draft) -> bool:
    """Whether a short sentence that is nothing but a reporting clause follows the quotation: "“Go home.” *The mayor said.*"."""
    if draft.clause is None or draft.pieces or not quotation_first(draft, quotation):
        return False
    return text[draft.clause.span.end : draft.clause.span.end + 1] == "."


def gap_words(parsed: Parsed, quotation: Quotation, draft: Draft) -> int | None:
    """How many words stand between quotation and cue; None if one of them is not of the reporting clause."""
    if draft.head is None or draft.clause is None:
        return None
    head = draft.head
    if quotation.end <= head.start:
        between = tokens_between(parsed, quotation.end, head.start)
    else:
        told = max((p.end for p in draft.pieces if p.end <= quotation.start), default=head.end)
        between = tokens_between(parsed, max(head.end, told), quotation.start)
    if len(between) > 40:
        return None
    for token in between:
        if token in draft.clause.tokens or token.pos in ("PUNCT", "CCONJ", "SPACE", "SYM"):
            if token.text in ".!?" and token.dep == "punct":
                return None
            continue
        if token.lemma in words("days") or token.pos == "ADV":
            continue
        return None
    return len(between)


def quoting(
    parsed: Parsed, quotation: Quotation, outer: Sequence[Quotation], drafts: Sequence[Draft]
) -> Draft | None:
    """The cue of the passage that quotes already and stands nearest before; failing that, nearest after."""
    owning = [
        d for d in drafts
        if d.sure >= ENOUGH and d.kind == "speech" and d.cue is not None and quotes_touch(d.pieces, outer)
        and (d.entry is None or d.entry.quotes)
        and not any(q.start < d.cue.start < q.end for q in near(outer, *d.cue))
    ]  # fmt: skip
    before = [d for d in owning if d.pieces and d.pieces[0].start < quotation.start]
    if before:
        return max(before, key=lambda d: d.pieces[-1].start)
    return min(owning, key=lambda d: d.pieces[0].start, default=None)


def full_sentence(parsed: Parsed, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own, or the whole passage."""
    return sentence_start(parsed.text, quotation.start) and parsed.text[quotation.inner.start].isupper()


def unowned(parsed: Parsed, quotation: Quotation) -> Draft:
    """A quotation that nobody here is said to speak: whoever acts in the sentence before it in the passage does ("The
    envoy agreed. “…”"); failing that, whoever spoke in the passage before may go on."""
    draft = Draft(cue=None, pieces=[quotation.span], act="claim", kind="speech", sure=0.36, carried=True)
    if (speaker := acting_before(parsed, quotation)) is not None:
        draft.carried, draft.speaker, draft.source, draft.sure = False, speaker, name_span(speaker), 0.5
    return draft


def acting_before(parsed: Parsed, quotation: Quotation) -> Token | None:
    """The person or body that is the subject of the sentence right before a quotation."""
    before = tokens_between(parsed, max(0, quotation.start - NEAR), quotation.start)
    if not before or before[-1].text not in (".", ":"):
        return None
    sentence = parsed.sentences[before[-1].sentence]
    if any(t.start >= quotation.start for t in sentence.tokens[-1:]):
        return None
    who = own_subject(sentence.root)
    if who is None or who.lower in FIRST or not speaks(who):
        return None
    return who if who.entity == "PERSON" or who.lower in ("he", "she", "they") or who.pos == "NOUN" else None


NEAR = 60
"""Letters before a quotation among which the last word before it is looked for."""

FIRST = frozenset({"i", "we", "you"})


def told_after(parsed: Parsed, quotation: Quotation) -> Draft | None:
    """A quotation that goes on into a clause with somebody for its subject, whatever the verb: "“Enough,” *he barked*".

    After a question or an exclamation mark the clause must go on with a small letter, or its verb be a known cue.
    """
    last = parsed.text[quotation.inner.end - 1]
    after = parsed.text[quotation.end : quotation.end + 3].lstrip()
    if last not in ",?!" and after[:1] != ",":
        return None
    words_after = tokens_between(parsed, quotation.end, quotation.end + REACH)
    clause = [t for t in words_after if t.text not in QUOTES]
    clause = clause[1:] if clause[:1] and clause[0].text == "," else clause
    found = verb_and_speaker(clause)
    if found is None:
        return None
    verb, speaker = found
    if last in "?!" and not (
        after[:1].islower()
        or any(row.quotes for row in entries().get(lemma(verb), ()) if len(row.words) == 1)
    ):
        return None
    held = {t for t in clause if t.i <= max(verb.i, speaker.i)}
    return Draft(
        cue=verb.span, pieces=[quotation.span], act="claim", kind="speech", sure=0.7, head=verb,
        clause=Clause(held), speaker=speaker, source=name_span(speaker),
    )  # fmt: skip


REACH = 160
"""Letters after a quotation among which its verb must stand."""

QUOTES = frozenset({"“", "”", '"', "„", "«", "»", "``", "''", "‘", "’", "'"})


def verb_and_speaker(clause: Sequence[Token]) -> tuple[Token, Token] | None:
    """The first verb with a tense in a stretch of words, and its subject there, before it or right after it."""
    for place, token in enumerate(clause):
        if token.text in (".", ";", ":", "?", "!"):
            return None
        if token.pos != "VERB" or token.tag not in FINITE or token.dep in ("relcl", "acl"):
            continue
        speaker = own_subject(token)
        if speaker is None and place == 0 and len(clause) > 1:
            speaker = clause[1]
            while speaker.head.i > speaker.i and speaker.dep in ("det", "compound", "amod", "poss", "nmod"):
                speaker = speaker.head
        if (
            speaker is None
            or speaker.start < clause[0].start
            or not speaks(speaker)
            or speaker.lower in FIRST
        ):
            return None
        return token, speaker
    return None
