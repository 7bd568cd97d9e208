"""Who did or said what to whom, as a sentence: in the report's own clause where it can be cut, else in our verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from detente.ask.clauses import REFLEXIVE, Clause, clause, fuller, line_of, numbered, whole
from detente.ask.dates import DAYS, day_of
from detente.ask.evidence import Sources
from detente.ask.names import Names, capital, in_sentence, listed
from detente.ask.quoting import LEADING, Form, content, curled, form_of, grammar, paired, shortened
from detente.lexicon import toml
from detente.model.derived import Evidence
from detente.model.given import Report
from detente.model.judged import Analysis, Move, Statement
from detente.model.record import Record, Span

DEEDS = frozenset(
    {"CONSULT", "COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
"""Moves that are no words: what was done is said best by the report's own clause."""

HEAD = 40
"""Characters at the head of some words in which they can name who acts."""

TRIED = 6
"""Pieces of evidence in which a clause is looked for."""

OPENING = re.compile(
    r"^(?:According|The|An?|They|It|He|She|We|There|This|These|All|Any|Every|Both|His|Her|Its|Their|Our)\b"
)
"""Small words that have a capital only at the head of a sentence."""

CALL = re.compile(r"\b(?:calls?|called|phone\w*|telephon\w*|spoke|speaks?|video)\b", re.I)
SAME_ROOM = re.compile(
    r"\b(?:met|meets?|meeting|visit\w*|summit|travel\w*|arriv\w*|sat down|shook hands)\b", re.I
)
"""Words of those who speak from afar, and of those who meet."""

OWNER = re.compile(r"(?:its|his|her|their)\b", re.I)

SHORT_SENTENCE = 32
"""Words of a sentence that can stand for what is only a noun in it."""

ON_ITS_DAY = re.compile(rf"on (?:early |late )?(?:{'|'.join(DAYS)}),?\s+(?=to\b|that\b)")
"""A day before a content, which belongs to the saying ("urged him *on Friday* to yield")."""

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


REMEMBERED = 512
"""Reports whose moves and statements are kept at hand."""


class Items(NamedTuple):
    """The moves and statements of a report by their ids, and the statements by where their cue begins."""

    by_id: Mapping[str, Move | Statement]
    by_cue: Mapping[int, Statement]


class Told(Record, frozen=True, kw_only=True):
    """What a sentence of the brief is made of."""

    evidence: tuple[Evidence, ...]
    text: str
    """The words of the content."""
    type: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    act: str | None = None
    mode: str | None = None
    negated: bool = False
    planned: bool = False
    told_by: tuple[str, ...] = ()
    place: str | None = None
    day: str | None = None
    """The day (ISO) that the line shows beside the sentence."""


