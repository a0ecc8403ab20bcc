"""Repositories of what the bot and its adapters note for themselves."""

from datetime import datetime
from typing import Protocol

from bot.engine.model.settings import Setting


class Settings(Protocol):
    """What the bot itself remembers across restarts, never about a person."""

    def get(self, setting: Setting) -> str | None: ...
    def put(self, setting: Setting, value: str) -> None: ...


class Events(Protocol):
    """Which events a platform has delivered. Only a hash of an event's id is kept."""

    def first_time(self, event: str, at: datetime) -> bool:
        """Note a delivered event's id; False when it was noted before."""
        ...

    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` events noted before ``before``; return how many."""
        ...
