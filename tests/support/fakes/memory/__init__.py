"""The repositories of the in-memory store, over plain dicts."""

from tests.support.fakes.memory.daily import MemoryResponses, MemoryRounds, MemorySchedules
from tests.support.fakes.memory.deliveries import MemoryDeliveries
from tests.support.fakes.memory.followers import MemoryFollowers
from tests.support.fakes.memory.game import MemoryDays, MemoryPoints, MemoryUptime
from tests.support.fakes.memory.group_quizzes import MemoryGroupQuizzes
from tests.support.fakes.memory.interviews import MemoryInterviews
from tests.support.fakes.memory.pairs import MemoryPairs
from tests.support.fakes.memory.people import MemoryMembers, MemoryTeams
from tests.support.fakes.memory.practice import MemoryPractice
from tests.support.fakes.memory.questions import MemoryQuestions
from tests.support.fakes.memory.read_answers import MemoryReadAnswers
from tests.support.fakes.memory.reveals import MemoryApplause, MemoryRoundPosts
from tests.support.fakes.memory.review_fits import MemoryReviewFits
from tests.support.fakes.memory.suggestions import MemorySuggestions
from tests.support.fakes.memory.tables import Tables
from tests.support.fakes.memory.upkeep import MemoryEvents, MemorySettings, MemoryWaitingPlans

__all__ = [
    "MemoryApplause",
    "MemoryDays",
    "MemoryDeliveries",
    "MemoryEvents",
    "MemoryFollowers",
    "MemoryGroupQuizzes",
    "MemoryInterviews",
    "MemoryMembers",
    "MemoryPairs",
    "MemoryPoints",
    "MemoryPractice",
    "MemoryQuestions",
    "MemoryReadAnswers",
    "MemoryResponses",
    "MemoryReviewFits",
    "MemoryRoundPosts",
    "MemoryRounds",
    "MemorySchedules",
    "MemorySettings",
    "MemorySuggestions",
    "MemoryTeams",
    "MemoryUptime",
    "MemoryWaitingPlans",
    "Tables",
]
