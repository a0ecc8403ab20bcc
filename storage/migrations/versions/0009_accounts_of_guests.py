"""An account is a member once in each team: people of another workspace get their own accounts.

Revision 0009, after 0008. In a channel that workspaces share, people of another one were kept
under the channel's. Under their own, the same account may be a member of the channel's team and
of its own workspace's, so the team becomes part of the key. Accounts move when their own
workspace is heard of: the database doesn't hold it.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_OLD_KEY = ["platform", "workspace", "user"]
_NEW_KEY = ["platform", "user", "workspace", "team_id"]

_TEAMS = """
UPDATE identities SET team_id =
    (SELECT members.team_id FROM members WHERE members.id = identities.member_id)
"""
_HOMES = """
SELECT homes.platform, homes."user", homes.workspace, min(identities.team_id)
FROM homes JOIN identities ON identities.platform = homes.platform
    AND identities."user" = homes."user" AND identities.workspace = homes.workspace
GROUP BY homes.platform, homes."user", homes.workspace
"""
_OF_THE_TEAM = """
FROM workspaces WHERE workspaces.team_id = identities.team_id
    AND workspaces.platform = identities.platform
"""
_GUESTS_MOVE_IN = f"""
UPDATE identities SET workspace = (SELECT min(workspaces.workspace) {_OF_THE_TEAM})
WHERE EXISTS (SELECT 1 {_OF_THE_TEAM})
    AND NOT EXISTS (SELECT 1 {_OF_THE_TEAM} AND workspaces.workspace = identities.workspace)
"""  # noqa: S608 - no value of anyone's is in it


def upgrade() -> None:
    """Make the team part of an account's key, and of a home's."""
    op.add_column("identities", sa.Column("team_id", sa.Integer(), nullable=True))
    op.execute(_TEAMS)
    homes = op.get_bind().execute(sa.text(_HOMES)).all()
    op.drop_table("homes")
    with op.batch_alter_table("identities") as batch:
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=False)
        batch.drop_constraint("pk_identities", type_="primary")
        batch.create_primary_key("pk_identities", _NEW_KEY)
        batch.create_foreign_key(
            "fk_identities_team_id", "teams", ["team_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_identities_team_id", "identities", ["team_id"])
    _make_homes(_NEW_KEY, [sa.Column("team_id", sa.Integer(), nullable=False)])
    _fill_homes([dict(zip(_NEW_KEY, home, strict=True)) for home in homes])


def downgrade() -> None:
    """Keep people of other workspaces under the channel's again."""
    homes = op.get_bind().execute(sa.text(_HOMES)).all()
    op.drop_table("homes")
    op.execute(_GUESTS_MOVE_IN)
    op.drop_index("ix_identities_team_id", "identities")
    with op.batch_alter_table("identities") as batch:
        batch.drop_constraint("fk_identities_team_id", type_="foreignkey")
        batch.drop_constraint("pk_identities", type_="primary")
        batch.create_primary_key("pk_identities", _OLD_KEY)
        batch.drop_column("team_id")
    _make_homes(_OLD_KEY, [])
    _fill_homes([dict(zip(_NEW_KEY[:3], home[:3], strict=True)) for home in homes])


def _make_homes(key: list[str], more: Sequence[sa.Column[int]]) -> None:
    """Make the table of homes: each goes with the account that ``key`` tells."""
    op.create_table(
        "homes",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            key,
            [f"identities.{name}" for name in key],
            name=f"fk_homes_{'_'.join(key)}",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("platform", "user", name="pk_homes"),
    )


def _fill_homes(rows: list[dict[str, object]]) -> None:
    if rows:
        kinds = {name: sa.Integer() if name == "team_id" else sa.String() for name in rows[0]}
        table = sa.table("homes", *(sa.Column(name, kind) for name, kind in kinds.items()))
        op.bulk_insert(table, rows)
