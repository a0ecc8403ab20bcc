"""A terminal sees that a command is busy; a pipe sees nothing of it."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cli.progress import nothing_shown, working
from tests.support.process import environment, shell, warmup

pytestmark = pytest.mark.slow

LIST = "### 1. What is a tensor?\n\nAn array of numbers with a shape.\n"
READING, OPENING = "Reading the questions", "Opening the database"
BUSY = (
    ("run", (OPENING, READING)),
    ("doctor", ("Checking",)),
    ("init --discord --discord-token {token} --no-questions", ("Asking the platform",)),
    (
        "schedule add --platform discord --workspace 42 --channel 43 --at 09:00 --zone UTC",
        (READING, OPENING),
    ),
    ("schedule list", (OPENING,)),
    ("content check bank --code --yes", (READING, "Checking the questions", "Running the code")),
    ("content import list.md --into imported", (READING, "Comparing", "Storing the questions")),
    ("content import list.md list.txt --dry-run", (READING,)),
    (
        "content export --track sql sql.json",
        (READING, "Writing the questions", "Reading the export back"),
    ),
    ("db upgrade", ("Upgrading the database",)),
    ("db check", ("Checking the database",)),
    ("db backup saved.db", ("Backing up and checking",)),
    ("db restore backup.db", ("Checking and restoring",)),
    ("db copy sqlite:///warmup.db sqlite:///copy.db", ("Copying and comparing",)),
)
"""Commands that may take over a second, and what each is busy with."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a list, a bank, a database and a backup of it."""
    folder = tmp_path_factory.mktemp("busy")
    for name in ("list.md", "list.txt"):
        (folder / name).write_text(LIST)
    for arguments in (
        ("content", "import", "list.md", "--into", "bank"),
        ("db", "upgrade"),
        ("db", "backup", "backup.db"),
    ):
        assert shell(folder, *arguments).returncode == 0
    return folder


def test_a_terminal_sees_what_a_command_is_busy_with(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "content", "tracks"],
        cwd=tmp_path,
        env=environment(tmp_path, TERM="xterm-256color"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    told = ""
    with suppress(OSError):  # the other side closes when the process ends
        while chunk := os.read(ours, 4096):
            told += chunk.decode(errors="replace")
    assert process.wait(timeout=60) == 0
    os.close(ours)
    assert "Reading the questions" in told


def test_a_pipe_sees_nothing_of_it(tmp_path: Path) -> None:
    done = warmup(tmp_path, "content", "tracks", TERM="xterm-256color")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("line", "told"), BUSY, ids=[line for line, _ in BUSY])
def test_whatever_may_take_over_a_second_says_what_it_does(
    line: str, told: tuple[str, ...], folder: Path
) -> None:
    nowhere = "http://127.0.0.1:9"
    arguments = line.format(token=f"MTIz.{'a' * 6}.{'b' * 38}").split()
    done = shell(folder, *arguments, TTY_COMPATIBLE="1", DISCORD_API_URL=nowhere)
    assert [each for each in told if each not in done.stderr] == [], done.stderr


def test_of_one_inside_another_only_the_outer_is_shown(folder: Path) -> None:
    done = shell(folder, "doctor", TTY_COMPATIBLE="1")
    assert "Checking" in done.stderr
    assert OPENING not in done.stderr


def test_nothing_is_drawn_between_the_lines_of_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with nothing_shown(), working(READING):
        pass
    assert capsys.readouterr().err == ""
    with working(READING):
        pass
    assert READING in capsys.readouterr().err
