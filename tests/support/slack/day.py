"""A day in the channel of ``rig``: when its question is posted and revealed, and how it starts."""

from datetime import UTC, datetime
from typing import Any

from tests.support.slack.rig import BEN, SlackRig

NINE = datetime(2026, 3, 23, 8, 0, 30, tzinfo=UTC)
"""Just after 09:00 in Berlin, when the question is due."""
FOUR = datetime(2026, 3, 23, 15, 0, 30, tzinfo=UTC)
"""Just after 16:00 in Berlin, when its reveal is due."""


async def opened(slack: SlackRig, **entered: Any) -> None:
    """Set up the channel and post the day's question."""
    await slack.set_up(**entered)
    await slack.work(NINE)


async def revealed(slack: SlackRig) -> None:
    """Live through a day on which Ben answered in his own words."""
    await slack.set_up()
    await slack.work(NINE)
    form = await slack.press_for_form(BEN, slack.question, "In my own words")
    await slack.submit(BEN, form, words="my words")
    await slack.work(FOUR)
