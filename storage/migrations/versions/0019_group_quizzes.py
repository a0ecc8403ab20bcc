"""Quizzes that several people take together.

Revision 0019, after 0018.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Create the tables: nobody had such a quiz yet."""
    op.create_table(
        "group_quizzes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("started_by", sa.Integer()),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_group_quizzes_team_id_teams", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["started_by"],
            ["members.id"],
            name="fk_group_quizzes_started_by_members",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_quizzes"),
        sqlite_autoincrement=True,
    )
    for column in ("team_id", "started_by", "channel", "started_at"):
        op.create_index(f"ix_group_quizzes_{column}", "group_quizzes", [column])
    op.create_table(
        "group_answers",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz_id"],
            ["group_quizzes.id"],
            name="fk_group_answers_quiz_id_group_quizzes",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name="fk_group_answers_member_id_members",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("quiz_id", "position", "member_id", name="pk_group_answers"),
    )
    op.create_index("ix_group_answers_member_id", "group_answers", ["member_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("group_answers")
    op.drop_table("group_quizzes")
