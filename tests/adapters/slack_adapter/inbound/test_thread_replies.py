"""``thread`` rounds: replies, edits and deletions, as message events tell of them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.engine.model.rounds import Response
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_server import Fault
from tests.support.fakes.slack_things import BOT_USER, TEAM
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import ADA, BEN, CHANNEL, CLEO, SlackRig, rig
from tests.support.slack.slow_store import SlowStore


async def opened(slack: SlackRig, format: str = "thread") -> str:  # noqa: A002 - the field's name
    """Set up a round of a format; return the question's ts."""
    await slack.set_up(format=format)
    await slack.work(NINE)
    return str(slack.question["ts"])


async def responses(slack: SlackRig) -> tuple[Response, ...]:
    await slack.server.quiet()
    return await slack.store.read(lambda tx: tx.responses.of_round(1))


async def texts(slack: SlackRig) -> list[str | None]:
    return [response.text for response in await responses(slack)]


async def test_a_reply_in_the_thread_is_the_response_and_is_confirmed_there() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await slack.people.say(BEN, CHANNEL, "x &lt; y and <https://a.b|docs>", thread)
        (told,) = await slack.server.until(lambda: slack.people.shown_to(BEN))
        assert "Answer saved, in your own words" in plain(told)
        assert told["thread_ts"] == thread
        assert await texts(slack) == ["x < y and docs"]


async def test_talk_files_and_emoji_after_an_answer_leave_it_alone() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await slack.people.say(BEN, CHANNEL, "B, I think", thread)
        for words in ("thanks", "haha nice", ":tada:", "<https://giphy.com/cat>"):
            await slack.people.say(BEN, CHANNEL, words, thread)
        there: Json = {"type": "message", "channel": CHANNEL, "user": BEN, "thread_ts": thread}
        await slack.people.event({**there, "subtype": "file_share", "ts": "9999999999.1"})
        assert await texts(slack) == ["B, I think"]
        assert len(slack.people.shown_to(BEN)) == 1


async def test_a_later_reply_marked_as_answer_replaces_it_and_is_confirmed() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await slack.people.say(BEN, CHANNEL, "one", thread)
        await slack.people.say(BEN, CHANNEL, "*Answer:* two", thread)
        assert await texts(slack) == ["*Answer:* two"]
        assert "Answer changed, in your own words" in plain(slack.people.shown_to(BEN)[-1])


async def test_an_edit_of_the_reply_that_counts_changes_the_answer_and_no_other_does() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        first = await slack.people.say(BEN, CHANNEL, "one", thread)
        second = await slack.people.say(BEN, CHANNEL, "thanks", thread)
        await slack.people.edit(CHANNEL, second, "thanks!")
        assert await texts(slack) == ["one"]
        await slack.people.edit(CHANNEL, first, "one, fixed")
        assert await texts(slack) == ["one, fixed"]


async def test_a_links_preview_says_nothing_and_changes_nothing() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        said = await slack.people.say(BEN, CHANNEL, "see <https://a.b>", thread)
        (before,) = await responses(slack)
        slack.clock.advance(timedelta(minutes=1))
        preview = {**said, "attachments": [{"from_url": "https://a.b", "title": "A"}]}
        await slack.people.event({"type": "message", "subtype": "message_changed", "hidden": True,
                                  "channel": CHANNEL, "message": preview, "ts": "9.9",
                                  "previous_message": said})  # fmt: skip
        assert await responses(slack) == (before,)
        assert len(slack.people.shown_to(BEN)) == 1


async def test_a_deleted_answer_gives_way_to_the_next_reply() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        first = await slack.people.say(BEN, CHANNEL, "one", thread)
        second = await slack.people.say(BEN, CHANNEL, "two", thread)
        await slack.server.quiet()
        await slack.people.delete(CHANNEL, first)
        assert await texts(slack) == ["two"]
        assert "two" in plain(slack.people.shown_to(BEN)[-1])
        await slack.people.delete(CHANNEL, second)
        assert await texts(slack) == []
        assert "withdrawn" in plain(slack.people.shown_to(BEN)[-1])


async def test_deleting_another_reply_changes_nothing() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await slack.people.say(BEN, CHANNEL, "one", thread)
        second = await slack.people.say(BEN, CHANNEL, "two", thread)
        (before,) = await responses(slack)
        slack.clock.advance(timedelta(minutes=1))
        await slack.people.delete(CHANNEL, second)
        assert await responses(slack) == (before,)


async def test_an_older_event_that_comes_late_is_left_alone() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        said: Json = {"type": "message", "user": BEN, "text": "B", "ts": "9.1",
                      "thread_ts": thread, "channel": CHANNEL}  # fmt: skip
        await slack.people.event({"type": "message", "subtype": "message_deleted", "ts": "9.2",
                                  "channel": CHANNEL, "previous_message": said})  # fmt: skip
        await slack.people.event(said)
        assert await texts(slack) == []


async def test_an_event_delivered_again_after_an_edit_does_not_undo_it() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        said: dict[str, Any] = {"type": "message", "user": BEN, "text": "old", "ts": "9.1",
                                "thread_ts": thread, "channel": CHANNEL}  # fmt: skip
        await slack.people.event(said, "Ev-1")
        await slack.server.quiet()
        await slack.people.edit(CHANNEL, dict(said), "new")
        await slack.server.quiet()
        await slack.people.event(said, "Ev-1")
        assert await texts(slack) == ["new"]


