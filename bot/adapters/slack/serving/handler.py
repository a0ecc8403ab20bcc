"""Serving what people ask: wait for a turn, dispatch, show. All errors end here.

Bolt acknowledged before (see ``inbound.listeners``). What is asked is a value: a command or
query of the engine, a card to show, or something that the table given to the handler answers.
"""

import logging
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.adapters.shared.burst_gate import BurstGate
from bot.adapters.shared.in_flight import InFlight
from bot.adapters.shared.log_once import LogOnce
from bot.adapters.shared.problems import BROKEN, NOT_SAVED, STORAGE_FAILS
from bot.adapters.slack.errors import translating
from bot.adapters.slack.gateway import SlackGateway
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.actors import People
from bot.adapters.slack.serving.replies import Place, Replies
from bot.adapters.slack.web_api import Api
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import Card, ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import GatewayError, Refused, StorageError, WarmupError
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef

log = logging.getLogger(__name__)

NO_FORM = ProblemCard("The form didn't open in time.", "Press again, or repeat the command.")

Answers = Mapping[type[Any], Callable[["Handler", Any], Awaitable[Card]]]


class Handler:
    """Serves people. ``clock`` returns aware UTC; ``answers`` is what the engine leaves to us."""

    def __init__(
        self,
        engine: Engine,
        api: Api,
        gateway: SlackGateway,
        clock: Callable[[], datetime],
        answers: Answers,
    ) -> None:
        self.engine = engine
        self.api = api
        self.gateway = gateway
        self.people = People(api)
        self.replies = Replies(api)
        self.clock = clock
        self.gate = BurstGate()
        self._answers = answers
        self._problems = LogOnce(log)
        self._in_flight = InFlight()

    # --- one path for everything that is asked -------------------------------------

    async def serve(
        self, place: Place, asked: object, *, replace: bool = False, once: str = ""
    ) -> None:
        """Show whoever asked the answer; ``replace`` moves on the private message pressed.

        What is to happen ``once`` (an event's id) is not served when it is delivered again.
        """
        async with self.gate.turn():
            card = await self.answer(asked, once)
            if card is not None:
                await self.replies.show(place, card, replace=replace)

    async def answer(self, asked: object, once: str = "") -> Card | None:
        """Return the card that answers ``asked``; None for what was served before.

        Whatever goes wrong is a card, too: whoever asked must read something.
        """
        try:
            if once and not await self.first_time(once):
                return None
            return await self._dispatch(asked)
        except WarmupError as error:
            return self.problem(error)
        except Exception:
            log.exception("a command failed")
            return BROKEN

    async def _dispatch(self, asked: object) -> Card:
        if isinstance(asked, c.Command | q.ExportMe):
            asked = await self.people.named(asked)
        if (answer := self._answers.get(type(asked))) is not None:
            return await answer(self, asked)
        if isinstance(asked, c.Command):
            return await self.engine.handle(asked)
        if isinstance(asked, Card):
            return asked
        raise LookupError(f"nothing answers a {type(asked).__name__}")

    def problem(self, error: WarmupError) -> ProblemCard:
        """Return how ``error`` is told to whoever asked; what is ours to know is logged."""
        match error:
            case Refused():
                return ProblemCard(error.message, error.fix)
            case StorageError():
                self._problems.error(STORAGE_FAILS % error, self.clock())
                return NOT_SAVED
            case GatewayError():
                log.warning("Slack refused what a command needs: %s", error)
                return ProblemCard(f"Slack didn't allow it: {error}.")
            case _:
                log.error("a command failed", exc_info=error)
                return BROKEN

    # --- who and where -------------------------------------------------------------

    @property
    def workspace(self) -> str:
        """The workspace's id."""
        return self.gateway.identity.workspace

    def channel(self, channel: str) -> ChannelRef:
        """Return a channel of the workspace."""
        return ChannelRef("slack", self.workspace, channel)

    def actor(self, place: Place) -> Actor:
        """Return who asks, as far as the event tells; ``People.named`` adds the rest."""
        return Actor("slack", self.workspace, place.user, place.name or place.user)

    # --- forms ---------------------------------------------------------------------

    async def open(self, place: Place, view: Json) -> str:
        """Open a form and return its id; says so and returns "" when it can't."""
        try:
            with translating():
                opened = await self.api.call("views.open", trigger_id=place.trigger, view=view)
        except GatewayError as error:
            log.info("a form didn't open: %s", error)
            await self.replies.show(place, NO_FORM)
            return ""
        shown: Json = opened.get("view") or {}
        return str(shown.get("id") or "")

    async def fill(self, view_id: str, view: Json) -> None:
        """Show ``view`` in an open form; one that was closed meanwhile is left alone."""
        try:
            with translating():
                await self.api.call("views.update", view_id=view_id, view=view)
        except GatewayError as error:
            log.info("a form couldn't be filled: %s", error)

    # --- events --------------------------------------------------------------------

    @contextmanager
    def serving(self, kind: str) -> Generator[None]:
        """Count what is being served; log what fails where nobody waits for an answer.

        ``kind`` is the event's, for the log. One bad event must not silence the next.
        """
        with self._in_flight:
            try:
                yield
            except StorageError as error:
                self._problems.error(STORAGE_FAILS % error, self.clock())
            except Exception:
                log.exception("an event of type %s failed", kind)

    async def first_time(self, event: str) -> bool:
        """Note an event's id; False for one that was delivered before, also in a former run."""
        return not event or await self.engine.note(q.FirstDelivery("slack", event, self.clock()))

    async def close(self, seconds: float) -> None:
        """Wait until everything that was acknowledged has been served, ``seconds`` at most."""
        if not await self._in_flight.finish(seconds):
            log.warning("some events were still being served after %g s", seconds)
        await self.people.close()
