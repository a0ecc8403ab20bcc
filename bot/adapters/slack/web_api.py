"""The Web API client: plain calls, paced by what Slack answers, and noted as contact."""

import asyncio
import os
import random
from collections.abc import AsyncIterator
from typing import Any, cast
from urllib.parse import urlsplit

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.shared.contact import Contact
from bot.adapters.slack.errors import asked_to_wait, error_code, refusal_of, retry_after
from bot.adapters.slack.limits import Json
from bot.adapters.slack.method_holds import MethodHolds
from bot.engine.errors import RateLimited

API_URL = "https://slack.com/api/"
CALL_SECONDS = 30
PAGE = 200
"""Things asked for at once; Slack may give fewer."""
LONGEST_WAIT = 20.0
"""A longer Retry-After (seconds) is given back to the caller, who waits better than a call."""


TRIES = 4
"""How often a call that Slack asks to repeat later is made in all."""


class PatientRetryHandler(AsyncRateLimitErrorRetryHandler):
    """Waits out a 429 whose Retry-After is short, a few times."""

    def __init__(self, longest: float = LONGEST_WAIT) -> None:
        super().__init__(max_retry_count=3)
        self._longest = longest

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        del state, request, error
        limited = response is not None and response.status_code == 429
        return limited and retry_after(response.headers if response else {}) <= self._longest

    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait as long as Slack says."""
        del request, error
        state.next_attempt_requested = True
        jitter = random.random() / 4  # noqa: S311 - spreads retries, guards nothing
        await asyncio.sleep(retry_after(response.headers if response else {}) + jitter)
        state.increment_current_attempt()


class Api:
    """Calls of the Web API by method name, as plain JSON values."""

    def __init__(
        self,
        client: AsyncWebClient,
        contact: Contact | None = None,
        holds: MethodHolds | None = None,
    ) -> None:
        self.client = client
        self._contact = contact
        self._holds = holds or MethodHolds()

    async def call(self, method: str, **arguments: Any) -> Json:  # noqa: ANN401 - JSON values
        """Return the answer to ``method``; arguments that are None are left out.

        Waits out what Slack's 429s hold; raises RateLimited when that takes long.
        """
        given = {name: value for name, value in arguments.items() if value is not None}
        channel = str(given.get("channel") or "")
        for left in reversed(range(TRIES)):
            await self._wait(method, channel)
            try:
                return await self._call(method, given)
            except SlackApiError as error:
                seconds = asked_to_wait(error)
                if seconds is None:
                    raise
                self._holds.note(method, channel, seconds)
                if not left or seconds > LONGEST_WAIT:
                    raise
        raise LookupError("unreachable")

    async def pages(self, method: str, **arguments: Any) -> AsyncIterator[Json]:  # noqa: ANN401 - JSON values
        """Yield the answers to ``method``, page after page; see ``call``."""
        cursor: str | None = None
        while True:
            page = await self.call(method, limit=PAGE, cursor=cursor, **arguments)
            yield page
            following: Json = page.get("response_metadata") or {}
            cursor = following.get("next_cursor") or None
            if cursor is None:
                return

    async def _wait(self, method: str, channel: str) -> None:
        """Wait while a 429 holds the method; the first to wait is not the first to go."""
        while (seconds := self._holds.seconds_left(method, channel)) > 0:
            if seconds > LONGEST_WAIT:
                raise RateLimited(seconds)
            jitter = random.random() / 4  # noqa: S311 - spreads calls, guards nothing
            await asyncio.sleep(seconds + jitter)

    async def _call(self, method: str, given: Json) -> Json:
        try:
            answer = await self._answer(method, given)
        except SlackApiError as error:
            if error_code(error):  # else it was something between Slack and us
                self._note_answer(refusal_of(error_code(error)))
            raise
        self._note_answer()
        headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
        return {**answer.data, "headers": headers}

    def note_refusal(self, refusal: str) -> None:
        """Note that the token is no longer accepted, as an event told."""
        self._note_answer(refusal)

    def _note_answer(self, refusal: str = "") -> None:
        if self._contact is not None:
            self._contact.answered(refusal)

    async def _answer(self, method: str, given: Json) -> Any:  # noqa: ANN401 - loosely typed there
        client = cast("Any", self.client)
        if method in _READS:
            return await client.api_call(method, http_verb="GET", params=given)
        if "token" in given:
            return await client.api_call(method, params=given)
        return await client.api_call(method, json=given)


_READS = {
    "conversations.history", "conversations.info", "conversations.replies", "users.info",
    "users.list",
}  # fmt: skip


def web_client(token: str | None, api_url: str = "") -> AsyncWebClient:
    """Return a client of the API at ``api_url`` (Slack's own when empty).

    It never repeats a call by itself: after a 429 ``Api`` does, and after a connection that broke
    the call may have been served, so that a post must be looked for before it is sent again.
    """
    base = (api_url or API_URL).rstrip("/") + "/"
    client = AsyncWebClient(
        token=token,
        base_url=base,
        timeout=CALL_SECONDS,
        retry_handlers=[],
    )
    if not uses_proxy(base):
        client.proxy = None
    return client


def uses_proxy(url: str) -> bool:
    """Tell whether a proxy of the environment serves ``url``; the SDK ignores NO_PROXY."""
    host = urlsplit(url).hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        return False
    without = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    names = [name.strip().lstrip("*").lstrip(".") for name in without.split(",")]
    return "*" not in without.split(",") and not any(
        name and (host == name or host.endswith(f".{name}")) for name in names
    )
