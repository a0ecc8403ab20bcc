"""Commands and mentions: schedules, one's own affairs, everything that counts once."""

import json
from datetime import timedelta

from tests.support.builders import wrong_letter
from tests.support.decks import guids_in
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_things import BOT_USER
from tests.support.slack.day import FOUR, NINE, opened
from tests.support.slack.rig import ADA, BEN, CHANNEL, rig


async def test_a_command_in_a_channel_without_the_bot_is_answered_there() -> None:
    async with rig() as slack:
        slack.people.channel("C0ELSE", BEN, bot=False)
        told = await slack.command(BEN, "/stats", channel="C0ELSE")
        assert told["channel"] == "C0ELSE"


async def test_a_mention_in_a_thread_does_what_a_command_does() -> None:
    async with rig() as slack:
        await opened(slack)
        thread = str(slack.question["ts"])
        await slack.people.say(BEN, CHANNEL, f"<@{BOT_USER}> quiz fixtures 2", thread)
        (drill,) = await slack.server.until(lambda: slack.people.shown_to(BEN))
        assert "question 1 of 2" in plain(drill)
        assert drill["thread_ts"] == thread


async def test_a_mention_that_needs_a_form_gets_a_button_for_it() -> None:
    async with rig() as slack:
        await slack.people.say(ADA, CHANNEL, f"<@{BOT_USER}> daily setup", "1.1")
        (told,) = await slack.server.until(lambda: slack.people.shown_to(ADA))
        form = await slack.press_for_form(ADA, told, "Open")
        assert "Done" in plain(await slack.save(ADA, form))


async def test_a_mention_delivered_twice_is_served_once_also_after_a_restart() -> None:
    async with rig() as slack:
        event = {"type": "app_mention", "user": BEN, "channel": CHANNEL, "ts": "5.1",
                 "text": f"<@{BOT_USER}> quiz fixtures 1"}  # fmt: skip
        await slack.people.event(event, "Ev-same")
        await slack.server.until(lambda: slack.people.shown_to(BEN))
        await slack.people.event(event, "Ev-same")
        await slack.kill()
        await slack.connect()
        await slack.people.event(event, "Ev-same")
        await slack.server.quiet()
        assert len(slack.people.shown_to(BEN)) == 1


async def test_a_command_delivered_twice_is_served_once() -> None:
    async with rig() as slack:
        await opened(slack)
        await slack.command(BEN, "/quiz", "fixtures 1")
        await slack.server.deliver(*slack.server.delivered[-1])
        await slack.server.quiet()
        assert await slack.store.read(lambda tx: tx.practice.drill(2)) is None


async def test_a_command_typed_again_is_served_again_whatever_its_trigger() -> None:
    async with rig() as slack:
        await opened(slack)
        slack.people.trigger = lambda user: f"same.{user}"  # type: ignore[method-assign]
        for _ in range(2):
            assert plain(await slack.command(BEN, "/streak"))


async def test_schedules_are_managed_by_command() -> None:
    async with rig() as slack:
        assert "not set up" in plain(await slack.command(ADA, "/daily", "pause"))
        await slack.set_up()
        assert "09:00 Europe/Berlin" in plain(await slack.command(BEN, "/daily", "list"))
        assert "09:00 Europe/Berlin" in plain(await slack.command(BEN, "/daily", "list all"))
        assert "Only managers" in plain(await slack.command(BEN, "/daily", "pause"))
        assert "Paused." in plain(await slack.command(ADA, "/daily", "pause"))
        assert "Resumed" in plain(await slack.command(ADA, "/daily", "resume 1"))
        assert "Skipped" in plain(await slack.command(ADA, "/daily", "skip"))
        assert "on its way" in plain(await slack.command(ADA, "/daily", "now"))
        asked = await slack.command(ADA, "/daily", "remove")
        assert "Nothing changed." in plain(await slack.press(ADA, asked, "Cancel"))
        asked = await slack.command(ADA, "/daily", "remove")
        assert "Removed" in plain(await slack.press(ADA, asked, "Remove"))
        assert await slack.store.read(lambda tx: tx.schedules.all()) == ()


async def test_two_schedules_in_a_channel_must_be_told_apart() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.set_up(at="11:00")
        assert "2 schedules: 1, 2" in plain(await slack.command(ADA, "/daily", "pause"))
        assert "Paused." in plain(await slack.command(ADA, "/daily", "pause 2"))


async def test_whoever_set_it_up_may_change_it_without_being_an_admin_any_more() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.world.users[ADA]["is_admin"] = False
        await slack.kill()
        await slack.connect()
        assert "Paused." in plain(await slack.command(ADA, "/daily", "pause"))


async def test_everything_kept_about_someone_comes_as_a_private_file() -> None:
    async with rig() as slack:
        await opened(slack)
        await slack.press(BEN, slack.question, "A")
        assert "Sent." in plain(await slack.command(BEN, "/me", "export"))
        (file,) = slack.world.files.values()
        assert file["channel"] == f"D{BEN}"
        assert json.loads(file["data"])["answers"][0]["choice"] is not None


async def test_missed_questions_come_as_a_private_deck_without_one_that_is_open() -> None:
    async with rig() as slack:
        await opened(slack)
        await slack.press(BEN, slack.question, wrong_letter(await slack.latest_round()))
        told = plain(await slack.command(BEN, "/warmup", "me export missed"))
        assert "no missed questions" in told
        assert not slack.world.files
        await slack.work(FOUR)
        told = plain(await slack.command(BEN, "/warmup", "me export missed"))
        assert "1 question you missed, as an Anki deck." in told
        (file,) = slack.world.files.values()
        assert file["channel"] == f"D{BEN}"
        assert len(guids_in(file["data"])) == 1


async def test_an_export_without_its_scope_names_the_fix() -> None:
    async with rig() as slack:
        await opened(slack)
        await slack.press(BEN, slack.question, "A")
        slack.world.scopes = slack.world.scopes.replace("files:write,", "")
        assert "files:write" in plain(await slack.command(BEN, "/warmup", "me export"))


async def test_being_forgotten_is_asked_first() -> None:
    async with rig() as slack:
        await opened(slack)
        await slack.press(BEN, slack.question, "A")
        asked = await slack.command(BEN, "/warmup", "me forget")
        assert await slack.store.read(lambda tx: tx.responses.count(1)) == 1
        assert "Everything about you has been deleted." in plain(
            await slack.press(BEN, asked, "Forget me")
        )
        assert await slack.store.read(lambda tx: tx.responses.count(1)) == 0


async def test_a_paused_schedules_owner_is_told_in_private() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.world.channels[CHANNEL].archived = True
        await slack.work(NINE)
        assert slack.people.direct_to(ADA) == [], "a single refusal may be a slip"
        await slack.work(NINE + timedelta(minutes=4))
        (told,) = slack.people.direct_to(ADA)
        assert "is paused" in plain(told)
        assert f"#{CHANNEL} in Team" in plain(told)
