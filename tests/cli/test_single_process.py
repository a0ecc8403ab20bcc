"""One `warmup run` per SQLite file; everything else works meanwhile."""

import subprocess
from pathlib import Path

import pytest

from tests.support.process import result_of, shell, started, warmup

pytestmark = pytest.mark.slow

SCHEDULE = ("schedule", "add", "--platform", "discord", "--workspace", "1", "--channel", "2")


def begun(folder: Path) -> "subprocess.Popen[str]":
    """Start the bot and wait until it has asked."""
    bot = started(folder, "run")
    assert bot.stdout is not None
    said = ""
    for line in bot.stdout:
        said += line
        if "Type a letter" in line:
            return bot
    raise AssertionError(said)


def test_a_second_run_on_the_same_file_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    with begun(tmp_path) as bot:
        second = shell(tmp_path, "run")
        assert second.returncode == 1
        assert second.stderr.strip() == (
            f"Another `warmup run` is using the database {tmp_path / 'warmup.db'}: stop it "
            "first. To run several, move to PostgreSQL: `warmup db copy "
            f"sqlite:///{tmp_path / 'warmup.db'} postgresql://user@host/name`."
        )
        added = shell(tmp_path, *SCHEDULE, "--at", "09:00", "--zone", "UTC", "--json")
        assert result_of(added)["channel"] == "2", added.stderr
        bot.kill()
        bot.communicate()
    again = warmup(tmp_path, "run", typed="/quit\n")
    assert again.returncode == 0, again.stderr
