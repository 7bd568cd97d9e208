"""Quantities of a passage: bounds, precision, what is counted.

The grammar (`amounts`) reads the number; the parse tells the counted noun, who has it, where and when.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from detente.extract.amounts import MEASURES, Amount, amounts
from detente.extract.figure_roles import (
    holder,
    modality,
    nominal,
    per_around,
    per_behind,
    place,
    subject_of,
    table,
    time_near,
    top_of,
)
from detente.extract.numbers import GAP
from detente.lexicon import toml
from detente.model.found import Figure, Time
from detente.parse import Parsed
from detente.parse.parsed import Token

BY = "detente.figures/2"

SURE = 0.9
"""Share of our figures that have bounds, precision and unit right in our own sentences put aside (benchmarks/figures.py)."""

SMALL = 12
"""Up to here a count behind "the", "these", "their" refers to what is known ("the two men")."""


def figures(parsed: Parsed, when: Sequence[Time]) -> tuple[Figure, ...]:
    """Every quantity of the passage that is no date, clock time, ordinal or name, in text order."""
    starts = [token.start for token in parsed.tokens]
    dates = [t for t in when if t.type != "DURATION" or not t.expression.startswith("is:")]
    taken = [t.start for t in dates]
    found: list[Figure] = []
    for amount in amounts(parsed.text):
        if not in_time(amount, dates, taken) and (figure := figure_of(parsed, starts, amount, when, found)):
            found.append(figure)
    return tuple(found)


def in_time(amount: Amount, dates: Sequence[Time], starts: Sequence[int]) -> bool:
    """Whether the number belongs to a date, a clock time or a reference period ("the past two years")."""
    near = bisect_right(starts, amount.end)
    return any(t.start < amount.end and amount.start < t.end for t in dates[max(0, near - 3) : near])


def figure_of(
    parsed: Parsed, starts: list[int], amount: Amount, when: Sequence[Time], before: Sequence[Figure]
) -> Figure | None:
    """The figure of an amount, if it counts something. `before`: the figures found already."""
    words = words_of(parsed, starts, amount)
    if not words or is_label(parsed, amount, words):
        return None
    noun = counted_noun(parsed, amount, words)
    if noun is not None and any(t.start <= noun.start < t.end and t.type != "DURATION" for t in when):
        noun = None
    verb = verb_of(noun or words[-1])
    known = known_unit(parsed, amount, words, verb, before) if noun is None else None
    if amount.unit is None and noun is None and known is None:
        return None
    if known is None and refers(parsed, amount, words, noun, verb):
        return None
    amount = as_meant(parsed, amount, words, noun)
    end = max(amount.end, noun.end if noun and (noun.start >= amount.end) else 0, known[0] if known else 0)
    head = noun or words[-1]
    per = per_behind(parsed.text, end)
    at = time_near(parsed, starts, words[0], noun, verb, when)
    return Figure(
        start=amount.start,
        end=per.end if per else end,
        by=BY,
        sure=SURE,
        low=amount.low,
        high=amount.high,
        precision=amount.precision,
        unit=known[1] if known else unit_of(parsed, amount, noun, verb, words),
        of=description(parsed, noun, verb, words),
        holder=None if noun is not None and measured(noun) else holder(head, verb),
        per=per or per_around(head, verb, when),
        place=place(head, verb, is_sum=amount.unit is not None),
        time=at,
        modality=modality(head, verb, dated=at is not None),
    )


def known_unit(
    parsed: Parsed, amount: Amount, words: list[Token], verb: Token | None, before: Sequence[Figure]
) -> tuple[int, str] | None:
    """Where the words end, and what is counted, where no noun stands behind the number."""
    if amount.unit is not None:
        return None
    last = words[-1]
    if state := state_after(parsed, last) or of_the_dead(parsed, last):
        return state
    unit = beside_another(parsed, words, before) or tallied(last, verb)
    if unit is None and (suffered := lost(verb, last)) and words[0].lower != "one":
        unit = f"people {suffered}"
    return (max(amount.end, last.end), unit) if unit else None


def beside_another(parsed: Parsed, words: list[Token], before: Sequence[Figure]) -> str | None:
    """The unit of the figure before in the sentence, where the number stands beside that:

    "15 members, five *of them* new"; "312 shots, *up from* 190"; "62 *votes to* 58".
    """
    first, last = words[0], words[-1]
    if not before or not before[-1].span.within(parsed.sentences[last.sentence].span):
        return None
    behind = [t.lower for t in parsed.tokens[last.i + 1 : last.i + 3]]
    ahead = [t.lower for t in parsed.tokens[max(0, first.i - 2) : first.i]]
    if behind[:1] == ["of"] and behind[1:] in (["them"], ["whom"], ["which"], ["these"], ["those"]):
        return before[-1].unit
    if ahead in (
        ["up", "from"],
        ["down", "from"],
        ["compared", "with"],
        ["compared", "to"],
        ["against", "some"],
    ):
        return before[-1].unit
    votes = ahead[-1:] == ["to"] and first.i > 1 and parsed.tokens[first.i - 2].end == before[-1].end
    return before[-1].unit if votes else None


def of_the_dead(parsed: Parsed, last: Token) -> tuple[int, str] | None:
    """ "Seven *of the dead* were children"."""
    behind = parsed.tokens[last.i + 1 : last.i + 4]
    if len(behind) < 3 or behind[0].lower != "of" or behind[1].lower not in {"the", "those", "these"}:
        return None
    unit = next((r["unit"] for r in toml("figures")["state"] if behind[2].lower in r["words"]), None)
    return (behind[2].end, str(unit)) if unit and unit != "people" else None


def tallied(last: Token, verb: Token | None) -> str | None:
    """What a number counts that stands apart: "the death toll rose to 300", "a crowd of several hundred"."""
    top = top_of(last)
    if top is not last and top.lemma.lower() in table("crowd", "nouns"):
        return "people"
    if verb is None:
        return None
    if (vague := last.dep == "pobj" and last.head.lower in {"in", "into"}) and last.tag == "NNS":
        subject = verb.child("nsubj")
        return subject.lower if vague and subject is not None and subject.tag == "NNS" else None
    for noun in (verb.child("nsubj", "nsubjpass"), verb.child("dobj")):
        if noun is None or noun is last or noun.start > last.start:
            continue
        if unit := unit_of_tally(noun):
            return unit
        if noun.lemma.lower() in table("crowd", "nouns") and last.dep == "pobj":
            return "people"
        if verb.lemma in table("mount", "lemmas") and noun.tag == "NNS":
            return noun.lower
    return None


def unit_of_tally(noun: Token) -> str | None:
    """`people killed` for "the death toll", `refugees` for "the number of refugees"."""
    for row in toml("figures")["tally"]:
        if noun.lemma.lower() not in row["nouns"]:
            continue
        before = noun.child("compound", "amod")
        if row.get("before") and (before is None or before.lower not in row["before"]):
            continue
        if "unit" in row:
            return str(row["unit"])
        of = next((c for c in noun.children if c.lower == "of"), None)
        counted = of.child("pobj", "pcomp") if of is not None else None
        if counted is None:
            return None
        state = next((r["unit"] for r in toml("figures")["state"] if counted.lower in r["words"]), None)
        return state or with_loss(counted.lower, counted, lost(verb_of(counted), counted))
    return None


def as_meant(parsed: Parsed, amount: Amount, words: list[Token], noun: Token | None) -> Amount:
    """The amount without "up to" and "over" where they belong to other words.

    "Rates ticked up to 5 percent" sets no upper bound; "12 ships over two years" no lower one.
    """
    amount = in_thousands(parsed, amount, noun)
    first = words[0]
    value = amount.high if amount.low is None else amount.low
    if first.lower == "over" and first.dep == "prt" and len(words) > 1:
        return amount._replace(start=words[1].start, high=value, precision="exact")
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


IN_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){1,3}(?![\d.])")


def in_thousands(parsed: Parsed, amount: Amount, noun: Token | None) -> Amount:
    """ "1.200 men" in prose put into English word for word: nobody counts thousandths of men."""
    words = parsed.text[amount.start : amount.end]
    if amount.unit is not None or noun is None or noun.lower in MEASURES or not IN_THOUSANDS.search(words):
        return amount
    if SCALED.search(words):
        return amount
    low, high = (
        None if v is None else v * 1000 ** words.split()[0].count(".") for v in (amount.low, amount.high)
    )
    return amount._replace(low=low, high=high)


SCALED = re.compile(r"[a-z]{2,}illion|\d[a-z]", re.IGNORECASE)


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
    follows, owned = parsed.tokens[last.i + 1 : last.i + 10], False
    if last.pos == "NOUN" and last.lemma.lower() in LENGTHS:
        return last
    if amount.unit is not None and amount.unit != "share":
        return None
    if follows and follows[0].text == "-" and len(follows) > 1 and follows[0].start == last.end:
        measured = follows[1].lemma.lower() in LENGTHS or MEASURES.keys() & {
            follows[1].lower,
            f"{follows[1].lower}s",
        }
        return follows[1] if measured else None
    before = parsed.tokens[max(0, words[0].i - 2) : words[0].i]
    if scale := next((t for t in before if t.lower in SCALES), None):
        return scale
    if (
        follows
        and follows[0].lower == "of"
        and (amount.precision == "vague" or amount.unit == "share" or last.lower in BIG_NOUNS)
    ):
        follows, owned = follows[1:], True
    for word in words:
        head = word.head
        if (
            word.dep in {"nummod", "amod", "quantmod", "compound"}
            and last.i < head.i <= last.i + 7
            and countable(head)
            and same_phrase(parsed, last, head)
        ):
            return head
    return next_head(parsed, follows, last, owned=owned)


SCALES = frozenset({"magnitude"})
"""Measures that may stand before their number ("of magnitude 6.1")."""

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


def next_head(parsed: Parsed, follows: list[Token], last: Token, *, owned: bool) -> Token | None:
    """The head of the noun phrase that begins right behind the number (behind "of", if `owned`)."""
    best = None
    for token in follows:
        if token.sentence != last.sentence:
            break
        behind = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
        if behind is not None and behind.tag == "POS":
            continue  # "of the *province's* two million people"
        if countable(token):
            best = token
            continue
        modifier = (
            token.pos in {"ADJ", "PROPN", "NUM", "ADV"}
            or token.tag in {"VBN", "VBG", "HYPH", "POS"}
            or token.text == "-"
            or (owned and token.lower in {"the", "its", "their", "our", "his", "those", "these"})
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
    if state := state_of(noun):
        return state
    word = loss_word(verb)
    if verb is None or word is None or not may_suffer(word, noun):
        return None
    if verb.dep == "acl" and verb.head is noun:
        return word
    top = noun
    for _ in range(STEPS):
        if top.dep in {"conj", "nummod", "quantmod"} and top.head is not top:
            top = top.head
        elif top_of(top) is not top and counts_all(top.head.head, top):
            top = top.head.head
        else:
            break
    flees = verb.lemma in {"die", "perish", "flee", "escape", "drown", "starve"}
    suffers = {"nsubj", "nsubjpass"} if flees else {"dobj", "nsubjpass"}
    if (
        top.dep == "nsubj"
        and verb.tag in {"VBN", "VBD"}
        and verb.dep == "conj"
        and verb.head.child("nsubjpass")
    ):
        return word  # "two were killed and *nine others wounded*"
    return word if top.head is verb and top.dep in suffers else None


def state_of(noun: Token) -> str | None:
    """ "Left two children *dead*": the state right behind the counted noun."""
    for word in (*noun.children, *(c for c in noun.head.children if noun.dep in {"dobj", "nsubj"})):
        if 0 < word.i - noun.i <= 1 and word.dep in {"amod", "acomp", "oprd", "ccomp", "acl"}:
            row = next((r for r in toml("figures")["state"] if word.lower in r["words"]), None)
            return str(row["unit"]).removeprefix("people ") if row and row["unit"] != "people" else None
    return None


STEPS = 4
"""How far a row or a chain of counts is followed: "two dozen of the 40"."""


def counts_all(token: Token, noun: Token) -> bool:
    """Whether the word counts the noun: "*dozens* of cars", "a *total* of 40"; not "two of the three men"."""
    if token.lemma.lower() in {"total", "number"}:
        return True
    return (token.pos == "NUM" or token.lower in COUNTS) and noun.child("nummod") is None


COUNTS = frozenset(
    "hundreds thousands millions billions dozens scores tens dozen hundred thousand million handful couple few".split()  # noqa: SIM905 - words in a row are read at a glance
)


def may_suffer(word: str, noun: Token) -> bool:
    """Whether that may be said of them: prisoners are freed, sums and papers are released."""
    row = next(r for r in toml("figures")["loss"] if r["unit"] == word)
    return "nouns" not in row or noun.lemma.lower() in row["nouns"]


def with_loss(unit: str, noun: Token, suffered: str | None) -> str:
    """The counted noun with what was suffered."""
    return f"{unit} {suffered}" if suffered else unit


def unit_of(
    parsed: Parsed, amount: Amount, noun: Token | None, verb: Token | None, words: list[Token]
) -> str | None:
    """The counted noun, lower case, with what was suffered: `soldiers`, `people killed`, `dollars`."""
    if amount.unit and amount.unit != "share":
        return amount.unit
    if noun is None:
        return amount.unit
    if measured(noun):
        return f"{noun.lemma.lower()}s" if noun.lemma.lower() != "century" else "centuries"
    name = MEASURES.get(noun.lower) or MEASURES.get(f"{noun.lower}s", noun.lower)
    before = parsed.tokens[noun.i - 1].lower if noun.i else ""
    if before in {"cubic", "square", "nautical"}:
        name = f"{before} {name}"
    unit = with_loss(name, noun, lost(verb, noun))
    return f"share of {unit}" if amount.unit == "share" else unit


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
    phrase = " ".join(parsed.text[start:end].split()).removeprefix("of ").lstrip("-")
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
