"""Slack's errors as the engine's: the one place where they are translated."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.adapters.shared.refusals import error_of
from bot.adapters.slack import refusals
from bot.engine.errors import GatewayError, NotPermitted, RateLimited, Transient

TOO_MANY = 429
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
        return Transient(f"Slack couldn't be reached ({type(error).__name__})")
    code, status = error_code(error), _status(error)
    if code in refusals.LIMITED or status == TOO_MANY:
        return RateLimited(retry_after(_headers(error)))
    if code == "missing_scope":
        return NotPermitted(f"the app lacks the scope {needed_scope(error)}: {SCOPE_FIX}")
    return error_of(refusals.kind_of(code), refusals.sentence_of(code or str(status)))


REFUSALS = {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
REFUSED = (
    "Slack no longer accepts SLACK_BOT_TOKEN ({code}). Install the app again and copy the "
    "Bot User OAuth Token (xoxb-…) from OAuth & Permissions."
)
SCOPE_FIX = "add it under OAuth & Permissions and install the app again"


def error_code(error: SlackApiError) -> str:
    """Return Slack's word for what is wrong, or an empty string."""
    return str(_data(error).get("error") or "")


def asked_to_wait(error: SlackApiError) -> float | None:
    """Return how many seconds a 429 asks to wait, None for any other refusal."""
    return retry_after(_headers(error)) if _status(error) == TOO_MANY else None


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


def refusal_of(code: str) -> str:
    """Return what to tell an operator if ``code`` says that the bot's token is rejected."""
    return REFUSED.format(code=code) if code in REFUSALS else ""
