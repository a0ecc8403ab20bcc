"""Messages that reach people once: the outbox.

Revision 0012, after 0011.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String()),
        sa.Column("user", sa.String()),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer()),
        sa.Column("round_id", sa.Integer()),
        sa.Column("schedule_id", sa.Integer()),
        sa.Column("proposal_id", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True)),
        sa.Column("refused_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("message_channel", sa.String()),
        sa.Column("message", sa.String()),
        _refers("team_id", "teams"),
        _refers("member_id", "members"),
        _refers("round_id", "rounds"),
        _refers("schedule_id", "schedules"),
        _refers("proposal_id", "proposals"),
        sa.CheckConstraint(
            '(channel IS NULL) <> ("user" IS NULL)', name=op.f("ck_deliveries_one_target")
        ),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sqlite_autoincrement=True,
    )
    for name in ("expires_at", "team_id", "member_id", "round_id", "schedule_id", "proposal_id"):
        op.create_index(f"ix_deliveries_{name}", "deliveries", [name])
    op.create_index("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"])
    op.create_index("ix_deliveries_user", "deliveries", ["user"])


def downgrade() -> None:
    """Drop it, with what still waits."""
    op.drop_table("deliveries")


def _refers(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_deliveries_{column}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="CASCADE")
