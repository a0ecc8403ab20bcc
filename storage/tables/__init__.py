"""Every table of the database, and the metadata that holds them."""

from storage.tables.base import metadata
from storage.tables.daily import (
    anonymous_votes,
    applause,
    asked_questions,
    beats,
    follows,
    outages,
    responses,
    round_posts,
    rounds,
    schedules,
    waiting_plans,
)
from storage.tables.game import point_entries, point_totals, streak_days
from storage.tables.group_quizzes import group_answers, group_quizzes
from storage.tables.interviews import interviews
from storage.tables.outbox import deliveries
from storage.tables.pairs import interview_pairs, interview_waits
from storage.tables.people import (
    holidays,
    homes,
    identities,
    leaves,
    managers,
    members,
    teams,
    workspaces,
)
from storage.tables.practice import attempts, drills, reviews
from storage.tables.questions import (
    corrections,
    proposals,
    question_revisions,
    retired_questions,
    team_questions,
)
from storage.tables.read_answers import grader_uses, read_answers
from storage.tables.review_fits import review_fits
from storage.tables.suggestions import (
    next_questions,
    question_drafts,
    reviewers,
    seen_answers,
    settlements,
    waiting_imports,
)
from storage.tables.upkeep import delivered_events, settings

__all__ = [
    "anonymous_votes",
    "applause",
    "asked_questions",
    "attempts",
    "beats",
    "corrections",
    "delivered_events",
    "deliveries",
    "drills",
    "follows",
    "grader_uses",
    "group_answers",
    "group_quizzes",
    "holidays",
    "homes",
    "identities",
    "interview_pairs",
    "interview_waits",
    "interviews",
    "leaves",
    "managers",
    "members",
    "metadata",
    "next_questions",
    "outages",
    "point_entries",
    "point_totals",
    "proposals",
    "question_drafts",
    "question_revisions",
    "read_answers",
    "responses",
    "retired_questions",
    "review_fits",
    "reviewers",
    "reviews",
    "round_posts",
    "rounds",
    "schedules",
    "seen_answers",
    "settings",
    "settlements",
    "streak_days",
    "team_questions",
    "teams",
    "waiting_imports",
    "waiting_plans",
    "workspaces",
]
