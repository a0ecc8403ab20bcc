"""Noting when the bot was running, so that its own outages cost nobody a streak.

A machine that sleeps is out: nobody could answer. A clock that is set forward is not: by a count
of seconds that nobody can set, hardly any time has passed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.engine.model.people import Platform
from bot.engine.model.scores import Outage
from bot.engine.ports.repositories import Transaction

BEAT_EVERY = timedelta(minutes=1)
OUTAGE_AFTER = timedelta(minutes=5)
CLOCKS_DIFFER = timedelta(minutes=5)
"""Clocks of workers may differ by this much before one counts as put back."""


CLOCK_SET = timedelta(seconds=5)
"""A clock that moved by more than this besides the seconds that passed has been set."""


@dataclass(frozen=True, slots=True)
class LastBeat:
    """The last heartbeat of a process: for whom, when, and what its count of seconds was."""

    platforms: tuple[Platform, ...]
    at: datetime
    counted: float

    def set_by(self, now: datetime, counted: float) -> timedelta:
        """Return how far the clock was set since, forward or (negative) back; zero if it wasn't."""
        by = now - self.at - timedelta(seconds=counted - self.counted)
        return by if abs(by) > CLOCK_SET else timedelta()


def beat(tx: Transaction, platforms: Iterable[Platform], now: datetime) -> tuple[Outage, ...]:
    """Note that workers of ``platforms`` run; return the outages that just ended.

    After a clock that was ahead has been put right, the heartbeats start again.
    """
    ended: list[Outage] = []
    for platform in platforms:
        last = tx.uptime.last_beat(platform)
        if last is not None and last - now > CLOCKS_DIFFER:
            _set_back(tx, platform, last, now)
        elif last is not None and now - last > OUTAGE_AFTER:
            outage = Outage(platform, last, now)
            tx.uptime.add_outage(outage)
            ended.append(outage)
        if last is None or now - last >= BEAT_EVERY:
            tx.uptime.beat(platform, now)
    return tuple(ended)


def _set_back(tx: Transaction, platform: Platform, last: datetime, now: datetime) -> None:
    """Forget what a clock that was ahead noted, and look at every schedule again.

    An outage that it found ends now at the latest.
    """
    found = tx.uptime.outages(platform, now, last)
    tx.uptime.set_back(platform, now)
    tx.schedules.look_again(now)
    for outage in found:
        if now - outage.began_at > OUTAGE_AFTER:
            tx.uptime.add_outage(replace(outage, ended_at=now))


def jump(tx: Transaction, platforms: Iterable[Platform], now: datetime) -> None:
    """Note a beat at ``now`` without an outage: only the clock was moved until then."""
    for platform in platforms:
        tx.uptime.beat(platform, now)
