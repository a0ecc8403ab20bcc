"""A small share of what ``python -m tests.crash`` does with hundreds of kills."""

import pytest

from tests.crash.life import live

pytestmark = pytest.mark.slow


async def test_every_slot_is_asked_and_revealed_once_however_the_bot_is_killed() -> None:
    report = await live(seed=101, kills=10)
    assert report.failures == []
    assert len(report.kills) == 10
    assert report.slots > 0
