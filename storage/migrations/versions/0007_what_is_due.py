"""What the daily work asks for, kept ready: when to look, what was asked, who follows.

Revision 0007, after 0006. The work of a minute in which thousands of channels are due no longer
grows with the years behind it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_ASKED = """
INSERT INTO asked_questions (team_id, question_id, round_id)
SELECT team_id, question_id, max(id) FROM rounds
WHERE question_id IS NOT NULL AND state NOT IN ('skipped', 'failed')
GROUP BY team_id, question_id
"""
_FOLLOWS = """
INSERT INTO follows (schedule_id, member_id, since)
SELECT rounds.schedule_id, responses.member_id, min(responses.first_at)
FROM responses JOIN rounds ON rounds.id = responses.round_id
GROUP BY rounds.schedule_id, responses.member_id
"""


def upgrade() -> None:
    """Add the column and the tables, and fill them from what there is."""
    at_once = "1970-01-01 00:00:00.000000"
    look_at = sa.Column(
        "look_at", sa.DateTime(timezone=True), nullable=False, server_default=at_once
    )
    op.add_column("schedules", look_at)
    op.drop_index("ix_schedules_state", "schedules")
    op.create_index("ix_schedules_state_look_at", "schedules", ["state", "look_at"])
    op.drop_index("ix_rounds_state", "rounds")
    op.create_index("ix_rounds_state_due_at", "rounds", ["state", "due_at"])
    op.create_index("ix_rounds_state_reveal_at", "rounds", ["state", "reveal_at"])
    op.create_index("ix_rounds_team_id_state", "rounds", ["team_id", "state"])
    op.create_index("ix_rounds_schedule_id_state", "rounds", ["schedule_id", "state"])
    op.create_table(
        "asked_questions",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        _refers("asked_questions", "team_id", "teams"),
        _refers("asked_questions", "round_id", "rounds"),
        sa.PrimaryKeyConstraint("team_id", "question_id", name="pk_asked_questions"),
    )
    op.create_index("ix_asked_questions_round_id", "asked_questions", ["round_id"])
    op.create_table(
        "follows",
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        _refers("follows", "schedule_id", "schedules"),
        _refers("follows", "member_id", "members"),
        sa.PrimaryKeyConstraint("schedule_id", "member_id", name="pk_follows"),
    )
    op.create_index("ix_follows_member_id", "follows", ["member_id"])
    op.execute(_ASKED)
    op.execute(_FOLLOWS)


def downgrade() -> None:
    """Drop what can be told from the rest."""
    op.drop_table("follows")
    op.drop_table("asked_questions")
    op.drop_index("ix_rounds_schedule_id_state", "rounds")
    op.drop_index("ix_rounds_team_id_state", "rounds")
    op.drop_index("ix_rounds_state_reveal_at", "rounds")
    op.drop_index("ix_rounds_state_due_at", "rounds")
    op.create_index("ix_rounds_state", "rounds", ["state"])
    op.drop_index("ix_schedules_state_look_at", "schedules")
    op.create_index("ix_schedules_state", "schedules", ["state"])
    op.drop_column("schedules", "look_at")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="CASCADE")
