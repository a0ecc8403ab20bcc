"""Running the command that an interaction names; whatever fails, the person reads something."""

import logging
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.serving import replies
from bot.adapters.shared.problems import BROKEN
from bot.engine.cards import ProblemCard

log = logging.getLogger(__name__)

CHANGED_COMMAND = ProblemCard("This command has changed.", "Type it again in a minute.")


class Unreadable(app_commands.AppCommandError):
    """A command came without its parts, or with others of the wrong type."""


STALE = (
    Unreadable,
    app_commands.CommandSignatureMismatch,
    app_commands.CommandNotFound,
    app_commands.TransformerError,
)
"""Errors in what was sent: by a list of commands from before an update, or forged."""


class Tree(app_commands.CommandTree[Any]):
    """The commands; an error in one gets a friendly answer."""

    async def _call(self, interaction: discord.Interaction[Any]) -> None:
        """Run the command that an interaction names; what can't be read is refused."""
        try:
            await super()._call(interaction)
        except app_commands.AppCommandError:
            raise
        except Exception as error:  # noqa: BLE001  # the library read what isn't there
            await self.on_error(interaction, Unreadable(repr(error)))

    async def on_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /
    ) -> None:
        """Answer the person; the trace of an error of ours goes to the log."""
        stale = isinstance(error, STALE)
        if isinstance(error, Unreadable):
            log.warning("Discord's command couldn't be read: %s", error)
        elif not stale:
            log.error("a command failed", exc_info=error)
        if not interaction.response.is_done():
            await replies.refuse(interaction, CHANGED_COMMAND if stale else BROKEN)
