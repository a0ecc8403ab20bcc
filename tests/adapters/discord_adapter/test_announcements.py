"""Announcement channels: the question and its reveal are published, whatever Discord answers."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest

from bot.adapters.discord.publishing import Publisher
from bot.adapters.shared.pacer import Pacer
from tests.support.discord.refusals import http_error
from tests.support.discord.rig import NINE, SETUP, Rig, running
from tests.support.discord.shown import told


async def set_up(rig: Rig, **more: Any) -> Any:
    """Give an announcement channel a schedule; return it."""
    news = rig.guild.create_news_channel("news")
    preview = await rig.ada.slash(rig.channel, "daily setup", **{**SETUP, "channel": news, **more})
    assert preview.response is not None
    assert "Done" in told(await rig.ada.click(preview.response, label="Start asking"))
    return news


def published(channel: Any) -> list[bool]:
    """Return of each message of ours whether it is published, the oldest first."""
    flags = (said.flags for said in channel.history() if said.components)
    # The simulation marks it by the flag next to Discord's own.
    return [each.crossposted or each.is_crossposted for each in flags]


async def test_the_question_and_its_reveal_are_published() -> None:
    async with running() as rig:
        news = await set_up(rig)
        await rig.work(NINE)
        await rig.client.gateway.publisher.idle()
        assert published(news) == [True]
        await rig.reveal()
        await rig.client.gateway.publisher.idle()
        assert published(news) == [True, True]


async def test_nothing_is_published_elsewhere() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.client.gateway.publisher.idle()
        assert published(rig.channel) == [False]


def answering(rig: Rig, *answers: Exception) -> list[int]:
    """Let Discord answer so to the next requests to publish; returns a growing list of them."""
    http, left, asked = rig.client.bot.http, list(answers), list[int]()
    publish: Callable[[int, int], Awaitable[Any]] = http.publish_message

    async def refuse(channel: int, message: int) -> Any:
        asked.append(message)
        if left:
            raise left.pop(0)
        return await publish(channel, message)

    http.publish_message = refuse  # pyright: ignore[reportAttributeAccessIssue]
    return asked


async def test_ten_an_hour_are_waited_out_and_the_post_stands_meanwhile() -> None:
    async with running() as rig:
        news = await set_up(rig)
        asked = answering(rig, discord.RateLimited(0.01), discord.RateLimited(0.01))
        await rig.work(NINE)
        assert published(news) == [False], "the post doesn't wait"
        await rig.client.gateway.publisher.idle()
        assert published(news) == [True], "and is not repeated"
        assert len(asked) == 3


@pytest.mark.parametrize("code", [40033, 50013, 50024])
async def test_what_cant_be_published_is_left_alone(code: int) -> None:
    async with running() as rig:
        news = await set_up(rig)
        asked = answering(rig, http_error(403, code))
        await rig.work(NINE)
        await rig.client.gateway.publisher.idle()
        assert published(news) == [False]
        assert len(asked) == 1


async def test_a_question_that_a_crash_left_unpublished_is_published_when_it_is_found() -> None:
    async with running() as rig:
        news = await set_up(rig)
        asked = answering(rig, http_error(403, 50013))
        await rig.work(NINE)
        await rig.client.gateway.publisher.idle()
        assert asked
        await rig.restart()
        round_ = rig.round()
        await rig.client.gateway.find(round_.channel, round_.post_key)
        await rig.client.gateway.publisher.idle()
        assert published(news) == [True]
        await rig.client.gateway.find(round_.channel, round_.post_key)
        await rig.client.gateway.publisher.idle()
        assert published(news) == [True]


@pytest.mark.parametrize(("message", "looks"), [(6, 1), (5, 0)])
async def test_a_bot_with_shards_looks_at_unknown_channels_but_not_at_posts_in_forums(
    message: int, looks: int
) -> None:
    client, asked = discord.AutoShardedClient(intents=discord.Intents.none()), list[int]()

    async def refuse(channel: int) -> Any:
        asked.append(channel)
        raise http_error(404, 10003)

    client.http.get_channel = refuse  # pyright: ignore[reportAttributeAccessIssue]
    publisher = Publisher(client, Pacer(0.0))
    publisher.publish(5, message)
    await publisher.idle()
    assert len(asked) == looks
