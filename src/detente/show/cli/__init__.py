"""The command line: verb first, results on stdout, talk on stderr, `--json` for the records.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done with the rejects listed, 130 interrupted.
"""

from __future__ import annotations

import sys

FAILED, USAGE, PARTLY, INTERRUPTED = 1, 2, 3, 130


def main() -> None:
    """Run the command line; what goes wrong is one sentence on stderr and an exit code, never a traceback."""
    from detente.errors import DetenteError, UsageError
    from detente.show.cli.commands import app

    try:
        app()
    except UsageError as error:
        leave(error, USAGE)
    except DetenteError as error:
        leave(error, FAILED)
    except KeyboardInterrupt:
        leave("interrupted; what was stored before is whole.", INTERRUPTED)


def leave(what: object, code: int) -> None:
    """Say it on stderr and end."""
    sys.stderr.write(f"detente: {what}\n")
    sys.exit(code)
