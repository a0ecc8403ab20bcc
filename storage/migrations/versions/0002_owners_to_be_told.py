"""Which owners have yet to be notified that their schedule was paused.

Revision 0002, after 0001. Owners of earlier pauses count as notified.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the time at which to notify them."""
    op.add_column("schedules", sa.Column("tell_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("schedules", "tell_at")
