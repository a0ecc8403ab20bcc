"""Look up whether a team's question is open, without reading all that is.

Revision 0018, after 0017.
"""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Let the index of a team's questions know how far each round is."""
    op.create_index(
        "ix_rounds_team_id_question_id_state", "rounds", ["team_id", "question_id", "state"]
    )
    op.drop_index("ix_rounds_team_id_question_id", "rounds")


def downgrade() -> None:
    """Make the index without it again."""
    op.create_index("ix_rounds_team_id_question_id", "rounds", ["team_id", "question_id"])
    op.drop_index("ix_rounds_team_id_question_id_state", "rounds")
