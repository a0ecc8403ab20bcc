"""What members' own histories have taught the reviews' scheduler."""

from sqlalchemy import Boolean, Column, Integer, Table

from storage.tables.base import metadata, refers
from storage.tables.types import Items, UtcTime

review_fits = Table(
    "review_fits",
    metadata,
    refers("member_id", "members.id", primary_key=True),
    Column("next_at", UtcTime, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("parameters", Items(float), nullable=False),
    Column("fitted_at", UtcTime),
    Column("wants_defaults", Boolean, nullable=False),
)
