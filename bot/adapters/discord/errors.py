"""Discord's errors as the engine's: the one place where they are translated."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

import aiohttp
import discord

from bot.adapters.discord import refusals
from bot.adapters.shared.refusals import Kind, error_of
from bot.engine.errors import GatewayError, RateLimited, Transient

log = logging.getLogger(__name__)
T = TypeVar("T")

UNKNOWN_MESSAGE = 10008
THREAD_EXISTS = 160004
THREAD_ARCHIVED = 50083
DEFAULT_WAIT = 5.0
LONGEST_WAIT = 30.0
"""Seconds a rate limit is waited out here; longer ones go to the engine."""
TRIES = 4
TOO_MANY = 429

VENDOR_ERRORS = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)


async def patiently(call: Callable[[], Awaitable[T]], longest: float = LONGEST_WAIT) -> T:
    """Make a call, waiting out rate limits of up to ``longest`` seconds.

    The library waits by itself only when the answer came through Discord's own front
    (it has a ``Via``); a proxy may have taken that mark off.
    """
    for _ in range(TRIES - 1):
        try:
            return await call()
        except discord.HTTPException as error:
            if error.status != TOO_MANY or _wait(error) > longest:
                raise
            await asyncio.sleep(_wait(error))
    return await call()


def asked_to_wait(error: BaseException) -> float:
    """Return how many seconds an answer asked to wait; 0 when it did not."""
    match error:
        case discord.RateLimited():
            return error.retry_after
        case discord.HTTPException(status=429):
            return _wait(error)
        case _:
            return 0.0


@contextmanager
def translated(doing: str, needs: str) -> Generator[None]:
    """Raise the engine's error for whatever Discord or the network answers.

    ``doing`` completes "The bot may not …", ``needs`` names the permissions.
    """
    try:
        yield
    except VENDOR_ERRORS as error:
        raise translate(error, doing, needs) from error


def translate(error: Exception, doing: str, needs: str) -> GatewayError:
    """Return the engine's error for ``error``."""
    match error:
        case discord.RateLimited():
            return RateLimited(error.retry_after)
        case discord.HTTPException() if _by_another(error):
            return Transient(f"A proxy in front of Discord answered {error.status}")
        case discord.HTTPException(status=429):
            return RateLimited(_wait(error))
        case discord.HTTPException():
            return _refusal(error, doing, needs)
        case _:
            return Transient(f"Discord can't be reached ({type(error).__name__})")


def _by_another(error: discord.HTTPException) -> bool:
    """Tell whether a proxy refused, or what guards Discord: Discord itself answers in JSON."""
    kind = str(error.response.headers.get("Content-Type", ""))
    return error.status in (403, 404) and kind.startswith("text/")


def _refusal(error: discord.HTTPException, doing: str, needs: str) -> GatewayError:
    kind = refusals.kind_of(error.status, error.code)
    if kind is Kind.OURS:
        log.error("Discord refused to %s: %s", doing, error.text)
    otherwise = f"Discord refused the request ({error.code or error.status})"
    return error_of(kind, refusals.sentence_of(error.code, doing, needs, otherwise))


def _wait(error: discord.HTTPException) -> float:
    """Return the seconds Discord (or a proxy that hides its marks) asks to wait."""
    try:
        return float(error.response.headers.get("Retry-After", DEFAULT_WAIT))
    except ValueError:
        return DEFAULT_WAIT
