"""What people write for their team, what reviewers decide, and who has seen which answer."""

from sqlalchemy import JSON, Column, Index, String, Table, Text, UniqueConstraint

from bot.engine.model.moderation import Verdict
from bot.engine.model.question_form import DraftPurpose
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime, Word

# A draft belongs to whoever writes it. proposal_id is set while a reviewer edits a proposal.
question_drafts = Table(
    "question_drafts",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    refers("member_id", "members.id", index=True),
    Column("purpose", Word(DraftPurpose), nullable=False),
    Column("form", JSON, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("target", String, nullable=False),
    refers("proposal_id", "proposals.id", nullable=True, index=True),
    sqlite_autoincrement=True,
)

waiting_imports = Table(
    "waiting_imports",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    refers("member_id", "members.id", index=True),
    Column("questions", JSON, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    sqlite_autoincrement=True,
)

# A verdict outlives the reviewer: "by" is cleared when they're forgotten.
settlements = Table(
    "settlements",
    metadata,
    refers("proposal_id", "proposals.id", primary_key=True),
    Column("verdict", Word(Verdict), nullable=False),
    refers("by", "members.id", "SET NULL", index=True),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# A revision is a hash of a question's content, so it also names a question that isn't asked yet.
seen_answers = Table(
    "seen_answers",
    metadata,
    refers("member_id", "members.id", primary_key=True),
    Column("revision", String, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Index("ix_seen_answers_revision", "revision"),
)

reviewers = Table(
    "reviewers",
    metadata,
    refers("team_id", "teams.id", primary_key=True),
    Column("platform", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("role", String, nullable=False),
)

next_questions = Table(
    "next_questions",
    metadata,
    own_id(),
    refers("team_id", "teams.id"),
    Column("question_id", String, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("team_id", "question_id"),
    sqlite_autoincrement=True,
)
