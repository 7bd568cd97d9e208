"""Set up everything in `.venv`: pinned packages with checked hashes, the language pipeline among them.

usage: python3 tools/setup.py [--dev]

Needs Python ≥ 3.11 with `venv`, and a package index that pip can reach. A second run takes a second.
Written for any Python 3, so that an old one is told what it lacks.
"""

import argparse
import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
STAMP = os.path.join(VENV, ".detente-setup")
OLDEST = (3, 11)


def main():
    """Set up what is missing; say on one line what went wrong and how to mend it."""
    parser = argparse.ArgumentParser(description="Set up Détente in .venv.")
    parser.add_argument("--dev", action="store_true", help="with the tools for testing and checking")
    wanted = "dev" if parser.parse_args().dev else "run"
    if sys.version_info < OLDEST:
        stop(
            "Détente needs Python %d.%d or newer; this is %s (%s)."
            % (OLDEST + (sys.version.split()[0], sys.executable)),
            "Name a newer one: make PYTHON=python3.12 setup",
        )
    lock = os.path.join(ROOT, "requirements", wanted + ".txt")
    if is_done(wanted):
        return
    make_venv()
    say("Setting up .venv with pinned packages; this takes a minute or two …")
    install("-r", lock, "--require-hashes", "--only-binary", ":all:")
    install("--no-build-isolation", "--no-deps", "--editable", ROOT)
    with open(STAMP, "w") as stamp:
        stamp.write(state(wanted))
    say("Ready: .venv/bin/detente")


def is_done(wanted):
    """Whether an earlier run did all this, with the same lock, Python and place."""
    try:
        with open(STAMP) as stamp:
            done = stamp.read()
    except OSError:
        return False
    return done == state("dev") or done == state(wanted)


def state(wanted):
    """What decides whether a set-up is still good."""
    digest = hashlib.sha256((VENV + sys.version).encode())
    for name in ("requirements/%s.txt" % wanted, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return "%s %s\n" % (wanted, digest.hexdigest())


def make_venv():
    """The virtual environment, made anew where Python cannot run in it."""
    if (
        os.path.exists(PYTHON)
        and subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL) == 0
    ):
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        stop(
            "This Python has no `venv` with pip in it.",
            "On Debian and Ubuntu: apt-get install python3-venv (or python%d.%d-venv)" % sys.version_info[:2],
        )
    say("Making .venv with Python %s …" % sys.version.split()[0])
    try:
        venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        stop("Cannot make %s: %s." % (VENV, error), "Is the folder writable and the disk not full?")


def install(*what):
    """Install with pip; where that fails say so in words."""
    quiet = [] if sys.stderr.isatty() else ["-qq"]
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *quiet, *what]
    if subprocess.call(command, stdout=sys.stderr) != 0:
        stop(
            "A package could not be had, or its hash is not the pinned one; pip says above which.",
            "Can pip reach a package index (network, proxy, `pip config list`)? Then run `make setup` again: "
            "what was fetched is kept.",
        )


def say(line):
    """Talk goes to standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def stop(problem, remedy):
    """End with one clear word and no traceback."""
    say("setup: " + problem)
    say("       " + remedy)
    sys.exit(1)


if __name__ == "__main__":
    main()
