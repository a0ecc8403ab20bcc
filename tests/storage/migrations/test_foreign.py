"""Another program's database is reported and left alone."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot.engine.errors import StorageError
from storage.maintenance.copy import copy
from storage.migrations import upgrade
from tests.support.postgresql import Server

ANOTHER_ALEMBIC = (
    "CREATE TABLE users (id INTEGER); CREATE TABLE alembic_version (version_num TEXT); "
    "INSERT INTO alembic_version VALUES ('{}')"
)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Path]:
    def make(script: str) -> Path:
        path = tmp_path / "other.db"
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(script)
        return path

    return make


@pytest.mark.parametrize(
    ("script", "named"),
    [
        ("CREATE TABLE users (id INTEGER)", "users"),
        ("CREATE TABLE rounds (id INTEGER)", "rounds"),
        (ANOTHER_ALEMBIC.format("0001"), "users"),
        (ANOTHER_ALEMBIC.format("ae1027a6acf4"), "users"),
    ],
    ids=["other tables", "a table of the same name", "a revision of the same name", "a revision"],
)
def test_another_programs_file_is_reported_and_left_alone(
    made: Callable[[str], Path], url: str, script: str, named: str
) -> None:
    path = made(script)
    before = path.read_bytes()
    other = f"sqlite:///{path}"
    for use in (lambda: upgrade.upgrade(other), lambda: copy(url, other, lambda _: ())):
        with pytest.raises(StorageError) as caught:
            use()
        said = str(caught.value)
        assert f"{path} belongs to another program (it has a table {named}): set" in said
    assert path.read_bytes() == before
    assert not list(path.parent.glob("other.db-*"))


def test_a_database_downgraded_to_nothing_is_still_warmups(url: str) -> None:
    upgrade.downgrade(url, "base")
    upgrade.upgrade(url)
    assert upgrade.current(url) == upgrade.head()


def test_a_servers_database_may_be_shared_but_not_its_tables(server: Server) -> None:
    shared, taken = server.empty(), server.empty()
    with psycopg.connect(shared) as connection:
        connection.execute("CREATE TABLE users (id INTEGER)")
    with psycopg.connect(taken) as connection:
        connection.execute("CREATE TABLE rounds (id INTEGER)")
    upgrade.upgrade(shared)
    assert upgrade.current(shared) == upgrade.head()
    with pytest.raises(StorageError, match=r"belongs to another program \(it has a table rounds\)"):
        upgrade.upgrade(taken)
