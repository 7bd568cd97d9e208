"""The crisis in a browser: one process, this computer only, every element one click from its sentence."""

from __future__ import annotations

import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread

from detente.errors import DetenteError, UsageError
from detente.show.web.memory import keep_little
from detente.show.web.worker import Broken, Step, Worker

THREADS = 16
"""Questions that are answered at a time; most are short, but some wait for a view that is being made."""

SWITCH_SECONDS = 0.001
"""After so long a thread that makes a page lets others go on: a fifth of what is usual, for most answers take a millisecond."""


def serve(path: Path, *, host: str = "127.0.0.1", port: int = 8400) -> None:
    """Serve the crisis stored in that file until interrupted; says on stderr where.

    Raises `StoreError` if the file cannot be opened, `UsageError` if the port is taken.
    """
    listening = listen(host, port)
    # What follows from the reports is often still to be worked out. The child does that while we get ready.
    worker = Worker()
    Thread(target=begun, args=(worker, path), daemon=True).start()

    import uvicorn
    from litestar.concurrency import set_asyncio_executor

    from detente.show.web.app import app

    keep_little()
    set_asyncio_executor(ThreadPoolExecutor(THREADS))
    sys.setswitchinterval(SWITCH_SECONDS)
    served = app(path, hosts=(host,), worker=worker)
    config = uvicorn.Config(served, log_level="warning", server_header=False)
    sys.stderr.write(f"detente: http://{f'[{host}]' if ':' in host else host}:{port}/ (Ctrl-C ends it)\n")
    sys.stderr.flush()
    uvicorn.Server(config).run(sockets=[listening])


def begun(worker: Worker, path: Path) -> None:
    """Have the first view worked out; what is wrong with the store is told by who opens it next."""
    with suppress(DetenteError, Broken):
        worker(ahead, lambda _: None, path)


def ahead(step: Step, path: Path) -> None:
    """The child's part of it."""
    from detente.show.web.tasks import weigh

    if path.exists():
        weigh(step, path, None)


def listen(host: str, port: int) -> socket.socket:
    """A socket at that address. Taken before anything slow is done, so that a taken port is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP: else asyncio leaves Nagle's algorithm on, and an answer over a kept connection waits 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(2048)
    except (OSError, OverflowError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"cannot listen at {host}, port {port}: {reason}. Choose another with --port."
        ) from error
    return made
