"""A small share of what ``python -m tests.faults`` does with hundreds of kills."""

import pytest

from tests.faults.life import live


@pytest.mark.parametrize("seed", [101, 102])
async def test_every_slot_is_asked_and_revealed_once_however_the_bot_is_killed(seed: int) -> None:
    report = await live(seed, kills=8)
    assert report.failures == []
    assert len(report.kills) == 8
    assert report.slots > 0
