"""Who may manage a team besides the platform's admins.

Revision 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Create the table: no team has chosen anyone yet."""
    op.create_table(
        "managers",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_managers_team_id_teams", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("platform", "workspace", "kind", "who", name="pk_managers"),
    )
    op.create_index("ix_managers_team_id", "managers", ["team_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("managers")
