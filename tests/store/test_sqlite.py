from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import StoreError
from detente.model import Span, derived, judged
from detente.model.found import Findings
from detente.model.given import Passage, Published, Reject, Report
from detente.store import sqlite as module
from detente.store.sqlite import DAYS_KEPT, HEAD, Readings, Store, open_store
from tests.conftest import missing
from tests.model.records import records


def report(n: int, text: str = "The envoy left. Nobody said why.", day: str | None = None) -> Report:
    """A report of our own."""
    return Report(
        id=f"r{n}",
        name=f"{n}.txt",
        text=text,
        passages=(Passage(start=0, end=len(text), role="body"),),
        published=Published(earliest=day, latest=day, by="caller") if day else None,
    )


def analysis(given_: Report, **lists: Any) -> judged.Analysis:
    return judged.Analysis(id=given_.id, passages=given_.passages, published=given_.published, **lists)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "crisis.detente")


@given(data=st.data())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_an_analysis_comes_back_as_it_went(data: Any) -> None:
    made = data.draw(records(judged.Analysis))
    text = "x" * 20
    given_ = Report(id=made.id, name="n", text=text, passages=(Passage(start=0, end=20, role="body"),))
    made = judged.Analysis(
        **{f: getattr(made, f) for f in made.__struct_fields__ if f not in ("passages", "version")},
        passages=given_.passages,
    )
    given_ = Report(
        **{**{f: getattr(given_, f) for f in given_.__struct_fields__}, "language": made.language}
    )
    with open_store(":memory:") as store:
        store.add([(given_, made)])
        assert store.analyses() == [made]
        assert store.reports() == [given_]


def test_adding_twice_adds_nothing(store: Store) -> None:
    first = report(1)
    assert store.add([(first, analysis(first))]) == 1
    assert store.add([(first, analysis(first))]) == 0
    assert store.counts()["report"] == 1


def test_reports_come_by_date_and_not_by_arrival(store: Store) -> None:
    days = ["2022-03-03", "2022-01-01", "2022-02-02"]
    for n, day in enumerate(days):
        given_ = report(n, day=day)
        store.add([(given_, analysis(given_))])
    assert [r.published.earliest for r in store.reports() if r.published] == sorted(days)
    assert [a.id for a in store.analyses()] == [r.id for r in store.reports()]


def test_a_batch_is_stored_whole_or_not_at_all(store: Store) -> None:
    good, bad = report(1), report(2)

    def broken() -> Any:
        yield good, analysis(good)
        raise RuntimeError("the power went")
        yield bad, analysis(bad)

    with pytest.raises(RuntimeError):
        store.add(broken())
    assert store.reports() == []


def test_a_reject_is_kept_once(store: Store) -> None:
    reject = Reject(name="a.txt", reason="it has no text.", remedy="Send another.")
    store.reject([reject, reject])
    store.reject([reject])
    assert store.rejects() == [reject]


def test_what_was_derived_comes_back_until_reports_are_added(store: Store) -> None:
    weighed = derived.Weighed(
        due=(derived.Due(when=derived.When(earliest="2022-01-24"), text="an answer", evidence=()),),
        as_of="2022-01-21",
    )
    store.keep([weighed], "made from this")
    assert store.kept("made from this", derived.Weighed) == weighed
    assert store.kept("made from something else", derived.Weighed) is None


def test_what_was_known_on_some_days_is_kept_beside_what_is_known_now(store: Store) -> None:
    def known(day: str) -> derived.Weighed:
        return derived.Weighed(as_of=day)

    store.keep([known("2022-03-01")], "now")
    for day in range(1, DAYS_KEPT + 2):
        store.keep([known(f"2022-02-0{day}")], f"day {day}", f"2022-02-0{day}")
    assert store.kept("now", derived.Weighed) == known("2022-03-01")
    last = f"2022-02-0{DAYS_KEPT + 1}"
    assert store.kept(f"day {DAYS_KEPT + 1}", derived.Weighed, last) == known(last)
    assert store.kept("day 1", derived.Weighed, "2022-02-01") is None  # the oldest made room


def test_what_two_derive_at_a_time_is_kept_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def known(day: str, dues: int) -> derived.Weighed:
        due = derived.Due(when=derived.When(earliest="2022-01-24"), text=day, evidence=())
        return derived.Weighed(due=(due,) * dues, as_of=day)

    whole, other = known("2022-03-01", 6), known("2022-02-01", 2)
    rows = module.derived_rows
    interrupted = []

    def interrupting(found: Any, name: str) -> Any:
        for n, row in enumerate(rows(found, name)):
            if n == 4 and not interrupted:
                interrupted.append(name)
                with open_store(tmp_path / "crisis.detente") as second:
                    second.keep([other], "other", "2022-02-01")
            yield row

    monkeypatch.setattr(module, "PORTION", 2)
    monkeypatch.setattr(module, "derived_rows", interrupting)
    store.keep([whole], "whole")
    assert interrupted
    assert store.kept("whole", derived.Weighed) == whole
    assert store.kept("other", derived.Weighed, "2022-02-01") == other
    assert store.counts()["derived"] == sum(1 for one in (whole, other) for _ in rows([one], ""))


def test_the_stamp_tells_of_every_report_that_comes_or_goes(store: Store) -> None:
    seen = [store.stamp()]
    for n in (1, 2):
        store.add([(report(n), analysis(report(n)))])
        seen.append(store.stamp())
    store.remove("r2")  # the number of its row is free again
    seen.append(store.stamp())
    store.add([(report(3), analysis(report(3)))])
    seen.append(store.stamp())
    assert len(set(seen)) == len(seen)


