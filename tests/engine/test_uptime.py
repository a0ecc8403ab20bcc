"""Outages: noted when they end, one for each platform, and not for a moved clock."""

from datetime import datetime, timedelta

from bot.engine import uptime
from bot.engine.model import Outage
from tests.engine.builders import at
from tests.fakes.memory_store import MemoryStore

START = at("2026-11-02 09:00")
MINUTE = timedelta(minutes=1)


def beat(store: MemoryStore, now: datetime) -> tuple[Outage, ...]:
    return store.write_now(lambda tx: uptime.beat(tx, ("console", "slack"), now))


def test_the_first_start_ends_no_outage() -> None:
    assert beat(MemoryStore(), START) == ()


def test_five_quiet_minutes_are_no_outage_and_more_are() -> None:
    store = MemoryStore()
    beat(store, START)
    assert beat(store, START + 5 * MINUTE) == ()
    found = beat(store, START + 11 * MINUTE)
    assert found == tuple(
        Outage(platform, START + 5 * MINUTE, START + 11 * MINUTE)
        for platform in ("console", "slack")
    )
    kept = store.read_now(
        lambda tx: tx.uptime.outages("slack", START + 10 * MINUTE, START + 12 * MINUTE)
    )
    assert kept == found[1:]


def test_a_platform_that_was_not_served_has_an_outage_of_its_own() -> None:
    store = MemoryStore()
    beat(store, START)
    for minute in range(1, 8):
        now = START + minute * MINUTE
        store.write_now(lambda tx, now=now: uptime.beat(tx, ("console",), now))
    assert [outage.platform for outage in beat(store, START + 8 * MINUTE)] == ["slack"]


def test_a_clock_that_was_moved_on_purpose_or_backward_makes_no_outage() -> None:
    store = MemoryStore()
    beat(store, START)
    later = START + timedelta(days=3)
    store.write_now(lambda tx: uptime.jump(tx, ("console", "slack"), later))
    assert beat(store, later + MINUTE) == ()
    assert beat(store, START) == ()
    assert beat(store, later + 2 * MINUTE) == ()
