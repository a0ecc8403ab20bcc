"""The bot's own settings, and which events were delivered."""

from sqlalchemy import Column, String, Table, Text

from bot.engine.model.settings import Setting
from storage.tables.base import metadata
from storage.tables.types import UtcTime, Word

settings = Table(
    "settings",
    metadata,
    Column("name", Word(Setting), primary_key=True),
    Column("value", Text, nullable=False),
)

# "event" is a hash of the platform's id, because some of those contain an account's id.
delivered_events = Table(
    "delivered_events",
    metadata,
    Column("event", String, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
)
