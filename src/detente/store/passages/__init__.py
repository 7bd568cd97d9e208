"""The passage index of a store: which reports share which words, kept up report by report.

What is new lies in the store's own file, written with the report; what is older in sorted segments in a folder beside it,
merged as they grow. Litter and links are kept as well: what is stored follows from the reports and the judgements alone,
in whatever order and portions they came, and whatever was interrupted. Everything here can be made again (`reindex`).
"""

from __future__ import annotations

import shutil
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import inf
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
import xxhash
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from detente.errors import StoreError
from detente.model.derived import Link, Litter, Placed, Story
from detente.model.given import Report
from detente.model.judged import Judgement
from detente.model.record import key
from detente.resolve.judgements import in_force
from detente.store import tables as t
from detente.store.passages import segments
from detente.store.sqlite import recalled, unkept
from detente.weigh import VERSION, words
from detente.weigh.boilerplate import Comparable, Look, learnt, litter, teaching
from detente.weigh.index import Index, Postings, Standing, merged, standing
from detente.weigh.landmarks import Landmarks, Map
from detente.weigh.placing import placed
from detente.weigh.prints import MIX, ORDER, PRIME, WINDOW, Prints, prints
from detente.weigh.reuse import in_place, linked

if TYPE_CHECKING:
    from detente.store.sqlite import Store

RULES = f"words {words.VERSION}, runs of {ORDER}, one of {WINDOW}, seed {int(PRIME) ^ int(MIX):x}"
"""What prints are made by. Those made by other rules cannot be compared with ours."""

RECENT = 4096
"""Reports whose prints lie in the store's file; more are moved to a segment. Opened, they take 20 ms to read."""

FACTOR = 4
"""Segments of one size that are merged into one of the next: 100,000 reports lie in at most a dozen."""

PORTION = 256
"""Reports linked in one transaction: so much is done again after a crash."""

REMEMBERED = 2048
"""Reports kept ready for comparing."""


class Settled(NamedTuple):
    """What all reports share, and the litter that does not count."""

    links: tuple[Link, ...]
    litter: tuple[Litter, ...]


class Lesson(NamedTuple):
    """What was learnt of litter: from what, the litter, and which words of each report are litter now."""

    made_from: str
    litter: tuple[Litter, ...]
    masks: Mapping[str, str]


