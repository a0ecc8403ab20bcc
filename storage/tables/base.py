"""Shared by all tables: the metadata, constraint names, and helpers that create columns."""

from typing import Any, Literal

from sqlalchemy import Column, ForeignKey, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def own_id() -> Column[int]:
    """The table's id column. Ids are never reused, because an old button may refer to one."""
    return Column("id", Integer, primary_key=True)


def refers(
    name: str,
    target: str,
    on_delete: Literal["CASCADE", "SET NULL"] = "CASCADE",
    *,
    index: bool = False,
    primary_key: bool = False,
    nullable: bool = False,
) -> Column[Any]:
    """A column that refers to a row of another table: ``refers("team_id", "teams.id")``."""
    return Column(
        name,
        ForeignKey(target, ondelete=on_delete),
        index=index or None,
        primary_key=primary_key,
        nullable=nullable or on_delete == "SET NULL",
    )
