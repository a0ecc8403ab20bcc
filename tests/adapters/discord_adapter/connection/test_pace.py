"""What only real sockets show: pace, rate limits, refusals."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bot.engine.cards import NoticeCard
from bot.engine.errors import NotPermitted, RateLimited
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef
from tests.support.discord.live import FOUR, HERE, live
from tests.support.discord.refusals import json_answer, refused, too_many
from tests.support.fakes.discord_shapes import CHANNEL, GUILD, words


async def test_a_rate_limit_is_waited_out_and_nothing_is_sent_twice() -> None:
    async with live() as bot:
        for _ in range(2):
            bot.server.refusals.append(("POST", f"channels/{CHANNEL}/messages", too_many))
        question = await bot.ask()
        assert bot.server.messages() == [question]
        bot.server.refusals.append(("PATCH", "@original", too_many))
        assert "Answer saved" in (await bot.server.press("7", question, "A")).text


async def test_posts_are_paced_and_presses_go_first() -> None:
    async with live() as bot:
        question = await bot.ask()
        channels = [ChannelRef("discord", GUILD, str(600 + n)) for n in range(60)]
        for channel in channels:
            bot.server.api.channels[channel.channel] = []
        card = NoticeCard("Hello.")
        begun = len(bot.server.requests)
        posts = [
            asyncio.create_task(bot.client.gateway.post(channel, card, f"round-{n}"))
            for n, channel in enumerate(channels)
        ]
        await asyncio.sleep(0)
        pressed = await bot.server.press("7", question, "A")
        assert pressed.took < 0.5
        assert not all(post.done() for post in posts), "the press did not queue behind the posts"
        await asyncio.gather(*posts)
        times = sorted(at for at, _, path in bot.server.requests[begun:] if path[9:12].isdigit()
                       and path.startswith("channels/6"))  # fmt: skip
        assert len(times) == 60
        assert times[-1] - times[0] > 60 / 50 * 0.9, "under fifty a second"


async def test_an_owner_is_told_once_when_a_channel_is_closed_to_the_bot() -> None:
    async with live() as bot:
        preview = await bot.server.slash(
            "1", "daily setup", as_manager=True, time="09:00", zone="Europe/Berlin"
        )
        assert preview.answer is not None
        await bot.server.press("1", preview.answer, "Start asking", manager=True)
        for _ in range(2):
            bot.server.refusals.append(
                ("POST", f"channels/{CHANNEL}/messages", lambda: refused(403, 50013))
            )
        bot.clock.now = FOUR.replace(hour=8)
        await bot.work()
        assert bot.server.messages("61") == [], "a single refusal may be a slip"
        bot.clock.advance(timedelta(minutes=4))
        await bot.work()
        (direct,) = bot.server.messages("61")
        assert f"<#{CHANNEL}> in [A team](https://discord.com/channels/{GUILD}/{CHANNEL})" in (
            words(direct)
        )
        assert "is paused" in words(direct)
        assert "Send Messages" in words(direct)


async def test_a_direct_message_that_is_not_wanted_is_no_harm() -> None:
    async with live() as bot:
        bot.server.refusals.append(("POST", "users/@me/channels", lambda: refused(403, 50007)))
        with pytest.raises(NotPermitted, match="direct messages"):
            await bot.client.gateway.direct(Account("discord", GUILD, "5"), NoticeCard("Hi"), "k")


async def test_a_message_sent_just_before_a_crash_is_not_sent_again() -> None:
    async with live() as bot:
        await bot.ask()
        again = await bot.client.gateway.post(HERE, NoticeCard("again"), bot.round().post_key)
        assert again == bot.asked, "Discord knows the nonce"
        assert await bot.client.gateway.find(HERE, bot.round().post_key) == bot.asked


async def test_a_message_sent_before_a_crash_is_found_however_wrong_our_clock_is() -> None:
    async with live() as bot:
        await bot.ask()
        with time_machine.travel(datetime.now(UTC) + timedelta(days=800)):
            assert await bot.client.gateway.find(HERE, bot.round().post_key) == bot.asked


async def test_an_answer_that_can_not_be_shown_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with live() as bot:
        question = await bot.ask()
        bot.server.refusals.append(("POST", "/callback", lambda: refused(404, 10062)))
        with pytest.raises(TimeoutError):
            await bot.server.press("7", question, "A", within=0.3)
        assert "couldn't be answered" in caplog.text
        kept = bot.memory.read_now(lambda tx: tx.responses.count(bot.round().id))
        assert kept == 1, "the response itself is kept"
        assert "Answer saved" in (await bot.server.press("8", question, "B")).text


async def test_a_command_that_discord_remembers_differently_is_answered() -> None:
    async with live() as bot:
        bot.server.api.commands.append({"id": "5", "name": "quizz", "options": []})
        assert "has changed" in (await bot.server.slash("7", "quizz")).text


async def test_a_long_rate_limit_goes_to_the_engine() -> None:
    async with live() as bot:
        body = {"message": "slow down", "retry_after": 900.0, "global": False}
        bot.server.refusals.append(
            ("POST", "messages", lambda: json_answer(body, 429, {"Retry-After": "900"}))
        )
        with pytest.raises(RateLimited) as limited:
            await bot.client.gateway.post(HERE, NoticeCard("x"), "round-9")
        assert limited.value.retry_after == 900
