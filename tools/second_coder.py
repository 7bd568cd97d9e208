"""Train the second coder of moves: `src/detente/lexicon/second_coder.tsv` and `second_coder_gsr.tsv`.

usage: python tools/second_coder.py PLOVER_GSR.jsonl [--judge]

The first table is learnt on sentences of our own alone: every row of `lexicon/frames.toml` in several voices, tenses
and companies, made here, and the sentences that the rows show. The second corrects it by the records of PLOVER's gold
standard (openeventdata/PLOVER, CC BY-SA 4.0; the development half of the measuring data), the first table held fixed,
so that what is owed to whom stays apart. Last the curve of `sure` is fitted on the records, each seen by a coder that learnt from other records
only: what taught the coder would flatter it.

--judge prints what the tables know of the records, in five parts, without writing anything.

Nothing is drawn by chance: the same frames, records and parser give the same files.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente import config, lexicon
from detente.extract.frames import bearing, words
from detente.extract.moves import acts
from detente.extract.second import TYPES, Weights, features, odds, shares
from detente.parse.parsed import Parsed, Sentence, Token
from detente.parse.spacy import load

LEXICON = Path(__file__).resolve().parent.parent / "src/detente/lexicon"
OWN = """\
# Weights of the second coder of moves (extract/second.py), learnt on sentences of our own; made by tools/second_coder.py.
# feature, then TYPE:weight for the types it speaks for (above 0) or against. Ours, CC0.
"""
GSR = """\
# Corrections to second_coder.tsv, learnt on records of PLOVER's gold standard; made by tools/second_coder.py.
# Source: openeventdata/PLOVER, gold_standard_records/PLOVER_GSR_CAMEO.txt, CC BY-SA 4.0
# (https://creativecommons.org/licenses/by-sa/4.0/); this table is under the same licence. Changed: nothing of the
# sentences is kept but weights of words and relations.
"""
CURVE = """\
# The curve of `sure` (extract/second.py): constant, weight of the rule's log odds, weight of the second coder's.
# Fitted by tools/second_coder.py on the records named in second_coder_gsr.tsv (CC BY-SA 4.0).
"""

SEEN_BEFORE = 2
"""How often a feature must occur to be learnt."""

OWN_FADES, GSR_FADES = 0.4, 0.1
"""Strength of the ridge: what it costs to lean on a feature. Of .1, .4, 1.5 and 4 for the records the first is best in
five parts."""

LIGHT = 0.08
"""Weights below are left out of the tables."""

STEPS = 300
PARTS = 5
"""Into how many parts records are cut where one is judged by the others."""

Array = NDArray[np.float64]


class Example(NamedTuple):
    """A clause as features, and the type that people gave it."""

    seen: list[str]
    kind: str


# ---- sentences of our own ---------------------------------------------------------------------------------------------

STATES = [
    "Kenya",
    "Norway",
    "Chile",
    "Turkey",
    "Vietnam",
    "Poland",
    "Ghana",
    "Peru",
    "Jordan",
    "Greece",
    "Mexico",
    "Japan",
]
PEOPLE = ["The Kenyan government", "Norwegian officials", "The Chilean president", "President Demir", "The rebels",
          "The foreign ministry", "Polish troops", "The prime minister", "The United Nations", "The police"]  # fmt: skip
OTHERS = ["Uganda", "the Danish government", "Bolivian officials", "the opposition", "Syrian rebels", "President Okafor",
          "the European Union", "Cambodian refugees", "the two countries", "protesters", "the Dutch foreign minister"]  # fmt: skip
DONE = [
    "",
    " on Monday",
    " last week",
    ", officials said",
    " in the capital",
    " after the talks",
    " despite the ceasefire",
]
FRIENDLY = [
    "resume talks",
    "send food and medicine",
    "sign a treaty",
    "withdraw its troops",
    "visit Oslo",
    "share information",
]
HOSTILE = ["impose sanctions", "attack the port", "expel the diplomats", "close the border", "arrest the protesters",
           "break off relations"]  # fmt: skip
PLAIN = ["change the law", "act soon", "build the dam"]

IRREGULAR = {
    "become": "became become", "beat": "beat beaten", "begin": "began begun", "behead": "beheaded beheaded", "break": "broke broken",
    "bring": "brought brought", "build": "built built", "come": "came come", "cut": "cut cut", "draw": "drew drawn",
    "drive": "drove driven", "feed": "fed fed", "fight": "fought fought", "find": "found found", "fly": "flew flown",
    "forbid": "forbade forbidden", "foresee": "foresaw foreseen", "freeze": "froze frozen", "give": "gave given", "go": "went gone",
    "hang": "hanged hanged", "have": "had had", "hit": "hit hit", "hold": "held held", "keep": "kept kept", "lay": "laid laid",
    "lead": "led led", "leave": "left left", "lend": "lent lent", "let": "let let", "make": "made made", "meet": "met met",
    "overrun": "overran overrun", "pay": "paid paid", "put": "put put", "quit": "quit quit", "retake": "retook retaken",
    "ring": "rang rung", "rise": "rose risen", "run": "ran run", "say": "said said", "see": "saw seen", "seek": "sought sought",
    "sell": "sold sold", "send": "sent sent", "set": "set set", "shake": "shook shaken", "shoot": "shot shot", "show": "showed shown",
    "shut": "shut shut", "sit": "sat sat", "slay": "slew slain", "speak": "spoke spoken", "spend": "spent spent",
    "stand": "stood stood", "step": "stepped stepped", "stop": "stopped stopped", "strike": "struck struck", "swear": "swore sworn",
    "take": "took taken", "tell": "told told", "throw": "threw thrown", "undertake": "undertook undertaken", "withdraw": "withdrew withdrawn",
    "withhold": "withheld withheld", "wring": "wrung wrung",
}  # fmt: skip
DOUBLED = frozenset(
    ["admit", "ban", "bar", "beg", "bog", "chat", "commit", "cup", "drop", "equip", "expel", "fit", "flog", "grab", "gun", "hop", "jam", "kidnap", "lob", "mob", "nab", "permit", "plan", "plot", "propel", "quit", "ram", "rebut", "repel", "rob", "scrap", "ship", "sign-off", "skip", "slam", "slap", "snub", "stab", "step", "stop", "submit", "swap", "wrap", "defer", "infer"]
)  # fmt: skip


def past(verb: str) -> str:
    """The past tense."""
    return IRREGULAR[verb].split()[0] if verb in IRREGULAR else regular(verb)


def participle(verb: str) -> str:
    """The past participle."""
    return IRREGULAR[verb].split()[1] if verb in IRREGULAR else regular(verb)


def regular(verb: str) -> str:
    """A verb with -ed."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in DOUBLED else verb + "ed"


