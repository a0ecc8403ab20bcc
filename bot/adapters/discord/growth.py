"""What Discord will want of a bot that grows, said before it does.

https://docs.discord.com/developers/gateway/getting-started-with-privileged-intent-review
(reviews count people since June 2026); verification and sharding count servers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.engine.ports.runtime import Finding

REVIEWED_FROM = 10_000
"""People a bot can reach before Discord reviews its Message Content Intent every year."""
VERIFIED_FROM = 100
"""Servers a bot can be in before it has to be verified."""
SHARDED_FROM = 2_500
"""Servers that one connection can serve."""
NEAR = 0.8
"""The share of a limit from which it's worth saying."""
NEAR_VERIFIED = 75
"""Servers from which Discord takes an application for verification."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the bot has come: its servers, and their members (some are in several)."""

    servers: int
    people: int
    verified: bool
    message_content: bool


def findings(reach: Reach) -> Iterator[Finding]:
    """Yield what Discord wants now or soon; nothing for a small bot."""
    if reach.message_content and reach.people >= REVIEWED_FROM * NEAR:
        yield Finding(
            True,
            f"The bot's servers have about {reach.people:,} members. From {REVIEWED_FROM:,} "
            "people on, Discord reviews the Message Content Intent, and again every year.",
            "Apply in the Developer Portal → your application → Bot. Without the intent there's "
            "no thread format; everything else works.",
        )
    if not reach.verified and reach.servers >= NEAR_VERIFIED:
        yield Finding(
            True,
            f"The bot is in {reach.servers:,} servers; without verification it can't be in more "
            f"than {VERIFIED_FROM}.",
            "Apply in the Developer Portal → your application → App Verification.",
        )
    if reach.servers >= SHARDED_FROM * NEAR:
        yield Finding(
            True,
            f"The bot is in {reach.servers:,} servers. Beyond {SHARDED_FROM:,}, Discord refuses a "
            "bot without shards.",
            "Unless it's set already, set DISCORD_SHARD_COUNT to one for every 1,000 servers "
            "(docs/scaling.md).",
        )
