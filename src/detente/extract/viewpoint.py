"""Attributions without a verb: "according to X", "in X's view", a name and a colon, a name below a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.extract.content import Clause, near, tokens_between, widened
from detente.extract.cues import LONGEST, words
from detente.extract.draft import Draft, cleaned
from detente.extract.speakers import is_telling, name_span, own_subject, speaks
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
            top = clause_over(first)
            if top is None:
                continue
            held = set(phrase_of(first, speaker))
            inside = [t for t in top.subtree() if t not in held]
            if not inside:
                continue
            clause = Clause(held)
            raw = split_at(sorted(inside, key=lambda t: t.i), clause.span)
            raw = in_brackets(parsed, first, raw) or from_comma(parsed, first, clause, raw)
            pieces = cleaned(parsed, widened(raw, outer, None, [clause.span]))
            felt = first.text == "For"
            yield Draft(
                cue=Span(first.start, last.end), pieces=pieces, act="believe" if felt else "claim",
                kind="attitude" if felt else "speech", sure=0.5 if felt else 0.78, head=first, clause=clause, speaker=speaker, source=short_of(name_span(speaker), pieces),
            )  # fmt: skip


def short_of(name: Span, pieces: Sequence[Span]) -> Span:
    """A name without what is content already."""
    begins = min((p.start for p in pieces if name.start < p.start < name.end), default=None)
    return name if begins is None else Span(name.start, begins)


CLIMBED = frozenset({
    "pobj", "prep", "dobj", "nsubj", "amod", "appos", "attr", "acomp", "npadvmod", "conj", "oprd", "advmod",
})  # fmt: skip
"""Relations over which a viewpoint belongs to the clause above."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def clause_over(first: Token) -> Token | None:
    """The head of the clause that a viewpoint qualifies: past nouns, and past clauses without a tense of their own."""
    top = first.head
    if top is first:
        return None
    while top.head is not top and (top.dep in CLIMBED or tenseless(top)):
        top = top.head
    return top


def tenseless(verb: Token) -> bool:
    """Whether a clause has no tense, so that nobody can tell it by itself: "*to win votes*, according to his aide"."""
    if verb.dep not in ("xcomp", "advcl", "pcomp", "acl") or verb.pos not in ("VERB", "AUX"):
        return False
    return verb.tag not in FINITE and not any(
        c.dep in ("aux", "auxpass") and c.tag in FINITE for c in verb.children
    )


def phrase_of(first: Token, speaker: Token) -> Iterator[Token]:
    """The words of a viewpoint, without what the parser hung on it though a comma parts it from the speaker."""
    tie = speaker.head
    strays = [
        c for c in (*tie.children, *first.children)
        if c.i > speaker.i and c.dep in ("pobj", "dobj", "dep", "npadvmod", "conj") and c is not speaker
        and c.head is not speaker and any(t.text == "," for t in first.subtree() if speaker.i < t.i < c.i)
    ]  # fmt: skip
    lost = {t for c in strays for t in c.subtree()}
    return (t for t in first.subtree() if t not in lost)


def in_brackets(parsed: Parsed, first: Token, raw: list[Span]) -> list[Span]:
    """What stands in the brackets around a viewpoint: "Nine ports (*seven were shut*, according to the union) …"."""
    text = parsed.text
    opening = text.rfind("(", raw[0].start, first.start)
    if opening < 0 or ")" in text[opening : first.start] or not text[opening + 1 : first.start].strip(" ,"):
        return []
    return [Span(opening + 1, first.start)]


def from_comma(parsed: Parsed, first: Token, clause: Clause, raw: list[Span]) -> list[Span]:
    """The content from the comma behind a viewpoint that opens the sentence, where the parser cut its beginning off,
    and all that follows a viewpoint put in between."""
    sentence = parsed.sentences[first.sentence]
    opens = not any(t.pos != "PUNCT" and t.i < first.i for t in sentence.tokens if t.i > first.i - 3)
    if not opens or not raw or raw[0].start < first.start:
        return raw
    between = tokens_between(parsed, first.start, raw[0].start)
    last = next((t for t in reversed(between) if t.text == ","), None)
    if last is None or raw[0].start - last.end <= 2:
        return raw
    return [Span(last.end, raw[0].end), *raw[1:]]


def viewpoint(parsed: Parsed, token: Token) -> tuple[Token, Token, Token] | None:
    """The first and last word of such a cue, and its speaker."""
    after = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
    if token.lower == "according" and after is not None and after.lower == "to":
        speaker = after.child("pobj") or token.child("pobj")
        return (token, after, speaker) if speaker is not None else None
    if token.text == "For" and (speaker := token.child("pobj")) and thinks(parsed, token, speaker):
        return token, token, speaker
    if token.lower == "per" and token.pos == "ADP" and (speaker := token.child("pobj")) and speaks(speaker):
        return token, token, speaker
    if token.lower == "in" and (view := token.child("pobj")) and view.lower in VIEWS and token.dep == "prep":
        speaker = view.child("poss") or next(
            (p for c in view.children if c.lower == "of" and (p := c.child("pobj"))), None
        )
        if speaker is not None and (speaks(speaker) or speaker.lower in ("his", "her", "their")):
            return token, view, speaker
    return None


