"""The clause of a report in which something is done or said, cut so that it can stand as a line.

A report's own verb is always in its grammar; so where it can be taken over, it is: subject by name, the verb and what
joins it as printed, the content in quotation marks. Where it cannot (a participle, a passive, words turned round),
there is no clause, and the verbs of the lexicon stand in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.ask.dates import DAYS
from detente.ask.quoting import CLOSE, LEADING, OPEN, content, curled, form_of, grammar, paired, shortened
from detente.model.given import Report
from detente.model.judged import Analysis, Move, Statement
from detente.model.record import Record, Span

NEAR = 45
"""Characters before a subject that its titles may take ("the visiting Freedonian trade minister, Jane Roe")."""

BETWEEN = 8
"""Words between verb and content: an addressee and what joins them."""

DAY = rf"(?:{'|'.join(DAYS)})"
ON_DAY = re.compile(rf"\s*,?\s*\bon (?:early |late )?{DAY}\b(?:,(?=\s))?")
"""A weekday beside a verb. The line has its date."""

PLACED = re.compile(r"(?:on|in|at|from|late|early|earlier|last)\b[^,;:“”\"()]{0,60}", re.I)
"""A place or a time between subject and verb."""

REFLEXIVE = re.compile(r"(?:him|her|it|them)sel(?:f|ves)\s+(?:to\s+)?(?=\w)")
"""What belongs to the verb and not to what is promised ("committed *itself to* pay")."""

ADDRESSED = re.compile(r"^(?:him|her|them|us),[^,“”]{1,40},\s+(?=\w|[“„«])")
"""An addressee by pronoun and an aside, before what he is told."""


NAME = re.compile(r"(?:the )?[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*){0,2}")
"""One to three words with capitals."""


WISHED = re.compile(r"\b(?:demand|request|call|insistence|proposal|wish|requirement)s?(?: that)?\s*$", re.I)
"""A noun for what is wished, before it: its verb has no ending ("demands *that the fleet withdraw*"), and the sentence goes
on with the noun's own."""


class Clause(Record, frozen=True, kw_only=True):
    """A clause cut into its pieces, in words."""

    verb: str
    """Verb with its helpers and what joins it to the content: "has urged Oslo to"."""
    said: str
    """The content, as printed."""
    direct: bool = False
    """Whether the content is a whole sentence said aloud."""
    subject: str = ""
    """The words for who does it."""


def clause(
    report: Report, analysis: Analysis, item: Move | Statement, several: bool = False
) -> Clause | None:
    """The clause of a move or a statement; none where its verb cannot be taken over.

    `several`: whether more than one act, so that the verb must agree with them.
    """
    subject, verb = subject_of(item), verb_of(item)
    said = content_of(report, analysis, item)
    if subject is None or verb is None or said is None or not subject[1] <= verb[0] < verb[1] <= said[0]:
        return None
    if is_adjective(analysis, subject):
        return None
    helped = helpers(report.quote((subject[1], verb[0])))
    joined = joining(report.quote((verb[1], said[0])))
    if helped is None or joined is None:
        return None
    told = report.quote(said)
    if leading := LEADING.match(told):
        joined, told = f"{joined} {leading[0].strip()}", told[leading.end() :]
    if itself := REFLEXIVE.match(told):
        joined, told = f"{joined} {itself[0].strip()}", told[itself.end() :]
    told = ADDRESSED.sub("", told)
    told_verb = agreeing(helped, report.quote(verb), several)
    if told_verb is None:
        return None
    form = form_of(told, joined)
    if form == "clause" and not joined.endswith((":", "that", "if", "whether")):
        joined = f"{joined} that"
    direct = form == "direct"
    return Clause(
        verb=" ".join(f"{told_verb} {joined}".split()),
        said=told,
        direct=direct and not joined.strip(" :,"),
        subject=report.quote(subject),
    )


def subject_of(item: Move | Statement) -> Span | None:
    """The words for who does it."""
    if isinstance(item, Statement):
        return item.source.span if item.source else None
    seen = [(p.start, p.end) for p in item.source if p.start is not None and p.end is not None]
    return Span(min(s for s, _ in seen), max(e for _, e in seen)) if seen else None


