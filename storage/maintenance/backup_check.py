"""Checking a backup: by opening it, as a restore will."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from bot.engine.errors import StorageError
from storage.errors import explained
from storage.migrations.revision import refuse_foreign, refuse_newer, revision_of


def check_backup(copy: Path, backup: Path) -> None:
    """Open ``copy``, which becomes ``backup``; raise ``StorageError`` if it can't be restored."""
    with (
        explained(str(backup)),
        closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as opened,
    ):
        damage = damage_in(opened)
    if damage:
        raise StorageError(
            f"The backup {backup} couldn't be restored, so it was deleted: check the database "
            f"(`warmup db check`) and the disk ({damage})."
        )
    revision_in(copy, backup)


def damage_in(connection: sqlite3.Connection) -> str:
    """Return the first damage in a database, or a row that refers to a missing one; or nothing."""
    (result,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    if result != "ok":
        return " ".join(str(result).split())
    return f"a row of {orphan[0]} refers to a missing row" if orphan is not None else ""


def revision_in(copy: Path, backup: Path) -> str:
    """Return the revision of ``copy``; raise ``StorageError`` if Warmup can't use it.

    Errors name it ``backup``.
    """
    engine = create_engine(f"sqlite:///{copy}", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            refuse_foreign(connection, str(backup))
            refuse_newer(connection, str(backup))
            revision = revision_of(connection)
    finally:
        engine.dispose()
    if revision is None:
        raise StorageError(f"The backup {backup} is empty: try another one.")
    return revision
