"""Words that stand for an actor: names, titles, metonyms, adjectives, pronouns, descriptions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from detente.extract.naming import (
    BODIES,
    POSSESSIVES,
    Draft,
    Passage,
    joined,
    people_and_titles,
    words,
)
from detente.extract.numbers import number
from detente.extract.roles import (
    RELATIVES,
    VERBAL,
    clause_of,
    depth_of,
    governing_verb,
    governor_of,
    preposition_of,
    role_of,
    subject_of,
)
from detente.extract.standins import antecedent, relatives, stand_ins
from detente.lexicon.knowledge import Entry, Kind, Match, knowledge
from detente.model.found import Mention, MentionKind, Quotation
from detente.parse import Parsed, Token

BY = "mentions/1"

Number = Literal["singular", "plural"]
Gender = Literal["male", "female", "neuter"]

PRONOUNS: dict[str, tuple[Number, Gender | None]] = {
    **dict.fromkeys(("he", "him", "his"), ("singular", "male")),
    **dict.fromkeys(("she", "her", "hers"), ("singular", "female")),
    **dict.fromkeys(("it", "its"), ("singular", "neuter")),
    **dict.fromkeys(("they", "them", "their", "theirs", "we", "us", "our", "ours"), ("plural", None)),
    **dict.fromkeys(("i", "me", "my", "mine"), ("singular", None)),
}
"""Personal and possessive pronouns with number and gender."""

FEWEST_ALONE = 6
"""A number without a noun is a body's from here on; "the three" are mostly people just named."""

MOST_MEMBERS = 60
"""States in the largest body that is called by their number ("the 57" of the OSCE)."""

RANK: dict[str, int] = {"title": 0, "name": 0, "metonym": 1, "description": 1, "adjective": 2, "pronoun": 3}


def mentions(parsed: Parsed, quoted: Sequence[Quotation]) -> tuple[Mention, ...]:
    """Every mention of the passage, in text order; a wider one before one inside it."""
    if not parsed.tokens:
        return ()
    passage = Passage(parsed, knowledge())
    drafts = people_and_titles(passage)
    drafts += administrations(passage, drafts)
    drafts += organs(passage, drafts)
    named = cover(passage, drafts)
    drafts += agents(passage, named)
    covered = named | cover(passage, drafts)
    drafts += known(passage, covered)
    drafts += descriptions(passage, named, covered)
    drafts += stand_ins(passage, covered)
    drafts += pronouns(passage)
    drafts += relatives(passage)
    return related(passage, tidy(passage, drafts), quoted)


def cover(passage: Passage, drafts: list[Draft]) -> set[int]:
    """The tokens that mentions already hold."""
    return {t.i for d in drafts for t in passage.tokens_in(d.start, d.end)}


def with_article(passage: Passage, start: int) -> int:
    """The place where the article before a name begins, if it has one."""
    tokens = passage.parsed.tokens
    at = bisect_right(passage.starts, start) - 1
    if at > 0 and tokens[at - 1].lower == "the" and joined(passage, tokens[at - 1], tokens[at]):
        return tokens[at - 1].start
    return start


