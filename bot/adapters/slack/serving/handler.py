"""Serving what people ask: save, acknowledge, wait for a turn, show. All errors end here.

What saves nothing is acknowledged first (see ``shared.save_first``). What is asked is a value:
a command or query of the engine, a card to show, or something that the table given to the
handler answers.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Generator, Mapping
from contextlib import contextmanager
from dataclasses import replace as replaced
from datetime import datetime
from typing import Any

from bot.adapters.shared.background import Background
from bot.adapters.shared.burst_gate import BurstGate
from bot.adapters.shared.first_tries import FirstTries
from bot.adapters.shared.in_flight import InFlight
from bot.adapters.shared.log_once import LogOnce
from bot.adapters.shared.problems import BROKEN, NOT_SAVED, READING, STORAGE_FAILS
from bot.adapters.shared.save_first import NOT_SAVED_YET, SAVED, saves
from bot.adapters.shared.thread_answers import ThreadAnswers
from bot.adapters.slack.errors import translating
from bot.adapters.slack.gateway import SlackGateway
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.modals import modal_of
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.actors import RIGHTS_MATTER, People
from bot.adapters.slack.serving.home_tab import HomeTabs
from bot.adapters.slack.serving.replies import Place, Replies
from bot.adapters.slack.serving.threads import SlackThreads
from bot.adapters.slack.serving.user_groups import UserGroups
from bot.adapters.slack.web_api import Api
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import Card, HistoryCard, ProblemCard
from bot.engine.dispatcher import SLOW, Engine
from bot.engine.errors import AlreadyServed, GatewayError, Refused, StorageError, WarmupError
from bot.engine.file_queries import MissedDeck
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
        self.people = People(api, lambda: gateway.identity)
        self.groups = UserGroups(engine, api)
        self.replies = Replies(api)
        self.clock = clock
        self.gate = BurstGate()
        threads = SlackThreads(engine, api, gateway, self.people, self.replies)
        self.thread_answers = ThreadAnswers("slack", engine, threads, clock)
        self.home = HomeTabs(api, self.answer, clock)
        self._answers = answers
        self._first_tries = FirstTries(engine)
        self._problems = LogOnce(log)
        self._in_flight = InFlight()
        self._background = Background()

    # --- one path for everything that is asked -------------------------------------

    async def serve(
        self,
        place: Place,
        asked: object,
        acknowledgement: Acknowledgement,
        *,
        replace: bool = False,
        once: str = "",
    ) -> None:
        """Show whoever asked the answer; ``replace`` moves on the private message pressed.

        What is to happen ``once`` (a delivery's id) is not served when it is delivered again.
        """
        if isinstance(asked, SLOW):
            acknowledgement.give()
            await self.show(place, await self.answer(asked) or BROKEN, replace=replace)
            return
        if not saves(asked):
            acknowledgement.give()
            async with self.gate.turn():
                card = await self.answer(asked)
                await self.replies.show(place, card or BROKEN, replace=replace)
            return
        work = await self._begin(asked, acknowledgement, once)
        late = not work.done()
        if late:
            acknowledgement.give()
            await self.replies.show(place, NOT_SAVED_YET)
        card = await work or (SAVED if late else None)
        acknowledgement.give()
        if card is not None:
            await self.show(place, card, replace=replace)
            self._first_tries.follow(card, lambda problem: self.show(place, problem))

    async def save(self, asked: object, acknowledgement: Acknowledgement, once: str) -> Card | None:
        """Return the answer to what saves something; acknowledged when saved, or when late."""
        work = await self._begin(asked, acknowledgement, once)
        acknowledgement.give()
        return await work

    async def _begin(
        self, asked: object, acknowledgement: Acknowledgement, once: str
    ) -> asyncio.Task[Card | None]:
        """Answer what is asked; return once that is done, or Slack can't wait any longer."""
        work = asyncio.create_task(self.answer(asked, once))
        await asyncio.wait({work}, timeout=acknowledgement.seconds_left)
        return work

    async def show(self, place: Place, card: Card, *, replace: bool = False) -> None:
        """Show someone an answer when it is its turn: acknowledgements go first."""
        async with self.gate.turn():
            await self.replies.show(place, card, replace=replace)
            await self.learn_name(place)

    async def learn_name(self, place: Place) -> None:
        """Ask who someone is who was served as the event told: their name, their workspace."""
        if self.people.is_known(place.user):
            return
        person = await self.people.get(place.user, place.name)
        if person.known and (person.name != place.name or person.own_workspace):
            await self.engine.note(q.NoteName(replaced(self.actor(place), name=person.name)))

    async def answer(self, asked: object, once: str = "") -> Card | None:
        """Return the card that answers ``asked``; None for what was served before.

        Whatever goes wrong is a card, too: whoever asked must read something.
        """
        try:
            return await self._dispatch(asked, once)
        except AlreadyServed:
            return None
        except WarmupError as error:
            return self.problem(error)
        except Exception:
            log.exception("a command failed")
            return BROKEN

    async def _dispatch(self, asked: object, once: str) -> Card:
        if isinstance(asked, c.Command | q.ExportMe | MissedDeck):
            asked = await self.people.named(asked)
            if isinstance(asked, RIGHTS_MATTER):
                asked = replaced(asked, actor=await self.groups.joined(asked.actor))
        if (answer := self._answers.get(type(asked))) is not None:
            return await answer(self, asked)
        if isinstance(asked, c.Command):
            card = await self.engine.handle(asked, once)
            if saves(asked):
                self.home.changed(asked.actor.user)
            return self.gateway.linked(card) if isinstance(card, HistoryCard) else card
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
        own = self.people.own_workspace(place.user, place.team)
        name = place.name or place.user
        return Actor("slack", self.workspace, place.user, name, own_workspace=own)

    async def rights_of(self, place: Place) -> Actor:
        """Return who asks, with all their rights; raises Refused while Slack can't be asked."""
        return await self.with_rights(self.actor(place))

    async def with_rights(self, actor: Actor) -> Actor:
        """Return an actor with all their rights; raises Refused while Slack can't be asked."""
        asked = await self.people.named(q.MayManage(actor))
        return await self.groups.joined(asked.actor)

    # --- forms ---------------------------------------------------------------------

    async def serve_in_form(
        self, place: Place, asked: object, acknowledgement: Acknowledgement, once: str
    ) -> None:
        """Show the answer to a press in a modal there; what was saved is told in any case.

        What takes seconds says so meanwhile.
        """
        work = await self._begin(asked, acknowledgement, once)
        late = not work.done()
        acknowledgement.give()
        if late and isinstance(asked, SLOW):
            await self.fill(place.view, modal_of(READING, place.carried))
        if late and saves(asked):
            await self.fill(place.view, modal_of(NOT_SAVED_YET, place.carried))
        card = await work or (SAVED if late else None)
        if card is None:
            return
        async with self.gate.turn():
            shown = await self.fill(place.view, modal_of(card, place.carried))
            if not shown and saves(asked):
                await self.replies.show(place, card)

    async def open(self, place: Place, view: Json) -> str:
        """Open a form, in the modal that was pressed in if there is one; return its id.

        When it can't, that is told, and an empty string returned.
        """
        if place.view and await self.fill(place.view, view):
            return place.view
        try:
            with translating():
                opened = await self.api.call("views.open", trigger_id=place.trigger, view=view)
        except GatewayError as error:
            log.info("a form didn't open: %s", error)
            await self.replies.show(place, NO_FORM)
            return ""
        shown: Json = opened.get("view") or {}
        return str(shown.get("id") or "")

    async def fill(self, view_id: str, view: Json) -> bool:
        """Show ``view`` in an open form; False for one that was closed meanwhile."""
        try:
            with translating():
                await self.api.call("views.update", view_id=view_id, view=view)
        except GatewayError as error:
            log.info("a form couldn't be filled: %s", error)
            return False
        return True

    # --- events --------------------------------------------------------------------

    def start(self, kind: str, serving: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Serve something as a task of its own; ``kind`` is the event's, for the log."""
        return self._background.start(self._guarded(kind, serving))

    async def _guarded(self, kind: str, serving: Coroutine[Any, Any, None]) -> None:
        with self._serving(kind):
            await serving

    @contextmanager
    def _serving(self, kind: str) -> Generator[None]:
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
        loop = asyncio.get_running_loop()
        closes_at = loop.time() + seconds
        if not await self._in_flight.finish(seconds):
            log.warning("some events were still being served after %g s", seconds)
        await self.thread_answers.close(max(closes_at - loop.time(), 0.0))
        await self._first_tries.close()
        await self.home.close()
        await self.people.close()
