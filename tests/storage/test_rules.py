"""The rules of ``docs/rules.md`` on what each kind of store keeps."""

import pytest

from tests.storage.conftest import AnyStore
from tests.support.rules_model import Life


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
async def test_the_stored_streak_log_is_what_the_page_of_rules_says(
    store: AnyStore, seed: int
) -> None:
    life = Life(store, seed)
    await life.live()
    assert await life.differences() == []
