"""A store in memory: quick, and as forgetful as the real one."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from bot.engine.ports.repositories import Transaction
from tests.support.fakes import memory

T = TypeVar("T")


class MemoryTransaction:
    """The repositories over one set of tables."""

    def __init__(self, tables: memory.Tables) -> None:
        self.teams = memory.MemoryTeams(tables)
        self.members = memory.MemoryMembers(tables)
        self.schedules = memory.MemorySchedules(tables)
        self.rounds = memory.MemoryRounds(tables)
        self.responses = memory.MemoryResponses(tables)
        self.round_posts = memory.MemoryRoundPosts(tables)
        self.applause = memory.MemoryApplause(tables)
        self.points = memory.MemoryPoints(tables)
        self.days = memory.MemoryDays(tables)
        self.uptime = memory.MemoryUptime(tables)
        self.questions = memory.MemoryQuestions(tables)
        self.suggestions = memory.MemorySuggestions(tables)
        self.practice = memory.MemoryPractice(tables)
        self.followers = memory.MemoryFollowers(tables)
        self.group_quizzes = memory.MemoryGroupQuizzes(tables)
        self.interviews = memory.MemoryInterviews(tables)
        self.pairs = memory.MemoryPairs(tables)
        self.read_answers = memory.MemoryReadAnswers(tables)
        self.review_fits = memory.MemoryReviewFits(tables)
        self.waiting_plans = memory.MemoryWaitingPlans(tables)
        self.settings = memory.MemorySettings(tables)
        self.events = memory.MemoryEvents(tables)
        self.deliveries = memory.MemoryDeliveries(tables)

    def database_time(self) -> datetime | None:
        return None


class MemoryStore:
    """Keeps what commands wrote, unless they raised; forgets what queries wrote."""

    def __init__(self) -> None:
        self.tables = memory.Tables()

    async def write(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command``; its writes are kept when it returns."""
        await asyncio.sleep(0)  # the real store lets others run, too
        return self.write_now(command)

    async def read(self, query: Callable[[Transaction], T]) -> T:
        """Run ``query``; its writes are forgotten."""
        await asyncio.sleep(0)
        return self.read_now(query)

    def write_now(self, command: Callable[[Transaction], T]) -> T:
        """``write`` for tests without an event loop."""
        tables = self.tables.copy()
        result = command(MemoryTransaction(tables))
        self.tables = tables
        return result

    def read_now(self, query: Callable[[Transaction], T]) -> T:
        """``read`` for tests without an event loop."""
        return query(MemoryTransaction(self.tables.copy()))
