"""Every table of the database, and the metadata that holds them."""

from storage.tables.base import metadata
from storage.tables.daily import beats, outages, responses, rounds, schedules
from storage.tables.game import point_entries, point_totals, streak_days
from storage.tables.people import holidays, identities, leaves, members, teams, workspaces
from storage.tables.practice import attempts, delivered_events, drills, facts, reviews
from storage.tables.questions import (
    corrections,
    proposals,
    question_revisions,
    retired_questions,
    team_questions,
)

__all__ = [
    "attempts",
    "beats",
    "corrections",
    "delivered_events",
    "drills",
    "facts",
    "holidays",
    "identities",
    "leaves",
    "members",
    "metadata",
    "outages",
    "point_entries",
    "point_totals",
    "proposals",
    "question_revisions",
    "responses",
    "retired_questions",
    "reviews",
    "rounds",
    "schedules",
    "streak_days",
    "team_questions",
    "teams",
    "workspaces",
]
