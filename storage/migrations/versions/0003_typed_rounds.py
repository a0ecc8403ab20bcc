"""What a round is to show again, and why it was skipped, in columns of their own.

Revision 0003, after 0002. ``rounds.reason`` was a sentence for people, and its wording decided
what happened next: it becomes ``skip_reason``, ``unseen`` and ``note``. Columns whose names said
too little get better ones; ``drills.purpose``, which nothing read, goes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

RENAMED = (
    ("rounds", "extra", "by_hand_number"),
    ("rounds", "order", "shown_order"),
    ("rounds", "key", "right_choice"),
    ("rounds", "reason", "note"),
    ("schedules", "tell_at", "alert_at"),
)


def upgrade() -> None:
    """Split the reason into the three columns it stood for."""
    for table, old, new in RENAMED:
        _rename(table, old, new)
    op.add_column("rounds", sa.Column("skip_reason", sa.Text()))
    op.add_column("rounds", sa.Column("unseen", sa.Text(), nullable=False, server_default="all"))
    op.execute(
        "UPDATE rounds SET skip_reason = note, note = '' WHERE state = 'skipped' "
        "AND note IN ('outage', 'holiday', 'by hand', 'no question')"
    )
    op.execute(
        "UPDATE rounds SET unseen = 'reveal', note = '' "
        "WHERE state = 'revealing' AND note = 'shown again'"
    )
    op.execute("UPDATE rounds SET unseen = 'nothing' WHERE state = 'revealed' AND note = ''")
    op.drop_column("drills", "purpose")


def downgrade() -> None:
    """Write the reasons as they were: a few notes of failed tries are lost."""
    purpose = sa.Column("purpose", sa.String(), nullable=False, server_default="quiz")
    op.add_column("drills", purpose)
    op.execute("UPDATE rounds SET note = skip_reason WHERE skip_reason IS NOT NULL")
    op.execute(
        "UPDATE rounds SET note = 'shown again' WHERE state = 'revealing' AND unseen = 'reveal'"
    )
    op.execute("UPDATE rounds SET note = '' WHERE state = 'revealed' AND unseen = 'nothing'")
    op.execute(
        "UPDATE rounds SET note = 'it could not be shown' "
        "WHERE state = 'revealed' AND unseen <> 'nothing' AND note = ''"
    )
    op.drop_column("rounds", "unseen")
    op.drop_column("rounds", "skip_reason")
    for table, old, new in RENAMED:
        _rename(table, new, old)


def _rename(table: str, old: str, new: str) -> None:
    # Alembic would rebuild the whole table on SQLite, which has long been able to do this.
    op.execute(f'ALTER TABLE {table} RENAME COLUMN "{old}" TO "{new}"')
