"""The slash commands of managers.

Discord shows a group with default permissions to managers only, which an admin may change
and which does not work for single subcommands: the engine checks again on every use.
"""

from collections.abc import Callable
from datetime import datetime

import discord
from discord import app_commands

from bot.adapters.discord.commands.anyone import (
    AnyCommand,
    everywhere,
    parse_day,
    question_for_anyone,
)
from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.inbound.interactions import Desk
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.replies import Press
from bot.adapters.discord.setup.conversation import asker, channel_of, guess
from bot.adapters.discord.setup.form import FormWords
from bot.engine import commands as c
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format

MANAGERS = discord.Permissions(manage_guild=True)
Words = app_commands.Range[str, 1, 100]
OnSchedule = Callable[[Actor, datetime, int], c.Command]

FORMAT_CHOICES = [app_commands.Choice(name=f.value, value=f.value) for f in Format]


def for_managers(desk: Desk, choices: Choices) -> list[AnyCommand]:
    """Return the managers' groups, and ``/question`` with what anyone may do in it."""
    question = app_commands.Group(name="question", description="Propose, report, fix questions")
    question_for_anyone(desk, choices, question)
    _question(desk, choices, question)
    return [everywhere(group) for group in (_daily(desk, choices), question, _team(desk, choices))]


def _daily(desk: Desk, choices: Choices) -> app_commands.Group:
    group = app_commands.Group(
        name="daily",
        description="This channel's question of the day",
        default_permissions=MANAGERS,
    )
    _daily_setup(desk, choices, group)

    @group.command(name="list", description="The schedules, and when they ask next")
    @app_commands.describe(everywhere="True for all channels of this server")
    async def listed(press: Press, everywhere: bool = False) -> None:  # noqa: FBT001, FBT002
        async def work() -> None:
            channel = None if everywhere else channel_of(press)
            card = await desk.engine.handle(c.ListSchedules(asker(press), desk.clock(), channel))
            await replies.show(press, card)

        await desk.guarded(press, work)

    @group.command(name="edit", description="Change a schedule of this channel")
    @app_commands.describe(schedule="Its number; the channel's only one when left out")
    @app_commands.autocomplete(schedule=choices.schedules)
    async def edit(press: Press, schedule: int | None = None) -> None:
        async def work() -> None:
            await desk.schedules.to_change(press, schedule)

        await desk.guarded(press, work)

    def on_schedule(name: str, about: str, asked: OnSchedule) -> None:
        @group.command(name=name, description=about)
        @app_commands.describe(schedule="Its number; the channel's only one when left out")
        @app_commands.autocomplete(schedule=choices.schedules)
        async def run(press: Press, schedule: int | None = None) -> None:
            async def work() -> None:
                actor = asker(press)
                found = await desk.schedules.named(press, schedule)
                card = await desk.engine.handle(asked(actor, desk.clock(), found.id))
                await replies.show(press, card)

            await desk.guarded(press, work)

    on_schedule("pause", "Stop asking until resumed", c.PauseSchedule)
    on_schedule("resume", "Ask again, from the next day on", c.ResumeSchedule)
    on_schedule("skip", "Leave out the next question", c.SkipNext)
    on_schedule("now", "Ask a question at once, beside the daily one", c.PostNow)
    on_schedule("remove", "End a schedule; points and streaks stay", c.RemoveSchedule)
    return group


def _daily_setup(desk: Desk, choices: Choices, group: app_commands.Group) -> None:
    @group.command(name="setup", description="Ask this channel a question every working day")
    @app_commands.describe(
        time="When to ask, as 09:00; with a zone there is no form to fill",
        zone="The time zone, such as Europe/Berlin",
        reveal="When to reveal: a time (16:00) or a span (6h)",
        days="Such as mon-fri or mon,wed,fri",
        tracks="Subjects, parted by commas; all when left out",
        levels="basic, intermediate, advanced; all when left out",
        format="How it is answered; choice when left out",
    )
    @app_commands.choices(format=FORMAT_CHOICES)
    @app_commands.autocomplete(zone=choices.zones)
    async def setup(  # the options of the command
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
        if not (time and zone) and press.guild_id is not None:
            await desk.schedules.open_form(press, 0, words)
            return

        async def work() -> None:
            await desk.schedules.preview(press, 0, words)

        await desk.guarded(press, work)


def _question(desk: Desk, choices: Choices, group: app_commands.Group) -> None:
    @group.command(name="review", description="What waits for a manager; settle an entry")
    @app_commands.describe(entry="The number of an entry to settle", accept="True or False")
    async def review(press: Press, entry: int | None = None, accept: bool | None = None) -> None:  # noqa: FBT001
        def asked(who: Actor, at: datetime) -> c.Command:
            if entry is None:
                return c.ReviewQueue(who, at)
            if accept is None:
                raise Refused("Accept it or decline it?", "Add accept: True or accept: False.")
            return c.SettleProposal(who, at, entry, accept)

        await desk.serve(press, asked)

    @group.command(name="correct", description="Fix a question's key; its rounds score again")
    @app_commands.describe(
        question="Its id, such as pytorch/autograd",
        number="The right choice, by its number in the author's order",
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
        await desk.serve(press, lambda who, at: c.CorrectKey(who, at, question, number, reason))

    @group.command(name="retire", description="Never ask a question here again")
    @app_commands.describe(question="Its id, such as pytorch/autograd", reason="Why")
    @app_commands.autocomplete(question=choices.questions)
    async def retire(
        press: Press, question: Words, reason: app_commands.Range[str, 1, 300]
    ) -> None:
        await desk.serve(press, lambda who, at: c.RetireQuestion(who, at, question, reason))


def _team(desk: Desk, choices: Choices) -> app_commands.Group:
    group = app_commands.Group(
        name="team", description="Your team's zone and holidays", default_permissions=MANAGERS
    )

    @group.command(name="zone", description="The zone in which boards and streaks count days")
    @app_commands.describe(zone="The time zone, such as Europe/Berlin")
    @app_commands.autocomplete(zone=choices.zones)
    async def zone(press: Press, zone: Words) -> None:
        await in_server(desk, press, lambda who, at: c.SetZone(who, at, zone))

    @group.command(name="holidays", description="List, add or remove holidays")
    @app_commands.describe(
        add="A date to add, as 2026-12-25", remove="A date to remove", name="What it is called"
    )
    async def holidays(press: Press, add: Words = "", remove: Words = "", name: Words = "") -> None:
        def asked(who: Actor, at: datetime) -> c.Command:
            if add:
                return c.AddHoliday(who, at, parse_day(add), name)
            return (
                c.RemoveHoliday(who, at, parse_day(remove)) if remove else c.ListHolidays(who, at)
            )

        await in_server(desk, press, asked)

    return group


async def in_server(
    desk: Desk, press: Press, asked: Callable[[Actor, datetime], c.Command]
) -> None:
    """Serve what only makes sense in a server."""

    async def work() -> None:
        if press.guild_id is None:
            raise Refused("This sets something for a server's team.", "Use it in the server.")
        card = await desk.engine.handle(asked(await desk.people.actor(press), desk.clock()))
        await replies.show(press, card)

    await desk.guarded(press, work)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())
