"""Each chat platform's adapter and doctor, made from the settings.

A platform's library is slow to import, so it's imported only where it's in use.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.adapters.discord.connection.shards import Shards
from bot.engine.dispatcher import Engine
from bot.engine.model.people import ChatPlatform
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Adapter, Bank, Finding, Store
from bot.pictures.renderer import Renderer
from bot.settings import Settings


def build_adapter(
    name: ChatPlatform,
    settings: Settings,
    engine: Engine,
    clock: Callable[[], datetime],
    renderer: Renderer,
) -> Adapter:
    """Return the platform's adapter, ready to run. ``clock`` returns aware UTC."""
    match name:
        case "discord":
            from bot.adapters.discord.client import DiscordClient  # noqa: PLC0415

            return DiscordClient(
                engine,
                token=settings.discord_token,
                api_url=settings.discord_api_url,
                gateway_url=settings.discord_gateway_url,
                clock=clock,
                shards=_shards(settings),
                renderer=renderer,
            )
        case "slack":
            from bot.adapters.slack.client import SlackClient  # noqa: PLC0415

            return SlackClient(
                engine,
                bot_token=settings.slack_bot_token,
                app_token=settings.slack_app_token,
                signing_secret=settings.slack_signing_secret,
                host=settings.host,
                port=settings.port,
                api_url=settings.slack_api_url,
                clock=clock,
                renderer=renderer,
            )


async def check_platforms(
    settings: Settings, store: Store, bank: Bank, channels: Sequence[ChannelRef]
) -> tuple[Finding, ...]:
    """Check tokens, permissions and ``channels`` on each platform whose token is set.

    Posts nothing and changes nothing.
    """
    findings: list[Finding] = []
    for name in settings.platforms:
        there = [channel for channel in channels if channel.platform == name]
        findings += await _check(name, settings, Engine(store, bank), there)
    if not settings.platforms:
        fix = "`warmup run` will start the terminal demo."
        findings.append(Finding(True, "No DISCORD_TOKEN or SLACK_BOT_TOKEN set.", fix))
    return tuple(findings)


async def check_tokens(settings: Settings) -> tuple[Finding, ...]:
    """Ask each platform whose token is set what it thinks of it; needs no database."""
    return tuple(
        [each for name in settings.platforms for each in await _check(name, settings, None, ())]
    )


async def _check(
    name: ChatPlatform, settings: Settings, engine: Engine | None, channels: Sequence[ChannelRef]
) -> tuple[Finding, ...]:
    """Check a platform; without an engine, only its tokens."""
    match name:
        case "discord":
            from bot.adapters.discord import doctor as discord  # noqa: PLC0415

            token, api_url = settings.discord_token, settings.discord_api_url
            if engine is None:
                return await discord.check_token(token, api_url=api_url)
            return await discord.doctor(
                engine,
                token=token,
                api_url=api_url,
                gateway_url=settings.discord_gateway_url,
                channels=channels,
            )
        case "slack":
            from bot.adapters.slack import doctor as slack  # noqa: PLC0415

            return await slack.doctor(
                bot_token=settings.slack_bot_token,
                app_token=settings.slack_app_token,
                signing_secret=settings.slack_signing_secret,
                port=settings.port,
                api_url=settings.slack_api_url,
                channels=channels,
            )


def _shards(settings: Settings) -> Shards | None:
    if not settings.discord_shard_count:
        return None
    return Shards(settings.discord_shard_count, settings.discord_shard_ids)
