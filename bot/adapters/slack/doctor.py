"""``warmup doctor`` for Slack: tokens, scopes, whether the app is in each scheduled channel."""

from collections.abc import Collection

import aiohttp

from bot.adapters.slack.client import DEFAULT_PORT
from bot.adapters.slack.connection.sign_in import (
    APP_FIX,
    BOT_FIX,
    NEEDED_SCOPES,
    WANTED_SCOPES,
    identity_of,
    once,
    scopes_of,
)
from bot.adapters.slack.errors import SCOPE_FIX, translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.web_api import CALL_SECONDS, Api, web_client
from bot.engine.errors import GatewayError, StartRefused
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Finding

NETWORK_FIX = "Check the network, the proxy settings and SLACK_API_URL."


async def doctor(
    *,
    bot_token: str,
    app_token: str = "",
    signing_secret: str = "",
    port: int | None = None,
    api_url: str = "",
    channels: Collection[ChannelRef] = (),
) -> tuple[Finding, ...]:
    """Check tokens, scopes, and whether the app is in each scheduled channel; posts nothing."""
    if not bot_token:
        return (Finding(ok=False, what="SLACK_BOT_TOKEN isn't set.", fix=BOT_FIX),)
    client = web_client(bot_token, api_url)
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)
    ) as client.session:
        api = Api(client)
        try:
            answer = await once(lambda: api.call("auth.test"), "SLACK_BOT_TOKEN", BOT_FIX)
        except (StartRefused, GatewayError) as problem:
            return (_trouble("SLACK_BOT_TOKEN", problem),)
        me = identity_of(answer)
        where = f"{me.workspace_name} ({me.workspace})"
        ours = [channel for channel in dict.fromkeys(channels) if channel.platform == "slack"]
        return (
            Finding(ok=True, what=f"Slack: signed in to {where}."),
            *_scopes(answer),
            await _connection(api, app_token, signing_secret, port),
            *[await _membership(api, channel, me.workspace) for channel in ours],
        )


def _scopes(answer: Json) -> list[Finding]:
    granted = scopes_of(answer)
    if granted is None:
        return []
    uses = dict.fromkeys(NEEDED_SCOPES, "the daily question") | WANTED_SCOPES
    lacking = [
        Finding(
            ok=False,
            what=f"The Slack app lacks the scope {scope}, for {what}.",
            fix=f"{SCOPE_FIX[0].upper()}{SCOPE_FIX[1:]}.",
        )
        for scope, what in uses.items()
        if scope not in granted
    ]
    return lacking or [Finding(ok=True, what="Slack: all scopes granted.")]


async def _connection(api: Api, app_token: str, signing_secret: str, port: int | None) -> Finding:
    """Tell whether events can come in."""
    if app_token:
        try:
            await once(
                lambda: api.call("apps.connections.open", token=app_token),
                "SLACK_APP_TOKEN",
                APP_FIX,
            )
        except (StartRefused, GatewayError) as problem:
            return _trouble("SLACK_APP_TOKEN", problem)
        return Finding(ok=True, what="Slack: Socket Mode works.")
    if signing_secret:
        where = f"port {port or DEFAULT_PORT}"
        return Finding(ok=True, what=f"Slack: ready for signed HTTP on {where}.")
    return Finding(
        ok=False,
        what="No Slack connection configured: set SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.",
        fix=APP_FIX,
    )


async def _membership(api: Api, channel: ChannelRef, workspace: str) -> Finding:
    """Tell whether the app is in a scheduled channel."""
    name = f"Slack channel {channel.channel}"
    if channel.workspace != workspace:
        return Finding(
            ok=False,
            what=f"{name} is in workspace {channel.workspace}, the token in {workspace}.",
            fix="Use that workspace's token, or remove the schedule.",
        )
    try:
        with translating():
            answer = await api.call("conversations.info", channel=channel.channel)
    except GatewayError as problem:
        return Finding(ok=False, what=f"{name}: {problem}.", fix="Set it up again: /daily setup.")
    found: Json = answer.get("channel") or {}
    if found.get("is_archived") or found.get("is_member") is False:
        return Finding(
            ok=False, what=f"{name}: the app isn't in it.", fix="Invite it there with /invite."
        )
    return Finding(ok=True, what=f"{name}: the app is in it.")


def _trouble(setting: str, problem: StartRefused | GatewayError) -> Finding:
    if isinstance(problem, StartRefused):
        return Finding(ok=False, what=str(problem))
    return Finding(
        ok=False,
        what=f"{setting} couldn't be tried: Slack didn't answer ({problem}).",
        fix=NETWORK_FIX,
    )
