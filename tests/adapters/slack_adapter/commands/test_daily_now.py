"""A question that was asked for by hand and can't be posted: whoever asked hears why."""

from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_things import BOT_USER
from tests.support.slack.rig import ADA, CHANNEL, SlackRig, rig


def told(slack: SlackRig) -> str:
    return "\n".join(plain(message) for message in slack.people.shown_to(ADA))


async def test_whoever_asked_hears_what_went_wrong_with_the_first_try() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.people.channel(CHANNEL).members.discard(BOT_USER)
        assert "on its way" in plain(await slack.command(ADA, "/daily", "now"))
        await slack.work()
        await slack.server.until(lambda: "isn't posted yet" in told(slack))
        assert "tries once more in a few minutes" in told(slack)


async def test_a_stop_does_not_wait_for_a_first_try() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.command(ADA, "/daily", "now")
        await slack.disconnect()
        assert "isn't posted" not in told(slack)
        await slack.connect()
