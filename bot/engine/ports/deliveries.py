"""The repository of the outbox."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.engine.model.deliveries import Delivery
from bot.engine.model.people import Account, Platform


class Deliveries(Protocol):
    """Messages that reach people once. An outbox worker sends what is added here."""

    @property
    def added(self) -> int:
        """How many were added or planned through this object: then the worker is woken."""
        ...

    def add(self, new: Delivery) -> bool:
        """Ask for ``new`` to be sent (its id is 0); False, and nothing, when its key is known."""
        ...

    def plan(self, new: Delivery) -> None:
        """Add ``new``, or move its key's delivery to the new times while no try has begun."""
        ...

    def withdraw(self, key: str) -> None:
        """Delete the key's delivery if no try has begun."""
        ...

    def show_again(self, key: str, at: datetime) -> None:
        """Let what was sent be built again at ``at``, and shown in place of what people see.

        It is tried for a day. Whatever wasn't sent stays as it is.
        """
        ...

    def get(self, delivery_id: int) -> Delivery | None: ...
    def by_key(self, key: str) -> Delivery | None: ...
    def save(self, changed: Delivery) -> None: ...
    def acquire(
        self, delivery_id: int, worker: str, now: datetime, lease_until: datetime
    ) -> Delivery | None:
        """Give the delivery's lease to ``worker`` if it is free, expired, void or already theirs.

        Returns the delivery as it then is, or None when another worker holds it.
        """
        ...

    def due(
        self, platforms: Collection[Platform], now: datetime, worker: str, limit: int
    ) -> tuple[Delivery, ...]:
        """At most ``limit`` to be sent by ``now``, and free or ``worker``'s; the longest due first.

        A lease or a pause that would last longer than ``MAX_LEASE`` is void.
        """
        ...

    def next_due(self, now: datetime) -> datetime | None:
        """The earliest time after ``now`` at which one is due that isn't due yet, or None."""
        ...

    def release_all(self, until: datetime) -> None:
        """Free what ended processes held, from ``until`` on."""
        ...

    def of_member(self, member_id: int) -> tuple[Delivery, ...]: ...
    def of_account(self, account: Account) -> tuple[Delivery, ...]:
        """Those to the account, oldest first."""
        ...

    def remove(self, delivery_id: int) -> None: ...
    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` that expired before ``before``; return how many."""
        ...
