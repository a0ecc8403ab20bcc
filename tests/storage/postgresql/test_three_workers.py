"""Three workers claim at once on one PostgreSQL: one wake of each is enough."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bot.engine.model.people import Workspace
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.worker import RoundWorker
from storage.store import SqlStore
from tests.support.builders import bank
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.gateway import FakeGateway
from tests.support.stored_world import HOUR, MONDAY, NOON, a_schedule, a_team

pytestmark = pytest.mark.slow

CHANNELS = 150
DUE = NOON - 4 * HOUR  # 09:00 in Berlin


@pytest.fixture
def stores(postgresql_url: str) -> Iterator[list[SqlStore]]:
    """What three workers have open on one database."""
    with ExitStack() as stack:
        yield [stack.enter_context(SqlStore(postgresql_url)) for _ in range(3)]


def due_channels(tx: Transaction) -> None:
    team = a_team(tx)
    tx.teams.attach(Workspace("console", "local", team.id))
    for number in range(CHANNELS):
        channel = ChannelRef("console", "local", f"c{number}")
        a_schedule(tx, team, channel=channel, since=DUE - HOUR)


def rounds_of(tx: Transaction) -> list[Round]:
    return [r for each in tx.schedules.all() for r in tx.rounds.of_schedule_on(each.id, MONDAY)]


async def test_three_workers_claim_and_post_everything_in_one_wake(
    stores: list[SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    stores[0].write_now(due_channels)
    clock, gateway = FakeClock(DUE), FakeGateway()
    workers = [
        RoundWorker(store, bank(), {"console": gateway}, f"worker {number}", clock)
        for number, store in enumerate(stores)
    ]
    await asyncio.gather(*(worker.wake() for worker in workers))
    for worker in workers:
        await worker.wait_until_idle()
    rounds = await stores[0].read(rounds_of)
    assert Counter(each.state for each in rounds) == {RoundState.OPEN: CHANNELS}
    assert len({each.number for each in rounds}) == CHANNELS
    assert len(gateway.shown()) == CHANNELS
    assert caplog.messages == []
