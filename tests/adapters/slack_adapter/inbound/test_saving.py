"""What was acknowledged is saved, what was typed is never lost, what comes twice counts once."""

import asyncio
import json

from bot.adapters.shared.save_first import NOT_SAVED_YET
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.fakes.slack_server import Fault
from tests.support.fakes.slack_things import TEAM
from tests.support.slack.day import FOUR, opened
from tests.support.slack.rig import ADA, BEN, CHANNEL, SlackRig, rig
from tests.support.slack.slow_store import SlowStore


async def answers(slack: SlackRig) -> int:
    return await slack.store.read(lambda tx: tx.responses.count(1))


async def own_words(slack: SlackRig) -> str:
    return await slack.press_for_form(BEN, slack.question, "In my own words")


async def test_a_press_is_not_acknowledged_before_it_is_saved() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        store.hold()
        pressing = asyncio.create_task(slack.people.press(BEN, slack.question, "A", CHANNEL))
        await store.asked.wait()
        await asyncio.sleep(0)
        assert not pressing.done()
        store.release()
        await pressing
        assert await answers(slack) == 1


async def test_what_only_looks_is_acknowledged_while_the_database_stands_still() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        store.hold()
        await slack.people.press(BEN, slack.question, "My answer", CHANNEL)
        assert slack.server.ack_seconds[-1] < 1
        store.release()


async def test_a_form_shows_what_was_typed_until_a_slow_database_has_saved_it() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        form = await own_words(slack)
        store.hold()
        await slack.people.submit(BEN, form, words="because of <!here>")
        held = slack.world.views[form].content
        assert NOT_SAVED_YET.message in json.dumps(held)
        assert "because of <!here>" in json.dumps(held)
        assert "submit" not in held
        store.release()
        await slack.filled(form, lambda shown: "Saved." in json.dumps(shown))
        await slack.server.until(lambda: slack.people.shown_to(BEN))
        assert "Answer saved, in your own words" in plain(slack.people.shown_to(BEN)[-1])


async def test_a_form_that_could_not_be_saved_in_the_end_comes_back_filled_in() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        form = await own_words(slack)
        store.hold()
        await slack.people.submit(BEN, form, words="because")
        store.failing = True
        store.release()
        shown = await slack.filled(form, lambda shown: "wasn't saved" in json.dumps(shown))
        fields = [block for block in shown["blocks"] if block["type"] == "input"]
        assert fields[0]["element"]["initial_value"] == "because"
        store.failing = False
        assert "your own words" in plain(await slack.submit(BEN, form))
        assert await answers(slack) == 1


async def test_a_setup_form_comes_back_with_everything_that_was_chosen() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        form = await slack.command_for_form(ADA, "/daily", "setup")
        store.hold()
        chosen = {"at": "10:15", "zone": "Asia/Tokyo", "days": ["fri"]}
        await slack.people.submit(ADA, form, reveal="4h", **chosen)
        assert "4h" in json.dumps(slack.world.views[form].content)
        store.failing = True
        store.release()
        await slack.filled(form, lambda shown: "submit" in shown)
        store.failing = False
        saved = plain(await slack.submit(ADA, form))
        assert "Every Friday at 10:15 Tokyo time, answer 4h later" in saved


async def test_typed_words_come_in_a_message_when_the_slow_form_was_closed() -> None:
    store = SlowStore()
    async with rig(store) as slack:
        await opened(slack)
        form = await own_words(slack)
        store.hold()
        typed = "so much to say " * 180
        await slack.people.submit(BEN, form, words=typed)
        slack.world.views[form].opened = False
        store.failing = True
        store.release()
        await slack.server.until(lambda: slack.people.shown_to(BEN))
        told = "".join(plain(shown) for shown in slack.people.shown_to(BEN))
        assert "wasn't saved" in told
        assert told.replace("\n", "").count("so much to say") == 180


async def test_a_form_sent_after_the_reveal_stays_open_with_what_was_typed() -> None:
    async with rig() as slack:
        await opened(slack)
        form = await own_words(slack)
        await slack.work(FOUR)
        assert "already revealed" in await slack.refused(BEN, form, words="too late")
        assert slack.world.views[form].opened


async def test_a_press_that_is_delivered_again_after_a_restart_changes_nothing() -> None:
    async with rig() as slack:
        await opened(slack)
        first = slack.people.press_payload(BEN, slack.question, "A", CHANNEL)
        await slack.server.deliver("interactive", first)
        await slack.press(BEN, slack.question, "B")
        await slack.kill()
        await slack.connect()
        await slack.server.deliver("interactive", first)
        assert "Your answer: B," in plain(await slack.look(BEN, slack.question, "My answer"))


async def test_a_known_name_is_kept_when_slack_does_not_tell_it() -> None:
    async with rig() as slack:
        await opened(slack)
        await slack.press(BEN, slack.question, "A")
        await slack.server.quiet()
        await slack.kill()
        await slack.connect()  # which forgets what Slack told
        slack.server.faults.append(Fault("users.info", error="internal_error"))
        await slack.press(BEN, slack.question, "B")
        await slack.server.quiet()
        member = await slack.store.read(lambda tx: tx.members.by_identity("slack", TEAM, BEN))
        assert member is not None
        assert member.name == "Ben"
        assert "A" in buttons_of(slack.question)
