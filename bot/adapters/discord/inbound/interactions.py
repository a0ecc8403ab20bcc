"""What people do, as commands for the engine: presses, submitted forms, replies.

Everything is served by its id alone, so a button of any age answers after any number of
restarts. The order is always the same: acknowledge, ask the engine, show its card.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

import discord

from bot.adapters.discord.render import forms
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.actors import People
from bot.adapters.discord.serving.in_flight import Busy
from bot.adapters.discord.serving.replies import Press
from bot.adapters.discord.setup.conversation import Schedules
from bot.adapters.shared import action_ids
from bot.adapters.shared.burst_gate import Turns
from bot.adapters.shared.confirmations import DECLINED, confirmed
from bot.adapters.shared.log_once import Lasting
from bot.engine import commands as c
from bot.engine.cards import Card, ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused, StorageError
from bot.engine.model.people import Actor
from bot.engine.model.scores import Period

log = logging.getLogger(__name__)

Asked = Callable[[Actor, datetime], c.Command]
Served = Callable[[], Awaitable[None]]

NOT_SAVED = ProblemCard("That was not saved: the database is out of reach.", "Try again soon.")
BROKEN = ProblemCard("Something broke on our side; it is in the log.", "Try again.")
OLD = ProblemCard("This button is from another version of Warmup.", "Use the latest message.")
CLOSING = ProblemCard("Warmup is restarting.", "Press again in a minute.")


class Desk:
    """Serves interactions. ``clock`` returns aware UTC."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], busy: Busy) -> None:
        self.engine = engine
        self.clock = clock
        self.busy = busy
        self.turns = Turns()
        self._troubles = Lasting(log)
        self.people = People(engine.store)
        self.schedules = Schedules(engine, clock)

    # --- any command ---------------------------------------------------------------

    async def serve(self, press: Press, asked: Asked, *, in_place: bool = False) -> None:
        """Acknowledge, hand the engine what was asked, and show its card."""

        async def work() -> None:
            actor = await self.people.actor(press)
            card = await self.engine.handle(asked(actor, at))
            await replies.show(press, card, in_place=in_place)

        at = self.clock()
        await self.guarded(press, work, in_place=in_place)

    async def guarded(self, press: Press, work: Served, *, in_place: bool = False) -> None:
        """Acknowledge and work; whatever goes wrong gets one friendly private answer."""
        if self.busy.closing:
            await replies.refuse(press, CLOSING)
            return
        self.turns.arrived()
        with self.busy:
            if not await replies.acknowledge(press, in_place=in_place):
                return
            async with self.turns.turn():
                await self._answered(press, work)

    async def _answered(self, press: Press, work: Served) -> None:
        try:
            await work()
            await self.people.note_home(press)
        except Refused as problem:
            await replies.show(press, ProblemCard(problem.message, problem.fix))
        except StorageError as error:
            self.note(error)
            await replies.show(press, NOT_SAVED)
        except Exception:
            log.exception("a press failed")
            await replies.show(press, BROKEN)

    def note(self, error: StorageError) -> None:
        """Say in the log that the database fails, not once for each who meets it."""
        self._troubles.met(f"what people send can't be stored or read: {error}", self.clock())

    # --- buttons and forms ---------------------------------------------------------

    async def interaction(self, press: Press) -> None:
        """Serve a pressed button or a submitted form; commands have their own way in."""
        action = action_ids.decode(str((press.data or {}).get("custom_id", "")))
        with action_ids.subject(action):
            if press.type is discord.InteractionType.component:
                await self._pressed(press, action)
            elif press.type is discord.InteractionType.modal_submit:
                await self._submitted(press, action)

    async def _pressed(self, press: Press, action: action_ids.Action | None) -> None:  # noqa: C901
        match action:
            case action_ids.Choose(round_id, letter):
                await self.serve(press, lambda who, at: c.SubmitChoice(who, at, round_id, letter))
            case action_ids.Mine(round_id):
                await self.serve(press, lambda who, at: c.ShowMine(who, at, round_id))
            case action_ids.OwnWords(round_id):
                await replies.open_form(press, forms.own_words(round_id))
            case action_ids.Flag(round_id):
                await replies.open_form(press, forms.report(round_id))
            case action_ids.MarkPoints(round_id):
                await replies.open_form(press, forms.key_points(round_id, press.message))
            case action_ids.Setup(schedule_id):
                await self.schedules.open_form(press, schedule_id)
            case action_ids.DrillAnswer():
                await self._drill(press, action)
            case action_ids.BoardPage():
                await self._board(press, action)
            case action_ids.QuizAgain(track):
                await self.serve(press, lambda who, at: c.StartQuiz(who, at, track), in_place=True)
            case action_ids.Confirm(token, yes):
                await self._confirm(press, token, yes=bool(yes))
            case action_ids.Suggest() | None:
                await replies.refuse(press, OLD)

    async def _submitted(self, press: Press, action: action_ids.Action | None) -> None:
        fields = forms.values(dict(press.data or {}))
        words = forms.first(fields, forms.WORDS)
        match action:
            case action_ids.OwnWords(round_id):
                await self.serve(press, lambda who, at: c.SubmitWords(who, at, round_id, words))
            case action_ids.Flag(round_id):
                await self.serve(
                    press, lambda who, at: c.FlagQuestion(who, at, "", words, round_id)
                )
            case action_ids.Suggest():
                await self.serve(press, lambda who, at: c.SuggestQuestion(who, at, words))
            case action_ids.MarkPoints(round_id):
                chosen = fields.get(forms.POINTS, ())
                covered = tuple(int(v) for v in chosen if v.isascii() and v.isdecimal())
                await self.serve(
                    press,
                    lambda who, at: c.MarkKeyPoints(who, at, round_id, covered),
                    in_place=press.message is not None,
                )
            case action_ids.Setup(schedule_id):
                in_place = press.message is not None
                work = self.schedules.submitted(press, schedule_id, fields, in_place=in_place)
                await self.guarded(press, work, in_place=in_place)
            case _:
                await replies.refuse(press, OLD)

    async def _drill(self, press: Press, pressed: action_ids.DrillAnswer) -> None:
        at = self.clock()

        async def work() -> None:
            actor = await self.people.drill_owner(press, pressed.drill_id)
            answer = c.AnswerDrill(actor, at, pressed.drill_id, pressed.position, pressed.letter)
            await replies.show(press, await self.engine.handle(answer), in_place=True)

        await self.guarded(press, work, in_place=True)

    async def _board(self, press: Press, turned: action_ids.BoardPage) -> None:
        known = [period.value for period in Period]
        period = Period(turned.period) if turned.period in known else Period.WEEK
        page = max(turned.page, 1)
        await self.serve(
            press,
            lambda who, at: c.ShowLeaderboard(who, at, period, turned.track, page),
            in_place=True,
        )

    async def _confirm(self, press: Press, token: str, *, yes: bool) -> None:
        at = self.clock()

        async def work() -> None:
            await replies.show(press, await settle(), in_place=True)

        async def settle() -> Card:
            if not yes:
                return DECLINED
            return await self.engine.handle(confirmed(token, await self.people.actor(press), at))

        await self.guarded(press, work, in_place=True)
