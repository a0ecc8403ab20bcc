"""Whether a member lets the team's report name them.

Revision 0015, after 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column: nobody has agreed yet."""
    named = sa.Column("named_in_report", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("members", named)


def downgrade() -> None:
    """Drop it."""
    op.drop_column("members", "named_in_report")