def test_some_reports_are_read_as_all_are(store: Store) -> None:
    store.add([(report(n), analysis(report(n))) for n in range(4)])
    every = store.read()
    assert [r for r, _ in every] == store.reports() and [a for _, a in every] == store.analyses()
    assert store.read(["r2", "r0", "nobody"]) == [known for known in every if known[0].id in ("r0", "r2")]
    assert store.read([]) == []


def test_passages_already_read_are_remembered(store: Store) -> None:
    memory = Readings(store)
    memory["k"] = Findings(by="x", sentences=(Span(0, 3),))
    assert memory["k"].by == "x"
    store.add([], memory)
    assert Readings(store)["k"] == Findings(by="x", sentences=(Span(0, 3),))
    assert "other" not in Readings(store)


def test_words_are_found_with_their_passage(store: Store) -> None:
    given_ = report(1, text="L’émissaire 🕊 spoke of a cease-fire.")
    store.add([(given_, analysis(given_))])
    assert store.search("emissaire cease-fire") == [("r1", Span(0, len(given_.text)))]
    assert store.search('"') == []
    assert store.search('quo"te OR NEAR(') == []


def test_the_schema_that_migrations_make_is_the_one_the_tables_describe(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from detente.store.tables import metadata

    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda o, name, kind, *_: not (name or "").startswith(("words", "alembic"))
            },
        )
        assert compare_metadata(context, metadata) == []
    assert store.version() == HEAD


def test_a_store_of_a_newer_version_is_refused_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "new.detente"
    with open_store(path) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer Détente.*upgrade"):
        open_store(path)


def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("Dear diary, today nobody signed anything at all." * 100)
    with pytest.raises(StoreError, match="not a Détente store"):
        open_store(other)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE recipe (soup TEXT)")
    with pytest.raises(StoreError, match="not a Détente store"):
        open_store(foreign)


def test_a_folder_and_a_missing_folder_are_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="name a file"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="no folder"):
        open_store(tmp_path / "nowhere" / "crisis.detente")
    with pytest.raises(StoreError, match="add REPORTS"):
        open_store(tmp_path / "none.detente", write=False)


def test_an_unwritable_store_is_refused_with_the_remedy(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        path = Path("/proc/self/attr/crisis.detente")  # root may write anywhere but here
    else:
        (tmp_path / "closed").mkdir(mode=0o500)
        path = tmp_path / "closed" / "crisis.detente"
    if not path.parent.is_dir():
        missing("no folder here that nobody may write to")
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(path)


def test_a_second_writer_is_told_to_wait(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.1)
    second = module.Store(store.path, module.engine_for(store.path))
    with (
        store.writing() as connection,
        pytest.raises(StoreError, match="another process"),
    ):
        connection.exec_driver_sql("DELETE FROM state")
        second.reject([Reject(name="a", reason="b")])


def test_an_open_question_holds_off_no_writer(store: Store) -> None:
    with store.reading() as connection, open_store(store.path) as other:
        assert connection.exec_driver_sql("SELECT id FROM report").all() == []
        first = report(1)
        assert other.add([(first, analysis(first))]) == 1
        assert connection.exec_driver_sql("SELECT id FROM report").all() == []
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT id FROM report").scalars().all() == [first.id]


def test_readers_see_a_whole_state_while_another_writes(store: Store) -> None:
    seen: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        with open_store(store.path) as reader:
            while not stop.is_set():
                reports = reader.reports()
                assert all(r.passages for r in reports)
                seen.append(len(reports))

    reader = threading.Thread(target=ask)
    reader.start()
    for n in range(30):
        given_ = report(n, text=f"Report {n} says little.")
        store.add([(given_, analysis(given_))])
    stop.set()
    reader.join()
    assert seen == sorted(seen)


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "crisis.detente"
    program = (
        "import sys\n"
        "from tests.store.test_sqlite import analysis, report\n"
        "from detente.store.sqlite import open_store\n"
        f"store = open_store({str(path)!r})\n"
        "n = 0\n"
        "while True:\n"
        "    given_ = report(n, text=f'Report {n} says little.')\n"
        "    store.add([(given_, analysis(given_))])\n"
        "    print(n, flush=True); n += 1\n"
    )
    for after in (1, 3, 7):
        child = subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        )
        assert child.stdout
        told = [int(child.stdout.readline()) for _ in range(after)]
        child.kill()
        child.stdout.close()
        child.wait()
        with open_store(path) as store:
            assert store.check() == []
            assert {f"r{n}" for n in told} <= {r.id for r in store.reports()}


def test_a_changed_text_is_noticed(store: Store) -> None:
    given_ = report(1)
    store.add([(given_, analysis(given_))])
    assert store.check() == []
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE report SET text = 'The envoy stayed. Everybody said why.'")
    assert any("not the one that was added" in line for line in store.check())


def test_a_damaged_store_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "cut.detente"
    with open_store(path) as store:
        store.add([(report(1), analysis(report(1)))])
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(StoreError, match="damaged"), open_store(path) as store:
        store.reports()


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="the system has no /dev/null")
def test_a_store_that_is_no_regular_file_is_refused() -> None:
    with pytest.raises(StoreError, match="no regular file"):
        open_store("/dev/null")


@pytest.mark.parametrize("words", ["\0", "a\0b", '"', '""', "\ud800", "*", "NEAR(", "a AND", "-", "(", "'"])
def test_no_words_break_a_search(words: str) -> None:
    with open_store(":memory:") as store:
        assert store.search(words) == []
