import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.support.process import environment, result_of, started, warmup

pytestmark = pytest.mark.slow


def read_until(process: "subprocess.Popen[str]", text: str) -> str:
    """Read the process's output up to the line that holds ``text``."""
    assert process.stdout is not None
    told = ""
    for line in process.stdout:
        told += line
        if text in line:
            return told
    pytest.fail(f"ended without {text!r}: {told}")


def type_line(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_without_a_token_a_demo_runs_in_plain_text(tmp_path: Path) -> None:
    done = warmup(tmp_path, "run", typed="A\n/reveal\n/leaderboard\n/quit\n")
    assert done.returncode == 0, done.stderr
    assert "No chat token found" in done.stdout.splitlines()[0]
    assert "Answer saved: A" in done.stdout
    assert "Model answer" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stderr == ""


def test_an_empty_input_is_an_error_that_mentions_the_tokens(tmp_path: Path) -> None:
    done = warmup(tmp_path, "run")
    assert done.returncode == 1
    assert "DISCORD_TOKEN" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_input_counts_as_empty(tmp_path: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m bot run <&-', sys.executable],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("There's no terminal to play in")


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    process = started(tmp_path, "run")
    try:
        read_until(process, "Be the first to answer")
        for letter in "ABCD":
            type_line(process, letter)
            read_until(process, f": {letter}, ")
        process.send_signal(signal.SIGKILL)
    finally:
        end(process)
    assert warmup(tmp_path, "db", "check").returncode == 0
    told = warmup(tmp_path, "run", typed="/mine\n").stdout
    assert "Your answer: D" in told
    assert "Question 2" not in told


def what_it_says_until_it_ends(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Read a process to its end, its input left open: that would end it, too."""
    assert process.stdout is not None
    assert process.stderr is not None
    ended = threading.Timer(20, process.kill)
    ended.start()
    try:
        return process.stdout.read(), process.stderr.read()
    finally:
        ended.cancel()


def test_ctrl_c_at_any_moment_leaves_the_database_intact(tmp_path: Path) -> None:
    process = started(tmp_path, "run")
    try:
        read_until(process, "Be the first to answer")
        type_line(process, "A")
        type_line(process, "/reveal")
        process.send_signal(signal.SIGINT)
        out, err = what_it_says_until_it_ends(process)
    finally:
        end(process)
    assert "Traceback" not in err, err
    assert "Your answers are saved" in out
    checked = warmup(tmp_path, "db", "check", "--json")
    assert result_of(checked) == {"problems": []}


def test_all_wrong_settings_are_listed_together_and_nothing_starts(tmp_path: Path) -> None:
    done = warmup(
        tmp_path,
        "run",
        DATABASE_URL="mysql://x",
        LOG_LEVEL="loud",
        SLACK_BOT_TOKEN="xapp-1",
        WARMUP_HEALTH_PORT="high",
    )
    assert done.returncode == 1
    for name in ("DATABASE_URL", "LOG_LEVEL", "SLACK_BOT_TOKEN", "WARMUP_HEALTH_PORT"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_a_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "warmup.db"
    file.write_text("my shopping list\n" * 100)
    done = warmup(tmp_path, "run", typed="A\n")
    assert done.returncode == 1
    assert "warmup.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_text().startswith("my shopping list")
