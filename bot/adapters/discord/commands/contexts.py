"""Where Discord offers a command: in servers, in messages to the bot, or wherever someone is."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group
Offered = AnyCommand | app_commands.ContextMenu


def in_servers(command: AnyCommand) -> AnyCommand:
    """Offer what is a server's only where it works: in servers that have the bot."""
    app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(command)
    app_commands.allowed_installs(guilds=True, users=False)(command)
    return command


def in_servers_and_direct(command: AnyCommand) -> AnyCommand:
    """Offer a command in servers that have the bot, and in direct messages with it."""
    app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)(command)
    app_commands.allowed_installs(guilds=True, users=False)(command)
    return command


def anywhere(command: AnyCommand) -> AnyCommand:
    """Offer a command also wherever someone is who has installed the app for themselves."""
    app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(command)
    app_commands.allowed_installs(guilds=True, users=True)(command)
    return command


def limit_to_installs(commands: Iterable[Offered], application: discord.AppInfo | None) -> None:
    """Offer commands only where the application can be installed, as Discord said on login."""
    if application is not None and application.user_integration_config is not None:
        return
    for command in commands:
        if command.allowed_installs is not None:
            command.allowed_installs.user = False
        if command.allowed_contexts is not None:
            command.allowed_contexts.private_channel = False
