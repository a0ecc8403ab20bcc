"""Finding out a database's revision without loading Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.engine.errors import StorageError
from storage.errors import READ_ONLY, RESTORE
from storage.migrations import HEAD
from storage.tables import metadata

MIGRATIONS = Path(__file__).parent


def revision_of(connection: Connection) -> str | None:
    """Return the database's revision; None if it has no Warmup tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def refuse_foreign(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` if the database called ``name`` belongs to another program.

    A PostgreSQL database may be shared as long as table names don't clash with Warmup's; a
    SQLite file may not.
    """
    revision = revision_of(connection)
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    ours = tables & metadata.tables.keys()
    if revision is not None and ours:
        return
    foreign = tables if revision or connection.dialect.name == "sqlite" else ours
    if foreign:
        raise StorageError(
            f"The database {name} belongs to another program (it has a table {min(foreign)}): "
            "set DATABASE_URL to another one, or move this one."
        )


def refuse_newer(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` if the database called ``name`` is from a newer Warmup."""
    revision = revision_of(connection)
    if revision is not None and not any(MIGRATIONS.glob(f"versions/{revision}_*.py")):
        raise StorageError(
            f"The database {name} is from a newer Warmup (revision {revision}; this version "
            f"supports {HEAD}): install that version, or {RESTORE}."
        )


def require_current(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` unless the database called ``name`` is at this version's revision."""
    if revision_of(connection) != HEAD:
        refuse_newer(connection, name)
        raise StorageError(f"The database {name} isn't up to date: run `warmup db upgrade`.")


def refuse_read_only(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` if the server of the database called ``name`` is read-only."""
    if connection.dialect.name != "postgresql":  # the preflight checks a file's permissions
        return
    if connection.execute(text("SHOW transaction_read_only")).scalar() == "on":
        raise StorageError(f"The database {name} {READ_ONLY}")