class Wording:
    """Puts data into words."""

    def __init__(self, sources: Sources, names: Names):
        self.sources, self.names = sources, names
        self.items: dict[str, Items] = {}

    def sentence(self, told: Told) -> str:
        """A sentence without its date and without a full stop at its end."""
        words = self.met(told) or self.deed(told) or self.said(told)
        others = [a for a in told.told_by if a not in told.actors]
        named = any(last in words[:HEAD] for a in others for last in self.names(a).split()[-1:])
        if others and words and not named and words != self.in_its_sentence(told):
            return f"According to {self.who(others)}, {inside(words)}"
        return capital(words) if words else content(told.text)

    def met(self, told: Told) -> str:
        """Who met whom."""
        everybody = list(dict.fromkeys((*told.actors, *told.targets)))
        if told.type != "CONSULT" or len(everybody) < 2:
            return ""
        if self.spoke(told):
            return f"{self.who(everybody)} {'are to speak' if told.planned else 'spoke'}"
        place = f" in {told.place}" if told.place else ""
        return f"{self.who(everybody)} {'are to meet' if told.planned else 'met'}{place}"

    def spoke(self, told: Told) -> bool:
        """Whether they spoke from afar: nobody says that they met, and the words are of a call."""
        words = " ".join(
            self.sources.reports[e.report].quote((e.start, e.end))
            for e in told.evidence[:TRIED]
            if e.report in self.sources.reports
        )
        return told.mode == "phone" or bool(CALL.search(words) and not SAME_ROOM.search(words))

    def deed(self, told: Told) -> str:
        """What was done, in the report's own clause."""
        if told.type not in DEEDS:
            return ""
        if words := self.whole(told):
            return words
        cut = self.cut(told)
        return line_of(self.who(told.actors) or cut.subject, cut) if cut else self.short_deed(told)

    def short_deed(self, told: Told) -> str:
        """What was done, where the report has only a participle or a noun for it."""
        form, who, quoted = form_of(told.text), self.who(told.actors), content(told.text)
        if not who:
            return ""
        if words := self.headless(told):
            return words
        if form in ("clause", "direct"):
            # "its troops had left": whose, the line must say.
            return f"{who}: {quoted}" if OWNER.match(told.text) and not self.names_actor(told) else quoted
        if self.names_actor(told):
            return self.in_its_sentence(told) or quoted
        if form == "gerund":
            return f"{who} {'are' if len(told.actors) > 1 else 'is'} reported {quoted}"
        return self.in_its_sentence(told) or f"{quoted}, by {who}"

    def in_its_sentence(self, told: Told) -> str:
        """The sentence around a deed that is only a noun in it ("a strike on the pier"), if it is short enough."""
        for e in told.evidence[:1]:
            if e.sentence is not None and e.report in self.sources.reports:
                words = shortened(self.sources.reports[e.report].quote(e.sentence)).strip()
                if SHORT_SENTENCE >= len(words.split()) > len(told.text.split()):
                    return curled(paired(words.rstrip(". ")))
        return ""

    def names_actor(self, told: Told) -> bool:
        """Whether the words name at their head who acts, so that they are a clause of their own."""
        head = told.text[:HEAD]
        return any(self.names(a).split()[-1:] and self.names(a).split()[-1] in head for a in told.actors)

    def whole(self, told: Told) -> str:
        """The report's clause as it stands, where it begins with who acts."""
        day = day_of(told.day) if told.day else None
        weekday = DAYS[day.weekday()] if day else None
        who = self.who(told.actors)
        for report, analysis, item in self.found(told):
            if isinstance(item, Move) and (words := whole(report, analysis, item, who, weekday)):
                return words
        return ""

    def said(self, told: Told) -> str:
        """What was said, in the report's own verb or in ours. A content of a word or two says nothing without the
        rest of its clause."""
        cut = self.cut(told)
        if (cut is None or is_short(cut.said)) and (words := self.whole(told)):
            return words
        if cut and (told.actors or cut.subject.lower() not in grammar()["pronouns"]):
            return line_of(self.who(told.actors) or cut.subject, cut)
        return (self.headless(told) or self.framed(told)) if told.actors else ""

    def headless(self, told: Told) -> str:
        """Words that begin with their helping verb ("had closed the port"), with who did it before them."""
        first, _, rest = LEADING.sub("", told.text).partition(" ")
        if first not in grammar()["helpers"] - {"not", "never"} or not rest or not told.actors:
            return ""
        several = len(told.actors) > 1 or told.actors[0].startswith("group:")
        return f"{self.who(told.actors)} {numbered(first, several)} {curled(paired(shortened(rest)))}"

    def cut(self, told: Told) -> Clause | None:
        """The best clause behind a datum: in whose content its text stands, if any."""
        cuts = [
            (cut, LEADING.sub("", told.text)[:20] in cut.said)
            for report, analysis, item in self.found(told)
            if (cut := clause(report, analysis, item, len(set(told.actors)) > 1))
        ]
        return next((cut for cut, fits in cuts if fits), cuts[0][0] if cuts else None)

    def content(self, told: Told) -> str:
        """The words of a content in quotation marks, without the addressee at its head: the line names him."""
        return content(self.bare_content(told)[0])

    def bare_content(self, told: Told) -> tuple[str, Form]:
        """The words of a content and their grammar: from the report where its text stands, else from one in which
        it is so short that the text is that of the whole act."""
        short: tuple[str, Form] | None = None
        for report, analysis, item in self.found(told):
            said = self.content_span(report, analysis, item)
            if said is None:
                continue
            printed = item.content if isinstance(item, Move) and item.content else said
            fits = LEADING.sub("", told.text)[:20] in report.quote(said)
            if fits or (short is None and is_short(report.quote(printed))):
                found = self.read(report, analysis, said, told.targets)
                if fits:
                    return found
                short = found
        return short or (told.text, form_of(told.text, self.before(told)))

    def read(
        self, report: Report, analysis: Analysis, said: Span, targets: Sequence[str]
    ) -> tuple[str, Form]:
        """The words of a content and their grammar."""
        words = report.quote(said)
        form = form_of(words, report.text[max(0, said.start - 20) : said.start])
        rest = words[self.addressed(analysis, said, words, targets) :].strip()
        if day := ON_ITS_DAY.match(rest):
            rest = rest[day.end() :]
        itself = REFLEXIVE.match(rest)
        return (rest[itself.end() :], "infinitive") if itself else (rest, form)

    def content_span(self, report: Report, analysis: Analysis, item: Move | Statement) -> Span | None:
        """Where the content of a move or a statement stands."""
        if isinstance(item, Statement):
            return fuller(report, analysis, Span(*item.spans[0])) if len(item.spans) == 1 else None
        return fuller(report, analysis, Span(*item.content)) if item.content else None

    def addressed(self, analysis: Analysis, said: Span, words: str, targets: Sequence[str]) -> int:
        """How many characters of a content to leave out: "that *the mill* should stop" where the mill is addressed."""
        leading = LEADING.match(words)
        start = said.start + (leading.end() if leading else 0)
        for m in analysis.mentions:
            if m.actor in targets and start <= m.start <= start + 4 and m.end < said.end:
                rest = words[m.end - said.start :]
                if rest[:1] == " " and rest[1:2].islower() and rest.split()[0] not in ("and", "or"):
                    return m.end - said.start
        return 0

    def found(self, told: Told) -> Iterable[tuple[Report, Analysis, Move | Statement]]:
        """The moves and statements behind a datum."""
        for e in told.evidence[:TRIED]:
            item = self.item(e)
            if item is not None:
                report, analysis = self.sources.reports[e.report], self.sources.analyses[e.report]
                yield report, analysis, item
                if isinstance(item, Move) and (said := self.items_of(analysis).by_cue.get(item.trigger[0])):
                    yield report, analysis, said

    def item(self, e: Evidence) -> Move | Statement | None:
        """The move or the statement that evidence was read from."""
        if e.report not in self.sources.analyses:
            return None
        return self.items_of(self.sources.analyses[e.report]).by_id.get(e.item or "")

    def items_of(self, analysis: Analysis) -> Items:
        """The moves and statements of a report, as they are looked for."""
        found = self.items.get(analysis.id)
        if found is None:
            if len(self.items) >= REMEMBERED:
                self.items.clear()
            found = self.items[analysis.id] = Items(
                by_id={**{m.id: m for m in analysis.moves}, **{s.id: s for s in analysis.statements}},
                by_cue={s.cue[0]: s for s in analysis.statements if s.cue},
            )
        return found

    # --- our own verbs ---------------------------------------------------------------------------------

    def framed(self, told: Told) -> str:
        """What was said, with a verb of the lexicon."""
        who, to = self.who(told.actors), self.who(told.targets)
        before = self.before(told)
        form = form_of(told.text, before)
        if form in ("noun", "clause") and told.text[:1].isupper() and self.names_actor(told):
            return content(told.text)
        row = frame(verb_for(told), form, bool(to))
        verb = row["verb"].split("|")[1] if told.negated else row["verb"].split("|")[0]
        start = f"{who} {'did not ' if told.negated else ''}{verb}"
        named = any(name in told.text[:40] for t in told.targets for name in self.names(t).split()[-1:])
        if to and "to" in row and (not named or row.get("needs") == "to"):
            start = f"{start} {row['to']} {to}"
        if form == "direct" or form not in row:
            return " ".join(f"{start}: {content(told.text)}".split())
        # "threatened Oslo with …", but "threatened …": a row may give the word without and with an addressee.
        without, _, beside = row[form].partition("|")
        join = beside if beside and start.endswith(to) and to else without
        return " ".join(f"{start} {join} {content(inside(LEADING.sub('', told.text)))}".split())

    def before(self, told: Told) -> str:
        """What stands before a content in its sentence."""
        for e in told.evidence[:1]:
            cite = self.sources.cite(e)
            at = cite.sentence.find(told.text[:30])
            return cite.sentence[:at] if at > 0 else ""
        return ""

    def who(self, actors: Iterable[str]) -> str:
        """Actors as they stand inside a sentence."""
        return listed(in_sentence(a, self.names(a)) for a in actors)


