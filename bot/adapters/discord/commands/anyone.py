"""The slash commands anyone may use; those of managers are in ``manager_commands``.

Every command says whether it works in direct messages and, where not, why.
"""

from datetime import date, datetime
from typing import Any

from discord import app_commands

from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.inbound.interactions import Asked, Desk
from bot.adapters.discord.render import forms
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.replies import Press
from bot.engine import commands as c
from bot.engine.cards import ProblemCard
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Level
from bot.engine.model.scores import Period
from bot.engine.queries import ExportMe

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group
TrackOption = app_commands.Range[str, 1, 100]

NO_SERVER = ProblemCard(
    "Streaks, points and boards belong to a server, and you have not taken part in one yet.",
    "Answer a question of the day there first. /quiz works here at once.",
)

PERIOD_CHOICES = [
    app_commands.Choice(name="This week", value=Period.WEEK.value),
    app_commands.Choice(name="This month", value=Period.MONTH.value),
    app_commands.Choice(name="All time", value=Period.ALL.value),
]
LEVEL_CHOICES = [app_commands.Choice(name=level.value, value=level.value) for level in Level]


def everywhere(command: AnyCommand) -> AnyCommand:
    """Offer a command in servers and in direct messages with the bot, installed in servers."""
    app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)(command)
    app_commands.allowed_installs(guilds=True, users=False)(command)
    return command


def for_anyone(desk: Desk, choices: Choices) -> list[AnyCommand]:
    """Return the commands anyone may use."""
    return [
        everywhere(command)
        for command in (*_practice(desk, choices), *_looking(desk, choices), _me(desk))
    ]


def _practice(desk: Desk, choices: Choices) -> list[AnyCommand]:
    @app_commands.command(name="quiz", description="Practise alone, with instant feedback")
    @app_commands.describe(
        track="The subject; any when left out",
        level="How deep; any when left out",
        count="How many questions, 5 when left out",
    )
    @app_commands.choices(level=LEVEL_CHOICES)
    @app_commands.autocomplete(track=choices.tracks)
    async def quiz(
        press: Press,
        track: TrackOption = "",
        level: str = "",
        count: app_commands.Range[int, 1, 20] = 5,
    ) -> None:
        chosen = Level(level) if level else None
        await desk.serve(press, lambda who, at: c.StartQuiz(who, at, track, chosen, count))

    @app_commands.command(name="practice", description="Review what is due for you")
    async def practice(press: Press) -> None:
        await desk.serve(press, c.StartPractice)

    return [quiz, practice]


def _looking(desk: Desk, choices: Choices) -> list[AnyCommand]:
    @app_commands.command(name="leaderboard", description="The board, and you in it")
    @app_commands.describe(period="This week when left out", track="All tracks when left out")
    @app_commands.choices(period=PERIOD_CHOICES)
    @app_commands.autocomplete(track=choices.tracks)
    async def leaderboard(press: Press, period: str = "week", track: TrackOption = "") -> None:
        await at_home(
            desk, press, lambda who, at: c.ShowLeaderboard(who, at, Period(period), track)
        )

    @app_commands.command(name="streak", description="Your streak, and why it is what it is")
    async def streak(press: Press) -> None:
        await at_home(desk, press, c.ShowStreak)

    @app_commands.command(name="stats", description="Your accuracy by track")
    async def stats(press: Press) -> None:
        await desk.serve(press, c.ShowStats)

    return [leaderboard, streak, stats]


def _me(desk: Desk) -> app_commands.Group:
    group = app_commands.Group(name="me", description="Your leave, your privacy, your data")

    @group.command(name="leave", description="Be away without breaking your streak")
    @app_commands.describe(
        first="The first day away, as 2026-12-24; today when left out",
        last="The last day away, as 2027-01-02",
        back="True when you are back early",
    )
    async def leave(
        press: Press,
        last: app_commands.Range[str, 1, 20] = "",
        first: app_commands.Range[str, 1, 20] = "",
        back: bool = False,  # noqa: FBT001, FBT002  # an option of the command
    ) -> None:
        if back:
            await desk.serve(press, c.EndLeave)
            return
        await desk.serve(press, lambda who, at: _leave(who, at, first, last))

    @group.command(name="hide", description="Leave the boards and reveals, or come back to them")
    @app_commands.describe(hidden="False to be shown again")
    async def hide(press: Press, hidden: bool = True) -> None:  # noqa: FBT001, FBT002
        await desk.serve(press, lambda who, at: c.HideMe(who, at, hidden))

    @group.command(name="export", description="Everything Warmup keeps about you, as a file")
    async def export(press: Press) -> None:
        async def work() -> None:
            actor = await desk.people.actor(press)
            kept = await desk.engine.ask(ExportMe(actor))
            about = "Everything Warmup keeps about you."
            await replies.send_file(press, "warmup.json", kept, about)

        await desk.guarded(press, work)

    @group.command(name="forget", description="Delete everything that names you")
    async def forget(press: Press) -> None:
        await desk.serve(press, c.ForgetMe)

    return group


def question_for_anyone(desk: Desk, choices: Choices, group: app_commands.Group) -> None:
    """Add ``/question suggest`` and ``flag`` to ``group``."""

    @group.command(name="suggest", description="Propose a question for your team")
    async def suggest(press: Press) -> None:
        await replies.open_form(press, forms.suggest())

    @group.command(name="flag", description="Report a question that is wrong or unclear")
    @app_commands.describe(question="Its id, such as pytorch/autograd", reason="What is wrong")
    @app_commands.autocomplete(question=choices.questions)
    async def flag(
        press: Press,
        question: app_commands.Range[str, 1, 100],
        reason: app_commands.Range[str, 1, 1000],
    ) -> None:
        await desk.serve(press, lambda who, at: c.FlagQuestion(who, at, question, reason))


async def at_home(desk: Desk, press: Press, asked: Asked) -> None:
    """Serve what needs a server's team; in direct messages say so to those who have none."""

    async def work() -> None:
        if press.guild_id is None and await desk.people.home(press.user.id) is None:
            await replies.show(press, NO_SERVER)
            return
        card = await desk.engine.handle(asked(await desk.people.actor(press), at))
        await replies.show(press, card)

    at = desk.clock()
    await desk.guarded(press, work)


def parse_day(text: str) -> date:
    """Return a date from ``2026-12-24``; raises Refused otherwise."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refused(f'"{text}" is not a date.', "Write it as 2026-12-24.") from error


def _leave(who: Actor, at: datetime, first: str, last: str) -> c.TakeLeave:
    if not last:
        raise Refused("When is your last day away?", "Write last: 2026-12-24, or back: True.")
    return c.TakeLeave(who, at, parse_day(first) if first else at.date(), parse_day(last))
