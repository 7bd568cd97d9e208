"""Cues: the words that attribute, found in a parse, with what carries their content and their addressee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from detente.lexicon import toml
from detente.model.record import Span
from detente.parse.parsed import Parsed, Token

POS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "verb": frozenset({"VERB", "AUX"}),
        "noun": frozenset({"NOUN", "PROPN"}),
        "adj": frozenset({"ADJ", "VERB"}),
    }
)
"""Parts of speech under which the parser may show a cue. Participles ("worried") pass for verbs."""

BETWEEN = frozenset({"ADV", "PRON", "PART"})
"""What may stand between the words of a cue of several words ("made it *very* clear")."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What carries the content: relations that must all be there. `weak`: seldom a statement; `text`: only of texts."""

    parts: tuple[str, ...]
    weak: bool = False
    text: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A row of `lexicon/cues.toml`, read."""

    words: tuple[str, ...]
    pos: str
    act: str
    kind: str
    frames: tuple[Frame, ...]
    acts: Mapping[str, str]
    """Acts that differ from `act`, by the frame as written ("call *for*" demands, "call *on*" urges)."""
    to: str | None
    objects: str | None
    """The list of words one of which the object must be; null where any will do."""
    negated: str | None
    """The act of not doing it; null where it is read off the act."""
    beside: bool
    """Whether "that" makes it a cue only beside another one: "promised help *while ensuring that* …" (for "assuring")."""

    @property
    def quotes(self) -> bool:
        """Whether quoted words may stand beside it as its content, without any grammar between."""
        return (
            self.pos == "verb"
            and not self.beside
            and any(f.parts[-1] in ("that", "quote") for f in self.frames)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A cue in a passage: its row, its words, and the one that governs the others."""

    entry: Entry
    tokens: tuple[Token, ...]

    @property
    def head(self) -> Token:
        """The word whose subject speaks: the first of several."""
        return self.tokens[0]

    @property
    def span(self) -> Span:
        """From its first to its last word."""
        return Span(min(t.start for t in self.tokens), max(t.end for t in self.tokens))


@cache
def entries() -> Mapping[str, tuple[Entry, ...]]:
    """The rows of the lexicon by their first word; rows of more words come first."""
    found: dict[str, list[Entry]] = {}
    for row in toml("cues")["cue"]:
        entry = Entry(
            words=tuple(row["lemma"].split()),
            pos=row.get("pos", "verb"),
            act=row["act"],
            kind=row.get("kind", "speech"),
            frames=tuple(frame(text) for text in row["frames"]),
            acts=row.get("acts", {}),
            to=row.get("to"),
            objects=row.get("objects"),
            negated=row.get("negated"),
            beside=row.get("beside", False),
        )
        found.setdefault(entry.words[0], []).append(entry)
    return {first: tuple(sorted(rows, key=lambda e: -len(e.words))) for first, rows in found.items()}


def frame(text: str) -> Frame:
    """A frame as written in the lexicon: `obj+of`, `~inf`.

    >>> frame("~obj+of")
    Frame(parts=('obj', 'of'), weak=True, text=False)
    """
    return Frame(tuple(text.lstrip("~=").split("+")), weak=text.startswith("~"), text=text.startswith("="))


@cache
def words(name: str) -> frozenset[str]:
    """A list of nouns or adjectives of the lexicon (`speakers`, `texts`, `harm` …)."""
    return frozenset(toml("cues")["words"][name])


LONGEST = 400
"""Words of a sentence, at most. What is longer is a list or litter; the longest of 18,715 in American news had 104."""


def cues(parsed: Parsed) -> Iterator[Cue]:
    """Every cue of the passage, in text order."""
    known = entries()
    endless = {s.index for s in parsed.sentences if len(s.tokens) > LONGEST}
    for token in parsed.tokens:
        if token.sentence in endless:
            continue
        for entry in known.get(lemma(token), ()):
            if token.pos not in POS[entry.pos]:
                continue
            if found := matched(parsed, token, entry):
                yield Cue(entry, found)
                break


def beside_speech(token: Token) -> bool:
    """Whether the clause that this verb hangs on, or is joined to, has a verb of speech."""
    rows = entries().get(lemma(token.head), ())
    return token.dep in ("advcl", "conj") and any(
        e.kind == "speech" and e.pos == "verb" and not e.beside for e in rows
    )


def lemma(token: Token) -> str:
    """The word's dictionary form; the parser's own, but for what it is known to get wrong.

    Measured on news: "hoping" and "hoped" come back as "hop", "retweeted" as "retweete".
    """
    if token.tag == "VBN" and token.dep == "acomp":
        return token.lower
    return MENDED.get(token.lower, token.lemma)


