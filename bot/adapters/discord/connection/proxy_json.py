"""Reading the answers of a proxy: JSON is JSON, whatever character set it names.

The library takes ``application/json`` to the letter only, and reads the same with
``; charset=utf-8`` behind it, as many proxies send it, as plain text.
"""

import json
from typing import Any

import aiohttp
import discord.http
import discord.webhook.async_


async def json_or_text(response: aiohttp.ClientResponse) -> Any:  # noqa: ANN401  # any JSON
    """Return what ``response`` holds: parsed, when it says that it is JSON."""
    text = await response.text(encoding="utf-8")
    return json.loads(text) if text and response.content_type == "application/json" else text


def read_patiently() -> None:
    """Let the library read its answers so; for another API address than Discord's own."""
    for module in (discord.http, discord.webhook.async_):
        if hasattr(module, "json_or_text"):
            vars(module)["json_or_text"] = json_or_text
