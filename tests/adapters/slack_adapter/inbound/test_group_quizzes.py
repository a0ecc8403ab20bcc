"""A quiz for everyone in a channel, over Slack's sockets."""

from datetime import timedelta

from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.fakes.slack_things import BOT_USER
from tests.support.slack.rig import ADA, BEN, CHANNEL, CLEO, SlackRig, rig


def told(slack: SlackRig) -> str:
    return "\n".join(plain(message) for message in slack.people.shown_to(ADA))


async def over(slack: SlackRig) -> None:
    """Let the minute pass, and the pause after it."""
    for seconds in (61, 10):
        slack.clock.now += timedelta(seconds=seconds)
        await slack.send()


async def test_everyone_answers_in_private_and_the_board_ends_it() -> None:
    async with rig() as slack:
        started = await slack.command(ADA, "/quiz", "together")
        assert "The quiz starts in this channel." in plain(started)
        await slack.send()
        first = slack.messages[-1]
        assert list(buttons_of(first)) == ["A", "B", "C", "D", "Stop the quiz"]
        before = plain(first)
        assert "Saved: A." in plain(await slack.press(BEN, first, "A"))
        assert "Saved: B." in plain(await slack.press(CLEO, first, "B"))
        assert plain(slack.messages[-1]) == before, "nothing of it is shown"
        await over(slack)
        closed, second = slack.messages[-2:]
        assert closed["ts"] == first["ts"]
        assert "of 2 got it" in plain(closed) or "Nobody" in plain(closed)
        assert "Question 2 of 5 for everyone" in second["text"]
        for _ in range(4):
            await over(slack)
        assert "The quiz is over: 5 questions, 2 people" in plain(slack.messages[-1])


async def test_whoever_starts_it_hears_when_the_bot_cannot_post() -> None:
    async with rig() as slack:
        slack.people.channel(CHANNEL).members.discard(BOT_USER)
        await slack.command(ADA, "/quiz", "together")
        await slack.send()
        await slack.server.until(lambda: "The quiz couldn't start" in told(slack))
        slack.people.channel(CHANNEL).members.add(BOT_USER)
        assert "The quiz starts" in plain(await slack.command(ADA, "/quiz", "together"))
