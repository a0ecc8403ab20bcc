"""Schedules, plans waiting to be confirmed, rounds, responses, and when workers were running."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
)

from bot.engine.model.questions import Format, Level
from bot.engine.model.rounds import Excuse, RoundState, Skip, Unseen
from bot.engine.model.schedules import ScheduleState
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import Items, Seconds, UtcTime, Word

schedules = Table(
    "schedules",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    Column("platform", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("at", Time, nullable=False),
    Column("zone", String, nullable=False),
    Column("days", Items(int), nullable=False),
    Column("tracks", Items(str), nullable=False),
    Column("levels", Items(Level), nullable=False),
    Column("format", Word(Format), nullable=False),
    Column("reveal_after", Seconds),
    Column("reveal_at", Time),
    Column("owner", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("state", Word(ScheduleState), nullable=False),
    Column("pause_reason", String, nullable=False),
    Column("alert_at", UtcTime),
    Column("number", Integer, nullable=False, server_default="0"),
    Column("recheck_at", UtcTime),
    # When to look for a due slot next. Kept here, not in the model: whatever saves a schedule
    # sets it to a time long past, so that it's looked at at once.
    Column("look_at", UtcTime, nullable=False, server_default="1970-01-01 00:00:00.000000"),
    Column("title", String, nullable=False, server_default=""),
    Column("intro", String, nullable=False, server_default=""),
    Column("notify", String, nullable=False, server_default=""),
    Column("pin", Boolean, nullable=False, server_default=false()),
    Column("quiet", Boolean, nullable=False, server_default=false()),
    Column("reveal_next_day", Boolean, nullable=False, server_default=false()),
    Index("ix_schedules_channel", "channel"),
    Index("ix_schedules_owner", "owner"),
    Index("ix_schedules_state_look_at", "state", "look_at"),
    CheckConstraint("(reveal_after IS NULL) <> (reveal_at IS NULL)", name="one_reveal"),
    sqlite_autoincrement=True,
)

# Someone who previews a plan may not be a member, so this isn't a foreign key: forgetting an
# account deletes its plans, and plans expire anyway.
waiting_plans = Table(
    "waiting_plans",
    metadata,
    Column("token", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("user", String, nullable=False),
    Column("plan", JSON, nullable=False),
    refers("schedule_id", "schedules.id", nullable=True, index=True),
    Column("expires_at", UtcTime, nullable=False, index=True),
    Index("ix_waiting_plans_user", "user"),
)

# Until a question is chosen, question_id and revision are NULL, so that the foreign key can
# require a stored revision for every chosen one.
rounds = Table(
    "rounds",
    metadata,
    own_id(),
    refers("schedule_id", "schedules.id"),
    refers("team_id", "teams.id"),
    Column("platform", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("slot", Date, nullable=False),
    Column("by_hand_number", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("reveal_at", UtcTime, nullable=False),
    Column("format", Word(Format), nullable=False),
    Column("state", Word(RoundState), nullable=False),
    Column("number", Integer, nullable=False),
    Column("question_id", String),
    Column("revision", String),
    Column("track", String, nullable=False),
    Column("shown_order", Items(int), nullable=False),
    Column("right_choice", Integer),
    Column("skip_reason", Word(Skip)),
    Column("note", String, nullable=False),
    Column("unseen", Word(Unseen), nullable=False, server_default=Unseen.ALL.value),
    Column("late", Boolean, nullable=False),
    Column("opened_at", UtcTime),
    Column("revealed_at", UtcTime),
    Column("message_platform", String),
    Column("message_workspace", String),
    Column("message_channel", String),
    Column("message", String),
    Column("excuse", Word(Excuse)),
    Column("worker", String, nullable=False),
    Column("lease_until", UtcTime),
    Column("attempts", Integer, nullable=False),
    Column("retry_at", UtcTime),
    Column("refused_at", UtcTime),
    UniqueConstraint(
        "schedule_id", "slot", "by_hand_number", name="uq_rounds_schedule_id_slot_extra"
    ),
    ForeignKeyConstraint(
        ["question_id", "revision"],
        ["question_revisions.question_id", "question_revisions.revision"],
        ondelete="RESTRICT",
    ),
    Index("ix_rounds_state_due_at", "state", "due_at"),
    Index("ix_rounds_state_reveal_at", "state", "reveal_at"),
    Index("ix_rounds_team_id_state", "team_id", "state"),
    Index("ix_rounds_schedule_id_state", "schedule_id", "state"),
    Index("ix_rounds_team_id_number", "team_id", "number"),
    Index("ix_rounds_team_id_question_id_state", "team_id", "question_id", "state"),
    Index("ix_rounds_question_id_revision", "question_id", "revision"),
    Index("ix_rounds_channel", "channel"),
    Index("ix_rounds_message", "message"),
    sqlite_autoincrement=True,
)

responses = Table(
    "responses",
    metadata,
    refers("round_id", "rounds.id", primary_key=True),
    refers("member_id", "members.id", primary_key=True),
    Column("choice", Integer),
    Column("text", Text),
    Column("first_at", UtcTime, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("covered", Items(int)),
    Column("reply", String),
    Column("private", Boolean, nullable=False, server_default=false()),
    Index("ix_responses_member_id_round_id", "member_id", "round_id"),
)

# The messages in which a round was revealed, by what each shows ("answer", "reveal", "words-1").
round_posts = Table(
    "round_posts",
    metadata,
    refers("round_id", "rounds.id", primary_key=True),
    Column("part", String, primary_key=True),
    Column("platform", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("message", String, nullable=False),
)

# Who applauded whose words after a reveal.
applause = Table(
    "applause",
    metadata,
    refers("round_id", "rounds.id", primary_key=True),
    refers("author_id", "members.id", primary_key=True, index=True),
    refers("member_id", "members.id", primary_key=True, index=True),
)

# The latest round that asked a question of a team, skipped and failed ones aside: what the
# choice of the next question goes by, without reading years of rounds.
asked_questions = Table(
    "asked_questions",
    metadata,
    refers("team_id", "teams.id", primary_key=True),
    Column("question_id", String, primary_key=True),
    refers("round_id", "rounds.id", index=True),
)

# Who follows a schedule since when: a member does from their first response to it on.
follows = Table(
    "follows",
    metadata,
    refers("schedule_id", "schedules.id", primary_key=True),
    refers("member_id", "members.id", primary_key=True),
    Column("since", UtcTime, nullable=False),
    Index("ix_follows_member_id", "member_id"),
)

# What forgotten members chose, so that reveals still add up; -1 stands for own words.
anonymous_votes = Table(
    "anonymous_votes",
    metadata,
    refers("round_id", "rounds.id", primary_key=True),
    Column("choice", Integer, primary_key=True, autoincrement=False),
    Column("votes", Integer, nullable=False),
)

beats = Table(
    "beats",
    metadata,
    Column("platform", String, primary_key=True),
    Column("at", UtcTime, nullable=False),
)

outages = Table(
    "outages",
    metadata,
    own_id(),
    Column("platform", String, nullable=False),
    Column("began_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime, nullable=False),
    Index("ix_outages_platform_ended_at", "platform", "ended_at"),
)
