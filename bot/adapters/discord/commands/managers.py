"""The slash commands of managers.

Discord could hide a group from all but those with a permission. But a team also chooses managers
by a role, which Discord knows nothing of, so everyone sees them and the engine checks every use.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.commands.anyone import question_for_anyone
from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.commands.contexts import AnyCommand, in_servers, in_servers_and_direct
from bot.adapters.discord.commands.who_may import add_who_may
from bot.adapters.discord.commands.writing import add_writing
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.actors import actor_of, channel_of
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.places import in_a_server
from bot.adapters.discord.serving.replies import Press
from bot.adapters.discord.setup.conversation import Preview, Setup, ShowForChange, first_words
from bot.adapters.discord.setup.form import WHEN
from bot.adapters.discord.setup.words import FormWords
from bot.adapters.shared.command_table import GROUPS, entry
from bot.adapters.shared.dates import parse_date
from bot.engine import commands as c
from bot.engine import team_commands as tc
from bot.engine.cards import ProblemCard
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.rules.schedule_text import INTRO_LENGTH, TITLE_LENGTH

Words = app_commands.Range[str, 1, 100]

FORMAT_CHOICES = [app_commands.Choice(name=f.value, value=f.value) for f in Format]
ON_A_SCHEDULE: Mapping[str, type[c.OnSchedule]] = {
    "pause": c.PauseSchedule,
    "resume": c.ResumeSchedule,
    "skip": c.SkipNext,
    "now": c.PostNow,
    "remove": c.RemoveSchedule,
}


def for_managers(handler: Handler, setup: Setup, choices: Choices) -> list[AnyCommand]:
    """Return the managers' groups, and ``/question`` with what anyone may do in it."""
    question = app_commands.Group(name="question", description=GROUPS["question"])
    question_for_anyone(handler, choices, question)
    _question(handler, choices, question)
    of_servers = (_daily(handler, setup, choices), _team(handler, choices))
    return [*map(in_servers, of_servers), in_servers_and_direct(question)]


def _daily(handler: Handler, setup: Setup, choices: Choices) -> app_commands.Group:
    group = app_commands.Group(name="daily", description=GROUPS["daily"])
    _daily_setup(handler, setup, choices, group)

    @group.command(name="list", description=entry("daily list").does)
    @app_commands.describe(**entry("daily list").options)
    async def listed(press: Press, everywhere: bool = False) -> None:  # noqa: FBT001, FBT002
        channel = None if everywhere else channel_of(press)
        await handler.serve(press, c.ListSchedules(*handler.asked_by(press), channel))

    @group.command(name="edit", description=entry("daily edit").does)
    @app_commands.describe(**entry("daily edit").options)
    @app_commands.autocomplete(schedule=choices.schedules)
    async def edit(press: Press, schedule: int | None = None) -> None:
        asked = ShowForChange(*handler.asked_by(press), schedule, channel_of(press))
        await handler.serve(press, asked)

    for name, kind in ON_A_SCHEDULE.items():
        group.add_command(_on_a_schedule(handler, choices, name, kind))
    return group


def _on_a_schedule(
    handler: Handler, choices: Choices, name: str, kind: type[c.OnSchedule]
) -> app_commands.Command[Any, ..., Any]:
    async def run(press: Press, schedule: int | None = None) -> None:
        asked = kind(*handler.asked_by(press), schedule, channel_of(press))
        await handler.serve(press, asked)

    about = entry(f"daily {name}")
    command: app_commands.Command[Any, ..., Any]
    command = app_commands.Command(name=name, description=about.does, callback=run)
    app_commands.describe(**about.options)(command)
    app_commands.autocomplete(schedule=choices.schedules)(command)
    return command


