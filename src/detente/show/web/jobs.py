"""Reports added in the page: read one job after the other, in a thread of their own, while the page goes on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from queue import SimpleQueue
from secrets import token_urlsafe
from threading import Lock, Thread
from typing import NamedTuple

from detente.crisis import Added, Crisis
from detente.errors import DetenteError
from detente.model.given import Raw, Reject
from detente.store.sqlite import Store

KEPT = 50
"""Jobs whose outcome is remembered."""


class Sent(NamedTuple):
    """What somebody sent: its name and its bytes."""

    name: str
    data: bytes


class Job:
    """Some reports on their way into the store."""

    def __init__(
        self, raws: Callable[[], Iterable[Raw | Reject]], names: Sequence[str], published: str | None
    ):
        self.id, self.names, self.published = token_urlsafe(9), tuple(names), published
        self.raws = raws
        self.done = 0
        self.added: Added | None = None
        self.error: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.added is not None or self.error is not None

    def run(self, store: Store) -> None:
        """Read and store; what goes wrong is kept in words."""
        try:
            self.added = Crisis(store).add_raw(self.raws(), published=self.published, progress=self._step)
        except DetenteError as error:
            self.error = str(error)
        except Exception:
            self.error = "Something broke here. This is our fault; what was stored before is whole."
            raise

    def _step(self, count: int) -> None:
        self.done += count


class Jobs:
    """The queue, and what became of the last jobs."""

    def __init__(self, store: Store):
        self.store = store
        self._queue: SimpleQueue[Job] = SimpleQueue()
        self._known: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()
        self._worker: Thread | None = None

    def add(self, sent: Sequence[Sent], published: str | None) -> Job:
        """Queue what somebody sent."""
        from detente.read.files import sent as read

        job = Job(lambda: (r for s in sent for r in read(s.data, s.name)), [s.name for s in sent], published)
        with self._lock:
            self._known[job.id] = job
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            if self._worker is None or not self._worker.is_alive():
                self._worker = Thread(target=self._work, daemon=True, name="add")
                self._worker.start()
        self._queue.put(job)
        return job

    def get(self, id: str) -> Job | None:
        """A job by its id."""
        return self._known.get(id)

    def _work(self) -> None:
        while True:
            self._queue.get().run(self.store)