MENDED: Mapping[str, str] = MappingProxyType(
    {
        "hoped": "hope", "hopes": "hope", "hoping": "hope", "retweeted": "retweet", "retweeting": "retweet", "labelled": "label",
        "labelling": "label", "signalled": "signal", "signalling": "signal", "worried": "worried", "concerned": "concerned",
        "griped": "gripe", "griping": "gripe", "extolled": "extol", "extolling": "extol", "rated": "rate", "hated": "hate", "hating": "hate",
        "convinced": "convince", "determined": "determined", "prepared": "prepared", "disappointed": "disappointed",
        "surprised": "surprised", "pleased": "pleased",
    }
)  # fmt: skip


def matched(parsed: Parsed, token: Token, entry: Entry) -> tuple[Token, ...] | None:
    """The tokens of a cue that begins here; None if its other words are not there."""
    if entry.pos == "adj" and token.pos == "VERB" and token.tag not in ("VBN", "VBD"):
        return None
    if len(entry.words) == 1:
        return (token,)
    particle = next((c for c in token.children if c.dep == "prt" and c.lower == entry.words[1]), None)
    if len(entry.words) == 2 and particle is not None:
        return (token, particle)
    return in_a_row(parsed, token, entry.words)


def in_a_row(parsed: Parsed, token: Token, wanted: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The tokens from this one on that spell the words, at most two others between any two of them."""
    found, at = [token], token.i + 1
    for word in wanted[1:]:
        for _ in range(3):
            if at >= len(parsed.tokens) or parsed.tokens[at].sentence != token.sentence:
                return None
            here = parsed.tokens[at]
            at += 1
            if word in (here.lower, here.lemma):
                if (
                    word == "no" and wanted[0] == "say" and here.dep == "det"
                ):  # "said *no decision* had been made"
                    return None
                found.append(here)
                break
            if here.pos not in BETWEEN and not (
                here.pos in ("NOUN", "PROPN", "DET") and wanted[0] in ("let", "turn")
            ):
                return None
        else:
            return None
    return tuple(found)


def complements(cue: Cue) -> dict[str, list[Token]]:
    """What hangs on the cue, by the names that the lexicon's frames use.

    A finite clause is `that`; a clause with "to" is `inf`, and with its own subject `obj` too ("urged *them to leave*");
    a clause without a verb is `obj` and `oprd` ("judging *the talks frank*").
    """
    found: dict[str, list[Token]] = {}
    own = set(cue.tokens)
    for token in cue.tokens:
        for child in token.children:
            if child not in own and not before_colon(cue, child):
                for name, carrier in relations(cue, child):
                    found.setdefault(name, []).append(carrier)
    if len(objects := found.get("obj", [])) > 1 and objects[-1].i > cue.head.i:
        found.setdefault("oprd", []).append(objects[-1])
    if "that" not in found and cue.entry.quotes and (strayed := strayed_clause(cue.head)) is not None:
        found["that"] = [strayed]
    return found


def strayed_clause(verb: Token) -> Token | None:
    """The clause that the parser hung on a noun between: "said at a dinner on Friday *that he might wait*"."""
    for child in verb.children:
        if child.i < verb.i or child.dep not in ("prep", "npadvmod", "dative", "advmod"):
            continue
        for below in child.subtree():
            if below.dep in ("relcl", "acl", "ccomp", "advcl") and any(
                c.dep == "mark" and c.lower == "that" for c in below.children
            ):
                takes = any(
                    e.pos == "noun" and any(f.parts == ("that",) for f in e.frames)
                    for e in entries().get(below.head.lemma, ())
                )
                beside_it = child.dep == "prep" and child.lower in ("at", "during", "in", "on", "after")
                return None if takes and not beside_it else below
    return None


def relations(cue: Cue, child: Token) -> Iterator[tuple[str, Token]]:
    """The frame names of one dependent of a cue, each with the word that carries; nothing for mere circumstances."""
    match child.dep:
        case "ccomp":
            yield from ((name, child) for name in clause(child))
        case "acl" | "relcl" if (cue.entry.pos == "noun" or len(cue.tokens) > 1) and (
            (is_infinitive(child) and not is_talk(cue.head)) or marked(child)
        ):
            yield from ((name, child) for name in clause(child))
        case "advcl" | "csubj" if marked(child) and child.i > cue.head.i:
            yield "that", child
        case "advcl" if is_infinitive(child) and any(
            c.dep == "mark" and c.lower == "for" for c in child.children
        ):
            yield "for", child
        case "advcl" if is_infinitive(child) and binds_itself(cue.head):
            yield "inf", child
        case "advcl" if child.pos == "ADJ" and child.i > cue.head.i and as_it_is(child):
            yield "as", child
        case "xcomp" if child.pos in ("ADJ", "NOUN", "PROPN") and not is_infinitive(child):
            yield "oprd", child
        case "xcomp":
            yield "inf", child
        case "dobj" | "nsubjpass":
            yield "obj", child
            if named_in_quotes(child):
                yield "oprd", child
            yield from (
                (tie.lower, tie if tie.child("pcomp") is None and tie.lower == "of" else child)
                for tie in child.children
                if ties(tie)
            )
            yield from (("of", tie) for tie in beyond_relative(child))
        case "oprd" | "acomp" | "attr":
            yield "oprd", child
        case "advmod" if child.pos == "ADJ":
            yield "oprd", child
        case "dative":
            yield "dative", child
            if child.pos == "ADP":
                yield child.lower, child
        case "prep" if child.i < cue.head.i and cue.entry.pos == "verb" and child.lower == "for":
            return  # "*for her part*, she called for patience"
        case "prep" | "agent":
            yield child.lower, child
            if (lost := after_date(child)) is not None:
                yield "obj", lost


def is_talk(noun: Token) -> bool:
    """Whether a call is one *with* somebody: what for is no demand ("their call with the king *to discuss* the dam")."""
    return noun.lemma == "call" and any(
        c.dep == "prep" and c.lower in ("with", "between") for c in noun.children
    )


def binds_itself(verb: Token) -> bool:
    """Whether the object of a verb is its own subject: "has committed *itself* to answer"."""
    noun = verb.child("dobj")
    return noun is not None and reflexive(noun)


def reflexive(token: Token) -> bool:
    """Whether a word is "itself", "themselves" and the like."""
    return token.lower.endswith(("self", "selves"))


def as_it_is(adjective: Token) -> bool:
    """Whether "as" opens a judgement without a verb: "described the mood *as tense*"."""
    return any(c.lower == "as" and c.i < adjective.i for c in adjective.children) and (
        adjective.child("nsubj", "aux", "cop") is None
    )


def named_in_quotes(noun: Token) -> bool:
    """Whether an apposition in quotation marks hangs on the object ("called the pact “*insanity*”"), or an adjective
    after it ("judged the visit “*brief*”"): it is what the object is called."""
    for token in noun.subtree():
        if (token.dep == "appos" or (token.dep == "amod" and token.i > token.head.i)) and any(
            c.text in QUOTES and c.i < token.i for c in (*token.children, *token.head.children)
        ):
            return True
    return False


QUOTES = frozenset({"“", '"', "„", "«", "``", "''", "‘", "'"})


def beyond_relative(noun: Token) -> Iterator[Token]:
    """What the parser hung on a clause about the object: "accuse Suland, which rejects the charge, *of arming* …"."""
    for clause_about in noun.children:
        if clause_about.dep == "relcl":
            yield from (
                c for c in clause_about.children
                if c.dep == "prep" and c.lower == "of" and c.i > clause_about.i and c.child("pcomp") is not None
                and any(p.text == "," and p.i == c.i - 1 for p in clause_about.children)
            )  # fmt: skip


def ties(preposition: Token) -> bool:
    """Whether a preposition that the parser hung on the object may belong to the cue: "sees the treaty *as* a trap",
    "suspects the neighbour *of* arming"."""
    if preposition.dep != "prep":
        return False
    if preposition.lower in ("as", "in", "for", "with") or preposition.child("pcomp") is not None:
        return True
    noun = preposition.child("pobj")
    return preposition.lower == "of" and noun is not None and quoted_at_once(preposition, noun)


def quoted_at_once(preposition: Token, noun: Token) -> bool:
    """Whether a quotation mark stands right after a preposition: "warned the king of “a bitter winter”"."""
    return any(c.text in QUOTES and c.i == preposition.i + 1 for c in (*preposition.children, *noun.children))


def before_colon(cue: Cue, child: Token) -> bool:
    """Whether a clause stands before the cue with a colon, or with nothing, between: it is not what is told.

    What is told comes first only with a comma, a dash or a quotation mark after it.
    """
    if child.dep != "ccomp" or child.i > cue.head.i:
        return False
    last = max(t.i for t in child.subtree() if t.i < cue.head.i)
    between = [c for c in cue.head.children if last < c.i < cue.head.i and c.dep == "punct"]
    return not between or between[0].text in (":", ";")


def after_date(preposition: Token) -> Token | None:
    """An object that the parser hung on a date: "announced on Thursday *major exercises*"."""
    objects = [c for c in preposition.children if c.dep == "pobj"]
    if len(objects) < 2 or not (objects[0].entity in ("DATE", "TIME") or objects[0].lemma in words("days")):
        return None
    return objects[1]


def clause(child: Token) -> tuple[str, ...]:
    """The frame names of a clause: finite, infinitive with or without its own subject, or without a verb."""
    subject = child.child("nsubj", "nsubjpass")
    if is_infinitive(child):
        return ("inf",) if subject is None or subject.lower in ("that",) else ("inf", "obj", "small")
    if child.pos in ("ADJ", "NOUN", "PROPN", "ADP", "ADV") and child.child("aux", "cop", "mark") is None:
        return ("that", "obj", "oprd", "small")
    return ("that",)


def marked(child: Token) -> bool:
    """Whether a clause on a noun is opened by "that", so that it says what the noun stands for."""
    return any(c.dep == "mark" and c.lower in ("that", "whether") for c in child.children)


def is_infinitive(token: Token) -> bool:
    """Whether a verb stands with "to"."""
    return any(c.dep == "aux" and c.lower == "to" for c in token.children)


TOLD = (("that",), ("of",), ("about",), ("on",))
"""What is told to an object that is the addressee, and no part of the content: "warned *the king* that …"."""


def fitting(cue: Cue) -> tuple[Frame, list[Token]] | None:
    """The first frame of the cue's row that the sentence fills, and what fills it."""
    found = complements(cue)
    for candidate in cue.entry.frames:
        if all(part in found for part in candidate.parts):
            if cue.entry.beside and candidate.parts == ("that",) and not beside_speech(cue.head):
                continue
            if (
                cue.entry.objects
                and "obj" in candidate.parts
                and not any(t.lemma in words(cue.entry.objects) for t in found.get("obj", []))
            ):
                continue
            if candidate.parts == ("obj",) and all(reflexive(t) for t in found["obj"]):
                continue
            return candidate, carrying(cue, candidate, found)
    return told_of(cue, found) or swallowed(cue, found)


def swallowed(cue: Cue, found: Mapping[str, list[Token]]) -> tuple[Frame, list[Token]] | None:
    """What is judged, where the parser put it behind "as": "dismissed as “absurd” *claims that* …"."""
    wanted = next((f for f in cue.entry.frames if f.parts == ("obj", "as")), None)
    if (
        wanted is None
        or "obj" in found
        or len(ties_ := found.get("as", [])) != 1
        or is_after_object(cue.head)
    ):
        return None
    noun = ties_[0].child("pobj")
    judged = noun is not None and any(
        c.dep == "amod" and c.i == ties_[0].i + 1 + quoted_at(ties_[0], noun) for c in noun.children
    )
    return (wanted, ties_) if judged else None


def quoted_at(preposition: Token, noun: Token) -> int:
    """1 where a quotation mark stands right behind a preposition, else 0."""
    return int(any(c.text in QUOTES and c.i == preposition.i + 1 for c in noun.children))


def is_after_object(verb: Token) -> bool:
    """Whether the verb stands in the passive or in a relative clause, so that what is judged stands before it."""
    return verb.dep == "relcl" or any(c.dep in ("nsubjpass", "auxpass") for c in verb.children)


def carrying(cue: Cue, candidate: Frame, found: Mapping[str, list[Token]]) -> list[Token]:
    """What carries the content in a frame that the sentence fills; an addressee does not."""
    carriers: list[Token] = []
    for part in candidate.parts:
        carriers.extend(t for t in found[part] if t not in carriers)
    if len(candidate.parts) > 1:
        carriers = [t for t in carriers if not reflexive(t)]
    if candidate.parts[0] == "obj" and cue.entry.to == "obj" and candidate.parts[1:] in TOLD:
        return [t for t in carriers if t not in found["obj"]] or carriers
    if candidate.parts == ("obj",):
        carriers.extend(t for t in found.get("oprd", []) if t not in carriers)
    return carriers


def told_of(cue: Cue, found: Mapping[str, list[Token]]) -> tuple[Frame, list[Token]] | None:
    """What somebody is told of, though the parser hung it on his name: "warned the council *of an attack*"."""
    frame_of = next((f for f in cue.entry.frames if f.parts == ("obj", "of")), None)
    if frame_of is None or cue.entry.to != "obj":
        return None
    tied = [c for noun in found.get("obj", []) for c in noun.children if c.dep == "prep" and c.lower == "of"]
    return (frame_of, tied[:1]) if tied else None