def verb_of(item: Move | Statement) -> Span | None:
    """The verb."""
    found = item.cue if isinstance(item, Statement) else item.trigger
    return Span(*found) if found else None


def content_of(report: Report, analysis: Analysis, item: Move | Statement) -> Span | None:
    """The content with the rest of its clause, where that was cut short."""
    if isinstance(item, Statement):
        return fuller(report, analysis, Span(*item.spans[0])) if len(item.spans) == 1 else None
    return fuller(report, analysis, Span(*item.content)) if item.content else None


def fuller(report: Report, analysis: Analysis, said: Span) -> Span:
    """A content as far as its sentence goes, where its verb or the rest of a lone word was left out; and with the
    quotation mark that closes it."""
    text, end = report.text, said.end
    rest = text[end : end + 24].lstrip(' ”»"').split()
    words = text[said.start : end].split()
    before = text[max(0, said.start - 6) : said.start].split()[-1:]
    opened = words[:1] == ["that"] or before == ["that"]
    data = grammar()
    alone = len(words) == 1 and words[0].lower() in data["objects"]
    opened = opened and not WISHED.search(text[max(0, said.start - 30) : said.start])
    if rest and ((opened and rest[0] in data["finite"] and form_rest(words)) or (alone and rest[0] == "to")):
        end = max(end, sentence_end(analysis, said.start) or end)
        end -= len(text[said.start : end]) - len(text[said.start : end].rstrip(" .\n"))
    return Span(said.start, closed(text, said.start, end))


def form_rest(words: Sequence[str]) -> bool:
    """Whether words have no finite verb yet."""
    return not any(w in grammar()["finite"] for w in words)


def closed(text: str, start: int, end: int) -> int:
    """The end of some words, with the quotation mark right behind them that closes one of theirs."""
    mark = text[end : end + 1]
    straight = mark == '"' and text.count('"', start, end) % 2 == 1
    return end + 1 if straight or (mark in ("”", "»") and balance(text[start:end]) > 0) else end


def balance(words: str) -> int:
    """Quotation marks opened and not closed."""
    return sum(words.count(c) for c in "“„«") - sum(words.count(c) for c in "”»")


def sentence_end(analysis: Analysis, at: int) -> int | None:
    """Where the sentence around a place ends."""
    found = around(analysis, at)
    return found.end if found else None


def around(analysis: Analysis, at: int) -> Span | None:
    """The sentence around a place."""
    from bisect import bisect_right

    n = bisect_right(analysis.sentences, (at, 1 << 60)) - 1
    return Span(*analysis.sentences[n]) if n >= 0 and analysis.sentences[n][1] > at else None


def is_adjective(analysis: Analysis, subject: Span) -> bool:
    """Whether the words for who does it only qualify a noun ("*British* accusation")."""
    return any(
        m.kind == "adjective" and (m.start, m.end) == (subject.start, subject.end) for m in analysis.mentions
    )


def helpers(between: str) -> list[str] | None:
    """The helping verbs and adverbs right before a verb; null where what stands before them breaks the clause."""
    data, words = grammar(), between.replace(",", " , ").split()
    kept: list[str] = []
    while words and words[-1].lower() in data["helpers"] | data["adverbs"]:
        kept.insert(0, words.pop())
    rest = ON_DAY.sub("", " ".join(words)).strip()
    ends_well = rest.endswith((" ,", " and", " but")) or rest in ("", ",", "and", "but", "who", "which")
    if ends_well and len(words) < 30:
        return [w for w in kept if w.lower() != "both"]
    if PLACED.fullmatch(rest) and len(rest.split()) <= BETWEEN:
        return [w for w in kept if w.lower() != "both"]
    return None


def joining(between: str) -> str | None:
    """What joins a verb to its content; null where it is more than an addressee and a small word."""
    plain = ON_DAY.sub("", between)
    words = plain.split()
    if len(words) > BETWEEN or any(c in plain for c in ";()—–…"):
        return None
    inner = plain.strip().rstrip(":," + OPEN + CLOSE).strip()
    if any(c in inner for c in ",:" + OPEN + CLOSE):
        return None
    if any(w.lower().strip(",:") in grammar()["objects"] for w in words):
        return None
    return f"{inner}:" if plain.strip().endswith(":") else inner


