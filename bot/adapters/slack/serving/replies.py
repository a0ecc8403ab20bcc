"""Answering one person, in private: over the event's response_url, else an ephemeral message.

An ephemeral message can only be changed over the response_url of a press on it, so that
comes first; it takes 5 uses in 30 minutes and works where the bot isn't a member. Where both
fail, the answer goes to the bot's direct messages with the person.
"""

import json
import logging
from dataclasses import dataclass
from hashlib import sha256

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.adapters.shared.action_ids import Action
from bot.adapters.slack.errors import translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button
from bot.adapters.slack.render.cards import render
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line
from bot.adapters.slack.web_api import CALL_SECONDS, Api, PatientRetryHandler, uses_proxy
from bot.engine.cards import Card, PostedLeaderboardCard, ProblemCard
from bot.engine.errors import GatewayError

log = logging.getLogger(__name__)

NO_POST_FIX = "Invite Warmup to the channel with /invite, then try again."


@dataclass(frozen=True, slots=True)
class Place:
    """Who asked something, and where. Empty strings mean there is none.

    ``name`` is the account's as the event gave it, ``team`` its workspace; ``trigger`` opens a
    form for 3 seconds; ``delivery`` is the same when Slack delivers the same thing again; ``view``
    is the open modal that was pressed in, ``message`` the message, if it is one that stays.
    """

    user: str
    channel: str = ""
    thread: str = ""
    response_url: str = ""
    name: str = ""
    trigger: str = ""
    delivery: str = ""
    team: str = ""
    view: str = ""
    message: str = ""

    @property
    def carried(self) -> Json:
        """What a form carries, to be answered in the same place."""
        return {"channel": self.channel, "thread": self.thread, "response_url": self.response_url}


def delivery_of(body: Json) -> str:
    """Return what tells a delivery from all others: it comes again just as it was."""
    return sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]


def carried_place(user: Json, private: Json) -> Place:
    """Return the place a form carried, for the account that submits it."""
    return Place(
        str(user.get("id") or ""),
        str(private.get("channel") or ""),
        str(private.get("thread") or ""),
        str(private.get("response_url") or ""),
        str(user.get("name") or user.get("username") or ""),
        team=str(user.get("team_id") or ""),
    )


class Replies:
    """Sends answers to the people who asked."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def show(self, place: Place, card: Card, *, replace: bool = False) -> None:
        """Show ``card`` to whoever asked; ``replace`` moves the private message they pressed on.

        A problem never replaces what they were doing.
        """
        if isinstance(card, PostedLeaderboardCard):
            for shown in render(card):
                await self._post(place, shown)
            return
        replace = replace and not isinstance(card, ProblemCard)
        for number, shown in enumerate(render(card)):
            await self._send(place, shown, replace=replace and number == 0)

    async def press(self, place: Place, words: str, label: str, action: Action) -> None:
        """Show one sentence and one button."""
        blocks = [*rich([line(words)]), *actions([button(label, action)])]
        await self._send(place, message(words, blocks), replace=False)

    async def _send(self, place: Place, message: Message, *, replace: bool) -> None:
        if replace and place.message and await self._update(place, message):
            return
        if place.response_url and await self._respond(place, message, replace=replace):
            return
        if place.channel and await self._ephemeral(place, message):
            return
        await self._direct(place, message)

    async def _post(self, place: Place, message: Message) -> None:
        """Show ``message`` to the channel: over the event's response_url, else as ourselves."""
        if place.response_url and await self._respond(place, message, public=True):
            return
        try:
            with translating():
                await self._api.call(
                    "chat.postMessage",
                    channel=place.channel,
                    text=message.text,
                    blocks=list(message.blocks),
                )
        except GatewayError as error:
            log.info("no board in %s: %s", place.channel, error)
            problem = ProblemCard("The leaderboard couldn't be posted.", NO_POST_FIX)
            await self.show(place, problem)

    async def _update(self, place: Place, message: Message) -> bool:
        """Show ``message`` in place of one of ours that stays, as in direct messages."""
        try:
            with translating():
                await self._api.call(
                    "chat.update",
                    channel=place.channel,
                    ts=place.message,
                    text=message.text,
                    blocks=list(message.blocks),
                )
        except GatewayError as error:
            log.info("a message couldn't be changed: %s", error)
            return False
        return True

    async def _respond(
        self, place: Place, message: Message, *, replace: bool = False, public: bool = False
    ) -> bool:
        hook = AsyncWebhookClient(
            place.response_url,
            timeout=CALL_SECONDS,
            session=self._api.client.session,
            retry_handlers=[PatientRetryHandler()],
        )
        if not uses_proxy(place.response_url):
            hook.proxy = None
        body: Json = {
            "text": message.text,
            "blocks": list(message.blocks),
            "response_type": "in_channel" if public else "ephemeral",
            "replace_original": replace,
        }
        if place.thread and not replace:
            body["thread_ts"] = place.thread
        try:
            answer = await hook.send_dict(body)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("a response_url didn't answer: %s", type(error).__name__)
            return False
        if answer.status_code != 200:
            log.info("a response_url refused: %d %s", answer.status_code, answer.body[:80])
        return answer.status_code == 200

    async def _ephemeral(self, place: Place, message: Message) -> bool:
        try:
            with translating():
                await self._api.call(
                    "chat.postEphemeral",
                    channel=place.channel,
                    user=place.user,
                    thread_ts=place.thread or None,
                    text=message.text,
                    blocks=list(message.blocks),
                )
        except GatewayError as error:
            log.info("no ephemeral message in %s: %s", place.channel, error)
            return False
        return True

    async def _direct(self, place: Place, message: Message) -> None:
        try:
            with translating():
                opened = await self._api.call("conversations.open", users=place.user)
                await self._api.call(
                    "chat.postMessage",
                    channel=opened["channel"]["id"],
                    text=message.text,
                    blocks=list(message.blocks),
                )
        except GatewayError as error:
            log.warning("%s couldn't be answered: %s", place.user, error)
