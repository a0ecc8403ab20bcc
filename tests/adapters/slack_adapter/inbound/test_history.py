"""Slack's list of what was asked leads to each question's message."""

import json

from tests.support.fakes.slack_people import plain
from tests.support.slack.day import opened
from tests.support.slack.rig import BEN, CHANNEL, rig


async def test_a_question_is_linked_by_its_channel_and_time() -> None:
    async with rig() as slack:
        await opened(slack)
        shown = await slack.command(BEN, "/question", "history")
        assert "still open" in plain(shown)
        sent = str(slack.question["ts"]).replace(".", "")
        assert f"https://example.slack.com/archives/{CHANNEL}/p{sent}" in json.dumps(shown)
