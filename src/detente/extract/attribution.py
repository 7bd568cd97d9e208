"""Who says what, by which cue: statements and attitudes of a passage."""

from __future__ import annotations

from collections.abc import Sequence

from detente.extract.acts import refined
from detente.extract.content import (
    Clause,
    answered,
    around,
    carried_words,
    denies,
    merged,
    near,
    reporting_clause,
    widened,
    with_conditions,
    with_more,
)
from detente.extract.cues import (
    Cue,
    Frame,
    complements,
    cues,
    entries,
    fitting,
    is_infinitive,
    lemma,
    words,
)
from detente.extract.draft import BY, ENOUGH, Draft, cleaned, quotes_touch
from detente.extract.fragments import of_the_outlet, says_little
from detente.extract.inverted import follows, named_last
from detente.extract.ownership import AROUND, place, share_quotations
from detente.extract.speakers import (
    FINITE,
    SPLICED,
    is_passive,
    is_telling,
    name_span,
    own_subject,
    passive_agent,
    source,
    speaks,
    tells,
)
from detente.extract.viewpoint import according, named_before_colon, quoted_as_saying
from detente.model.found import Manner, Polarity, Quotation, Statement
from detente.model.record import Span
from detente.parse import Parsed
from detente.parse.parsed import Token

CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "shall", "'d"})
FIRST = frozenset({"i", "we", "you", "me", "us"})


def statements(parsed: Parsed, quoted: Sequence[Quotation]) -> tuple[Statement, ...]:
    """Every attribution of the passage, in text order.

    A statement told inside another points at it by `inside`. Quoted words that nobody in the passage owns make a
    statement without a source, `carried` from the passage before. `sure` is set by hand: cue, frame, speaker.
    """
    outer = tuple(q for q in quoted if q.level == 1)
    drafts = [d for cue in cues(parsed) if (d := drafted(parsed, cue, outer)) is not None]
    drafts = with_named_last(drafts, [*named_last(parsed, outer), *quoted_as_saying(parsed, outer)])
    drafts.extend(according(parsed, outer))
    drafts.extend(named_before_colon(parsed, outer))
    share_quotations(parsed, outer, drafts)
    hand_on(parsed, drafts)
    kept = [
        d
        for d in drafts
        if d.pieces and d.sure >= ENOUGH and not says_little(parsed, d, outer) and not of_the_outlet(d)
    ]
    return finished(parsed, outer, distinct(kept))


def with_named_last(drafts: Sequence[Draft], last: Sequence[Draft]) -> list[Draft]:
    """The drafts with those whose speaker is named last, and without what was read into the same words."""
    if not last:
        return list(drafts)
    by_sentence = {d.head.sentence: d for d in last if d.head is not None}
    kept = []
    for draft in drafts:
        beside = by_sentence.get(draft.head.sentence) if draft.head is not None else None
        if beside is not None and draft.head is not None and beside.cue is not None and draft.cue is not None:
            if beside.cue.overlaps(draft.cue):
                continue
            if follows(beside, draft.head):
                draft.speaker, draft.source = beside.speaker, beside.source
                if draft.act == "refuse" and draft.entry is not None:
                    draft.act = draft.entry.act
        kept.append(draft)
    return [*kept, *by_sentence.values()]


def hand_on(parsed: Parsed, drafts: Sequence[Draft]) -> None:
    """Give a participle behind a reporting clause to its speaker: "“…,” *she* said, before adding that …".

    The parser hangs it on the sentence reported, whose subject, if any, is not who speaks.
    """
    ordered = sorted((d for d in drafts if d.cue is not None and d.head is not None), key=place)
    last: Draft | None = None
    for draft in ordered:
        head, cue = draft.head, draft.cue
        if head is None or cue is None:
            continue
        if (
            last is not None
            and last.head is not None
            and head.sentence == last.head.sentence
            and head.tag == "VBG"
            and head.dep in ("pcomp", "advcl")
            and own_subject(head) is None
            and last.head not in head.ancestors()
            and not any(p.start <= cue.start < p.end for p in last.pieces)
        ):
            draft.speaker, draft.source = last.speaker, last.source
            draft.sure = max(draft.sure, 0.7)
        if (
            draft.pieces
            and draft.pieces[0].start < cue.start
            and draft.speaker is not None
            and draft.kind == "speech"
        ):
            last = draft


