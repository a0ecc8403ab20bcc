"""Mock interviews.

Revision 0017, after 0016.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Create the table: nobody had an interview yet."""
    op.create_table(
        "interviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("level", sa.Text()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_interviews_member_id_members",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ix_interviews_member_id", "interviews", ["member_id"])
    op.create_index("ix_interviews_shown_at", "interviews", ["shown_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("interviews")
