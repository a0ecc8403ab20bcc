"""A month with thirty people, with kills: seen, read, reminded and counted as promised."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from storage.migrations import upgrade
from storage.store import SqlStore
from tests.e2e.discord_month_stage import DiscordMonthStage
from tests.e2e.month import Month, MonthStage
from tests.e2e.slack_month_stage import SlackMonthStage
from tests.support.discord.live import live
from tests.support.slack.rig import SlackRig, rig

pytestmark = pytest.mark.slow


@asynccontextmanager
async def stage_of(platform: str, folder: Path) -> AsyncGenerator[MonthStage]:
    url = f"sqlite:///{folder / 'warmup.db'}"
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        if platform == "slack":
            async with rig(made=SlackRig(store)) as slack:
                yield SlackMonthStage(slack)
        else:
            async with live(start=False) as bot:
                await bot.start(store)
                yield DiscordMonthStage(bot, store)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("platform", ["discord", "slack"])
async def test_a_month_of_thirty_people_is_told_as_it_was(
    platform: str, seed: int, tmp_path: Path
) -> None:
    async with stage_of(platform, tmp_path) as stage:
        month = Month(stage, Random(seed))  # noqa: S311  # no secret
        await month.play()
        assert month.restarts > 5
        best = max(month.points.values())
        assert re.search(rf"\b{best}\b", await stage.leaderboard())
        for person in month.people:
            stats = await stage.stats(person)
            assert re.search(rf"\b{month.points[person]:,}\b", stats), stats
