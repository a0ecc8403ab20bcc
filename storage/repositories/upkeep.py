"""The bot's own settings, and delivered events, on a database connection."""

from datetime import datetime
from hashlib import blake2b

from sqlalchemy import bindparam, select

from bot.engine.model.settings import Setting
from storage import tables as db
from storage.repositories.sql import Repository, first_rows
from storage.tables.types import UtcTime

_SETTING = select(db.settings.c.value).where(db.settings.c.name == bindparam("name"))
_PRUNE = first_rows(
    db.delivered_events, db.delivered_events.c.at < bindparam("before", type_=UtcTime)
)


class SqlSettings(Repository):
    """Values the bot itself keeps across restarts; never anything about a person."""

    def get(self, setting: Setting) -> str | None:
        """Return the setting's value, or None."""
        return self._value(_SETTING, name=setting)

    def put(self, setting: Setting, value: str) -> None:
        """Store ``value``; replaces an earlier one."""
        self._put(db.settings, {"name": setting, "value": value})


class SqlEvents(Repository):
    """Which events a platform has delivered; stores only a hash of each event's id."""

    def first_time(self, event: str, at: datetime) -> bool:
        """Record a delivered event's id; return False if it was recorded before."""
        return self._put_new(db.delivered_events, {"event": hashed(event), "at": at})

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` events recorded before ``before``; return how many."""
        return self._runner.count(_PRUNE, {"before": before, "limit": limit})


def hashed(event: str) -> str:
    """Return the hash stored for an event's id, because the id may contain an account's id."""
    return blake2b(event.encode(), digest_size=16).hexdigest()
