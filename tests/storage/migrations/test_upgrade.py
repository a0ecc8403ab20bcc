"""The migrations create exactly the tables in the code, and can be undone."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.engine.errors import StorageError
from storage import database_url, engines
from storage.migrations import steps, upgrade
from storage.store import SqlStore
from storage.tables import metadata
from tests.support.keyed_values import put_value, value_of


@contextmanager
def connected(url: str) -> Generator[Connection]:
    engine = engines.connect(database_url.parse(url), engines.Role.READ)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def tables_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in found if not name.startswith("sqlite_")}


def schema_of(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute("SELECT type, name, sql FROM sqlite_master"), key=str)


def test_the_migrations_create_the_tables_in_the_code(url: str, path: Path) -> None:
    with connected(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert tables_in(path) == {*metadata.tables, "alembic_version"}


def test_the_migrations_create_the_same_indexes_keys_and_checks(path: Path, tmp_path: Path) -> None:
    """Alembic does not compare how an index sorts, what a key does on delete, or checks."""
    direct = tmp_path / "direct.db"
    engine = engines.connect(database_url.parse(f"sqlite:///{direct}"), engines.Role.WRITE)
    with engine.begin() as connection:
        metadata.create_all(connection)
    engine.dispose()
    for kind in ("foreign_key_list", "index_list", "table_xinfo"):
        for table in metadata.tables:
            assert pragma(direct, kind, table) == pragma(path, kind, table)
    for index in (name for kind, name, _ in schema_of(direct) if kind == "index"):
        assert pragma(direct, "index_xinfo", index) == pragma(path, "index_xinfo", index)
    assert "one_reveal" in str(schema_of(path))


def pragma(path: Path, kind: str, name: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f'PRAGMA {kind}("{name}")').fetchall()
    # Numbers of lists, keys and columns tell only in which order they were written down.
    if kind == "index_xinfo":
        return [(rank, *rest) for rank, _, *rest in rows]
    return sorted((row[1:] for row in rows), key=str)


def test_up_down_up_gives_the_same_schema(url: str, path: Path) -> None:
    before = schema_of(path)
    upgrade.downgrade(url, "base")
    assert tables_in(path) == {"alembic_version"}
    assert upgrade.current(url) is None
    upgrade.upgrade(url)
    assert schema_of(path) == before


def test_the_head_is_the_newest_migration(url: str) -> None:
    with connected(url) as connection:
        known = ScriptDirectory.from_config(steps.config_for(connection))
    assert known.get_current_head() == upgrade.head()
    assert upgrade.current(url) == upgrade.head()


def test_a_missing_database_has_no_revision(tmp_path: Path) -> None:
    assert upgrade.current(f"sqlite:///{tmp_path}/none.db") is None
    assert not (tmp_path / "none.db").exists()


def test_upgrading_again_changes_nothing_and_keeps_what_is_there(url: str) -> None:
    with SqlStore(url) as store:
        store.write_now(lambda tx: put_value(tx, "key", "here"))
        upgrade.upgrade(url)
        assert store.read_now(lambda tx: value_of(tx, "key")) == "here"


def test_a_migration_that_fails_leaves_the_database_as_it_was(url: str, path: Path) -> None:
    upgrade.downgrade(url, "0001")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO workspaces VALUES ('discord', '1', 99)")
    before = schema_of(path)
    with pytest.raises(StorageError, match="1 row would refer to missing rows, so nothing was"):
        upgrade.upgrade(url)
    assert schema_of(path) == before
    assert upgrade.current(url) == "0001"


def test_the_wheel_contains_every_migration_file() -> None:
    """Hatch takes whole packages; a file that git ignores would be left out."""
    folder = Path(upgrade.__file__).parent
    assert (folder / "script.py.mako").is_file()
    assert (folder / "env.py").is_file()
    assert list(folder.glob(f"versions/{upgrade.head()}_*.py"))