def verb_for(told: Told) -> str:
    """The verb for what is done. An act of saying counts only where it can be the move's: "would not offer" is a
    refusal, whatever its verb."""
    words = toml("brief")
    if mode := words["mode"].get(f"{told.type}/{told.mode}"):
        return str(mode)
    for name in (told.act, told.type):
        if name and (name != told.act or told.act in words["acts"].get(told.type, [told.act])):
            known = words["same"].get(name, name)
            if known in words["verb"]:
                return str(known)
    return str(words["type"].get(told.type, "claim"))


def frame(verb: str, form: str, addressed: bool) -> dict[str, Any]:
    """The row of the verb that can take a form: itself, or what stands in for it."""
    rows: dict[str, dict[str, Any]] = toml("brief")["verb"]
    tried: list[str] = []
    while verb not in tried:
        tried.append(verb)
        row = rows[verb]
        able = addressed or row.get("needs") != "to"
        if able and (form in row or form == "direct"):
            return row
        verb = row.get("else", verb)
    return rows[tried[-1]] if rows[tried[-1]].get("needs") != "to" else rows["claim"]


def optional(template: str, **words: str) -> str:
    """A template with its words; bracketed parts go where they would be empty.

    >>> optional("refused[ by {who}]", who="Freedonia"), optional("refused[ by {who}]", who="")
    ('refused by Freedonia', 'refused')
    """
    kept = OPTIONAL.sub(lambda m: m[1] if any(words.values()) else "", template)
    return kept.format(**words)


def inside(sentence: str) -> str:
    """A sentence as it goes on behind a comma.

    >>> inside("The talks ended")
    'the talks ended'
    """
    return OPENING.sub(lambda m: m[0].lower(), sentence)


def is_short(words: str) -> bool:
    """Whether a content is so short that the text of its datum is more than it."""
    return len(words.split()) < 3
