"""The slash commands anyone may use; those of managers are in ``managers``.

Every command says whether it works in direct messages and, where not, why.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discord import app_commands

from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.commands.contexts import AnyCommand, anywhere, in_servers_and_direct
from bot.adapters.discord.commands.interviewing import interview
from bot.adapters.discord.commands.writing import add_suggest
from bot.adapters.discord.serving.actors import actor_of, channel_of
from bot.adapters.discord.serving.handler import Answers, Handler
from bot.adapters.discord.serving.replies import Press, Shown
from bot.adapters.shared import labels
from bot.adapters.shared.command_table import GROUPS, entry
from bot.adapters.shared.dates import parse_date
from bot.adapters.shared.help_lines import help_on_your_own, managers_help, members_help
from bot.adapters.shared.typed import PRIVACY, REMINDERS, REVIEW_RULES, TOGETHER
from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import queries as q
from bot.engine import review_commands as rc
from bot.engine import team_commands as tc
from bot.engine.cards import ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck
from bot.engine.home_commands import ShowHome
from bot.engine.model.people import Actor, on_their_own
from bot.engine.model.practice import Focus
from bot.engine.model.questions import Level
from bot.engine.model.scores import Period
from bot.engine.rules.schedule_text import parse_time

TrackOption = app_commands.Range[str, 1, 100]
DateOption = app_commands.Range[str, 1, 20]

PERIOD_CHOICES = [
    app_commands.Choice(name=name, value=period.value) for period, name in labels.PERIODS.items()
]
REMIND_CHOICES = [
    app_commands.Choice(name=name, value=value) for name, value in labels.REMIND_OPTIONS
]
PRIVACY_CHOICES = [
    app_commands.Choice(name=name, value=value) for name, value in labels.PRIVACY_OPTIONS
]
REVIEW_CHOICES = [
    app_commands.Choice(name=name, value=value) for name, value in labels.REVIEW_OPTIONS
]
EXPORT_CHOICES = [
    app_commands.Choice(name=name, value=value) for name, value in labels.EXPORT_OPTIONS
]
FOCUS_CHOICES = [
    app_commands.Choice(name=name, value=focus.value) for focus, name in labels.FOCUSES.items()
]
WHO_CHOICES = [app_commands.Choice(name="Everyone in this channel", value=TOGETHER)]
LEVEL_CHOICES = [app_commands.Choice(name=level.value, value=level.value) for level in Level]


def for_anyone(handler: Handler, choices: Choices) -> list[AnyCommand]:
    """Return the commands anyone may use; those of a team aren't offered where it isn't."""
    own = (*_practice(handler, choices), *_own_pages(handler), _me(handler), _help(handler))
    of_a_team = _of_a_team(handler, choices)
    return [*map(anywhere, own), *map(in_servers_and_direct, of_a_team)]


def _help(handler: Handler) -> AnyCommand:
    async def run(press: Press) -> None:
        await handler.serve(press, HelpWanted(actor_of(press)))

    made: app_commands.Command[Any, ..., Any]
    made = app_commands.Command(name="help", description=entry("help").does, callback=run)
    return made


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """Someone asks what they can do; managers see theirs first."""

    actor: Actor


def help_answers(engine: Engine) -> Answers:
    """Return what answers a request for help, for the handler's table."""

    async def answer(press: Press, asked: HelpWanted) -> Shown:
        del press
        if on_their_own(asked.actor):
            return help_on_your_own(spelled)
        manages = await engine.ask(q.MayManage(asked.actor))
        return managers_help(spelled) if manages else members_help(spelled)

    return {HelpWanted: answer}


def spelled(path: str) -> str:
    """Return a command as people type it on Discord."""
    return f"/{path}"


def _practice(handler: Handler, choices: Choices) -> list[AnyCommand]:
    @app_commands.command(name="quiz", description=entry("quiz").does)
    @app_commands.describe(**entry("quiz").options)
    @app_commands.choices(level=LEVEL_CHOICES, focus=FOCUS_CHOICES, who=WHO_CHOICES)
    @app_commands.autocomplete(track=choices.tracks)
    async def quiz(
        press: Press,
        track: TrackOption = "",
        level: str = "",
        count: app_commands.Range[int, 1, 20] = 5,
        focus: str = Focus.MIX.value,
        who: str = "",
    ) -> None:
        chosen = Level(level) if level else None
        by = handler.asked_by(press)
        if who == TOGETHER:
            await handler.serve(press, gc.StartGroupQuiz(*by, channel_of(press), track, chosen))
            return
        await handler.serve(press, c.StartQuiz(*by, track, chosen, count, Focus(focus)))

    @app_commands.command(name="practice", description=entry("practice").does)
    async def practice(press: Press) -> None:
        await handler.serve(press, c.StartPractice(*handler.asked_by(press)))

    return [quiz, *interview(handler, choices, LEVEL_CHOICES), practice]


