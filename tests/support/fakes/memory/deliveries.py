"""The outbox in memory."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.model.deliveries import Delivery, DeliveryState
from bot.engine.model.people import Account, Platform
from bot.engine.model.rounds import is_held
from tests.support.fakes.memory.tables import Repository, Tables, aware, drop_some, need

_UNDONE = (DeliveryState.WAITING, DeliveryState.SENDING)


class MemoryDeliveries(Repository):
    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.added = 0

    def add(self, new: Delivery) -> bool:
        self._check(new)
        if self.by_key(new.key) is not None:
            return False
        added = replace(new, id=self.tables.new_id("deliveries"))
        self.tables.deliveries[added.id] = added
        self.added += 1
        return True

    def plan(self, new: Delivery) -> None:
        if not self.add(new):
            known = self.by_key(new.key)
            assert known is not None
            if known.state is DeliveryState.WAITING:
                self.added += 1
                self.save(replace(known, due_at=new.due_at, expires_at=new.expires_at))

    def withdraw(self, key: str) -> None:
        known = self.by_key(key)
        if known is not None and known.state is DeliveryState.WAITING:
            self.remove(known.id)

    def show_again(self, key: str, at: datetime) -> None:
        known = self.by_key(key)
        if known is not None and known.state is DeliveryState.SENT:
            again = replace(known, state=DeliveryState.WAITING, attempts=0, retry_at=None)
            expires = at + timedelta(days=1)
            self.save(replace(again, due_at=at, expires_at=expires, refused_at=None))

    def get(self, delivery_id: int) -> Delivery | None:
        return self.tables.deliveries.get(delivery_id)

    def by_key(self, key: str) -> Delivery | None:
        return next((each for each in self._all() if each.key == key), None)

    def save(self, changed: Delivery) -> None:
        self._check(changed)
        need(self.tables.deliveries, changed.id, "delivery")
        self.tables.deliveries[changed.id] = changed

    def acquire(
        self, delivery_id: int, worker: str, now: datetime, lease_until: datetime
    ) -> Delivery | None:
        held = self.get(delivery_id)
        if held is None or (is_held(held.lease_until, now) and held.worker != worker):
            return None
        taken = replace(held, worker=worker, lease_until=lease_until)
        self.save(taken)
        return taken

    def due(
        self, platforms: Collection[Platform], now: datetime, worker: str, limit: int
    ) -> tuple[Delivery, ...]:
        aware(now)
        found = [
            each
            for each in self._all()
            if each.platform in platforms
            and each.state in _UNDONE
            and each.due_at <= now
            and not is_held(each.retry_at, now)
            and (each.worker == worker or not is_held(each.lease_until, now))
        ]
        return tuple(sorted(found, key=lambda each: (each.due_at, each.id))[:limit])

    def next_due(self, now: datetime) -> datetime | None:
        times: list[datetime | None] = []
        for each in self._all():
            if each.state is DeliveryState.WAITING and each.due_at > now:
                times.append(each.due_at)
            elif each.state in _UNDONE:
                times += [each.retry_at, each.lease_until]
        return min((at for at in times if at is not None and at > now), default=None)

    def release_all(self, until: datetime) -> None:
        for each in self._all():
            if each.state is DeliveryState.SENDING and each.worker:
                self.save(replace(each, worker="", lease_until=until))

    def of_member(self, member_id: int) -> tuple[Delivery, ...]:
        return tuple(each for each in self._all() if each.member_id == member_id)

    def of_account(self, account: Account) -> tuple[Delivery, ...]:
        return tuple(each for each in self._all() if each.target == account)

    def remove(self, delivery_id: int) -> None:
        self.tables.deliveries.pop(delivery_id, None)

    def prune(self, before: datetime, limit: int) -> int:
        gone = (each.id for each in self._all() if each.expires_at < before)
        return drop_some(self.tables.deliveries, gone, limit)

    def _all(self) -> tuple[Delivery, ...]:
        return tuple(self.tables.deliveries.values())

    def _check(self, changed: Delivery) -> None:
        aware(changed)
        tables = self.tables
        need(tables.teams, changed.team_id, "team")
        for table, number, what in (
            (tables.members, changed.member_id, "member"),
            (tables.rounds, changed.round_id, "round"),
            (tables.schedules, changed.schedule_id, "schedule"),
            (tables.proposals, changed.proposal_id, "proposal"),
        ):
            if number is not None:
                need(table, number, what)