class Passages:
    """The passage index of one store. Every change is part of a transaction of the caller or its own."""

    def __init__(self, store: Store):
        self.store = store
        self.folder = store.path.with_name(store.path.name + ".passages")
        self._index: Index | None = None
        self._look: Look | None = None
        self._ready: OrderedDict[str, Comparable] = OrderedDict()
        self._change = -1
        self._recent = 0
        self._open: Connection | None = None
        self._lock = Lock()
        self._told: tuple[str, Mapping[str, str]] = "", {}
        self._map: Map | None = None

    # --- report by report -------------------------------------------------------------------------

    def take(self, connection: Connection, reports: Sequence[tuple[int, Report]]) -> None:
        """Index reports, given with the numbers of their rows, in the transaction that stores them.

        Those that came out after them are linked anew.
        """
        if not reports:
            return
        index = self.index(connection)
        last = connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = 'fingerprint'"
        ).scalar()
        rows: list[dict[str, Any]] = []
        later: set[int] = set()
        for number, (row, report) in enumerate(reports, (last or 0) + 1):
            one, found = standing(report), printed(report)
            rows.append(
                {
                    "number": number,
                    "report": row,
                    "first": one.first if one.first < inf else None,
                    "last": one.last if one.last < inf else None,
                    "words": same_words(report),
                    "hashes": found[0].astype("<u8").tobytes(),
                    "places": found[1].astype("<u4").tobytes(),
                }
            )
            later.update(index.later(one, found))
            index.add(number, one, report.outlet, found)
        connection.execute(insert(t.fingerprint), rows)
        later.update(row["number"] for row in rows)
        waits(connection, later)
        self._recent += len(rows)
        self._changed(connection)

    def drop(self, connection: Connection, report: Report) -> None:
        """Forget a report in the transaction that removes it. Its copies are linked anew, without it."""
        index = self.index(connection)
        if report.id in index.register.by_id:
            waits(connection, index.later(standing(report), printed(report)))
            index.register.remove(report.id)
            self._ready.pop(report.id, None)
            self._changed(connection)

    def _changed(self, connection: Connection) -> None:
        """Tell other processes that what they remember is old."""
        self._change += 1
        remember(connection, "passages", f"{self._change} {RULES}")

    def undone(self) -> None:
        """Forget what is remembered: a transaction was rolled back."""
        self._index, self._look, self._change, self._recent = None, None, -1, 0
        self._ready.clear()

    # --- looking up -------------------------------------------------------------------------------

    def index(self, connection: Connection) -> Index:
        """The index as it is in this transaction.

        Raises `StoreError` with the remedy if it was made by other rules, or is not whole.
        """
        change = self._last_change(connection)
        if self._index is None or change != self._change:
            self.undone()
            self._index = self._load(connection)
            self._change = change
        return self._index

    def _last_change(self, connection: Connection) -> int:
        """The number of the last change. Raises `StoreError` if the index was made by other rules."""
        kept = recalled(connection, "passages")
        change, _, rules = (kept or f"0 {RULES}").partition(" ")
        if rules != RULES:
            raise StoreError(
                f"the passage index of {self.store.path} was made by other rules ({rules}; this version: {RULES}); "
                f"{segments.REMEDY}."
            )
        return int(change)

    def _load(self, connection: Connection) -> Index:
        """The index as it is stored."""
        rows = connection.execute(select(t.segment.c.name, t.segment.c.postings).order_by(t.segment.c.name))
        index = Index(segments.read(self.folder / name, count) for name, count in rows)
        listed = select(
            t.fingerprint.c.number,
            t.report.c.id,
            t.fingerprint.c.first,
            t.fingerprint.c.last,
            t.report.c.outlet,
        ).join(t.report, t.report.c.n == t.fingerprint.c.report)
        for number, id, first, last, outlet in connection.execute(listed.order_by(t.fingerprint.c.number)):
            at = Standing(inf if first is None else first, inf if last is None else last, id)
            index.register.add(number, at, outlet)
        recent = list(recent_parts(connection))
        self._recent = len(recent)
        if recent:
            index.put(merged(recent))
        return index

    def look(self, connection: Connection) -> Look:
        """The litter as it was known when the index was asked for last, ready for marking it."""
        if self._look is None:
            self._look = Look(self.litter(connection))
        return self._look

    def litter(self, connection: Connection) -> tuple[Litter, ...]:
        """What is litter, as learnt and judged last."""
        rows = connection.execute(select(t.litter).order_by(t.litter.c.position)).mappings()
        return tuple(t.record_of(Litter, dict(row)) for row in rows)

    def reader(
        self, connection: Connection, index: Index, at_hand: Iterable[Report] = ()
    ) -> Callable[[int], Comparable]:
        """What gives a report by its number, ready for comparing."""
        look = self.look(connection)
        texts = {report.id: report for report in at_hand}

        def read(number: int) -> Comparable:
            id = index.register.id(number)
            if (known := self._ready.get(id)) is None:
                report = texts.get(id) or self.store.report(connection, id)
                known = self._ready[id] = look.at(report)
                if len(self._ready) > REMEMBERED:
                    self._ready.popitem(last=False)
            else:
                self._ready.move_to_end(id)
            return known

        return read

    @contextmanager
    def _looking(self) -> Iterator[Connection]:
        """A connection for look-ups that stays open: opening one takes longer than a look-up."""
        if self.store.connection is not None:
            with self.store.reading() as connection:
                yield connection
        else:
            if self._open is None:
                self._open = self.store.engine.connect().execution_options(asks=True)
            with self._open.begin():
                yield self._open

    def close(self) -> None:
        """Give everything back."""
        if self._open is not None:
            self._open.close()
            self._open = None
        self.undone()

    def place(self, report: Report) -> Placed:
        """What a report shares with those that are stored, and which it copies. It is not stored by this."""
        with self._lock, self._looking() as connection:
            index = self.index(connection)
            read, one = self.reader(connection, index), self.look(connection).at(report)
            same = connection.exec_driver_sql(
                "SELECT r.id FROM fingerprint f JOIN report r ON r.n = f.report WHERE f.words = ? AND r.id != ? "
                "ORDER BY r.id",
                (same_words(report), report.id),
            )
            stories = self._stories(connection)
            return placed(
                one,
                linked(one, index, read, earlier=False),
                lambda id: read(index.register.by_id[id]),
                stored=report.id in index.register.by_id,
                same=tuple(same.scalars()),
                stories=stories,
                likely=self._map.nearest(one) if self._map else None,
            )

    def _stories(self, connection: Connection) -> Mapping[str, str]:
        """The story of each report, as it was when all were weighed last; read again only when they were."""
        weighed = recalled(connection, "kept") or ""
        if self._told[0] != weighed:
            rows = connection.exec_driver_sql(
                "SELECT body FROM derived WHERE view = ? AND kind = 'stories'", (key(weighed),)
            ).scalars()
            told = [msgspec.json.decode(body, type=Story) for body in rows]
            self._told = weighed, {report: story.id for story in told for report in story.reports}
            packed = connection.exec_driver_sql(
                "SELECT body FROM derived WHERE view = ? AND kind = 'landmarks'", (key(weighed),)
            ).scalar()
            known = msgspec.json.decode(packed, type=bytes) if packed else None
            self._map = Map(Landmarks(landmarks=known)) if known else None
        return self._told[1]

    # --- what all reports share -------------------------------------------------------------------

    def settle(self, reports: Sequence[Report], judgements: Sequence[Judgement]) -> Settled:
        """Every link and what is litter, brought up to these reports, which are all there are, and the judgements.

        What was settled before is not done again, but for reports whose litter changed and those that share words with
        what came or went before them.
        """
        lesson = self._learn(reports, judgements)
        with self._writing() as connection:
            self._last_change(connection)
            self._index_missing(connection)
            if recalled(connection, "linked by") != VERSION:
                connection.execute(delete(t.link))
                waits_all(connection)
                remember(connection, "linked by", VERSION)
            if lesson is not None:
                self._heed(connection, reports, lesson)
        self.shift()
        while self._link(reports):
            pass
        with self.store.reading() as connection:
            rows = connection.execute(select(t.link)).mappings()
            links = in_place(t.record_of(Link, dict(row)) for row in rows)
            return Settled(links, self.litter(connection))

    def _index_missing(self, connection: Connection) -> None:
        """Index reports that were stored before there was an index."""
        known = select(t.fingerprint.c.report)
        missing = select(t.report.c.n, t.report.c.id).where(t.report.c.n.not_in(known))
        rows = connection.execute(missing.order_by(t.report.c.n)).all()
        for at in range(0, len(rows), PORTION):
            portion = rows[at : at + PORTION]
            self.take(connection, [(row, self.store.report(connection, id)) for row, id in portion])

    def _learn(self, reports: Sequence[Report], judgements: Sequence[Judgement]) -> Lesson | None:
        """What is litter in the reports; None if it was learnt from just these before. Nobody waits while we read."""
        told = [j.id for j in in_force(judgements) if j.kind in ("litter", "news")]
        made_from = key(VERSION, *sorted(r.id for r in teaching(reports)), "judged", *told)
        with self.store.reading() as connection:
            if recalled(connection, "litter") == made_from:
                return None
            before = self.litter(connection)
        known = litter(learnt(reports), judgements)
        look = Look(known)
        masks = {} if known == before else {r.id: mask_of(look.at(r)) for r in reports}
        return Lesson(made_from, known, masks)

    def _heed(self, connection: Connection, reports: Sequence[Report], lesson: Lesson) -> None:
        """Keep what was learnt, and have reports linked anew in which other words are litter now."""
        remember(connection, "litter", lesson.made_from)
        if lesson.litter == self.litter(connection):
            return
        connection.execute(delete(t.litter))
        if lesson.litter:
            rows = [{"position": n, **t.row_of(one)} for n, one in enumerate(lesson.litter)]
            connection.execute(insert(t.litter), rows)
        index = self.index(connection)
        self._look = Look(lesson.litter)
        self._ready.clear()
        by_id = connection.exec_driver_sql(
            "SELECT r.id, f.masked FROM fingerprint f JOIN report r ON r.n = f.report WHERE f.masked IS NOT NULL"
        )
        linked_with = {id: mask for id, mask in by_id}
        again: set[int] = set()
        for report in reports:
            if report.id in linked_with and linked_with[report.id] != lesson.masks.get(report.id):
                again.add(index.register.by_id[report.id])
                again.update(index.later(standing(report), printed(report)))
        waits(connection, again)
        self._changed(connection)

    def _link(self, reports: Sequence[Report]) -> bool:
        """Link a portion of the reports that wait; False if none did."""
        with self._writing() as connection:
            waiting = connection.execute(
                select(t.pending.c.report, t.fingerprint.c.number)
                .join(t.fingerprint, t.fingerprint.c.report == t.pending.c.report)
                .order_by(t.pending.c.report)
                .limit(PORTION)
            ).all()
            if not waiting:
                return False
            index = self.index(connection)
            read = self.reader(connection, index, reports)
            made: list[dict[str, Any]] = []
            masks = []
            for row, number in waiting:
                one = read(number)
                masks.append({"n": number, "mask": mask_of(one)})
                made += [
                    {"report": row, "position": at, **t.row_of(link)}
                    for at, link in enumerate(linked(one, index, read))
                ]
            done = [{"r": row} for row, _ in waiting]
            connection.execute(delete(t.link).where(t.link.c.report == bindparam("r")), done)
            connection.execute(delete(t.pending).where(t.pending.c.report == bindparam("r")), done)
            by_number = update(t.fingerprint).where(t.fingerprint.c.number == bindparam("n"))
            connection.execute(by_number.values(masked=bindparam("mask")), masks)
            if made:
                connection.execute(insert(t.link), made)
        return True

    # --- segments ---------------------------------------------------------------------------------

    def shift(self) -> None:
        """Move what is recent to a segment if there is much of it, and merge segments of one size."""
        if self._recent <= RECENT or str(self.store.path) == ":memory:":
            return
        with self._writing() as connection:
            index = self.index(connection)
            recent = list(recent_parts(connection))
            self.folder.mkdir(exist_ok=True)
            self._clear(connection)
            self._keep(connection, 0, known_only(index, merged(recent)))
            connection.execute(update(t.fingerprint).values(hashes=None, places=None))
            level = 0
            while len(old := of_level(connection, level)) >= FACTOR:
                parts = [segments.read(self.folder / name, count) for name, count in old]
                connection.execute(delete(t.segment).where(t.segment.c.level == level))
                level += 1
                self._keep(connection, level, known_only(index, merged(parts)))
            self._changed(connection)
        self.undone()
        with self._writing() as connection:
            self._clear(connection)

    def _keep(self, connection: Connection, level: int, part: Postings) -> None:
        """Write a segment and name it in the store."""
        last = connection.execute(select(func.max(t.segment.c.name))).scalar()
        there = [p.stem for p in self.folder.glob("*.seg")] + [str(last or "0").removesuffix(".seg")]
        name = f"{max(int(stem) for stem in there if stem.isdigit()) + 1:08}.seg"
        digest = segments.write(self.folder / name, part)
        connection.execute(
            insert(t.segment).values(name=name, level=level, postings=len(part), digest=digest)
        )

    def _clear(self, connection: Connection) -> None:
        """Remove files that the store does not name: what a crash or a merge left."""
        named = set(connection.execute(select(t.segment.c.name)).scalars())
        for path in (*self.folder.glob("*.seg"), *self.folder.glob("*.part")):
            if path.name not in named:
                path.unlink(missing_ok=True)

    def reindex(self) -> None:
        """Drop the index, so that it is made anew from the reports at the next question."""
        with self.store.writing() as connection:
            for table in (t.fingerprint, t.segment, t.pending, t.link, t.litter):
                connection.execute(delete(table))
            forgotten = ("passages", "linked by", "litter")
            connection.execute(delete(t.state).where(t.state.c.key.in_(forgotten)))
            unkept(connection)
            self.undone()
            self._index_missing(connection)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.shift()

    def check(self) -> Iterator[str]:
        """What is wrong with the index, a sentence each."""
        with self.store.reading() as connection:
            rows = connection.execute(select(t.segment.c.name, t.segment.c.digest)).all()
        for name, digest in rows:
            path: Path = self.folder / name
            if not path.exists() or segments.digest(path) != digest:
                yield f"{path}, a part of the passage index, is missing or damaged; {segments.REMEDY}"

    def _writing(self) -> Any:
        return Remembering(self)


