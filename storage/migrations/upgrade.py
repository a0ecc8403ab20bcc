"""Migrating a database to this version."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from bot.engine.errors import StorageError
from bot.engine.rules.text import count_of
from storage import database_url, engines
from storage.errors import RESTORE, explained
from storage.migrations import HEAD
from storage.migrations.revision import refuse_foreign, refuse_newer, revision_of
from storage.sqlite.new_file import new_file
from storage.sqlite.preflight import status

log = logging.getLogger(__name__)
T = TypeVar("T")


def head() -> str:
    """Return the revision this version of Warmup needs."""
    return HEAD


def current(url: str) -> str | None:
    """Return the database's revision; None if it doesn't exist or has no Warmup tables."""
    if not _exists(url):
        return None
    return _with_connection(url, engines.Role.READ, revision_of)


def upgrade(url: str, to: str = HEAD) -> None:
    """Migrate the database to revision ``to``, all or nothing; create it if it's missing.

    Raises ``StorageError``, with the fix, if the file can't be used or the database belongs
    to another program or a newer Warmup.
    """
    name = database_url.display_name(database_url.parse(url))

    def is_done(connection: Connection) -> bool:
        refuse_foreign(connection, name)
        refuse_newer(connection, name)
        return revision_of(connection) == to

    def migrate(connection: Connection) -> None:
        if is_done(connection):  # another worker was faster
            return
        from storage.migrations import steps  # noqa: PLC0415  # Alembic is slow to import and rarely needed

        before = revision_of(connection)
        steps.upgrade(connection, to)
        _check_keys(connection)
        if before is None:
            log.info("created the database %s (revision %s)", name, to)
        else:
            log.info("upgraded the database %s from revision %s to %s", name, before, to)

    # Check on a read connection first: opening a file to migrate would change it, even
    # another program's.
    path = database_url.sqlite_path(database_url.parse(url))
    if path is not None and status(path) is None:
        try:
            _create(path, url, migrate)
        except StorageError:
            if status(path) is None:
                raise
        else:
            return
    # There's a file, perhaps since a moment ago, by another process.
    if not _with_connection(url, engines.Role.READ, is_done):
        _with_connection(url, engines.Role.MIGRATE, migrate)


def _create(path: Path, url: str, migrate: Callable[[Connection], None]) -> None:
    """Create the SQLite database at ``path``, whole or not at all, with mode 600."""
    parsed = database_url.parse(url)
    database_url.preflight(parsed, must_exist=False)
    try:
        with new_file(path) as temporary:
            engine = engines.connect(parsed.set(database=str(temporary)), engines.Role.MIGRATE)
            try:
                with explained(str(path)), engine.begin() as connection:
                    migrate(connection)
            finally:
                engine.dispose()
    except OSError as error:
        raise StorageError(
            f"Couldn't create {path} ({error.strerror}): check its folder and disk space."
        ) from error


def downgrade(url: str, to: str) -> None:
    """Migrate back to revision ``to`` (``base`` for no tables); loses data of dropped tables."""

    def migrate_back(connection: Connection) -> None:
        from storage.migrations import steps  # noqa: PLC0415

        steps.downgrade(connection, to)
        _check_keys(connection)

    _with_connection(url, engines.Role.MIGRATE, migrate_back)


def _check_keys(connection: Connection) -> None:
    """Check foreign keys on SQLite, where they're off while tables are rebuilt."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise StorageError(
                f"{count_of(len(broken), 'row')} would refer to missing rows, so nothing was "
                f"changed: run `warmup db check`, or {RESTORE}."
            )


def _exists(url: str) -> bool:
    path = database_url.sqlite_path(database_url.parse(url))
    return path is None or status(path) is not None


def _with_connection(url: str, role: engines.Role, action: Callable[[Connection], T]) -> T:
    parsed = database_url.parse(url)
    database_url.preflight(parsed, must_exist=False)
    engine = engines.connect(parsed, role)
    try:
        with explained(database_url.display_name(parsed)), engine.begin() as connection:
            return action(connection)
    finally:
        engine.dispose()
