"""Run every command that the documentation shows, and keep what it prints.

usage: python tools/docs.py [--check]

In a block marked `console`, a line that begins with `$ ` is a command; what follows up to the next command is its output. Commands of a file
run one after the other in an empty folder that has `examples/` in it. Without --check the outputs in the files are renewed;
with it, exit 1 names the first command that prints something else.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> int:
    """Renew the outputs, or compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for path in FILES:
        before = path.read_text(encoding="utf-8")
        after = renewed(before)
        if before != after:
            stale.append(path.name)
            if not check:
                path.write_text(after, encoding="utf-8")
    if stale:
        sys.stderr.write(f"{'differ' if check else 'renewed'}: {', '.join(stale)}\n")
    return 1 if stale and check else 0


def renewed(text: str) -> str:
    """The text with the outputs that its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        return BLOCK.sub(lambda block: f"```console\n{run_all(block[1], Path(folder))}```", text)


def run_all(block: str, folder: Path) -> str:
    """A block with the output of each of its commands."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{output(line[2:], folder)}" for line in commands)


def output(command: str, folder: Path) -> str:
    """What a command prints, standard error included, as a newcomer sees it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "80"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    return done.stdout.rstrip("\n") + "\n" if done.stdout.strip() else ""


if __name__ == "__main__":
    sys.exit(main())
