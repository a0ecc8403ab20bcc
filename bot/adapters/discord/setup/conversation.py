"""Setting schedules up: from the form to the preview, and from the confirmation to the engine.

A plan that awaits confirmation is kept in the database under a token, so it can be
confirmed after a restart.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

import discord

from bot.adapters.discord.permissions import POSTING, missing, names
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.replies import Press
from bot.adapters.discord.setup import form as setup_form
from bot.adapters.discord.setup.form import FormWords
from bot.engine import commands as c
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import FindSchedule
from bot.engine.records.question_pool import tracks_of
from bot.engine.rules.schedule_text import PlanProblems, describe, parse_plan

NO_THREADS = (
    "Thread rounds need the message-content intent, which this bot does not have. "
    "Choose open, or switch it on: Developer Portal → Bot → Message Content Intent."
)


class Schedules:
    """The conversation around ``/daily setup`` and ``/daily edit``.

    ``threads`` tells whether thread rounds can be offered; the client sets it on login.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock
        self.threads = False

    async def open_form(
        self, press: Press, schedule_id: int, words: FormWords | None = None
    ) -> None:
        """Open the form at once, filled from ``words`` or from the message pressed."""
        filled = words or setup_form.words_in(press.message) or FormWords(zone=guess(press))
        tracks = self._engine.bank.tracks.values()
        form = setup_form.form(schedule_id, filled, tracks, threads=self.threads)
        await replies.open_form(press, form)

    def submitted(
        self,
        press: Press,
        schedule_id: int,
        fields: Mapping[str, tuple[str, ...]],
        *,
        in_place: bool,
    ) -> Callable[[], Awaitable[None]]:
        """Return the work of showing what the submitted form would do."""

        async def work() -> None:
            await self.preview(press, schedule_id, setup_form.read(fields), in_place=in_place)

        return work

    async def preview(
        self, press: Press, schedule_id: int, words: FormWords, *, in_place: bool = False
    ) -> None:
        """Show what ``words`` would do next, or what is wrong with them."""
        actor, channel = asker(press), channel_of(press)
        refuse_without_rights(press)
        try:
            plan = await self._plan(actor, words)
        except PlanProblems as found:
            panel = setup_form.problems(schedule_id, words, found)
            await replies.show_panels(press, [panel], in_place=in_place)
            return
        token = str(press.id)
        asked = c.PreviewSchedule(actor, self._clock(), channel, plan, token, schedule_id)
        await replies.show(press, await self._engine.handle(asked), in_place=in_place)

    async def to_change(self, press: Press, schedule_id: int | None) -> None:
        """Show a schedule with the button that opens it in the form."""
        asker(press)
        found = await self.named(press, schedule_id)
        words = setup_form.words_of(found.plan)
        await replies.show_panels(press, [setup_form.to_change(found.id, words)])

    async def named(self, press: Press, schedule_id: int | None) -> Schedule:
        """Return the schedule named, or the channel's only one; raises NotFound."""
        query = FindSchedule(asker(press), schedule_id, channel_of(press))
        return await self._engine.ask(query)

    async def listed(self, press: Press) -> tuple[tuple[int, str], ...]:
        """Return the team's schedules as (id, description), for autocompletion."""

        def find(tx: Transaction) -> tuple[tuple[int, str], ...]:
            team = tx.teams.by_workspace("discord", str(press.guild_id))
            mine = tx.schedules.of_team(team.id) if team else ()
            return tuple((schedule.id, describe(schedule.plan)) for schedule in mine)

        return await self._engine.store.read(find)

    async def _plan(self, actor: Actor, words: FormWords) -> Plan:
        def known(tx: Transaction) -> frozenset[str]:
            team = tx.teams.by_workspace(actor.platform, actor.workspace)
            own = tracks_of(tx, self._engine.bank, team.id) if team else frozenset[str]()
            return own | self._engine.bank.tracks.keys()

        plan = parse_plan(words.plan_words(), await self._engine.store.read(known))
        if plan.format is Format.THREAD and not self.threads:
            raise PlanProblems({"format": NO_THREADS})
        return plan


def asker(press: Press) -> Actor:
    """Return who sets a schedule up; raises Refused outside a server."""
    if press.guild_id is None:
        raise Refused("A daily question needs a server's channel.", "Use this in one.")
    rights = press.permissions
    manager = rights.manage_guild or rights.administrator
    user = press.user
    return Actor("discord", str(press.guild_id), str(user.id), user.display_name, manager)


def channel_of(press: Press) -> ChannelRef:
    """Return the channel an interaction happens in; raises Refused outside a server."""
    if press.guild_id is None or press.channel_id is None:
        raise Refused("A daily question needs a server's channel.", "Use this in one.")
    return ChannelRef("discord", str(press.guild_id), str(press.channel_id))


def refuse_without_rights(press: Press) -> None:
    """Raise Refused when the bot could not post in the channel, naming what it lacks."""
    rights = press.app_permissions
    lacking = missing(rights, POSTING) if rights.value else discord.Permissions.none()
    if lacking.value:
        raise Refused(
            f"Warmup can't ask a question here: it lacks {names(lacking)}.",
            "Allow it in Channel settings → Permissions → Warmup, then send the form again.",
        )


def guess(press: Press) -> str:
    """Return a first guess at the zone, from the presser's language."""
    return setup_form.ZONES.get(press.locale.value, "UTC")