class Phrase(NamedTuple):
    """A predicate in its forms, with what stands after it."""

    base: str
    past: str
    participle: str
    rest: str
    passive: str | None
    """What is left behind a passive ("on Uganda"), null if there is none."""
    thing: str | None
    """Its object, the subject of the passive."""


def phrases(row: dict[str, Any], companies: Iterator[str]) -> Iterator[Phrase]:
    """The predicates of a row: each verb with a few of its objects and its other side."""
    classes = lexicon.toml("frames")["class"]
    objects = [noun for name in row.get("object", ()) for noun in islice(classes[name], 12)]
    nouns = cycle(objects) if objects else None
    behind = [p for p in row["target"] if p not in ("object", "dative", "clause", "owner", "subject")]
    slots = cycle(behind) if behind else None
    for entry in row.get("verbs", ()):
        verb, *particles = entry.split()
        for _ in range(2 if nouns else 3):
            other = next(companies)
            after = " ".join(particles)
            if nouns is not None:
                noun = article(next(nouns))
                tail = f" {next(slots)} {other}" if slots else ""
                yield forms(verb, f" {after} {noun}{tail}", noun, f" {after}{tail}")
            elif "object" in row["target"] and not (behind and particles and particles[-1] in PREPOSITIONS):
                yield forms(verb, f" {after} {other}", other, f" {after}")
            elif particles and particles[-1] in PREPOSITIONS:
                yield forms(verb, f" {after} {other}", None, None)
            else:
                yield forms(verb, f" {after} {next(slots) if slots else 'with'} {other}", None, None)


