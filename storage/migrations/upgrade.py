"""Bringing a database up to date, by Alembic, without a configuration file."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from bot.engine.errors import StorageError
from storage import engines
from storage.errors import RESTORE, explained
from storage.migrations import HEAD
from storage.migrations.revision import refuse_foreign, refuse_newer, revision_of
from storage.sqlite.preflight import status

T = TypeVar("T")


def head() -> str:
    """Return the revision this version of Warmup works with."""
    return HEAD


def current(url: str) -> str | None:
    """Return the database's revision; None when it has no Warmup tables, or isn't there."""
    if not _is_there(url):
        return None
    return _with_connection(url, engines.Role.READ, revision_of)


def upgrade(url: str, to: str = HEAD) -> None:
    """Bring the database to revision ``to``, all steps or none; makes it when it is missing.

    Raises ``StorageError``, naming the fix, for a file that can't be used, for another
    program's database and for one made by a newer Warmup.
    """
    name = engines.shown(engines.address(url))

    def done(connection: Connection) -> bool:
        refuse_foreign(connection, name)
        refuse_newer(connection, name)
        return revision_of(connection) == to

    def up(connection: Connection) -> None:
        if done(connection):  # by another worker, meanwhile
            return
        from storage.migrations import steps  # noqa: PLC0415  # Alembic is slow to import, and seldom needed

        steps.upgrade(connection, to)
        _check_keys(connection)

    # A look changes nothing in another program's file; opening it to migrate would.
    if _is_there(url) and _with_connection(url, engines.Role.READ, done):
        return
    _with_connection(url, engines.Role.MIGRATE, up)


def downgrade(url: str, to: str) -> None:
    """Take the database back to revision ``to`` (``base`` for no tables); loses what it held."""

    def down(connection: Connection) -> None:
        from storage.migrations import steps  # noqa: PLC0415

        steps.downgrade(connection, to)
        _check_keys(connection)

    _with_connection(url, engines.Role.MIGRATE, down)


def _check_keys(connection: Connection) -> None:
    """Hold the rebuilt tables to their foreign keys, which are off while they are rebuilt."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise StorageError(
                f"{len(broken)} rows name missing ones, so nothing was changed: "
                f"run `warmup db check`, or {RESTORE}."
            )


def _is_there(url: str) -> bool:
    path = engines.sqlite_path(engines.address(url))
    return path is None or status(path) is not None


def _with_connection(url: str, role: engines.Role, use: Callable[[Connection], T]) -> T:
    where = engines.address(url)
    engines.preflight(where, must_exist=False)
    engine = engines.connect(where, role)
    try:
        with explained(engines.shown(where)), engine.begin() as connection:
            return use(connection)
    finally:
        engine.dispose()
