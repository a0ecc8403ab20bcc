"""A restored backup is the backup, whatever was next to the file, wherever it was interrupted."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.engine.errors import StorageError
from storage.maintenance.backup import backup
from storage.maintenance.restore import restore
from storage.sqlite.preflight import check_file, restore_marker
from storage.store import SqlStore
from tests.support.process import environment, shell, started
from tests.support.stored_world import a_team

pytestmark = pytest.mark.slow

# Commits that are only in the log, as after kill -9: nothing is closed, nothing checkpointed.
KILLED_BOT = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA wal_autocheckpoint = 0")
for n in range(200):
    connection.execute("UPDATE teams SET name = ? WHERE id = 1", (f"after the backup {n}",))
os._exit(9)
"""

# Dies at the n-th thing it does to the file system, by the interpreter's own audit events.
KILLED_RESTORE = """
import os, signal, sys
from pathlib import Path
import storage.maintenance.restore as restores
url, backup, last = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
seen = 0
def die(event, arguments):
    global seen
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"):
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(die)
restores.restore(url, backup)
"""


def run(code: str, folder: Path, *arguments: str) -> int:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, env=environment(folder), check=False
    ).returncode


def team_name(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (name,) = connection.execute("SELECT name FROM teams WHERE id = 1").fetchone()
    return str(name)


@pytest.fixture
def killed(url: str, tmp_path: Path) -> tuple[Path, Path]:
    """A database whose bot was killed with commits in its log, and a backup from before."""
    with SqlStore(url) as store:
        store.write_now(a_team)
    database = Path(url.removeprefix("sqlite:///"))
    saved = tmp_path / "saved.db"
    backup(url, saved)
    assert run(KILLED_BOT, tmp_path, str(database)) == 9
    assert database.with_name(f"{database.name}-wal").stat().st_size > 0
    return database, saved


def test_the_log_of_a_killed_bot_is_not_replayed_into_the_backup(
    url: str, killed: tuple[Path, Path]
) -> None:
    database, saved = killed
    before = team_name(saved)
    done = restore(url, saved)
    assert team_name(database) == before
    assert done.moved_aside is not None
    assert team_name(done.moved_aside) == "after the backup 199"
    with SqlStore(url) as store:
        assert store.read_now(lambda tx: [team.name for team in tx.teams.all()]) == [before]
    assert database.stat().st_mode & 0o777 == 0o600


def test_a_restore_killed_at_any_step_can_be_run_again_and_loses_nothing(
    url: str, killed: tuple[Path, Path], tmp_path: Path
) -> None:
    database, saved = killed
    before, kills, refused = team_name(saved), 0, 0
    pristine = tmp_path / "pristine"
    shutil.copytree(database.parent, pristine, ignore=shutil.ignore_patterns("pristine"))
    step = 1
    while run(KILLED_RESTORE, tmp_path, url, str(saved), str(step)) == -signal.SIGKILL:
        kills += 1
        if restore_marker(database).exists():
            refused += 1
            with pytest.raises(StorageError, match="run `warmup db restore FILE` again"):
                check_file(database, must_exist=True)
        else:
            asides = database.parent.glob(f"{database.name}.before-restore-*")
            assert bool(list(asides)) == (team_name(database) == before)
        again = restore(url, saved)
        assert team_name(database) == before
        kept = [
            team_name(old)
            for old in database.parent.glob(f"{database.name}.before-restore-?")
            if old.name[-1].isdigit()
        ]
        assert "after the backup 199" in kept
        assert again.database == database
        for left in database.parent.glob(f"{database.name}*"):
            left.unlink()
        for old in pristine.glob(f"{database.name}*"):
            shutil.copy2(old, database.parent)
        step += 1
    assert kills > 8
    assert refused > 2


def test_a_damaged_backup_changes_nothing(url: str, killed: tuple[Path, Path]) -> None:
    database, saved = killed
    damaged = bytearray(saved.read_bytes())
    damaged[4096:20_480] = b"\xff" * 16_384
    saved.write_bytes(damaged)
    with pytest.raises(StorageError, match="is damaged"):
        restore(url, saved)
    assert team_name(database) == "after the backup 199"
    assert list(database.parent.glob(".warmup-restore-*")) == []


def test_a_file_that_is_not_a_backup_is_refused_with_the_fix(url: str, tmp_path: Path) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "foreign.db"
    text.write_text("not a database, but long enough to look at it closely" * 5)
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE songs (name TEXT)")
    for file, said in ((tmp_path / "none.db", "no backup at"), (text, "isn't a SQLite database"),
                       (foreign, "another program"), (tmp_path, "no backup at")):  # fmt: skip
        with pytest.raises(StorageError, match=said):
            restore(url, file)
    with pytest.raises(StorageError, match="use pg_restore"):
        restore("postgresql://nobody@localhost/none", foreign)


def test_the_database_of_a_running_bot_is_not_replaced(tmp_path: Path) -> None:
    with started(tmp_path, "run") as bot:
        assert bot.stdout is not None
        assert any("Question 1" in line for line in iter(bot.stdout.readline, ""))
        assert shell(tmp_path, "db", "backup", "saved.db").returncode == 0
        refused = shell(tmp_path, "db", "restore", "saved.db")
        assert (refused.returncode, "stop it first" in refused.stderr) == (1, True)
        bot.communicate("/quit\n")
    done = shell(tmp_path, "db", "restore", "saved.db")
    assert done.returncode == 0, done.stderr
    assert "Restored " in done.stdout
    assert "before-restore-1" in done.stdout
    assert shell(tmp_path, "db", "check").returncode == 0
