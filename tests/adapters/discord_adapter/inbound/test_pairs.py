"""An interview in pairs on Discord: private messages on both sides, over restarts."""

from typing import Any

from tests.support.discord.live import Live, live
from tests.support.discord.shown import words
from tests.support.fakes.discord_places import DIRECT

ANN, BEN = "7", "8"


async def with_two(bot: Live) -> None:
    """Let both have used the bot."""
    for who in (ANN, BEN):
        await bot.server.slash(who, "me hide", hidden=False)


def last(bot: Live, who: str) -> Any:
    """Return the latest private message to someone."""
    return bot.server.messages(f"6{who}")[-1]


def shown(bot: Live, who: str) -> str:
    return words(last(bot, who)["components"])


async def press(bot: Live, who: str, label: str) -> str:
    """Press a button of someone's latest private message; return what stands there then."""
    pressed = await bot.server.press(who, last(bot, who), label, in_dm=True)
    await bot.send()
    return pressed.text


async def test_from_the_invitation_to_both_reports_with_a_restart_in_between() -> None:
    async with live() as bot:
        await with_two(bot)
        asked = {"with": f"<@{BEN}>", "track": "fixtures", "minutes": 15}
        sent = await bot.server.slash(ANN, "interview", **asked)
        assert "to interview you" in sent.text
        await bot.send()
        assert "asks you to interview them" in shown(bot, BEN)
        assert "Start when you're both ready." in await press(bot, BEN, "Accept")
        assert "interviews you" in shown(bot, ANN)
        await bot.stop()
        await bot.start()
        pressed = await bot.server.press(BEN, last(bot, BEN), "Start the interview", in_dm=True)
        sheet = pressed.text
        assert "Tap a number when you hear it" in sheet
        await bot.send()
        question = shown(bot, ANN)
        assert "question 1 of 3" in question
        assert "Tap a number" not in question
        assert pressed.answer is not None
        ticked = await bot.server.press(BEN, pressed.answer, "1", in_dm=True)
        assert "☑ **1**" in ticked.text
        assert ticked.answer is not None
        ended = await bot.server.press(BEN, ticked.answer, "End, send reports", in_dm=True)
        assert "Only you see these notes." in ended.text
        await bot.send()
        assert "Interviewed by" in shown(bot, ANN)
        again = await press(bot, ANN, "Swap sides")
        assert "You've offered to interview" in again
        assert "offers to interview you" in shown(bot, BEN)


async def test_a_press_by_anybody_else_is_refused_and_shows_nothing() -> None:
    async with live() as bot:
        await with_two(bot)
        await bot.server.slash(ANN, "interview", **{"with": f"<@{BEN}>"})
        await bot.send()
        for where in (True, False):
            forged = await bot.server.press("9", last(bot, BEN), "Accept", in_dm=where)
            assert "There's no such interview of yours." in forged.text


async def test_two_who_ask_for_a_pair_are_paired_and_one_alone_can_stop_waiting() -> None:
    async with live() as bot:
        waits = await bot.server.slash(ANN, "interview", pair=True)
        assert "You're waiting for a partner" in waits.text
        assert waits.answer is not None
        stopped = await bot.server.press(ANN, waits.answer, "Stop waiting")
        assert "You're not waiting any more." in stopped.text
        await bot.server.slash(ANN, "interview", pair=True)
        paired = await bot.server.slash(BEN, "interview", pair=True)
        assert "You interview" in paired.text
        await bot.send()
        assert "interviews you" in shown(bot, ANN)


async def test_a_partner_is_found_from_direct_messages_in_the_server_used_last() -> None:
    async with live() as bot:
        nowhere = await bot.server.slash(ANN, "interview", place=DIRECT, pair=True)
        assert "Streaks, leaderboards and partners belong to a server" in nowhere.text
        await with_two(bot)
        waits = await bot.server.slash(ANN, "interview", place=DIRECT, pair=True)
        assert "You're waiting for a partner" in waits.text
        paired = await bot.server.slash(BEN, "interview", pair=True)
        assert "You interview" in paired.text
        asked = await bot.server.slash(ANN, "interview", place=DIRECT, **{"with": f"<@{BEN}>"})
        assert "This only works in a server that has Warmup." in asked.text
