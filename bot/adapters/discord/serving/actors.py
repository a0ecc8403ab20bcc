"""Who speaks: an interaction's or a message's author as the engine's actor."""

from dataclasses import replace
from typing import TypeVar

import discord

from bot.adapters.discord.serving.places import in_a_server, is_elsewhere, workspace_of
from bot.adapters.discord.serving.replies import Press
from bot.adapters.shared.problems import NO_TEAM, NOT_ELSEWHERE, ONLY_IN_A_SERVER
from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import interview_commands as ic
from bot.engine import pair_commands as pc
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc
from bot.engine.cards import ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck
from bot.engine.model.people import Actor, personal_workspace
from bot.engine.model.schedules import ChannelRef

Placed = c.Command | q.ExportMe | MissedDeck | q.FindForm | q.FindDraft | ic.FindInterviewForm
Asked = TypeVar("Asked", bound=Placed)


SERVER_ONLY = (
    c.OnSchedule,
    c.ListSchedules,
    c.PreviewSchedule,
    c.SetZone,
    c.SetWeekends,
    c.SetWords,
    c.AddHoliday,
    c.RemoveHoliday,
    c.ListHolidays,
    c.SetRecap,
    tc.ShowReport,
    tc.ShowManagers,
    tc.SetManagers,
    qc.ShowReviewers,
    qc.SetReviewers,
    gc.StartGroupQuiz,
    pc.InviteMember,
)
OF_A_TEAM = (c.ShowHistory, c.ShowLeaderboard, c.ShowStreak, pc.FindPartner)
"""What makes no sense for someone who takes part in no server."""
NEVER_ELSEWHERE = (
    *OF_A_TEAM,
    c.PostLeaderboard,
    c.TakeLeave,
    c.EndLeave,
    c.SetReminders,
    c.SkipReminders,
    c.HideMe,
    tc.SetPrivacy,
    qc.CheckQuestion,
    qc.SendDraft,
    gc.SubmitGroupAnswer,
    gc.StopGroupQuiz,
    pc.StopWaiting,
    pc.OnPair,
    q.FindForm,
)
"""What is a server's, where the bot isn't; and so is whatever names a round."""


def actor_of(press: Press) -> Actor:
    """Return who presses, with the rights Discord says they have in the server.

    No workspace in messages to the bot; elsewhere, that of their own practice, without rights.
    """
    user, here = press.user, workspace_of(press)
    if press.guild_id is None or is_elsewhere(press):
        return Actor("discord", here, str(user.id), user.display_name)
    rights = press.permissions
    manager = rights.manage_guild or rights.administrator
    held = user.roles if isinstance(user, discord.Member) else ()
    roles = tuple(str(role.id) for role in held)
    return Actor("discord", here, str(user.id), user.display_name, manager, roles=roles)


def author(message: discord.Message, guild_id: int) -> Actor:
    """Return who wrote a message in a server."""
    user = message.author
    return Actor("discord", str(guild_id), str(user.id), user.display_name)


def channel_of(press: Press) -> ChannelRef:
    """Return the channel an interaction happens in; no workspace where there's no server."""
    server = "" if is_elsewhere(press) else str(press.guild_id or "")
    return ChannelRef("discord", server, str(press.channel_id or ""))


def require_server(actor: Actor) -> None:
    """Raise Refused for someone who speaks in direct messages, or where the bot isn't."""
    if not in_a_server(actor):
        raise refused(ONLY_IN_A_SERVER)


def refused(problem: ProblemCard) -> Refused:
    """Return the error that is answered with ``problem``."""
    return Refused(problem.message, problem.fix)


class Homes:
    """Knows in which server a person takes part: in direct messages there is none.

    People speak there as members of the server in which they used the bot last. Where the bot
    isn't, they practice on their own, and see nothing of any server.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._noted: dict[str, str] = {}

    async def placed(self, asked: Asked) -> Asked:
        """Return ``asked`` with its actor in a server; raises Refused where that matters."""
        actor = asked.actor
        if in_a_server(actor):
            return asked
        if isinstance(asked, SERVER_ONLY):
            require_server(actor)
        if actor.workspace:
            if isinstance(asked, NEVER_ELSEWHERE) or getattr(asked, "round_id", 0):
                raise refused(NOT_ELSEWHERE)
            return asked
        home = await self._home(asked)
        if not home and isinstance(asked, OF_A_TEAM):
            raise refused(NO_TEAM)
        workspace = home or personal_workspace(actor.user)
        return replace(asked, actor=replace(actor, workspace=workspace))

    async def _home(self, asked: Placed) -> str:
        user = asked.actor.user
        if isinstance(asked, c.AnswerDrill):
            drill = q.DrillWorkspace("discord", user, asked.drill_id)
            if started_in := await self._engine.ask(drill):
                return started_in
        if isinstance(asked, ic.OnInterview | ic.FindInterviewForm):
            interview = ic.InterviewWorkspace("discord", user, asked.interview_id)
            if started_in := await self._engine.ask(interview):
                return started_in
        if isinstance(asked, pc.OnPair):
            pair = q.PairWorkspace("discord", user, asked.pair_id)
            if taking_part_in := await self._engine.ask(pair):
                return taking_part_in
        return await self._engine.ask(q.HomeWorkspace("discord", user))

    async def note(self, actor: Actor) -> None:
        """Remember the server someone takes part in; writes only when it is another."""
        if self._noted.get(actor.user) == actor.workspace:
            return
        known = await self._engine.ask(q.HomeWorkspace("discord", actor.user)) == actor.workspace
        note = q.NoteHome("discord", actor.user, actor.workspace)
        if known or await self._engine.note(note):
            self._noted[actor.user] = actor.workspace

    def forget(self, actor: Actor) -> None:
        """Note the server again when they use the bot again."""
        self._noted.pop(actor.user, None)
