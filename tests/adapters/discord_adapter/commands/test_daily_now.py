"""A question that was asked for by hand and can't be posted: whoever asked hears why."""

from aiohttp import web

from tests.support.discord.live import SETUP, live
from tests.support.fakes.discord_shapes import CHANNEL


def forbidden() -> web.Response:
    return web.json_response({"code": 50013, "message": "Missing Permissions"}, status=403)


async def test_whoever_asked_hears_what_went_wrong_with_the_first_try() -> None:
    async with live() as bot:
        preview = await bot.server.slash("1", "daily setup", as_manager=True, **SETUP)
        assert preview.answer is not None
        await bot.server.press("1", preview.answer, "Start asking", manager=True)
        bot.server.refusals.append(("POST", f"channels/{CHANNEL}/messages", forbidden))
        asked = await bot.server.slash("1", "daily now", as_manager=True)
        assert "on its way" in asked.text
        await bot.work()
        await bot.server.until(lambda: "isn't posted yet" in asked.text)
        assert "tries once more in a few minutes" in asked.text
        assert asked.answer is not None
        assert bot.server.messages() == []
