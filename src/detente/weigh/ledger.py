"""Claims → the ledger: demands, offers, promises, threats, refusals, what was answered, and how they stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from msgspec import structs

from detente.lexicon import toml
from detente.model.derived import Answer, Claim, Evidence, Line, LineKind, Reason, Verdict
from detente.model.judged import Judgement, When
from detente.model.record import Record, Span, key
from detente.weigh.acts import Act, Sides, Words, day, days_between, one_day
from detente.weigh.claims import (
    Cluster,
    Count,
    best_of,
    evidence_of,
    most,
    narrowest,
    no_strangers,
    origins_behind,
    persons_by_side,
    specific,
    told_by,
)
from detente.weigh.fold import REFUSED, due_after, fold, order
from detente.weigh.lines import acts_of, cue, line_kind
from detente.weigh.matter import AKIN, SAME, is_response, likeness, one_matter, points_back, word_list
from detente.weigh.overruled import Overruled
from detente.weigh.sameness import FAR, TELLING, TELLING_NEAR, Sameness, targets_fit

RELATED = 0.25
"""Likeness from which two lines of one side may be one in wider and narrower words."""

WINDOW = 80
"""Lines of one kind that share a word with an act and are compared with it: those told nearest to it. It keeps the
work linear in the reports."""

BEFORE = 12
"""Acts of a report that are looked through, backwards, for what "these demands" or "the remarks" mean."""

TOLD_WITHIN = 3
"""Days after which a meeting without a date is hardly the one that was to be."""

DEEDS = frozenset({"CONCEDE", "RETREAT", "COOPERATE", "AID", "SUPPORT", "CONSULT"})
"""Moves that can do what was promised, offered or demanded."""


class Entry(Record, frozen=True, kw_only=True):
    """A line of the ledger in the making: its kind and the acts that tell of it."""

    kind: LineKind
    acts: tuple[Act, ...]
    claims: tuple[str, ...]

    @property
    def best(self) -> Act:
        """The act that shows it best."""
        return best_of(self.acts)


def entries(made: Sequence[tuple[Cluster, Claim]], words: Words, sides: Sides, same: Sameness) -> list[Entry]:
    """Clusters that make a line, one entry for each matter of each side, whenever it was said."""
    found: list[Entry] = []
    told = told_by_moves(made, words, sides)
    by_word: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for cluster, claim in made:
        kind = line_kind(cluster.best, words, sides)
        if kind is None or not cluster.best.matter:
            continue
        best = cluster.best
        if best.kind == "statement" and any(best.span.overlaps(s) for s in told.get((best.report, kind), ())):
            continue
        new = Entry(kind=kind, acts=cluster.acts, claims=(claim.id,))
        keys = [(kind, side, w) for side in new.best.codes or ("",) for w in sorted(new.best.matter.words)]
        near = sorted({n for k in keys for n in by_word[k][-WINDOW:]})
        likest = max(((one_line(found[n], new, sides, same), -n) for n in near), default=(0.0, 0))
        if likest[0] >= SAME:
            at = -likest[1]
            found[at] = Entry(kind=kind, acts=found[at].acts + new.acts, claims=found[at].claims + new.claims)
        else:
            at = len(found)
            found.append(new)
        for k in keys:
            if not by_word[k] or by_word[k][-1] != at:
                by_word[k].append(at)
    return found


def told_by_moves(
    made: Sequence[tuple[Cluster, Claim]], words: Words, sides: Sides
) -> dict[tuple[str, str], list[Span]]:
    """Where moves make lines already, by report and kind."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for cluster, _ in made:
        for act in cluster.acts:
            if act.kind == "move" and (kind := line_kind(act, words, sides)):
                found[act.report, kind].append(act.content or act.span)
                found[act.report, kind].append(act.span)
    return found


def one_line(a: Entry, b: Entry, sides: Sides, same: Sameness) -> float:
    """Likeness of two entries as one line: the same speaker, nobody else addressed, one matter."""
    like = one_matter(a.best.matter, b.best.matter)
    if other_meeting(a, b):
        return 0.0
    if promised_by_both(a, b):
        like = max(like, SAME)
    if not like or set(a.best.codes) != set(b.best.codes) or same.differ(a.best, b.best):
        return 0.0
    if (
        a.best.matter.words != b.best.matter.words
        and same.shared(a.best, b.best) < TELLING
        and not promised_by_both(a, b)
    ):
        return 0.0
    if not no_strangers(
        persons_by_side(most(a.acts, "actors"), sides), persons_by_side(most(b.acts, "actors"), sides)
    ):
        return 0.0
    to_a, to_b = set(a.best.target_codes), set(b.best.target_codes)
    if to_a and to_b and not to_a & to_b:
        return 0.0
    return like


