"""Which revision a database is at, told without loading Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.engine.errors import StorageError
from storage.errors import READ_ONLY, RESTORE
from storage.migrations import HEAD
from storage.tables import metadata

STEPS = Path(__file__).parent


def revision_of(connection: Connection) -> str | None:
    """Return the database's revision; None when it has no Warmup tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def refuse_foreign(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` when the database called ``name`` is another program's.

    A server's database may be shared, as long as no table has the name of one of Warmup's;
    a file may not.
    """
    revision = revision_of(connection)
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    ours = tables & metadata.tables.keys()
    if revision is not None and ours:
        return
    alien = tables if revision or connection.dialect.name == "sqlite" else ours
    if alien:
        raise StorageError(
            f"The database {name} is another program's (it has a table {min(alien)}): "
            "name another one in DATABASE_URL, or move this one away."
        )


def refuse_newer(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` when a newer Warmup made the database called ``name``."""
    revision = revision_of(connection)
    if revision is not None and not any(STEPS.glob(f"versions/{revision}_*.py")):
        raise StorageError(
            f"The database {name} was made by a newer Warmup (revision {revision}, this one "
            f"knows {HEAD}): install that version, or {RESTORE}."
        )


def require_current(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` unless the database called ``name`` is at this Warmup's revision."""
    if revision_of(connection) != HEAD:
        refuse_newer(connection, name)
        raise StorageError(f"The database {name} is not up to date: run `warmup db upgrade`.")


def refuse_read_only(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` when the server of the database called ``name`` takes no change."""
    if connection.dialect.name != "postgresql":  # a file's rights are looked at
        return
    if connection.execute(text("SHOW transaction_read_only")).scalar() == "on":
        raise StorageError(f"The database {name} {READ_ONLY}")
