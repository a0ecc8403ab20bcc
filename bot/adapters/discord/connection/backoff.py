"""Trying again while Discord can't be reached: one line each time; the traces are for DEBUG."""

import logging
import math
import sys
from typing import cast

import discord
import discord.client
import discord.shard
from discord.backoff import ExponentialBackoff

log = logging.getLogger(__name__)

MAX_PAUSE = 30.0
"""Seconds between two tries to reconnect; the library waits up to seventeen minutes."""
TRYING = ("Attempting a reconnect in %.2fs", "Attempting a reconnect for shard ID %s in %.2fs")
"""What the library logs, with a trace, at every try to reconnect."""
TRYING_FIRST = "Failed to connect for shard_id: %s. Retrying..."
"""What it logs where a shard couldn't connect for the first time."""
FIRST_SECONDS = 5.0
"""How long it waits then."""


def log_unreachable(error: BaseException, seconds: float) -> None:
    """Log that ``error`` kept us from Discord, and that we try again in ``seconds``."""
    why = str(error) or type(error).__name__
    log.warning("Discord can't be reached (%s); trying again in %d s", why, math.ceil(seconds))
    log.debug("its trace", exc_info=error)


class Bounded(ExponentialBackoff[bool]):
    """The library's growing pauses, up to ``MAX_PAUSE``."""

    def delay(self) -> float:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the next pause in seconds."""
        return min(super().delay(), MAX_PAUSE)


def bound_pauses() -> None:
    """Make the library reconnect soon after Discord is back."""
    discord.client.ExponentialBackoff = Bounded  # pyright: ignore[reportPrivateImportUsage]
    discord.shard.ExponentialBackoff = Bounded  # pyright: ignore[reportPrivateImportUsage]


def log_in_one_line(record: logging.LogRecord) -> bool:
    """Log our own line instead of the library's: a filter for its log."""
    error = sys.exception()
    if error is None or record.msg not in (*TRYING, TRYING_FIRST):
        return True
    seconds = cast("tuple[float, ...]", record.args)[-1]
    log_unreachable(error, FIRST_SECONDS if record.msg == TRYING_FIRST else seconds)
    return False


def quieten_library() -> None:
    """Have the library log a failed connection in one line, and nothing about voice."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    for name in ("discord.client", "discord.shard"):
        logging.getLogger(name).addFilter(log_in_one_line)
