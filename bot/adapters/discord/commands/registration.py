"""Telling Discord the commands, only when they have changed, until it has taken them."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.errors import VENDOR_ERRORS, asked_to_wait
from bot.adapters.discord.render.command_links import CommandLinks, paths_of
from bot.engine.dispatcher import Engine
from bot.engine.errors import StorageError
from bot.engine.model.rounds import MAX_LEASE
from bot.engine.queries import CommandIds, NoteSentCommands, SentCommands

log = logging.getLogger(__name__)

Tree = app_commands.CommandTree[Any]
SLASH = discord.AppCommandType.chat_input

START_SECONDS = 5.0
"""How long a start waits for the commands; questions are posted without them."""
REFUSED_SECONDS = 3600.0
"""When to try again what Discord finds wrong: a day's limit on new commands ends by itself."""


def payload(tree: Tree) -> list[dict[str, Any]]:
    """Return the commands as they are sent to Discord."""
    return [command.to_dict(tree) for command in tree.get_commands()]


def fingerprint(tree: Tree) -> str:
    """Return a hash that changes when any command's payload does."""
    canonical = json.dumps(payload(tree), sort_keys=True, default=str)
    return sha256(canonical.encode()).hexdigest()


class Registration:
    """Sends the commands if they differ from what was sent last, and tries until that worked.

    ``retry_seconds`` are the pauses after each failed try, the last one for all that follow.
    ``trouble`` says, for an operator, that Discord doesn't have the commands yet; else it is
    empty. ``links`` learns Discord's ids of the commands: those kept from the last time, as long
    as nothing has changed.
    """

    def __init__(
        self, tree: Tree, engine: Engine, retry_seconds: Sequence[float], links: CommandLinks
    ) -> None:
        self._tree = tree
        self._links = links
        self._engine = engine
        self._retry_seconds = retry_seconds
        self._task: asyncio.Task[None] | None = None
        self.trouble = ""

    async def start(self, application_id: int) -> None:
        """Begin; returns when the commands are there, or after a moment."""
        if self._task is None:
            self._task = asyncio.create_task(self._until_sent(str(application_id)))
        await asyncio.wait({self._task}, timeout=START_SECONDS)

    async def stop(self) -> None:
        """Stop trying."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _until_sent(self, application: str) -> None:
        for attempt in range(10**9):
            try:
                await self._send_if_changed(application)
            except (app_commands.CommandSyncFailure, StorageError, *VENDOR_ERRORS) as error:
                wait = self._wait(error, attempt)
                self._note(error, wait)
            except Exception as error:  # a bug of ours: the old commands, if any, still work
                log.exception("the commands can't be sent to Discord")
                self.trouble = f"Discord doesn't have the latest commands ({error!r})."
                return
            else:
                if self.trouble:
                    log.info("Discord has the commands now")
                self.trouble = ""
                return
            await asyncio.sleep(wait)

    async def _send_if_changed(self, application: str) -> None:
        current = fingerprint(self._tree)
        ids = await self._engine.ask(CommandIds("discord", application))
        if ids and await self._engine.ask(SentCommands("discord", application)) == current:
            self._learn(ids)
            return
        ids = {each.name: str(each.id) for each in await self._tree.sync() if each.type is SLASH}
        self._learn(ids)
        await self._engine.note(NoteSentCommands("discord", application, current, ids))

    def _learn(self, ids: Mapping[str, str]) -> None:
        """Take the ids of commands for all of theirs: a subcommand goes by its command's."""
        known = {path: ids.get(path.partition(" ")[0], "") for path in paths_of(self._tree)}
        self._links.learn({path: number for path, number in known.items() if number})

    def _wait(self, error: Exception, attempt: int) -> float:
        """Return the seconds until the next try."""
        pause = self._retry_seconds[min(attempt, len(self._retry_seconds) - 1)]
        if isinstance(error, discord.HTTPException) and 400 <= error.status < 500:
            pause = max(pause, asked_to_wait(error) or REFUSED_SECONDS)
        return min(max(pause, asked_to_wait(error)), MAX_LEASE.total_seconds())

    def _note(self, error: Exception, wait: float) -> None:
        why = " ".join(str(error).split()) or type(error).__name__
        trouble = f"Discord doesn't have the latest commands ({why})."
        if trouble != self.trouble:
            log.error("%s Trying again in %d s.", trouble, wait)
        self.trouble = trouble