def drafted(parsed: Parsed, cue: Cue, outer: Sequence[Quotation]) -> Draft | None:
    """What one cue attributes; None where it claims nothing (questions, conditions, commands).

    A verb of speech without any content is kept for now: a quotation beside it may be what it tells.
    """
    if claims_nothing(parsed, cue, outer):
        return None
    speaker = speaker_of(parsed, cue, outer)
    frame, carriers = filled(cue, speaker)
    if frame is not None and frame.text and not (speaker is not None and tells(speaker)):
        return None
    if carriers and all(asked_for(c) for c in carriers):
        return None
    if frame is not None and frame.parts == ("obj",) and called_home(cue, carriers):
        return None
    clause = reporting_clause(cue, speaker, carriers)
    raw = told(parsed, cue, frame, carriers, speaker, clause, outer)
    raw = told_before(parsed, cue, raw, speaker, clause, outer)
    raw = with_taken_subject(parsed, cue, raw, speaker)
    if not raw and not cue.entry.quotes:
        return None
    limits = [clause.span] if frame is None else []
    draft = Draft(
        cue=whole_cue(cue), pieces=cleaned(parsed, widened(raw, outer, cue.span, limits)), act=act_of(cue, frame, carriers),
        kind=cue.entry.kind, sure=0.0, head=cue.head, entry=cue.entry, clause=clause, speaker=speaker,
        source=name_span(speaker) if speaker else None, polarity=polarity(cue), to=addressees(cue, speaker, carriers),
    )  # fmt: skip
    draft.sure = sureness(cue, frame, draft, outer)
    return draft


def called_home(cue: Cue, carriers: Sequence[Token]) -> bool:
    """Whether people are recalled or mentioned, and nothing is told: "*recalled its envoy*"."""
    if cue.entry.act != "claim" or cue.entry.pos != "verb":
        return False
    return all(
        t.lemma in words("speakers") and t.pos == "NOUN" and t.dep == "dobj" and t.tag == "NN"
        for t in carriers
    )


def asked_for(carrier: Token) -> bool:
    """Whether nothing but "what" or "whom" carries: "no idea *what* the king was talking *about*"."""
    noun = carrier.child("pobj") if carrier.dep == "prep" else carrier
    return (
        noun is not None
        and noun.tag == "WP"
        and not any(c.dep not in ("punct", "case") for c in noun.children)
    )


def filled(cue: Cue, speaker: Token | None) -> tuple[Frame | None, list[Token]]:
    """The frame of the cue that the sentence fills, and what carries the content; the speaker carries none."""
    fit = fitting(cue)
    carriers = [t for t in (fit[1] if fit else []) if t is not speaker]
    if not carriers and cue.head.dep == "relcl" and answered(cue.head.head) and denies(cue.head):
        summed = next((f for f in cue.entry.frames if f.parts == ("obj",)), None)
        return (summed, [cue.head.head]) if summed else (None, [])
    return (fit[0], carriers) if fit and carriers else (None, [])


def told(
    parsed: Parsed, cue: Cue, frame: Frame | None, carriers: list[Token], speaker: Token | None,
    clause: Clause, outer: Sequence[Quotation],
) -> list[Span]:  # fmt: skip
    """The words told, as the grammar gives them; empty where only a quotation beside the cue can be meant."""
    if fronted(cue, carriers, speaker):
        return merged([*around(cue, clause), *(Span(*t.hull()) for t in carriers)])
    if frame is not None:
        kept = one_side(cue, carriers, outer)
        raw = carried_words(cue, with_more(cue, with_conditions(cue, kept, cue.entry.act)), speaker)
        raw = without_source(cue, raw, speaker, outer)
        if frame.parts != ("that",):
            return raw
        return behind_colon(parsed, raw, clause, outer) or from_start(parsed, cue, raw, clause, outer)
    if cue.entry.quotes and (put_in(cue) or as_told(cue)):
        raw = around(cue, clause)
        return behind_colon(parsed, raw, clause, outer) or raw
    return right_after(cue, outer)


def as_told(cue: Cue) -> bool:
    """Whether a sentence opens with "As X said,": the rest is what X said."""
    head = cue.head
    opens = any(c.dep == "mark" and c.lower == "as" for c in head.children)
    if head.dep != "advcl" or not opens or head.i > head.head.i or lemma(head) not in SPLICED:
        return False
    if complements(cue).keys() & {"that", "obj", "inf"} or own_subject(head) is None:
        return False
    near_by = (*head.head.children, *head.children)
    return any(c.text == "," and 0 < c.i - cue.tokens[-1].i <= 3 for c in near_by)


