"""The command line as its users meet it: exit codes, what goes to stdout and what to stderr, bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, missing
from tests.show.conftest import Done

TALK = """Envoys meet in Oslo

Norwegian Foreign Minister Espen Eide met the Colombian foreign minister in Oslo on Tuesday. \
Eide said that the talks were “open and useful”. Colombia demanded the release of two fishermen.
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


# --- the main job ------------------------------------------------------------------------------------


def test_reports_are_added_once_and_asked(detente: Callable[..., Done], talk: Path) -> None:
    first = detente("add", talk, "--published", "2024-03-05")
    assert (first.code, first.out) == (0, "1 report added\n")
    again = detente("add", talk, "--published", "2024-03-05")
    assert (again.code, again.out) == (0, "0 reports added, 1 known already\n")
    for question in ("ledger", "timeline", "claims", "changes", "origins", "sources", "issues"):
        assert detente(question).code == 0, question
        for row in detente(question, "--json").rows:
            assert isinstance(row, dict), question
    found = detente("search", "fishermen", "--json").rows
    assert "fishermen" in found[0]["words"]


def test_every_line_of_the_ledger_opens_its_sentence(detente: Callable[..., Done], talk: Path) -> None:
    detente("add", talk, "--published", "2024-03-05")
    lines = detente("ledger", "--kind", "demand", "--json").rows
    assert lines
    told = detente("why", lines[0]["id"])
    assert told.code == 0
    assert "release of two fishermen" in told.out
    assert detente("why", lines[0]["id"][:6], "--json").rows[0]["id"] == lines[0]["id"]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_brief_of_files_needs_no_store(detente: Callable[..., Done], talk: Path, form: str) -> None:
    done = detente("brief", talk, "--published", "2024-03-05", "--format", form)
    assert done.code == 0
    assert "Oslo" in done.out
    assert not (talk.parent / "crisis.detente").exists()


def test_a_brief_in_a_pipe_has_80_columns_and_no_colour(detente: Callable[..., Done], talk: Path) -> None:
    done = detente("brief", talk, "--published", "2024-03-05")
    assert max(map(len, done.out.splitlines())) <= 80
    assert "\x1b" not in done.out


def test_codes_are_shown_only_where_asked_for(detente: Callable[..., Done], talk: Path) -> None:
    plain = detente("brief", talk, "--published", "2024-03-05").out
    codes = detente("brief", talk, "--published", "2024-03-05", "--codes").out
    for code in ("CONSULT", "REQUEST", "state:NOR", "person:", "office:"):
        assert code not in plain
    assert "CONSULT" in codes


# --- analyze -----------------------------------------------------------------------------------------


def test_analyze_gives_one_line_for_one_line_in_order(detente: Callable[..., Done]) -> None:
    given = [
        {"id": "a", "text": TALK, "published": "2024-03-05"},
        {"id": "b", "text": ""},
        {"id": "c", "text": TALK},
        "this is no JSON",
        {"id": "e", "text": 7},
        {"id": "f", "text": TALK, "published": "the day before yesterday"},
        {"id": "a", "text": TALK, "published": "2024-03-05"},
    ]
    lines = [g if isinstance(g, str) else json.dumps(g) for g in given]
    done = detente("analyze", "-", stdin="\n".join(lines))
    assert done.code == 3
    assert [row.get("id") for row in done.rows if row.get("id") in "abcefa"][:3] == ["a", "b", "c"]
    assert ["error" in row for row in done.rows] == [False, True, False, True, True, True, False]
    assert done.rows[0] == done.rows[-1]
    assert done.rows[0]["version"] == "1"


def test_offsets_count_in_the_text_as_given(detente: Callable[..., Done]) -> None:
    text = "🕊🕊\r\n\r\n" + TALK.replace("\n", "\r\n")
    done = detente("analyze", "-", stdin=json.dumps({"id": "a", "text": text, "published": "2024-03-05"}))
    (row,) = done.rows
    told = [text[s["start"] : s["end"]] for s in row["statements"]]
    assert any("open and useful" in words for words in told)
    assert text[slice(*row["moves"][0]["trigger"])].strip()


