from pathlib import Path

import pytest

from bot.cli.shared import cache_folder


def test_the_cache_is_where_each_system_keeps_caches(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    assert cache_folder(home, "linux") == tmp_path / ".cache" / "warmup"
    assert cache_folder(home, "darwin") == tmp_path / "Library" / "Caches" / "warmup"
    local = {"USERPROFILE": str(tmp_path), "LOCALAPPDATA": str(tmp_path / "local")}
    assert cache_folder(local, "win32") == tmp_path / "local" / "warmup"
    assert cache_folder({"USERPROFILE": str(tmp_path)}, "win32") == tmp_path / ".cache" / "warmup"
    named = {**home, "XDG_CACHE_HOME": str(tmp_path / "caches")}
    assert cache_folder(named, "linux") == tmp_path / "caches" / "warmup"


@pytest.mark.parametrize(
    "environ", [{}, {"HOME": ""}, {"HOME": "/nonexistent"}, {"XDG_CACHE_HOME": "relative"}]
)
def test_without_a_home_there_is_no_cache(environ: dict[str, str]) -> None:
    assert cache_folder(environ, "linux") is None
