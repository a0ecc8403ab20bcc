"""The whole schema.

Revision 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# In the order in which they can be dropped: each one before those it refers to.
_TABLES = (
    "responses",
    "point_entries",
    "streak_days",
    "rounds",
    "reviews",
    "proposals",
    "point_totals",
    "leaves",
    "identities",
    "drills",
    "corrections",
    "attempts",
    "workspaces",
    "team_questions",
    "schedules",
    "retired_questions",
    "members",
    "holidays",
    "teams",
    "question_revisions",
    "outages",
    "facts",
    "delivered_events",
    "beats",
)


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "beats",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", name="pk_beats"),
    )
    op.create_table(
        "delivered_events",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_delivered_events"),
    )
    op.create_table(
        "facts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_facts"),
    )
    op.create_table(
        "outages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outages"),
    )
    op.create_index("ix_outages_platform_ended_at", "outages", ["platform", "ended_at"])
    op.create_table(
        "question_revisions",
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "revision", name="pk_question_revisions"),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_teams_name", "teams", ["name"])
    op.create_table(
        "holidays",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_holidays_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "day", name="pk_holidays"),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_members_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_members_team_id", "members", ["team_id"])
    op.create_table(
        "retired_questions",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_retired_questions_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "question_id", name="pk_retired_questions"),
    )
    op.create_table(
        "schedules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("tracks", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("reveal_after", sa.Integer(), nullable=True),
        sa.Column("reveal_at", sa.Time(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("pause_reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(reveal_after IS NULL) <> (reveal_at IS NULL)", name="ck_schedules_one_reveal"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_schedules_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_schedules"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_schedules_channel", "schedules", ["channel"])
    op.create_index("ix_schedules_state", "schedules", ["state"])
    op.create_index("ix_schedules_team_id", "schedules", ["team_id"])
    op.create_table(
        "team_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_team_questions_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_team_questions"),
        sa.UniqueConstraint("team_id", "question_id", name="uq_team_questions_team_id_question_id"),
    )
    op.create_table(
        "workspaces",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_workspaces_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("platform", "workspace", name="pk_workspaces"),
    )
    op.create_index("ix_workspaces_team_id", "workspaces", ["team_id"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_attempts_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index(
        "ix_attempts_member_id_question_id_at", "attempts", ["member_id", "question_id", "at"]
    )
    op.create_table(
        "corrections",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["members.id"], name="fk_corrections_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_corrections_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", "question_id", "revision", name="pk_corrections"),
    )
    op.create_index("ix_corrections_by", "corrections", ["by"])
    op.create_table(
        "drills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_drills_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_drills"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drills_member_id", "drills", ["member_id"])
    op.create_table(
        "identities",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_identities_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("platform", "workspace", "user", name="pk_identities"),
    )
    op.create_index("ix_identities_member_id", "identities", ["member_id"])
    op.create_table(
        "leaves",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_leaves_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "first_day", "last_day", name="pk_leaves"),
    )
    op.create_table(
        "point_totals",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_point_totals_member_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_point_totals_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "team_id", "period", "track", name="pk_point_totals"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_point_totals_board",
        "point_totals",
        ["team_id", "period", "track", sa.literal_column("points DESC"), "member_id"],
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_proposals_member_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_proposals_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposals_member_id", "proposals", ["member_id"])
    op.create_index("ix_proposals_team_id_state", "proposals", ["team_id", "state"])
    op.create_table(
        "reviews",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_reviews_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "question_id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_member_id_due_at", "reviews", ["member_id", "due_at"])
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("slot", sa.Date(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reveal_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=True),
        sa.Column("revision", sa.String(), nullable=True),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("order", sa.JSON(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_platform", sa.String(), nullable=True),
        sa.Column("message_workspace", sa.String(), nullable=True),
        sa.Column("message_channel", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("excuse", sa.Text(), nullable=True),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id", "revision"],
            ["question_revisions.question_id", "question_revisions.revision"],
            name="fk_rounds_question_id_revision",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name="fk_rounds_schedule_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_rounds_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
        sa.UniqueConstraint(
            "schedule_id", "slot", "extra", name="uq_rounds_schedule_id_slot_extra"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rounds_channel", "rounds", ["channel"])
    op.create_index("ix_rounds_message", "rounds", ["message"])
    op.create_index("ix_rounds_question_id_revision", "rounds", ["question_id", "revision"])
    op.create_index("ix_rounds_schedule_id_closes_on", "rounds", ["schedule_id", "closes_on"])
    op.create_index("ix_rounds_state", "rounds", ["state"])
    op.create_index("ix_rounds_team_id_number", "rounds", ["team_id", "number"])
    op.create_index("ix_rounds_team_id_question_id", "rounds", ["team_id", "question_id"])
    op.create_table(
        "streak_days",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("freezes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_streak_days_member_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "day", name="pk_streak_days"),
    )
    op.create_table(
        "point_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_point_entries_member_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name="fk_point_entries_round_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_point_entries_team_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_point_entries"),
    )
    op.create_index("ix_point_entries_member_id", "point_entries", ["member_id"])
    op.create_index("ix_point_entries_round_id", "point_entries", ["round_id"])
    op.create_index("ix_point_entries_team_id", "point_entries", ["team_id"])
    op.create_table(
        "responses",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("covered", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_responses_member_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name="fk_responses_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "member_id", name="pk_responses"),
    )
    op.create_index("ix_responses_member_id_round_id", "responses", ["member_id", "round_id"])


def downgrade() -> None:
    """Drop every table with all of its data."""
    for table in _TABLES:
        op.drop_table(table)