def _daily_setup(
    handler: Handler, setup: Setup, choices: Choices, group: app_commands.Group
) -> None:
    @group.command(name="setup", description=entry("daily setup").does)
    @app_commands.describe(**entry("daily setup").options)
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
        channel: discord.TextChannel | discord.ForumChannel | None = None,
        notify: discord.Role | None = None,
        title: app_commands.Range[str, 1, TITLE_LENGTH] = "",
        intro: app_commands.Range[str, 1, INTRO_LENGTH] = "",
        pin: bool = False,  # noqa: FBT001, FBT002
        quiet: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        base = first_words(press)
        words = FormWords(
            channel=str(channel.id) if channel else base.channel,
            at=time or base.at,
            zone=zone or base.zone,
            reveal=reveal or base.reveal,
            days=_listed(days) or base.days,
            tracks=_listed(tracks),
            levels=_listed(levels),
            format=format or base.format,
            notify=str(notify.id) if notify else "",
            title=title,
            intro=intro,
            pin=pin,
            quiet=quiet,
        )
        if (time and zone) or not in_a_server(actor_of(press)):
            asked = Preview(*handler.asked_by(press), WHEN, "", words)
            await handler.serve(press, asked)
        else:
            try:
                form = await setup.form(press, handler.clock(), WHEN, "", words)
            except Refused as problem:
                await replies.refuse(press, ProblemCard(problem.message, problem.fix))
                return
            await replies.open_form(press, form)


def _question(handler: Handler, choices: Choices, group: app_commands.Group) -> None:
    add_writing(handler, choices, group)

    @group.command(name="correct", description=entry("question correct").does)
    @app_commands.describe(**entry("question correct").options)
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

    @group.command(name="retire", description=entry("question retire").does)
    @app_commands.describe(**entry("question retire").options)
    @app_commands.autocomplete(question=choices.questions)
    async def retire(
        press: Press, question: Words, reason: app_commands.Range[str, 1, 300]
    ) -> None:
        await handler.serve(press, c.RetireQuestion(*handler.asked_by(press), question, reason))


def _team(handler: Handler, choices: Choices) -> app_commands.Group:
    group = app_commands.Group(name="team", description=GROUPS["team"])

    @group.command(name="zone", description=entry("team zone").does)
    @app_commands.describe(**entry("team zone").options)
    @app_commands.autocomplete(zone=choices.zones)
    async def zone(press: Press, zone: Words) -> None:
        await handler.serve(press, c.SetZone(*handler.asked_by(press), zone))

    @group.command(name="recap", description=entry("team recap").does)
    @app_commands.describe(**entry("team recap").options)
    async def recap(press: Press, when: Words = "") -> None:
        await handler.serve(press, c.SetRecap(*handler.asked_by(press), when))

    @group.command(name="report", description=entry("team report").does)
    async def report(press: Press) -> None:
        await handler.serve(press, tc.ShowReport(*handler.asked_by(press)))

    @group.command(name="holidays", description=entry("team holidays").does)
    @app_commands.describe(**entry("team holidays").options)
    async def holidays(press: Press, add: Words = "", remove: Words = "", name: Words = "") -> None:
        actor, at = handler.asked_by(press)
        try:
            asked = _holidays(actor, at, add, remove, name)
        except Refused as problem:
            asked = ProblemCard(problem.message, problem.fix)
        await handler.serve(press, asked)

    @group.command(name="words", description=entry("team words").does)
    @app_commands.describe(**entry("team words").options)
    async def words(press: Press, shown: bool) -> None:  # noqa: FBT001  # an option of the command
        await handler.serve(press, c.SetWords(*handler.asked_by(press), shown))

    @group.command(name="ticks", description=entry("team ticks").does)
    @app_commands.describe(**entry("team ticks").options)
    async def ticks(press: Press, on: bool) -> None:  # noqa: FBT001  # an option of the command
        await handler.serve(press, tc.SetSuggestions(*handler.asked_by(press), on))

    @group.command(name="weekends", description=entry("team weekends").does)
    @app_commands.describe(**entry("team weekends").options)
    async def weekends(press: Press, count: bool) -> None:  # noqa: FBT001  # an option of the command
        await handler.serve(press, c.SetWeekends(*handler.asked_by(press), count))

    add_who_may(handler, group)
    return group


def _holidays(actor: Actor, at: datetime, add: str, remove: str, name: str) -> c.Command:
    if add:
        return c.AddHoliday(actor, at, parse_date(add), name)
    if remove:
        return c.RemoveHoliday(actor, at, parse_date(remove))
    return c.ListHolidays(actor, at)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())
