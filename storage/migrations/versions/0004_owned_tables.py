"""Tables with owners in place of facts, so that whoever is forgotten leaves nothing.

Revision 0004, after 0003. What facts held moves to where it belongs: a home to its account, a
thread reply to its response, the bot's own notes to the settings. The rest is dropped: plans
that waited an hour at most, and homes and replies of people who are not known. Events of the
last day stay, as hashes.
"""

from datetime import timedelta
from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

events = sa.table(
    "delivered_events",
    sa.column("event", sa.String),
    sa.column("at", sa.DateTime(timezone=True)),
)
proposals = sa.table("proposals", sa.column("member_id", sa.Integer))


def upgrade() -> None:
    """Make the tables, move what has a place in them, drop the facts."""
    _make_tables()
    _keep_proposals_without_an_author()
    _hash_events()


def downgrade() -> None:
    """Make the facts again, empty; suggestions and reports without an author are lost."""
    op.execute(sa.delete(proposals).where(proposals.c.member_id.is_(None)))
    _change_author(on_delete="CASCADE", nullable=False)
    op.drop_index("ix_delivered_events_at", "delivered_events")
    op.drop_index("ix_drills_started_at", "drills")
    op.drop_index("ix_schedules_owner", "schedules")
    op.drop_column("responses", "reply")
    for table in ("anonymous_votes", "waiting_plans", "homes", "settings"):
        op.drop_table(table)


def _make_tables() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    op.create_table(
        "homes",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["platform", "workspace", "user"],
            ["identities.platform", "identities.workspace", "identities.user"],
            name="fk_homes_platform_workspace_user",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("platform", "user", name="pk_homes"),
    )
    op.create_table(
        "waiting_plans",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("schedule_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"],
            ["schedules.id"],
            name="fk_waiting_plans_schedule_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token", name="pk_waiting_plans"),
    )
    op.create_index("ix_waiting_plans_schedule_id", "waiting_plans", ["schedule_id"])
    op.create_index("ix_waiting_plans_expires_at", "waiting_plans", ["expires_at"])
    op.create_index("ix_waiting_plans_user", "waiting_plans", ["user"])
    op.create_table(
        "anonymous_votes",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name="fk_anonymous_votes_round_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "choice", name="pk_anonymous_votes"),
    )
    op.add_column("responses", sa.Column("reply", sa.String(), nullable=True))
    op.create_index("ix_delivered_events_at", "delivered_events", ["at"])
    op.create_index("ix_drills_started_at", "drills", ["started_at"])
    op.create_index("ix_schedules_owner", "schedules", ["owner"])


def _keep_proposals_without_an_author() -> None:
    _change_author(on_delete="SET NULL", nullable=True)


def _change_author(*, on_delete: str, nullable: bool) -> None:
    """Say what becomes of a suggestion or a report whose author is forgotten.

    SQLite can only make the table again, which forgets the last id it gave: one that was given
    must not be given again.
    """
    connection = op.get_bind()
    last = None
    if connection.dialect.name == "sqlite":
        known = "SELECT seq FROM sqlite_sequence WHERE name = 'proposals'"
        last = connection.execute(sa.text(known)).scalar()
    with op.batch_alter_table("proposals", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint("fk_proposals_member_id", type_="foreignkey")
        batch.alter_column("member_id", existing_type=sa.Integer(), nullable=nullable)
        batch.create_foreign_key(
            "fk_proposals_member_id", "members", ["member_id"], ["id"], ondelete=on_delete
        )
    if last is not None:
        name = {"name": "proposals", "last": last}
        op.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'proposals'"))
        told = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
        connection.execute(told, name)


def _hash_events() -> None:
    """Keep the events of the last day, as hashes: older ones are not delivered again."""
    connection = op.get_bind()
    latest = connection.execute(sa.select(sa.func.max(events.c.at))).scalar()
    if latest is None:
        return
    connection.execute(sa.delete(events).where(events.c.at < latest - timedelta(days=1)))
    for (event,) in connection.execute(sa.select(events.c.event)).all():
        hashed = blake2b(event.encode(), digest_size=16).hexdigest()
        connection.execute(sa.update(events).where(events.c.event == event).values(event=hashed))
