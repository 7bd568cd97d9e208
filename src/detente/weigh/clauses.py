"""What a clause says in its words alone: its content words by their roots, whether it is a no, and what is its contrary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from detente.lexicon import toml
from detente.model.record import Record
from detente.weigh.matter import is_light, normal, word_list

HEAD = 3
"""Words of a content before which no dependent clause begins."""

LONG = 7
"""Letters from which a word's ending that only makes a noun of a verb is taken off."""

GAP = 3
"""Words that may come between those of a phrase ("drove the rebels back")."""

SHARE = 0.18
"""Share of the shorter one's other words that must be common for two contraries to be of one thing, unless a family names another."""

WORD = re.compile(r"[^\W\d_][\w’'-]*")

CONTRACTED = re.compile(r"n['’]t$|['’](?:m|ve|re|ll|d)$")
"""An auxiliary drawn together with what stands beside it ("haven't", "I've"): no matter of its own."""


class Clause(Record, frozen=True, kw_only=True):
    """One clause of what is told."""

    text: str
    words: frozenset[str]
    """The roots of its content words."""
    roots: str
    """Roots of all words of the main clause in their order, with a blank before and after each."""
    scope: frozenset[str]
    """Of a no: what is said not to be, the words behind the negation, or all if there are none."""
    focus: frozenset[str]
    """Of a no: the predicate that is negated, as `focus` tells it; empty where nothing is negated by a word that stands before it."""
    no: bool
    """Whether it is told as a no."""
    real: bool
    """Whether it tells what is or was so: not what may, must or would be …"""
    conditional: bool
    """… or hangs on a condition."""


@cache
def irregular() -> dict[str, str]:
    """Past forms that no ending tells, and their verb."""
    rows = (row.split() for row in toml("contrary")["irregular"].strip().splitlines())
    return {form: row[0] for row in rows for form in row[1:]}


@cache
def root(word: str) -> str:
    """A word without inflection, and without the ending that makes a noun of a verb.

    >>> root("resigned") == root("resignation"), root("driven") == root("drove"), root("decide") == root("decision")
    (True, True, True)
    """
    low = word.lower().replace("’", "'").removesuffix("'s").strip("'-")
    low = irregular().get(low, low)
    found = normal(low)
    found = irregular().get(found, found)
    for ending in ("ation", "ion", "ment", "al"):
        if len(found) > LONG and found.endswith(ending):
            found = found.removesuffix(ending)
            break
    return found.removesuffix("at") if len(found) > LONG - 1 else found


@cache
def phrases(kind: str) -> re.Pattern[str]:
    """The words of one kind in `lexicon/contrary.toml`, `_` between the words of one phrase."""
    found = {w for row in toml("contrary")[kind] for w in row["words"].split()}
    ordered = sorted(found, key=lambda w: (-len(w), w))
    return re.compile(rf"\b(?:{'|'.join(re.escape(w).replace('_', ' ') for w in ordered)})\b", re.I)


@cache
def negator() -> re.Pattern[str]:
    """Words that turn a clause into its contrary."""
    words = "|".join(re.escape(w).replace("_", " ") for w in toml("contrary")["negators"].split())
    return re.compile(rf"\b(?:{words})\b|n['’]t\b", re.I)


@cache
def called_false() -> re.Pattern[str]:
    """Words that call something false, where they are said of it: not in "false flag", "full of rumours", "as rumours abound"."""
    word, talk = phrases("false").pattern, phrases("talk").pattern
    copula = r"\b(?:is|are|was|were|be|been|as|into|only|all|mere|pure)\b"
    return re.compile(
        rf"{copula}(?: [\w-]+){{0,3}}? {word}|{word}(?=\W*$|[,.;]| and\b| or\b)"
        rf"|{copula}(?: (?!of\b|by\b|with\b|full\b|about\b)[\w-]+){{0,2}} {talk}(?! \w)",
        re.I,
    )


@cache
def denying() -> re.Pattern[str]:
    """A verb of denial with what makes sure that somebody denies that a thing is so, and does not deny somebody a thing:
    a clause behind it, or a noun for what is said."""
    said = "|".join(sorted(said_words(), key=lambda w: (-len(w), w)))
    verb = phrases("denying").pattern
    return re.compile(
        rf"\bden(?:y|ies|ied|ying) (?:that\b|having\b|being\b|[a-z]+ing\b|any\b)"
        rf"|{verb} (?:[\w.’'-]+ ){{0,4}}?(?:{said})\b"
        rf"|\b(?:{said})\b (?:\w+ ){{0,3}}?(?:was|were|is|are|been|be) (?:\w+ ){{0,2}}?{verb}",
        re.I,
    )


