"""The ids a table has given: one that was given once is not given again, also after a copy.

A button in some channel may still name a row that is long gone.
"""

from sqlalchemy import Connection, Table, func, select, text

_KNOWN_TO_SQLITE = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_TELL_SQLITE = text("UPDATE sqlite_sequence SET seq = :last WHERE name = :name")
_TELL_SQLITE_FIRST = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
_SEQUENCE = text("SELECT pg_get_serial_sequence(:name, 'id')")
_TELL_POSTGRESQL = text("SELECT setval(CAST(:sequence AS regclass), :last)")


def copy_last_id(reading: Connection, writing: Connection, table: Table) -> None:
    """Let ``writing`` go on after the last id that ``reading`` has given in ``table``."""
    last = last_id(reading, table)
    if not last:
        return
    name = {"name": table.name}
    if writing.dialect.name == "postgresql":
        sequence = writing.execute(_SEQUENCE, name).scalar_one()
        writing.execute(_TELL_POSTGRESQL, {"sequence": sequence, "last": last})
    elif (
        _is_kept_by_sqlite(table)
        and not writing.execute(_TELL_SQLITE, {**name, "last": last}).rowcount
    ):
        writing.execute(_TELL_SQLITE_FIRST, {**name, "last": last})


def last_id(connection: Connection, table: Table) -> int:
    """Return the last id that was given in ``table``; 0 for none, and where ids are no numbers."""
    if "id" not in table.c:
        return 0
    known: int | None = None
    name = {"name": table.name}
    if connection.dialect.name == "postgresql":
        sequence = connection.execute(_SEQUENCE, name).scalar_one()
        given = text(f"SELECT CASE WHEN is_called THEN last_value END FROM {sequence}")  # noqa: S608  # its own name for it
        known = connection.execute(given).scalar_one()
    elif _is_kept_by_sqlite(table):
        known = connection.execute(_KNOWN_TO_SQLITE, name).scalar()
    highest: int | None = connection.execute(select(func.max(table.c.id))).scalar()
    return max(known or 0, highest or 0)


def _is_kept_by_sqlite(table: Table) -> bool:
    return bool(table.dialect_options["sqlite"]["autoincrement"])
