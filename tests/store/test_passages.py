"""What reports share is kept as they come and go, and is always what it would be if it were worked out at once."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.crisis import Crisis
from detente.errors import StoreError
from detente.model.derived import Link
from detente.model.given import Report
from detente.model.judged import Analysis, Judgement
from detente.store import passages
from detente.store.passages import segments
from detente.store.sqlite import Store, open_store
from detente.weigh import boilerplate, index, weigh
from detente.weigh.boilerplate import learnt, litter, teaching
from detente.weigh.reuse import links
from tests.weigh.wire import OWN, TAIL, WIRE, a_report

SENTENCES = [*WIRE, *(s.strip() + "." for text in OWN.values() for s in text.rstrip(".").split(". "))]
DAYS = [None, "2023-05-02", "2023-05-02T10:00", "2023-05-03T08:30", "2023-05-20"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments, portions and crowds small enough to be met by a handful of reports."""
    monkeypatch.setattr(passages, "RECENT", 2)
    monkeypatch.setattr(passages, "FACTOR", 2)
    monkeypatch.setattr(passages, "PORTION", 2)
    monkeypatch.setattr(passages, "REMEMBERED", 2)
    monkeypatch.setattr(index, "MANY", 2)
    monkeypatch.setattr(index, "CANDIDATES", 2)
    monkeypatch.setattr(index, "HUBS", 1)


@st.composite
def collections(draw: st.DrawFn, most: int = 9) -> list[Report]:
    """Reports made of a small stock of sentences, so that many share some, and many end alike."""
    chosen = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True)
    return [
        a_report(
            f"r{n}",
            " ".join(draw(chosen)),
            *draw(st.sampled_from([(), (TAIL,)])),
            published=draw(st.sampled_from(DAYS)),
            outlet=draw(st.sampled_from([None, "Valley Post", "Fjord Courier"])),
        )
        for n in range(draw(st.integers(1, most)))
    ]


@contextmanager
def new_path() -> Iterator[Path]:
    """A path for a store, in memory where the system has such a folder: hundreds of commits wait for no disk."""
    quick = Path("/dev/shm")
    with TemporaryDirectory(dir=quick if quick.is_dir() else None) as folder:
        path = Path(folder) / "crisis.detente"
        path.write_bytes(empty_store())
        yield path


