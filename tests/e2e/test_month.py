"""A month on Slack with thirty people, with kills: seen, read, reminded and counted as promised."""

import re
from pathlib import Path
from random import Random

import pytest

from storage.migrations import upgrade
from storage.store import SqlStore
from tests.e2e.month import PEOPLE, Month
from tests.support.fakes.slack_people import plain
from tests.support.slack.rig import ADA, SlackRig, rig

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_month_of_thirty_people_is_told_as_it_was(seed: int, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'warmup.db'}"
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        async with rig(made=SlackRig(store)) as slack:
            month = Month(slack, Random(seed))  # noqa: S311  # no secret
            await month.play()
            assert month.restarts > 5
            board = plain(await slack.command(ADA, "/leaderboard", "all"))
            best = max(month.points.values())
            assert re.search(rf"\b{best}\b", board), board
            for person in PEOPLE:
                stats = plain(await slack.command(person, "/stats"))
                assert re.search(rf"\b{month.points[person]:,}\b", stats), stats
