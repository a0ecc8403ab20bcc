"""When a team wants its recap, or that it wants none.

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the columns: a recap comes after the week's last reveal."""
    off = sa.Column("recap_off", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("teams", off)
    op.add_column("teams", sa.Column("recap_day", sa.Integer()))
    op.add_column("teams", sa.Column("recap_at", sa.Time()))


def downgrade() -> None:
    """Drop them."""
    for name in ("recap_at", "recap_day", "recap_off"):
        op.drop_column("teams", name)
