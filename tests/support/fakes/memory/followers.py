"""What closing a round asks about everyone who follows its schedule, in memory."""

from collections.abc import Mapping
from datetime import date

from bot.engine.model.people import Leave
from bot.engine.model.practice import ReviewState
from bot.engine.model.scores import TeamDay
from bot.engine.ports.rounds import FollowedRound
from tests.support.fakes.memory.daily import MemoryRounds
from tests.support.fakes.memory.game import MemoryDays
from tests.support.fakes.memory.people import MemoryMembers
from tests.support.fakes.memory.tables import Repository


class MemoryFollowers(Repository):
    def _ids(self, round_id: int) -> tuple[int, ...]:
        return MemoryRounds(self.tables).followers(round_id)

    def _responders(self, round_id: int) -> list[int]:
        return sorted(member for of_round, member in self.tables.responses if of_round == round_id)

    def leaves(self, round_id: int) -> Mapping[int, tuple[Leave, ...]]:
        members = MemoryMembers(self.tables)
        found = {member: members.leaves(member) for member in self._ids(round_id)}
        return {member: leaves for member, leaves in found.items() if leaves}

    def pending_days(self, round_id: int, since: date) -> Mapping[int, frozenset[date]]:
        rounds = MemoryRounds(self.tables)
        found = {
            member: frozenset(
                live.slot for live in rounds.live_followed(member) if live.slot >= since
            )
            for member in self._ids(round_id)
        }
        return {member: days for member, days in found.items() if days}

    def followed(self, round_id: int, since: date) -> Mapping[int, tuple[FollowedRound, ...]]:
        rounds = MemoryRounds(self.tables)
        found = {member: rounds.followed(member, since) for member in self._ids(round_id)}
        return {member: followed for member, followed in found.items() if followed}

    def days_before(self, round_id: int, day: date) -> Mapping[int, TeamDay]:
        days = MemoryDays(self.tables)
        found = {member: days.before(member, day) for member in self._ids(round_id)}
        return {member: line for member, line in found.items() if line is not None}

    def remove_days(self, round_id: int, since: date) -> None:
        for member in self._ids(round_id):
            MemoryDays(self.tables).remove_from(member, since)

    def days_of_responders(self, round_id: int, day: date) -> tuple[TeamDay, ...]:
        keys = ((member, day) for member in self._responders(round_id))
        return tuple(self.tables.days[key] for key in keys if key in self.tables.days)

    def reviews_of_responders(self, round_id: int, question_id: str) -> Mapping[int, ReviewState]:
        keys = ((member, question_id) for member in self._responders(round_id))
        return {key[0]: self.tables.reviews[key] for key in keys if key in self.tables.reviews}
