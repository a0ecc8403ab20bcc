"""``/interview`` on Discord: alone, with somebody, or in a pair."""

from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.replies import Press
from bot.adapters.shared.command_table import entry
from bot.engine import interview_commands as ic
from bot.engine import pair_commands as pc
from bot.engine.cards import ProblemCard
from bot.engine.commands import Command
from bot.engine.model.interviews import LONGEST, SHORTEST
from bot.engine.model.people import Actor
from bot.engine.model.questions import Level

Who = discord.User | discord.Member
Wishes = tuple[str, Level | None, int | None]
"""Track, level and minutes."""
ONE_OF_THEM = ProblemCard("With someone, or with whoever asks?", "Choose either with or pair.")
NO_WISHES = ProblemCard("A pair gets a mix of topics.", "Choose pair without other options.")
A_BOT = ProblemCard("A bot can't interview you.", "Name a person, or choose pair.")
_NAMES = {"with": "with_"}
"""How an option is called in Python, where its own name is a word of the language."""


def interview(
    handler: Handler, choices: Choices, levels: list[app_commands.Choice[str]]
) -> list[app_commands.Command[Any, ..., Any]]:
    """Return the command, by itself."""
    told = {_NAMES.get(name, name): about for name, about in entry("interview").options.items()}

    @app_commands.command(name="interview", description=entry("interview").does)
    @app_commands.rename(with_="with")
    @app_commands.describe(**told)
    @app_commands.choices(level=levels)
    @app_commands.autocomplete(track=choices.tracks)
    async def run(
        press: Press,
        track: app_commands.Range[str, 1, 100] = "",
        level: str = "",
        minutes: app_commands.Range[int, SHORTEST, LONGEST] | None = None,
        with_: discord.User | None = None,
        pair: bool = False,  # noqa: FBT001, FBT002  # an option of the command
    ) -> None:
        wishes = (track, Level(level) if level else None, minutes)
        await handler.serve(press, _asked(*handler.asked_by(press), with_, wishes, pair=pair))

    return [run]


def _asked(
    actor: Actor, at: datetime, who: Who | None, wishes: Wishes, *, pair: bool
) -> Command | ProblemCard:
    """Return what is asked, or what is wrong with it."""
    if pair and who is not None:
        return ONE_OF_THEM
    if pair:
        return NO_WISHES if any(wishes) else pc.FindPartner(actor, at)
    if who is None:
        return ic.StartInterview(actor, at, *wishes)
    return A_BOT if who.bot else pc.InviteMember(actor, at, str(who.id), *wishes)
