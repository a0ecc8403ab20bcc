"""What a model found in members' answers, and how many a team has had read in a day."""

from sqlalchemy import JSON, Column, Date, Integer, String, Table

from storage.tables.base import metadata, refers
from storage.tables.types import UtcTime

read_answers = Table(
    "read_answers",
    metadata,
    refers("member_id", "members.id", primary_key=True),
    Column("fingerprint", String, primary_key=True),
    Column("evidence", JSON, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)

grader_uses = Table(
    "grader_uses",
    metadata,
    refers("team_id", "teams.id", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("answers", Integer, nullable=False),
)