def told_before(
    parsed: Parsed,
    cue: Cue,
    raw: list[Span],
    speaker: Token | None,
    clause: Clause,
    outer: Sequence[Quotation],
) -> list[Span]:
    """The main clause before a short reporting clause that ends the sentence (or comes before a semicolon), where the
    parser tied the two in no way we know: "*The snow has made it easy for wolves to cross*, she said"."""
    head = cue.head
    if not cue.entry.quotes or cue.entry.kind != "speech" or head.tag not in FINITE or speaker is None:
        return raw
    begins, sentence = min(speaker.hull().start, head.start), parsed.sentences[head.sentence]
    own = {t for c in head.children if c.dep in CIRCUMSTANCES for t in c.subtree()} | set(speaker.subtree())
    after = [t for t in sentence.tokens if t.i > head.i and t not in own]
    ends = all(t.pos == "PUNCT" for t in after) and (
        sentence.tokens[-1].text in (".", "!") or is_headline(parsed, sentence.span)
    )
    if ends == bool(raw) or not (ends or (after and after[0].text == ";")):
        return raw
    if raw and raw[0].start < head.end:
        return raw
    before = [t for t in sentence.tokens if t.end <= begins]
    if len(before) < 4 or before[-1].text != ",":
        return raw
    start = next((t.end for t in reversed(before) if t.text == ";"), sentence.span.start)
    if near(outer, start, begins) or not (says_something(before) or is_headline(parsed, sentence.span)):
        return raw
    return [Span(start, before[-1].start)]


def with_taken_subject(parsed: Parsed, cue: Cue, raw: list[Span], speaker: Token | None) -> list[Span]:
    """The pieces with the words before the cue, where the parser made them its subject though another one speaks behind it:
    "*And the king*, said the bishop, *forgets nothing*"."""
    taken = own_subject(cue.head)
    if taken is None or speaker is None or not taken.i < cue.head.i < speaker.i or not raw:
        return raw
    if raw[0].start < cue.head.start or parsed.tokens[cue.head.i - 1].text != ",":
        return raw
    return [Span(parsed.sentences[cue.head.sentence].span.start, taken.end), *raw]


CIRCUMSTANCES = frozenset({"prep", "npadvmod", "advmod", "dative", "prt"})
"""What may follow a reporting clause that ends a sentence: when, where and to whom it was said."""


def says_something(before: Sequence[Token]) -> bool:
    """Whether some words are a clause of their own: a verb with a tense and a subject, opened by no conjunction."""
    for token in before[:-1]:
        tensed = token.tag in FINITE or any(
            c.tag in (*FINITE, "MD") for c in token.children if c.dep.startswith("aux")
        )
        if token.pos in ("VERB", "AUX") and tensed and token.child("nsubj", "nsubjpass") is not None:
            return token.dep not in ("relcl", "advcl", "acl") and not any(
                c.dep == "mark" or c.tag in ("WRB", "WP", "WDT") for c in token.children
            )
    return False


def is_headline(parsed: Parsed, sentence: Span) -> bool:
    """Whether the sentence is all of a passage and ends without a full stop: "*No deal*, says minister"."""
    text = parsed.text.strip()
    whole = sentence.end - sentence.start >= len(text) - 1
    return whole and text[-1:].isalnum() and len(text.split()) <= HEADLINE


HEADLINE = 14
"""Words of a headline that somebody says, at most."""


def fronted(cue: Cue, carriers: Sequence[Token], speaker: Token | None) -> bool:
    """Whether a reporting clause is put in behind the beginning of what it reports, which the parser took for its object:
    "*What matters*, she stressed, *is that the guns are silent*"."""
    head = cue.head
    if (
        head.dep != "parataxis"
        or not cue.entry.quotes
        or speaker is None
        or not carriers
        or head.head.i < head.i
    ):
        return False
    return all(t.dep == "dobj" and t.i < speaker.i for t in carriers)


