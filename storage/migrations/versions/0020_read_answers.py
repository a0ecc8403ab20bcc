"""What a model found in members' answers, and who agreed to send theirs where.

Revision 0020, after 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Create the tables and columns: no answer was sent anywhere yet, and nobody has agreed."""
    op.create_table(
        "read_answers",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_read_answers_member_id_members",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("member_id", "fingerprint", name="pk_read_answers"),
    )  # fmt: skip
    op.create_index("ix_read_answers_at", "read_answers", ["at"])
    op.create_table(
        "grader_uses",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_grader_uses_team_id_teams", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "day", name="pk_grader_uses"),
    )
    off = sa.Column("grader_off", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("teams", off)
    host = sa.Column("grader_host", sa.String(), nullable=False, server_default="")
    op.add_column("members", host)


def downgrade() -> None:
    """Drop them."""
    op.drop_column("members", "grader_host")
    op.drop_column("teams", "grader_off")
    op.drop_table("grader_uses")
    op.drop_table("read_answers")
