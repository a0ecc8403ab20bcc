"""A board that someone posts to the channel: once a press, without their own place."""

from typing import Any

from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_things import BOT_USER
from tests.support.slack.day import FOUR, opened
from tests.support.slack.rig import ADA, BEN, CHANNEL, SlackRig, rig


async def board(slack: SlackRig) -> dict[str, Any]:
    await opened(slack)
    await slack.press(BEN, slack.question, "A")
    await slack.work(FOUR)
    return await slack.command(BEN, "/leaderboard")


async def test_a_posted_board_is_in_the_channel_once_without_the_own_place() -> None:
    async with rig() as slack:
        shown = await board(slack)
        assert "You're 1st with" in plain(shown)
        before = len(slack.messages)
        payload = slack.people.press_payload(BEN, shown, "Post to channel", CHANNEL)
        await slack.server.deliver("interactive", payload)
        await slack.server.deliver("interactive", payload)
        await slack.server.quiet()
        (posted,) = slack.messages[before:]
        assert "posted by Ben" in plain(posted)
        assert "You're" not in plain(posted)
        assert "You're 1st with" in plain(shown)  # the private one stays


async def test_everyone_finds_their_own_place_from_a_posted_board() -> None:
    async with rig() as slack:
        await slack.people.press(BEN, await board(slack), "Post to channel", CHANNEL)
        await slack.server.quiet()
        posted = slack.messages[-1]
        assert "no points in this period" in plain(await slack.press(ADA, posted, "My place"))


async def test_a_board_whose_response_url_expired_is_posted_by_the_bot() -> None:
    async with rig() as slack:
        shown, before = await board(slack), len(slack.messages)
        payload = slack.people.press_payload(BEN, shown, "Post to channel", CHANNEL)
        slack.world.urls.clear()
        await slack.server.deliver("interactive", payload)
        await slack.server.until(lambda: len(slack.messages) > before)
        assert "posted by Ben" in plain(slack.messages[-1])


async def test_where_nothing_can_be_posted_the_presser_is_told() -> None:
    async with rig() as slack:
        shown = await board(slack)
        payload = slack.people.press_payload(BEN, shown, "Post to channel", CHANNEL)
        slack.world.urls.clear()
        slack.world.channels[CHANNEL].members.discard(BOT_USER)
        await slack.server.deliver("interactive", payload)
        await slack.server.until(
            lambda: any("couldn't be posted" in plain(s) for s in slack.people.direct_to(BEN))
        )