def one_side(cue: Cue, carriers: list[Token], outer: Sequence[Quotation]) -> list[Token]:
    """The carriers without a clause before the cue, where another follows: "*As the talks broke up*, she said that …".

    A quotation cut in two by its reporting clause keeps both halves.
    """
    if not any(t.i > cue.head.i and t.dep in ("ccomp", "advcl") for t in carriers):
        return carriers
    kept = []
    for token in carriers:
        hull = token.hull()
        quoted = any(
            q.start < min(hull.end, cue.head.start) and hull.start < q.end
            for q in near(outer, hull.start, hull.end)
        )
        if token.i > cue.head.i or token.dep != "ccomp" or quoted:
            kept.append(token)
    return kept


def from_start(
    parsed: Parsed, cue: Cue, raw: list[Span], clause: Clause, outer: Sequence[Quotation]
) -> list[Span]:
    """The whole sentence before a reporting clause that ends it: "Prices fell, *and the port shut*, the mayor said"."""
    sentence = parsed.sentences[cue.head.sentence]
    end = max((p.end for p in raw), default=0)
    if (
        not raw
        or end > clause.span.start
        or any(t.start >= clause.span.end and t.pos != "PUNCT" for t in sentence.tokens)
    ):
        return raw
    if any(q.start < end and q.end > sentence.span.start for q in near(outer, *sentence.span)):
        return raw
    return [Span(sentence.span.start, end)]


def behind_colon(parsed: Parsed, raw: list[Span], clause: Clause, outer: Sequence[Quotation]) -> list[Span]:
    """The quotation alone, where a colon parts it from what the reporter says himself: "The answer came at noon: *“Never,”*
    she said"."""
    begins = min(t.start for t in clause.tokens if t.pos != "PUNCT")
    for quotation in near(outer, begins - 3, begins):
        if not (raw and raw[0].start < quotation.start and quotation.end <= begins):
            continue
        if parsed.text[raw[0].start : quotation.start].rstrip().endswith(":"):
            return [quotation.span, *(p for p in raw if p.start >= begins)]
    return []


def without_source(
    cue: Cue, raw: list[Span], speaker: Token | None, outer: Sequence[Quotation]
) -> list[Span]:
    """The pieces without the words around the cue that name and describe the speaker, where the parser put them inside."""
    if cue.entry.pos != "verb" or speaker is None:
        return raw
    if not any((p.start < speaker.start and speaker.end < p.end) or p.start == speaker.start for p in raw):
        return raw
    if (
        any(q.start < speaker.start < q.end for q in near(outer, *speaker.span))
        or abs(speaker.i - cue.head.i) > 12
    ):
        return raw
    first, last = min(speaker.hull().start, cue.span.start), max(speaker.end, cue.span.end)
    after = next((q.start for q in near(outer, last, raw[-1].end) if q.start >= last), None)
    kept = []
    for start, end in raw:
        if not start <= speaker.start < end:
            kept.append(Span(start, end))
            continue
        if start < first:
            kept.append(Span(start, first))
        if after is not None and after < end:
            kept.append(Span(after, end))
    return kept


def right_after(cue: Cue, outer: Sequence[Quotation]) -> list[Span]:
    """The quoted words that follow a cue at once, whatever the parser made of them: "did not expect “to a breakthrough”"."""
    if cue.entry.pos != "verb" or (cue.entry.quotes and cue.entry.kind == "speech"):
        return []
    end = cue.tokens[-1].end
    return [q.span for q in near(outer, end, end + 1) if 0 <= q.start - end <= 1]


def claims_nothing(parsed: Parsed, cue: Cue, outer: Sequence[Quotation]) -> bool:
    """Whether a cue stands in a question, a condition or a command, so that nothing is said yet."""
    head = cue.head
    if unsaid(head):
        return True
    while is_infinitive(head) and head.dep == "xcomp":
        head = head.head
    if conditional(head) or nothing_done(cue):
        return True
    sentence = parsed.sentences[head.sentence]
    if head.head is head or head.dep == "conj":
        last = next((t for t in reversed(sentence.tokens) if t.text not in "”\"’'»)"), None)
        asked = (
            last is not None
            and last.text == "?"
            and not any(q.start < last.start < q.end for q in near(outer, *last.span))
        )
        if asked and not any(head.start < q.start for q in near(outer, head.end, sentence.span.end)):
            return True
    if cue.entry.words == ("ask",) and head.tag == "VBN" and is_passive(head) and passive_agent(head) is None:
        return True
    bare = head.tag == "VB" and not any(c.dep in ("aux", "nsubj", "nsubjpass") for c in head.children)
    return bare and head.dep == "ROOT" and head is sentence.tokens[0]


