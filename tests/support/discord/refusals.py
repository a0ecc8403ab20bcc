"""What Discord answers when it refuses something."""

import json
from types import SimpleNamespace
from typing import Any, cast

import discord
from aiohttp import web


def refused(status: int, code: int) -> web.Response:
    """Return a refusal with Discord's own ``code``."""
    return json_answer({"code": code, "message": "refused"}, status)


def too_many() -> web.Response:
    """Return a rate limit that is over at once."""
    body = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}
    return json_answer(body, 429, {"Retry-After": "0.05"})


def json_answer(body: object, status: int, more: dict[str, str] | None = None) -> web.Response:
    """Return ``body`` as JSON, with ``more`` headers."""
    headers = {"Content-Type": "application/json", **(more or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers)


def http_error(status: int, code: int) -> discord.HTTPException:
    """Return a refusal as the library raises it."""
    answer = SimpleNamespace(status=status, reason="refused", headers={})
    return discord.HTTPException(cast("Any", answer), {"code": code, "message": "refused"})
