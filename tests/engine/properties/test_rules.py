"""Random weeks of a team, and the rules as ``docs/rules.md`` has them."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.fakes.memory_store import MemoryStore
from tests.support.rules_model import Life


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_streak_log_is_what_the_page_of_rules_says(seed: int) -> None:

    async def play() -> None:
        life = Life(MemoryStore(), seed)
        await life.live()
        await life.compare()

    asyncio.run(play())
