"""A quiz for everyone in a channel, over real sockets."""

from datetime import timedelta
from typing import Any

from tests.support.discord.live import Live, live
from tests.support.discord.shown import custom_ids, words


async def over(bot: Live) -> None:
    """Let the minute pass, and the pause after it."""
    for seconds in (61, 10):
        bot.clock.now += timedelta(seconds=seconds)
        await bot.send()


def latest(bot: Live) -> Any:
    return bot.server.messages()[-1]


def words_of(message: Any) -> str:
    return words(message["components"])


async def test_everyone_answers_in_private_and_sees_who_knew_after_a_minute() -> None:
    async with live() as bot:
        started = await bot.server.slash("7", "quiz", who="together")
        assert "The quiz starts in this channel." in started.text
        await bot.send()
        first = latest(bot)
        letter_a, *_ = custom_ids(first["components"])
        assert "question 1 of 5 for everyone" in words_of(first)
        for person, letter in (("7", "A"), ("8", "B"), ("8", "C")):
            assert f"Saved: {letter}" in (await bot.server.press(person, first, letter)).text
        assert words_of(latest(bot)) == words_of(first), "nothing of it is shown"
        await bot.stop()
        await bot.start()
        await over(bot)
        closed, second = bot.server.messages()[-2:]
        assert closed["id"] == first["id"]
        assert "of 2 got it" in words_of(closed) or "Nobody" in words_of(closed)
        assert "question 2 of 5 for everyone" in words_of(second)
        late = await bot.server.press_id("7", first, letter_a)
        assert "That question is closed." in late.text


async def test_it_is_stopped_by_whoever_started_it_with_a_board() -> None:
    async with live() as bot:
        await bot.server.slash("7", "quiz", who="together")
        await bot.send()
        first = latest(bot)
        stop = custom_ids(first["components"])[-1]
        await bot.server.press("8", first, "A")
        other = await bot.server.press("8", first, "Stop the quiz")
        assert "Only whoever started the quiz can stop it." in other.text
        assert "The quiz ends" in (await bot.server.press("7", first, "Stop the quiz")).text
        await bot.send()
        assert "The quiz is over: 1 question, 1 person" in words_of(latest(bot))
        again = await bot.server.press_id("7", first, stop)
        assert "Start another one:" in again.text
        assert "(option `who`)" in again.text


async def test_it_needs_a_channel() -> None:
    async with live() as bot:
        refused = await bot.server.slash("7", "quiz", who="together", in_dm=True)
        assert "server" in refused.text
