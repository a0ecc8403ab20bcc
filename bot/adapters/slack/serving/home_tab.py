"""The home tab: published when someone opens it, and again after they did something.

Slack keeps what was published last and shows it until the next time. It is only made for people
who have opened it while the bot runs, and soon after what they do, several things at once.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.adapters.shared.background import Background
from bot.adapters.slack.errors import translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.cards import render
from bot.adapters.slack.web_api import Api
from bot.engine.cards import Card, HomeCard
from bot.engine.errors import GatewayError
from bot.engine.home_commands import ShowHome
from bot.engine.model.people import Actor

log = logging.getLogger(__name__)

HOME = "w1:home"
SOON = 1.5
"""Seconds after something was done: presses in a row are shown at once."""
PEOPLE_KEPT = 5_000

Answer = Callable[[ShowHome], Awaitable[Card | None]]


class HomeTabs:
    """Publishes people's home tabs.

    ``answer`` returns the card of one, or of a problem; ``clock`` returns aware UTC, ``soon`` is
    in seconds.
    """

    def __init__(
        self, api: Api, answer: Answer, clock: Callable[[], datetime], soon: float = SOON
    ) -> None:
        self._api = api
        self._answer = answer
        self._clock = clock
        self._soon = soon
        self._opened: dict[str, Actor] = {}
        self._planned: set[str] = set()
        self._background = Background()

    async def open(self, actor: Actor) -> None:
        """Show their home to someone who has just opened the tab."""
        self._opened.pop(actor.user, None)
        self._opened[actor.user] = actor
        while len(self._opened) > PEOPLE_KEPT:
            del self._opened[next(iter(self._opened))]
        await self._publish(actor)

    def changed(self, user: str) -> None:
        """Publish again, soon, for someone who did something and has opened the tab before."""
        actor = self._opened.get(user)
        if actor is not None and user not in self._planned:
            self._planned.add(user)
            self._background.start(self._publish_soon(actor))

    async def close(self) -> None:
        """Publish no more."""
        await self._background.close()

    async def _publish_soon(self, actor: Actor) -> None:
        await asyncio.sleep(self._soon)
        self._planned.discard(actor.user)
        await self._publish(actor)

    async def _publish(self, actor: Actor) -> None:
        card = await self._answer(ShowHome(actor, self._clock()))
        if not isinstance(card, HomeCard):  # why not stands in the log; the old one stays
            return
        (shown, *_) = render(card)
        view: Json = {"type": "home", "callback_id": HOME, "blocks": list(shown.blocks)}
        try:
            with translating():
                await self._api.call("views.publish", user_id=actor.user, view=view)
        except GatewayError as error:  # the next time they open it, it's published again
            log.info("a home tab couldn't be published: %s", error)
