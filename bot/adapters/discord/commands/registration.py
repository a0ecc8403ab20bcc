"""Telling Discord the commands, only when they have changed since the last time."""

import json
import logging
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from bot.engine.dispatcher import Engine
from bot.engine.queries import NoteSentCommands, SentCommands

log = logging.getLogger(__name__)

Tree = app_commands.CommandTree[Any]


def payload(tree: Tree) -> list[dict[str, Any]]:
    """Return the commands as they are sent to Discord."""
    return [command.to_dict(tree) for command in tree.get_commands()]


def fingerprint(tree: Tree) -> str:
    """Return a hash that changes when any command's payload does."""
    canonical = json.dumps(payload(tree), sort_keys=True, default=str)
    return sha256(canonical.encode()).hexdigest()


async def sync_if_changed(tree: Tree, engine: Engine, application_id: int) -> bool:
    """Send the commands if they differ from what was sent last; tell whether they were.

    Discord keeps the old ones when it refuses, so that is logged and tried at the next start.
    """
    application, current = str(application_id), fingerprint(tree)
    if await engine.ask(SentCommands("discord", application)) == current:
        return False
    try:
        await tree.sync()
    except (discord.HTTPException, app_commands.CommandSyncFailure) as error:
        log.error("Discord refused the commands; the old ones stay: %s", error)  # noqa: TRY400
        return False
    await engine.note(NoteSentCommands("discord", application, current))
    return True
