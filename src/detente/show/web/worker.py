"""A child that does what takes long: one thing at a time, out of the way of those who look at pages."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread, Timer, main_thread
from typing import Any, Concatenate, ParamSpec, TypeVar

from detente.confined import end, receive, send
from detente.errors import DetenteError

P = ParamSpec("P")
T = TypeVar("T")
Step = Callable[[int], None]
"""Told how far it is."""

IDLE_SECONDS = 60.0
"""Time without work after which the child ends and gives its memory back: a parser takes 0.4 GB."""

NICE, NICE_AFTER_SECONDS = 10, 3.0
"""How much the child yields to those who look at pages, where the system can; and the work after which it does: what is soon
done is waited for."""


SPARING = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""What has the C library of Linux give memory back."""


class Broken(Exception):
    """The child raised what nobody expected, or died. The message is what it left behind."""


class Closed(Broken):
    """The server ends, and with it whatever is being done."""


class Worker:
    """Calls functions of modules in a child, which is started at the first call. May be shared between threads.

    A function is given what tells of its progress, then its arguments; these, and what it answers, are sent over.
    Raises what it raised, if it is a `DetenteError`, else `Broken`.
    """

    def __init__(self, idle_seconds: float = IDLE_SECONDS):
        self.idle_seconds = idle_seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._timer: Timer | None = None
        self._lock = Lock()
        self._closed = False

    def __call__(
        self, function: Callable[Concatenate[Step, P], T], step: Step, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The function's answer. Who calls while another waits, waits for both."""
        with self._lock:
            child = self._running()
            if self._timer:
                self._timer.cancel()
            try:
                send(child.stdin, pickle.dumps((function, args, kwargs)))  # type: ignore[arg-type]  # a pipe: Popen was asked for one
                while (message := receive(child.stdout)) is not None:  # type: ignore[arg-type]  # a pipe: Popen was asked for one
                    kind, value = pickle.loads(message)
                    if kind != "step":
                        break
                    step(value)
            except OSError:
                message = None
            if message is None:
                self._end()
                raise Closed if self._closed else Broken("the child ended before it was done")
            self._timer = Timer(self.idle_seconds, self.rest)
            self._timer.daemon = True
            self._timer.start()
        if kind == "answer":
            return value  # type: ignore[no-any-return]  # what the function that was called gives
        if kind == "refused":
            raise refusal(*value)
        raise Broken(value)

    def close(self) -> None:
        """End the child, whatever it does."""
        self._closed = True
        if child := self._child:
            child.kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise Closed
        if self._child is None or self._child.poll() is not None:
            # -P: no module is taken from the folder we happen to stand in. Not -m: the package has loaded the module by then.
            command = [sys.executable, "-P", "-c", "from detente.show.web.worker import main; main()"]
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **SPARING}
            )
        return self._child

    def rest(self) -> None:
        """End the child if it has nothing to do."""
        if self._lock.acquire(blocking=False):
            try:
                self._end()
            finally:
                self._lock.release()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            end(child)


def refusal(kind: type[DetenteError], args: tuple[Any, ...], fields: dict[str, Any]) -> DetenteError:
    """An error as it was raised in the child: one that takes more than a message cannot be sent over as it is."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(fields)
    return error


def serve() -> None:
    """The child: answer calls until the parent is gone, and go with it, whatever is being done."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed is no answer
    calls: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=listen, args=(calls,), daemon=True).start()

    def tell(kind: str, value: object) -> None:
        send(answers, pickle.dumps((kind, value)))

    while True:
        call = calls.get()
        timer = Timer(NICE_AFTER_SECONDS, give_way)
        timer.daemon = True
        timer.start()
        try:
            function, args, kwargs = pickle.loads(call)
            tell("answer", function(lambda n: tell("step", n), *args, **kwargs))
        except DetenteError as error:
            tell("refused", (type(error), error.args, vars(error)))
        except Exception:  # noqa: BLE001 - the parent raises it
            tell("broken", traceback.format_exc())
        finally:
            timer.cancel()


def give_way() -> None:
    """From now on others go first. On Linux a thread has a priority of its own: that of the one that works is lowered."""
    with suppress(AttributeError, OSError):  # no Unix, or another
        os.setpriority(os.PRIO_PROCESS, main_thread().native_id or 0, NICE)


def listen(calls: SimpleQueue[bytes]) -> None:
    """Take in calls. When the parent is gone nobody waits for an answer."""
    while (call := receive(sys.stdin.buffer)) is not None:
        calls.put(call)
    os._exit(0)


def main() -> None:
    """Be a child."""
    with suppress(KeyboardInterrupt, BrokenPipeError):  # the parent, interrupted too, says so
        serve()
