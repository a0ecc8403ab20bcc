"""One unit of work over a database connection: the engine's ``Transaction`` port."""

from sqlalchemy import Connection

from storage import repositories as sql


class SqlTransaction:
    """The repositories over one connection, whose transaction somebody else ends."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.teams = sql.SqlTeams(connection)
        self.members = sql.SqlMembers(connection)
        self.schedules = sql.SqlSchedules(connection)
        self.rounds = sql.SqlRounds(connection)
        self.responses = sql.SqlResponses(connection)
        self.points = sql.SqlPoints(connection)
        self.days = sql.SqlDays(connection)
        self.uptime = sql.SqlUptime(connection)
        self.questions = sql.SqlQuestions(connection)
        self.practice = sql.SqlPractice(connection)
        self.facts = sql.SqlFacts(connection)
