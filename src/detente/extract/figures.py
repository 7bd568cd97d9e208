"""Quantities of a passage: bounds, precision, what is counted.

The grammar (`amounts`) reads the number; the parse tells the counted noun, who has it, where and when.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from detente.extract.amounts import Amount, amounts
from detente.extract.numbers import GAP
from detente.lexicon import toml
from detente.model import Span
from detente.model.found import Figure, Time
from detente.parse import Parsed
from detente.parse.parsed import Token

BY = "detente.figures/1"

SURE = 0.8
"""(guess) No gold set of figures with subjects exists; the ten of the seeds and our own sentences must do."""

SMALL = 12
"""Up to here a count behind "the", "these", "their" refers to what is known ("the two men")."""


def figures(parsed: Parsed, when: Sequence[Time]) -> tuple[Figure, ...]:
    """Every quantity of the passage that is no date, clock time, ordinal or name, in text order."""
    starts = [token.start for token in parsed.tokens]
    dates = [t for t in when if t.type != "DURATION" or not t.expression.startswith("is:")]
    taken = [t.start for t in dates]
    found = []
    for amount in amounts(parsed.text):
        if not in_time(amount, dates, taken) and (figure := figure_of(parsed, starts, amount, when)):
            found.append(figure)
    return tuple(found)


def in_time(amount: Amount, dates: Sequence[Time], starts: Sequence[int]) -> bool:
    """Whether the number belongs to a date, a clock time or a reference period ("the past two years")."""
    near = bisect_right(starts, amount.end)
    return any(t.start < amount.end and amount.start < t.end for t in dates[max(0, near - 3) : near])


def figure_of(parsed: Parsed, starts: list[int], amount: Amount, when: Sequence[Time]) -> Figure | None:
    """The figure of an amount, if it counts something."""
    words = words_of(parsed, starts, amount)
    if not words or is_label(parsed, amount, words):
        return None
    noun = counted_noun(parsed, amount, words)
    if noun is not None and any(t.start <= noun.start < t.end and t.type != "DURATION" for t in when):
        noun = None
    state = state_after(parsed, words[-1]) if noun is None and amount.unit is None else None
    verb = verb_of(noun or words[-1])
    if (
        amount.unit is None
        and noun is None
        and state is None
        and not (lost(verb, words[-1]) and not amount.bare)
    ):
        return None
    if refers(parsed, amount, words, noun, verb):
        return None
    amount = as_meant(parsed, amount, words, noun)
    end = max(amount.end, noun.end if noun and (noun.start >= amount.end) else 0, state[0] if state else 0)
    end = with_share(parsed.text, end)
    return Figure(
        start=amount.start,
        end=end,
        by=BY,
        sure=SURE,
        low=amount.low,
        high=amount.high,
        precision=amount.precision,
        unit=state[1] if state else unit_of(amount, noun, verb, words),
        of=description(parsed, noun, verb, words),
        holder=None if noun is not None and measured(noun) else holder(noun or words[-1], verb),
        place=place(noun or words[-1], verb),
        time=time_near(parsed, starts, words[0], noun, verb, when),
    )


def as_meant(parsed: Parsed, amount: Amount, words: list[Token], noun: Token | None) -> Amount:
    """The amount without "up to" and "over" where they belong to other words.

    "Rates ticked up to 5 percent" sets no upper bound; "12 ships over two years" no lower one.
    """
    first = words[0]
    value = amount.high if amount.low is None else amount.low
    if amount.precision == "upper" and first.lower == "up" and first.dep == "prt" and len(words) > 2:
        return amount._replace(start=words[2].start, low=value, precision="exact")
    before = parsed.tokens[first.i - 1] if first.i else None
    over = first.lower == "over" and noun is not None and measured(noun) and len(words) > 1
    if (
        over
        and before is not None
        and (before.pos in {"NOUN", "PROPN", "NUM", "PUNCT"} or before.lower in {"out", "up"})
    ):
        return amount._replace(start=words[1].start, high=value, precision="exact")
    return amount


def words_of(parsed: Parsed, starts: list[int], amount: Amount) -> list[Token]:
    """The tokens of the amount."""
    first = bisect_left(starts, amount.start)
    if first and parsed.tokens[first - 1].end > amount.start:
        first -= 1
    found = []
    for token in parsed.tokens[first : first + 24]:
        if token.start >= amount.end:
            break
        found.append(token)
    return found


# --- what is no figure


@cache
def table(kind: str, field: str) -> frozenset[str]:
    """All words of the lexicon's rows of that kind."""
    return frozenset(word for row in toml("figures")[kind] for word in row[field])


