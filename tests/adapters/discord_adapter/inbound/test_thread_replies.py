"""Replies in a question's thread, over real sockets: what counts, what was missed, and the ✅."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from tests.support.discord.live import FOUR, Live, live
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_shapes import words

ANN, BEN = "11", "12"


@asynccontextmanager
async def thread_round(**arguments: Any) -> AsyncGenerator[tuple[Live, str]]:
    """Run a bot that has asked a question to be answered in its thread; yield the thread, too."""
    async with live(message_content=True, **arguments) as bot:
        yield bot, (await bot.ask(format="thread"))["id"]


def answers(bot: Live) -> dict[str | None, str | None]:
    """Return the words of each answer, by the id of its reply."""
    found = bot.memory.read_now(lambda tx: tx.responses.of_round(bot.round().id))
    return {response.reply: response.text for response in found}


def texts(bot: Live) -> list[str | None]:
    return sorted(answers(bot).values(), key=str)


async def until(bot: Live, *expected: str) -> None:
    """Wait until these are the answers, and the replies with the ✅."""
    await bot.server.until(lambda: texts(bot) == sorted(expected))


async def restart(bot: Live) -> None:
    await bot.stop()
    await bot.start()


# --- one reply after the other -----------------------------------------------------------


@pytest.mark.parametrize("terse", [False, True])
async def test_a_reply_counts_can_be_edited_and_withdrawn_and_gives_way_to_the_next(
    terse: bool,
) -> None:
    async with thread_round(terse=terse) as (bot, thread):
        first = await bot.server.say(ANN, thread, "B, I think")
        await until(bot, "B, I think")
        await bot.server.edit(first, "C, I think")
        await until(bot, "C, I think")
        await bot.server.say(ANN, thread, "or D?")
        await bot.server.delete(first)
        await until(bot, "or D?")
        await bot.server.until(lambda: bot.server.marked(thread) == ["or D?"])


async def test_talk_pictures_and_gifs_after_an_answer_leave_it_alone() -> None:
    async with thread_round() as (bot, thread):
        await bot.server.say(ANN, thread, "B, I think")
        for talk in ("thanks", "haha nice", "", "🎉", "https://tenor.com/view/cat"):
            await bot.server.say(ANN, thread, talk)
        await bot.server.say(BEN, thread, "Answer: A")
        await until(bot, "B, I think", "Answer: A")


async def test_a_marked_reply_replaces_the_answer_and_the_mark_moves() -> None:
    async with thread_round() as (bot, thread):
        await bot.server.say(ANN, thread, "B")
        await bot.server.until(lambda: bot.server.marked(thread) == ["B"])
        await bot.server.say(ANN, thread, "**Answer:** C")
        await until(bot, "**Answer:** C")
        await bot.server.until(lambda: bot.server.marked(thread) == ["**Answer:** C"])


async def test_replies_that_arrive_together_are_taken_in_order() -> None:
    async with thread_round() as (bot, thread):
        server = bot.server
        for number in range(20):
            user = str(100 + number)
            gone = await server.say(user, thread, "gone at once")
            await server.delete(gone)
            kept = await server.say(user, thread, f"first {number}")
            await server.say(user, thread, "second")
            await server.edit(kept, f"edited {number}")
        await until(bot, *(f"edited {number}" for number in range(20)))


async def test_replies_a_moderator_deletes_together_are_withdrawn() -> None:
    async with thread_round() as (bot, thread):
        said = [await bot.server.say(user, thread, "words") for user in (ANN, BEN)]
        kept = await bot.server.say("13", thread, "kept")
        await bot.server.until(lambda: len(answers(bot)) == 3)
        await bot.server.delete(*said)
        await bot.server.until(lambda: answers(bot) == {kept["id"]: "kept"})


async def test_a_preview_of_a_link_changes_nothing() -> None:
    async with thread_round() as (bot, thread):
        said = await bot.server.say(ANN, thread, "see https://a.b")
        await until(bot, "see https://a.b")
        before = bot.memory.read_now(lambda tx: tx.responses.of_round(1))
        bot.clock.advance(timedelta(minutes=1))
        await bot.server.send(
            "MESSAGE_UPDATE",
            {**said, "guild_id": "800000000000000001", "embeds": [{"type": "link"}]},
        )
        await bot.server.say(BEN, thread, "next")
        await bot.server.until(lambda: len(answers(bot)) == 2)
        assert bot.memory.read_now(lambda tx: tx.responses.of_round(1))[0] == before[0]


async def test_the_rule_is_told_in_the_thread_at_its_first_answer_once() -> None:
    async with thread_round() as (bot, thread):

        def told() -> list[str]:
            return [t for t in map(words, bot.server.messages(thread)) if "first reply with" in t]

        await bot.server.say(ANN, thread, "🎉")
        first = await bot.server.say(ANN, thread, "B")
        await bot.server.until(told)
        await bot.server.delete(first)
        await bot.server.say(BEN, thread, "A")
        await until(bot, "A")
        await restart(bot)
        await bot.server.say(ANN, thread, "B again")
        await until(bot, "A", "B again")
        await bot.server.until(lambda: bot.server.marked(thread) == ["A", "B again"])
        assert len(told()) == 1


async def test_a_thread_that_a_moderator_opened_is_taken() -> None:
    def refuse() -> web.Response:
        return web.json_response({"code": 50013, "message": "Missing Permissions"}, status=403)

    async with live(message_content=True) as bot:
        bot.server.refusals.append(("POST", "/threads", refuse))
        asked = await bot.ask(format="thread")
        assert bot.server.api.threads == {}
        opened = bot.server.api.route(
            "POST",
            f"channels/{asked['channel_id']}/messages/{asked['id']}/threads",
            {"name": "x"},
            {},
        )
        await bot.server.send("THREAD_CREATE", {**opened, "owner_id": ANN, "newly_created": True})
        await bot.server.say(BEN, asked["id"], "B")
        await until(bot, "B")


# --- what was missed ---------------------------------------------------------------------


async def missed(bot: Live, thread: str, kept: Json, gone: Json) -> None:
    """Let all kinds of things happen that the bot does not hear of."""
    await bot.server.edit(kept, "edited", heard=False)
    await bot.server.delete(gone, heard=False)
    await bot.server.say("13", thread, "new", heard=False)
    await bot.server.say("13", thread, "thanks", heard=False)


async def answered(bot: Live, thread: str) -> tuple[Json, Json]:
    kept = await bot.server.say(ANN, thread, "kept")
    gone = await bot.server.say(BEN, thread, "gone")
    await until(bot, "kept", "gone")
    return kept, gone


async def test_what_happened_while_the_bot_was_away_is_read_at_the_start() -> None:
    async with thread_round() as (bot, thread):
        replies = await answered(bot, thread)
        await bot.stop()
        await missed(bot, thread, *replies)
        await bot.start()
        await until(bot, "edited", "new")
        await bot.server.until(lambda: bot.server.marked(thread) == ["edited", "new"])


async def test_what_happened_in_a_lost_session_is_read_at_the_next_one() -> None:
    async with thread_round() as (bot, thread):
        replies = await answered(bot, thread)
        bot.server.lose_sessions = True
        await bot.server.drop()
        await missed(bot, thread, *replies)
        await until(bot, "edited", "new")


async def test_what_was_never_heard_of_is_read_before_the_reveal() -> None:
    async with thread_round() as (bot, thread):
        await missed(bot, thread, *await answered(bot, thread))
        bot.clock.now = FOUR
        await bot.work()
        assert texts(bot) == ["edited", "new"]
        points = bot.memory.read_now(lambda tx: tx.points.of_round(1))
        assert [entry.points for entry in points] == [5, 5]


async def test_a_thread_that_cannot_be_read_for_a_while_delays_the_reveal() -> None:
    def broken() -> web.Response:
        return web.Response(status=503)

    async with thread_round() as (bot, thread):
        await bot.server.say(ANN, thread, "never heard of", heard=False)
        bot.server.refusals.extend([("GET", f"{thread}/messages", broken)] * 5)
        bot.clock.now = FOUR
        await bot.work()
        assert bot.round().revealed_at is None
        bot.server.refusals.clear()
        bot.clock.advance(timedelta(minutes=1))
        await bot.work()
        assert bot.round().revealed_at is not None
        assert texts(bot) == ["never heard of"]


async def test_a_thread_closed_to_the_bot_keeps_its_answers_and_delays_nothing() -> None:
    async with thread_round() as (bot, thread):
        await answered(bot, thread)
        bot.server.api.unreadable.add(thread)
        bot.clock.now = FOUR
        await bot.work()
        assert bot.round().revealed_at is not None
        assert texts(bot) == ["gone", "kept"]


# --- reactions ---------------------------------------------------------------------------


async def test_a_missing_permission_for_the_mark_is_noted_once_and_answers_count(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse() -> web.Response:
        return web.json_response({"code": 50013, "message": "Missing Permissions"}, status=403)

    async with thread_round() as (bot, thread):
        bot.server.refusals.extend([("PUT", "/reactions/", refuse)] * 9)
        for number in range(3):
            await bot.server.say(str(20 + number), thread, "words")
        await bot.server.until(lambda: len(answers(bot)) == 3)
        await bot.server.until(lambda: "no ✅ in channel" in caplog.text)
        await asyncio.sleep(0.1)
        await bot.stop()
    noted = [r for r in caplog.records if "no ✅ in channel" in r.getMessage()]
    assert [r.levelname for r in noted] == ["WARNING"]
    assert "Add Reactions" in noted[0].getMessage()