PREPOSITIONS = frozenset(
    [
        "on",
        "with",
        "to",
        "for",
        "at",
        "in",
        "into",
        "from",
        "of",
        "over",
        "upon",
        "against",
        "about",
        "by",
        "opposite",
        "across",
    ]
)


def forms(verb: str, rest: str, thing: str | None, passive: str | None) -> Phrase:
    """A verb in its forms."""
    tidy = re.sub(r" +", " ", rest)
    left = re.sub(r" +", " ", passive).rstrip() if passive is not None else None
    return Phrase(verb, past(verb), participle(verb), tidy, left, thing)


PLURAL_ENOUGH = re.compile(
    r"(?:s|aid|help|support|money|food|medicine|information|intelligence|criticism|concern|staff|people)$"
)


def article(noun: str) -> str:
    """A noun as it stands after a verb."""
    return noun if PLURAL_ENOUGH.search(noun) else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def own_sentences() -> Iterator[tuple[str, str, str]]:
    """(sentence, lemma of its predicate, type) for every row: voices, tenses, negation, reported speech."""
    companies, subjects, ends = cycle(OTHERS), cycle([*STATES, *PEOPLE]), cycle(DONE)
    mild, harsh = cycle([*FRIENDLY, *PLAIN]), cycle(HOSTILE)
    for row in lexicon.toml("frames")["frame"]:
        kind, reading = row["type"], row.get("reading", "act")
        for phrase in phrases(row, companies):
            if reading in ("promise", "request", "refusal", "threat"):
                yield from of_words(row, phrase, next(subjects), companies, mild, harsh)
                continue
            yield from of_deeds(kind, phrase, subjects, ends)
        if "verbs" in row:
            first = row["verbs"][0].split()[0]
            yield row["seen"], first, kind
        else:
            yield row["seen"], row["nouns"][0], kind


def of_deeds(
    kind: str, phrase: Phrase, subjects: Iterator[str], ends: Iterator[str]
) -> Iterator[tuple[str, str, str]]:
    """A deed told as done, as done to somebody, as planned, as refused and in reported speech."""
    who, name, bears = next(subjects), phrase.base, bearing(kind)
    yield f"{who} {phrase.past}{phrase.rest}{next(ends)}.", name, kind
    yield f"{next(subjects)} has {phrase.participle}{phrase.rest}.", name, kind
    if phrase.thing is not None and phrase.passive is not None:
        thing = phrase.thing[0].upper() + phrase.thing[1:]
        yield f"{thing} was {phrase.participle}{phrase.passive} by {who[0].lower() + who[1:]}.", name, kind
    later = {"friendly": "AGREE", "yielding": "AGREE", "hostile": "THREATEN", "arming": "THREATEN"}.get(
        bears, kind
    )
    if kind != "COMMENT":
        yield f"{next(subjects)} will {name}{phrase.rest}{next(ends)}.", name, later
    if bears in ("friendly", "yielding"):
        yield f"{next(subjects)} will not {name}{phrase.rest}.", name, "REJECT"
    yield (
        f"Officials said {who[0].lower() + who[1:] if who.startswith('The ') else who} had {phrase.participle}{phrase.rest}.",
        name,
        kind,
    )


def of_words(
    row: dict[str, Any],
    phrase: Phrase,
    who: str,
    companies: Iterator[str],
    mild: Iterator[str],
    harsh: Iterator[str],
) -> Iterator[tuple[str, str, str]]:
    """What is done by saying it: with friendly, hostile and plain contents, where these decide the type."""
    kind, verb = row["type"], phrase.base
    yield f"{who} {phrase.past}{phrase.rest}.", verb, kind
    if phrase.thing is not None and phrase.passive is not None:
        thing = phrase.thing[0].upper() + phrase.thing[1:]
        yield f"{thing} was {phrase.participle}{phrase.passive} by {who}.", verb, kind
    match row.get("reading"):
        case "promise":
            for content in islice(mild, 3):
                yield f"{who} {phrase.past} to {content}.", verb, "AGREE"
            if verb in words("turn", "binding"):
                for content in islice(harsh, 3):
                    yield f"{who} {phrase.past} to {content}.", verb, "THREATEN"
        case "request":
            for content in islice(mild, 3):
                yield f"{who} {phrase.past} {next(companies)} to {content}.", verb, kind
        case "refusal":
            for content in islice(mild, 3):
                yield f"{who} {phrase.past} to {content}.", verb, kind
        case "threat":
            for content in islice(harsh, 3):
                yield f"{who} {phrase.past} to {content}.", verb, kind


