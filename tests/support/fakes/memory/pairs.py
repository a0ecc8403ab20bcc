"""Interviews in pairs, in memory."""

from dataclasses import replace
from datetime import datetime

from bot.engine.model.pairs import Pair, Waiting
from tests.support.fakes.memory.tables import Repository, aware, drop_some, need


class MemoryPairs(Repository):
    def add(self, pair: Pair) -> Pair:
        aware(pair)
        need(self.tables.teams, pair.team_id, "team")
        for member_id in pair.members:
            need(self.tables.members, member_id, "member")
        added = replace(pair, id=self.tables.new_id("pairs"))
        self.tables.pairs[added.id] = added
        return added

    def get(self, pair_id: int) -> Pair | None:
        return self.tables.pairs.get(pair_id)

    def save(self, pair: Pair) -> None:
        aware(pair)
        need(self.tables.pairs, pair.id, "pair")
        self.tables.pairs[pair.id] = pair

    def of_member(self, member_id: int) -> tuple[Pair, ...]:
        return tuple(each for each in self.tables.pairs.values() if member_id in each.members)

    def prune(self, before: datetime, limit: int) -> int:
        aware(before)
        held = self.tables.pairs
        return drop_some(held, [n for n, each in held.items() if each.asked_at < before], limit)

    def wait(self, waiting: Waiting) -> Waiting:
        aware(waiting)
        need(self.tables.members, waiting.member_id, "member")
        self.stop_waiting(waiting.member_id)
        added = replace(waiting, id=self.tables.new_id("waits"))
        self.tables.waits[added.id] = added
        return added

    def waiting(self, team_id: int) -> tuple[Waiting, ...]:
        found = (each for each in self.tables.waits.values() if each.team_id == team_id)
        return tuple(sorted(found, key=lambda each: (each.since, each.id)))

    def waiting_of(self, member_id: int) -> Waiting | None:
        held = self.tables.waits.values()
        return next((each for each in held if each.member_id == member_id), None)

    def stop_waiting(self, member_id: int) -> None:
        held = self.tables.waits
        for number in [n for n, each in held.items() if each.member_id == member_id]:
            del held[number]

    def prune_waiting(self, before: datetime, limit: int) -> int:
        aware(before)
        held = self.tables.waits
        return drop_some(held, [n for n, each in held.items() if each.expires_at < before], limit)