def keeps_from(text: str) -> bool:
    """Whether the head of a content is what one can keep somebody from having ("denied access to the yard"): no denial."""
    return phrases("kept").search(HEAD_NOUN.split(text, maxsplit=1)[0]) is not None


@cache
def exception() -> re.Pattern[str]:
    """What only looks like a negation, "No 10" and "isn't just" with it."""
    listed = (rf"\b{re.escape(x)}\b" for x in toml("contrary")["exceptions"])
    return re.compile("|".join((*listed, r"\bno\.? \d", r"n['’]t (?:only|just|merely|simply)\b")), re.I)


@cache
def subordinate() -> frozenset[str]:
    """Words after which another clause begins."""
    return frozenset(toml("contrary")["subordinate"].split())


@cache
def pierced() -> re.Pattern[str]:
    """Nouns for what is or may be so, with the word that opens what they are of: "no sign that", "no truth in claims of"."""
    nouns = "|".join(
        sorted({*toml("contrary")["epistemic"].split(), *said_words()}, key=lambda w: (-len(w), w))
    )
    return re.compile(
        rf"\b(?:any |the |a )?(?:(?:{nouns})(?: (?:in|to|for|behind))? (?:the |a )?)?\b(?:{nouns})[”\"’']? (?:that|of|about|on)\b",
        re.I,
    )


@cache
def said_words() -> frozenset[str]:
    """Nouns for what was only said."""
    return frozenset(w for row in toml("contrary")["said"] for w in row["words"].split())


@cache
def pointing() -> frozenset[str]:
    """Words that carry no matter of what is told: for what was said, for being so, and those of saying."""
    told = {
        w
        for kind in ("said", "false", "talk", "refusing")
        for row in toml("contrary")[kind]
        for w in row["words"].split()
    }
    lists = {*toml("contrary")["empty"].split(), *word_list("remarks")}
    return frozenset(root(w) for w in told | lists if "_" not in w)


@cache
def numerals() -> frozenset[str]:
    """Numbers in words."""
    return frozenset(toml("contrary")["numerals"].split())


@cache
def is_matter(word: str) -> bool:
    """Whether a word in small letters says what a clause is about."""
    if word in word_list("stop") or word in word_list("boundary") or word in word_list("time"):
        return False
    plain = irregular().get(word, word)
    if len(word) < 2 or CONTRACTED.search(word):
        return False
    return not is_light(plain) and root(word) not in pointing() and word not in numerals()


def main_clause(text: str) -> str:
    """The main clause of a content, without "that" before it and without what depends on it.

    >>> main_clause("that the ferry has not sailed because it rained")
    'the ferry has not sailed '
    >>> main_clause("there is no sign that the ferry has sailed")
    'there is no   the ferry has sailed'
    """
    text = ASIDE.sub(" ", OPINION.sub(" ", pierced().sub(" ", text)))
    words = list(WORD.finditer(text))
    start = words[0].end() if words and words[0].group().lower() == "that" else 0
    for n, word in enumerate(words):
        opens = n >= HEAD and word.group().lower() in subordinate()
        if opens and not text.startswith(" of ", word.end()):
            return text[start : word.start()].lstrip()
    return text[start:].lstrip()


def is_no(text: str) -> bool:
    """Whether a clause is told as a no.

    >>> [is_no(x) for x in ("that no ship has left", "the plan is baseless", "the talks were not only long")]
    [True, True, False]
    """
    clause = exception().sub(" ", main_clause(text))
    false = called_false().search(clause) and not OTHERWISE.search(clause)
    noes = len(negator().findall(clause)) + bool(false or denying().search(clause))
    return (noes + bool(phrases("refusing").search(clause))) % 2 == 1


HEAD_NOUN = re.compile(r"\b(?:of|to|for|from|with|that|in|on|at|by|as|it|they|he|she)\b", re.I)
"""What the head of a phrase stands before."""

ASIDE = re.compile(r",\s(?:which|who|whose|where)\b[^,;]{1,160},(?=\s)")
"""A relative clause between commas: the main clause goes on behind it."""

OTHERWISE = re.compile(r"\b(?:otherwise|to the contrary)\b", re.I)
"""What is said to the contrary is false: then what stands beside it is so."""

OPINION = re.compile(
    r"\b(?:think|thinks|thought|believe|believes|believed|feel|feels|felt|suppose|reckon|reckons)\b(?: that\b)?",
    re.I,
)
"""A verb of holding true: what is held is what is told ("I don't think there is a plan")."""

NOT_POSSIBLE = re.compile(r"\b(?:can|could)(?:not\b| not\b|n['’]t)", re.I)
"""What cannot be is told as a fact."""

