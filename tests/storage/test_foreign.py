"""Another program's database is told, and left as it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot.engine.errors import StorageError
from storage import migrate
from storage.copying import copy
from tests.postgresql import Server

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
def test_another_programs_file_is_told_and_left_as_it_is(
    made: Callable[[str], Path], url: str, script: str, named: str
) -> None:
    path = made(script)
    before = path.read_bytes()
    other = f"sqlite:///{path}"
    for use in (lambda: migrate.upgrade(other), lambda: copy(url, other, lambda _: ())):
        with pytest.raises(StorageError) as caught:
            use()
        said = str(caught.value)
        assert f"{path} is another program's (it has a table {named}): name another" in said
    assert path.read_bytes() == before
    assert not list(path.parent.glob("other.db-*"))


def test_a_database_that_was_taken_back_to_nothing_is_warmups(url: str) -> None:
    migrate.downgrade(url, "base")
    migrate.upgrade(url)
    assert migrate.current(url) == migrate.head()


def test_a_servers_database_may_be_shared_but_not_its_tables(server: Server) -> None:
    shared, taken = server.empty(), server.empty()
    with psycopg.connect(shared) as connection:
        connection.execute("CREATE TABLE users (id INTEGER)")
    with psycopg.connect(taken) as connection:
        connection.execute("CREATE TABLE rounds (id INTEGER)")
    migrate.upgrade(shared)
    assert migrate.current(shared) == migrate.head()
    with pytest.raises(StorageError, match=r"is another program's \(it has a table rounds\)"):
        migrate.upgrade(taken)