async def test_what_is_no_answer_is_left_alone() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await slack.people.say(BEN, CHANNEL, "not in a thread")
        await slack.people.say(BEN, CHANNEL, "another thread", "1.000001")
        await slack.people.say(BEN, CHANNEL, f"<@{BOT_USER}> help", thread)
        there: Json = {"type": "message", "channel": CHANNEL, "ts": "3.1", "thread_ts": thread}
        await slack.people.event({**there, "subtype": "channel_join", "user": BEN})
        await slack.people.event({**there, "user": "UBOT2", "bot_id": "B2", "text": "beep"})
        assert await texts(slack) == []


async def test_talk_under_a_choice_round_is_only_talk() -> None:
    async with rig() as slack:
        thread = await opened(slack, "choice")
        await slack.people.say(BEN, CHANNEL, "I think it is B", thread)
        assert await texts(slack) == []
        assert slack.people.shown_to(BEN) == []


async def test_talk_after_the_reveal_is_only_talk() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await slack.work(FOUR)
        await slack.people.say(ADA, CHANNEL, "so that is why", thread)
        assert await texts(slack) == []
        assert len(slack.people.shown_to(ADA)) == 1  # what /daily setup told


async def test_the_bots_own_edits_are_no_answers() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await slack.people.edit(CHANNEL, dict(slack.question, user=BOT_USER, thread_ts=thread), "x")
        assert await texts(slack) == []


async def test_what_is_said_while_the_database_is_away_leaves_one_line_and_no_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = SlowStore()
    async with rig(store) as slack:
        thread = await opened(slack)
        store.away = True
        for words in ("one", "two"):
            await slack.people.say(BEN, CHANNEL, words, thread)
        await slack.server.quiet()
        store.away = False
        assert await texts(slack) == []
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert told.getMessage() == "what people send can't be stored or read: the database is away"
    assert told.exc_info is None


# --- what was missed, and the ✅ ----------------------------------------------------------------


def marked(slack: SlackRig) -> list[str]:
    """Return the texts of the messages that carry our ✅."""
    return [message["text"] for message in slack.messages if message.get("reactions")]


def unheard(slack: SlackRig, user: str, text: str, thread: str) -> None:
    """Write a reply that no event tells of."""
    message = {"type": "message", "user": user, "text": text, "ts": slack.world.ts()}
    slack.messages.append({**message, "thread_ts": thread})


async def missed(slack: SlackRig, thread: str) -> None:
    """Answer twice; then let everything change that the bot does not hear of."""
    kept = await slack.people.say(ADA, CHANNEL, "kept", thread)
    gone = await slack.people.say(BEN, CHANNEL, "gone", thread)
    assert await texts(slack) == ["kept", "gone"]
    kept["text"] = "edited"
    slack.messages.remove(gone)
    for words in ("new", "thanks"):
        unheard(slack, CLEO, words, thread)


async def settled(slack: SlackRig) -> list[str | None]:
    await slack.server.until(lambda: marked(slack) == ["edited", "new"])
    return await texts(slack)


async def test_the_reply_that_counts_is_marked_and_the_mark_moves() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        first = await slack.people.say(BEN, CHANNEL, "one", thread)
        await slack.server.until(lambda: marked(slack) == ["one"])
        await slack.people.say(BEN, CHANNEL, "Answer: two", thread)
        await slack.server.until(lambda: marked(slack) == ["Answer: two"])
        assert "reactions" not in first or not first["reactions"]


async def test_what_happened_while_the_bot_was_away_is_read_at_the_start() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await missed(slack, thread)
        await slack.disconnect()
        await slack.connect()
        assert await settled(slack) == ["edited", "new"]
        cleo = await slack.store.read(lambda tx: tx.members.by_identity("slack", TEAM, CLEO))
        assert cleo is not None
        assert cleo.name == "Cleo"


async def test_what_happened_while_the_socket_was_lost_is_read_with_the_next_one() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await missed(slack, thread)
        await slack.server.drop()
        assert await settled(slack) == ["edited", "new"]


async def test_what_was_never_heard_of_is_read_before_the_reveal() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        await missed(slack, thread)
        slack.world.most_a_page = 2  # a long thread comes in pages
        await slack.work(FOUR)
        assert await texts(slack) == ["edited", "new"]
        assert "2 people answered" in plain(slack.question)


async def test_a_thread_that_cannot_be_read_for_a_while_delays_the_reveal() -> None:
    async with rig() as slack:
        thread = await opened(slack)
        unheard(slack, BEN, "never heard of", thread)
        slack.server.faults.append(Fault("conversations.replies", error="internal_error"))
        await slack.work(FOUR)
        assert (await slack.latest_round()).revealed_at is None
        await slack.work(FOUR + timedelta(minutes=1))
        assert (await slack.latest_round()).revealed_at is not None
        assert await texts(slack) == ["never heard of"]


async def test_without_the_scope_for_marks_answers_count_and_it_is_noted_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with rig() as slack:
        thread = await opened(slack)
        slack.world.scopes = slack.world.scopes.replace("reactions:write,", "")
        for user in (ADA, BEN, CLEO):
            await slack.people.say(user, CHANNEL, "words", thread)
        assert await texts(slack) == ["words"] * 3
        await slack.server.until(lambda: "no ✅ in channel" in caplog.text)
        await slack.server.quiet()
    noted = [r for r in caplog.records if "no ✅ in channel" in r.getMessage()]
    assert [r.levelname for r in noted] == ["WARNING"]
    assert "reactions:write" in noted[0].getMessage()
