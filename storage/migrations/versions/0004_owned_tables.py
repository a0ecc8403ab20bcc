"""Tables with owners in place of facts, so that whoever is forgotten leaves nothing.

Revision 0004, after 0003. What facts held moves to where it belongs: a home to its account, a
thread reply to its response, the bot's own notes to the settings. The rest is dropped: plans
that waited an hour at most, and homes and replies of people who are not known. Events of the
last day stay, as hashes.
"""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_HOME, _REPLY, _COMMANDS = "discord:home:", "slack:reply:", "discord:commands:"
_SETTINGS = {"console time": "console clock", "slack:origin": "slack origin"}

facts = sa.table("facts", sa.column("key", sa.String), sa.column("value", sa.Text))
events = sa.table(
    "delivered_events",
    sa.column("event", sa.String),
    sa.column("at", sa.DateTime(timezone=True)),
)
identities = sa.table(
    "identities",
    *(sa.column(name, sa.String) for name in ("platform", "workspace", "user")),
    sa.column("member_id", sa.Integer),
)
rounds = sa.table(
    "rounds",
    sa.column("id", sa.Integer),
    *(sa.column(name, sa.String) for name in ("message_platform", "message_channel", "message")),
)
responses = sa.table(
    "responses",
    sa.column("round_id", sa.Integer),
    sa.column("member_id", sa.Integer),
    sa.column("reply", sa.String),
)
proposals = sa.table("proposals", sa.column("member_id", sa.Integer))


def upgrade() -> None:
    """Make the tables, move what has a place in them, drop the facts."""
    _make_tables()
    _keep_proposals_without_an_author()
    _move_facts()
    op.drop_table("facts")
    _hash_events()


def downgrade() -> None:
    """Make the facts again, empty; suggestions and reports without an author are lost."""
    op.create_table(
        "facts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_facts"),
    )
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


def _move_facts() -> None:
    connection = op.get_bind()
    found = connection.execute(sa.select(facts.c.key, facts.c.value).order_by(facts.c.key)).all()
    _move_settings((key, value) for key, value in found)
    for key, value in found:
        if key.startswith(_HOME):
            _move_home(key.removeprefix(_HOME), value)
        elif key.startswith(_REPLY):
            _move_reply(*key.removeprefix(_REPLY).split(":", 2), ts=value)


def _move_settings(found: Iterable[tuple[str, str]]) -> None:
    """Move the bot's own notes; of the commands of several applications, the last ones."""
    kept: dict[str, str] = {}
    for key, value in found:
        if key in _SETTINGS:
            kept[_SETTINGS[key]] = value
        elif key.startswith(_COMMANDS):
            kept["discord commands"] = f"{key.removeprefix(_COMMANDS)}:{value}"
    table = sa.table("settings", sa.column("name", sa.Text), sa.column("value", sa.Text))
    op.bulk_insert(table, [{"name": name, "value": value} for name, value in kept.items()])


def _move_home(user: str, workspace: str) -> None:
    """Give a home to the account of that server; drop one of who took no part there."""
    connection = op.get_bind()
    account = {"platform": "discord", "user": user, "workspace": workspace}
    known = sa.select(identities.c.member_id).where(
        *(identities.c[name] == value for name, value in account.items())
    )
    if connection.execute(known).first() is not None:
        table = sa.table("homes", *(sa.column(name, sa.String) for name in account))
        op.bulk_insert(table, [account])


def _move_reply(channel: str, message: str, user: str, *, ts: str) -> None:
    """Write down with a response which reply holds it."""
    asked = sa.select(rounds.c.id).where(
        rounds.c.message_platform == "slack",
        rounds.c.message_channel == channel,
        rounds.c.message == message,
    )
    author = sa.select(identities.c.member_id).where(
        identities.c.platform == "slack", identities.c.user == user
    )
    of_theirs = responses.c.round_id.in_(asked) & responses.c.member_id.in_(author)
    op.get_bind().execute(sa.update(responses).where(of_theirs).values(reply=ts or None))


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
