"""Messages that reach people once, and how far each has come."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table

from bot.engine.model.deliveries import DeliveryKind, DeliveryState
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime, Word

# A message goes to a channel or to an account. The account need not be a member, so it isn't a
# foreign key: forgetting an account deletes what is for it.
deliveries = Table(
    "deliveries",
    metadata,
    own_id(),
    Column("key", String, nullable=False, unique=True),
    Column("kind", Word(DeliveryKind), nullable=False),
    Column("platform", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String),
    Column("user", String),
    Column("due_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False, index=True),
    refers("team_id", "teams.id", index=True),
    refers("member_id", "members.id", nullable=True, index=True),
    refers("round_id", "rounds.id", nullable=True, index=True),
    refers("schedule_id", "schedules.id", nullable=True, index=True),
    refers("proposal_id", "proposals.id", nullable=True, index=True),
    Column("state", Word(DeliveryState), nullable=False),
    Column("worker", String, nullable=False),
    Column("lease_until", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", UtcTime),
    Column("refused_at", UtcTime),
    Column("note", String, nullable=False),
    Column("message_channel", String),
    Column("message", String),
    CheckConstraint('(channel IS NULL) <> ("user" IS NULL)', name="one_target"),
    Index("ix_deliveries_state_due_at", "state", "due_at"),
    Index("ix_deliveries_user", "user"),
    sqlite_autoincrement=True,
)
