"""A database in trouble: one message that names the fix, and nothing half-written."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.migrations import upgrade
from tests.support.process import environment, shell

COMMANDS = (("run",), ("db", "upgrade"), ("db", "check"), ("schedule", "list"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A database."""
    upgrade.upgrade(f"sqlite:///{tmp_path}/warmup.db")
    return tmp_path / "warmup.db"


def limited(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run ``warmup`` where no file may grow beyond 50 KiB, as on a disk that is full."""
    return subprocess.run(
        [
            "/bin/sh",
            "-c",
            'ulimit -f 100; exec "$@"',
            "sh",
            sys.executable,
            "-m",
            "bot",
            *arguments,
        ],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def one_message(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 1
    (line,) = done.stderr.strip().splitlines()
    return line


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_truncated_file_is_reported_and_left_alone(kept: Path, command: tuple[str, ...]) -> None:
    kept.write_bytes(before := kept.read_bytes()[:40_000])
    told = one_message(shell(kept.parent, *command))
    assert (
        told == "The database warmup.db is truncated: restore a backup (`warmup db restore FILE`)."
    )
    assert kept.read_bytes() == before
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_newer_versions_file_is_reported_and_left_alone(
    kept: Path, command: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = kept.read_bytes()
    told = one_message(shell(kept.parent, *command))
    assert "is from a newer Warmup (revision 9999" in told
    assert "install that version, or restore a backup" in told
    assert kept.read_bytes() == before
    assert list(kept.parent.iterdir()) == [kept]


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one != ("db", "check")], ids=" ".join
)
def test_a_read_only_folder_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    # Root may write anything, so the system's answer is replaced, not the rights.
    def access(path: Path, mode: int) -> bool:
        return not (mode & os.W_OK and Path(path) == tmp_path)

    monkeypatch.setattr(os, "access", access)
    told = one_message(shell(tmp_path, *command))
    assert f"The folder {tmp_path} is read-only: give Warmup's user write permission" in told
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_no_half_written_database(tmp_path: Path) -> None:
    told = one_message(limited(tmp_path, "db", "upgrade"))
    assert "had a disk error: check the disk and its free space" in told
    made = shell(tmp_path, "db", "upgrade")
    assert "Created the database" in made.stdout, made.stderr


def test_a_full_disk_leaves_no_half_written_backup(kept: Path) -> None:
    told = one_message(limited(kept.parent, "db", "backup", "copy.db"))
    assert "disk" in told
    assert {file.name for file in kept.parent.iterdir()} <= {
        "warmup.db",
        "warmup.db-wal",
        "warmup.db-shm",
    }
    assert shell(kept.parent, "db", "backup", "copy.db").returncode == 0


def test_a_full_disk_leaves_no_half_written_copy(kept: Path) -> None:
    there = "sqlite:///there.db"
    told = one_message(limited(kept.parent, "db", "copy", "sqlite:///warmup.db", there))
    assert "The database there.db had a disk error: check the disk and its free space" in told
    again = shell(kept.parent, "db", "copy", "sqlite:///warmup.db", there)
    assert "rows copied" in again.stdout, again.stderr
