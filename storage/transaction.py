"""The engine's ``Transaction`` port on one database connection."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, text

from bot.engine.ports.repositories import Transaction
from storage import repositories as sql
from storage.statements import Runner

T = TypeVar("T")
_SERVER_TIME = text("SELECT clock_timestamp()")  # now() would be when the transaction began


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
        self.followers = sql.SqlFollowers(runner)
        self.group_quizzes = sql.SqlGroupQuizzes(runner)
        self.interviews = sql.SqlInterviews(runner)
        self.pairs = sql.SqlPairs(runner)
        self.read_answers = sql.SqlReadAnswers(runner)
        self.review_fits = sql.SqlReviewFits(runner)
        self.waiting_plans = sql.SqlWaitingPlans(runner)
        self.settings = sql.SqlSettings(runner)
        self.events = sql.SqlEvents(runner)
        self.deliveries = sql.SqlDeliveries(runner)

    def database_time(self) -> datetime | None:
        """Return what the server's clock says now; None on SQLite, which has no server."""
        if self.connection.dialect.name == "sqlite":
            return None
        told: datetime = self.connection.execute(_SERVER_TIME).scalar_one()
        return told.astimezone(UTC)


def run(command: Callable[[Transaction], T], transaction: Transaction) -> T:
    """Run ``command``.

    StopIteration becomes RuntimeError, because a Future can't hold a StopIteration and the
    caller would wait forever.
    """
    try:
        return command(transaction)
    except StopIteration as error:
        raise RuntimeError("the command raised StopIteration") from error
