"""Upgrading a database on a full disk: it stays as it was, and the same upgrade works later."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.engine.records import audit
from storage.maintenance.integrity import findings
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.process import environment

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="size limits are POSIX's"),
]
OLD = Path(__file__).parent / "releases" / "0001.sql"
STEP = 150_000
"""Bytes: a disk with none left, and with ever more until the upgrade fits."""


def an_old_database(folder: Path, mode: str) -> Path:
    """Make a database as the first version left it."""
    path = folder / "warmup.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA journal_mode = {mode}")
    return path


def upgrade_with(folder: Path, free: int) -> "subprocess.CompletedProcess[str]":
    """Run ``warmup db upgrade`` where no file can grow beyond ``free`` bytes."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (free, free))

    return subprocess.run(
        [sys.executable, "-m", "bot", "db", "upgrade"],
        cwd=folder, env=environment(folder, PYTHONDONTWRITEBYTECODE="1"), capture_output=True,
        text=True, timeout=120, check=False, preexec_fn=limit,
    )  # fmt: skip


def content(path: Path) -> list[str]:
    """Return everything in a database."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return list(connection.iterdump())


@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
def test_an_upgrade_on_a_full_disk_changes_nothing_until_there_is_room(
    mode: str, tmp_path: Path
) -> None:
    path = an_old_database(tmp_path, mode)
    url = f"sqlite:///{path}"
    before, files = content(path), {file.name for file in tmp_path.iterdir()}
    free, failures = 8_192, 0
    while (done := upgrade_with(tmp_path, free)).returncode != 0:
        failures += 1
        (told,) = done.stderr.strip().splitlines()
        assert "disk" in told
        # The streaks are folded again once the tables are upgraded: that may find no room alone.
        assert content(path) == before or upgrade.current(url) == upgrade.head()
        left = {file.name for file in tmp_path.iterdir()} - files
        assert left <= {".cache", "warmup.db-lock", "warmup.db-wal", "warmup.db-shm"}
        free += STEP
    assert failures > 1
    assert upgrade.current(url) == upgrade.head()
    with SqlStore(url) as store:
        assert findings(store, audit.differences) == ()
