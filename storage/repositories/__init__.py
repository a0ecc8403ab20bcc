"""The engine's repository ports on one database connection."""

from storage.repositories.deliveries import SqlDeliveries
from storage.repositories.followers import SqlFollowers
from storage.repositories.game import SqlDays, SqlUptime
from storage.repositories.group_quizzes import SqlGroupQuizzes
from storage.repositories.interviews import SqlInterviews
from storage.repositories.pairs import SqlPairs
from storage.repositories.people import SqlMembers, SqlTeams
from storage.repositories.points import SqlPoints
from storage.repositories.practice import SqlPractice
from storage.repositories.questions import SqlQuestions
from storage.repositories.read_answers import SqlReadAnswers
from storage.repositories.responses import SqlResponses
from storage.repositories.reveals import SqlApplause, SqlRoundPosts
from storage.repositories.review_fits import SqlReviewFits
from storage.repositories.rounds import SqlRounds
from storage.repositories.schedules import SqlSchedules
from storage.repositories.suggestions import SqlSuggestions
from storage.repositories.upkeep import SqlEvents, SqlSettings
from storage.repositories.waiting_plans import SqlWaitingPlans

__all__ = [
    "SqlApplause",
    "SqlDays",
    "SqlDeliveries",
    "SqlEvents",
    "SqlFollowers",
    "SqlGroupQuizzes",
    "SqlInterviews",
    "SqlMembers",
    "SqlPairs",
    "SqlPoints",
    "SqlPractice",
    "SqlQuestions",
    "SqlReadAnswers",
    "SqlResponses",
    "SqlReviewFits",
    "SqlRoundPosts",
    "SqlRounds",
    "SqlSchedules",
    "SqlSettings",
    "SqlSuggestions",
    "SqlTeams",
    "SqlUptime",
    "SqlWaitingPlans",
]
