"""What Slack tells about channels and about the app itself."""

import json

from bot.engine.model.schedules import ScheduleState
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.fakes.slack_things import BOT_USER, Channel
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import ADA, BEN, CHANNEL, SlackRig, rig

MOVED = "C0MOVED"


async def told(slack: SlackRig, kind: str, **event: object) -> None:
    await slack.people.event({"type": kind, **event})
    await slack.server.quiet()


async def test_a_channel_that_invites_the_app_is_greeted_with_the_next_step_once() -> None:
    async with rig() as slack:
        slack.people.channel("C0NEW", BEN)
        for event in ("Ev-join", "Ev-join", "Ev-again"):
            await slack.people.event(
                {"type": "member_joined_channel", "user": BOT_USER, "channel": "C0NEW"}, event
            )
            await slack.send()
        await told(slack, "member_joined_channel", user=BEN, channel="C0NEW")
        await slack.send()
        (greeting,) = slack.world.channels["C0NEW"].messages
        assert "Set up the daily question" in buttons_of(greeting)
        assert "/quiz" in plain(greeting)


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


async def test_an_archived_channel_pauses_right_away_and_comes_back_when_it_is_opened() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.world.channels[CHANNEL].archived = True
        for _ in range(2):
            await told(slack, "channel_archive", channel=CHANNEL, user=BEN)
        await slack.work()
        (schedule,) = await slack.store.read(lambda tx: tx.schedules.all())
        assert (schedule.state, schedule.alert_at) == (ScheduleState.PAUSED, None)
        (alert,) = slack.people.direct_to(ADA)
        assert "is_archived" in plain(alert)
        assert "comes back by itself" in plain(alert)
        await slack.work(NINE)
        assert slack.messages == []
        slack.world.channels[CHANNEL].archived = False
        await told(slack, "channel_unarchive", channel=CHANNEL, user=BEN)
        await slack.work()
        await slack.work()
        back, question = slack.messages
        assert "daily question is back" in plain(back)
        assert question == slack.question
        assert len(slack.people.direct_to(ADA)) == 1


async def test_another_channels_archiving_changes_nothing() -> None:
    async with rig() as slack:
        await slack.set_up()
        await told(slack, "channel_archive", channel="C0OTHER", user=BEN)
        (schedule,) = await slack.store.read(lambda tx: tx.schedules.all())
        assert schedule.state is ScheduleState.ACTIVE


async def test_an_app_that_was_uninstalled_says_so_in_the_health_check() -> None:
    async with rig() as slack:
        await told(slack, "tokens_revoked", tokens={"oauth": ["U1"]})
        assert slack.client.trouble == ""
        await told(slack, "app_uninstalled")
        assert "app_uninstalled" in slack.client.trouble