NO_TELLING = re.compile(
    r"\W*(?:(?:do not|don['’]t|let['’]s|never) [a-z]"
    r"|(?:how|what|why|whether|where|when|who) "
    r"|(?:neither|nor) (?:is|are|was|were|has|have|had|do|does|did|can|could|will|would)\b)",
    re.I,
)
"""How a clause begins that bids somebody not to do a thing, asks a question, or negates the predicate of the one before it."""

PERIOD = re.compile(
    r"\benter(?:s|ed|ing)? (?:its |the |a |an |their )?[\w-]+ (?:day|week|month|year|phase|season)\b", re.I
)
"""What goes on into another stretch of time."""

VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|shall|should|do|does|did|to|\w{2,}(?:ed|ing|s))\b"
    r"|n['’]t\b",
    re.I,
)
"""A form that a verb can have."""

CONTRAST = re.compile(r"[,–—-]\s*not\b[^,;–—-]*[,;–—-]?")
"""What is only set against what is told ("to speed up, not slow down, the harvest")."""

CLAUSE = re.compile(
    r";|\s[–—-]+\s|,?\s(?:but|while|whereas|although)\s|,\s(?:and|adding|saying)\s|\sand\s(?=(?:will|would|has|have|had|is|are"
    r"|was|were|did|does|do|can|cannot|could|not|never|no|all|nothing|nobody)\b)",
    re.I,
)
"""Where one clause ends and one of equal rank begins."""


def matters(text: str) -> frozenset[str]:
    """The roots of the content words of a text."""
    return frozenset(root(w) for found in WORD.finditer(text) if is_matter((w := found.group()).lower()))


def blank(found: re.Match[str]) -> str:
    """As many blanks as a match is long."""
    return " " * len(found.group())


def has_verb(text: str) -> bool:
    """Whether some word can be a verb by its form: what has none is only named ("their sovereignty"), and not told."""
    return VERBAL.search(text) is not None or any(
        w.group().lower() in irregular() for w in WORD.finditer(text)
    )


@lru_cache(maxsize=16384)
def clause(text: str) -> Clause:
    """One clause with its words, and whether it is a no."""
    main = main_clause(text)
    # "failed to agree" is a no to agreeing, and no failure; what enters its fifth year has entered no town.
    told = [w.group() for w in WORD.finditer(phrases("failing").sub(" ", PERIOD.sub(" ", main)))]
    words = matters(main)
    noes = [m.end() for m in (*negator().finditer(exception().sub(blank, main)), *denying().finditer(main))]
    return Clause(
        text=text,
        words=words,
        scope=(matters(main[max(noes) :]) if noes else words) or words,
        focus=focus(main),
        roots="".join(f" {root(w)} " for w in told),
        no=is_no(text),
        real=not phrases("unreal").search(NOT_POSSIBLE.sub("not", main))
        and not phrases("conditional").search(text)
        and has_verb(main),
        conditional=bool(phrases("conditional").search(text)),
    )


def focus(main: str) -> frozenset[str]:
    """The roots of the predicates that a main clause negates.

    >>> sorted(focus("the ferry will not be allowed to sail on Sunday")), sorted(focus("the ferry is late"))
    (['sail'], [])
    """
    plain = exception().sub(blank, main)
    return frozenset(
        word
        for no in (*negator().finditer(plain), *phrases("refusing").finditer(plain))
        for word in governed(plain[no.end() :], noun=QUANTIFIED.match(plain, no.start()) is not None)
    )


QUANTIFIED = re.compile(r"(?:no|none|neither)\b|not (?:an?|one|any)\b", re.I)
"""Negations of a noun: all its attributes are as good as itself."""


def governed(text: str, noun: bool) -> Iterator[str]:
    """The root of the first content word of a text that is no adverb and does not only carry another, and of the infinitive right
    behind it; of a `noun`, of all words up to the next that has no matter."""
    found = chained = False
    for word in (w.group().lower() for w in WORD.finditer(text)):
        if is_matter(word) and not word.endswith("ly") and not carries(word):
            if not found or noun or chained:
                yield root(word)
            found, chained = True, False
        elif found and word in ("to", "of") and not chained:
            # "no intention of closing", but "no part of the yard".
            noun, chained = noun and word == "of", word == "to"
        elif found and word not in DETERMINERS:
            return


def carries(word: str) -> bool:
    """Whether what is negated in a word is what stands behind it ("will not use force", "was not responsible for the fire")."""
    return bool(phrases("carrying").fullmatch(word) or phrases("involved").fullmatch(word))


DETERMINERS = frozenset(("the", "a", "an", "any", "its", "their", "his", "her", "our"))
"""Words within a phrase that have no matter of their own."""


# --- contraries --------------------------------------------------------------------------------------


