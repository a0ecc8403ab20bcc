"""Noting when the bot was running, so that its own outages cost nobody a streak."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.engine.model import Outage, Platform
from bot.engine.ports import Transaction

BEAT_EVERY = timedelta(minutes=1)
OUTAGE_AFTER = timedelta(minutes=5)


def beat(tx: Transaction, platforms: Iterable[Platform], now: datetime) -> tuple[Outage, ...]:
    """Note that workers of ``platforms`` run; return the outages that just ended.

    A clock that went backward starts afresh.
    """
    ended: list[Outage] = []
    for platform in platforms:
        last = tx.uptime.last_beat(platform)
        if last is not None and now - last > OUTAGE_AFTER:
            outage = Outage(platform, last, now)
            tx.uptime.add_outage(outage)
            ended.append(outage)
        if last is None or now < last or now - last >= BEAT_EVERY:
            tx.uptime.beat(platform, now)
    return tuple(ended)


def jump(tx: Transaction, platforms: Iterable[Platform], now: datetime) -> None:
    """Note a beat at ``now`` without an outage: the clock was moved on purpose."""
    for platform in platforms:
        tx.uptime.beat(platform, now)
