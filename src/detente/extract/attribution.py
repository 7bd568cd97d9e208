"""Who says what, by which cue: statements and attitudes of a passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.extract.content import (
    Clause,
    around,
    carried_words,
    holds,
    overlap,
    refined,
    reporting_clause,
    sentence_start,
    trimmed,
    widened,
    with_conditions,
    word_count,
)
from detente.extract.cues import Cue, Entry, Frame, complements, cues, entries, fitting, is_infinitive, lemma, words
from detente.extract.speakers import is_passive, name_span, passive_agent, own_subject, source, speaks, subject, tells
from detente.model.found import Manner, Polarity, Quotation, Statement
from detente.model.record import Span
from detente.parse import Parsed
from detente.parse.parsed import Token

BY = "detente.extract.attribution/1"

ENOUGH = 0.34
"""Drafts less sure than this are dropped. Measured on American news, F1 of all attributions is flat from .2 to .4
(.636 to .627) while that of speech rises (.720 to .739); below it, six of ten were wrong."""

SCARE = 3
"""Quoted words, at most, that are a scare quote, a title or a nickname when no cue claims them."""

CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "shall", "'d"})
FIRST = frozenset({"i", "we", "you", "me", "us"})


@dataclass(slots=True, eq=False)
class Draft:
    """A statement in the making."""

    cue: Span | None
    pieces: list[Span]
    act: str
    kind: str
    sure: float
    head: Token | None = None
    entry: Entry | None = None
    clause: Clause | None = None
    speaker: Token | None = None
    source: Span | None = None
    polarity: Polarity = "affirmed"
    to: tuple[Span, ...] = ()
    carried: bool = False
    limits: list[Span] = field(default_factory=list)


def statements(parsed: Parsed, quoted: Sequence[Quotation]) -> tuple[Statement, ...]:
    """Every attribution of the passage, in text order.

    A statement told inside another points at it by `inside`. Quoted words that nobody in the passage owns make a
    statement without a source, `carried` from the passage before. `sure` is set by hand: cue, frame, speaker.
    """
    outer = [q for q in quoted if q.level == 1]
    drafts = [d for cue in cues(parsed) if (d := drafted(parsed, cue, outer)) is not None]
    drafts.extend(according(parsed, outer))
    drafts.extend(named_before_colon(parsed, outer))
    share_quotations(parsed, outer, drafts)
    kept = [d for d in drafts if d.pieces and d.sure >= ENOUGH]
    return finished(parsed, outer, distinct(kept))


# --- one cue -----------------------------------------------------------------------------------------------------


def drafted(parsed: Parsed, cue: Cue, outer: Sequence[Quotation]) -> Draft | None:
    """What one cue attributes; None where it claims nothing (questions, conditions, commands)."""
    if claims_nothing(parsed, cue, outer):
        return None
    fit = fitting(cue)
    speaker = speaker_of(parsed, cue, outer)
    carriers = [t for t in (fit[1] if fit else []) if t is not speaker]
    frame = fit[0] if fit and carriers else None
    if frame is not None and frame.text and not (speaker is not None and tells(speaker)):
        return None
    clause = reporting_clause(cue, speaker, carriers)
    if frame is not None:
        carriers = one_side(cue, carriers, outer)
    if frame is not None:
        raw = carried_words(cue, with_more(cue, with_conditions(cue, carriers, cue.entry.act)), speaker)
        if frame.parts == ("that",):
            raw = from_start(parsed, cue, raw, clause, outer)
    elif cue.entry.quotes and put_in(cue):
        raw = around(cue, clause)
    else:
        raw = right_after(cue, outer)
        if not (raw or cue.entry.quotes):
            return None
    limits = [clause.span] if frame is None else []
    pieces = cleaned(parsed, widened(raw, outer, cue.span, limits))
    draft = Draft(
        cue=whole_cue(cue), pieces=pieces, act=act_of(parsed, cue, carriers), kind=cue.entry.kind, sure=0.0, head=cue.head,
        entry=cue.entry, clause=clause, speaker=speaker, source=name_span(speaker) if speaker else None,
        polarity=polarity(cue), to=addressees(cue, speaker), limits=limits,
    )  # fmt: skip
    draft.sure = sureness(parsed, cue, frame, draft, outer)
    return draft


def one_side(cue: Cue, carriers: list[Token], outer: Sequence[Quotation]) -> list[Token]:
    """The carriers without a clause before the cue, where another follows: "*As the talks broke up*, she said that …".

    A quotation cut in two by its reporting clause keeps both halves.
    """
    if not any(t.i > cue.head.i and t.dep in ("ccomp", "advcl") for t in carriers):
        return carriers
    kept = []
    for token in carriers:
        hull = token.hull()
        quoted = any(q.start < min(hull.end, cue.head.start) and hull.start < q.end for q in outer)
        if token.i > cue.head.i or token.dep != "ccomp" or quoted:
            kept.append(token)
    return kept


def with_more(cue: Cue, carriers: list[Token]) -> list[Token]:
    """The carriers and a clause that the parser joined to the cue though it goes on telling.

    "Said *the pass was shut and the road would follow*": it has a subject of its own and its verb is no cue.
    """
    if cue.entry.kind != "speech" or not any(t.dep == "ccomp" and t.i > cue.head.i for t in carriers):
        return carriers
    last = max(t.i for t in carriers)
    more = [c for c in cue.head.children if c.dep == "conj" and c.i > last and own_subject(c) is not None]
    return carriers + [c for c in more if lemma(c) not in entries()]


def from_start(parsed: Parsed, cue: Cue, raw: list[Span], clause: Clause, outer: Sequence[Quotation]) -> list[Span]:
    """The whole sentence before a reporting clause that ends it: "Prices fell, *and the port shut*, the mayor said"."""
    sentence = parsed.sentences[cue.head.sentence]
    end = max((p.end for p in raw), default=0)
    if not raw or end > clause.span.start or any(t.start >= clause.span.end and t.pos != "PUNCT" for t in sentence.tokens):
        return raw
    if any(q.start < end and q.end > sentence.span.start for q in outer):
        return raw
    return [Span(sentence.span.start, end)]


def right_after(cue: Cue, outer: Sequence[Quotation]) -> list[Span]:
    """The quoted words that follow a cue at once, whatever the parser made of them: "did not expect “to a breakthrough”"."""
    if cue.entry.pos != "verb" or cue.entry.quotes and cue.entry.kind == "speech":
        return []
    end = cue.tokens[-1].end
    return [q.span for q in outer if 0 <= q.start - end <= 1]


def claims_nothing(parsed: Parsed, cue: Cue, outer: Sequence[Quotation]) -> bool:
    """Whether a cue stands in a question, a condition or a command, so that nothing is said yet."""
    head = cue.head
    if any(c.dep == "mark" and c.lower in CONDITIONS for c in head.children) and head.dep in (
        "advcl",
        "ROOT",
        "dep",
    ):
        return True
    sentence = parsed.sentences[head.sentence]
    if head.head is head or head.dep == "conj":
        last = next((t for t in reversed(sentence.tokens) if t.text not in "”\"’'»)"), None)
        asked = last is not None and last.text == "?" and not any(q.start < last.start < q.end for q in outer)
        if asked and not any(head.start < q.start for q in outer if q.start < sentence.span.end):
            return True
    if cue.entry.words == ("ask",) and head.tag == "VBN" and is_passive(head) and passive_agent(head) is None:
        return True
    bare = head.tag == "VB" and not any(c.dep in ("aux", "nsubj", "nsubjpass") for c in head.children)
    return bare and head.dep == "ROOT" and head is sentence.tokens[0]


def speaker_of(parsed: Parsed, cue: Cue, outer: Sequence[Quotation]) -> Token | None:
    """Who speaks. A subject inside quotation marks is none for a cue outside them: it belongs to the words quoted."""
    found = source(cue)
    if found is not None and found.start > cue.head.start and cue.entry.pos == "verb" and cue.entry.quotes:
        return found
    quoted = found is not None and any(
        q.start <= found.start < q.end and not q.start <= cue.head.start < q.end for q in outer
    )
    if found is None or quoted:
        return inverted(parsed, cue) or (None if quoted else found)
    return found


def inverted(parsed: Parsed, cue: Cue) -> Token | None:
    """The speaker right after the cue whom the parser took for something else: "“…,” said *the envoy*"."""
    at = cue.tokens[-1].i + 1
    before = parsed.tokens[cue.head.i - 1] if cue.head.i else None
    if not cue.entry.quotes or before is None or before.pos != "PUNCT" or at >= len(parsed.tokens):
        return None
    here = parsed.tokens[at]
    while here.head.i > here.i and here.dep in ("det", "compound", "amod", "poss", "nmod", "nummod", "case"):
        here = here.head
    return here if here.pos in ("PROPN", "NOUN", "PRON") and speaks(here) else None


def put_in(cue: Cue) -> bool:
    """Whether a reporting clause is put into, or behind, the sentence that it reports: "the talks, *she said*, were frank"."""
    head = cue.head
    if head.head is head or head.head.pos not in ("VERB", "AUX", "ADJ", "NOUN") or complements(cue).keys() & {"that", "obj", "inf"}:
        return False
    speaker = own_subject(head)
    if speaker is None or any(c.dep == "mark" for c in head.children) or speaker.tag in ("WDT", "WP"):
        return False
    return head.dep == "parataxis" or (head.dep in ("ccomp", "advcl", "dep", "conj") and head.i > head.head.i and set_off(head, speaker))


def set_off(head: Token, speaker: Token) -> bool:
    """Whether a comma stands right before the reporting clause."""
    first = min(speaker.hull().start, head.start)
    return any(c.dep == "punct" and 0 <= first - c.end <= 2 for c in head.head.children)


def whole_cue(cue: Cue) -> Span:
    """The cue with the auxiliaries and the negation that stand right before it."""
    first = cue.head
    helpers = {c.i: c for c in first.children if c.dep in ("aux", "auxpass", "neg")}
    start, at = first.start, first.i - 1
    while at in helpers:
        start = helpers[at].start
        at -= 1
    return Span(min(start, cue.span.start), cue.span.end)


def act_of(parsed: Parsed, cue: Cue, carriers: Sequence[Token]) -> str:
    """The act of the cue, read with its content and its negation."""
    act = refined(cue.entry.act, parsed, cue, carriers)
    if is_negated(cue):
        return {"reject": "not-reject", "refuse": "not-refuse", "agree": "reject", "accept": "reject"}.get(
            act, act
        )
    return act


def is_negated(cue: Cue) -> bool:
    """Whether the cue itself is denied."""
    holders = [cue.head]
    if cue.entry.pos == "adj" and cue.head.dep in ("acomp", "attr", "oprd"):
        holders.append(cue.head.head)
    return any(c.dep == "neg" or c.lower in ("never", "neither") for h in holders for c in h.children)


def polarity(cue: Cue) -> Polarity:
    """Affirmed, negated ("did not say"), or denied (the act itself is a denial)."""
    if is_negated(cue):
        return "negated"
    return "denied" if cue.entry.act == "deny" else "affirmed"


def addressees(cue: Cue, speaker: Token | None) -> tuple[Span, ...]:
    """To whom it is said: the object of tell, urge, warn, promise …, or "to X"."""
    found = complements(cue)
    told: list[Token] = []
    if cue.entry.to == "obj":
        told = found.get("dative", [])[:1] or [t for t in found.get("obj", []) if not is_clause(t)][:1]
        told = told or [s for t in found.get("small", []) if (s := own_subject(t)) is not None][:1]
    elif cue.entry.to == "dative":
        told = found.get("dative", [])[:1]
    names = {cue.entry.to, "to"} - {"obj", "dative", None}
    for name in sorted(n for n in names if n):
        told += [p for t in found.get(name, []) if (p := t.child("pobj")) is not None and speaks(p)]
    told = [p if t.pos == "ADP" and (p := t.child("pobj")) else t for t in told]
    return tuple(dict.fromkeys(name_span(t) for t in told if t is not speaker))


def is_clause(token: Token) -> bool:
    """Whether a carrier is a clause and no noun."""
    return token.dep in ("ccomp", "xcomp", "advcl")


# --- how sure ----------------------------------------------------------------------------------------------------

PRIOR = {("speech", "clause"): 0.9, ("speech", "inf"): 0.75, ("speech", "noun"): 0.65,
         ("attitude", "clause"): 0.7, ("attitude", "inf"): 0.5, ("attitude", "noun"): 0.5}  # fmt: skip
"""How often such a frame is an attribution, set by hand from a look at what annotators mark."""


def sureness(
    parsed: Parsed, cue: Cue, frame: Frame | None, draft: Draft, outer: Sequence[Quotation]
) -> float:
    """A hand-set score, 0..1, that puts likelier statements first."""
    shape = (
        "clause" if frame is None or frame.parts[-1] == "that" else "inf" if "inf" in frame.parts else "noun"
    )
    sure = PRIOR[cue.entry.kind, shape]
    if cue.entry.pos != "verb":
        sure *= 0.7
    sure *= speaker_weight(cue, draft, frame is not None and frame.weak)
    if frame is not None and frame.weak:
        sure *= 0.7
    if frame is not None and len(frame.parts) > 1:
        sure = min(0.95, sure * 1.15)
    if any(c.dep == "aux" and c.lower in MODALS for c in cue.head.children):
        sure *= 0.6
    if is_infinitive(cue.head):
        sure *= 0.4 if cue.head.dep in ("advcl", "acl", "relcl") else 0.6
    if quotes_touch(draft.pieces, outer):
        sure = min(0.97, sure * 1.3)
    return round(sure, 3)


def speaker_weight(cue: Cue, draft: Draft, weak: bool) -> float:
    """How much the source speaks for a statement: a person or a body does, a thing or nobody does not."""
    speaker = draft.speaker
    if speaker is None:
        return 0.7 if is_passive(cue.head) else 0.5
    if speaker.pos == "PRON" and speaker.lower in FIRST:
        return 0.5
    if speaks(speaker):
        return 1.0
    if tells(speaker):
        return 0.9 if cue.entry.kind == "speech" else 0.6
    if speaker.tag in ("WDT", "WP") or speaker.lower in ("that", "it"):
        return 0.7
    return 0.55 if cue.entry.kind == "speech" and not weak else 0.4


def quotes_touch(pieces: Sequence[Span], outer: Sequence[Quotation]) -> bool:
    """Whether the content holds quoted words."""
    return any(q.span.overlaps(p) for q in outer for p in pieces)


# --- other forms -------------------------------------------------------------------------------------------------

VIEWS = frozenset(
    {"view", "opinion", "words", "eyes", "estimation", "telling", "judgment", "judgement", "assessment"}
)


def according(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """ "According to X", "per X", "in X's view": the content is the clause that this hangs on."""
    for token in parsed.tokens:
        if found := viewpoint(parsed, token):
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
                cue=Span(first.start, last.end), pieces=pieces, act="claim", kind="speech", sure=0.85, head=first,
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
        quotation = next((q for q in outer if tokens[at].end <= q.start <= tokens[at].end + 2), None)
        if quotation is None or not speaks(head):
            continue
        name = Span(names[0].start, names[-1].end)
        yield Draft(
            cue=tokens[at].span, pieces=[quotation.span], act="claim", kind="speech", sure=0.8, head=tokens[at],
            clause=Clause({*names, tokens[at]}), speaker=head, source=name,
        )  # fmt: skip
    for quotation in outer:
        rest = text[quotation.end :].strip()
        if rest[:1] in ("-", "–", "—", "―") and (signed := signature(parsed, quotation.end)):
            yield Draft(
                cue=None, pieces=[quotation.span], act="claim", kind="speech", sure=0.7, head=signed[0],
                clause=Clause(set(signed)), speaker=signed[-1], source=Span(signed[0].start, signed[-1].end),
            )  # fmt: skip


def signature(parsed: Parsed, start: int) -> list[Token]:
    """The name that signs a quotation: nothing but a dash and a proper name up to the end of the passage."""
    rest = [t for t in parsed.tokens_in((start, len(parsed.text))) if t.pos not in ("PUNCT", "SYM")]
    return rest if 0 < len(rest) <= 6 and all(t.pos in ("PROPN", "ADP", "DET") for t in rest) else []


# --- quotations and their owners ---------------------------------------------------------------------------------


def share_quotations(parsed: Parsed, outer: Sequence[Quotation], drafts: list[Draft]) -> None:
    """Give every quotation that no content covers yet to the cue beside it, to the one that quotes already, or to nobody."""
    for quotation in outer:
        inner = quotation.inner
        if any(covers(d, quotation) for d in drafts if d.sure >= ENOUGH):
            continue
        size = word_count(parsed.text[inner.start : inner.end])
        if owner := beside(parsed, quotation, drafts):
            take(parsed, owner, quotation, outer)
        elif size <= SCARE:
            continue
        elif owner := before_colon(parsed, quotation):
            drafts.append(owner)
        elif sentence_start(parsed.text, quotation.start) and (
            owner := quoting(parsed, quotation, outer, drafts)
        ):
            take(parsed, owner, quotation, outer)
        elif full_sentence(parsed, quotation):
            drafts.append(unowned(parsed, quotation, drafts))


def covers(draft: Draft, quotation: Quotation) -> bool:
    """Whether a draft tells most of the quoted words. A cue inside the quotation cannot: it is told with them."""
    if draft.cue is not None and quotation.start <= draft.cue.start < quotation.end:
        return False
    inner = quotation.inner
    return overlap(draft.pieces, inner) * 2 >= inner.end - inner.start


def before_colon(parsed: Parsed, quotation: Quotation) -> Draft | None:
    """A clause and a colon right before the quotation: whoever acts in the clause speaks ("The envoy was blunt: “…”")."""
    before = [t for t in parsed.tokens_in((max(0, quotation.start - 400), quotation.start))]
    if len(before) < 3 or before[-1].text != ":":
        return None
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


def take(parsed: Parsed, draft: Draft, quotation: Quotation, outer: Sequence[Quotation]) -> None:
    """Add a quotation to what a draft tells."""
    draft.pieces = cleaned(parsed, widened([*draft.pieces, quotation.span], outer, draft.cue, []))
    draft.sure = max(draft.sure, 0.85 if draft.speaker is not None else 0.5)


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
        if draft.pieces and not any(
            0 <= p.start - quotation.end <= 2 or 0 <= quotation.start - p.end <= 2 for p in draft.pieces
        ):
            if not quotation_first(draft, quotation):
                continue
        if not punctuated(parsed.text, quotation, draft.cue):
            continue
        gap = gap_words(parsed, quotation, draft)
        if gap is not None and (best is None or gap < best[0]):
            best = (gap, draft)
    return best[1] if best else None


def punctuated(text: str, quotation: Quotation, cue: Span) -> bool:
    """Whether the quotation is set off as reported speech is: "“…,” said X", "X said, “…”", "X said “…”"."""
    if quotation.end <= cue.start:
        return text[quotation.inner.end - 1] in ",?!.…—–-" or text[quotation.end : quotation.end + 1] in (
            ",",
            "–",
            "—",
        )
    gap = text[cue.end : quotation.start]
    return not gap.strip() or gap.rstrip()[-1] in ",:;" or word_count(gap) <= 6


def quotation_first(draft: Draft, quotation: Quotation) -> bool:
    """Whether the quotation stands right before the reporting clause, which then goes on."""
    return draft.clause is not None and 0 <= draft.clause.span.start - quotation.end <= 3


def gap_words(parsed: Parsed, quotation: Quotation, draft: Draft) -> int | None:
    """How many words stand between quotation and cue; None if one of them is not of the reporting clause."""
    if draft.head is None or draft.clause is None:
        return None
    head = draft.head
    if quotation.end <= head.start:
        between = parsed.tokens_in((quotation.end, head.start))
    else:
        between = parsed.tokens_in((head.end, quotation.start))
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
        and not any(q.start < d.cue.start < q.end for q in outer)
    ]  # fmt: skip
    before = [d for d in owning if d.pieces and d.pieces[0].start < quotation.start]
    if before:
        return max(before, key=lambda d: d.pieces[-1].start)
    return min(owning, key=lambda d: d.pieces[0].start, default=None)


def full_sentence(parsed: Parsed, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own, or the whole passage."""
    return sentence_start(parsed.text, quotation.start) and parsed.text[quotation.inner.start].isupper()


