"""How the small Discord gives out shards, as strict as Discord is."""

import time
from enum import Enum

from aiohttp import web

from tests.support.fakes.discord_rules import Json

Shard = tuple[int, int]
"""A shard's number, and how many there are."""


class Refusal(Enum):
    """Why a connection may not identify itself: a close code, or an invalid session."""

    INVALID = 4010
    NEEDED = 4011
    TOO_EARLY = 0


class ShardGate:
    """Keeps which connection is which shard; each bucket takes one session in ``seconds``."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """Seconds between two sessions of one bucket; 0 leaves it unchecked."""
        self.max_concurrency = 1
        self.needed = 0
        """How many shards there must be at least; 0 for any number, or none."""
        self.too_early: list[Shard] = []
        self._began: dict[int, float] = {}
        self._shards: dict[web.WebSocketResponse, Shard] = {}
        self._sessions: dict[str, Shard] = {}

    def identify(self, socket: web.WebSocketResponse, said: Json, session: str) -> Refusal | None:
        """Take a connection's word for which shard it is; return why it can't be that."""
        if "shard" not in said:
            return Refusal.NEEDED if self.needed else None
        number, count = said["shard"]
        if not 0 <= number < count or count < self.needed:
            return Refusal.INVALID
        bucket, now = number % self.max_concurrency, time.monotonic()
        if now - self._began.get(bucket, float("-inf")) < self.seconds:
            self.too_early.append((number, count))
            return Refusal.TOO_EARLY
        self._began[bucket] = now
        self._shards[socket] = self._sessions[session] = (number, count)
        return None

    def resume(self, socket: web.WebSocketResponse, session: str) -> None:
        """Give a connection the shard of the session it resumes."""
        if session in self._sessions:
            self._shards[socket] = self._sessions[session]

    def forget(self, socket: web.WebSocketResponse) -> None:
        """Forget a connection that ended."""
        self._shards.pop(socket, None)

    def shard_of(self, socket: web.WebSocketResponse) -> Shard | None:
        """Return a connection's shard; None without shards."""
        return self._shards.get(socket)

    def open(self) -> set[Shard]:
        """Return the shards that are connected."""
        return set(self._shards.values())

    def hears(self, socket: web.WebSocketResponse, server: str) -> bool:
        """Tell whether a connection is told of a server's events; direct messages go to shard 0."""
        shard = self._shards.get(socket)
        if shard is None:
            return True
        number, count = shard
        return ((int(server) >> 22) % count if server else 0) == number
