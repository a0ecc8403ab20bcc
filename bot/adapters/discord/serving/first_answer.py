"""The first answer to an interaction, which Discord takes once, within 3 seconds.

When Discord heard it but the response was lost (a 502, a cut connection), another try is told
that the interaction "has already been acknowledged". That is also what a worker hears that comes
second: only the tries of one's own tell the two apart.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar

import aiohttp
import discord

from bot.adapters.discord.errors import patiently

log = logging.getLogger(__name__)

ALREADY_ACKNOWLEDGED = 40060
RATE_LIMIT_SECONDS = 1.0
"""How long a first answer may wait for a rate limit; Discord gives it 3 seconds in all."""
PAUSES = (0.1, 0.4, 1.0)
"""Seconds before the tries after a connection was cut; the library repeats only after a 5xx."""
CUT = (aiohttp.ClientError, OSError, TimeoutError)

_failed_tries: ContextVar[list[str] | None] = ContextVar("failed_tries", default=None)


def note_failed_try(reason: str) -> None:
    """Note that a request failed in a way that leaves open whether Discord served it.

    The library repeats some requests by itself, so only a trace of its session hears of each.
    """
    failed = _failed_tries.get()
    if failed is not None:
        failed.append(reason)


async def give(press: discord.Interaction, answer: Callable[[], Awaitable[object]]) -> None:
    """Give the first answer; raises what Discord or the network answers when it didn't count.

    It counts as given even if the receipt for it has no body, and if it was given by a try whose
    response was lost.
    """
    failed: list[str] = []
    before = _failed_tries.set(failed)
    try:
        await _try(press, answer, failed)
    finally:
        _failed_tries.reset(before)


async def _try(
    press: discord.Interaction, answer: Callable[[], Awaitable[object]], failed: list[str]
) -> None:
    for pause in (*PAUSES, None):
        try:
            await patiently(answer, RATE_LIMIT_SECONDS)
        except (KeyError, TypeError):
            if not press.response.is_done():
                raise
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED or not failed:
                raise
            log.info("an acknowledgement was given, but its response was lost: %s", failed[0])
        except CUT as error:
            if pause is None:
                raise
            failed.append(type(error).__name__)
            await asyncio.sleep(pause)
            continue
        return
