"""Messages with a picture: uploaded first, then shown by the message's own image block.

The upload is shared with no channel, so that the message alone, which carries its key, makes it
visible: after a kill in between, nothing that people see is there twice.

Answers to one person go without: they come as ephemeral messages, in which, as Slack's maintainers
say, no file can be shared (slackapi/node-slack-sdk issue 1790). An upload becomes visible by the
message that shows it, and an ephemeral one is none that Slack keeps.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, cast

from slack_sdk.errors import SlackApiError

from bot.adapters.shared.card_pictures import CardPictures
from bot.adapters.slack.errors import NETWORK_ERRORS, error_code
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import SlackPicture
from bot.adapters.slack.web_api import Api
from bot.engine.cards import Card

log = logging.getLogger(__name__)

UPLOAD_SECONDS = 6.0
"""A message waits no longer for its picture."""

WAITS = (1.0, 2.0, 2.0)
"""Seconds between tries to show an upload: Slack looks it over first, and refuses it until then."""

Send = Callable[[Sequence[Json]], Awaitable[Json]]


class SlackPictures:
    """Uploads the pictures of cards, shows them, and deletes those that are shown no more."""

    def __init__(
        self, api: Api, pictures: CardPictures | None, waits: Sequence[float] = WAITS
    ) -> None:
        self._api = api
        self._pictures = pictures
        self._waits = waits

    async def upload(self, card: Card) -> SlackPicture | None:
        """Return the card's picture as Slack knows it; None without one, whatever the reason."""
        picture = await self._pictures.of(card) if self._pictures else None
        if picture is None:
            return None
        try:
            async with asyncio.timeout(UPLOAD_SECONDS):
                answer = await cast("Any", self._api.client).files_upload_v2(
                    content=picture.png,
                    filename=picture.name,
                    title=picture.name,
                    alt_txt=picture.alt,
                )
        except NETWORK_ERRORS as error:
            log.warning("%s goes without its picture: %s", type(card).__name__, _reason(error))
            return None
        return SlackPicture(str(answer["files"][0]["id"]), picture.alt)

    async def send(self, blocks: Sequence[Json], send: Send) -> Json:
        """Send ``blocks``; if Slack isn't done with their picture after a while, without it."""
        files = files_in(blocks)
        for wait in self._waits if files else ():
            try:
                return await send(blocks)
            except SlackApiError as error:
                if error_code(error) != "invalid_blocks":
                    raise
            await asyncio.sleep(wait)
        if files:
            log.warning("a message goes without its picture: Slack refuses to show it")
            await self.delete(files)
        return await send([block for block in blocks if block["type"] != "image"])

    async def delete(self, files: Sequence[str]) -> None:
        """Delete uploads; one that can't be is left, and told in the log."""
        for file in files:
            try:
                await self._api.call("files.delete", file=file)
            except NETWORK_ERRORS as error:
                log.warning("upload %s couldn't be deleted: %s", file, _reason(error))


def files_in(blocks: Sequence[Json]) -> list[str]:
    """Return the uploads that ``blocks`` show."""
    return [str(block["slack_file"]["id"]) for block in blocks if "slack_file" in block]


def _reason(error: Exception) -> str:
    code = error_code(error) if isinstance(error, SlackApiError) else ""
    return code or type(error).__name__