def test_with_clean_none_everything_is_body(detente: Callable[..., Done]) -> None:
    text = "Leave a Comment\nSpain met Portugal on Monday."
    (row,) = detente("analyze", "--clean", "none", "-", stdin=json.dumps({"id": "a", "text": text})).rows
    assert {p["role"] for p in row["passages"]} == {"body"}


# --- bad input ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("dots.txt", "… … …".encode()),
        ("emoji.txt", "🕊🕊🕊🔥".encode()),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("zip.html", b"PK\x03\x04" + bytes(range(256)) * 40),
    ],
)
def test_what_has_no_text_is_rejected_with_reason_and_the_rest_goes_on(
    detente: Callable[..., Done], tmp_path: Path, talk: Path, name: str, data: bytes
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    both = detente("add", bad, talk)
    assert both.code == 3
    assert both.out.startswith("1 report added")
    assert name in both.err
    assert len(both.err.splitlines()) == 1
    kept = detente("issues", "--json").rows
    assert [Path(r["name"]).name for r in kept] == [name]
    assert kept[0]["reason"]
    alone = detente("--store", "other.detente", "add", bad)
    assert alone.code == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("letter.txt", "a" * 1_000_000),
        ("arabic.txt", "قال وزير الخارجية إن المحادثات ستستمر يوم الجمعة في جنيف. " * 5),
        ("marks.txt", "“He said «no. The other said 'yes\" and left. “”»«'' \n" * 20),
        ("nul.txt", "The envoy said\x00 that talks would go on.\n" * 5),
        ("crlf.txt", "One line.\r\nSpain said that it would sign.\rThird.\r\n"),
        ("long.txt", "and then " * 8_000),
    ],
)
def test_odd_text_is_read_or_rejected_but_never_breaks(
    detente: Callable[..., Done], tmp_path: Path, talk: Path, name: str, text: str
) -> None:
    odd = tmp_path / name
    odd.write_text(text, encoding="utf-8", newline="")
    done = detente("add", odd, talk)
    assert done.code in (0, 3)
    assert len(detente("sources", "--json").rows) >= 1
    assert detente("brief").code == 0


def test_what_is_not_there_is_said_with_its_name(detente: Callable[..., Done], talk: Path) -> None:
    done = detente("add", "nowhere.txt", talk)
    assert done.code == 3
    assert "nowhere.txt" in done.err


def test_a_folder_that_may_not_be_read_is_said(
    detente: Callable[..., Done], tmp_path: Path, talk: Path
) -> None:
    if os.geteuid() == 0:
        missing_rights_are_tested_as_another_user(tmp_path)
        return
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        done = detente("add", closed, talk)
    finally:
        closed.chmod(0o700)
    assert done.code == 3
    assert "closed" in done.err


def missing_rights_are_tested_as_another_user(tmp_path: Path) -> None:
    """Root may read everything; so a child without root's rights looks."""
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text(TALK, encoding="utf-8")
    closed.chmod(0)
    program = (
        "import os, sys\n"
        "from detente.read import read\n"
        "import detente.read.text, detente.read.files\n"
        "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        f"print([type(r).__name__ + ' ' + getattr(r, 'reason', '') for r in read([{str(closed)!r}])])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )
    closed.chmod(0o700)
    if "PermissionError" in done.stderr and "site-packages" in done.stderr:
        missing("a place of this Python that other users may read")
    assert "Reject" in done.stdout, done.stderr


@pytest.mark.parametrize("day", ["yesterday", "2022-13-01", "2999-01-01", "0001-01-01", "22"])
@pytest.mark.parametrize("verb", ["add", "brief", "analyze"])
def test_a_date_that_cannot_be_is_refused_before_anything_is_read(
    detente: Callable[..., Done], talk: Path, verb: str, day: str
) -> None:
    done = detente(verb, talk, "--published", day)
    assert done.code == 2
    assert day in done.err
    assert done.out == ""
    assert not (talk.parent / "crisis.detente").exists()


