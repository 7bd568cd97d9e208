"""What a page or a feed does to its reader, it does to a child of ours."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.confined import Confined, Failed


def upper(data: bytes) -> bytes:
    return data.upper()


def misbehave(data: bytes) -> bytes:
    match data:
        case b"raise":
            raise ValueError("no")
        case b"hang":
            time.sleep(60)
        case b"eat":
            return b"x" * 4_000_000_000
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"print":
            print("nothing to do with the answer")
        case b"write":
            with tempfile.TemporaryFile() as file:
                file.write(b"what it should not")
    return data


@pytest.fixture(autouse=True)
def _child_finds_this_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.fixture
def child() -> Iterator[Confined]:
    made = Confined(f"{__name__}:misbehave", seconds=5, megabytes=600)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (b"raise", "ValueError"),
        (b"die", "break down"),
        pytest.param(
            b"eat",
            "600 MB",
            marks=pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux bounds memory"),
        ),
    ],
)
def test_a_call_that_fails_says_why_and_the_next_one_is_answered(
    child: Confined, what: bytes, said: str
) -> None:
    with pytest.raises(Failed, match=said):
        child(what)
    assert child(b"well") == b"well"


def test_a_call_that_hangs_is_ended_and_the_next_one_is_answered() -> None:
    child = Confined(f"{__name__}:misbehave", seconds=1.5)
    with pytest.raises(Failed, match=r"longer than 1.5 s"):
        child(b"hang")
    child.seconds = 20
    assert child(b"well") == b"well"
    child.close()


def test_what_the_child_prints_is_no_answer(child: Confined) -> None:
    assert child(b"print") == b"print"


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot forbid a process to write")
def test_the_child_writes_no_file(child: Confined) -> None:
    with pytest.raises(Failed, match="broke its reader"):
        child(b"write")


def test_threads_share_one_child_and_each_has_its_own_answer() -> None:
    child = Confined(f"{__name__}:upper")
    answers: dict[int, bytes] = {}

    def ask(n: int) -> None:
        answers[n] = child(f"question {n}".encode() * 1000)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: f"QUESTION {n}".encode() * 1000 for n in range(20)}
    child.close()