def other_meeting(a: Entry, b: Entry) -> bool:
    """Whether two entries promise meetings so far apart that they are two, however alike they are told."""
    if (
        not any(e.best.deed == "CONSULT" or cue("meeting").search(e.best.text) for e in (a, b))
        or a.kind != "promise"
    ):
        return False
    days = [
        (due.earliest or due.latest or "")[:10]
        if (due := due_of(e.acts))
        else max((x.published or "" for x in e.acts), default="")
        for e in (a, b)
    ]
    return all(days) and days_between(days[0], days[1]) > FAR


def promised_by_both(a: Entry, b: Entry) -> bool:
    """Whether a promise that the other side tells of is the one that its own side gives, for the same days and with
    a word in common ("would answer in writing next week", "promised a written reply next week")."""
    if a.kind != "promise" or bool(told_by(a.acts)) == bool(told_by(b.acts)):
        return False
    one, other = due_of(a.acts), due_of(b.acts)
    if one is None or other is None or not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    meets = max(one.earliest[:10], other.earliest[:10]) <= min(one.latest[:10], other.latest[:10])
    return meets and bool(a.best.matter.words & b.best.matter.words)


class Book:
    """The entries of the ledger, with indices to find what an act answers."""

    def __init__(
        self,
        found: Sequence[Entry],
        made: Sequence[tuple[Cluster, Claim]],
        words: Words,
        sides: Sides,
        same: Sameness,
    ):
        self.entries, self.made, self.words, self.sides, self.same = found, made, words, sides, same
        self.by_act = {a.id: n for n, e in enumerate(found) for a in e.acts}
        self.by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, entry in enumerate(found):
            for word in entry.best.matter.words:
                self.by_word[entry.kind, word].append(n)
        # Entries stand in the order in which they were first told.
        self.order = [min(a.place_in_text for a in e.acts) for e in found]
        self.by_guest: dict[str, list[int]] = defaultdict(list)
        for n, entry in enumerate(found):
            if entry.kind == "promise" and is_appointment(entry):
                for side in sorted({*entry.best.codes, *entry.best.target_codes}):
                    self.by_guest[side].append(n)
        self.acts = [frozenset(a.id for a in e.acts) for e in found]
        self.reports: dict[str, list[Act]] = defaultdict(list)
        for cluster, _ in made:
            for act in cluster.acts:
                if act.kind in ("move", "statement"):
                    self.reports[act.report].append(act)
        for acts in self.reports.values():
            acts.sort(key=lambda a: (a.span, a.id))
        self.index = {a.id: n for acts in self.reports.values() for n, a in enumerate(acts)}

    def before(self, act: Act) -> list[Act]:
        """The acts told before this one in its report, the nearest first."""
        acts, at = self.reports[act.report], self.index[act.id]
        return acts[max(0, at - BEFORE) : at][::-1]

    def appointments(self, meeting: Act) -> list[int]:
        """The meetings promised for a day that this may be."""
        sides = {*meeting.codes, *meeting.target_codes}
        near = min((self.by_guest.get(side, []) for side in sides), key=len, default=[])
        return [
            n
            for n in near
            if are_to_meet(meeting, self.entries[n]) and is_on_its_day(meeting, self.entries[n])
        ]

    def answered_in_words(self, act: Act) -> set[int]:
        """Demands named inside the answer's own content ("a reply *to the demands of …*")."""
        if act.content is None or not act.codes:
            return set()
        acts, at = self.reports[act.report], self.index[act.id]
        near = acts[max(0, at - 2) : at + 6]
        inside = [a for a in near if is_in(a, act, self.words)]
        return {
            self.by_act[a.id]
            for a in inside
            if a.id in self.by_act
            and self.entries[self.by_act[a.id]].kind == "demand"
            and a.codes
            and not set(a.codes) & set(act.codes)
        }

    def pointed_at(self, act: Act) -> set[int]:
        """The lines that "these demands", "the proposals", "the remarks" mean: the last ones of another side."""
        for words, kinds in (("demands", {"demand"}), ("offers", {"offer"}), ("remarks", {"threat"})):
            # With a matter of their own beside them the words are no pointer; likeness decides.
            few = len(act.matter.words) <= (3 if words == "remarks" else 2)
            if few and points_back(act.matter, words) and pointer(words).search(self.words(act.evidence)):
                return self.last_lines(act, kinds)
        return set()

    def last_lines(self, act: Act, kinds: set[str]) -> set[int]:
        """The lines of these kinds told last before an act: all those of the one sentence, for "both" the last two."""
        lines: set[int] = set()
        sentence: Span | None = None
        several = SEVERAL.match(act.text) or SEVERAL.search(self.words(act.evidence))
        for b in self.before(act):
            n = self.by_act.get(b.id)
            if n is None or self.entries[n].kind not in kinds or set(b.codes) & set(act.codes):
                continue
            if several and lines and set(b.codes) != set(self.entries[min(lines)].best.codes):
                continue
            enough = len(lines) > 1 if several else sentence is not None
            if enough and b.sentence != sentence:
                break
            lines.add(n)
            sentence = b.sentence
        return lines

    def near(self, act: Act, kinds: Iterable[str]) -> set[int]:
        """Lines of these kinds that share a word with an act, those told last before it and first after it."""
        at = bisect_right(self.order, act.place_in_text)
        found: set[int] = set()
        for kind in kinds:
            for word in act.matter.words:
                lines = self.by_word.get((kind, word), ())
                here = bisect_left(lines, at)
                found.update(lines[max(0, here - WINDOW) : here + WINDOW // 4])
        return found

    def alike(self, act: Act, kinds: Iterable[str], least: float, same_side: bool) -> set[int]:
        """Lines of these kinds, of the act's own side or of others, on the matter of an act."""
        codes = set(act.codes)
        return {
            n
            for n in self.near(act, kinds)
            if bool(codes & set(self.entries[n].best.codes)) == same_side
            and act.id not in self.acts[n]
            and one_matter(self.entries[n].best.matter, act.matter) >= least
        }

    def speaks_to(self, act: Act, n: int) -> bool:
        """Whether an act that is like a line in words speaks of the very thing: it shares with it more than what everybody
        says, names nothing else, and comes within two months. One of those addressed, or of the line's own side, may say
        it in fewer words than anybody else."""
        line = self.entries[n].best
        concerned = {*line.codes, *line.target_codes} & set(act.codes) if line.target_codes else set()
        enough = TELLING_NEAR if concerned else TELLING
        late = act.published and line.published and days_between(act.published, line.published) > LATE
        return not late and not self.same.differ(line, act) and self.same.shared(line, act) >= enough


@cache
def pointer(words: str) -> re.Pattern[str]:
    """A pattern of the nouns of a kind with a word before them that points ("*these* demands", no "will call the mayor")."""
    nouns = "|".join(sorted(word_list(words)))
    return re.compile(
        rf"\b(?:the|these|those|this|that|both|such|all|any|its|his|her|their|our|two)\s+(?:[^\s,;:]+\s+){{0,3}}?(?:{nouns})s?\b",
        re.I,
    )


SEVERAL = re.compile(
    r"\b(?:both|the two)\s+(?:\w+\s+){0,2}?(?:demands|requests|proposals|offers|conditions|calls)\b", re.I
)
"""Words for two lines told before."""

JOINS = re.compile(r"[\w’'-]+")


def is_in(inner: Act, outer: Act, words: Words) -> bool:
    """Whether an act is told inside another's content, or right behind it ("a reply | to the demands")."""
    if outer.content is None or inner.id == outer.id or inner.sentence != outer.sentence:
        return False
    start, end = outer.content
    if not start < inner.span.start:
        return False
    if inner.span.start <= end:
        return True
    between = words(Evidence(report=outer.report, start=end, end=inner.span.start)).lower()
    joining = word_list("boundary") | word_list("stop") | word_list("time")
    return "," not in between and all(w in joining for w in JOINS.findall(between))


Verdicts = dict[int, list[tuple[str, Act, tuple[Act, ...], str]]]
"""Line index → (verdict, act, all acts of its claim, why)."""


def answers(book: Book) -> Verdicts:
    """Which acts answer which lines, and how."""
    found: Verdicts = defaultdict(list)
    for cluster, _ in book.made:
        seen: dict[tuple[int, str], tuple[Act, str]] = {}
        for act in cluster.acts:
            if act.shown or act.kind == "figure" or act.polarity == "denied":
                continue
            for n, verdict, why in verdicts(act, book):
                seen.setdefault((n, verdict), (act, why))
        for (n, verdict), (act, why) in seen.items():
            found[n].append((verdict, act, cluster.acts, why))
    return found


def verdicts(act: Act, book: Book) -> Iterable[tuple[int, str, str]]:
    """What one act says to the lines of others, and of its own side."""
    yield from to_demands_and_offers(act, book)
    yield from to_threats(act, book)
    yield from to_promises(act, book)
    yield from withdrawals(act, book)


def to_demands_and_offers(act: Act, book: Book) -> Iterable[tuple[int, str, str]]:
    """Refusals, acceptances, promised replies by another side."""
    verdict = verdict_of(act)
    if verdict is None or not act.codes:
        return
    named = book.answered_in_words(act)
    for n in sorted(named):
        yield n, softened(verdict, act, book.entries[n]), "it names the demand it speaks of"
    kinds = {"demand", "offer"}
    pointed = {n for n in book.pointed_at(act) if book.entries[n].kind in kinds}
    for n in sorted(pointed - named):
        yield n, verdict, "it points back to what was said just before"
    if pointed or named:
        return
    alike = book.alike(act, sorted(kinds), SAME, same_side=False)
    if act.type == "CONSULT":
        # The host is named first, or the guest: each may be the one who asked for it.
        alike |= book.alike(act, sorted(kinds), SAME, same_side=True)
    for n in sorted(alike):
        entry = book.entries[n]
        if is_by_the_other_side(act, entry) and not is_earlier(act, entry.best) and book.speaks_to(act, n):
            yield n, softened(verdict, act, entry), "another side speaks on the same matter"


def softened(verdict: str, act: Act, entry: Entry) -> str:
    """Whoever refuses or promises a reply has not yet refused or granted the thing itself."""
    if is_response(act.matter) and not is_response(entry.best.matter):
        return {"refused": "noted", "accepted": "promised"}.get(verdict, verdict)
    return verdict


def verdict_of(act: Act) -> str | None:
    """How an act would answer a demand or an offer."""
    if (
        act.type in ("REJECT", "COMMENT")
        and act.polarity == "negated"
        and (act.type == "REJECT" or act.act in acts_of("refuses") or act.mode == "decline")
    ):
        return "noted"
    if act.type == "REJECT" or (act.type in ("AGREE", "CONCEDE") and act.polarity == "negated"):
        return "refused"
    if act.polarity != "affirmed":
        return None
    if act.kind == "statement":
        if act.act in acts_of("refuses"):
            return "refused"
        return "accepted" if act.act in ("accept", "approve") else None
    if act.type in ("AGREE", "CONCEDE"):
        return "promised" if act.status in ("planned", "conditional") else "accepted"
    return "accepted" if act.type in DEEDS and act.status == "occurred" else None


def is_by_the_other_side(act: Act, entry: Entry) -> bool:
    """Whether an act can answer a line: by another side, and by the one addressed if one is named. A meeting answers only
    if those meet who were to."""
    if act.type == "CONSULT":
        return are_to_meet(act, entry) and (act.published or "9999") >= (entry.best.published or "")
    if not act.codes or set(act.codes) & set(entry.best.codes):
        return False
    return not entry.best.target_codes or bool(set(act.codes) & set(entry.best.target_codes))


def are_to_meet(meeting: Act, entry: Entry) -> bool:
    """Whether all sides of a line, and not only one, take part in a meeting, and none through other persons."""
    told = entry.best
    sides = {*told.codes, *told.target_codes, *told.matter.actors}
    wanted, came = ({a for a in (*x.actors, *x.targets) if a.startswith("person:")} for x in (told, meeting))
    others = bool(wanted and came and not wanted & came)
    return len(sides) > 1 and sides <= {*meeting.codes, *meeting.target_codes} and not others


def is_appointment(entry: Entry) -> bool:
    """Whether a line is a meeting for a day."""
    return due_of(entry.acts) is not None and bool(cue("meeting").search(entry.best.text))


def is_on_its_day(meeting: Act, entry: Entry) -> bool:
    """Whether a meeting was on the day it was to be, or, where nobody says when it was, was told of soon after."""
    due = due_of(entry.acts)
    first, last = ((due.earliest or due.latest), due.latest) if due else (None, None)
    if not first or not last:
        return False
    if meeting.when and meeting.when.earliest and meeting.when.latest:
        return meeting.when.earliest[:10] <= last[:10] and first[:10] <= meeting.when.latest[:10]
    told = meeting.published
    if not told or told < first[:10]:
        return False
    return told <= last[:10] or days_between(last[:10], told) <= TOLD_WITHIN


LONG_BEFORE = 31
"""Days before the first report of a line from which an act answers it no more: it is of another time."""


def is_earlier(a: Act, b: Act) -> bool:
    """Whether an act is surely earlier than another, or long before the report of an undated one."""
    first = day(a.when.latest) if a.when else None
    second = day(b.when.earliest) if b.when else None
    if first and second:
        return first < second
    return bool(
        first and b.published and first < b.published and days_between(first, b.published) > LONG_BEFORE
    )


def moment(act: Act) -> str | None:
    """The day an act was done or said: its own date, else that of the report (no later than that)."""
    return (day(act.when.latest) if act.when else None) or act.published


def to_threats(act: Act, book: Book) -> Iterable[tuple[int, str, str]]:
    """Denunciations of a threat by another side."""
    denounced = act.type in ("ACCUSE", "REJECT", "COMMENT") and act.act in acts_of("denounces") | {None}
    denounced = (
        denounced or (act.type == "ACCUSE" and act.mode == "disapprove") or act.act in acts_of("denounces")
    )
    if not denounced or act.polarity != "affirmed" or not points_back(act.matter, "remarks"):
        return
    for n in sorted(book.last_lines(act, {"threat"})):
        targets = set(book.entries[n].best.target_codes)
        if not targets or targets & set(act.codes):
            yield n, "denounced", "it points back to what was said just before"


TO_COME = re.compile(r"\b(?:will|would|shall|should|may|might|could|can|must|ready|to)\b", re.I)


def to_promises(act: Act, book: Book) -> Iterable[tuple[int, str, str]]:
    """Deeds that keep a promise and refusals that break it, by the side that gave it."""
    words = book.words(act.evidence)
    done = act.type in DEEDS and act.status == "occurred"
    if act.polarity == "affirmed" and ((done and act.type == "CONSULT") or is_readout(act, book)):
        for n in book.appointments(act):
            yield n, "kept", "those who were to meet met on the day"
    # A statement counts only if nothing in it is still to come.
    told = bool(cue("kept").search(words)) and act.status in (None, "occurred") and not TO_COME.search(words)
    does = done or told
    breaks = act.type == "REJECT" or act.polarity == "negated" or bool(cue("broken").search(words))
    if not (does or breaks) or act.type in ("REQUEST", "THREATEN", "ACCUSE") or act.polarity == "denied":
        return
    for n in sorted(book.alike(act, ["promise", "agreement"], SAME, same_side=True)):
        entry = book.entries[n]
        same_side = bool(set(act.codes) & set(entry.best.codes))
        later = (moment(act) or "") > (moment(entry.best) or "9999")
        if done and act.type == "CONSULT" and (is_appointment(entry) or not are_to_meet(act, entry)):
            continue
        if is_standing(entry) or not book.speaks_to(act, n) or not targets_fit(act, entry.best):
            continue
        if same_side and later and act.type != "AGREE":
            yield n, "broken" if breaks else "kept", "the same side, later, on the same matter"


def is_standing(entry: Entry) -> bool:
    """Whether a promise is to go on with something ("to continue to support"): no single deed keeps it."""
    return entry.best.matter.heads <= word_list("standing")


def is_readout(act: Act, book: Book) -> bool:
    """Whether an act is what one told the other in a talk ("X told Y in a call that …"): then they have spoken."""
    if (
        not act.actors
        or not act.targets
        or act.sentence is None
        or act.status in ("planned", "conditional", "hypothetical")
    ):
        return False
    sentence = book.words(Evidence(report=act.report, start=act.sentence.start, end=act.sentence.end))
    return READOUT.search(sentence) is not None


READOUT = re.compile(
    r"\b(?:told|spoke|assured|urged|warned|called|informed)\b.*\b(?:calls?|talks?|conversation|meeting|met|readout|phone\w*|on \w+day)\b"
    r"|\b(?:calls?|talks|conversation|meeting|phone\w*)\b.*\b(?:told|assured|urged|warned|informed)\b",
    re.I | re.S,
)
"""Words of one who speaks to another, and of a talk, or of its day."""

LATE = 61
"""Days between a line and an act, beyond which likeness in words is no answer."""


def withdrawals(act: Act, book: Book) -> Iterable[tuple[int, str, str]]:
    """Lines that their own side takes back."""
    words = book.words(act.evidence)
    objects = {w for row in toml("ledger")["withdrawn"] for w in row["object"].split()}
    if not cue("withdrawn").search(words) or not any(o in words.lower() for o in objects):
        return
    for n in sorted(book.alike(act, ["demand", "offer", "promise", "threat"], AKIN, same_side=True)):
        entry = book.entries[n]
        if set(act.codes) & set(entry.best.codes) and (moment(act) or "") > (moment(entry.best) or "9999"):
            yield n, "withdrawn", "the same side takes it back"


def conflicting(found: Sequence[Entry], book: Book) -> dict[int, set[int]]:
    """Promises and refusals of one side on one matter: the line numbers that stand against each other."""
    against: dict[int, set[int]] = defaultdict(set)
    for n, entry in enumerate(found):
        if entry.kind != "refusal":
            continue
        for m in book.alike(entry.best, ["promise", "offer"], AKIN, same_side=True):
            one_head = found[m].best.matter.heads & entry.best.matter.heads
            if one_head and set(found[m].best.codes) & set(entry.best.codes):
                against[n].add(m)
                against[m].add(n)
    return against


def ledger(
    made: Sequence[tuple[Cluster, Claim]],
    words: Words,
    count: Count,
    sides: Sides,
    as_of: str | None,
    judgements: Sequence[Judgement] = (),
    days: Mapping[str, str | None] = MappingProxyType({}),
    same: Sameness | None = None,
) -> list[Line]:
    """All lines with their answers and states as of a day.

    `judgements` are the answers that people gave; `days` the reports that were out, each with its day if known.
    """
    same = same or Sameness(a for cluster, _ in made for a in cluster.acts)
    found = entries(made, words, sides, same)
    book = Book(found, made, words, sides, same)
    answered, overruled = answers(book), Overruled(judgements)
    against = overruled.parted(conflicting(found, book), [entry.acts for entry in found])
    spread(found, against, answered)
    for n, given in answered.items():
        asked = evidence_of(found[n].acts)
        given[:] = [g for g in given if not overruled.is_no_answer(asked, evidence_of(g[2]))]
    lines = [
        line(n, e, answered.get(n, []), against, book, count, as_of, overruled) for n, e in enumerate(found)
    ]
    lines = with_judgements(lines, judgements, book, as_of, days)
    return related(with_what_is_refused(lines, found, answered), found, book, against)


def spread(found: Sequence[Entry], against: dict[int, set[int]], answered: Verdicts) -> None:
    """A promise that stands against a refusal speaks to the same demand as that refusal."""
    spoken = {a.id: n for n, entry in enumerate(found) for a in entry.acts}
    for n in list(answered):
        for verdict, act, _, _ in list(answered[n]):
            if verdict not in ("noted", "refused") or act.id not in spoken:
                continue
            for m in sorted(against.get(spoken[act.id], ())):
                promise = found[m]
                if promise.kind == "promise" and not any(a[1].id == promise.best.id for a in answered[n]):
                    answered[n].append(
                        (
                            "promised",
                            promise.best,
                            promise.acts,
                            "it is on the matter of the refusal beside it",
                        )
                    )


def line(
    n: int,
    entry: Entry,
    given: Sequence[tuple[str, Act, tuple[Act, ...], str]],
    against: dict[int, set[int]],
    book: Book,
    count: Count,
    as_of: str | None,
    overruled: Overruled,
) -> Line:
    """One line of the ledger."""
    best, sides = entry.best, book.sides
    by = specific(most(entry.acts, "actors"), sides)
    # Who speaks for a side asks or refuses nothing of it ("Blinken rules out pulling back *US* troops").
    own = set(sides.all_of(by))
    to = tuple(
        a for a in specific(most(entry.acts, "targets"), sides) if a not in by and sides.of(a) not in own
    )
    evidence = evidence_of(entry.acts)
    due = due_of(entry.acts)
    replies = [answer(*g) for g in given]
    again = (a for a in said_again(entry, replies, due) if not overruled.is_no_answer(evidence, a.evidence))
    replies = sorted([*replies, *again], key=order)
    told = tuple(a for a in told_by(entry.acts) if sides.of(a) not in sides.all_of(by))
    low, high = origins_behind(evidence, count)
    first = min(entry.acts, key=lambda a: a.place_in_text)
    id = key("line", entry.kind, first.report, first.span.start, first.span.end, first.id)
    return Line(
        id=id,
        kind=entry.kind,
        by=by,
        to=to,
        text=best.text,
        told_by=told,
        made=narrowest(entry.acts),
        due=due_after(replies, due),
        condition=next((a.condition for a in entry.acts if a.condition), None),
        answers=tuple(named(id, a) for a in replies),
        state=fold(entry.kind, replies, due, as_of),
        disputed=is_disputed(n, against, replies, book),
        evidence=evidence,
        claim=entry.claims[0],
        codes=sides.all_of(by),
        target_codes=sides.all_of(to),
        reports=len({e.report for e in evidence}),
        origins_low=low,
        origins_high=high,
    )


def named(line: str, a: Answer) -> Answer:
    """An answer with its id."""
    return structs.replace(a, id=name_of_answer(line, a.verdict, a.evidence[0]))


def name_of_answer(line: str, verdict: str, first: Evidence) -> str:
    """The id of an answer to a line, by the first words that give it."""
    return key("answer", line, verdict, first.report, first.start, first.end, first.item)


def said_again(entry: Entry, given: Sequence[Answer], due: When | None) -> list[Answer]:
    """That its own side says a line again on a later day: repeated, or renewed if it had been answered with no, or
    had gone by. Only what a sentence dates counts: a second report of one saying repeats nothing."""
    by_day: dict[str, list[Act]] = defaultdict(list)
    for act in entry.acts:
        if act.when and one_day(act.when) and not act.told_by and not act.shown:
            by_day[(act.when.earliest or "")[:10]].append(act)
    found: list[Answer] = []
    for on in sorted(by_day)[1:]:
        acts = by_day[on]
        stood = fold(entry.kind, [a for a in (*given, *found) if before_day(a, on)], due, on)
        anew = due_of(acts)
        later = bool(anew and due and (anew.latest or "") > (due.latest or ""))
        verdict: Verdict = "renewed" if stood in REFUSED or later else "repeated"
        found.append(
            Answer(
                verdict=verdict,
                by=acts[0].actors,
                when=When(earliest=on, latest=on, value=on),
                evidence=evidence_of(acts),
                reasons=(Reason(what=RENEWED if verdict == "renewed" else REPEATED),),
                due=anew if verdict == "renewed" else None,
            )
        )
    return found


REPEATED = "the same side says it again on a later day"
RENEWED = "the same side says it anew, after it was answered or had gone by, or for a later day"


def before_day(a: Answer, on: str) -> bool:
    """Whether an answer was given before a day."""
    return bool(a.when and (a.when.latest or a.when.earliest or "9999")[:10] < on)


def due_of(acts: Sequence[Act]) -> When | None:
    """When what acts promise is due, if one of them says so; what is demanded, only if it says by when."""
    return next((a.due for a in acts if is_to_come(a) and is_deadline(a)), None)


def is_deadline(act: Act) -> bool:
    """Whether a date says by when: a demand, and a promise of a whole year, must say so ("1931 growth targets")."""
    if act.due is None or not act.due.latest:
        return False
    long = days_between(act.due.earliest or act.due.latest, act.due.latest) > QUARTER
    return bool(BY_WHEN.search(act.text)) or not (long or act.type == "REQUEST")


QUARTER = 100
"""Days that a date may cover to be a time by when, unless it says "by"."""

BY_WHEN = re.compile(
    r"\b(?:by|before|until|till|within|no later than)\s+(?:the\s+|an?\s+)?(?:end|start|beginning|middle|next|this|early|late|mid\b|"
    r"\d{4}\b|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|"
    r"July|August|September|October|November|December)|today|tomorrow|tonight|noon|midnight|(?:\w+\s+)?(?:hour|day|week|month|year)s?\b)"
    r"|\bdeadline\b"
    r"|\b(?:\d+|an?|one|two|three|four|five|six|seven|ten|twelve)\s+(?:hours?|days?|weeks?|months?|fortnight)\s+to\b"
)
"""Words for the time by which something is due."""


def is_to_come(act: Act) -> bool:
    """Whether an act names a date by which it is due, and one to come when it was reported: what is announced for the
    day itself is being done while it is told."""
    if act.due is None or not act.due.latest:
        return False
    return act.published is None or act.due.latest[:10] > act.published


def answer(verdict: str, act: Act, acts: tuple[Act, ...], why: str) -> Answer:
    """The answer that an act gives."""
    return Answer(
        verdict=verdict,  # type: ignore[arg-type]
        by=act.actors,
        when=act.when or (When(latest=act.published, value=None) if act.published else None),
        evidence=evidence_of(acts),
        reasons=(Reason(what=why),),
    )


def is_disputed(n: int, against: dict[int, set[int]], given: Sequence[Answer], book: Book) -> bool:
    """Whether another party says otherwise: a promise told by one side and refused by the other's own word,
    or a demand to which both answers are told."""
    for m in against.get(n, ()):
        # By its own word on both sides a side has moved, and disputes nothing.
        if told_by(book.entries[n].acts) or told_by(book.entries[m].acts):
            return True
    said = {a.verdict for a in given}
    return "promised" in said and bool(said & {"refused", "noted"})


def with_judgements(
    lines: Sequence[Line],
    judgements: Sequence[Judgement],
    book: Book,
    as_of: str | None,
    days: Mapping[str, str | None],
) -> list[Line]:
    """The lines with the answers that people gave. A line is found by any name it ever had; what a report shows
    that was not out yet is no answer yet."""
    by_line: dict[int, list[Judgement]] = defaultdict(list)
    names: dict[str, int] = {}
    for n, this in enumerate(lines):
        for name in names_of(this):
            names.setdefault(name, n)
    for judgement in judgements:
        if judgement.kind != "answer" or (judgement.report and judgement.report not in days):
            continue
        if (at := names.get(judgement.line or "")) is not None:
            by_line[at].append(judgement)
    done = list(lines)
    for n, given in by_line.items():
        this = lines[n]
        answers = sorted([*this.answers, *(of_person(j, book, days) for j in given)], key=order)
        due = due_of(book.entries[n].acts)
        done[n] = structs.replace(this, answers=tuple(answers), state=fold(this.kind, answers, due, as_of))
    return done


def names_of(line: Line) -> set[str]:
    """Every id that a line can have been given: one for each piece of its evidence, as any was the earliest once."""
    return {
        line.id,
        *(key("line", line.kind, e.report, e.start, e.end, e.item) for e in line.evidence if e.item),
    }


def of_person(judgement: Judgement, book: Book, days: Mapping[str, str | None]) -> Answer:
    """The answer that a person gave, dated by the report that shows it. Without one it counts whatever the day: when it was
    decided is no day of the crisis."""
    evidence: tuple[Evidence, ...] = ()
    out = None
    if judgement.report:
        start, end = judgement.span or (0, 0)
        acts = book.reports.get(judgement.report, ())
        sentence = next(
            (a.sentence for a in acts if a.sentence and a.sentence[0] <= start < a.sentence[1]), None
        )
        evidence = (Evidence(report=judgement.report, start=start, end=end, sentence=sentence),)
        out = days.get(judgement.report)
    return Answer(
        id=key("answer", judgement.id),
        verdict=judgement.verdict or "noted",  # type: ignore[arg-type]  # checked when it was judged
        by=judgement.actors,
        when=When(earliest=out, latest=out, value=out) if out else None,
        evidence=evidence,
        reasons=(Reason(what=judgement.reason or f"so decided by {judgement.author}"),),
        author=judgement.author,
        judgement=judgement.id,
    )


def with_what_is_refused(lines: Sequence[Line], found: Sequence[Entry], answered: Verdicts) -> list[Line]:
    """The lines; a refusal that only points back ("both demands") says what it refuses, and to whom."""
    refused: dict[str, list[int]] = defaultdict(list)
    for n in sorted(answered):
        for verdict, act, _, _ in answered[n]:
            if verdict == "refused":
                refused[act.id].append(n)
    done = []
    for this, entry in zip(lines, found, strict=True):
        asked = sorted({n for a in entry.acts for n in refused.get(a.id, ())})
        if this.kind == "refusal" and asked and is_pointer(entry.best):
            to = tuple(dict.fromkeys(a for n in asked for a in lines[n].by if a not in this.by))
            codes = tuple(sorted({c for n in asked for c in lines[n].codes} - set(this.codes)))
            this = structs.replace(
                this,
                text="; ".join(lines[n].text for n in asked),
                to=this.to or to,
                target_codes=this.target_codes or codes,
                related=tuple(sorted(lines[n].id for n in asked)),
            )
        done.append(this)
    return done


def is_pointer(act: Act) -> bool:
    """Whether an act names what it refuses only by a word for what was said before ("the demand", "these offers")."""
    return any(points_back(act.matter, kind) and len(act.matter.words) <= 2 for kind in ("demands", "offers"))


def related(
    lines: Sequence[Line], found: Sequence[Entry], book: Book, against: dict[int, set[int]]
) -> list[Line]:
    """The lines, each with those of the same side that say the same in other words, or the contrary."""
    done = []
    for n, this in enumerate(lines):
        near = book.near(found[n].best, [this.kind]) - {n}
        others = [
            lines[m].id
            for m in sorted(near)
            if set(lines[m].codes) == set(this.codes)
            and likeness(found[m].best.matter, found[n].best.matter) >= RELATED
        ]
        others += [lines[m].id for m in sorted(against.get(n, ()))]
        done.append(
            structs.replace(this, related=tuple(sorted({*this.related, *others}))) if others else this
        )
    return done
