"""``warmup doctor``: what keeps Discord from working, and the fix of each."""

from collections.abc import Sequence
from datetime import UTC, datetime

import discord

from bot.adapters.discord.client import LOGIN_REFUSED, Bot, point_at
from bot.adapters.discord.commands import registration
from bot.adapters.discord.errors import VENDOR_ERRORS
from bot.adapters.discord.permissions import MARKS, POSTING, THREADS, invite_link, missing, names
from bot.adapters.shared.contact import Contact
from bot.adapters.shared.in_flight import InFlight
from bot.adapters.shared.pacer import Pacer
from bot.engine.dispatcher import Engine
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Finding
from bot.engine.queries import SentCommands


async def doctor(
    engine: Engine,
    *,
    token: str,
    api_url: str = "",
    gateway_url: str = "",
    channels: Sequence[ChannelRef] = (),
) -> tuple[Finding, ...]:
    """Check token, intents, commands and each scheduled channel; changes nothing.

    The last finding of a working token is the link that invites the bot.
    """
    point_at(api_url.rstrip("/"), gateway_url)
    async with _Probe(engine) as bot:
        try:
            await bot.login(token)
        except discord.LoginFailure:
            return (Finding(False, "Discord doesn't accept the token.", LOGIN_REFUSED),)
        except VENDOR_ERRORS as error:
            fix = "Check the network, DISCORD_API_URL and https://discordstatus.com."
            return (Finding(False, f"Discord can't be reached ({error}).", fix),)
        found = [Finding(True, f"Signed in to Discord as {bot.user}."), _intents(bot)]
        found.append(await _commands(bot, engine))
        found += [await _channel(bot, channel) for channel in dict.fromkeys(channels)]
        link = invite_link(bot.application_id or 0)
        return (*found, Finding(True, f"Invite the bot with the permissions it needs: {link}"))


def _now() -> datetime:
    return datetime.now(UTC)


class _Probe(Bot):
    """The bot as it would start, logged in but never connected, and changing nothing."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, _now, InFlight(), "", Contact(_now), Pacer(0.0))

    async def setup_hook(self) -> None:
        """Leave the commands as they are."""


def _intents(bot: Bot) -> Finding:
    if bot.message_content_allowed:
        return Finding(True, "The Message Content Intent is on: the thread format is available.")
    return Finding(
        True,
        "The Message Content Intent is off: no thread format, but everything else works.",
        "To enable it: Developer Portal → your application → Bot → Message Content Intent.",
    )


async def _commands(bot: Bot, engine: Engine) -> Finding:
    try:
        there = {command.name for command in await bot.tree.fetch_commands()}
    except VENDOR_ERRORS as error:
        return Finding(False, f"The commands couldn't be read ({error}).", "Try again.")
    wanted = {command.name for command in bot.tree.get_commands()}
    kept = await engine.ask(SentCommands("discord", str(bot.application_id or 0)))
    if there == wanted and kept == registration.fingerprint(bot.tree):
        return Finding(True, f"All {len(wanted)} commands are registered.")
    lacking = ", ".join(sorted(wanted - there)) or "their latest version"
    fix = "Start the bot once (warmup run): it registers them."
    return Finding(False, f"Not registered yet (normal before the first start): {lacking}.", fix)


async def _channel(bot: Bot, channel: ChannelRef) -> Finding:
    where = f"Channel {channel.channel}"
    if not (channel.channel.isdecimal() and channel.workspace.isdecimal() and bot.user):
        return Finding(False, f"{where} isn't a Discord id.", "Set it up with /daily setup.")
    try:
        guild = await bot.fetch_guild(int(channel.workspace))
        listed = await guild.fetch_channels()
        place = next((each for each in listed if each.id == int(channel.channel)), None)
        if place is None:
            fix = "Set a new channel up with /daily setup, or remove the schedule."
            return Finding(False, f"{where} doesn't exist in {guild.name}.", fix)
        me = await guild.fetch_member(bot.user.id)
    except (discord.Forbidden, discord.NotFound):
        fix = f"Invite it again: {invite_link(bot.application_id or 0)}"
        return Finding(False, f"{where}: the bot isn't in its server.", fix)
    except VENDOR_ERRORS as error:
        return Finding(False, f"{where} couldn't be checked ({error}).", "Try again.")
    return _rights(f"{where} (#{place.name})", place.permissions_for(me))


def _rights(where: str, held: discord.Permissions) -> Finding:
    needed, wished = missing(held, POSTING), missing(held, THREADS)
    fix = "Channel settings → Permissions → the bot's role → allow them."
    if needed.value:
        return Finding(False, f"{where}: the bot lacks {names(needed)}.", fix)
    if wished.value:
        what = f"{where}: answers will be posted as replies because the bot lacks {names(wished)}."
        return Finding(True, what, fix)
    if missing(held, MARKS).value:
        what = f"{where}: no ✅ on thread replies that count; the bot lacks {names(MARKS)}."
        return Finding(True, what, fix)
    return Finding(True, f"{where}: the bot may post, read and open threads.")
