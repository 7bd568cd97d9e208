"""One SQLite file: WAL, one writer at a time, schema and migrations in one transaction."""

from __future__ import annotations

import hashlib
import sqlite3 as standard
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_origin

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    delete,
    event,
    exc,
    func,
    insert,
    select,
)
from sqlalchemy import text as sql
from sqlalchemy.pool import QueuePool

from detente.errors import StoreError
from detente.model import Record, Span, judged, key
from detente.model.found import Findings
from detente.model.given import Passage, Published, Reject, Report
from detente.read.encodings import storable
from detente.store import tables as t

if TYPE_CHECKING:
    from detente.store.passages import Passages

R = TypeVar("R", bound=Record)
T = TypeVar("T")

HEAD = "0010"
"""The newest migration this version knows."""

PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "synchronous=FULL",
    "secure_delete=ON",
)
"""What every connection is told. What is deleted is overwritten: adding 5,000 reports takes no longer for it."""

BUSY_SECONDS = 5.0
"""How long we wait for another writer."""

PLAIN = ("id", "name", "text", "title", "url", "outlet", "credit", "language")
"""Columns of a report that are as its record has them."""

AT_ONCE = 500
"""Values looked up by one statement: older SQLite takes no more than 999."""

OPEN, MORE = 4, 60
"""Connections that stay open, for opening one takes ten times as long as a look-up; and those that may be open besides."""

SHORT = 64
"""Characters of a value that other rows may have too."""

PORTION = 2000
"""Rows of what was derived that are written in one transaction: a tenth of a second."""

DAYS_KEPT = 8
"""Days for which what was known then is kept beside what is known now."""

FEW = 20
"""Reports that are looked through for something whose id begins so: with more, it is nothing single anyway."""

LAST = "\U0010ffff"
"""Behind every character that an id has."""

Recalled = dict[str, tuple[Sequence[int], tuple[Any, ...]]]
"""By kind: what tells the words apart in which records are kept (64 bits each), and the records."""

NOT_A_STORE = "file is not a database"


def driver() -> ModuleType:
    """`pysqlite3` where it is installed, else the standard library's `sqlite3`.

    Debian 12 ships SQLite 3.40.1, whose WAL can be corrupted by a checkpoint race (mended in 3.51.3).
    """
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return standard
    return dbapi2  # type: ignore[no-any-return]


def open_store(path: str | Path, *, write: bool = True) -> Store:
    """The store in that file; made if it is not there.

    Raises `StoreError` with the remedy if it cannot be opened, is no store, or is of a newer version.
    """
    path = Path(path)
    if str(path) != ":memory:":
        check_path(path, write)
    store = Store(path, engine_for(path))
    try:
        store.prepare()
    except (exc.DBAPIError, OSError) as error:
        store.close()
        raise trouble(path, error) from error
    return store


def check_path(path: Path, write: bool) -> None:
    """Say what is wrong with the path before SQLite says it worse."""
    try:
        if path.is_dir():
            raise StoreError(
                f"{path} is a folder; name a file for the store, such as {path / 'crisis.detente'}."
            )
        if path.exists() and not path.is_file():
            raise StoreError(f"{path} is no regular file; name another for the store with --store.")
        if not path.exists() and not write:
            raise StoreError(
                f"there is no store {path}; make one with `detente --store {path} add REPORTS…`."
            )
        if not path.parent.is_dir():
            raise StoreError(
                f"there is no folder {path.parent} for the store; make it, or name another with --store."
            )
    except OSError as error:
        raise trouble(path, error) from error


