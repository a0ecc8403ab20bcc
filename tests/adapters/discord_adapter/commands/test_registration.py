"""Telling Discord the commands: only when they changed, and until it has taken them."""

import json

from aiohttp import web

from bot.adapters.shared import action_ids, labels
from bot.engine.model.settings import Setting
from tests.support.discord.live import Live, live
from tests.support.fakes.discord_shapes import CHANNEL

COMMANDS = "/commands"


def answer(status: int, code: int = 0) -> web.Response:
    body = json.dumps({"code": code, "message": "not now"}).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})


def refuse(bot: Live, status: int, times: int) -> None:
    """Let Discord refuse the commands so many times."""
    for _ in range(times):
        bot.server.refusals.append(("PUT", COMMANDS, lambda: answer(status)))


def sent(bot: Live) -> int:
    return sum(method == "PUT" and COMMANDS in path for _, method, path in bot.server.requests)


async def test_commands_that_discord_has_no_time_for_are_sent_again_while_the_bot_serves() -> None:
    async with live(start=False, retry_seconds=(0.05, 0.2)) as bot:
        refuse(bot, 503, times=4)
        await bot.start()
        await bot.server.until(lambda: sent(bot) == 5)
        await bot.server.until(lambda: not bot.client.trouble)
        assert {each["name"] for each in bot.server.api.commands} >= {"quiz", "daily"}
        await bot.stop()
        await bot.start()
        assert sent(bot) == 5, "the next start knows that they are there"


async def test_until_discord_has_the_commands_health_says_so() -> None:
    async with live(start=False, retry_seconds=(0.05, 60)) as bot:
        refuse(bot, 503, times=2)
        await bot.start()
        assert "doesn't have the latest commands (503" in bot.client.trouble
        await bot.client.ready()  # and questions are posted meanwhile


async def test_commands_that_discord_finds_wrong_are_not_sent_every_second() -> None:
    async with live(start=False, retry_seconds=(0.01,)) as bot:
        refuse(bot, 400, times=1)
        await bot.start()
        await bot.server.until(bot.server.connected.is_set)
        assert sent(bot) == 1
        assert "latest commands (400" in bot.client.trouble


SERVERS, WITH_DIRECT, ANYWHERE = [0], [0, 1], [0, 1, 2]
"""Contexts, as Discord numbers them."""
OFFERED = {
    "quiz": ANYWHERE,
    "interview": ANYWHERE,
    "practice": ANYWHERE,
    "home": ANYWHERE,
    "stats": ANYWHERE,
    "me": ANYWHERE,
    "help": ANYWHERE,
    "leaderboard": WITH_DIRECT,
    "streak": WITH_DIRECT,
    "question": WITH_DIRECT,
    "daily": SERVERS,
    "team": SERVERS,
    labels.REPORT: SERVERS,
    labels.SUGGEST_MESSAGE: SERVERS,
}


async def test_commands_are_offered_only_where_they_work() -> None:
    async with live() as bot:
        sent = {each["name"]: each for each in bot.server.api.commands}
        assert {name: each["contexts"] for name, each in sent.items()} == OFFERED
        for name, each in sent.items():
            assert each["integration_types"] == ([0, 1] if OFFERED[name] == ANYWHERE else [0])


async def test_an_application_that_nobody_can_install_for_themselves_offers_them_in_servers() -> (
    None
):
    async with live(start=False) as bot:
        bot.server.api.user_install = False
        await bot.start()
        for each in bot.server.api.commands:
            assert each["integration_types"] == [0]
            assert each["contexts"] == [where for where in OFFERED[each["name"]] if where != 2]
        await bot.stop()
        bot.server.api.user_install = True
        await bot.start()
        assert sent(bot) == 2, "switched on in the portal, a start is enough"
        assert any(each["integration_types"] == [0, 1] for each in bot.server.api.commands)


async def linked(bot: Live) -> str:
    """Return what /help shows."""
    return (await bot.server.slash("7", "help")).text


async def test_texts_link_to_the_commands_also_after_a_restart_that_sends_none() -> None:
    async with live() as bot:
        ids = {each["name"]: each["id"] for each in bot.server.api.commands}
        links = (f"</quiz:{ids['quiz']}>", f"</question suggest:{ids['question']}>")
        before = await linked(bot)
        assert [link in before for link in links] == [True, True]
        await bot.stop()
        await bot.start()
        assert await linked(bot) == before
        assert sent(bot) == 1


async def test_until_the_ids_are_known_texts_name_the_commands() -> None:
    async with live(start=False, retry_seconds=(60,)) as bot:
        refuse(bot, 503, times=9)
        await bot.start()
        message, pressed = bot.server.api.said("7", CHANNEL, ""), action_ids.Help()
        helped = await bot.server.press_id("7", message, action_ids.encode(pressed))
        assert "`/quiz`" in helped.text


async def test_a_database_without_ids_learns_them_at_the_next_start() -> None:
    async with live() as bot:
        bot.memory.tables.settings.pop(Setting.DISCORD_COMMAND_IDS)
        await bot.stop()
        await bot.start()
        assert "</quiz:" in await linked(bot)
