"""``warmup db backup --keep N`` keeps the newest N and deletes nothing else."""

from pathlib import Path

from tests.support.process import shell


def test_only_the_newest_backups_are_kept_and_other_files_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old = [f"warmup-2026-01-0{day}T000000Z.db" for day in range(1, 5)]
    others = ["notes.txt", "warmup.db", "warmup-2026.db"]
    for name in (*old, *others):
        (folder / name).write_text("x")
    assert shell(tmp_path, "db", "upgrade").returncode == 0
    done = shell(tmp_path, "db", "backup", "backups", "--keep", "2")
    assert done.returncode == 0, done.stderr
    left = sorted(file.name for file in folder.iterdir())
    new = [name for name in left if name not in (*old, *others)]
    assert len(new) == 1
    assert left == sorted([*others, *new, old[-1]])
    assert shell(tmp_path, "db", "restore", f"backups/{new[0]}").returncode == 0


def test_nothing_is_deleted_when_the_backup_fails(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 5):
        (folder / f"warmup-2026-01-0{day}T000000Z.db").write_text("x")
    done = shell(
        tmp_path, "db", "backup", "backups", "--keep", "1", DATABASE_URL="postgresql://h/d"
    )
    assert done.returncode == 1
    assert "pg_dump" in done.stderr
    assert len(list(folder.iterdir())) == 4
