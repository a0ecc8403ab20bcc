"""What the bot remembers about itself, and delivered events, over a database connection."""

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
    """What the bot itself remembers across restarts, never about a person."""

    def get(self, setting: Setting) -> str | None:
        """Return the setting's value, or None."""
        return self._value(_SETTING, name=setting)

    def put(self, setting: Setting, value: str) -> None:
        """Keep ``value``, in place of an earlier one."""
        self._put(db.settings, {"name": setting, "value": value})


class SqlEvents(Repository):
    """Which events a platform has delivered. Only a hash of an event's id is kept."""

    def first_time(self, event: str, at: datetime) -> bool:
        """Note a delivered event's id; False when it was noted before."""
        return self._put_new(db.delivered_events, {"event": hashed(event), "at": at})

    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` events noted before ``before``; return how many."""
        return self._runner.count(_PRUNE, {"before": before, "limit": limit})


def hashed(event: str) -> str:
    """Return what is kept of an event's id: the id may hold an account's."""
    return blake2b(event.encode(), digest_size=16).hexdigest()
