"""Only one process may serve a SQLite file, whatever path leads to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.engine.errors import StorageError
from storage.sqlite.single_process import single_process
from storage.store import SqlStore
from tests.support.keyed_values import keys_in, put


def test_a_second_process_is_refused_whatever_path_leads_to_the_file(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "link.db").symlink_to(path)
    names = (path, tmp_path / "a b" / ".." / path.name, tmp_path / "a b" / "link.db")
    urls = [*(f"sqlite:///{name}" for name in names), f"sqlite:///file:{path}?uri=true"]
    for held in urls:
        with single_process(held):
            for asked in urls:
                with (
                    pytest.raises(StorageError, match="Another `warmup run` is using"),
                    single_process(asked),
                ):
                    pass


def test_a_file_with_a_second_hard_link_is_refused_under_both_names(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    other = tmp_path / "b" / "warmup.db"
    other.hardlink_to(path)
    for name in (path, other):
        for use in (single_process, SqlStore):
            with (
                pytest.raises(StorageError, match=r"has a second hard link, .*remove the"),
                use(f"sqlite:///{name}"),
            ):
                pass
    other.unlink()
    with single_process(f"sqlite:///{path}"):
        pass


def test_the_lock_is_released_and_leaves_no_file_behind(url: str, path: Path) -> None:
    for _ in range(2):
        with single_process(url):
            assert path.with_name("warmup.db-lock").exists()
        assert not path.with_name("warmup.db-lock").exists()


def test_other_commands_can_use_the_file_meanwhile(url: str, path: Path) -> None:
    with single_process(url), SqlStore(url) as store:
        store.write_now(put("key"))
    assert keys_in(path) == {"key"}


def test_another_file_has_a_lock_of_its_own(url: str, path: Path, tmp_path: Path) -> None:
    with single_process(url), single_process(f"sqlite:///{tmp_path}/other.db"):
        locks = sorted(file.name for file in path.parent.glob("*-lock"))
    assert locks == ["other.db-lock", "warmup.db-lock"]


def test_a_lock_file_removed_before_it_was_locked_is_not_trusted(
    path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first process ends and removes its lock file after another opened it."""
    beside = path.with_name("warmup.db-lock")
    opened: Callable[..., object] = Path.open

    def open_late(file: Path, mode: str = "r") -> object:
        found = opened(file, mode)
        if file == beside and not taken:
            taken.append(file)
            beside.unlink()
        return found

    taken: list[Path] = []
    monkeypatch.setattr(Path, "open", open_late)
    with single_process(url):
        assert taken
        with pytest.raises(StorageError, match="Another"), single_process(url):
            pass


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(StorageError, match="doesn't exist: create it"),
        single_process(f"sqlite:///{tmp_path}/none/warmup.db"),
    ):
        pass


def test_postgresql_is_not_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with single_process("postgres://host/name"), single_process("postgres://host/name"):
        assert list(tmp_path.iterdir()) == []