def conditional(head: Token) -> bool:
    """Whether a verb stands in a condition, or in what depends on one: "if he refuses *to say*", "*should* she *accept*"."""
    for _ in range(DEPTH):
        if head.dep in ("advcl", "ROOT", "dep") and (
            any(c.dep == "mark" and c.lower in CONDITIONS for c in head.children) or turned_round(head)
        ):
            return True
        if head.head is head or head.dep not in ("xcomp", "conj") or own_subject(head) is not None:
            return False
        head = head.head
    return False


DEPTH = 4
"""Clauses above a verb that are looked at for a condition."""


def turned_round(verb: Token) -> bool:
    """Whether "should", "had" or "were" opens the clause before its subject, which makes it a condition."""
    helper = next((c for c in (verb, *verb.children) if c.lower in ("should", "had", "were")), None)
    subject = own_subject(verb)
    if helper is None or subject is None or helper.i > subject.i or helper.dep == "ccomp":
        return False
    return not any(t.i < helper.i and t.pos != "PUNCT" for t in verb.subtree()) and verb.dep in (
        "advcl",
        "dep",
    )


def nothing_done(cue: Cue) -> bool:
    """Whether "no" before what is said or handed out says that nothing was: "*no* statement was issued"."""
    if not is_passive(cue.head) or passive_agent(cue.head) is not None:
        return False
    noun = cue.head.child("nsubjpass")
    return noun is not None and any(c.dep == "det" and c.lower in ("no", "neither") for c in noun.children)


def unsaid(verb: Token) -> bool:
    """Whether a verb of saying is refused ("declined *to say* who had paid"), or only an adjective
    ("the so-*called* king", "*written* answers by noon")."""
    if (
        verb.tag == "VBN"
        and verb.dep in ("ROOT", "appos", "dep")
        and not any(c.dep in ("aux", "auxpass", "nsubj", "nsubjpass", "agent") for c in verb.children)
    ):
        return verb.child("dobj") is not None
    if verb.dep == "amod" and verb.tag == "VBN":
        return verb.i > 0 and any(c.dep == "punct" or c.lower == "so" for c in verb.children)
    above = entries().get(lemma(verb.head), ()) if verb.dep == "xcomp" and is_infinitive(verb) else ()
    return any(row.act == "refuse" for row in above) and is_telling(verb)


def speaker_of(parsed: Parsed, cue: Cue, outer: Sequence[Quotation]) -> Token | None:
    """Who speaks. A subject inside quotation marks is none for a cue outside them: it belongs to the words quoted."""
    found = source(cue)
    if found is not None and found.start > cue.head.start and cue.entry.pos == "verb" and cue.entry.quotes:
        return found
    quoted = found is not None and any(
        q.start <= found.start < q.end and not q.start <= cue.head.start < q.end
        for q in near(outer, *found.span)
    )
    if found is not None and not quoted and between_commas(parsed, cue, found):
        return inverted(parsed, cue) or found
    if found is None or quoted:
        return inverted(parsed, cue) or left_of(parsed, cue, outer) or (None if quoted else found)
    return found


def between_commas(parsed: Parsed, cue: Cue, found: Token) -> bool:
    """Whether one comma alone stands between a verb of saying and what the parser took for its subject: it is then put
    into somebody else's clause ("And the king, *said the bishop*, forgets nothing")."""
    at = cue.head.i - 1
    if not cue.entry.quotes or cue.entry.kind != "speech" or at < 1 or parsed.tokens[at].text != ",":
        return False
    if any(c.dep == "nsubj" and c.i > cue.head.i and speaks(c) for c in cue.head.children):
        return True
    return (
        found.i == at - 1
        and found.head is cue.head
        and not any(c.dep in ("appos", "relcl", "acl") for c in found.children)
    )


