"""A user's words about a datum → a judgement on it that holds water, or a sentence that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from detente.ask.actors import Roll
from detente.ask.decisions import is_checked, is_rejected
from detente.ask.judging import new
from detente.ask.subjects import CHOICES, USES, Subject, Subjects, acts, number_words, value_of
from detente.errors import UsageError
from detente.model import Span
from detente.model.judged import Figure, Judgement, Move, Placed
from detente.resolve.corrections import (
    CORRECTABLE,
    OF_ACTORS,
    is_number,
    is_time,
    modes,
    reading_of,
    readings,
    with_value,
)
from detente.resolve.findings import Finding, is_finding
from detente.resolve.judgements import Identity, in_force
from detente.weigh.overruled import TELLINGS, ground

LONGEST_NOTE = 4000
"""Characters of a note."""

LONGEST_UNIT = 60
"""Characters of a unit."""

UNKNOWN = "-"
"""What is typed where the true value is not known, or nobody is meant."""

OFFERED = 5
"""Readings of a place that an error names."""

ABOUT_REPORTS = ("report", "actor", "story")
"""What can be noted, and neither accepted nor rejected."""


class Checker:
    """What a judgement on a datum is checked against."""

    def __init__(self, subjects: Subjects, roll: Callable[[], Roll]):
        """`roll`: everybody whom a correction may name; asked for when one names somebody."""
        self.subjects, self.roll = subjects, roll

    def accept(self, id: str) -> Judgement:
        """Somebody has checked the datum. Raises `UsageError` for one there is not, is rejected, or is checked already."""
        subject = self.unrejected(id, "accepted")
        if is_checked(j for j in self.standing(subject) if j.what == subject.what):
            raise UsageError(f"{subject.what} {subject.id} is accepted already.")
        return judged("accept", subject)

    def reject(self, id: str) -> Judgement:
        """The datum counts nowhere. Raises `UsageError` for one there is not, for what is rejected already, and for the answer
        that a person gave."""
        subject = self.unrejected(id, "rejected")
        given = self.subjects.given(subject.id)
        if given is not None:
            raise UsageError(
                f"answer {subject.id} was given by {given.author}; `detente undo {(given.judgement or '')[:8]}` takes it back."
            )
        return judged("reject", subject)

    def note(self, id: str, words: str) -> Judgement:
        """What is to be known of a datum, a report, an actor or a story. Raises `UsageError` for no words, or too many."""
        words = words.replace("\r\n", "\n").strip()
        if not words:
            raise UsageError("a note needs words.")
        if len(words) > LONGEST_NOTE:
            raise UsageError(f"a note has at most {LONGEST_NOTE:,} characters, and this one {len(words):,}.")
        return judged("note", self.subject(id), value=words)

    def correct(self, id: str, values: Mapping[str, str]) -> list[Judgement]:
        """Those fields of what was read from a report are so (`-`: unknown). Of a claim, of all it was read from.

        Raises `UsageError` for a datum that is not read from reports, for a field it has not, for a value that it cannot
        have, alone or beside the others, and where it is so already.
        """
        if not values:
            raise UsageError("say what is to be corrected, and what it is.")
        subject = self.unrejected(id, "corrected")
        found = self.readings(subject)
        what = found[0].what
        if wrong := [field for field in values if field not in CORRECTABLE[what]]:
            raise UsageError(
                f"a {what} has no “{wrong[0][:80]}” to correct; there are: {', '.join(CORRECTABLE[what])}."
            )
        if what == "mention":
            (at,), (value,) = subject.grounds, values.values()
            actor = one(self.actors(value), value)
            return [new("correct", actors=(actor,), report=at.report, span=Span(at.start, at.end))]
        made, records = [], [f.record for f in found]
        for field in sorted(values, key=CORRECTABLE[what].index):
            actors = self.actors(values[field]) if field in OF_ACTORS else ()
            if field == "holder" and actors:
                actors = (one(actors, values[field]),)
            checked = (
                ", ".join(actors) or None
                if field in OF_ACTORS
                else checked_value(records[0], field, values[field])
            )
            if all(value_of(record, field) == checked for record in records):
                raise UsageError(f"{field} of {subject.what} {subject.id} is {checked or 'unknown'} already.")
            records = [with_value(record, field, checked) for record in records]
            made.append(
                judged("correct", subject, field=field, value=None if actors else checked, actors=actors)
            )
        for record in records:
            refuse_misfits(record)
        return made

    # --- what is meant ----------------------------------------------------------------------------

    def subject(self, id: str) -> Subject:
        """What an id, or its beginning, means. Raises `UsageError` if nothing, or more than one thing."""
        if (found := self.subjects.find(id.strip())) is None:
            raise UsageError(f"no single datum has an id that begins with “{id[:80]}”; `--codes` shows ids.")
        return found

    def unrejected(self, id: str, done: str) -> Subject:
        """A datum that counts. Raises `UsageError` for a report, an actor or a story, and for what is rejected."""
        subject = self.subject(id)
        if subject.what in ABOUT_REPORTS:
            raise UsageError(
                f"{subject.what} {subject.id} can have notes, but cannot be {done}; name a datum of it."
            )
        standing = self.standing(subject)
        if not is_rejected(standing) and is_finding(subject.what) and not self.subjects.readings(subject):
            raise UsageError(
                f"{subject.what} {subject.id} is rejected with what the same words were read as."
            )
        if is_rejected(standing):
            by = next(j for j in standing if j.kind == "reject")
            raise UsageError(
                f"{subject.what} {subject.id} was rejected by {by.author}; `detente undo {by.id[:8]}` takes that back."
            )
        return subject

    def standing(self, subject: Subject) -> tuple[Judgement, ...]:
        """What was decided about it so far."""
        return self.subjects.decisions.on(subject.id, subject.what, map(ground, subject.grounds))

    def readings(self, subject: Subject) -> list[Finding]:
        """What is to be corrected: the datum itself, or all that a claim was read from, if that is of one kind.

        Raises `UsageError` where there is nothing to correct.
        """
        if not is_finding(subject.what) and subject.what not in TELLINGS:
            raise UsageError(
                f"{subject.what} {subject.id} follows from what reports say; reject it, or correct what was read from "
                f"its sentences: `detente why {subject.id[:8]}` names it."
            )
        found = [f for _, f in self.subjects.readings(subject)]
        if len({f.what for f in found}) != 1:
            ids = ", ".join(f"{f.what} {f.id}" for f in found[:OFFERED]) or "nothing that is there now"
            raise UsageError(f"{subject.what} {subject.id} was read from {ids}; correct one of these.")
        return found

    def actors(self, words: str) -> tuple[str, ...]:
        """The actors that words name, with commas between them; none for `-`.

        Raises `UsageError` for one there is not, and for no words.
        """
        if not words.strip():
            raise UsageError(f"say who it is (an id, a state’s code or a name), or {UNKNOWN} for nobody.")
        if words.strip() == UNKNOWN:
            return ()
        roll, identity = self.roll(), Identity(in_force(self.subjects.decisions.every))
        roll.here |= {actor for j in self.subjects.decisions.every for actor in j.actors}
        return tuple(dict.fromkeys(identity.now(roll.actor(w)) for w in words.split(",") if w.strip()))


def judged(kind: str, subject: Subject, **what: object) -> Judgement:
    """A judgement on a subject, still without author and time."""
    return new(
        kind,
        datum=subject.id,
        what=subject.what,
        words=subject.words or None,
        grounds=subject.grounds,
        reports=subject.reports,
        **what,
    )


def one(actors: Sequence[str], words: str) -> str:
    """The only actor. Raises `UsageError` where there are several, or none."""
    if len(actors) != 1:
        raise UsageError(f"“{words}” is not one actor; name one.")
    return actors[0]


def checked_value(record: Placed | Move, field: str, words: str) -> str | None:
    """A value in the form in which it is kept; null for unknown. Raises `UsageError` for one that the field cannot have."""
    words = words.strip()
    if not words:
        raise UsageError(f"say what the {field} is, or {UNKNOWN} if that is not known.")
    kind = type(record).__name__.lower()
    if words == UNKNOWN and (kind, field) in MAY_BE_UNKNOWN:
        return None
    match kind, field:
        case "time", "value":
            return checked_time(words)
        case "move", "when" | "due":
            return checked_time(words)
        case "figure", "low" | "high":
            return checked_number(words)
        case "figure", "unit":
            if len(words) > LONGEST_UNIT:
                raise UsageError(f"a unit has at most {LONGEST_UNIT} characters.")
            return " ".join(words.split())
        case "place", "reading":
            return checked_reading(words)
        case "move", "mode":
            return among(words, field, modes(getattr(record, "type", None)))
        case "statement", "act":
            return among(words, field, acts())
        case _, "use":
            return among(words, field, USES[kind])
        case _:
            return among(words, field, CHOICES[field])


MAY_BE_UNKNOWN = frozenset({
    ("move", "mode"), ("move", "when"), ("move", "due"), ("figure", "low"), ("figure", "high"), ("figure", "unit"),
    ("place", "reading"),
})  # fmt: skip
"""What may be null: a figure without a bound is open on that side, a place may be on no map."""


def among(words: str, field: str, allowed: Sequence[str]) -> str:
    """A word of a list, capitals or not. Raises `UsageError` with the list."""
    same = [w for w in allowed if w.casefold() == words.casefold()]
    if not same:
        there = (
            f"there are: {', '.join(allowed)}" if allowed else f"this one has none; {UNKNOWN} takes it away"
        )
        raise UsageError(f"“{words[:80]}” is no {field}; {there}.")
    return same[0]


def checked_time(words: str) -> str:
    """A value of time. Raises `UsageError` for what is none."""
    if not is_time(words):
        raise UsageError(
            f"“{words[:80]}” is no time; write 2022-01-25, 2022-01, 2022-W04, 2022-01-25T10:00Z or "
            "2022-01-24/2022-01-30."
        )
    return words


def checked_number(words: str) -> str:
    """A number. Raises `UsageError` for what is none."""
    plain = "".join(words.replace(",", "").split())
    if not is_number(plain):
        raise UsageError(f"“{words[:80]}” is no number; write 8500 or 8,500.")
    return number_words(float(plain))


def checked_reading(words: str) -> str:
    """One place of the gazetteer. Raises `UsageError` where there is none of that name, or more than one."""
    found = readings(words)
    if not found:
        raise UsageError(f"“{words[:80]}” is no place that we know; {UNKNOWN} says that it is on no map.")
    if len(found) > 1:
        offered = "; ".join(reading_of(e) for e in found[:OFFERED])
        raise UsageError(f"“{words[:80]}” may be several places; write one of them in full: {offered}.")
    return reading_of(found[0])


def refuse_misfits(record: Placed | Move) -> None:
    """Raises `UsageError` for a finding whose fields do not go together."""
    if isinstance(record, Figure) and None not in (record.low, record.high) and record.low > record.high:  # type: ignore[operator]  # neither is None here
        raise UsageError(
            f"a figure from {record.low:g} to {record.high:g} is none; correct the other bound with it."
        )
