"""Setting a schedule up: the forms, what they would do, and the way back to them."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot.adapters.discord.forum_posts import wants_a_tag
from bot.adapters.discord.permissions import FORUM_POSTS, POSTING, missing, names
from bot.adapters.discord.render import forms
from bot.adapters.discord.serving.actors import actor_of, channel_of, require_server
from bot.adapters.discord.serving.handler import Answers
from bot.adapters.discord.serving.replies import Press, Shown
from bot.adapters.discord.setup import form as setup_form
from bot.adapters.discord.setup.form import Filling
from bot.adapters.discord.setup.words import FormWords, words_in, words_of
from bot.adapters.shared.problems import refused_change
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused, StorageError
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef, Plan, WaitingPlan
from bot.engine.rules.schedule_text import PlanProblems, parse_plan

NO_THREADS = (
    "The thread format needs the Message Content Intent, which is off. Choose open, or turn it "
    "on: Developer Portal → Bot → Message Content Intent."
)
NOT_EVERYONE = "Warmup never pings everyone. Choose another role."
SECONDS = 1.0
"""How long a form may wait for the database; Discord gives it 3 seconds to open."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Show what the words of a form would do; ``token`` is the waiting plan's that they change."""

    actor: Actor
    at: datetime
    part: str
    token: str
    words: FormWords
    fields: Mapping[str, tuple[str, ...]] | None = None
    """What was submitted, to be put over the waiting plan's words; None for a command."""


@dataclass(frozen=True, slots=True)
class ShowForChange:
    """Show a schedule with the buttons that open its parts in a form."""

    actor: Actor
    at: datetime
    number: int | None
    channel: ChannelRef
    schedule_id: int = 0


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
        self, press: Press, at: datetime, part: str, token: str, words: FormWords | None = None
    ) -> forms.Form:
        """Return a part's form, filled from ``words``, the message pressed or the waiting plan.

        Raises Refused for someone who may not manage what it is for.
        """
        waiting = await self._waiting_in_time(press, at, token) if token else None
        if waiting is None:
            await self._refuse_strangers(press)
        told = words_in(press.message)
        known = words_of(waiting.plan, waiting.channel.channel) if waiting else None
        filled = words or told or known or first_words(press)
        tracks = await self._tracks(press)
        return setup_form.form(
            part,
            Filling(
                filled,
                token,
                tracks,
                self.threads,
                fixed=waiting is not None and waiting.schedule_id > 0,
                problems=_problems(filled, tracks) if told else {},
            ),
        )

    async def _waiting_in_time(self, press: Press, at: datetime, token: str) -> WaitingPlan:
        """Return the plan that waits; raises Refused when the database isn't quick enough."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self._engine.ask(q.FindWaitingPlan(actor_of(press), token, at))
        except (StorageError, TimeoutError):
            raise Refused("The database is slow just now.", "Press again in a moment.") from None

    async def _refuse_strangers(self, press: Press) -> None:
        """Raise Refused for who may not manage; the engine checks again if this takes too long."""
        try:
            async with asyncio.timeout(SECONDS):
                may = await self._engine.ask(q.MayManage(actor_of(press)))
        except (StorageError, TimeoutError):
            return
        if not may:
            raise Refused("Only managers can do this.", "Ask someone who manages this server.")

    async def _tracks(self, press: Press) -> Mapping[str, str]:
        """Return the tracks to offer; the shipped ones when the database isn't quick enough."""
        with suppress(StorageError, TimeoutError):
            async with asyncio.timeout(SECONDS):
                return await self._engine.ask(q.OfferedTracks(actor_of(press)))
        return self._engine.shipped_tracks()

    async def _preview(self, press: Press, asked: Preview) -> Shown:
        """Return what the forms would do next, or what is wrong with them, field by field."""
        require_server(asked.actor)
        words, schedule_id = asked.words, 0
        if asked.token:
            query = q.FindWaitingPlan(asked.actor, asked.token, asked.at)
            waiting = await self._engine.ask(query)
            words, schedule_id = (
                words_of(waiting.plan, waiting.channel.channel),
                waiting.schedule_id,
            )
            words = setup_form.read(asked.part, asked.fields or {}, words)
        channel = replace(channel_of(press), channel=words.channel or channel_of(press).channel)
        refuse_without_rights(press, channel)
        try:
            plan = await self._plan(asked.actor, words)
        except PlanProblems as found:
            part = setup_form.part_of(found.fields)
            return setup_form.problems(part, asked.token, words, found)
        return await self._engine.handle(
            c.PreviewSchedule(asked.actor, asked.at, channel, plan, str(press.id), schedule_id)
        )

    async def _plan(self, actor: Actor, words: FormWords) -> Plan:
        tracks: Mapping[str, str] = await self._engine.ask(q.KnownTracks(actor))
        plan = parse_plan(words.plan_words(), tracks)
        if plan.format is Format.THREAD and not self.threads:
            raise PlanProblems({"format": NO_THREADS})
        if plan.notify == actor.workspace:  # the id of the role that everyone has
            raise PlanProblems({"notify": NOT_EVERYONE})
        return plan

    async def _show_for_change(self, press: Press, asked: ShowForChange) -> Shown:
        require_server(asked.actor)
        query = q.FindSchedule(asked.actor, asked.number, asked.channel, asked.schedule_id)
        schedule = await self._engine.ask(query)
        owns = schedule.owner == asked.actor.user
        if not (owns or await self._engine.ask(q.MayManage(asked.actor))):
            raise refused_change()
        return await self._engine.handle(
            c.PreviewSchedule(
                asked.actor, asked.at, schedule.channel, schedule.plan, str(press.id), schedule.id
            )
        )


def first_words(press: Press) -> FormWords:
    """Return what the first form is filled with: this channel, a guess at the zone, defaults."""
    return FormWords(channel=channel_of(press).channel, zone=guess(press))


def refuse_without_rights(press: Press, channel: ChannelRef) -> None:
    """Raise Refused when the bot couldn't post in the channel, naming what it lacks."""
    found = press.guild.get_channel(int(channel.channel)) if press.guild else None
    forum = isinstance(found, discord.ForumChannel)
    rights = _rights(press, channel)
    wanted = FORUM_POSTS if forum else POSTING
    lacking = missing(rights, wanted) if rights.value else discord.Permissions.none()
    if lacking.value:
        raise Refused(
            f"Warmup can't ask a question {'in that forum' if forum else 'here'}: "
            f"it lacks {names(lacking, forum=forum)}.",
            "Allow it in Channel settings → Permissions → Warmup, then send the form again.",
        )
    if isinstance(found, discord.ForumChannel) and wants_a_tag(found):
        raise Refused(
            "That forum wants a tag on each post, and has none for Warmup to use.",
            "Add a tag in the forum's settings that everyone may use, then send the form again.",
        )


def guess(press: Press) -> str:
    """Return a first guess at the time zone, from the presser's language."""
    return setup_form.ZONES.get(press.locale.value, "UTC")


def _rights(press: Press, channel: ChannelRef) -> discord.Permissions:
    """Return what the bot may do in a channel; nothing if that isn't known."""
    if channel.channel == str(press.channel_id):
        return press.app_permissions
    found = press.guild.get_channel(int(channel.channel)) if press.guild else None
    return found.permissions_for(found.guild.me) if found else discord.Permissions.none()


def _problems(words: FormWords, tracks: Mapping[str, str]) -> Mapping[str, str]:
    """Return what is wrong with words that are shown again, by field."""
    try:
        parse_plan(words.plan_words(), {*tracks, *words.tracks})
    except PlanProblems as found:
        return found.fields
    return {}
