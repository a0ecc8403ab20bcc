"""What a reveal posted, who applauded what, and what a schedule and a team want of their posts.

Revision 0008, after 0007. Rounds revealed before have no posts of their own, so none is edited.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_WORDS = ("title", "intro", "notify")
_WISHES = ("pin", "quiet", "reveal_next_day")


def upgrade() -> None:
    """Add the tables and the columns; nothing changes for what there is."""
    op.create_table(
        "round_posts",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        _refers("round_posts", "round_id", "rounds"),
        sa.PrimaryKeyConstraint("round_id", "part", name="pk_round_posts"),
    )
    op.create_table(
        "applause",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        _refers("applause", "round_id", "rounds"),
        _refers("applause", "author_id", "members"),
        _refers("applause", "member_id", "members"),
        sa.PrimaryKeyConstraint("round_id", "author_id", "member_id", name="pk_applause"),
    )
    op.create_index("ix_applause_author_id", "applause", ["author_id"])
    op.create_index("ix_applause_member_id", "applause", ["member_id"])
    for name in _WORDS:
        op.add_column("schedules", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in _WISHES:
        op.add_column("schedules", _no(name))
    op.add_column("responses", _no("private"))
    op.add_column("teams", _no("words_private"))


def downgrade() -> None:
    """Drop them all."""
    op.drop_column("teams", "words_private")
    op.drop_column("responses", "private")
    for name in (*_WISHES, *_WORDS):
        op.drop_column("schedules", name)
    op.drop_table("applause")
    op.drop_table("round_posts")


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete="CASCADE")
