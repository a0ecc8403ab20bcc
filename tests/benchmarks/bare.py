"""The least a bot can do: discord.py or Bolt, only acknowledging. ``python -m … PLATFORM``."""

import asyncio
import os
import re
import sys

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


class Bare(discord.Client):
    """Defers every press."""

    async def on_interaction(self, press: discord.Interaction) -> None:
        await press.response.defer(ephemeral=True, thinking=True)


async def on_discord() -> None:
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    await Bare(intents=discord.Intents(guilds=True)).start(os.environ["DISCORD_TOKEN"])


async def on_slack() -> None:
    token = os.environ["SLACK_BOT_TOKEN"]
    client = AsyncWebClient(token=token, base_url=os.environ["SLACK_API_URL"] + "/")
    app = AsyncApp(client=client, signing_secret="none")

    async def pressed(ack: AsyncAck) -> None:
        await ack()

    app.action(re.compile(".*"))(pressed)  # pyright: ignore[reportUnknownMemberType]
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    await handler.start_async()  # pyright: ignore[reportUnknownMemberType]


if __name__ == "__main__":
    asyncio.run({"discord": on_discord, "slack": on_slack}[sys.argv[1]]())
