"""Reports added in the page: read one job after the other, by a child, while the page goes on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from queue import SimpleQueue
from secrets import token_urlsafe
from threading import Lock, Thread

from detente.crisis import Added
from detente.errors import DetenteError
from detente.model.judged import Analysis
from detente.show.web.tasks import Sent, analyze, read
from detente.show.web.worker import Closed, Worker

__all__ = ["Job", "Jobs", "Sent"]

KEPT = 50
"""Jobs whose outcome is remembered."""


class Job:
    """Some reports on their way into the store."""

    def __init__(self, sent: Sequence[Sent], published: str | None):
        self.id, self.names, self.published = token_urlsafe(9), tuple(s.name for s in sent), published
        self.sent = sent
        self.done = 0
        self.added: Added | None = None
        self.error: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.added is not None or self.error is not None

    def run(self, worker: Worker, path: Path) -> None:
        """Have it read and stored; what goes wrong is kept in words."""
        try:
            self.added = worker(read, self._step, path, self.sent, self.published)
        except DetenteError as error:
            self.error = str(error)
        except Exception:
            self.error = "Something broke here. This is our fault; what was stored before is whole."
            raise
        finally:
            self.sent = ()

    def _step(self, count: int) -> None:
        self.done += count


class Jobs:
    """The queue, and what became of the last jobs."""

    def __init__(self, path: Path, alone: Callable[[], AbstractContextManager[object]]):
        """`alone`: what holds off other heavy work while reports are read."""
        self.path, self.worker, self.aside, self.alone = path, Worker(), Worker(), alone
        self._queue: SimpleQueue[Job] = SimpleQueue()
        self._known: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()
        self._running: Thread | None = None

    def add(self, sent: Sequence[Sent], published: str | None) -> Job:
        """Queue what somebody sent."""
        job = Job(sent, published)
        with self._lock:
            self._known[job.id] = job
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            if self._running is None or not self._running.is_alive():
                self._running = Thread(target=self._work, daemon=True, name="add")
                self._running.start()
        self._queue.put(job)
        return job

    def get(self, id: str) -> Job | None:
        """A job by its id."""
        return self._known.get(id)

    def analyzed(self, text: str, *about: str | None) -> Analysis:
        """Everything a text says; `about` it: day of publication, title, address, outlet. Waits for no job."""
        return self.aside(analyze, lambda _: None, text, *about)

    def close(self) -> None:
        """End the children."""
        self.worker.close()
        self.aside.close()

    def _work(self) -> None:
        with suppress(Closed):
            while True:
                job = self._queue.get()
                with self.alone():
                    job.run(self.worker, self.path)
