"""Numbers of schedules, suggestions and reports that count within their team.

Revision 0005, after 0004. The ids that people were shown before told how much other teams had.
Questions that nobody saw give their number back, so that the next one doesn't skip it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

NUMBERED = ("schedules", "proposals")


def upgrade() -> None:
    """Number what each team has, the oldest first."""
    for table in NUMBERED:
        op.add_column(table, sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
        op.execute(
            f"UPDATE {table} SET number = (SELECT count(*) FROM {table} AS older "  # noqa: S608
            f"WHERE older.team_id = {table}.team_id AND older.id <= {table}.id)"
        )
    op.execute("UPDATE rounds SET number = 0 WHERE state IN ('failed', 'skipped')")


def downgrade() -> None:
    """Drop the numbers."""
    for table in NUMBERED:
        op.drop_column(table, "number")
