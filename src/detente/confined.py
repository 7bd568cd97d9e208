"""Code of others on hostile bytes: run in a child that may not take long, take much, or write files.

What a page or a feed breaks in there costs the child and nothing else; the next call has a new one. The child is
started at the first call and kept, for starting costs more than most pages.
"""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from threading import Lock, Timer
from typing import IO

SECONDS = 20.0
"""Wall time of one call. The largest page we take (20 MB) needs half of it on a busy machine."""

MEGABYTES = 1500
"""Address space of the child, libraries included (250 MB of it); the largest page needs half."""

LENGTH = struct.Struct(">Q")
DONE, FAILED = b"+", b"-"


class Failed(Exception):
    """The child gave no answer: the reason, in words that can stand behind “the page …”."""


class Confined:
    """A function of bytes to bytes, called in a child of its own. May be shared between threads.

    `target`: "module:function". Raises `Failed` where it raised, took too long, took too much, or died.
    """

    def __init__(self, target: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES):
        self.target, self.seconds, self.megabytes = target, seconds, megabytes
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = Lock()

    def __call__(self, data: bytes) -> bytes:
        """The function's answer."""
        with self._lock:
            child = self._running()
            late: list[bool] = []

            def stop() -> None:
                late.append(True)
                child.kill()

            timer = Timer(self.seconds, stop)
            timer.daemon = True
            timer.start()
            try:
                assert child.stdin is not None and child.stdout is not None
                send(child.stdin, data)
                mark = child.stdout.read(1)
                answer = receive(child.stdout) if mark else None
            except OSError:
                mark, answer = b"", None
            finally:
                timer.cancel()
            if answer is None:
                self._end()
                raise Failed(f"took longer than {self.seconds:g} s" if late else "made its reader break down")
        if mark == FAILED:
            raise Failed(answer.decode())
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        """The child; a new one if there is none, if it died, or if it is that of the process we were forked from."""
        if self._child is None or self._owner != os.getpid() or self._child.poll() is not None:
            # -P: no module is taken from the folder we happen to stand in.
            command = [sys.executable, "-P", "-m", "detente.confined", self.target, str(self.megabytes)]
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._owner = os.getpid()
            atexit.register(self.close)
        return self._child

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        atexit.unregister(self.close)
        if child is not None and self._owner == os.getpid():
            end(child)


@cache
def confined(target: str) -> Confined:
    """The one child of that function, with the usual limits."""
    return Confined(target)


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child, whatever it does, and close the pipes to it."""
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):  # what was still to be sent has nobody to read it
            if pipe:
                pipe.close()


def send(pipe: IO[bytes], data: bytes) -> None:
    """One message: its length, then its bytes."""
    pipe.write(LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """One message; None if the other side is gone before it is whole."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    data = pipe.read(size)
    return data if len(data) == size else None


def limit(megabytes: int) -> None:
    """Bound this process: address space, no core file, no file written. Nothing is bound where the system cannot."""
    try:
        import resource
    except ImportError:
        return  # Windows: the time limit alone holds
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform.startswith("linux"):  # elsewhere RLIMIT_AS is refused or ignored
        size = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def serve(target: str, megabytes: int) -> None:
    """The child: answer calls until standard input ends."""
    sys.dont_write_bytecode = True
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever the library prints is no answer
    module, _, name = target.partition(":")
    function = getattr(import_module(module), name)
    limit(megabytes)
    while (data := receive(requests)) is not None:
        try:
            mark, answer = DONE, function(data)
        except MemoryError:
            mark, answer = FAILED, f"needed more than {megabytes} MB".encode()
        except Exception as error:  # noqa: BLE001 - whatever hostile bytes break in there is told, not raised
            mark, answer = FAILED, f"broke its reader ({type(error).__name__})".encode()
        answers.write(mark)
        send(answers, answer)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError):  # the parent, interrupted too, says so
        serve(sys.argv[1], int(sys.argv[2]))
