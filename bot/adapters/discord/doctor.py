"""``warmup doctor``: what keeps Discord from working, and the fix of each."""

from collections.abc import Sequence
from datetime import UTC, datetime

import discord

from bot.adapters.discord import growth
from bot.adapters.discord.bot import Bot
from bot.adapters.discord.client import LOGIN_REFUSED
from bot.adapters.discord.commands import registration
from bot.adapters.discord.commands.contexts import limit_to_installs
from bot.adapters.discord.connection.addresses import point_at
from bot.adapters.discord.errors import VENDOR_ERRORS
from bot.adapters.discord.permissions import (
    MARKS,
    PICTURES,
    POSTING,
    THREADS,
    invite_link,
    missing,
    names,
    user_install_link,
)
from bot.adapters.shared.contact import Contact
from bot.adapters.shared.in_flight import InFlight
from bot.adapters.shared.pacer import Pacer
from bot.engine.dispatcher import Engine
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Finding
from bot.engine.queries import SentCommands

LOST_FIX = (
    "Another program with this token has probably replaced them: stop it, and reset the token so "
    "that it can't again."
)


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
        if refused := await _sign_in(bot, token):
            return (refused,)
        found = [_signed_in(bot), _intents(bot.application_flags)]
        found.append(await _commands(bot, engine))
        found += [await _channel(bot, channel) for channel in dict.fromkeys(channels)]
        found += await _growth(bot)
        return (*found, _user_install(bot), _invitation(bot))


async def check_token(token: str, *, api_url: str = "") -> tuple[Finding, ...]:
    """Check a token that isn't used yet; the last finding of a good one invites the bot."""
    point_at(api_url.rstrip("/"), "")
    async with discord.Client(intents=discord.Intents.none()) as client:
        if refused := await _sign_in(client, token):
            return (refused,)
        found = (_signed_in(client), _intents(client.application_flags), _user_install(client))
        return (*found, _invitation(client))


async def _sign_in(client: discord.Client, token: str) -> Finding | None:
    """Sign in; return what's wrong if it's refused."""
    try:
        await client.login(token)
    except discord.LoginFailure:
        return Finding(False, "Discord doesn't accept the token.", LOGIN_REFUSED)
    except VENDOR_ERRORS as error:
        fix = "Check the network, DISCORD_API_URL and https://discordstatus.com."
        return Finding(False, f"Discord can't be reached ({error}).", fix)
    return None


def _signed_in(client: discord.Client) -> Finding:
    return Finding(True, f"Signed in to Discord as {client.user}.")


def _invitation(client: discord.Client) -> Finding:
    link = invite_link(client.application_id or 0)
    return Finding(True, f"Invite the bot with the permissions it needs: {link}")


def _user_install(client: discord.Client) -> Finding:
    """Tell how people practice anywhere: the link to share, or how to allow it."""
    if client.application is None or client.application.user_integration_config is None:
        return Finding(
            True,
            "People can't install the bot for themselves, to practice outside of its servers.",
            "To allow it: Developer Portal → your application → Installation → User Install; then "
            "restart Warmup.",
        )
    link = user_install_link(client.application_id or 0)
    return Finding(True, f"Who wants to practice anywhere can install it for themselves: {link}")


def _now() -> datetime:
    return datetime.now(UTC)


class _Probe(Bot):
    """The bot as it would start, logged in but never connected, and changing nothing."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, _now, InFlight(), "", Contact(_now), Pacer(0.0))

    async def setup_hook(self) -> None:
        """Leave the commands that Discord has as they are."""
        limit_to_installs(self.tree.get_commands(), self.application)


def _intents(flags: discord.ApplicationFlags) -> Finding:
    if flags.gateway_message_content or flags.gateway_message_content_limited:
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
    if kept != registration.fingerprint(bot.tree):  # the next start registers them
        return Finding(True, f"Commands that the next start registers: {lacking}.", fix)
    return Finding(False, f"Commands that Discord has lost: {lacking}.", LOST_FIX)


async def _growth(bot: Bot) -> list[Finding]:
    """Tell what Discord wants of a bot with as many servers and people."""
    try:
        sizes = [
            guild.approximate_member_count or 0 async for guild in bot.fetch_guilds(limit=None)
        ]
    except VENDOR_ERRORS as error:
        return [Finding(True, f"The bot's servers couldn't be counted ({error}).", "Try again.")]
    verified = bot.user is not None and bot.user.public_flags.verified_bot
    reach = growth.Reach(len(sizes), sum(sizes), verified, bot.message_content_allowed)
    return list(growth.findings(reach))


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
    if missing(held, PICTURES).value:
        what = f"{where}: no picture with the recap because the bot lacks {names(PICTURES)}."
        return Finding(True, what, fix)
    return Finding(True, f"{where}: the bot may post, read and open threads.")