def agreeing(helped: Sequence[str], verb: str, several: bool) -> str | None:
    """A verb with its helpers in the number of who does it; null if it is no finite verb."""
    data = grammar()
    first, *more = verb.split() or [""]
    low = [w.lower() for w in helped]
    auxiliary = [w for w in low if w in data["helpers"] - {"not", "never"}]
    if auxiliary:
        passive = auxiliary[-1] in ("is", "are", "was", "were") and first.endswith("ed")
        if passive or first.endswith("ing"):
            return None
        return " ".join([*(numbered(w, several) for w in low), first, *more])
    past = is_past(verb)
    present = first.endswith("s") and not first.endswith("ss") and not several
    return " ".join([*low, first, *more]) if (past or present) and first.islower() else None


def numbered(word: str, several: bool) -> str:
    """A helping verb in the number of who does it."""
    plural: dict[str, str] = grammar()["plural"]
    if several:
        return plural.get(word, word)
    return next((one for one, many in plural.items() if many == word), word)


def whole(report: Report, analysis: Analysis, item: Move, who: str, day: str | None) -> str | None:
    """The clause of a deed as a sentence, with the name for a pronoun; null where it does not begin with who did it.

    `day`: a weekday that goes without saying, as the line has its date.
    """
    subject, start, data = subject_of(item), item.evidence[0], grammar()
    end = closed(report.text, *item.evidence)
    if who and bare_verb(report, item, start):
        return printed(f"{who} {report.text[start:end]}", day)
    if subject is None or is_adjective(analysis, subject):
        return printed(report.text[start:end], day) if opens_sentence(report, analysis, item) else None
    if not start <= subject.start <= start + NEAR or subject.end > item.trigger[0]:
        return None
    head, rest = report.text[start : subject.end], report.text[subject.end : end]
    if head.split()[0].lower() in data["owners"] | data["pronouns"]:
        head, rest = who, apposed_out(rest)
    helped = helpers(report.text[subject.end : item.trigger[0]])
    if not head or helped is None or (not helped and report.quote(item.trigger).endswith("ing")):
        return None
    return printed(f"{head}{rest}", day)


def printed(words: str, day: str | None) -> str:
    """A clause as a sentence: its marks paired, without the weekday that goes without saying."""
    plain = curled(paired(shortened(words))).rstrip(" ,;:")
    return re.sub(rf"\s*,?\s*\b(?:on )?(?:(?:last|this|early|late) )?{day}\b,?", "", plain) if day else plain


def opens_sentence(report: Report, analysis: Analysis, item: Move) -> bool:
    """Whether evidence is a sentence from its head to its verb in the past, whoever is its subject."""
    found = around(analysis, item.evidence[0])
    words = report.quote((item.evidence[0], item.trigger[0])).split()
    opens = found is not None and found.start == item.evidence[0] and words != []
    return opens and is_past(report.quote(item.trigger)) and not words[0][:1].islower()


def bare_verb(report: Report, item: Move, start: int) -> bool:
    """Whether the evidence begins with the finite verb, for its subject stands further up ("… and *has closed* …")."""
    before = report.quote((start, item.trigger[0])).split() if start <= item.trigger[0] else ["?"]
    auxiliary = any(w in grammar()["helpers"] for w in before)
    verb = report.quote(item.trigger)
    own = all(w in grammar()["helpers"] | grammar()["adverbs"] for w in before)
    return own and (auxiliary or is_past(verb))


def is_past(verb: str) -> bool:
    """Whether a verb is in the past, as far as its form tells."""
    first = verb.split()[0] if verb.split() else ""
    return first.endswith("ed") or first in grammar()["past"]


def apposed_out(rest: str) -> str:
    """What follows a subject, without a name set off by commas."""
    return re.sub(r"^, [^,]{1,60},", "", rest)


def line_of(who: str, cut: Clause) -> str:
    """A clause as a line: who by name, the report's verb, the content in quotation marks; a bare name without them.

    >>> line_of("Norvia", Clause(verb="has pledged forty boats to", said="Ardal"))
    'Norvia has pledged forty boats to Ardal'
    """
    colon = ":" if cut.direct and not cut.verb.endswith(":") else ""
    said = cut.said if not cut.direct and NAME.fullmatch(cut.said) else content(cut.said)
    return f"{who} {cut.verb}{colon} {said}"
