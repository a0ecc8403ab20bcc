"""Backups are whole, and findings are found."""

import asyncio
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from storage.maintenance.backup import backup
from storage.maintenance.integrity import findings
from storage.store import SqlStore
from tests.support.keyed_values import put_value, value_of
from tests.support.process import started
from tests.support.stored_world import (
    a_member,
    a_response,
    a_round,
    a_schedule,
    a_team,
    some_points,
)


def write_pair(store: SqlStore, n: int) -> None:
    """Two rows that belong together: a backup has both or none."""

    def command(tx: Transaction) -> None:
        put_value(tx, f"left {n}", "here")
        put_value(tx, f"right {n}", "here" * 500)

    store.write_now(command)


async def test_a_backup_made_while_the_bot_writes_is_whole(url: str, tmp_path: Path) -> None:
    copies = [tmp_path / f"copy{n}.db" for n in range(3)]
    written = 0
    with SqlStore(url) as store:
        for copy in copies:
            write_pair(store, written := written + 1)
            copying = asyncio.create_task(asyncio.to_thread(backup, url, copy))
            while not copying.done():
                await asyncio.to_thread(write_pair, store, written := written + 1)
            await copying
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            keys = {key for (key,) in connection.execute("SELECT name FROM teams")}
        left = {key.split()[1] for key in keys if key.startswith("left")}
        right = {key.split()[1] for key in keys if key.startswith("right")}
        assert left == right
        assert left
    assert written > 2 * len(copies)


def test_a_backup_is_one_file_that_opens_as_a_store(url: str, tmp_path: Path) -> None:
    with SqlStore(url) as store:
        write_pair(store, 1)
        (tmp_path / "copies").mkdir()
        copy = tmp_path / "copies" / "copy.db"
        backup(url, copy)
    assert list(copy.parent.iterdir()) == [copy]
    assert copy.read_bytes()[18:20] == b"\x01\x01"  # no log is expected next to it
    with SqlStore(f"sqlite:///{copy}") as restored:
        assert restored.read_now(lambda tx: value_of(tx, "left 1")) == "here"
        assert findings(restored) == ()


def test_a_backup_never_overwrites(url: str, tmp_path: Path) -> None:
    taken = tmp_path / "taken.db"
    taken.write_text("precious")
    with pytest.raises(StorageError, match="already exists: choose another name"):
        backup(url, taken)
    assert taken.read_text() == "precious"


def test_a_backup_into_a_missing_folder_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="doesn't exist: create it first"):
        backup(url, tmp_path / "none" / "copy.db")


def test_a_backups_name_may_be_as_long_as_a_name_can_be(url: str, tmp_path: Path) -> None:
    backup(url, tmp_path / ("x" * 255))
    with pytest.raises(StorageError, match=r"Couldn't write .* \(File name too long\): .* name"):
        backup(url, tmp_path / ("x" * 256))
    assert {file.name for file in tmp_path.iterdir()} == {"warmup.db", "x" * 255}


def test_a_link_that_leads_nowhere_is_not_overwritten_either(url: str, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "none.db")
    with pytest.raises(StorageError, match="already exists"):
        backup(url, tmp_path / "link.db")


@pytest.mark.parametrize("page", [1, 2, 30])
def test_a_damaged_database_is_reported_by_name_and_not_backed_up(
    lived: str, lived_path: Path, tmp_path: Path, page: int
) -> None:
    content = bytearray(lived_path.read_bytes())
    start = 100 if page == 1 else (page - 1) * 4096  # the first page begins with the header
    content[start : page * 4096] = bytes(byte ^ 0x5A for byte in content[start : page * 4096])
    lived_path.write_bytes(content)
    with pytest.raises(StorageError, match=f"The database {lived_path} is damaged.*restore"):
        backup(lived, tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy*"))
    assert not list(tmp_path.glob(".*"))


def test_a_backup_of_a_locked_database_fails_with_the_fix_instead_of_hanging(
    url: str, path: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match=f"{path} is locked by another process"):
            backup(url, tmp_path / "copy.db", busy_timeout=0.05)


def test_leftovers_of_a_killed_backup_are_removed_by_the_next_one(url: str, path: Path) -> None:
    folder = path.parent

    def rooms() -> list[Path]:
        return list(folder.glob(".warmup-backup-*/copy.db"))

    other = Path(shutil.copy(path, folder / "locked.db"))
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        waits = started(folder, "db", "backup", "first.db", DATABASE_URL=f"sqlite:///{other}")
        try:
            until = time.monotonic() + 30
            while not rooms() and waits.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            waits.send_signal(signal.SIGSTOP)  # it waits a few seconds only
            backup(url, folder / "second.db")
            assert rooms(), "the one that still runs keeps what it writes"
        finally:
            waits.kill()
            waits.communicate()
    backup(url, folder / "third.db")
    assert {file.name for file in folder.iterdir()} == {
        "warmup.db", "locked.db", "second.db", "third.db"
    }  # fmt: skip


def test_a_backup_of_a_missing_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There's no database"):
        backup(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_postgresql_points_to_pg_dump(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="pg_dump"):
        backup("postgres://localhost/x", tmp_path / "copy.db")


def test_an_intact_database_has_no_findings(sqlite_store: SqlStore) -> None:
    sqlite_store.write_now(a_little_history)
    assert findings(sqlite_store) == ()


def test_a_total_that_does_not_match_its_log_is_found(sqlite_store: SqlStore, path: Path) -> None:
    sqlite_store.write_now(a_little_history)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE point_totals SET points = 11 WHERE period = 'all' AND track = ''"
        )
        connection.execute("DELETE FROM point_totals WHERE period = '2026-11' AND track = ''")
    found = findings(sqlite_store)
    assert len(found) == 2
    assert "0 points on the leaderboard (period 2026-11, all tracks), but" in found[0]
    assert "11 points on the leaderboard (period all, all tracks), but" in found[1]


def test_a_row_that_refers_to_a_missing_one_is_found(sqlite_store: SqlStore, path: Path) -> None:
    sqlite_store.write_now(a_little_history)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM members")  # foreign keys are off in this connection
    found = findings(sqlite_store)
    assert any("of responses refers to a missing row of members" in line for line in found)


def test_damage_in_the_file_is_found(url: str, path: Path, tmp_path: Path) -> None:
    with SqlStore(url) as store:
        store.write_now(a_little_history)
    damaged = Path(shutil.copy(path, tmp_path / "damaged.db"))
    with closing(sqlite3.connect(damaged)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master AS other "
            "WHERE other.name = 'ix_teams_name') WHERE name = 'ix_members_team_id'"
        )
    with SqlStore(f"sqlite:///{damaged}") as store:
        found = findings(store)
    assert found
    assert all("The file is damaged" in line for line in found)


def test_an_audit_is_run_too(sqlite_store: SqlStore) -> None:
    sqlite_store.write_now(a_team)
    audit = findings(sqlite_store, lambda tx: [f"{len(tx.teams.all())} team too many"])
    assert audit == ("1 team too many",)


def a_little_history(tx: Transaction) -> None:
    team = a_team(tx)
    asked, member = a_round(tx, a_schedule(tx, team)), a_member(tx, team)
    tx.responses.save(a_response(asked, member))
    tx.points.add([some_points(asked, member, 10)])