def inverted(parsed: Parsed, cue: Cue) -> Token | None:
    """The speaker right after the cue whom the parser took for something else: "“…,” said *the envoy*"."""
    at = cue.tokens[-1].i + 1
    before = parsed.tokens[cue.head.i - 1] if cue.head.i else None
    if not cue.entry.quotes or before is None or before.pos != "PUNCT" or at >= len(parsed.tokens):
        return None
    here = parsed.tokens[at]
    while here.head.i > here.i and here.dep in ("det", "compound", "amod", "poss", "nmod", "nummod", "case"):
        here = here.head
    if here.pos not in ("PROPN", "NOUN", "PRON") or not speaks(here) or is_time(here):
        return None
    taken = here.dep in ("nsubj", "nsubjpass") and here.head is not cue.head
    return None if taken and not ends_phrase(parsed, here) else here


def ends_phrase(parsed: Parsed, noun: Token) -> bool:
    """Whether a comma or a full stop follows at once."""
    return noun.i + 1 < len(parsed.tokens) and parsed.tokens[noun.i + 1].text in (",", ".", ";")


LEFT = 30
"""Words to the left of a cue among which its lost subject is looked for."""


def left_of(parsed: Parsed, cue: Cue, outer: Sequence[Quotation]) -> Token | None:
    """The speaker right before the cue, or before what is put between commas, whom the parser gave to another verb:
    "*Bruun*, who is eighty, said he would sail", "*the consul* said his wife was safe"."""
    head = cue.head
    if not cue.entry.quotes or cue.entry.kind != "speech" or head.tag not in FINITE or head.dep == "conj":
        return None
    tokens, at = parsed.tokens, head.i - 1
    while at > 0 and (
        tokens[at].pos == "ADV" or (tokens[at].head is head and tokens[at].dep.startswith("aux"))
    ):
        at -= 1
    if at > 0 and tokens[at].text == ",":
        opening = next((n for n in range(at - 1, max(0, at - LEFT), -1) if tokens[n].text == ","), None)
        at = opening - 1 if opening is not None else -1
    if at < 0 or tokens[at].sentence != head.sentence:
        return None
    here = tokens[at]
    if any(
        q.start <= here.start < q.end and not q.start <= head.start < q.end for q in near(outer, *here.span)
    ):
        return None
    return (
        here
        if here.pos in ("PROPN", "NOUN", "PRON") and here.dep not in ("pobj", "dobj") and speaks(here)
        else None
    )


def put_in(cue: Cue) -> bool:
    """Whether a reporting clause is put into, or behind, the sentence that it reports: "the talks, *she said*, were frank"."""
    head = cue.head
    if (
        head.head is head
        or head.head.pos not in ("VERB", "AUX", "ADJ", "NOUN")
        or complements(cue).keys() & {"that", "obj", "inf"}
    ):
        return False
    speaker = own_subject(head)
    if speaker is None or any(c.dep == "mark" for c in head.children) or speaker.tag in ("WDT", "WP"):
        return False
    return head.dep == "parataxis" or (
        head.dep in ("ccomp", "advcl", "dep", "conj") and head.i > head.head.i and set_off(head, speaker)
    )


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


def act_of(cue: Cue, frame: Frame | None, carriers: Sequence[Token]) -> str:
    """The act of the cue, read with its content and its negation."""
    written = "+".join(frame.parts) if frame is not None else ""
    entry_act = cue.entry.acts.get(written, cue.entry.act)
    act = refined(entry_act, cue, carriers)
    if is_negated(cue):
        if cue.entry.negated is not None:
            return cue.entry.negated
        return {"reject": "not-reject", "refuse": "not-refuse", "agree": "reject", "accept": "reject"}.get(
            act, act
        )
    return act


def is_negated(cue: Cue) -> bool:
    """Whether the cue itself is denied."""
    holders = [cue.head]
    if cue.entry.pos == "adj" and cue.head.dep in ("acomp", "attr", "oprd"):
        holders.append(cue.head.head)
    if any(c.dep == "neg" or c.lower in ("never", "neither") for h in holders for c in h.children):
        return True
    nobody = own_subject(holders[-1])
    if any(c.dep == "nsubj" and c.i > cue.head.i for c in cue.head.children):
        return False  # "*No deal*, says minister"
    return nobody is not None and (
        nobody.lower in ("nobody", "none", "neither")
        or any(
            c.lower in ("no", "neither") and c.dep in ("det", "preconj", "cc") and c.i < nobody.i
            for c in nobody.children
        )
    )


def polarity(cue: Cue) -> Polarity:
    """Affirmed, negated ("did not say"), or denied (the act itself is a denial)."""
    if is_negated(cue):
        return "negated"
    return "denied" if cue.entry.act == "deny" else "affirmed"