LIST_NUMBER = re.compile(r"(?:\A|\n)\s{0,8}\(?\d{1,3}[.)]\s")
PHONE = re.compile(r"\+?\d{1,4}[- ]\(?\d{2,4}\)?[- ]\d{2,4}[- ]?\d{2,4}")
NAMES = frozenset({"ORG", "PRODUCT", "LAW", "WORK_OF_ART", "FAC", "EVENT", "PERSON"})
OLD = re.compile(rf"(?:-|{GAP})(?:years?|months?)(?:-|{GAP})olds?\b", re.IGNORECASE)


def is_label(parsed: Parsed, amount: Amount, words: list[Token]) -> bool:
    """Whether the number is a name's, a list's, a page's, a telephone's, or somebody's age."""
    text, first = parsed.text, words[0]
    if amount.unit is None and OLD.match(text, amount.end):
        return True
    if not amount.bare:
        return False
    before = parsed.tokens[first.i - 1] if first.i else None
    if before and before.lower.rstrip(".") in table("label", "words") and before.end + 3 > first.start:
        return True
    if before and before.text in {"-", "/", "#"} and before.end == first.start:
        return True
    if any(t.entity in NAMES for t in words) and amount.unit is None:
        return True
    near = text[max(0, amount.start - 4) : amount.end + 3]
    if LIST_NUMBER.search(near) and text[: amount.start].rsplit("\n", 1)[-1].strip() in {"", "("}:
        return True
    return any(
        m.start() <= amount.start < m.end()
        for m in PHONE.finditer(text, max(0, amount.start - 20), amount.end + 20)
    )


REFERRING = frozenset(
    {
        "the",
        "these",
        "those",
        "both",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "your",
        "all",
        "last",
        "first",
        "next",
        "other",
    }
)


def refers(
    parsed: Parsed, amount: Amount, words: list[Token], noun: Token | None, verb: Token | None
) -> bool:
    """Whether a small count only points at what is known: "the two men", "one of them"."""
    if (
        not amount.bare
        or amount.unit is not None
        or amount.low is None
        or amount.low > SMALL
        or amount.high != amount.low
    ):
        return False
    low, before = amount.low, parsed.tokens[words[0].i - 1] if words[0].i else None
    if noun and noun.lower in table("refer", "nouns") and low <= 3:
        return True
    if (
        before
        and (before.lower in REFERRING or before.tag in {"PRP$", "POS"})
        and not (noun and measured(noun))
    ):
        return True
    if low == 1 and words[0].lower != "1":
        return not (
            noun
            and (lost(verb, noun) or (verb and verb.lemma in table("hold", "lemmas") and noun.dep == "dobj"))
        )
    return False


LENGTHS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


def measured(noun: Token) -> bool:
    """Whether it is a unit of time: "its two hours" are a length, not a reference."""
    return noun.lemma.lower() in LENGTHS


# --- what is counted


def counted_noun(parsed: Parsed, amount: Amount, words: list[Token]) -> Token | None:
    """The noun that the number counts: the parse's if it stands close behind, else the next phrase's head."""
    last = words[-1]
    follows = parsed.tokens[last.i + 1 : last.i + 10]
    if last.pos == "NOUN" and last.lemma.lower() in LENGTHS:
        return last
    if amount.unit is not None and amount.unit != "share":
        return None
    if follows and follows[0].text == "-" and len(follows) > 1 and follows[0].start == last.end:
        return follows[1] if follows[1].lemma.lower() in LENGTHS else None
    if (
        follows
        and follows[0].lower == "of"
        and (amount.precision == "vague" or amount.unit == "share" or last.lower in BIG_NOUNS)
    ):
        follows = follows[1:]
    for word in words:
        head = word.head
        if (
            word.dep in {"nummod", "amod", "quantmod", "compound"}
            and last.i < head.i <= last.i + 7
            and countable(head)
            and same_phrase(parsed, last, head)
        ):
            return head
    return next_head(follows, last)


BIG_NOUNS = frozenset(
    {"million", "millions", "thousands", "dozen", "dozens", "hundreds", "billion", "billions"}
)


def same_phrase(parsed: Parsed, last: Token, head: Token) -> bool:
    """Whether nothing but modifiers stands between the number and the noun."""
    between = parsed.tokens[last.i + 1 : head.i]
    return not any(
        (t.pos in {"VERB", "AUX", "ADP", "SCONJ"} and t.dep != "amod" and t.lower != "of")
        or (t.text in {",", ";", ":"} and t.dep == "punct" and not head.pos)
        for t in between
    )


def countable(token: Token) -> bool:
    """A common noun, or a people's name in the plural ("24 Palestinians")."""
    if not token.text[0].isalpha():
        return False
    return token.pos == "NOUN" or (token.pos == "PROPN" and (token.tag == "NNPS" or token.entity == "NORP"))


