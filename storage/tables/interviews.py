"""Mock interviews."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, false

from bot.engine.model.questions import Level
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime, Word

interviews = Table(
    "interviews",
    metadata,
    own_id(),
    refers("member_id", "members.id", index=True),
    Column("track", String, nullable=False),
    Column("level", Word(Level)),
    Column("minutes", Integer, nullable=False),
    Column("items", JSON, nullable=False),
    Column("step", Integer, nullable=False),
    Column("shown_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("led", Boolean, nullable=False, server_default=false()),
    Index("ix_interviews_shown_at", "shown_at"),
    sqlite_autoincrement=True,
)