# ---- clauses ----------------------------------------------------------------------------------------------------------


def predicate(sentence: Sentence) -> Token:
    """The main predicate: the root, or what stands below a verb of saying at the root."""
    at = sentence.root
    for _ in range(4):
        below = at.child("ccomp")
        if below is None or at.lemma not in words("turn", "speech"):
            break
        at = below
    return at


def named(parsed: Parsed, lemma: str) -> Token:
    """The predicate of a sentence we made: the word we put there, else the main one."""
    return next((t for t in parsed.tokens if t.lemma.lower() == lemma), None) or predicate(
        parsed.sentences[0]
    )


def own_examples() -> list[Example]:
    """Our sentences as features."""
    made = list(dict.fromkeys(own_sentences()))
    parser = load(config.model())
    parsed = parser.parse([sentence for sentence, _, _ in made])
    return [
        Example(features(named(p, lemma)), kind)
        for p, (_, lemma, kind) in zip(parsed, made, strict=True)
        if p.sentences
    ]


def records(path: Path) -> list[tuple[Parsed, set[str]]]:
    """The gold records: each text parsed, with its types."""
    kinds: dict[str, set[str]] = {}
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        if row["event"]:
            kinds.setdefault(row["text"], set()).add(row["event"])
    parser = load(config.model())
    return list(zip(parser.parse(list(kinds)), kinds.values(), strict=True))


def gold_examples(read: Iterable[tuple[Parsed, set[str]]]) -> list[Example]:
    """The main clause of every record, for each of its types."""
    return [Example(features(predicate(p.sentences[0])), kind) for p, kinds in read for kind in sorted(kinds)]


# ---- learning ---------------------------------------------------------------------------------------------------------


def learnt(
    examples: Sequence[Example], before: tuple[Weights, ...] = (), fades: float = OWN_FADES
) -> Weights:
    """Multinomial logistic regression with a ridge, by momentum on the whole; `before` is held fixed."""
    counted = Counter(f for e in examples for f in e.seen)
    names = sorted(f for f, n in counted.items() if n >= SEEN_BEFORE)
    place = {f: n for n, f in enumerate(names)}
    seen = np.zeros((len(examples), len(names)), dtype=np.float32)
    fixed = np.zeros((len(examples), len(TYPES)))
    wanted = np.zeros((len(examples), len(TYPES)))
    weight = np.zeros(len(examples))
    kinds = Counter(e.kind for e in examples)
    for n, e in enumerate(examples):
        seen[n, [place[f] for f in e.seen if f in place]] = 1
        wanted[n, TYPES.index(e.kind)] = 1
        weight[n] = (len(examples) / len(kinds) / kinds[e.kind]) ** 0.5
        for table in before:
            for f in e.seen:
                for at, w in table.get(f, ()):
                    fixed[n, at] += w
    return table_of(names, descended(seen, fixed, wanted, weight / weight.sum(), fades / len(examples)))


def descended(seen: NDArray[np.float32], fixed: Array, wanted: Array, weight: Array, ridge: float) -> Array:
    """The weights after `STEPS` steps of gradient descent with momentum."""
    weights = np.zeros((seen.shape[1], wanted.shape[1]), dtype=np.float32)
    speed = np.zeros_like(weights)
    rate = 4.0
    for _ in range(STEPS):
        score = seen @ weights + fixed
        power = np.exp(score - score.max(axis=1, keepdims=True))
        share = power / power.sum(axis=1, keepdims=True)
        slope = seen.T @ ((share - wanted) * weight[:, None]).astype(np.float32) + ridge * weights
        speed = 0.9 * speed - rate * slope
        weights += speed
    return weights.astype(np.float64)