def next_head(follows: list[Token], last: Token) -> Token | None:
    """The head of the noun phrase that begins right behind the number."""
    best = None
    for token in follows:
        if token.sentence != last.sentence:
            break
        if countable(token):
            best = token
            continue
        modifier = (
            token.pos in {"ADJ", "PROPN", "NUM", "ADV"}
            or token.tag in {"VBN", "VBG", "HYPH"}
            or token.text == "-"
            or token.lower in {"the", "its", "their", "our", "his"}
        )
        if best is not None or not modifier:
            break
    return best


def state_after(parsed: Parsed, last: Token) -> tuple[int, str] | None:
    """ "24 dead", "at least 60 were wounded": where it ends, and the unit."""
    for token in parsed.tokens[last.i + 1 : last.i + 4]:
        for row in toml("figures")["state"]:
            if token.lower in row["words"]:
                joined = token.i == last.i + 1
                return (token.end if joined else last.end), row["unit"]
        if token.pos not in {"AUX", "ADV"} and token.tag not in {"VBN"}:
            break
    return None


def verb_of(token: Token) -> Token | None:
    """The verb that the noun (or a participle's noun) stands under."""
    for child in token.children:
        if child.dep in {"acl"} and child.tag == "VBN" and loss_word(child):
            return child
    for above in token.ancestors():
        if above.pos in {"VERB", "AUX"}:
            return above
    return None


def loss_word(verb: Token | None) -> str | None:
    """`killed` for "kill", if the verb is one of loss."""
    if verb is None:
        return None
    return next((row["unit"] for row in toml("figures")["loss"] if verb.lemma in row["lemmas"]), None)


def lost(verb: Token | None, noun: Token) -> str | None:
    """The loss that the counted ones suffered: they are killed, they do not kill."""
    word = loss_word(verb)
    if verb is None or word is None:
        return None
    if verb.dep == "acl" and verb.head is noun:
        return word
    top = noun
    while top.dep in {"conj", "nummod", "quantmod"} and top.head is not top:
        top = top.head
    suffers = (
        {"nsubj", "nsubjpass"} if verb.lemma in {"die", "perish", "flee", "escape"} else {"dobj", "nsubjpass"}
    )
    return word if top.head is verb and top.dep in suffers else None


def unit_of(amount: Amount, noun: Token | None, verb: Token | None, words: list[Token]) -> str | None:
    """The counted noun, lower case, with what was suffered: `soldiers`, `people killed`, `dollars`."""
    if amount.unit and amount.unit != "share":
        return amount.unit
    if noun is None:
        suffered = lost(verb, words[-1])
        return f"people {suffered}" if suffered else amount.unit
    suffered = lost(verb, noun)
    if measured(noun):
        return f"{noun.lemma.lower()}s" if noun.lemma.lower() != "century" else "centuries"
    unit = f"{noun.lower} {suffered}" if suffered else noun.lower
    return f"share of {unit}" if amount.unit == "share" else unit


EACH = re.compile(
    rf"{GAP}(?:on{GAP}each{GAP}side|on{GAP}(?:either|both){GAP}sides?|per{GAP}[a-z]{{2,14}}|each|apiece"
    rf"|in{GAP}all|a{GAP}(?:day|week|month|year))\b",
    re.IGNORECASE,
)


def with_share(text: str, end: int) -> int:
    """The end with "on each side", "per head" behind it."""
    found = EACH.match(text, end)
    return found.end() if found else end


LONGEST = 80
"""Code points of a description: a line on a page."""


def description(parsed: Parsed, noun: Token | None, verb: Token | None, words: list[Token]) -> str | None:
    """A few words on what is counted, from the sentence."""
    if noun is None:
        return part_of(parsed, words[-1])
    if measured(noun):
        return length_of(parsed, noun, verb)
    end = noun.end
    for child in noun.children:
        if child.dep == "prep" and child.start >= noun.end and child.start - end <= 2:
            end = child.hull().end
    start = words[-1].end
    phrase = " ".join(parsed.text[start:end].split()).removeprefix("of ")
    if len(phrase) > LONGEST:
        phrase = " ".join(parsed.text[start : noun.end].split()).removeprefix("of ")
    if (suffered := lost(verb, noun)) and phrase.endswith(noun.text):
        phrase = f"{phrase} {suffered}"
    return phrase[:LONGEST] or None


def part_of(parsed: Parsed, last: Token) -> str | None:
    """What a percentage is of: `of` right behind it, and its noun phrase."""
    behind = parsed.tokens[last.i + 1] if last.i + 1 < len(parsed.tokens) else None
    whole = behind.child("pobj") if behind is not None and behind.lower == "of" else None
    return " ".join(parsed.text[slice(*nominal(whole))].split())[:LONGEST] if whole else None


LASTING = frozenset({"last", "take", "run", "continue"})


