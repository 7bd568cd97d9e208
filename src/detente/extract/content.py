"""The content of a statement: which words are told, in one or more pieces, widened over quotations they would cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.extract.cues import QUOTES, Cue, entries, lemma, words
from detente.extract.speakers import SPLICED, is_telling, own_subject, speaks, told_by
from detente.model.found import Quotation
from detente.model.record import Span
from detente.parse.parsed import Parsed, Token

EDGE = " \t\n\r ,;:.–—-"
"""What is cut off at the edges of a piece."""


def near(outer: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """The quotations of a list in text order (none overlapping another) that touch a stretch of text."""
    first = bisect_left(outer, start, key=lambda q: q.end)
    last = bisect_right(outer, end, key=lambda q: q.start)
    return outer[first:last]


def tokens_between(parsed: Parsed, start: int, end: int) -> list[Token]:
    """The tokens that lie in a stretch of text, found without looking at all of them."""
    first = bisect_left(parsed.tokens, start, key=lambda t: t.start)
    last = bisect_right(parsed.tokens, end, key=lambda t: t.end)
    found: list[Token] = parsed.tokens[first:last]
    return found


@dataclass(slots=True)
class Clause:
    """The reporting clause: the words of the cue, of the source, and of what modifies the cue without being content."""

    tokens: set[Token]

    @property
    def span(self) -> Span:
        """From its first to its last word."""
        return Span(min(t.start for t in self.tokens), max(t.end for t in self.tokens))


def reporting_clause(cue: Cue, source: Token | None, carriers: Sequence[Token]) -> Clause:
    """The words around a cue that tell who speaks, when, where and to whom."""
    held = set(cue.tokens)
    for token in cue.tokens:
        for child in token.children:
            if child in carriers or child.dep in ("ccomp", "xcomp", "parataxis", "conj", "advcl"):
                continue
            held.update(child.subtree())
    if source is not None and source not in held:
        held.update(t for t in source.subtree() if t not in cue.tokens and not holds(t, cue))
    return Clause(held)


def holds(token: Token, cue: Cue) -> bool:
    """Whether the cue hangs somewhere below the token (a relative clause below its noun)."""
    return token is not cue.head and token in cue.head.ancestors()


def carried_words(cue: Cue, carriers: Iterable[Token], source: Token | None) -> list[Span]:
    """The words below the carriers, cut where the reporting clause stands in between."""
    inside: set[Token] = set()
    own = set(cue.tokens)
    for carrier in carriers:
        inside.update(below(carrier, own))
    if source is not None and source.head is cue.head:
        inside.difference_update(source.subtree())
    if source is not None and source.head.lower == "by" and source.head in inside:
        inside.difference_update(source.head.subtree())
    if not inside:
        return []
    inside = set(without_prepositions(cue, carriers, inside))
    inside = without_joints(inside)
    own.update(c for t in inside for c in t.children if c not in inside and answers(c))
    return runs(inside, own | ({source} if source is not None and source not in inside else set()))


def without_joints(inside: set[Token]) -> set[Token]:
    """The words without an "and" or "but" left at their end, where what it joined has gone."""
    ordered = sorted(inside, key=lambda t: t.i)
    while len(ordered) > 1 and ordered[-1].dep in ("cc", "punct"):
        ordered.pop()
    return set(ordered)


def with_conditions(cue: Cue, carriers: Sequence[Token], act: str) -> list[Token]:
    """The carriers, and what the parser hung on the cue though it belongs to them.

    Conditions of promises and threats ("… *in the event of an attack*"); "to" after a thing that is answered
    ("promised a reply *to the demands*"); the time for which it is promised ("an answer *next week*").
    """
    found = list(carriers)
    if not carriers or act not in BINDING:
        return found
    last = max(t.end for t in carriers)
    for child in cue.head.children:
        if child in found or child.start < cue.head.end:
            continue
        if (
            (child.dep == "prep" and ((child.lower == "in" and conditional(child)) or belongs(child)))
            or (child.start >= last and prospective(child))
            or (
                child.dep == "advcl"
                and child.start > last
                and any(c.dep == "mark" and c.lower in ("if", "unless") for c in child.children)
            )
        ):
            found.append(child)
    return found


def prospective(child: Token) -> bool:
    """Whether a time lies ahead, so that it belongs to what is promised and not to the promising."""
    if child.dep == "npadvmod":
        return any(c.lower in ("next", "this", "coming") for c in child.children) and child.lemma in words(
            "days"
        )
    if child.dep == "prep" and child.lower in ("before", "by", "until", "within"):
        noun = child.child("pobj")
        return noun is not None and not speaks(noun)
    return child.dep == "advmod" and child.lower in ("tomorrow", "soon")


BINDING = frozenset(
    {
        "promise",
        "threaten",
        "warn",
        "offer",
        "refuse",
        "demand",
        "assure",
        "predict",
        "intend",
        "propose",
        "agree",
        "reject",
    }
)
"""Acts that bind somebody, under a condition or for a purpose that is part of them."""


def with_more(cue: Cue, carriers: list[Token]) -> list[Token]:
    """The carriers and a clause that the parser joined to the cue though it goes on telling.

    "Said *the pass was shut and the road would follow*": it has a subject of its own and its verb is no cue.
    """
    if cue.entry.kind != "speech" or not any(t.dep == "ccomp" and t.i > cue.head.i for t in carriers):
        return carriers
    last = max(t.i for t in carriers)
    more = [c for c in cue.head.children if c.dep == "conj" and c.i > last and own_subject(c) is not None]
    return carriers + [c for c in more if lemma(c) not in entries()]


def conditional(preposition: Token) -> bool:
    """Whether "in" opens a condition: in the event of, in case of."""
    noun = preposition.child("pobj")
    return (
        noun is not None and noun.lemma in ("event", "case") and any(c.lower == "of" for c in noun.children)
    )


def belongs(preposition: Token) -> bool:
    """Whether "to" or "for" ties a thing, not a person or a time, to what is promised or demanded."""
    noun = preposition.child("pobj")
    return (
        preposition.lower in ("to", "for")
        and noun is not None
        and noun.pos == "NOUN"
        and not speaks(noun)
        and (noun.lemma not in words("days"))
    )


def without_prepositions(cue: Cue, carriers: Iterable[Token], inside: set[Token]) -> set[Token]:
    """The words without the preposition that only ties the first of them to the cue ("insists *on* guarantees")."""
    first = min(inside, key=lambda t: t.start)
    if (
        first.dep in ("prep", "agent")
        and first in set(carriers)
        and first.start > cue.head.start
        and len(inside) > 1
    ):
        return inside - {first}
    return inside


def below(carrier: Token, stop: set[Token]) -> Iterable[Token]:
    """The subtree of a carrier without the cue, and without clauses in which the reporter goes on."""
    waiting = [carrier]
    while waiting:
        token = waiting.pop()
        yield token
        for child in token.children:
            if (
                child in stop
                or goes_on(child, carrier)
                or answers(child)
                or answered(child)
                or starts_anew(child, carrier)
                or (child.dep == "conj" and told_by(child) is not None)
            ):
                continue
            waiting.append(child)


def answers(child: Token) -> bool:
    """Whether a clause set off by a comma speaks for itself: "…, *which the palace denies*", "…, *though he wrote that* …"."""
    if child.dep == "advcl" and (teller := own_subject(child)) is not None:
        silent = teller.lower in ("he", "she", "they") and any(c.dep == "neg" for c in child.children)
        return (lemma(child) in SPLICED or silent) and any(
            c.dep == "mark" and c.lower in CONCESSIONS for c in child.children
        )
    if child.dep != "relcl" or not (rows := entries().get(lemma(child))):
        return False
    speaker = own_subject(child)
    refusing = any(row.act in ("deny", "reject") for row in rows)
    named = (
        speaker is not None and speaker.pos != "PRON" and speaker.tag not in ("WDT", "WP") and speaks(speaker)
    )
    if speaker is None or not (refusing or named):
        return False
    comma = any(c.text == "," and c.i < child.i for c in child.head.children)
    return comma and any(row.kind == "speech" for row in rows)


def answered(noun: Token) -> bool:
    """Whether a noun sums up what was told, for somebody else to deny it: "…, *an allegation the palace denies*"."""
    if noun.pos != "NOUN" or noun.lemma not in words("answerable") | words("matters"):
        return False
    first = min((c.i for c in noun.children if c.i < noun.i), default=noun.i)
    set_off = any(c.text == "," and c.i == first - 1 for c in noun.head.children)
    return set_off and any(c.dep == "relcl" and denies(c) for c in noun.children)


def denies(clause: Token) -> bool:
    """Whether a relative clause is a denial by somebody named in it."""
    speaker = own_subject(clause)
    refusing = any(row.act in ("deny", "reject") for row in entries().get(lemma(clause), ()))
    return refusing and speaker is not None and speaks(speaker) and speaker.tag not in ("WDT", "WP")


CONCESSIONS = frozenset({"although", "though", "while", "even", "whereas"})


def starts_anew(child: Token, carrier: Token) -> bool:
    """Whether a clause joined to the content leaves it: "said *that* the pass was shut and *he promised* …" without "that",
    "said the pass was shut, and *the mayor replied*: “…”"."""
    if child.dep != "conj" or child.head is not carrier or child.pos != "VERB" or child.i < carrier.i:
        return False
    quoted = any(c.text in QUOTES for c in child.subtree())
    told_before = any(c.text in QUOTES for c in carrier.children if c.i < child.i)
    if quoted and not told_before and is_telling(child) and own_subject(child) is not None:
        return True
    if not any(c.dep == "mark" and c.lower == "that" for c in carrier.children) or any(
        c.dep == "mark" for c in child.children
    ):
        return False
    speaker = own_subject(child)
    return speaker is not None and lemma(child) in SPLICED


def goes_on(child: Token, carrier: Token) -> bool:
    """Whether a participle belongs to whoever reports: "said the port was shut, *adding* that …"."""
    if (
        child.tag != "VBG"
        or child.dep in ("xcomp", "pcomp", "csubj")
        or lemma(child) not in SPLICED
        or own_subject(child) is not None
        or child.i <= carrier.i
    ):
        return False
    return not any(c.dep in ("mark", "prep") and c.i < child.i for c in child.children)


def runs(inside: set[Token], outside: set[Token]) -> list[Span]:
    """The stretches of the words, split only where a word of the reporting clause comes between."""
    ordered = sorted(inside, key=lambda t: t.i)
    breaks = sorted(t.i for t in outside)
    pieces: list[Span] = []
    start = last = ordered[0]
    at = 0
    for token in ordered[1:]:
        while at < len(breaks) and breaks[at] < last.i:
            at += 1
        if at < len(breaks) and last.i < breaks[at] < token.i:
            pieces.append(Span(start.start, last.end))
            start = token
        last = token
    pieces.append(Span(start.start, last.end))
    return pieces


def around(cue: Cue, clause: Clause) -> list[Span]:
    """The content of a reporting clause that is put into the sentence it reports ("the talks, *she said*, were frank")."""
    held = clause.tokens
    inside = {
        t for t in cue.head.head.subtree() if t not in held and not (t.dep == "punct" and t.head is cue.head)
    }
    inside.difference_update(cue.head.subtree())
    for child in cue.head.head.children:
        if (child.i > cue.head.i and tells_on(child)) or said_before(child, cue.head):
            inside.difference_update(child.subtree())
    for child in cue.head.children:
        if child.i > cue.head.i and child.lower == "including":
            inside.update(child.subtree())
            held = held - inside
    return runs(inside, held) if inside else []


def said_before(child: Token, verb: Token) -> bool:
    """Whether a semicolon parts a clause from the one that a reporting clause is put into: "*The king, she said, slept*; the
    court, she added, waited"."""
    if child.i > verb.i or child.dep not in ("ccomp", "parataxis", "conj", "punct"):
        return False
    return any(c.text == ";" and child.i <= c.i < verb.i for c in verb.head.children)


