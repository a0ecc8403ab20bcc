"""`db check` names the rows that could not be, where reading them would fail elsewhere."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.engine.ports.repositories import Transaction
from bot.engine.records import audit
from storage.maintenance import integrity
from storage.maintenance.rows import MAX_NAMED
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.process import shell
from tests.support.stored_world import a_member, a_schedule, a_team


def _database(folder: Path, schedules: int = 1) -> Path:
    file = folder / "warmup.db"
    upgrade.upgrade(f"sqlite:///{file}")
    with SqlStore(f"sqlite:///{file}") as store:

        def fill(tx: Transaction) -> None:
            team = a_team(tx)
            a_member(tx, team)
            for _ in range(schedules):
                a_schedule(tx, team)

        store.write_now(fill)
    return file


def _change(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def _findings(file: Path) -> tuple[str, ...]:
    with SqlStore(f"sqlite:///{file}") as store:
        return integrity.findings(store, audit.differences)


def test_rows_as_they_should_be_are_no_findings(tmp_path: Path) -> None:
    assert _findings(_database(tmp_path)) == ()


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("at", "'x'", "'x'"),
        ("created_at", "'x'", "'x'"),
        ("created_at", "12", "12"),
        ("days", "'[1, 99]'", "'[1, 99]'"),
        ("days", "'[1'", "'[1'"),
        ("days", "'3'", "3"),
        ("levels", "'[\"hard\"]'", "'[\"hard\"]'"),
        ("format", "'loud'", "'loud'"),
        ("zone", "'Moon/Base'", "'Moon/Base'"),
        ("zone", "x'00'", "b'\\x00'"),
        ("number", "9223372036854775808", "9.223372036854776e+18"),
        ("reveal_after", "9223372036854775807", "9223372036854775807"),
        ("reveal_after", "1.5", "1.5"),
    ],
)
def test_a_row_that_could_not_be_is_named(
    column: str, value: str, shown: str, tmp_path: Path
) -> None:
    file = _database(tmp_path)
    _change(file, f"UPDATE schedules SET {column} = {value}")
    (finding,) = _findings(file)
    assert finding.startswith(
        f"The row of schedules with id 1 has an impossible {column}: {shown}. To fix it, restore"
    )


def test_db_check_says_it_in_a_line(tmp_path: Path) -> None:
    _change(_database(tmp_path), "UPDATE members SET joined_at = 'x'")
    checked = shell(tmp_path, "db", "check")
    assert checked.returncode == 1
    first, second = checked.stderr.splitlines()
    assert first.startswith("The row of members with id 1 has an impossible joined_at: 'x'.")
    assert second == "Problems found: 1."


def test_very_many_rows_are_counted(tmp_path: Path) -> None:
    file = _database(tmp_path, MAX_NAMED + 3)
    _change(file, "UPDATE schedules SET at = 'x'")
    findings = _findings(file)
    assert len(findings) == MAX_NAMED + 1
    assert findings[-1] == "3 more rows of schedules have impossible values."
