"""What Slack tells about channels and about the app itself."""

import json
from datetime import timedelta

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


def note_joining(slack: SlackRig, channel: str, days_ago: float) -> None:
    """Let a channel have invited the app some time ago, as its history tells."""
    at = slack.clock.now - timedelta(days=days_ago)
    note = {"type": "message", "subtype": "channel_join", "user": BOT_USER, "text": "joined"}
    messages = slack.people.channel(channel, BEN).messages
    messages.append({**note, "ts": f"{at.timestamp():.6f}"})


async def test_invitations_from_while_the_app_was_away_are_greeted_once_for_a_week() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.disconnect()
        note_joining(slack, CHANNEL, 1)  # a question is asked there
        note_joining(slack, "C0NEW", 2)
        note_joining(slack, "C0OLD", 8)
        for _ in range(2):
            await slack.connect()
            await slack.server.quiet()
            await slack.send()
            await slack.disconnect()
        await slack.connect()
        assert [len(slack.world.channels[name].messages) for name in ("C0NEW", "C0OLD")] == [2, 1]
        assert "Set up the daily question" in buttons_of(slack.world.channels["C0NEW"].messages[-1])
        assert len(slack.messages) == 1


async def test_a_missing_permission_to_look_for_invitations_stops_nothing() -> None:
    async with rig() as slack:
        await slack.disconnect()
        slack.world.scopes = slack.world.scopes.replace("channels:read,", "")
        note_joining(slack, "C0NEW", 2)
        await slack.connect()
        await slack.server.quiet()
        await slack.set_up()


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
