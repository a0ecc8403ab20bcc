"""Shards: Discord divides servers between connections, and workers divide connections.

A server's events come to shard ``(server id >> 22) % count`` only. Posting needs no connection
at all, so every worker posts in all servers; a worker hears only of those of its shards.
"""

import asyncio
from dataclasses import dataclass

SHARD_SECONDS = 5.0
"""Seconds between two connections that identify themselves: Discord's limit for most bots."""
INVALID_SHARD, SHARDING_REQUIRED = 4010, 4011
"""What Discord closes a connection with when there are too few shards, or other ones."""
WRONG_SHARDS = (
    "Discord refused these shards ({code}): it takes at most 2,500 servers per shard. Set "
    "DISCORD_SHARD_COUNT to one shard for every 1,000 servers, the same in all workers, and let "
    "their DISCORD_SHARD_IDS share them out (docs/scaling.md)."
)


@dataclass(frozen=True, slots=True)
class Shards:
    """How many shards the bot has in all, and which of them this worker serves."""

    count: int
    ids: tuple[int, ...]
    seconds: float = SHARD_SECONDS
    """Seconds between two of them that identify themselves."""


async def until_stopped(
    connecting: "asyncio.Task[None]", stopped: asyncio.Event, grace: float = 1.0
) -> None:
    """Wait for ``connecting``; end it ``grace`` seconds after a stop. Raises what it raises.

    The library opens one shard after the other and looks for a stop only when all are open.
    """
    stopping = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait({connecting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({connecting}, timeout=grace)
        if connecting.done():
            connecting.result()
    finally:
        stopping.cancel()
        connecting.cancel()
        await asyncio.gather(stopping, connecting, return_exceptions=True)
