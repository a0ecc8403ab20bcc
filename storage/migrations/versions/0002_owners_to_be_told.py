"""Which owners are still to be told that their schedule was paused.

Revision 0002, after 0001. Those of earlier pauses count as told.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the instant at which to tell them."""
    op.add_column("schedules", sa.Column("tell_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("schedules", "tell_at")
