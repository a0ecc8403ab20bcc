"""A board that someone posts to the channel: once per press, without their own place."""

from bot.engine.model.people import Member
from tests.support.discord.live import FOUR, Live, live
from tests.support.fakes.discord_api import Pressed
from tests.support.fakes.discord_shapes import GUILD, words


async def board(bot: Live) -> Pressed:
    question = await bot.ask()
    for user in ("7", "8"):
        await bot.server.press(user, question, "A")
    bot.clock.now = FOUR
    await bot.work()
    return await bot.server.slash("8", "leaderboard")


def member(bot: Live, user: str) -> Member:
    found = bot.memory.read_now(lambda tx: tx.members.by_identity("discord", GUILD, user))
    assert found is not None
    return found


async def test_a_posted_board_is_public_and_shows_nothing_of_ones_own() -> None:
    async with live() as bot:
        shown = await board(bot)
        assert "You're" in shown.text
        assert shown.answer is not None
        pressed = await bot.server.press("8", shown.answer, "Post to channel")
        posted = pressed.answer
        assert posted is not None
        assert f"posted by {member(bot, '8').name}" in words(posted)
        assert "You're" not in words(posted)
        assert not pressed.ephemeral
        assert "You're" in words(shown.answer)  # the private one stays


async def test_everyone_finds_their_own_place_from_a_posted_board() -> None:
    async with live() as bot:
        shown = await board(bot)
        assert shown.answer is not None
        pressed = await bot.server.press("8", shown.answer, "Post to channel")
        posted = pressed.answer
        assert posted is not None
        place = await bot.server.press("9", posted, "My place")
        assert "You haven't answered" in place.text
        assert place.ephemeral