@cache
def empty_store() -> bytes:
    """The file of a store without reports: made once, for migrations take longer than the rest."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "crisis.detente"
        open_store(path).close()
        return path.read_bytes()


def add(store: Store, reports: Sequence[Report]) -> None:
    store.add((r, Analysis(id=r.id, passages=r.passages, published=r.published)) for r in reports)


def settled(store: Store, judgements: Sequence[Judgement] = ()) -> tuple[Link, ...]:
    return store.passages.settle(store.reports(), judgements).links


def at_once(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> tuple[Link, ...]:
    return links(reports, litter(learnt(reports), judgements))


def parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[n : n + size] for n in range(0, len(items), size))


@pytest.mark.usefixtures("small")
@given(collections(), st.randoms(use_true_random=False), st.integers(1, 9), st.data())
@settings(deadline=None, max_examples=15)
def test_in_any_order_and_any_portions_the_same_is_shared(
    found: list[Report], chance: random.Random, size: int, data: Any
) -> None:
    chance.shuffle(found)
    with new_path() as path, open_store(path) as store:
        for part in parts(found, size):
            add(store, part)
            if data.draw(st.booleans()):
                settled(store)
        assert settled(store) == at_once(found)
        assert store.check() == []
        for gone in data.draw(st.lists(st.sampled_from(found), unique_by=lambda r: r.id, max_size=3)):
            assert store.remove(gone.id)
            found.remove(gone)
            if data.draw(st.booleans()):
                assert settled(store) == at_once(found)
        known = settled(store)
        assert known == at_once(found)
        store.passages.reindex()
        assert settled(store) == known


@given(collections(), st.randoms(use_true_random=False), st.integers(1, 9))
@settings(deadline=None, max_examples=10)
def test_among_many_the_first_teach_what_is_litter_whatever_the_order(
    found: list[Report], chance: random.Random, size: int
) -> None:
    with pytest.MonkeyPatch.context() as patched, new_path() as path, open_store(path) as store:
        patched.setattr(boilerplate, "ALL", 3)
        patched.setattr(boilerplate, "DIGITS", 2)
        boilerplate._compared.cache_clear()
        first = teaching(found)
        assert len(first) <= len(found) < 2 * len(first)
        chance.shuffle(found)
        assert teaching(found) == first
        for part in parts(found, size):
            add(store, part)
            settled(store)
        assert settled(store) == at_once(found)


@pytest.mark.usefixtures("small")
@given(collections(), st.integers(1, 4), st.integers(0, 12), st.data())
@settings(deadline=None, max_examples=15)
def test_what_a_crash_interrupts_is_done_again(
    found: list[Report], size: int, dies_at: int, data: Any
) -> None:
    """Every step that leaves a trace may be the last: writing a segment, clearing, committing a portion."""
    steps = [(segments, "write"), (segments, "sync_folder"), (passages.Passages, "_clear"),
             (passages.Passages, "_keep"), (passages, "linked"), (passages, "waits")]  # fmt: skip
    where, name = data.draw(st.sampled_from(steps))
    whole, left = getattr(where, name), [dies_at]
    after, died = data.draw(st.booleans()), False

    def step(*given_: Any) -> Any:
        left[0] -= 1
        if left[0] == 0 and not after:
            raise KeyboardInterrupt
        made = whole(*given_)
        if left[0] == 0:
            raise KeyboardInterrupt
        return made

    with new_path() as path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(where, name, step)
            for part in parts(found, size):
                with open_store(path) as store:
                    try:
                        add(store, part)
                        settled(store)
                    except KeyboardInterrupt:
                        died = True
                if died:
                    with open_store(path) as store:
                        add(store, part)
        with open_store(path) as store:
            assert settled(store) == at_once(found)
            assert store.check() == []


def test_what_is_looked_up_in_segments_and_in_memory_is_the_same(tmp_path: Path, small: None) -> None:
    found = [
        a_report(f"r{n}", *WIRE[n % 3 :], OWN["salt"], published=f"2023-05-{n + 1:02}") for n in range(9)
    ]
    with open_store(tmp_path / "crisis.detente") as store:
        for report in found:
            add(store, [report])
        with store.reading() as connection:
            assert store.passages.index(connection).fixed
        assert settled(store) == at_once(found)
        assert len(list(store.passages.folder.iterdir())) == store.counts()["segment"] > 1


def test_words_judged_to_be_news_link_again_and_words_judged_to_be_litter_no_more(tmp_path: Path) -> None:
    found = [a_report(name, text, TAIL) for name, text in OWN.items()]
    with open_store(tmp_path / "crisis.detente") as store:
        add(store, found)
        assert settled(store) == ()
        news = Judgement(id="1", kind="news", words=TAIL.split("?")[1], author="ana", made="2023-05-03")
        linked_again = settled(store, [news])
        assert linked_again == at_once(found, [news]) != ()
        back = Judgement(id="2", kind="undo", undoes="1", author="ana", made="2023-05-04")
        assert settled(store, [news, back]) == ()
        pair = [a_report("x", OWN["salt"], WIRE[0]), a_report("y", OWN["chess"], WIRE[0])]
        called = Judgement(id="3", kind="litter", words=WIRE[0], author="ana", made="2023-05-05")
        add(store, pair)
        assert {k.a for k in settled(store)} >= {"x"}
        assert not any({k.a, k.b} == {"x", "y"} for k in settled(store, [called]))


def test_a_store_weighs_what_its_reports_weigh_at_once() -> None:
    found = [
        a_report(f"r{n}", *WIRE[n % 3 :], OWN["salt"], TAIL, published=f"2023-05-{n + 1:02}")
        for n in range(7)
    ]
    read = [(r, Analysis(id=r.id, passages=r.passages, published=r.published)) for r in found]
    with Crisis(open_store(":memory:")) as crisis:
        for day in (None, "2023-05-03"):
            for part in parts(read, 3):
                crisis.store.add(part)
                crisis._forget()
                crisis.weighed(day)
            assert crisis.weighed(day) == weigh(read, as_of=day)
            assert crisis.weighed(day).links


def test_prints_made_by_other_rules_are_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "crisis.detente"
    with open_store(path) as store:
        add(store, [a_report("a", WIRE[0])])
        known = settled(store)
    monkeypatch.setattr(passages, "RULES", "words 9, runs of 7")
    with open_store(path) as store:
        for ask in (lambda: settled(store), lambda: add(store, [a_report("b", WIRE[1])])):
            with pytest.raises(StoreError, match="detente reindex"):
                ask()
        store.passages.reindex()
        assert settled(store) == known


def test_a_segment_that_is_missing_or_damaged_is_named_with_the_remedy(tmp_path: Path, small: None) -> None:
    found = [a_report(f"r{n}", WIRE[n], OWN["salt"]) for n in range(6)]
    path = tmp_path / "crisis.detente"
    with open_store(path) as store:
        for report in found:
            add(store, [report])
        known = settled(store)
        (segment, *_) = sorted(store.passages.folder.iterdir())
    body = segment.read_bytes()
    segment.write_bytes(body[:-1] + bytes([body[-1] ^ 1]))
    with open_store(path) as store:
        assert any(segment.name in line and "reindex" in line for line in store.check())
    for spoil in (lambda: segment.write_bytes(body[:-8]), segment.unlink):
        spoil()
        with open_store(path) as store, pytest.raises(StoreError, match="detente reindex"):
            add(store, [a_report("new", WIRE[0])])
    with open_store(path) as store:
        store.passages.reindex()
        assert settled(store) == known


def test_another_process_sees_what_was_added_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "crisis.detente"
    first, second, third = (a_report(n, WIRE[0], OWN[t]) for n, t in zip("abc", OWN, strict=False))
    with open_store(path) as one, open_store(path) as other:
        add(one, [first])
        assert settled(other) == ()
        add(one, [second])
        assert settled(other) == at_once([first, second]) == settled(one)
        add(other, [third])
        one.remove("a")
        assert settled(other) == settled(one) == at_once([second, third])


def test_a_removed_report_leaves_no_word_to_be_found(tmp_path: Path) -> None:
    path = tmp_path / "crisis.detente"
    with open_store(path) as store:
        add(store, [a_report("a", OWN["salt"]), a_report("b", OWN["chess"])])
        assert store.search("Hallein")
        assert store.remove("a") and not store.remove("a")
        assert not store.search("Hallein") and store.search("Plovdiv")
        assert store.check() == []
        assert store.counts()["passage"] == 1
        add(store, [a_report("a", OWN["salt"])])
        assert store.search("Hallein")


def test_of_a_removed_report_no_word_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "crisis.detente"
    with open_store(path) as store:
        add(store, [a_report(name, text) for name, text in OWN.items()])
        for _ in range(2):
            weighed = weigh([(r, Analysis(id=r.id, passages=r.passages)) for r in store.reports()])
            store.keep([weighed], "all")
        assert b"Hallein" in left(path)
        store.remove("salt")
        assert not re.search(rb"(?i)hallein|archaeolog|salzburg", left(path))
        assert b"Plovdiv" in left(path) and store.search("Plovdiv")
        assert store.check() == []


def left(path: Path) -> bytes:
    """All that the store's files hold."""
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*") if file.is_file())
