"""Quizzes that several people take together, and what they chose."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime

group_quizzes = Table(
    "group_quizzes",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    Column("platform", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    refers("started_by", "members.id", "SET NULL", index=True),
    Column("items", JSON, nullable=False),
    Column("position", Integer, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Index("ix_group_quizzes_channel", "channel"),
    Index("ix_group_quizzes_started_at", "started_at"),
    sqlite_autoincrement=True,
)

group_answers = Table(
    "group_answers",
    metadata,
    refers("quiz_id", "group_quizzes.id", primary_key=True),
    Column("position", Integer, primary_key=True),
    refers("member_id", "members.id", primary_key=True, index=True),
    Column("choice", Integer, nullable=False),
    Column("at", UtcTime, nullable=False),
)
