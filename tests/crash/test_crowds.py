"""A small share of what ``python -m tests.crash`` does with fifty kills."""

import pytest

from tests.crash.crowd import press

pytestmark = pytest.mark.slow


async def test_whoever_saw_a_receipt_is_in_the_database_after_a_kill() -> None:
    report = await press(201, kills=2)
    assert report.failures == []
    assert len(report.kills) == 2
    assert report.slots > 20, "receipts were seen"
