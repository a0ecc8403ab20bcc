"""One unit of work over a database connection: the engine's ``Transaction`` port."""

from sqlalchemy import Connection

from storage import repositories as sql
from storage.runner import Runner


class SqlTransaction:
    """The repositories over one connection, whose transaction somebody else ends."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        runner = Runner(connection)
        self.teams = sql.SqlTeams(runner)
        self.members = sql.SqlMembers(runner)
        self.schedules = sql.SqlSchedules(runner)
        self.rounds = sql.SqlRounds(runner)
        self.responses = sql.SqlResponses(runner)
        self.points = sql.SqlPoints(runner)
        self.days = sql.SqlDays(runner)
        self.uptime = sql.SqlUptime(runner)
        self.questions = sql.SqlQuestions(runner)
        self.practice = sql.SqlPractice(runner)
        self.facts = sql.SqlFacts(runner)
