"""The points log and its totals, and the streak log."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from bot.engine.model.scores import DayOutcome, DayRule
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime, Word

point_entries = Table(
    "point_entries",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    refers("member_id", "members.id", index=True),
    refers("round_id", "rounds.id", index=True),
    Column("track", String, nullable=False),
    Column("points", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# A leaderboard is a range of this table's second index, read in order, so its cost depends on
# the page size and not on how many entries there are.
point_totals = Table(
    "point_totals",
    metadata,
    refers("member_id", "members.id", primary_key=True),
    refers("team_id", "teams.id", primary_key=True),
    Column("period", String, primary_key=True),
    Column("track", String, primary_key=True),
    Column("points", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index(
    "ix_point_totals_board",
    point_totals.c.team_id,
    point_totals.c.period,
    point_totals.c.track,
    point_totals.c.points.desc(),
    point_totals.c.member_id,
)

streak_days = Table(
    "streak_days",
    metadata,
    refers("member_id", "members.id", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("outcome", Word(DayOutcome), nullable=False),
    Column("rule", Word(DayRule), nullable=False),
    Column("current", Integer, nullable=False),
    Column("best", Integer, nullable=False),
    Column("freezes", Integer, nullable=False),
)