def unowned(parsed: Parsed, quotation: Quotation, drafts: Sequence[Draft]) -> Draft:
    """A quotation that nobody in the passage owns: whoever spoke in the passage before may go on."""
    return Draft(cue=None, pieces=[quotation.span], act="claim", kind="speech", sure=0.5, carried=True)


# --- the records -------------------------------------------------------------------------------------------------


def cleaned(parsed: Parsed, pieces: Sequence[Span]) -> list[Span]:
    """The pieces without punctuation at their edges."""
    return [t for p in pieces if (t := trimmed(parsed.text, p)) is not None]


def distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts in text order, each content once: of two with the same words the surer stays."""
    best: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        words_told = tuple(draft.pieces)
        if words_told not in best or draft.sure > best[words_told].sure:
            best[words_told] = draft
    return sorted(best.values(), key=lambda d: (d.pieces[0].start, -d.pieces[-1].end))


def finished(parsed: Parsed, outer: Sequence[Quotation], drafts: Sequence[Draft]) -> tuple[Statement, ...]:
    """The records, each told inside the narrowest other one whose content holds its cue."""
    return tuple(
        Statement(
            start=d.pieces[0].start, end=d.pieces[-1].end, by=BY, sure=d.sure, manner=manner(parsed, d.pieces, outer),
            spans=tuple(d.pieces), cue=d.cue, act=d.act, kind="attitude" if d.kind == "attitude" else "speech",
            polarity=d.polarity, source=d.source, to=d.to, inside=holder(n, drafts), carried=d.carried,
        )
        for n, d in enumerate(drafts)
    )  # fmt: skip


def holder(n: int, drafts: Sequence[Draft]) -> int | None:
    """Index of the statement inside which this one is told."""
    cue = drafts[n].cue
    if cue is None:
        return None
    best: tuple[int, int] | None = None
    for m, other in enumerate(drafts):
        if m == n or not any(p.start <= cue.start and cue.end <= p.end for p in other.pieces):
            continue
        if other.cue is not None and any(other.cue.overlaps(p) for p in drafts[n].pieces):
            continue
        size = sum(p.end - p.start for p in other.pieces)
        if best is None or size < best[0]:
            best = (size, m)
    return best[1] if best else None


def manner(parsed: Parsed, pieces: Sequence[Span], outer: Sequence[Quotation]) -> Manner:
    """Direct if 95 of 100 letters stand inside quotation marks, indirect if none, else mixed."""
    letters = quoted_letters = 0
    for piece in pieces:
        for at in range(piece.start, piece.end):
            if parsed.text[at].isalnum():
                letters += 1
                quoted_letters += any(q.start <= at < q.end for q in outer)
    if not quoted_letters:
        return "indirect"
    return "direct" if quoted_letters >= 0.95 * letters else "mixed"