def engine_for(path: Path) -> Engine:
    """An engine whose transactions begin as writers, so that two never meet half-way; but for those that only ask."""
    dbapi = driver()

    def connect() -> Any:
        connection = dbapi.connect(
            str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://", module=dbapi, creator=connect, poolclass=QueuePool, pool_size=OPEN, max_overflow=MORE
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        asks = connection.get_execution_options().get("asks")
        connection.exec_driver_sql("BEGIN" if asks else "BEGIN IMMEDIATE")

    return engine


def trouble(path: Path, error: Exception) -> StoreError:
    """What went wrong with the store, in one sentence with the remedy."""
    words = str(getattr(error, "orig", error))
    if NOT_A_STORE in words:
        return StoreError(f"{path} is not a Détente store; name another file with --store.")
    if "malformed" in words:
        return StoreError(
            f"{path} is damaged; take a copy made before, or add the reports to a new store (--store)."
        )
    if "locked" in words or "busy" in words:
        return StoreError(f"{path} is being written by another process; try again when it is done.")
    if "readonly" in words or "unable to open" in words or isinstance(error, PermissionError):
        return StoreError(
            f"{path} cannot be written; check the rights of the file and its folder, or name another with --store."
        )
    if "full" in words:
        return StoreError(
            f"no room left for {path}; what was stored before is whole. Make room and run it again."
        )
    return StoreError(f"{path}: {words}.")


class Store:
    """Reports, what they say, and what follows, in one file. Close it, or use it in a `with`."""

    def __init__(self, path: Path, engine: Engine):
        self.path, self.engine = path, engine
        self._passages: Passages | None = None
        self.connection = engine.connect() if str(path) == ":memory:" else None
        self._watching: Any = None
        self._watched = Lock()
        self._seen: dict[str, tuple[int, Any]] = {}

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        if self._passages is not None:
            self._passages.close()
        if self.connection is not None:
            self.connection.close()
        with self._watched:
            if self._watching is not None:
                self._watching.close()
                self._watching = None
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is stored, or nothing."""
        try:
            if self.connection is not None:
                with self.connection.begin():
                    yield self.connection
            else:
                with self.engine.begin() as connection:
                    yield connection
        except exc.DBAPIError as error:
            raise trouble(self.path, error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions: all see one whole state, and hold off no writer."""
        try:
            if self.connection is not None:
                with self.connection.begin():
                    yield self.connection
            else:
                with self.engine.connect().execution_options(asks=True) as connection:
                    yield connection
        except exc.DBAPIError as error:
            raise trouble(self.path, error) from error

    def changes(self) -> int | None:
        """A number that is another once anybody wrote to the file since, had in a hundredth of the time of a question; null where
        that cannot be told, for a store in memory."""
        if self.connection is not None:
            return None
        with self._watched:
            if self._watching is None:
                # A connection of its own, which writes nothing: it is told of what others wrote.
                self._watching = driver().connect(
                    str(self.path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
                )
            return int(self._watching.execute("PRAGMA data_version").fetchone()[0])

    def unchanged(self, name: str, read: Callable[[], T]) -> T:
        """What is read, under a name; read anew only if somebody wrote since. Every page asks for the judgements: with that, a tenth
        to a third more pages are answered."""
        changes = self.changes()
        if changes is None:
            return read()
        known = self._seen.get(name)
        if known is None or known[0] != changes:
            known = self._seen[name] = (changes, read())
        return cast(T, known[1])

    # --- schema -----------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Bring the schema to this version, in one transaction."""
        version = self.version()
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise StoreError(
                f"{self.path} was written by a newer Détente (schema {version}, this one knows {HEAD}); upgrade Détente."
            )
        if str(self.path) != ":memory:":
            # Not through a connection of SQLAlchemy: it begins a transaction, in which the mode cannot be set.
            with closing(self.engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA journal_mode=WAL")
        from detente.store.migrations import upgrade

        with self.writing() as connection:
            upgrade(connection)

    def version(self) -> str | None:
        """The schema's version; None for an empty file.

        Raises `StoreError` for a database that is somebody else's.
        """
        with self.reading() as connection:
            names = {r[0] for r in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
            if "alembic_version" in names:
                found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
                return str(found) if found else None
        if names:
            raise StoreError(f"{self.path} is not a Détente store; name another file with --store.")
        return None

    # --- reports ----------------------------------------------------------------------------------

    def ids(self) -> frozenset[str]:
        """The ids of all reports, without their texts."""
        with self.reading() as connection:
            return frozenset(connection.execute(select(t.report.c.id)).scalars())

    def add(self, read: Iterable[tuple[Report, judged.Analysis]], memory: Readings | None = None) -> int:
        """Store reports with their analyses in one transaction; known ones are left as they are.

        Gives the number that was new.
        """
        batch = Batch()
        try:
            with self.writing() as connection:
                batch.write(connection, read)
                self.passages.take(connection, batch.reports)
                if memory is not None:
                    memory.flush(connection)
        except BaseException:
            self.passages.undone()
            raise
        self.passages.shift()
        return len(batch.reports)

    @property
    def passages(self) -> Passages:
        """The index of what reports share."""
        if self._passages is None:
            from detente.store.passages import Passages

            self._passages = Passages(self)
        return self._passages

    def remove(self, id: str, readings: Sequence[str] = ()) -> bool:
        """Remove a report with all that was found in it, in one transaction; False if there is none.

        Of its words nothing is left in the file: `readings` names what is remembered of its passages and goes with it, and the
        index of words is written anew, .04 s in a store of 5,000 reports. Copies of the file made before keep what they hold.
        """
        try:
            with self.writing() as connection:
                row = connection.execute(select(t.report.c.n).where(t.report.c.id == id)).scalar()
                if row is None:
                    return False
                report = self.report(connection, id)
                self.passages.drop(connection, report)
                unsearched(connection, row, report)
                connection.execute(delete(t.report).where(t.report.c.n == row))
                if readings:
                    gone = delete(t.reading).where(t.reading.c.key == bindparam("gone"))
                    connection.execute(gone, [{"gone": key} for key in readings])
                unkept(connection)
                connection.execute(sql("INSERT INTO words(words) VALUES ('optimize')"))
        except BaseException:
            self.passages.undone()
            raise
        self._emptied()
        return True

    def _emptied(self) -> None:
        """Have what waits in the log beside the file written to it, and the log emptied, unless others read."""
        if self.connection is None:
            with closing(self.engine.raw_connection()) as raw:
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def report(self, connection: Connection, id: str) -> Report:
        """One report by its id, which must be there."""
        plain = f"SELECT n, published, {', '.join(PLAIN)} FROM report WHERE id = ?"
        row = connection.exec_driver_sql(plain, (id,)).mappings().one()
        passages = connection.exec_driver_sql(
            'SELECT start, "end", role FROM passage WHERE report = ? ORDER BY start', (row["n"],)
        )
        return report_of(
            dict(row), [Passage(start=start, end=end, role=role) for start, end, role in passages]
        )

    def reports(self) -> list[Report]:
        """Every report, by publication time and id: never by arrival."""
        with self.reading() as connection:
            return [report_of(row, passages) for row, passages in with_passages(connection)]

    def analyses(self) -> list[judged.Analysis]:
        """Every analysis, in the order of `reports`."""
        return [analysis for _, analysis in self.read()]

    def read(self, ids: Sequence[str] | None = None) -> list[tuple[Report, judged.Analysis]]:
        """Reports with what was found in them, in the order of `reports`: those of these ids, or all."""
        with self.reading() as connection:
            if ids is None:
                return list(read_from(connection, None))
            return [known for portion in portions(ids, AT_ONCE) for known in read_from(connection, portion)]

    def holders(self, id: str) -> list[str]:
        """The reports in which a statement or a move was found that has this id, or one that begins so."""
        found: set[str] = set()
        with self.reading() as connection:
            for name in ("statements", "moves"):
                table = t.FINDINGS[name][1]
                begins = (table.c.id >= id) & (table.c.id < id + LAST)
                rows = select(t.report.c.id).join(table, table.c.report == t.report.c.n).where(begins)
                found.update(connection.execute(rows.distinct().limit(FEW)).scalars())
        return sorted(found)

    # --- rejects ----------------------------------------------------------------------------------

    def reject(self, rejects: Iterable[Reject]) -> None:
        """Keep what could not be read, each once."""
        with self.writing() as connection:
            for r in rejects:
                row = {**t.row_of(r), "known_at": now()}
                here = (
                    (t.reject.c.name == r.name)
                    & (t.reject.c.reason == r.reason)
                    & t.reject.c.place.is_(r.place)
                )
                if r.place is not None:
                    here = (
                        (t.reject.c.name == r.name)
                        & (t.reject.c.reason == r.reason)
                        & (t.reject.c.place == r.place)
                    )
                if not connection.execute(select(t.reject.c.n).where(here)).first():
                    connection.execute(insert(t.reject).values(row))

    def rejects(self) -> list[Reject]:
        """What could not be read, in order of arrival."""
        return list(self.unchanged("rejects", self._rejects))

    def _rejects(self) -> list[Reject]:
        with self.reading() as connection:
            rows = connection.execute(select(t.reject).order_by(t.reject.c.n)).mappings()
            return [t.record_of(Reject, dict(row)) for row in rows]

    # --- judgements -------------------------------------------------------------------------------

    def judge(self, judgement: judged.Judgement) -> None:
        """Keep a judgement, for ever."""
        with self.writing() as connection:
            connection.execute(insert(t.judgement).values(t.row_of(judgement)))

    def judgements(self) -> list[judged.Judgement]:
        """Every judgement, in the order they were made; those taken back too."""
        return list(self.unchanged("judgements", self._judgements))

    def _judgements(self) -> list[judged.Judgement]:
        with self.reading() as connection:
            rows = connection.execute(select(t.judgement).order_by(t.judgement.c.n)).mappings()
            return [t.record_of(judged.Judgement, dict(row)) for row in rows]

    # --- what follows -----------------------------------------------------------------------------

    def contents(self) -> str:
        """A digest of what is stored: equal for equal reports, whatever the order of arrival."""
        with self.reading() as connection:
            ids = connection.execute(select(t.report.c.id, t.report.c.digest).order_by(t.report.c.id)).all()
        return hashlib.sha256("\n".join(f"{i} {d}" for i, d in ids).encode()).hexdigest()

    def stamp(self) -> str:
        """What changes with every report and judgement, had at once: to tell whether something is new."""
        with self.reading() as connection:
            reports = connection.execute(select(t.state.c.value).where(t.state.c.key == "passages")).scalar()
            judgements = connection.execute(select(func.max(t.judgement.c.n))).scalar()
        return f"{reports or ''} {judgements or 0}"

    def last_day(self) -> str | None:
        """The last day on which a report came out or may first have come out; null if no report has a date."""
        with self.reading() as connection:
            last = connection.execute(select(func.max(t.report.c.published_earliest))).scalar()
        return str(last)[:10] if last else None

    def arrivals(self, ids: Sequence[str]) -> dict[str, str]:
        """When reports were added (UTC, ISO 8601), by their ids."""
        found: dict[str, str] = {}
        with self.reading() as connection:
            for portion in portions(ids, AT_ONCE):
                rows = select(t.report.c.id, t.report.c.known_at).where(t.report.c.id.in_(portion))
                found |= {row.id: row.known_at for row in connection.execute(rows)}
        return found

    def added_after(self, time: str) -> frozenset[str]:
        """The reports that were added after a time (UTC, ISO 8601), by their ids."""
        with self.reading() as connection:
            return frozenset(
                connection.execute(select(t.report.c.id).where(t.report.c.known_at > time)).scalars()
            )

    def keep(self, found: Sequence[Record], made_from: str, view: str = "") -> None:
        """Store what was derived for a view (a day; empty: now); what that view was before goes.

        The fields of the records become rows, those of a tuple one each, so no two records may have a field of one name.
        """
        kept = False
        while not kept:
            kept = self._keep(found, made_from, view)

    def _keep(self, found: Sequence[Record], made_from: str, view: str) -> bool:
        """The same, once; false if somebody who kept something else meanwhile took part of it for litter."""
        rows, written = derived_rows(found, key(made_from)), 0
        # Portion by portion, so that whoever adds reports meanwhile waits for none of it long.
        while portion := list(islice(rows, PORTION)):
            with self.writing() as connection:
                connection.exec_driver_sql("INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)", portion)
            written += len(portion)
        with self.writing() as connection:
            there = select(func.count()).select_from(t.derived).where(t.derived.c.view == key(made_from))
            if connection.execute(there).scalar_one() != written:
                return False
            connection.execute(delete(t.state).where(t.state.c.key == kept_as(view)))
            connection.execute(insert(t.state).values(key=kept_as(view), value=made_from))
            days = connection.exec_driver_sql(
                "SELECT key FROM state WHERE key LIKE 'kept %' ORDER BY rowid DESC"
            ).scalars()
            for day in list(days)[DAYS_KEPT:]:
                connection.execute(delete(t.state).where(t.state.c.key == day))
            left = connection.exec_driver_sql(
                "SELECT value FROM state WHERE key = 'kept' OR key LIKE 'kept %'"
            ).scalars()
            connection.execute(delete(t.derived).where(t.derived.c.view.not_in([key(x) for x in left])))
        return True

    def kept_under(self, view: str = "") -> str | None:
        """What was derived for a view was made from this; None if nothing is kept for it."""
        with self.reading() as connection:
            return recalled(connection, kept_as(view))

    def kept(
        self, made_from: str, record: type[R], view: str = "", known: Recalled | None = None
    ) -> R | None:
        """What was derived for a view from just this; None if it must be derived anew.

        `known`: what another view was read as. Records that are the same in both are one, and not made again; it is given what
        was read now. Of 20,000 reports, a second view of the same takes 4 MB so instead of 80, and half of the time.
        """
        found: dict[str, Any] = {}
        known = {} if known is None else known
        with self.reading() as connection:
            if recalled(connection, kept_as(view)) != made_from:
                return None
            for kind, hint in t.hints(record).items():
                rows = connection.exec_driver_sql(
                    "SELECT body FROM derived WHERE view = ? AND kind = ? ORDER BY position",
                    (key(made_from), kind),
                )
                # Row by row: decoding all at once would keep every other thread waiting.
                if get_origin(hint) is tuple:
                    decode = msgspec.json.Decoder(get_args(hint)[0]).decode
                    same = dict(zip(*known.get(kind, ((), ())), strict=True))
                    prints, records = array("q"), list[Any]()
                    for (body,) in rows:
                        prints.append(printed := hash(body))
                        records.append(same[printed] if printed in same else decode(body))
                    found[kind] = tuple(records)
                    known[kind] = prints, found[kind]
                elif (body := rows.scalar()) is not None:
                    found[kind] = msgspec.json.decode(body, type=hint)
        return record(**found)

    # --- search -----------------------------------------------------------------------------------

    def search(self, query: str, *, limit: int = 20, until: str | None = None) -> list[tuple[str, Span]]:
        """Passages with all the words of the query, newest report first: report id and span. `until` (ISO date): of
        reports that can have been out by that day."""
        words = " ".join('"' + w.replace('"', '""') + '"' for w in storable(query).split() if w.strip('"'))
        if not words:
            return []
        found = sql(
            'SELECT r.id, p.start, p."end" FROM words w JOIN passage p ON p.n = w.rowid JOIN report r ON r.n = p.report '
            "WHERE words MATCH :words AND p.role != 'litter' "
            "AND (:until IS NULL OR r.published_earliest IS NULL OR r.published_earliest < :until) ORDER BY r.published_earliest DESC, r.id, p.start LIMIT :limit"
        )
        with self.reading() as connection:
            return [
                (i, Span(a, b))
                for i, a, b in connection.execute(
                    found, {"words": words, "limit": limit, "until": until and f"{until}U"}
                )
            ]

    # --- health -----------------------------------------------------------------------------------

    def check(self) -> list[str]:
        """What is wrong with the file, a sentence each; empty if it is whole."""
        wrong = []
        with self.reading() as connection:
            verdict = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
            wrong += [f"SQLite says: {line}" for line in verdict if line != "ok"]
            for row in connection.execute(
                select(t.report.c.id, t.report.c.name, t.report.c.text, t.report.c.digest)
            ):
                if digest(row.text) != row.digest:
                    wrong.append(f"the text of report {row.id} ({row.name}) is not the one that was added")
        return [*wrong, *self.passages.check()]

    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in t.metadata.sorted_tables
            }


class Readings(MutableMapping[str, Findings]):
    """Findings of passages already read, kept in the store. New ones wait until `flush`."""

    def __init__(self, store: Store):
        self.store, self.new = store, dict[str, Findings]()
        self.seen: dict[str, Findings | None] = {}

    def __getitem__(self, key: str) -> Findings:
        self.foresee([key])
        if (found := self.new.get(key) or self.seen.get(key)) is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        self.foresee([key])
        return key in self.new or self.seen.get(key) is not None

    def foresee(self, names: Collection[str]) -> None:
        """Look up what the store remembers of passages: many at once, and each only once until `flush`."""
        unknown = [key for key in dict.fromkeys(names) if key not in self.seen and key not in self.new]
        if unknown:
            self.seen |= dict.fromkeys(unknown)
            with self.store.reading() as connection:
                for portion in portions(unknown, AT_ONCE):
                    found = select(t.reading.c.key, t.reading.c.findings).where(t.reading.c.key.in_(portion))
                    for key, body in connection.execute(found):
                        self.seen[key] = msgspec.msgpack.decode(body, type=Findings)

    def __setitem__(self, key: str, findings: Findings) -> None:
        self.new[key] = findings

    def __delitem__(self, key: str) -> None:
        del self.new[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.new)

    def __len__(self) -> int:
        return len(self.new)

    def flush(self, connection: Connection) -> None:
        """Write what is new."""
        rows = [{"key": k, "findings": msgspec.msgpack.encode(f)} for k, f in self.new.items()]
        if rows:
            connection.execute(insert(t.reading).prefix_with("OR IGNORE"), rows)
        self.new.clear()
        self.seen.clear()


class Batch:
    """Rows of many reports, written table by table: one statement a table instead of one a row."""

    def __init__(self) -> None:
        self.reports: list[tuple[int, Report]] = []
        """Those that were new, with the numbers of their rows."""
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def write(self, connection: Connection, read: Iterable[tuple[Report, judged.Analysis]]) -> None:
        """Store reports with all that was found; known ones are left as they are."""
        known = select(t.report.c.n).where(t.report.c.id == bindparam("id"))
        n = free(connection, t.report.c.n)
        at = free(connection, t.passage.c.n)
        seen: set[str] = set()
        for report, analysis in read:
            if report.id in seen or connection.execute(known, {"id": report.id}).first():
                continue
            seen.add(report.id)
            self.take(n + len(self.reports), at + len(self.rows.get("passage", ())), report, analysis)
        for name, rows in self.rows.items():
            if name == "words":
                connection.execute(sql("INSERT INTO words(rowid, text) VALUES (:at, :words)"), rows)
            else:
                connection.execute(insert(t.metadata.tables[name]), rows)

    def take(self, n: int, at: int, report: Report, analysis: judged.Analysis) -> None:
        """Make the rows of a report: its own has number n, its passages those from `at` on."""
        published = analysis.published or report.published
        row = {
            **{field: getattr(report, field) for field in PLAIN},
            "n": n,
            "digest": digest(report.text),
            "published": encoded(report.published),
            "judged": encoded(analysis.published),
            "published_earliest": published.earliest if published else None,
            "sentences": msgspec.json.encode(analysis.sentences).decode(),
            "known_at": now(),
        }
        self.reports.append((n, report))
        self.put("report", [row])
        self.put(
            "passage", [{"n": at + k, "report": n, **t.row_of(p)} for k, p in enumerate(report.passages)]
        )
        self.put(
            "words", [{"at": at + k, "words": report.quote(p.span)} for k, p in enumerate(report.passages)]
        )
        for name, (_, table) in t.FINDINGS.items():
            found = enumerate(getattr(analysis, name))
            self.put(table.name, [{"report": n, "position": k, **t.row_of(item)} for k, item in found])

    def put(self, table: str, rows: list[dict[str, Any]]) -> None:
        """Take in rows, if there are any."""
        if rows:
            self.rows.setdefault(table, []).extend(rows)


def portions(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The items, so many at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))


def free(connection: Connection, numbers: Column[Any]) -> int:
    """The first number that no row has, nor any after it."""
    return int(connection.execute(select(func.max(numbers))).scalar() or 0) + 1


def unsearched(connection: Connection, row: int, report: Report) -> None:
    """Take the words of a report out of the search."""
    found = select(t.passage.c.n, t.passage.c.start, t.passage.c.end).where(t.passage.c.report == row)
    rows = [{"at": n, "words": report.quote((a, b))} for n, a, b in connection.execute(found)]
    if rows:
        gone = sql("INSERT INTO words(words, rowid, text) VALUES ('delete', :at, :words)")
        connection.execute(gone, rows)


def recalled(connection: Connection, what: str) -> str | None:
    """What the store remembers under a name."""
    found = connection.exec_driver_sql("SELECT value FROM state WHERE key = ?", (what,)).scalar()
    return None if found is None else str(found)


def kept_as(view: str) -> str:
    """Under what name the store remembers what a view was made from."""
    return f"kept {view}".strip()


def unkept(connection: Connection) -> None:
    """Forget what was derived."""
    connection.execute(delete(t.derived))
    connection.exec_driver_sql("DELETE FROM state WHERE key = 'kept' OR key LIKE 'kept %'")


def derived_rows(found: Sequence[Record], name: str) -> Iterator[tuple[str, str, int, str]]:
    """The rows of what was derived: a row for each record of a list, and for each other field."""
    encode = msgspec.json.Encoder().encode
    for record in found:
        for kind in record.__struct_fields__:
            value = getattr(record, kind)
            for n, item in enumerate(value if isinstance(value, tuple) else (value,)):
                yield name, kind, n, encode(item).decode()


Row = Mapping[str, Any]


def with_passages(
    connection: Connection, ids: Sequence[str] | None = None
) -> list[tuple[Row, list[Passage]]]:
    """The rows of reports with their passages, by publication time and id: those of these ids, or all."""
    rows = [dict(row) for row in rows_of(connection, t.report, "id", ids, "published_earliest, id")]
    numbers = None if ids is None else [row["n"] for row in rows]
    passages = records_of(connection, t.passage, Passage, "start", numbers)
    return [(row, passages.get(row["n"], [])) for row in rows]


def records_of(
    connection: Connection, table: Table, record: type[R], order: str, numbers: Sequence[int] | None
) -> dict[int, list[R]]:
    """The records of a table by the number of their report: those of these reports, or all."""
    found: dict[int, list[R]] = {}
    for row in rows_of(connection, table, "report", numbers, f"report, {order}"):
        found.setdefault(row["report"], []).append(t.record_of(record, row))
    return found


def rows_of(
    connection: Connection, table: Table, column: str, values: Sequence[Any] | None, order: str
) -> Iterator[Row]:
    """Rows of a table in an order: those with one of these values in a column, or all.

    In SQL of our own: composing a statement takes SQLAlchemy as long as SQLite takes to answer it. Words that are the same
    in many rows (a type, an actor) are one object: 20,000 feed items with what they say take 103 MB instead of 125.
    """
    shared: dict[str, str] = {}
    names = [column.name for column in table.columns]
    only = "" if values is None else f" WHERE {column} IN ({', '.join('?' * len(values))})"
    quoted = ", ".join(f'"{name}"' for name in names)
    asked = f'SELECT {quoted} FROM "{table.name}"{only} ORDER BY {order}'
    for row in connection.exec_driver_sql(asked, tuple(values or ())):
        same = [shared.setdefault(x, x) if type(x) is str and len(x) < SHORT else x for x in row]
        yield dict(zip(names, same, strict=True))


def read_from(connection: Connection, ids: Sequence[str] | None) -> Iterator[tuple[Report, judged.Analysis]]:
    """Reports with what was found in them, by publication time and id: those of these ids, or all."""
    rows = with_passages(connection, ids)
    numbers = None if ids is None else [row["n"] for row, _ in rows]
    lists = {
        name: records_of(connection, table, record, "position", numbers)
        for name, (record, table) in t.FINDINGS.items()
    }
    for row, passages in rows:
        report = report_of(row, passages)
        yield (
            report,
            judged.Analysis(
                id=report.id,
                language=report.language,
                published=decoded(row["judged"], Published),
                passages=report.passages,
                sentences=tuple(msgspec.json.decode(row["sentences"], type=list[Span])),
                **{name: tuple(found.get(row["n"], ())) for name, found in lists.items()},  # type: ignore[arg-type]  # the lists are named as the fields
            ),
        )


def report_of(row: Row, passages: list[Passage]) -> Report:
    """The report of a row."""
    plain = {field: row[field] for field in PLAIN}
    return Report(passages=tuple(passages), published=decoded(row["published"], Published), **plain)


def encoded(item: Record | None) -> str | None:
    """A record as JSON."""
    return None if item is None else msgspec.json.encode(item).decode()


def decoded(body: str | None, record: type[Published]) -> Published | None:
    """The record of some JSON."""
    return None if body is None else msgspec.json.decode(body, type=record)


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def now() -> str:
    """The time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
