"""The slash commands of managers.

Discord shows a group with default permissions to managers only, which an admin may change
and which does not work for single subcommands: the engine checks again on every use.
"""

from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.commands.anyone import AnyCommand, everywhere, question_for_anyone
from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.actors import actor_of, channel_of
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.replies import Press
from bot.adapters.discord.setup.conversation import Preview, Setup, ShowForChange, guess
from bot.adapters.discord.setup.form import FormWords
from bot.adapters.shared.dates import parse_date
from bot.engine import commands as c
from bot.engine.cards import ProblemCard
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format

MANAGERS = discord.Permissions(manage_guild=True)
Words = app_commands.Range[str, 1, 100]

FORMAT_CHOICES = [app_commands.Choice(name=f.value, value=f.value) for f in Format]
SCHEDULE_OPTION = "Schedule number (only needed if there are several)"
ACCEPT_OR_DECLINE = ProblemCard("Accept it or decline it?", "Add accept: True or accept: False.")
QUESTION_OPTION = "Its id, such as pytorch/autograd"
ON_A_SCHEDULE: tuple[tuple[str, str, type[c.OnSchedule]], ...] = (
    ("pause", "Stop asking until resumed", c.PauseSchedule),
    ("resume", "Resume from the next day", c.ResumeSchedule),
    ("skip", "Skip the next question", c.SkipNext),
    ("now", "Ask an extra question now", c.PostNow),
    ("remove", "End a schedule; points and streaks stay", c.RemoveSchedule),
)


def for_managers(handler: Handler, setup: Setup, choices: Choices) -> list[AnyCommand]:
    """Return the managers' groups, and ``/question`` with what anyone may do in it."""
    question = app_commands.Group(name="question", description="Suggest, report and fix questions")
    question_for_anyone(handler, choices, question)
    _question(handler, choices, question)
    groups = (_daily(handler, setup, choices), question, _team(handler, choices))
    return [everywhere(group) for group in groups]


def _daily(handler: Handler, setup: Setup, choices: Choices) -> app_commands.Group:
    group = app_commands.Group(
        name="daily",
        description="This channel's question of the day",
        default_permissions=MANAGERS,
    )
    _daily_setup(handler, setup, choices, group)

    @group.command(name="list", description="The schedules, and when they ask next")
    @app_commands.describe(everywhere="True for all channels of this server")
    async def listed(press: Press, everywhere: bool = False) -> None:  # noqa: FBT001, FBT002
        channel = None if everywhere else channel_of(press)
        await handler.serve(press, c.ListSchedules(*handler.asked_by(press), channel))

    @group.command(name="edit", description="Change a schedule of this channel")
    @app_commands.describe(schedule=SCHEDULE_OPTION)
    @app_commands.autocomplete(schedule=choices.schedules)
    async def edit(press: Press, schedule: int | None = None) -> None:
        asked = ShowForChange(actor_of(press), schedule, channel_of(press))
        await handler.serve(press, asked)

    for name, about, kind in ON_A_SCHEDULE:
        group.add_command(_on_a_schedule(handler, choices, name, about, kind))
    return group


def _on_a_schedule(
    handler: Handler, choices: Choices, name: str, about: str, kind: type[c.OnSchedule]
) -> app_commands.Command[Any, ..., Any]:
    async def run(press: Press, schedule: int | None = None) -> None:
        asked = kind(*handler.asked_by(press), schedule, channel_of(press))
        await handler.serve(press, asked)

    command: app_commands.Command[Any, ..., Any]
    command = app_commands.Command(name=name, description=about, callback=run)
    app_commands.describe(schedule=SCHEDULE_OPTION)(command)
    app_commands.autocomplete(schedule=choices.schedules)(command)
    return command


