"""Outages: noted when they end, one for each platform, and not for a moved clock."""

from datetime import datetime, timedelta

import pytest

from bot.engine.model.people import Platform
from bot.engine.model.scores import Outage
from bot.engine.records import heartbeats
from tests.support.builders import at
from tests.support.fakes.memory_store import MemoryStore

START = at("2026-11-02 09:00")
MINUTE = timedelta(minutes=1)
YEARS = timedelta(days=7300)


def beat(store: MemoryStore, now: datetime) -> tuple[Outage, ...]:
    return store.write_now(lambda tx: heartbeats.beat(tx, ("console", "slack"), now))


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
        store.write_now(lambda tx, now=now: heartbeats.beat(tx, ("console",), now))
    assert [outage.platform for outage in beat(store, START + 8 * MINUTE)] == ["slack"]


def noted(store: MemoryStore, platform: Platform = "slack") -> tuple[Outage, ...]:
    return store.read_now(lambda tx: tx.uptime.outages(platform, START - YEARS, START + YEARS))


def test_a_clock_that_was_moved_on_purpose_makes_no_outage() -> None:
    store = MemoryStore()
    beat(store, START)
    later = START + timedelta(days=3)
    store.write_now(lambda tx: heartbeats.jump(tx, ("console", "slack"), later))
    assert beat(store, later + MINUTE) == ()


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=1), YEARS / 2])
def test_a_clock_that_was_ahead_for_a_while_excuses_nobody(ahead: timedelta) -> None:
    store = MemoryStore()
    beat(store, START)
    beat(store, START + ahead)
    beat(store, START + MINUTE)
    assert noted(store) == ()


def test_an_outage_before_a_clock_that_was_ahead_ends_when_it_was_set_right() -> None:
    store = MemoryStore()
    beat(store, START)
    beat(store, START + YEARS / 2)
    beat(store, START + 40 * MINUTE)
    assert noted(store) == (Outage("slack", START, START + 40 * MINUTE),)


def test_an_outage_after_a_clock_was_set_back_is_found() -> None:
    store = MemoryStore()
    for minute in (0, 60, 10):  # an hour fast, then right
        beat(store, START + minute * MINUTE)
    beat(store, START + 80 * MINUTE)
    assert noted(store)[-1] == Outage("slack", START + 10 * MINUTE, START + 80 * MINUTE)


def test_an_outage_of_before_stays_when_a_clock_is_set_back() -> None:
    store = MemoryStore()
    for minute in (0, 20, 60, 40):
        beat(store, START + minute * MINUTE)
    assert noted(store)[0] == Outage("slack", START, START + 20 * MINUTE)


@pytest.mark.parametrize("apart", [2, 5])
def test_workers_whose_clocks_differ_a_little_find_no_outage(apart: int) -> None:
    store = MemoryStore()
    for minute in range(60):
        assert beat(store, START + minute * MINUTE) == ()
        assert beat(store, START + (minute - apart) * MINUTE) == ()


@pytest.mark.parametrize("apart", [6, 30])
def test_workers_whose_clocks_differ_much_leave_no_outage(apart: int) -> None:
    store = MemoryStore()
    for minute in range(60):
        beat(store, START + minute * MINUTE)
        beat(store, START + (minute - apart) * MINUTE)
    assert noted(store) == ()
