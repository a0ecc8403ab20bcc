"""Teams, their workspaces and holidays; members, their accounts, homes and leaves."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Time,
    false,
)

from bot.engine.model.people import GrantKind, Remind
from storage.tables.base import metadata, own_id, refers
from storage.tables.types import UtcTime, Word

teams = Table(
    "teams",
    metadata,
    own_id(),
    Column("name", String, nullable=False, index=True),
    Column("zone", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("words_private", Boolean, nullable=False, server_default=false()),
    Column("zone_chosen", Boolean, nullable=False, server_default=false()),
    Column("weekends_count", Boolean, nullable=False, server_default=false()),
    Column("recap_off", Boolean, nullable=False, server_default=false()),
    Column("recap_day", Integer),
    Column("recap_at", Time),
    Column("grader_off", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("platform", String, primary_key=True),
    Column("workspace", String, primary_key=True),
    refers("team_id", "teams.id", index=True),
)

holidays = Table(
    "holidays",
    metadata,
    refers("team_id", "teams.id", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("name", String, nullable=False),
)

managers = Table(
    "managers",
    metadata,
    Column("platform", String, primary_key=True),
    Column("workspace", String, primary_key=True),
    Column("kind", Word(GrantKind), primary_key=True),
    Column("who", String, primary_key=True),
    refers("team_id", "teams.id", index=True),
)

members = Table(
    "members",
    metadata,
    own_id(),
    refers("team_id", "teams.id", index=True),
    Column("name", String, nullable=False),
    Column("joined_at", UtcTime, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("left_at", UtcTime),
    Column("remind", Word(Remind), nullable=False, server_default=Remind.OFF.value),
    Column("remind_at", Time),
    Column("quiet_on", Date),
    Column("reminders_offered", Boolean, nullable=False, server_default=false()),
    Column("told_day", Date),
    Column("named_in_report", Boolean, nullable=False, server_default=false()),
    Column("grader_host", String, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

# An account may come from a workspace that isn't attached (a shared channel), so the
# workspace isn't a foreign key here. It is one member in each team; ``team_id`` is the member's.
identities = Table(
    "identities",
    metadata,
    Column("platform", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("workspace", String, primary_key=True),
    refers("team_id", "teams.id", primary_key=True, index=True),
    refers("member_id", "members.id", index=True),
)

# Where an account last used the bot: that's how we know who sent a direct message. It's
# deleted with the account, and an account that never took part has none.
homes = Table(
    "homes",
    metadata,
    Column("platform", String, primary_key=True),
    Column("user", String, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("team_id", Integer, nullable=False),
    ForeignKeyConstraint(
        ["platform", "user", "workspace", "team_id"],
        [
            "identities.platform",
            "identities.user",
            "identities.workspace",
            "identities.team_id",
        ],
        ondelete="CASCADE",
    ),
)

leaves = Table(
    "leaves",
    metadata,
    refers("member_id", "members.id", primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date, primary_key=True),
)
