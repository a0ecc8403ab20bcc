"""When a refusal was first met, and when a channel that refused is to be tried again.

Revision 0006, after 0005. Schedules that were paused before wait to be resumed by hand.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add both times."""
    op.add_column("rounds", sa.Column("refused_at", sa.DateTime(timezone=True)))
    op.add_column("schedules", sa.Column("recheck_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("schedules", "recheck_at")
    op.drop_column("rounds", "refused_at")