def addressees(cue: Cue, speaker: Token | None, carriers: Sequence[Token]) -> tuple[Span, ...]:
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
        told += [
            p
            for t in found.get(name, [])
            if (p := t.child("pobj")) is not None and speaks(p) and not is_time(p)
        ]
    told = [p if t.pos == "ADP" and (p := t.child("pobj")) else t for t in told]
    carrying = {t for name in ("of", "as") for t in found.get(name, [])} | set(carriers)
    return tuple(dict.fromkeys(name_before(t, carrying) for t in told if t is not speaker))


def is_time(token: Token) -> bool:
    """Whether a name is that of a day or a month: nobody is addressed "on Monday"."""
    return token.entity in ("DATE", "TIME") or token.lemma in words("days")


def name_before(token: Token, carrying: set[Token]) -> Span:
    """The name of an addressee without what is told of or to him: "warned *the king* of “a bitter winter”"."""
    name = name_span(token)
    cut = min((c.start for c in token.children if c in carrying and c.start < name.end), default=name.end)
    end = max((t.end for t in token.subtree() if t.end <= cut), default=name.end)
    return Span(name.start, min(name.end, end))


def is_clause(token: Token) -> bool:
    """Whether a carrier is a clause and no noun."""
    return token.dep in ("ccomp", "xcomp", "advcl")


PRIOR = {("speech", "clause"): 0.89, ("speech", "inf"): 0.69, ("speech", "noun"): 0.6,
         ("attitude", "clause"): 0.7, ("attitude", "inf"): 0.54, ("attitude", "noun"): 0.5}  # fmt: skip
"""How often such a frame is an attribution, set by hand from a look at what annotators mark."""


def sureness(cue: Cue, frame: Frame | None, draft: Draft, outer: Sequence[Quotation]) -> float:
    """A hand-set score, 0..1, that puts likelier statements first.

    Set so that it can be read as a share: on American news, of the speech scored .9 and more 93 of 100 have the right
    content and source, of that from .8 to .9 85, from .7 to .8 78, from .6 to .7 63, from .4 to .6 49, below 34.
    """
    shape = (
        "clause" if frame is None or frame.parts[-1] == "that" else "inf" if "inf" in frame.parts else "noun"
    )
    sure = PRIOR[cue.entry.kind, shape]
    if cue.entry.pos != "verb":
        sure *= 0.7
    sure *= speaker_weight(cue, draft, frame is not None and frame.weak)
    if frame is not None and frame.weak:
        sure *= 0.7
    if frame is not None and len(frame.parts) > 1 and shape != "inf":
        sure = min(0.95, sure * 1.15)
    if any(c.dep == "aux" and c.lower in MODALS for c in cue.head.children):
        sure *= 0.6
    if is_infinitive(cue.head):
        sure *= 0.4 if cue.head.dep in ("advcl", "acl", "relcl") else 0.6
    if draft.speaker is not None and quotes_touch(draft.pieces, outer):
        sure = min(0.96 if cue.entry.kind == "speech" else 0.75, sure * 1.25)
    return round(sure, 3)


def speaker_weight(cue: Cue, draft: Draft, weak: bool) -> float:
    """How much the source speaks for a statement: a person or a body does, a thing or nobody does not."""
    speaker = draft.speaker
    if speaker is None:
        return 0.5 if not is_passive(cue.head) or cue.head.dep == "acl" else 0.7
    if speaker.pos == "PRON" and speaker.lower in FIRST:
        return 0.5
    if speaks(speaker):
        return 1.0
    if tells(speaker):
        return 0.9 if cue.entry.kind == "speech" else 0.6
    if speaker.tag in ("WDT", "WP") or speaker.lower in ("that", "it"):
        return 0.7
    return 0.55 if cue.entry.kind == "speech" and not weak else 0.4


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
    for m in range(max(0, n - AROUND), min(len(drafts), n + AROUND)):
        other = drafts[m]
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
    text = parsed.text
    letters = sum(c.isalnum() for p in pieces for c in text[p.start : p.end])
    marked = sum(
        c.isalnum()
        for p in pieces
        for q in near(outer, p.start, p.end)
        for c in text[max(p.start, q.start) : min(p.end, q.end)]
    )
    if not marked:
        return "indirect"
    return "direct" if marked >= 0.95 * letters else "mixed"
