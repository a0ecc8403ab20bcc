"""`warmup db copy`, as an operator types it."""

import re
from pathlib import Path

import pytest

from tests.support.process import shell, warmup

pytestmark = pytest.mark.slow


def test_a_team_moves_to_postgresql_and_continues_there(
    tmp_path: Path, postgresql_url: str
) -> None:
    played = warmup(tmp_path, "run", typed="A\n/reveal\n/leaderboard\n")
    board = re.findall(r"^\s*\d\. .*points$", played.stdout, re.M)
    assert board, played.stdout
    moved = shell(tmp_path, "db", "copy", "sqlite:///warmup.db", postgresql_url)
    assert moved.returncode == 0, moved.stderr
    assert "rows copied; points and streaks match." in moved.stdout
    assert moved.stderr == ""
    again = shell(tmp_path, "db", "copy", "sqlite:///warmup.db", postgresql_url)
    assert again.returncode == 1
    assert "isn't empty" in again.stderr
    typed = "/leaderboard\n/next\nA\n/reveal\n/streak\n"
    there = warmup(tmp_path, "run", typed=typed, DATABASE_URL=postgresql_url)
    assert re.findall(r"^\s*\d\. .*points$", there.stdout, re.M) == board, there.stderr
    assert "2 days" in there.stdout
    checked = shell(tmp_path, "db", "check", DATABASE_URL=postgresql_url)
    assert "Database OK" in checked.stdout, checked.stderr
