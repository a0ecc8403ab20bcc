"""Question revisions that were asked, teams' own questions, and corrections."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

from bot.engine.model.moderation import ProposalState
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime, Word

question_revisions = Table(
    "question_revisions",
    metadata,
    Column("question_id", String, primary_key=True),
    Column("revision", String, primary_key=True),
    Column("body", JSON, nullable=False),
)

team_questions = Table(
    "team_questions",
    metadata,
    own_id(),
    refers("team_id", "teams.id"),
    Column("question_id", String, nullable=False),
    Column("body", JSON, nullable=False),
    Column("added_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    UniqueConstraint("team_id", "question_id"),
)

retired_questions = Table(
    "retired_questions",
    metadata,
    refers("team_id", "teams.id", primary_key=True),
    Column("question_id", String, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# A correction outlives the member who made it: "by" is cleared when they're forgotten.
corrections = Table(
    "corrections",
    metadata,
    refers("team_id", "teams.id", primary_key=True),
    Column("question_id", String, primary_key=True),
    Column("revision", String, primary_key=True),
    Column("key", Integer, nullable=False),
    refers("by", "members.id", "SET NULL", index=True),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# So do suggestions and reports.
proposals = Table(
    "proposals",
    metadata,
    own_id(),
    refers("team_id", "teams.id"),
    refers("member_id", "members.id", "SET NULL", index=True),
    Column("kind", String, nullable=False),
    Column("question_id", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("state", Word(ProposalState), nullable=False),
    Column("number", Integer, nullable=False, server_default="0"),
    Column("form", JSON(none_as_null=True)),
    Column("credited", Boolean, nullable=False, server_default=true()),
    Index("ix_proposals_team_id_state", "team_id", "state"),
    sqlite_autoincrement=True,
)
