"""The engine's ``Transaction`` port on one database connection."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from bot.engine.ports.repositories import Transaction
from storage import repositories as sql
from storage.statements import Runner

T = TypeVar("T")


class SqlTransaction:
    """All repositories on one connection; the caller begins and ends its transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        runner = Runner(connection)
        self.teams = sql.SqlTeams(runner)
        self.members = sql.SqlMembers(runner)
        self.schedules = sql.SqlSchedules(runner)
        self.rounds = sql.SqlRounds(runner)
        self.responses = sql.SqlResponses(runner)
        self.round_posts = sql.SqlRoundPosts(runner)
        self.applause = sql.SqlApplause(runner)
        self.points = sql.SqlPoints(runner)
        self.days = sql.SqlDays(runner)
        self.uptime = sql.SqlUptime(runner)
        self.questions = sql.SqlQuestions(runner)
        self.suggestions = sql.SqlSuggestions(runner)
        self.practice = sql.SqlPractice(runner)
        self.waiting_plans = sql.SqlWaitingPlans(runner)
        self.settings = sql.SqlSettings(runner)
        self.events = sql.SqlEvents(runner)
        self.deliveries = sql.SqlDeliveries(runner)


def run(command: Callable[[Transaction], T], transaction: Transaction) -> T:
    """Run ``command``.

    StopIteration becomes RuntimeError, because a Future can't hold a StopIteration and the
    caller would wait forever.
    """
    try:
        return command(transaction)
    except StopIteration as error:
        raise RuntimeError("the command raised StopIteration") from error