def table_of(names: Sequence[str], weights: Array) -> Weights:
    """The weights as a table, light ones left out."""
    found: Weights = {}
    for name, row in zip(names, weights, strict=True):
        kept = tuple((at, round(float(w), 2)) for at, w in enumerate(row) if abs(w) >= LIGHT)
        if kept:
            found[name] = kept
    return found


class Point(NamedTuple):
    """An act of the rules: its surety, the second coder's share for its type, and whether people gave that type."""

    rule: float
    share: float
    right: bool


def points(read: Iterable[tuple[Parsed, set[str]]], tables: tuple[Weights, ...]) -> Iterator[Point]:
    """The acts that the rules find in the records."""
    for parsed, kinds in read:
        for sentence in parsed.sentences:
            for act in acts(sentence):
                if act.type != "COMMENT" and act.status != "hypothetical" and act.polarity == "affirmed":
                    share = shares(features(act.trigger), tables)[act.type]
                    yield Point(act.sure, share, act.type in kinds)


def in_parts(read: Sequence[tuple[Parsed, set[str]]], first: Weights) -> tuple[list[Point], float]:
    """Every record seen by a coder that learnt from the others: its acts, and the share of types it gets right."""
    found: list[Point] = []
    known = []
    for n in range(PARTS):
        others = [record for m, record in enumerate(read) if m % PARTS != n]
        tables = (first, learnt(gold_examples(others), (first,), GSR_FADES))
        found += points(read[n::PARTS], tables)
        known.append(right(gold_examples(read[n::PARTS]), tables))
    return found, sum(known) / PARTS


def curve_of(found: Sequence[Point]) -> list[float]:
    """The three numbers of `sure`, by Newton's steps with a light ridge."""
    given = np.array([[1.0, odds(p.rule), odds(p.share)] for p in found])
    hits = np.array([float(p.right) for p in found])
    numbers = np.zeros(3)
    for _ in range(50):
        likely = 1 / (1 + np.exp(-given @ numbers))
        slope = given.T @ (hits - likely) - 0.5 * numbers
        bend = (given * (likely * (1 - likely))[:, None]).T @ given + 0.5 * np.eye(3)
        numbers += np.linalg.solve(bend, slope)
    return [round(float(n), 3) for n in numbers]


def written(table: Weights, head: str) -> str:
    """A table as text."""
    rows = [
        f"{name}\t{' '.join(f'{TYPES[at]}:{weight:g}' for at, weight in table[name])}"
        for name in sorted(table)
    ]
    return head + "feature\tweights\n" + "\n".join(rows) + "\n"


def right(examples: Iterable[Example], tables: tuple[Weights, ...]) -> float:
    """The share of examples whose likeliest type is the one people gave."""
    hits = []
    for e in examples:
        share = shares(e.seen, tables)
        hits.append(max(share, key=lambda kind: share[kind]) == e.kind)
    return sum(hits) / len(hits)


def main() -> None:
    """Learn, and write the tables or what they are worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("records", type=Path, metavar="PLOVER_GSR.jsonl")
    parser.add_argument("--judge", action="store_true")
    args = parser.parse_args()
    own = own_examples()
    read = records(args.records)
    first = learnt(own)
    found, known = in_parts(read, first)
    numbers = curve_of(found)
    print(f"{len(own)} sentences of our own, {len(first)} features; of the types of the records")
    print(
        f"{right(gold_examples(read), (first,)):.3f} right by these alone, {known:.3f} corrected by four parts of five"
    )
    print(f"curve {numbers} on {len(found)} acts")
    if args.judge:
        return
    second = learnt(gold_examples(read), (first,), GSR_FADES)
    (LEXICON / "second_coder.tsv").write_text(written(first, OWN), "utf-8")
    (LEXICON / "second_coder_gsr.tsv").write_text(written(second, GSR), "utf-8")
    (LEXICON / "second_coder.toml").write_text(f"{CURVE}curve = {numbers}\n", "utf-8")


if __name__ == "__main__":
    main()
