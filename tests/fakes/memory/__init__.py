"""The repositories of the in-memory store, over plain dicts."""

from tests.fakes.memory.daily import MemoryResponses, MemoryRounds, MemorySchedules
from tests.fakes.memory.game import MemoryDays, MemoryPoints, MemoryUptime
from tests.fakes.memory.people import MemoryMembers, MemoryTeams
from tests.fakes.memory.practice import MemoryFacts, MemoryPractice
from tests.fakes.memory.questions import MemoryQuestions
from tests.fakes.memory.tables import Tables

__all__ = [
    "MemoryDays",
    "MemoryFacts",
    "MemoryMembers",
    "MemoryPoints",
    "MemoryPractice",
    "MemoryQuestions",
    "MemoryResponses",
    "MemoryRounds",
    "MemorySchedules",
    "MemoryTeams",
    "MemoryUptime",
    "Tables",
]
