"""What is done by a child: its answers, its errors, its end."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente
from detente.crisis import Crisis
from detente.errors import InputError, UsageError
from detente.show.web.tasks import Sent, ask, read, weigh
from detente.show.web.worker import Broken, Closed, Worker, refusal
from tests.conftest import ROOT
from tests.show.web import errands


def is_alive(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def nobody(_: int) -> None:
    """Is told."""


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """A worker whose child finds our errands."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *sys.path]))
    worker = Worker()
    yield worker
    worker.close()


def test_a_call_is_answered_by_another_process_with_its_steps(worker: Worker) -> None:
    told: list[int] = []
    assert worker(errands.doubled, told.append, 21) == 42
    assert told == [1, 2]
    first = worker(errands.who, nobody)
    assert first not in (None, os.getpid()) and worker(errands.who, nobody) == first


def test_what_is_wrong_with_a_call_is_raised_here_as_it_was_there(worker: Worker) -> None:
    with pytest.raises(InputError, match=r"^a\.txt, line 3: is no text\. Send another\.$") as caught:
        worker(errands.refuses, nobody)
    assert (caught.value.name, caught.value.place) == ("a.txt", "line 3")
    with pytest.raises(Broken, match="ZeroDivisionError"):
        worker(errands.breaks, nobody)
    assert worker(errands.doubled, nobody, 1) == 2


def test_a_child_that_dies_costs_one_call(worker: Worker) -> None:
    with pytest.raises(Broken, match="before it was done"):
        worker(errands.dies, nobody)
    assert worker(errands.doubled, nobody, 2) == 4


def test_what_is_printed_in_the_child_is_no_answer(worker: Worker) -> None:
    assert worker(errands.prints, nobody) == "said"


def test_a_child_without_work_ends_and_another_is_started(worker: Worker) -> None:
    idle = Worker(idle_seconds=0.2)
    first = idle(errands.who, nobody)
    for _ in range(100):
        if not is_alive(first):
            break
        time.sleep(0.05)
    assert not is_alive(first)
    assert idle(errands.who, nobody) != first
    idle.close()


def test_a_closed_worker_calls_nobody(worker: Worker) -> None:
    worker.close()
    with pytest.raises(Closed):
        worker(errands.who, nobody)


def test_a_call_that_cannot_be_understood_breaks_nothing(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errands.who, "__module__", "nowhere")
    monkeypatch.setitem(sys.modules, "nowhere", errands)
    with pytest.raises(Broken, match="nowhere"):
        worker(errands.who, nobody)
    assert worker(errands.doubled, nobody, 3) == 6


def test_an_error_comes_over_whole() -> None:
    error = InputError("is no text.", name="a.txt", place="line 3")
    again = refusal(type(error), error.args, vars(error))
    assert (type(again), str(again), vars(again)) == (InputError, str(error), vars(error))
    assert str(refusal(UsageError, ("so not",), {})) == "so not"


def test_what_was_sent_is_read_and_weighed_as_by_hand(worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / "sent.detente"
    with detente.open(path):
        pass
    row = {"text": "Переговоры в Женеве закончились без заявления для печати.", "published": "2022-01-22"}
    lines = "\n".join([json.dumps(row), "no json"]).encode()
    added = worker(read, nobody, path, [Sent("a.jsonl", lines)], None)
    assert (added.new, len(added.rejected), len(added.unread)) == (1, 1, 1)
    name = worker(weigh, nobody, path, None)
    with detente.open(path, write=False) as crisis:
        assert crisis.kept_as() == name
        found = crisis.kept(name)
        assert found is not None and found == (crisis.weighed(), crisis.overview())
    assert [s.name for s in worker(ask, nobody, path, Crisis.sources, (), {})]
