"""Drills, reviews and attempts."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime

drills = Table(
    "drills",
    metadata,
    own_id(),
    refers("member_id", "members.id", index=True),
    Column("items", JSON, nullable=False),
    Column("position", Integer, nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Index("ix_drills_started_at", "started_at"),
    sqlite_autoincrement=True,
)

reviews = Table(
    "reviews",
    metadata,
    refers("member_id", "members.id", primary_key=True),
    Column("question_id", String, primary_key=True),
    Column("due_at", UtcTime, nullable=False),
    Column("card", Text, nullable=False),
    Index("ix_reviews_member_id_due_at", "member_id", "due_at"),
)

attempts = Table(
    "attempts",
    metadata,
    own_id(),
    refers("member_id", "members.id"),
    Column("question_id", String, nullable=False),
    Column("track", String, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("source", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_attempts_member_id_question_id_at", "member_id", "question_id", "at"),
)