def quoted_as_saying(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """ "…, the general was quoted as saying": what stands before is told, and whoever is quoted tells it."""
    for token in parsed.tokens:
        quote = quoting(token)
        if quote is None:
            continue
        speaker = quote.child("nsubjpass") or quote.child("dobj")
        if speaker is None or not speaks(speaker):
            continue
        begins = min(name_span(speaker).start, own_start(quote))
        start = parsed.sentences[quote.sentence].span.start
        before = [q.span for q in near(outer, start, begins) if 0 <= begins - q.end <= 3]
        comma = next(
            (t for t in reversed(tokens_between(parsed, start, begins)) if t.text not in "”\"’'»"), None
        )
        if not before and (comma is None or comma.text != ","):
            continue
        clause = Clause({quote, token, *speaker.subtree()})
        raw = before or [Span(start, begins)]
        yield Draft(
            cue=Span(quote.start, token.end), pieces=cleaned(parsed, widened(raw, outer, None, [])), act="claim",
            kind="speech", sure=0.85, head=quote, clause=clause, speaker=speaker, source=name_span(speaker),
        )  # fmt: skip


def quoting(token: Token) -> Token | None:
    """The verb of "quoted … as saying", if nothing said follows."""
    up = token.head
    if (
        token.tag != "VBG"
        or token.dep != "pcomp"
        or up.lower != "as"
        or up.head.lemma not in ("quote", "cite")
    ):
        return None
    return up.head if is_telling(token) and token.child("ccomp", "dobj", "xcomp") is None else None


def own_start(verb: Token) -> int:
    """Where the clause of a verb begins: at its subject."""
    who = own_subject(verb)
    return name_span(who).start if who is not None else verb.start


def thinks(parsed: Parsed, token: Token, speaker: Token) -> bool:
    """Whether "For X," opens a sentence that tells how X sees it: somebody who can, and a judgement in his words."""
    sentence = parsed.sentences[token.sentence]
    verb = token.head
    if (
        sentence.tokens[0] is not token
        or verb is not sentence.root
        or verb.lemma != "be"
        or not speaks(speaker)
    ):
        return False
    after = name_span(speaker).end
    comma = next((t for t in sentence.tokens if t.start >= after), None)
    judged = any(c.text in ("“", '"', "„", "«", "``") and c.i > speaker.i for c in verb.subtree())
    return comma is not None and comma.text == "," and judged and verb.tag in FINITE


def split_at(ordered: list[Token], cut: Span) -> list[Span]:
    """The words before and after a stretch that is no content."""
    before = [t for t in ordered if t.end <= cut.start]
    after = [t for t in ordered if t.start >= cut.end]
    return [Span(part[0].start, part[-1].end) for part in (before, after) if part]


def named_before_colon(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """A name and a colon ("Brandt: “…”"), or a quotation, a dash and a name ("“…” – Ada Brandt")."""
    if heads := list(turn(parsed)) or list(headed(parsed, outer)):
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
        if quotation is None or not speaks(head) or is_topic(names):
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
        elif rest[:1] in ("-", "–", "—", "―") and (verb := summing_up(parsed, quotation.end)) is not None:
            speaker = own_subject(verb)
            if speaker is not None and speaks(speaker):
                yield Draft(
                    cue=verb.span, pieces=[quotation.span], act="claim", kind="speech", sure=0.7, head=verb,
                    clause=Clause({verb, speaker}), speaker=speaker, source=name_span(speaker),
                )  # fmt: skip


def is_topic(names: Sequence[Token]) -> bool:
    """Whether what stands before a colon says what a line is about, and not who speaks: "*Togo crisis*: “We stay”", "*On the
    front line*: …", "*The Papers*: …"."""
    last = names[-1]
    if names[0].pos == "ADP" or (last.pos == "NOUN" and not speaks(last)):
        return True
    return last.lower in TOPICS or (last.tag == "NNPS" and names[0].lower == "the" and last.entity != "NORP")


TOPICS = frozenset({"crisis", "conflict", "war", "tension", "tensions", "invasion", "talks", "report", "row", "live", "papers", "latest", "explained",
    "olympics", "briefing", "guide", "vote", "election", "attack", "strikes", "protests"})  # fmt: skip
"""Last words of a running head."""


def summing_up(parsed: Parsed, start: int) -> Token | None:
    """The verb of "– this is how X put it" behind a quotation."""
    after = [t for t in tokens_between(parsed, start, start + 60) if t.text not in "-–—―"][:3]
    if len(after) < 3 or after[0].lower not in ("this", "that", "such", "so") or after[1].lemma != "be":
        return None
    return after[2].head if after[2].lower in ("how", "what") and after[2].head.pos == "VERB" else None


TURN = re.compile(
    r"[“\"'‘]{0,2}(?P<name>(?:(?:MR|MRS|MS|DR|PRESIDENT|MINISTER|SECRETARY|AMBASSADOR|SENATOR|GENERAL)\.? )?"
    r"[^\W\d_a-z][^\W\d_a-z’'.-]{2,20}(?: [^\W\d_a-z][^\W\d_a-z’'.-]{1,20}){0,2}): (?=\S)"
)
"""A turn of a transcript: a name in capitals and a colon, at the beginning of a paragraph."""

ADDRESS = frozenset(
    {"MR", "MRS", "MS", "DR", "PRESIDENT", "MINISTER", "SECRETARY", "AMBASSADOR", "SENATOR", "GENERAL"}
)

LABELS = frozenset({
    "ALSO", "BACKGROUND", "BREAKING", "CAPTION", "CORRECTION", "DEVELOPING", "EDITORIAL", "EXCLUSIVE", "FACTBOX", "FILE",
    "GALLERY", "INTERVIEW", "LIVE", "MAP", "MORE", "NEWS", "NOTE", "OPINION", "PHOTO", "PHOTOS", "PICTURES", "PODCAST", "POLL",
    "QUESTION", "READ", "RELATED", "REPORT", "SEE", "SOURCE", "TIMELINE", "TRANSCRIPT", "UPDATE", "UPDATED", "URGENT", "VIDEO",
    "VIDEOS", "WATCH", "ANALYSIS", "COMMENT", "ANSWER", "LOCATION", "DATE", "SUBJECT", "CONTACT",
})  # fmt: skip
"""Words in capitals before a colon that name nobody. A question of a transcript claims nothing."""


def turn(parsed: Parsed) -> Iterator[Draft]:
    """A turn of a printed conversation: "MR. LUND: We have seen no ships."."""
    text = parsed.text
    found = TURN.match(text)
    if found is None or LABELS & set(found["name"].split()):
        return
    names = tokens_between(parsed, found.start("name"), found.end("name"))
    rest = text[found.end() :].rstrip().rstrip("”\"’'")
    titled = found["name"].split()[0].rstrip(".") in ADDRESS
    if not names or len(rest.split()) < 3 or (names[-1].entity in ("GPE", "LOC") and not titled):
        return
    end = found.end() + len(rest)
    colon = Span(found.end("name"), found.end("name") + 1)
    yield Draft(
        cue=colon, pieces=[Span(found.end(), end)], act="claim", kind="speech", sure=0.8, head=names[-1],
        clause=Clause(set(names)), speaker=names[-1], source=Span(names[0].start, names[-1].end),
    )  # fmt: skip


def headed(parsed: Parsed, outer: Sequence[Quotation]) -> Iterator[Draft]:
    """A line of its own that opens with somebody and a colon, as headlines do: "Brandt: no ships without guarantees".

    A place ("Geneva: …") names the scene, not who speaks. No verb and no full stop make it a headline's.
    """
    at = next((t.i for t in parsed.tokens[:10] if t.text == ":"), 0)
    rest = parsed.tokens[at + 1 :]
    if not at or "\n" in parsed.text.strip() or not 3 <= len(rest) <= HEADLINE:
        return
    first = next((t.i + 1 for t in reversed(parsed.tokens[:at]) if t.text in "-–—|" and t.text), 0)
    names = parsed.tokens[first:at]
    kinds = {t.entity for t in names}
    told = any(t.tag in FINITE for t in rest)
    if not names or is_topic(names) or any(t.pos in ("VERB", "AUX", "ADP", "PUNCT", "NUM") for t in names):
        return
    if rest[-1].text == "?" or rest[0].tag in ("WP", "WRB", "WDT"):
        return  # a question about somebody
    if rest[0].tag == "NN" and rest[0].dep == "nsubj" and speaks(rest[0]) and "PERSON" in kinds:
        return  # "Alina Holm: *Singer* leaves the show": told of him
    if any(t.text == "." for t in rest[:-2]) or (rest[-1].text == "." and not (told and "PERSON" in kinds)):
        return
    bare = (
        len(names) <= 2
        and names[-1].lemma.lower() in words("speakers")
        and names[-1].text.upper() not in LABELS
    )
    if not kinds & {"PERSON", "ORG"} and not (bare and rest[0].text[:1].islower()):
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


CAPTION = 12
"""Words behind a dash, at most, that tell who spoke, where and when."""

HEADLINE = 24
"""Words after the colon of a headline, at most."""


def signature(parsed: Parsed, start: int) -> list[Token]:
    """The name that signs a quotation: nothing but a dash and words with capitals up to the end of the passage."""
    rest = [t for t in tokens_between(parsed, start, len(parsed.text)) if any(c.isalpha() for c in t.text)]
    if any(t.pos in ("VERB", "AUX") for t in rest):
        return []
    names = [t for n, t in enumerate(rest) if all(r.entity == "PERSON" for r in rest[: n + 1])]
    if (
        names and len(rest) <= CAPTION and rest[len(names)].pos in ("ADP", "ADV", "NUM", "DET")
        if len(rest) > len(names)
        else False
    ):
        return names  # "“…” – Ada Brandt after the vote"
    return (
        rest
        if 0 < len(rest) <= 6 and all(t.text[0].isupper() or t.pos in ("ADP", "DET") for t in rest)
        else []
    )
