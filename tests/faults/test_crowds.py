"""A small share of what ``python -m tests.faults`` does with fifty kills."""

from tests.faults.crowd import press


async def test_whoever_saw_a_receipt_is_in_the_database_after_a_kill() -> None:
    report = await press(201, kills=3)
    assert report.failures == []
    assert len(report.kills) == 3
    assert report.slots > 50, "receipts were seen"
