"""Reading JSON that comes through a proxy, whatever character set its type names.

The library recognizes exactly ``application/json``; with ``; charset=utf-8`` behind it, as
many proxies send it, it takes the body for plain text.
"""

import json
from typing import Any

import aiohttp
import discord.http
import discord.webhook.async_


async def json_or_text(response: aiohttp.ClientResponse) -> Any:  # noqa: ANN401  # any JSON
    """Return the body of ``response``: parsed if it says that it is JSON."""
    text = await response.text(encoding="utf-8")
    return json.loads(text) if text and response.content_type == "application/json" else text


def patch_json_parsing() -> None:
    """Make the library parse such answers; for an API address other than Discord's own."""
    for module in (discord.http, discord.webhook.async_):
        if hasattr(module, "json_or_text"):
            vars(module)["json_or_text"] = json_or_text