class Remembering:
    """A transaction of the store after whose failure nothing is remembered that it did."""

    def __init__(self, passages: Passages):
        self.passages = passages
        self.inner = passages.store.writing()

    def __enter__(self) -> Connection:
        return self.inner.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool | None:
        if kind is not None:
            self.passages.undone()
        try:
            return self.inner.__exit__(kind, error, trace)
        except BaseException:
            self.passages.undone()
            raise


def remember(connection: Connection, what: str, value: str) -> None:
    """Have the store remember something under a name, and nothing else."""
    connection.execute(insert(t.state).prefix_with("OR REPLACE").values(key=what, value=value))


def waits(connection: Connection, numbers: Iterable[int]) -> None:
    """Have reports of the index linked anew."""
    rows = [(number,) for number in sorted(set(numbers))]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO pending (report) SELECT report FROM fingerprint WHERE number = ?", rows
        )


def waits_all(connection: Connection) -> None:
    """Have every report linked anew."""
    every = select(t.fingerprint.c.report)
    connection.execute(insert(t.pending).prefix_with("OR IGNORE").from_select(["report"], every))


def recent_parts(connection: Connection) -> Iterator[Postings]:
    """The postings that lie in the store's file, report by report."""
    rows = select(t.fingerprint.c.number, t.fingerprint.c.hashes, t.fingerprint.c.places)
    for number, hashes, places in connection.execute(rows.where(t.fingerprint.c.hashes.is_not(None))):
        found = np.frombuffer(hashes, "<u8").astype(np.uint64)
        numbers = np.full(len(found), number, np.uint32)
        yield Postings(found, numbers, np.frombuffer(places, "<u4").astype(np.uint32))


def of_level(connection: Connection, level: int) -> list[tuple[str, int]]:
    """The segments of a size, with their postings."""
    rows = select(t.segment.c.name, t.segment.c.postings).where(t.segment.c.level == level)
    return [(name, count) for name, count in connection.execute(rows.order_by(t.segment.c.name))]


def known_only(index: Index, part: Postings) -> Postings:
    """A part without the postings of removed reports."""
    known = index.register.known(part.reports)
    return part if known.all() else Postings(part.hashes[known], part.reports[known], part.places[known])


def printed(report: Report) -> Prints:
    """The prints of a report as they are indexed, whatever is litter in it."""
    return prints(words.words(report).ids)


def same_words(report: Report) -> str:
    """A name for all the words of a report: equal for reports that say the same, word for word."""
    return xxhash.xxh3_64_hexdigest(words.words(report).ids.tobytes())


def mask_of(one: Comparable) -> str:
    """Which words of a report are litter, and which formulas, in short."""
    marked = [np.flatnonzero(mask) for mask in (one.idle, one.formula)]
    if not any(len(places) for places in marked):
        return ""
    return "-".join(xxhash.xxh3_64_hexdigest(places.tobytes()) for places in marked)