def _of_a_team(handler: Handler, choices: Choices) -> list[AnyCommand]:
    @app_commands.command(name="leaderboard", description=entry("leaderboard").does)
    @app_commands.describe(**entry("leaderboard").options)
    @app_commands.choices(period=PERIOD_CHOICES)
    @app_commands.autocomplete(track=choices.tracks)
    async def leaderboard(press: Press, period: str = "week", track: TrackOption = "") -> None:
        asked = c.ShowLeaderboard(*handler.asked_by(press), Period(period), track)
        await handler.serve(press, asked)

    @app_commands.command(name="streak", description=entry("streak").does)
    async def streak(press: Press) -> None:
        await handler.serve(press, c.ShowStreak(*handler.asked_by(press)))

    return [leaderboard, streak]


def _own_pages(handler: Handler) -> list[AnyCommand]:
    @app_commands.command(name="stats", description=entry("stats").does)
    async def stats(press: Press) -> None:
        await handler.serve(press, c.ShowStats(*handler.asked_by(press)))

    @app_commands.command(name="home", description=entry("home").does)
    async def home(press: Press) -> None:
        await handler.serve(press, ShowHome(*handler.asked_by(press)))

    return [home, stats]


def _me(handler: Handler) -> app_commands.Group:
    group = app_commands.Group(name="me", description=GROUPS["me"])

    @group.command(name="leave", description=entry("me leave").does)
    @app_commands.describe(**entry("me leave").options)
    async def leave(
        press: Press,
        last: DateOption = "",
        first: DateOption = "",
        back: bool = False,  # noqa: FBT001, FBT002  # an option of the command
    ) -> None:
        actor, at = handler.asked_by(press)
        try:
            asked = c.EndLeave(actor, at) if back else _leave(actor, at, first, last)
        except Refused as problem:
            asked = ProblemCard(problem.message, problem.fix)
        await handler.serve(press, asked)

    @group.command(name="remind", description=entry("me remind").does)
    @app_commands.describe(**entry("me remind").options)
    @app_commands.choices(when=REMIND_CHOICES)
    async def remind(press: Press, when: app_commands.Choice[str], time: str = "") -> None:
        actor, at = handler.asked_by(press)
        try:
            own_time = parse_time(time) if time else None
            asked = c.SetReminders(actor, at, REMINDERS[when.value], own_time)
        except Refused as problem:
            asked = ProblemCard(problem.message, problem.fix)
        await handler.serve(press, asked)

    @group.command(name="hide", description=entry("me hide").does)
    @app_commands.describe(**entry("me hide").options)
    async def hide(press: Press, hidden: bool = True) -> None:  # noqa: FBT001, FBT002
        await handler.serve(press, c.HideMe(*handler.asked_by(press), hidden))

    @group.command(name="privacy", description=entry("me privacy").does)
    @app_commands.describe(**entry("me privacy").options)
    @app_commands.choices(report=PRIVACY_CHOICES)
    async def privacy(press: Press, report: app_commands.Choice[str] | None = None) -> None:
        by = handler.asked_by(press)
        asked = tc.SetPrivacy(*by, PRIVACY[report.value]) if report else tc.ShowPrivacy(*by)
        await handler.serve(press, asked)

    @group.command(name="reviews", description=entry("me reviews").does)
    @app_commands.describe(**entry("me reviews").options)
    @app_commands.choices(rules=REVIEW_CHOICES)
    async def reviews(press: Press, rules: app_commands.Choice[str] | None = None) -> None:
        by = handler.asked_by(press)
        asked = rc.SetOwnMemory(*by, REVIEW_RULES[rules.value]) if rules else rc.ShowOwnMemory(*by)
        await handler.serve(press, asked)

    @group.command(name="export", description=entry("me export").does)
    @app_commands.describe(**entry("me export").options)
    @app_commands.choices(what=EXPORT_CHOICES)
    async def export(press: Press, what: app_commands.Choice[str] | None = None) -> None:
        by = handler.asked_by(press)
        missed = what is not None and what.value == "missed"
        await handler.serve(press, MissedDeck(*by) if missed else q.ExportMe(by[0]))

    @group.command(name="forget", description=entry("me forget").does)
    async def forget(press: Press) -> None:
        await handler.serve(press, c.ForgetMe(*handler.asked_by(press)))

    return group


def _leave(actor: Actor, at: datetime, first: str, last: str) -> c.TakeLeave:
    if not last:
        raise Refused("When is your last day away?", "Write last: 2026-12-24, or back: True.")
    return c.TakeLeave(actor, at, parse_date(first) if first else None, parse_date(last))


def question_for_anyone(handler: Handler, choices: Choices, group: app_commands.Group) -> None:
    """Add ``/question suggest``, ``history`` and ``flag`` to ``group``."""
    add_suggest(handler, group)

    @group.command(name="history", description=entry("question history").does)
    @app_commands.describe(**entry("question history").options)
    async def history(press: Press, page: app_commands.Range[int, 1, 1000] = 1) -> None:
        await handler.serve(press, c.ShowHistory(*handler.asked_by(press), page))

    @group.command(name="flag", description=entry("question flag").does)
    @app_commands.describe(**entry("question flag").options)
    @app_commands.autocomplete(question=choices.questions)
    async def flag(
        press: Press,
        question: app_commands.Range[str, 1, 100],
        reason: app_commands.Range[str, 1, 1000],
    ) -> None:
        await handler.serve(press, c.FlagQuestion(*handler.asked_by(press), question, reason))
