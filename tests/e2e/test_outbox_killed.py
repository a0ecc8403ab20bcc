"""``warmup run`` as processes on Slack: messages of the outbox reach people once."""

import asyncio
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.people import Account, Remind
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction
from storage.store import SqlStore
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_server import Fault
from tests.support.fakes.slack_things import TEAM
from tests.support.slack.bot_process import SECONDS, kill, start
from tests.support.slack.rig import ADA, BEN, CHANNEL, SlackRig

pytestmark = pytest.mark.slow

TARGETS = {"direct": Account("slack", TEAM, BEN), "channel": ChannelRef("slack", TEAM, CHANNEL)}


def ask_for(tx: Transaction, target: Account | ChannelRef) -> None:
    """Ask for a reminder that is due now."""
    ben = tx.members.by_identity("slack", TEAM, BEN)
    assert ben is not None
    tx.members.save(replace(ben, remind=Remind.EVERY))
    now, kind = datetime.now(UTC), DeliveryKind.REMINDER
    later = now + timedelta(hours=1)
    tx.deliveries.add(
        Delivery("wanted", kind, target, now, later, ben.team_id, member_id=ben.id, round_id=1)
    )


def states(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "warmup.db")) as database:
        rows = database.execute("select state from deliveries where key = 'wanted'").fetchall()
    return [state for (state,) in rows]


async def until(holds: Callable[[], object]) -> None:
    """Wait until something is so in the database, or on the platform."""
    async with asyncio.timeout(SECONDS):
        while not holds():  # noqa: ASYNC110  # nothing tells us
            await asyncio.sleep(0.05)


def shown(slack: SlackRig) -> list[Json]:
    """Return the reminders that people see, in the channel and in direct messages."""
    channel = slack.world.channels[CHANNEL].messages
    return [
        message
        for message in (*channel, *slack.people.direct_to(BEN))
        if "question closes at" in message["text"]
    ]


@pytest.mark.parametrize("kind", TARGETS)
@pytest.mark.parametrize("lost", [True, False], ids=["sent and lost", "never sent"])
async def test_a_message_is_sent_once_although_the_process_dies_in_its_call(
    tmp_path: Path, kind: str, lost: bool
) -> None:
    slack = SlackRig()
    await slack.server.start()
    try:
        running = await start(slack, tmp_path)
        await slack.set_up()
        await slack.command(ADA, "/daily", "now")
        await slack.server.until(lambda: slack.messages, SECONDS)
        await slack.command(BEN, "/warmup", "me remind off")
        await kill(slack, running)
        with SqlStore(f"sqlite:///{tmp_path / 'warmup.db'}") as store:
            store.write_now(lambda tx: ask_for(tx, TARGETS[kind]))

        slack.server.faults.append(Fault("chat.postMessage", lost=lost))
        running = await start(slack, tmp_path)
        await until(lambda: states(tmp_path) == ["sending"])
        await until(lambda: not slack.server.faults and len(shown(slack)) == lost)
        await kill(slack, running)

        running = await start(slack, tmp_path)
        await until(lambda: states(tmp_path) == ["sent"])
        running.send_signal(signal.SIGTERM)
        _, errors = await running.communicate()
        assert running.returncode == 0, errors.decode()
        assert len(shown(slack)) == 1
    finally:
        await slack.server.stop()
    assert slack.world.broken == []
