"""Noting every answer of Discord's API, by a trace that the library's session calls.

It also sees the answers after which the library retries by itself.
"""

from types import SimpleNamespace

import aiohttp

from bot.adapters.discord.sent_once import refuse_repeats
from bot.adapters.discord.serving.first_answer import note_failed_try
from bot.adapters.shared.contact import Contact

UNKNOWN_TOKEN = 401
REFUSED = (
    "Discord no longer accepts DISCORD_TOKEN. Make a new one: "
    "https://discord.com/developers/applications → your application → Bot → Reset Token."
)
OWN_TOKENS = ("/interactions/", "/webhooks/")
"""Paths that carry a token of their own: their answers say nothing about the bot's."""


def contact_trace(contact: Contact) -> aiohttp.TraceConfig:
    """Return the trace that notes in ``contact`` what Discord answers; a 5xx doesn't count.

    It also keeps the library from repeating what must be sent once.
    """

    async def answered(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestEndParams,
    ) -> None:
        status = request.response.status
        if status >= 500:
            note_failed_try(f"status {status}")
            return
        if any(path in request.url.path for path in OWN_TOKENS):
            contact.heard()
        else:
            contact.answered(REFUSED if status == UNKNOWN_TOKEN else "")

    async def failed(
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        request: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        note_failed_try(type(request.exception).__name__)

    config = aiohttp.TraceConfig()
    config.on_request_start.append(refuse_repeats)
    config.on_request_end.append(answered)
    config.on_request_exception.append(failed)
    return config
