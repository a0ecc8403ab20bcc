"""Several `warmup run` on one PostgreSQL: they divide the work, and take over from the dead."""

import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.workers_stage import CHANNELS, SECONDS, at_work, someone_wakes, top
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.rig import ADA, BEN, CLEO

pytestmark = pytest.mark.slow


async def test_three_workers_post_each_slot_once_and_outlive_one_of_them(
    postgresql_url: str, tmp_path: Path
) -> None:
    async with at_work(postgresql_url, tmp_path) as (house, slack, workers):
        house.furnish()
        slack.server.hold("chat.postMessage")
        await workers.start(3)
        sending = "select worker from rounds where state = 'sending'"
        holders = await house.until(sending, lambda found: len(found) == len(CHANNELS))
        dead = int(Counter(holders).most_common(1)[0][0].split("-")[-2])
        orphans = holders.count(next(w for w in holders if f"-{dead}-" in w))
        await workers.end(dead)
        slack.server.release("chat.postMessage")
        opened = "select id from rounds where state = 'open'"
        others = len(CHANNELS) - orphans
        await house.until(opened, lambda found: len(found) == others)
        assert len(house.ask(sending)) == orphans, "nobody takes what is leased"
        house.ask("update rounds set lease_until = now() where state = 'sending'")  # it ends
        await someone_wakes(slack)
        await house.until(opened, lambda found: len(found) == len(CHANNELS))
        assert not any(house.ask("select late from rounds"))
        assert [len(top(slack, name)) for name in CHANNELS] == [1] * len(CHANNELS)
        assert set(workers.said(r"round (\d+) posted").values()) == {1}

        (asked,) = top(slack, CHANNELS[0])
        for who in (ADA, BEN, CLEO):  # to one worker and the other
            await slack.people.press(who, asked, "A", CHANNELS[0])
        await slack.server.until(lambda: "3 answered so far" in plain(asked), SECONDS)

        house.ask("update rounds set reveal_at = now()")
        await someone_wakes(slack)
        done = "select id from rounds where state = 'revealed'"
        await house.until(done, lambda found: len(found) == len(CHANNELS))
        assert set(workers.said(r"round (\d+) revealed").values()) == {1}
        assert await workers.end_all(signal.SIGTERM) == [0, 0]
        for name in CHANNELS:
            (message,) = top(slack, name)
            assert "A" not in buttons_of(message), "no count was shown over a reveal"
            assert len(slack.world.channels[name].messages) == 4, "answer, reveal, invitation"
        assert house.ask("select count(*) from point_entries") == [3]
        noise = r"(?:WARNING|ERROR) (?:psycopg|sqlalchemy|apscheduler|asyncio).*"
        assert not workers.said(noise), "nothing to tell an operator"
