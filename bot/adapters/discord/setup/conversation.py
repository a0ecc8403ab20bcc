"""Setting a schedule up: the form, what it would do, and the way back to it."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import discord

from bot.adapters.discord.permissions import POSTING, missing, names
from bot.adapters.discord.render import forms
from bot.adapters.discord.serving.actors import actor_of, channel_of, require_server
from bot.adapters.discord.serving.handler import Answers
from bot.adapters.discord.serving.replies import Press, Shown
from bot.adapters.discord.setup import form as setup_form
from bot.adapters.discord.setup.form import FormWords
from bot.adapters.shared.problems import refused_change
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused, StorageError
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef, Plan
from bot.engine.rules.schedule_text import PlanProblems, parse_plan

NO_THREADS = (
    "The thread format needs the Message Content Intent, which is off. Choose open, or turn it "
    "on: Developer Portal → Bot → Message Content Intent."
)
TRACKS_SECONDS = 1.0
"""How long to wait for a team's own tracks before the form opens; Discord gives it 3 seconds."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Show what a form would do; ``schedule_id`` is 0 for a new schedule."""

    actor: Actor
    at: datetime
    channel: ChannelRef
    schedule_id: int
    words: FormWords


@dataclass(frozen=True, slots=True)
class ShowForChange:
    """Show a schedule with the button that opens it in the form."""

    actor: Actor
    number: int | None
    channel: ChannelRef


class Setup:
    """The conversation around ``/daily setup`` and ``/daily edit``.

    ``threads`` says whether the thread format can be offered; the client sets it on login.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.threads = False

    @property
    def answers(self) -> Answers:
        """What this conversation answers, for the handler's table."""
        return {Preview: self._preview, ShowForChange: self._show_for_change}

    async def form(
        self, press: Press, schedule_id: int, words: FormWords | None = None
    ) -> forms.Form:
        """Return the form, filled from ``words`` or from the message that was pressed.

        Raises Refused for someone who may not manage what it is for.
        """
        await self._refuse_strangers(press, schedule_id)
        filled = words or setup_form.words_in(press.message) or FormWords(zone=guess(press))
        tracks = await self._tracks(press)
        return setup_form.form(schedule_id, filled, tracks, threads=self.threads)

    async def _refuse_strangers(self, press: Press, schedule_id: int) -> None:
        """Raise Refused for who may not manage; the engine checks again if this takes too long."""
        actor = actor_of(press)
        if actor.manager:
            return
        if not schedule_id:
            raise Refused("Only managers can do this.", "Ask someone who manages this server.")
        with suppress(StorageError, TimeoutError):
            async with asyncio.timeout(TRACKS_SECONDS):
                query = q.FindSchedule(actor, None, channel_of(press), schedule_id)
                schedule = await self._engine.ask(query)
                if schedule.owner != actor.user:
                    raise refused_change()

    async def _tracks(self, press: Press) -> Mapping[str, str]:
        """Return the tracks to offer; the shipped ones when the database isn't quick enough."""
        try:
            async with asyncio.timeout(TRACKS_SECONDS):
                return await self._engine.ask(q.OfferedTracks(actor_of(press)))
        except (StorageError, TimeoutError):
            return self._engine.shipped_tracks()

    async def _preview(self, press: Press, asked: Preview) -> Shown:
        """Return what the form would do next, or what is wrong with it, field by field."""
        require_server(asked.actor)
        refuse_without_rights(press)
        try:
            plan = await self._plan(asked)
        except PlanProblems as found:
            return setup_form.problems(asked.schedule_id, asked.words, found)
        return await self._engine.handle(
            c.PreviewSchedule(
                asked.actor, asked.at, asked.channel, plan, str(press.id), asked.schedule_id
            )
        )

    async def _plan(self, asked: Preview) -> Plan:
        tracks: Mapping[str, str] = await self._engine.ask(q.KnownTracks(asked.actor))
        plan = parse_plan(asked.words.plan_words(), tracks)
        if plan.format is Format.THREAD and not self.threads:
            raise PlanProblems({"format": NO_THREADS})
        return plan

    async def _show_for_change(self, press: Press, asked: ShowForChange) -> Shown:
        del press
        require_server(asked.actor)
        query = q.FindSchedule(asked.actor, asked.number, asked.channel)
        schedule = await self._engine.ask(query)
        if not asked.actor.manager and schedule.owner != asked.actor.user:
            raise refused_change()
        return setup_form.to_change(
            schedule.id, schedule.number, setup_form.words_of(schedule.plan)
        )


def refuse_without_rights(press: Press) -> None:
    """Raise Refused when the bot couldn't post in the channel, naming what it lacks."""
    rights = press.app_permissions
    lacking = missing(rights, POSTING) if rights.value else discord.Permissions.none()
    if lacking.value:
        raise Refused(
            f"Warmup can't ask a question here: it lacks {names(lacking)}.",
            "Allow it in Channel settings → Permissions → Warmup, then send the form again.",
        )


def guess(press: Press) -> str:
    """Return a first guess at the time zone, from the presser's language."""
    return setup_form.ZONES.get(press.locale.value, "UTC")
