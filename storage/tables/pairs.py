"""Mock interviews in pairs, and who waits for a partner."""

from sqlalchemy import Column, Index, Integer, String, Table

from bot.engine.model.pairs import PairState
from bot.engine.model.questions import Level
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime, Word

interview_pairs = Table(
    "interview_pairs",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    refers("candidate_id", "members.id", index=True),
    refers("interviewer_id", "members.id", index=True),
    refers("asked_by", "members.id", "SET NULL", index=True),
    Column("track", String, nullable=False),
    Column("level", Word(Level)),
    Column("minutes", Integer, nullable=False),
    Column("state", Word(PairState), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    refers("interview_id", "interviews.id", "SET NULL", index=True),
    Index("ix_interview_pairs_asked_at", "asked_at"),
    sqlite_autoincrement=True,
)

interview_waits = Table(
    "interview_waits",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    refers("member_id", "members.id", index=True),
    Column("since", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Index("ix_interview_waits_expires_at", "expires_at"),
    sqlite_autoincrement=True,
)
