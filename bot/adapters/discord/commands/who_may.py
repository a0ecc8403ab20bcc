"""The slash commands that choose who manages and who reviews."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.adapters.discord.serving.actors import channel_of
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.replies import Press
from bot.adapters.shared.command_table import entry
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc


def add_who_may(handler: Handler, group: app_commands.Group) -> None:
    """Add ``/team reviewers`` and ``/team managers``."""

    @group.command(name="reviewers", description=entry("team reviewers").does)
    @app_commands.describe(**entry("team reviewers").options)
    async def reviewers(
        press: Press,
        channel: discord.TextChannel | None = None,
        role: discord.Role | None = None,
        managers_only: bool = False,  # noqa: FBT001, FBT002  # an option of the command
    ) -> None:
        by, here = handler.asked_by(press), channel_of(press)
        if channel is not None:
            here = replace(here, channel=str(channel.id))
        if managers_only:
            await handler.serve(press, qc.SetReviewers(*by, None))
        elif channel or role:
            await handler.serve(press, qc.SetReviewers(*by, here, str(role.id) if role else ""))
        else:
            await handler.serve(press, qc.ShowReviewers(*by))

    @group.command(name="managers", description=entry("team managers").does)
    @app_commands.describe(**entry("team managers").options)
    async def managers(
        press: Press,
        role: discord.Role | None = None,
        admins: bool = False,  # noqa: FBT001, FBT002  # an option of the command
    ) -> None:
        by = handler.asked_by(press)
        if role is None and not admins:
            await handler.serve(press, tc.ShowManagers(*by))
            return
        roles = (str(role.id),) if role else ()
        await handler.serve(press, tc.SetManagers(*by, roles=roles))
