"""Which revision a database is at, told without loading Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.engine.errors import StorageError
from storage.migrations import HEAD

STEPS = Path(__file__).parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """Return the database's revision; None when it has no Warmup tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def refuse_newer(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` when a newer Warmup made the database called ``name``."""
    revision = revision_of(connection)
    if revision is not None and not any(STEPS.glob(f"versions/{revision}_*.py")):
        raise StorageError(
            f"The database {name} was made by a newer Warmup (revision {revision}, this one "
            f"knows {HEAD}): install that version, or restore a backup."
        )


def require_current(connection: Connection, name: str) -> None:
    """Raise ``StorageError`` unless the database called ``name`` is at this Warmup's revision."""
    if revision_of(connection) != HEAD:
        refuse_newer(connection, name)
        raise StorageError(f"The database {name} is not up to date: run `warmup db upgrade`.")
