"""What every handler of events shares: who asks, asking the engine, answering, closing."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.adapters.shared.burst_gate import Turns
from bot.adapters.shared.log_once import Lasting
from bot.adapters.slack.gateway import SlackGateway
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.actors import People, Person
from bot.adapters.slack.serving.replies import Place, Replies
from bot.adapters.slack.web_api import Api, translating
from bot.engine.cards import Card, ProblemCard
from bot.engine.commands import Command
from bot.engine.dispatcher import Engine
from bot.engine.errors import GatewayError, Refused, StorageError
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds to wait for a name, where an old or plain one will do."""

RIGHTS_PATIENCE = 10.0
"""Seconds to wait where it matters whether someone manages the workspace."""

Make = Callable[[Actor, datetime], Command]
NOT_SAVED = ProblemCard(
    "That was not saved: the database did not answer.", "Try again in a minute."
)
BROKEN = ProblemCard("Something went wrong here; it is in the log.", "Try again in a minute.")
OLD = ProblemCard(
    "This button is from another version of Warmup.", "Use a newer message, or a command."
)
UNKNOWN_RIGHTS = "Slack did not tell whether you manage this workspace."
NO_FORM = ProblemCard("The form did not open in time.", "Press again, or repeat the command.")


class Desk:
    """Serves people: knows the engine, the Web API and who is who."""

    def __init__(
        self, engine: Engine, api: Api, gateway: SlackGateway, clock: Callable[[], datetime]
    ) -> None:
        self.engine = engine
        self.api = api
        self.gateway = gateway
        self.people = People(api)
        self.replies = Replies(api)
        self.clock = clock
        self.turns = Turns()
        self._troubles = Lasting(log)
        self._busy = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @asynccontextmanager
    async def work(self) -> AsyncGenerator[None]:
        """Count what is being served, so that closing can wait for it."""
        self._busy += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._busy -= 1
            if not self._busy:
                self._idle.set()

    async def close(self) -> None:
        """Wait until everything that was acknowledged has been served."""
        await self._idle.wait()
        await self.people.close()

    @property
    def workspace(self) -> str:
        """The workspace's id."""
        return self.gateway.identity.workspace

    def channel(self, channel: str) -> ChannelRef:
        """Return a channel of the workspace."""
        return ChannelRef("slack", self.workspace, channel)

    async def person(self, user: str, name: str = "", patience: float = PATIENCE) -> Person:
        """Return who ``user`` is."""
        return await self.people.get(user, name, patience)

    async def actor(self, user: str, name: str = "", patience: float = PATIENCE) -> Actor:
        """Return ``user`` as the engine knows people.

        Raises Refused where rights matter and Slack does not tell who they are.
        """
        person = await self.person(user, name, patience)
        if patience == RIGHTS_PATIENCE and not person.known:
            raise Refused(UNKNOWN_RIGHTS, "Try again in a minute.")
        return Actor("slack", self.workspace, user, person.name, person.manager)

    async def ask(self, place: Place, make: Make, patience: float = PATIENCE) -> Card:
        """Return the engine's answer to whoever asked."""
        actor = await self.actor(place.user, place.name, patience)
        return await self.guarded(lambda: self.engine.handle(make(actor, self.clock())))

    async def answer(
        self,
        place: Place,
        serve: Callable[[], Awaitable[Card]],
        *,
        replace: bool = False,
        once: str = "",
    ) -> None:
        """Show whoever asked what ``serve`` returns, a few people at a time.

        In a burst of thousands the acknowledgements of the next must not wait behind the
        answers to the last. What happens ``once`` (an event's id) is not served again.
        """
        repeated: list[str] = []

        async def serve_once() -> Card:
            if await self.first_time(once):
                return await serve()
            repeated.append(once)
            return BROKEN

        async with self.turns.turn():
            card = await self.guarded(serve_once)
            if not repeated:
                await self.replies.show(place, card, replace=replace)

    async def guarded(self, serve: Callable[[], Awaitable[Card]]) -> Card:
        """Return what ``serve`` returns, or a card that tells kindly why it can't."""
        try:
            return await serve()
        except Refused as refused:
            return ProblemCard(refused.message, refused.fix)
        except StorageError as error:
            self.note(error)
            return NOT_SAVED
        except GatewayError as error:
            log.warning("a command met Slack's refusal: %s", error)
            return ProblemCard(f"Slack did not allow it: {error}.")
        except Exception:  # whoever pressed must hear something, whatever broke
            log.exception("a command failed")
            return BROKEN

    def note(self, error: StorageError) -> None:
        """Say in the log that the database fails, not once for each who meets it."""
        self._troubles.met(f"what people send can't be stored or read: {error}", self.clock())

    async def open(self, place: Place, view: Json) -> str:
        """Open a form and return its id; tells the person and returns "" when it can't."""
        try:
            with translating():
                opened = await self.api.call("views.open", trigger_id=place.trigger, view=view)
        except GatewayError as error:
            log.info("a form did not open: %s", error)
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
            log.info("a form could not be filled: %s", error)

    async def first_time(self, event: str) -> bool:
        """Note an event's id; False for one that was delivered before, also in a former run."""
        if not event:
            return True
        now = self.clock()
        return await self.engine.store.write(lambda tx: tx.facts.first_time(f"slack:{event}", now))
