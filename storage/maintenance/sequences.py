"""Id sequences: an id is never used twice, not even after a copy.

An old button in some channel may still refer to a row that was deleted long ago.
"""

from sqlalchemy import Connection, Table, func, select, text

_GET_SQLITE_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_SET_SQLITE_LAST = text("UPDATE sqlite_sequence SET seq = :last WHERE name = :name")
_INSERT_SQLITE_LAST = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
_POSTGRESQL_SEQUENCE = text("SELECT pg_get_serial_sequence(:name, 'id')")
_SET_POSTGRESQL_LAST = text("SELECT setval(CAST(:sequence AS regclass), :last)")


def copy_last_id(reading: Connection, writing: Connection, table: Table) -> None:
    """Make ``writing`` continue after the last id that ``reading`` has used in ``table``."""
    last = last_id(reading, table)
    if not last:
        return
    name = {"name": table.name}
    if writing.dialect.name == "postgresql":
        sequence = writing.execute(_POSTGRESQL_SEQUENCE, name).scalar_one()
        writing.execute(_SET_POSTGRESQL_LAST, {"sequence": sequence, "last": last})
    elif (
        _has_sqlite_sequence(table)
        and not writing.execute(_SET_SQLITE_LAST, {**name, "last": last}).rowcount
    ):
        writing.execute(_INSERT_SQLITE_LAST, {**name, "last": last})


def last_id(connection: Connection, table: Table) -> int:
    """Return the last id used in ``table``; 0 if there's none or the table has no id column."""
    if "id" not in table.c:
        return 0
    recorded: int | None = None
    name = {"name": table.name}
    if connection.dialect.name == "postgresql":
        sequence = connection.execute(_POSTGRESQL_SEQUENCE, name).scalar_one()
        last_value = text(f"SELECT CASE WHEN is_called THEN last_value END FROM {sequence}")  # noqa: S608  # the name comes from the server
        recorded = connection.execute(last_value).scalar_one()
    elif _has_sqlite_sequence(table):
        recorded = connection.execute(_GET_SQLITE_LAST, name).scalar()
    highest: int | None = connection.execute(select(func.max(table.c.id))).scalar()
    return max(recorded or 0, highest or 0)


def _has_sqlite_sequence(table: Table) -> bool:
    return bool(table.dialect_options["sqlite"]["autoincrement"])
