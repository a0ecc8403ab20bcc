"""The Web API client, and the one place where Slack's errors become the engine's."""

import asyncio
import os
import random
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.connection.contact import Contact
from bot.adapters.slack.limits import Json
from bot.engine.errors import ChannelGone, GatewayError, NotPermitted, RateLimited, Transient

API_URL = "https://slack.com/api/"
CALL_SECONDS = 30
LONGEST_WAIT = 20.0
"""A longer Retry-After (seconds) is given back to the caller, who waits better than a call."""

_GONE = {"channel_not_found", "is_archived", "channel_is_archived"}
_FORBIDDEN = {
    "not_in_channel": "the bot is not in the channel: invite it with /invite",
    "restricted_action": "the workspace's settings forbid the bot to post there",
    "restricted_action_read_only_channel": "the channel is read-only for the bot",
    "restricted_action_thread_only_channel": "only replies in threads are allowed there",
    "restricted_action_thread_locked": "the thread is locked",
    "user_not_in_channel": "the person is not in the channel",
    "ekm_access_denied": "the workspace's administrators have suspended posting",
    "access_denied": "the workspace's administrators have not allowed this",
    "messages_tab_disabled": "the app's Messages tab is off: turn it on under App Home",
}


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

    def __init__(self, client: AsyncWebClient, contact: Contact | None = None) -> None:
        self.client = client
        self.contact = contact or Contact()

    async def call(self, method: str, **arguments: Any) -> Json:  # noqa: ANN401 - JSON values
        """Return the answer to ``method``; arguments that are None are left out."""
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            answer = await self._answer(method, given)
        except SlackApiError as error:
            if error_code(error):  # else it was something between Slack and here
                self.contact.answered(error_code(error))
            raise
        self.contact.answered()
        headers = {str(name).lower(): str(value) for name, value in answer.headers.items()}
        return {**answer.data, "headers": headers}

    async def _answer(self, method: str, given: Json) -> Any:  # noqa: ANN401 - loosely typed there
        client = cast("Any", self.client)
        if method in _READS:
            return await client.api_call(method, http_verb="GET", params=given)
        if "token" in given:
            return await client.api_call(method, params=given)
        return await client.api_call(method, json=given)


_READS = {"conversations.history", "conversations.replies", "conversations.info", "users.info"}


def web_client(token: str | None, api_url: str = "") -> AsyncWebClient:
    """Return a client of the API at ``api_url`` (Slack's own when empty).

    It repeats a call after a 429 only. A connection that broke is never retried by itself:
    the call may have been served, and a post must be looked for before it is sent again.
    """
    base = (api_url or API_URL).rstrip("/") + "/"
    client = AsyncWebClient(
        token=token,
        base_url=base,
        timeout=CALL_SECONDS,
        retry_handlers=[PatientRetryHandler()],
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


NETWORK_ERRORS = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)


@contextmanager
def translating() -> Generator[None]:
    """Raise what Slack or the network raises as a GatewayError."""
    try:
        yield
    except NETWORK_ERRORS as error:
        raise translated(error) from error


def translated(error: Exception) -> GatewayError:
    """Return the engine's error for one of the SDK or the network."""
    if not isinstance(error, SlackApiError):
        return Transient(f"Slack could not be reached ({type(error).__name__})")
    code, status = error_code(error), _status(error)
    if code == "ratelimited" or status == 429:
        return RateLimited(retry_after(_headers(error)))
    if code in _GONE:
        return ChannelGone(f"the channel is gone, or closed to the bot ({code})")
    if code in _FORBIDDEN:
        return NotPermitted(_FORBIDDEN[code])
    if code == "missing_scope":
        return NotPermitted(f"the app lacks the scope {needed_scope(error)}: {SCOPE_MEND}")
    return Transient(f"Slack refused the call ({code or status})")


SCOPE_MEND = "add it under OAuth & Permissions and install the app again"


def error_code(error: SlackApiError) -> str:
    """Return Slack's word for what is wrong, or an empty string."""
    return str(_data(error).get("error") or "")


def needed_scope(error: SlackApiError) -> str:
    """Return the scope that a ``missing_scope`` error asks for."""
    return str(_data(error).get("needed") or "it needs")


def _response(error: SlackApiError) -> object:
    return cast("object", error.response)  # pyright: ignore[reportUnknownMemberType]


def _data(error: SlackApiError) -> Mapping[str, object]:
    response = _response(error)
    data: object = getattr(response, "data", response)
    return cast("Mapping[str, object]", data) if isinstance(data, dict) else {}


def _headers(error: SlackApiError) -> Mapping[str, object]:
    return cast("Mapping[str, object]", getattr(_response(error), "headers", None) or {})


def _status(error: SlackApiError) -> int:
    response = _response(error)
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)


def retry_after(headers: Mapping[str, object]) -> float:
    """Return the seconds of a Retry-After header (a list in the SDK's own type); 1 if absent."""
    for name, value in headers.items():
        if name.lower() == "retry-after":
            first = cast("list[object]", value)[0] if isinstance(value, list) else value
            try:
                return max(float(str(first)), 0.0)
            except ValueError:
                break
    return 1.0
