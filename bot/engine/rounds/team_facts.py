"""What claims need to know of teams, read once for many schedules."""

from collections.abc import Collection
from datetime import date

from bot.engine.model.people import Team
from bot.engine.ports.repositories import Transaction


class TeamFacts:
    """Reads a team, its holidays and its next number only once; good for one unit of work."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._teams: dict[int, Team] = {}
        self._holidays: dict[int, Collection[date]] = {}
        self._numbers: dict[int, int] = {}

    def team(self, team_id: int) -> Team:
        """Return the team."""
        if team_id not in self._teams:
            team = self._tx.teams.get(team_id)
            if team is None:  # the foreign key forbids it
                raise LookupError(f"team {team_id}")
            self._teams[team_id] = team
        return self._teams[team_id]

    def holidays(self, team_id: int) -> Collection[date]:
        """Return the team's holidays."""
        if team_id not in self._holidays:
            self._holidays[team_id] = self._tx.teams.holidays(team_id).keys()
        return self._holidays[team_id]

    def take_number(self, team_id: int) -> int:
        """Return the number of the team's next round, each only once."""
        number = self._numbers.get(team_id) or self._tx.rounds.next_number(team_id)
        self._numbers[team_id] = number + 1
        return number