class Family(Record, frozen=True, kw_only=True):
    """Predicates that cannot both hold of one thing."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    roots: frozenset[str]
    """The roots of all of them."""
    of: frozenset[str]
    """What they must be said of; empty: of anything."""
    lasting: bool
    """Whether the state may be another a day later."""
    binary: bool
    """Whether not the one is the other ("failed to agree")."""
    loose: bool
    """Whether it may be said of other things, if enough else is common."""
    akin: bool
    """Whether any two of what they are said of are as good as one (troops, tanks, units)."""
    own: bool
    """Whether it is of each side's own, so that two sides' are two things (whose troops go home)."""
    share: float
    """Share of the shorter one's other words that must be common."""


@cache
def contraries() -> tuple[Family, ...]:
    """The families of `lexicon/contrary.toml`."""
    return tuple(
        Family(
            one=predicates(row["one"]),
            other=predicates(row["other"]),
            roots=frozenset(root(w) for p in (row["one"] + " " + row["other"]).split() for w in p.split("_")),
            of=frozenset(root(w) for w in row.get("of", "").split()),
            lasting=row.get("lasting", False),
            binary=row.get("binary", False),
            loose=row.get("loose", not row.get("of")),
            akin=row.get("akin", False),
            own=row.get("own", False),
            share=row.get("share", SHARE),
        )
        for row in toml("contrary")["contrary"]
    )


@cache
def predicates(words: str) -> re.Pattern[str]:
    """Predicates as a pattern over the roots of a clause, each with a blank before and after; the longest first."""
    gap = rf" (?: \S+ ){{0,{GAP}}} "
    ordered = sorted(words.split(), key=lambda p: (-p.count("_"), p))
    return re.compile("|".join(f" {gap.join(re.escape(root(w)) for w in p.split('_'))} " for p in ordered))


@lru_cache(maxsize=16384)
def families(roots: str) -> tuple[tuple[int, bool, bool], ...]:
    """The families of which a clause has a predicate: number, of the one kind, of the other. A phrase comes before a word
    that it holds ("without agreement" is no agreement)."""
    found = []
    for n, family in enumerate(contraries()):
        kinds = {"one": False, "other": False}
        left = roots
        for long in (True, False):
            for kind, pattern in (("other", family.other), ("one", family.one)):
                for seen in pattern.finditer(left):
                    if (len(seen.group().split()) > 1) == long:
                        kinds[kind] = True
                        left = left.replace(seen.group(), "  ", 1) if long else left
        if kinds["one"] or kinds["other"]:
            found.append((n, kinds["one"], kinds["other"]))
    return tuple(found)


def against(
    mine: Clause, theirs: Clause, a: tuple[bool, bool], b: tuple[bool, bool], binary: bool = False
) -> bool:
    """Whether one clause tells the one of two contraries, and the other the other; `a` and `b`: which they have words of."""
    return {way(mine, a, binary), way(theirs, b, binary)} == {True, False}


def way(c: Clause, kinds: tuple[bool, bool], binary: bool) -> bool | None:
    """Which of two contraries a clause tells, True the one, False the other; None if both, or if it is a no to one of them and
    that need not be the other. What ends a failure with a second word of failure is none the less one."""
    if c.no and (not binary or phrases("planning").search(c.roots)):
        return None
    match kinds:
        case (True, False):
            return not c.no
        case (False, True):
            return c.no
        case _:
            return False if c.no else None


def tells_nothing(main: str) -> bool:
    """Whether a clause tells a wish, a question, a bidding, or only that somebody did not tell ("did not name the ship", "no figures
    were given")."""
    return bool(phrases("wishing").search(main) or silent().search(main) or NO_TELLING.match(main))


@cache
def silent() -> re.Pattern[str]:
    """That somebody did not tell a thing, or that it was not told."""
    verbs = phrases("silent").pattern
    return re.compile(rf"(?:\bnot|n['’]t|\bnever) (?:\w+ )?{verbs}|\bno(?:ne)? [^,;]*{verbs}\W*$", re.I)


@lru_cache(maxsize=16384)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of equal rank of a content; those without a word of any matter left out."""
    parts = [part for part in CLAUSE.split(CONTRAST.sub(" ", text)) if part.strip()]
    found = [clause(part) for part in parts if not tells_nothing(main_clause(part))]
    return tuple(c for c in found if c.words) or tuple(found[:1])


def at_odds(a: str, b: str) -> bool:
    """Whether two contents tell contraries, so that they cannot be one claim, however like their other words are.

    >>> at_odds("that the bloc won the vote", "that the bloc lost the vote")
    True
    """
    return any(
        against(mine, theirs, (one, other), (first, second), contraries()[n].binary)
        for mine in clauses(a)
        for theirs in clauses(b)
        for n, one, other in families(mine.roots)
        for m, first, second in families(theirs.roots)
        if n == m
    )
