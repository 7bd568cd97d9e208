"""What a newcomer is told when something is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SETUP = ROOT / "tools" / "setup.py"


def run_with(change: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """The set-up, run in an empty checkout by a Python that is changed in one way."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("")
    (tmp_path / "pyproject.toml").write_text("")
    copy = tmp_path / "tools" / "setup.py"
    copy.write_text(SETUP.read_text(encoding="utf-8"), encoding="utf-8")
    program = f"import sys, runpy\n{change}\nsys.argv = ['setup.py']\nrunpy.run_path({str(copy)!r}, run_name='__main__')"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("sys.version_info = (3, 9, 2, 'final', 0)", "needs Python 3.11 or newer"),
        ("sys.modules['ensurepip'] = None", "python3-venv"),
    ],
)
def test_what_is_missing_is_said_in_words(change: str, said: str, tmp_path: Path) -> None:
    done = run_with(change, tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_package_that_cannot_be_had_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    change = (
        "import subprocess\n"
        "real = subprocess.call\n"
        "subprocess.call = lambda command, **more: 1 if 'install' in command else real(command, **more)"
    )
    done = run_with(change, tmp_path / "made")
    assert done.returncode == 1
    assert "A package could not be had" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_pin_has_a_hash_and_no_file_names_a_host(name: str) -> None:
    lock = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z][\w.-]*==[^\s;]+", lock, re.MULTILINE)
    assert len(pins) > 50
    assert "://" not in lock
    for block in re.split(r"\n(?=[a-z])", lock.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_two_lock_files_agree() -> None:
    def pins(name: str) -> set[str]:
        lock = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z][\w.-]*==[^\\]+", lock, re.MULTILINE))

    assert pins("run.txt") <= pins("dev.txt")