def length_of(parsed: Parsed, noun: Token, verb: Token | None) -> str | None:
    """`length of the meeting`, `time before the start of the meeting`."""
    behind = parsed.tokens[noun.i + 1] if noun.i + 1 < len(parsed.tokens) else None
    if (
        behind is not None
        and behind.lower in {"before", "after"}
        and (event := behind.child("pobj", "pcomp"))
    ):
        return f"time {behind.lower} {' '.join(parsed.text[slice(*nominal(event))].split())}"[:LONGEST]
    if verb is None or verb.lemma not in LASTING or noun.head is not verb:
        return None
    subject = subject_of(verb)
    return f"length of {phrase(parsed, subject)}" if subject is not None and subject.pos == "NOUN" else None


def phrase(parsed: Parsed, head: Token) -> str:
    """A noun with what stands before it, without clauses behind it."""
    start = min(
        (
            c.start
            for c in head.children
            if c.start < head.start and c.dep in {"det", "amod", "compound", "poss", "nummod"}
        ),
        default=head.start,
    )
    words = " ".join(parsed.text[start : head.end].split())
    return words[0].lower() + words[1:] if head.child("det") else words


# --- whose, where, when


def subject_of(verb: Token) -> Token | None:
    """Who does it: the subject, the antecedent of "which", or that of the clause above for a participle."""
    for clause in (verb, *verb.ancestors()):
        if clause.pos not in {"VERB", "AUX"}:
            if clause.pos == "NOUN" and verb.dep in {"acl", "relcl"}:
                return clause
            continue
        subject = clause.child("nsubj", "nsubjpass")
        if subject is not None:
            if subject.lower in {"which", "who", "that"} and clause.dep == "relcl":
                return clause.head
            return subject
        if clause.dep == "conj" and clause.head is not clause:
            continue
        if clause.tag not in {"VBG", "VB", "VBN"}:
            return None
    return None


def holder(noun: Token, verb: Token | None) -> Span | None:
    """The words for who has, sends or loses what is counted."""
    owner = noun.child("poss")
    if owner is not None and owner.pos in {"PROPN", "NOUN", "PRON"}:
        return nominal(owner)
    people = next(
        (c for c in noun.children if c.entity in {"NORP", "GPE"} and c.dep in {"amod", "compound", "nmod"}),
        None,
    )
    if people is not None:
        return people.span
    if verb is None or verb.lemma not in table("hold", "lemmas"):
        return None
    if verb.dep == "acl" or any(c.dep == "nsubjpass" for c in verb.children):
        by = next((c for c in verb.children if c.dep == "agent"), None)
        agent = by.child("pobj") if by else None
        return nominal(agent) if agent else None
    object_of_verb = verb.child("dobj")
    if object_of_verb is None or not (object_of_verb is noun or noun in list(object_of_verb.subtree())):
        return None
    subject = subject_of(verb)
    return nominal(subject) if subject is not None and subject is not noun else None


def nominal(head: Token) -> Span:
    """The noun phrase of a head without clauses and appositions behind it."""
    start, end = head.start, head.end
    for child in head.children:
        if child.dep in {"det", "amod", "compound", "poss", "nmod", "nummod"} and child.start < head.start:
            start = min(start, child.hull().start)
        elif child.dep == "prep" and child.lower == "of":
            below = child.child("pobj")
            end = max(end, nominal(below).end if below else child.end)
    return Span(start, end)


AT = frozenset(
    {
        "in",
        "at",
        "along",
        "near",
        "on",
        "inside",
        "around",
        "across",
        "outside",
        "within",
        "throughout",
        "off",
        "from",
        "into",
        "to",
    }
)


def place(noun: Token, verb: Token | None) -> Span | None:
    """The words for where: a place name or noun under "in", "along", "near", of the noun or its verb."""
    for owner in (noun, verb):
        if owner is None:
            continue
        for child in owner.children:
            if child.dep == "prep" and child.lower in AT and child.start > noun.start:
                head = child.child("pobj")
                if head is not None and (
                    head.entity in {"GPE", "LOC", "FAC"} or head.lower in table("place", "nouns")
                ):
                    return nominal(head)
    return None


def time_near(
    parsed: Parsed,
    starts: list[int],
    word: Token,
    noun: Token | None,
    verb: Token | None,
    when: Sequence[Time],
) -> Span | None:
    """The date under the same verb, or on the counted noun itself; a date of another clause tells nothing."""
    sentence = parsed.sentences[word.sentence].span
    here = []
    for time in when:
        if time.type not in {"DATE", "TIME"} or "REF" in (time.value or "") or not time.span.within(sentence):
            continue
        first = parsed.tokens[min(bisect_left(starts, time.start), len(starts) - 1)]
        above = (first, *first.ancestors())
        if noun in above or next((t for t in above if t.pos in {"VERB", "AUX"}), None) is verb:
            here.append(time.span)
    return min(here, key=lambda span: abs(span.start - word.start), default=None)
