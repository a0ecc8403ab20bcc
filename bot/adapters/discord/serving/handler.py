"""Serving an interaction: what saves is answered once it's saved. All errors end here.

What saves nothing is acknowledged first, waits for its turn, and is then shown (see
``shared.save_first``).

What is asked is a value: a command or query of the engine, a card to show, or a request of
this adapter's own, which the table given to the handler knows how to answer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import discord

from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.actors import Asked, Homes, actor_of
from bot.adapters.discord.serving.places import in_a_server
from bot.adapters.discord.serving.presence import Presence
from bot.adapters.discord.serving.receipts import LastReceipts
from bot.adapters.discord.serving.replies import Press, Shown
from bot.adapters.shared.burst_gate import BurstGate
from bot.adapters.shared.card_pictures import CardPictures
from bot.adapters.shared.first_tries import FirstTries
from bot.adapters.shared.in_flight import InFlight
from bot.adapters.shared.log_once import LogOnce
from bot.adapters.shared.personal_files import personal_file
from bot.adapters.shared.problems import (
    BROKEN,
    NOT_SAVED,
    READING,
    READING_AFTER,
    RESTARTING,
    STORAGE_FAILS,
)
from bot.adapters.shared.save_first import NOT_SAVED_YET, SAVE_WITHIN, SAVED, saves
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import (
    Card,
    InterviewReportCard,
    LeaderboardCard,
    ProblemCard,
    ReceiptCard,
    StatsCard,
    StreakCard,
)
from bot.engine.dispatcher import SLOW, Engine
from bot.engine.errors import AlreadyServed, Refused, StorageError
from bot.engine.file_queries import MissedDeck
from bot.engine.model.people import Actor

log = logging.getLogger(__name__)

PICTURED = StreakCard | StatsCard
"""Answers of one message that have a picture."""

GiveBack = Callable[[ProblemCard], Shown]
Answers = Mapping[type[Any], Callable[[Press, Any], Awaitable[Shown]]]


class Handler:
    """Serves interactions. ``clock`` returns aware UTC."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        in_flight: InFlight,
        answers: Answers,
        pictures: CardPictures | None = None,
    ) -> None:
        self.engine = engine
        self.clock = clock
        self._in_flight = in_flight
        self._answers = answers
        self._pictures = pictures
        self._gate = BurstGate()
        self._first_tries = FirstTries(engine)
        self._homes = Homes(engine)
        self._presence = Presence(engine, clock)
        self._receipts = LastReceipts(clock)
        self._problems = LogOnce(log)

    def asked_by(self, press: Press) -> tuple[Actor, datetime]:
        """Return who asks and when, as every command begins: now, at the press's arrival."""
        return actor_of(press), self.clock()

    async def serve(
        self,
        press: Press,
        asked: object,
        *,
        in_place: bool = False,
        give_back: GiveBack = lambda problem: problem,
    ) -> None:
        """Answer what was asked, in the message that was pressed (``in_place``) or in private.

        ``give_back`` adds to a problem what was typed: the form it came from is closed by then.
        """
        if self._in_flight.closing:
            await replies.refuse(press, RESTARTING)
            return
        self._gate.arrived()
        with self._in_flight:
            if saves(asked) or press.type is discord.InteractionType.modal_submit:
                await self._save_first(press, asked, give_back, in_place=in_place)
            elif isinstance(asked, SLOW):
                await self._serve_slowly(press, asked, in_place=in_place)
            elif await replies.acknowledge(press, in_place=in_place):
                async with self._gate.turn():
                    shown = await self._answer(press, asked) or BROKEN
                    if not isinstance(shown, PICTURED):
                        await replies.show(press, shown, in_place=in_place)
                if isinstance(shown, PICTURED):  # a picture takes its time: let others start
                    await replies.show_with_picture(press, shown, self._pictures)
                if isinstance(shown, ReceiptCard):
                    await self._receipts.shown(press, shown, in_place=in_place)
                if isinstance(shown, LeaderboardCard):
                    await self._presence.check(press, actor_of(press), shown)

    async def _serve_slowly(self, press: Press, asked: object, *, in_place: bool) -> None:
        """Serve what takes seconds without holding up others; say so until it's there."""
        if not await replies.acknowledge(press, in_place=in_place):
            return
        work = asyncio.create_task(self._answer(press, asked))
        done, _ = await asyncio.wait({work}, timeout=READING_AFTER)
        if not done:
            await replies.show(press, READING, in_place=in_place)
        shown = await work or BROKEN
        if not done and isinstance(shown, ProblemCard):
            shown = replies.rendered(press, shown)[-1]  # in place of what says that it's being read
        async with self._gate.turn():
            await replies.show(press, shown, in_place=in_place)

    async def _save_first(
        self, press: Press, asked: object, give_back: GiveBack, *, in_place: bool
    ) -> None:
        """Serve what may save something: answer it when it's saved, or when that takes long.

        Discord tells every worker of every press. The one that saves it answers it.
        """
        work = asyncio.create_task(self._answer(press, asked))
        await asyncio.wait({work}, timeout=SAVE_WITHIN)
        if not work.done():
            await self._answer_late(press, work, give_back, in_place=in_place)
            return
        shown = work.result()
        if shown is None:
            return  # another worker serves it, or served it before
        shown = give_back(shown) if isinstance(shown, ProblemCard) else shown
        if await replies.answer(press, shown, in_place=in_place):
            await self._follow(press, shown, in_place=in_place)

    async def _answer_late(
        self, press: Press, work: asyncio.Task[Shown | None], give_back: GiveBack, *, in_place: bool
    ) -> None:
        """Acknowledge what isn't saved yet, say so, and show the answer when it is."""
        if not await replies.acknowledge(press, in_place=in_place):
            work.cancel()  # another worker was as slow, and has it now
            return
        await replies.show(press, NOT_SAVED_YET, in_place=in_place)
        shown = await work or SAVED
        shown = give_back(shown) if isinstance(shown, ProblemCard) else shown
        async with self._gate.turn():
            await replies.show(press, shown, in_place=in_place)
        await self._follow(press, shown, in_place=in_place)

    async def _follow(self, press: Press, shown: Shown, *, in_place: bool) -> None:
        """Do what follows on an answer: its picture, the receipt before it, how a post went."""
        if isinstance(shown, ReceiptCard):
            await self._receipts.shown(press, shown, in_place=in_place)
        if isinstance(shown, InterviewReportCard) and self._pictures is not None:
            await replies.show_with_picture(press, shown, self._pictures)
        self._first_tries.follow(shown, lambda problem: replies.add(press, problem))

    async def close(self) -> None:
        """Stop looking how posts went."""
        await self._first_tries.close()

    async def _answer(self, press: Press, asked: object) -> Shown | None:
        """Return what ``asked`` is answered with, None for what was served before."""
        return await self._told(self._dispatch(press, asked))

    async def serve_message(self, serve: Callable[[], Awaitable[Shown | None]]) -> Shown | None:
        """Return the answer to a direct message, None for none; nothing is served while closing."""
        if self._in_flight.closing:
            return None
        with self._in_flight:
            return await self._told(serve())

    async def _told(self, serving: Awaitable[Shown | None]) -> Shown | None:
        """Return what came of serving something; whatever goes wrong is a friendly card."""
        try:
            return await serving
        except AlreadyServed:
            return None
        except Refused as problem:
            return ProblemCard(problem.message, problem.fix)
        except StorageError as error:
            self.note_failure(error)
            return NOT_SAVED
        except Exception:
            log.exception("a command failed")
            return BROKEN

    async def _dispatch(self, press: Press, asked: object) -> Shown:
        if (answer := self._answers.get(type(asked))) is not None:
            return await answer(press, asked)
        if isinstance(asked, q.ExportMe | MissedDeck):
            return await personal_file(self.engine, await self._homes.placed(asked))
        if isinstance(asked, c.Command):
            placed = await self._homes.placed(asked)
            card = await self.engine.handle(placed, f"interaction:{press.id}")
            await self._note_home(asked)
            return card
        if isinstance(asked, Card):
            return asked
        raise LookupError(f"nothing answers a {type(asked).__name__}")

    async def placed(self, query: Asked) -> Asked:
        """Return ``query`` with its actor in a server: in direct messages there is none.

        Raises Refused for what is a server's where the bot isn't.
        """
        return await self._homes.placed(query)

    async def _note_home(self, command: c.Command) -> None:
        if isinstance(command, c.ForgetMe):
            self._homes.forget(command.actor)
        elif in_a_server(command.actor):
            await self._homes.note(command.actor)

    def note_failure(self, error: StorageError) -> None:
        """Log that the database fails, not once for each person it fails."""
        self._problems.error(STORAGE_FAILS % error, self.clock())
