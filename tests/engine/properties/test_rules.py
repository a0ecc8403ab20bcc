"""Random weeks of a team, and the rules as ``docs/rules.md`` has them."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.fakes.memory_store import MemoryStore
from tests.support.rules_model import Life


@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_the_streak_log_is_what_the_page_of_rules_says(seed: int) -> None:
    life = Life(MemoryStore(), seed)
    asyncio.run(life.live())
    assert asyncio.run(life.differences()) == []
