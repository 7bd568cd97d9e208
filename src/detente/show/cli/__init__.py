"""The command line: verb first, results on stdout, talk on stderr, `--json` for the records.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done with the rejects listed, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

FAILED, USAGE, PARTLY, INTERRUPTED = 1, 2, 3, 130


def main() -> None:
    """Run the command line; what goes wrong is one sentence on stderr and an exit code, never a traceback."""
    from detente.errors import DetenteError, UsageError
    from detente.show.cli.commands import app

    if sys.stdout is None:
        leave("standard output is closed; send it to a file or a pipe.", FAILED)
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        sys.exit(FAILED)
    except UsageError as error:
        leave(error, USAGE)
    except DetenteError as error:
        leave(error, FAILED)
    except OSError as error:
        if error.filename is not None:
            raise
        drop_output()
        leave(f"the output cannot be written: {error.strerror}. Send it elsewhere, or make room.", FAILED)
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        # Typer has made an exit code of the interruption, and said nothing.
        leave("interrupted; what was stored before is whole.", INTERRUPTED)


def leave(what: object, code: int) -> NoReturn:
    """Say it on stderr, if that is open, and end."""
    if sys.stderr is not None:
        sys.stderr.write(f"detente: {what}\n")
    sys.exit(code)


def drop_output() -> None:
    """Let what cannot be written go, so that Python does not try again at its end and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
