"""Only one serves a SQLite file, by whatever name it is called."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.engine.errors import StorageError
from storage.sqlite.single_process import single_process
from storage.store import SqlStore


def test_a_second_one_is_refused_by_every_name_of_the_file(path: Path, tmp_path: Path) -> None:
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


def test_a_file_with_a_second_name_is_refused_by_both(path: Path, tmp_path: Path) -> None:
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


def test_it_is_free_again_afterwards_and_nothing_is_left_behind(url: str, path: Path) -> None:
    for _ in range(2):
        with single_process(url):
            assert path.with_name("warmup.db-lock").exists()
        assert not path.with_name("warmup.db-lock").exists()


def test_others_use_the_file_all_the_while(url: str) -> None:
    with single_process(url), SqlStore(url) as store:
        store.write_now(lambda tx: tx.facts.put("key", "here"))


def test_other_files_are_others_business(url: str, tmp_path: Path) -> None:
    with single_process(url), single_process(f"sqlite:///{tmp_path}/other.db"):
        pass


def test_a_lock_taken_away_before_it_was_held_is_not_trusted(
    path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one ends, and takes its file with it, between another's opening and locking."""
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


def test_postgresql_takes_any_number() -> None:
    with single_process("postgres://host/name"), single_process("postgres://host/name"):
        pass
