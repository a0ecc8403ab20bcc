"""A file that can't be a database is reported before SQLite opens it, and left alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.engine.errors import StorageError
from storage import database_url
from storage.maintenance.backup import backup
from storage.migrations import upgrade
from storage.sqlite.single_process import single_process
from storage.store import SqlStore


def served(url: str) -> None:
    with single_process(url):
        pass


def opened(url: str) -> None:
    SqlStore(url).open().close()


def backed_up(url: str) -> None:
    backup(url, Path(database_url.parse(url).database or "").parent / "copy.db")


USES = (served, opened, backed_up, upgrade.upgrade)


@pytest.mark.parametrize("use", [*USES, upgrade.current])
@pytest.mark.parametrize("name", ["x" * 300, f"{'x' * 300}/warmup.db"])
def test_a_name_that_is_too_long_is_reported(
    tmp_path: Path, use: Callable[[str], object], name: str
) -> None:
    with pytest.raises(StorageError, match=r"can't be accessed \(File name too long\): .* file"):
        use(f"sqlite:///{tmp_path}/{name}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("use", USES)
def test_a_name_that_is_too_long_for_sqlites_other_files_is_reported(
    tmp_path: Path, use: Callable[[str], object]
) -> None:
    with pytest.raises(StorageError, match=r"can't be accessed \(File name too long\)"):
        use(f"sqlite:///{tmp_path}/{'x' * 250}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("use", [*USES, upgrade.current])
def test_a_file_that_can_not_be_accessed_is_reported(
    tmp_path: Path, use: Callable[[str], object]
) -> None:
    # As with a folder that may not be entered: to root, who may run the tests, none is closed.
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with pytest.raises(StorageError, match=r"can't be accessed .*: give Warmup's user permission"):
        use(f"sqlite:///{tmp_path}/round")


@pytest.mark.parametrize("use", USES)
def test_a_file_in_place_of_the_folder_is_reported(
    tmp_path: Path, use: Callable[[str], object]
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=r"The folder .* doesn't exist: create it"):
        use(f"sqlite:///{tmp_path}/file/warmup.db")


@pytest.mark.parametrize("use", [*USES, upgrade.current])
def test_a_pipe_is_refused_without_blocking(tmp_path: Path, use: Callable[[str], object]) -> None:
    pipe = tmp_path / "pipe.db"
    os.mkfifo(pipe)
    both_ends = os.open(pipe, os.O_RDWR)  # so that whoever reads is not left waiting
    try:
        os.write(both_ends, bytes(4096))
        with pytest.raises(StorageError, match="isn't a regular file: set DATABASE_URL"):
            use(f"sqlite:///{pipe}")
    finally:
        os.close(both_ends)


@pytest.mark.parametrize("use", USES)
def test_a_device_is_refused(use: Callable[[str], object]) -> None:
    with pytest.raises(StorageError, match="/dev/null isn't a regular file"):
        use("sqlite:////dev/null")