def _daily_setup(
    handler: Handler, setup: Setup, choices: Choices, group: app_commands.Group
) -> None:
    @group.command(name="setup", description="Ask this channel a question every working day")
    @app_commands.describe(
        time="Time, e.g. 09:00 (give a zone too to skip the form)",
        zone="The time zone, such as Europe/Berlin",
        reveal="When to reveal the answer: a time (16:00) or a delay (6h)",
        days="Such as mon-fri or mon,wed,fri",
        tracks="Tracks, separated by commas (default: all)",
        levels="basic, intermediate, advanced (default: all)",
        format="Answer format (default: choice)",
    )
    @app_commands.choices(format=FORMAT_CHOICES)
    @app_commands.autocomplete(zone=choices.zones)
    async def run(  # the options of the command
        press: Press,
        time: Words = "",
        zone: Words = "",
        reveal: Words = "",
        days: Words = "",
        tracks: app_commands.Range[str, 1, 300] = "",
        levels: Words = "",
        format: str = "",  # noqa: A002  # the option's name
    ) -> None:
        base = FormWords(zone=zone or guess(press))
        words = FormWords(
            at=time or base.at,
            zone=base.zone,
            reveal=reveal or base.reveal,
            days=_listed(days) or base.days,
            tracks=_listed(tracks),
            levels=_listed(levels),
            format=format or base.format,
        )
        if (time and zone) or press.guild_id is None:
            asked = Preview(*handler.asked_by(press), channel_of(press), 0, words)
            await handler.serve(press, asked)
        else:
            await replies.open_form(press, setup.form(press, 0, words))


def _question(handler: Handler, choices: Choices, group: app_commands.Group) -> None:
    @group.command(name="review", description="Review suggestions and reports")
    @app_commands.describe(
        entry="The number of an item to accept or decline", accept="True or False"
    )
    async def review(press: Press, entry: int | None = None, accept: bool | None = None) -> None:  # noqa: FBT001
        asked_by = handler.asked_by(press)
        if entry is None:
            await handler.serve(press, c.ReviewQueue(*asked_by))
        elif accept is None:
            await handler.serve(press, ACCEPT_OR_DECLINE)
        else:
            await handler.serve(press, c.SettleProposal(*asked_by, entry, accept))

    @group.command(
        name="correct", description="Correct a question's answer; past results are rescored"
    )
    @app_commands.describe(
        question=QUESTION_OPTION,
        number="Number of the correct choice, as in the question file",
        reason="Why; everyone sees it",
    )
    @app_commands.autocomplete(number=choices.numbers)
    @app_commands.autocomplete(question=choices.questions)
    async def correct(
        press: Press,
        question: Words,
        number: app_commands.Range[int, 1, 26],
        reason: app_commands.Range[str, 1, 300],
    ) -> None:
        asked = c.CorrectKey(*handler.asked_by(press), question, number, reason)
        await handler.serve(press, asked)

    @group.command(name="retire", description="Never ask a question here again")
    @app_commands.describe(question=QUESTION_OPTION, reason="Why")
    @app_commands.autocomplete(question=choices.questions)
    async def retire(
        press: Press, question: Words, reason: app_commands.Range[str, 1, 300]
    ) -> None:
        await handler.serve(press, c.RetireQuestion(*handler.asked_by(press), question, reason))


def _team(handler: Handler, choices: Choices) -> app_commands.Group:
    group = app_commands.Group(
        name="team", description="Your team's time zone and holidays", default_permissions=MANAGERS
    )

    @group.command(name="zone", description="Time zone for leaderboards and streaks")
    @app_commands.describe(zone="The time zone, such as Europe/Berlin")
    @app_commands.autocomplete(zone=choices.zones)
    async def zone(press: Press, zone: Words) -> None:
        await handler.serve(press, c.SetZone(*handler.asked_by(press), zone))

    @group.command(name="holidays", description="List, add or remove holidays")
    @app_commands.describe(
        add="A date to add, e.g. 2026-12-25", remove="A date to remove", name="Its name"
    )
    async def holidays(press: Press, add: Words = "", remove: Words = "", name: Words = "") -> None:
        actor, at = handler.asked_by(press)
        try:
            asked = _holidays(actor, at, add, remove, name)
        except Refused as problem:
            asked = ProblemCard(problem.message, problem.fix)
        await handler.serve(press, asked)

    return group


def _holidays(actor: Actor, at: datetime, add: str, remove: str, name: str) -> c.Command:
    if add:
        return c.AddHoliday(actor, at, parse_date(add), name)
    if remove:
        return c.RemoveHoliday(actor, at, parse_date(remove))
    return c.ListHolidays(actor, at)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())
