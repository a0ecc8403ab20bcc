"""A Discord out of reach in one line: why, and when it is tried again. Traces are for DEBUG."""

import logging
import math
import sys
from typing import cast

import discord
import discord.client
from discord.backoff import ExponentialBackoff

log = logging.getLogger(__name__)

LONGEST = 30.0
"""Seconds between two tries to connect again; the library waits up to seventeen minutes."""
TRYING = "Attempting a reconnect in %.2fs"
"""What the library says, with a trace, at every try to connect again."""


def out_of_reach(error: BaseException, seconds: float) -> None:
    """Say that ``error`` kept us from Discord, and that it is tried again in ``seconds``."""
    why = str(error) or type(error).__name__
    log.warning("Discord can't be reached (%s); trying again in %d s", why, math.ceil(seconds))
    log.debug("the trace of it", exc_info=error)


class Bounded(ExponentialBackoff[bool]):
    """The library's growing pauses, up to ``LONGEST``."""

    def delay(self) -> float:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the next pause in seconds."""
        return min(super().delay(), LONGEST)


def bound_pauses() -> None:
    """Let the library never be deaf for long after Discord is back."""
    discord.client.ExponentialBackoff = Bounded  # pyright: ignore[reportPrivateImportUsage]


def in_a_line(record: logging.LogRecord) -> bool:
    """Say our own line instead of the library's: a filter for its log."""
    error = sys.exception()
    if record.msg != TRYING or error is None:
        return True
    (seconds,) = cast("tuple[float]", record.args)
    out_of_reach(error, seconds)
    return False
