"""What Slack tells about channels and about the app itself."""

import json

from bot.engine.model.schedules import ScheduleState
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_things import BOT_USER, Channel
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import BEN, CHANNEL, SlackRig, rig

MOVED = "C0MOVED"


async def told(slack: SlackRig, kind: str, **event: object) -> None:
    await slack.people.event({"type": kind, **event})
    await slack.server.quiet()


async def test_a_channel_that_invites_the_app_is_greeted_with_the_next_step_once() -> None:
    async with rig() as slack:
        slack.people.channel("C0NEW", BEN)
        for _ in range(2):
            await slack.people.event(
                {"type": "member_joined_channel", "user": BOT_USER, "channel": "C0NEW"}, "Ev-join"
            )
        await told(slack, "member_joined_channel", user=BEN, channel="C0NEW")
        (greeting,) = slack.world.channels["C0NEW"].messages
        assert "/daily setup" in plain(greeting)


async def test_a_schedule_follows_its_channel_to_another_id() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        old = slack.world.channels.pop(CHANNEL)
        slack.world.channels[MOVED] = Channel(members=old.members, messages=old.messages)
        await told(slack, "channel_id_changed", old_channel_id=CHANNEL, new_channel_id=MOVED)
        await slack.work(FOUR)
        assert "model answer" in json.dumps(slack.world.channels[MOVED].messages)
        (schedule,) = await slack.store.read(lambda tx: tx.schedules.all())
        assert (schedule.channel.channel, schedule.state) == (MOVED, ScheduleState.ACTIVE)


async def test_an_app_that_was_uninstalled_says_so_in_the_health_check() -> None:
    async with rig() as slack:
        await told(slack, "tokens_revoked", tokens={"oauth": ["U1"]})
        assert slack.client.trouble == ""
        await told(slack, "app_uninstalled")
        assert "app_uninstalled" in slack.client.trouble