@pytest.mark.parametrize(
    "words",
    [["ledger", "--kind", "soup"], ["ledger", "--state", "wet"], ["timeline", "--since", "soon"], ["why", "zzzz"],
     ["brief", "--as-of", "someday"], ["brief", "--format", "papyrus"], ["frobnicate"], ["search"]],
)  # fmt: skip
def test_wrong_usage_is_exit_2_and_one_sentence(
    detente: Callable[..., Done], talk: Path, words: list[str]
) -> None:
    detente("add", talk, "--published", "2024-03-05")
    done = detente(*words)
    assert done.code == 2
    assert done.err


def test_questions_to_a_store_that_is_not_there_name_the_remedy(detente: Callable[..., Done]) -> None:
    done = detente("ledger")
    assert done.code == 1
    assert "add" in done.err
    assert not Path("crisis.detente").exists()


def test_a_store_that_is_something_else_is_left_alone(detente: Callable[..., Done], talk: Path) -> None:
    before = talk.read_bytes()
    done = detente("--store", talk, "add", talk)
    assert done.code == 1
    assert "not a Détente store" in done.err
    assert talk.read_bytes() == before


def test_the_doctor_finds_all_well_and_a_broken_store_not(
    detente: Callable[..., Done], talk: Path, tmp_path: Path
) -> None:
    detente("add", talk)
    well = detente("doctor")
    assert well.code == 0, well.out
    assert "whole: 1 reports" in well.out or "whole: 1 report" in well.out
    (tmp_path / "broken.detente").write_text("this is no database at all " * 100)
    assert detente("--store", "broken.detente", "doctor").code == 1


def wait_until_idle(pid: int) -> None:
    """Wait until a process has started and waits for its input: however busy the machine, it uses no more time."""
    used = Path(f"/proc/{pid}/stat")
    if not used.exists():
        time.sleep(3)
        return
    before, still = "", 0
    while still < 5:
        time.sleep(0.2)
        fields = used.read_text().rpartition(")")[2].split()
        now = " ".join((*fields[11:13], fields[0]))
        still = still + 1 if now == before and fields[0] == "S" and fields[11] != "0" else 0
        before = now


def test_an_interrupt_ends_with_130_and_without_a_traceback(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "detente", "analyze", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        # Whoever started the tests in the background of a shell made them deaf to interrupts; a user's command is not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert child.stdin
    child.stdin.write("{")
    child.stdin.flush()
    wait_until_idle(child.pid)
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=30)
    assert child.returncode == 130
    assert err == "detente: interrupted; what was stored before is whole.\n"


def test_output_that_nobody_reads_ends_quietly(tmp_path: Path, talk: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": TALK}) for n in range(40))
    command = f"{sys.executable} -m detente analyze - | head -c 10"
    done = subprocess.run(
        command, input=lines, shell=True, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", ["analyze talk.txt", "brief talk.txt", "--version", "doctor --json"])
def test_output_that_cannot_be_written_is_said_in_one_sentence(
    command: str, tmp_path: Path, talk: Path
) -> None:
    done = in_shell(f"{command} > /dev/full", tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "detente: the output cannot be written: No space left on device. Send it elsewhere, or make room.\n"
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("add - <&-", "detente: -: is closed. Send something to standard input.\n"),
        ("sources >&-", "detente: standard output is closed; send it to a file or a pipe.\n"),
        ("add nothing.txt 2>&-", ""),
    ],
)
def test_closed_streams_are_no_bug(command: str, said: str, tmp_path: Path) -> None:
    done = in_shell(command, tmp_path)
    assert (done.returncode, done.stderr) == (1, said)


def in_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command line as a shell runs it."""
    return subprocess.run(
        f"{sys.executable} -m detente {command}",
        shell=True, capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
