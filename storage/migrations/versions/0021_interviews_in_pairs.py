"""Mock interviews in pairs, and who waits for a partner.

Revision 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Create the tables; everyone had their interviews alone so far."""
    led = sa.Column("led", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("interviews", led)
    op.create_table(
        "interview_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer()),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("level", sa.Text()),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interview_id", sa.Integer()),
        _refers("interview_pairs", "team_id", "teams"),
        _refers("interview_pairs", "candidate_id", "members"),
        _refers("interview_pairs", "interviewer_id", "members"),
        _refers("interview_pairs", "asked_by", "members", "SET NULL"),
        _refers("interview_pairs", "interview_id", "interviews", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_interview_pairs"),
        sqlite_autoincrement=True,
    )
    ours = ("team_id", "candidate_id", "interviewer_id", "asked_by", "interview_id", "asked_at")
    for column in ours:
        op.create_index(f"ix_interview_pairs_{column}", "interview_pairs", [column])
    op.create_table(
        "interview_waits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        _refers("interview_waits", "team_id", "teams"),
        _refers("interview_waits", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name="pk_interview_waits"),
        sqlite_autoincrement=True,
    )
    for column in ("team_id", "member_id", "expires_at"):
        op.create_index(f"ix_interview_waits_{column}", "interview_waits", [column])


def _refers(
    table: str, column: str, other: str, on_delete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=on_delete)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("interview_waits")
    op.drop_table("interview_pairs")
    op.drop_column("interviews", "led")
