"""``warmup run`` as a process on Slack: killed without warning and started again."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_server import Fault
from tests.support.slack.bot_process import SECONDS, kill, start
from tests.support.slack.rig import ADA, BEN, CHANNEL, SlackRig

pytestmark = pytest.mark.slow


async def test_a_question_and_its_answers_outlive_the_process(tmp_path: Path) -> None:
    slack = SlackRig()
    await slack.server.start()
    try:
        running = await start(slack, tmp_path)
        await slack.set_up()
        slack.server.faults.append(Fault("chat.postMessage", lost=True))
        await slack.command(ADA, "/daily", "now")
        await slack.server.until(lambda: slack.messages, SECONDS)
        await kill(slack, running)  # it was posted, but the bot does not know

        running = await start(slack, tmp_path)
        assert "Answer saved: B," in plain(await slack.press(BEN, slack.question, "B"))
        drill = await slack.command(BEN, "/quiz", "2")
        await kill(slack, running)

        running = await start(slack, tmp_path)
        assert "Your answer: B," in plain(await slack.look(BEN, slack.question, "My answer"))
        assert "question 2 of 2" in plain(await slack.press(BEN, drill, "I don't know"))
        assert len(slack.world.channels[CHANNEL].messages) == 1
        running.send_signal(signal.SIGTERM)
        _, errors = await running.communicate()
        assert running.returncode == 0, errors.decode()
    finally:
        await slack.server.stop()
    assert slack.world.broken == []


async def test_what_dies_before_it_is_saved_was_never_acknowledged(tmp_path: Path) -> None:
    slack = SlackRig()
    await slack.server.start()
    try:
        running = await start(slack, tmp_path)
        await slack.set_up()
        await slack.command(ADA, "/daily", "now")
        await slack.server.until(lambda: slack.messages, SECONDS)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        press = slack.people.press_payload(ADA, slack.question, "B", CHANNEL)
        acknowledged = len(slack.server.ack_seconds)
        with closing(sqlite3.connect(tmp_path / "warmup.db", isolation_level=None)) as lock:
            lock.execute("begin immediate")  # nothing can be saved
            sending = [
                asyncio.create_task(slack.people.submit(BEN, form, words="It depends.")),
                asyncio.create_task(slack.server.deliver("interactive", press)),
            ]
            await asyncio.wait(sending, timeout=0.5)
            await kill(slack, running)
        await asyncio.gather(*sending)
        assert len(slack.server.ack_seconds) == acknowledged

        running = await start(slack, tmp_path)
        for kind, payload in slack.server.delivered[-2:]:  # neither is taken for a second one
            await slack.server.deliver(kind, payload)
        with closing(sqlite3.connect(tmp_path / "warmup.db")) as saved:
            texts = saved.execute("select text from responses order by text").fetchall()
        assert texts == [(None,), ("It depends.",)]
        await kill(slack, running)
    finally:
        await slack.server.stop()
