"""What a worker works on rounds with."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.engine.errors import StorageError
from bot.engine.model.people import Platform
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway, Monitor, Store
from bot.engine.rounds.lease import LeaseTimer, Timing


@dataclass(frozen=True, slots=True)
class WorkerContext:
    """One worker's surroundings.

    ``worker`` names it among those that share the database; ``clock`` returns aware UTC.
    """

    store: Store
    bank: Bank
    gateways: Mapping[Platform, Gateway]
    worker: str
    clock: Callable[[], datetime]
    monitor: Monitor
    timing: Timing

    def start_timer(self) -> LeaseTimer:
        """Return a timer for a lease that is acquired right after."""
        return LeaseTimer(self.clock, self.timing)

    async def release(self, free: Callable[[Transaction], None]) -> None:
        """Free what was cut short for any worker; soon or not at all, since leases end anyway."""
        with suppress(StorageError, TimeoutError):
            async with asyncio.timeout(self.timing.release.total_seconds()):
                await self.store.write(free)

    def limit_call(self) -> asyncio.Timeout:
        """Return the time limit of one call to a platform."""
        return asyncio.timeout(self.timing.call.total_seconds())
