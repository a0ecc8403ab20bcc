"""What Warmup creates is there whole or not at all, and readable by its owner alone."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.maintenance.backup import backup
from tests.support.process import environment, shell, warmup

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="modes and size limits are POSIX's"),
]


def _mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


def test_databases_backups_and_exports_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    assert warmup(tmp_path, "db", "upgrade").returncode == 0
    assert warmup(tmp_path, "db", "backup", "backup.db").returncode == 0
    copied = warmup(tmp_path, "db", "copy", "sqlite:///warmup.db", "sqlite:///copy.db")
    assert copied.returncode == 0, copied.stderr
    assert warmup(tmp_path, "content", "export", "bank.json").returncode == 0
    for name in ("warmup.db", "backup.db", "copy.db", "bank.json"):
        assert (name, _mode(tmp_path / name)) == (name, 0o600)
    assert shell(tmp_path, "db", "check").returncode == 0


def _on_a_full_disk(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``warmup`` where no file can grow beyond 20,000 bytes, as if the disk were full."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder, env=environment(folder, PYTHONDONTWRITEBYTECODE="1"), capture_output=True,
        text=True, timeout=60, check=False, preexec_fn=limit,
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("db", "upgrade"),
        ("db", "backup", "new.db"),
        ("db", "copy", "sqlite:///warmup.db", "sqlite:///new.db"),
        ("content", "export", "bank.json"),
    ],
)
def test_a_full_disk_leaves_nothing_and_the_same_command_works_again(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    if arguments != ("db", "upgrade"):
        assert warmup(tmp_path, "db", "upgrade").returncode == 0
    before = {file.name for file in tmp_path.iterdir()}
    failed = _on_a_full_disk(tmp_path, *arguments)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    left = {file.name for file in tmp_path.iterdir()} - before
    # An existing database's own log belongs to what was there before.
    beside = {"warmup.db-wal", "warmup.db-shm"} if "warmup.db" in before else set[str]()
    assert left <= {".cache", "warmup.db-lock", "new.db-lock", *beside}
    again = warmup(tmp_path, *arguments)
    assert again.returncode == 0, again.stderr


def test_a_backup_made_while_another_appears_is_not_overwritten(tmp_path: Path) -> None:
    assert warmup(tmp_path, "db", "upgrade").returncode == 0
    backup(f"sqlite:///{tmp_path}/warmup.db", tmp_path / "one.db")
    size = (tmp_path / "one.db").stat().st_size
    assert "already exists" in warmup(tmp_path, "db", "backup", "one.db").stderr
    assert (tmp_path / "one.db").stat().st_size == size
