"""When members want to be reminded, and what they have been told of their streak.

Revision 0013, after 0012. Nobody is told of days that were decided before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_TOLD = """
UPDATE members SET told_day =
(SELECT max(day) FROM streak_days WHERE streak_days.member_id = members.id)
"""


def upgrade() -> None:
    """Add the columns; nobody is reminded who didn't choose to be."""
    op.add_column("members", sa.Column("remind", sa.Text(), nullable=False, server_default="off"))
    op.add_column("members", sa.Column("remind_at", sa.Time()))
    op.add_column("members", sa.Column("quiet_on", sa.Date()))
    offered = sa.Column(
        "reminders_offered", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("members", offered)
    op.add_column("members", sa.Column("told_day", sa.Date()))
    op.execute(_TOLD)


def downgrade() -> None:
    """Drop them."""
    for name in ("told_day", "reminders_offered", "quiet_on", "remind_at", "remind"):
        op.drop_column("members", name)
