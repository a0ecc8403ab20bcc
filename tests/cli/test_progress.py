"""A terminal sees that a command is busy; a pipe sees nothing of it."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.support.process import environment, warmup


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
