"""Questions that teams write: drafts, imports, verdicts, reviewers, who has seen which answer.

Revision 0010, after 0009. Suggestions keep the form they were written in, and whether their
author wants to be named.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns and the tables."""
    op.add_column("proposals", sa.Column("form", sa.JSON(none_as_null=True)))
    credited = sa.Column("credited", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("proposals", credited)
    _create_drafts()
    _create_imports()
    op.create_table(
        "settlements",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _refers("settlements", "proposal_id", "proposals"),
        _refers("settlements", "by", "members", "SET NULL"),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_settlements"),
    )
    op.create_index("ix_settlements_by", "settlements", ["by"])
    op.create_table(
        "seen_answers",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _refers("seen_answers", "member_id", "members"),
        sa.PrimaryKeyConstraint("member_id", "revision", name="pk_seen_answers"),
    )
    op.create_index("ix_seen_answers_revision", "seen_answers", ["revision"])
    op.create_table(
        "reviewers",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        _refers("reviewers", "team_id", "teams"),
        sa.PrimaryKeyConstraint("team_id", name="pk_reviewers"),
    )
    op.create_table(
        "next_questions",
        _own_id(),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _refers("next_questions", "team_id", "teams"),
        sa.PrimaryKeyConstraint("id", name="pk_next_questions"),
        sa.UniqueConstraint("team_id", "question_id", name="uq_next_questions_team_id_question_id"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop the tables and the columns."""
    for table in (
        "next_questions",
        "reviewers",
        "seen_answers",
        "settlements",
        "waiting_imports",
        "question_drafts",
    ):
        op.drop_table(table)
    op.drop_column("proposals", "credited")
    op.drop_column("proposals", "form")


def _create_drafts() -> None:
    op.create_table(
        "question_drafts",
        *_someones(),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer()),
        _refers("question_drafts", "team_id", "teams"),
        _refers("question_drafts", "member_id", "members"),
        _refers("question_drafts", "proposal_id", "proposals"),
        sa.PrimaryKeyConstraint("id", name="pk_question_drafts"),
        sqlite_autoincrement=True,
    )
    for column in ("team_id", "member_id", "at", "proposal_id"):
        op.create_index(f"ix_question_drafts_{column}", "question_drafts", [column])


def _create_imports() -> None:
    op.create_table(
        "waiting_imports",
        *_someones(),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _refers("waiting_imports", "team_id", "teams"),
        _refers("waiting_imports", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_imports"),
        sqlite_autoincrement=True,
    )
    for column in ("team_id", "member_id", "at"):
        op.create_index(f"ix_waiting_imports_{column}", "waiting_imports", [column])


def _own_id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _someones() -> tuple[sa.Column[Any], ...]:
    return (
        _own_id(),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
    )


def _refers(
    table: str, column: str, target: str, on_delete: str = "CASCADE"
) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    target_id = [f"{target}.id"]
    return sa.ForeignKeyConstraint([column], target_id, name=name, ondelete=on_delete)
