"""Signing in: are the tokens good, are the scopes there? One message that names the fix."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.adapters.slack.errors import SCOPE_FIX, error_code, needed_scope
from bot.adapters.slack.gateway import Identity
from bot.adapters.slack.limits import Json
from bot.adapters.slack.web_api import Api
from bot.engine.errors import RateLimited, StartRefused, Transient

log = logging.getLogger(__name__)

NEEDED_SCOPES = ("chat:write", "commands", "users:read", "channels:history")
"""Without these there is no daily question: posting, commands, names, looking before reposting."""

WANTED_SCOPES = {
    "app_mentions:read": "mentions in threads",
    "channels:join": "joining a public channel at /daily setup",
    "channels:read": "checking that the app is in the channel",
    "files:read": "/question import by a file",
    "files:write": "/warmup me export, and the recap's picture",
    "groups:history": "private channels",
    "groups:read": "private channels",
    "im:history": "finding a reminder again, so that it isn't sent twice",
    "im:write": "notifying a schedule's owner when it is paused",
    "pins:write": "pinning the open question",
    "usergroups:read": "choosing a user group to notify",
    "reactions:write": "✅ on the thread replies that count",
}
"""What doesn't work without each of the others."""

BOT_FIX = "Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions into SLACK_BOT_TOKEN."
APP_FIX = (
    "Make an app-level token (xapp-…) with the scope connections:write under Basic Information, "
    "and put it into SLACK_APP_TOKEN."
)
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable"}


async def sign_in(
    api: Api, first_wait: float = FIRST_WAIT
) -> tuple[Identity, frozenset[str] | None]:
    """Return who the bot is and its scopes (None if Slack doesn't say).

    Raises StartRefused for a token that is wrong or lacks a needed scope; waits for Slack
    while it can't be reached, ``first_wait`` seconds at first and then longer.
    """
    answer = await _patiently(lambda: api.call("auth.test"), "SLACK_BOT_TOKEN", BOT_FIX, first_wait)
    scopes = scopes_of(answer)
    if scopes is not None:
        lacking = [scope for scope in NEEDED_SCOPES if scope not in scopes]
        if lacking:
            raise StartRefused(f"The Slack app lacks the scope {', '.join(lacking)}: {SCOPE_FIX}.")
        lost = [f"{scope} ({what})" for scope, what in WANTED_SCOPES.items() if scope not in scopes]
        if lost:
            log.warning("the Slack app lacks scopes: %s; %s", ", ".join(lost), SCOPE_FIX)
    return identity_of(answer), scopes


async def socket_url(api: Api, app_token: str) -> str:
    """Return the address of a Socket Mode connection; raises StartRefused for a wrong token."""
    answer = await _patiently(
        lambda: api.call("apps.connections.open", token=app_token), "SLACK_APP_TOKEN", APP_FIX
    )
    return str(answer["url"])


def identity_of(answer: Json) -> Identity:
    """Return who ``auth.test`` says the bot is."""
    return Identity(
        workspace=str(answer.get("team_id") or ""),
        workspace_name=str(answer.get("team") or ""),
        user=str(answer.get("user_id") or ""),
        bot=str(answer.get("bot_id") or ""),
        address=str(answer.get("url") or ""),
        enterprise=str(answer.get("enterprise_id") or ""),
    )


def scopes_of(answer: Json) -> frozenset[str] | None:
    """Return the scopes of the token that made the call, None if Slack doesn't say."""
    told = answer["headers"].get("x-oauth-scopes")
    return frozenset(scope.strip() for scope in told.split(",")) if told else None


async def once(call: Callable[[], Awaitable[Json]], setting: str, fix: str) -> Json:
    """Return the answer to a call that a token of ``setting`` makes.

    Raises StartRefused if the token is rejected, Transient if Slack can't be reached.
    """
    try:
        return await call()
    except SlackApiError as error:
        code = error_code(error)
        if code == "missing_scope":
            lacking = needed_scope(error)
            raise StartRefused(f"{setting} lacks the scope {lacking}: {SCOPE_FIX}.") from None
        if code and code not in _PASSING:
            raise StartRefused(f"Slack refused {setting} ({code}). {fix}") from None
        raise Transient(code or "an unexpected response") from None
    except RateLimited as error:
        raise Transient(str(error)) from None
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Transient(type(error).__name__) from None


async def _patiently(
    call: Callable[[], Awaitable[Json]], setting: str, fix: str, wait: float = FIRST_WAIT
) -> Json:
    while True:
        try:
            return await once(call, setting, fix)
        except Transient as problem:
            log.warning("Slack can't be reached (%s); trying again in %g s", problem, wait)
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)