def administrations(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """ "the Biden administration": a government by the name of who leads it."""
    tokens, nouns = passage.parsed.tokens, words("administration")
    ends = {d.end: d for d in drafts if d.kind == "name" and d.label == "person"}
    found = []
    for token in tokens:
        if token.lower not in nouns or not token.i:
            continue
        before = tokens[token.i - 1]
        at = before.start if before.text in ("'s", "’s") else before.end
        if (owner := ends.get(at)) is not None and (
            before.text in ("'s", "’s") or before.dep == "compound" or owner.title is None
        ):
            start = with_article(passage, owner.start)
            found.append(
                Draft(
                    start,
                    token.end,
                    "metonym",
                    name=owner.name,
                    title=token.text,
                    number="singular",
                    gender="neuter",
                )
            )
            drafts.remove(owner)
            del ends[at]
    return found


def organs(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """ "Chile's Foreign Ministry", "the Supreme Court of Chad": capitals, but no name of their own. They are taken out of the
    names, and stand for the state beside them."""
    found = []
    for draft in [d for d in drafts if d.kind == "name" and d.title is None]:
        inside = passage.tokens_in(draft.start, draft.end)
        head = next((t for t in inside if t.head not in inside), None)
        if head is None or head.lower not in passage.world.sectors or passage.match_at.get(inside[0].i):
            continue
        if (organ := agent(passage, head, set())) is not None:
            drafts.remove(draft)
            found.append(organ)
    return found


def agents(passage: Passage, covered: set[int]) -> list[Draft]:
    """People who act for a state or group named beside them: "Ukrainian representatives", "the army of Chad"."""
    found = []
    for token in passage.parsed.tokens:
        if (
            token.pos not in ("NOUN", "PROPN")
            or token.i in covered
            or not passage.world.sectors.get(token.lemma)
        ):
            continue
        if (match := passage.match_at.get(token.i)) is not None and match.of(*BODIES, "treaty"):
            continue
        if (
            token.dep == "compound"
            and token.head.i == token.i + 1
            and passage.world.sectors.get(token.head.lemma)
        ):
            continue
        if (drafted := agent(passage, token, covered)) is not None:
            found.append(drafted)
    return found


def agent(passage: Passage, head: Token, covered: set[int]) -> Draft | None:
    """The noun phrase of one such noun, if a state, body or group stands with it."""
    start = end = None
    for child in head.children:
        if child.dep in ("amod", "compound", "nmod", "poss") and child.i < head.i and child.i not in covered:
            below = next((t for t in (child, *child.children) if passage.body_at(t) and t.i < head.i), None)
            if below is not None and (match := passage.body_at(below)):
                start, end = min(match.start, start or match.start), head.end
        elif (
            child.dep == "prep"
            and child.lower == "of"
            and (below := child.child("pobj"))
            and passage.body_at(below)
        ):
            match = passage.body_at(below)
            if (
                match
                and len(passage.tokens_in(head.end, match.start)) <= 3
                and match.of("state", "organisation", "group")
                and start is None
            ):
                start, end = head.start, match.end
    rebels = passage.world.sectors.get(head.lemma) == "REB" and passage.match_at.get(head.i) is None
    if start is None and rebels and head.i not in covered:
        start, end = head.start, reach(passage, head)
    if start is None or end is None:
        return None
    first = min(
        (
            c.start
            for c in head.children
            if c.dep in ("det", "poss", "amod", "nummod") and c.start < start and c.i < head.i
        ),
        default=start,
    )
    return Draft(
        first, end, "description", title=head.text,
        number="plural" if head.tag in ("NNS", "NNPS") else "singular", gender="neuter", head=head,
    )  # fmt: skip


def reach(passage: Passage, head: Token) -> int:
    """Where a noun's own place ends: "the revolt *in the north of the island*"."""
    tokens, end = passage.parsed.tokens, head.end
    for token in tokens[head.i + 1 : head.i + 9]:
        if (
            token.lower in ("in", "of", "from")
            or token.pos in ("DET", "ADJ", "NOUN", "PROPN")
            or token.lower == "the"
        ):
            if token.lower in ("which", "that", "who") or token.entity in ("DATE", "TIME"):
                break
            if token.pos in ("NOUN", "PROPN"):
                end = token.end
            continue
        break
    return end if any(t.lower in ("in", "of", "from") for t in tokens[head.i + 1 : head.i + 2]) else head.end


def known(passage: Passage, covered: set[int]) -> Iterator[Draft]:
    """States, bodies, groups, capitals and the like by the names and adjectives we know."""
    tokens = passage.parsed.tokens
    index = {t.start: t for t in tokens}
    for match in passage.matches:
        token = index.get(match.start)
        if token is None or token.i in covered:
            continue
        last = max(
            (t for t in tokens[token.i : token.i + 8] if t.end <= match.end + 1),
            key=lambda t: t.i,
            default=token,
        )
        if (meant := meaning(passage, match, token, last)) is not None:
            yield meant


def meaning(passage: Passage, match: Match, first: Token, last: Token) -> Draft | None:
    """A known phrase as a mention, by what its grammar lets it be."""
    start = with_article(passage, match.start)
    name = passage.text(match.start, match.end)
    kinds = {e.kind: e for e in match.entries}
    if not any(k in kinds for k in (*BODIES, "context")):
        return None
    if last.pos in VERBAL and "state" not in kinds and "organisation" not in kinds:
        return None
    attributive = last.dep in ("amod", "compound", "nmod") and last.head.i > last.i
    if ("adjective" in kinds and (attributive or "state" not in kinds)) and not stands_for_people(
        kinds, last, name
    ):
        return Draft(match.start, match.end, "adjective", name=name, label="people", gender="neuter")
    if "state" in kinds:
        return Draft(start, match.end, "name", name=name, label="place", number="singular", gender="neuter")
    if "people" in kinds:
        before = passage.parsed.tokens[first.i - 1] if first.i else None
        if before is not None and before.lower == "ethnic":
            return None
        if (
            before is not None
            and (nation := passage.body_at(before))
            and nation.of("adjective")
            and joined(passage, before, first)
        ):
            return Draft(nation.start, match.end, "description", title=name, number="plural", head=last)
        plural = name[-1:] == "s" or (first.i > 0 and passage.parsed.tokens[first.i - 1].lower == "the")
        return Draft(
            start,
            match.end,
            "description",
            name=name,
            label="people",
            number="plural" if plural else "singular",
        )
    if "organisation" in kinds:
        return Draft(
            start, match.end, "name", name=name, label="organisation", number="singular", gender="neuter"
        )
    if "group" in kinds:
        kind: MentionKind = "description" if kinds["group"].id.endswith("-states") else "name"
        return Draft(
            start, match.end, kind, name=name, label="organisation", number="plural", gender="neuter"
        )
    if "metonym" in kinds or "capital" in kinds:
        if kinds.get("metonym", Entry("metonym", "", "")).id == "-":
            return None
        return Draft(
            start, match.end, "metonym", name=name, label="place", number="singular", gender="neuter"
        )
    if attributive:
        return None
    return Draft(
        match.start,
        match.end,
        "description",
        name=name,
        label="organisation",
        number="singular",
        gender="neuter",
    )


def stands_for_people(kinds: Mapping[Kind, Entry], token: Token, name: str) -> bool:
    """Whether a word of nation is a noun here: "the Chinese want", "Russians"."""
    if "people" not in kinds:
        return False
    if token.dep in ("amod", "compound", "nmod") and token.head.i > token.i:
        return False
    if "adjective" not in kinds:
        return True
    return (
        token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj")
        and token.tag in ("NNS", "NNPS", "NNP", "NN")
    ) or (name.endswith("s") and token.tag in ("NNS", "NNPS"))


def descriptions(passage: Passage, named: set[int], covered: set[int]) -> Iterator[Draft]:
    """ "the two men", "its neighbour", "our allies", "the country" (this one inside wider descriptions too)."""
    for token in passage.parsed.tokens:
        if token.pos not in ("NOUN", "PROPN", "NUM") or token.i in named:
            continue
        if token.i in covered and token.lemma not in words("country"):
            continue
        if (opening := pair_opening(passage, token)) is not None:
            yield Draft(
                opening.start, token.end, "description", title=token.text, number="plural", head=token
            )
        elif (opening := counted(token) or alliance(passage, token)) is not None:
            yield Draft(
                opening.start, token.end, "description", title=token.text,
                number="plural" if token.tag in ("NNS", "CD") else "singular", head=token,
            )  # fmt: skip
        elif (
            token.lemma in ("neighbour", "neighbor", "ally") and (owner := owning(passage, token)) is not None
        ):
            number: Number = "plural" if token.tag == "NNS" else "singular"
            yield Draft(
                owner, token.end, "description", title=token.text, number=number, gender="neuter", head=token
            )
        elif token.lemma in words("country") and token.tag in ("NN", "NNP"):
            holder = token.child("poss")
            if holder is not None and holder.lower in POSSESSIVES and 0 < token.i - holder.i <= 3:
                yield Draft(
                    holder.start, token.end, "description", title=token.text, number="singular", gender="neuter", head=token
                )  # fmt: skip
                continue
            article = token.child("det")
            if (
                article is not None
                and article.lower in ("the", "this", "that")
                and article.i < token.i <= article.i + 2
            ) and not any(
                passage.body_at(t)
                for t in token.subtree()
                if t.i > token.i and t.i <= token.i + 3 and t.dep == "pobj"
            ):
                yield Draft(
                    article.start,
                    token.end,
                    "description",
                    title=token.text,
                    number="singular",
                    gender="neuter",
                    head=token,
                )


def pair_opening(passage: Passage, noun: Token) -> Token | None:
    """The first word of "the two …", "both …", if the noun counts persons or states."""
    if noun.tag not in ("NNS", "NNPS") or noun.lemma not in words("pair"):
        return None
    before = [t for t in noun.children if t.i < noun.i and noun.i - t.i <= 4]
    two = next((t for t in before if t.lower in ("two", "2")), None)
    both = next((t for t in before if t.lower == "both"), None)
    if both is not None:
        return both
    article = next((t for t in before if t.lower in ("the", "these", "those", "our", "their")), None)
    return article if two is not None and article is not None else None


def counted(noun: Token) -> Token | None:
    """The first word of "the 27", "all 32 allies", "its ten members": three or more of one body, all of them."""
    if noun.pos == "NUM":
        article = noun.child("det")
        if article is None or len(noun.children) > 1 or noun.dep not in ("nsubj", "nsubjpass", "agent"):
            return None
        return article if article.lower == "the" and is_several(noun, FEWEST_ALONE) else None
    if noun.tag != "NNS" or noun.lemma not in words("counted"):
        return None
    size = next((t for t in noun.children if t.dep == "nummod" and t.i < noun.i <= t.i + 2), None)
    if size is None or not is_several(size):
        return None
    before = [t for t in (*noun.children, *size.children) if size.i - 2 <= t.i < size.i]
    return next((t for t in before if t.lower in ("the", "all", "its")), None)


def is_several(token: Token, fewest: int = 3) -> bool:
    """Whether a token is a number that the members of a body can have."""
    value = number(token.text)
    return value is not None and value == int(value) and fewest <= value <= MOST_MEMBERS


def alliance(passage: Passage, noun: Token) -> Token | None:
    """The first word of "the Allied camp". At the head of a sentence the capital tells nothing ("Allied militias")."""
    if noun.lemma not in words("alliance"):
        return None
    first = passage.parsed.sentences[noun.sentence].tokens[0]
    allied = next((t for t in noun.children if t.text == "Allied" and t.i < noun.i and t is not first), None)
    if allied is None:
        return None
    article = noun.child("det")
    return article if article is not None and article.i < allied.i else allied


def owning(passage: Passage, noun: Token) -> int | None:
    """Where the owner of "its neighbour", "Chad's neighbours" begins."""
    owner = noun.child("poss")
    if owner is None or noun.i - owner.i > 4:
        return None
    if owner.lower in POSSESSIVES:
        return owner.start
    match = passage.body_at(owner)
    return match.start if match else None


def pronouns(passage: Passage) -> Iterator[Draft]:
    """Personal and possessive pronouns, but for an "it" that stands for nobody."""
    for token in passage.parsed.tokens:
        known = PRONOUNS.get(token.lower)
        if (
            known is None
            or (token.pos not in ("PRON", "DET") and token.tag not in ("PRP", "PRP$"))
            or token.text == "US"
        ):
            continue
        if token.lower == "it" and empty(passage, token):
            continue
        yield Draft(
            token.start, token.end, "pronoun", number=known[0], gender=known[1], head=token, sure=0.95
        )


def empty(passage: Passage, it: Token) -> bool:
    """Whether "it" stands for nobody: "let it be known", "it is clear that", "it rained"."""
    if it.dep == "expl":
        return True
    tokens = passage.parsed.tokens
    before = tokens[it.i - 1] if it.i else None
    if (before is not None and before.lemma in words("expletive", "verbs") and it.dep != "nsubj") or (
        before is not None and before.lemma in ("let", "make") and before.pos in VERBAL
    ):
        return True
    verb = it.head
    if it.dep in ("nsubj", "nsubjpass") and verb.pos in VERBAL:
        if verb.lemma in ("rain", "snow", "seem", "appear", "matter", "remain"):
            return True
        said = verb.child("acomp", "attr", "oprd")
        if (
            verb.lemma in ("be", "become")
            and said is not None
            and said.lemma in words("expletive", "adjectives")
        ):
            return True
        if it.dep == "nsubjpass" and verb.child("ccomp", "csubj", "csubjpass") and not verb.child("agent"):
            return True
    return False


def tidy(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """In text order; of two with one span or crossing spans the surer kind stays."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end, RANK[d.kind])):
        if draft.end <= draft.start:
            continue
        crossing = next((k for k in reversed(kept[-4:]) if k.start < draft.end and draft.start < k.end), None)
        if crossing is None:
            kept.append(draft)
        elif draft.start >= crossing.start and draft.end <= crossing.end:
            inside = draft.kind == "pronoun" or (
                draft.kind in ("description", "name") and crossing.kind == "description"
            )
            if inside and (draft.start, draft.end) != (crossing.start, crossing.end):
                kept.append(draft)
    return kept


def related(passage: Passage, drafts: list[Draft], quoted: Sequence[Quotation]) -> tuple[Mention, ...]:
    """The drafts as records, with role, governor, owner, apposition and clause."""
    tokens = passage.parsed.tokens
    holder: dict[int, int] = {}
    spans = []
    for n, draft in enumerate(drafts):
        first = max(0, bisect_right(passage.starts, draft.start) - 1)
        inside = [t for t in tokens[first : first + 24] if draft.start <= t.start < draft.end] or [
            tokens[first]
        ]
        spans.append(inside)
        draft.head = draft.head or head_of(inside)
        for token in inside:
            if (
                drafts[holder.get(token.i, n)].end - drafts[holder.get(token.i, n)].start
                >= draft.end - draft.start
            ):
                holder[token.i] = n
    heads = {d.head.i: n for n, d in reversed(list(enumerate(drafts))) if d.head is not None}
    return tuple(record(passage, drafts, n, spans[n], heads, holder, quoted) for n in range(len(drafts)))


def head_of(inside: Sequence[Token]) -> Token:
    """The token that the others of a mention depend on."""
    held = {t.i for t in inside}
    tops = [t for t in inside if (t.head.i not in held or t.head is t) and t.pos not in ("DET", "PUNCT")]
    return next((t for t in tops if t.pos in ("NOUN", "PROPN", "PRON")), tops[-1] if tops else inside[-1])


def record(
    passage: Passage, drafts: list[Draft], n: int, inside: list[Token], heads: dict[int, int], holder: dict[int, int],
    quoted: Sequence[Quotation],
) -> Mention:  # fmt: skip
    """One draft as a record."""
    draft = drafts[n]
    head = draft.head or inside[-1]
    governor, preposition = governor_of(head), preposition_of(head)
    subject, depth = clause_subject(passage, head, n, heads, holder, drafts, quoted)
    return Mention(
        start=draft.start,
        end=draft.end,
        by=BY,
        sure=draft.sure,
        kind=draft.kind,
        name=draft.name,
        title=draft.title or None,
        label=draft.label,
        number=draft.number,
        gender=draft.gender,
        role=role_of(head),
        governor=governor.lemma if governor else None,
        preposition=preposition.lower if preposition else None,
        sentence=head.sentence,
        apposed=apposed_to(passage, drafts, n, head, holder),
        owner=owner_of(drafts, n, inside, heads, holder),
        quoted=is_quoted(draft.start, quoted),
        subject=subject,
        depth=depth,
    )


def is_quoted(place: int, quoted: Sequence[Quotation]) -> bool:
    """Whether a place lies inside quotation marks."""
    at = bisect_right(quoted, place, key=lambda q: q.start)
    return any(q.start <= place < q.end for q in quoted[max(0, at - 6) : at])


def owner_of(
    drafts: list[Draft], n: int, inside: list[Token], heads: dict[int, int], holder: dict[int, int]
) -> int | None:
    """The mention that owns this one."""
    draft = drafts[n]
    if draft.kind in ("pronoun", "adjective"):
        return None
    for m in range(n + 1, min(n + 3, len(drafts))):
        if drafts[m].start == draft.start and drafts[m].kind == "pronoun":
            return m
    owner = draft.head.child("poss") if draft.head else None
    if owner is not None and (m := holder.get(owner.i, n)) != n:
        return m
    return None


def apposed_to(
    passage: Passage, drafts: list[Draft], n: int, head: Token, holder: dict[int, int]
) -> int | None:
    """The mention that this one explains: by the parser, or set off by commas right behind it."""
    draft = drafts[n]
    if draft.kind == "pronoun" and head.tag in RELATIVES:
        return antecedent(passage, head, drafts, n, holder)
    if draft.kind not in ("name", "title"):
        return None
    m = holder.get(head.head.i, n) if head.dep == "appos" else n
    if m < n and drafts[m].kind in ("name", "title") and (drafts[m].kind != draft.kind or draft.title):
        return m
    near = range(n - 1, max(-1, n - 4), -1)
    at = next((m for m in near if drafts[m].end <= draft.start and drafts[m].kind in ("name", "title")), None)
    before = drafts[at] if at is not None else None
    if (
        before is None
        or {before.kind, draft.kind} != {"name", "title"}
        or (before.title and draft.kind == "title")
    ):
        return None
    if before.label not in ("person", None) or passage.text(before.end, draft.start).strip() != ",":
        return None
    after = passage.text(draft.end, draft.end + 1)
    return at if after in (",", ".", ";", ":", "") or draft.kind == "name" else None


def clause_subject(
    passage: Passage, head: Token, n: int, heads: dict[int, int], holder: dict[int, int], drafts: list[Draft],
    quoted: Sequence[Quotation],
) -> tuple[int | None, int]:  # fmt: skip
    """The subject of the clause around a mention (of the one above, for a subject), and how deep the clause lies."""
    if (m := nominal_subject(head, n, holder, drafts)) is not None:
        verb, _ = clause_of(head)
        return m, depth_of(verb)
    verb, inside_subject = clause_of(head)
    depth = depth_of(verb)
    if verb is not None and inside_subject:
        verb = above(verb, head, quoted, drafts[n].kind)
    for _ in range(6):
        if verb is None:
            return None, depth
        subject = subject_of(verb)
        if subject is None:
            verb = governing_verb(verb)
            continue
        m = heads.get(subject.i, holder.get(subject.i, -1))
        if m == n or (0 <= m < len(drafts) and drafts[m].head is head):
            verb = above(verb, head, quoted, drafts[n].kind)
            continue
        return (m if m >= 0 else None), depth
    return None, depth


def above(verb: Token, head: Token, quoted: Sequence[Quotation], kind: MentionKind) -> Token | None:
    """The verb of the clause above: for a pronoun the twin that "and" joins it to, else the one over both.

    A clause outside quotation marks is no twin of one inside them.
    """
    over = governing_verb(verb)
    if over is None or verb.dep != "conj":
        return over
    apart = is_quoted(over.start, quoted) and not is_quoted(head.start, quoted)
    return (
        (governing_verb(over) if apart or kind != "pronoun" else over)
        if governing_verb(over) or apart
        else over
    )


def nominal_subject(head: Token, n: int, holder: dict[int, int], drafts: list[Draft]) -> int | None:
    """Who owns or does what the noun above says: `Russian` for `their` in "Russian fears for their safety"."""
    below = head
    for noun in head.ancestors():
        if noun.pos in VERBAL:
            return None
        if noun.pos in ("NOUN", "PROPN"):
            for child in noun.children:
                if child is below or child.i >= head.i or child.dep not in ("poss", "amod", "compound"):
                    continue
                m = holder.get(child.i, -1)
                if (
                    m >= 0
                    and m != n
                    and drafts[m].head is not head
                    and drafts[m].kind in ("adjective", "name", "pronoun", "metonym")
                    and noun is not head.head
                ):
                    return m
        below = noun
    return None