def tells_on(child: Token) -> bool:
    """Whether words behind a reporting clause say what the speaker does: "the talks were frank, she said, *wiping her
    glasses*", "…, *before leaving*"."""
    if child.dep == "prep":
        return child.lower in ("after", "before", "by", "while") and child.child("pcomp") is not None
    return (
        child.dep == "advcl"
        and child.tag == "VBG"
        and own_subject(child) is None
        and not any(c.dep in ("mark", "aux") for c in child.children)
    )


def trimmed(text: str, span: Span) -> Span | None:
    """The span without commas, dashes and white space at its edges; None if no word is left."""
    start, end = span
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def widened(
    pieces: Iterable[Span], quoted: Sequence[Quotation], cue: Span | None, limits: Sequence[Span]
) -> list[Span]:
    """The pieces, each stretched over any quotation it would cut, and joined where they now meet.

    A quotation that holds the cue itself is left alone: the cue is then inside the words told.
    """
    found: list[Span] = []
    for piece in pieces:
        start, end = piece
        for quotation in near(quoted, start, end):
            if not (quotation.start < end and start < quotation.end):
                continue
            if cue is not None and quotation.start <= cue.start and cue.end <= quotation.end:
                start, end = max(start, quotation.inner.start), min(end, quotation.inner.end)
                continue
            if any(quotation.span.overlaps(limit) for limit in limits):
                continue
            start, end = min(start, quotation.start), max(end, quotation.end)
        if start < end:
            found.append(Span(start, end))
    return merged(found)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, overlapping ones made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def overlap(spans: Iterable[Span], other: Span) -> int:
    """How many code points of `other` the spans cover."""
    return sum(max(0, min(s.end, other.end) - max(s.start, other.start)) for s in spans)


def word_count(text: str) -> int:
    """How many words a stretch of text has."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def sentence_start(text: str, at: int) -> bool:
    """Whether a sentence may begin at this place: nothing before it, or the end of another."""
    before = text[:at].rstrip()[-2:] if at < 3 else text[max(0, at - 6) : at].rstrip()[-2:]
    return not before or before[-1] in ".!?”\"»…:'’" or at == 0
