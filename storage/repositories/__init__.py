"""The engine's repository ports over one database connection."""

from storage.repositories.game import SqlDays, SqlUptime
from storage.repositories.people import SqlMembers, SqlTeams
from storage.repositories.points import SqlPoints
from storage.repositories.practice import SqlFacts, SqlPractice
from storage.repositories.questions import SqlQuestions
from storage.repositories.responses import SqlResponses
from storage.repositories.rounds import SqlRounds
from storage.repositories.schedules import SqlSchedules

__all__ = [
    "SqlDays",
    "SqlFacts",
    "SqlMembers",
    "SqlPoints",
    "SqlPractice",
    "SqlQuestions",
    "SqlResponses",
    "SqlRounds",
    "SqlSchedules",
    "SqlTeams",
    "SqlUptime",
]
