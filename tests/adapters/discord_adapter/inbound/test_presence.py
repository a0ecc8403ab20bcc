"""Who has left a server is off its board, once somebody looked at it."""

import json
from datetime import timedelta

from aiohttp import web

from bot.engine.model.people import Member
from tests.support.discord.live import FOUR, Live, live
from tests.support.fakes.discord_shapes import GUILD


def unknown(code: int) -> web.Response:
    body = json.dumps({"code": code, "message": "refused"})
    return web.Response(text=body, status=404, content_type="application/json")


async def answered(bot: Live) -> None:
    """Let two people answer and the answer be revealed."""
    question = await bot.ask()
    for user in ("7", "8"):
        await bot.server.press(user, question, "A")
    bot.clock.now = FOUR
    await bot.work()


async def board(bot: Live) -> str:
    return (await bot.server.slash("8", "leaderboard")).text


def looked_up(bot: Live) -> list[str]:
    """Return the accounts that were looked up, in order."""
    paths = [path for _, method, path in bot.server.requests if method == "GET"]
    return [path.rpartition("/")[2] for path in paths if "/members/" in path]


def member(bot: Live, user: str) -> Member:
    found = bot.memory.read_now(lambda tx: tx.members.by_identity("discord", GUILD, user))
    assert found is not None
    return found


async def test_someone_unknown_to_the_server_is_off_the_board_until_they_are_back() -> None:
    async with live() as bot:
        await answered(bot)
        bot.server.refusals.append(("GET", "/members/7", lambda: unknown(10007)))
        assert member(bot, "7").name in await board(bot)
        await bot.server.until(lambda: member(bot, "7").left_at)
        assert member(bot, "7").name not in await board(bot)
        await bot.server.slash("7", "streak")
        assert member(bot, "7").name in await board(bot)


async def test_people_are_looked_up_once_a_day() -> None:
    async with live() as bot:
        await answered(bot)
        for _ in range(2):
            await board(bot)
            await bot.server.until(lambda: len(looked_up(bot)) == 2)
        bot.clock.advance(timedelta(days=1))
        await bot.work()
        await board(bot)
        await bot.stop()
        assert sorted(looked_up(bot)) == ["7", "7", "8", "8"]


async def test_another_answer_says_nothing_about_anyone() -> None:
    async with live() as bot:
        await answered(bot)
        bot.server.refusals.append(("GET", "/members/7", lambda: unknown(10004)))
        await board(bot)
        await bot.stop()
        assert looked_up(bot)[-1] == "7"
        assert member(bot, "7").left_at is None
